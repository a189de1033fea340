"""How the cost of comparing the data of 2009 grows; and every measure of LAIT's long table against pandas' groupby and apply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
from timing import median_seconds, seconds_of

import csrating as cs
from csrating.compare.baselines import england, neighbours, region
from csrating.compare.figures import Figures, figures, series_of
from csrating.compare.measures import compare_measures
from csrating.compare.rules import average_matters, baseline_by, judged
from csrating.compare.table import sign_of
from csrating.read import read_file
from csrating.reference import councils, neighbour_table
from csrating.schema import Level

RAW = Path(__file__).resolve().parents[1] / "data" / "raw"
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
    yield from growth_of_2009()
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
    """The time for a hundredth, a tenth and all of the measures."""
    names = sorted(polarity)
    sizes, seconds = [], []
    for step in (100, 10, 1):
        kept = {name: polarity[name] for name in names[::step]}
        part = figures[figures["measure"].isin(kept)].reset_index(drop=True)
        sizes.append(len(part))
        seconds.append(median_seconds(lambda part=part, kept=kept: compare_measures(part, polarity=kept), runs=3))
    yield grown("growth", "figures", sizes, seconds)


def grown(what: str, unit: str, sizes: Sequence[int], seconds: Sequence[float]) -> str:
    """Sizes and times, and how the one grows with the other: the exponent is 1 where cost grows with the number of figures."""
    told = ", ".join(f"{size:,} {unit} {took:.3f} s" for size, took in zip(sizes, seconds, strict=True))
    return f"{what}: {told}; exponent {exponent(sizes, seconds):.2f}"


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """How cost grows with size: 1 where twice the size takes twice the time."""
    return float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0])


def growth_of_2009() -> Iterator[str]:
    """The time for the data of 2009 once, three, ten and a hundred times.

    The register knows no more indicators, so the same figures stand again as further periods: of ``compare`` up to ten times, where its
    table has more than a million rows and takes more than a gigabyte, and up to a hundred times of the arrays that it is made of, from
    figures to verdicts. What is long is run once; the arrays once more than is measured, since the first run waits for memory.
    """
    observations = cs.read(RAW).observations
    sizes, seconds = [], []
    for times in (1, 3, 10):
        data = SimpleNamespace(observations=as_further_periods(observations, times))
        sizes.append(len(data.observations))
        seconds.append(seconds_of(lambda data=data: cs.compare(data)) if times > 1 else median_seconds(lambda data=data: cs.compare(data)))
    yield grown("compare, the data of 2009 once, 3 and 10 times", "observations", sizes, seconds)
    once = arrays_of(observations)
    sizes, seconds = [], []
    for times in (1, 10, 100):
        many = [repeated(some, times) for some in once]
        sizes.append(int(np.isfinite(many[0].value).sum()))
        seconds.append(median_seconds(lambda many=many: verdicts_on(*many), runs=3 if times < 100 else 1))
    yield grown("its arrays, once, 10 and 100 times", "figures of councils", sizes, seconds)


def arrays_of(observations: pd.DataFrame) -> list[Figures]:
    """The figures of councils, of England and of regions."""
    series = series_of(observations)
    regions = tuple(sorted({*councils()["region"], "London"}))
    areas = {Level.COUNCIL: tuple(councils()["code"]), Level.ENGLAND: ("England",), Level.REGION: regions}
    return [figures(observations, level=level, areas=some, series=series) for level, some in areas.items()]


def as_further_periods(observations: pd.DataFrame, times: int) -> pd.DataFrame:
    """The same observations again, each time in periods of other names."""
    more = (observations.assign(period=observations["period"] + f" no. {at}") for at in range(1, times))
    return pd.concat([observations, *more], ignore_index=True)


def repeated(some: Figures, times: int) -> Figures:
    """The same figures again, as further series."""
    arrays = (np.tile(values, (1, times)) for values in (some.value, some.numerator, some.denominator, some.place))
    return Figures(some.areas, pd.concat([some.series] * times, ignore_index=True), *arrays)


def verdicts_on(ours: Figures, nation: Figures, regions: Figures) -> int:
    """How many standings there are, of all that ``compare`` works out of arrays before it makes a table."""
    method, sign = cs.Method(), sign_of(ours.series)
    baselines = [
        england(ours, nation),
        region(ours, regions, councils()["region"]),
        neighbours(ours, neighbour_table("pre-2019"), average=method.averaged),
    ]
    number = 0
    for baseline in (baseline_by(method, ours, one) for one in baselines):
        found = judged(method, ours, baseline, sign=sign)
        average_matters(method, ours, baseline, found, sign=sign)
        number += int((found.whys == 0).sum())
    return number
