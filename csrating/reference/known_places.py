"""Every place that published tables have rows for, and the codes and spellings that mean it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from csrating.reference.councils import codes_to_council, council_names, spellings_to_council
from csrating.reference.registers import records
from csrating.reference.spelling import formal_keys, key

Level = Literal["England", "region", "council", "former", "later", "district", "total", "other"]
COUNCIL_LEVELS: tuple[Level, ...] = ("council", "former", "later")
_LISTED: dict[str, Level] = {"England": "England", "region": "region", "total": "total", "other": "other"}
_REGION_CODES = ("gss", "code_2010", "code_2011", "code_outcomes", "code_lait")
_ENGLAND_CODES = ("921", "999", "970", "E", "E92000001")
_INFORMAL: dict[str, tuple[str, ...]] = {
    "county": ("{} council", "{} la", "{} local authority", "{} lea"),
    "unitary authority": ("{} la", "{} local authority", "{} lea", "{} unitary", "{} borough", "{} unitary council", "{} bc"),
    "metropolitan district": (
        "{} ua",
        "{} la",
        "{} local authority",
        "{} lea",
        "{} borough",
        "{} mb",
        "{} met",
        "{} md",
        "{} city",
        "{} metropolitan district",
        "{} metropolitan district council",
        "{} metropolitan council",
        "{} borough council",
        "{} mdc",
        "{} bc",
        "city of {} council",
        "city of {} metropolitan district council",
    ),
    "inner London borough": (
        "{} ua",
        "{} la",
        "{} local authority",
        "{} lea",
        "{} lb",
        "{} borough",
        "{} london borough council",
        "{} borough council",
        "{} lbc",
        "{} bc",
        "{} royal borough",
        "rb {}",
        "london borough of {} council",
        "royal borough of {} council",
    ),
}
_INFORMAL["outer London borough"] = _INFORMAL["inner London borough"]
_BOROUGH_OF = ("{} london borough of", "{} royal borough of", "royal borough {}", "london borough {}")


@dataclass(frozen=True)
class Known:
    """A place on the registers.

    Args:
        level: England, region; council (one of the 152 of 2009), former (ended in 2009), later (began after 2009); district (a lower
            council, without children's services); total (a row over whatever the table holds); other (no area of these).
        code: the department's code of a council; of any other place its name.
        name: the name that the project prints.
    """

    level: Level
    code: str
    name: str

    @property
    def is_council(self) -> bool:
        """Whether it is, was or became a council with children's services."""
        return self.level in COUNCIL_LEVELS

    def __str__(self) -> str:
        return f"{self.name} ({self.code if self.is_council else self.level})"


@cache
def places_by_code() -> dict[str, tuple[Known, ...]]:
    """Each code to all that it has stood for, with its official meaning first.

    >>> [str(known) for known in places_by_code()["921"]], str(places_by_code()["E12000007"][0])
    (['England (England)', 'Isle of Wight (921)'], 'London (region)')
    """
    found: defaultdict[str, dict[Known, None]] = defaultdict(dict)
    for code, known in _codes():
        if code:
            found[code][known] = None
    return {code: tuple(known) for code, known in found.items()}


@cache
def places_by_name() -> dict[str, tuple[Known, ...]]:
    """Each spelling, as :func:`csrating.reference.spelling.key` writes it, to all that it has meant.

    Only ``dorset`` means more than one: the county until 2019 and the council that followed it.

    >>> [known.code for known in places_by_name()["dorset"]], places_by_name()["london inner"][0].name
    (['835', '838'], 'Inner London')
    """
    found: defaultdict[str, dict[Known, None]] = defaultdict(dict)
    for spelling, known in _spellings():
        if spelling and (known.level != "district" or spelling not in found):
            found[spelling][known] = None
    return {spelling: tuple(known) for spelling, known in found.items()}


@cache
def districts() -> dict[Known, str]:
    """Each district council to the council that ran its children's services.

    >>> [run_by for known, run_by in districts().items() if known.name == "Adur"]
    ['938']
    """
    return {Known("district", row["name"], row["name"]): row["council"] for row in records("districts.csv")}


def _codes() -> Iterator[tuple[str, Known]]:
    yield from ((code, Known("England", "England", "England")) for code in _ENGLAND_CODES)
    regions = [row for row in records("regions.csv") if row["level"] == "region"]
    yield from ((row[column], Known("region", row["name"], row["name"])) for row in regions for column in _REGION_CODES)
    # Underlying files of 2011 give the two halves of London the code of the whole.
    yield from (("E12000007", Known("region", half, half)) for half in ("Inner London", "Outer London"))
    yield from ((code, _council(council)) for code, council in codes_to_council().items())
    yield from ((row[column], _other_council(row)) for row in records("other_councils.csv") for column in ("code", "gss", "old_ons"))
    yield from ((row["code"], _listed(row)) for row in records("place_codes.csv"))


def _spellings() -> Iterator[tuple[str, Known]]:
    yield from ((spelling, _council(code)) for spelling, code in spellings_to_council().items())
    taken = {spelling for row in records("other_councils.csv") for spelling in _listed_names(row)}
    for row in records("councils.csv"):
        forms = (*_INFORMAL[row["type"]], *(_BOROUGH_OF if "London" in row["type"] else ()))
        formed = [form.format(key(row["name"])) for form in forms]
        yield from ((spelling, _council(row["code"])) for spelling in formed if spelling not in taken)
    for row in records("other_councils.csv"):
        yield from ((spelling, _other_council(row)) for spelling in _names_of_other_council(row))
    for row in records("regions.csv"):
        known = Known("England" if row["level"] == "England" else "region", row["name"], row["name"])
        yield from ((key(text), known) for text in (row["name"], *row["spellings"].split("|")))
    for row in records("place_spellings.csv"):
        known = _listed(row)
        yield from ((key(text), known) for text in (known.name, *row["spellings"].split("|")))
    for known in districts():
        yield from ((form.format(key(known.name)), known) for form in ("{}", "{} district council", "{} borough council", "{} council"))


def _listed_names(row: dict[str, str]) -> list[str]:
    return [key(text) for text in (row["name"], *row["spellings"].split("|"))]


def _names_of_other_council(row: dict[str, str]) -> Iterator[str]:
    yield from _listed_names(row)
    kind = "county" if row["when"] == "former" else "unitary authority"
    yield from formal_keys(row["name"], kind)
    yield from (form.format(key(row["name"])) for form in _INFORMAL[kind])


def _council(code: str) -> Known:
    return Known("council", code, council_names()[code])


def _other_council(row: dict[str, str]) -> Known:
    return Known("former" if row["when"] == "former" else "later", row["code"], row["name"])


def _listed(row: dict[str, str]) -> Known:
    """The place that a row of the registers of codes and of spellings is about."""
    return _council(row["place"]) if row["level"] == "council" else Known(_LISTED[row["level"]], row["place"], row["place"])
