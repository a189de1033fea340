"""The observations as arrays, council by council and indicator by indicator, so that every comparison is one pass over them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating import reference
from csrating.schema import Level, Origin, Status

Numbers: TypeAlias = NDArray[np.float64]
Places: TypeAlias = NDArray[np.int64]

SERIES = ["indicator", "period", "period_end"]
NO_ROW = -1


@dataclass(frozen=True)
class Figures:
    """The figures of one set of areas: rows are the areas, columns the series (an indicator in a period).

    ``place`` holds the row of the observations that a figure came from, or ``NO_ROW`` where the area has none.
    """

    areas: tuple[str, ...]
    series: pd.DataFrame
    value: Numbers
    numerator: Numbers
    denominator: Numbers
    place: Places

    @property
    def scale(self) -> Numbers:
        """What a numerator over its denominator is multiplied by, series by series; blank where the unit is not a share or a rate."""
        return np.array([scale_of(str(unit)) for unit in self.series["unit"]])

    @property
    def in_shares(self) -> NDArray[np.bool_]:
        """Whether a figure is a part of a whole, series by series: offences per 100 young offenders are none and may exceed 100."""
        return np.array([is_share(str(unit)) for unit in self.series["unit"]], dtype=bool)


def is_share(unit: str) -> bool:
    """Whether figures in that unit are parts of a whole, such as children among all children.

    >>> is_share("per cent of schools"), is_share("offences per 100 young offenders")
    (True, False)
    """
    return unit == "per cent" or unit.startswith("per cent of ")


def scale_of(unit: str) -> float:
    """What a numerator over its denominator is multiplied by to be in that unit; blank where the unit is not a share or a rate.

    >>> scale_of("per cent"), scale_of("per 10,000 aged 0 to 17"), scale_of("score")
    (100.0, 10000.0, nan)
    """
    if is_share(unit):
        return 100.0
    found = re.search(r"\bper (\d[\d,]*)", unit)
    return float(found[1].replace(",", "")) if found else np.nan


def series_of(observations: pd.DataFrame) -> pd.DataFrame:
    """The series in the observations and their units, one row each, sorted by indicator and the end of the period."""
    found = observations[[*SERIES, "unit"]].drop_duplicates(SERIES)
    rank = found["indicator"].map({name: place for place, name in enumerate(reference.every_indicator()["indicator"])})
    return found.assign(rank=rank).sort_values(["rank", "period_end", "period"]).drop(columns="rank").reset_index(drop=True)


def figures(observations: pd.DataFrame, *, level: Level, areas: tuple[str, ...], series: pd.DataFrame) -> Figures:
    """The observations of that level laid out as arrays, areas × series.

    Args:
        observations: OBSERVATIONS.
        level: the kind of area wanted.
        areas: the areas, in the order wanted; rows about other areas are left out.
        series: what :func:`series_of` gave, in the order wanted.
    """
    at_level = np.flatnonzero((observations["level"] == str(level)).to_numpy() & observations["area"].isin(areas).to_numpy())
    rows = observations.iloc[at_level]
    row = pd.Index(areas).get_indexer(pd.Index(rows["area"]))
    column = pd.MultiIndex.from_frame(series[SERIES[:2]]).get_indexer(pd.MultiIndex.from_frame(rows[SERIES[:2]]))
    shape = (len(areas), len(series))
    place = np.full(shape, NO_ROW, dtype=np.int64)
    place[row, column] = at_level

    def laid_out(name: str) -> Numbers:
        laid = np.full(shape, np.nan)
        laid[row, column] = rows[name].to_numpy(dtype=float, na_value=np.nan)
        return laid

    reported = np.zeros(shape, dtype=bool)
    reported[row, column] = (rows["status"] == str(Status.REPORTED)).to_numpy()
    value = np.where(reported, laid_out("value"), np.nan)
    return Figures(areas, series, value, laid_out("numerator"), laid_out("denominator"), place)


def origin_of(observations: pd.DataFrame, series: pd.DataFrame) -> NDArray[np.object_]:
    """Whether each series rests on published figures, on demonstration figures, or on both."""
    kinds = observations[[*SERIES[:2], "origin"]].drop_duplicates()
    several = kinds.duplicated(SERIES[:2], keep=False)
    origin = kinds["origin"].mask(several, str(Origin.MIXED))
    found = kinds.assign(origin=origin).drop_duplicates(SERIES[:2]).set_index(SERIES[:2])["origin"]
    return found.reindex(pd.MultiIndex.from_frame(series[SERIES[:2]])).to_numpy(dtype=object)
