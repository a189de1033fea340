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


@dataclass(frozen=True)
class Prior:
    """What is known of a council's figure before its own counts: it lies about ``level``, as firmly as ``strength`` children would make it.

    The less councils differ beyond chance, the more children: none where all or none are counted, and no end of them where councils differ
    by chance alone.
    """

    level: float
    strength: float


def prior(numerator: ArrayLike, denominator: ArrayLike, *, kind: Kind = "share") -> Prior:
    """How councils differ beyond chance, from the counts of all.

    Args:
        numerator, denominator: counts, one for each council; one with a blank or nothing to count adds nothing.
        kind: 'share' where the numerator is part of the denominator, else 'rate'.

    Raises:
        EvidenceError: fewer than two councils have counts.

    Source: R. J. Marshall, Appl. Stat. 40 (1991) 283, the global estimator; for shares with the binomial variance in place of Poisson's.

    >>> found = prior([0, 30, 600], [10, 100, 1000])
    >>> round(found.level, 3), round(found.strength, 1)
    (0.568, 25.5)
    """
    x, n = np.broadcast_arrays(np.asarray(numerator, dtype=float), np.asarray(denominator, dtype=float))
    known = np.isfinite(x) & np.isfinite(n) & (n > 0)
    if known.sum() < 2:
        raise EvidenceError(f"{int(known.sum())} councils have counts", expected="two at least, to draw one towards the others")
    x, n = x[known], n[known]
    level = average(x, n)
    by_chance = level * (1 - level) if kind == "share" else level
    beyond = float((n * (x / n - level) ** 2).sum() / n.sum() - by_chance / n.mean())
    return Prior(level, 0.0 if by_chance == 0 else by_chance / beyond if beyond > 0 else np.inf)


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
    found = prior(numerator, denominator, kind=kind)
    x, n = np.broadcast_arrays(np.asarray(numerator, dtype=float), np.asarray(denominator, dtype=float))
    known = np.isfinite(x) & np.isfinite(n) & (n > 0)
    below = np.where(known, n, np.nan)
    raw = np.where(known, x, np.nan) / below
    weight = below / (below + found.strength)
    return Shrunk(raw, np.asarray(found.level + weight * (raw - found.level)), weight, found.level)
