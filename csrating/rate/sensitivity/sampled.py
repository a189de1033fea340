"""Which threshold matters most when all of them move at once, by sampling: first and total order of Sobol, seeded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from csrating.errors import EvidenceError
from csrating.rate.entry import seed_given
from csrating.rate.rule import Numbers
from csrating.rate.sensitivity.ground import ground_of
from csrating.rate.sensitivity.threshold import Threshold
from csrating.rate.sensitivity.thresholds import WEIGHTS, thresholds_of
from csrating.reference.frameworks import Framework

if TYPE_CHECKING:
    from csrating.rate import Ratings

SEED = 2009
DRAWS = 256
FEWEST = 64
REACH = {"points": 5.0, "combined.band_cuts": 0.25}
"""How far from the framework's value a threshold is moved, by the beginning of its name: five points of a share, a quarter of a point."""

TIMES = {WEIGHTS: (0.5, 2.0), "standing.width": (0.5, 1.5)}
"""Between which parts of the framework's value the ratio of the weights and the width of in line are moved."""


@dataclass(frozen=True, eq=False)
class Sampled:
    """Which threshold matters most when all move at once.

    ``table`` has one row for each council and threshold: council, name, threshold, rule, evidence, moved_from and moved_to; ``first`` and
    ``total``, the estimated shares of the variance of whether the rating is kept, blank where it always or never is; ``kept_share``, in how
    many of a hundred samples it is kept; origin. The shares are estimates: with few draws they may lie below 0 or above 1, and a first
    above its total. ``draws`` and ``seed`` are those used, ``ratings_made`` how often each council was rated.
    """

    table: pd.DataFrame
    draws: int
    seed: int
    ratings_made: int
    framework: Framework


def sampled(ratings: Ratings, council: str | None = None, *, draws: int = DRAWS, seed: int = SEED) -> Sampled:
    """Move all continuous thresholds at once, each evenly within its range, and part the variance of whether each rating is kept.

    Whole numbers, and the borderline range, which only a judgement hangs on, are not moved, nor is what no rating here hangs on.

    Args:
        ratings: what :func:`csrating.rate` gave.
        council: any code or spelling of one council; all where left out.
        draws: of each of the two samples, a power of two; each council is rated draws × (thresholds + 2) times.
        seed: of the random numbers; the same seed gives the same shares.

    Raises:
        UnknownCouncilError: no council is meant, or more than one.
        EvidenceError: the draws are not a power of two, or fewer than 64, or the seed is no whole number from nought on.

    Source: A. Saltelli and others, Computer Physics Communications 181 (2010) 259.
    """
    seed_given(seed)
    if draws < FEWEST or draws & (draws - 1):
        raise EvidenceError(f"{draws!r} draws are asked for", expected=f"a power of two from {FEWEST}, such as {DRAWS}")
    from scipy.stats import sobol_indices, uniform  # here, since its import takes a second

    ground = ground_of(ratings)
    codes = ground.footing.codes
    rows = list(range(len(codes))) if council is None else [codes.index(ratings.framework.edition.council(council).code)]
    some, given = ground.only(rows), ground.footing.ratings[rows]
    moved = [one for one in thresholds_of(ground.framework, judged=False) if not one.span.whole and ground.hangs_on(one.rule)]
    ranges = [_range(one) for one in moved]

    every: list[Numbers] = []

    def kept(values: Numbers) -> Numbers:
        """Whether each council keeps its rating: councils × samples."""
        found = np.array([some.rated(_changed(ground.framework, moved, sample)) == given for sample in values.T], dtype=float).T
        every.append(found)
        return found.copy()  # what is returned is centred in place

    spans = [uniform(loc=low, scale=high - low) for low, high in ranges]
    with np.errstate(divide="ignore", invalid="ignore"):
        found = sobol_indices(func=kept, n=draws, dists=spans, rng=np.random.default_rng(seed))
    share = 100.0 * np.concatenate(every, axis=-1).mean(axis=-1)
    table = ratings.table.iloc[rows].reset_index(drop=True)
    return Sampled(
        _table(table, moved, ranges, (found.first_order, found.total_order), share, ground.framework),
        draws,
        seed,
        draws * (len(moved) + 2),
        ground.framework,
    )


def _range(threshold: Threshold) -> tuple[float, float]:
    """Between which values a threshold is moved: no further than half way to where it may not lie, so that no two can meet."""
    low, high, value = threshold.span.low, threshold.span.high, threshold.value
    if threshold.name in TIMES:
        least, most = TIMES[threshold.name]
        return value * least, min(value * most, high)
    reach = threshold.reach or next(reach for name, reach in REACH.items() if threshold.name.startswith(name))
    return max(value - reach, (value + low) / 2), min(value + reach, (value + high) / 2)


def _changed(framework: Framework, moved: list[Threshold], sample: Numbers) -> Framework:
    for threshold, value in zip(moved, sample, strict=True):
        framework = threshold.changed(framework, float(value))
    return framework


def _table(
    table: pd.DataFrame,
    moved: list[Threshold],
    ranges: list[tuple[float, float]],
    orders: tuple[Numbers, Numbers],
    share: Numbers,
    framework: Framework,
) -> pd.DataFrame:
    differs = ((share > 0) & (share < 100))[:, None]
    first, total = (np.where(differs & np.isfinite(order), order, np.nan) for order in (np.atleast_2d(one) for one in orders))
    rows: list[dict[str, Any]] = [
        {
            "council": council["council"],
            "name": council["name"],
            "threshold": threshold.name,
            "rule": threshold.rule,
            "evidence": framework.rule(threshold.rule).evidence,
            "moved_from": low,
            "moved_to": high,
            "first": first[place, at],
            "total": total[place, at],
            "kept_share": share[place],
            "origin": council["origin"],
        }
        for place, council in enumerate(table.to_dict("records"))
        for at, (threshold, (low, high)) in enumerate(zip(moved, ranges, strict=True))
    ]
    return pd.DataFrame(rows)
