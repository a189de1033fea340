"""Where a figure lies among all councils and in time: against SciPy and numpy, and trends over five periods that follow each other."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra import numpy as hnp
from scipy.stats import rankdata
from statsmodels.regression.linear_model import WLS
from statsmodels.stats.proportion import proportion_confint

from csrating.compare.figures import Figures
from csrating.compare.positions import among_councils, as_table, positions
from csrating.compare.trends import SIGNIFICANT

HIGH = np.array([1.0])
YEARS = ("2004/05", "2005/06", "2006/07", "2007/08", "2008/09")
RISING = (300, 400, 500, 600, 700)
"""Of 1,000 each year: 30 to 70 per cent."""


def of_years(*counts, years=YEARS, whole=1000, indicator="NI 148"):
    """A share for each council and year, of so many children; None where it is suppressed."""
    x = np.array([[np.nan if count is None else count for count in row] for row in counts], dtype=float)
    series = pd.DataFrame({"indicator": indicator, "period": list(years), "unit": "per cent"})
    n = np.where(np.isnan(x), np.nan, whole)
    return Figures(tuple(str(at) for at in range(len(x))), series, 100 * x / n, x, n, np.zeros(x.shape, dtype=np.int64))


def of(figures, **options):
    return positions(figures, sign=np.ones(len(figures.series)), **options)


def test_a_trend_is_told_for_the_last_of_five_years_that_follow_each_other():
    found = of(of_years(RISING, RISING[::-1], (500, 500, 501, 500, 500)))
    assert found["trend"][:, 4].tolist() == ["increasing", "decreasing", "no significant change"]
    assert set(found["trend"][:, :4].ravel()) == {""}
    assert found["why_no_trend"][0].tolist() == [*(f"{years} of 5 periods follow each other" for years in (1, 2, 3, 4)), ""]


def test_only_the_last_five_years_count():
    """A sixth year before them, that would turn the line round, changes nothing."""
    six = ("2003/04", *YEARS)
    assert of(of_years((990, *RISING), years=six))["trend"][0, 5] == "increasing"
    assert of(of_years((990, *RISING[:4]), years=YEARS))["trend"][0, 4] != "increasing"


@given(st.lists(st.integers(1, 199), min_size=5, max_size=5))
def test_a_trend_is_that_of_the_weighted_line_through_wilsons_intervals(counts):
    figures = of_years(counts, whole=200)
    ends = 100 * np.array([proportion_confint(x, 200, method="wilson") for x in counts])
    error = (ends[:, 1] - ends[:, 0]) / 3.92
    y, design = figures.value[0], np.column_stack([np.ones(5), np.arange(1, 6)])

    def line(kept):
        return WLS(y[kept], design[kept], weights=1 / error[kept] ** 2).fit(cov_type="fixed scale", cov_kwds={"scale": 1.0})

    whole, without_one = line(np.arange(5)), [line(np.arange(5) != at).params[1] for at in range(5)]
    steady = all(slope > 1e-9 for slope in without_one) or all(slope < -1e-9 for slope in without_one)
    certain = (whole.params[1] / whole.bse[1]) ** 2 > SIGNIFICANT and steady
    expected = "no significant change" if not certain else "increasing" if whole.params[1] > 0 else "decreasing"
    assert of(figures)["trend"][0, 4] == expected


@pytest.mark.parametrize("gap", range(1, 5))
def test_across_a_gap_there_is_no_trend(gap):
    """Five years with figures, of which one stands a year earlier than it should."""
    years = [f"{2004 + at - (at < gap)}/{(5 + at - (at < gap)):02d}" for at in range(5)]
    found = of(of_years(RISING, years=years))
    assert found["trend"][0, 4] == ""
    assert found["why_no_trend"][0, 4] == f"{5 - gap} of 5 periods follow each other"


@pytest.mark.parametrize(("at", "follow"), [("2005/06", 4), ("2008/09", 1)])
def test_across_a_break_there_is_no_trend(at, follow):
    found = of(of_years(RISING), breaks={"NI 148": at})
    assert (found["trend"][0, 4], found["why_no_trend"][0, 4]) == ("", f"{follow} of 5 periods follow each other")
    assert of(of_years(RISING), breaks={"NI 148": "2004/05"})["trend"][0, 4] == "increasing"
    assert of(of_years(RISING), breaks={"NI 79": at})["trend"][0, 4] == "increasing"


def test_spans_of_several_years_have_no_trend():
    found = of(of_years(RISING, years=[f"{year} to {year + 2}" for year in range(2001, 2006)]))
    assert set(found["trend"].ravel()) == {""}
    assert set(found["why_no_trend"].ravel()) == {"1 of 5 periods follow each other"}


def test_quarters_follow_each_other_across_the_turn_of_a_year():
    assert of(of_years(RISING, years=("2008 Q2", "2008 Q3", "2008 Q4", "2009 Q1", "2009 Q2")))["trend"][0, 4] == "increasing"
    assert of(of_years(RISING, years=("2008 Q2", "2008 Q3", "2008 Q4", "2009 Q2", "2009 Q3")))["trend"][0, 4] == ""


def test_a_year_without_a_figure_or_without_counts_is_no_point():
    suppressed, figures = of_years((300, 400, None, 600, 700), RISING), of_years(RISING, RISING)
    assert of(suppressed)["why_no_trend"][:, 4].tolist() == ["4 of 5 points have an interval", ""]
    figures.numerator[0, 2] = np.nan
    assert of(figures)["why_no_trend"][:, 4].tolist() == ["4 of 5 points have an interval", ""]
    assert of(figures)["trend"][:, 4].tolist() == ["", "increasing"]


def test_indicators_have_trends_of_their_own():
    """The same five years of another indicator beside them, in any order of the columns."""
    one, other = of_years(RISING), of_years(RISING[::-1], indicator="NI 79")
    order = [9, 0, 8, 1, 7, 2, 6, 3, 5, 4]
    both = Figures(
        ("0",),
        pd.concat([one.series, other.series], ignore_index=True).iloc[order].reset_index(drop=True),
        *(np.hstack([getattr(some, name) for some in (one, other)])[:, order] for name in ("value", "numerator", "denominator", "place")),
    )
    told = dict(zip(zip(both.series["indicator"], both.series["period"], strict=True), of(both)["trend"][0], strict=True))
    assert told[("NI 148", "2008/09")] == "increasing"
    assert told[("NI 79", "2008/09")] == "decreasing"
    assert sum(one != "" for one in told.values()) == 2


figures = hnp.arrays(float, st.tuples(st.integers(4, 20), st.just(1)), elements=st.one_of(st.integers(0, 30), st.just(np.nan)))


@given(figures, st.sampled_from([1.0, -1.0]))
def test_ranks_and_quarters_are_those_of_scipy_and_numpy(value, sign):
    found = among_councils(value, np.array([sign]))
    np.testing.assert_array_equal(found["rank"], rankdata(-sign * value, method="min", axis=0, nan_policy="omit"))
    known = sign * value[np.isfinite(value)]
    assert set(found["ranked"].ravel()) == {len(known)}
    if len(known) < 4:
        assert set(found["band"].ravel()) == {""}
        return
    edges = np.quantile(known, [0.25, 0.5, 0.75], method="linear")  # type 7
    expected = ["" if np.isnan(one) else "DCBA"[int((sign * one >= edges).sum())] for one in value.ravel()]
    assert found["band"].ravel().tolist() == expected


def test_the_two_intervals_are_those_of_95_and_998_per_mille():
    found = of(of_years((450,), years=YEARS[:1]))
    usual, strict = (100 * np.array(proportion_confint(450, 1000, alpha=alpha, method="wilson")) for alpha in (0.05, 0.002))
    assert [found[name].item() for name in ("lower", "upper", "lower998", "upper998")] == pytest.approx([*usual, *strict], abs=1e-9)
    assert found["interval"].item() == "Wilson"


def test_a_table_has_a_row_for_each_council_and_series_and_no_counts_behind_a_blank():
    some = of_years((300, None), (500, 600), years=YEARS[:2])
    some.numerator[0, 1], some.denominator[0, 1] = 3, 1000  # suppressed, though its counts stand there
    table = as_table(some, of(some), pd.Series(["Here", "There"]))
    assert table[["name", "period"]].to_numpy().tolist() == [[name, year] for name in ("Here", "There") for year in YEARS[:2]]
    assert table["change"].tolist() == pytest.approx([np.nan, np.nan, np.nan, 10.0], nan_ok=True)
    assert table["why_no_change"].tolist() == ["2004/05 is the first period", "", "2004/05 is the first period", ""]
    assert table["numerator"].tolist() == pytest.approx([300, np.nan, 500, 600], nan_ok=True)
    assert table["interval"].tolist() == ["Wilson", "no figure", "Wilson", "Wilson"]
