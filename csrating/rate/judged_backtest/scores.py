"""What figures alone make of each council: the profile band by similar areas, and the simplest rival, its mean percentile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from csrating.rate.profile import in_line_or_above
from csrating.rate.rule import NOT_GIVEN, Rule, per_cent
from csrating.reference.frameworks import Framework
from csrating.schema import Against

if TYPE_CHECKING:
    from csrating.rate import Ratings

LATEST, BEFORE, AFTER = "latest", "before the inspection", "after the inspection"
WHICH = (LATEST, BEFORE, AFTER)
"""Which figures a council is scored by: the latest of each indicator; the latest whose period ended before the day of its inspection; those
of the latest whose period ended on that day or later."""

ROUNDED = 9
"""Means of percentiles are rounded to these decimals, so that equal ones are equal."""


def candidates(ratings: Ratings) -> pd.DataFrame:
    """One row for each council, counting indicator and period: council, indicator, period_end, good (blank where not compared), percentile.

    ``good`` is whether the council is in line with or above similar areas; ``percentile`` where it stands among all councils of that
    period, from nought (worst) to 100 (best), whoever its neighbours are; equal ones share the middle.
    """
    every = ratings.comparisons
    rows = every[(every["against"] == str(Against.NEIGHBOURS)) & every["indicator"].isin(ratings.framework.edition.counting)]
    better = rows["value"] * rows["polarity"].map({"high": 1.0, "low": -1.0}).astype(float)
    series = better.groupby([rows["indicator"], rows["period"]], sort=False)
    percentile = 100.0 * (series.rank() - 0.5) / series.transform("count")
    good = in_line_or_above(rows["standing"]).astype("Float64")
    return rows[["council", "indicator", "period_end"]].assign(good=good.to_numpy(dtype=float, na_value=np.nan), percentile=percentile)


def chosen(rows: pd.DataFrame, which: str, *, inspected_on: pd.Series, cut_off: pd.Timestamp) -> pd.DataFrame:
    """Of each council and indicator the one row that counts.

    Args:
        rows: what :func:`candidates` gave.
        which: one of ``WHICH``.
        inspected_on: the day of the inspection, indexed by council; unused for the latest figures.
        cut_off: figures that end later are left out, as the framework says.
    """
    in_time = rows[rows["period_end"] <= cut_off]
    day = in_time["council"].map(inspected_on)
    if which == BEFORE:
        in_time = in_time[in_time["period_end"] < day]
        latest = in_time.groupby(["council", "indicator"], sort=False)["period_end"].transform("max")
        return in_time[in_time["period_end"] == latest]
    latest = in_time.groupby("indicator", sort=False)["period_end"].transform("max")
    is_latest = in_time["period_end"] == latest
    return in_time[is_latest & (in_time["period_end"] >= day)] if which == AFTER else in_time[is_latest]


def scored(rows: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """The scores of each council from its chosen rows.

    The limits that inspections put on a band are no part of it, nor are grades of settings: they would put Ofsted's judgement into what is
    set beside it.

    Returns:
        indexed by council: compared, share (per cent in line with or above similar areas), band (its number; 0 where too few indicators
        could be compared), percentile (the mean over indicators with a figure).
    """
    of = rows.groupby("council")
    compared, good = of["good"].count(), of["good"].sum()
    rule = Rule(framework)
    points = rule.combined_points(np.nan, rule.indicator_points(good, compared))
    return pd.DataFrame(
        {
            "compared": compared,
            "share": per_cent(good, compared),
            "band": rule.bands(points),
            "percentile": of["percentile"].mean().round(ROUNDED),
        },
        index=compared.index,
    )


def in_as_many_bands(percentile: pd.Series, bands: pd.Series) -> pd.Series:
    """The rival's bands: by its own order, as many councils in each as there are by similar areas; no cut has to be chosen for it.

    >>> in_as_many_bands(pd.Series([10.0, 70.0, 40.0]), pd.Series([3, 2, 2])).tolist()
    [2, 3, 2]
    """
    order = percentile.sort_values(kind="stable").index
    return pd.Series(np.sort(bands.to_numpy()), index=order).reindex(percentile.index)


def is_scored(scores: pd.DataFrame) -> pd.Series[bool]:
    """Which councils have both scores."""
    return (scores["band"] != NOT_GIVEN) & scores["percentile"].notna()
