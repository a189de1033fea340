"""Councils that began or ended between the columns of a wide table: each figure is of the one that its name meant at its time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from csrating import reference
from csrating.read.cells import Cells, objects
from csrating.read.figures.meant import Meant, meant_by_row
from csrating.read.figures.periods import Days
from csrating.read.tables.blocks import Block
from csrating.read.tables.columns import Columns
from csrating.read.tables.rows import is_number
from csrating.read.tables.words import Rows
from csrating.reference.places import with_note
from csrating.reference.standing import lifetime


@dataclass(frozen=True, eq=False)
class AtOtherTimes:
    """Level, code and name of the area of each row at the times of some columns of figures, by their ``places`` among these."""

    places: tuple[int, ...]
    level: Cells
    area: Cells
    name: Cells


def told_for_later_councils(
    block: Block, found: Columns, rows: Rows, kinds: NDArray[np.intp], about: Sequence[Meant], when: Days, at: Sequence[int]
) -> bool:
    """Whether columns about a time give figures of councils that began after it: the publisher told them for the councils of today.

    Not where they give figures of councils that ended, too.
    """
    if when[1] is None:
        return False
    councils = [
        (kind, *lifetime(place.code), place) for kind, place in enumerate(about) if isinstance(place, reference.Place) and place.is_council
    ]
    later = {kind: began for kind, began, _, place in councils if began > when[1] and not _meant_another(place, when)}
    given = [kind for kind in later if gives_figures(block, found, rows[kinds == kind], at)]
    began_by = max((later[kind] for kind in given), default=date.min)
    ended = [kind for kind, _, end, _ in councils if end < began_by]
    return bool(given) and not any(gives_figures(block, found, rows[kinds == kind], at) for kind in ended)


def _meant_another(place: reference.Place, when: Days) -> bool:
    """Whether the name of a council meant another council at a time, as Dorset did."""
    then = reference.place("", place.name, on=when[1])
    return isinstance(then, reference.Place) and then.code != place.code


def at_other_times(
    block: Block, found: Columns, rows: Rows, different: Sequence[tuple[str, str, str, Days]], about: Sequence[Meant], when: Days
) -> list[Meant]:
    """What kinds of rows are about at other times than their own: the council that their name meant then.

    Where another row is about that council by its own name or code, the row stays about the one that it is about at its own time.
    """
    taken = {place.code for place in about if isinstance(place, reference.Place) and place.is_council}
    then = []
    for row, (code, name, level, _), now in zip(rows, different, about, strict=True):
        place = (
            meant_by_row(block, found, int(row), code, name, level, when) if isinstance(now, reference.Place) and now.is_council else now
        )
        if isinstance(place, reference.Place) and isinstance(now, reference.Place) and place.code != now.code and place.code in taken:
            place = with_note(now, f"{now} stands for {when[0]:%Y} too, as another row is about {place}")
        then.append(place)
    return then


def parts(about: Sequence[Meant], kinds: NDArray[np.intp]) -> tuple[Cells, Cells, Cells]:
    """Level, code and name of the area of rows of these kinds."""
    level, code, name = (objects([getattr(place, part, "") for place in about])[kinds] for part in ("level", "code", "name"))
    return level, code, name


def gives_figures(block: Block, found: Columns, rows: Rows, places: Sequence[int]) -> bool:
    """Whether a number stands in some rows, in the columns at some places among those of figures."""
    return any(is_number(value) for place in places for value in block.sheet.cells[rows, found.figures[place].column])
