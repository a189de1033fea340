"""The measures by hand, and beside scipy's: of a sample, of councils drawn more than once, and of judgements dealt out by chance."""

import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy.stats import kendalltau, mannwhitneyu, spearmanr

from csrating.rate.judged_backtest.agreeing import AUC, LINEAR, QUADRATIC, RHO, TAU, dealt, kappas, ordered, rank_measures

SHARES = [100, 80, 65, 65, 50, 25]
JUDGED = [3, 2, 2, 1, 0, 1]
BANDS = [3, 3, 2, 2, 1, 0]


def of(score, judged, times=None):
    return {
        name: float(found[0])
        for name, found in rank_measures(ordered(score), dealt(judged, grades=4, times=times), less_than_good=2).items()
    }


def test_ranks_by_hand():
    """Of 15 pairs 11 agree, 1 disagrees, 1 ties in the share alone and 2 in the judgement alone; ranks are apart by 5.5 squared."""
    found = of(SHARES, JUDGED)
    assert found[TAU] == pytest.approx((11 - 1) / np.sqrt(14 * 13))
    assert found[RHO] == pytest.approx((17 + 16.5 - 5.5) / (2 * np.sqrt(17 * 16.5)))


def test_auc_by_hand_with_a_tie():
    """Three councils less than good against three good or better: 8 of 9 pairs the right way round, and one tie that counts half."""
    assert of(SHARES, JUDGED)[AUC] == pytest.approx(8.5 / 9)


def test_kappa_by_hand():
    """Four councils are one apart; by chance 42/6 steps would be, or 78/6 squared ones."""
    found = kappas(BANDS, dealt(JUDGED, grades=4))
    assert (found[LINEAR][0], found[QUADRATIC][0]) == (pytest.approx(1 - 4 / 7), pytest.approx(1 - 4 / 13))


def test_a_scale_the_wrong_way_round_turns_every_measure():
    turned = of(SHARES, [3 - place for place in JUDGED])
    straight = of(SHARES, JUDGED)
    assert turned[TAU] == pytest.approx(-straight[TAU])
    assert turned[RHO] == pytest.approx(-straight[RHO])
    assert kappas(BANDS, dealt([3 - place for place in JUDGED], grades=4))[QUADRATIC][0] < 0


def test_where_one_side_has_no_order_nothing_is_said():
    assert all(np.isnan(value) for value in of([1, 1, 1], [0, 1, 3]).values() if value != 0.5)
    assert np.isnan(of([1, 2, 3], [1, 1, 1])[TAU])
    assert np.isnan(of([1, 2, 3], [3, 2, 2])[AUC])


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3), st.integers(0, 3)), min_size=4, max_size=30))
def test_they_are_those_of_scipy_on_the_same_councils_written_out(councils):
    """The last number says how often a council is in the sample: scipy is given it as often."""
    score, judged, times = (np.array(column) for column in zip(*councils, strict=True))
    long_score, long_judged = np.repeat(score, times), np.repeat(judged, times)
    if len(set(long_score)) < 2 or len(set(long_judged)) < 2:
        return
    found = of(score, judged, times)
    assert found[TAU] == pytest.approx(kendalltau(long_score, long_judged, variant="b").statistic)
    assert found[RHO] == pytest.approx(spearmanr(long_score, long_judged).statistic)
    lesser, better = long_score[long_judged < 2], long_score[long_judged >= 2]
    if len(lesser) and len(better):
        assert found[AUC] == pytest.approx(mannwhitneyu(better, lesser).statistic / (len(better) * len(lesser)))


def test_many_samples_are_what_each_is_alone():
    random = np.random.default_rng(4)
    places, score = random.integers(0, 4, size=(7, 25)), random.integers(0, 9, size=25)
    together = rank_measures(ordered(score), dealt(places, grades=4), less_than_good=2)
    for at, one in enumerate(places):
        assert {name: values[at] for name, values in together.items()} == pytest.approx(of(score, one), nan_ok=True)
