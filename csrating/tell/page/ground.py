"""What the pages of all councils share, worked out once for the same ratings: what is below similar areas, and where it goes."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from csrating import reference
from csrating.compare.asked.every_council import EveryCouncil
from csrating.compare.method import method_of
from csrating.compare.table import Terms
from csrating.rate import Ratings
from csrating.schema import Against, Standing
from csrating.tell.charts.records import Record, records

_SERIES = ["indicator", "period"]
_TOLD = [
    *("council", "indicator", "short", "period", "value", "neighbours", "gap_in_spreads", "standing", "with_data", "of"),
    *("change", "direction_of_travel", "origin"),
]


@lru_cache(maxsize=2)
def below_similar_areas(ratings: Ratings) -> dict[str, list[Record]]:
    """The indicators in which each council is below its similar areas in the latest period in which it has a figure, the furthest first.

    What :meth:`csrating.compare.asked.council.ComparedCouncil.weakest` says of one council, by the code of each, up to the day by which
    figures count for the rating; those in which similar areas do not differ, so that the distance is blank, stand last.

    Args:
        ratings: what :func:`csrating.rate` gave.
    """
    below = _latest(ratings)
    below = below[below["standing"] == str(Standing.BELOW)]
    terms = Terms(method_of(ratings.framework), ratings.neighbour_table, ratings.vintage, ratings.framework.edition)
    every = EveryCouncil(ratings.data.observations, terms)
    at = [every.rows[code] for code in below["council"]], every.places.get_indexer(pd.MultiIndex.from_frame(below[_SERIES]))
    short = {name: reference.indicator(name).short for name in below["indicator"].unique()}
    told = below.rename(columns={"baseline": "neighbours"}).assign(
        short=below["indicator"].map(short),
        gap_in_spreads=below["gap"] / below["spread"].where(below["spread"] > 0),
        **{name: every.positions[name][at] for name in ("change", "direction_of_travel")},
    )
    found: dict[str, list[Record]] = {}
    for row in records(told.sort_values("gap_in_spreads", kind="stable")[_TOLD]):
        found.setdefault(row["council"], []).append(row)
    return found


def _latest(ratings: Ratings) -> pd.DataFrame:
    """Each indicator of each council against the similar areas, in the latest period in which the council has a figure."""
    table = ratings.comparisons
    cut_off = pd.Timestamp(ratings.framework.value("indicators.cut_off"))
    near = table[(table["against"] == str(Against.NEIGHBOURS)) & table["value"].notna() & (table["period_end"] <= cut_off)]
    ends = near[["council", "indicator", "period_end"]].sort_values("period_end", kind="stable")
    return near.loc[ends.drop_duplicates(["council", "indicator"], keep="last").index.sort_values()]
