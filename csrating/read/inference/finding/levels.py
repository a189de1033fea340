"""Which column of a sheet says what kind of area each row is about, and which rows are about something else than a council."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from csrating.read.cells import Sheet
from csrating.read.inference.answers import LEVELS_TOLD, Question, option
from csrating.read.inference.finding.level_words import OTHER, heads_levels, level_meant, may_head_levels
from csrating.read.inference.kinds import Column, Kind

if TYPE_CHECKING:
    from csrating.read.inference.finding.areas import Areas

_MOST_LEVELS = 20
_MOST_TOLD = 4
_PLAIN: Mapping[str, str] = {
    **dict.fromkeys(("national", "country", "england", "nat"), "England"),
    **dict.fromkeys(("regional", "region", "gor", "government office region", "reg"), "region"),
    **dict.fromkeys(("la", "local authority", "council", "utla", "local authority level"), "council"),
}
"""Words that make a column one of levels whatever stands over it."""
_DISTRICTS_AND_UNITARIES = re.compile(r"\bdistricts?\b.*\b(?:uas?|unitar\w+)\b", re.IGNORECASE)
NOT_ABOUT_COUNCILS = "about neither a council nor a region nor England"
SAID_AGAIN = "about districts, and unitary councils that other rows are about"

Rows = NDArray[np.intp]


@dataclass(frozen=True)
class Levels:
    """The words of a column of levels: those for a council, a region or England with what each means, those for anything else, and others.

    Rows of ``other`` words are left out, for the reason that each has; of ``unknown`` ones nobody knows what they mean.
    """

    means: Mapping[str, str]
    other: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()


NO_LEVELS = Levels({})


def level_column(columns: Sequence[Column]) -> int | None:
    """The column that says what kind of area each row is about: by the words in it, or by its header; None where there is none."""
    few = [place for place, column in enumerate(columns) if (column.kinds == Kind.WORDS).sum() <= _MOST_LEVELS]
    by_words = (place for place in few if _are_plain(columns[place]))
    by_header = (place for place in few if _is_headed(columns[place]))
    return next(by_words, next(by_header, None))


def _are_plain(column: Column) -> bool:
    said = [text.casefold() for text, kind in zip(column.texts, column.kinds, strict=True) if kind == Kind.WORDS]
    known = [text for text in said if text in _PLAIN]
    return len(known) >= 2 and len(said) - len(known) <= 1


def _is_headed(column: Column) -> bool:
    """Whether levels stand under a header that says so; one and the same word for councils tells no rows apart."""
    heads = [place for place, text in enumerate(column.texts) if heads_levels(text) or may_head_levels(text)]
    if not heads:
        return False
    first = min(int(np.argmax(column.of_row == place)) for place in heads)
    under = [place for place in column.different(np.arange(first + 1, len(column.of_row))) if column.kinds[place] == Kind.WORDS]
    means = [level_meant(column.texts[place]) for place in under if place not in heads]
    if heads_levels(column.texts[column.of_row[first]]):
        return bool(set(means) - {"kind"}) and (len(means) > 1 or means[0] in ("other", ""))
    return "other" in means and set(means) != {"other"} and "" not in means


def levels(column: Column, rows: Rows, told: Mapping[str, str]) -> Levels:
    """What the words of a column of levels mean in some rows.

    Args:
        column: that of levels.
        rows: those from the first to the last that names an area, of which some may name one that is not known.
        told: what the reader says that words mean.
    """
    said = [column.texts[place] for place in column.different(rows) if column.kinds[place] != Kind.NOTHING]
    by_reader = {word.casefold(): means for word, means in told.items()}
    means = {word: by_reader.get(word.casefold()) or level_meant(word) for word in said}
    upper = any(meant == "council" and not _DISTRICTS_AND_UNITARIES.search(word) for word, meant in means.items())
    again = [word for word in said if upper and word.casefold() not in by_reader and _DISTRICTS_AND_UNITARIES.search(word)]
    return Levels(
        {word: meant for word, meant in means.items() if meant in ("England", "region", "council") and word not in again},
        {word: NOT_ABOUT_COUNCILS for word, meant in means.items() if meant == OTHER} | dict.fromkeys(again, SAID_AGAIN),
        tuple(word for word, meant in means.items() if meant == ""),
    )


def questions_about_levels(sheet: Sheet, columns: Sequence[Column], found: Areas, rows: Rows) -> tuple[Question, ...]:
    """What has to be asked of levels that nobody knows, and of a table in which every row is about something else than a council.

    Args:
        sheet: the sheet.
        columns: its columns.
        found: its columns of areas.
        rows: the rows of one table that name an area.
    """
    if found.level is None or not len(rows):
        return ()
    column = columns[found.level]
    said = [column.texts[place] for place in column.different(rows)]
    unknown = [word for word in found.levels.unknown if word in said]
    if unknown:
        return (_asked(sheet, found.level, column, rows, unknown, "what kind of area {} means in the column of levels"),)
    if np.isin(column.of_row[rows], [column.texts.index(word) for word in found.levels.other if word in column.texts]).all():
        about = "what the rows are about, as each of them says {}: that is neither a council nor a region nor England"
        return (_asked(sheet, found.level, column, rows, [word for word in found.levels.other if word in said], about),)
    return ()


def _asked(sheet: Sheet, level: int, column: Column, rows: Rows, words: Sequence[str], asks: str) -> Question:
    first = int(rows[np.argmax(column.of_row[rows] == column.texts.index(words[0]))])
    told = " or ".join(map(repr, words[:_MOST_TOLD])) + (f" or {len(words) - _MOST_TOLD} others" if len(words) > _MOST_TOLD else "")
    options = tuple(option("--level", f"{word}=LEVEL") for word in words)
    ends = f"{' '.join(options)}, each LEVEL one of: {', '.join(LEVELS_TOLD)} (rows about anything other are left out)"
    return Question(sheet.place, asks.format(told), sheet.ref(first, level), ends, options)
