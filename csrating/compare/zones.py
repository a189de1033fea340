"""What counts as in line: for each rule the zone of figures around a baseline between which a council is neither above nor below.

Every rule gives a :class:`Zone`, and one verdict (:mod:`csrating.compare.standing`) reads them all. None of these rules was published by
Ofsted: which one holds, and how wide it is, is the framework's choice.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from csrating.compare.intervals import Interval, Numbers

NO_SPREAD = "the councils compared have no spread"
NO_INTERVAL = "no interval: denominator not published"
ALL_ALIKE = "more than half of the councils compared have the same figure, so there is no scale"

RULES = ("standard deviations", "relative tolerance", "quartiles", "interval 95", "interval 99.8", "median distance")
"""The rules by name."""


class Zone(NamedTuple):
    """The lowest and the highest figure that are in line, the ends included, and what a blank means."""

    low: Numbers
    high: Numbers
    why_none: str


def within_deviations(baseline: ArrayLike, spread: ArrayLike, *, width: float) -> Zone:
    """So many standard deviations of the councils compared either side of the baseline.

    >>> [float(end) for end in within_deviations(10.0, 4.0, width=0.5)[:2]]
    [8.0, 12.0]
    """
    middle, half = np.asarray(baseline, dtype=float), width * np.asarray(spread, dtype=float)
    return Zone(middle - half, middle + half, NO_SPREAD)


def within_tolerance(baseline: ArrayLike, *, tolerance: float) -> Zone:
    """A share of the baseline either side of it: 0.05 is five per cent of the baseline, not five points.

    >>> [float(end) for end in within_tolerance(60.0, tolerance=0.05)[:2]]
    [57.0, 63.0]
    """
    middle = np.asarray(baseline, dtype=float)
    half = tolerance * np.abs(middle)
    return Zone(middle - half, middle + half, "there is no figure of which a share could be taken")


def between_quartiles(lower: ArrayLike, upper: ArrayLike) -> Zone:
    """Between the quartiles of the councils compared: above is better than three quarters of them, strictly."""
    return Zone(np.asarray(lower, dtype=float), np.asarray(upper, dtype=float), "too few councils have data for quartiles")


def within_interval(value: ArrayLike, baseline: ArrayLike, interval: Interval) -> Zone:
    """Where the interval of the council's own figure holds the baseline; an interval that touches it holds it.

    The zone is that of figures: the interval is moved with the figure to where it touches the baseline.

    >>> [float(end) for end in within_interval(30.0, 50.0, Interval(np.array(18.0), np.array(45.0)))[:2]]
    [35.0, 62.0]
    """
    figure, level = np.asarray(value, dtype=float), np.asarray(baseline, dtype=float)
    return Zone(level - (interval.upper - figure), level + (figure - interval.lower), NO_INTERVAL)


def within_difference(value: ArrayLike, difference: Interval) -> Zone:
    """Where the interval of the difference from the baseline holds nought, so that the baseline's own uncertainty counts.

    Args:
        value: the council's figures.
        difference: the interval of the council's figure less that of those with which it is compared, in the same unit.
    """
    figure = np.asarray(value, dtype=float)
    return Zone(figure - difference.upper, figure - difference.lower, NO_INTERVAL)


def within_median_distance(median: ArrayLike, deviation: ArrayLike, *, width: float) -> Zone:
    """So many median absolute deviations of the councils compared, unscaled, either side of their own median.

    Where more than half of them have the same figure that deviation is nought, and there is no zone.
    """
    middle, scale = np.asarray(median, dtype=float), np.asarray(deviation, dtype=float)
    half = width * np.where(scale > 0, scale, np.nan)
    return Zone(middle - half, middle + half, ALL_ALIKE)
