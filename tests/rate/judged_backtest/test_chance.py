"""Intervals as a plain loop over scipy gives them, and p-values that are level where nothing is related."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import kendalltau

from csrating.rate.judged_backtest.agreeing import AUC, QUADRATIC, TAU
from csrating.rate.judged_backtest.chance import BAND, DIFFERENCE, RIVAL, SHARE, as_far, between, measured
from csrating.rate.judged_backtest.judged import WORST_FIRST


def councils(seed, *, number=24, related=0.0):
    random = np.random.default_rng(seed)
    places = random.integers(0, 4, size=number)
    share = related * places + random.random(number)
    bands = 1 + (4 * share.argsort().argsort()) // number
    words = [WORST_FIRST[place] for place in places]
    other = random.random(number)
    rival = 1 + (4 * other.argsort().argsort()) // number
    return pd.DataFrame({"judgement": words, "band": bands, "share": share, "percentile": other, "rival_band": rival})


def of(table, measure, score):
    (row,) = table[(table["measure"] == measure) & (table["score"] == score)].to_dict("records")
    return row


def test_the_interval_is_that_of_a_plain_loop():
    """The same draws, each written out council by council and given to scipy."""
    table = councils(1, related=0.3)
    places = table["judgement"].map(WORST_FIRST.index).to_numpy()
    times = np.random.default_rng(9).multinomial(24, np.full(24, 1 / 24), size=200)
    plain = [kendalltau(np.repeat(table["share"], one), np.repeat(places, one)).statistic for one in times]
    ahead = [
        value - kendalltau(np.repeat(table["percentile"], one), np.repeat(places, one)).statistic
        for value, one in zip(plain, times, strict=True)
    ]
    found = measured(table, draws=200, seed=9)
    row, apart = of(found, TAU, SHARE), of(found, TAU, DIFFERENCE)
    assert (row["low"], row["high"]) == pytest.approx(tuple(np.percentile(plain, [2.5, 97.5])))
    assert (apart["low"], apart["high"]) == pytest.approx(tuple(np.percentile(ahead, [2.5, 97.5])))
    assert row["low"] < row["value"] < row["high"]


def test_the_same_seed_gives_the_same_numbers_and_another_seed_the_same_values():
    table = councils(2)
    one, again, other = (measured(table, draws=100, seed=seed) for seed in (5, 5, 6))
    pd.testing.assert_frame_equal(one, again)
    pd.testing.assert_series_equal(one["value"], other["value"])
    assert (one["low"] != other["low"]).any()


@pytest.mark.slow
def test_p_is_level_where_nothing_is_related():
    """Of 200 sets of councils at random about one in twenty has p up to 0.05, and about half up to a half."""
    found = [measured(councils(seed), draws=199, seed=seed) for seed in range(200)]
    for measure, score in ((TAU, SHARE), (AUC, RIVAL), (QUADRATIC, BAND)):
        p = np.array([of(one, measure, score)["p"] for one in found])
        assert 0.01 <= (p <= 0.05).mean() <= 0.10, measure
        assert 0.40 <= (p <= 0.5).mean() <= 0.60, measure


def test_p_is_small_where_they_are_related():
    found = measured(councils(3, number=60, related=0.5), draws=199, seed=1)
    assert of(found, TAU, SHARE)["p"] == 1 / 200
    assert of(found, TAU, SHARE)["p"] < of(found, TAU, RIVAL)["p"]


def test_a_value_as_far_below_chance_counts_as_much():
    assert as_far(0.3, np.array([0.7, 0.4, 0.71]), by_chance=0.5) == as_far(0.7, np.array([0.3, 0.6, 0.29]), by_chance=0.5) == 3 / 4


def test_blank_draws_are_left_out_and_nothing_is_said_of_nothing():
    assert between(np.array([np.nan, 1.0, 1.0])) == (1.0, 1.0)
    assert np.isnan(between(np.array([np.nan]))).all()
    assert np.isnan(as_far(np.nan, np.array([0.1]), by_chance=0.0))
