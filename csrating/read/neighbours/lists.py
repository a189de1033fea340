"""Tables of statistical neighbours, as NEIGHBOUR_LISTS: one row for each council and neighbour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from csrating.errors import LayoutError
from csrating.read.cells import constant, objects
from csrating.read.figures.periods import row_days
from csrating.read.figures.places import Places, places
from csrating.read.figures.tables import cautions
from csrating.read.neighbours.cells import NoPair, Pair, pair
from csrating.read.tables.blocks import Block
from csrating.read.tables.columns import Columns, FigureColumn, columns
from csrating.read.tables.fates import Fate
from csrating.read.tables.remarks import Remark
from csrating.read.tables.rows import Part, Tidied, fates_beside, records

UNKNOWN = "no council that is known is named in the cell"
_LEVELS = ("council", "later", "former")


def neighbour_lists(block: Block, *, basis: str) -> Tidied:
    """The neighbours of each council, one row for each.

    Args:
        block: the table on its sheet.
        basis: what NEIGHBOUR_LISTS says of how it was read: by which layout, or that it was inferred.

    Raises:
        LayoutError: a council is its own neighbour, has a neighbour or a position twice, or the table is not what its layout says.
        ValueInCellError, UnknownCouncilError: a cell says none of what can stand there; each with its cell.
    """
    said = columns(block)
    found = replace(said, figures=tuple(FigureColumn(one.column, "neighbour") for one in said.neighbours))
    rows = records(block, found)
    about = places(block, found, rows.rows)
    cells = list(_cells(block, found, about))
    pairs = [one for one in cells if isinstance(one, Pair)]
    none = [one for one in cells if isinstance(one, NoPair)]
    _refuse_contradictions(block, about, pairs)
    fates = (*rows.fates, *about.fates, *_fates(block, found, about, pairs, none))
    return Tidied((_part(about, pairs, basis=basis),), fates, (*cautions(block), *about.remarks, *_remarks(about, pairs, none)), found)


def _cells(block: Block, found: Columns, about: Places) -> Iterator[Pair | NoPair]:
    """Every cell of a neighbour, council by council."""
    days = row_days(block, found, about.rows)
    for number, (row, on) in enumerate(zip(about.rows.tolist(), days, strict=True)):
        for one in found.neighbours:
            cell = pair(block, found, one, row, number, on)
            if isinstance(cell, Pair) and about.level[number] not in _LEVELS:
                raise LayoutError(f"{about.name[number]} is no council and has a neighbour", where=cell.ref, expected="councils alone")
            yield cell


def _refuse_contradictions(block: Block, about: Places, pairs: Sequence[Pair]) -> None:
    """Raise where a council is its own neighbour, or has a neighbour or a position twice, with both cells."""
    for one in pairs:
        if one.neighbour.code == about.area[one.row]:
            raise LayoutError(f"{about.name[one.row]} is its own neighbour", where=one.ref, expected="another council")
    _refuse_twice(about, pairs, lambda one: one.neighbour.code, lambda one: f"{one.neighbour} as a neighbour twice")
    _refuse_twice(about, pairs, lambda one: one.position, lambda one: f"two neighbours in position {one.position}")


def _refuse_twice(about: Places, pairs: Sequence[Pair], key: Callable[[Pair], Hashable], words: Callable[[Pair], str]) -> None:
    seen: dict[tuple[str, Hashable], Pair] = {}
    for one in pairs:
        first = seen.setdefault((about.area[one.row], key(one)), one)
        if first is not one:
            raise LayoutError(f"{about.name[one.row]} has {words(one)}", where=one.ref, expected=f"once, and {first.ref} is the first")


def _part(about: Places, pairs: Sequence[Pair], *, basis: str) -> Part:
    row = np.array([one.row for one in pairs], dtype=np.intp)
    return {
        "level": about.level[row],
        "area": about.area[row],
        "area_name": about.name[row],
        "position": np.array([one.position for one in pairs], dtype=np.int64),
        "neighbour": objects([one.neighbour.code for one in pairs]),
        "neighbour_name": objects([one.neighbour.name for one in pairs]),
        "closeness": objects([one.closeness for one in pairs]),
        "distance": np.array([one.distance for one in pairs], dtype=float),
        "basis": constant(basis, len(pairs)),
        "ref": objects([one.ref for one in pairs]),
    }


def _fates(block: Block, found: Columns, about: Places, pairs: Sequence[Pair], none: Sequence[NoPair]) -> Iterator[Fate]:
    name = (block.sheet.name, block.table.name)
    yield Fate(*name, "kept", len(about.rows), len(pairs), len(pairs))
    yield Fate(*name, "blank", 0, sum(not one.text for one in none), 0, "empty cells among the neighbours")
    unknown = sum(one.unknown is not None for one in none)
    yield Fate(*name, "explained", 0, unknown, unknown, UNKNOWN)
    for text, count in Counter(one.text for one in none if one.text and one.unknown is None).items():
        yield Fate(*name, "explained", 0, count, count, f"{text!r} in place of a neighbour: {block.table.symbols[text]}")
    yield from fates_beside(block, found, about.rows)


def _remarks(about: Places, pairs: Sequence[Pair], none: Sequence[NoPair]) -> Iterator[Remark]:
    """Neighbours that are left out or read otherwise than as written, and councils for which none is given."""
    for one in none:
        if one.unknown is not None:
            near = f"; near it: {', '.join(map(str, one.unknown.near))}" if one.unknown.near else ""
            yield Remark("neighbour left out", f"{one.unknown.why}{near}", one.ref, one.unknown)
    seen: set[str] = set()
    for pair_given in pairs:
        note = pair_given.neighbour.note
        if note and note not in seen:
            yield Remark(f"neighbour by {pair_given.neighbour.how}", note, pair_given.ref)
        seen.add(note)
    with_some = {one.row for one in pairs}
    for one in none:
        if one.row not in with_some and one.unknown is None:
            with_some.add(one.row)
            yield Remark("no neighbours", f"no neighbour of {about.name[one.row]} is given", one.ref)
