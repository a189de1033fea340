"""Tables of figures of any kind, as FIGURES: one row for each cell that holds a figure, or a symbol in its place."""

from __future__ import annotations

import numpy as np
import pandas as pd

from csrating.errors import LayoutError
from csrating.read.cells import constant
from csrating.read.figures.cells import Cellwise, cells_of_figures, fates_of_cells
from csrating.read.figures.places import alike
from csrating.read.tables.blocks import Block
from csrating.read.tables.remarks import EMPTY_COLUMN, Remark
from csrating.read.tables.rows import Part, Tidied
from csrating.schema import Status


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
    return Tidied(
        (part,), fates, (*cautions(block), *empty_columns(cells, by_layout=basis != "inferred"), *cells.about.remarks), cells.found
    )


def cautions(block: Block) -> tuple[Remark, ...]:
    """What the layout has to say to whoever uses the table."""
    return tuple(Remark("caution", text, block.place) for text in block.table.cautions)


def empty_columns(cells: Cellwise, *, by_layout: bool) -> tuple[Remark, ...]:
    """The columns of figures, by their headers, in which nothing stands although others of the table hold figures.

    Where no layout says what the columns are, an empty one is taken for one of figures where some of these stand to the right of it.
    """
    sheet, of_figures = cells.block.sheet, [figure.column for figure in cells.found.figures]
    held = {of_figures[place] for place in np.unique(cells.place)}
    areas = max((*cells.found.area_names, *cells.found.area_codes), default=0)
    among = [] if by_layout else [column for column in cells.found.left_out if areas < column < max(held, default=0)]
    nothing = [column for column in among if column in cells.block.headers and not sheet.filled(cells.about.rows, [column])]
    empty = sorted({*of_figures, *nothing} - held)
    if not held or not empty:
        return ()
    headers = [repr(cells.block.headers.get(column, "")) for column in empty]
    more = f" and {len(headers) - 3} more" if len(headers) > 3 else ""
    what = f"nothing stands under {', '.join(headers[:3])}{more}, where other columns of the table hold figures"
    return (Remark(EMPTY_COLUMN, what, sheet.ref(cells.block.first - 1, empty[0])),)


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
    return part


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
