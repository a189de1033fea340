"""A list of neighbours while it is being understood: which columns hold neighbours, and which say more of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from csrating.read.cells import Sheet, stripped
from csrating.read.inference.columns.roles import Roles
from csrating.read.inference.finding.areas import Areas, areas, named
from csrating.read.inference.finding.tables import Extent
from csrating.read.inference.kinds import Column, Kind, column_of
from csrating.read.inference.neighbours.headings import NeighbourHeading, Says, neighbour_heading
from csrating.read.inference.understood import Understood
from csrating.read.neighbours.cells import closeness
from csrating.read.tables.blocks import headers as headers_of
from csrating.read.tables.named_areas import by_code, by_name
from csrating.read.tables.neighbour_columns import BY_ROW
from csrating.schema import CLOSENESS

_MOST_ROWS_ABOVE = 60
_MOST_HEADER_ROWS = 4
_LEAST_POSITIONS = 2
_LEAST_KNOWN = 0.5
_NO_ROLES = Roles((), None, None, None, (), {}, ())


@dataclass(frozen=True)
class Neighbour:
    """The column of one neighbour, its position (``BY_ROW``: another in each row), and the columns that say more of it."""

    column: int
    position: int
    beside: Mapping[Says, int]


@dataclass(frozen=True, eq=False)
class Listed:
    """A list of neighbours.

    ``positions`` are columns that say which neighbour of its council each row is about. ``astray`` are columns that say more of some
    neighbour, and it is not plain of which; ``again`` are those that give the code of a neighbour once more, each with the first.
    """

    one: Understood
    neighbours: tuple[Neighbour, ...]
    positions: tuple[int, ...]
    astray: tuple[int, ...]
    again: Mapping[int, int]

    @property
    def taken(self) -> frozenset[int]:
        """Every column that has a part in the list."""
        beside = [column for one in self.neighbours for column in (one.column, *one.beside.values())]
        return frozenset((*beside, *self.one.areas.all, *self.positions))


def neighbour_list(sheet: Sheet, columns: Sequence[Column]) -> Listed | None:
    """The list of neighbours on a sheet; None where its headers speak of none, or no councils stand under them.

    Args:
        sheet: any sheet.
        columns: its columns, from the left.
    """
    found = _header(sheet, columns)
    if found is None:
        return None
    top, first, said = found
    unsaid = (place for place in range(len(columns)) if place not in said and _is_closeness(columns[place], first))
    said |= dict.fromkeys(unsaid, NeighbourHeading("closeness"))
    mains = _mains(said, columns, first)
    positions = [place for place, heading in said.items() if heading.says == "position"]
    if not mains or (len(mains) < _LEAST_POSITIONS and not positions and not _has_distances(said)):
        return None
    hidden = [column_of(np.full(len(sheet.cells), "", dtype=object)) if place in said else one for place, one in enumerate(columns)]
    councils = areas(hidden)
    if councils is None:
        return None
    one = _understood(sheet, columns, _of_councils(councils, columns), (top, first), mains)
    more = _more(said, mains, columns)
    found_ones = tuple(Neighbour(column, position, more.beside[column]) for column, position in sorted(mains.items()))
    return Listed(one, found_ones, tuple(positions) if BY_ROW in mains.values() else (), tuple(more.astray), more.again)


def _understood(sheet: Sheet, columns: Sequence[Column], councils: Areas, header: tuple[int, int], mains: Mapping[int, int]) -> Understood:
    """The table of a list: its header, and its rows to the last that names a council or a neighbour."""
    top, first = header
    filled = np.column_stack([councils.is_row, *(columns[place].kind != Kind.NOTHING for place in mains)]).any(axis=1)
    extent = Extent(0, top, first, int(np.flatnonzero(filled)[-1]) + 1)
    return Understood(sheet, columns, councils, extent, headers_of(sheet, top, first), _NO_ROLES, {})


def _header(sheet: Sheet, columns: Sequence[Column]) -> tuple[int, int, dict[int, NeighbourHeading]] | None:
    """First row and end of the header that speaks of neighbours, and what it says of each column in which anything stands."""
    for first in _rows_of_councils(sheet):
        for top in range(first - 1, max(first - 1 - _MOST_HEADER_ROWS, -1), -1):
            said = _said(headers_of(sheet, top, first), columns, first)
            several = len({heading.position for heading in said.values() if heading.is_area and heading.position}) >= _LEAST_POSITIONS
            if several or _is_long(said):
                return top, first, said
    return None


def _said(headers: Mapping[int, str], columns: Sequence[Column], first: int) -> dict[int, NeighbourHeading]:
    """What each header says of neighbours; the number of one is its position where no councils stand under it, and otherwise its code."""
    said = {}
    for place, text in headers.items():
        heading = neighbour_heading(text)
        if heading is not None and (columns[place].kind[first:] != Kind.NOTHING).any():
            is_number = heading == NeighbourHeading("code") and not holds_councils(columns[place], first)
            said[place] = NeighbourHeading("position") if is_number else heading
    return said


def _is_long(said: Mapping[int, NeighbourHeading]) -> bool:
    """Whether all neighbours stand in one column, and another says which they are."""
    here = [one.says for one in said.values() if not one.position]
    return len(here) == len(said) and bool({"neighbour", "code", "name"} & {*here}) and bool({"position", "distance"} & {*here})


def _rows_of_councils(sheet: Sheet) -> list[int]:
    """The first rows that name a council: under the header, unless a title does."""
    rows = []
    for row in range(min(len(sheet.cells), _MOST_ROWS_ABOVE)):
        texts = (stripped(value) for value in sheet.cells[row])
        if any(by_name(text) or by_code(text) for text in texts if text):
            rows.append(row)
    return rows[:3]


def _is_closeness(column: Column, first: int) -> bool:
    """Whether the cells of a column say how close something is, in the words that are used for neighbours, and nothing else."""
    texts = [column.texts[place] for place in column.different(np.arange(first, len(column.of_row))) if column.kinds[place] == Kind.WORDS]
    return bool(texts) and all(closeness(text) in CLOSENESS for text in texts)


def holds_councils(column: Column, first: int) -> bool:
    """Whether most cells of a column that hold words or numbers name councils."""
    different = column.different(np.arange(first, len(column.of_row)))
    texts = [column.texts[place] for place in different if column.kinds[place] in (Kind.WORDS, Kind.NUMBER)]
    known = [by_code(text) or by_name(text) for text in texts]
    return sum(one is not None and one.is_council for one in known) >= max(1, _LEAST_KNOWN * len(texts))


def _has_distances(said: Mapping[int, NeighbourHeading]) -> bool:
    return any(one.says == "distance" for one in said.values())


def _mains(said: Mapping[int, NeighbourHeading], columns: Sequence[Column], first: int) -> dict[int, int]:
    """The columns of neighbours with their positions: of codes where there are any, and otherwise of names."""
    found: dict[int, list[int]] = {}
    for column, heading in said.items():
        if heading.is_area and holds_councils(columns[column], first):
            found.setdefault(heading.position, []).append(column)
    return {min(some, key=lambda place: (not holds_codes(columns[place]), place)): position for position, some in found.items()}


def holds_codes(column: Column) -> bool:
    """Whether councils stand in a column by their codes."""
    return any(by_code(text) is not None for text in column.texts)


def _of_councils(found: Areas, columns: Sequence[Column]) -> Areas:
    """The same without the columns of regions, which say nothing that those of councils do not."""
    names = tuple(place for place in found.names if named(columns[place]).councils)
    codes = tuple(place for place in found.codes if any(known and known.is_council for known in map(by_code, columns[place].texts)))
    return Areas(names, codes, None, found.others, found.is_row, found.blanks)


@dataclass(frozen=True, eq=False)
class _More:
    """The columns that say more of neighbours: by the neighbour's column, of no single one, and those that give its code once more."""

    beside: Mapping[int, dict[Says, int]]
    astray: list[int] = field(default_factory=list)
    again: dict[int, int] = field(default_factory=dict)


def _more(said: Mapping[int, NeighbourHeading], mains: Mapping[int, int], columns: Sequence[Column]) -> _More:
    more = _More({column: {} for column in mains})
    for column, heading in said.items():
        if column in mains or heading.says == "position":
            continue
        owner = _owner(column, heading, mains)
        says: Says = "name" if heading.is_area else heading.says
        if owner is not None and says == "name" and holds_codes(columns[column]):
            more.again[column] = owner
        elif owner is None or says in more.beside[owner]:
            more.astray.append(column)
        else:
            more.beside[owner][says] = column
    return more


def _owner(column: int, heading: NeighbourHeading, mains: Mapping[int, int]) -> int | None:
    """The neighbour of which a column says more: of the same position, or else the nearest to its left."""
    if heading.position or len(mains) == 1:
        return next((main for main, position in mains.items() if position == heading.position or len(mains) == 1), None)
    return max((main for main in mains if main < column), default=None)
