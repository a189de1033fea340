"""What a header says of its column: a measure, a period, a unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from csrating.read.periods import Found, days_among, find_period, two_years
from csrating.read.tables.blocks import BETWEEN_HEADERS


@dataclass(frozen=True)
class Heading:
    """The words over a column taken apart: ``period`` is '' where they state none.

    ``bare`` is a header that says nothing but a period; ``day`` is the day that a part of it says alone; ``within`` the quarter or the
    month that it names under a year; ``later_of`` the two years of which the period is the later. ``marks`` is what is said of the period
    and not of what is measured: that it is provisional, or which kind of year it is. ``titled`` is one whose measure begins with a title.
    """

    words: str
    measure: str
    period: str
    unit: str
    breakdown: str = ""
    bare: bool = False
    day: str = ""
    within: str = ""
    later_of: str = ""
    marks: tuple[str, ...] = ()
    titled: bool = False


_OF_CHANGE = re.compile(
    r"\b(?:chang\w*|grow\w*|increas\w*|decreas\w*|differen\w*|reduc\w*|trends?|improve\w*|compar\w*|fall|rise|since)\b", re.IGNORECASE
)
"""Words beside a span of years that make it the time between two figures, and not that of one figure."""
_QUALIFIES = re.compile(r"\d+ terms?|\d{4} methodology")
"""What is said of a period that makes it another series: other words, such as revised, do not."""
_MARKS = re.compile(r"revised|provisional|estimated|final|amended|(?:academic|financial|school|calendar) years?|years?", re.IGNORECASE)
"""What is said of a period, beside it or in a part of the header of its own, and not of what is measured."""

_MAY_BE_MONTH = re.compile(r"(?:19|20)([0-9]{2})-(0[1-9]|1[0-2])")
_BARE_NUMBER = re.compile(r"[0-9]{1,3}(?:\.0)?(?:\+| ?(?:-|\u2013|to) ?[0-9]{1,3}| (?:and|or) (?:over|older|above|under|more))?")
_UNITS = (
    (r"percentage points?", "percentage points"),
    (r"per ?cent|percentage|\bpct\b|%|_percent\b|\bpt_|_rate$", "per cent"),
    (r"\bper ([1-9][0-9]{0,2}(?:[., ][0-9]{3})+(?![0-9])|[0-9][0-9,]*)", "per {}"),
    (r"\bnumber\b|\bcount\b|headcount|\bnum_|\btotal\b|_count\b", "number"),
    (r"\bscore\b", "score"),
)


def heading(words: str) -> Heading:
    """The words over a column, taken apart.

    >>> heading("2009 / Percentage achieving: / 5+ GCSEs").period, heading("StartTotal_2010").measure
    ('2009', 'StartTotal')
    >>> heading("31/03/2010").period, heading("31/03/2010 / Number").period, heading("2001-03").period, heading("Change 2001-03").period
    ('2010-03-31', '2010', '2001 to 2003', '')
    """
    parts = words.split(BETWEEN_HEADERS)
    found = [find_period(part) for part in parts]
    stated = [one for one in found if one is not None and one.kind != "span"]
    if not stated and not _OF_CHANGE.search(words):
        stated = [one for one in found if one is not None]
    of_period = [part for part in parts if any(not one.rest for one in stated) and _MARKS.fullmatch(part)]
    left = [one.rest if one in stated else part for part, one in zip(parts, found, strict=True) if part not in of_period]
    measure = BETWEEN_HEADERS.join(filter(None, left))
    labels = dict.fromkeys(label_of(one) for one in stated)
    period = next(iter(labels)) if len(labels) == 1 else ""
    if len(labels) > 1:
        measure = words
    notes = dict.fromkeys(note for one in stated for note in one.notes if _QUALIFIES.fullmatch(note))
    bare = bool(period) and not measure
    day = next(iter(days_among(parts).values()), "")
    marks = [note for one in stated for note in one.notes if _MARKS.fullmatch(note)] + [part.lower() for part in of_period]
    breakdown = "; ".join(notes)
    return Heading(words, measure or words, day if bare and day else period, unit(measure), breakdown, bare, day, marks=tuple(marks))


def apart_by_marks(headings: Mapping[int, Heading]) -> dict[int, Heading]:
    """The same headings; where two say the same of one period, and one is revised or of another kind of year, that is what differs.

    >>> both = apart_by_marks({1: heading("Births 2011 P"), 2: heading("Births 2011 R")})
    >>> [one.breakdown for one in both.values()]
    ['provisional', 'revised']
    """
    said: dict[tuple[str, str, str], set[tuple[str, ...]]] = {}
    for one in headings.values():
        said.setdefault((one.measure.casefold(), one.breakdown, one.period), set()).add(one.marks)
    differ = {what for what, marks in said.items() if len(marks) > 1}
    return {
        place: _with_marks(one) if (one.measure.casefold(), one.breakdown, one.period) in differ else one for place, one in headings.items()
    }


def _with_marks(one: Heading) -> Heading:
    return replace(one, breakdown="; ".join(filter(None, (one.breakdown, *one.marks))))


def with_days_apart(headings: Mapping[int, Heading]) -> dict[int, Heading]:
    """The same headings; where several days of one year stand over columns, each is a period of its own, whatever else is said with it.

    >>> both = with_days_apart({1: heading("31/03/2010 / Number"), 2: heading("30/06/2010 / Number")})
    >>> [one.period for one in both.values()]
    ['2010-03-31', '2010-06-30']
    """
    days = {said.day for said in headings.values() if said.day and said.period}
    of_years = Counter(day[:4] for day in days)
    several = any(many > 1 for many in of_years.values())
    return {place: replace(said, period=said.day) if several and said.day and said.period else said for place, said in headings.items()}


def without_doubtful_spans(headings: Mapping[int, Heading]) -> dict[int, Heading]:
    """The same headings; 2010-12 beside 2010-11 may be three years, or December: of such it is asked which period they are.

    >>> [one.period for one in without_doubtful_spans({1: heading("2010-11"), 2: heading("2010-12")}).values()]
    ['2010/11', '']
    >>> [one.period for one in without_doubtful_spans({1: heading("2009-11"), 2: heading("2010-12")}).values()]
    ['2009 to 2011', '2010 to 2012']
    """
    figures = {place: match for place, said in headings.items() if (match := _MAY_BE_MONTH.fullmatch(said.words))}
    lengths = {(int(match[2]) - int(match[1])) % 100 for match in figures.values()}
    doubtful = {place for place, match in figures.items() if len(lengths) > 1 and (int(match[2]) - int(match[1])) % 100 > 1}
    return {
        place: replace(said, period="", measure=said.words, bare=False) if place in doubtful and " to " in said.period else said
        for place, said in headings.items()
    }


def with_years_apart(headings: Mapping[int, Heading]) -> dict[int, Heading]:
    """The same headings; where years of one label end on different days, those that end on 31 March are financial years.

    >>> both = with_years_apart({1: heading("Year to Mar 2010"), 2: heading("Year to Dec 2010")})
    >>> [one.period for one in both.values()]
    ['2009/10', '2010']
    """
    ends = {place: end for place, said in headings.items() if (end := _year_end(said)) is not None}
    several = {end.year for end in ends.values() if len({other for other in ends.values() if other.year == end.year}) > 1}
    march = {place: two_years(end.year - 1).label for place, end in ends.items() if end.year in several and (end.month, end.day) == (3, 31)}
    return {place: replace(said, period=march.get(place, said.period)) for place, said in headings.items()}


def _year_end(said: Heading) -> date | None:
    """The day on which the year of a header ends, where the header states it."""
    found = [one for part in said.words.split(BETWEEN_HEADERS) if (one := find_period(part)) is not None]
    return next((one.period.ends_on for one in found if one.period.kind == "year" and one.period.label == said.period), None)


def beside_years(headings: Mapping[int, Heading], period: str = "") -> dict[int, Heading]:
    """The same headings; a month of a year that other columns are about as a whole is a part of that year, as children at March 2011.

    Args:
        headings: those of a table, by their columns.
        period: what the figures without a period are about, where the reader says so.

    >>> both = beside_years({1: heading("CLA_Mar2011"), 2: heading("CLA_2011")})
    >>> [(one.period, one.breakdown) for one in both.values()]
    [('2011', 'March'), ('2011', '')]
    """
    stated = {one.period for one in headings.values()} | {period}
    return {place: _part_of_year(one, stated) for place, one in headings.items()}


def _part_of_year(one: Heading, stated: Collection[str]) -> Heading:
    found = find_period(one.period)
    if found is None or found.period.kind != "month" or found.label not in stated:
        return one
    month = one.period.removesuffix(found.label).strip()
    return replace(one, period=found.label, breakdown="; ".join(filter(None, (one.breakdown, month))))


def is_bare_number(text: str) -> bool:
    """Whether a part of a header is a small number, or a range of them, and nothing else: an age, a grade, the number of a question.

    >>> [is_bare_number(text) for text in ("0", "90+", "5 to 9", "90 and over", "2011", "0 to 4 years")]
    [True, True, True, True, False, False]
    """
    return _BARE_NUMBER.fullmatch(text) is not None


def label_of(found: Found) -> str:
    """The label of a period: of a day the year, of anything else what was stated."""
    return found.label if found.period.kind == "day" else found.period.label


def unit(words: str) -> str:
    """The unit that the words of a measure state; '' where they state none.

    >>> unit("Percentage convicted"), unit("Rate per 10,000 children"), unit("Looked after"), unit("Rate per 1.000")
    ('per cent', 'per 10,000', '', 'per 1,000')
    """
    for pattern, means in _UNITS:
        if match := re.search(pattern, words, flags=re.IGNORECASE):
            return means.format(re.sub("[. ]", ",", match[1])) if "{}" in means else means
    return ""
