"""The rows of small trend charts: one council's figures of several indicators, made for all councils at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating import reference
from csrating.compare.figures import Figures, figures, series_of
from csrating.compare.groups import group, neighbour_rows
from csrating.compare.trends import NO_SERIES, previous
from csrating.errors import EvidenceError
from csrating.rate import Ratings
from csrating.reference import Indicator
from csrating.schema import Against, Level, Standing
from csrating.tell.charts.asked import terms_of
from csrating.tell.charts.trend_rows import slots

MOST = 8
"""So many indicators are drawn where nobody says which."""

_SERIES = ["indicator", "period"]
_FROM_NEAR = {"baseline": "neighbours"}
_FROM_NATION = {"baseline": "england", "method": "england_method"}
_COLUMNS = [
    *("indicator", "short", "slot", "period", "rated", "council", "name", "value", "status", "england", "england_method"),
    *("neighbours", "neighbours_low", "neighbours_high", "with_data", "of", "standing", "follows", "unit", "polarity", "origin", "ref"),
]


@dataclass(frozen=True, eq=False)
class Trends:
    """The rows of every council, where each council's are, and the distances from the similar areas by which the weakest are found."""

    rows: pd.DataFrame
    places: dict[str, NDArray[Any]]
    weakest: dict[str, list[str]]

    @cached_property
    def indicators(self) -> list[str]:
        """The indicator of each row."""
        return list(self.rows["indicator"].tolist())

    @cached_property
    def told(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The indicators and the periods of which there are figures."""
        return tuple(self.rows["indicator"].unique().tolist()), tuple(self.rows["period"].unique().tolist())


def trends_rows(ratings: Ratings, code: str, indicators: Sequence[Indicator]) -> pd.DataFrame:
    """The periods of some indicators, one indicator after the other, the earliest period first.

    Args:
        ratings: the ratings of all councils.
        code: the council's department code.
        indicators: which, in the order wanted.

    Returns:
        columns indicator, short, slot (0 the first period; where periods are missing, their slots stay empty), period, rated (whether that
        period is the rated one), council, name, value, status, england with its method, neighbours (their average, blank where none has a
        figure) and the lowest and highest of them, with_data of ``of`` similar areas, standing, follows (whether the period just before is
        there too, so that a line may lead from it), unit, polarity, origin, ref.

    Raises:
        EvidenceError: nobody has a figure of one of the indicators, or the council has none of any.
    """
    every = trends_of(ratings)
    own = every.places[code]
    parts: dict[str, list[int]] = {}
    for at in own.tolist():
        parts.setdefault(every.indicators[at], []).append(at)
    for one in indicators:
        if one.indicator not in parts:
            do = "Choose another indicator, or read a folder that holds its figures."
            raise EvidenceError(f"{one.indicator} ({one.short}) has no figures in the data", do=do)
    rows = every.rows.take([at for one in indicators for at in parts[one.indicator]]).reset_index(drop=True)
    if rows["value"].notna().sum() == 0:
        name = str(every.rows["name"].iloc[own[0]]) if len(own) else code
        raise EvidenceError(f"{name} has no figures over the periods to draw", do="Choose other indicators, or read a folder with figures.")
    return rows


@lru_cache(maxsize=2)
def trends_of(ratings: Ratings) -> Trends:
    """What the small trend charts of all councils are drawn from, worked out together, since 152 pages ask for them.

    Args:
        ratings: what :func:`csrating.rate` gave.
    """
    rows = _rows(ratings)
    places = {str(code): np.asarray(at) for code, at in rows.groupby("council", sort=False).indices.items()}
    return Trends(rows, places, _weakest(ratings, rows))


def _rows(ratings: Ratings) -> pd.DataFrame:
    keys = ["council", *_SERIES]
    near = _against(ratings, Against.NEIGHBOURS, [*_FROM_NEAR, *(name for name in _COLUMNS if name in ratings.comparisons)])
    nation = _against(ratings, Against.ENGLAND, [*keys, *_FROM_NATION])
    rows = near.rename(columns=_FROM_NEAR).merge(nation.rename(columns=_FROM_NATION), on=keys, how="left", validate="one_to_one")
    ours = _figures(ratings)
    at = pd.MultiIndex.from_frame(ours.series[_SERIES]).get_indexer(pd.MultiIndex.from_frame(rows[_SERIES]))
    rows = rows.assign(at=at).merge(_periods(ratings, ours.series), left_on="at", right_index=True, validate="many_to_one")
    council = pd.Index(ours.areas).get_indexer(pd.Index(rows["council"]))
    ends = {f"neighbours_{name}": values[council, rows["at"]] for name, values in _ranges(ratings, ours).items()}
    order = np.lexsort((rows["at"], council))
    return rows.assign(**ends).iloc[order].reset_index(drop=True)[_COLUMNS]


def _against(ratings: Ratings, against: Against, columns: list[str]) -> pd.DataFrame:
    """Some columns of the comparisons with one baseline."""
    return ratings.comparisons.loc[ratings.comparisons["against"] == str(against), columns]


def _figures(ratings: Ratings) -> Figures:
    observations = ratings.data.observations
    return figures(observations, level=Level.COUNCIL, areas=ratings.framework.edition.codes, series=series_of(observations))


def _periods(ratings: Ratings, series: pd.DataFrame) -> pd.DataFrame:
    """What is the same for every council, series by series: the slot, whether the period before is there, whether it is the rated one."""
    before = previous(series[_SERIES], breaks=terms_of(ratings).breaks)
    slot = np.concatenate([slots(list(some)) for _, some in series.groupby("indicator", sort=False)["period"]])
    rated = set(ratings.compared[_SERIES].drop_duplicates().itertuples(index=False, name=None))
    short = reference.every_indicator().set_index("indicator")["short"]
    return pd.DataFrame(
        {
            "slot": slot,
            "follows": before.place != NO_SERIES,
            "rated": [pair in rated for pair in series[_SERIES].itertuples(index=False, name=None)],
            "short": series["indicator"].map(short),
        }
    )


def _ranges(ratings: Ratings, ours: Figures) -> dict[str, NDArray[Any]]:
    """The lowest and the highest figure of the similar areas, councils × series; blank where none has one."""
    near = group(ours, neighbour_rows(ours.areas, terms_of(ratings).counted_lists)).values
    return {"low": np.fmin.reduce(near, axis=1), "high": np.fmax.reduce(near, axis=1)}


def _weakest(ratings: Ratings, rows: pd.DataFrame) -> dict[str, list[str]]:
    """Each council's indicators with two figures in a row, those furthest below the similar areas in the rated period first."""
    known = rows["value"].notna()
    leads = rows["follows"] & known & known.shift(fill_value=False)
    several = set(rows.loc[leads, ["council", "indicator"]].itertuples(index=False, name=None))
    near = ratings.compared[ratings.compared["against"] == str(Against.NEIGHBOURS)]
    near = near[(near["standing"] != str(Standing.NOT_COMPARABLE)) & (near["spread"] > 0)]
    near = near.assign(distance=near["gap"] / near["spread"]).sort_values("distance", kind="stable")
    found: dict[str, list[str]] = {}
    for council, indicator in near[["council", "indicator"]].itertuples(index=False, name=None):
        if (council, indicator) in several:
            found.setdefault(council, []).append(indicator)
    return found
