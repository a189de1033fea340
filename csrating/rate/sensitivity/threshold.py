"""One threshold or weight: what it is, between which values it may lie, and how a framework with another value of it rates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from csrating.rate.rule import NOT_GIVEN, Numbers
from csrating.rate.sensitivity.ground import Ground
from csrating.reference.frameworks import Framework

WIDTH = "standing.width"


@dataclass(frozen=True)
class Span:
    """Between which values a threshold may lie, all else fixed, and whether it may be its ends; ``whole`` where it is a whole number."""

    low: float
    high: float
    has_low: bool = True
    has_high: bool = True
    whole: bool = False


@dataclass(frozen=True, eq=False)
class Threshold:
    """One threshold or weight: its name, the rule that it is (part of), its value, the span, where it can switch, and how it is changed.

    ``reach`` is how far it is moved when all are moved at once; nought where that is told otherwise.
    """

    name: str
    rule: str
    value: float
    span: Span
    points: Callable[[Ground], Numbers]
    changed: Callable[[Framework, float], Framework]
    reach: float = 0.0

    def rated(self, ground: Ground, values: Sequence[float]) -> list[int]:
        """The rating of one council, 0 where none is given, with each of these values of the threshold.

        Args:
            ground: of one council.
            values: to try.
        """
        if self.rule == WIDTH:
            return [int(number) for number in ground.rated_by_widths(values)[:, 0]]
        return [int(ground.rated(self.changed(ground.framework, value))[0]) for value in values]


def targets(ground: Ground) -> Numbers:
    """The points at which a rating can switch: the cuts, and the ends of the borderline range about them where a judgement hangs on it."""
    cuts = np.array(ground.framework.value("combined.band_cuts"), dtype=float)
    reach = ground.framework.value("combined.borderline")
    return np.concatenate([cuts, cuts - reach, cuts + reach]) if (ground.footing.judged != NOT_GIVEN).any() else cuts


def finite(values: ArrayLike) -> Numbers:
    """Those of the values that are numbers, in one row."""
    numbers = np.asarray(values, dtype=float).ravel()
    return np.asarray(numbers[np.isfinite(numbers)])
