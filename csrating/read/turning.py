"""Tables whose councils stand across a row: the sheet is turned for reading, and what became of its rows is told of the file as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from csrating.errors import LayoutError
from csrating.read.cells import UPRIGHT, Sheet, Turned, empty, turned
from csrating.read.inference import Across, councils_across, uneven_row
from csrating.read.layouts.reading import Table
from csrating.read.tables.blocks import Block
from csrating.read.tables.columns import Columns
from csrating.read.tables.fates import Fate, lines_above
from csrating.read.tables.rows import Tidied


def as_tables_stand(sheet: Sheet, tables: Sequence[Table]) -> Sheet:
    """The sheet itself, or turned where a layout says that councils stand across.

    Raises:
        LayoutError: the layout says so, and no row names councils with figures under them, or a row of a text lost cells.
    """
    across = [table for table in tables if table.across]
    if not across:
        return sheet
    found = councils_across(sheet)
    if not found:
        raise LayoutError(f"no row names the councils of table {across[0].name!r}, with figures under them", where=sheet.place)
    for one in found:
        _refuse_uneven_rows(sheet, one)
    return turned(sheet, [one.band for one in found])


def _refuse_uneven_rows(sheet: Sheet, one: Across) -> None:
    uneven = uneven_row(sheet, one)
    if uneven:
        row, width, usual = uneven
        expected = "a row that is whole, so that its figures stand under their councils"
        raise LayoutError(f"a row has {width} cells where others have {usual}", where=sheet.ref(row, 0), expected=expected)


def in_its_band(block: Block) -> Block:
    """The same table, without the lines under it where it stands on a turned sheet: no line under it can then be taken for a council's.

    Raises:
        LayoutError: its councils do not stand as the layout says, or another table follows of which the layout says nothing.
    """
    sheet = block.sheet
    if not isinstance(sheet, Turned):
        return block
    band = _band_of(sheet, block)
    if (band != UPRIGHT) != block.table.across:
        found = f"the councils of table {block.table.name!r} stand {'down a column' if block.table.across else 'across a row'}"
        raise LayoutError(found, where=block.place, do="Correct 'across' in the layout.")
    strays = [row for row in range(block.first, block.last) if sheet.band_of[row] not in (UPRIGHT, band)]
    if strays:
        found = f"table {block.table.name!r} is followed by another, of which the layout says nothing"
        raise LayoutError(found, where=sheet.ref(strays[0], 0), expected="a table of the layout for each row of councils")
    return block if band == UPRIGHT else replace(block, last=int(np.flatnonzero(sheet.band_of == band)[-1]) + 1)


def _band_of(sheet: Turned, block: Block) -> int:
    """The number of the band in which the figures of a table stand."""
    return int(sheet.band_of[block.first]) if block.first < block.last else UPRIGHT


def fates_in_the_file(sheet: Turned, found: Sequence[Block], tidied: Sequence[Tidied]) -> Iterator[Fate]:
    """The fates of a turned sheet, its rows counted as the file has them: rows of figures are kept, and those of councils are headings."""
    read = {_band_of(sheet, block) for block in found}
    unread = sum(band.height for number, band in enumerate(sheet.bands) if number not in read)
    above = _upright(sheet, 0, found[0].start) + unread
    yield replace(lines_above(sheet, found[0].table.name, found[0].start), rows=above)
    for block, one in zip(found, tidied, strict=True):
        yield from _fates(sheet, block, one) if block.table.across else one.fates


def _fates(sheet: Turned, block: Block, one: Tidied) -> Iterator[Fate]:
    name = (sheet.name, block.table.name)
    columns = one.columns or Columns({}, (), {})
    for fate in one.fates:
        yield replace(fate, rows=len(columns.figures) if fate.fate == "kept" else 0)
    yield Fate(*name, "heading", _upright(sheet, block.start, block.first), 0, 0, "title of the table")
    yield from _of_turned_rows(sheet, block, columns)
    under = np.arange(block.first, block.last)[sheet.band_of[block.first : block.last] == UPRIGHT]
    blank = int(empty(sheet.cells[under]).all(axis=1).sum())
    yield Fate(*name, "blank", blank, 0, 0, "empty rows")
    yield Fate(*name, "note", len(under) - blank, 0, sheet.filled(under), "notes under the table")


def _of_turned_rows(sheet: Turned, block: Block, columns: Columns) -> Iterator[Fate]:
    """The fates of the rows that are turned, but for those of figures."""
    name, band = (sheet.name, block.table.name), _band_of(sheet, block)
    cells = sheet.cells[sheet.band_of == band]
    rest = set(range(sheet.bands[band].height)) - {figure.column for figure in columns.figures}
    blank = {row for row in rest if empty(cells[:, row]).all()}
    told = {row: columns.left_out[row] for row in sorted(rest - blank) if row in columns.left_out}
    yield Fate(*name, "heading", len(rest) - len(blank) - len(told), 0, 0, "rows that name the councils")
    yield Fate(*name, "blank", len(blank), 0, 0, "empty rows")
    for why in dict.fromkeys(told.values()):
        yield Fate(*name, "explained", list(told.values()).count(why), 0, 0, why)


def _upright(sheet: Turned, first: int, last: int) -> int:
    """How many of these rows are none of a band."""
    return int((sheet.band_of[first:last] == UPRIGHT).sum())
