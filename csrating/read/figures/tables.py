"""Tables of figures of any kind, as FIGURES: one row for each cell that holds a figure, or a symbol in its place."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.errors import LayoutError
from csrating.read.cells import constant
from csrating.read.figures.cells import Cellwise, cells_of_figures, fates_of_cells
from csrating.read.figures.places import alike
from csrating.read.tables.blocks import Block
from csrating.read.tables.every_council import refuse_missing_councils
from csrating.read.tables.remarks import EMPTY_COLUMN, Remark
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
    empty = empty_columns(cells, by_layout=basis != "inferred")
    return Tidied((part,), fates, (*cautions(block), *without_measure(cells, part), *empty, *cells.about.remarks), cells.found)


def without_measure(cells: Cellwise, part: Part) -> tuple[Remark, ...]:
    """What there is to tell where the column that says what is measured says nothing in the rows of some figures."""
    place = cells.found.roles.get("measure")
    blank = np.flatnonzero(part["measure"] == "")
    if place is None or not len(blank):
        return ()
    where = cells.block.sheet.ref(int(cells.about.rows[cells.row[blank[0]]]), place)
    header = cells.block.headers[place]
    what = f"{len(blank):,} of {len(cells.row):,} figures do not say what they measure: {header!r} is blank in their rows"
    return (Remark("measure blank", what, where),)


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
    dated = cells.periods()
    measure, breakdown, period = cells.measure(), cells.breakdown(), dated.turned_into(lambda said: said[0])
    ends = np.array([end for _, end in dated.different], dtype="datetime64[s]")
    part = {
        "level": cells.of_area("level"),
        "area": cells.of_area("area"),
        "area_name": cells.of_area("name"),
        "measure": measure.each,
        "breakdown": breakdown.each,
        "period": period.each,
        "period_end": ends[dated.codes],
        "value": scaled(cells.number, cells.of_column("scale").astype(float)),
        "status": cells.status(str(Status.REPORTED)),
        "symbol": cells.symbol,
        "unit": cells.of_column("unit"),
        "basis": constant(basis, len(cells.row)),
        "ref": cells.refs,
    }
    about = {"measure": measure.codes, "breakdown": breakdown.codes, "period": period.codes}
    _refuse_repeated(cells, part, pd.DataFrame(about))
    _refuse_incomplete(cells, part)
    return part


def _areas(cells: Cellwise, part: Part) -> NDArray[np.intp]:
    """A number for the area of each cell."""
    if cells.about.others:
        return alike(part["level"], part["area"])[0]
    numbers: NDArray[np.intp] = alike(cells.about.level, cells.about.area)[0][cells.row]
    return numbers


def scaled(numbers: NDArray[np.float64], scales: NDArray[np.float64]) -> NDArray[np.float64]:
    """Numbers times their scales, as one does it on paper: 0.556 times 100 is 55.6, and not the 55.60000000000001 of binary fractions.

    >>> scaled(np.array([0.556, 7.0]), np.array([100.0, 1.0])).tolist()
    [55.6, 7.0]
    """
    made = numbers * scales
    for scale in set(scales[scales != 1].tolist()):
        here = (scales == scale) & np.isfinite(numbers)
        different, which = np.unique(numbers[here], return_inverse=True)
        made[here] = np.array([float(Decimal(repr(one)) * Decimal(repr(scale))) for one in different.tolist()])[which]
    return made


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
    keys = about.assign(area=_areas(cells, part))
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
