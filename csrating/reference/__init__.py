"""Facts that stand still: councils, their neighbours, the indicators, and the ratings that were published, each with its source.

The frameworks, which are rules rather than facts, are in :mod:`csrating.reference.frameworks`.
"""

from __future__ import annotations

from csrating.reference.areas import Area, area
from csrating.reference.councils import Council, council, councils
from csrating.reference.editions import Edition, edition, edition_of
from csrating.reference.indicators import Indicator, every_indicator, indicator, indicators, measures
from csrating.reference.known_places import Known
from csrating.reference.neighbours import DEFAULT_VINTAGE, Vintage, neighbour_table, neighbour_table_from, neighbour_vintages
from csrating.reference.place_columns import Places, places
from csrating.reference.places import NoPlace, Place, place
from csrating.reference.provision import Meant, provision_type, sector
from csrating.reference.published import known_limits, published_rating_counts, published_ratings
from csrating.reference.standard_names import region_codes, standard_names
from csrating.reference.standing import councils_standing, lifetime, stood_together

__all__ = [
    "DEFAULT_VINTAGE",
    "Area",
    "Council",
    "Edition",
    "Indicator",
    "Known",
    "Meant",
    "NoPlace",
    "Place",
    "Places",
    "Vintage",
    "area",
    "council",
    "councils",
    "councils_standing",
    "edition",
    "edition_of",
    "every_indicator",
    "indicator",
    "indicators",
    "known_limits",
    "lifetime",
    "measures",
    "neighbour_table",
    "neighbour_table_from",
    "neighbour_vintages",
    "place",
    "places",
    "provision_type",
    "published_rating_counts",
    "published_ratings",
    "region_codes",
    "sector",
    "standard_names",
    "stood_together",
]
