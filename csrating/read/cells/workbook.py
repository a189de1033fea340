"""Workbooks as sheets: looked at first where the format allows it, then read, and the two held against each other."""

from __future__ import annotations

import math

import numpy as np

from csrating.errors import SourceError
from csrating.read.cells.apart import read_apart
from csrating.read.cells.archive import Archive, damaged
from csrating.read.cells.calamine import Raw, read_here
from csrating.read.cells.kinds import Kind
from csrating.read.cells.limits import Limits
from csrating.read.cells.ods import look_at_ods
from csrating.read.cells.sheet import Cells, Sheet, column_letters, grid
from csrating.read.cells.workbook_parts import look_at_xlsx
from csrating.read.cells.worksheet import Looked

UNSEEN = "error cells, formulas without a stored value, percentages and hidden rows are not told apart in this format"


def zipped_sheets(archive: Archive, kind: Kind) -> tuple[Sheet, ...]:
    """The sheets of a zipped workbook.

    Raises:
        SourceError: see :func:`csrating.read.cells.open_table_file`.
    """
    if kind == Kind.XLSB:
        for name in archive.names:
            archive.read(name)
        return unseen_sheets(archive.file, archive.content, limits=archive.limits)
    looked = look_at_ods(archive) if kind == Kind.ODS else look_at_xlsx(archive)
    if sum(sheet.rows * sheet.columns for sheet in looked) > archive.limits.cells:
        expected = f"at most {archive.limits.cells:,} in all sheets"
        raise SourceError("the workbook has too many cells", where=archive.file, expected=expected, do="Split the workbook.")
    raw = read_here(archive.file, archive.content)
    if len(raw) != len(looked):
        raise damaged(archive.file, f"it names {len(looked)} sheets and holds {len(raw)}")
    return tuple(_sheet(archive.file, *pair) for pair in zip(raw, looked, strict=True) if not pair[0].is_chart)


def unseen_sheets(file: str, content: bytes, *, limits: Limits) -> tuple[Sheet, ...]:
    """The sheets of a workbook of a format that is read in a process of its own."""
    raw = read_apart(file, content, limits=limits)
    return tuple(Sheet(file, one.name, _finite(file, one.name, one.rows), one.hidden, _within(one)) for one in raw if not one.is_chart)


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
    return Sheet(
        file,
        raw.name,
        cells,
        raw.hidden,
        looked.merged,
        looked.flagged,
        looked.raised,
        looked.hidden_rows,
        looked.hidden_columns,
        looked.percent_at,
        looked.struck_at,
    )


def _grown(cells: Cells, rows: int, columns: int) -> Cells:
    if cells.size == 0:
        return np.full((rows, columns), "", dtype=object)
    down, across = max(0, rows - cells.shape[0]), max(0, columns - cells.shape[1])
    return np.pad(cells, ((0, down), (0, across)), constant_values="") if down or across else cells


def _finite(file: str, name: str, rows: list[list[object]]) -> Cells:
    for row in rows:
        for value in row:
            if value.__class__ is float and not math.isfinite(value):
                at = next((down, across) for down, each in enumerate(rows) for across, one in enumerate(each) if one is value)
                where = f"{file}#{name}!{column_letters(at[1])}{at[0] + 1}"
                raise SourceError(f"the cell holds {value}", where=where, expected="a finite number", do="Fetch the file again.")
    return grid(rows)


def _within(raw: Raw) -> tuple[tuple[int, int, int, int], ...]:
    """The merged ranges as far as the cells reach."""
    rows, columns = len(raw.rows), max(map(len, raw.rows), default=0)
    inside = (one for one in raw.merged if one[0] < rows and one[1] < columns)
    return tuple((top, left, min(bottom, rows - 1), min(right, columns - 1)) for top, left, bottom, right in inside)
