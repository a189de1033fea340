"""Two runs set side by side: each changed rating, shared out among the data, the neighbours, the framework, judgements and the code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from csrating import reference
from csrating.compare import compare
from csrating.compare.entry import a_kind
from csrating.errors import TableError
from csrating.rate import Ratings, rate
from csrating.rate.difference.changes import ORDER, data_changes, judgement_changes, neighbour_changes
from csrating.rate.difference.code import code_mark
from csrating.rate.difference.shares import Changed, enough, every_part, shares
from csrating.rate.difference.tables import DIFFERENCES, EVIDENCE, FACTORS
from csrating.rate.footing import footing_of
from csrating.rate.judgements import Judgement
from csrating.rate.rule import NOT_GIVEN, Numbers, RatingNumbers
from csrating.read import Data
from csrating.reference.frameworks import Framework, differences
from csrating.schema import Origin, check

__all__ = ["FACTORS", "Difference", "Run", "code_mark", "difference"]

WITHHELD = -1
"""What stands for a rating that waits for an inspection, among the numbers of ratings."""

CODE_HAS_A_PART = "not known: code has a part"

_NEIGHBOUR_COLUMNS = ["council", "position", "neighbour"]


@dataclass(frozen=True, eq=False)
class Run:
    """One run: what it is called, all that it was made from, and its ratings as they stood when it was made.

    ``neighbour_table`` has columns council, position and neighbour; ``judgements`` go by the code of the council; ``stored`` is RATINGS of
    the time; ``code`` is the mark of the code that made it (:func:`~csrating.rate.difference.code.code_mark`).
    """

    name: str
    data: Data
    framework: Framework
    neighbour_table: pd.DataFrame
    judgements: Mapping[str, Judgement]
    stored: pd.DataFrame
    code: str

    @classmethod
    def of(cls, ratings: Ratings, *, name: str) -> Run:
        """The run that made these ratings here and now."""
        return cls(name, ratings.data, ratings.framework, ratings.neighbour_table, ratings.judgements, ratings.table, code_mark())

    @property
    def vintage(self) -> str:
        """By which name its neighbours go."""
        return str(self.stored["vintage"].iloc[0])

    @cached_property
    def neighbours(self) -> str | pd.DataFrame:
        """The neighbours as comparing takes them: their vintage where the register still says the same of it, else the table."""
        known = [one.label for one in reference.neighbour_vintages()]
        if self.vintage in known and _same_neighbours(reference.neighbour_table(self.vintage), self.neighbour_table):
            return self.vintage
        return self.neighbour_table[_NEIGHBOUR_COLUMNS]


@dataclass(frozen=True, eq=False, repr=False)
class Difference:
    """Why the ratings of two runs are not the same.

    ``table`` is DIFFERENCES, one row for each of 152 councils; ``changes`` has a row for each figure, judgement, finding and list of
    neighbours that is not the same, with its cells (:func:`~csrating.rate.difference.changes.data_changes` says which columns), ``rules``
    what is not the same in the frameworks; ``factors`` are those of :data:`FACTORS` in which the runs differ at all, ``same_code`` says
    whether one code made both, and ``unlike`` names the runs whose ratings do not come out again although the code of today made them.
    """

    first: Run
    second: Run
    factors: tuple[str, ...]
    same_code: bool
    unlike: tuple[str, ...]
    table: pd.DataFrame
    changes: pd.DataFrame
    rules: pd.DataFrame

    @cached_property
    def changed(self) -> pd.DataFrame:
        """The rows of ``table`` of councils whose rating is not the same."""
        return self.table[self.table["changed"]].reset_index(drop=True)

    def __repr__(self) -> str:
        return f"{len(self.changed)} of {len(self.table)} ratings differ between {self.first.name} and {self.second.name}"

    def _repr_html_(self) -> str:
        shown = ["council", "name", "before", "after", *FACTORS, "code", "enough"]
        return f"<p>{self!r}</p>{self.changed[shown].to_html(index=False, na_rep='')}"


def difference(first: Ratings | Run, second: Ratings | Run, *, tick: Callable[[int, int], None] = lambda _done, _of: None) -> Difference:
    """Each rating that is not the same in two runs, and how much of that is due to what.

    All councils are rated again with every combination of the data, the neighbours, the framework and the judgements of the two runs. A
    factor is given the mean of what it adds over every order in which the factors could have changed, so that the parts add up and none of
    them depends on which was looked at first. What neither explains is the code: a run whose ratings of the time are not those that the
    code of today gives on the same evidence.

    Args:
        first, second: what :func:`csrating.rate` gave, or runs read from their folders.
        tick: called with how many combinations are rated, of how many.

    Raises:
        TableError: something else was given.
        CsratingError: the evidence of one cannot be rated by the framework of the other.
    """
    one, other = _run(first, "the first run"), _run(second, "the second run")
    of_data = data_changes(one.data, other.data)
    of_neighbours = neighbour_changes(one.neighbour_table, other.neighbour_table)
    of_judgements = judgement_changes(one.judgements, other.judgements)
    rules = differences(one.framework, other.framework)
    differs = {
        "data": len(of_data) > 0,
        "neighbours": len(of_neighbours) > 0,
        "framework": len(rules) > 0,
        "judgements": len(of_judgements) > 0,
    }
    factors = tuple(factor for factor in FACTORS if differs[factor])
    found = _Outcomes.of(one, other, factors, tick)
    changes = pd.concat([of_judgements, of_neighbours, of_data], ignore_index=True)
    changes = changes.sort_values("what", key=lambda what: what.map(ORDER.index), kind="stable", ignore_index=True)
    return Difference(
        first=one,
        second=other,
        factors=factors,
        same_code=one.code == other.code,
        unlike=found.unlike(one, other),
        table=found.table(one, other),
        changes=changes,
        rules=rules,
    )


@dataclass(frozen=True)
class _Outcomes:
    """The ratings and the combined points of all councils under every combination of the factors in which two runs differ."""

    factors: tuple[str, ...]
    ratings: dict[Changed, RatingNumbers]
    points: dict[Changed, Numbers]

    @classmethod
    def of(cls, one: Run, other: Run, factors: tuple[str, ...], tick: Callable[[int, int], None]) -> _Outcomes:
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


def _run(given: Ratings | Run, name: str) -> Run:
    if isinstance(given, Run):
        return given
    if not isinstance(given, Ratings):
        raise TableError(f"{name} is {a_kind(given)}", expected="what csrating.rate gives")
    return Run.of(given, name=name)


def _same_neighbours(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    ordered = [table[_NEIGHBOUR_COLUMNS].sort_values(_NEIGHBOUR_COLUMNS[:2]).astype("str").to_numpy() for table in (one, other)]
    return np.array_equal(ordered[0], ordered[1])


def _numbers(stored: pd.DataFrame) -> Numbers:
    return stored["rating"].to_numpy(dtype=float, na_value=np.nan)


def _told(stored: pd.DataFrame) -> pd.Series[str]:
    """Each rating in words, or the status that stands in its place."""
    return stored["label"].astype(object).where(stored["label"].notna(), stored["status"]).astype("str")


def _differ(one: Numbers, other: Numbers) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    return np.asarray((one != other) & ~(np.isnan(one) & np.isnan(other)))


def _origin(one: pd.Series[str], other: pd.Series[str]) -> pd.Series[str]:
    """What both rest on; mixed where that is not the same."""
    return one.where(one == other, str(Origin.MIXED))
