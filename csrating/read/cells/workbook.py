"""Workbooks as sheets: looked at first where the format allows it, then read, and the two held against each other."""

from __future__ import annotations

import math
from itertools import chain

import numpy as np

from csrating.errors import SourceError
from csrating.read.cells.apart import read_apart
from csrating.read.cells.archive import Archive, damaged
from csrating.read.cells.calamine import Raw, read_here
from csrating.read.cells.excel97 import Said, agrees, looked_at, note_on_noughts
from csrating.read.cells.kinds import Kind
from csrating.read.cells.limits import Limits
from csrating.read.cells.looked import Looked, within
from csrating.read.cells.ods import look_at_ods
from csrating.read.cells.sheet import Cells, Range, Sheet, column_letters, grid, in_words
from csrating.read.cells.workbook_parts import look_at_xlsx
from csrating.read.cells.xlsb import look_at_xlsb

# What is not seen of a binary workbook.
UNSEEN = "formulas without a stored value are not told apart from noughts in this format"


def zipped_sheets(archive: Archive, kind: Kind) -> tuple[Sheet, ...]:
    """The sheets of a zipped workbook.

    Raises:
        SourceError: see :func:`csrating.read.cells.open_table_file`.
    """
    looked = _LOOKS.get(kind, look_at_xlsx)(archive)
    if sum(sheet.rows * sheet.columns for sheet in looked) > archive.limits.cells:
        expected = f"at most {archive.limits.cells:,} in all sheets"
        raise SourceError("the workbook has too many cells", where=archive.file, expected=expected, do="Split the workbook.")
    if kind == Kind.XLSB:
        raw, _ = read_apart(archive.file, archive.content, limits=archive.limits)
    else:
        raw = read_here(archive.file, archive.content)
    if len(raw) != len(looked):
        raise damaged(archive.file, f"it names {len(looked)} sheets and holds {len(raw)}")
    return tuple(_sheet(archive.file, *pair) for pair in zip(raw, looked, strict=True) if not pair[0].is_chart)


def excel97_sheets(file: str, content: bytes, *, limits: Limits) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """The sheets of an .xls, read in a process of its own by two readers, who must find the same cells; and what to know of them.

    Raises:
        SourceError: see :func:`csrating.read.cells.open_table_file`.
    """
    raw, said = read_apart(file, content, limits=limits)
    worksheets = [one for one in raw if not one.is_chart]
    if len(worksheets) != len(said):
        raise damaged(file, f"one reader finds {len(worksheets)} sheets in it and another {len(said)}")
    sheets = (_agreed(_sheet(file, one, looked_at(about)), about) for one, about in zip(worksheets, said, strict=True))
    return tuple(sheets), note_on_noughts(said)


def _agreed(sheet: Sheet, said: Said) -> Sheet:
    if not agrees(said, sheet.cells):
        raise damaged(sheet.file, f"two readers find different cells on sheet {sheet.name!r}")
    return sheet


def notes_on(archive: Archive) -> tuple[str, ...]:
    """What a reader should know of the parts of a workbook that are left alone."""
    told = {
        "vbaProject.bin": "the workbook holds macros; they are never run",
        "xl/externalLinks/": "the workbook refers to other workbooks; they are never opened",
        "xl/connections.xml": "the workbook refers to outside data; they are never fetched",
    }
    return tuple(note for sign, note in told.items() if any(sign in name for name in archive.names))


def _sheet(file: str, raw: Raw, looked: Looked) -> Sheet:
    """The sheet, its grid as large as the cells that were looked at, so that a flagged cell is always on it."""
    cells = _grown(_finite(file, raw.name, raw.rows), looked.rows, looked.columns)
    if cells.shape != (looked.rows, looked.columns):
        raise damaged(file, f"sheet {raw.name!r} has cells beyond those that it says it has")
    _refuse_lost(file, raw.name, cells, looked)
    return Sheet(
        file,
        raw.name,
        cells,
        raw.hidden,
        looked.merged or _within(raw, looked),
        looked.flagged,
        looked.raised,
        looked.hidden_rows,
        looked.hidden_columns,
        looked.percent_at,
        looked.struck_at,
    )


def _refuse_lost(file: str, name: str, cells: Cells, looked: Looked) -> None:
    rows, columns = looked.valued_at
    lost = np.flatnonzero(cells[rows, columns] == "")
    if len(lost):
        cell = f"{column_letters(int(columns[lost[0]]))}{int(rows[lost[0]]) + 1}"
        found = "the cell holds a value that the reader gives as empty"
        do = "Open the workbook in a spreadsheet program, check it and save it."
        raise SourceError(found, where=f"{file}#{name}!{cell}", expected="a value written as its type says", do=do)


def _grown(cells: Cells, rows: int, columns: int) -> Cells:
    if cells.size == 0:
        return np.full((rows, columns), "", dtype=object)
    down, across = max(0, rows - cells.shape[0]), max(0, columns - cells.shape[1])
    return np.pad(cells, ((0, down), (0, across)), constant_values="") if down or across else cells


def _finite(file: str, name: str, rows: list[list[object]]) -> Cells:
    floats = [value for row in rows for value in row if value.__class__ is float]
    if not math.isfinite(sum(floats)):  # so it is wherever one of them is not finite, and seldom otherwise
        _refuse_infinite(file, name, rows)
    if bool in set(map(type, chain.from_iterable(rows))):
        rows = [[in_words(value) if isinstance(value, bool) else value for value in row] for row in rows]
    return grid(rows)


def _refuse_infinite(file: str, name: str, rows: list[list[object]]) -> None:
    for down, row in enumerate(rows):
        for across, value in enumerate(row):
            if isinstance(value, float) and not math.isfinite(value):
                where = f"{file}#{name}!{column_letters(across)}{down + 1}"
                raise SourceError(f"the cell holds {value}", where=where, expected="a finite number", do="Fetch the file again.")


def _within(raw: Raw, looked: Looked) -> tuple[Range, ...]:
    return within(list(raw.merged), looked.rows, looked.columns)


_LOOKS = {Kind.ODS: look_at_ods, Kind.XLSB: look_at_xlsb}
