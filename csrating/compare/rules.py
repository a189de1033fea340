"""The method laid over the arrays: the zone of its rule around a baseline, and the verdict on every figure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from csrating.compare.baselines import Baseline
from csrating.compare.figures import NO_ROW, Figures, Numbers
from csrating.compare.method import Method
from csrating.compare.standing import Verdict, verdict
from csrating.compare.uncertainty import difference, interval_of
from csrating.compare.zones import (
    Zone,
    between_quartiles,
    within_deviations,
    within_difference,
    within_interval,
    within_median_distance,
    within_tolerance,
)
from csrating.schema import Against, Average, InLine

OTHERS = "pooled counts of the other councils (computed)"
POOLED_NEAR = "pooled counts of neighbours with data (computed)"
POOLED_GROUP = "pooled counts of the group with data (computed)"
MEDIAN = "median of councils with data (computed)"


def baseline_by(method: Method, ours: Figures, baseline: Baseline) -> Baseline:
    """The baseline that the rule is about: the same, or the pooled figure of the others, or the median, where the rule is about those.

    A published figure of England is one to which the council itself adds; a difference is told from the others alone.
    """
    only = method.in_line.only_average
    if only is Average.POOLED:
        above, below = baseline.others(ours)
        with np.errstate(divide="ignore", invalid="ignore"):
            level = np.where(below > 0, ours.scale * above / below, np.nan)
        own = baseline.has_itself & np.isfinite(ours.value)
        return _computed(
            baseline,
            level,
            OTHERS if baseline.has_itself else _pooled_of(baseline),
            with_data=baseline.with_data - own,
            of=baseline.of - baseline.has_itself,
        )
    if only is Average.MEDIAN and baseline.has_itself:
        return _computed(baseline, baseline.median, MEDIAN, with_data=baseline.with_data, of=baseline.of)
    return baseline


def _pooled_of(baseline: Baseline) -> str:
    if baseline.has_itself:
        return OTHERS
    return POOLED_NEAR if baseline.against == Against.NEIGHBOURS else POOLED_GROUP


def _computed(baseline: Baseline, level: Numbers, method: str, *, with_data: np.ndarray, of: np.ndarray) -> Baseline:
    shape = level.shape
    return replace(
        baseline,
        level=level,
        method=np.full(shape, method, dtype=object),
        place=np.full(shape, NO_ROW, dtype=np.int64),
        counted=with_data,
        of=of,
    )


def zone_by(method: Method, ours: Figures, baseline: Baseline, level: Numbers) -> Zone:
    """The figures that are in line with a level, by the method's rule.

    Args:
        method: whose rule.
        ours: the councils' figures.
        baseline: the councils behind the level, their spread and counts.
        level: the baseline's own, or another average of the same councils.
    """
    rule = method.in_line
    if rule is InLine.DEVIATIONS:
        return within_deviations(level, baseline.spread, width=method.reach)
    if rule is InLine.TOLERANCE:
        return within_tolerance(level, tolerance=method.reach)
    if rule is InLine.QUARTILES:
        return between_quartiles(*baseline.quartiles)
    if rule is InLine.MEDIAN_DISTANCE:
        return within_median_distance(level, baseline.median_deviation, width=method.reach)
    if rule in (InLine.INTERVAL, InLine.STRICT_INTERVAL):
        return within_interval(ours.value, level, interval_of(ours, confidence=method.confidence))
    return within_difference(ours.value, difference(ours, *baseline.others(ours), confidence=method.confidence))


def judged(method: Method, ours: Figures, baseline: Baseline, *, sign: Numbers, level: Numbers | None = None) -> Verdict:
    """The standing of every figure against a baseline.

    Args:
        method: the rule, its width, and how few councils are too few.
        ours: the councils' figures.
        baseline: what :func:`baseline_by` gave.
        sign: 1 where high is good, -1 where low is good, blank where neither is, series by series.
        level: another average of the councils behind the baseline, to ask what it would change.
    """
    against = baseline.level if level is None else level
    zone = zone_by(method, ours, baseline, against)
    return verdict(ours.value, against, zone, baseline.with_data, baseline.of, sign=sign[None, :], least=method.least)


def average_matters(method: Method, ours: Figures, baseline: Baseline, found: Verdict, *, sign: Numbers) -> np.ndarray:
    """Where another average of the same councils would give another standing; nowhere if the rule is about one average."""
    matters = np.zeros(ours.value.shape, dtype=bool)
    if method.in_line.only_average or baseline.has_itself:
        return matters
    said = found.whys == 0
    for name, level in baseline.averages.items():
        if name != method.averaged:
            other = judged(method, ours, baseline, sign=sign, level=level)
            matters |= said & (other.whys == 0) & (other.standings != found.standings)
    return matters
