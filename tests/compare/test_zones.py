"""The rules for in line, each by hand, and what holds of all of them."""

import numpy as np
import pytest
from hypothesis import assume, given, strategies as st

from csrating.compare.intervals import Interval, newcombe, wilson
from csrating.compare.standing import SIGN, verdict
from csrating.compare.zones import (
    ALL_ALIKE,
    NO_INTERVAL,
    between_quartiles,
    within_deviations,
    within_difference,
    within_interval,
    within_median_distance,
    within_tolerance,
)


def one(number):
    return np.array([number], dtype=float)


def of(value, baseline, zone, polarity="high"):
    return verdict(one(value), one(baseline), zone, np.array([10]), np.array([10]), sign=one(SIGN[polarity]), least=5)


def standing(value, baseline, zone, polarity="high"):
    return of(value, baseline, zone, polarity).standing[0]


def test_a_relative_tolerance_is_a_share_of_the_baseline():
    zone = within_tolerance(one(60.0), tolerance=0.05)
    assert [standing(value, 60.0, zone) for value in (56.9, 57.0, 63.0, 63.1)] == ["below", "in line", "in line", "above"]


def test_beyond_the_quartiles_strictly():
    zone = between_quartiles(one(40.0), one(60.0))
    assert [standing(value, 50.0, zone) for value in (39.9, 40.0, 60.0, 60.1)] == ["below", "in line", "in line", "above"]


def test_an_interval_that_touches_the_baseline_is_in_line():
    interval = Interval(one(40.0), one(60.0))
    found = [standing(50.0, level, within_interval(one(50.0), one(level), interval)) for level in (39.9, 40.0, 60.0, 60.1)]
    assert found == ["above", "in line", "in line", "below"]


def test_the_interval_of_998_per_mille_is_slower_to_judge():
    share, level = 100 * 6 / 20, 52.0
    for confidence, expected in ((0.95, "below"), (0.998, "in line")):
        interval = Interval(*(100 * end for end in wilson(one(6), one(20), confidence=confidence)))
        assert standing(share, level, within_interval(one(share), one(level), interval)) == expected


def test_the_uncertainty_of_the_baseline_counts():
    """20 of 40 against 14 of 20: the one share is outside the other's interval, and the difference is not outside its own."""
    share, level = 50.0, 70.0
    alone = Interval(*(100 * end for end in wilson(one(20), one(40))))
    both = Interval(*(100 * end for end in newcombe(one(20), one(40), one(14), one(20))))
    assert standing(share, level, within_interval(one(share), one(level), alone)) == "below"
    assert standing(share, level, within_difference(one(share), both)) == "in line"


def test_without_a_denominator_there_is_no_interval_and_no_verdict():
    interval = Interval(*wilson(one(np.nan), one(np.nan)))
    found = of(50.0, 40.0, within_interval(one(50.0), one(40.0), interval))
    assert (found.standing[0], found.why[0]) == ("not comparable", NO_INTERVAL)


def test_half_of_the_councils_alike_give_no_scale():
    """The peers' defect 5: Oflog divides by a deviation of nought."""
    found = of(50.0, 40.0, within_median_distance(one(40.0), one(0.0), width=0.5))
    assert (found.standing[0], found.why[0]) == ("not comparable", ALL_ALIKE)


def test_the_distance_is_from_the_median_of_the_group_compared():
    """The peers' defect 4: Oflog decides the sentence about the comparison group by the distance from England's median."""
    zone = within_median_distance(one(7.6), one(0.3), width=0.5)
    assert [standing(value, 7.6, zone) for value in (7.4, 7.5, 7.7, 7.8)] == ["below", "in line", "in line", "above"]


def test_without_polarity_a_figure_is_higher_or_lower_and_neither_better_nor_worse():
    found = of(63.1, 60.0, within_tolerance(one(60.0), tolerance=0.05), polarity="none")
    assert (found.standing[0], found.outside[0]) == ("not comparable", "higher")
    assert found.to_edge[0] == pytest.approx(0.1)


numbers = st.floats(-100, 100)
zones = {
    "deviations": lambda value, level, width: within_deviations(one(level), one(width), width=0.5),
    "tolerance": lambda value, level, width: within_tolerance(one(level), tolerance=width / 100),
    "quartiles": lambda value, level, width: between_quartiles(one(level - width), one(level + 2 * width)),
    "interval": lambda value, level, width: within_interval(one(value), one(level), Interval(one(value - width), one(value + 2 * width))),
    "median distance": lambda value, level, width: within_median_distance(one(level), one(width), width=0.5),
}


@pytest.mark.parametrize("rule", zones)
@given(numbers, numbers, st.floats(0.5, 20))
def test_flipping_the_polarity_mirrors_every_verdict(rule, value, level, width):
    mirror = {"above": "below", "below": "above", "in line": "in line"}
    zone = zones[rule](value, level, width)
    high, low = (of(value, level, zone, polarity) for polarity in ("high", "low"))
    assert low.standing[0] == mirror[high.standing[0]]
    assert low.outside[0] == high.outside[0]
    assert low.to_edge[0] == high.to_edge[0]


@pytest.mark.parametrize("rule", [rule for rule in zones if rule != "interval"])  # there the zone moves with the figure
@given(numbers, numbers, st.floats(0.5, 20))
def test_moving_by_more_than_the_distance_to_the_edge_changes_the_verdict_and_by_less_does_not(rule, value, level, width):
    zone = zones[rule](value, level, width)
    found = of(value, level, zone)
    distance = found.to_edge[0]
    assume(distance > 1e-3)
    steps = [-1.001, -0.999, 0.999, 1.001]
    moved = [of(value + step * distance, level, zone).standing[0] for step in steps]
    assert moved[1] == moved[2] == found.standing[0]
    assert moved[0] != found.standing[0] or moved[3] != found.standing[0]


@pytest.mark.parametrize("rule", zones)
@given(numbers, numbers, st.floats(0.5, 20), st.sampled_from([0.01, 100.0]))
def test_the_unit_changes_no_standing(rule, value, level, width, scale):
    before = of(value, level, zones[rule](value, level, width))
    assume(before.to_edge[0] > 1e-3)
    zone = zones[rule](value, level, width)
    scaled = type(zone)(zone.low * scale, zone.high * scale, zone.why_none)
    assert of(value * scale, level * scale, scaled).standing[0] == before.standing[0]
