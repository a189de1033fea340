"""The rows of the trend chart: one council and one indicator, period by period, beside England and those it is compared with."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from csrating.compare.trends import NO_SERIES, moment_of, previous
from csrating.errors import EvidenceError
from csrating.schema import Against
from csrating.tell.charts.ground import Ground
from csrating.tell.charts.wording import without_figure

LONGEST_GAP = 3
"""So many missing periods are drawn as wide as they are; a longer gap is no wider."""

_COLUMNS = [
    *("slot", "period", "council", "name", "indicator", "value", "status", "england", "england_method", "neighbours", "neighbours_low"),
    *("neighbours_high", "with_data", "of", "standing", "follows", "trend", "why_no_trend", "origin", "ref"),
]


def trend_rows(found: Ground) -> pd.DataFrame:
    """The periods of an indicator, the earliest first.

    Args:
        found: the council, the indicator, and with whom it is compared.

    Returns:
        columns slot (0 the first period; where periods are missing, their slots stay empty), period, council, name, indicator, value,
        status, england with its method, neighbours (the figure of those it is compared with, blank where there is none) and the lowest
        and highest of them, with_data of ``of`` councils behind it, standing, follows (whether the period just before is there too, so
        that a line may lead from it), trend, why_no_trend, origin, ref.

    Raises:
        EvidenceError: the council has no figure in any period.
    """
    rows = _rows(found)
    if rows["value"].isna().all():
        why = without_figure(found.own.name, str(found.near["status"]))
        what = f"{found.own.name} has no figure of {found.about.indicator} in any period"
        raise EvidenceError(f"{what}; in {found.period} {why}", do="Choose another council or indicator.")
    before = previous(rows[["indicator", "period"]], breaks=found.asked.terms.breaks)
    return rows.assign(slot=slots(list(rows["period"])), follows=before.place != NO_SERIES)[_COLUMNS]


def _rows(found: Ground) -> pd.DataFrame:
    """The council's figures with those of England and of the councils beside it."""
    every, beside = found.asked.positions, found.beside
    rows = every[every["council"] == found.own.code].reset_index(drop=True).assign(name=found.own.name)
    nation, level = (found.against(one).set_index("period") for one in (Against.ENGLAND, beside.against))
    other = found.rows[(found.rows["against"] == "England") & found.rows["council"].isin(beside.members["council"])]
    theirs, period = other.groupby("period")["value"], rows["period"]
    return rows.assign(
        england=period.map(nation["baseline"]),
        england_method=period.map(nation["method"]),
        neighbours=np.nan if beside.is_england else period.map(level["baseline"]),
        neighbours_low=period.map(theirs.min()).astype(float),
        neighbours_high=period.map(theirs.max()).astype(float),
        **{name: period.map(level[name]) for name in ("standing", "with_data", "of")},
        **{name: period.map(nation[name]) for name in ("status", "origin", "ref")},
    )


def last_run(rows: pd.DataFrame) -> pd.DataFrame:
    """The latest unbroken run of the council's figures that has two or more; its last figure alone where none has.

    A change is told within such a run alone: never across a missing figure, a missing period or a break in the series.

    Args:
        rows: what :func:`trend_rows` gave.
    """
    return rows.iloc[places_of_run(rows["value"].tolist(), rows["follows"].tolist())]


def places_of_run(values: Sequence[float], follows: Sequence[bool]) -> list[int]:
    """Where the figures of that run are; where no two follow each other the last figure alone, and nowhere where there is none.

    Args:
        values: the council's figures, period by period; blank where it has none.
        follows: whether the period just before is there too.

    >>> places_of_run([1.0, 2.0, math.nan, 4.0], [False, True, True, True]), places_of_run([1.0, 2.0], [False, False])
    ([0, 1], [1])
    """
    runs: list[list[int]] = []
    for place, value in enumerate(values):
        if math.isnan(value):
            continue
        if runs and follows[place] and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    long = [run for run in runs if len(run) > 1]
    return (long or runs or [[]])[-1]


def slots(periods: list[str]) -> list[int]:
    """A place for each period, and for each that is missing between two of them.

    >>> slots(["2007", "2008", "2011"]), slots(["2006", "2007/08", "2018/19"])
    ([0, 1, 4], [0, 2, 6])
    """
    moments, found = [moment_of(period) for period in periods], [0]
    for one, other in pairwise(moments):
        missing = (other.end - one.end) // other.months - 1 if one.end and other.months else 0
        found.append(found[-1] + 1 + min(max(missing, 0), LONGEST_GAP))
    return found
