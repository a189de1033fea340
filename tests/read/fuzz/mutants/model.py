"""A file of tables as cells that know what they are about, so that damage to the one is damage to the other.

A figure does not hold its truth: it points at the cells that state it (the name in its row, the words over its column). Whatever happens
to those cells or to their places, what the file then states is worked out from what still stands there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(eq=False)
class Cell:
    """A cell; ``meant`` is what stood there before it was misspelt, where a reader may still tell."""

    value: object = ""
    meant: str = ""

    @property
    def text(self) -> str:
        value = self.value
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


@dataclass(eq=False)
class RowLabels:
    """The cells of a row that say what its figures are about: names and codes of its area, its period, further words."""

    names: tuple[Cell, ...] = ()
    codes: tuple[Cell, ...] = ()
    period: Cell | None = None
    period_kind: Cell | None = None
    words: tuple[Cell, ...] = ()


@dataclass(eq=False)
class ColumnLabels:
    """The cells over a column that say what its figures are about; ``own`` is the one without which nobody can tell.

    ``divided`` are the upper halves of a header that stands in two rows: one of them alone is a header too.
    """

    own: Cell | None = None
    further: tuple[Cell, ...] = ()
    period: Cell | None = None
    divided: tuple[Cell, ...] = ()


@dataclass(eq=False)
class Figure(Cell):
    """A cell of figures. ``spoiled``: what the file says of it contradicts itself, so that nobody may give it."""

    of_row: RowLabels = field(default_factory=RowLabels)
    over: ColumnLabels = field(default_factory=ColumnLabels)
    spoiled: bool = False


Row = list[Cell]


@dataclass(eq=False)
class Tab:
    """A sheet: rows of cells, and merged ranges as (first cell, last cell), which follow their cells about.

    ``heads`` are the cells of the headers by row, ``flat`` says that each column has but one header, so that columns may go anywhere.
    """

    name: str
    rows: list[Row]
    merged: list[tuple[Cell, Cell]] = field(default_factory=list)
    flat: bool = True

    def places(self) -> Iterator[tuple[int, int, Cell]]:
        """Every cell with its row and column."""
        for down, row in enumerate(self.rows):
            for across, cell in enumerate(row):
                yield down, across, cell

    def figures(self) -> list[Figure]:
        """The cells of figures, those of the first row first."""
        return [cell for _, _, cell in self.places() if isinstance(cell, Figure)]

    def width(self) -> int:
        """The number of columns."""
        return max(map(len, self.rows), default=0)

    def squared(self) -> None:
        """Make all rows of one width, as columns can only be moved in a grid."""
        width = self.width()
        for row in self.rows:
            row += [Cell() for _ in range(width - len(row))]


@dataclass(eq=False)
class Book:
    """A file before it is written: its sheets and how it is to be stored."""

    name: str
    tabs: list[Tab]
    encoding: str = "utf-8"
    delimiter: str = ","
    line_end: str = "\r\n"
    damage: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The suffix of the file: xlsx, csv or parquet."""
        return self.name.rpartition(".")[2]

    def tab_of_figures(self, pick: int) -> Tab:
        """One of the sheets that hold figures."""
        tabs = [tab for tab in self.tabs if tab.figures()]
        return tabs[pick % len(tabs)]


def cells(values: Sequence[object]) -> Row:
    """A row of cells that are about nothing."""
    return [Cell("" if value is None else value) for value in values]
