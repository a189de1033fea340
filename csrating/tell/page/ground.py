"""What the pages of all councils share, worked out once for the same ratings."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import numpy as np
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
        table = ratings.comparisons[ratings.comparisons["period_end"] <= cut_off].reset_index(drop=True)
        places = table.groupby("council", sort=False).indices
        # Each council's rows are laid beside each other, so that its own are a slice, which copies nothing.
        self._table = table.take(np.concatenate(list(places.values()))) if places else table
        ends = np.cumsum([len(rows) for rows in places.values()]).tolist()
        self._places = {str(code): slice(end - len(rows), end) for (code, rows), end in zip(places.items(), ends, strict=True)}

    def asked(self, code: str) -> ComparedCouncil:
        """One council's comparisons up to the day by which figures count for the rating, to be asked.

        Args:
            code: the council's department code.
        """
        terms, every, own = self._terms, self._every, self._table.iloc[self._places.get(code, NOWHERE)]
        return compared_council(
            code, table=own, observations=every.observations, terms=terms, again=lambda other: compared(other, terms), every=every
        )


NOWHERE = slice(0)

_made: WeakKeyDictionary[Ratings, Ground] = WeakKeyDictionary()


def ground_of(ratings: Ratings) -> Ground:
    """The ground of the ratings; kept for as long as they are."""
    if ratings not in _made:
        _made[ratings] = Ground(ratings)
    return _made[ratings]
