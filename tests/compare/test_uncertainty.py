"""Which figures have an interval, of which kind, and what they are told apart by: against statsmodels, in the unit of the indicator."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.rates import confint_poisson, confint_poisson_2indep

from csrating.compare.figures import Figures
from csrating.compare.uncertainty import RATE, SHARE, are_counted, difference, interval_of, kind_of_interval
from csrating.compare.zones import NO_INTERVAL

SHARES, RATES, SCORES = "per cent", "per 10,000 aged 0 to 17", "score"
PER_100 = "offences per 100 young offenders"
"""As many as a share would have, and no share: one offender may have several."""


def figures_of(*rows, unit=SHARES):
    """One series: for each council a value, a numerator and a denominator."""
    value, x, n = (np.array(column, dtype=float)[:, None] for column in zip(*rows, strict=True))
    series = pd.DataFrame({"indicator": ["NI 148"], "unit": [unit]})
    return Figures(tuple(str(at) for at in range(len(rows))), series, value, x, n, np.zeros(value.shape, dtype=np.int64))


@pytest.mark.parametrize(
    ("unit", "row", "expected"),
    [
        (SHARES, (45.0, 9, 20), SHARE),
        (SHARES, (0.0, 0, 20), SHARE),
        (SHARES, (100.0, 20, 20), SHARE),
        (SHARES, (105.0, 21, 20), RATE),
        ("per cent of schools", (45.0, 9, 20), SHARE),
        (RATES, (4500.0, 9, 20), RATE),
        (PER_100, (45.0, 9, 20), RATE),
        (SCORES, (45.0, 9, 20), NO_INTERVAL),
        (SHARES, (45.0, np.nan, 20), NO_INTERVAL),
        (SHARES, (45.0, 9, np.nan), NO_INTERVAL),
        (SHARES, (45.0, 0, 0), NO_INTERVAL),
        (SHARES, (45.0, -9, 20), NO_INTERVAL),
        (SHARES, (np.nan, 9, 20), "no figure"),
    ],
)
def test_which_figures_have_an_interval_and_of_which_kind(unit, row, expected):
    found = figures_of(row, unit=unit)
    assert kind_of_interval(found).item() == expected
    assert [which.item() for which in are_counted(found)] == [expected == SHARE, expected == RATE]
    interval = interval_of(found)
    assert np.isfinite([interval.lower.item(), interval.upper.item()]).all() == (expected in (SHARE, RATE))


parts = st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
levels = st.sampled_from([0.95, 0.998])


@given(st.lists(parts, min_size=1, max_size=6), levels)
def test_shares_have_wilsons_interval_in_per_cent(counts, confidence):
    found = interval_of(figures_of(*((100 * x / n, x, n) for x, n in counts)), confidence=confidence)
    expected = [proportion_confint(x, n, alpha=1 - confidence, method="wilson") for x, n in counts]
    np.testing.assert_allclose(np.hstack(found), 100 * np.array(expected), rtol=0, atol=1e-9)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(100, 90_000)), min_size=1, max_size=6), levels)
def test_rare_events_have_the_exact_interval_for_so_many_children(counts, confidence):
    found = interval_of(figures_of(*((10_000 * x / n, x, n) for x, n in counts), unit=RATES), confidence=confidence)
    expected = [10_000 * np.array(confint_poisson(x, n, method="exact-c", alpha=1 - confidence)) for x, n in counts]
    np.testing.assert_allclose(np.hstack(found), expected, rtol=1e-9, atol=1e-9)


@given(parts, parts, levels)
def test_the_difference_of_shares_in_per_cent(own, other, confidence):
    found = difference(figures_of((100 * own[0] / own[1], *own)), *(np.array([[count]]) for count in other), confidence=confidence)
    expected = confint_proportions_2indep(*own, *other, method="newcomb", alpha=1 - confidence)
    assert [end.item() for end in found] == pytest.approx([100 * end for end in expected], abs=1e-9)


def test_the_difference_of_rates_for_so_many_children():
    found = difference(figures_of((90.0, 9, 1000), unit=RATES), np.array([[3.0]]), np.array([[2000.0]]))
    expected = confint_poisson_2indep(9, 1000, 3, 2000, method="mover", method_mover="exact-c", compare="diff")
    assert [end.item() for end in found] == pytest.approx([10_000 * end for end in expected], abs=1e-9)


@pytest.mark.parametrize("other", [(np.nan, 20), (9, np.nan), (0, 0), (21, 20)])
def test_without_counts_of_the_others_nothing_is_told_apart(other):
    """Nor where more are counted among them than there are, so that they have no share."""
    counts = [np.array([[count]], dtype=float) for count in other]
    assert np.isnan(difference(figures_of((45.0, 9, 20)), *counts)).all()
    assert np.isfinite(difference(figures_of((45.0, 9, 20)), np.array([[12.0]]), np.array([[20.0]]))).all()


def test_so_many_for_each_hundred_are_no_share():
    """56 offences of 100 offenders have the interval of 56 events, which is wider than that of 56 among 100."""
    found = interval_of(figures_of((56.0, 56, 100), unit=PER_100))
    exact = 100 * np.array(confint_poisson(56, 100, method="exact-c"))
    assert np.hstack(found)[0] == pytest.approx(exact, abs=0.1)  # Byar's, which is near it
    share = interval_of(figures_of((56.0, 56, 100)))
    assert (found.upper - found.lower).item() > 1.4 * (share.upper - share.lower).item()


def test_each_council_is_taken_by_itself():
    """A share, one without counts and a rate among them do not disturb each other."""
    found = figures_of((45.0, 9, 20), (45.0, np.nan, np.nan), (105.0, 21, 20))
    together = np.hstack(interval_of(found))
    assert np.isnan(together[1]).all()
    for at, alone in ((0, (45.0, 9, 20)), (2, (105.0, 21, 20))):
        np.testing.assert_array_equal(together[at], np.hstack(interval_of(figures_of(alone)))[0])
