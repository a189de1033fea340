"""Change and trend: from the consecutive period before, and over five points, and never across a gap or a break in the series."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from csrating.compare.intervals import Numbers
from csrating.errors import EvidenceError
from csrating.read.periods import find_period

Places: TypeAlias = NDArray[np.int64]
Words: TypeAlias = NDArray[np.object_]
Mask: TypeAlias = NDArray[np.bool_]

NO_SERIES = -1
POINTS = 5
SIGNIFICANT = 9.54953570608324
"""The square of the normal deviate of 99.8 per cent: the slope's chi-square, with one degree of freedom, must exceed it."""

ROUNDING = 1e-9
"""A slope of less than this share of the figures is level: what is left over from adding decimals in binary is no direction."""

ERRORS_IN_AN_INTERVAL = 3.92
"""How many standard errors an interval of 95 per cent is wide."""

_MONTHS = {"year": 12, "two years": 12, "day": 12, "term": 12, "quarter": 3, "quarter of two years": 3, "month": 1}
"""How many months lie between the ends of one period and of the next; spans of several years overlap, and have no next."""


@dataclass(frozen=True)
class Previous:
    """For each series the place of that of the consecutive period before, or ``NO_SERIES`` and why there is none."""

    place: Places
    why: Words


def previous(series: pd.DataFrame, *, breaks: Mapping[str, str] | None = None) -> Previous:
    """The series of the consecutive period before, for each series.

    Args:
        series: columns indicator and period, one row for each series.
        breaks: for an indicator the first period whose figures cannot be compared with those before.

    Raises:
        EvidenceError: a break is said to be at something that is no period.

    >>> labels = ["2006/07", "2007/08", "2009/10"]
    >>> found = previous(pd.DataFrame({"indicator": "NI 43", "period": labels}))
    >>> found.place.tolist(), found.why[2]
    ([-1, 0, -1], 'the period before is 2007/08, which is not the one just before 2009/10')
    """
    place = np.full(len(series), NO_SERIES, dtype=np.int64)
    why = np.full(len(series), "", dtype=object)
    broken = {indicator: _moment(label) for indicator, label in (breaks or {}).items()}
    for (indicator, _), one in _in_order(series).items():
        by_end = {moment.end: at for at, _, moment in one}
        before = ""
        for at, label, moment in one:
            place[at], why[at] = _before(label, moment, by_end, before, broken.get(indicator))
            before = label
    return Previous(place, why)


@dataclass(frozen=True, order=True)
class Moment:
    """When a period ends, in months since the year nought, and how many months later the next of its kind ends; 0 where none comes next."""

    end: int
    months: int


def _in_order(series: pd.DataFrame) -> dict[tuple[str, int], list[tuple[int, str, Moment]]]:
    """For each indicator and kind of period its series in order of time: place, label and moment."""
    found: dict[tuple[str, int], list[tuple[int, str, Moment]]] = {}
    for at, (indicator, label) in enumerate(zip(series["indicator"], series["period"], strict=True)):
        moment = moment_of(label)
        found.setdefault((indicator, moment.months), []).append((at, label, moment))
    return {key: sorted(one, key=lambda told: told[2].end) for key, one in found.items()}


def _before(label: str, moment: Moment, by_end: Mapping[int, int], before: str, broken: Moment | None) -> tuple[int, str]:
    """The place of the consecutive period before one, and why there is none."""
    if not moment.months:
        spans = f"{label} is a span of years, with which the one before overlaps"
        return NO_SERIES, spans if moment.end else f"no period comes just before {label}"
    if not before:
        return NO_SERIES, f"{label} is the first period"
    at = by_end.get(moment.end - moment.months, NO_SERIES)
    if at == NO_SERIES:
        return NO_SERIES, f"the period before is {before}, which is not the one just before {label}"
    if broken is not None and moment.end - moment.months < broken.end <= moment.end:
        return NO_SERIES, f"the series breaks: figures of {label} cannot be compared with those before"
    return at, ""


@cache
def moment_of(label: str) -> Moment:
    """When a period ends and how long it is; a text that is no period, and a span of several years, have no next.

    >>> moment_of("2008/09").end - moment_of("2007/08").end, moment_of("2008 Q4").months, moment_of("2009 to 2013").months
    (12, 3, 0)
    """
    found = find_period(label)
    if found is None or found.rest:
        return Moment(0, 0)
    period = found.period
    month = period.ends_on.month if period.ends_on else 3 * period.quarter
    year = period.ends_on.year if period.ends_on else period.year
    return Moment(12 * year + month, _MONTHS.get(period.kind, 0))


def _moment(label: str) -> Moment:
    moment = moment_of(label)
    if not moment.months:
        raise EvidenceError(f"a series is said to break at {label!r}", expected="the first period after the break, such as 2010/11")
    return moment


