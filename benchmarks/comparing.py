"""Comparing every measure of LAIT's long table, against pandas' groupby and apply, with the same answers; and how the cost grows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from timing import median_seconds

from csrating.compare.measures import compare_measures
from csrating.read import read_file
from csrating.reference import neighbour_table

FILE = Path(__file__).resolve().parents[2] / "shared" / "real" / "present_day" / "lait_bds_long.parquet"
SERIES = ["measure", "breakdown", "period"]
PART = 40
"""The plain way is tried on every so-many-eth series, and its time multiplied."""


def plain_comparison(councils: pd.DataFrame, near: dict[str, list[str]]) -> pd.DataFrame:
    """The straightforward way: for each series a function that looks up the neighbours of each council, its rank and its quarter."""
    return councils.groupby(SERIES, sort=False)[["area", "value"]].apply(lambda some: one_series(some, near))


def one_series(some: pd.DataFrame, near: dict[str, list[str]]) -> pd.DataFrame:
    values = some.set_index("area")["value"]
    rows = []
    for council, value in values.items():
        others = values.reindex(near.get(council, [])).dropna()
        rows.append((council, value, others.mean(), others.std(), others.median(), len(others)))
    found = pd.DataFrame(rows, columns=["council", "value", "neighbours", "spread", "median", "with_data"])
    found["rank"] = found["value"].rank(ascending=False, method="min")
    found["quarter"] = pd.qcut(found["value"].rank(method="first"), 4, labels=False) if found["value"].notna().sum() > 3 else np.nan
    return found


def lines() -> Iterator[str]:
    """A line for each measurement."""
    if not FILE.is_file():
        yield "comparing: no folder `shared` beside the repository, so no long table to compare"
        return
    figures = read_file(FILE).figures
    polarity = dict.fromkeys(figures["measure"].unique(), "high")
    lists = neighbour_table("2025")
    near = {str(council): rows["neighbour"].tolist() for council, rows in lists.groupby("council")}
    councils = figures[figures["level"].isin(["council", "later"])]
    some = councils[councils.groupby(SERIES, sort=False).ngroup() % PART == 0]
    ours = median_seconds(lambda: compare_measures(figures, polarity=polarity))
    plain = median_seconds(lambda: plain_comparison(some, near), runs=1) * PART
    table = compare_measures(figures, polarity=polarity).table
    yield f"{len(figures):,} figures of {len(near)} councils, {councils.groupby(SERIES).ngroups:,} series: {len(table):,} comparisons"
    yield f"{'compare every measure and period':<46} {ours:8.3f} s"
    yield f"{'the same by groupby and apply (from a part)':<46} {plain:8.3f} s"
    yield f"groupby and apply / compare: {plain / ours:.0f} times; answers that differ: {differing(table, plain_comparison(some, near))}"
    yield from growth(figures, polarity)


def differing(table: pd.DataFrame, plain: pd.DataFrame) -> int:
    """How many means, counts of neighbours and ranks the two ways disagree about."""
    plain = plain.reset_index().astype(dict.fromkeys(SERIES, str))
    keys = ["council", *SERIES]
    both = plain.merge(table.astype(dict.fromkeys(keys, str)), on=keys, suffixes=("_plain", ""))
    pairs = [("neighbours_plain", "neighbours"), ("with_data_plain", "with_data"), ("rank_plain", "rank")]
    return int(sum((~np.isclose(both[one], both[other], rtol=1e-9, atol=1e-9, equal_nan=True)).sum() for one, other in pairs))


def growth(figures: pd.DataFrame, polarity: dict[str, str]) -> Iterator[str]:
    """The time for a hundredth, a tenth and all of the measures: the exponent is 1 where cost grows with the number of figures."""
    names = sorted(polarity)
    sizes, seconds = [], []
    for step in (100, 10, 1):
        part = figures[figures["measure"].isin(names[::step])].reset_index(drop=True)
        sizes.append(len(part))
        seconds.append(median_seconds(lambda part=part: compare_measures(part, polarity=polarity), runs=3))
    exponent = np.polyfit(np.log(sizes), np.log(seconds), 1)[0]
    told = ", ".join(f"{size:,} figures {took:.3f} s" for size, took in zip(sizes, seconds, strict=True))
    yield f"growth: {told}; exponent {exponent:.2f}"
