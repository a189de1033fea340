"""The rows of the map: every council with its rating and its tile."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from csrating.rate import Ratings
from csrating.reference.registers import register
from csrating.tell.firm import firm_of

_COLUMNS = [
    *("council", "name", "region", "column", "row", "position", "rating", "label", "status", "why", "data_band", "limits", "coverage"),
    "origin",
]
_FIRM = ["at_worst", "at_best"]
"""What a map of profile bands has besides: between which bands each could lie were the missing figures known."""


def map_rows(ratings: Ratings, own: str = "") -> pd.DataFrame:
    """One row per council, in the order of the register.

    Args:
        ratings: the ratings of all councils.
        own: the code of a council whose similar areas are marked; blank for none.

    Returns:
        columns council, name, region (London as one), column (from the west) and row (from the north) of its tile, position (1 the nearest
        of the similar areas, 10 the farthest; 0 where it is none), rating (4 best; blank
        where none is given), label, status, why, data_band, limits, coverage, origin; of profile bands also at_worst and
        at_best, the bands between which it could lie were the missing figures known, nought where none can be given.
    """
    rows = _every_council(ratings)
    near = {area: position for position, area in ratings.similar_areas.get(own, [])}
    position = [near.get(code, 0) for code in rows["council"].tolist()]
    return rows.assign(position=position)[[*_COLUMNS, *(_FIRM if ratings.framework.is_of_today else [])]]


@lru_cache(maxsize=2)
def _every_council(ratings: Ratings) -> pd.DataFrame:
    """What is the same whoever's map it is, put together once, since 152 pages ask for it."""
    tiles = pd.concat([register("council_tiles.csv"), register("later_council_tiles.csv")])[["code", "column", "row"]]
    tiles = tiles.rename(columns={"code": "council"}).astype({"column": "int64", "row": "int64"})
    regions = ratings.framework.edition.councils()[["code", "region"]].rename(columns={"code": "council"})
    regions = regions.assign(region=regions["region"].str.replace(r"^(Inner|Outer) ", "", regex=True))
    rows = ratings.table.merge(tiles, on="council", validate="one_to_one").merge(regions, on="council", validate="one_to_one")
    if not ratings.framework.is_of_today:
        return rows
    firm = [firm_of(ratings)[code] for code in rows["council"]]
    return rows.assign(at_worst=[one.worst for one in firm], at_best=[one.best for one in firm])
