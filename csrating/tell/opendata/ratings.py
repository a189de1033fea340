"""The ratings of the councils as open data: one row for each council."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from csrating.rate import Ratings
from csrating.schema import Level, Origin, Rating
from csrating.tell.opendata.file import DEMONSTRATION_SUFFIX, DataFile, Filter, Measurement, data_file, marked, written
from csrating.tell.opendata.indicators import ORIGIN
from csrating.tell.opendata.places import standard_places
from csrating.tell.opendata.standard import NOT_AVAILABLE
from csrating.tell.opendata.times import REPORTING

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_RATING, NO_BAND = "No rating", "No data band"
_FILTERS = (
    Filter("rating", "Annual rating, re-created", "By the rules of the framework; not a rating that Ofsted gave"),
    Filter("rating_status", "Whether a rating is given", "Withheld: an inspection is pending; not given: the evidence does not carry one"),
    Filter("data_band", "Data band", "What the evidence alone gives, before limits and judgements"),
    ORIGIN,
    Filter("framework", "Framework"),
    Filter("neighbour_table", "Table of statistical neighbours"),
)
_MEASUREMENTS = (
    ("rating_score", "rating", "Rating, re-created: 4 performs excellently, 1 poorly", "", 0),
    ("data_band_score", "band", "Data band: 4 performs excellently, 1 poorly", "", 0),
    ("combined_points_score", "combined_points", "Points altogether, 4 best to 1", "", 2),
    ("inspection_points_score", "inspection_points", "Points of inspections, 4 best to 1", "", 2),
    ("indicator_points_score", "nis_points", "Points of national indicators, 4 best to 1", "", 2),
    ("settings_count", "settings", "Settings inspected", "", 0),
    ("good_or_better_percent", "pooled_share_good_or_better", "Settings that are good or better", "%", 1),
    ("indicators_compared_count", "indicators_compared", "Indicators compared", "", 0),
    ("indicators_expected_count", "indicators_expected", "Indicators expected", "", 0),
    ("coverage_percent", "coverage", "Evidence at hand, of all expected", "%", 1),
    ("in_line_or_above_percent", "share_in_line_or_above", "Indicators in line with or above similar areas", "%", 1),
)


def rating_file(ratings: Ratings) -> DataFile:
    """The file of ratings.

    Args:
        ratings: the ratings of all councils.

    Returns:
        One row for each council: the rating and the data band in words and as numbers, points, settings, coverage, origin. The time is the
        reporting year of the framework, in which its inspections end. The name and the labels say that the ratings are re-created and not
        Ofsted's; the name ends in ``_demonstration`` where a rating does not rest on published figures alone.
    """
    table = ratings.table.reset_index(drop=True)
    made_up = bool((table["origin"] != str(Origin.PUBLISHED)).any())
    year = str(pd.Timestamp(ratings.framework.value("inspections.cut_off")).year)
    columns = standard_places([str(Level.COUNCIL)] * len(table), table["council"])
    columns = columns.assign(
        time_period=year, time_identifier=REPORTING, **dict(_words(table, ratings.framework.name)), **dict(_cells(table))
    )
    measurements = tuple(
        Measurement(name, marked(label, made_up=made_up), unit, decimals) for name, _, label, unit, decimals in _MEASUREMENTS
    )
    return data_file(f"recreated_ratings{DEMONSTRATION_SUFFIX if made_up else ''}", columns, _FILTERS, measurements)


def _words(table: pd.DataFrame, framework: str) -> Iterator[tuple[str, Any]]:
    yield "rating", _capital(table["label"], NO_RATING)
    yield "rating_status", _capital(table["status"], "")
    yield "data_band", _capital(table["data_band"], NO_BAND)
    yield "origin", _capital(table["origin"], "")
    yield "framework", framework
    yield "neighbour_table", table["vintage"].astype("str")


def _cells(table: pd.DataFrame) -> Iterator[tuple[str, pd.Series[str]]]:
    numbers = table.assign(band=table["data_band"].map({str(one): one.number for one in Rating}))
    for name, source, *_ in _MEASUREMENTS:
        yield name, written(numbers[source], blank=NOT_AVAILABLE)


def _capital(words: pd.Series[Any], blank: str) -> pd.Series[str]:
    return words.astype("object").where(words.notna(), blank).astype("str").str.capitalize()