def changes(values: ArrayLike, before: Previous) -> Numbers:
    """The change of each figure from the consecutive period before; blank where that has none.

    Args:
        values: councils × series, unrounded.
        before: what :func:`previous` gave for those series.

    >>> changes([[4.0, 7.0, 9.0]], Previous(np.array([-1, 0, -1]), np.array(["", "", ""], dtype=object))).tolist()
    [[nan, 3.0, nan]]
    """
    figures = np.asarray(values, dtype=float)
    return np.asarray(figures - np.where(before.place == NO_SERIES, np.nan, figures[:, before.place]))


def direction(change: ArrayLike, *, sign: ArrayLike) -> Words:
    """The direction of travel in words: better, worse or no change by polarity, and up or down where neither high nor low is good.

    Args:
        change: in the unit of the indicator.
        sign: 1 where high is good, -1 where low is good, blank where neither is; broadcast over the columns.

    >>> direction([[2.0, 2.0, 2.0, 0.0, np.nan]], sign=[1, -1, np.nan, 1, 1]).tolist()
    [['better', 'worse', 'up', 'no change', '']]
    """
    moved = np.asarray(change, dtype=float)
    way = np.broadcast_to(np.asarray(sign, dtype=float), moved.shape)
    found = np.full(moved.shape, "", dtype=object)
    found[moved > 0], found[moved < 0] = "up", "down"
    found[moved * way > 0], found[moved * way < 0] = "better", "worse"
    found[moved == 0] = "no change"
    return found


@dataclass(frozen=True)
class Trend:
    """A trend over five points: the slope in the unit of the figures for each point, its chi-square, the verdict and why there is none."""

    slope: Numbers
    chi_square: Numbers
    verdict: Words
    why: Words


def five_points(values: ArrayLike, lower: ArrayLike, upper: ArrayLike) -> Trend:
    """Whether the last five figures with an interval rise or fall, by a weighted line of which no single point decides the direction.

    The points are those that are there, in their order; who asks that they be consecutive leaves the others blank. The slope is significant
    where its chi-square exceeds that of 99.8 per cent and it keeps its sign whichever point is left out.

    Args:
        values, lower, upper: councils × periods in order of time; the ends of intervals of 95 per cent.

    Returns:
        ``verdict`` is increasing, decreasing, or no significant change; '' with the reason where there are fewer than five points.

    Source: the recent trends of the Fingertips service of English public health.

    >>> figures = np.array([[10.0, 11, 12, 13, 14]])
    >>> five_points(figures, figures - 0.5, figures + 0.5).verdict.tolist()
    ['increasing']
    """
    figures, low, high = (np.asarray(given, dtype=float) for given in (values, lower, upper))
    there = np.isfinite(figures) & np.isfinite(low) & np.isfinite(high) & (high > low)
    few = there.sum(axis=1) < POINTS
    last = np.argsort(there, axis=1, kind="stable")[:, -POINTS:]
    y, error = (np.take_along_axis(given, last, axis=1) for given in (figures, (high - low) / ERRORS_IN_AN_INTERVAL))
    slope, variance = np.full(len(figures), np.nan), np.full(len(figures), np.nan)
    steady = np.zeros(len(figures), dtype=bool)
    if (~few).any():
        slope[~few], variance[~few] = _line(y[~few], error[~few])
        steady[~few] = _same_sign(y[~few], error[~few])
    with np.errstate(invalid="ignore"):
        chi_square = slope**2 / variance
        significant = (chi_square > SIGNIFICANT) & steady
    verdict = np.full(len(figures), "no significant change", dtype=object)
    verdict[significant & (slope > 0)] = "increasing"
    verdict[significant & (slope < 0)] = "decreasing"
    verdict[few] = ""
    found = there.sum(axis=1)
    why = np.array([f"{number} of {POINTS} points have an interval" if number < POINTS else "" for number in found], dtype=object)
    return Trend(slope, chi_square, verdict, why)


def _line(y: Numbers, error: Numbers, x: Numbers | None = None) -> tuple[Numbers, Numbers]:
    """The slope of the weighted line through the points of each row, and its variance."""
    at = np.broadcast_to(np.arange(1.0, POINTS + 1) if x is None else x, y.shape)
    weight = 1 / error**2
    share = weight / weight.sum(axis=1, keepdims=True)
    along, up = (given - (share * given).sum(axis=1, keepdims=True) for given in (at, y))
    below = (weight * along**2).sum(axis=1)
    return (weight * along * up).sum(axis=1) / below, 1 / below


def _same_sign(y: Numbers, error: Numbers) -> Mask:
    """Whether the slope keeps its sign whichever one of the points is left out; a level line has none."""
    kept = [[at for at in range(POINTS) if at != left_out] for left_out in range(POINTS)]
    slopes = np.stack([_line(y[:, some], error[:, some], np.array(some, dtype=float) + 1)[0] for some in kept])
    signs = np.where(np.abs(slopes) > ROUNDING * np.abs(y).max(axis=1), np.sign(slopes), 0)
    return np.asarray(np.abs(signs.sum(axis=0)) == POINTS)
