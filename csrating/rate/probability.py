"""How firm each rating is: the numerators of the indicators drawn anew, as chance might have made them, and all rated each time."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from csrating import reference
from csrating.compare.baselines import neighbours
from csrating.compare.draws import drawn_counts
from csrating.compare.figures import NO_ROW, Figures, figures, series_of
from csrating.compare.groups import neighbour_rows
from csrating.compare.method import Method, method_of
from csrating.compare.rules import baseline_by, judged
from csrating.compare.standing import SIGN, left_over
from csrating.compare.uncertainty import are_counted
from csrating.errors import EvidenceError
from csrating.rate.entry import seed_given
from csrating.rate.footing import Footing, footing_of
from csrating.rate.rule import Mask, Numbers
from csrating.schema import Average, InLine, Level, Standing

if TYPE_CHECKING:
    from csrating.rate import Ratings

SEED = 2009
DRAWS = 10_000
FEWEST = 100
CHUNK = 500
"""Draws that are compared at once, so that they stay in the cache."""


@dataclass(frozen=True, eq=False)
class Probabilities:
    """How often each council would have each rating, by chance in the figures alone.

    ``table`` has one row for each council: council, name, rating and label as given; the probability of each rating by its words, and of
    ``not given``; ``as_given``, that of the rating it has; ``drawn`` and ``held_fixed``, how many of its compared indicators were drawn
    anew and how many were not, the latter by name in ``fixed``; origin. ``held_fixed`` names, for each indicator, how many councils'
    figures were held fixed, because their counts were not published. Grades of settings are a count of all settings and no sample: they are
    not drawn.
    """

    table: pd.DataFrame
    held_fixed: pd.DataFrame
    draws: int
    seed: int


@dataclass(frozen=True, eq=False)
class Column:
    """The figures of all councils in one indicator and its rated period, which way is good, and what is added to the seed."""

    indicator: str
    figures: Figures
    sign: float
    place: int

    @property
    def counted(self) -> Mask:
        """Which councils' figures have counts."""
        return np.asarray(np.logical_or(*are_counted(self.figures))[:, 0])

    def drawn(self, number: int, *, seed: int) -> Numbers:
        """The figures as they might have come out, councils × draws; those without counts as they are."""
        random = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(self.place,)))
        counted, is_share = self.counted, are_counted(self.figures)[0][:, 0]
        x, n = self.figures.numerator[counted, 0], self.figures.denominator[counted, 0]
        values = np.repeat(self.figures.value, number, axis=1)
        if counted.any():
            events = drawn_counts(x, n, share=is_share[counted], number=number, random=random)
            values[counted] = self.figures.scale[0] * (events / n[:, None])
        return values


def probabilities(ratings: Ratings, *, draws: int = DRAWS, seed: int = SEED) -> Probabilities:
    """The probability of each rating, council by council, by drawing the numerators of its own indicators and of its neighbours' anew.

    Args:
        ratings: what :func:`csrating.rate` gave.
        draws: how often.
        seed: of the random numbers; the same seed gives the same probabilities.

    Returns:
        the :class:`Probabilities`. A share is drawn by the binomial law about (x + 1/2) / (n + 1) and a rate by Poisson's about x + 1/2
        events (:func:`csrating.compare.draws.drawn_counts`), so that none of 20 is not taken for certain. A probability from 10,000 draws
        is itself uncertain by up to one in a hundred. Published figures hold chance already and drawing adds as much again, so that
        neighbours spread a little wider than they do: standings lean towards in line, and a rating near a cut may lean upwards.

    Raises:
        TableError: something else was given than ratings.
        EvidenceError: there are fewer than 100 draws, or the seed is no whole number from nought on.

    Source of the idea: R. Jacobs and M. Goddard, Public Money and Management 27 (2007) 103, on the star ratings of hospitals and councils.
    """
    seed_given(seed)
    if draws < FEWEST:
        raise EvidenceError(f"{draws!r} draws are asked for", expected=f"at least {FEWEST}, of which a share can be told")
    footing, method = footing_of(ratings), method_of(ratings.framework)
    columns = list(columns_of(ratings, footing.indicators))
    compare = _Comparer(method, ratings.neighbour_table, footing.codes)

    def good(column: Column) -> tuple[Mask, Mask]:
        return compare.in_line_or_above(column, column.drawn(draws, seed=seed))

    number_good = np.zeros((len(footing.codes), draws), dtype=np.int16)
    compared = np.zeros((len(footing.codes), draws), dtype=np.int16)
    with ThreadPoolExecutor() as threads:
        for is_good, is_compared in threads.map(good, columns):
            number_good += is_good
            compared += is_compared
    points = footing.rule.combined_points(footing.inspection_points[:, None], footing.rule.indicator_points(number_good, compared))
    numbers = footing.rated(points.T).T
    return Probabilities(_table(ratings, footing, numbers, columns), _held_fixed(columns), draws, seed)


