"""Write an area in all rows that it stands for: where it is merged down over them, or, by a layout, where they leave it blank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from csrating.read.cells import Sheet, stripped
from csrating.read.tables.named_areas import by_code, by_name
from csrating.read.tables.words import Rows

_LEAST_MERGED = 2
"""So many areas of a column must be merged down: a single one may be a heading."""


def merged_areas(sheet: Sheet) -> Sheet:
    """The sheet with each council, region or England that is merged down over several rows of its column in every one of them.

    Columns in which no more than one area is merged down are left as they are, and so is one that names no council: a region stands beside
    its councils, and says nothing of a row that names none.
    """
    downward = [one for one in sheet.merged if one[0] < one[2] and one[1] == one[3] and _is_area(sheet, one[0], one[1])]
    rows_of = {column: [top for top, left, _, _ in downward if left == column] for _, column, _, _ in downward}
    columns = {column for column, rows in rows_of.items() if _is_of_councils(sheet, rows, column)}
    if not columns:
        return sheet
    cells = sheet.cells.copy()
    for top, column, bottom, _ in downward:
        if column in columns:
            cells[top : bottom + 1, column] = cells[top, column]
    return replace(sheet, cells=cells)


def _is_area(sheet: Sheet, row: int, column: int) -> bool:
    if row >= sheet.cells.shape[0] or column >= sheet.cells.shape[1]:
        return False
    text = stripped(sheet.cells[row, column])
    return bool(by_name(text) or by_code(text))


def _is_of_councils(sheet: Sheet, rows: Sequence[int], column: int) -> bool:
    texts = [stripped(sheet.cells[row, column]) for row in rows]
    known = [by_name(text) or by_code(text) for text in texts]
    return len(rows) >= _LEAST_MERGED and any(one is not None and one.is_council for one in known)


def filled_down(sheet: Sheet, columns: Sequence[int], rows: Rows) -> Sheet:
    """The sheet with what the columns of areas say in each row that leaves all of them blank: the same as the row before it.

    Args:
        sheet: as the file has it.
        columns: those that name areas; they are filled together, and never one of them alone.
        rows: the rows of the table, from the top down; those before the first that names an area stay blank.
    """
    cells, before = sheet.cells.copy(), None
    places = np.array(columns, dtype=np.intp)
    for row in rows.tolist():
        if any(stripped(value) for value in cells[row, places]):
            before = row
        elif before is not None:
            cells[row, places] = cells[before, places]
    return replace(sheet, cells=cells)
