"""What single cells of a list of neighbours say: which council, in which position, how near."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from csrating import reference
from csrating.errors import UnknownCouncilError, ValueInCellError
from csrating.read.tables.blocks import Block
from csrating.read.tables.columns import Columns
from csrating.read.tables.neighbour_columns import BY_ROW, NeighbourColumn
from csrating.read.tables.numbers import number
from csrating.schema import CLOSENESS, Level

_CODE = re.compile(r"[A-Z]?[0-9]+[A-Z]*")
_MAY_BE_LEFT_OUT = ("blank", "unknown", "district", "level")


@dataclass(frozen=True)
class Pair:
    """A council, by its place among the rows, and one of its neighbours; ``ref`` is the cell of the neighbour."""

    row: int
    position: int
    neighbour: reference.Place
    closeness: str
    distance: float
    ref: str


@dataclass(frozen=True)
class NoPair:
    """A cell in the place of a neighbour that names none: it is blank, holds a symbol, or names no council that is known."""

    row: int
    text: str
    ref: str
    unknown: reference.NoPlace | None = None


def pair(block: Block, found: Columns, one: NeighbourColumn, row: int, number_of_row: int, on: date | None) -> Pair | NoPair:
    """What the cell of a neighbour says, with the cells that belong to it.

    Args:
        block: the table.
        found: its columns.
        one: the column of the neighbour.
        row: the row on the sheet.
        number_of_row: its place among the rows of councils.
        on: a day by which councils of the same name are told apart.

    Raises:
        UnknownCouncilError: no council is known by what it says, and the layout does not say what becomes of such cells.
        ValueInCellError: the position, the closeness or the distance beside it is none.
    """
    text, ref = block.sheet.text(row, one.column), block.sheet.ref(row, one.column)
    name = block.sheet.text(row, one.beside["name"]) if "name" in one.beside else ""
    nothing = {"", *block.table.symbols}
    if text in nothing and name in nothing:
        return NoPair(number_of_row, text or name, ref)
    neighbour = _council("" if text in nothing else text, "" if name in nothing else name, on)
    if isinstance(neighbour, reference.NoPlace):
        if block.table.unknown_areas and neighbour.reason in _MAY_BE_LEFT_OUT:
            return NoPair(number_of_row, text, ref, neighbour)
        near = f"Near it: {', '.join(map(str, neighbour.near))}." if neighbour.near else ""
        raise UnknownCouncilError(neighbour.why, where=ref, expected="a council that is known", do=near)
    how_close, how_far = _closeness(block, row, one.beside.get("closeness")), _distance(block, row, one.beside.get("distance"))
    return Pair(number_of_row, _position(block, found, one, row), neighbour, how_close, how_far, ref)


def _council(text: str, name: str, on: date | None) -> reference.Place | reference.NoPlace:
    """The council that a cell of codes or of names means, and the name beside it if there is one."""
    if not text or is_code(text):
        return reference.place(text, name, level=Level.COUNCIL, on=on)
    meant = reference.place("", text, level=Level.COUNCIL, on=on)
    again = reference.place("", name, level=Level.COUNCIL, on=on) if name else meant
    if isinstance(meant, reference.Place) and isinstance(again, reference.Place) and meant.code != again.code:
        return reference.NoPlace("disagree", f"{text!r} is {meant}, but the name beside it is {name!r}, which is {again}")
    return meant


def is_code(text: str) -> bool:
    """Whether a cell has the form of a code, and not of a name.

    >>> is_code("358"), is_code("E08000009"), is_code("00BU"), is_code("Trafford (358)")
    (True, True, True, False)
    """
    return _CODE.fullmatch(text) is not None


def _position(block: Block, found: Columns, one: NeighbourColumn, row: int) -> int:
    if one.position != BY_ROW:
        return one.position
    column = found.roles["position"]
    text = block.sheet.text(row, column)
    if re.fullmatch("[0-9]{1,3}", text) and int(text):
        return int(text)
    raise ValueInCellError(f"{text!r} is not a position", where=block.sheet.ref(row, column), expected="a whole number from 1")


def _closeness(block: Block, row: int, column: int | None) -> str:
    if column is None:
        return ""
    said = block.sheet.text(row, column)
    text = closeness(said)
    ours = block.table.words.get("closeness", {}).get(said, text if text in CLOSENESS else "")
    if ours or said in {"", *block.table.symbols}:
        return ours
    expected = f"one of: {', '.join(CLOSENESS)}"
    raise ValueInCellError(f"{said!r} does not say how close a neighbour is", where=block.sheet.ref(row, column), expected=expected)


def closeness(text: str) -> str:
    """Words for how close a neighbour is, as they are compared: in small letters, with single blanks.

    >>> closeness("Very  Close ")
    'very close'
    """
    return " ".join(text.lower().split())


def _distance(block: Block, row: int, column: int | None) -> float:
    if column is None:
        return float("nan")
    value = block.sheet.cells[row, column]
    found = number(value, exponents=True)
    if found is not None and found >= 0:
        return found
    if block.sheet.text(row, column) in {"", *block.table.symbols}:
        return float("nan")
    raise ValueInCellError(f"{value!r} is not a distance", where=block.sheet.ref(row, column), expected="a number from 0")
