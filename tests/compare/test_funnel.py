"""Funnel limits and over-dispersion, against quoted answers, SciPy's Poisson law and simulation."""

import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import stats

from csrating.compare.flags import adjusted, by_chance, two_sided
from csrating.compare.funnel import average, funnel, limits, overdispersion, verdicts
from csrating.compare.intervals import Interval
from csrating.compare.shrinkage import shrunk
from csrating.errors import EvidenceError


def councils(random, *, share=0.6, tau=0.0, number=150):
    n = random.integers(20, 3000, number)
    return random.binomial(n, np.clip(share + tau * random.standard_normal(number), 0, 1)), n


def test_limits_give_the_quoted_answers():
    assert [round(float(end), 4) for end in limits(0.63, 40)] == [0.4804, 0.7796]
    assert [round(float(end), 4) for end in limits(0.63, 40, confidence=0.998)] == [0.3941, 0.8659]


def test_limits_of_shares_stay_within_nought_and_one():
    assert float(limits(0.01, 5).lower) == 0
    assert float(limits(0.99, 5).upper) == 1


@given(st.floats(0.0005, 0.2), st.integers(50, 20_000), st.sampled_from([0.95, 0.998]))
def test_limits_of_rates_leave_half_of_the_doubt_on_either_side(level, n, confidence):
    lower, upper = limits(level, n, kind="rate", confidence=confidence)
    tail, expected = (1 - confidence) / 2, level * n
    assert stats.poisson.cdf(np.floor(n * upper), expected) >= 1 - tail - 1e-9
    if lower > 0:
        assert stats.poisson.cdf(np.ceil(n * lower) - 1, expected) <= tail + 1e-9


def test_a_figure_on_a_limit_is_within_it():
    near, far = Interval(np.array([0.4] * 3), np.array([0.6] * 3)), Interval(np.array([0.3] * 3), np.array([0.7] * 3))
    assert verdicts(np.array([0.4, 0.6, np.nan]), near, far).tolist() == ["within", "within", ""]


def test_councils_that_differ_by_chance_alone_are_not_overdispersed():
    """Over 40 worlds of chance alone: phi is near what the drawn-in squares of a normal deviate have, and few flags are given."""
    random = np.random.default_rng(1)
    found = [funnel(*councils(random)) for _ in range(40)]
    outside = np.mean([np.isin(one.verdict, ["below", "far below", "above", "far above"]).mean() for one in found])
    assert outside == pytest.approx(0.05, abs=0.01)
    assert np.mean([one.phi for one in found]) == pytest.approx(expected_phi(), abs=0.05)
    assert np.mean([one.tau for one in found]) < 0.01


def expected_phi():
    z = np.clip(np.random.default_rng(2).standard_normal(1_000_000), *stats.norm.ppf([0.1, 0.9]))
    return np.mean(z**2)


def test_the_spread_beyond_chance_is_found_and_flags_shrink():
    random = np.random.default_rng(3)
    found = funnel(*councils(random, tau=0.08, number=400))
    assert found.tau == pytest.approx(0.08, rel=0.3)
    plain, allowed = (np.isin(one, ["below", "far below", "above", "far above"]).mean() for one in (found.verdict, found.allowed))
    assert plain > 0.3
    assert allowed < plain / 2
    assert "differ more than by chance" in found.said


def test_phi_and_tau_worked_by_hand():
    z = np.array([-3.0, -2, -2, -1, -1, 1, 1, 2, 2, 3])
    phi, tau = overdispersion(z, np.full(10, 0.1))
    clipped = np.clip(z, -2.1, 2.1)
    assert phi == pytest.approx(np.mean(clipped**2), rel=1e-12)
    assert tau == pytest.approx(0.1 * np.sqrt((10 * phi - 9) / 9), rel=1e-12)


def test_too_few_councils_say_so():
    found = funnel([5] * 9, [10] * 9)
    assert np.isnan(found.phi)
    assert found.said == "Only 9 councils have counts: how far they differ beyond chance is not estimated."


def test_a_blank_has_no_verdict_and_adds_nothing():
    with_blank, without = funnel([5, np.nan, 7], [10, 20, 20]), funnel([5, 7], [10, 20])
    assert with_blank.level == without.level == average([5, 7], [10, 20])
    assert with_blank.verdict.tolist() == [without.verdict[0], "", without.verdict[1]]


@pytest.mark.parametrize(("counts", "found"), [(([5, 11], [10, 10]), "11 of 10 is more than all"), (([-1], [10]), "a count is negative")])
def test_what_cannot_be_is_refused(counts, found):
    with pytest.raises(EvidenceError, match=found):
        funnel(*counts)


def test_rates_may_exceed_their_denominator():
    assert funnel([30, 10], [10, 10], kind="rate").level == 2


def test_chance_alone_flags_one_in_twenty():
    found = by_chance(tests=80, found=5)
    assert (found.expected, found.most) == (pytest.approx(4), 7)
    assert stats.binom.cdf(found.most, 80, 0.05) >= 0.95 > stats.binom.cdf(found.most - 1, 80, 0.05)


def test_more_flags_than_comparisons_are_refused():
    with pytest.raises(EvidenceError, match="6 of 5 comparisons"):
        by_chance(tests=5, found=6)


def test_two_sided_probabilities():
    assert two_sided([1.959963984540054, -1.959963984540054]).tolist() == pytest.approx([0.05, 0.05], abs=1e-12)


@given(st.lists(st.floats(0.0001, 1), min_size=1, max_size=20))
def test_benjamini_and_hochberg_worked_by_their_own_rule(probabilities):
    """Their rule: with p sorted, all up to the last k with p(k) <= k q / m are rejected."""
    p = np.array(probabilities)
    ordered = np.sort(p)
    for q in (0.05, 0.2):
        under = np.flatnonzero(ordered <= (np.arange(len(p)) + 1) * q / len(p) + 1e-15)
        cut = ordered[under[-1]] if len(under) else -1
        assert ((adjusted(p) <= q + 1e-12) == (p <= cut + 1e-15)).all()


def test_blank_probabilities_do_not_count():
    assert adjusted([0.01, np.nan, 0.04]).tolist() == pytest.approx([0.02, np.nan, 0.04], nan_ok=True)
    assert np.isnan(adjusted([np.nan])).all()


def test_small_councils_are_drawn_in_more_than_large_ones():
    found = shrunk([0, 200, 700, 5], [10, 1000, 1000, np.nan])
    assert found.weight[0] < found.weight[1] == found.weight[2]
    assert np.isnan(found.estimate[3])
    assert found.raw[:3].tolist() == [0.0, 0.2, 0.7]
    assert ((found.estimate[:3] - found.raw[:3]) * (found.level - found.raw[:3]) >= 0).all()


def test_estimates_lie_nearer_to_the_truth_than_raw_figures():
    random = np.random.default_rng(5)
    truth = np.clip(0.6 + 0.05 * random.standard_normal(150), 0, 1)
    n = random.integers(10, 100, 150)
    found = shrunk(random.binomial(n, truth), n)
    raw, drawn_in = (np.mean((one - truth) ** 2) for one in (found.raw, found.estimate))
    assert drawn_in < 0.7 * raw


def test_one_council_is_drawn_towards_nobody():
    with pytest.raises(EvidenceError, match="1 councils have counts"):
        shrunk([5], [10])
