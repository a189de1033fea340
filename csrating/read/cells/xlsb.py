"""The parts of an .xlsb, looked at before any reader opens it; the names of records are those of [MS-XLSB], chapter 2.4."""

from __future__ import annotations

import struct
from array import array
from dataclasses import dataclass, field
from struct import unpack_from

import numpy as np

from csrating.read.cells.archive import Archive, damaged
from csrating.read.cells.cell_tags import ERROR, OTHER, SHARED, CellTags
from csrating.read.cells.limits import MOST_COLUMNS, Limits
from csrating.read.cells.looked import Looked, extent, hidden_rows, raised_texts, with_style, within
from csrating.read.cells.sheet import Range
from csrating.read.cells.styles import Styles
from csrating.read.cells.workbook_parts import sheet_parts
from csrating.read.cells.xlsb_records import Count, records, text_at
from csrating.read.cells.xlsb_styles import binary_styles

# In sheets: BrtRowHdr; BrtCellRk to BrtFmlaError, among them BrtCellError and BrtCellIsst; BrtCellRString; BrtColInfo; BrtMergeCell.
_ROW, _FILLED, _INLINE_TEXT, _COLUMNS, _MERGED = 0, range(2, 12), 62, 60, 176
_SHORT = frozenset({*range(12, 19), 61})  # BrtShortBlank to BrtShortIsst, BrtShortRString: cells that do not say their column
_ERROR, _SHARED_TEXT, _FORMULA_ERROR = 3, 7, 11
_SHEET = 156  # in the workbook: BrtBundleSh
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x10, 0x1
_TYPES = {_ERROR: ERROR, _FORMULA_ERROR: ERROR, _SHARED_TEXT: SHARED}
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A", 43: "#GETTING_DATA"}


@dataclass(eq=False)
class _Sheet:
    """What has been come by of one sheet; ``cells`` holds six numbers for each that is filled, in the order of the fields of CellTags."""

    cells: array[int] = field(default_factory=lambda: array("q"))
    rows: array[int] = field(default_factory=lambda: array("q"))
    hidden_rows: array[int] = field(default_factory=lambda: array("q"))
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Range] = field(default_factory=list)
    flagged: dict[tuple[int, int], str] = field(default_factory=dict)

    def tags(self) -> CellTags:
        row, column, style, kind, shared, unvalued = np.array(self.cells, dtype=np.int64).reshape(-1, 6).T
        rows, hidden = (np.array(numbers, dtype=np.int64) for numbers in (self.rows, self.hidden_rows))
        return CellTags(row, column, style, kind, shared, unvalued.astype(bool), np.zeros(len(row), dtype=bool), rows, hidden)


def look_at_xlsb(archive: Archive) -> list[Looked]:
    """Look at all parts of an .xlsb workbook, each of which is unpacked once and verified.

    Returns:
        what each sheet says of its cells, in the order of the workbook.

    Raises:
        SourceError: a part is damaged, or a sheet is written so that readers would go wrong over it.
    """
    parts = {name.lower(): archive.read(name) for name in archive.names}
    count = iter(range(archive.limits.cells))
    try:
        styles = binary_styles(parts.get("xl/styles.bin", b""), parts.get("xl/sharedstrings.bin", b""), count)
        names = sheet_parts(archive.file, _relations(parts["xl/workbook.bin"], count), parts.get("xl/_rels/workbook.bin.rels", b""))
        sheets = [_sheet(parts.get(name.lower(), b""), count) for name in names]
    except (struct.error, IndexError, ValueError) as error:
        raise damaged(archive.file, f"the records of its parts are damaged: {error}") from error
    return [_looked(f"{archive.file}, part {name}", sheet, styles, archive.limits) for name, sheet in zip(names, sheets, strict=True)]


def _relations(workbook: bytes, count: Count) -> list[str]:
    """The relation by which each sheet is found."""
    return [text_at(workbook, at + 8)[0] for number, at, _ in records(workbook, count) if number == _SHEET]


def _looked(where: str, sheet: _Sheet, styles: Styles, limits: Limits) -> Looked:
    """What one sheet says; a chart has no rows."""
    tags = sheet.tags()
    rows, columns = extent(where, tags, limits=limits)
    return Looked(
        rows,
        columns,
        within(sheet.merged, rows, columns),
        sheet.flagged,
        raised_texts(tags, styles),
        hidden_rows(tags, rows),
        frozenset(column for column in sheet.hidden_columns if column < columns),
        with_style(tags, styles.percent),
        with_style(tags, styles.struck),
    )


def _sheet(content: bytes, count: Count) -> _Sheet:
    sheet, row = _Sheet(), -1
    for number, at, _ in records(content, count):
        if number in _FILLED or number == _INLINE_TEXT:
            _take_cell(sheet, row, number, content, at)
        elif number in _SHORT:
            raise ValueError("some are cells in a short form, which the reader of values passes over")
        elif number == _ROW:
            (row,) = unpack_from("<I", content, at)
            sheet.rows.append(row)
            if content[at + 11] & _ROW_HIDDEN:
                sheet.hidden_rows.append(row)
        elif number == _COLUMNS:
            first, last, about = unpack_from("<II8xH", content, at)
            if about & _COLUMN_HIDDEN:
                sheet.hidden_columns.update(range(first, min(last + 1, MOST_COLUMNS)))
        elif number == _MERGED:
            top, bottom, left, right = unpack_from("<4I", content, at)
            sheet.merged.append((top, left, bottom, right))
    return sheet


def _take_cell(sheet: _Sheet, row: int, number: int, content: bytes, at: int) -> None:
    column, style = unpack_from("<II", content, at)
    kind = _TYPES.get(number, OTHER)
    shared = unpack_from("<I", content, at + 8)[0] if kind == SHARED else -1
    sheet.cells.extend((row, column, style & 0xFFFFFF, kind, shared, 0))
    if kind == ERROR:
        sheet.flagged[row, column] = _ERRORS.get(content[at + 8], "an error")
    elif number == _INLINE_TEXT:
        sheet.flagged[row, column] = "a text that the reader does not see"
