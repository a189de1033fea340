"""Where each figure lies among all councils and since the period before: interval, rank, quarter, what the next takes, change and trend.

None of it hangs on a baseline, so that it stands in a table of its own: one row per council, indicator and period.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.compare.bands import bands, needed
from csrating.compare.figures import Figures, Numbers
from csrating.compare.intervals import STRICT, Interval
from csrating.compare.ranks import ranked, ranks
from csrating.compare.trends import NO_SERIES, POINTS, Previous, changes, direction, five_points, previous
from csrating.compare.uncertainty import interval_of, kind_of_interval

Columns: TypeAlias = dict[str, Any]
Words: TypeAlias = NDArray[np.object_]


def among_councils(value: Numbers, sign: Numbers) -> Columns:
    """Rank of how many, the quarter, and the figure that the next quarter takes: councils × series each."""
    return {
        "rank": ranks(value, sign=sign),
        "ranked": np.broadcast_to(ranked(value, sign=sign), value.shape),
        "band": bands(value, sign=sign),
        "needed": needed(value, sign=sign),
    }


def since(value: Numbers, before: Previous, sign: Numbers, periods: Sequence[str]) -> Columns:
    """The change from the consecutive period before, its direction, and why there is none: councils × series each.

    Args:
        value: councils × series.
        before: the consecutive series before each.
        sign: 1 where high is good, -1 where low is good, blank where neither is, series by series.
        periods: of the series.
    """
    change = changes(value, before)
    labels = np.array([*periods, ""], dtype=object)[before.place]  # the last stands for no series
    missing = np.array([f"there is no figure of {label}" for label in labels], dtype=object)
    why = np.where(before.place == NO_SERIES, before.why, missing)
    return {
        "change": change,
        "direction_of_travel": direction(change, sign=sign),
        "why_no_change": np.where(np.isnan(change) & np.isfinite(value), why, ""),
    }


def trends(value: Numbers, interval: Interval, before: Previous) -> Columns:
    """The trend over the five consecutive periods that end with each series, and why there is none: councils × series each."""
    found = {name: np.full(value.shape, "", dtype=object) for name in ("trend", "why_no_trend")}
    for column in range(value.shape[1]):
        chain = _consecutive(before, column)
        if len(chain) < POINTS:
            found["why_no_trend"][:, column] = f"{len(chain)} of {POINTS} periods follow each other"
            continue
        trend = five_points(value[:, chain], interval.lower[:, chain], interval.upper[:, chain])
        found["trend"][:, column], found["why_no_trend"][:, column] = trend.verdict, trend.why
    return found


def _consecutive(before: Previous, column: int) -> list[int]:
    """The places of a series and of up to four that come just before it, the earliest first."""
    chain = [column]
    while len(chain) < POINTS and before.place[chain[0]] != NO_SERIES:
        chain.insert(0, int(before.place[chain[0]]))
    return chain


def positions(ours: Figures, *, sign: Numbers, breaks: Mapping[str, str] | None = None) -> Columns:
    """All of it for councils' figures.

    Args:
        ours: the councils' figures.
        sign: 1 where high is good, -1 where low is good, blank where neither is, series by series.
        breaks: for an indicator the first period whose figures cannot be compared with those before.

    Returns:
        arrays councils × series by name: ``lower`` and ``upper`` (95 per cent), ``lower998`` and ``upper998``, ``interval`` (by which
        method, or why there is none), ``rank``, ``ranked``, ``band``, ``needed``, ``change``, ``direction_of_travel``, ``why_no_change``,
        ``trend``, ``why_no_trend``.

    Raises:
        EvidenceError: a break is said to be at something that is no period.
    """
    before = previous(ours.series, breaks=breaks)
    usual, strict = interval_of(ours), interval_of(ours, confidence=STRICT)
    return {
        "lower": usual.lower,
        "upper": usual.upper,
        "lower998": strict.lower,
        "upper998": strict.upper,
        "interval": kind_of_interval(ours),
        **among_councils(ours.value, sign),
        **since(ours.value, before, sign, ours.series["period"].tolist()),
        **trends(ours.value, usual, before),
    }


def as_table(ours: Figures, columns: Columns, names: pd.Series[str]) -> pd.DataFrame:
    """Arrays as rows, council by council and series by series.

    Args:
        ours: the councils' figures.
        columns: arrays councils × series by name.
        names: of the councils, in the order of ``ours.areas``.
    """
    councils, series = ours.value.shape
    told: Columns = {
        "council": np.repeat(np.array(ours.areas, dtype=object), series),
        "name": np.repeat(names.to_numpy(dtype=object), series),
        "indicator": np.tile(ours.series["indicator"].to_numpy(dtype=object), councils),
        "period": np.tile(ours.series["period"].to_numpy(dtype=object), councils),
        "value": ours.value.ravel(),
        "numerator": np.where(np.isfinite(ours.value), ours.numerator, np.nan).ravel(),
        "denominator": np.where(np.isfinite(ours.value), ours.denominator, np.nan).ravel(),
    }
    return pd.DataFrame({**told, **{name: np.asarray(values).ravel() for name, values in columns.items()}})
