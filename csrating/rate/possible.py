"""Which standings a council could have in each indicator, were the missing figures known: nothing is imputed, all is allowed for.

A missing cell may hold any figure that its unit allows (:func:`span_of`), or none. A cell that is published as not applicable is not
missing: there can be no figure. The council's own figure and those of its similar areas are in cells of their own, so that each may be
anything whatever the others are; what follows for one indicator is therefore exact, and so is what follows for one council.

Everything here is turned by polarity first, so that more is better, and "below" is below the lower edge of the zone of what is in line. The
question is how low and how high that edge could lie.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from csrating import reference
from csrating.compare.figures import NO_ROW
from csrating.compare.groups import LEAST as LEAST_FOR_QUARTILES, neighbour_rows
from csrating.compare.method import Method, method_of
from csrating.compare.quantiles import quantile
from csrating.compare.standing import SIGN, left_over
from csrating.rate.footing import Counts
from csrating.rate.rule import Mask, Numbers
from csrating.schema import Against, Average, InLine, Standing, Status

if TYPE_CHECKING:
    from csrating.rate import Ratings

BEYOND = 1e12
"""Stands for a figure without end where quantiles are taken: beyond every figure that is published."""

_CHANGES = {"per cent change": (-100.0, np.inf), "per cent reduction": (-np.inf, 100.0), "percentage points": (-100.0, 100.0)}


def span_of(unit: str) -> tuple[float, float]:
    """The lowest and the highest figure that a unit allows.

    Shares lie between 0 and 100, and the gap between two shares in percentage points between -100 and 100; nothing can fall by more than
    100 per cent, and there is no end to how far it can rise. Rates, scores and months start from 0 and have no end, since the register
    names none.

    >>> span_of("per cent of schools"), span_of("months"), span_of("per cent reduction")
    ((0.0, 100.0), (0.0, inf), (-inf, 100.0))
    """
    changes = next((span for name, span in _CHANGES.items() if unit.startswith(name)), None)
    return changes or ((0.0, 100.0) if unit.startswith("per cent") else (0.0, np.inf))


@dataclass(frozen=True, eq=False)
class Possible:
    """What could be: councils × ``indicators``.

    ``good``, ``below`` and ``none`` say whether the council could be in line with or above its similar areas, below them, or without a
    comparison. ``own_missing`` where its own figure is, ``neighbours_missing`` how many of its similar areas' are. ``exact`` is not so
    where the rule for in line is one of which only that anything is possible is known.
    """

    indicators: tuple[str, ...]
    good: Mask
    below: Mask
    none: Mask
    own_missing: Mask
    neighbours_missing: Counts
    exact: Mask

    @property
    def is_open(self) -> Mask:
        """Where more than one of the three is possible."""
        return np.asarray(self.good.astype(int) + self.below + self.none > 1)


@dataclass(frozen=True, eq=False)
class Cells:
    """The figures that counted indicators rest on, turned so that more is better.

    ``value`` and ``missing`` are councils × indicators, ``low`` and ``high`` the span of each indicator, ``members`` the similar areas of
    each council as row numbers.
    """

    value: Numbers
    missing: Mask
    low: Numbers
    high: Numbers
    members: NDArray[np.int64]

    @cached_property
    def near(self) -> Numbers:
        """The figures of the similar areas: councils × places × indicators."""
        padded = np.vstack([self.value, np.full((1, self.value.shape[1]), np.nan)])
        return np.asarray(padded[self.members])

    @cached_property
    def near_missing(self) -> Mask:
        """Which of those are missing."""
        padded = np.vstack([self.missing, np.zeros((1, self.missing.shape[1]), dtype=bool)])
        return np.asarray(padded[self.members])

    @cached_property
    def number_missing(self) -> Counts:
        """How many similar areas' figures are missing."""
        return np.asarray(self.near_missing.sum(axis=1), dtype=np.int64)

    @cached_property
    def known(self) -> Counts:
        """How many are known."""
        return np.asarray(np.isfinite(self.near).sum(axis=1), dtype=np.int64)

    @cached_property
    def mean(self) -> Numbers:
        """The mean of those known; the nearest end of the span to nought where there is none, which then weighs nothing."""
        total = np.where(np.isfinite(self.near), self.near, 0.0).sum(axis=1)
        empty = np.broadcast_to(np.clip(0.0, self.low, self.high), total.shape)
        return np.asarray(np.divide(total, self.known, out=empty.astype(float), where=self.known > 0))

    @cached_property
    def squares(self) -> Numbers:
        """The sum of squares of those known about their mean."""
        apart = self.near - self.mean[:, None, :]
        return np.asarray(np.where(np.isfinite(apart), apart**2, 0.0).sum(axis=1))

    def filled(self, number: int, figure: Numbers) -> Numbers:
        """The similar areas' figures in rising order, so many of the missing ones filled with a figure for each indicator."""
        fill = self.near_missing & (np.cumsum(self.near_missing, axis=1) <= number)
        stand_in = np.broadcast_to(np.clip(figure, -BEYOND, BEYOND), self.near.shape)
        return np.asarray(np.sort(np.where(fill, stand_in, self.near), axis=1))


