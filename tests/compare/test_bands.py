"""Quarters: alike whichever way is good, printed as they classify, and exact about what the next one takes."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, strategies as st

from csrating.compare.bands import BANDS, bands, edges, needed, printed

columns = st.lists(st.integers(-20, 20), min_size=4, max_size=30).map(lambda some: np.array(some, dtype=float))
signs = st.sampled_from([1.0, -1.0])
better = BANDS[::-1].index


@given(columns)
def test_edges_are_the_quantiles_of_type_7(values):
    np.testing.assert_allclose(edges(values), np.quantile(values, [0.75, 0.5, 0.25]), rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(edges(values, sign=-1), np.quantile(values, [0.25, 0.5, 0.75]), rtol=1e-12, atol=1e-12)


@given(columns)
def test_turned_round_with_its_polarity_a_figure_keeps_its_band(values):
    assert bands(values, sign=1).tolist() == bands(-values, sign=-1).tolist()


@given(columns, signs)
def test_a_better_figure_is_never_in_a_worse_band_and_equal_ones_share_theirs(values, sign):
    found = [better(band) for band in bands(values, sign=sign)[np.argsort(sign * values, kind="stable")]]
    assert found == sorted(found)
    for figure in set(values):
        assert len(set(bands(values, sign=sign)[values == figure])) == 1


def test_a_tie_on_an_edge_is_in_the_better_band_whichever_way_is_good():
    """The peers' defect 3: in LAIT a tie at the upper quartile is B when high is good, and at the lower one A when low is good."""
    values = np.array([0.0, 25.0, 50.0, 75.0, 100.0])
    assert bands(values, sign=1)[3] == "A"
    assert bands(values, sign=-1)[1] == "A"


def test_152_different_figures_make_quarters_of_38():
    found = bands(np.arange(152.0))
    assert [int((found == band).sum()) for band in BANDS] == [38, 38, 38, 38]


def test_blanks_no_polarity_and_too_few_figures_have_no_band():
    assert bands([1.0, 2.0, 3.0, np.nan]).tolist() == ["", "", "", ""]
    assert bands([1.0, 2.0, 3.0, 4.0], sign=np.nan).tolist() == ["", "", "", ""]
    assert np.isnan(edges([1.0, 2.0, 3.0])).all()


def test_columns_are_taken_each_by_itself():
    values = np.column_stack([np.arange(8.0), -np.arange(8.0), np.full(8, np.nan)])
    found = bands(values, sign=np.array([1.0, 1.0, 1.0]))
    assert found[:, 0].tolist() == found[::-1, 1].tolist()
    assert set(found[:, 2]) == {""}


@given(columns, signs, st.integers(0, 2))
def test_printed_bands_never_overlap_and_say_what_they_hold(values, sign, decimals):
    shown = [one for one in printed(values, sign=sign, decimals=decimals) if one.councils]
    assert sum(one.councils for one in shown) == len(values)
    for one in shown:
        held = values[bands(values, sign=sign) == one.band]
        assert {one.worst, one.best} == {held.min(), held.max()}
    for upper, lower in pairwise(shown):
        assert f"{upper.worst:.{upper.decimals}f}" != f"{lower.best:.{lower.decimals}f}"
        assert sign * upper.worst > sign * lower.best


def test_no_figure_is_printed_in_two_bands():
    """The peers' defect 2: with quartiles 25, 50 and 75 LAIT prints C as 51 to 26, and B begins with 51."""
    shown = printed(np.arange(101.0), sign=1, decimals=0)
    assert [one.text for one in shown] == ["A: 75 to 100", "B: 50 to 74", "C: 25 to 49", "D: 0 to 24"]


def test_edges_are_not_rounded_before_they_are_printed():
    """The other half of that defect: with an upper quartile of 74.6 a council at 75.0 is in A, and the printed A must hold it."""
    values = np.array([10.0, 20.0, 74.6, 74.6, 75.0])
    assert bands(values)[4] == "A"
    assert printed(values, sign=1, decimals=0)[0].text == "A: 75"


def test_decimals_are_added_where_two_bands_would_meet():
    values = np.array([1.0, 2.0, 3.01, 3.052, 3.056, 3.09, 4.0, 4.0])
    assert printed(values, sign=1, decimals=0)[1].decimals == 2


def test_an_empty_band_says_so():
    assert printed(np.array([1.0, 1.0, 1.0, 1.0]), sign=1, decimals=0)[3].text == "D: none"


@given(columns, signs, st.data())
def test_what_is_needed_is_enough_and_less_is_not(values, sign, data):
    """By brute force: the council's figure is moved, all bands are made again."""
    place = data.draw(st.integers(0, len(values) - 1))
    before, aim = bands(values, sign=sign)[place], needed(values, sign=sign)[place]
    if before == "A":
        assert np.isnan(aim)
        return
    wanted = BANDS[BANDS.index(before) - 1]

    def moved(figure):
        return bands(np.where(np.arange(len(values)) == place, figure, values), sign=sign)[place]

    assert sign * aim >= sign * values[place]
    assert better(moved(aim)) >= better(wanted)
    if aim != values[place]:
        assert moved(aim - sign * 1e-6) == before


@pytest.mark.parametrize(("sign", "expected"), [(1, [25, 50, 75]), (-1, [75, 50, 25])])
def test_what_is_needed_worked_by_hand(sign, expected):
    values = np.array([0.0, 25.0, 50.0, 75.0, 100.0])[::sign]
    assert needed(values, sign=sign)[:3].tolist() == expected
