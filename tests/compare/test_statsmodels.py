"""The statistics of comparing against statsmodels, which others wrote and many use: to 1e-9, on drawn cases."""

import numpy as np
import pytest
from hypothesis import assume, given, strategies as st
from statsmodels.regression.linear_model import WLS
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportions_ztest
from statsmodels.stats.rates import confint_poisson, confint_poisson_2indep, test_poisson_2indep as poisson_score_test

from csrating.compare.flags import adjusted, apart, two_sided
from csrating.compare.intervals import byar, exact_count, exact_share, newcombe, rates_apart, wilson
from csrating.compare.trends import five_points

CLOSE = 1e-9

parts = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
rates = st.tuples(st.integers(0, 400), st.integers(500, 100_000))
few_events = st.tuples(st.integers(0, 9), st.integers(500, 100_000))
levels = st.sampled_from([0.8, 0.95, 0.998])


@pytest.mark.parametrize(("ours", "theirs"), [(wilson, "wilson"), (exact_share, "beta")])
@given(part=parts, confidence=levels)
def test_intervals_of_shares(ours, theirs, part, confidence):
    expected = proportion_confint(*part, alpha=1 - confidence, method=theirs)
    np.testing.assert_allclose(ours(*part, confidence=confidence), expected, rtol=0, atol=CLOSE)


@given(st.integers(0, 3000), levels)
def test_exact_intervals_of_counts(count, confidence):
    expected = confint_poisson(count, 1, method="exact-c", alpha=1 - confidence)
    np.testing.assert_allclose(exact_count(count, confidence=confidence), expected, rtol=1e-12, atol=CLOSE)


@given(st.integers(10, 3000), levels)
def test_byars_intervals_are_near_the_exact_ones_from_ten_events_on(count, confidence):
    """What is said for taking them there: each end within a three-hundredth of the width of the exact interval."""
    lower, upper = confint_poisson(count, 1, method="exact-c", alpha=1 - confidence)
    np.testing.assert_allclose(byar(count, confidence=confidence), [lower, upper], rtol=0, atol=(upper - lower) / 300)


@given(parts, parts, levels)
def test_newcombes_interval_of_a_difference(one, other, confidence):
    expected = confint_proportions_2indep(*one, *other, method="newcomb", compare="diff", alpha=1 - confidence)
    np.testing.assert_allclose(newcombe(*one, *other, confidence=confidence), expected, rtol=0, atol=CLOSE)


@given(few_events, few_events, levels)
def test_the_interval_of_a_difference_of_rates(one, other, confidence):
    """Theirs from the exact ends of both rates, which are ours below ten events."""
    expected = confint_poisson_2indep(*one, *other, method="mover", method_mover="exact-c", compare="diff", alpha=1 - confidence)
    np.testing.assert_allclose(rates_apart(*one, *other, confidence=confidence), expected, rtol=0, atol=CLOSE)


@given(parts, parts)
def test_the_pooled_test_of_two_shares(one, other):
    counts, denominators = np.array([one, other]).T
    assume(0 < counts.sum() < denominators.sum())
    statistic, probability = proportions_ztest(counts, denominators)
    z = apart(*one, *other)
    assert z == pytest.approx(statistic, rel=CLOSE, abs=CLOSE)
    assert two_sided(z) == pytest.approx(probability, abs=CLOSE)


@given(rates, rates)
def test_the_pooled_test_of_two_rates(one, other):
    assume(one[0] + other[0] > 0)
    with np.errstate(divide="ignore"):  # the ratio that theirs gives beside the test
        expected = poisson_score_test(*one, *other, value=0, method="score", compare="diff")
    z = apart(*one, *other, share=False)
    assert z == pytest.approx(expected.statistic, rel=CLOSE, abs=CLOSE)
    assert two_sided(z) == pytest.approx(expected.pvalue, abs=CLOSE)


def test_where_all_or_none_are_counted_nothing_can_differ():
    """Of such counts statsmodels gives a blank with a warning; two figures that are the same lie nought apart."""
    assert [float(apart(*counts)) for counts in ((0, 20, 0, 30), (20, 20, 30, 30))] == [0, 0]
    assert float(apart(0, 20, 0, 30, share=False)) == 0
    assert np.isnan(apart(0, 0, 3, 30))
    assert np.isnan(apart(np.nan, 20, 3, 30))
    assert np.isfinite([apart(1, 20, 0, 30), apart(20, 20, 29, 30), apart(20, 20, 30, 30, share=False)]).all()


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_probabilities_adjusted_by_benjamini_and_hochberg(probabilities):
    expected = multipletests(probabilities, method="fdr_bh")[1]
    np.testing.assert_allclose(adjusted(probabilities), expected, rtol=0, atol=CLOSE)


five = st.lists(st.floats(0, 100), min_size=5, max_size=5)
errors = st.lists(st.floats(0.05, 10), min_size=5, max_size=5)


@given(five, errors)
def test_the_line_through_five_points(values, spread):
    y, error = np.array(values), np.array(spread)
    found = five_points(y[None], (y - 1.96 * error)[None], (y + 1.96 * error)[None])
    design = np.column_stack([np.ones(5), np.arange(1, 6)])
    line = WLS(y, design, weights=1 / error**2).fit(cov_type="fixed scale", cov_kwds={"scale": 1.0})
    assert found.slope[0] == pytest.approx(line.params[1], abs=CLOSE)
    assert found.chi_square[0] == pytest.approx((line.params[1] / line.bse[1]) ** 2, rel=CLOSE, abs=CLOSE)
    if abs(line.params[1]) > 1e-6:
        assert found.slope[0] ** 2 / found.chi_square[0] == pytest.approx(line.cov_params()[1, 1], rel=CLOSE)