Edges: TypeAlias = tuple[Numbers, Numbers]
"""The lowest and the highest that the lower edge of the zone could be."""


def possible_standings(ratings: Ratings) -> Possible:
    """What each council's standing could be in every counted indicator, also in those for which nobody has a figure.

    Args:
        ratings: what :func:`csrating.rate` gave.

    Returns:
        the :class:`Possible`. Exact for the rules of standard deviations about the mean, relative tolerance and quartiles; by the others,
        anything is possible wherever the council's own figure or one of its similar areas' is missing.
    """
    indicators, units = _counted(ratings)
    now, value, status = _as_rated(ratings, indicators)
    method = method_of(ratings.framework)
    own_known = np.isfinite(value)
    missing = ~own_known & (status != str(Status.NOT_APPLICABLE))
    cells = _cells(ratings, indicators, units, value, missing)
    edges = _EDGES.get((method.in_line, method.averaged))
    good, below = _any(cells, method) if edges is None else _by_edges(cells, method, edges)
    touched = missing | (own_known & (cells.number_missing > 0))
    compared = now != str(Standing.NOT_COMPARABLE)
    is_good, is_below = compared & (now != str(Standing.BELOW)), now == str(Standing.BELOW)
    return Possible(
        indicators=indicators,
        good=np.asarray((good & touched) | is_good),
        below=np.asarray((below & touched) | is_below),
        none=~compared,
        own_missing=missing,
        neighbours_missing=cells.number_missing,
        exact=~touched if edges is None else np.ones(missing.shape, dtype=bool),
    )


def _counted(ratings: Ratings) -> tuple[tuple[str, ...], list[str]]:
    """The indicators that count towards a rating, and their units."""
    names = ratings.framework.edition.counting
    return names, reference.every_indicator().set_index("indicator")["unit"].reindex(list(names)).tolist()


def _as_rated(ratings: Ratings, indicators: tuple[str, ...]) -> tuple[NDArray[np.object_], Numbers, NDArray[np.object_]]:
    """The standings against similar areas, the figures and their status as they were rated; "no row" where there is none."""
    near = ratings.compared[ratings.compared["against"] == str(Against.NEIGHBOURS)].set_index(["council", "indicator"])
    every = pd.MultiIndex.from_product([ratings.table["council"], indicators])
    rows, shape = near[["standing", "value", "status"]].reindex(every), (len(ratings.table), len(indicators))
    standing = rows["standing"].astype(object).fillna(str(Standing.NOT_COMPARABLE)).to_numpy(dtype=object)
    status = rows["status"].astype(object).fillna("no row").to_numpy(dtype=object)
    return standing.reshape(shape), rows["value"].to_numpy(dtype=float).reshape(shape), status.reshape(shape)


