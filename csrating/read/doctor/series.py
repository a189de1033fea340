"""Figures by what they are about: a table, a measure and a breakdown make a series, and each period of it a group."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.typing import NaTType

from csrating.read.inference.cell_words import may_be_negative
from csrating.read.periods import find_period

Codes = NDArray[np.intp]
Numbers = NDArray[np.float64]
_SERIES = ["table", "measure", "breakdown"]
_PERCENTAGE = re.compile(r"per cent(?: of .*)?|percentage")
_MEANS = re.compile(r"score|months|days|points?|average|mean")
_COUNTS = ("number", "learners", "entries")


@dataclass(frozen=True, eq=False)
class Groups:
    """Figures by series and period.

    ``of_row`` is the group of each figure. ``table`` has one row per group: table, measure, breakdown, period, unit, series (a number),
    end (the day on which the period ends; none where that is not known), order (a number that grows with time), kind (of the period).
    """

    of_row: Codes
    table: pd.DataFrame

    def __len__(self) -> int:
        return len(self.table)

    @cached_property
    def series_of_row(self) -> Codes:
        """The series of each figure."""
        found: Codes = self.table["series"].to_numpy()[self.of_row]
        return found

    @cached_property
    def measured(self) -> NDArray[np.object_]:
        """What each group measures: 'count', 'sum', 'share', 'mean' or 'unknown'."""
        units = self.table["unit"].tolist()
        return np.array([what_is_measured(unit, measure) for unit, measure in zip(units, self.table["measure"], strict=True)], dtype=object)

    @cached_property
    def may_be_negative(self) -> NDArray[np.bool_]:
        """Whether each group is about a change or a gap, which may be less than nothing."""
        texts = zip(*(self.table[name] for name in ("measure", "unit", "table")), strict=True)
        return np.array([may_be_negative(" ".join(some)) for some in texts], dtype=bool)

    @cached_property
    def is_percentage(self) -> NDArray[np.bool_]:
        """Whether each group is in per cent."""
        found = np.array([bool(_PERCENTAGE.fullmatch(unit)) for unit in self.table["unit"]], dtype=bool)
        return found & ~self.may_be_negative

    def named(self, group: int) -> str:
        """'Number looked after, girls (2009)', for a sentence."""
        row = self.table.iloc[group]
        words = ", ".join(text for text in (str(row["measure"]), str(row["breakdown"])) if text)
        return f"{shortened(words)} ({row['period']})"

    def count(self, chosen: NDArray[np.bool_]) -> Codes:
        """How many of the chosen figures each group has."""
        found: Codes = np.bincount(self.of_row[chosen], minlength=len(self))
        return found


def what_is_measured(unit: str, measure: str) -> str:
    """What figures of a unit are: counts add up, shares do not, and of a mean the mean can be taken.

    >>> [what_is_measured(unit, "") for unit in ("number", "per cent", "per 10,000", "score", "")]
    ['count', 'share', 'share', 'mean', 'unknown']
    >>> what_is_measured("score", "Attainment 8, sum of scores")
    'sum'
    """
    if unit in _COUNTS:
        return "mean" if re.search(r"\b(?:average|mean)\b", measure, re.I) else "count"
    if "per" in unit:
        return "share"
    if re.search(r"\b(?:sum|total)\b", measure, re.I) and unit:
        return "sum"
    return "mean" if _MEANS.fullmatch(unit) else "unknown"


def shortened(text: str, *, to: int = 90) -> str:
    """A long text cut in its middle, between words where it has any, since headers differ at both ends.

    >>> shortened("Percentage of children at the end of key stage 4", to=24)
    'Percentage ... stage 4'
    """
    if len(text) <= to:
        return text
    half = (to - 5) // 2
    head, tail = text[: to - 5 - half], text[-half:]
    if " " in head and not text[len(head)].isspace():
        head = head.rpartition(" ")[0]
    if " " in tail and not text[-half - 1].isspace():
        tail = tail.partition(" ")[2]
    return f"{head.rstrip()} ... {tail.lstrip()}"


def groups_of(figures: pd.DataFrame) -> Groups:
    """The figures by table, measure, breakdown and period, in the order in which they come."""
    series, _ = _numbered([pd.factorize(figures[name])[0] for name in _SERIES])
    of_row, first = _numbered([series, pd.factorize(figures["period"])[0]])
    table = figures.iloc[first][[*_SERIES, "period", "unit"]].reset_index(drop=True)
    known = {text: _in_time(text) for text in table["period"].unique()}
    table["series"] = series[first]
    table["end"] = figures["period_end"].to_numpy()[first]
    table["kind"] = [known[text][0] for text in table["period"]]
    table["year"] = [known[text][1] for text in table["period"]]
    table["order"] = [_order(end, known[text]) for text, end in zip(table["period"], table["end"], strict=True)]
    return Groups(of_row, table)


def _numbered(codes: list[Codes]) -> tuple[Codes, Codes]:
    """Each combination of codes as one number in the order of their first rows, and those rows."""
    together = np.zeros(len(codes[0]), dtype=np.int64)
    for one in codes:
        together = together * (int(one.max(initial=0)) + 1) + one
    numbers, values = pd.factorize(together)
    first = np.full(len(values), len(together), dtype=np.intp)
    np.minimum.at(first, numbers, np.arange(len(numbers)))
    return numbers.astype(np.intp), first


def _in_time(label: str) -> tuple[str, int, float]:
    """The kind of a period, the year in which it ends, and a number that grows with time; no year where it is no period."""
    found = find_period(label)
    if found is None:
        return "", 0, 0.0
    period = found.period
    within = period.quarter / 4 if period.quarter else (period.ends_on.month / 12 if period.ends_on else 0.99)
    return f"{period.kind} {period.year - period.first if period.first else ''}", period.year, period.year + within


def _order(end: pd.Timestamp | NaTType, known: tuple[str, int, float]) -> float:
    return known[2] if pd.isnull(end) else end.year + (end.month + end.day / 40) / 12


def candidate_days(end: pd.Timestamp | NaTType, year: int) -> tuple[date, ...]:
    """The days on which the councils of a period may have stood: its last, or both sides of the first of April, when councils change."""
    if pd.isnull(end):
        return (date(year, 3, 31), date(year, 12, 31)) if year else ()
    return (end.date(),)
