"""Say what each row under a header is: a record, empty, left out with a reason, or a note under the table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from csrating.errors import LayoutError
from csrating.read.cells import Cells, stripped
from csrating.read.grades import each
from csrating.read.layouts.vocabulary import HEADER_AGAIN
from csrating.read.tables.blocks import Block
from csrating.read.tables.columns import Columns
from csrating.read.tables.fates import Fate
from csrating.read.tables.numbers import number
from csrating.read.tables.remarks import Remark
from csrating.read.tables.words import Rows, texts, words

NAMING = "say of what area, period and breakdown the figures beside them are"

AREA = "area"
"""The role of the first column that names areas, in a table that gives figures."""

Part = dict[str, Any]
"""Columns of values, all of one length, by name."""


@dataclass(frozen=True, eq=False)
class Tidied:
    """What a table gives: parts of a frame, the fates of its rows and cells, what else there is to tell of it, and what its columns are.

    ``figures_beside`` are parts of FIGURES, of a table that gives something else in its other columns.
    """

    parts: tuple[Part, ...]
    fates: tuple[Fate, ...]
    remarks: tuple[Remark, ...] = ()
    columns: Columns | None = None
    figures_beside: tuple[Part, ...] = ()


@dataclass(frozen=True, eq=False)
class Records:
    """The rows of a block that hold its data, and the fates of all its other rows."""

    rows: Rows
    fates: tuple[Fate, ...]


def is_number(value: object) -> bool:
    """Whether a cell holds a number.

    >>> is_number("1,234"), is_number("Good")
    (True, False)
    """
    return number(value, exponents=True) is not None


def records(block: Block, columns: Columns, *, is_figure: Callable[[object], bool] = is_number) -> Records:
    """The rows of the block that hold data.

    Args:
        block: the table.
        columns: what its columns are.
        is_figure: whether a cell is what stands in the columns of figures, and so is no part of a note.

    Raises:
        LayoutError: figures stand under the notes, a cell stands under no header, a row of a text has fewer cells than the others, a column
            that always says one word says another, or there is no record at all.
    """
    body = np.arange(block.first, block.last)
    nothing = block.sheet.nothing(body)
    is_empty = nothing.all(axis=1)
    notes_from = _notes_from(block, body[~is_empty], nothing[~is_empty])
    blank, note = is_empty, ~is_empty & (body >= notes_from)
    _refuse_figures_in_notes(block, columns, body[note], is_figure)
    rows = body[~blank & ~note]
    left_out, fates = _left_out(block, columns, rows)
    rows = rows[~left_out]
    if not len(rows):
        reasons = "; ".join(dict.fromkeys(fate.explanation for fate in fates if fate.rows))
        none = f"there is no row{' that is not left out' if reasons else ''} under the header of table {block.table.name!r}"
        raise LayoutError(f"{none} ({reasons})" if reasons else none, where=block.place)
    _refuse_cells_under_no_header(block, columns, rows)
    _refuse_short_rows(block, rows)
    _refuse_other_words(block, columns, rows)
    return Records(rows, (*_other_fates(block, int(blank.sum()), body[note]), *fates))


def fates_beside(block: Block, columns: Columns, rows: Rows) -> list[Fate]:
    """The fates of the cells beside the figures in some rows: they say what the figures are about, or their columns are left out."""
    name, sheet = (block.sheet.name, block.table.name), block.sheet
    figures = {figure.column for figure in columns.figures}
    naming = [place for place in range(sheet.cells.shape[1]) if place not in figures and place not in columns.left_out]
    fates = [Fate(*name, "heading", 0, 0, sheet.filled(rows, naming), NAMING)]
    for why in dict.fromkeys(columns.left_out.values()):
        places = [place for place, reason in columns.left_out.items() if reason == why]
        fates.append(Fate(*name, "explained", 0, len(rows) * len(places), sheet.filled(rows, places), why))
    return fates


def _notes_from(block: Block, rows: Rows, nothing: NDArray[np.bool_]) -> int:
    """The first row that begins as notes do, of rows that hold something; ``nothing`` says where they hold nothing."""
    if block.table.notes_begin:
        first = np.argmin(nothing, axis=1)
        said = [stripped(value) for value in block.sheet.cells[rows, first]]
        begin = {text for text in set(said) if re.fullmatch(block.table.notes_begin, text, flags=re.DOTALL)}
        return next((int(row) for row, text in zip(rows, said, strict=True) if text in begin), block.last)
    return block.last


def _refuse_figures_in_notes(block: Block, columns: Columns, rows: Rows, is_figure: Callable[[object], bool]) -> None:
    for row in rows:
        for figure in columns.figures:
            if is_figure(block.sheet.cells[row, figure.column]):
                raise LayoutError(
                    f"a figure stands under the notes of table {block.table.name!r}",
                    where=block.sheet.ref(int(row), figure.column),
                    expected="nothing but notes after the first one",
                    do="If rows follow the notes, correct 'notes_begin' in the layout.",
                )


def _left_out(block: Block, columns: Columns, rows: Rows) -> tuple[NDArray[np.bool_], list[Fate]]:
    """Which of some rows the layout leaves out, and their fates."""
    gone, fates = np.zeros(len(rows), dtype=bool), []
    cells = len(columns.figures) + len(columns.left_out)
    for rule in block.table.left_out_rows:
        said = _words_of(rule.column, block, columns, rows)
        matched = each(said, partial(_is_like, rule.what)).astype(bool) & ~gone
        gone |= matched
        count = int(matched.sum())
        if rule.why == HEADER_AGAIN:
            _refuse_another_header(block, rows[matched])
        full = block.sheet.filled(rows[matched])
        fates.append(Fate(block.sheet.name, block.table.name, "explained", count, count * cells, full, rule.why))
    return gone, fates


def _refuse_another_header(block: Block, rows: Rows) -> None:
    """Raise where a row that should be the header again says something else in a column: the figures under it are then others."""
    places = range(block.sheet.cells.shape[1])
    header = [block.sheet.text(block.first - 1, place) for place in places]
    for row in rows.tolist():
        for place in places:
            if (said := block.sheet.text(row, place)) != header[place]:
                found = f"the header of table {block.table.name!r} stands here again and says {said!r}"
                raise LayoutError(found, where=block.sheet.ref(row, place), expected=f"{header[place]!r}, as above the table")


def _is_like(pattern: str, text: object) -> bool:
    return re.fullmatch(pattern, str(text)) is not None


def _words_of(role: str, block: Block, columns: Columns, rows: Rows) -> Cells:
    """The words of a column: of a role, or of the first column that names areas."""
    if role == AREA and columns.area_names:
        return texts(block.sheet, rows, columns.area_names[0])
    return words(block, columns, role, rows)


def _refuse_cells_under_no_header(block: Block, columns: Columns, rows: Rows) -> None:
    known = {*block.headers, *columns.left_out, *columns.area_names, *columns.area_codes}
    bare = [column for column in range(block.sheet.cells.shape[1]) if column not in known]
    if bare:
        filled = np.argwhere(~block.sheet.nothing(rows, bare))
        if len(filled):
            row, column = filled[0]
            value = block.sheet.cells[rows[row], bare[column]]
            raise LayoutError(
                f"{value!r} stands under no header of table {block.table.name!r}", where=block.sheet.ref(int(rows[row]), bare[column])
            )


def _refuse_other_words(block: Block, columns: Columns, rows: Rows) -> None:
    """Raise where a column that says one word in each row says another: the figures may then be about another thing."""
    for column, word in columns.constants.items():
        other = np.flatnonzero(texts(block.sheet, rows, column) != word)
        if len(other):
            row = int(rows[other[0]])
            raise LayoutError(
                f"{block.headers[column]!r} says {block.sheet.text(row, column)!r}",
                where=block.sheet.ref(row, column),
                expected=f"{word!r}, as in each row of the table that the layout was made for",
                do="If the figures are about something else now, change the layout (constants).",
            )


def _refuse_short_rows(block: Block, rows: Rows) -> None:
    """Raise where a row of a text has lost cells: what is left of it may stand under the wrong headers."""
    if block.sheet.widths is None:
        return
    widths = block.sheet.widths[rows]
    usual = int(np.bincount(widths).argmax())
    short = np.flatnonzero(widths < usual)
    if len(short):
        row, width = int(rows[short[0]]), widths[short[0]]
        raise LayoutError(
            f"a row of table {block.table.name!r} has {width} cells where others have {usual}",
            where=block.sheet.ref(row, 0),
            expected="a row that is whole",
            do="Get the file again, or put the missing cells in.",
        )


def _other_fates(block: Block, blank: int, notes: Rows) -> Sequence[Fate]:
    name, above = (block.sheet.name, block.table.name), np.arange(block.start, block.first)
    return (
        Fate(*name, "heading", len(above), 0, block.sheet.filled(above), "title and header of the table"),
        Fate(*name, "blank", blank, 0, 0, "empty rows"),
        Fate(*name, "note", len(notes), 0, block.sheet.filled(notes), "notes under the table"),
    )
