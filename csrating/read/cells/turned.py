"""A sheet with some of its rows turned into columns, on which each cell is still called what it is called in the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from csrating.read.cells.sheet import Cells, Places, Range, Sheet, objects

Rows = NDArray[np.intp]
UPRIGHT = -1
"""In place of the number of a band: a row that is none of a band."""


def _no_rows() -> Rows:
    return np.empty(0, np.intp)


@dataclass(frozen=True)
class Band:
    """Rows of a sheet that stand together: ``first`` up to but not including ``last``."""

    first: int
    last: int

    @property
    def height(self) -> int:
        """How many rows it has."""
        return self.last - self.first


@dataclass(frozen=True, eq=False)
class Turned(Sheet):
    """A sheet with some bands of its rows turned: what stood side by side stands one below the other, and the other way round.

    Rows outside the bands, such as titles and notes, stand as before, above and below what is turned. What a file says of whole rows and
    columns (their widths, and which are hidden) stays with the sheet as it is. Beyond what every sheet has,

    - ``bands`` are the rows of the file that are turned;
    - ``band_of`` gives for each row of this sheet the number of its band, -1 outside them;
    - ``file_row`` and ``file_column`` say where in the file each row of this sheet begins; in a band it runs down from there.
    """

    bands: tuple[Band, ...] = ()
    band_of: Rows = field(default_factory=_no_rows)
    file_row: Rows = field(default_factory=_no_rows)
    file_column: Rows = field(default_factory=_no_rows)

    def ref(self, row: int, column: int) -> str:
        """The reference of a cell, by its row and column on this sheet: where it stands in the file."""
        first, left = int(self.file_row[row]), int(self.file_column[row])
        return super().ref(first, left + column) if self.band_of[row] == UPRIGHT else super().ref(first + column, left)

    def refs(self, rows: Iterable[int], column: int) -> Cells:
        """The references of the cells of one column."""
        return objects([self.ref(row, column) for row in rows])


def turned(sheet: Sheet, bands: Sequence[Band]) -> Turned:
    """The sheet with these bands of its rows turned.

    Args:
        sheet: as the file has it.
        bands: rows of it that stand together, from the top down.
    """
    parts = _parts(len(sheet.cells), bands)
    cells, row_at, column_at = _turned_cells(sheet.cells, parts)

    def by_place(said: Mapping[tuple[int, int], str]) -> dict[tuple[int, int], str]:
        return {(int(row_at[place]), int(column_at[place])): text for place, text in said.items()}

    def at(old: Places) -> Places:
        return row_at[old], column_at[old]

    merged = [_turned_range(one, bands, row_at, column_at) for one in sheet.merged]
    band_of, file_row, file_column = _origins(parts, sheet.cells.shape[1])
    return Turned(
        sheet.file,
        sheet.name,
        cells,
        hidden=sheet.hidden,
        merged=tuple(one for one in merged if one is not None),
        flagged=by_place(sheet.flagged),
        raised=by_place(sheet.raised),
        percent_at=at(sheet.percent_at),
        struck_at=at(sheet.struck_at),
        separator=sheet.separator,
        bands=tuple(bands),
        band_of=band_of,
        file_row=file_row,
        file_column=file_column,
    )


def _parts(lines: int, bands: Sequence[Band]) -> list[tuple[int, Band]]:
    """The rows of a file from the top down: each band with its number, and what stands between them."""
    parts: list[tuple[int, Band]] = []
    end = 0
    for number, band in enumerate(bands):
        parts += [(UPRIGHT, Band(end, band.first)), (number, band)]
        end = band.last
    return [*parts, (UPRIGHT, Band(end, lines))]


def _origins(parts: Sequence[tuple[int, Band]], across: int) -> tuple[Rows, Rows, Rows]:
    """For each row of the turned sheet its band, and the row and the column of the file where it begins."""
    starts: list[tuple[int, int, int]] = []
    for number, part in parts:
        if number == UPRIGHT:
            starts += [(UPRIGHT, row, 0) for row in range(part.first, part.last)]
        else:
            starts += [(number, part.first, column) for column in range(across)]
    band_of, file_row, file_column = np.array(starts, dtype=np.intp).reshape(-1, 3).T
    return band_of, file_row, file_column


def _turned_cells(cells: Cells, parts: Sequence[tuple[int, Band]]) -> tuple[Cells, Rows, Rows]:
    """The cells turned, and for each cell of the file the row and the column where it stands then."""
    across = cells.shape[1]
    heights = [part.height if number == UPRIGHT else across for number, part in parts]
    widths = [across if number == UPRIGHT else part.height for number, part in parts]
    made = np.full((sum(heights), max(widths)), "", dtype=object)
    row_at, column_at = np.empty(cells.shape, dtype=np.intp), np.empty(cells.shape, dtype=np.intp)
    at = 0
    for (number, part), height in zip(parts, heights, strict=True):
        here = slice(part.first, part.last)
        down, right = np.indices((part.height, across))
        row_at[here], column_at[here] = (at + down, right) if number == UPRIGHT else (at + right, down)
        at += height
    made[row_at, column_at] = cells
    return made, row_at, column_at


def _turned_range(one: Range, bands: Sequence[Band], row_at: Rows, column_at: Rows) -> Range | None:
    """Where a merged range is then; None where it reaches over the edge of a band or of the sheet."""
    top, left, bottom, right = one
    inside = bottom < row_at.shape[0] and right < row_at.shape[1]
    if not inside or any(top < edge <= bottom for band in bands for edge in (band.first, band.last)):
        return None
    first, last = (top, left), (bottom, right)
    return int(row_at[first]), int(column_at[first]), int(row_at[last]), int(column_at[last])
