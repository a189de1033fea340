"""The comparisons behind the ratings, asked about one council or one indicator."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from csrating.compare import ComparedCouncil, ComparedIndicator
from csrating.compare.asked.indicator import compared_indicator
from csrating.compare.method import method_of
from csrating.compare.table import Terms, compared
from csrating.errors import EvidenceError
from csrating.rate import Ratings
from csrating.reference import Indicator


def terms_of(ratings: Ratings) -> Terms:
    """On what terms the ratings compared councils."""
    return Terms(method_of(ratings.framework), ratings.neighbour_table, str(ratings.table["vintage"].iloc[0]))


def about_council(ratings: Ratings, code: str, indicator: Indicator) -> ComparedCouncil:
    """One council's comparisons in one indicator, in every period."""
    terms = terms_of(ratings)
    name = str(ratings.table.set_index("council").at[code, "name"])
    own, table = (rows[rows["indicator"] == indicator.indicator] for rows in (ratings.data.observations, ratings.comparisons))

    def again(observations: pd.DataFrame) -> pd.DataFrame:
        return compared(observations, terms)

    return ComparedCouncil(code, name, table[table["council"] == code], own.reset_index(drop=True), terms, again)


@lru_cache(maxsize=16)
def about_indicator(ratings: Ratings, indicator: Indicator) -> ComparedIndicator:
    """All councils in one indicator, in the period that was rated; kept for a while, since the charts of 152 councils ask for the same.

    Raises:
        EvidenceError: the indicator has no figures in the rated period.
    """
    period = rated_period(ratings, indicator)
    return compared_indicator(indicator.indicator, observations=ratings.data.observations, terms=terms_of(ratings)).at(period)


def rated_period(ratings: Ratings, indicator: Indicator) -> str:
    """The period of an indicator that was rated.

    Raises:
        EvidenceError: it has no figures in such a period.
    """
    periods = ratings.compared.loc[ratings.compared["indicator"] == indicator.indicator, "period"]
    if periods.empty:
        cut_off = ratings.framework.value("indicators.cut_off")
        raise EvidenceError(
            f"{indicator.indicator} ({indicator.short}) has no figures for a period that ended by {cut_off}",
            do="Choose another indicator, or read a folder that holds its figures.",
        )
    return str(periods.iloc[0])
