"""The best and the worst rating that each council could have, were its missing figures known: what is decided already, and what is not."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.compare.method import method_of
from csrating.rate.footing import Counts, Footing, footing_of
from csrating.rate.possible import Possible, possible_standings
from csrating.rate.rule import NOT_GIVEN, Mask, RatingNumbers
from csrating.reference.frameworks import Framework
from csrating.schema import Rating

if TYPE_CHECKING:
    from csrating.rate import Ratings

NO_SETTINGS = (
    "too few of its settings have grades to carry a rating, whatever the missing figures are; grades that were not read are not bounded"
)
TOO_FEW = "too few indicators could be compared, whatever the missing figures are"


@dataclass(frozen=True, eq=False)
class Bounds:
    """Between which ratings each council lies, whatever its missing figures are.

    ``table`` has one row for each council: council, name; rating and label as given; ``best`` and ``worst`` with their words in
    ``best_label`` and ``worst_label``; ``decided``, whether both are the same; ``missing_own`` and ``missing_neighbours``, in how many
    indicators the standing is open because the council's own figure is missing, and because only figures of its similar areas are;
    ``good_least`` and ``good_most``, in how many indicators it must and can be in line with or above these; ``compared`` and
    ``compared_most``, in how many it is compared and could be; ``exact``, whether each bound is reached by some figures; ``why``, where
    there are no bounds; origin.

    ``in_line`` is the rule for in line that was really used, and ``safeguarding_read`` whether findings that limit a rating were read:
    where none were, the worst is what the limits make of the worst band.
    """

    table: pd.DataFrame
    framework: Framework
    in_line: str
    safeguarding_read: bool

    @property
    def decided(self) -> int:
        """How many councils have one rating whatever the missing figures are."""
        return int(self.table["decided"].sum())


def bounds(ratings: Ratings, *, findings_known: bool | None = None) -> Bounds:
    """The best and the worst rating of every council if its missing figures were anything that is possible; nothing is imputed.

    The missing figures are the council's own in the indicators that count, also in those for which nobody has a figure, and those of its
    similar areas, which move their average and spread. Each may be any figure that its unit allows
    (:func:`csrating.rate.possible.span_of`), or none; a figure published as not applicable is not missing. Grades of settings are taken as
    they were read. The bounds always hold the rating that was given, since all missing figures may also stay missing.

    Args:
        ratings: what :func:`csrating.rate` gave.
        findings_known: whether the findings that limit a rating are taken as they were read; where left out, only if any were.

    Returns:
        the :class:`Bounds`, one council at a time: not all councils can have their best at once, since the figure that is good for one may
        be bad for another. A council without a rating has bounds too where its settings carry one, but not while its rating is withheld.

    Source of the idea: C. F. Manski, Partial Identification of Probability Distributions (2003), on missing data without assumptions.
    """
    footing, possible = footing_of(ratings), possible_standings(ratings)
    known = ratings.safeguarding_read if findings_known is None else findings_known
    best, worst = _extremes(footing, reachable_points(possible, footing), findings_known=known)
    return Bounds(
        _table(ratings, footing, possible, best, worst), ratings.framework, method_of(ratings.framework).told, ratings.safeguarding_read
    )


def reachable_counts(possible: Possible) -> Mask:
    """Which numbers in line or above, of which numbers compared, each council can reach: councils × compared × good.

    Each indicator adds one to both, one to the number compared, or nothing, as is possible for it. For one number compared, every number in
    line or above between the least and the most can be reached, since one indicator at a time can be exchanged.
    """
    must, can = ~possible.none, possible.good | possible.below
    only_good, either = possible.good & ~possible.below, possible.good & possible.below

    def number(which: Mask) -> Counts:
        return np.asarray(which.sum(axis=1), dtype=np.int64)[:, None]

    compared = np.arange(possible.good.shape[1] + 1)[None, :]
    added = compared - number(must)
    there = (added >= 0) & (added <= number(can & ~must))
    most = number(must & possible.good) + np.minimum(added, number(possible.good & ~must))
    least = number(must & only_good) + np.maximum(added - number((either | (possible.below & ~possible.good)) & ~must), 0)
    good = np.arange(possible.good.shape[1] + 1)[None, None, :]
    return np.asarray(there[..., None] & (good >= least[..., None]) & (good <= most[..., None]))


def reachable_points(possible: Possible, footing: Footing) -> dict[float, Mask]:
    """For each number of points that indicators can earn, which councils can reach it."""
    reachable = reachable_counts(possible)
    size = reachable.shape[1]
    points = footing.rule.indicator_points(*np.meshgrid(np.arange(size), np.arange(size)))
    return {float(one): np.asarray(reachable[:, points == one].any(axis=1)) for one in np.unique(points[np.isfinite(points)])}


def _extremes(footing: Footing, reachable: dict[float, Mask], *, findings_known: bool) -> tuple[RatingNumbers, RatingNumbers]:
    """The best and the worst rating of each council, 0 where none can be given."""
    found = [
        np.where(reached & (rated != NOT_GIVEN), rated, NOT_GIVEN)
        for points, reached in reachable.items()
        for some in _with_findings(footing, known=findings_known)
        for rated in [some.rated(some.rule.combined_points(some.inspection_points, points))]
    ]
    every = np.array(found) if found else np.zeros((1, len(footing.codes)))
    given = np.where(every == NOT_GIVEN, len(Rating) + 1, every).min(axis=0)
    return every.max(axis=0).astype(np.int8), np.where(given > len(Rating), NOT_GIVEN, given).astype(np.int8)


def _with_findings(footing: Footing, *, known: bool) -> list[Footing]:
    """The footing as it is; where no findings were read, with none and with every kind of them; with both where a council is not judged."""
    if known and footing.not_judged is not None:
        return [footing, replace(footing, inadequate=footing.inadequate | footing.not_judged)]
    if known:
        return [footing]
    here = np.ones(len(footing.codes), dtype=bool)
    return [replace(footing, priority_action=here & cut, inadequate=here & poor) for cut, poor in product([False, True], repeat=2)]


def _table(ratings: Ratings, footing: Footing, possible: Possible, best: RatingNumbers, worst: RatingNumbers) -> pd.DataFrame:
    is_open = possible.is_open
    given = best != NOT_GIVEN
    return ratings.table[["council", "name", "rating", "label"]].assign(
        best=_number(best),
        best_label=_words(best, ratings.framework),
        worst=_number(worst),
        worst_label=_words(worst, ratings.framework),
        decided=given & (best == worst),
        missing_own=(is_open & possible.own_missing).sum(axis=1),
        missing_neighbours=(is_open & ~possible.own_missing).sum(axis=1),
        good_least=(possible.good & ~possible.below & ~possible.none).sum(axis=1),
        good_most=possible.good.sum(axis=1),
        compared=footing.compared,
        compared_most=(possible.good | possible.below).sum(axis=1),
        exact=np.asarray(possible.exact.all(axis=1)),
        why=_why(ratings, footing, given),
        origin=ratings.table["origin"],
    )


def _why(ratings: Ratings, footing: Footing, given: Mask) -> NDArray[np.object_]:
    """Why there are no bounds; '' where there are."""
    withheld = ("the rating is withheld: " + ratings.table["why"].astype(object)).to_numpy(dtype=object)
    carries = np.isfinite(footing.inspection_points) | (ratings.framework.value("combined.least_clusters") == 0)
    carried = np.where(carries, TOO_FEW, NO_SETTINGS).astype(object)
    return np.where(given, "", np.where(footing.withheld, withheld, carried)).astype(object)


def _number(numbers: RatingNumbers) -> NDArray[np.float64]:
    return np.where(numbers == NOT_GIVEN, math.nan, numbers)


def _words(numbers: RatingNumbers, framework: Framework) -> NDArray[np.object_]:
    return np.array([None, *map(str, reversed(framework.outcomes))], dtype=object)[numbers]
