"""Figures held against those before them: how far each change is from that of the others, and whether a decimal point explains it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.read.doctor.limits import DECIMAL_POINT, LEAST_COUNCILS, LEAST_SPREAD, STEADY
from csrating.read.doctor.subject import Subject

Numbers = NDArray[np.float64]
Rows = NDArray[np.intp]
_ROBUST = 1.4826
"""The standard deviation of normally distributed figures is so many times their median absolute deviation."""
_MEAN_ROBUST = float(np.sqrt(np.pi / 2))
"""And so many times their mean absolute deviation, which is not nought where only some councils change."""
_BY_CHANCE = float(np.sqrt(2.0))
"""The standard deviation of the difference of two counts after :func:`_steadied`, where both are small numbers of chance events."""


@dataclass(frozen=True, eq=False)
class Pairs:
    """Figures of councils with those before them: the rows of both, and how far the changes are from usual."""

    now: Rows
    before: Rows
    distance: Numbers
    ratio: Numbers
    usual_ratio: Numbers


def measured(subject: Subject, now: Rows, before: Rows) -> Pairs:
    """Some figures with those before them, measured by how the others of the same two groups changed.

    Counts are compared by the change of 2 sqrt(count + 3/8), whose spread by chance is the same for large and small councils (Anscombe
    1948); other figures by their change. The distance is from the median change, in units of 1.4826 median absolute deviations, or of
    1.2533 mean absolute deviations where these are more, since most councils may not have changed at all.
    """
    groups = subject.groups
    together = pd.factorize(groups.of_row[now] * len(groups) + groups.of_row[before])[0]
    value, old = subject.values[now], subject.values[before]
    counted = _counted(subject)[groups.series_of_row[now]]
    with np.errstate(divide="ignore", invalid="ignore"):
        change = np.where(counted, _steadied(value) - _steadied(old), value - old)
        ratio = np.where((value != 0) & (old != 0), value / old, np.nan)
    middle = _median(change, together)
    away = np.abs(change - middle)
    spread = np.maximum(_ROBUST * _median(away, together), _MEAN_ROBUST * _by_group(away, together, "mean"))
    least = np.where(counted, _BY_CHANCE, LEAST_SPREAD * _median(np.abs(old), together))
    enough = np.bincount(together, minlength=1)[together] >= LEAST_COUNCILS if len(together) else np.zeros(0, dtype=bool)
    with np.errstate(divide="ignore", invalid="ignore"):
        distance = np.where(enough, (change - middle) / np.maximum(spread, least), 0.0)
    return Pairs(now, before, np.nan_to_num(distance, posinf=0.0, neginf=0.0), ratio, _median(ratio, together))


def _counted(subject: Subject) -> NDArray[np.bool_]:
    """Whether each series counts something: by its unit, or because all its figures are whole and some are large."""
    groups = subject.groups
    series = groups.series_of_row
    number = int(series.max(initial=-1)) + 1
    values = np.nan_to_num(subject.values)
    broken = np.bincount(series[(values % 1 != 0) | (values < 0)], minlength=number) > 0
    large = np.bincount(series[values > 100], minlength=number) > 0
    stated = np.zeros(number, dtype=object)
    stated[groups.table["series"].to_numpy()] = groups.measured
    found: NDArray[np.bool_] = ((stated == "count") | ((stated == "unknown") & large)) & ~broken
    return found


def _steadied(values: Numbers) -> Numbers:
    found: Numbers = 2 * np.sqrt(np.maximum(values, 0) + 0.375)
    return found


def _median(values: Numbers, groups: NDArray[np.int64]) -> Numbers:
    return _by_group(values, groups, "median")


def _by_group(values: Numbers, groups: NDArray[np.int64], how: Literal["median", "mean"]) -> Numbers:
    found: Numbers = pd.Series(values).groupby(groups).transform(how).to_numpy(dtype=float)
    return found


def misplaced(pairs: Pairs) -> Numbers:
    """10, 100, 0.1 or 0.01 where a point in the wrong place would explain the change; NaN elsewhere."""
    factor = np.full(len(pairs.now), np.nan)
    steady = (pairs.usual_ratio > STEADY[0]) & (pairs.usual_ratio < STEADY[1])
    for times, least, most in DECIMAL_POINT:
        for about in (times, 1 / times):
            relative = pairs.ratio / pairs.usual_ratio / about
            factor[steady & (relative > least) & (relative < most)] = about
    return factor


def decimal_factor(ratio: float) -> float:
    """The factor that a point in the wrong place makes and that a ratio is near to; 0 where it is near to none.

    >>> decimal_factor(9.8), decimal_factor(0.0101), decimal_factor(1.2), decimal_factor(float("nan"))
    (10.0, 0.01, 0, 0)
    """
    every = ((about, least, most) for times, least, most in DECIMAL_POINT for about in (times, 1 / times))
    return next((about for about, least, most in every if least < ratio / about < most), 0)


def times(factor: float) -> str:
    """'about 10 times' or 'about one part in 10'."""
    return f"about {factor:g} times" if factor > 1 else f"about one part in {1 / factor:.0f}"
