"""Leave out rows that say again, figure for figure, what a row above says of the same area, period and breakdown."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.read.cells import Cells, numbered
from csrating.read.figures.places import Places
from csrating.read.tables.blocks import Block
from csrating.read.tables.columns import Columns
from csrating.read.tables.fates import Fate
from csrating.read.tables.remarks import Remark
from csrating.read.tables.words import Rows, texts

SAYS_AGAIN = "the row says again, figure for figure, what a row above says"


def without_repeated_rows(block: Block, found: Columns, about: Places) -> Places:
    """The rows without those of which another says all the same; rows that differ in a single figure all stay, to be refused.

    A table that counts settings by grade, where the same number twice is no accident, keeps all rows.

    Args:
        block: the table.
        found: what its columns are; those that are left out may differ, as 'Parent name' does where a download lists England twice.
        about: the area of each row.
    """
    if block.table.gives != "figures" or not len(about.rows):
        return about
    again = _says_again(block, found, about)
    if not again.any():
        return about
    kept = ~again
    full, cells = block.sheet.filled(about.rows[again]), int(again.sum()) * _cells(found)
    fates = Fate(block.sheet.name, block.table.name, "explained", int(again.sum()), cells, full, SAYS_AGAIN)
    remark = _remark(block, found, about, again)
    return replace(about.where(kept), fates=(*about.fates, fates), remarks=(*about.remarks, remark))


def _says_again(block: Block, found: Columns, about: Places) -> NDArray[np.bool_]:
    """Which rows say what a row above says: column by column, only rows that are alike so far are looked at."""
    told = [*found.breakdowns.values(), *found.roles.values(), *(figure.column for figure in found.figures)]
    alike = _alike(np.arange(len(about.rows)), np.zeros(len(about.rows), dtype=np.intp), about.level)
    alike = _alike(*alike, about.area[alike[0]])
    for one in about.others:
        alike = _alike(*alike, one.area[alike[0]])
    for place in dict.fromkeys(told):
        alike = _alike(*alike, texts(block.sheet, about.rows[alike[0]], place))
    rows, kinds = alike
    again = np.zeros(len(about.rows), dtype=bool)
    again[rows[pd.Series(kinds).duplicated().to_numpy()]] = True
    return again


def _alike(rows: Rows, kinds: Rows, said: Cells) -> tuple[Rows, Rows]:
    """Those of the rows that another is like in this too, and the kind of each: rows of one kind are alike in all so far."""
    numbers, different = numbered(said.tolist())
    kinds = pd.factorize(kinds * len(different) + numbers)[0]
    several = np.bincount(kinds)[kinds] > 1
    return rows[several], kinds[several]


def _cells(found: Columns) -> int:
    return len(found.figures) + len(found.left_out)


def _remark(block: Block, found: Columns, about: Places, again: NDArray[np.bool_]) -> Remark:
    first = int(np.argmax(again))
    column = (*found.area_names, *found.area_codes)[0]
    others = f", and {int(again.sum()) - 1} more rows so" if again.sum() > 1 else ""
    what = f"{about.name[first]} stands twice with the same figures{others}"
    return Remark("row said again", what, block.sheet.ref(int(about.rows[first]), column))
