"""Chance with a name: each subject draws from a stream of its own, so that a change to one leaves the others as they were."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import ndtr, ndtri

Numbers = npt.NDArray[np.float64]


def stream(seed: int, *subject: str) -> np.random.Generator:
    """The random stream of a subject, the same whenever the seed and the subject are the same.

    >>> stream(1, "schools").integers(100) == stream(1, "schools").integers(100)
    np.True_
    """
    return np.random.default_rng([seed, *"/".join(subject).encode()])


def standardised(values: Numbers) -> Numbers:
    """The values moved and stretched to mean 0 and standard deviation 1.

    >>> standardised(np.array([1.0, 3.0]))
    array([-1.,  1.])
    """
    return np.asarray((values - values.mean()) / values.std())


def allotted(total: int, weights: Numbers) -> npt.NDArray[np.int64]:
    """A whole number of things shared out in proportion to weights, by largest remainders.

    >>> allotted(5, np.array([1.0, 1.0, 2.0]))
    array([1, 1, 3])
    """
    exact = total * weights / weights.sum()
    whole = np.floor(exact).astype(np.int64)
    most_left = np.argsort(-(exact - whole), kind="stable")[: total - int(whole.sum())]
    whole[most_left] += 1
    return np.asarray(whole)


def quota_grades(latent: Numbers, reference: Numbers, shares: list[float]) -> npt.NDArray[np.int64]:
    """Positions 0 (outstanding) to 3 (inadequate) of latent qualities, cut where the reference sample holds the national shares.

    >>> quota_grades(np.array([2.0, 0.5, -0.5, -2.0]), np.array([2.0, 0.5, -0.5, -2.0]), [25, 25, 25, 25])
    array([0, 1, 2, 3])
    """
    from_worst = np.cumsum(shares[::-1])[:-1] / np.sum(shares)
    cuts = np.quantile(reference, from_worst)
    return np.asarray(3 - np.searchsorted(cuts, latent, side="left"), dtype=np.int64)


def shifted_shares(shares: list[float], shift: Numbers, spread: float) -> Numbers:
    """National shares as each council would have them: moved by a shift on the normal scale, so that the shares still hold on average.

    Args:
        shares: per cent from outstanding to inadequate.
        shift: one standardised value per council, higher is better.
        spread: how far a shift of one moves a council.

    Returns:
        One row per council, one column per grade, adding to 1.
    """
    cuts = ndtri(np.cumsum(shares)[:-1] / np.sum(shares)) * np.sqrt(1 + spread**2)
    below = ndtr(cuts[None, :] + spread * shift[:, None])
    edges = np.hstack([np.zeros((len(shift), 1)), below, np.ones((len(shift), 1))])
    return np.diff(edges, axis=1)


def weekdays_between(chance: np.random.Generator, first: Any, last: Any, size: int) -> pd.DatetimeIndex:
    """Working days drawn evenly between two days, both included; never in August, when schools are shut.

    Args:
        first, last: the days between which to draw.
        size: how many days.
    """
    days = pd.bdate_range(first, last)
    open_days = days[days.month != 8]
    return open_days[chance.integers(len(open_days), size=size)]
