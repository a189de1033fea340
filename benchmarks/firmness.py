"""How firm ratings are and why they are what they are: what the issue allows for it, and the plain ways to the same answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import memory
import numpy as np
import pandas as pd
import plain_firmness as plain
from timing import median_by_clock_and_processor, median_seconds, seconds_of

import csrating as cs
from csrating.rate import Ratings
from csrating.rate.bounds import bounds
from csrating.rate.explain import explain
from csrating.rate.footing import footing_of, rated_indicators
from csrating.rate.probability import DRAWS, SEED, columns_of, probabilities
from csrating.rate.sensitivity import Holding, holding
from csrating.rate.settings import counted
from csrating.rate.tipping import tipping_points
from csrating.reference.frameworks.changed import with_value
from csrating.schema import Against, Rating

RAW = Path(__file__).resolve().parents[1] / "data" / "raw"
GIGABYTE = 1e9
FEW_DRAWS = 100
"""As few as :func:`probabilities` takes: so many are rated by the plain loop, and its time multiplied."""
MOST_CHANGES = 4
"""Tipping points of so many changes are found by trying; one change more takes some ten times as long."""
GRID = 100
"""How many values of each threshold a grid would try."""
TRIED_CUTS = (2.2, 2.6, 2.9)
COUNCIL = "Trafford"


def lines() -> Iterator[str]:
    """A line for each measurement."""
    data = cs.read(RAW)
    ratings = cs.rate(data, cs.compare(data))
    yield from probability_lines(ratings)
    yield from tipping_lines(ratings)
    yield from explain_lines(ratings)
    yield from other_lines(ratings)


def line(what: str, seconds: float, more: str = "") -> str:
    return f"{what:<50} {seconds:8.3f} s{more}"


def bounded(what: str, seconds: float, processor: float, allowed: int) -> str:
    return line(what, seconds, f", of {allowed} allowed; {processor:.3f} s of processors")


def same(ours: Any, by_hand: Any, what: str) -> None:
    """End where the plain way comes to another answer: then the times are of different things."""
    if not np.array_equal(ours, by_hand):
        raise SystemExit(f"{what}: the plain way comes to another answer")


def probability_lines(ratings: Ratings) -> Iterator[str]:
    """10,000 draws, and the plain loop over draws, councils and indicators, which is given the draws."""
    ours, processor = median_by_clock_and_processor(lambda: probabilities(ratings), runs=2)
    before, most = memory.peaks_of_draws(RAW)
    columns, councils = list(columns_of(ratings, rated_indicators(ratings))), plain.councils_of(ratings)
    drawn = np.array([column.drawn(FEW_DRAWS, seed=SEED) for column in columns]).transpose(2, 0, 1).tolist()
    found: list[list[int]] = []
    by_loop = seconds_of(lambda: found.extend(plain.ratings_by_draw(drawn, [column.sign for column in columns], councils)))
    shares = np.array([(np.array(found) == number).mean(axis=0) for number in (4, 3, 2, 1, 0)])
    few = probabilities(ratings, draws=FEW_DRAWS).table
    same(few[[*(str(Rating.from_number(number)) for number in (4, 3, 2, 1)), "not given"]].to_numpy().T, shares, "probability")
    by_loop *= DRAWS / FEW_DRAWS
    yield bounded(f"probability, {DRAWS:,} draws of {len(councils)} councils", ours, processor, 10)
    yield f"{'the most memory of its process':<50} {most / GIGABYTE:8.3f} GB, of 2 allowed; {before / GIGABYTE:.3f} GB before it drew"
    yield line(f"the same by a plain loop (from {FEW_DRAWS} draws, given)", by_loop)
    yield f"plain loop / probability: {by_loop / ours:.0f} times; the same shares of {few.shape[0]} councils in {FEW_DRAWS} draws"


def tipping_lines(ratings: Ratings) -> Iterator[str]:
    """All tipping points; and every way to make one to four changes, for an answer of each by settings alone and one with indicators."""
    ours, processor = median_by_clock_and_processor(lambda: tipping_points(ratings), runs=3)
    table = tipping_points(ratings).table
    every = table[(table["kind"] == "smallest") & table["changes"].notna()]
    some = every[every["changes"] <= MOST_CHANGES].groupby(["changes", every["indicators"] > 0]).head(1)
    cases = [case_of(ratings, code, up=way == "up") for code, way in zip(some["council"], some["direction"], strict=True)]
    found: list[tuple[int, int]] = []
    taken = [seconds_of(lambda case=case: found.append(plain.fewest_changes(**case))) for case in cases]
    same(some[["changes", "cases"]].to_numpy(dtype=int), np.array(found), "tipping points")
    each = pd.Series(taken, index=some["changes"]).groupby(level=0).mean()
    by_trial = float(each.reindex(every["changes"].clip(upper=MOST_CHANGES)).sum())
    told = ", ".join(f"{changes:.0f}: {seconds:.3f} s" for changes, seconds in each.items())
    yield bounded(f"tipping points of {len(ratings.table)} councils", ours, processor, 10)
    yield line(f"by trying every change (from {len(some)} of {len(every)} answers)", by_trial, f"; by changes {told}")
    more = int((every["changes"] > MOST_CHANGES).sum())
    yield (
        f"trying / tipping points: {by_trial / ours:.0f} times, counting the {more} answers of more changes as of {MOST_CHANGES}; "
        f"the same {len(some)} answers"
    )


def case_of(ratings: Ratings, code: str, *, up: bool) -> dict[str, Any]:
    """What the plain way is told of a council: settings by grade, clusters, and its indicators with counts and neighbours' range."""
    footing = footing_of(ratings)
    at = footing.codes.index(code)
    near, figures = ratings.compared, ratings.data.observations
    own = (near["council"] == code) & (near["against"] == str(Against.NEIGHBOURS)) & near["indicator"].isin(footing.indicators)
    counts = figures.loc[figures["area"] == code, ["indicator", "period", "numerator", "denominator"]]
    return {
        "settings": tuple(map(tuple, footing.grades[at].tolist())),
        "clusters": list(ratings.framework.cluster_of.values()),
        "rows": near[own].merge(counts, on=["indicator", "period"], validate="one_to_one"),
        "council": plain.councils_of(ratings)[at],
        "up": up,
    }


