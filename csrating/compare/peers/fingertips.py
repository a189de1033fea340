"""Fingertips, the public health profiles of England, and its package PHEindicatormethods: verdict, rate, quantile, quarter and spine.

Where ours differ: the baseline's own uncertainty counts where its counts are known, where Fingertips takes it for certain; equal figures
are in one band, where its quintiles and quarters part them by chance; and what has no counts has no interval and no verdict.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from csrating.compare.bands import Words
from csrating.compare.funnel import average, limits
from csrating.compare.intervals import STRICT, USUAL, Interval, Numbers, of_count, wilson
from csrating.compare.ranks import ranks

SIMILAR, HIGHER, LOWER = "Similar", "Higher", "Lower"


def proportion(numerator: ArrayLike, denominator: ArrayLike, *, confidence: float = USUAL) -> Interval:
    """``phe_proportion``: Wilson's interval, in per cent.

    >>> [round(float(end), 1) for end in proportion(12, 40)]
    [18.1, 45.4]
    """
    return Interval(*(100 * end for end in wilson(numerator, denominator, confidence=confidence)))


def rate(count: ArrayLike, denominator: ArrayLike, *, multiplier: float = 100_000, confidence: float = USUAL) -> Interval:
    """``phe_rate``: exact below ten events, and Byar's interval from there on, for so many of the population.

    >>> [round(float(end), 3) for end in rate(0, 238, multiplier=100)]
    [0.0, 1.55]
    """
    population = np.asarray(denominator, dtype=float)
    return Interval(*(multiplier * end / population for end in of_count(count, confidence=confidence)))


def verdict(interval: Interval, baseline: ArrayLike, *, sign: float = np.nan) -> Words:
    """Fingertips' comparison with a baseline that is taken for certain; an interval that touches it is similar.

    Returns:
        Better, Similar or Worse; Higher, Similar or Lower where ``sign`` is blank, for no judgement; '' where there is no interval.

    >>> verdict(Interval(np.array([18.1]), np.array([45.4])), 50.0, sign=1).tolist()
    ['Worse']
    """
    level = np.broadcast_to(np.asarray(baseline, dtype=float), interval.lower.shape)
    found = np.full(level.shape, SIMILAR, dtype=object)
    better = np.isnan(sign), sign > 0
    found[interval.lower > level] = HIGHER if better[0] else ("Better" if better[1] else "Worse")
    found[interval.upper < level] = LOWER if better[0] else ("Worse" if better[1] else "Better")
    found[~(np.isfinite(level) & np.isfinite(interval.lower) & np.isfinite(interval.upper))] = ""
    return found


class Significance(NamedTuple):
    """``phe_funnels``' verdict on each area, and the average in per cent that it is held against."""

    verdict: Words
    average: float


def funnel_significance(numerator: ArrayLike, denominator: ArrayLike) -> Significance:
    """``calculate_funnel_point_significance`` of proportions: plain limits about the average of the areas, without over-dispersion.

    >>> funnel_significance([1489, 2906], [2021, 3498]).verdict.tolist()
    ['Low (0.001)', 'High (0.001)']
    """
    x, n = np.asarray(numerator, dtype=float), np.asarray(denominator, dtype=float)
    level, value = average(x, n), x / n
    usual, strict = (limits(level, n, confidence=confidence) for confidence in (USUAL, STRICT))
    found = np.full(value.shape, "Not significant", dtype=object)
    for side, beyond in (("Low", np.less), ("High", np.greater)):
        for ends, told in ((usual, "0.025"), (strict, "0.001")):
            found[beyond(value, ends.lower if side == "Low" else ends.upper)] = f"{side} ({told})"
    return Significance(found, 100 * level)


def quantiles(values: ArrayLike, *, number: int = 10, highest_first: bool = True) -> Numbers:
    """``phe_quantile``: which of so many equal parts each figure is in, ties together; blank where there are fewer figures than parts.

    Args:
        values: one for each area.
        number: of parts.
        highest_first: whether the highest figures are in part 1.

    >>> quantiles([10.0, 20, 30, 40], number=4).tolist()
    [4.0, 3.0, 2.0, 1.0]
    """
    figures = np.asarray(values, dtype=float)
    known = int(np.isfinite(figures).sum())
    if known < number:
        return np.full(figures.shape, np.nan)
    rank = ranks(figures, sign=1 if highest_first else -1)
    part = np.floor((number + 1) - np.ceil((known + 1 - rank) / (known / number)))
    return np.asarray(np.where(part == 0, 1, part))
