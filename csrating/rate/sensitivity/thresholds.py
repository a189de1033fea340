"""Every numeric threshold and weight of a framework, and where alone it can switch a rating.

A rating is a step function of each threshold. It can switch only where the threshold meets something that occurs: a share of settings, a
number of settings, combined points, the distance of a figure from its edge. So the points named here are all there are, and trying each of
them and any value between two of them is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from csrating.compare.method import MOST_WIDTH
from csrating.rate.rule import Numbers, per_cent
from csrating.rate.sensitivity.earned import earned_by_grades, earned_by_steps
from csrating.rate.sensitivity.ground import Ground
from csrating.rate.sensitivity.threshold import WIDTH, Span, Threshold, finite, targets
from csrating.reference.frameworks import Framework
from csrating.reference.frameworks.changed import with_value
from csrating.schema import GRADES

MOST_WEIGHT = 1000.0
WEIGHTS = "combined.inspection_weight / combined.nis_weight"
"""Only how the two weights stand to each other matters."""


def thresholds_of(framework: Framework, *, judged: bool) -> list[Threshold]:
    """The thresholds and weights of a framework, in its order.

    Args:
        framework: whose.
        judged: whether there are judgements, without which the borderline range changes no rating.
    """
    widths = [_width(framework)] if "standing.width" in framework.rules else []
    return [
        _least_with_data(framework),
        *widths,
        *_steps(framework, "points.share_good_or_better", _good_shares),
        *earned_by_steps(framework, "points.share_good_or_better"),
        *earned_by_grades(framework),
        _inadequate_share(framework),
        _inadequate_least(framework),
        *_steps(framework, "points.share_in_line_or_above", _indicator_shares),
        *earned_by_steps(framework, "points.share_in_line_or_above"),
        _weights(framework),
        *_cuts(framework),
        *([_borderline(framework)] if judged else []),
        _least_clusters(framework),
        _least_indicators(framework),
    ]


def _plain(name: str) -> Callable[[Framework, float], Framework]:
    return lambda framework, value: with_value(framework, name, value)


def _whole(name: str) -> Callable[[Framework, float], Framework]:
    return lambda framework, value: with_value(framework, name, int(value))


def _least_with_data(framework: Framework) -> Threshold:
    name = "neighbours.least_with_data"
    span = Span(2, 152, whole=True)
    return Threshold(name, name, framework.value(name), span, lambda ground: _next(ground.zones.with_data), _whole(name))


def _width(framework: Framework) -> Threshold:
    name = WIDTH
    span = Span(0.0, MOST_WIDTH, has_low=False)
    return Threshold(name, name, framework.value(name), span, lambda ground: finite(ground.zones.widths), _plain(name))


def _steps(framework: Framework, name: str, points: Callable[[Ground], Numbers]) -> Iterator[Threshold]:
    """The least share of each step but the last, which is always 0."""
    steps = framework.value(name)
    for place, (step, lower) in enumerate(pairwise(steps)):
        upper = steps[place - 1]["least"] if place else 100.0
        span = Span(lower["least"], upper, has_low=False, has_high=not place)
        yield Threshold(f"{name}, {step['points']:g} points", name, step["least"], span, points, _step_changed(name, place))


def _step_changed(name: str, place: int) -> Callable[[Framework, float], Framework]:
    def changed(framework: Framework, value: float) -> Framework:
        steps = [dict(step) for step in framework.value(name)]
        steps[place]["least"] = value
        return with_value(framework, name, steps)

    return changed


def _good_shares(ground: Ground) -> Numbers:
    """The shares good or better that earn points: of rows of more than one setting, or of all settings where these are pooled."""
    grades = ground.footing.grades.astype(float)
    pooled = grades.sum(axis=1)
    every = np.concatenate([grades[grades.sum(axis=-1) > 1], pooled])
    good = every[:, [GRADES.index("good"), GRADES.index("outstanding")]].sum(axis=-1)
    return finite(per_cent(good, every.sum(axis=-1)))


def _inadequate_share(framework: Framework) -> Threshold:
    name = "points.inadequate_share"

    def points(ground: Ground) -> Numbers:
        grades = ground.footing.grades.astype(float)
        return finite(per_cent(grades[..., GRADES.index("inadequate")], grades.sum(axis=-1)))

    return Threshold(name, name, framework.value(name), Span(0.0, 100.0), points, _plain(name))


def _inadequate_least(framework: Framework) -> Threshold:
    name = "points.inadequate_least_settings"
    span = Span(1, 10_000, whole=True)
    return Threshold(name, name, framework.value(name), span, lambda ground: _next(ground.footing.grades.sum(axis=-1)), _whole(name))


def _indicator_shares(ground: Ground) -> Numbers:
    return finite(per_cent(ground.footing.good, ground.footing.compared))


def _weights(framework: Framework) -> Threshold:
    """How many parts inspection there are for each part indicators."""
    nis = framework.value("combined.nis_weight")

    def points(ground: Ground) -> Numbers:
        """Where the combined points (r I + N) / (r + 1) meet a target t: r = (t - N) / (I - t)."""
        wanted = targets(ground)[:, None]
        inspection, indicators = ground.footing.inspection_points[None, :], ground.footing.indicator_points[None, :]
        with np.errstate(divide="ignore", invalid="ignore"):
            return finite((wanted - indicators) / (inspection - wanted))

    def changed(framework: Framework, value: float) -> Framework:
        return with_value(framework, "combined.inspection_weight", value * nis)

    span = Span(0.0, MOST_WEIGHT, has_low=False)
    return Threshold(WEIGHTS, "combined.inspection_weight", framework.value("combined.inspection_weight") / nis, span, points, changed)


def _cuts(framework: Framework) -> Iterator[Threshold]:
    name = "combined.band_cuts"
    cuts = framework.value(name)

    def points(ground: Ground) -> Numbers:
        combined, reach = finite(ground.footing.combined_points), ground.framework.value("combined.borderline")
        return np.concatenate([combined, combined - reach, combined + reach])

    for place, cut in enumerate(cuts):
        upper, lower = cuts[place - 1] if place else 4.0, cuts[place + 1] if place + 1 < len(cuts) else 1.0
        span = Span(lower, upper, has_low=place + 1 == len(cuts), has_high=not place)
        yield Threshold(f"{name}, {4 - place} from", name, cut, span, points, _cut_changed(name, place))


def _cut_changed(name: str, place: int) -> Callable[[Framework, float], Framework]:
    def changed(framework: Framework, value: float) -> Framework:
        cuts = list(framework.value(name))
        cuts[place] = value
        return with_value(framework, name, cuts)

    return changed


def _borderline(framework: Framework) -> Threshold:
    """Up to half the distance between two cuts, beyond which a council could be borderline to two of them."""
    name, cuts = "combined.borderline", framework.value("combined.band_cuts")
    most = min(1.0, min(upper - lower for upper, lower in pairwise(cuts)) / 2)

    def points(ground: Ground) -> Numbers:
        return finite(np.abs(ground.footing.combined_points[:, None] - np.array(cuts)[None, :]))

    return Threshold(name, name, framework.value(name), Span(0.0, most, has_high=False), points, _plain(name))


def _least_clusters(framework: Framework) -> Threshold:
    name = "combined.least_clusters"
    number = len(framework.clusters)
    least = min(1, framework.value(name))
    span = Span(least, number, whole=True)
    return Threshold(name, name, framework.value(name), span, lambda _: np.arange(float(least), number + 1), _whole(name))


def _least_indicators(framework: Framework) -> Threshold:
    name = "combined.least_indicators"
    span = Span(1, 10_000, whole=True)
    return Threshold(name, name, framework.value(name), span, lambda ground: _next(ground.footing.compared), _whole(name))


def _next(counts: ArrayLike) -> Numbers:
    """The whole numbers just above counts: a threshold of a least number switches there."""
    return np.asarray(np.unique(np.asarray(counts, dtype=float)) + 1.0)
