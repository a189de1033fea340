"""What the rating of every council rests on, as arrays: grades, standings, findings and judgements, from which the rule rates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.rate.entry import ratings_given
from csrating.rate.judgements import Judgement
from csrating.rate.rule import NOT_GIVEN, Mask, Numbers, RatingNumbers, Rule
from csrating.schema import GRADES, OVERALL, Against, Standing

if TYPE_CHECKING:
    from csrating.rate import Ratings

Counts: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Footing:
    """What the ratings of some councils rest on.

    ``grades`` are settings by grade (councils × setting types × grades, worst to best); ``standings`` are councils × ``indicators``: 1
    where in line with or above similar areas, 0 where below, blank where nothing can be said. ``priority_action`` and ``inadequate`` say
    which councils have the findings that limit a rating; ``judged`` is the band that a judgement chose and ``judged_from`` the one that it
    started from, 0 where there is none; ``withheld`` are those whose rating waits for an inspection. ``not_judged`` are councils of today
    of which no finding says whether they were judged inadequate; None where it is known of all.
    """

    codes: tuple[str, ...]
    indicators: tuple[str, ...]
    grades: Counts
    standings: Numbers
    priority_action: Mask
    inadequate: Mask
    judged: RatingNumbers
    judged_from: RatingNumbers
    withheld: Mask
    rule: Rule
    not_judged: Mask | None = None

    @cached_property
    def compared(self) -> Counts:
        """How many indicators could be compared."""
        return np.asarray(np.isfinite(self.standings).sum(axis=1), dtype=np.int64)

    @cached_property
    def good(self) -> Counts:
        """How many of those are in line with or above similar areas."""
        return np.asarray((self.standings == 1).sum(axis=1), dtype=np.int64)

    @cached_property
    def inspection_points(self) -> Numbers:
        """The points of the settings."""
        return self.rule.inspection_points(self.grades)

    @cached_property
    def indicator_points(self) -> Numbers:
        """The points of the indicators."""
        return self.rule.indicator_points(self.good, self.compared)

    @cached_property
    def combined_points(self) -> Numbers:
        """Both together."""
        return self.rule.combined_points(self.inspection_points, self.indicator_points)

    @cached_property
    def ratings(self) -> RatingNumbers:
        """The rating of each council, 4 best, 0 where none is given."""
        return self.rated(self.combined_points)

    def rated(self, combined: Numbers) -> RatingNumbers:
        """The ratings for other combined points of the same councils, the last axis running over these.

        A judgement holds where the points still make the band that it started from and still lie in the borderline range of the cut beyond
        which it chose, which is what it was permitted for.
        """
        bands = self.rule.bands(combined)
        if (self.judged != NOT_GIVEN).any():
            holds = (self.judged != NOT_GIVEN) & (bands == self.judged_from) & self.rule.permits(combined, self.judged)
            bands = np.where(holds, self.judged, bands)
        judged = np.where(self.withheld, NOT_GIVEN, bands)
        return self.rule.limited(judged, priority_action=self.priority_action, inadequate=self.inadequate)

    def judged_by(self, judgements: Mapping[str, Judgement]) -> Footing:
        """The same footing with these judgements, by the code of the council, in place of its own; with none where none are permitted."""
        usable = judgements if self.rule.framework.value("judgement.permitted") else {}
        return replace(self, judged=_judged(usable, self.codes, "after"), judged_from=_judged(usable, self.codes, "before"))

    def only(self, rows: Sequence[int]) -> Footing:
        """The footing of some of the councils."""
        at = list(rows)
        return replace(
            self,
            codes=tuple(self.codes[row] for row in at),
            grades=self.grades[at],
            standings=self.standings[at],
            priority_action=self.priority_action[at],
            inadequate=self.inadequate[at],
            judged=self.judged[at],
            judged_from=self.judged_from[at],
            withheld=self.withheld[at],
            not_judged=None if self.not_judged is None else self.not_judged[at],
        )


def footing_of(ratings: Ratings) -> Footing:
    """What the ratings of all councils rest on.

    Args:
        ratings: what :func:`csrating.rate` gave.

    Raises:
        TableError: something else was given.
    """
    ratings_given(ratings)
    codes = tuple(ratings.table["council"])
    rule = Rule(ratings.framework)
    indicators = rated_indicators(ratings)
    return Footing(
        codes=codes,
        indicators=indicators,
        grades=_grades(ratings.profile, codes, rule),
        standings=_standings(ratings.compared, codes, indicators),
        priority_action=_found(ratings, codes, "limits.priority_action", ("kind", "finding")),
        inadequate=_found(ratings, codes, "limits.full_inspection_inadequate", ("kind", "aspect", "finding")),
        judged=_judged(ratings.judgements, codes, "after"),
        judged_from=_judged(ratings.judgements, codes, "before"),
        withheld=(ratings.table["status"] == "withheld").to_numpy(dtype=bool),
        rule=rule,
        not_judged=_not_judged(ratings, codes),
    )


def rated_indicators(ratings: Ratings) -> tuple[str, ...]:
    """The indicators that count towards a rating and have figures in the rated period, in the order of the register."""
    there = set(ratings.compared["indicator"])
    return tuple(indicator for indicator in ratings.framework.edition.counting if indicator in there)


def _grades(profile: pd.DataFrame, codes: Sequence[str], rule: Rule) -> Counts:
    rows = profile[(profile["kind"] == "setting type") & (profile["column"] == OVERALL)]
    grades = np.zeros((len(codes), len(rule.setting_types), len(GRADES)), dtype=np.int64)
    council = pd.Index(codes).get_indexer(pd.Index(rows["council"]))
    kind = pd.Index(rule.setting_types).get_indexer(pd.Index(rows["row"]))
    grades[council, kind] = rows[list(GRADES)].to_numpy(dtype=np.int64)
    return grades


def _standings(compared: pd.DataFrame, codes: Sequence[str], indicators: Sequence[str]) -> Numbers:
    rows = compared[(compared["against"] == str(Against.NEIGHBOURS)) & compared["indicator"].isin(indicators)]
    known = {str(Standing.ABOVE): 1.0, str(Standing.IN_LINE): 1.0, str(Standing.BELOW): 0.0}
    found = np.full((len(codes), len(indicators)), np.nan)
    council = pd.Index(codes).get_indexer(pd.Index(rows["council"]))
    column = pd.Index(indicators).get_indexer(pd.Index(rows["indicator"]))
    found[council, column] = rows["standing"].map(known).to_numpy(dtype=float)
    return found


def _found(ratings: Ratings, codes: Sequence[str], rule: str, keys: Sequence[str]) -> Mask:
    """Which councils have a finding that the limit is about."""
    wanted, findings = ratings.framework.value(rule), ratings.data.safeguarding
    matching = np.ones(len(findings), dtype=bool)
    for key in keys:
        matching &= (findings[key] == wanted[key]).to_numpy()
    return np.isin(np.array(codes, dtype=object), findings.loc[matching, "council"].unique())


def _not_judged(ratings: Ratings, codes: Sequence[str]) -> Mask | None:
    """The councils of today that no finding says to be judged, where findings were read; of 2009 only some were inspected."""
    if not ratings.framework.is_of_today or not ratings.safeguarding_read:
        return None
    judged = _found(ratings, codes, "limits.full_inspection_inadequate", ("kind", "aspect"))
    return None if judged.all() else ~judged


def _judged(judgements: Mapping[str, Judgement], codes: Sequence[str], which: str) -> RatingNumbers:
    """The band ``before`` or ``after`` each council's judgement, as a number; ``NOT_GIVEN`` where there is none."""
    numbers = [getattr(judgements[code], which).number if code in judgements else NOT_GIVEN for code in codes]
    return np.array(numbers, dtype=np.int8)
