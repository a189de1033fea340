"""Ranks against SciPy's, and how firm they are in simulation."""

import numpy as np
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra import numpy as hnp
from scipy import stats
from scipy.stats import rankdata

from csrating.compare.ranks import Sampled, rank_intervals, ranked, ranks
from csrating.errors import EvidenceError

figures = hnp.arrays(float, st.tuples(st.integers(1, 15), st.integers(1, 4)), elements=st.one_of(st.integers(-5, 5), st.just(np.nan)))


@given(figures, st.sampled_from([1.0, -1.0]))
def test_ranks_are_those_of_scipy(values, sign):
    expected = rankdata(-sign * values, method="min", axis=0, nan_policy="omit")
    np.testing.assert_array_equal(ranks(values, sign=sign), expected)


@given(figures)
def test_figures_turned_round_with_their_polarity_keep_their_ranks(values):
    np.testing.assert_array_equal(ranks(values, sign=1), ranks(-values, sign=-1))


@given(figures, st.randoms(use_true_random=False))
def test_the_order_of_councils_changes_no_rank(values, random):
    order = list(range(len(values)))
    random.shuffle(order)
    np.testing.assert_array_equal(ranks(values[order]), ranks(values)[order])


def test_neither_high_nor_low_is_good_so_nobody_is_first():
    assert np.isnan(ranks([[1.0], [2.0]], sign=np.array([np.nan]))).all()
    assert ranked([[1.0], [2.0]], sign=np.array([np.nan])).tolist() == [0]


def test_how_many_are_ranked_is_told():
    assert ranked([[1.0, np.nan], [2.0, 3.0], [np.nan, np.nan]]).tolist() == [2, 1]


def test_ranks_are_taken_before_rounding():
    assert ranks([75.04, 75.01]).tolist() == [1.0, 2.0]
    assert ranks(np.round([75.04, 75.01], 1)).tolist() == [1.0, 1.0]


def shares(numerator, denominator):
    x, n = np.array(numerator, dtype=float), np.array(denominator, dtype=float)
    return Sampled(100 * x / n, x, n, np.full(len(x), np.nan))


def test_small_councils_have_wide_rank_intervals_and_large_ones_narrow():
    found = rank_intervals(shares([6, 5100, 4900, 4], [10, 10_000, 10_000, 10]), sign=1, seed=1)
    assert (found.lower[0], found.upper[0]) == (1, 4)
    assert found.upper[1] - found.lower[1] < 3
    assert (found.lower <= found.upper).all()


def test_the_same_seed_gives_the_same_ranks_and_another_hardly_others():
    sampled = shares([30, 40, 50, 60], [100, 100, 100, 100])
    one, again = (rank_intervals(sampled, sign=1, seed=7) for _ in range(2))
    np.testing.assert_array_equal(one, again)
    assert np.abs(np.array(one) - np.array(rank_intervals(sampled, sign=1, seed=8))).max() <= 1


def test_who_has_no_figure_has_no_rank_interval():
    found = rank_intervals(shares([30, np.nan, 50], [100, 100, 100]), sign=1, seed=1)
    assert np.isnan([found.lower[1], found.upper[1]]).all()
    assert found.upper[0] == 2


def test_a_figure_without_counts_is_held_fixed_and_named():
    blank = np.full(3, np.nan)
    sampled = Sampled(np.array([30.0, 40.0, 50.0]), blank, blank, np.array([np.nan, 5.0, np.nan]))
    assert sampled.held_fixed.tolist() == [True, False, True]
    drawn = sampled.draws(200, np.random.default_rng(1))
    assert drawn[0].std() == drawn[2].std() == 0
    assert drawn[1].std() == pytest.approx(5, rel=0.2)


def test_none_of_twenty_is_not_taken_for_certain():
    """Alone it is drawn from Jeffreys' law, as if half a child of one had been counted before."""
    drawn = shares([0], [20]).draws(20_000, np.random.default_rng(1))
    assert np.quantile(drawn, 0.95) == pytest.approx(100 * stats.beta.ppf(0.95, 0.5, 20.5), rel=0.05)
    assert drawn.min() >= 0
    assert drawn.std() > 1


def test_none_of_twenty_among_others_is_drawn_towards_them():
    """Others have half, give or take little: none of 20 is then mostly chance. Where others differ much it is mostly itself."""
    alike = shares([0, *[500] * 20], [20, *[1000] * 20]).draws(4000, np.random.default_rng(1))
    apart = shares([0, *([100] * 10 + [900] * 10)], [20, *[1000] * 20]).draws(4000, np.random.default_rng(1))
    assert alike[0].mean() > 30
    assert apart[0].mean() < 10
    assert alike[1].mean() == pytest.approx(50, abs=1)


def test_the_rank_of_the_figure_is_always_among_those_that_it_might_have():
    """Also of the best of small councils, and of those who share a rank, which no two drawn figures do."""
    found = rank_intervals(sampled := shares([2, 0, 2, *range(480, 520)], [2, 2, 2, *[1000] * 40]), sign=1, seed=1)
    own = ranks(sampled.value)
    assert own[0] == own[2] == 1
    assert ((found.lower <= own) & (own <= found.upper)).all()
    assert found.upper[0] > 30


def test_too_few_draws_are_refused():
    with pytest.raises(EvidenceError, match="99 draws"):
        rank_intervals(shares([1], [2]), sign=1, seed=1, draws=99)
