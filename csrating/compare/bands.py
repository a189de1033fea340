"""Quarters of councils: A the best to D the worst, alike whether high or low is good, with ends that can be printed and believed.

A figure exactly on an edge is in the better band, whichever way is good. The edges are those of the quantile of type 7, over all councils
with a figure, the council itself among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from csrating.compare.intervals import Numbers
from csrating.compare.quantiles import quantile

Words: TypeAlias = NDArray[np.object_]

BANDS = ("A", "B", "C", "D")
"""The quarters from best to worst."""

SHARES = (0.75, 0.5, 0.25)
"""The share of councils below the edge of each band but the last, counted in the direction that is good."""

LEAST = 4
"""With fewer figures than bands there are no quarters."""

MOST_DECIMALS = 12


def edges(values: ArrayLike, *, sign: ArrayLike = 1.0) -> Numbers:
    """The figure from which each band but the worst begins, from A to C, in the unit of the figures.

    Args:
        values: councils × anything.
        sign: 1 where high is good, -1 where low is good, blank where neither is; broadcast over the columns.

    Returns:
        three × the columns; blank where fewer than four councils have a figure, or there is no polarity.

    >>> edges([0.0, 25.0, 50.0, 75.0, 100.0]).tolist(), edges([0.0, 25.0, 50.0, 75.0, 100.0], sign=-1).tolist()
    ([75.0, 50.0, 25.0], [25.0, 50.0, 75.0])
    """
    sign = np.asarray(sign, dtype=float)
    return np.asarray(sign * _quantiles(sign * np.asarray(values, dtype=float)))


def _quantiles(values: Numbers) -> Numbers:
    """The quantiles of type 7 at :data:`SHARES` of the figures that are there, column by column."""
    ordered, number = np.sort(values, axis=0), np.isfinite(values).sum(axis=0)
    return np.stack([np.where(number >= LEAST, quantile(ordered, number, share, axis=0), np.nan) for share in SHARES])


def bands(values: ArrayLike, *, sign: ArrayLike = 1.0) -> Words:
    """The quarter of each figure: A, B, C or D; '' where there is no figure, no polarity, or too few to make quarters.

    Args:
        values: councils × anything.
        sign: 1 where high is good, -1 where low is good, blank where neither is; broadcast over the columns.

    >>> bands([0.0, 25.0, 50.0, 75.0, 100.0, np.nan]).tolist()
    ['D', 'C', 'B', 'A', 'A', '']
    >>> bands([0.0, 25.0, 50.0, 75.0, 100.0, np.nan], sign=-1).tolist()
    ['A', 'A', 'B', 'C', 'D', '']
    """
    good = np.asarray(sign, dtype=float) * np.asarray(values, dtype=float)
    found = np.full(good.shape, BANDS[-1], dtype=object)
    limits = _quantiles(good)
    for band, limit in reversed(list(zip(BANDS, limits, strict=False))):
        found[good >= limit] = band
    found[~(np.isfinite(good) & np.isfinite(limits[0]))] = ""
    return found


@dataclass(frozen=True)
class Printed:
    """How a band is printed: by the worst and the best figure in it, with so many decimals that no two bands touch."""

    band: str
    worst: float
    best: float
    decimals: int
    councils: int

    @property
    def text(self) -> str:
        """'B: 51.0 to 75.0', from the worse to the better end.

        >>> Printed("B", 51.0, 75.0, 1, 38).text
        'B: 51.0 to 75.0'
        """
        if not self.councils:
            return f"{self.band}: none"
        ends = [f"{end:,.{self.decimals}f}" for end in (self.worst, self.best)]
        return f"{self.band}: {' to '.join(dict.fromkeys(ends))}"


def printed(values: ArrayLike, *, sign: float, decimals: int) -> tuple[Printed, ...]:
    """The bands of one column of figures as they are printed: by the figures that are in them, so that they agree with the classification.

    Args:
        values: one for each council.
        sign: 1 where high is good, -1 where low is good.
        decimals: to how many the figures are printed; more are taken where two bands would print the same end.

    >>> [one.text for one in printed([0.0, 25.0, 50.0, 74.6, 75.0], sign=1, decimals=0)]
    ['A: 75', 'B: 50', 'C: 25', 'D: 0']
    """
    figures = np.asarray(values, dtype=float)
    of = bands(figures, sign=sign)
    members = {band: figures[of == band] for band in BANDS}
    ends = {band: (sign * (sign * some).min(), sign * (sign * some).max()) for band, some in members.items() if len(some)}
    shown = next((places for places in range(decimals, MOST_DECIMALS) if _apart(list(ends.values()), places)), MOST_DECIMALS)
    none = (np.nan, np.nan)
    return tuple(Printed(band, worst, best, shown, len(members[band])) for band in BANDS for worst, best in [ends.get(band, none)])


def _apart(ends: Sequence[tuple[float, float]], decimals: int) -> bool:
    """Whether no two neighbouring bands, the better one first, print the same figure where they meet."""
    return all(f"{better[0]:.{decimals}f}" != f"{worse[1]:.{decimals}f}" for better, worse in pairwise(ends))


def needed(values: ArrayLike, *, sign: ArrayLike = 1.0) -> Numbers:
    """The figure with which each council would be in the next better band, all others staying as they are; blank for those in A.

    The council's own figure is among those that make the edges, so its moving moves them: the answer is exact, and is the figure of
    another council, the last of the band aimed at.

    Args:
        values: councils × anything.
        sign: 1 where high is good, -1 where low is good, blank where neither is; broadcast over the columns.

    Returns:
        an array of the same shape, in the unit of the figures.

    >>> needed([0.0, 25.0, 50.0, 75.0, 100.0]).tolist()
    [25.0, 50.0, 75.0, nan, nan]
    """
    sign = np.asarray(sign, dtype=float)
    good = sign * np.asarray(values, dtype=float)
    of, number = bands(good), np.isfinite(good).sum(axis=0)
    order = np.argsort(good, axis=0, kind="stable")
    ordered = np.take_along_axis(good, order, axis=0)
    place = np.empty(order.shape, dtype=np.int64)
    np.put_along_axis(place, order, np.broadcast_to(np.arange(len(good)).reshape(-1, *[1] * (good.ndim - 1)), good.shape), axis=0)
    found = np.full(good.shape, np.nan)
    for band, share in zip(BANDS[1:], SHARES, strict=True):
        last = np.broadcast_to(np.ceil(np.maximum(number - 1, 0) * share).astype(np.int64) - 1, good.shape)
        without_itself = np.maximum(last, 0) + (place <= last)
        aim = np.take_along_axis(ordered, np.clip(without_itself, 0, len(good) - 1), axis=0)
        found = np.where(of == band, aim, found)
    return np.asarray(sign * found)
