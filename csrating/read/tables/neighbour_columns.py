"""Which columns of a table hold neighbours, in which position, and which columns beside them say how near they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from csrating.errors import LayoutError
from csrating.read.cells import Sheet
from csrating.read.layouts.reading import Neighbours, Table

Beside = Literal["name", "closeness", "distance"]
BESIDE: tuple[Beside, ...] = ("name", "closeness", "distance")
BY_ROW = 0
"""In place of the position of a column of neighbours: it is another one in each row."""


@dataclass(frozen=True)
class NeighbourColumn:
    """A column of neighbours: their position (``BY_ROW``: a column of that role gives it), and the columns ``beside`` that say more."""

    column: int
    position: int
    said: Neighbours
    beside: Mapping[Beside, int] = field(default_factory=dict)

    @property
    def all(self) -> tuple[int, ...]:
        """Every column that speaks of this neighbour."""
        return (self.column, *self.beside.values())


def neighbour_columns(table: Table, sheet: Sheet, headers: Mapping[int, str], *, where: str) -> tuple[NeighbourColumn, ...]:
    """The columns of neighbours from the left, each with the columns beside it.

    Args:
        table: as its layout describes it.
        sheet: the sheet that it stands on.
        headers: the words over each column.
        where: the cell in which the header begins.

    Raises:
        LayoutError: no column holds neighbours, two hold the same one, or it is not plain to which of them a column beside them belongs.
    """
    if not table.neighbours:
        return ()
    found = {column: one for column, text in headers.items() if (one := _neighbour_column(table, sheet, column, text, where))}
    if not found:
        wanted = " or ".join(repr(one.header) for one in table.neighbours)
        raise LayoutError(f"no column of table {table.name!r} holds neighbours", where=where, expected=f"a header like {wanted}")
    _refuse_same_position(list(found.values()), where)
    for kind, column, text in _beside(table, headers):
        owner = _owner(found, kind, column, text, where)
        if kind in owner.beside:
            what = f"two columns give the {kind} of neighbour {owner.position}"
            raise LayoutError(what, where=where, expected=f"one, and {text!r} is another")
        found[owner.column] = replace(owner, beside={**owner.beside, kind: column})
    return tuple(found[column] for column in sorted(found))


def _neighbour_column(table: Table, sheet: Sheet, column: int, text: str, where: str) -> NeighbourColumn | None:
    matches = [(one, match) for one in table.neighbours if (match := re.fullmatch(one.header, text))]
    if not matches:
        return None
    if len(matches) > 1:
        raise LayoutError(f"the header {text!r} is matched by {len(matches)} kinds of neighbours of the layout", where=where)
    one, match = matches[0]
    position = match.groupdict().get("position") or one.position
    if not re.fullmatch("[0-9]{1,3}", str(position)) or (not int(position) and "position" not in table.columns):
        found = f"the header {text!r} gives no position of the neighbours under it"
        raise LayoutError(found, where=where, expected="a group 'position', 'position' stated, or a column of that role")
    return NeighbourColumn(column, int(position), one)


def _refuse_same_position(found: Sequence[NeighbourColumn], where: str) -> None:
    positions = [one.position for one in found]
    twice = next((position for position in positions if positions.count(position) > 1), None)
    if twice is not None:
        what = "the neighbours of each row" if twice == BY_ROW else f"neighbour {twice}"
        raise LayoutError(f"{positions.count(twice)} columns hold {what}", where=where, expected="one")


def _beside(table: Table, headers: Mapping[int, str]) -> Iterator[tuple[Beside, int, str]]:
    """The columns that say more of neighbours, with what they say."""
    for kind in BESIDE:
        patterns = {getattr(one, kind) for one in table.neighbours} - {""}
        for column, text in headers.items():
            if any(re.fullmatch(pattern, text) for pattern in patterns):
                yield kind, column, text


def _owner(found: Mapping[int, NeighbourColumn], kind: Beside, column: int, text: str, where: str) -> NeighbourColumn:
    """The neighbour of which a column says more: the only one with such a header, or by the position in it, or else the one to its left."""
    fitting = [(one, match) for one in found.values() if (match := re.fullmatch(getattr(one.said, kind) or r"(?!)", text))]
    if len(fitting) > 1:
        stated = {match["position"] for _, match in fitting if "position" in match.re.groupindex}
        left = max((at for at in found if at < column), default=None)
        fitting = [(one, match) for one, match in fitting if (str(one.position) in stated if stated else one.column == left)]
    if len(fitting) != 1:
        found_there = f"the {kind} under {text!r} belongs to no column of neighbours, or to several"
        raise LayoutError(found_there, where=where, expected="one to its left, or of the same position")
    return fitting[0][0]
