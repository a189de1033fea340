"""The fate of everything that was read: each row of each sheet and each cell of figures is kept, a symbol, or explained."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

COLUMNS = ("source", "sheet", "table", "fate", "rows", "cells", "explanation")


@dataclass(frozen=True)
class Fate:
    """What became of some rows of a sheet, and of some of its cells of figures.

    ``fate`` is 'kept', 'symbol', 'explained', 'heading', 'blank' or 'note'. Over a sheet, ``rows`` add up to its rows, and ``cells`` to the
    cells under the headers of figures.
    """

    sheet: str
    table: str
    fate: str
    rows: int
    cells: int
    explanation: str = ""


def frame(fates: Iterable[tuple[str, Fate]]) -> pd.DataFrame:
    """The fates as a table.

    Args:
        fates: each with the id of its source.

    Returns:
        Columns source, sheet, table, fate, rows, cells, explanation; one row for each kind of fate in a table.

    >>> frame([("ni-071", Fate("NI 71", "runaways", "kept", 162, 1049))])[["source", "fate", "rows", "cells"]].to_dict("records")
    [{'source': 'ni-071', 'fate': 'kept', 'rows': 162, 'cells': 1049}]
    """
    lines = [(source, *(getattr(fate, name) for name in COLUMNS[1:])) for source, fate in fates if fate.rows or fate.cells]
    return pd.DataFrame(lines, columns=list(COLUMNS)).astype({"rows": "int64", "cells": "int64"})
