"""What the pages of all councils share, worked out once for the same ratings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

import pandas as pd

from csrating.compare.asked.council import ComparedCouncil, compared_council
from csrating.compare.asked.every_council import EveryCouncil
from csrating.compare.method import method_of
from csrating.compare.table import Terms, compared
from csrating.rate import Ratings


class Ground:
    """The comparisons that count for the ratings, by council, and the figures of every council."""

    def __init__(self, ratings: Ratings) -> None:
        self._terms = Terms(method_of(ratings.framework), ratings.neighbour_table, ratings.vintage, ratings.framework.edition)
        self._every = EveryCouncil(ratings.data.observations, self._terms)
        cut_off = pd.Timestamp(ratings.framework.value("indicators.cut_off"))
        self._table = ratings.comparisons[ratings.comparisons["period_end"] <= cut_off].reset_index(drop=True)

    def asked(self, code: str) -> ComparedCouncil:
        """One council's comparisons up to the day by which figures count for the rating, to be asked.

        Args:
            code: the council's department code.
        """
        terms, every, own = self._terms, self._every, self._table.take(self._places.get(code, NOWHERE))
        return compared_council(
            code, table=own, observations=every.observations, terms=terms, again=lambda other: compared(other, terms), every=every
        )

    @cached_property
    def _places(self) -> dict[Any, Any]:
        return dict(self._table.groupby("council", sort=False).indices)


NOWHERE: Sequence[int] = ()

_made: WeakKeyDictionary[Ratings, Ground] = WeakKeyDictionary()


def ground_of(ratings: Ratings) -> Ground:
    """The ground of the ratings; kept for as long as they are."""
    if ratings not in _made:
        _made[ratings] = Ground(ratings)
    return _made[ratings]
