"""The figures of all indicators as open data: one file for each kind of time, one row for each area, time and indicator.

The standard asks for one column for each kind of measurement, for breakdowns as filters, and for one kind of year in a file. The indicator
is therefore a filter, each unit has a column of its own, and a figure in another unit is not applicable (z) in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from csrating import reference
from csrating.schema import Origin, Status
from csrating.tell.opendata.file import DEMONSTRATION_SUFFIX, DataFile, Filter, Measurement, data_file, marked, written
from csrating.tell.opendata.places import standard_places
from csrating.tell.opendata.standard import CONFIDENTIAL, NOT_APPLICABLE, NOT_AVAILABLE, ROUNDS_TO_ZERO
from csrating.tell.opendata.times import standard_time

_SYMBOLS = {str(Status.SUPPRESSED): CONFIDENTIAL, str(Status.NOT_APPLICABLE): NOT_APPLICABLE}
_COUNTS = {"numerator_count": "Numerator", "denominator_count": "Denominator"}
_UNITS = {
    "per cent": Measurement("figure_percent", "Percentage", "%"),
    "per cent of schools": Measurement("figure_percent", "Percentage", "%"),
    "per cent change since 1998": Measurement("figure_change_percent", "Percentage change", "%"),
    "per cent reduction": Measurement("figure_reduction_percent", "Percentage reduction", "%"),
    "percentage points": Measurement("figure_percentage_points", "Percentage points", "pp"),
    "offences per 100 young offenders": Measurement("figure_rate_per_100", "Rate per 100"),
    "per 10,000 aged 0 to 17": Measurement("figure_rate_per_10000", "Rate per 10,000"),
    "per 100,000 aged 10 to 17": Measurement("figure_rate_per_100000", "Rate per 100,000"),
}
ORIGIN = Filter("origin", "Origin of the figure", "Published by its source, or made up for demonstration and published by nobody")
_FILTERS = (
    Filter("ecm_outcome", "Every Child Matters outcome"),
    Filter("national_indicator", "National indicator", "What was measured, with its unit", group="ecm_outcome"),
    ORIGIN,
)
ENDS_EARLIER = "another period of the same indicator and area is written as the same time, and ends no earlier"


def indicator_files(observations: pd.DataFrame) -> tuple[tuple[DataFile, ...], pd.DataFrame]:
    """The files of indicators, and the observations that are in none of them.

    Args:
        observations: OBSERVATIONS.

    Returns:
        One file for each kind of time (``indicators_financial_year``, with ``_demonstration`` at the end where a figure in it was not
        published), and the rows left out, with a column ``why``.
    """
    timed, left_out = _timed(observations.reset_index(drop=True))
    files = tuple(_file(str(kind), rows) for kind, rows in timed.groupby("kind", sort=True))
    return files, left_out


def _timed(observations: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The observations with their standard times, one for each area, indicator and time; and those that cannot be among them."""
    pairs = observations[["period", "period_end"]].drop_duplicates()
    times = [standard_time(label, ends_on.date()) for label, ends_on in zip(pairs["period"], pairs["period_end"], strict=True)]
    parts = [(time.time_period, time.time_identifier, time.since, time.kind) if time else ("", "", "", "") for time in times]
    names = ["time_period", "time_identifier", "since", "kind"]
    known = pd.concat([pairs.reset_index(drop=True), pd.DataFrame(parts, columns=names, dtype="str")], axis=1)
    rows = observations.merge(known, on=["period", "period_end"], how="left", validate="many_to_one")
    without = rows["kind"] == ""
    key = ["level", "area", "indicator", "time_period", "time_identifier", "since"]
    earlier = rows.sort_values("period_end", kind="stable").duplicated(key, keep="last").sort_index() & ~without
    told = ("the standard has no time period for " + rows["period"]).where(without, ENDS_EARLIER)
    out = without | earlier
    return rows[~out].reset_index(drop=True), rows[out].assign(why=told[out])[[*observations.columns, "why"]].reset_index(drop=True)


def _file(kind: str, rows: pd.DataFrame) -> DataFile:
    rows = rows.reset_index(drop=True)
    made_up = bool((rows["origin"] != str(Origin.PUBLISHED)).any())
    measurements = _measurements(rows, made_up=made_up)
    columns = rows[["time_period", "time_identifier"]].join(standard_places(rows["level"], rows["area"]))
    columns = columns.join(_filters(rows)).assign(**_figures(rows))
    stem = f"indicators_{kind}{DEMONSTRATION_SUFFIX if made_up else ''}"
    return data_file(stem, columns, _FILTERS, measurements)


def _filters(rows: pd.DataFrame) -> pd.DataFrame:
    known = reference.every_indicator().set_index("indicator")
    subject = rows["indicator"].map(known["short"]).fillna("")
    since = (", since " + rows["since"]).where(rows["since"] != "", "")
    return pd.DataFrame(
        {
            "ecm_outcome": rows["indicator"].map(known["ecm_outcome"]).fillna("none").str.capitalize(),
            "national_indicator": rows["indicator"] + ": " + subject + " (" + rows["unit"] + since + ")",
            "origin": rows["origin"].astype("str").str.capitalize(),
        }
    )


def _measurements(rows: pd.DataFrame, *, made_up: bool) -> tuple[Measurement, ...]:
    """A column for each unit in the rows, shown with the most decimals that one of its indicators is, and two for the counts."""
    decimals = rows["indicator"].map(reference.every_indicator().set_index("indicator")["decimals"]).fillna(2).astype(int)
    most = decimals.groupby(_columns(rows)).max()
    units = {one.name: one for one in map(measured_in, rows["unit"].unique())}
    found = [(one.name, one.label, one.unit, int(most[one.name])) for one in sorted(units.values(), key=lambda one: one.name)]
    found += [(name, label, "", 0) for name, label in _COUNTS.items()]
    return tuple(Measurement(name, marked(label, made_up=made_up), unit, places) for name, label, unit, places in found)


def measured_in(unit: str) -> Measurement:
    """The column of figures in a unit; one that is not known gets a column by its words.

    >>> measured_in("per cent of schools").name, measured_in("months").name
    ('figure_percent', 'figure_months')
    """
    plain = re.sub("[^a-z0-9]+", "_", unit.lower()).strip("_")
    return _UNITS.get(unit) or Measurement(f"figure_{plain or 'value'}", unit.capitalize() or "Figure")


def _columns(rows: pd.DataFrame) -> pd.Series[str]:
    """For each row the name of the column that holds its figure."""
    return rows["unit"].map({unit: measured_in(unit).name for unit in rows["unit"].unique()})


def _figures(rows: pd.DataFrame) -> dict[str, pd.Series[str]]:
    """The cells of the columns of figures, as text."""
    symbol = rows["status"].map(_SYMBOLS).fillna(NOT_AVAILABLE)
    value = written(rows["value"], blank=symbol)
    value = value.mask((rows["value"] == 0) & (rows["numerator"] > 0), ROUNDS_TO_ZERO)
    column = _columns(rows)
    cells = {name: value.where(column == name, NOT_APPLICABLE) for name in sorted(column.unique())}
    return cells | dict(_counts(rows, symbol))


def _counts(rows: pd.DataFrame, symbol: pd.Series[str]) -> Iterator[tuple[str, pd.Series[str]]]:
    for name, label in _COUNTS.items():
        yield name, written(rows[label.lower()], blank=symbol)
