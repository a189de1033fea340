"""What the worksheets of an .xls say of their cells, and whether the reader that says so and the one that gives the values agree."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csrating.read.cells.looked import NO_VALUE, Looked
from csrating.read.cells.raised import Runs, without_raised
from csrating.read.cells.sheet import Cells, Places
from csrating.read.cells.styles import shows_percent

# What the reader calls the kinds of cells; the others are empty or have nothing but a format.
_TEXT, _LAST_VALUE, _ERROR = 1, 4, 5


@dataclass(frozen=True, eq=False)
class Said:
    """What one worksheet says of its cells, as the process that read it gives it.

    ``kinds``: a byte for each cell of a grid that is ``columns`` wide. ``errors``: row, column and what is shown. ``unvalued``: formulas
    that hold nought because the program that wrote them worked nothing out; ``noughts``: how many other formulas hold nought. ``styled``:
    rows and columns of cells by their number format and whether they are struck through. ``runs``: row and column of each rich text, and
    its pieces with whether they are raised.
    """

    kinds: bytes
    columns: int
    errors: list[tuple[int, int, str]]
    unvalued: list[tuple[int, int]]
    noughts: int
    hidden_rows: list[int]
    hidden_columns: list[int]
    styled: Mapping[tuple[str, bool], tuple[array[int], array[int]]]
    runs: list[tuple[int, int, Runs]]

    @property
    def grid(self) -> NDArray[np.uint8]:
        """The kinds of the cells as a grid, which may be larger than the filled cells."""
        return np.frombuffer(self.kinds, np.uint8).reshape(-1, max(1, self.columns))


def looked_at(said: Said) -> Looked:
    """What a worksheet says of its cells; its merged ranges are given with the values."""
    filled = np.argwhere((said.grid > 0) & (said.grid <= _ERROR))
    rows, columns = (int(last) + 1 for last in filled.max(axis=0, initial=-1))
    raised = ((row, column, without_raised(runs)) for row, column, runs in said.runs)
    return Looked(
        rows,
        columns,
        flagged=dict.fromkeys(said.unvalued, NO_VALUE) | {(row, column): text for row, column, text in said.errors},
        raised={(row, column): text for row, column, text in raised if text is not None},
        hidden_rows=frozenset(row for row in said.hidden_rows if row < rows),
        hidden_columns=frozenset(column for column in said.hidden_columns if column < columns),
        percent_at=_places([places for (code, _), places in said.styled.items() if shows_percent(code)]),
        struck_at=_places([places for (_, struck), places in said.styled.items() if struck]),
    )


def agrees(said: Said, cells: Cells) -> bool:
    """Whether the cells that hold a value are those that are said to hold one; a text may be empty.

    Args:
        said: what the worksheet says.
        cells: its values, as far as :func:`looked_at` reaches.
    """
    kinds = said.grid[: cells.shape[0], : cells.shape[1]]
    values = cells != ""
    may, must = (kinds >= _TEXT) & (kinds <= _LAST_VALUE), (kinds > _TEXT) & (kinds <= _LAST_VALUE)
    return bool((must <= values).all() and (values <= may).all())


def note_on_noughts(said: Iterable[Said]) -> tuple[str, ...]:
    """What a reader should know of the formulas whose stored value is nought: not every program that stores it has worked it out."""
    count = sum(one.noughts for one in said)
    if not count:
        return ()
    what = "1 formula has nought stored as its value" if count == 1 else f"{count:,} formulas have nought stored as their value"
    return (f"{what}; Excel has worked that out, and some other programs store it where a formula gives text",)


def _places(found: list[tuple[array[int], array[int]]]) -> Places:
    rows, columns = (np.concatenate([np.empty(0, np.int64), *(np.array(one[way], np.int64) for one in found)]) for way in (0, 1))
    return rows, columns
