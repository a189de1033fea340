"""What a sheet says of its cells that readers lose, from the tags of its cells and the styles of its workbook."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from csrating.errors import SourceError
from csrating.read.cells.cell_tags import CellTags
from csrating.read.cells.limits import MOST_COLUMNS, MOST_ROWS, Limits, refuse_sparse
from csrating.read.cells.sheet import NOWHERE, Places, Range, column_letters
from csrating.read.cells.styles import Styles

NO_VALUE = "a formula without a stored value"


@dataclass(frozen=True, eq=False)
class Looked:
    """What a sheet says of its cells, as in :class:`csrating.read.cells.sheet.Sheet`; ``rows`` and ``columns`` reach to the last filled.

    ``valued_at``: cells that certainly hold a value, so that a reader that gives them as empty has lost it.
    """

    rows: int = 0
    columns: int = 0
    merged: tuple[Range, ...] = ()
    flagged: dict[tuple[int, int], str] = field(default_factory=dict)
    raised: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    percent_at: Places = NOWHERE
    struck_at: Places = NOWHERE
    valued_at: Places = NOWHERE


def extent(where: str, tags: CellTags, *, limits: Limits) -> tuple[int, int]:
    """How many rows and columns the filled cells of a sheet reach over.

    Raises:
        SourceError: a cell lies outside what a spreadsheet holds or stands out of order, a row stands twice, or the cells reach too far.
    """
    _refuse_disorder(where, tags)
    rows, columns = (int(places.max(initial=-1)) + 1 for places in (tags.row, tags.column))
    refuse_sparse(where, rows, columns, len(tags.row), most=limits.cells)
    return rows, columns


def within(ranges: list[Range], rows: int, columns: int) -> tuple[Range, ...]:
    """Merged ranges as far as the filled cells reach."""
    inside = [one for one in ranges if one[0] < rows and one[1] < columns]
    return tuple(sorted((top, left, min(bottom, rows - 1), min(right, columns - 1)) for top, left, bottom, right in inside))


def raised_texts(tags: CellTags, styles: Styles) -> dict[tuple[int, int], str]:
    """The shared texts with raised characters, by their cells, as they are without them."""
    if not styles.raised:
        return {}
    found = np.flatnonzero(np.isin(tags.shared, list(styles.raised)))
    return {(int(tags.row[at]), int(tags.column[at])): styles.raised[int(tags.shared[at])] for at in found}


def with_style(tags: CellTags, styles: frozenset[int]) -> Places:
    """The filled cells that have one of these styles."""
    if not styles:
        return NOWHERE
    known = np.zeros(max(int(tags.style.max(initial=0)), *styles) + 1, dtype=bool)
    known[list(styles)] = True
    chosen = np.flatnonzero(known[tags.style])
    return tags.row[chosen], tags.column[chosen]


def hidden_rows(tags: CellTags, rows: int) -> frozenset[int]:
    """The hidden rows as far as the filled cells reach."""
    return frozenset(tags.hidden_rows[tags.hidden_rows < rows].tolist())


def _refuse_disorder(where: str, tags: CellTags) -> None:
    numbers = tags.rows
    backwards = np.flatnonzero(np.diff(numbers) <= 0)
    if len(backwards):
        first = int(backwards[0])
        raise _out_of_order(where, f"row {numbers[first + 1] + 1} stands after row {numbers[first] + 1}")
    outside = np.flatnonzero((tags.row >= MOST_ROWS) | (tags.row < 0) | (tags.column >= MOST_COLUMNS))
    if len(outside):
        found = f"a cell lies at {_ref(tags, int(outside[0]))}, outside what a spreadsheet can hold"
        raise SourceError(found, where=where, expected="cells from A1 to XFD1048576", do="Fetch or restore the file again.")
    backwards = np.flatnonzero(np.diff(tags.row.astype(np.int64) * MOST_COLUMNS + tags.column) <= 0)
    if len(backwards):
        first = int(backwards[0])
        raise _out_of_order(where, f"cell {_ref(tags, first + 1)} stands after {_ref(tags, first)}")
    named = np.zeros(MOST_ROWS, dtype=bool)
    named[numbers[(numbers >= 0) & (numbers < MOST_ROWS)]] = True
    astray = np.flatnonzero(~named[tags.row])
    if len(astray):
        raise _out_of_order(where, f"cell {_ref(tags, int(astray[0]))} does not stand in its row")


def _ref(tags: CellTags, place: int) -> str:
    return f"{column_letters(int(tags.column[place]))}{int(tags.row[place]) + 1}"


def _out_of_order(where: str, found: str) -> SourceError:
    do = "Open the workbook in a spreadsheet program, check it and save it."
    return SourceError(found, where=where, expected="rows and cells in order, each once (programs disagree on which of two counts)", do=do)
