"""The figures of the measures that count towards a profile, each with the day on which its period ends."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from csrating.errors import SourceError
from csrating.read.layouts.reading import Layout, LeftOut
from csrating.read.present_day.impossible import refuse_impossible
from csrating.read.present_day.left_out import ENDED, NO_AVERAGE, NOT_COUNTED
from csrating.read.reading import Reading
from csrating.reference import Edition
from csrating.schema import Level, Origin

LAST_DAYS = {"academic": (8, 31), "financial": (3, 31), "calendar": (12, 31), "January": (1, 31), "to September": (9, 30)}
"""The last month and day of each kind of year."""

FEWEST = 20
"""With fewer councils it is not asked whether England lies among them."""

_LAST_YEAR = re.compile(r"(?P<first>\d{4}).*?(?P<last>\d{2,4})?$")


def counting_alone(plan: Layout, today: Edition) -> Layout:
    """The layout that leaves out the rows of measures which do not count: four rows in five of the long table."""
    others = LeftOut(rf"(?!(?:{'|'.join(map(re.escape, today.counting))})\Z).*", NOT_COUNTED, column="measure")
    return replace(plan, tables=tuple(replace(table, left_out_rows=(*table.left_out_rows, others)) for table in plan.tables))


def observations_of(reading: Reading, today: Edition) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """OBSERVATIONS, and the figures that are left out, by why.

    Raises:
        ValueInCellError: a figure is none that its measure can have.
    """
    every = reading.figures
    refuse_impossible(every, today)
    stands = ~every["level"].isin(["council", "later"]) | every["area"].isin(today.codes)
    impossible = _no_average(every)
    rows = every[stands & ~impossible]
    register = today.indicators().set_index("indicator")
    observations = pd.DataFrame(
        {
            "level": rows["level"].replace("later", str(Level.COUNCIL)),
            "area": rows["area"],
            "area_name": rows["area_name"],
            "indicator": rows["measure"],
            "period": rows["period"],
            "period_end": _ends(rows["period"], rows["measure"].map(register["year"])),
            "value": rows["value"],
            "numerator": np.nan,
            "denominator": np.nan,
            "status": rows["status"],
            "symbol": rows["symbol"],
            "unit": rows["measure"].map(register["unit"]),
            "derivation": "",
            "origin": str(Origin.PUBLISHED),
            "source": reading.file,
            "ref": rows["ref"],
        }
    )
    place = {name: at for at, name in enumerate(today.counting)}
    order = observations.assign(at=observations["indicator"].map(place)).sort_values(["at", "period_end"], kind="stable").index
    left = {ENDED: every[~stands], NO_AVERAGE: every[impossible]}
    return observations.loc[order].reset_index(drop=True), left


def _no_average(figures: pd.DataFrame) -> pd.Series[bool]:
    """Which rows of England cannot be what they are said to be: no average of the councils lies below or above all of them."""
    keys = [figures[name] for name in ("measure", "period")]
    of_council = figures["value"].where(figures["level"].isin(["council", "later"]))
    ends = of_council.groupby(keys).agg(["min", "max", "count"])
    england = figures[(figures["level"] == str(Level.ENGLAND)) & figures["value"].notna()]
    around = ends.loc[pd.MultiIndex.from_frame(england[["measure", "period"]])].set_index(england.index)
    outside = (england["value"] < around["min"]) | (england["value"] > around["max"])
    found = pd.Series(data=False, index=figures.index)
    found[england.index[outside & (around["count"] >= FEWEST)]] = True
    return found


def _ends(periods: pd.Series[str], years: pd.Series[str]) -> pd.Series:
    """The last day of each period, by the kind of year that its measure has."""
    pairs = periods.str.cat(years, sep="\n")
    ends = {pair: pd.Timestamp(end_of(*pair.split("\n"))) for pair in pairs.unique()}
    return pairs.map(ends).astype("datetime64[s]")


def end_of(period: str, year: str) -> date:
    """The last day of a period as it is labelled in the long table, where one year is the year in which it ends.

    >>> str(end_of("2025", "academic")), str(end_of("2023/24", "financial")), str(end_of("2013/14 to 2015/16", "financial"))
    ('2025-08-31', '2024-03-31', '2016-03-31')
    >>> str(end_of("2014 to 2016", "calendar"))
    '2016-12-31'
    """
    found = _LAST_YEAR.search(period)
    if found is None:
        raise SourceError(f"the period {period!r} names no year", expected='a year, such as "2025" or "2023/24"')
    first, last = int(found["first"]), int(found["last"] or found["first"])
    if last < 100:  # a year of two figures is the first of that ending after the year before it
        last = first + (last - first) % 100
    return date(last, *LAST_DAYS[year])
