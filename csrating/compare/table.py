"""The comparisons as a table: one row per council, indicator, period and baseline, by one method."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating import reference
from csrating.compare.baselines import Baseline, council_type, england, neighbours, region, user_group
from csrating.compare.figures import NO_ROW, Figures, Numbers, figures, origin_of, series_of
from csrating.compare.groups import mutual
from csrating.compare.method import Method
from csrating.compare.rules import average_matters, baseline_by, judged
from csrating.compare.standing import OUTSIDE, SIGN, STANDINGS, Codes, left_over
from csrating.reference import Edition, edition
from csrating.schema import COMPARISONS, VERDICTS, Against, Level, check

Texts: TypeAlias = Any
"""A column of text as pandas holds it."""

DIRECTIONS = ("unknown", "equal", "higher", "lower")
_UNKNOWN, _EQUAL, _HIGHER, _LOWER = range(len(DIRECTIONS))


@dataclass(frozen=True, eq=False)
class Terms:
    """On what terms councils are compared: the method, and neighbours (columns council, position, neighbour) of a vintage and edition."""

    method: Method
    lists: pd.DataFrame
    vintage: str
    edition: Edition = field(default_factory=edition)

    @property
    def counted_lists(self) -> pd.DataFrame:
        """The neighbours that count: all, or the mutual ones alone."""
        return mutual(self.lists) if self.method.mutual_only else self.lists

    @property
    def breaks(self) -> dict[str, str]:
        """The breaks in series, each indicator by its number.

        Raises:
            ReferenceDataError: an indicator is not in the register.
        """
        return {reference.indicator(name).indicator: period for name, period in self.method.breaks.items()}

    @property
    def vintage_told(self) -> str:
        """The vintage, and whether only the mutual ones count."""
        return f"{self.vintage}, mutual only" if self.method.mutual_only else self.vintage


def compared(observations: pd.DataFrame, terms: Terms) -> pd.DataFrame:
    """All councils against all baselines: COMPARISONS.

    Args:
        observations: OBSERVATIONS.
        terms: the method and the neighbours.

    Raises:
        ReferenceDataError: a group of the method names something that is no council, or a council twice.
    """
    councils = terms.edition.councils()
    series = series_of(observations)
    ours = figures(observations, level=Level.COUNCIL, areas=tuple(councils["code"]), series=series)
    origin = origin_of(observations, ours.series)
    tables = [
        _rows(observations, councils, ours, baseline_by(terms.method, ours, baseline), terms, origin)
        for baseline in _baselines(observations, councils, ours, terms)
    ]
    return check(COMPARISONS, pd.concat(tables, ignore_index=True))


def _baselines(observations: pd.DataFrame, councils: pd.DataFrame, ours: Figures, terms: Terms) -> list[Baseline]:
    """England, the regions and the neighbours, and what else the method asks for."""

    def published(level: Level, areas: tuple[str, ...]) -> Figures:
        return figures(observations, level=level, areas=areas, series=ours.series)

    method, average = terms.method, terms.method.averaged
    found = [
        england(ours, published(Level.ENGLAND, ("England",))),
        region(ours, published(Level.REGION, _region_names(councils)), councils["region"]),
        neighbours(ours, terms.counted_lists, average=average),
    ]
    if method.council_types:
        found.append(council_type(ours, councils["type"].tolist(), average=average))
    codes = {name: [terms.edition.council(one).code for one in some] for name, some in method.groups.items()}
    return [*found, *(user_group(ours, name, some, average=average) for name, some in codes.items())]


def _region_names(councils: pd.DataFrame) -> tuple[str, ...]:
    return tuple(sorted({*councils["region"], "London"}))


def _polarity(series: pd.DataFrame) -> NDArray[np.object_]:
    return _polarities().reindex(series["indicator"]).to_numpy(dtype=object)


@cache
def _polarities() -> pd.Series[str]:
    return reference.every_indicator().set_index("indicator")["polarity"]


def sign_of(series: pd.DataFrame) -> Numbers:
    """1 where high is good, -1 where low is good, blank where neither is, series by series."""
    return np.array([SIGN[polarity] for polarity in _polarity(series)])


def _rows(
    observations: pd.DataFrame, councils: pd.DataFrame, ours: Figures, baseline: Baseline, terms: Terms, origin: NDArray[np.object_]
) -> pd.DataFrame:
    """One baseline's comparisons as rows, council by council and series by series."""
    sign = sign_of(ours.series)
    found = judged(terms.method, ours, baseline, sign=sign)
    blank = np.full(ours.value.shape, np.nan)
    without_one = (blank, blank) if baseline.has_itself else baseline.leave_one_out
    shape = ours.value.shape

    of_council, of_series = np.repeat(np.arange(shape[0]), shape[1]), np.tile(np.arange(shape[1]), shape[0])

    def by_council(values: Any) -> Texts:
        return taken(values, of_council)

    def by_series(values: Any) -> Texts:
        return taken(values, of_series)

    return pd.DataFrame(
        {
            "council": by_council(councils["code"]),
            "name": by_council(councils["name"]),
            "indicator": by_series(ours.series["indicator"]),
            "period": by_series(ours.series["period"]),
            "period_end": ours.series["period_end"].to_numpy()[of_series],
            "against": str(baseline.against),
            "baseline_area": texts(baseline.area),
            "method": texts(baseline.method),
            "rule": terms.method.told,
            "value": ours.value.ravel(),
            "status": _cells(observations["status"], ours.place, "no row"),
            "baseline": baseline.level.ravel(),
            "gap": found.gap.ravel(),
            "spread": baseline.spread.ravel(),
            "in_line_low": found.zone.low.ravel(),
            "in_line_high": found.zone.high.ravel(),
            "standing": taken(STANDINGS, found.standings.ravel()),
            "verdict": taken(VERDICTS, found.verdicts.ravel()),
            "direction": taken(DIRECTIONS, _directions(ours.value, baseline.level).ravel()),
            "outside": taken(OUTSIDE, found.outsides.ravel()),
            "to_edge": found.to_edge.ravel(),
            "with_data": baseline.with_data.ravel(),
            "of": baseline.of.ravel(),
            "median": baseline.median.ravel(),
            "pooled": baseline.pooled.ravel(),
            "without_one_low": without_one[0].ravel(),
            "without_one_high": without_one[1].ravel(),
            "average_matters": average_matters(terms.method, ours, baseline, found, sign=sign).ravel(),
            "why": taken(found.reasons, found.whys.ravel()),
            "polarity": by_series(_polarity(ours.series)),
            "unit": by_series(ours.series["unit"]),
            "vintage": terms.vintage_told if baseline.against == str(Against.NEIGHBOURS) else "",
            "origin": by_series(origin),
            "ref": _cells(observations["ref"], ours.place, ""),
            "baseline_ref": _cells(observations["ref"], baseline.place, ""),
        }
    )


def texts(values: NDArray[np.object_]) -> Texts:
    """Texts of which there are few different ones, laid out in one column: each is made once and taken where it stands."""
    places, different = pd.factorize(values.ravel())
    return taken(different, places)


def taken(different: Any, places: Codes) -> Texts:
    """The texts that stand at some places of a few, blank at place -1."""
    column: Texts = pd.Series(different, dtype="str").array
    return column.take(places, allow_fill=True)


def _cells(column: pd.Series[str], place: NDArray[np.int64], missing: str) -> Texts:
    cells: Texts = column.array
    return cells.take(np.where(place == NO_ROW, -1, place).ravel(), allow_fill=True, fill_value=missing)


def _directions(value: NDArray[np.float64], baseline: NDArray[np.float64]) -> Codes:
    """Higher or lower as numbers, whatever the polarity: what a reader would see; as places among DIRECTIONS."""
    apart, nothing = value - baseline, left_over(value)
    return np.where(apart > nothing, _HIGHER, np.where(-apart > nothing, _LOWER, np.where(np.isfinite(apart), _EQUAL, _UNKNOWN)))
