"""The similar areas of one council one by one: closeness, figure, interval, and who is clearly better."""

from __future__ import annotations

from numbers import Real
from typing import Any

import numpy as np
import pandas as pd

from csrating import reference
from csrating.compare.figures import NO_ROW, Figures, is_share, scale_of
from csrating.compare.method import is_kind
from csrating.compare.standing import SIGN
from csrating.compare.table import Terms
from csrating.compare.uncertainty import RATE, SHARE, difference, interval_of, kind_of_interval
from csrating.compare.zones import NO_INTERVAL
from csrating.errors import EvidenceError
from csrating.reference.standing_councils import councils_of_any_time
from csrating.schema import Level, Status

BASIS = {
    SHARE: "Newcombe's interval of the difference of shares, 95 per cent",
    RATE: "interval of the difference of rates, 95 per cent",
}
"""By which interval two figures were told apart."""

_COUNTS = ["numerator", "denominator", "unit"]
_SHOWN = ["position", "closeness", "council", "name", "value", "lower", "upper", "interval", "status", "difference", "better", "ref"]


def similar_areas(observations: pd.DataFrame, terms: Terms, code: str, indicator: str, period: str) -> pd.DataFrame:
    """The council and its neighbours in one indicator and period, the nearest first.

    Args:
        observations: OBSERVATIONS.
        terms: whose neighbours.
        code: of the council.
        indicator, period: such as 'NI 148' and '2008/09'.

    Returns:
        one row for the council (position 0) and for each neighbour: position, closeness, council, name, value, its interval of 95 per cent,
        status, difference from the council, whether it is better, ref, indicator, period, and the counts with their unit.

    Raises:
        EvidenceError: the council has no figure of it in that period.
    """
    lists = terms.counted_lists
    own = lists[lists["council"] == code].sort_values("position")
    whose = pd.DataFrame({"position": [0, *own["position"]], "closeness": ["", *own["closeness"]], "council": [code, *own["neighbour"]]})
    told = whose.merge(_rows_of(observations, indicator, period), on="council", how="left", validate="one_to_one")
    told["value"] = told["value"].where(told["status"] == str(Status.REPORTED))
    told["status"] = told["status"].fillna("no row")
    names = councils_of_any_time().set_index("code")["name"]
    told["name"] = told["name"].fillna(told["council"].map(names)).fillna("")
    if not np.isfinite(told["value"].iloc[0]):
        raise EvidenceError(f"{told['name'].iloc[0]} has no figure of {indicator} in {period} ({told['status'].iloc[0]})")
    some = _as_figures(told, indicator)
    interval = interval_of(some)
    apart = told["value"] - told["value"].iloc[0]
    told = told.assign(
        lower=interval.lower.ravel(),
        upper=interval.upper.ravel(),
        interval=kind_of_interval(some).ravel(),
        difference=apart,
        better=SIGN[reference.indicator(indicator).polarity] * apart > 0,
    )
    return told[_SHOWN].assign(indicator=indicator, period=period, **{name: told[name] for name in _COUNTS})


def _rows_of(observations: pd.DataFrame, indicator: str, period: str) -> pd.DataFrame:
    """The councils' rows of one indicator and period."""
    is_council = observations["level"] == str(Level.COUNCIL)
    rows = observations[is_council & (observations["indicator"] == indicator) & (observations["period"] == period)]
    return rows[["area", "area_name", "value", *_COUNTS, "status", "ref"]].rename(columns={"area": "council", "area_name": "name"})


def _as_figures(rows: pd.DataFrame, indicator: str) -> Figures:
    """Rows of councils in one indicator as arrays of one series."""
    units = rows["unit"].dropna()
    series = pd.DataFrame({"indicator": [indicator], "unit": [units.iloc[0] if len(units) else ""]})
    value, numerator, denominator = (rows[name].to_numpy(dtype=float)[:, None] for name in ("value", "numerator", "denominator"))
    return Figures(tuple(rows["council"]), series, value, numerator, denominator, np.full(value.shape, NO_ROW, dtype=np.int64))


def supposed(figure: Any, row: pd.Series) -> list[float]:
    """A figure that somebody supposes in place of a council's, and the numerator that it would have; blank without a denominator.

    Args:
        figure: in the unit of the row.
        row: of OBSERVATIONS.

    Raises:
        EvidenceError: it is no number, or none that the unit can have.
    """
    unit, about = str(row["unit"]), f"{row['indicator']} is supposed to be {figure!r}"
    if not is_kind(figure, Real) or not np.isfinite(figure):
        raise EvidenceError(about, expected="a number")
    value, scale, whole = float(figure), scale_of(unit), float(row["denominator"])
    if is_share(unit) and not 0 <= value <= scale:
        raise EvidenceError(about, expected=f"from 0 to {scale:g} {unit}")
    if np.isfinite(scale) and value < 0:
        raise EvidenceError(about, expected=f"nought or more {unit}")
    return [value, value * whole / scale if np.isfinite(scale) and np.isfinite(float(row["numerator"])) else np.nan]


def clearly_better(rows: pd.DataFrame, *, polarity: str) -> pd.DataFrame:
    """The similar areas that are better than the council, and whether by more than chance.

    Args:
        rows: what :func:`similar_areas` gave.
        polarity: of the indicator.

    Returns:
        the rows of those that are better, with ``clearly`` (yes, no or unknown) and ``basis``.

    Raises:
        EvidenceError: neither high nor low is good.
    """
    indicator = str(rows["indicator"].iloc[0])
    if polarity == "none":
        do = "Ask for .neighbours(), which says who is higher and who is lower."
        raise EvidenceError(f"{indicator} has no polarity: neither high nor low is good, so nobody is better", do=do)
    every = _as_figures(rows, indicator)
    shape = every.value.shape
    x, n = (np.full(shape, counts[0, 0]) for counts in (every.numerator, every.denominator))
    apart = difference(every, x, n)
    basis = pd.Series(np.where(np.isfinite(apart.lower), kind_of_interval(every), "").ravel(), index=rows.index).map(BASIS)
    outside = ((apart.lower > 0) | (apart.upper < 0)).ravel()
    clearly = np.where(basis.isna(), "unknown", np.where(outside, "yes", "no"))
    told = rows.assign(clearly=clearly, basis=basis.fillna(NO_INTERVAL))
    return told[told["better"]]
