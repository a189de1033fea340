"""Figures drawn towards the average where few children stand behind them: beside the raw figure, never instead of it.

A figure that is wrong is not mended by this: what is drawn in is chance, not error.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from csrating.compare.funnel import Kind, average
from csrating.compare.intervals import Numbers
from csrating.errors import EvidenceError


@dataclass(frozen=True)
class Shrunk:
    """``raw`` figures beside ``estimate``, drawn towards ``level``; ``weight`` is the share of each that is its own."""

    raw: Numbers
    estimate: Numbers
    weight: Numbers
    level: float


def shrunk(numerator: ArrayLike, denominator: ArrayLike, *, kind: Kind = "share") -> Shrunk:
    """Empirical Bayes estimates of the shares or rates of some councils.

    Args:
        numerator, denominator: counts, one for each council; one with a blank or nothing to count gets no estimate.
        kind: 'share' where the numerator is part of the denominator, else 'rate'.

    Raises:
        EvidenceError: fewer than two councils have counts.

    Source: R. J. Marshall, Appl. Stat. 40 (1991) 283, the global estimator; for shares with the binomial variance in place of Poisson's.

    >>> found = shrunk([0, 30, 600], [10, 100, 1000])
    >>> found.raw.tolist(), found.estimate.round(2).tolist()
    ([0.0, 0.3, 0.6], [0.41, 0.35, 0.6])
    """
    x, n = np.broadcast_arrays(np.asarray(numerator, dtype=float), np.asarray(denominator, dtype=float))
    known = np.isfinite(x) & np.isfinite(n) & (n > 0)
    if known.sum() < 2:
        raise EvidenceError(f"{int(known.sum())} councils have counts", expected="two at least, to draw one towards the others")
    below = np.where(known, n, np.nan)
    raw, level = np.where(known, x, np.nan) / below, np.float64(average(np.where(known, x, np.nan), below))
    by_chance = level * (1 - level) if kind == "share" else level
    spread = np.nansum(below * (raw - level) ** 2) / np.nansum(below)
    beyond = max(0.0, float(spread - by_chance / np.nanmean(below)))
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = np.where(known, beyond / (beyond + by_chance / below), np.nan) if by_chance > 0 else np.where(known, 1.0, np.nan)
    return Shrunk(raw, np.asarray(level + weight * (raw - level)), weight, level)
