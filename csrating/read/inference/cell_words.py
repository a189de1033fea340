"""What the words of a single cell are, whatever table it stands in."""

from __future__ import annotations

import re
from functools import lru_cache

from csrating.read.periods import find_period

_OF_AREAS = re.compile(
    r"(?:local )?authorit(?:y|ies)(?: name)?|la(?:[ _]name)?|councils?|areas?|(?:la |area )?name|regions?|country|geography", re.IGNORECASE
)

_OF_OTHER_BODIES = re.compile(
    r"\b(?:police|fire|rescue|ambulance|health|nhs|hospitals?|trusts?|ccgs?|icbs?|pcts?|stps?|primary care|clinical|integrated care"
    r"|constituenc(?:y|ies)|probation|courts?|youth (?:offending|justice)|yots?|prisons?|wards?|parish(?:es)?|dioceses?|leps?)\b",
    re.IGNORECASE,
)

_CHANGES = re.compile(
    r"\b(?:change|gap|difference|progress|net|gain|reduction|increase|decrease|residual|balance)|netgain|deficit|surplus|variance", re.I
)


def may_be_negative(text: str) -> bool:
    """Whether words speak of a change, a gap or points, which may be less than nothing.

    >>> may_be_negative("Change since 2009"), may_be_negative("Number adopted")
    (True, False)
    """
    return _CHANGES.search(text) is not None or "points" in text


@lru_cache(maxsize=65_536)
def is_period(text: str) -> bool:
    """Whether a cell states one period, and nothing else; a day is none.

    >>> is_period("2008/09"), is_period("Adopted in 2009"), is_period("31 March 2011")
    (True, False, False)
    """
    found = find_period(text)
    return found is not None and not found.rest and found.period.kind != "day"


def heads_areas(text: str) -> bool:
    """Whether a cell is what stands over names of areas.

    >>> heads_areas("Local authority"), heads_areas("Local authority spending")
    (True, False)
    """
    return _OF_AREAS.fullmatch(text) is not None


def heads_other_bodies(text: str) -> bool:
    """Whether a cell says that something else than councils stands under it, whose names may be those of councils.

    >>> heads_other_bodies("Police force"), heads_other_bodies("Local authority")
    (True, False)
    """
    return _OF_OTHER_BODIES.search(text.replace("_", " ")) is not None
