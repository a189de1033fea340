"""Counts of inspected settings by grade, as JUDGEMENTS: one row for each cell that counts settings of one grade."""

from __future__ import annotations

import numpy as np
import pandas as pd

from csrating.errors import LayoutError, ValueInCellError
from csrating.read.cells import Cells, constant, objects
from csrating.read.figures.cells import Cellwise, cells_of_figures, fates_of_cells
from csrating.read.figures.periods import dated, labels_of_rows, of_table
from csrating.read.figures.tables import cautions, figures_part
from csrating.read.judgements.provision import by_register, ours, provision_of_rows
from csrating.read.tables.blocks import BETWEEN_HEADERS, Block
from csrating.read.tables.rows import Part, Tidied
from csrating.read.tables.words import NO_DATE
from csrating.reference import provision_type
from csrating.schema import JUDGED


def judgement_counts(block: Block, *, basis: str) -> Tidied:
    """The counts of a table with one row per council (and type of provision) and one column per grade; an empty cell gives none.

    Columns with a ``grade`` give judgements, and all others figures: no cell gives both. Where a symbol stands in place of a count, its
    meaning is the status, and the grade is blank.

    Args:
        block: the table on its sheet.
        basis: what JUDGEMENTS and FIGURES say of how it was read: by which layout, or that it was inferred.

    Raises:
        LayoutError, ValueInCellError, UnknownCouncilError: the table is not what its layout says; each with its cell.
    """
    rows, cells = cells_of_figures(block)
    is_count = cells.of_column("grade") != ""
    counts, others = cells.where(is_count), cells.where(~is_count)
    kinds = provision_of_rows(block, cells.found, cells.about.rows)
    part = _part(counts, basis=basis)
    _refuse_repeated(block, part)
    fates = (*rows.fates, *cells.about.fates, *fates_of_cells(cells))
    remarks = (*cautions(block), *cells.about.remarks, *kinds.remarks)
    beside = (figures_part(others, basis=basis),) if len(others.row) else ()
    return Tidied((part,), fates, remarks, cells.found, beside)


def _part(cells: Cellwise, *, basis: str) -> Part:
    _refuse_what_counts_nothing(cells)
    about, row, block = cells.about, cells.row, cells.block
    by_rows = provision_of_rows(block, cells.found, about.rows)
    of_header = cells.of_column("breakdown")
    in_rows = "provision" in cells.found.roles
    kind = ours(of_header, by_register(block, "provision", provision_type))
    status = cells.status(JUDGED)
    given = status == JUDGED
    return {
        "level": cells.of_area("level"),
        "area": cells.of_area("area"),
        "area_name": cells.of_area("name"),
        "setting": _blank(cells),
        "provision": by_rows.published[row] if in_rows else of_header,
        "setting_type": by_rows.setting_type[row] if in_rows else kind,
        "run_by": by_rows.run_by[row],
        "event": cells.of_row("event"),
        "inspected_on": np.full(len(row), NO_DATE),
        "published_on": np.full(len(row), NO_DATE),
        "period": _periods(cells),
        "judgement": cells.of_row("judgement") if "judgement" in cells.found.roles else cells.of_column("measure"),
        "said": _headed(cells),
        "grade": np.where(given, cells.of_column("grade"), ""),
        "status": status,
        "settings": np.where(given, cells.number, np.nan),
        "basis": constant(basis, len(row)),
        "ref": cells.refs,
    }


def _blank(cells: Cellwise) -> Cells:
    return constant("", len(cells.row))


def _headed(cells: Cellwise) -> Cells:
    """The last part of the header over each cell: the grade as the publisher words it."""
    leaves = [cells.block.headers[figure.column].split(BETWEEN_HEADERS)[-1] for figure in cells.found.figures]
    said: Cells = objects(leaves)[cells.place]
    return said


def _periods(cells: Cellwise) -> Cells:
    """The time that each count is about, by its header, its row or the table; '' where none of them says."""
    of_rows = labels_of_rows(cells.block, cells.found, cells.about.rows)

    def label(of_row: str, of_column: str) -> str:
        return dated(cells.block, of_column, row=of_row)[0] if of_column or of_row or of_table(cells.block) else ""

    return cells.said(of_rows, cells.of_headers("period"), together=label).each


def _refuse_what_counts_nothing(cells: Cellwise) -> None:
    number = cells.number
    wrong = np.flatnonzero((number < 0) | (number % 1 > 0))
    if len(wrong):
        first = int(wrong[0])
        raise ValueInCellError(f"{number[first]:g} counts no settings", where=cells.refs[first], expected="a whole number")


def _refuse_repeated(block: Block, part: Part) -> None:
    """Raise a LayoutError where two cells are said to count the same settings."""
    names = ("level", "area", "provision", "run_by", "event", "period", "judgement", "said")
    keys = pd.DataFrame({name: pd.factorize(part[name])[0] for name in names})
    again = np.flatnonzero(keys.duplicated())
    if not len(again):
        return
    second = int(again[0])
    first = int(np.argmax((keys == keys.iloc[second]).all(axis=1)))
    what = " ".join(filter(None, (part["provision"][second], part["judgement"][second], part["said"][second])))
    raise LayoutError(
        f"table {block.table.name!r} counts {what!r} in {part['area_name'][second]} twice",
        where=part["ref"][second],
        expected=f"one count, and {part['ref'][first]} is the same",
        do="If rows differ in something, say in the layout which column tells them apart.",
    )
