"""Which cells name an area beyond doubt, by a name or by a code: how columns of areas are known."""

from __future__ import annotations

import re
from functools import lru_cache

from csrating.read.cells import Sheet, stripped
from csrating.reference.known_places import Known, places_by_code
from csrating.reference.place_text import cleaned_code
from csrating.reference.places import known_by_name

_SHORTEST_NAME, _LONGEST_NAME = 4, 80  # Bury; shorter ones are codes
_NINE_CHARACTERS = re.compile(r"[EKNSW][0-9]{8}")
_CODE = re.compile(r"E[0-9]{8}|[1-9][0-9]{2}(?:\.0|/0000)?|[0-9]{2}[A-Z]{2}")


def areas_named(sheet: Sheet, column: int, *, code: bool) -> int:
    """How many different cells of a column name a council, a region or England, by their codes or by their names."""
    named = by_code if code else by_name
    return sum(named(text) is not None for text in {stripped(value) for value in set(sheet.cells[:, column])})


@lru_cache(maxsize=65_536)
def by_name(text: str) -> Known | None:
    """The council, region or England that a name means in a spelling that is known; None where it means none, or no single one is sure."""
    if not _SHORTEST_NAME <= len(text) <= _LONGEST_NAME or _CODE.fullmatch(text):
        return None
    return _an_area(known_by_name(text))


@lru_cache(maxsize=65_536)
def by_code(text: str) -> Known | None:
    """The council, region or England that a code means; None where the text has not the form of a code that means one by itself."""
    return _an_area(places_by_code().get(cleaned_code(text), ())) if _CODE.fullmatch(text) else None


def old_code(text: str) -> Known | None:
    """The same in a column of old codes, in which 00BN is a city and 11 a county."""
    return _an_area(places_by_code().get(text, ())) if re.fullmatch(r"[1-4][0-9]", text) else by_code(text)


@lru_cache(maxsize=65_536)
def is_other_name(text: str) -> bool:
    """Whether a name means a district council, or another country: rows of them stand among those of councils."""
    return len(text) >= _SHORTEST_NAME and any(known.level in ("district", "other") for known in known_by_name(text))


def is_other_code(text: str) -> bool:
    """Whether a text is a code of nine characters, of whatever area: such a code stands in no header."""
    return _NINE_CHARACTERS.fullmatch(text) is not None


def _an_area(meant: tuple[Known, ...]) -> Known | None:
    return next((known for known in meant if known.is_council or known.level in ("England", "region")), None)
