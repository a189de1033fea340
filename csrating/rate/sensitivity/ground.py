"""What the ratings of some councils rest on while thresholds move: their footing, and how far each figure is from its edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from csrating import reference
from csrating.compare.method import Method, method_of
from csrating.compare.standing import SIGN, left_over
from csrating.rate.footing import Footing, footing_of
from csrating.rate.rule import Mask, Numbers, RatingNumbers, Rule
from csrating.reference.frameworks import Framework
from csrating.schema import Against, InLine

if TYPE_CHECKING:
    from csrating.rate import Ratings

LEAST_CLUSTERS = "combined.least_clusters"
ABOUT_SETTINGS = (
    "points.share_good_or_better",
    "points.single_setting",
    "points.inadequate_share",
    "points.inadequate_least_settings",
    "combined.pooling",
    LEAST_CLUSTERS,
)
"""The rules that the points of the settings hang on: while others move, these points stay."""

WEIGHT = "combined.inspection_weight"

ABOUT_STANDINGS = ("standing.width", "neighbours.least_with_data")
"""The rules that standings hang on: while others move, these stay."""


@dataclass(frozen=True, eq=False)
class Zones:
    """The zone of what is in line around each baseline, as it was compared: councils × indicators.

    ``scale`` is what a width is multiplied by to be half the zone; blank for rules that have no width.
    """

    value: Numbers
    baseline: Numbers
    low: Numbers
    high: Numbers
    scale: Numbers
    with_data: Numbers
    sign: Numbers
    method: Method

    def standings(self, *, width: float | Numbers, least: int) -> Numbers:
        """1 where in line or above, 0 where below, blank where nothing can be said, by another width and least number of similar areas.

        Several widths, along axes of their own in front of councils and indicators, give the standings by each of them.
        """
        as_rated = np.asarray(width) == self.method.reach
        low = np.where(as_rated, self.low, self.baseline - width * self.scale)
        high = np.where(as_rated, self.high, self.baseline + width * self.scale)
        lies_on_it = left_over(self.value)
        below = np.where(self.sign > 0, self.value < low - lies_on_it, self.value > high + lies_on_it)
        return np.where(self._known & (self.with_data >= least), 1.0 - below, np.nan)

    @property
    def widths(self) -> Numbers:
        """The width at which each figure lies on its edge; blank where it has none."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(np.abs(self.value - self.baseline) / self.scale)

    @property
    def _known(self) -> Mask:
        return np.asarray(np.isfinite(self.value) & np.isfinite(self.baseline) & np.isfinite(self.low) & np.isfinite(self.high))

    def only(self, rows: Sequence[int]) -> Zones:
        """Those of some of the councils."""
        at = list(rows)
        names = ("value", "baseline", "low", "high", "scale", "with_data")
        return replace(self, **{name: getattr(self, name)[at] for name in names})


