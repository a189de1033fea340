"""What a header says of its column: a measure, a period, a unit."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from csrating.read.periods import Found, find_period
from csrating.read.tables.blocks import BETWEEN_HEADERS


@dataclass(frozen=True)
class Heading:
    """The words over a column taken apart: ``period`` is '' where they state none."""

    words: str
    measure: str
    period: str
    unit: str
    breakdown: str = ""


_QUALIFIES = re.compile(r"\d+ terms?|\d{4} methodology")
"""What is said of a period that makes it another series: other words, such as revised, do not."""

_BARE_NUMBER = re.compile(r"[0-9]{1,3}(?:\.0)?(?:\+| ?(?:-|\u2013|to) ?[0-9]{1,3}| (?:and|or) (?:over|older|above|under|more))?")
_UNITS = (
    (r"percentage points?", "percentage points"),
    (r"per ?cent|percentage|\bpct\b|%|_percent\b|\bpt_|_rate$", "per cent"),
    (r"\bper ([0-9][0-9,]*)", "per {}"),
    (r"\bnumber\b|\bcount\b|headcount|\bnum_|\btotal\b|_count\b", "number"),
    (r"\bscore\b", "score"),
)


def heading(words: str) -> Heading:
    """The words over a column, taken apart.

    >>> heading("2009 / Percentage achieving: / 5+ GCSEs").period, heading("StartTotal_2010").measure
    ('2009', 'StartTotal')
    """
    parts = words.split(BETWEEN_HEADERS)
    found = [find_period(part) for part in parts]
    stated = [one for one in found if one is not None and one.kind != "span"]
    measure = BETWEEN_HEADERS.join(
        left for part, one in zip(parts, found, strict=True) if (left := part if one is None or one.kind == "span" else one.rest)
    )
    labels = dict.fromkeys(label_of(one) for one in stated)
    period = next(iter(labels)) if len(labels) == 1 else ""
    if len(labels) > 1:
        measure = words
    notes = dict.fromkeys(note for one in stated for note in one.notes if _QUALIFIES.fullmatch(note))
    return Heading(words, measure or words, period, unit(measure), "; ".join(notes))


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

    >>> unit("Percentage convicted"), unit("Rate per 10,000 children"), unit("Looked after")
    ('per cent', 'per 10,000', '')
    """
    for pattern, means in _UNITS:
        if match := re.search(pattern, words, flags=re.IGNORECASE):
            return means.format(match[1]) if "{}" in means else means
    return ""
