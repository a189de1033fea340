"""A sheet: a grid of values as they are stored, with what the file says about its cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Cells = NDArray[np.object_]
Mask = NDArray[np.bool_]
Places = tuple[NDArray[np.signedinteger[Any]], NDArray[np.signedinteger[Any]]]
Range = tuple[int, int, int, int]

NOWHERE: Places = (np.empty(0, np.int64), np.empty(0, np.int64))


@dataclass(frozen=True, eq=False)
class Sheet:
    """One sheet: a grid of values as they are stored, whose first row and column are row 1 and column A.

    ``cells`` holds text, numbers (as floats), dates and, where a cell is empty, ''. The rest is what the file says about cells; all rows
    and columns are counted from nought, and a format that says nothing of a matter leaves it empty:

    - ``merged``: merged ranges as (top, left, bottom, right), the last row and column included; the value stands in the first cell;
    - ``flagged``: cells that look empty and are not, with what stands there: '#VALUE!', or a formula without a stored value;
    - ``raised``: cells of text with raised characters, such as a footnote's number, with the text as it is without them;
    - ``hidden_rows`` and ``hidden_columns``;
    - ``percent_at`` and ``struck_at``: rows and columns of the cells that are shown as percentages and of those struck through; the masks
      :attr:`percent` and :attr:`struck` say the same of the whole grid;
    - ``widths``: how many cells each row of a text has, before short rows are filled with empty cells.
    """

    file: str
    name: str
    cells: Cells
    hidden: bool = False
    merged: tuple[Range, ...] = ()
    flagged: Mapping[tuple[int, int], str] = field(default_factory=dict)
    raised: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    percent_at: Places = NOWHERE
    struck_at: Places = NOWHERE
    widths: NDArray[np.int64] | None = None

    @cached_property
    def values(self) -> frozenset[object]:
        """The values that stand anywhere on the sheet."""
        return frozenset(self.cells.ravel().tolist()) - {""}

    @cached_property
    def words_of_values(self) -> Mapping[object, str]:
        """Each value that stands anywhere on the sheet, with its words without the blanks around them."""
        return {value: stripped(value) for value in self.values}

    @cached_property
    def percent(self) -> Mask:
        """Whether each cell is shown as a percentage: 0.83 that readers see as 83 %."""
        return _mask(self.cells.shape, self.percent_at)

    @cached_property
    def struck(self) -> Mask:
        """Whether each cell is struck through."""
        return _mask(self.cells.shape, self.struck_at)

    @property
    def place(self) -> str:
        """Where the sheet is: 'file#sheet'."""
        return f"{self.file}#{self.name}"

    def ref(self, row: int, column: int) -> str:
        """The reference of a cell, counting rows and columns from nought.

        >>> Sheet("ni-071.xlsx", "NI 71", np.empty((0, 0), object)).ref(6, 2)
        'ni-071.xlsx#NI 71!C7'
        """
        return f"{self.file}#{self.name}!{column_letters(column)}{row + 1}"

    def refs(self, rows: Iterable[int], column: int) -> Cells:
        """The references of the cells of one column."""
        start = f"{self.file}#{self.name}!{column_letters(column)}"
        return objects([f"{start}{row + 1}" for row in rows])

    def text(self, row: int, column: int) -> str:
        """The words of a cell, without the blanks around them."""
        return stripped(self.cells[row, column])


def _mask(shape: tuple[int, ...], places: Places) -> Mask:
    mask = np.zeros(shape, dtype=bool)
    mask[places] = True
    return mask


def objects(values: Sequence[Any]) -> Cells:
    """A one-dimensional array that holds the values as they are."""
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def constant(text: str, count: int) -> Cells:
    """One text so many times; ``np.full`` would make a text of its own for each.

    >>> constant("percent", 2).tolist()
    ['percent', 'percent']
    """
    return np.repeat(objects([text]), count)


def grid(rows: Sequence[Sequence[Any]]) -> Cells:
    """Rows of any lengths as a grid; what a short row lacks at its end is ''.

    >>> grid([["LA", "Name"], [358.0]]).tolist()
    [['LA', 'Name'], [358.0, '']]
    """
    widths = set(map(len, rows))
    width = max(widths, default=0)
    if len(widths) == 1:
        return np.array(rows, dtype=object).reshape(len(rows), width)
    made = np.full((len(rows), width), "", dtype=object)
    for place, row in enumerate(rows):
        made[place, : len(row)] = row
    return made


def stripped(value: object) -> str:
    r"""A value as text without the blanks around it; a whole number is written without its decimal point.

    >>> stripped(358.0), stripped("  Bury\u00a0")
    ('358', 'Bury')
    """
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def empty(values: Cells) -> NDArray[np.bool_]:
    """Where cells are empty or hold nothing but blanks."""
    flat = np.array([type(value) is str and (not value or value.isspace()) for value in values.ravel().tolist()], dtype=bool)
    return flat.reshape(values.shape)


def column_letters(column: int) -> str:
    """The letters of a column, counting from nought.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    number = column + 1
    while number:
        number, remainder = divmod(number - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    return letters
