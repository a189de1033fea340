"""What the reader of a file tells of its columns, heeded before anything is made of them: those to leave out, and marks after numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from csrating.errors import LayoutError
from csrating.read.cells import Sheet, column_letters
from csrating.read.inference.answers import WITHOUT_HEADER, Answers
from csrating.read.inference.kinds import Column, Kind, column_held
from csrating.read.layouts.patterns import pattern_of
from csrating.read.layouts.reading import NO_HEADER, LeftOut, Table
from csrating.read.tables.blocks import BETWEEN_HEADERS
from csrating.read.tables.remarks import Remark
from csrating.read.tables.written_numbers import known_marks, taken_apart

LEFT_OUT = "left out, as the reader says"
NOT_USED = "answer not used"
Rows = NDArray[np.intp]
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]*)")
OTHER_SHEETS = "left out, as the reader asks for other sheets"


def columns_told(sheet: Sheet, answers: Answers) -> list[Column]:
    """The columns of a sheet: those that the reader leaves out blank, and numbers that have marks of the reader's as numbers."""
    columns = [column_held(sheet.column(place)) for place in range(sheet.cells.shape[1])]
    columns = [_marked(column, answers.marks) if answers.marks else column for column in columns]
    for header in answers.left_out:
        stands = _heads(sheet, columns, header)
        first = min((int(rows[0]) for rows in stands.values() if len(rows)), default=-1)
        columns = [_blank_below(column, first) if first in stands[place] else column for place, column in enumerate(columns)]
    return columns


def without_left_out(table: Table, answers: Answers) -> Table:
    """A table with the reader's word as the reason for each column that the reader leaves out."""
    if not answers.left_out:
        return table
    patterns = {pattern_of(header).casefold() for header in answers.left_out}
    columns = [LeftOut(one.what, LEFT_OUT) if one.what.casefold() in patterns else one for one in table.left_out_columns]
    if WITHOUT_HEADER in answers.left_out and all(one.what != NO_HEADER for one in columns):
        columns.append(LeftOut(NO_HEADER, LEFT_OUT))
    return replace(table, left_out_columns=tuple(columns))


def refuse_unknown(sheets: Sequence[Sheet], answers: Answers) -> None:
    """Refuse what the reader says of a column or a sheet that is not there.

    Raises:
        LayoutError: names the header or the sheet.
    """
    names = [sheet.name.strip() for sheet in sheets]
    for wanted in answers.sheets:
        if wanted.strip().casefold() not in map(str.casefold, names):
            raise LayoutError(f"no sheet is called {wanted!r}", where=sheets[0].file, expected=f"one of {', '.join(map(repr, names))}")
    named = (*answers.breakdowns, *answers.left_out, *answers.units)
    for header in named:
        leaf = header.split(BETWEEN_HEADERS)[-1].casefold()
        if header != WITHOUT_HEADER and not any(leaf in map(str.casefold, sheet.columns_with) for sheet in sheets):
            raise LayoutError(f"no column is headed {header!r}", where=sheets[0].file, expected="a header as the file writes it")


def unused(sheets: Sequence[Sheet], answers: Answers, *, all_asked: bool) -> Iterator[Remark]:
    """What the reader says of a file that holds no such thing; told once all has been understood.

    Args:
        sheets: those of the file.
        answers: what the reader says.
        all_asked: whether nothing is left to ask, so that a cell of which nothing was asked is confirmed for nothing.
    """
    texts = {text for sheet in sheets for text in sheet.columns_with}
    names = [sheet.name.strip() for sheet in sheets]
    for symbol in answers.symbols:
        if symbol not in texts:
            yield Remark(NOT_USED, f"no cell says {symbol!r}, so that it means nothing there", sheets[0].file)
    for word in answers.levels:
        if not any(word.casefold() == text.casefold() for text in texts):
            yield Remark(NOT_USED, f"no cell says {word!r}", sheets[0].file)
    for mark in answers.marks:
        if not any(text.endswith(mark) for text in texts):
            yield Remark(NOT_USED, f"no cell ends in {mark!r}", sheets[0].file)
    for pattern, label in answers.periods.items():
        about = pattern.removesuffix("$").replace("\\", "")
        leaf = about.split(BETWEEN_HEADERS)[-1]
        if about not in names and not any(text.endswith(leaf) for text in texts):
            yield Remark(NOT_USED, f"no sheet is called {about!r} and no header ends so: nothing is about {label} for that", sheets[0].file)
    for cell in answers.confirmed:
        if not any(_is_on(sheet, cell) for sheet in sheets):
            yield Remark(NOT_USED, f"no cell is at {cell}", sheets[0].file)
        elif all_asked and cell not in answers.heard:
            yield Remark(NOT_USED, f"nothing is asked about {cell}", sheets[0].file)


