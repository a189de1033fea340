"""Characteristics out of a table that was read, such as the long one of the Department's interactive tool."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from csrating.compare.entry import a_kind
from csrating.compare.trends import moment_of
from csrating.errors import EvidenceError, TableError
from csrating.schema import Status

_LEVELS = ("council", "later", "former")
NEEDED = ("level", "area", "measure", "breakdown", "period", "value", "status")


def characteristics_of(figures: pd.DataFrame, measures: Mapping[str, str] | Sequence[str], *, period: str | None = None) -> pd.DataFrame:
    """Measures of a table that was read as characteristics, for :func:`own_neighbours`.

    Args:
        figures: FIGURES, as :attr:`csrating.read.Reading.figures` gives them; where a measure has breakdowns, the rows of one alone.
        measures: which, or which by the name that each is to have.
        period: one for all; the latest of each measure where it is left out.

    Returns:
        ``council`` (codes) and a column for each measure; blank where a council has no figure, and without the councils that have none of
        any of them, such as those that had ended. ``attrs["periods"]`` says of when each is.

    Raises:
        TableError: the figures are none, or a measure has several figures of one council.
        EvidenceError: there is no such measure, or none of that period.
    """
    given: object = figures
    if not isinstance(given, pd.DataFrame) or not set(NEEDED) <= set(figures.columns):
        raise TableError(f"the figures are {a_kind(figures)}", expected="the figures of a file that csrating.read_file has read")
    if isinstance(measures, str) or not measures:
        raise EvidenceError("no list of measures is given", expected='measures, such as {"child poverty": "ChildPov"}')
    named = dict(measures) if isinstance(measures, Mapping) else {name: name for name in measures}
    councils = figures[figures["level"].isin(_LEVELS)]
    found, periods = {}, {}
    for name, measure in named.items():
        rows = councils[councils["measure"] == measure]
        periods[name] = _period(rows, measure, period)
        found[name] = _one_each(rows[rows["period"] == periods[name]], measure)
    table = pd.DataFrame(found).dropna(how="all").sort_index().rename_axis("council").reset_index()
    table.attrs["periods"] = periods
    return table


def _period(rows: pd.DataFrame, measure: str, period: str | None) -> str:
    """The period asked for, or the latest in which any council has a figure."""
    known = sorted(rows.loc[rows["status"] == str(Status.REPORTED), "period"].unique(), key=_time)
    if not known:
        raise EvidenceError(f"no council has a figure of {measure!r}", expected="a measure of the table")
    if period is not None and period not in known:
        raise EvidenceError(f"no council has a figure of {measure!r} in {period!r}", expected=f"one of: {', '.join(known)}")
    return known[-1] if period is None else period


def _time(period: str) -> tuple[int, int, str]:
    moment = moment_of(period)
    return moment.end, moment.months, period


def _one_each(rows: pd.DataFrame, measure: str) -> pd.Series[float]:
    if rows["area"].duplicated().any():
        breakdowns = ", ".join(sorted({one or "(none)" for one in rows["breakdown"]}))
        do = "Pass the figures of one breakdown alone."
        raise TableError(f"{measure!r} has several figures of a council; its breakdowns: {breakdowns}", do=do)
    value = np.where(rows["status"] == str(Status.REPORTED), rows["value"], np.nan)
    return pd.Series(value, index=rows["area"], dtype="float64")
