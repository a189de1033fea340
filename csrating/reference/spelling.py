"""The many ways in which published files write one name, brought to one key."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FORMAL: dict[str, tuple[str, ...]] = {
    "county": ("{} county council", "{} county", "{} cc"),
    "unitary authority": ("{} council", "{} borough council", "{} city council", "{} county council", "{} ua", "{} unitary authority"),
    "metropolitan district": (
        "{} council",
        "{} metropolitan borough council",
        "{} metropolitan borough",
        "{} mbc",
        "{} city council",
        "city of {}",
    ),
    "inner London borough": ("{} council", "{} london borough", "london borough of {}", "royal borough of {}", "lb {}"),
    "outer London borough": ("{} council", "{} london borough", "london borough of {}", "royal borough of {}", "lb {}"),
}
# A "county council" must not lead to a city that shares the county's stem; these unitary authorities were counties, or call themselves so.
_COUNTY_UNITARIES = ("cornwall", "durham", "herefordshire", "northumberland", "shropshire", "wiltshire", "isle of wight", "rutland")


def key(text: str) -> str:
    """What is left of a spelling once case, padding, punctuation and the ampersand are set aside.

    No word is dropped: the City of London must never become London, nor North East Lincolnshire the North East.

    >>> key("  Bath & N.E. Somerset "), key("Stockton-On-Tees")
    ('bath and n e somerset', 'stockton on tees')
    """
    folded = text.replace("\u00a0", " ").casefold().replace("'", "").replace("’", "").replace("&", " and ")
    return " ".join(re.sub(r"[^\w]", " ", folded).split())


def code_key(text: str) -> str:
    """A code in one form: trimmed, capital letters, a whole number without the ``.0`` that a spreadsheet adds.

    >>> code_key(" 358.0 "), code_key("e08000009")
    ('358', 'E08000009')
    """
    trimmed = text.replace("\u00a0", " ").strip().upper()
    return trimmed[:-2] if re.fullmatch(r"[0-9]+\.0", trimmed) else trimmed


def formal_keys(name: str, council_type: str) -> Iterator[str]:
    """The keys of the formal names that a council of this type goes by, such as "trafford metropolitan borough council".

    >>> "trafford metropolitan borough council" in set(formal_keys("Trafford", "metropolitan district"))
    True
    """
    stem = key(name)
    for form in _FORMAL[council_type]:
        if council_type == "unitary authority" and form == "{} county council" and stem not in _COUNTY_UNITARIES:
            continue
        yield form.format(stem)
