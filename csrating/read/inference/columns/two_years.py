"""Headers that name two years: the change between them, their average, or the one school or financial year that spans both."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from csrating.read.inference.columns.headers import Heading, heading, unit
from csrating.read.periods import Period, find_period
from csrating.read.tables.blocks import BETWEEN_HEADERS

_YEAR = r"(?:19|20)\d\d(?:[/-]\d\d(?!\d))?"
_TWO = re.compile(rf"(?<![\d/-])(?P<first>{_YEAR})\s*(?:[-\u2010-\u2015\u2212]|\bto\b|\band\b)\s*(?P<last>{_YEAR}|\d\d)(?![\d/])")
_CHANGE = re.compile(r"\b(?:chang\w*|grow\w*|increas\w*|decreas\w*|reduc\w*|improve\w*|fall|rise)\b", re.IGNORECASE)
"""Words of a change, which is always between two times."""
_DIFFERENCE = re.compile(r"\b(?:differen\w*|trends?|compar\w*)\b", re.IGNORECASE)
"""Words of what may be between two times, or between two groups at one."""
_TOGETHER = re.compile(r"\b(?:averages?|means?|totals?|combined|pooled|both|sum|aggregate)\b", re.IGNORECASE)
_MASK = "\ufffc"


@dataclass(frozen=True)
class _Two:
    """The two years that a part of a header names: which words, and the part."""

    said: str
    part: str
    earlier: Period
    later: Period

    @property
    def may_be_one(self) -> bool:
        """Whether the two are calendar years that follow each other, so that one school or financial year may be meant."""
        return self.later.kind == "year" and self.later.year == self.earlier.year + 1

    @property
    def is_short(self) -> bool:
        """Whether it is written as such a year mostly is: 2012-13."""
        return len(self.said) <= len("2012-13")


def as_two_years(headings: Mapping[int, Heading]) -> dict[int, Heading]:
    """The same headings; a change between two years keeps its words and is about the later, and an average of both about both.

    2012-13 is one year where other headers are about such years, and none speaks of 2012 or 2013 alone. A change 2012-13 beside no other
    year may be either, and has no period.

    Args:
        headings: those of a table, by their columns.

    >>> three = as_two_years({1: heading("Good 2012"), 2: heading("Good 2013"), 3: heading("Change in good 2012 to 2013")})
    >>> three[3].measure, three[3].period, three[3].later_of
    ('Change in good 2012 to 2013', '2013', '2012 to 2013')
    >>> as_two_years({1: heading("Good 2011-12"), 2: heading("Change 2012-13")})[2].period
    '2012/13'
    """
    named = {place: two for place, said in headings.items() if (two := _two(said)) is not None}
    kinds = {place: found.period for place, said in headings.items() if said.period and (found := find_period(said.period)) is not None}
    single = {one.label for place, one in kinds.items() if one.kind == "year" and place not in named}
    double = any(one.kind == "two years" for place, one in kinds.items() if place not in named or not _speaks(headings[place]))
    return {place: _read(said, named[place], single, double=double) if place in named else said for place, said in headings.items()}


def _speaks(said: Heading) -> bool:
    return any(one.search(said.words) for one in (_CHANGE, _DIFFERENCE, _TOGETHER))


def _two(said: Heading) -> _Two | None:
    """The two years that a header names, if one part of it names two."""
    for part in said.words.split(BETWEEN_HEADERS):
        for match in _TWO.finditer(part):
            last = match["last"] if len(match["last"]) > len("13") else match["first"][:2] + match["last"]
            found = [find_period(text) for text in (match["first"], last)]
            if all(found) and found[0].period.kind == found[1].period.kind and found[0].period.year < found[1].period.year:  # type: ignore[union-attr]
                return _Two(match[0], part, found[0].period, found[1].period)  # type: ignore[union-attr]
    return None


def _read(said: Heading, two: _Two, single: Collection[str], *, double: bool) -> Heading:
    """A header that names two years, beside others that are about single years or about school and financial years."""
    beside_single = not double and bool({two.earlier.label, two.later.label} & {*single})
    if _CHANGE.search(said.words) or (_DIFFERENCE.search(said.words) and two.may_be_one and beside_single):
        if not two.may_be_one or beside_single or not (double or two.is_short):
            return _about_later(said, two)
        return said if double and two.is_short else _about_neither(said, two)
    if two.may_be_one and beside_single and _TOGETHER.search(said.words):
        return replace(said, period=f"years {two.earlier.label} to {two.later.label}")
    return said


def _about_later(said: Heading, two: _Two) -> Heading:
    """A change, under the later of its years, or under the period that another part of its header states."""
    kept = _about_neither(said, two)
    return kept if kept.period else replace(kept, period=two.later.label, later_of=two.said)


def _about_neither(said: Heading, two: _Two) -> Heading:
    """The header with the words of the two years among those of its measure."""
    parts = said.words.split(BETWEEN_HEADERS)
    rest = heading(BETWEEN_HEADERS.join(_MASK if part == two.part else part for part in parts))
    measure = rest.measure.replace(_MASK, two.part)
    return replace(rest, words=said.words, measure=measure, unit=unit(measure), bare=False)