def columns_of(ratings: Ratings, indicators: tuple[str, ...]) -> Iterator[Column]:
    """The figures of each indicator in the period that is rated.

    Args:
        ratings: what :func:`csrating.rate` gave.
        indicators: those wanted, in order.
    """
    register = reference.every_indicator()
    polarity, places = register.set_index("indicator")["polarity"], pd.Index(register["indicator"])
    periods = ratings.compared.drop_duplicates("indicator").set_index("indicator")["period"]
    observations = ratings.data.observations
    wanted = pd.MultiIndex.from_arrays([list(indicators), periods.reindex(list(indicators))])
    rated = observations[pd.MultiIndex.from_frame(observations[["indicator", "period"]]).isin(wanted)].reset_index(drop=True)
    series = series_of(rated)
    every = figures(rated, level=Level.COUNCIL, areas=tuple(ratings.table["council"]), series=series)
    for indicator in indicators:
        at = slice(column := series["indicator"].tolist().index(indicator), column + 1)
        one = Figures(
            every.areas,
            series.iloc[at].reset_index(drop=True),
            every.value[:, at],
            every.numerator[:, at],
            every.denominator[:, at],
            every.place[:, at],
        )
        yield Column(indicator, one, SIGN[polarity[indicator]], int(places.get_loc(indicator)))


class _Comparer:
    """Compares many draws of one indicator with the neighbours, by the method of a framework."""

    def __init__(self, method: Method, lists: pd.DataFrame, codes: tuple[str, ...]) -> None:
        self.method, self.lists = method, lists
        members = neighbour_rows(codes, lists)
        own, place = np.nonzero(members != NO_ROW)
        self.links = csr_array((np.ones(len(own)), (own, members[own, place])), shape=(len(codes), len(codes)))

    def in_line_or_above(self, column: Column, values: Numbers) -> tuple[Mask, Mask]:
        """Which draws are in line or above, and which can be compared: councils × draws each. A few draws at a time stay in the cache."""
        by_moments = self.method.in_line in (InLine.DEVIATIONS, InLine.TOLERANCE) and self.method.averaged is Average.MEAN
        way = self._by_moments if by_moments else self._by_all
        good, can = np.zeros(values.shape, dtype=bool), np.zeros(values.shape, dtype=bool)
        for start in range(0, values.shape[1], CHUNK):
            at = slice(start, start + CHUNK)
            good[:, at], can[:, at] = way(column, values[:, at])
        return good, can

    def _by_moments(self, column: Column, values: Numbers) -> tuple[Mask, Mask]:
        """By the neighbours' mean and standard deviation, which sums over them give: who has a figure is the same in every draw."""
        has = np.isfinite(column.figures.value[:, 0])
        middle = np.mean(column.figures.value[has])
        number = (self.links @ has.astype(float))[:, None]
        centred = np.where(has[:, None], values - middle, 0.0)
        with np.errstate(divide="ignore", invalid="ignore"):
            mean = (self.links @ centred) / number
            if self.method.in_line is InLine.DEVIATIONS:
                squares = self.links @ np.square(centred) - number * np.square(mean)
                reach = self.method.reach * np.sqrt(np.maximum(squares, 0.0) / (number - 1))
            else:
                reach = self.method.reach * np.abs(mean + middle)
            can = has[:, None] & (number >= self.method.least) & np.isfinite(reach)
            return can & (column.sign * (centred - mean) >= -reach - left_over(values)), can

    def _by_all(self, column: Column, values: Numbers) -> tuple[Mask, Mask]:
        """By the very comparison that was rated, each draw a series of its own."""
        some = _as_series(column.figures, values)
        near = baseline_by(self.method, some, neighbours(some, self.lists, average=self.method.averaged))
        standing = judged(self.method, some, near, sign=np.full(some.value.shape[1], column.sign)).standing
        can = standing != str(Standing.NOT_COMPARABLE)
        return can & (standing != str(Standing.BELOW)), can


def _as_series(one: Figures, values: Numbers) -> Figures:
    """Draws of one series as so many series, their numerators following from the figures."""
    number = values.shape[1]
    series = pd.DataFrame(np.repeat(one.series.to_numpy(dtype=object), number, axis=0), columns=one.series.columns)
    denominator = np.repeat(one.denominator, number, axis=1)
    counted = np.logical_or(*are_counted(one))
    numerator = np.where(counted, np.rint(values * denominator / one.scale[0]), one.numerator)
    return Figures(one.areas, series, values, numerator, denominator, np.full(values.shape, NO_ROW, dtype=np.int64))


def _table(ratings: Ratings, footing: Footing, numbers: NDArray[np.int8], columns: list[Column]) -> pd.DataFrame:
    shares = {str(ratings.framework.outcome(number)): (numbers == number).mean(axis=1) for number in (4, 3, 2, 1)}
    given = ratings.table["rating"].fillna(0).to_numpy(dtype=int)
    counted = np.array([column.counted for column in columns])
    there = np.isfinite(footing.standings).T
    fixed = ~counted & there
    return ratings.table[["council", "name", "rating", "label"]].assign(
        **shares,
        **{"not given": (numbers == 0).mean(axis=1)},
        as_given=(numbers == given[:, None]).mean(axis=1),
        drawn=(counted & there).sum(axis=0),
        held_fixed=fixed.sum(axis=0),
        fixed=[", ".join(np.array(footing.indicators)[own]) for own in fixed.T],
        origin=ratings.table["origin"],
    )


def _held_fixed(columns: list[Column]) -> pd.DataFrame:
    """For each indicator with figures that were not drawn, how many councils' those are, and of how many."""
    names = reference.every_indicator().set_index("indicator")["short"]
    rows = [
        {
            "indicator": column.indicator,
            "short": names[column.indicator],
            "councils": int((np.isfinite(column.figures.value[:, 0]) & ~column.counted).sum()),
            "with_data": int(np.isfinite(column.figures.value).sum()),
            "why": "no denominator is published",
        }
        for column in columns
    ]
    found = pd.DataFrame(rows, columns=["indicator", "short", "councils", "with_data", "why"])
    return found[found["councils"] > 0].reset_index(drop=True)
