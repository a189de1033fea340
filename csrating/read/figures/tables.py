"""Tables of figures of any kind, as FIGURES: one row for each cell that holds a figure, or a symbol in its place."""

from __future__ import annotations

import numpy as np
import pandas as pd

from csrating.errors import LayoutError
from csrating.read.cells import constant
from csrating.read.figures.cells import Cellwise, cells_of_figures, fates_of_cells
from csrating.read.figures.places import alike
from csrating.read.tables.blocks import Block
from csrating.read.tables.every_council import refuse_missing_councils
from csrating.read.tables.remarks import Remark
from csrating.read.tables.rows import Part, Tidied
from csrating.schema import Level, Status


def figures(block: Block, *, basis: str) -> Tidied:
    """The figures of a table, cell by cell; an empty cell gives none.

    Args:
        block: the table on its sheet.
        basis: what FIGURES says of how it was read: by which layout, or that it was inferred.

    Raises:
        LayoutError, ValueInCellError, UnknownCouncilError: the table is not what its layout says; each with its cell.
    """
    rows, cells = cells_of_figures(block)
    part = figures_part(cells, basis=basis)
    fates = (*rows.fates, *cells.about.fates, *fates_of_cells(cells))
    return Tidied((part,), fates, (*cautions(block), *cells.about.remarks), cells.found)


def cautions(block: Block) -> tuple[Remark, ...]:
    """What the layout has to say to whoever uses the table."""
    return tuple(Remark("caution", text, block.place) for text in block.table.cautions)


def figures_part(cells: Cellwise, *, basis: str) -> Part:
    """These cells as rows of FIGURES.

    Raises:
        LayoutError: nothing states the period of a figure, or two cells are said to be the same figure.
    """
    row = cells.row
    dated = cells.periods()
    measure, breakdown, period = cells.measure(), cells.breakdown(), dated.turned_into(lambda said: said[0])
    ends = np.array([end for _, end in dated.different], dtype="datetime64[s]")
    part = {
        "level": cells.about.level[row],
        "area": cells.about.area[row],
        "area_name": cells.about.name[row],
        "measure": measure.each,
        "breakdown": breakdown.each,
        "period": period.each,
        "period_end": ends[dated.codes],
        "value": cells.number * cells.of_column("scale").astype(float),
        "status": cells.status(str(Status.REPORTED)),
        "symbol": cells.symbol,
        "unit": cells.of_column("unit"),
        "basis": constant(basis, len(row)),
        "ref": cells.refs,
    }
    about = {"measure": measure.codes, "breakdown": breakdown.codes, "period": period.codes}
    _refuse_repeated(cells, part, pd.DataFrame(about))
    _refuse_incomplete(cells, part)
    return part


def _refuse_incomplete(cells: Cellwise, part: Part) -> None:
    """Raise a LayoutError where a council has no row in a period, and the layout says that each must have one."""
    if not cells.block.table.every_council:
        return
    of_council = part["level"] == str(Level.COUNCIL)
    in_each_period = set() if "period" in cells.found.roles else set(cells.about.area[cells.about.level == str(Level.COUNCIL)])
    for period in dict.fromkeys(part["period"]):
        present = in_each_period | set(part["area"][of_council & (part["period"] == period)])
        refuse_missing_councils(cells.block, present, what=f"table {cells.block.table.name!r} for {period}")


def _refuse_repeated(cells: Cellwise, part: Part, about: pd.DataFrame) -> None:
    """Raise a LayoutError where two cells of a table are said to be the same figure, however their councils are spelt."""
    areas, _ = alike(cells.about.level, cells.about.area)
    keys = about.assign(area=areas[cells.row])
    again = np.flatnonzero(keys.duplicated())
    if not len(again):
        return
    second = int(again[0])
    first = int(np.argmax((keys == keys.iloc[second]).all(axis=1)))
    what = f"{part['measure'][second]} {part['breakdown'][second]}".strip()
    raise LayoutError(
        f"table {cells.block.table.name!r} gives {what!r} of {part['area_name'][second]} for {part['period'][second]} twice",
        where=part["ref"][second],
        expected=f"one figure, and {part['ref'][first]} is the same",
        do="If rows differ in something, say in the layout which column tells them apart.",
    )
