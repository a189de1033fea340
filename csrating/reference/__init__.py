"""Facts that stand still: councils, their neighbours, the indicators, and the ratings that were published, each with its source.

The frameworks, which are rules rather than facts, are in :mod:`csrating.reference.frameworks`.
"""

from __future__ import annotations

from csrating.reference.areas import Area, area
from csrating.reference.councils import Council, council, councils
from csrating.reference.indicators import Indicator, indicator, indicators
from csrating.reference.neighbours import DEFAULT_VINTAGE, Vintage, neighbour_table, neighbour_table_from, neighbour_vintages
from csrating.reference.published import published_rating_counts, published_ratings

__all__ = [
    "DEFAULT_VINTAGE",
    "Area",
    "Council",
    "Indicator",
    "Vintage",
    "area",
    "council",
    "councils",
    "indicator",
    "indicators",
    "neighbour_table",
    "neighbour_table_from",
    "neighbour_vintages",
    "published_rating_counts",
    "published_ratings",
]
