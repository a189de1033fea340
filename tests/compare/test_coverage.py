"""Intervals hold what they say they hold, as often as they say, in simulated worlds of which the truth is known.

Tolerances: two points on either side of 95 per cent, and half a point below 99.8, unless a test says otherwise. All worlds are drawn from
one seed.
"""

import numpy as np
import pytest

from csrating.compare.intervals import newcombe, rates_apart
from csrating.compare.ranks import Sampled, rank_intervals, ranks

SEED = 20091209
WORLDS = 20_000


def held(interval, truth):
    return float(np.mean((interval.lower <= truth) & (truth <= interval.upper)))


@pytest.mark.parametrize(
    ("share", "n", "other", "m"),
    [(0.6, 30, 0.5, 400), (0.95, 20, 0.9, 300), (0.02, 50, 0.05, 600), (0.5, 100, 0.5, 1000), (0.8, 8, 0.7, 80)],
)
def test_newcombes_interval_holds_the_difference_of_two_shares(share, n, other, m):
    random = np.random.default_rng(SEED)
    x, y = random.binomial(n, share, WORLDS), random.binomial(m, other, WORLDS)
    assert held(newcombe(x, n, y, m), share - other) == pytest.approx(0.95, abs=0.02)
    assert held(newcombe(x, n, y, m, confidence=0.998), share - other) >= 0.99  # of a share near nought or one a little less than is said


@pytest.mark.parametrize(("expected", "n", "other", "m"), [(12, 1000, 100, 10_000), (40, 5000, 300, 50_000), (200, 10_000, 1500, 100_000)])
def test_the_interval_of_a_difference_of_rates_holds_it(expected, n, other, m):
    random = np.random.default_rng(SEED)
    x, y = random.poisson(expected, WORLDS), random.poisson(other, WORLDS)
    truth = expected / n - other / m
    assert held(rates_apart(x, n, y, m), truth) == pytest.approx(0.95, abs=0.02)
    assert held(rates_apart(x, n, y, m, confidence=0.998), truth) == pytest.approx(0.998, abs=0.005)


@pytest.mark.parametrize(("expected", "n", "other", "m"), [(0.5, 1000, 3, 9000), (3, 1000, 30, 12_000), (9, 1000, 9, 1000)])
def test_of_rare_events_it_holds_at_least_what_it_says(expected, n, other, m):
    """Exact intervals of few events are wider than they need be, and so is what is made of them."""
    random = np.random.default_rng(SEED)
    x, y = random.poisson(expected, WORLDS), random.poisson(other, WORLDS)
    truth = expected / n - other / m
    assert 0.95 <= held(rates_apart(x, n, y, m), truth) < 0.995
    assert held(rates_apart(x, n, y, m, confidence=0.998), truth) >= 0.998


def worlds_of(spread, *, councils, kind, number):
    """Worlds of councils, small and large, that differ so much in truth: the true figures, and the counts."""
    random = np.random.default_rng(SEED)
    for _ in range(number):
        truth = np.clip(0.5 + spread * random.standard_normal(councils), 0.02, 0.98)
        n = np.exp(random.uniform(np.log(20), np.log(2000), councils)).round()
        x = random.poisson(truth * n) if kind == "rate" else random.binomial(n.astype(int), truth)
        yield truth, x.astype(float), n


@pytest.mark.parametrize("kind", ["share", "rate"])
@pytest.mark.parametrize("spread", [0.01, 0.05, 0.15])
def test_the_interval_of_a_rank_holds_the_true_rank(kind, spread):
    """Whether councils hardly differ or differ much: 95 per cent, give or take two and a half, over 4,500 councils of 30 worlds of 150."""
    found, width = [], []
    for truth, x, n in worlds_of(spread, councils=150, kind=kind, number=30):
        sampled = Sampled(100 * x / n, x, n, np.full(len(x), np.nan), shares=kind == "share")
        interval = rank_intervals(sampled, sign=1, seed=1, draws=400)
        found.append(held(interval, ranks(truth)))
        width.append(np.mean(interval.upper - interval.lower))
    assert np.mean(found) == pytest.approx(0.95, abs=0.025)
    assert np.mean(width) < 145  # of 149 at most: it says something, and the more the more councils differ
    assert np.mean(width) < 75 or spread < 0.15


def test_the_interval_of_a_rank_among_few_councils_holds_it_at_least_as_often_as_it_says():
    for councils in (3, 6, 12):
        found = []
        for truth, x, n in worlds_of(0.05, councils=councils, kind="share", number=200):
            sampled = Sampled(100 * x / n, x, n, np.full(len(x), np.nan))
            found.append(held(rank_intervals(sampled, sign=1, seed=1, draws=200), ranks(truth)))
        assert np.mean(found) >= 0.95, councils
