"""The fewest cases that move an indicator, worked by hand and by trying one number after the other, by every rule for in line."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from csrating.compare.baselines import neighbours
from csrating.compare.figures import NO_ROW, Figures
from csrating.compare.method import Method
from csrating.compare.rules import baseline_by, judged
from csrating.rate.tipping.cases import Flip, fewest_cases
from csrating.schema import InLine, words_of

CODES = tuple("abcdefg")
LISTS = pd.DataFrame({"council": "a", "position": range(1, 7), "neighbour": list("bcdefg")})
STANDING = {"below": 0.0, "in line": 1.0, "above": 1.0, "not comparable": np.nan}


def figures(x, n, *, units=("per cent",), value=None):
    """Figures of seven councils, the first of which has the other six for neighbours; one column for each series."""
    x, n = (np.array(given, dtype=float).reshape(len(CODES), -1) for given in (x, n))
    series = pd.DataFrame({"indicator": [f"NI {place}" for place in range(x.shape[1])], "unit": units})
    made = Figures(CODES, series, x, x, n, np.full(x.shape, NO_ROW, dtype=np.int64))
    given = made.scale * x / n if value is None else np.array(value, dtype=float).reshape(x.shape)
    return Figures(CODES, series, given, x, n, made.place)


def standings_of(method, some, near, sign):
    return np.vectorize(STANDING.get)(judged(method, some, near, sign=sign).standing).astype(float)


def found(method, some, sign):
    near = baseline_by(method, some, neighbours(some, LISTS, average=method.averaged))
    standings = standings_of(method, some, near, sign)
    return fewest_cases(method, some, near, sign=sign, standings=standings), near


TEN = [20, 40, 50, 60, 40, 50, 60]
"""The six neighbours have 40 to 60 per cent: mean 50, standard deviation sqrt(400 / 5) = 8.94, so that in line begins at 45.53."""


def test_below_it_takes_as_many_as_reach_the_edge():
    """5 of 27 are below; 12 of 27 are 44.4 per cent and 13 of 27 are 48.1: eight more."""
    some = figures([5, *TEN[1:]], [27, *[100] * 6])
    cases, _ = found(Method(), some, np.array([1.0]))
    assert cases.flips(0, up=True) == (Flip("NI 0", 8, 5.0, 13.0, 27.0),)
    assert cases.flips(0, up=False) == ()


def test_where_low_is_good_the_numerator_falls():
    """In line ends at 54.47: 20 of 27 are above it and worse; 14 of 27 are 51.9 and 15 of 27 are 55.6."""
    some = figures([20, *TEN[1:]], [27, *[100] * 6])
    cases, _ = found(Method(), some, np.array([-1.0]))
    assert cases.flips(0, up=True) == (Flip("NI 0", 6, 20.0, 14.0, 27.0),)


def test_in_line_it_takes_as_many_as_leave_it():
    """13 of 27 are in line, 12 of 27 are not."""
    some = figures([13, *TEN[1:]], [27, *[100] * 6])
    cases, _ = found(Method(), some, np.array([1.0]))
    assert cases.flips(0, up=False) == (Flip("NI 0", 1, 13.0, 12.0, 27.0),)


def test_a_published_value_may_be_rounded_and_the_value_after_is_not():
    """12.3 of 27 would be the edge; the published 45 is below it, and one more case makes 48.1, not 45 and a bit."""
    some = figures([12, *TEN[1:]], [27, *[100] * 6], value=[45, *TEN[1:]])
    cases, _ = found(Method(), some, np.array([1.0]))
    assert cases.flips(0, up=True) == (Flip("NI 0", 1, 12.0, 13.0, 27.0),)


def test_an_indicator_without_counts_is_left_out_and_counted():
    some = figures([np.nan, *TEN[1:]], [np.nan, *[100] * 6], value=[20, *TEN[1:]])
    cases, _ = found(Method(), some, np.array([1.0]))
    assert cases.flips(0, up=True) == ()
    assert (cases.without_counts(0, up=True), cases.without_counts(0, up=False)) == (1, 0)


def test_a_share_cannot_leave_its_denominator():
    """Where low is good, three of three are as many as there can be: 100 per cent, which is below; none can be worse than all."""
    some = figures([0, *[0] * 6], [3, 3, 3, 3, 3, 3, 4])
    cases, _ = found(Method(width=10.0), figures([3, 1, 2, 3, 3, 3, 3], [3] * 7), np.array([-1.0]))
    assert cases.flips(0, up=False) == ()
    cases, _ = found(Method(), some, np.array([1.0]))
    assert cases.flips(0, up=False) == ()


def test_those_with_the_fewest_cases_come_first_then_the_order_of_the_register():
    x = [[5, 12, 12], *([share] * 3 for share in TEN[1:])]
    n = [[27, 27, 27], *([100] * 3 for _ in range(6))]
    cases, _ = found(Method(), figures(x, n, units=["per cent"] * 3), np.ones(3))
    assert [(flip.indicator, flip.cases) for flip in cases.flips(0, up=True)] == [("NI 1", 1), ("NI 2", 1), ("NI 0", 8)]


SHARES = st.integers(1, 30).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
RATES = st.tuples(st.integers(0, 30), st.integers(20, 400))


@pytest.mark.parametrize("rule", words_of(InLine))
@given(data=st.data(), sign=st.sampled_from([1.0, -1.0]), rate=st.booleans())
@settings(max_examples=40)
def test_trying_one_number_after_the_other_finds_the_same(rule, data, sign, rate):
    """The whole range of a share, or up to 500 cases of a rate, by each rule, also those whose zone depends on the council's own counts."""
    method, unit = Method(rule=rule), "per 10,000 aged 0 to 17" if rate else "per cent"
    pairs = data.draw(st.lists(RATES if rate else SHARES, min_size=7, max_size=7))
    some = figures([x for x, _ in pairs], [n for _, n in pairs], units=[unit])
    cases, near = found(method, some, np.array([sign]))
    before = cases.standings[0, 0]
    assert np.isfinite(before) or np.isnan(cases.fewest[0, 0])
    if np.isnan(before):
        return
    way = sign if before == 0 else -sign
    x, most = pairs[0][0], 500 if rate else pairs[0][1]
    fewest = np.nan
    for number in range(1, (x if way < 0 else most - x) + 1):
        after = figures([x + way * number, *(other for other, _ in pairs[1:])], [m for _, m in pairs], units=[unit])
        standing = standings_of(method, after, near, np.array([sign]))[0, 0]
        if standing == 1 - before:
            fewest = number
            break
    if not (np.isnan(fewest) and rate and way > 0):  # a rate has no end: what is not found within 500 may lie beyond
        np.testing.assert_equal(cases.fewest[0, 0], fewest)
