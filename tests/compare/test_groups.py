"""Groups of councils: their statistics against numpy's, who is in them, and what is refused."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from csrating import reference
from csrating.compare.baselines import council_type, neighbours, user_group
from csrating.compare.figures import NO_ROW, Figures
from csrating.compare.groups import group, members_without_itself, mutual, user_groups
from csrating.errors import ReferenceDataError

values = st.lists(st.one_of(st.integers(-50, 50).map(float), st.just(np.nan)), min_size=2, max_size=12)


def figures_of(*columns, numerator=None, denominator=None, unit="per cent"):
    value = np.column_stack([np.asarray(column, dtype=float) for column in columns])
    blank = np.full(value.shape, np.nan)
    counts = [blank if given is None else np.asarray(given, dtype=float).reshape(value.shape) for given in (numerator, denominator)]
    series = pd.DataFrame({"indicator": [f"NI {79 + at}" for at in range(value.shape[1])], "unit": unit})
    return Figures(tuple(str(at) for at in range(len(value))), series, value, *counts, np.zeros(value.shape, dtype=np.int64))


@given(values)
@settings(deadline=None)
def test_quartiles_deviation_and_leave_one_out_are_those_of_numpy(column):
    found = group(figures_of(column), np.arange(len(column))[None, :])
    has = np.array([figure for figure in column if not np.isnan(figure)])
    if len(has) >= 4:
        np.testing.assert_allclose([one[0, 0] for one in found.quartiles], np.quantile(has, [0.25, 0.75]), atol=1e-9)
    if len(has):
        assert found.median_deviation[0, 0] == pytest.approx(np.median(np.abs(has - np.median(has))), abs=1e-9)
    if len(has) > 1:
        means = [np.delete(has, at).mean() for at in range(len(has))]
        assert [one[0, 0] for one in found.leave_one_out] == pytest.approx([min(means), max(means)], abs=1e-9)


@given(values)
@settings(deadline=None)
def test_another_member_without_a_figure_changes_nothing_but_how_many_are_listed(column):
    """The peers' defect 15: a suppressed neighbour lowers n in proportion, and never adds a nought."""
    without = group(figures_of(column), np.arange(len(column))[None, :])
    beside = group(figures_of([*column, np.nan]), np.arange(len(column) + 1)[None, :])
    for what in ("mean", "median", "spread", "median_deviation", "with_data"):
        np.testing.assert_allclose(getattr(beside, what), getattr(without, what), rtol=1e-12)


def test_too_few_figures_have_no_quartiles_and_nobody_to_leave_out():
    found = group(figures_of([1.0, np.nan, np.nan]), np.arange(3)[None, :])
    assert np.isnan([found.quartiles[0][0, 0], found.leave_one_out[0][0, 0], found.spread[0, 0]]).all()


def test_the_three_averages_by_hand():
    counted = figures_of([50.0, 20.0, 10.0], numerator=[5, 20, 10], denominator=[10, 100, 100])
    table = pd.DataFrame({"council": ["0", "0"], "position": [1, 2], "neighbour": ["1", "2"]})
    for average, level in (("mean", 15.0), ("median", 15.0), ("pooled", 15.0)):
        assert neighbours(counted, table, average=average).level[0, 0] == level
    three = figures_of([50.0, 20.0, 10.0, 60.0], numerator=[5, 20, 10, 600], denominator=[10, 100, 100, 1000])
    table = pd.DataFrame({"council": ["0"] * 3, "position": [1, 2, 3], "neighbour": ["1", "2", "3"]})
    found = neighbours(three, table)
    assert [found.averages[name][0, 0] for name in ("mean", "median", "pooled")] == [30.0, 20.0, 100 * 630 / 1200]
    assert [one[0, 0] for one in found.leave_one_out] == [15.0, 40.0]
    assert neighbours(three, table, average="median").method[0, 0] == "median of neighbours with data"


def test_only_neighbours_that_have_each_other():
    table = pd.DataFrame({"council": ["0", "0", "1"], "position": [1, 2, 1], "neighbour": ["1", "2", "0"]})
    assert mutual(table)[["council", "neighbour"]].to_numpy().tolist() == [["0", "1"], ["1", "0"]]


def test_59_of_100_published_links_are_mutual():
    """As counted over the 158 lists of ten of the published file, five of them of councils that are no more."""
    assert len(mutual(reference.neighbour_table("2025"))) / 1580 == pytest.approx(0.59, abs=0.005)


def test_a_council_is_not_among_those_of_its_type():
    found = council_type(figures_of([10.0, 20.0, 40.0, 99.0]), ["county", "county", "county", "unitary"])
    assert found.level[:3, 0].tolist() == [30.0, 25.0, 15.0]
    assert np.isnan(found.level[3, 0])
    assert found.of[:, 0].tolist() == [2, 2, 2, 0]
    assert members_without_itself(["a"], ["county"]).tolist() == [[NO_ROW]]


def test_a_member_is_not_compared_with_itself_and_others_with_all():
    """The peers' defect 17."""
    found = user_group(figures_of([10.0, 20.0, 40.0]), "the North", ["0", "1"])
    assert found.level[:, 0].tolist() == [20.0, 10.0, 15.0]
    assert found.of[:, 0].tolist() == [1, 1, 2]
    assert found.area[0, 0] == "the North"


@pytest.mark.parametrize(
    ("codes", "fault"), [([], "has no member"), (["0", "1", "0"], "has 0 twice"), (["0", "E12000001"], "names 'E12000001'")]
)
def test_a_broken_group_is_refused(codes, fault):
    """The peers' defect 16: duplicates in a set of comparators."""
    with pytest.raises(ReferenceDataError, match=fault):
        user_groups(("0", "1", "2"), {"mine": codes})
