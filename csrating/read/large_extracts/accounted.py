"""The account of an extract: what became of every one of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from csrating.errors import TableError
from csrating.read.large_extracts.engine import Extract
from csrating.read.large_extracts.query import FIRST_DAY, Counted
from csrating.read.large_extracts.words import Meanings

COUNTED = "counted"
WITHOUT_REFERENCE = "no reference of the setting"
NO_DAY, TOO_LATE = "no day of inspection", "after the cut-off"
SUPERSEDED = "an earlier inspection, or the same judgement again"
DISPUTED = "of the counted: another grade the same day, the worse counts"
_KEPT = "judged in time"


@dataclass(frozen=True)
class Account:
    """What became of rows before settings were looked at: fate, column, word, why, and how many rows."""

    rows: tuple[tuple[str, str, str, str, int], ...]

    @property
    def without_reference(self) -> int:
        """How many rows name no setting."""
        return sum(number for fate, *_, number in self.rows if fate == WITHOUT_REFERENCE)

    def table(self, judged: int, found: Sequence[Counted]) -> pd.DataFrame:
        """The whole account, as a table.

        Args:
            judged: how many rows went into the settings.
            found: what they came to.

        Raises:
            TableError: rows were lost on the way.
        """
        kept = sum(number for fate, *_, number in self.rows if fate == _KEPT)
        if kept != judged:
            raise TableError(f"{kept:,} rows are judgements and {judged:,} were counted", expected="every row accounted for")
        counted = sum(one.settings for one in found)
        disputed = sum(one.disputed for one in found)
        last = [(COUNTED, "", "", "", counted), (SUPERSEDED, "", "", "", judged - counted), (DISPUTED, "grade", "", "", disputed)]
        aside = [row for row in self.rows if row[0] != _KEPT]
        table = pd.DataFrame([*last[:2], *aside, last[2]], columns=["fate", "column", "word", "why", "rows"])
        return table[(table["rows"] > 0) | (table["fate"] == COUNTED)].reset_index(drop=True)


def accounted(extract: Extract, meant: Meanings, cut_off: date) -> Account:
    """What became of each row: the first thing that holds of it, in the order of the columns, then of the days."""
    cases = list(_cases(extract, meant))
    values: dict[str, Any] = {f"words_{role}": list(meant.aside[role]) for role, _, _ in cases if role in meant.aside}
    fate = " ".join(f"WHEN {holds} THEN {place}" for place, (_, holds, _) in enumerate(cases))
    word = " ".join(f"WHEN {holds} THEN {says}" for _, holds, says in cases)
    query = f"SELECT CASE {fate} END AS fate, CASE {word} END AS word, count(*) FROM extract GROUP BY ALL ORDER BY ALL"
    query = query.replace("$cut_off", f"DATE '{cut_off.isoformat()}'")
    return Account(tuple(_told(extract, meant, cases, place, word, rows) for place, word, rows in extract.ask(query, values)))


def _cases(extract: Extract, meant: Meanings) -> Iterator[tuple[str, str, str]]:
    """The role or fate, the condition, and the word that is told."""
    yield WITHOUT_REFERENCE, "setting IS NULL OR trim(setting) = ''", "NULL"
    for role, words in meant.aside.items():
        if words and role in extract.columns:
            yield role, f"coalesce({role}, '') IN (SELECT unnest($words_{role}))", f"coalesce({role}, '')"
    yield NO_DAY, f"inspected_on IS NULL OR inspected_on < {FIRST_DAY}", "NULL"
    yield TOO_LATE, "inspected_on > $cut_off", "NULL"
    yield _KEPT, "true", "NULL"


def _told(
    extract: Extract, meant: Meanings, cases: Sequence[tuple[str, str, str]], place: int, word: str | None, rows: int
) -> tuple[str, str, str, str, int]:
    what = cases[place][0]
    if what not in meant.aside:
        return what, "", "", "", rows
    fate, why = meant.aside[what][word or ""]
    return fate, extract.columns[what], word or "", why, rows