def _cells(ratings: Ratings, indicators: tuple[str, ...], units: list[str], value: Numbers, missing: Mask) -> Cells:
    polarity = reference.every_indicator().set_index("indicator")["polarity"].reindex(list(indicators))
    sign = np.array([SIGN[word] for word in polarity])
    ends = np.array([span_of(unit) for unit in units]) * sign[:, None]
    members = neighbour_rows(tuple(ratings.table["council"]), ratings.neighbour_table)
    members = np.where(members == NO_ROW, len(value), members)
    return Cells(sign * value, missing, ends.min(axis=1), ends.max(axis=1), members)


def _any(cells: Cells, method: Method) -> tuple[Mask, Mask]:
    """Anything, where enough similar areas could have a figure."""
    could = cells.known + cells.number_missing >= method.least
    return could, could


def _by_edges(cells: Cells, method: Method, edges: Callable[[Cells, int, float], Edges]) -> tuple[Mask, Mask]:
    """Where the council could be in line or above, and where below, with any number of the missing figures of similar areas filled in."""
    highest_own = np.where(cells.missing, cells.high, cells.value)
    lowest_own = np.where(cells.missing, cells.low, cells.value)
    good, below = np.zeros(cells.value.shape, dtype=bool), np.zeros(cells.value.shape, dtype=bool)
    # A figure that may be anything need not lie on an edge by chance.
    lies_on_it = left_over(np.where(cells.missing, 0.0, cells.value))
    for number in range(int(cells.number_missing.max(initial=0)) + 1):
        could = (cells.number_missing >= number) & (cells.known + number >= method.least)
        # Where nothing is filled in and the own figure is known the standing is as it was rated.
        could &= (number > 0) | cells.missing
        lowest, highest = edges(cells, number, method.reach)
        good |= could & (highest_own >= lowest - lies_on_it)
        below |= could & (lowest_own < highest - lies_on_it)
    return good, below


def deviation_edges(cells: Cells, number: int, width: float) -> Edges:
    """How low and how high the mean less ``width`` standard deviations could lie with ``number`` missing figures filled in.

    With k figures known (mean m, sum of squares about it S) and j filled in, of n = k + j, the edge is concave in the figures filled in and
    does not ask which is which. So it is highest where all of them are equal: at a distance u from m it is
    ``m + a u - w sqrt((S + b u^2) / c)`` with a = j/n, b = kj/n and c = n - 1. That is greatest at
    ``u = a sqrt(c S / (b (w^2 b - a^2 c)))`` where w^2 b > a^2 c, and rises without end where not. It is lowest at a corner, some of them
    at the upper end of the span and the rest at the lower; with no upper end it falls without end where one figure alone pulls it down,
    which it does where w > 1 / sqrt(n).

    Args:
        cells: the figures.
        number: how many are filled in; cells of which fewer are missing are not to be read.
        width: of the zone, in standard deviations.

    Source of the formula: our own, from the mean and variance of two groups put together.
    """
    k, mean, squares = cells.known.astype(float), cells.mean, cells.squares
    low, high = (np.broadcast_to(end, mean.shape) - mean for end in (cells.low, cells.high))
    n = k + number

    def edge(total: Numbers, raised: Numbers) -> Numbers:
        """The edge where the figures filled in have these sums of distances from the mean and of their squares."""
        spread = (squares + raised - total**2 / n) / (n - 1)
        return np.asarray(mean + total / n - width * np.sqrt(np.maximum(spread, 0.0)))

    with np.errstate(divide="ignore", invalid="ignore"):
        if number == 0:
            now = edge(np.zeros_like(mean), np.zeros_like(mean))
            return now, now
        return _lowest_deviation(edge, low, high, n, number, width), _highest_deviation(edge, low, high, (k, mean, squares), number, width)


