"""Which area a row of a published table is about: England, a region, a council, or a council that ended in 2009."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from csrating.errors import UnknownCouncilError
from csrating.reference.councils import codes_to_council, council_names, spellings_to_council, unknown_council
from csrating.reference.registers import records
from csrating.reference.spelling import code_key, key

_REGION_CODES = ("gss", "code_2010", "code_2011", "code_outcomes", "code_lait")
_ENGLAND_CODES = ("921", "999", "970", "E", "E92000001")
_COUNCIL_LEVELS = ("council", "former")


@dataclass(frozen=True)
class Area:
    """What a row is about.

    Args:
        level: England, region, council, or former (a council that ended when Bedfordshire and Cheshire were divided on 1 April 2009).
        code: "England", the region's name, or the department code of the council.
        name: the name that the project prints.
    """

    level: str
    code: str
    name: str

    def __str__(self) -> str:
        return f"{self.name} ({self.code if self.level in _COUNCIL_LEVELS else self.level})"


@cache
def _by_code() -> dict[str, tuple[Area, ...]]:
    """Each code to all that it has stood for: 921 is England in one column of a file and the Isle of Wight in the next."""
    found: defaultdict[str, dict[Area, None]] = defaultdict(dict)
    for code in _ENGLAND_CODES:
        found[code][Area("England", "England", "England")] = None
    for row in (row for row in records("regions.csv") if row["level"] == "region"):
        for column in _REGION_CODES:
            found[row[column]][Area("region", row["name"], row["name"])] = None
    # Underlying files of 2011 give the two halves of London the code of the whole.
    for half in ("Inner London", "Outer London"):
        found["E12000007"][Area("region", half, half)] = None
    for code, council in codes_to_council().items():
        found[code][_council_area(council)] = None
    for row in _former():
        for code in (row["code"], row["gss"], row["old_ons"]):
            found[code][Area("former", row["code"], row["name"])] = None
    return {code: tuple(areas) for code, areas in found.items() if code}


@cache
def _by_name() -> dict[str, Area]:
    """Each spelling to the one area that it means; no spelling means two."""
    found = {name: _council_area(code) for name, code in spellings_to_council().items()}
    for row in _former():
        found.update((key(text), Area("former", row["code"], row["name"])) for text in (row["name"], *row["spellings"].split("|")))
    for row in records("regions.csv"):
        area = Area(row["level"], row["name"], row["name"])
        found.update((key(text), area) for text in (row["name"], *row["spellings"].split("|")) if text)
    return found


def _former() -> list[dict[str, str]]:
    return [row for row in records("other_councils.csv") if row["when"] == "former"]


def _council_area(code: str) -> Area:
    return Area("council", code, council_names()[code])


def area(code_text: str = "", name_text: str = "", *, level: str | None = None) -> Area:
    """The area that a row of a published table is about, from its code and its name, either of which may be blank.

    A code alone is not always enough: 921 is England and the Isle of Wight; D is Yorkshire and the Humber in 2010 and the East Midlands
    in 2011.

    Args:
        code_text: the code as published; any code of a council, a region's letters, England's 921, 999 or E.
        name_text: the name as published, in any case, padding or known spelling.
        level: England, region or council (which takes in the former councils), where the table says; otherwise it is found out.

    Raises:
        UnknownCouncilError: code and name mean different areas (the message says both), neither is known, or they leave more than one.

    >>> area("921", "ENGLAND"), area("921", "Isle of Wight").level
    (Area(level='England', code='England', name='England'), 'council')
    >>> area("", "Yorks & the Humber ").name, area("", "Bedfordshire (Pre LGR 2009)").level
    ('Yorkshire and the Humber', 'former')
    """
    return _area(str(code_text), str(name_text), None if level is None else str(level))


@lru_cache(maxsize=65_536)
def _area(code_text: str, name_text: str, level: str | None) -> Area:
    code, name = code_key(code_text), key(name_text)
    if not code and not name:
        raise UnknownCouncilError("a row names no area: its code and its name are blank")
    by_name = _by_name().get(name)
    by_code = _by_code().get(code, ())
    if name and by_name is None:
        raise unknown_council(name_text)
    if code and not by_code:
        raise unknown_council(code_text)
    if by_name is not None and code and by_name not in by_code:
        raise _disagreement(code_text, by_code, name_text, by_name)
    candidates = by_code if by_name is None else (by_name,)
    return _the_one([found for found in candidates if _fits(found, level)], candidates, code_text, name_text, level)


def _fits(found: Area, level: str | None) -> bool:
    return level is None or found.level == level or (level == "council" and found.level == "former")


def _the_one(fitting: list[Area], candidates: tuple[Area, ...], code_text: str, name_text: str, level: str | None) -> Area:
    if len(fitting) == 1:
        return fitting[0]
    text = name_text.strip() or code_text.strip()
    meant = " or ".join(str(found) for found in candidates)
    if fitting:
        raise UnknownCouncilError(f"code {text!r} alone could be {meant}", do="Read it together with the name beside it.")
    raise UnknownCouncilError(f"{text!r} is {meant}", expected="a council" if level == "council" else str(level))


def _disagreement(code_text: str, by_code: tuple[Area, ...], name_text: str, by_name: Area) -> UnknownCouncilError:
    meant = " or ".join(str(found) for found in by_code)
    return UnknownCouncilError(
        f"code {code_text.strip()!r} is {meant}, but the name beside it is {name_text.strip()!r}, which is {by_name}",
        expected="a code and a name of the same area",
    )
