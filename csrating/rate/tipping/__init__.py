"""Tipping points: for each council the smallest changes that move its rating up or down, in whole settings and whole cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from csrating.rate.footing import footing_of
from csrating.rate.tipping.applied import apply
from csrating.rate.tipping.cards import CouncilTipping, tipping_card, tipping_plain
from csrating.rate.tipping.cases import cases_of
from csrating.rate.tipping.points import ladder_of
from csrating.rate.tipping.rows import Teller
from csrating.rate.tipping.search import Search
from csrating.rate.tipping.tables import DIRECTIONS, STEPS, TIPPING_POINTS
from csrating.reference.frameworks import Framework
from csrating.schema import check

if TYPE_CHECKING:
    from csrating.rate import Ratings

__all__ = ["CouncilTipping", "TippingPoints", "apply", "tipping_points"]


@dataclass(frozen=True, eq=False, repr=False)
class TippingPoints:
    """The smallest changes that move each rating.

    ``table`` has for each council, direction and kind (by ``settings`` alone, by ``indicators`` alone, or the ``smallest`` of all) one row:
    from_rating and to_rating with their labels; ``needed``, the combined points that it takes; ``changes``, which are ``settings`` (each
    setting by each grade) and ``indicators`` (each moved by the fewest ``cases``); points_before and points_after; the changes as ``text``,
    or ``why`` there are none; ``without_counts``, how many indicators could not be told in cases because no counts are published; the
    ``limits`` and the ``judgement`` on the rating; origin.

    ``steps`` has one row for each single change: council, name, direction, kind, step (settings or indicator), what (the setting type or
    the indicator), period, number, of, from, to, changes, text, and the cell (ref) of what is changed. :func:`apply` makes them.
    """

    table: pd.DataFrame
    steps: pd.DataFrame
    framework: Framework

    def council(self, text: str) -> CouncilTipping:
        """The part of one council, by any code or spelling.

        Raises:
            UnknownCouncilError: no council, or more than one, is meant; the message suggests some.
        """
        found = self.framework.edition.council(text)
        table, steps = (every[every["council"] == found.code].reset_index(drop=True) for every in (self.table, self.steps))
        return CouncilTipping(found.code, found.name, table, steps, self.framework)

    def __repr__(self) -> str:
        return tipping_plain(self.table)

    def _repr_html_(self) -> str:
        return tipping_card(self.table)


def tipping_points(ratings: Ratings) -> TippingPoints:
    """For each council the smallest changes that move its rating up or down.

    One change is one setting that is regraded by one grade, or one indicator that comes into line with similar areas (falls below them) by
    the fewest cases added to its numerator or taken from it. The fewest changes are told, and of several that are as few those with the
    fewest cases. They follow exactly from the framework's rule, not from trials: applying them moves the rating, and with one setting or
    one case less it stays.

    Args:
        ratings: what :func:`csrating.rate` gave.

    Returns:
        the :class:`TippingPoints`. Held fixed are how many settings there are, denominators, all other councils, the findings on
        safeguarding and the limits by them. A judgement holds only for the points that it was made on; beyond them it falls away. A
        changed value is what its counts make, unrounded, while the one before is as published. An indicator without published counts
        cannot be told in cases: it stays as it is, and ``without_counts`` says how many there are.

    Raises:
        TableError: something else was given than ratings.

    Source of the idea: OECD and JRC, Handbook on Constructing Composite Indicators (2008), chapter 7, on how robust a classification is;
    the algorithm for settings is a knapsack (:func:`csrating.rate.tipping.settings.inspection_options`).
    """
    footing = footing_of(ratings)
    search = Search(footing, cases_of(ratings, footing), ladder_of(footing))
    teller = Teller(ratings, search)
    told = [row for council in range(len(footing.codes)) for way in DIRECTIONS for row in teller.rows(council, up=way == "up")]
    table = check(TIPPING_POINTS, pd.DataFrame([row for row, _ in told]))
    steps = pd.DataFrame([step for _, some in told for step in some], columns=STEPS.names)
    return TippingPoints(table, check(STEPS, steps), ratings.framework)