def _lowest_deviation(
    edge: Callable[[Numbers, Numbers], Numbers], low: Numbers, high: Numbers, n: Numbers, number: int, width: float
) -> Numbers:
    """The lowest of the corners; without end where the span has no lower end, or where one figure without end pulls the edge down."""
    bottom, top = np.where(np.isfinite(low), low, 0.0), np.where(np.isfinite(high), high, np.where(np.isfinite(low), low, 0.0))
    corners = [edge(up * top + (number - up) * bottom, up * top**2 + (number - up) * bottom**2) for up in range(number + 1)]
    endless = np.isneginf(low) | (np.isposinf(high) & (width > 1 / np.sqrt(n)))
    return np.where(endless, -np.inf, np.min(corners, axis=0))


def _highest_deviation(
    edge: Callable[[Numbers, Numbers], Numbers],
    low: Numbers,
    high: Numbers,
    known: tuple[Numbers, Numbers, Numbers],
    number: int,
    width: float,
) -> Numbers:
    """The edge where all the figures filled in are equal and as far from the mean as is best."""
    k, mean, squares = known
    n = k + number
    a, b, c = number / n, k * number / n, n - 1
    slack = width**2 * b - a**2 * c
    best = np.where(slack > 0, a * np.sqrt(c * squares / (b * slack)), np.inf)
    at = np.clip(best, low, high)
    there = edge(number * np.where(np.isfinite(at), at, 0.0), number * np.where(np.isfinite(at), at, 0.0) ** 2)
    endless = np.where(slack < 0, np.inf, mean)  # at a slack of nought it nears the mean and never gets there
    inside = mean - np.sqrt(np.maximum(squares * slack / (b * c), 0.0))
    return np.where(np.isposinf(at), endless, np.where((slack > 0) & (at == best), inside, there))


def tolerance_edges(cells: Cells, number: int, width: float, *, median: bool = False) -> Edges:
    """The same for the average less a share of its size: the average rises with every figure, and the edge turns where it is nought."""
    lowest, highest = _median_range(cells, number) if median else _mean_range(cells, number)
    nought = np.clip(0.0, lowest, highest)
    with np.errstate(invalid="ignore"):
        found = [average - width * np.abs(average) for average in (lowest, nought, highest)]
        found[-1] = np.where(np.isposinf(highest), np.sign(1.0 - width) * np.inf if width != 1 else 0.0, found[-1])
    return np.min(found, axis=0), np.max(found, axis=0)


def _mean_range(cells: Cells, number: int) -> Edges:
    n = cells.known + number
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = [cells.known * cells.mean + (number * end if number else 0.0) for end in (cells.low, cells.high)]
        return ends[0] / n, ends[1] / n


def _median_range(cells: Cells, number: int) -> Edges:
    ends = [_quantile(cells, number, 0.5, end) for end in (cells.low, cells.high)]
    return ends[0], ends[1]


def quartile_edges(cells: Cells, number: int, width: float) -> Edges:
    """The same for the lower quartile, which rises with every figure; blank where fewer figures than quartiles take would be there."""
    enough = cells.known + number >= LEAST_FOR_QUARTILES
    lowest, highest = (np.where(enough, _quantile(cells, number, 0.25, end), np.nan) for end in (cells.low, cells.high))
    return lowest, highest


def _quantile(cells: Cells, number: int, share: float, end: ArrayLike) -> Numbers:
    figures = cells.filled(number, np.asarray(end, dtype=float))
    return quantile(figures, np.asarray(np.isfinite(figures).sum(axis=1)), share, axis=1)


def _median_tolerance_edges(cells: Cells, number: int, width: float) -> Edges:
    return tolerance_edges(cells, number, width, median=True)


_EDGES: dict[tuple[InLine, Average], Callable[[Cells, int, float], Edges]] = {
    (InLine.DEVIATIONS, Average.MEAN): deviation_edges,
    (InLine.TOLERANCE, Average.MEAN): tolerance_edges,
    (InLine.TOLERANCE, Average.MEDIAN): _median_tolerance_edges,
    (InLine.QUARTILES, Average.MEAN): quartile_edges,
    (InLine.QUARTILES, Average.MEDIAN): quartile_edges,
}
"""The rules of which it is known how far missing figures can move their edge."""
