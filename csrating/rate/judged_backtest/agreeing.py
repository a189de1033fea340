"""How far scores agree with judgements: Kendall's tau-b, Spearman's rho, AUC and weighted kappa, for many samples of councils at once.

Everything rests on whole numbers: how many pairs of councils stand in the same order. A sample is how often each council is in it, so that
the sample itself, those of a bootstrap and judgements dealt out anew by chance are worked out alike.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from csrating.rate.backtest import weighted_kappas
from csrating.rate.rule import Numbers

TAU, RHO, AUC, LINEAR, QUADRATIC = "Kendall's tau-b", "Spearman's rho", "AUC", "linear kappa", "quadratic kappa"
BY_CHANCE = {TAU: 0.0, RHO: 0.0, AUC: 0.5, LINEAR: 0.0, QUADRATIC: 0.0}
"""What each measure is where the scores say nothing of the judgements."""


def ordered(score: ArrayLike) -> Numbers:
    """Councils × councils: 1 where the first has the higher score, -1 where it has the lower, 0 where they tie."""
    values = np.asarray(score, dtype=float)
    return np.asarray(np.sign(np.subtract.outer(values, values)))


def dealt(places: ArrayLike, *, grades: int, times: ArrayLike | None = None) -> Numbers:
    """Samples × councils × grades: how often each council is in the sample with which judgement.

    Args:
        places: samples × councils: the place of each judgement on its scale, the worst 0.
        grades: how many the scale has.
        times: samples × councils: how often each is in the sample; once where left out.
    """
    one = np.eye(grades)[np.atleast_2d(np.asarray(places))]
    return one if times is None else np.asarray(one * np.atleast_2d(np.asarray(times, dtype=float))[..., None])


def rank_measures(order: Numbers, councils: Numbers, *, less_than_good: int) -> dict[str, Numbers]:
    """Tau-b, rho and AUC of each sample; blank where one side has no order.

    Args:
        order: what :func:`ordered` gave of the scores.
        councils: what :func:`dealt` gave of the judgements.
        less_than_good: how many grades, from the worst on, are what AUC is about: the probability that a council so judged has a lower
            score than one that is not, a tie counting half.

    >>> found = rank_measures(ordered([10, 30, 20, 40]), dealt([0, 1, 1, 2], grades=3), less_than_good=1)
    >>> round(float(found[TAU][0]), 4), float(found[AUC][0])
    (0.9129, 1.0)
    """
    number = councils.sum(axis=1)
    above = np.sign(np.subtract.outer(np.arange(number.shape[-1]), np.arange(number.shape[-1])))
    times = councils.sum(axis=-1)
    higher = np.swapaxes(councils, 1, 2) @ np.moveaxis(np.tensordot(order, councils, axes=(1, 1)), 0, 1)
    tied_not = ((times @ np.abs(order)) * times).sum(axis=-1)
    apart = np.einsum("da,ab,db->d", number, np.abs(above), number)
    of_score, of_judgement = times @ order.T, number @ above.T
    spread = (times * of_score**2).sum(axis=-1) * (number * of_judgement**2).sum(axis=-1)
    lesser, better = slice(None, less_than_good), slice(less_than_good, None)
    pairs = number[:, lesser].sum(axis=-1) * number[:, better].sum(axis=-1)
    return {
        TAU: _over((above * higher).sum(axis=(1, 2)), np.sqrt(tied_not * apart)),
        RHO: _over((of_judgement * higher.sum(axis=-1)).sum(axis=-1), np.sqrt(spread)),
        AUC: 0.5 + 0.5 * _over(higher[:, better, lesser].sum(axis=(1, 2)), pairs),
    }


def kappas(bands: Sequence[int] | NDArray[np.int64], councils: Numbers) -> dict[str, Numbers]:
    """Weighted kappa of each sample, of bands that stand beside grades.

    Args:
        bands: the place of each council's band on its scale, the worst 0, of as many as there are grades.
        councils: what :func:`dealt` gave of the judgements.
    """
    tables = np.eye(councils.shape[-1])[np.asarray(bands)].T @ councils
    return {name: weighted_kappas(tables, power=power) for name, power in ((LINEAR, 1), (QUADRATIC, 2))}


def _over(part: Numbers, whole: Numbers) -> Numbers:
    return np.asarray(np.divide(part, whole, out=np.full(np.shape(part), np.nan), where=whole > 0))
