"""How many more or fewer of those whom an indicator counts would give a council another standing, its denominator staying as it is.

What an indicator counts are mostly children, but also schools, assessments or offences; here they are all called cases.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from csrating.compare.baselines import Baseline, neighbours
from csrating.compare.figures import Figures
from csrating.compare.method import Method, method_of
from csrating.compare.rules import baseline_by, judged
from csrating.compare.standing import STANDINGS
from csrating.compare.uncertainty import are_counted
from csrating.rate.footing import Footing
from csrating.rate.probability import columns_of
from csrating.rate.rule import Mask, Numbers
from csrating.schema import Standing

if TYPE_CHECKING:
    from csrating.rate import Ratings

MOST = 2.0**40
"""More cases than there can be: where not even these give another standing, none do."""

_BELOW, _NOT = (STANDINGS.index(str(one)) for one in (Standing.BELOW, Standing.NOT_COMPARABLE))


class Flip(NamedTuple):
    """The fewest cases by which an indicator gets another standing: its numerator before and after, of a denominator."""

    indicator: str
    cases: int
    before: float
    after: float
    of: float


@dataclass(frozen=True, eq=False)
class Cases:
    """For every council and indicator the fewest cases that move it, up where it is below, else down.

    ``fewest`` are councils × indicators, blank where no number of cases does it or the counts are not published; ``counted`` says where
    they are; ``way`` is what one more step adds to the numerator, 1 or -1, and ``figures`` are those before.
    """

    figures: Figures
    standings: Numbers
    counted: Mask
    way: Numbers
    fewest: Numbers

    def flips(self, council: int, *, up: bool) -> tuple[Flip, ...]:
        """The indicators of a council that can be moved, those with the fewest cases first, then in the order of the register."""
        wanted = np.isfinite(self.fewest[council]) & (self.standings[council] == (0 if up else 1))
        columns = np.flatnonzero(wanted)
        order = columns[np.argsort(self.fewest[council, columns], kind="stable")]
        x, n = self.figures.numerator[council], self.figures.denominator[council]
        names, way = self.figures.series["indicator"].tolist(), self.way[council]
        return tuple(
            Flip(names[at], int(self.fewest[council, at]), float(x[at]), float(x[at] + way[at] * self.fewest[council, at]), float(n[at]))
            for at in order
        )

    def without_counts(self, council: int, *, up: bool) -> int:
        """How many of the indicators that would have to be moved have no published counts."""
        wanted = self.standings[council] == (0 if up else 1)
        return int((wanted & ~self.counted[council]).sum())


def cases_of(ratings: Ratings, footing: Footing) -> Cases:
    """The cases of all councils and indicators that were rated, the neighbours and other baselines held fixed.

    Args:
        ratings: what :func:`csrating.rate` gave.
        footing: what they rest on.
    """
    columns = list(columns_of(ratings, footing.indicators))
    if not columns:
        return _no_cases(footing)
    method, figures = method_of(ratings.framework), _together([column.figures for column in columns])
    near = baseline_by(method, figures, neighbours(figures, ratings.neighbour_table, average=method.averaged))
    sign = np.array([column.sign for column in columns])
    return fewest_cases(method, figures, near, sign=sign, standings=footing.standings)


def _no_cases(footing: Footing) -> Cases:
    """What there is where no indicator has figures in its rated period, so that there are no ratings either."""
    blank, none = np.empty((len(footing.codes), 0)), np.empty((len(footing.codes), 0), dtype=bool)
    places = np.empty((len(footing.codes), 0), dtype=np.int64)
    figures = Figures(footing.codes, pd.DataFrame({"indicator": [], "unit": []}), blank, blank, blank, places)
    return Cases(figures, blank, none, blank, blank)


def _together(several: Sequence[Figures]) -> Figures:
    """The figures of several series side by side."""
    first = several[0]
    laid = {name: np.hstack([getattr(one, name) for one in several]) for name in ("value", "numerator", "denominator", "place")}
    return Figures(first.areas, pd.concat([one.series for one in several], ignore_index=True), **laid)


def fewest_cases(method: Method, figures: Figures, baseline: Baseline, *, sign: Numbers, standings: Numbers) -> Cases:
    """The fewest cases that move each figure across its baseline, by bisection of all of them at once.

    What is assumed: the published counts are right, and the value after a change is what the counts make, unrounded. The value before is
    the published one, which may be rounded. The more cases are moved the better, or the worse, a figure stands, by every rule for in line.

    Args:
        method: whose rule for in line.
        figures: areas × series.
        baseline: what :func:`csrating.compare.rules.baseline_by` gave for the same figures; it is held fixed.
        sign: 1 where high is good, -1 where low is good, series by series.
        standings: 1 where a figure is in line or above, 0 where below, blank where nothing can be said.
    """
    is_share, is_rate = are_counted(figures)
    counted = (is_share | is_rate) & np.isfinite(standings)
    way = np.where(standings == 0, 1.0, -1.0) * sign[None, :]
    x, n = figures.numerator, figures.denominator
    room = np.where(counted, np.where(way < 0, np.floor(x), np.where(is_share, np.floor(n - x), MOST)), 0.0)

    def flipped(cases: Numbers) -> Mask:
        codes = judged(method, _moved(figures, way * cases, where=counted), baseline, sign=sign).standings
        found: Mask = counted & np.where(standings == 0, (codes != _BELOW) & (codes != _NOT), codes == _BELOW)
        return found

    return Cases(figures, standings, counted, way, _least(flipped, room))


def _moved(figures: Figures, by: Numbers, *, where: Mask) -> Figures:
    """The same figures with other numerators, the values following from the counts."""
    numerator = np.where(where, figures.numerator + by, figures.numerator)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(where & (by != 0), valued(numerator, figures.denominator, figures.scale), figures.value)
    return replace(figures, value=value, numerator=numerator)


def valued(numerator: ArrayLike, denominator: ArrayLike, scale: ArrayLike) -> Numbers:
    """The value that counts make on the scale of a unit: multiplied first and then divided.

    >>> float(valued(7.0, 27.0, 100.0))
    25.925925925925927
    """
    return np.asarray(np.asarray(scale, dtype=float) * np.asarray(numerator, dtype=float) / np.asarray(denominator, dtype=float))


def _least(holds: Callable[[Numbers], Mask], room: Numbers) -> Numbers:
    """The least whole numbers from 1 to ``room`` at which something holds that goes on to hold; blank where it never does."""
    low, high = np.zeros(room.shape), np.minimum(room, 1.0)
    found = holds(high) & (high > 0)
    while (growing := ~found & (high < room)).any():
        low, high = np.where(growing, high, low), np.where(growing, np.minimum(2 * high, room), high)
        found |= growing & holds(high)
    while (open_ := found & (high - low > 1)).any():
        middle = np.floor((low + high) / 2)
        yes = holds(middle)
        low, high = np.where(open_ & ~yes, middle, low), np.where(open_ & yes, middle, high)
    return np.where(found, high, np.nan)
