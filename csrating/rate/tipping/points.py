"""The points of a framework as exact fractions, so that what is left over from adding decimals never decides whether a change is enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from csrating.rate.footing import Footing
from csrating.rate.rule import ROUNDING, RatingNumbers
from csrating.reference.frameworks import Framework

_LEFT_OVER = Fraction(repr(ROUNDING))


class Step(NamedTuple):
    """A step of a rule from shares to points: the least share, in per cent, and the points that it has."""

    least: Fraction
    points: Fraction

    def fewest(self, whole: int) -> int:
        """How few of a whole have this share or more.

        >>> Step(Fraction(65), Fraction(3)).fewest(10)
        7
        """
        return -(-self.least.numerator * whole // (100 * self.least.denominator))

    def has(self, part: int, whole: int) -> bool:
        """Whether a part of a whole is on this step or above it."""
        return 100 * part * self.least.denominator >= self.least.numerator * whole


def exact(number: float) -> Fraction:
    """A number of a framework as the decimal that stands in its file.

    >>> exact(0.1), exact(2)
    (Fraction(1, 10), Fraction(2, 1))
    """
    return Fraction(repr(float(number)))


def steps_of(steps: Sequence[dict[str, float]]) -> tuple[Step, ...]:
    """The steps of a rule, from the highest share down."""
    return tuple(Step(exact(step["least"]), exact(step["points"])) for step in steps)


def points_of_share(part: int, whole: int, steps: Sequence[Step]) -> Fraction:
    """The points of a share.

    >>> points_of_share(2, 3, steps_of([{"least": 65, "points": 3}, {"least": 0, "points": 1}]))
    Fraction(3, 1)
    """
    return next(step.points for step in steps if step.has(part, whole))


@dataclass(frozen=True, eq=False)
class Ladder:
    """Which rating each council would have at which combined points, by its judgement and its limits.

    ``knots`` are the points at which a rating may change, rising: the cuts between bands and the ends of the borderline ranges. They part
    all points into places: below the first knot (0), on it (1), between it and the second (2), and so on. ``ratings`` are places ×
    councils.
    """

    knots: tuple[Fraction, ...]
    ratings: RatingNumbers

    def place(self, points: Fraction) -> int:
        """Where points lie among the knots."""
        return place_among(self.knots, points)

    def rating(self, council: int, points: Fraction) -> int:
        """The rating of a council at those points."""
        return int(self.ratings[self.place(points), council])

    def goal(self, council: int, *, rating: int, up: bool) -> int | None:
        """The nearest place at which a council's rating is higher, or lower, than that one; None where there is none."""
        column = self.ratings[:, council]
        better = np.flatnonzero(column > rating) if up else np.flatnonzero((column < rating) & (column > 0))
        return int(better[0 if up else -1]) if len(better) else None

    def knot(self, place: int, *, up: bool) -> Fraction:
        """The points at which a place begins, seen from below where up and from above where down."""
        return self.knots[(place - up) // 2 if place % 2 == 0 else place // 2]

    def told(self, place: int, *, up: bool) -> str:
        """How many points it takes to be at a place or beyond it.

        >>> ladder = Ladder((Fraction(5, 2),), np.array([[1], [2], [2]], dtype=np.int8))
        >>> ladder.told(1, up=True), ladder.told(0, up=False)
        ('at least 2.5', 'less than 2.5')
        """
        on_it = "at least" if up else "at most"
        return f"{on_it if place % 2 else 'more than' if up else 'less than'} {float(self.knot(place, up=up)):.10g}"


def place_among(knots: Sequence[Fraction], points: Fraction) -> int:
    """Where points lie among knots: points within rounding of a knot are on it, as in the rule.

    >>> [place_among([Fraction(5, 2)], Fraction(points)) for points in (2, "2.5", 3)]
    [0, 1, 2]
    """
    for number, knot in enumerate(knots):
        if points <= knot + _LEFT_OVER:
            return 2 * number + (points >= knot - _LEFT_OVER)
    return 2 * len(knots)


def shown(points: Fraction, knots: Sequence[Fraction]) -> str:
    """Points to two decimals, or to as many as it takes for the rounded number to lie in the same place.

    >>> shown(Fraction("2.4951"), [Fraction(5, 2)]), shown(Fraction(7, 3), [Fraction(5, 2)])
    ('2.495', '2.33')
    """
    place = place_among(knots, points)
    decimals = next((count for count in range(2, 15) if place_among(knots, round(points, count)) == place), 15)
    return f"{float(round(points, decimals)):.{decimals}f}"


def knots_of(framework: Framework) -> tuple[Fraction, ...]:
    """The points at which a rating may change, rising: the cuts between bands, and the ends of the borderline ranges around them."""
    cuts, width = map(exact, framework.value("combined.band_cuts")), exact(framework.value("combined.borderline"))
    return tuple(sorted({end for cut in cuts for end in (cut - width, cut, cut + width)}))


def ladder_of(footing: Footing) -> Ladder:
    """The ladder of all councils of a footing, each rated at every knot and between the knots."""
    knots = knots_of(footing.rule.framework)
    between = [(lower + upper) / 2 for lower, upper in pairwise(knots)]
    asked = [knots[0] - 1, *(one for pair in zip(knots, [*between, knots[-1] + 1], strict=True) for one in pair)]
    combined = np.repeat(np.array([float(points) for points in asked])[:, None], len(footing.codes), axis=1)
    return Ladder(knots, footing.rated(combined))


def within(share: Fraction, whole: int) -> int:
    """How many of a whole are at most that share, in per cent.

    >>> within(Fraction(10), 25)
    2
    """
    return share.numerator * whole // (100 * share.denominator)
