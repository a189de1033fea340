"""The 152 councils of 2009, and which of them a code or a spelling means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

import pandas as pd
from rapidfuzz import fuzz, process

from csrating.errors import UnknownCouncilError
from csrating.reference.registers import records, register
from csrating.reference.spelling import code_key, formal_keys, key

_CODES = ("code", "gss_2009", "gss_now", "old_ons")
_CLOSE_ENOUGH = 72.0
_EXPECTED = "the code or name of one of the 152 councils of 2009"
_FIND = "Look one up with `csrating councils TEXT`."


@dataclass(frozen=True)
class Council:
    """A council with responsibility for children's services in 2009.

    Args:
        code: the department's three-figure code, as text.
        name: the name that the project prints.
        gss: the nine-character code under which the council's area of 2009 was first listed.
        region: one of the nine regions, London being divided into Inner London and Outer London.
        type: county, unitary authority, metropolitan district, inner or outer London borough.
        population: residents aged 0 to 17, mid-2009; None for a council of today.
    """

    code: str
    name: str
    gss: str
    region: str
    type: str
    population: int | None


@cache
def _councils() -> pd.DataFrame:
    table = register("councils.csv")
    return table.assign(population_0_17=table["population_0_17"].astype("int64"))


def councils() -> pd.DataFrame:
    """The register of the 152 councils of 2009, in the order of their codes.

    Returns:
        One row per council: ``code`` (department), ``name``, ``gss_2009``, ``gss_now`` (blank where the area was divided or merged),
        ``old_ons``, ``region``, ``type``, ``population_0_17`` (whole number, mid-2009), ``ended_on`` and ``successors`` (department codes
        with spaces between; blank where the council still stands) and ``source``. The frame is the caller's own.

    >>> len(councils())
    152
    """
    return _councils().copy()


@cache
def council_names() -> dict[str, str]:
    """The 152 codes and names.

    >>> council_names()["358"]
    'Trafford'
    """
    return dict(zip(_councils()["code"], _councils()["name"], strict=True))


@cache
def codes_to_council() -> dict[str, str]:
    """Every code that ever stood for one of the 152 areas, to its department code.

    >>> codes_to_council()["E06000057"]
    '929'
    """
    found: dict[str, str] = {}
    for column in reversed(_CODES):
        found.update((text, code) for text, code in zip(_councils()[column], _councils()["code"], strict=True) if text)
    return found


@cache
def spellings_to_council() -> dict[str, str]:
    """Every spelling that means one of the 152 councils, as :func:`csrating.reference.spelling.key` writes it, to its department code.

    >>> spellings_to_council()["durham"] == spellings_to_council()["county durham"]
    True
    """
    table, listed = _councils(), register("council_spellings.csv")
    found: dict[str, str] = {}
    for code, name, council_type in zip(table["code"], table["name"], table["type"], strict=True):
        found.update((formal, code) for formal in formal_keys(name, council_type))
    found.update((key(spelling), code) for code, spelling in zip(listed["code"], listed["spelling"], strict=True))
    found.update((key(name), code) for code, name in council_names().items())
    return found


@cache
def _refusals() -> dict[str, str]:
    """Codes and names that look like a council's and are not one of the 152, each with the sentence that says what they are."""
    sentences: dict[str, str] = {}
    for row in records("regions.csv"):
        kind = "the country" if row["level"] == "England" else "a region"
        for spelling in (row["name"], row["gss"], *row["spellings"].split("|")):
            sentences[key(spelling)] = f"{spelling} is {kind}, not a council"
    for row in records("other_councils.csv"):
        names = name_list(row["councils_of_2009"].split())
        day = date.fromisoformat(row["ended_or_began_on"])
        ended = f"ended on {day.day} {day:%B %Y}; its councils of 2009 are {names}"
        began = f"began on {day.day} {day:%B %Y}; in 2009 its area was served by {names}"
        sentence = f"{row['name']} ({row['code']}) {ended if row['when'] == 'former' else began}"
        for spelling in (row["code"], row["gss"], row["name"], *row["spellings"].split("|")):
            sentences[key(spelling)] = sentence
    return {text: sentence for text, sentence in sentences.items() if text and text not in spellings_to_council()}


def _of_another_time(refusal: str) -> str:
    """What to do where a council is meant that does not stand in 2009: one that began later stands today."""
    return "Name a council of 2009, or choose framework 2025." if " began on " in refusal else "Name a council of 2009."


def name_list(codes: Iterable[str]) -> str:
    """The councils of these codes, named for a sentence.

    >>> name_list(["822", "823"])
    'Bedford (822) and Central Bedfordshire (823)'
    """
    *first, last = [f"{council_names()[code]} ({code})" for code in codes]
    return f"{', '.join(first)} and {last}" if first else last


def nearest_councils(text: str) -> tuple[str, ...]:
    """Up to three councils whose names are most like a text, the nearest first; none where nothing is near.

    >>> nearest_councils("Traford")[0]
    '358'
    """
    wanted = key(text)
    longer = [code for code, name in council_names().items() if wanted and key(name).startswith(f"{wanted} ")]
    ranked = process.extract(wanted, list(spellings_to_council()), scorer=fuzz.ratio, limit=12, score_cutoff=_CLOSE_ENOUGH)
    alike = [spellings_to_council()[str(spelling)] for spelling, _, _ in ranked]
    return tuple(dict.fromkeys([*longer, *alike]))[:3]


def unknown_council(text: str) -> UnknownCouncilError:
    """The error that says what a text, which is none of the 152 councils, is instead, or what it may have been meant to be.

    >>> print(unknown_council("Cumberland"))
    Cumberland (942) began on 1 April 2023; in 2009 its area was served by Cumbria (909). Name a council of 2009,
    or choose framework 2025.
    """
    refusal = _refusals().get(key(text))
    if refusal:
        return UnknownCouncilError(
            refusal, do="Name one of its councils." if refusal.endswith("not a council") else _of_another_time(refusal)
        )
    if not text.strip():
        return UnknownCouncilError("a blank names no council", expected=_EXPECTED)
    near = nearest_councils(text)
    do = f"Near it: {name_list(near)}." if near else _FIND
    return UnknownCouncilError(f"no council of 2009 is known as {text!r}", expected=_EXPECTED, do=do)


@lru_cache(maxsize=65_536)
def _code_of(text: str) -> str:
    code = codes_to_council().get(code_key(text)) or spellings_to_council().get(key(text))
    if code is None:
        raise unknown_council(text)
    return code


def council(text: str) -> Council:
    """The council that a code or a spelling means; a near miss is never guessed at.

    Args:
        text: a department code, a nine-character code then or now, an old ONS code, or a name in any spelling seen in published files.

    Raises:
        UnknownCouncilError: the text means none of the 152, or something else (a region, a council that ended before 2009 or began after);
            it names up to three councils near to it.

    >>> council("358").name, council("St. Helens").code, council("city of london").region
    ('Trafford', '342', 'Inner London')
    >>> council("London")
    Traceback (most recent call last):
    ...
    csrating.errors.UnknownCouncilError: London is a region, not a council. Name one of its councils.
    """
    return _by_code()[_code_of(str(text))]


@cache
def _by_code() -> dict[str, Council]:
    return {
        row["code"]: Council(row["code"], row["name"], row["gss_2009"], row["region"], row["type"], int(row["population_0_17"]))
        for row in records("councils.csv")
    }
