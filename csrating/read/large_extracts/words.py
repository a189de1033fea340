"""What the words of an extract mean: which council, type, aspect, grade and sector, worked out once for each different word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from csrating.errors import LayoutError, UnknownCouncilError
from csrating.read.cells import stripped
from csrating.read.grades import Scale, grade, on_report_card
from csrating.read.inference.extracts.grade_cells import assumed
from csrating.read.large_extracts.engine import RUN_BY, Extract
from csrating.reference import provision_type, sector
from csrating.reference.editions import Edition
from csrating.schema import ASPECTS, GRADES, RUN_BY as SECTORS, SETTING_TYPES

Unknown = Literal["refuse", "tell"]

NOT_KNOWN = "not known"
OUTSIDE_PROFILE = "outside the profile"
NOT_JUDGED = "not judged"
OTHER_SCALE = "on another scale"

MOST_WORDS = 10_000
RUN_BY_WORDS = ("", *SECTORS)

Read = str | tuple[str, str]
"""Our word, or why there is none: the fate of such a row and a reason for it."""


@dataclass(frozen=True)
class Meanings:
    """What every word of an extract means, by the role of its column.

    Args:
        ours: the file's word to the place of ours among ``lists``.
        aside: the file's word to the fate of its rows, and why; among them those not known.
        unknown: of those not known, how many rows hold each, the commonest first.
        lists: our words in order.
        expected: what a word of the role should be, for a sentence.
    """

    ours: dict[str, dict[str, int]]
    aside: dict[str, dict[str, tuple[str, str]]]
    unknown: dict[str, dict[str, int]]
    lists: dict[str, tuple[str, ...]]
    expected: dict[str, str]


def meanings(extract: Extract, *, edition: Edition, grades: Scale) -> Meanings:
    """The meanings of all words of an extract; an empty cell is the word ''.

    Raises:
        LayoutError: a column holds too many different words to be of its role.
    """
    readings = _readings(edition, grades)
    lists = {"council": edition.codes, "setting_type": SETTING_TYPES, "aspect": ASPECTS, "grade": GRADES, RUN_BY: RUN_BY_WORDS}
    expected = {
        "council": f"the codes or names of the councils of {edition.name}",
        "setting_type": "types of provision that the register knows",
        "aspect": ", ".join(ASPECTS),
        "grade": ", ".join(GRADES) if grades == "words" else "1 to 4",
        RUN_BY: "sectors that the register knows, such as Local authority or Private",
    }
    found = Meanings({}, {}, {}, lists, expected)
    for role, reading in readings.items():
        rows = dict(_different(extract, role))
        read = {word: reading(stripped(word)) for word in rows}
        found.ours[role] = {word: lists[role].index(said) for word, said in read.items() if isinstance(said, str)}
        found.aside[role] = {word: said for word, said in read.items() if isinstance(said, tuple)}
        found.unknown[role] = {word: rows[word] for word, (fate, _) in found.aside[role].items() if fate == NOT_KNOWN}
    return found


def _different(extract: Extract, role: str) -> Iterator[tuple[str, int]]:
    """The different words of a column and how many rows hold each, the commonest first."""
    if role not in extract.columns:
        yield "", 0
        return
    query = f"SELECT {role}, count(*) FROM extract GROUP BY {role} ORDER BY count(*) DESC, {role} LIMIT {MOST_WORDS + 1}"
    rows = extract.ask(query)
    if len(rows) > MOST_WORDS:
        raise LayoutError(
            f"column {extract.columns[role]!r} holds more than {MOST_WORDS:,} different words",
            where=extract.where,
            expected=f"the few that a column of {role} holds",
            do=f"Say which column it is: columns={{{role!r}: 'NAME'}}.",
        )
    together: dict[str, int] = {}
    for word, number in rows:
        together[word or ""] = together.get(word or "", 0) + number
    yield from together.items()


def _readings(edition: Edition, grades: Scale) -> Mapping[str, Callable[[str], Read]]:
    def council(word: str) -> Read:
        try:
            return edition.council(word).code
        except UnknownCouncilError as error:
            return NOT_KNOWN, error.found

    def kind(word: str) -> Read:
        meant = provision_type(word)
        return (NOT_KNOWN, "") if meant is None else meant.ours or (OUTSIDE_PROFILE, meant.why)

    def aspect(word: str) -> Read:
        plain = " ".join(word.casefold().split())
        return plain if plain in ASPECTS else (NOT_KNOWN, "")

    def of_grade(word: str) -> Read:
        found = grade(word) or grade(word, scale=grades)
        if found:
            return found
        if on_report_card(word):
            return OTHER_SCALE, "a step of report cards is none of the four grades"
        return (NOT_JUDGED, "") if not word or assumed(word) else (NOT_KNOWN, "")

    def run_by(word: str) -> Read:
        meant = sector(word)
        return "" if not word else meant.ours if meant else (NOT_KNOWN, "")

    return {"council": council, "setting_type": kind, "aspect": aspect, "grade": of_grade, RUN_BY: run_by}
