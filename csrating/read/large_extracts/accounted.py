"""The account of an extract: what became of every one of its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from csrating.errors import TableError
from csrating.read.large_extracts.engine import Extract
from csrating.read.large_extracts.query import FIRST_DAY, Counted
from csrating.read.large_extracts.words import NOT_JUDGED, NOT_KNOWN, OTHER_SCALE, OUTSIDE_PROFILE, Meanings

COUNTED = "counted"
WITHOUT_REFERENCE = "no reference of the setting"
NO_DAY, TOO_LATE = "no day of inspection", "after the cut-off"
SUPERSEDED = "an earlier inspection, or the same judgement again"
DISPUTED = "counted: the worse of two grades the same day"
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
        last = [(COUNTED, "", "", "", counted - disputed), (SUPERSEDED, "", "", "", judged - counted), (DISPUTED, "", "", "", disputed)]
        aside = [row for row in self.rows if row[0] != _KEPT]
        table = pd.DataFrame([*last[:2], *aside, last[2]], columns=["fate", "column", "word", "why", "rows"])
        return table[(table["rows"] > 0) | (table["fate"] == COUNTED)].reset_index(drop=True)


def accounted(extract: Extract, meant: Meanings, cut_off: date) -> Account:
    """What became of each row: the first thing that holds of it, in the order of the columns, then of the days."""
    roles = [role for role, words in meant.aside.items() if words and role in extract.columns]
    when = f"CASE WHEN inspected_on >= {FIRST_DAY} THEN CASE WHEN inspected_on > DATE '{cut_off}' THEN 1 ELSE 0 END ELSE 2 END"
    columns = ", ".join(["setting IS NULL OR setting = '' AS nameless", f"{when} AS time", *roles])
    told: Counter[tuple[str, str, str, str]] = Counter()
    for nameless, time, *words, rows in extract.ask(f"SELECT {columns}, count(*) FROM extract GROUP BY ALL"):
        told[_fate(extract, meant, dict(zip(roles, words, strict=True)), nameless, (_KEPT, TOO_LATE, NO_DAY)[time])] += rows
    fates = (WITHOUT_REFERENCE, NOT_KNOWN, OUTSIDE_PROFILE, NOT_JUDGED, OTHER_SCALE, NO_DAY, TOO_LATE, _KEPT)
    in_order = sorted(told.items(), key=lambda one: (fates.index(one[0][0]), one[0]))
    return Account(tuple((*what, rows) for what, rows in in_order))


def _fate(extract: Extract, meant: Meanings, words: dict[str, str | None], nameless: bool, time: str) -> tuple[str, str, str, str]:
    """The fate of rows that hold some words, the column and the word that it is for, and why."""
    if nameless:
        return WITHOUT_REFERENCE, extract.columns["setting"], "", ""
    for role, word in words.items():
        if (word or "") in meant.aside[role]:
            fate, why = meant.aside[role][word or ""]
            return fate, extract.columns[role], word or "", why
    return time, extract.columns["inspected_on"] if time != _KEPT else "", "", ""
