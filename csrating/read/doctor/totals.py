"""Totals: whether what the councils or the regions make up is the England row that the publisher prints beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating import reference
from csrating.read.doctor.contracts import TOTALS
from csrating.read.doctor.findings import Finding, made
from csrating.read.doctor.limits import FAR_FROM_MEAN, FEW_MISSING, LEAST_COUNCILS, NEARLY_THE_SUM, ROUNDINGS, STEPS, TRIFLE
from csrating.read.doctor.series import shortened
from csrating.read.doctor.subject import Flags, Subject
from csrating.read.doctor.without_figure import most_of, named, weight_of

Numbers = NDArray[np.float64]
_LEAST_REGIONS = 8
_PARTS_OF_LONDON = ("Inner London", "Outer London")


@dataclass(frozen=True, eq=False)
class _Parts:
    """What the councils, or the regions, of one group say; ``values`` are NaN beside symbols, councils that are ``missing`` have no row."""

    over: str
    values: Numbers
    areas: NDArray[np.object_]
    missing: tuple[str, ...] = ()

    @property
    def reported(self) -> Numbers:
        """The values that are numbers."""
        found: Numbers = self.values[~np.isnan(self.values)]
        return found

    @property
    def without(self) -> int:
        """How many of them have no figure."""
        return len(self.absent)

    @property
    def absent(self) -> list[str]:
        """Those that have no figure."""
        return [*self.missing, *(area for area, value in zip(self.areas, self.values, strict=True) if np.isnan(value))]

    @property
    def by_area(self) -> dict[str, float]:
        """The value of each that has one; the largest where a table says several."""
        found: dict[str, float] = {}
        for area, value in zip(self.areas, self.values, strict=True):
            if not np.isnan(value):
                found[area] = max(float(value), found.get(area, float(value)))
        return found


@dataclass(frozen=True)
class _Verdict:
    method: str
    verdict: str
    why: str
    made: float = np.nan
    tolerance: float = np.nan
    short: bool = False


def totals(subject: Subject, coverage: pd.DataFrame) -> pd.DataFrame:
    """One row per England figure and what it is held against, as TOTALS.

    Counts must add up, as far as their rounding allows: a sum of n figures rounded to a step may be off by four standard deviations of
    the sum of n roundings, ``4 step sqrt(n / 12)``, and England by half its own step. Where councils have no figure, the sum of the
    others may not be more than England; nor less by more than is assumed of those (:func:`most_of`), but that is only looked at where
    not all regions have a figure. A score is held against the plain mean. Of shares nothing more can be checked than that England lies
    among its parts; those without a figure may widen their range by what is assumed of their weight (:func:`weight_of`).
    """
    groups = subject.groups
    england = _england(subject)
    stood = dict(zip(map(tuple, coverage[["table", "measure", "breakdown", "period"]].to_numpy()), coverage["on"].dt.date, strict=True))
    areas = subject.figures["area"].to_numpy(dtype=object)
    keys = [tuple(row) for row in groups.table[["table", "measure", "breakdown", "period"]].to_numpy()]
    councils, regions = _rows_by_group(subject, subject.of_councils), _rows_by_group(subject, _regions_once(subject))
    rows = []
    for group, row in england.items():
        value, measured = float(subject.values[row]), str(groups.measured[group])
        of_councils = _councils(subject.values[councils[group]], areas[councils[group]], stood.get(keys[group]))
        of_regions = _Parts("regions", subject.values[regions[group]], areas[regions[group]])
        for parts, said in _verdicts(of_councils, of_regions, value, measured):
            counts = (len(parts.values) + len(parts.missing), parts.without)
            numbers = (said.made, value, said.made - value, said.tolerance)
            rows.append((*keys[group], parts.over, said.method, *counts, *numbers, said.verdict, said.why, subject.ref(row)))
    return made(TOTALS, rows)


def _verdicts(councils: _Parts, regions: _Parts, england: float, measured: str) -> Iterator[tuple[_Parts, _Verdict]]:
    """What England is held against, first the councils; what some of them are assumed to count does not matter where all regions do."""
    by_regions = _held_against(regions, england, measured) if len(regions.values) >= _LEAST_REGIONS else None
    if len(councils.values) >= LEAST_COUNCILS:
        said = _held_against(councils, england, measured)
        regions_checked = by_regions is not None and by_regions.method == "sum" and not regions.without
        yield councils, _by_regions_instead(councils, said) if said.short and regions_checked else said
    if by_regions:
        yield regions, by_regions


def _by_regions_instead(councils: _Parts, said: _Verdict) -> _Verdict:
    return replace(said, verdict="not checked", why=f"{_without(councils)}; the regions are held against England instead")


def _councils(values: Numbers, areas: NDArray[np.object_], on: date | None) -> _Parts:
    """The councils of one group, with those that stood on the day and have no row; none where the day is not known."""
    standing = reference.councils_standing(on=on) if on else ()
    return _Parts("councils", values, areas, tuple(sorted(set(standing) - set(areas))))


def _england(subject: Subject) -> dict[int, int]:
    """The first England figure of each group."""
    rows = np.flatnonzero(subject.of_england & ~np.isnan(subject.values))
    groups, first = np.unique(subject.groups.of_row[rows], return_index=True)
    return {int(group): int(rows[place]) for group, place in zip(groups, first, strict=True)}


def _rows_by_group(subject: Subject, chosen: Flags) -> list[NDArray[np.intp]]:
    rows = np.flatnonzero(chosen)
    of_row = subject.groups.of_row[rows]
    order = np.argsort(of_row, kind="stable")
    return np.split(rows[order], np.searchsorted(of_row[order], np.arange(1, len(subject.groups))))


def _regions_once(subject: Subject) -> Flags:
    """The regions, of which Inner and Outer London are left out where London is there, and London where only these two are."""
    area, of_row, chosen = subject.figures["area"], subject.groups.of_row, subject.of_regions
    is_london = chosen & (area == "London").to_numpy(dtype=bool)
    is_part = chosen & area.isin(_PARTS_OF_LONDON).to_numpy(dtype=bool)
    has_london = subject.groups.count(is_london) > 0
    return chosen & ~(is_part & has_london[of_row])


def _held_against(parts: _Parts, england: float, measured: str) -> _Verdict:
    if not len(parts.reported):
        return _Verdict("none", "not checked", f"none of the {parts.over} has a figure")
    if measured in ("count", "sum"):
        return _sum(parts, england)
    if measured == "unknown":
        return _sum(parts, england) if _adds_up_nearly(parts, england) else _Verdict("none", "not checked", "no unit is stated")
    return _mean(parts, england) if measured == "mean" and parts.over == "councils" else _between(parts, england, measured)


def _adds_up_nearly(parts: _Parts, england: float) -> bool:
    whole = not (parts.reported % 1).any()
    return whole and england > parts.reported.max() and abs(parts.reported.sum() / england - 1) < NEARLY_THE_SUM


def _sum(parts: _Parts, england: float) -> _Verdict:
    total, steps = float(parts.reported.sum()), (_step(parts.reported), _step(np.array([england])))
    tolerance = ROUNDINGS * steps[0] * np.sqrt(len(parts.reported) / 12) + steps[1] / 2 if max(steps) > 1 else 1e-6 * abs(england)
    rounded = f"; rounded to {steps[0]:g}, England to {steps[1]:g}" if max(steps) > 1 else ""
    if abs(total - england) <= tolerance:
        return _Verdict("sum", "agrees", f"the {parts.over} add up to England{rounded}", total, tolerance)
    if total < england and parts.without:
        return _sum_of_some(parts, england, total, tolerance)
    return _Verdict("sum", "differs", f"the {parts.over} add up to {_more_or_less(total, england)} England{rounded}", total, tolerance)


def _sum_of_some(parts: _Parts, england: float, total: float, tolerance: float) -> _Verdict:
    """Those that have a figure add up to less than England: whether the others can be the rest."""
    none = _without(parts)
    if parts.reported.min() < 0:
        return _Verdict("sum", "not checked", f"{none}, and figures may be less than nought", total, tolerance)
    most = most_of(parts.absent, parts.by_area)
    if england - total <= most + tolerance:
        return _Verdict("sum", "not checked", f"{none}, and could be what the sum falls short of England", total, tolerance)
    why = f"{none} ({named(parts.absent)}); the others add up to less than England by {england - total:,.6g}"
    return _Verdict("sum", "differs", f"{why}, and at most {most:,.4g} is assumed of them", total, tolerance + most, short=True)


def _step(values: Numbers) -> float:
    """The multiple to which figures are rounded: the coarsest that divides them all; 0 where they have decimals or are all nought."""
    return next((step for step in STEPS if values.any() and not (values % step).any()), 0.0)


def _more_or_less(total: float, england: float) -> str:
    return "more than" if total > england else "less than"


def _mean(parts: _Parts, england: float) -> _Verdict:
    mean, spread = float(parts.reported.mean()), float(parts.reported.std())
    tolerance = FAR_FROM_MEAN * spread + 1e-9
    if abs(mean - england) <= tolerance:
        return _Verdict("mean", "agrees", "England is near the plain mean of the councils", mean, tolerance)
    return _Verdict("mean", "differs", "England is far from the plain mean of the councils", mean, tolerance)


def _between(parts: _Parts, england: float, measured: str) -> _Verdict:
    least, most = float(parts.reported.min()), float(parts.reported.max())
    if least <= england <= most:
        return _Verdict("between", "not checked", f"{measured}s do not add up; England lies among its {parts.over}")
    if not parts.without:
        return _Verdict("between", "differs", f"England lies outside its {parts.over}, which go from {least:,.6g} to {most:,.6g}")
    weight = weight_of(parts.absent, parts.by_area) if parts.over == "councils" else 1.0
    further, none = weight * (most - least), _without(parts)
    if weight > FEW_MISSING or least - further <= england <= most + further:
        return _Verdict("between", "not checked", f"{measured}s do not add up, and {none}")
    why = f"England lies outside the {parts.over} that have a figure, which go from {least:,.6g} to {most:,.6g}"
    return _Verdict("between", "differs", f"{why}; {none} ({named(parts.absent)}), assumed to move it by {further:,.2g} at most")


def _without(parts: _Parts) -> str:
    return f"{parts.without} {parts.over} have no figure" if parts.without > 1 else f"1 of the {parts.over} has no figure"


def findings(table: pd.DataFrame) -> Iterator[Finding]:
    """The totals that differ; that the rest was or could not be checked is told in the summary."""
    for row in table[table["verdict"] == "differs"].to_dict("records"):
        about = shortened(", ".join(filter(None, (row["measure"], row["breakdown"]))))
        by = (
            ""
            if row["made"] != row["made"]
            else f" ({row['made']:,.10g} against {row['england']:,.10g}, tolerance {row['tolerance']:,.3g})"
        )
        what = f"{about} ({row['period']}): {row['why']}{by}"
        trifle = row["method"] == "sum" and abs(row["difference"]) <= TRIFLE * abs(row["england"])
        yield Finding("note" if trifle else "look", "totals", what, row["where"], _DO[row["method"]])


_DO = {
    "sum": "Look for a figure that is wrong, an area counted twice, or an England row that counts more than councils do.",
    "mean": "England may be weighted; if not, look for a figure that is wrong.",
    "between": "Look at the England row, and at the unit.",
}
