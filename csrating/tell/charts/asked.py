"""On what terms ratings compared councils, and which period of an indicator they rated."""

from __future__ import annotations

from csrating.compare.method import method_of
from csrating.compare.table import Terms
from csrating.errors import EvidenceError
from csrating.rate import Ratings
from csrating.reference import Indicator


def terms_of(ratings: Ratings) -> Terms:
    """On what terms the ratings compared councils."""
    return Terms(method_of(ratings.framework), ratings.neighbour_table, ratings.vintage, ratings.framework.edition)


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
