"""Change and trend: from the consecutive period before, and over five points, and never across a gap or a break in the series."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from csrating.compare.intervals import Numbers
from csrating.read.periods import find_period

Places: TypeAlias = NDArray[np.int64]
Words: TypeAlias = NDArray[np.object_]
Mask: TypeAlias = NDArray[np.bool_]

NO_SERIES = -1
POINTS = 5
SIGNIFICANT = 9.54953570608324
"""The square of the normal deviate of 99.8 per cent: the slope's chi-square, with one degree of freedom, must exceed it."""

ERRORS_IN_AN_INTERVAL = 3.92
"""How many standard errors an interval of 95 per cent is wide."""

_MONTHS = {"year": 12, "two years": 12, "day": 12, "term": 12, "quarter": 3, "quarter of two years": 3, "month": 1}
"""How many months lie between the ends of one period and of the next; spans of several years overlap, and have no next."""


@dataclass(frozen=True)
class Previous:
    """For each series the place of that of the consecutive period before, or ``NO_SERIES`` and why there is none."""

    place: Places
    why: Words


def previous(series: pd.DataFrame, *, breaks: Mapping[str, date] | None = None) -> Previous:
    """The series of the consecutive period before, for each series.

    Args:
        series: columns indicator, period and period_end, one row for each series.
        breaks: for an indicator the first day of the period from which its figures cannot be compared with those before.

    >>> ends = pd.to_datetime(["2007-03-31", "2008-03-31", "2010-03-31"])
    >>> labels = ["2006/07", "2007/08", "2009/10"]
    >>> found = previous(pd.DataFrame({"indicator": "NI 43", "period": labels, "period_end": ends}))
    >>> found.place.tolist(), found.why[2]
    ([-1, 0, -1], 'the period before is 2007/08, which is not the one just before 2009/10')
    """
    place = np.full(len(series), NO_SERIES, dtype=np.int64)
    why = np.full(len(series), "", dtype=object)
    for indicator, one in _in_order(series).items():
        by_month = {(end.year, end.month): at for at, _, end in one}
        before = ""
        for at, label, end in one:
            place[at], why[at] = _before(label, end, by_month, before, (breaks or {}).get(indicator[0]))
            before = label
    return Previous(place, why)


def _in_order(series: pd.DataFrame) -> dict[tuple[str, int], list[tuple[int, str, date]]]:
    """For each indicator and length of period its series in order of time: place, label and end; without those that end on no known day."""
    found: dict[tuple[str, int], list[tuple[int, str, date]]] = {}
    about = zip(series["indicator"], series["period"], pd.to_datetime(series["period_end"]), strict=True)
    for at, (indicator, label, end) in enumerate(about):
        if not pd.isna(end):
            found.setdefault((indicator, months_between(label)), []).append((at, label, end.date()))
    return {key: sorted(one, key=lambda told: told[2]) for key, one in found.items()}


def _before(label: str, end: date, by_month: Mapping[tuple[int, int], int], before: str, broken: date | None) -> tuple[int, str]:
    """The place of the consecutive period before one, and why there is none."""
    months = months_between(label)
    if not months:
        return NO_SERIES, f"no period comes just before {label}"
    if not before:
        return NO_SERIES, f"{label} is the first period"
    wanted = 12 * end.year + end.month - 1 - months
    at = by_month.get((wanted // 12, wanted % 12 + 1), NO_SERIES)
    if at == NO_SERIES:
        return NO_SERIES, f"the period before is {before}, which is not the one just before {label}"
    if broken is not None and date(wanted // 12, wanted % 12 + 1, 1) < broken <= end:
        return NO_SERIES, f"the series breaks: figures of {label} cannot be compared with those before"
    return at, ""


@cache
def months_between(label: str) -> int:
    """How many months lie between the ends of such a period and of the next one; 0 where none comes next.

    >>> months_between("2008/09"), months_between("2008 Q4"), months_between("2009 to 2013")
    (12, 3, 0)
    """
    found = find_period(label)
    return _MONTHS.get(found.period.kind, 0) if found is not None and not found.rest else 0


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
    total, first, second = weight.sum(axis=1), (weight * at).sum(axis=1), (weight * at**2).sum(axis=1)
    below = total * second - first**2
    slope = (total * (weight * at * y).sum(axis=1) - first * (weight * y).sum(axis=1)) / below
    return slope, total / below


def _same_sign(y: Numbers, error: Numbers) -> Mask:
    """Whether the slope keeps its sign whichever one of the points is left out."""
    kept = [[at for at in range(POINTS) if at != left_out] for left_out in range(POINTS)]
    slopes = np.stack([_line(y[:, some], error[:, some], np.array(some, dtype=float) + 1)[0] for some in kept])
    return np.asarray(np.abs(np.sign(slopes).sum(axis=0)) == POINTS)
