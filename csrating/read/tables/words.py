"""Read the columns that say in words or dates what a row is about."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

import numpy as np
from numpy.typing import NDArray

from csrating.errors import ValueInCellError
from csrating.read.cells import Cells, Sheet, constant, objects, stripped
from csrating.read.grades import day, each
from csrating.read.tables.blocks import Block
from csrating.read.tables.columns import Columns

Rows = NDArray[np.intp]
NO_DATE = np.datetime64("NaT", "s")


def words(block: Block, columns: Columns, role: str, rows: Rows) -> Cells:
    """The words of a column in these rows without the blanks around them; '' everywhere where the table has no such column."""
    if role not in columns.roles:
        return constant("", len(rows))
    return texts(block.sheet, rows, columns.roles[role])


def texts(sheet: Sheet, rows: Rows, column: int) -> Cells:
    """The words of the cells of one column without the blanks around them."""
    return sheet.column(column).texts(rows)


def filled(block: Block, columns: Columns, role: str, rows: Rows) -> Cells:
    """The words of a column that may nowhere be blank.

    Raises:
        ValueInCellError: names the first cell that is.
    """
    texts = words(block, columns, role, rows)
    bare = np.flatnonzero(texts == "")
    if len(bare):
        where = block.sheet.ref(int(rows[bare[0]]), columns.roles[role])
        raise ValueInCellError(f"the {role.replace('_', ' ')} is blank", where=where, expected="words in each row")
    return texts


def declared(block: Block, columns: Columns, role: str, rows: Rows) -> Cells:
    """The words of a column turned into ours by the layout; '' everywhere where the table has no such column.

    Raises:
        ValueInCellError: a cell holds a word that the layout does not declare.
    """
    texts = words(block, columns, role, rows)
    if role not in columns.roles:
        return texts
    ours = block.table.words.get(role, {})
    for row, text in zip(rows, texts, strict=True):
        if text not in ours:
            expected = f"one of {', '.join(map(repr, ours))}"
            where = block.sheet.ref(int(row), columns.roles[role])
            raise ValueInCellError(f"{text!r} is not a known {role.replace('_', ' ')}", where=where, expected=expected)
    return objects([ours[text] for text in texts])


def days(
    block: Block,
    columns: Columns,
    role: str,
    rows: Rows,
    *,
    blank: Collection[str] = (),
    reading: Callable[[object], date | None] = day,
    expected: str = "a date of the spreadsheet, dd/mm/yyyy or yyyy-mm-dd",
) -> NDArray[np.datetime64]:
    """The days in a column; a cell that holds one of the words of ``blank`` has none.

    Args:
        block: the table.
        columns: what its columns are; one of them must have the role.
        role: that of the column.
        rows: those of the sheet that are read.
        blank: what may stand where there is no day.
        reading: how a cell gives a day.
        expected: what a cell should hold, for the message.

    Raises:
        ValueInCellError: a cell holds anything else that is not a date.
    """
    column = columns.roles[role]
    stored = block.sheet.cells[rows, column]
    read = each(stored, reading)
    for row, value, one in zip(rows, stored, read, strict=True):
        if one is None and stripped(value) not in blank:
            raise ValueInCellError(f"{value!r} is not a date", where=block.sheet.ref(int(row), column), expected=expected)
    return np.array([NO_DATE if one is None else np.datetime64(one, "s") for one in read], dtype="datetime64[s]")
