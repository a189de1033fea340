"""The points that a step of a share or a grade earns, as thresholds: how far each may be moved alone, and where a rating can switch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np

from csrating.rate.rule import Numbers
from csrating.rate.sensitivity.ground import Ground
from csrating.rate.sensitivity.threshold import Span, Threshold, finite, targets
from csrating.reference.frameworks import Framework
from csrating.reference.frameworks.changed import with_value
from csrating.schema import GRADES, Rating

SINGLE = "points.single_setting"
FEWEST, MOST = float(Rating.POORLY.number), float(Rating.EXCELLENTLY.number)
BENT = FEWEST + 1
"""A row from which a point is taken off cannot fall below the fewest points: up to here it no longer follows what the step earns."""

Change = Callable[[Framework, float], Framework]


def earned_by_steps(framework: Framework, name: str) -> Iterator[Threshold]:
    """The points of each step of a share, which fall from step to step.

    Args:
        framework: whose.
        name: of the rule.
    """
    steps = framework.value(name)
    for place, step in enumerate(steps):
        last = place + 1 == len(steps)
        span = Span(
            FEWEST if last else float(steps[place + 1]["points"]),
            float(steps[place - 1]["points"]) if place else MOST,
            has_low=last,
            has_high=not place,
        )
        changed = _step_changed(name, place)
        yield Threshold(
            f"{name}, points from {step['least']:g} %", name, step["points"], span, _switches(changed, span), changed, reach=0.25
        )


def earned_by_grades(framework: Framework) -> Iterator[Threshold]:
    """The points of each grade of a single setting, which never fall as grades rise.

    Args:
        framework: whose.
    """
    points = framework.value(SINGLE)
    ends = [FEWEST, *(float(points[grade]) for grade in GRADES), MOST]
    for place, grade in enumerate(GRADES):
        span, changed = Span(ends[place], ends[place + 2]), _grade_changed(grade)
        yield Threshold(f"{SINGLE}, {grade}", SINGLE, points[grade], span, _switches(changed, span), changed, reach=0.25)


def _switches(changed: Change, span: Span) -> Callable[[Ground], Numbers]:
    """Where combined points meet a target: they follow what is earned along straight lines, with one bend at most."""

    def points(ground: Ground) -> Numbers:
        ends = [span.low, *([BENT] if span.low < BENT < span.high else []), span.high]
        combined = [ground.combined(changed(ground.framework, end)) for end in ends]
        wanted = targets(ground)[:, None]
        found = [np.array(ends[1:-1])]
        with np.errstate(divide="ignore", invalid="ignore"):
            for (low, high), (at_low, at_high) in zip(pairwise(ends), pairwise(combined), strict=True):
                found.append(finite(low + (high - low) * (wanted - at_low) / (at_high - at_low)))
        return np.concatenate(found)

    return points


def _step_changed(name: str, place: int) -> Change:
    def changed(framework: Framework, value: float) -> Framework:
        steps = [dict(step) for step in framework.value(name)]
        steps[place]["points"] = value
        return with_value(framework, name, steps)

    return changed


def _grade_changed(grade: str) -> Change:
    return lambda framework, value: with_value(framework, SINGLE, {**framework.value(SINGLE), grade: value})