def explain_lines(ratings: Ratings) -> Iterator[str]:
    """One council's explanation, the first of new ratings and later ones; those of all; and the plain way to the same cells."""
    first, processor = median_by_clock_and_processor(lambda: explain(replace(ratings), COUNCIL), runs=3)
    later = median_seconds(lambda: explain(ratings, COUNCIL))
    all_of_them = seconds_of(lambda: [explain(ratings, code) for code in ratings.table["council"]])
    code, indicators = ratings.council(COUNCIL).code, rated_indicators(ratings)
    inspections = counted(ratings.data.inspections, ratings.framework)
    cells: list[str] = []
    by_filter = seconds_of(lambda: cells.extend(plain.cells_of(ratings, inspections, code, indicators)))
    same(sorted(cell.ref for step in explain(ratings, COUNCIL).root.walk() for cell in step.cells), sorted(cells), "explain")
    yield bounded("explain, the first council after rating", first, processor, 1)
    yield line("explain, a later one", later)
    yield line(f"explain, all {len(ratings.table)}", all_of_them)
    yield line("by filtering the whole table for each leaf, one", by_filter)
    yield (
        f"filtering / explain: {by_filter / first:.1f} times at first, {by_filter / later:.0f} later, "
        f"{by_filter * len(ratings.table) / all_of_them:.0f} for all (from 1); the same {len(cells):,} cells, which it does not open"
    )


def other_lines(ratings: Ratings) -> Iterator[str]:
    """Bounds, and over which thresholds ratings hold; this also by rating all councils again with each threshold on a grid."""
    found = holding(ratings, COUNCIL)
    every: list[Holding] = []
    ours, one = seconds_of(lambda: every.append(holding(ratings))), median_seconds(lambda: holding(ratings, COUNCIL))
    by_hand: list[list[float]] = []
    again = seconds_of(lambda: by_hand.extend(rated_with_cut(ratings, cut) for cut in TRIED_CUTS)) / len(TRIED_CUTS)
    same([rated_by_pieces(every[0], cut) for cut in TRIED_CUTS], by_hand, "holding")
    grid = again * GRID * len(found.table)
    yield line("bounds of all councils", median_seconds(lambda: bounds(ratings)))
    yield line(f"holding of one council, {len(found.table)} thresholds", one)
    yield line("holding of all councils", ours)
    yield line(f"by rating anew, {GRID} values of each (from {len(TRIED_CUTS)} ratings)", grid)
    yield f"grid / holding: {grid / ours:.0f} times, and to a hundredth of the span only; the same ratings at {len(TRIED_CUTS)} values"


def rated_with_cut(ratings: Ratings, cut: float) -> list[float]:
    """The ratings with another cut between 2 and 3, by rating all councils again."""
    high, _, low = ratings.framework.value("combined.band_cuts")
    changed = with_value(ratings.framework, "combined.band_cuts", [high, cut, low])
    return cs.rate(ratings.data, ratings.comparisons, framework=changed).table["rating"].tolist()


def rated_by_pieces(found: Holding, cut: float) -> list[float]:
    """The same by what :func:`holding` says of that cut."""
    pieces = found.pieces[found.pieces["threshold"] == "combined.band_cuts, 3 from"]
    from_it = (pieces["from"] < cut) | ((pieces["from"] == cut) & pieces["from_included"])
    to_it = (pieces["to"] > cut) | ((pieces["to"] == cut) & pieces["to_included"])
    return pieces.loc[from_it & to_it, "rating"].tolist()
