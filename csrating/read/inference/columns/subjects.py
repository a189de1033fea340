"""Headers that name no subject beside their period, as 'number' and 'budget' do: the lines above the table say what they are of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from csrating.read.inference.columns.headers import Heading
from csrating.read.tables.blocks import BETWEEN_HEADERS

_WORD = re.compile(
    r"numbers?|nos?|rates?|counts?|totals?|percentages?|percent|per|cent|pct|%|proportions?|shares?|averages?|means?|values?|figures?|scores?"
    r"|numerators?|denominators?|outturns?|budget(?:ed|s)?|actuals?|estimate[ds]?|forecasts?|planned|plans?|[0-9][0-9,]*",
    re.IGNORECASE,
)
_APART = re.compile(r"[\s()/:;.\u2013-]+")


def names_no_subject(measure: str) -> bool:
    """Whether nothing but the kind of a figure is said of it.

    >>> names_no_subject("Rate per 10,000"), names_no_subject("Adoption rate")
    (True, False)
    """
    words = [word for word in _APART.split(measure) if word]
    return bool(words) and all(_WORD.fullmatch(word) for word in words)


def with_subjects(headings: Mapping[int, Heading], title: str) -> dict[int, Heading]:
    """The same headings; the words above the table stand before those that name no subject beside a period in one cell.

    Args:
        headings: those of a table, by their columns.
        title: the lines above it; '' where there are none.
    """
    if not title:
        return dict(headings)
    return {
        place: replace(said, measure=f"{title}{BETWEEN_HEADERS}{said.measure}", titled=True)
        if said.period and not said.bare and BETWEEN_HEADERS not in said.words and names_no_subject(said.measure)
        else said
        for place, said in headings.items()
    }
