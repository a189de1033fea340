"""Leave out rows that say again, figure for figure, what a row above says of the same area, period and breakdown."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.read.figures.places import Places
from csrating.read.tables.blocks import Block, Columns
from csrating.read.tables.fates import Fate
from csrating.read.tables.remarks import Remark
from csrating.read.tables.words import texts

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
    again = _keys(block, found, about).duplicated().to_numpy()
    if not again.any():
        return about
    kept = ~again
    fates = Fate(block.sheet.name, block.table.name, "explained", int(again.sum()), int(again.sum()) * _cells(found), SAYS_AGAIN)
    remark = _remark(block, found, about, again)
    return Places(about.rows[kept], about.level[kept], about.area[kept], about.name[kept], (*about.fates, fates), (*about.remarks, remark))


def _keys(block: Block, found: Columns, about: Places) -> pd.DataFrame:
    """What each row is about, and all its figures, as numbers that are the same where the words are."""
    told = [*found.breakdowns.values(), *found.roles.values(), *(figure.column for figure in found.figures)]
    columns = {place: pd.factorize(texts(block.sheet, about.rows, place))[0] for place in dict.fromkeys(told)}
    return pd.DataFrame(columns).assign(level=pd.factorize(about.level)[0], area=pd.factorize(about.area)[0])


def _cells(found: Columns) -> int:
    return len(found.figures) + len(found.left_out)


def _remark(block: Block, found: Columns, about: Places, again: NDArray[np.bool_]) -> Remark:
    first = int(np.argmax(again))
    column = (*found.area_names, *found.area_codes)[0]
    others = f", and {int(again.sum()) - 1} more rows so" if again.sum() > 1 else ""
    what = f"{about.name[first]} stands twice with the same figures{others}"
    return Remark("row said again", what, block.sheet.ref(int(about.rows[first]), column))
