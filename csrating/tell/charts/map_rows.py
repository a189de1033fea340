"""The rows of the map: every council with its rating and its tile."""

from __future__ import annotations

import pandas as pd

from csrating import reference
from csrating.rate import Ratings
from csrating.reference.registers import register

_COLUMNS = ["council", "name", "region", "column", "row", "rating", "label", "status", "why", "data_band", "limits", "coverage", "origin"]


def map_rows(ratings: Ratings) -> pd.DataFrame:
    """One row per council, in the order of the register.

    Returns:
        columns council, name, region (London as one), column (from the west) and row (from the north) of its tile, rating (4 best; blank
        where none is given), label, status, why, data_band, limits, coverage, origin.
    """
    tiles = register("council_tiles.csv").rename(columns={"code": "council"}).astype({"column": "int64", "row": "int64"})
    regions = reference.councils()[["code", "region"]].rename(columns={"code": "council"})
    regions = regions.assign(region=regions["region"].str.replace(r"^(Inner|Outer) ", "", regex=True))
    rows = ratings.table.merge(tiles, on="council", validate="one_to_one").merge(regions, on="council", validate="one_to_one")
    return rows[_COLUMNS]
