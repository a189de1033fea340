"""Change from the consecutive period, and the test over five points against a weighted line fitted by numpy."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from csrating.compare.trends import SIGNIFICANT, changes, direction, five_points, moment_of, previous
from csrating.errors import EvidenceError


def series(*labels, indicator="NI 148"):
    return pd.DataFrame({"indicator": indicator, "period": labels})


YEARS = ("2006/07", "2007/08", "2009/10", "2010/11")


def test_no_change_is_told_across_a_gap():
    """The peers' defect 1: LAIT's change from the previous year is from the row before, however long ago that was."""
    found = previous(series(*YEARS))
    assert found.place.tolist() == [-1, 0, -1, 2]
    assert found.why[2] == "the period before is 2007/08, which is not the one just before 2009/10"
    np.testing.assert_array_equal(changes([[40.0, 42.0, 50.0, 49.0]], found), [[np.nan, 2.0, np.nan, -1.0]])


def test_periods_are_in_order_of_time_and_not_of_text():
    """The peers' defect 18: as text, 2010 Q1 comes before 2009 Q4 in no order that counts."""
    quarters = series("2010 Q1", "2009 Q4", "2009 Q3")
    assert previous(quarters).place.tolist() == [1, 2, -1]


def test_indicators_and_kinds_of_period_are_kept_apart():
    both = pd.concat([series(*YEARS[:2]), series(*YEARS[:2], indicator="NI 79")], ignore_index=True)
    assert previous(both).place.tolist() == [-1, 0, -1, 2]
    mixed = series("2008", "2009 Q1", "2009 Q2")
    assert previous(mixed).place.tolist() == [-1, -1, 1]


def test_a_break_in_the_series_is_respected():
    found = previous(series(*YEARS), breaks={"NI 148": "2010/11"})
    assert found.place.tolist() == [-1, 0, -1, -1]
    assert found.why[3] == "the series breaks: figures of 2010/11 cannot be compared with those before"
    assert previous(series(*YEARS), breaks={"NI 79": "2010/11"}).place[3] == 2


def test_spans_of_several_years_overlap_and_have_no_change():
    found = previous(series("2007 to 2009", "2008 to 2010"))
    assert found.place.tolist() == [-1, -1]
    assert found.why[1] == "2008 to 2010 is a span of years, with which the one before overlaps"


@pytest.mark.parametrize(("label", "months"), [("2009", 12), ("2008/09", 12), ("2008 Q4", 3), ("2008/09 Q4", 3), ("2009 to 2013", 0)])
def test_how_long_a_period_is(label, months):
    assert moment_of(label).months == months


def test_a_break_at_no_period_is_refused():
    with pytest.raises(EvidenceError, match="said to break at 'soon'"):
        previous(series(*YEARS), breaks={"NI 148": "soon"})


def test_a_blank_figure_on_either_side_has_no_change():
    found = previous(series(*YEARS[:2], "2008/09"))
    assert np.isnan(changes([[1.0, np.nan, 3.0]], found)).all()


def test_directions_follow_polarity():
    assert direction([[1.0], [-1.0], [0.0], [np.nan]], sign=[-1]).ravel().tolist() == ["worse", "better", "no change", ""]
    assert direction([[1.0], [-1.0]], sign=[np.nan]).ravel().tolist() == ["up", "down"]


figures = st.lists(st.floats(10, 90), min_size=5, max_size=5)
errors = st.lists(st.floats(0.1, 5), min_size=5, max_size=5)


def by_numpy(y, error):
    """The slope and its variance by numpy's own weighted fit."""
    x = np.arange(1.0, 6)
    matrix = np.column_stack([np.ones(5), x]) / error[:, None]
    slope = np.linalg.lstsq(matrix, y / error, rcond=None)[0][1]
    return slope, np.linalg.inv(matrix.T @ matrix)[1, 1]


@given(figures, errors)
def test_the_line_is_the_weighted_one(values, spread):
    y, error = np.array(values), np.array(spread)
    slope, variance = by_numpy(y, error)
    found = five_points(y[None], (y - 1.96 * error)[None], (y + 1.96 * error)[None])
    assert found.slope[0] == pytest.approx(slope, rel=1e-9, abs=1e-9)
    assert found.chi_square[0] == pytest.approx(slope**2 / variance, rel=1e-6, abs=1e-9)


@given(figures, errors)
def test_a_significant_slope_keeps_its_sign_whichever_point_is_left_out(values, spread):
    y, error = np.array(values), np.array(spread)
    found = five_points(y[None], (y - 1.96 * error)[None], (y + 1.96 * error)[None])
    kept = [np.arange(5) != left_out for left_out in range(5)]
    slopes = np.round([np.polyfit(np.arange(1.0, 6)[some], y[some], 1, w=1 / error[some])[0] for some in kept], 8)
    significant = found.chi_square[0] > SIGNIFICANT and abs(sum(np.sign(slopes))) == 5
    assert (found.verdict[0] != "no significant change") == significant


def test_one_outlying_point_makes_no_trend():
    y = np.array([[50.0, 50, 50, 50, 90]])
    found = five_points(y, y - 1, y + 1)
    assert found.chi_square[0] > SIGNIFICANT
    assert found.verdict.tolist() == ["no significant change"]


@pytest.mark.parametrize("level", np.arange(10.0, 60.0))
def test_four_points_on_a_level_and_one_beside_it_make_no_trend(level):
    """Without the one the line is level; what binary decimals leave over is no direction."""
    for y in (np.array([[90.0, *[level] * 4]]), np.array([[level / 9, level, level + 0.3, level + 0.3, level]])):
        found = five_points(y, y - level / 100, y + level / 100)
        assert found.chi_square[0] > SIGNIFICANT
        assert found.verdict.tolist() == ["no significant change"]


def test_the_last_five_points_with_an_interval_count():
    y = np.array([[90.0, 10, np.nan, 12, 14, 16, 18]])
    found = five_points(y, y - 0.5, y + 0.5)
    assert found.verdict.tolist() == ["increasing"]
    assert found.slope[0] == pytest.approx(2.0)


def test_fewer_than_five_points_have_no_verdict_and_say_so():
    y = np.array([[10.0, 11, 12, 13]])
    found = five_points(y, y - 0.1, y + 0.1)
    assert found.verdict.tolist() == [""]
    assert found.why.tolist() == ["4 of 5 points have an interval"]
