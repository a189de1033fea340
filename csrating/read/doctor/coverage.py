"""Coverage: of the councils that stood at the time, how many have a figure, and who is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating import reference
from csrating.read.doctor.contracts import COVERAGE
from csrating.read.doctor.findings import Finding, kept
from csrating.read.doctor.series import candidate_days
from csrating.read.doctor.subject import Subject
from csrating.read.periods import find_period
from csrating.reference.standing import FIRST_DAY

Grid = NDArray[np.bool_]
BETWEEN = "; "


@dataclass(frozen=True, eq=False)
class _Present:
    """For each group and council: whether it has a row, and whether it has a figure."""

    codes: tuple[str, ...]
    row: Grid
    figure: Grid


def coverage(subject: Subject) -> pd.DataFrame:
    """One row per measure and period that has a row for any council, as COVERAGE.

    Councils are held against those that stood on the last day of the period. Where that day is not known, it is 31 March or 31 December
    of the year, whichever fits best; and where a table gives figures for councils that stood in another of its years alone, and fits that
    year better, the day is in that year.
    Periods before 1 April 1998, when the register begins, have no row.
    """
    present = _present(subject)
    groups = subject.groups.table
    some = np.flatnonzero(present.row.any(axis=1))
    others = _days_of_other_periods(groups, present.codes)
    rows = []
    ends, years = groups["end"].tolist(), groups["year"].tolist()
    for group in map(int, some):
        days = [day for day in candidate_days(ends[group], years[group]) if day >= FIRST_DAY]
        if not days:
            continue
        on = _day_of(present.row[group], days, others, present.codes)
        rows.append((group, on, *_who(present, group, _standing(on, present.codes))))
    said = ["on", "standing", "with_figure", "with_symbol", "without_row", "missing", "symbol_only", "not_standing"]
    table = pd.DataFrame(rows, columns=["group", *said])
    about = groups.loc[table["group"].astype("int64"), ["table", "measure", "breakdown", "period"]].reset_index(drop=True)
    return kept(COVERAGE, pd.concat([about, table[said]], axis=1).assign(on=pd.to_datetime(table["on"])))


def _day_of(row: Grid, days: Sequence[date], others: Sequence[date], codes: tuple[str, ...]) -> date:
    """The day on which the councils of some rows stood: one of its own, unless some of them stood on none of these."""

    def misfits(day: date) -> int:
        return int((row != _standing(day, codes)).sum())

    own = min(days, key=misfits)
    all_stood = any(not (row & ~_standing(day, codes)).any() for day in days)
    return own if all_stood else min([own, *others], key=misfits)


def _present(subject: Subject) -> _Present:
    number, names = pd.factorize(subject.figures["area"].where(subject.of_councils))
    codes = (*map(str, names), *sorted(set(_all_councils()) - set(names)))
    row = np.zeros((len(subject.groups), len(codes)), dtype=bool)
    figure = np.zeros_like(row)
    of_council = number >= 0
    row[subject.groups.of_row[of_council], number[of_council]] = True
    has = of_council & ~np.isnan(subject.values)
    figure[subject.groups.of_row[has], number[has]] = True
    return _Present(codes, row, figure)


@cache
def _all_councils() -> tuple[str, ...]:
    others = (reference.councils_standing(on=FIRST_DAY), reference.councils_standing(on=date.max))
    return tuple(sorted({*reference.councils()["code"], *others[0], *others[1]}))


@cache
def _standing(day: date, codes: tuple[str, ...]) -> Grid:
    return np.isin(codes, reference.councils_standing(on=day))


def _days_of_other_periods(groups: pd.DataFrame, codes: tuple[str, ...]) -> list[date]:
    """The days of all periods, of those on which the same councils stood only the first."""
    pairs = groups[["end", "year"]].drop_duplicates().itertuples(index=False)
    days = sorted({day for end, year in pairs for day in candidate_days(end, int(year)) if day >= FIRST_DAY})
    return list({_standing(day, codes).tobytes(): day for day in reversed(days)}.values())[::-1]


def _who(present: _Present, group: int, standing: Grid) -> tuple[int, int, int, int, str, str, str]:
    row, figure = present.row[group], present.figure[group]
    symbol, without = standing & row & ~figure, standing & ~row
    numbers = int(standing.sum()), int((standing & figure).sum()), int(symbol.sum()), int(without.sum())
    missing, symbols, others = (_named(present.codes, some) for some in (without, symbol, figure & ~standing))
    return (*numbers, missing, symbols, others)


def _named(codes: Sequence[str], some: Grid) -> str:
    return BETWEEN.join(sorted(name_of(codes[int(place)]) for place in np.flatnonzero(some)))


@cache
def name_of(code: str) -> str:
    """The name of a council; its code where it has none."""
    place = reference.place(code, "", level="council")
    return place.name if isinstance(place, reference.Place) else code


def findings(table: pd.DataFrame) -> Iterator[Finding]:
    """Who is missing from a whole table, who only here and there, and whose figures are given though they did not stand."""
    for name, own in table.groupby("table", sort=False):
        missing = [frozenset(text.split(BETWEEN)) - {""} for text in own["missing"]]
        always = _always(own, missing)
        of_table = f" of table {name!r}" if name else ""
        if always:
            yield Finding("note", "coverage", f"{_many(always)} in no column{of_table}")
        extra = [some - always for some in missing]
        lacking = [place for place, some in enumerate(extra) if some]
        if lacking:
            yield _lacking(own, extra, lacking, of_table)
        yield from _not_standing(own, of_table)


def _always(own: pd.DataFrame, missing: Sequence[frozenset[str]]) -> frozenset[str]:
    """Who is missing in each column of a time at which they stood: Bedford in those of 2010, though there are some of 2008."""
    columns: Counter[str] = Counter()
    for day, number in own["on"].dt.date.value_counts().items():
        columns.update(dict.fromkeys(_names_standing(day), number))
    without = Counter(name for some in missing for name in some)
    elsewhere = {name for text in own["not_standing"] for name in text.split(BETWEEN)}
    return frozenset(name for name, number in without.items() if number == columns[name] and name not in elsewhere)


@cache
def _names_standing(day: date) -> tuple[str, ...]:
    return tuple(name_of(code) for code in reference.councils_standing(on=day))


def _lacking(own: pd.DataFrame, extra: Sequence[frozenset[str]], lacking: Sequence[int], of_table: str) -> Finding:
    most = max(lacking, key=lambda place: len(extra[place]))
    row = own.iloc[most]
    words = ", ".join(filter(None, (row["measure"], row["breakdown"], row["period"])))
    columns = "columns lacks" if len(lacking) == 1 else "columns lack"
    what = f"{len(lacking)} of {len(own)} {columns} councils that others{of_table} have; {words!r} lacks {_who_are(extra[most])}"
    return Finding("look", "coverage", what, do="See coverage for all of them.")


def _not_standing(own: pd.DataFrame, of_table: str) -> Iterator[Finding]:
    gone = Counter(name for text in own["not_standing"] for name in text.split(BETWEEN) if name)
    if gone:
        when = _from_to(own.loc[own["not_standing"] != "", "period"])
        what = f"figures{of_table} are given of {_who_are(frozenset(gone))} for times at which they did not stand ({when})"
        yield Finding("note", "coverage", what, do="Take care not to count an area twice.")


def of_another_time(table: pd.DataFrame) -> Iterator[str]:
    """'2007 until 2008 by the councils of 30 September 2009', as a publisher gives earlier years again for later councils."""
    for _, own in table.groupby("table", sort=False):
        other = own[own["on"].dt.year != [_year(text) for text in own["period"]]]
        for day, some in other.groupby("on"):
            yield f"{_from_to(some['period'])} by the councils of {day.day} {day:%B %Y}"


def _from_to(periods: pd.Series) -> str:
    """'2005 until 2008', from the first of some periods to the last."""
    labels = sorted(set(periods), key=lambda text: (_year(text), text))
    return labels[0] if len(labels) == 1 else f"{labels[0]} until {labels[-1]}"


@cache
def _year(label: str) -> int:
    found = find_period(label)
    return found.period.year if found else 0


def _many(names: frozenset[str]) -> str:
    return f"{_who_are(names)} {'is' if len(names) == 1 else 'are'}"


def _who_are(names: frozenset[str]) -> str:
    """'Camden and Kent', or the first three of many."""
    some = sorted(names)
    if len(some) > 4:
        return f"{', '.join(some[:3])} and {len(some) - 3} more councils"
    return f"{', '.join(some[:-1])} and {some[-1]}" if len(some) > 1 else some[0]
