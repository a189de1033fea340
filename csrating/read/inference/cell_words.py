"""What the words of a single cell are, whatever table it stands in."""

from __future__ import annotations

import re

from csrating.read.periods import find_period

_OF_AREAS = re.compile(
    r"(?:local )?authorit(?:y|ies)(?: name)?|la(?:[ _]name)?|councils?|areas?|(?:la |area )?name|regions?|country|geography", re.IGNORECASE
)


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