def _is_on(sheet: Sheet, cell: str) -> bool:
    """Whether a cell, such as C5 or Sheet2!C5, is one of a sheet."""
    name, _, address = cell.rpartition("!")
    found = _ADDRESS.fullmatch(address)
    if found is None or (name and name.strip() != sheet.name.strip()):
        return False
    return int(found[2]) <= len(sheet.cells) and any(column_letters(place) == found[1] for place in range(sheet.cells.shape[1]))


def marks_of(text: str, told: Mapping[str, str]) -> dict[str, str]:
    """The marks at the end of a cell with their meanings: those that the reader tells, and before them those that are known."""
    found: dict[str, str] = {}
    rest = text.strip()
    while mark := next((one for one in sorted(told, key=len, reverse=True) if rest.endswith(one) and rest != one), ""):
        found[mark] = told[mark]
        rest = rest.removesuffix(mark).rstrip()
    return known_marks(rest) | found


def _heads(sheet: Sheet, columns: Sequence[Column], header: str) -> dict[int, Rows]:
    """The rows in which each column says a header, or the lowest line of one whose other lines stand above it, over it or to its left."""
    stands = {place: np.flatnonzero(_says(column, header)) for place, column in enumerate(columns)}
    *above, leaf = header.split(BETWEEN_HEADERS)
    if not above or any(len(rows) for rows in stands.values()):
        return stands
    lowest = {place: np.flatnonzero(_says(column, leaf)) for place, column in enumerate(columns)}
    return {
        place: np.array([row for row in rows if all(_stands_over(sheet, int(row), place, line) for line in above)], dtype=np.intp)
        for place, rows in lowest.items()
    }


def _stands_over(sheet: Sheet, row: int, place: int, line: str) -> bool:
    """Whether a line of a header stands in a row above, over a column or as the nearest words to its left."""
    for above in range(row):
        nearest = next((text for column in range(place, -1, -1) if (text := sheet.text(above, column))), "")
        if " ".join(nearest.split()).casefold() == line.casefold():
            return True
    return False


def _says(column: Column, text: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """The rows in which a column says this, in any case."""
    return np.isin(column.of_row, [place for place, said in enumerate(column.texts) if said.casefold() == text.casefold()])


def _blank_below(column: Column, row: int) -> Column:
    """A column with nothing under a row, whose texts are those above alone: what stood under it names no area any more."""
    of_row = column.of_row.copy()
    of_row[row + 1 :] = len(column.texts)
    kinds = np.append(column.kinds, np.int8(Kind.NOTHING)).astype(np.int8)
    left, of_row = np.unique(of_row, return_inverse=True)
    texts = (*column.texts, "")
    is_written = np.append(column.is_written, False)[left]
    return Column(tuple(texts[place] for place in left), kinds[left], of_row.astype(np.intp), is_written)


def _marked(column: Column, marks: Mapping[str, str]) -> Column:
    """A column in which a number with a mark of the reader's is a number."""
    kinds, is_written = column.kinds.copy(), column.is_written.copy()
    for place in _with_marks(column, marks):
        kinds[place], is_written[place] = Kind.NUMBER, True
    return Column(column.texts, kinds, column.of_row, is_written)


def _with_marks(column: Column, marks: Mapping[str, str]) -> Iterable[int]:
    for place in np.flatnonzero(column.kinds == Kind.WORDS).tolist():
        text = column.texts[place]
        if text.endswith(tuple(marks)) and taken_apart(text, marks=marks_of(text, marks)) is not None:
            yield place
