"""The statistics of a group of councils, against numpy's own on the same numbers and against answers worked by hand."""

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.extra import numpy as hnp

from csrating.compare.baselines import neighbours
from csrating.compare.figures import NO_ROW, Figures
from csrating.compare.groups import group, neighbour_rows

SERIES = pd.DataFrame({"indicator": ["NI 79"], "period": ["2009"], "period_end": pd.to_datetime(["2009-08-31"]), "unit": ["per cent"]})


def figures_of(values, numerator=None, denominator=None, indicator="NI 79", unit="per cent"):
    values = np.asarray(values, dtype=float).reshape(-1, 1)
    blank = np.full(values.shape, np.nan)
    place = np.where(np.isnan(values), NO_ROW, 0).astype(np.int64)
    return Figures(
        tuple(str(code) for code in range(len(values))),
        SERIES.assign(indicator=indicator, unit=unit),
        values,
        blank if numerator is None else np.asarray(numerator, dtype=float).reshape(-1, 1),
        blank if denominator is None else np.asarray(denominator, dtype=float).reshape(-1, 1),
        place,
    )


@given(hnp.arrays(float, st.integers(1, 12), elements=st.one_of(st.floats(-1e3, 1e3), st.just(np.nan))))
@settings(max_examples=200, deadline=None)
def test_group_agrees_with_numpy_on_the_members_that_have_data(values):
    found = group(figures_of(values), np.arange(len(values))[None, :])
    has = values[~np.isnan(values)]
    assert found.with_data[0, 0] == len(has)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        expected = [np.mean(has), np.median(has) if len(has) else np.nan, np.std(has, ddof=1) if len(has) > 1 else np.nan]
    np.testing.assert_allclose([found.mean[0, 0], found.median[0, 0], found.spread[0, 0]], expected, rtol=1e-9, atol=1e-9)


def test_a_suppressed_member_lowers_n_and_adds_no_zero():
    found = group(figures_of([10.0, np.nan, 20.0, 30.0]), np.array([[0, 1, 2, 3]]))
    assert (found.with_data[0, 0], found.mean[0, 0], found.median[0, 0]) == (3, 20.0, 20.0)


def test_the_median_of_an_even_number_is_between_the_middle_two():
    assert group(figures_of([1, 2, 3, 10]), np.array([[0, 1, 2, 3]])).median[0, 0] == 2.5


def test_the_pooled_share_is_of_all_children_not_of_councils():
    figures = figures_of([50.0, 10.0], numerator=[1, 10], denominator=[2, 100])
    found = group(figures, np.array([[0, 1]]))
    assert found.pooled[0, 0] == pytest.approx(100 * 11 / 102)
    assert found.mean[0, 0] == 30.0


def test_the_pooled_rate_keeps_the_scale_of_its_unit():
    figures = figures_of([100.0, 200.0], numerator=[10, 40], denominator=[1000, 2000], indicator="NI 70", unit="per 10,000 aged 0 to 17")
    assert group(figures, np.array([[0, 1]])).pooled[0, 0] == pytest.approx(10_000 * 50 / 3000)


def test_there_is_no_pooled_share_where_a_member_has_no_counts():
    figures = figures_of([50.0, 10.0], numerator=[1, np.nan], denominator=[2, 100])
    assert np.isnan(group(figures, np.array([[0, 1]])).pooled[0, 0])


def test_neighbours_are_looked_up_in_the_order_of_closeness():
    table = pd.DataFrame({"council": ["0", "0", "1"], "position": [2, 1, 1], "neighbour": ["1", "2", "0"]})
    rows = neighbour_rows(("0", "1", "2"), table)
    assert rows.tolist() == [[2, 1], [0, NO_ROW], [NO_ROW, NO_ROW]]


def test_a_neighbour_outside_the_councils_simply_has_no_data():
    table = pd.DataFrame({"council": ["0", "0"], "position": [1, 2], "neighbour": ["1", "838"]})
    found = neighbours(figures_of([5.0, 7.0]), table)
    assert (found.level[0, 0], found.with_data[0, 0], found.of[0, 0]) == (7.0, 1, 2)
    assert np.isnan(found.level[1, 0])
    assert found.of[1, 0] == 0


@given(st.permutations(range(6)))
def test_the_order_of_the_councils_changes_nothing(order):
    values = np.array([3.0, np.nan, 8.0, 1.0, 5.5, 2.0])
    straight = group(figures_of(values), np.arange(6)[None, :])
    shuffled = group(figures_of(values[list(order)]), np.arange(6)[None, :])
    np.testing.assert_allclose([straight.mean, straight.median, straight.spread], [shuffled.mean, shuffled.median, shuffled.spread])
