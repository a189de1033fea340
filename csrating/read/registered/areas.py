"""Say which area each row of a table is about, through the register of councils and regions."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csrating import reference
from csrating.errors import LayoutError, UnknownCouncilError
from csrating.read.cells import Cells, objects
from csrating.read.tables.blocks import Block
from csrating.read.tables.columns import Columns
from csrating.read.tables.words import Rows, words
from csrating.schema import Level

COUNCIL, FORMER = str(Level.COUNCIL), "former"


@dataclass(frozen=True, eq=False)
class Areas:
    """Level, code and name of the area of each row; a council abolished before 2009 has the level 'former'."""

    rows: Rows
    level: Cells
    area: Cells
    name: Cells

    def only(self, chosen: NDArray[np.bool_]) -> Areas:
        """The areas of some of the rows."""
        return Areas(self.rows[chosen], self.level[chosen], self.area[chosen], self.name[chosen])


def areas(block: Block, columns: Columns, rows: Rows) -> Areas:
    """The area of each row, by its code and name together.

    A footnote number that has run into a name (``ENGLAND9``) is left off.

    Raises:
        UnknownCouncilError: a row names no area, with its cell and the nearest names.
        LayoutError: a row has a level that the layout does not declare, or is about a council that ended before 2009 and the layout does
            not say what becomes of it.
    """
    codes, names, levels = _stated(block, columns, rows)
    known: dict[tuple[str, str, str], reference.Area] = {}
    for row, key in zip(rows, zip(codes, names, levels, strict=True), strict=True):
        if key not in known:
            known[key] = _area(block, columns, int(row), *key)
    found = [known[key] for key in zip(codes, names, levels, strict=True)]
    return Areas(rows, *(objects([str(getattr(area, part)) for area in found]) for part in ("level", "code", "name")))


def _stated(block: Block, columns: Columns, rows: Rows) -> tuple[Cells, Cells, Cells]:
    """Codes, names and levels; where regions have a column of their own, the rows of regions take their name from it."""
    codes, names, levels = (words(block, columns, role, rows) for role in ("code", "name", "level"))
    if "region" in columns.roles:
        meant = objects([block.table.levels.get(level, "") for level in levels])
        of_council = ~np.isin(meant, [str(Level.REGION), str(Level.ENGLAND)])
        names = np.where(meant == str(Level.REGION), words(block, columns, "region", rows), names)
        names = np.where(meant == str(Level.ENGLAND), str(Level.ENGLAND), names)
        codes = np.where(of_council, codes, "")
    return codes, names, levels


def councils_alone(block: Block, columns: Columns, rows: Rows) -> Areas:
    """The council of each row of a table that is about nothing but councils.

    Raises:
        UnknownCouncilError, LayoutError: a row is about no council of 2009.
    """
    about = areas(block, columns, rows)
    stray = np.flatnonzero(about.level != COUNCIL)
    if len(stray):
        where = block.sheet.ref(int(rows[stray[0]]), columns.roles.get("name", columns.roles.get("code", 0)))
        raise LayoutError(
            f"{about.name[stray[0]]} is not a council of 2009 but {about.level[stray[0]]}", where=where, expected="a council in each row"
        )
    return about


def _area(block: Block, columns: Columns, row: int, code: str, name: str, level: str) -> reference.Area:
    where = block.sheet.ref(row, columns.roles.get("name", columns.roles.get("code", 0)))
    without_footnote = re.sub(r"(?<=[^\W\d])\d{1,2}$", "", " ".join(name.split()))
    try:
        area = reference.area(code, without_footnote, level=_level(block, level, where))
    except UnknownCouncilError as error:
        raise UnknownCouncilError(error.found, where=where, expected=error.expected, do=error.do) from error
    if str(area.level) == FORMER and not block.table.former:
        raise LayoutError(
            f"{name!r} was abolished before the councils of 2009", where=where, expected="'former' in the layout to say what becomes of it"
        )
    return area


def _level(block: Block, word: str, where: str) -> Level | None:
    if not block.table.levels:
        return None
    if word not in block.table.levels:
        raise LayoutError(f"the level {word!r} is not known", where=where, expected=f"one of {', '.join(block.table.levels)}")
    return Level(block.table.levels[word])
