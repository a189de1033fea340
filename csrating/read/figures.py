"""Tables of figures of any kind, as FIGURES: one row for each cell that holds a figure, or a symbol in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.errors import LayoutError, ValueInCellError
from csrating.read.blocks import Block, Columns, columns
from csrating.read.cells import Cells, column_letters, objects, stripped
from csrating.read.fates import Fate
from csrating.read.figure_periods import labels_of_rows, periods
from csrating.read.numbers import Figures, figures as read_figures
from csrating.read.places import Places, places
from csrating.read.remarks import Remark
from csrating.read.rows import Part, Tidied, left_out_fates, records
from csrating.read.words import texts, words
from csrating.schema import Status

REPORTED = str(Status.REPORTED)
BETWEEN_BREAKDOWNS = "; "


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

    def of_row(self, role: str) -> Cells:
        """What the column of this role says in the row of each cell; '' everywhere where the table has no such column."""
        said: Cells = words(self.block, self.found, role, self.about.rows)[self.row]
        return said


def figures(block: Block, *, basis: str) -> Tidied:
    """The figures of a table, cell by cell; an empty cell gives none.

    Args:
        block: the table on its sheet.
        basis: what FIGURES says of how it was read: by which layout, or that it was inferred.

    Raises:
        LayoutError, ValueInCellError, UnknownCouncilError: the table is not what its layout says; each with its cell.
    """
    found = columns(block)
    if not found.figures:
        raise LayoutError(f"table {block.table.name!r} has no column of figures", where=block.place, expected="one at least")
    rows = records(block, found)
    about = places(block, found, rows.rows)
    read = _numbers(block, found, about)
    row, place = np.nonzero(~(read.is_symbol & (read.symbol == "")))
    cells = Cellwise(block, found, about, read, row, place)
    cautions = tuple(Remark("caution", text, block.place) for text in block.table.cautions)
    part = _part(cells, basis=basis)
    _refuse_repeated(block, part)
    return Tidied((part,), (*rows.fates, *about.fates, *_fates(cells)), (*cautions, *about.remarks))


def _refuse_repeated(block: Block, part: Part) -> None:
    """Raise a LayoutError where two cells of a table are said to be the same figure, however their councils are spelt."""
    keys = pd.DataFrame({name: pd.factorize(part[name])[0] for name in ("level", "area", "measure", "breakdown", "period")})
    again = np.flatnonzero(keys.duplicated())
    if not len(again):
        return
    second = int(again[0])
    first = int(np.argmax((keys == keys.iloc[second]).all(axis=1)))
    about = f"{part['measure'][second]} {part['breakdown'][second]}".strip()
    raise LayoutError(
        f"table {block.table.name!r} gives {about!r} of {part['area_name'][second]} for {part['period'][second]} twice",
        where=part["ref"][second],
        expected=f"one figure, and {part['ref'][first]} is the same",
        do="If rows differ in something, say in the layout which column tells them apart.",
    )


def _numbers(block: Block, found: Columns, about: Places) -> Figures:
    across = np.array([figure.column for figure in found.figures], dtype=np.intp)
    cells = block.sheet.cells[np.ix_(about.rows, across)]
    read = _with_symbols_of_columns(read_figures(cells, symbols={"", *block.table.symbols}, exponents=True), cells, found)
    if read.unreadable.any():
        wrong = np.argwhere(read.unreadable)
        row, place = wrong[0]
        more = f" (and {len(wrong) - 1} more such cells)" if len(wrong) > 1 else ""
        raise ValueInCellError(
            f"{read.symbol[row, place]!r} is neither a number nor a declared symbol{more}",
            where=block.sheet.ref(int(about.rows[row]), int(across[place])),
            expected=f"a number or one of {', '.join(map(repr, block.table.symbols))}" if block.table.symbols else "a number",
        )
    return read


def _with_symbols_of_columns(read: Figures, cells: Cells, found: Columns) -> Figures:
    """The same, with the symbols that single columns have of their own, which may look like numbers."""
    marked = np.zeros(cells.shape, dtype=bool)
    for place, figure in enumerate(found.figures):
        if figure.symbols:
            marked[:, place] = [stripped(value) in figure.symbols for value in cells[:, place]]
    if not marked.any():
        return read
    symbol = read.symbol.copy()
    symbol[marked] = [stripped(value) for value in cells[marked]]
    return Figures(np.where(marked, np.nan, read.number), symbol, read.is_symbol | marked, read.unreadable & ~marked)


def _part(cells: Cellwise, *, basis: str) -> Part:
    row = cells.row
    symbol = cells.read.symbol[row, cells.place]
    measure = cells.of_row("measure") if "measure" in cells.found.roles else cells.of_column("measure")
    of_rows = labels_of_rows(cells.block, cells.found, cells.about.rows)[row]
    period, end = periods(cells.block, cells.of_column("period"), of_rows, cells.of_column("ends"))
    return {
        "level": cells.about.level[row],
        "area": cells.about.area[row],
        "area_name": cells.about.name[row],
        "measure": measure,
        "breakdown": _breakdown(cells),
        "period": period,
        "period_end": end,
        "value": cells.read.number[row, cells.place] * cells.of_column("scale").astype(float),
        "status": _status(cells, symbol),
        "symbol": symbol,
        "unit": cells.of_column("unit"),
        "basis": np.full(len(row), basis, dtype=object),
        "ref": _refs(cells),
    }


def _status(cells: Cellwise, symbol: Cells) -> Cells:
    """'reported' beside a number, and the meaning of its symbol beside any other cell."""
    status = np.full(len(symbol), REPORTED, dtype=object)
    means = [{**cells.block.table.symbols, **figure.symbols} for figure in cells.found.figures]
    beside = np.flatnonzero(cells.read.is_symbol[cells.row, cells.place])
    status[beside] = [means[place][text] for place, text in zip(cells.place[beside], symbol[beside], strict=True)]
    return status


def _breakdown(cells: Cellwise) -> Cells:
    """'gender: Female; fsm: ALL': what the columns of breakdowns say, and then what the header says."""
    said: list[Sequence[str]] = [
        [f"{name}: {word}" if word else "" for word in words_of_column]
        for name, column in cells.found.breakdowns.items()
        for words_of_column in [texts(cells.block.sheet, cells.about.rows, column)[cells.row]]
    ]
    said.append(list(cells.of_column("breakdown")))
    if len(said) == 1:
        return objects(said[0])
    return objects([BETWEEN_BREAKDOWNS.join(filter(None, parts)) for parts in zip(*said, strict=True)])


def _refs(cells: Cellwise) -> Cells:
    sheet, rows = cells.block.sheet, cells.about.rows[cells.row]
    starts = [f"{sheet.place}!{column_letters(figure.column)}" for figure in cells.found.figures]
    return objects([f"{starts[place]}{row}" for row, place in zip((rows + 1).tolist(), cells.place.tolist(), strict=True)])


def _fates(cells: Cellwise) -> list[Fate]:
    """The fates of the cells of figures, and of the columns that are left out."""
    name = (cells.block.sheet.name, cells.block.table.name)
    symbols = int(cells.read.is_symbol[cells.row, cells.place].sum())
    all_cells = cells.read.number.size
    return [
        Fate(*name, "kept", len(cells.about.rows), len(cells.row) - symbols),
        Fate(*name, "symbol", 0, symbols, _symbols_said(cells)),
        Fate(*name, "blank", 0, all_cells - len(cells.row), "empty cells among the figures"),
        *left_out_fates(cells.block, cells.found, len(cells.about.rows)),
    ]


def _symbols_said(cells: Cellwise) -> str:
    seen = set(cells.read.symbol[cells.read.is_symbol])
    declared = [cells.block.table.symbols, *(figure.symbols for figure in cells.found.figures)]
    means = {symbol: meaning for symbols in declared for symbol, meaning in symbols.items()}
    return BETWEEN_BREAKDOWNS.join(f"{symbol} = {meaning}" for symbol, meaning in means.items() if symbol in seen)