@dataclass(frozen=True, eq=False)
class Ground:
    """Some councils' footing and zones, which any framework of the same form can rate."""

    footing: Footing
    zones: Zones
    inspections: dict[str, Numbers] = field(default_factory=dict)
    """The points of the settings under the values of the rules about them that were asked for so far."""

    @property
    def framework(self) -> Framework:
        """The framework that they were rated by."""
        return self.footing.rule.framework

    def by(self, framework: Framework) -> Footing:
        """The footing under another framework, in which thresholds and weights may differ; the rule for in line is the same."""
        if all(framework.rules.get(name) == self.framework.rules.get(name) for name in ABOUT_STANDINGS):
            return replace(self.footing, rule=Rule(framework))
        method = method_of(framework)
        return replace(self.footing, rule=Rule(framework), standings=self.zones.standings(width=method.reach, least=method.least))

    def hangs_on(self, rule: str) -> bool:
        """Whether anything hangs on a rule: where there are no settings, nothing does on what is ruled about their points and weight."""
        return self.has_settings or rule not in (*ABOUT_SETTINGS, WEIGHT) or rule == LEAST_CLUSTERS

    def rated(self, framework: Framework) -> RatingNumbers:
        """The ratings by another framework."""
        footing = self.by(framework)
        return footing.rated(self._combined(footing))

    def combined(self, framework: Framework) -> Numbers:
        """The combined points by another framework."""
        return self._combined(self.by(framework))

    def rated_by_widths(self, widths: ArrayLike) -> RatingNumbers:
        """The ratings by the same framework with other widths of in line: widths × councils, all at once, since there are many."""
        each = np.asarray(widths, dtype=float)[:, None, None]
        standings = self.zones.standings(width=each, least=self.zones.method.least)
        rule = self.footing.rule
        points = rule.indicator_points((standings == 1).sum(axis=-1), np.isfinite(standings).sum(axis=-1))
        return self.footing.rated(rule.combined_points(self._inspection_points(self.footing)[None, :], points))

    def _combined(self, footing: Footing) -> Numbers:
        return footing.rule.combined_points(self._inspection_points(footing), footing.indicator_points)

    def _inspection_points(self, footing: Footing) -> Numbers:
        framework = footing.rule.framework
        # Where there are no settings, their points are blank under any rules.
        key = repr([framework.value(name) for name in ABOUT_SETTINGS]) if self.has_settings else ""
        if key not in self.inspections:
            self.inspections[key] = footing.inspection_points
        return self.inspections[key]

    @cached_property
    def has_settings(self) -> bool:
        """Whether any grade of a setting is known."""
        return bool(self.footing.grades.any())

    def only(self, rows: Sequence[int]) -> Ground:
        """The ground of some of the councils."""
        return Ground(self.footing.only(rows), self.zones.only(rows))


_made: WeakKeyDictionary[Ratings, Ground] = WeakKeyDictionary()


def ground_of(ratings: Ratings) -> Ground:
    """What the ratings of all councils rest on; kept for as long as they are, since each council is asked about.

    Args:
        ratings: what :func:`csrating.rate` gave.
    """
    if ratings not in _made:
        footing = footing_of(ratings)
        _made[ratings] = Ground(footing, _zones(ratings, footing))
    return _made[ratings]


def _zones(ratings: Ratings, footing: Footing) -> Zones:
    near = ratings.compared[ratings.compared["against"] == str(Against.NEIGHBOURS)].set_index(["council", "indicator"])
    rows = near.reindex(pd.MultiIndex.from_product([footing.codes, footing.indicators]))
    shape = (len(footing.codes), len(footing.indicators))

    def laid_out(name: str) -> Numbers:
        return rows[name].to_numpy(dtype=float, na_value=np.nan).reshape(shape)

    method = method_of(ratings.framework)
    low, high, baseline = laid_out("in_line_low"), laid_out("in_line_high"), laid_out("baseline")
    polarity = reference.every_indicator().set_index("indicator")["polarity"]
    return Zones(
        value=laid_out("value"),
        baseline=baseline,
        low=low,
        high=high,
        scale=_scale(method, laid_out("spread"), baseline, high - low),
        with_data=np.nan_to_num(laid_out("with_data")),
        sign=np.array([SIGN[polarity[indicator]] for indicator in footing.indicators]),
        method=method,
    )


def _scale(method: Method, spread: Numbers, baseline: Numbers, across: Numbers) -> Numbers:
    """Standard deviations, the size of the baseline, or median absolute deviations, as the rule has it."""
    if method.in_line is InLine.DEVIATIONS:
        return spread
    if method.in_line is InLine.TOLERANCE:
        return np.asarray(np.abs(baseline))
    return across / (2 * method.reach) if method.in_line.has_width else np.full(across.shape, np.nan)


def named(numbers: RatingNumbers, framework: Framework) -> NDArray[np.object_]:
    """The words of ratings or profile bands; "no rating" for 0.

    >>> from csrating.reference.frameworks import framework
    >>> named(np.array([3, 0]), framework("2009")).tolist()
    ['performs well', 'no rating']
    """
    from csrating.rate.backtest import NO_RATING

    return np.array([NO_RATING, *map(str, reversed(framework.outcomes))], dtype=object)[numbers]
