"""How firm each figure is: its interval from the counts behind it, by the kind of figure, and that of its difference from others."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from csrating.compare.figures import Figures, Numbers
from csrating.compare.intervals import USUAL, Interval, newcombe, of_count, rates_apart, wilson
from csrating.compare.zones import NO_INTERVAL

Words: TypeAlias = NDArray[np.object_]
Mask: TypeAlias = NDArray[np.bool_]

NO_FIGURE = "no figure"
SHARE, RATE = "Wilson", "Byar, or exact below ten"
"""By which method the interval of a share and that of a rate was found."""


def are_counted(figures: Figures) -> tuple[Mask, Mask]:
    """Which figures are shares of counts, and which are rates of counts; both false where the counts were not published."""
    x, n = figures.numerator, figures.denominator
    counted = np.isfinite(figures.value) & np.isfinite(x) & np.isfinite(n) & (n > 0) & (x >= 0) & np.isfinite(figures.scale)
    is_share = counted & figures.in_shares & (x <= n)
    return is_share, counted & ~is_share


def interval_of(figures: Figures, *, confidence: float = USUAL) -> Interval:
    """The interval of each figure: Wilson's of a share, Byar's (exact below ten) of a rate, none where the counts were not published.

    Args:
        figures: areas × series.
        confidence: between 0 and 1.

    Returns:
        both ends in the unit of the figures.
    """
    is_share, is_rate = are_counted(figures)
    x, n, scale = figures.numerator, figures.denominator, figures.scale
    ends = np.full((2, *x.shape), np.nan)
    if is_share.any():
        ends[:, is_share] = wilson(x[is_share], n[is_share], confidence=confidence)
    if is_rate.any():
        ends[:, is_rate] = np.stack(of_count(x[is_rate], confidence=confidence)) / n[is_rate]
    return Interval(ends[0] * scale, ends[1] * scale)


def kind_of_interval(figures: Figures) -> Words:
    """By which method the interval of each figure is found, or why it has none."""
    is_share, is_rate = are_counted(figures)
    found = np.full(figures.value.shape, NO_INTERVAL, dtype=object)
    found[~np.isfinite(figures.value)] = NO_FIGURE
    found[is_share], found[is_rate] = SHARE, RATE
    return found


def difference(figures: Figures, other_numerator: Numbers, other_denominator: Numbers, *, confidence: float = USUAL) -> Interval:
    """The interval of each figure less that of others, of whom the counts are given: Newcombe's of shares, and of rates the like of it.

    Args:
        figures: areas × series.
        other_numerator, other_denominator: pooled counts of those with which each is compared, without itself; arrays of the same shape.
        confidence: between 0 and 1.

    Returns:
        both ends in the unit of the figures; blank where either side has no counts.
    """
    is_share, is_rate = are_counted(figures)
    x, n = figures.numerator, figures.denominator
    known = np.isfinite(other_numerator) & np.isfinite(other_denominator) & (other_denominator > 0)
    is_share, is_rate = is_share & known & (other_numerator <= other_denominator), is_rate & known
    ends = np.full((2, *x.shape), np.nan)
    for which, of in ((is_share, newcombe), (is_rate, rates_apart)):
        if which.any():
            ends[:, which] = of(x[which], n[which], other_numerator[which], other_denominator[which], confidence=confidence)
    return Interval(ends[0] * figures.scale, ends[1] * figures.scale)
