"""A sheet: a grid of values as they are stored, with what the file says about its cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Cells = NDArray[np.object_]
Mask = NDArray[np.bool_]
Places = tuple[NDArray[np.signedinteger[Any]], NDArray[np.signedinteger[Any]]]
Range = tuple[int, int, int, int]
Rows = NDArray[np.intp]

NOWHERE: Places = (np.empty(0, np.int64), np.empty(0, np.int64))


@dataclass(frozen=True, eq=False)
class Held:
    """What one column of a sheet holds: each different value once, as it is stored and in words, and which of them stands in each row."""

    values: Cells
    of_row: NDArray[np.intp]

    @cached_property
    def words(self) -> Cells:
        """The words of each different value, without the blanks around them."""
        return objects([value.strip() if value.__class__ is str else stripped(value) for value in self.values])

    def texts(self, rows: Rows) -> Cells:
        """The words of the cells in some rows, without the blanks around them."""
        texts: Cells = self.words[self.of_row[rows]]
        return texts

    def is_like(self, like: Callable[[str], object]) -> Mask:
        """The rows whose words are like something; each different text is looked at once."""
        said = np.fromiter((bool(text) and bool(like(text)) for text in self.words), dtype=bool, count=len(self.words))
        rows: Mask = said[self.of_row]
        return rows


def held(values: Cells) -> Held:
    """What a column of cells holds; no cell of a sheet is a truth value, which would be the same as 1 or 0 (see :func:`in_words`).

    >>> held(objects(["Bury", 358.0, "Bury"])).words.tolist()
    ['Bury', '358']
    """
    of_row, different = numbered(values.tolist())
    return Held(objects(different), of_row)


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
    - ``widths``: how many cells each row of a text has, before short rows are filled with empty cells;
    - ``separator``: the sign that parts the cells of a text.
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
    separator: str = ""
    _columns: dict[int, Held] = field(default_factory=dict, init=False, repr=False)
    _blanks: dict[int, Mask] = field(default_factory=dict, init=False, repr=False)

    def column(self, place: int) -> Held:
        """What a column holds; it is looked at once."""
        if place not in self._columns:
            self._columns[place] = held(self.cells[:, place])
        return self._columns[place]

    def nothing(self, rows: Rows, columns: Sequence[int] | None = None) -> Mask:
        """Where cells are empty or hold nothing but blanks: those of some rows, in some columns or in all."""
        places = range(self.cells.shape[1]) if columns is None else columns
        nothing = np.empty((len(rows), len(places)), dtype=bool)
        for at, place in enumerate(places):
            nothing[:, at] = self._blank(place)[rows]
        return nothing

    def filled(self, rows: Rows | None = None, columns: Sequence[int] | None = None) -> int:
        """How many cells hold something: those of some rows or of all, in some columns or in all."""
        places = range(self.cells.shape[1]) if columns is None else columns
        return sum(int(np.count_nonzero(~(self._blank(place) if rows is None else self._blank(place)[rows]))) for place in places)

    def _blank(self, place: int) -> Mask:
        """Where a column is empty or holds nothing but blanks; it is looked at once, and what it holds need not be told apart for that."""
        if place not in self._blanks:
            column = self._columns.get(place)
            self._blanks[place] = empty(self.cells[:, place]) if column is None else empty(column.values)[column.of_row]
        return self._blanks[place]

    def rows_with(self, text: str) -> Mask:
        """The rows that hold a cell of text with these words; a number is none, however it is written."""
        flat = [value.__class__ is str and value.strip() == text for value in self.cells.ravel().tolist()]
        return np.asarray(np.array(flat, dtype=bool).reshape(self.cells.shape).any(axis=1), dtype=bool)

    @cached_property
    def columns_with(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        """Each text of the sheet with the columns in which it stands, and its place among the different values of each."""
        with_text: dict[str, list[tuple[int, int]]] = {}
        for place in range(self.cells.shape[1]):
            for number, text in enumerate(self.column(place).words.tolist()):
                if text:
                    with_text.setdefault(text, []).append((place, number))
        return with_text

    def cells_with(self, text: str) -> list[tuple[int, int]]:
        """The row and the column of each cell whose words are a text, from the top down."""
        found = self.columns_with.get(text, ())
        return sorted((row, place) for place, number in found for row in np.flatnonzero(self.column(place).of_row == number).tolist())

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


def in_words(truth: object) -> str:
    """TRUE or FALSE, as a spreadsheet shows it; as a value it would be the same as 1 or 0.

    >>> in_words(True)
    'TRUE'
    """
    return str(truth).upper()


def numbered(values: Sequence[Hashable]) -> tuple[Rows, list[Any]]:
    """The number of each value, from nought in the order in which they come, and each different value once.

    >>> numbers, different = numbered(["Bury", "York", "Bury"])
    >>> numbers.tolist(), different
    ([0, 1, 0], ['Bury', 'York'])
    """
    number_of: defaultdict[Hashable, int] = defaultdict()
    number_of.default_factory = number_of.__len__
    numbers = np.fromiter(map(number_of.__getitem__, values), dtype=np.intp, count=len(values))
    return numbers, list(number_of)


def empty(values: Cells) -> NDArray[np.bool_]:
    """Where cells are empty or hold nothing but blanks."""
    flat = np.array([value.__class__ is str and (not value or value.isspace()) for value in values.ravel().tolist()], dtype=bool)
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
