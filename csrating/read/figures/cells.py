"""The cells of a table that hold figures: the number or symbol in each, and what its header and its row say of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from csrating.errors import LayoutError
from csrating.read.cells import Cells, Held, constant, objects
from csrating.read.figures.numbers import numbers
from csrating.read.figures.periods import dated, labels_of_rows, refuse_another_period, refuse_unheeded_period
from csrating.read.figures.places import Places, places
from csrating.read.figures.repeated_rows import without_repeated_rows
from csrating.read.figures.said import OfColumn, OfRow, Said, said_of_cells
from csrating.read.layouts.vocabulary import NO_JUDGEMENT
from csrating.read.tables.blocks import Block
from csrating.read.tables.columns import Columns, columns
from csrating.read.tables.fates import Fate
from csrating.read.tables.numbers import Figures
from csrating.read.tables.rows import Records, fates_beside, records
from csrating.read.tables.words import Rows, words
from csrating.schema import Status

BETWEEN = "; "


@dataclass(frozen=True, eq=False)
class Cellwise:
    """The cells of a table that say something: for each, its row among the rows of areas and its place among the columns of figures."""

    block: Block
    found: Columns
    about: Places
    read: Figures
    row: NDArray[np.intp]
    place: NDArray[np.intp]

    def of_column(self, what: str) -> Cells:
        """What the header over each cell says."""
        said: Cells = objects([getattr(figure, what) for figure in self.found.figures])[self.place]
        return said

    def of_area(self, part: str) -> Cells:
        """The level, area or name of what each cell is about."""
        return self.about.of_cells(part, self.row, self.place)

    def of_row(self, role: str) -> Cells:
        """What the column of this role says in the row of each cell; '' everywhere where the table has no such column."""
        said: Cells = words(self.block, self.found, role, self.about.rows)[self.row]
        return said

    def where(self, chosen: NDArray[np.bool_]) -> Cellwise:
        """The same with some of the cells."""
        return replace(self, row=self.row[chosen], place=self.place[chosen])

    @property
    def number(self) -> NDArray[np.float64]:
        """The number in each cell as it is stored; NaN beside a symbol."""
        numbers: NDArray[np.float64] = self.read.number[self.row, self.place]
        return numbers

    @property
    def symbol(self) -> Cells:
        """The symbol in each cell; '' beside a number."""
        symbols: Cells = self.read.symbol[self.row, self.place]
        return symbols

    @property
    def refs(self) -> Cells:
        """The reference of each cell."""
        return refs(self.block, self.found, self.about.rows[self.row], self.place)

    def status(self, of_number: str) -> Cells:
        """The meaning of its symbol beside each cell, and ``of_number`` beside those that hold a number.

        Among numbers, a symbol that says that nothing was judged only says that there is no number.
        """
        status = constant(of_number, len(self.row))
        none = {NO_JUDGEMENT: str(Status.NOT_AVAILABLE)}
        both = [{**self.block.table.symbols, **figure.symbols} for figure in self.found.figures]
        means = [{symbol: none.get(meaning, meaning) for symbol, meaning in some.items()} for some in both]
        beside = np.flatnonzero(self.read.is_symbol[self.row, self.place])
        status[beside] = [means[place][text] for place, text in zip(self.place[beside], self.symbol[beside], strict=True)]
        return status

    def said(self, of_row: Cells | Sequence[OfRow], what: Sequence[OfColumn], *, together: Callable[[OfRow, OfColumn], Hashable]) -> Said:
        """What each row and each column of figures says, put together for each cell."""
        return said_of_cells(of_row, what, self.row, self.place, together=together)

    def of_headers(self, what: str) -> list[str]:
        """What the header of each column of figures says."""
        return [getattr(figure, what) for figure in self.found.figures]

    def breakdown(self) -> Said:
        """'gender: Female; fsm: ALL': what the columns of breakdowns say, and then what the header says."""
        rows = self.about.rows
        parts = [_labelled(name, self.block.sheet.column(column), rows) for name, column in self.found.breakdowns.items()]
        of_rows = reduce(_joined, parts) if parts else constant("", len(rows))
        return self.said(of_rows, self.of_headers("breakdown"), together=lambda row, column: BETWEEN.join(filter(None, (row, column))))

    def measure(self) -> Said:
        """What each cell measures, by its row where a column says so and otherwise by its header."""
        if "measure" not in self.found.roles:
            return self.said(constant("", len(self.about.rows)), self.of_headers("measure"), together=lambda _, column: column)
        of_rows = words(self.block, self.found, "measure", self.about.rows)
        return self.said(of_rows, [""] * len(self.found.figures), together=lambda row, _: row)

    def periods(self) -> Said:
        """The label of the period of each cell, and the day on which it ends.

        Raises:
            LayoutError: neither header, row nor table states the period of a cell.
            ValueInCellError: what they state is no period.
        """
        refuse_another_period(self.block)
        of_rows = labels_of_rows(self.block, self.found, self.about.rows)
        of_columns = [(figure.period, figure.ends) for figure in self.found.figures]
        refuse_unheeded_period(self.block, dict.fromkeys(period for period, _ in of_columns), of_rows)
        return self.said(of_rows, of_columns, together=lambda row, column: dated(self.block, *column, row=row))


def _labelled(name: str, column: Held, rows: Rows) -> Cells:
    """'gender: Female' for each row; '' where the column says nothing."""
    said: Cells = objects([f"{name}: {word}" if word else "" for word in column.words])[column.of_row[rows]]
    return said


def _joined(one: Cells, other: Cells) -> Cells:
    """What two columns say in each row, the one after the other."""
    each = np.arange(len(one))
    return said_of_cells(one, other, each, each, together=lambda first, second: BETWEEN.join(filter(None, (first, second)))).each


def cells_of_figures(block: Block) -> tuple[Records, Cellwise]:
    """The rows of a table, and its cells of figures that are not empty.

    Raises:
        LayoutError, ValueInCellError, UnknownCouncilError: the table is not what its layout says; each with its cell.
    """
    found = columns(block)
    if not found.figures:
        raise LayoutError(f"table {block.table.name!r} has no column of figures", where=block.place, expected="one at least")
    rows = records(block, found)
    about = without_repeated_rows(block, found, places(block, found, rows.rows))
    read = numbers(block, found, about)
    row, place = np.nonzero(~(read.is_symbol & (read.symbol == "")))
    return rows, Cellwise(block, found, about, read, row, place)


def refs(block: Block, found: Columns, rows: Rows, place: NDArray[np.intp]) -> Cells:
    """The references of cells, each in a row of the sheet and at a place among the columns of figures."""
    named = np.empty(len(rows), dtype=object)
    for column, figure in enumerate(found.figures):
        here = np.flatnonzero(place == column)
        named[here] = block.sheet.refs(rows[here].tolist(), figure.column)
    return named


def fates_of_cells(cells: Cellwise) -> list[Fate]:
    """The fates of the cells of figures, and of those beside them."""
    name = (cells.block.sheet.name, cells.block.table.name)
    symbols = int(cells.read.is_symbol[cells.row, cells.place].sum())
    numbers, all_cells = len(cells.row) - symbols, cells.read.number.size
    return [
        Fate(*name, "kept", len(cells.about.rows), numbers, numbers),
        Fate(*name, "symbol", 0, symbols, symbols, symbols_told(cells.found, cells.block, cells.read.symbol[cells.read.is_symbol])),
        Fate(*name, "blank", 0, all_cells - len(cells.row), 0, "empty cells among the figures"),
        *fates_beside(cells.block, cells.found, cells.about.rows),
    ]


def symbols_told(found: Columns, block: Block, symbols: Cells) -> str:
    """'x = suppressed; . = not applicable': the declared symbols that are among these, with their meanings."""
    seen = set(symbols)
    declared = [block.table.symbols, *(figure.symbols for figure in found.figures)]
    means = {symbol: meaning for some in declared for symbol, meaning in some.items()}
    return BETWEEN.join(f"{symbol} = {meaning}" for symbol, meaning in means.items() if symbol in seen)
