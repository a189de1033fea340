"""The numbers in the cells of a table of figures: plain ones, those written otherwise, and symbols that stand for none or for nought."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from csrating.errors import ValueInCellError
from csrating.read.cells import Cells, stripped
from csrating.read.figures.places import Places
from csrating.read.layouts.vocabulary import DECIMAL_COMMAS, NOUGHT
from csrating.read.tables.blocks import Block
from csrating.read.tables.columns import Columns
from csrating.read.tables.numbers import Figures, figures as read_figures
from csrating.read.tables.written_numbers import looks_written, read_written


def numbers(block: Block, found: Columns, about: Places) -> Figures:
    """Each cell of figures as a number or as a symbol that the layout declares.

    Raises:
        ValueInCellError: a cell is neither; names the first one.
    """
    across = np.array([figure.column for figure in found.figures], dtype=np.intp)
    cells = block.sheet.cells[np.ix_(about.rows, across)]
    plain = read_figures(cells, symbols={"", *block.table.symbols}, exponents=True)
    read = _with_noughts(_with_symbols_of_columns(_as_written(plain, cells, found), cells, found), block, found)
    if read.unreadable.any():
        wrong = np.argwhere(read.unreadable)
        row, place = wrong[0]
        more = f" (and {len(wrong) - 1} more such cells)" if len(wrong) > 1 else ""
        raise ValueInCellError(
            f"{read.symbol[row, place]!r} is neither a number nor a declared symbol{more}",
            where=block.sheet.ref(int(about.rows[row]), int(across[place])),
            expected=f"a number or one of {', '.join(map(repr, block.table.symbols))}" if block.table.symbols else "a number",
            do=_how_to_say_it(str(read.symbol[row, place])),
        )
    return read


def _how_to_say_it(text: str) -> str:
    """What to do about a cell that holds a number which is not written plainly."""
    return "If such cells are numbers, say in the layout how they are written: 'written' and 'marks'." if looks_written(text) else ""


def _as_written(read: Figures, cells: Cells, found: Columns) -> Figures:
    """The same, with the numbers of columns of which the layout says that they are not written plainly."""
    number, symbol, unreadable = read.number.copy(), read.symbol.copy(), read.unreadable.copy()
    for place, figure in enumerate(found.figures):
        if not figure.written and not figure.marks:
            continue
        for row in np.flatnonzero(_is_written(read, cells, place, decimal_commas=DECIMAL_COMMAS in figure.written)):
            value = read_written(cells[row, place], ways=figure.written, marks=figure.marks)
            unreadable[row, place] = value is None
            number[row, place], symbol[row, place] = (np.nan, stripped(cells[row, place])) if value is None else (value, "")
    return Figures(number, symbol, read.is_symbol, unreadable)


def _is_written(read: Figures, cells: Cells, place: int, *, decimal_commas: bool) -> NDArray[np.bool_]:
    """The cells of a column that may be written otherwise: text that is not plain, or any number in text whose commas are decimal."""
    text = np.array([isinstance(value, str) for value in cells[:, place]], dtype=bool)
    other: NDArray[np.bool_] = text & (read.unreadable[:, place] | (decimal_commas & ~read.is_symbol[:, place]))
    return other


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


def _with_noughts(read: Figures, block: Block, found: Columns) -> Figures:
    """The same with nought wherever a symbol means it, as a dash may."""
    means = [{**block.table.symbols, **figure.symbols} for figure in found.figures]
    symbols = [frozenset(symbol for symbol, meaning in some.items() if meaning == NOUGHT) for some in means]
    if not any(symbols):
        return read
    is_nought = np.column_stack([[text in some for text in read.symbol[:, place]] for place, some in enumerate(symbols)]) & read.is_symbol
    return Figures(
        np.where(is_nought, 0.0, read.number), np.where(is_nought, "", read.symbol), read.is_symbol & ~is_nought, read.unreadable
    )
