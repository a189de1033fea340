"""The many ways in which published files write one name, brought to one key."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FORMAL: dict[str, tuple[str, ...]] = {
    "county": ("{} county council", "{} county", "{} cc"),
    "unitary authority": ("{} council", "{} borough council", "{} ua", "{} unitary authority"),
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
_COUNTY_UNITARIES = frozenset(
    {"cornwall", "durham", "herefordshire", "northumberland", "shropshire", "wiltshire", "isle of wight", "rutland"}
)
# Nor may a "city" lead to a county: the City of Durham was a district until 2009.
_CITY_UNITARIES = frozenset(
    {"bristol", "derby", "kingston upon hull", "leicester", "nottingham", "peterborough", "plymouth", "portsmouth", "southampton"}
    | {"stoke on trent", "york"}
)


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
    forms = list(_FORMAL[council_type])
    if stem in _COUNTY_UNITARIES:
        forms += ["{} county council", "{} cc"]
    if stem in _CITY_UNITARIES:
        forms += ["city of {}", "{} city", "{} city council", "city of {} council", "{} cc"]
    yield from (form.format(stem) for form in forms)
