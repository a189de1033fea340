"""Above, in line, below: edges worked by hand, and what must hold whatever the numbers."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from csrating.compare.standing import SIGN, verdict
from csrating.compare.zones import within_deviations, within_tolerance


def of(value, *, baseline=10.0, spread=4.0, with_data=10, polarity="high", least=5):
    one = np.array
    zone = within_deviations(one([baseline]), one([spread]), width=0.5)
    found = verdict(one([value]), one([baseline]), zone, one([with_data]), one([10]), sign=one([SIGN[polarity]]), least=least)
    return found.standing[0], found.gap[0], found.why[0]


@pytest.mark.parametrize(
    ("value", "polarity", "standing", "gap"),
    [
        (12.0, "high", "in line", 2.0),
        (12.1, "high", "above", 2.1),
        (7.9, "high", "below", -2.1),
        (8.0, "high", "in line", -2.0),
        (12.1, "low", "below", -2.1),
        (7.9, "low", "above", 2.1),
        (10.1 + 0.2 + 1.7, "high", "in line", 2.0),
    ],
)
def test_half_a_standard_deviation_is_in_line_and_more_is_not(value, polarity, standing, gap):
    found = of(value, polarity=polarity)
    assert found[0] == standing
    assert found[1] == pytest.approx(gap)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"value": np.nan}, "the council has no figure"),
        ({"polarity": "none"}, "the indicator has no polarity: neither high nor low is good"),
        ({"baseline": np.nan}, "no pooled figure to compare with: denominators not published"),
        ({"baseline": np.nan, "with_data": 0}, "there is no figure to compare with"),
        ({"with_data": 4}, "only 4 of 10 have data; at least 5 are needed"),
        ({"spread": np.nan}, "the councils compared have no spread"),
    ],
)
def test_what_cannot_be_compared_says_why_and_is_never_in_line(change, why):
    assert of(**{"value": 10.0, **change})[0::2] == ("not comparable", why)


def test_five_with_data_are_enough():
    assert of(10.0, with_data=5)[0] == "in line"


def test_a_figure_on_the_edge_is_in_line_however_large_it_is():
    """Pounds and pence: five per cent more than 95,133,499.82 is 99,890,174.811, and binary decimals make it a hundred-millionth less."""

    def standing(value):
        one = np.array
        zone = within_tolerance(one([95_133_499.82]), tolerance=0.05)
        found = verdict(one([value]), one([95_133_499.82]), zone, one([10]), one([10]), sign=one([1.0]), least=5)
        return found.standing[0]

    assert 99_890_174.811 > 95_133_499.82 + 0.05 * 95_133_499.82
    assert standing(99_890_174.811) == "in line"
    assert standing(99_890_174.811 + 1) == "above"


@given(st.floats(-100, 100), st.floats(-100, 100), st.floats(0, 50))
def test_flipping_the_polarity_mirrors_the_standing(value, baseline, spread):
    mirror = {"above": "below", "below": "above", "in line": "in line"}
    high, low = (of(value, baseline=baseline, spread=spread, polarity=polarity) for polarity in ("high", "low"))
    assert low[0] == mirror[high[0]]
    assert low[1] == -high[1]


@given(st.floats(-100, 100), st.floats(-100, 100), st.floats(0.01, 50), st.sampled_from([10.0, 100.0, 1000.0]))
def test_the_unit_changes_no_standing(value, baseline, spread, scale):
    if abs(abs(value - baseline) - spread / 2) > 1e-6:
        assert of(value, baseline=baseline, spread=spread)[0] == of(value * scale, baseline=baseline * scale, spread=spread * scale)[0]
