"""What is said of each cell, from what its row and its column say: put together once for each pair of them, not for each cell."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from csrating.read.cells import Cells, numbered, objects

OfRow = TypeVar("OfRow", bound=Hashable)
OfColumn = TypeVar("OfColumn", bound=Hashable)
Codes = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Said:
    """What is said of each cell: ``codes`` has the number of it for each cell, ``different`` what can be said, each once."""

    codes: Codes
    different: Sequence[Any]

    @property
    def each(self) -> Cells:
        """What is said of each cell."""
        each: Cells = objects(self.different)[self.codes]
        return each

    def turned_into(self, change: Callable[[Any], Hashable]) -> Said:
        """What becomes of it by a change, which may make the same of different things."""
        numbers, different = numbered([change(one) for one in self.different])
        return Said(numbers[self.codes], different)


def said_of_cells(
    of_row: Cells | Sequence[OfRow],
    of_column: Cells | Sequence[OfColumn],
    row: Codes,
    place: Codes,
    *,
    together: Callable[[OfRow, OfColumn], Hashable],
) -> Said:
    """What is said of cells by their rows and columns.

    Args:
        of_row: what each row says.
        of_column: what each column says.
        row: the row of each cell, as a place in ``of_row``.
        place: the column of each cell, as a place in ``of_column``.
        together: makes one out of the two.

    >>> ages = said_of_cells(["Bury"], ["2010", "2011"], np.array([0, 0]), np.array([1, 0]), together="{} {}".format)
    >>> ages.each.tolist()
    ['Bury 2011', 'Bury 2010']
    """
    row_numbers, rows = numbered(list(of_row))
    column_numbers, columns = numbered(list(of_column))
    pairs = row_numbers[row] * len(columns) + column_numbers[place]
    stands = np.zeros(len(rows) * len(columns), dtype=bool)
    stands[pairs] = True
    told = [together(rows[pair // len(columns)], columns[pair % len(columns)]) for pair in np.flatnonzero(stands).tolist()]
    numbers, different = numbered(told)
    return Said(numbers[(np.cumsum(stands) - 1)[pairs]], different)
