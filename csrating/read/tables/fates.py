"""The fate of everything that was read: each row of each sheet and each cell is kept, a symbol, or explained."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from csrating.read.cells import Sheet

COLUMNS = ("source", "sheet", "table", "fate", "rows", "cells", "filled", "explanation")


@dataclass(frozen=True)
class Fate:
    """What became of some rows of a sheet, and of some of its cells of figures.

    ``fate`` is 'kept', 'symbol', 'explained', 'heading', 'blank' or 'note'. Over a sheet, ``rows`` add up to its rows, ``cells`` to the
    cells under the headers of figures, empty ones too, and ``filled`` to all its cells that hold something.
    """

    sheet: str
    table: str
    fate: str
    rows: int
    cells: int
    filled: int
    explanation: str = ""


def lines_above(sheet: Sheet, table: str, rows: int) -> Fate:
    """The fate of the first rows of a sheet, above its first table."""
    return Fate(sheet.name, table, "heading", rows, 0, sheet.filled(np.arange(rows)), "lines above the table")


def sheet_left_out(sheet: Sheet, why: str) -> Fate:
    """The fate of a sheet from which nothing is read."""
    return Fate(sheet.name, "", "explained", len(sheet.cells), 0, sheet.filled(), why)


def frame(fates: Iterable[tuple[str, Fate]]) -> pd.DataFrame:
    """The fates as a table.

    Args:
        fates: each with the id of its source.

    Returns:
        Columns source, sheet, table, fate, rows, cells, filled, explanation; one row for each kind of fate in a table.

    >>> frame([("ni-071", Fate("NI 71", "runaways", "kept", 162, 1049, 1049))])[["source", "fate", "rows", "cells"]].to_dict("records")
    [{'source': 'ni-071', 'fate': 'kept', 'rows': 162, 'cells': 1049}]
    """
    lines = [(source, *(getattr(fate, name) for name in COLUMNS[1:])) for source, fate in fates if fate.rows or fate.cells or fate.filled]
    return pd.DataFrame(lines, columns=list(COLUMNS)).astype({"rows": "int64", "cells": "int64", "filled": "int64"})
