"""Intervals against SciPy's own, the published answers of their authors, and their coverage in simulation."""

import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import stats

from csrating.compare.intervals import Interval, byar, deviate, exact_count, exact_share, newcombe, of_count, student, wilson
from csrating.errors import EvidenceError

parts = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
levels = st.sampled_from([0.8, 0.95, 0.998])


def ends(interval):
    return [float(interval.lower), float(interval.upper)]


@given(parts, levels)
def test_shares_agree_with_scipy(part, confidence):
    x, n = part
    for ours, method in ((wilson, "wilson"), (exact_share, "exact")):
        theirs = stats.binomtest(x, n).proportion_ci(confidence, method)
        assert ends(ours(x, n, confidence=confidence)) == pytest.approx([theirs.low, theirs.high], abs=1e-9)


@pytest.mark.parametrize(
    ("x", "n", "confidence", "lower", "upper"),
    [(12, 40, 0.95, 18.1, 45.4), (12, 40, 0.998, 13.4, 54.3), (0, 20, 0.95, 0, 16.1)],
)
def test_wilson_gives_the_quoted_answers(x, n, confidence, lower, upper):
    assert [round(100 * end, 1) for end in ends(wilson(x, n, confidence=confidence))] == [lower, upper]


def test_byar_gives_the_quoted_answer():
    assert [round(end, 2) for end in ends(byar(10))] == [4.79, 18.39]


@given(st.integers(0, 2000), levels)
def test_an_exact_count_leaves_half_of_the_doubt_on_either_side(x, confidence):
    lower, upper = ends(exact_count(x, confidence=confidence))
    tail = (1 - confidence) / 2
    assert stats.poisson.cdf(x, upper) == pytest.approx(tail, rel=1e-9)
    assert lower == 0 if x == 0 else stats.poisson.sf(x - 1, lower) == pytest.approx(tail, rel=1e-9)


@given(st.integers(0, 60), levels)
def test_a_count_is_exact_below_ten_and_byars_from_there(x, confidence):
    expected = exact_count(x, confidence=confidence) if x < 10 else byar(x, confidence=confidence)
    assert ends(of_count(x, confidence=confidence)) == ends(expected)


@given(st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=12).filter(lambda some: np.std(some) > 1e-3), levels)
def test_students_interval_agrees_with_scipy(values, confidence):
    own = ends(student(np.mean(values), np.std(values, ddof=1), len(values), confidence=confidence))
    theirs = stats.t.interval(confidence, len(values) - 1, loc=np.mean(values), scale=stats.sem(values))
    assert own == pytest.approx(list(theirs), rel=1e-9, abs=1e-9)


def test_one_figure_has_no_students_interval():
    assert np.isnan(ends(student(10.0, np.nan, 1))).all()


NEWCOMBE_1998 = [
    ((56, 70, 48, 80), (0.0524, 0.3339)),
    ((9, 10, 3, 10), (0.1705, 0.8090)),
    ((6, 7, 2, 7), (0.0582, 0.8062)),
    ((5, 56, 0, 29), (-0.0381, 0.1926)),
    ((0, 10, 0, 20), (-0.1611, 0.2775)),
    ((0, 10, 0, 10), (-0.2775, 0.2775)),
    ((10, 10, 0, 20), (0.6791, 1.0)),
    ((10, 10, 0, 10), (0.6075, 1.0)),
]
"""The table of the paper, its method 10."""


@pytest.mark.parametrize(("counts", "expected"), NEWCOMBE_1998)
def test_newcombes_interval_gives_the_answers_of_his_paper(counts, expected):
    assert [round(end, 4) for end in ends(newcombe(*counts))] == list(expected)


@given(parts, parts, levels)
def test_a_difference_turned_round_has_its_interval_turned_round(one, other, confidence):
    lower, upper = ends(newcombe(*one, *other, confidence=confidence))
    assert ends(newcombe(*other, *one, confidence=confidence)) == pytest.approx([-upper, -lower], abs=1e-12)


@given(parts, levels)
def test_an_interval_holds_its_figure_and_grows_with_confidence(part, confidence):
    x, n = part
    for of in (wilson, exact_share):
        lower, upper = ends(of(x, n, confidence=confidence))
        assert 0 <= lower <= x / n + 1e-12
        assert x / n - 1e-12 <= upper <= 1
        wider = ends(of(x, n, confidence=0.999))
        assert wider[0] <= lower + 1e-12
        assert wider[1] >= upper - 1e-12


def coverage(of, share, n, *, confidence):
    """How often the interval holds the share, over every count there can be."""
    counts = np.arange(n + 1)
    found = of(counts, n, confidence=confidence)
    return stats.binom.pmf(counts, n, share)[(found.lower <= share) & (share <= found.upper)].sum()


@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_wilson_covers_what_it_says_on_average(confidence):
    """Worked out over all counts, not simulated: within one point of the nominal level, averaged over shares."""
    shares = np.linspace(0.05, 0.95, 91)
    for n in (20, 50, 200):
        assert np.mean([coverage(wilson, share, n, confidence=confidence) for share in shares]) == pytest.approx(confidence, abs=0.01)


def test_the_exact_interval_never_covers_less_than_it_says():
    for n in (5, 20, 50):
        assert min(coverage(exact_share, share, n, confidence=0.95) for share in np.linspace(0.01, 0.99, 99)) >= 0.95


def test_counts_of_poisson_are_covered_at_least_as_often_as_is_said():
    counts = np.arange(400)
    found = of_count(counts)
    for mean in (3.0, 12.0, 40.0, 150.0):
        assert 0.949 <= stats.poisson.pmf(counts, mean)[(found.lower <= mean) & (mean <= found.upper)].sum() <= 0.99


def test_newcombe_covers_differences_in_simulation():
    random = np.random.default_rng(20091209)
    x, y = random.binomial(30, 0.6, 20_000), random.binomial(400, 0.5, 20_000)
    found = newcombe(x, 30, y, 400)
    assert np.mean((found.lower <= 0.1) & (found.upper >= 0.1)) == pytest.approx(0.95, abs=0.015)


@pytest.mark.parametrize("of", [wilson, exact_share])
def test_blanks_and_nothing_to_count_have_no_interval(of):
    found = of([np.nan, 3, 0], [10, np.nan, 0])
    assert np.isnan(found.lower).all()
    assert np.isnan(found.upper).all()


def test_a_blank_count_has_no_interval():
    assert np.isnan([*ends(of_count(np.nan)), *ends(exact_count(np.nan)), *ends(byar(np.nan))]).all()


@pytest.mark.parametrize(
    ("work", "found"),
    [
        (lambda: wilson(41, 40), "41 of 40 is more than all"),
        (lambda: wilson(-1, 40), "a count is -1"),
        (lambda: newcombe(1, 2, 5, 4), "5 of 4 is more than all"),
        (lambda: of_count([3, -2]), "a count is -2"),
        (lambda: student(1.0, 1.0, 5, confidence=95), "the confidence is 95"),
        (lambda: deviate(0), "the confidence is 0"),
    ],
)
def test_what_cannot_be_is_refused(work, found):
    with pytest.raises(EvidenceError, match=found):
        work()


def test_arrays_broadcast():
    assert isinstance(found := wilson(np.array([[1], [2]]), np.array([10, 20, 40])), Interval)
    assert found.lower.shape == (2, 3)
