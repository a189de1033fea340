"""Figures that are far from the one before them: in the period before, or in the last release."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.read.doctor.contracts import CHANGES
from csrating.read.doctor.findings import Finding, kept
from csrating.read.doctor.limits import DECIMAL_POINT, FAR, LEAST_COUNCILS, LEAST_SPREAD, STEADY
from csrating.read.doctor.revisions import with_last_release
from csrating.read.doctor.series import shortened
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
class _Pairs:
    """Figures of councils with those before them: the rows of both, and how far the changes are from usual."""

    now: Rows
    before: Rows
    distance: Numbers
    ratio: Numbers
    usual_ratio: Numbers


def changes(subject: Subject, *, last: Subject | None = None) -> pd.DataFrame:
    """One row per council figure whose change is far from those of the other councils, as CHANGES, the furthest first.

    The figure before it is that of the period before, which is looked for in the last release too where that is given.

    Counts are compared by the change of 2 sqrt(count + 3/8), whose spread by chance is the same for large and small councils (Anscombe
    1948); other figures by their change. The distance is from the median change, in units of 1.4826 median absolute deviations, or of
    1.2533 mean absolute deviations where these are more, since most councils may not have changed at all.
    """
    both = with_last_release(subject, last) if last else subject
    pairs = _pairs(both)
    factor = _misplaced(pairs)
    odd = (np.abs(pairs.distance) > FAR) & ~_goes_back(pairs) & (pairs.now < len(subject.figures))
    order = np.flatnonzero(odd)[np.argsort(-np.abs(pairs.distance[odd]), kind="stable")]
    figures = both.figures
    now, before = figures.iloc[pairs.now[order]].reset_index(drop=True), figures.iloc[pairs.before[order]].reset_index(drop=True)
    added = {"before": before["period"], "value_before": before["value"], "where_before": before["ref"], "where": now["ref"]}
    table = now.assign(**added, distance=pairs.distance[order], factor=factor[order])
    return kept(CHANGES, table[CHANGES.names])


def _pairs(subject: Subject) -> _Pairs:
    """Each council figure that has one before it, in a period of the same kind."""
    groups = subject.groups
    rows = np.flatnonzero(subject.of_councils & ~np.isnan(subject.values))
    area = pd.factorize(subject.figures["area"].iloc[rows])[0]
    order_of, kind_of = groups.table["order"].to_numpy(), pd.factorize(groups.table["kind"])[0]
    series, kind, group = groups.series_of_row[rows], kind_of[groups.of_row[rows]], groups.of_row[rows]
    in_order = np.lexsort((rows, order_of[group], area, kind, series))
    same = np.ones(max(len(rows) - 1, 0), dtype=bool)
    for key in (series, kind, area):
        same &= key[in_order][1:] == key[in_order][:-1]
    same &= group[in_order][1:] != group[in_order][:-1]
    now, before = rows[in_order][1:][same], rows[in_order][:-1][same]
    return _measured(subject, now, before)


def _measured(subject: Subject, now: Rows, before: Rows) -> _Pairs:
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
    return _Pairs(now, before, np.nan_to_num(distance, posinf=0.0, neginf=0.0), ratio, _median(ratio, together))


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


def _misplaced(pairs: _Pairs) -> Numbers:
    """10, 100, 0.1 or 0.01 where a point in the wrong place would explain the change; NaN elsewhere."""
    factor = np.full(len(pairs.now), np.nan)
    steady = (pairs.usual_ratio > STEADY[0]) & (pairs.usual_ratio < STEADY[1])
    for times, least, most in DECIMAL_POINT:
        for about in (times, 1 / times):
            relative = pairs.ratio / pairs.usual_ratio / about
            factor[steady & (relative > least) & (relative < most)] = about
    return factor


def _goes_back(pairs: _Pairs) -> NDArray[np.bool_]:
    """Whether a change only takes back the odd one before it, which is told already."""
    distance = dict(zip(pairs.now, pairs.distance, strict=True))
    far = np.flatnonzero(np.abs(pairs.distance) > FAR)
    back = np.zeros(len(pairs.now), dtype=bool)
    for place in far:
        earlier = distance.get(pairs.before[place], 0.0)
        back[place] = abs(earlier) > FAR and earlier * pairs.distance[place] < 0
    return back


def findings(table: pd.DataFrame) -> Iterator[Finding]:
    """Misplaced points first, then what else is far from the figure before."""
    misplaced = table["factor"].notna()
    for row in table[misplaced].to_dict("records"):
        what = f"{_told(row)}: {_times(row['factor'])}"
        yield Finding("look", "decimal point", what, row["where"], "Look whether the decimal point is in its place.")
    for row in table[~misplaced].to_dict("records"):
        what = f"{_told(row)} ({abs(row['distance']):.0f} robust standard deviations from the usual change)"
        yield Finding("look", "far from the period before", what, row["where"])


def _told(row: dict[Hashable, Any]) -> str:
    about = shortened(", ".join(filter(None, (str(row["measure"]), str(row["breakdown"])))), to=70)
    return f"{row['area_name']}, {about}: {row['value']:,.6g} ({row['period']}) after {row['value_before']:,.6g} ({row['before']})"


def _times(factor: float) -> str:
    return f"about {factor:g} times" if factor > 1 else f"about one part in {1 / factor:.0f}"
