"""The rows of the neighbour chart: a council and those it is compared with on one indicator, best first."""

from __future__ import annotations

import numpy as np
import pandas as pd

from csrating.reference import Indicator
from csrating.reference.registers import register
from csrating.tell.charts.ground import Ground
from csrating.tell.charts.intervals import wilson

_COLUMNS = [
    *("position", "council", "name", "closeness", "period", "value", "status"),
    *("numerator", "denominator", "lower", "upper", "origin", "ref"),
]


def neighbour_rows(ground: Ground) -> pd.DataFrame:
    """The council (position 0) and its neighbours (1 the nearest), those with a figure first, from best to worst.

    Args:
        ground: the council, the indicator, the period, and with whom it is compared.

    Returns:
        columns position, council, name, closeness, period, value, status, numerator and denominator (where published), lower and upper (the
        95 per cent interval in per cent, where the figure is a share of counts), origin, ref. Without polarity the highest is first.
    """
    compared = ground.rows
    figures = compared[(compared["period"] == ground.period) & (compared["against"] == "England")]
    rows = _members(ground).merge(figures, on="council", how="left", validate="one_to_one")
    rows = rows.merge(_counts(ground), on=["council", "period"], how="left", validate="one_to_one")
    return _in_order(_with_interval(_named(rows), ground.about), ground.about)[_COLUMNS]


def counted(rows: pd.DataFrame) -> pd.Series[bool]:
    """Which of the rows have a figure and the counts that it is made from."""
    return rows[["value", "numerator", "denominator"]].notna().all(axis=1)


def _members(ground: Ground) -> pd.DataFrame:
    own = pd.DataFrame({"position": [0], "council": [ground.own.code], "closeness": [""]})
    return pd.concat([own, ground.beside.members], ignore_index=True) if len(ground.beside.members) else own


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with a name, a status, an origin and a cell also where a neighbour is a council that began after the year rated."""
    later = register("other_councils.csv").set_index("code")["name"]
    blanks = {"status": "no row", "origin": "published", "ref": "", "period": ""}
    return rows.assign(name=rows["name"].fillna(rows["council"].map(later)).fillna(rows["council"])).fillna(blanks)


def _counts(ground: Ground) -> pd.DataFrame:
    observations = ground.asked.observations
    found = observations[observations["level"] == "council"]
    return found.rename(columns={"area": "council"})[["council", "period", "numerator", "denominator"]]


def _with_interval(rows: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    lower, upper = wilson(rows["numerator"], rows["denominator"])
    known = rows["value"].notna().to_numpy() & (indicator.unit == "per cent")
    return rows.assign(lower=np.where(known, lower, np.nan), upper=np.where(known, upper, np.nan))


def _in_order(rows: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    sign = -1.0 if indicator.polarity == "low" else 1.0
    order = pd.DataFrame({"worse": -sign * rows["value"], "position": rows["position"]})
    return rows.loc[order.sort_values(["worse", "position"], na_position="last", kind="stable").index].reset_index(drop=True)
