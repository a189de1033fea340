"""The ratings of two runs under every combination of what they were made from, and the table that follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from csrating.compare import compare
from csrating.rate import Ratings, rate
from csrating.rate.difference.code import code_mark
from csrating.rate.difference.run import Run
from csrating.rate.difference.shares import Changed, enough, every_part, shares
from csrating.rate.difference.tables import DIFFERENCES, EVIDENCE, FACTORS
from csrating.rate.footing import footing_of
from csrating.rate.rule import NOT_GIVEN, Mask, Numbers, RatingNumbers
from csrating.schema import Origin, check

WITHHELD = -1
"""What stands for a rating that waits for an inspection, among the numbers of ratings."""

CODE_HAS_A_PART = "not known: code has a part"


@dataclass(frozen=True)
class Outcomes:
    """The ratings and the combined points of all councils under every combination of the factors in which two runs differ."""

    factors: tuple[str, ...]
    ratings: dict[Changed, RatingNumbers]
    points: dict[Changed, Numbers]

    @classmethod
    def of(cls, one: Run, other: Run, factors: tuple[str, ...], tick: Callable[[int, int], None]) -> Outcomes:
        """Rate every combination; those that differ in judgements alone share their points."""
        ratings, points = {}, {}
        again = list(every_part([factor for factor in factors if factor in EVIDENCE]))
        for done, part in enumerate(again, start=1):
            footing = footing_of(_rated(one, other, part))
            for judged in every_part([factor for factor in factors if factor not in EVIDENCE]):
                whole = part | judged
                numbers = footing.judged_by((other if judged else one).judgements).ratings
                ratings[whole] = np.where(footing.withheld, WITHHELD, numbers).astype(np.int8)
                points[whole] = footing.combined_points
            tick(done, len(again))
        return cls(factors, ratings, points)

    def table(self, one: Run, other: Run) -> pd.DataFrame:
        """DIFFERENCES, council by council."""
        nothing, everything = frozenset[str](), frozenset(self.factors)
        numbers = {part: _rated_numbers(rated) for part, rated in self.ratings.items()}
        before, after = _numbers(one.stored), _numbers(other.stored)
        steps, points = shares(numbers, self.factors), shares(self.points, self.factors)
        by_code = (numbers[nothing] - before) + (after - numbers[everything])
        unmoved = np.zeros(len(before))
        codes = (_differ(before, numbers[nothing]) | _differ(after, numbers[everything])).tolist()
        told_before, told_after = _told(one.stored), _told(other.stored)
        columns = {
            "council": one.stored["council"],
            "name": one.stored["name"],
            "before": told_before,
            "after": told_after,
            "changed": told_before != told_after,
            **{factor: steps.get(factor, unmoved) for factor in FACTORS},
            "code": by_code,
            "enough": [self._enough(row, by_code=by_code) for row, by_code in enumerate(codes)],
            "points_before": self.points[nothing],
            "points_after": self.points[everything],
            **{f"points_by_{factor}": points.get(factor, unmoved) for factor in EVIDENCE},
            "origin": _origin(one.stored["origin"], other.stored["origin"]),
        }
        return check(DIFFERENCES, pd.DataFrame(columns).reset_index(drop=True))

    def _enough(self, row: int, *, by_code: bool) -> str:
        """The smallest combinations of factors that alone change a rating as it changed, in words.

        Where the code has a part this is known only if nothing else has one: another code cannot be run on the evidence of today.
        """
        outcome = {part: int(rated[row]) for part, rated in self.ratings.items()}
        found = enough(outcome, self.factors)
        if by_code:
            return CODE_HAS_A_PART if found else "code"
        return " or ".join(" with ".join(sorted(part, key=FACTORS.index)) for part in found)

    def unlike(self, one: Run, other: Run) -> tuple[str, ...]:
        """The runs whose stored ratings are not those that the code which made them, being that of today, gives on the same evidence."""
        again = {one.name: (one, frozenset[str]()), other.name: (other, frozenset(self.factors))}
        return tuple(
            name
            for name, (run, part) in again.items()
            if run.code == code_mark() and _differ(_numbers(run.stored), _rated_numbers(self.ratings[part])).any()
        )


def _rated_numbers(rated: RatingNumbers) -> Numbers:
    """Ratings as numbers, blank where there is none."""
    return np.where(rated > NOT_GIVEN, rated.astype(float), np.nan)


def _rated(one: Run, other: Run, part: Changed) -> Ratings:
    """All councils by the data, neighbours and framework of the one run, but for those in ``part`` of the other; without judgements."""
    data = (other if "data" in part else one).data
    near = (other if "neighbours" in part else one).neighbours
    rules = (other if "framework" in part else one).framework
    comparisons = compare(data, framework=rules, neighbour_table=near)
    return rate(data, comparisons, framework=rules, neighbour_table=near)


def _numbers(stored: pd.DataFrame) -> Numbers:
    return stored["rating"].to_numpy(dtype=float, na_value=np.nan)


def _told(stored: pd.DataFrame) -> pd.Series[str]:
    """Each rating in words, or the status that stands in its place."""
    return stored["label"].astype(object).where(stored["label"].notna(), stored["status"]).astype("str")


def _differ(one: Numbers, other: Numbers) -> Mask:
    return np.asarray((one != other) & ~(np.isnan(one) & np.isnan(other)))


def _origin(one: pd.Series[str], other: pd.Series[str]) -> pd.Series[str]:
    """What both rest on; mixed where that is not the same."""
    return one.where(one == other, str(Origin.MIXED))
