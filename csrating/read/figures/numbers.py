"""The numbers in the cells of a table of figures: plain ones, those written otherwise, and symbols that stand for none or for nought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields

import numpy as np

from csrating.errors import ValueInCellError
from csrating.read.cells import Held
from csrating.read.figures.places import Places
from csrating.read.layouts.vocabulary import DECIMAL_COMMAS, NOUGHT, SHOWN_AS_PERCENTAGES
from csrating.read.tables.blocks import Block
from csrating.read.tables.columns import Columns, FigureColumn
from csrating.read.tables.numbers import Figures, figures_held
from csrating.read.tables.words import Rows
from csrating.read.tables.written_numbers import looks_written, read_written


def numbers(block: Block, found: Columns, about: Places) -> Figures:
    """Each cell of figures as a number or as a symbol that the layout declares.

    Raises:
        ValueInCellError: a cell is neither; names the first one.
    """
    read = _side_by_side([_of_column(block, figure, about.rows) for figure in found.figures])
    if read.unreadable.any():
        wrong = np.argwhere(read.unreadable)
        row, place = wrong[0]
        more = f" (and {len(wrong) - 1} more such cells)" if len(wrong) > 1 else ""
        raise ValueInCellError(
            f"{read.symbol[row, place]!r} is neither a number nor a declared symbol{more}",
            where=block.sheet.ref(int(about.rows[row]), found.figures[place].column),
            expected=f"a number or one of {', '.join(map(repr, block.table.symbols))}" if block.table.symbols else "a number",
            do=_how_to_say_it(str(read.symbol[row, place])),
        )
    return read


def _side_by_side(columns: Sequence[Figures]) -> Figures:
    parts = (np.column_stack([getattr(one, part.name) for one in columns]) for part in fields(Figures))
    return Figures(*parts)


def _of_column(block: Block, figure: FigureColumn, rows: Rows) -> Figures:
    """What stands in some rows of a column; each of its different values is looked at once."""
    cells = block.sheet.column(figure.column)
    read = figures_held(cells, symbols={"", *block.table.symbols}, exponents=True)
    read = _with_own_symbols(_as_written(read, cells, figure), cells, figure)
    found = _with_noughts(read, {**block.table.symbols, **figure.symbols}).at(cells.of_row[rows])
    _refuse_another_format(block, figure, rows, found)
    return found


def _refuse_another_format(block: Block, figure: FigureColumn, rows: Rows, read: Figures) -> None:
    """Raise where some numbers are shown as percentages, and the layout says that none are, or the other way round."""
    declared = SHOWN_AS_PERCENTAGES in figure.written
    is_other = block.sheet.percent[rows, figure.column] != declared
    other = np.flatnonzero(is_other & ~read.is_symbol & ~read.unreadable & (read.number != 0))
    if len(other) and (declared or figure.scale == 1):
        found, expected = ("is no percentage", "one") if declared else ("is shown as a percentage", "a plain number")
        raise ValueInCellError(
            f"{read.number[other[0]]:,.10g} {found}",
            where=block.sheet.ref(int(rows[other[0]]), figure.column),
            expected=f"{expected}, as the layout says ({SHOWN_AS_PERCENTAGES!r} in 'written')",
            do="If this release shows its numbers otherwise, change 'written' and 'scale' in the layout.",
        )


def _how_to_say_it(text: str) -> str:
    """What to do about a cell that holds a number which is not written plainly."""
    return "If such cells are numbers, say in the layout how they are written: 'written' and 'marks'." if looks_written(text) else ""


def _as_written(read: Figures, cells: Held, figure: FigureColumn) -> Figures:
    """The same, with the numbers of a column of which the layout says that they are not written plainly."""
    if not figure.written and not figure.marks:
        return read
    number, symbol, unreadable = read.number.copy(), read.symbol.copy(), read.unreadable.copy()
    text = np.array([isinstance(value, str) for value in cells.values], dtype=bool)
    for place in np.flatnonzero(text & (read.unreadable | ((DECIMAL_COMMAS in figure.written) & ~read.is_symbol))):
        value = read_written(cells.values[place], ways=figure.written, marks=figure.marks)
        unreadable[place] = value is None
        number[place], symbol[place] = (np.nan, cells.words[place]) if value is None else (value, "")
    return Figures(number, symbol, read.is_symbol, unreadable)


def _with_own_symbols(read: Figures, cells: Held, figure: FigureColumn) -> Figures:
    """The same, with the symbols that a column has of its own, which may look like numbers."""
    marked = np.array([text in figure.symbols for text in cells.words], dtype=bool)
    symbol = np.where(marked, cells.words, read.symbol).astype(object)
    return Figures(np.where(marked, np.nan, read.number), symbol, read.is_symbol | marked, read.unreadable & ~marked)


def _with_noughts(read: Figures, meanings: Mapping[str, str]) -> Figures:
    """The same with nought wherever a symbol means it, as a dash may."""
    noughts = {symbol for symbol, meaning in meanings.items() if meaning == NOUGHT}
    is_nought = np.array([text in noughts for text in read.symbol], dtype=bool) & read.is_symbol
    symbol = np.where(is_nought, "", read.symbol).astype(object)
    return Figures(np.where(is_nought, 0.0, read.number), symbol, read.is_symbol & ~is_nought, read.unreadable)
