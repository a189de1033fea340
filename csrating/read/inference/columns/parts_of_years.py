"""Headers that are a quarter or a month of a year that stands above them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from csrating.read.inference.columns.headers import Heading, heading
from csrating.read.periods import Period, a_financial_quarter, a_month, a_quarter, find_period, month_number
from csrating.read.tables.blocks import BETWEEN_HEADERS

_QUARTER = re.compile(r"(?:q|quarter) ?([1-4])", re.IGNORECASE)
_NO_QUARTER = re.compile(r"(?:q|question) ?(?:0|[5-9]|[0-9]{2,}|[0-9][a-z])\b.*", re.IGNORECASE)
_MONTH = re.compile(r"[a-z]{3,9}\.?", re.IGNORECASE)
_LEAST_PARTS = 2
_APRIL, _SEPTEMBER = 4, 9
_FINANCIAL, _SCHOOL = (3, 31), (8, 31)


@dataclass(frozen=True)
class _Part:
    """A quarter or a month in the header of a column, the year that it is of, and the words without it."""

    said: str
    year: Period
    words: str
    quarter: int
    month: int


def within_years(headings: Mapping[int, Heading], above: Period | None, title: str) -> dict[int, Heading]:
    """The same headings; a quarter or a month under a year is the period, and no measure.

    There must be several. Q1 and Q5 beside each other are questions; and where the months of 2010/11 from April to August may be those of
    either year, as the first of them is neither April nor September, they stay what they are.

    Args:
        headings: those of a table, by their columns, from left to right.
        above: the year that holds for columns without one; None where there is none.
        title: what is measured where a header says nothing but a quarter or a month.

    >>> both = within_years({1: heading("Q1"), 2: heading("Q2")}, find_period("2010/11").period, "Referrals, 2010/11")
    >>> [(one.measure, one.period) for one in both.values()]
    [('Referrals', '2010/11 Q1'), ('Referrals', '2010/11 Q2')]
    """
    parts = {place: part for place, said in headings.items() if (part := _part(said, above)) is not None}
    if len({(part.quarter, part.month) for part in parts.values()}) < _LEAST_PARTS or _asks_questions(headings):
        return dict(headings)
    first = next((part.month for part in parts.values() if part.month), 0)
    periods = {place: _period(part, first) for place, part in parts.items()}
    if None in periods.values():
        return dict(headings)
    return {
        place: said if (period := periods.get(place)) is None else _of_period(said, parts[place], period, title)
        for place, said in headings.items()
    }


def _part(said: Heading, above: Period | None) -> _Part | None:
    words = said.words.split(BETWEEN_HEADERS)
    of_year = [place for place, word in enumerate(words) if _QUARTER.fullmatch(word) or _month(word)]
    if len(of_year) != 1:
        return None
    [place] = of_year
    years = [one for word in words[:place] if (one := find_period(word)) is not None and not one.rest]
    year = years[-1].period if years and said.period else above if len(words) == 1 else None
    if year is None or year.kind not in ("year", "two years"):
        return None
    quarter = _QUARTER.fullmatch(words[place])
    rest = BETWEEN_HEADERS.join([*words[:place], *words[place + 1 :]])
    return _Part(words[place], year, rest, int(quarter[1]) if quarter else 0, 0 if quarter else _month(words[place]))


def _month(word: str) -> int:
    return (month_number(word) or 0) if _MONTH.fullmatch(word) else 0


def _asks_questions(headings: Mapping[int, Heading]) -> bool:
    words = [word for said in headings.values() for word in said.words.split(BETWEEN_HEADERS)]
    return any(_NO_QUARTER.fullmatch(word) for word in words)


def _period(part: _Part, first_month: int) -> Period | None:
    """The quarter or the month of a year; None where the year may be of another kind."""
    ends = (part.year.ends_on.month, part.year.ends_on.day) if part.year.ends_on else None
    if part.year.kind == "year" and ends in (None, (12, 31)):
        return a_quarter(part.year.year, part.quarter) if part.quarter else a_month(part.year.year, part.month)
    began = part.year.year - 1
    if part.quarter:
        return (
            a_financial_quarter(began, part.quarter) if ends in (_FINANCIAL, *([None] if part.year.kind == "two years" else [])) else None
        )
    starts = {_FINANCIAL: _APRIL, _SCHOOL: _SEPTEMBER}.get(ends or (0, 0), first_month if ends is None else 0)
    if _APRIL <= part.month < _SEPTEMBER and starts not in (_APRIL, _SEPTEMBER):
        return None
    starts = _APRIL if starts == _APRIL else _SEPTEMBER
    return a_month(began + (part.month < starts), part.month)


def _of_period(said: Heading, part: _Part, period: Period, title: str) -> Heading:
    bare = not part.words or heading(part.words).bare
    measure = heading(title).measure if bare else heading(part.words).measure
    return replace(said, measure=measure, period=period.label, bare=bare, within=part.said)
