"""Which differences are more than chance: against statsmodels, in words, and in worlds of chance alone."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportions_ztest
from statsmodels.stats.rates import test_poisson_2indep as poisson_score_test

from csrating.compare.asked import chance
from csrating.compare.baselines import england, neighbours
from csrating.compare.figures import NO_ROW, Figures

TABLE = pd.DataFrame({"council": ["0", "0", "1", "1"], "position": [1, 2, 1, 2], "neighbour": ["1", "2", "0", "2"]})


def figures_of(*counts, unit="per cent", scale=100.0):
    """One series of councils 0, 1, 2 … with these counts; None where there is no figure."""
    x, n = (np.array([[np.nan if pair is None else pair[at]] for pair in counts], dtype=float) for at in (0, 1))
    series = pd.DataFrame({"indicator": ["NI 148"], "unit": [unit]})
    return Figures(tuple(str(at) for at in range(len(x))), series, scale * x / n, x, n, np.full(x.shape, NO_ROW, dtype=np.int64))


def apart(figures, baseline, *, least=1):
    """How many standard errors each lies from the others, however few they are."""
    return chance.tested(figures, baseline, least=least)


def test_too_few_similar_areas_are_no_test():
    some = figures_of((30, 100), (50, 100), (40, 50))
    assert np.isfinite(apart(some, neighbours(some, TABLE), least=2)[0, 0])
    assert np.isnan(apart(some, neighbours(some, TABLE), least=3)).all()


def test_each_council_is_tested_against_its_neighbours_together_and_never_against_itself():
    found = apart((some := figures_of((30, 100), (50, 100), (40, 50))), neighbours(some, TABLE))
    assert found[0, 0] == pytest.approx(proportions_ztest([30, 90], [100, 150])[0], abs=1e-9)
    assert found[1, 0] == pytest.approx(proportions_ztest([50, 70], [100, 150])[0], abs=1e-9)
    assert np.isnan(found[2, 0])  # it has no neighbours
    nation = apart(some, england(some, figures_of(None)))
    assert nation[2, 0] == pytest.approx(proportions_ztest([40, 80], [50, 200])[0], abs=1e-9)


def test_rates_are_tested_by_the_law_of_rare_events():
    unit = {"unit": "offences per 100 young offenders"}
    found = apart((some := figures_of((80, 100), (50, 100), (40, 50), **unit)), neighbours(some, TABLE))
    expected = poisson_score_test(80, 100, 90, 150, value=0, method="score", compare="diff").statistic
    assert found[0, 0] == pytest.approx(expected, abs=1e-9)
    share = figures_of((80, 100), (50, 100), (40, 50))
    assert apart(share, neighbours(share, TABLE))[0, 0] > found[0, 0] + 0.5


@pytest.mark.parametrize("hidden", [0, 1])
def test_without_counts_on_either_side_nothing_is_tested(hidden):
    some = figures_of((30, 100), (50, 100), (40, 50))
    assert np.isfinite(apart(some, neighbours(some, TABLE))[0, 0])
    some.numerator[hidden, 0] = np.nan
    assert np.isnan(apart(some, neighbours(some, TABLE))[0, 0])


def test_a_neighbour_without_a_figure_adds_nothing():
    some = figures_of((30, 100), (50, 100), None)
    assert apart(some, neighbours(some, TABLE))[0, 0] == pytest.approx(proportions_ztest([30, 50], [100, 100])[0], abs=1e-9)


def rows(*z, origin="published"):
    return pd.DataFrame({"name": [f"council {at}" for at in range(len(z))], "z": z, "origin": origin})


def of(*z, **options):
    return chance.flags(rows(*z, **options), told=["name", "origin"])


deviates = st.lists(st.one_of(st.floats(-5, 5), st.just(np.nan)), min_size=1, max_size=40)


@given(deviates)
def test_what_is_flagged_and_what_stands(z):
    found = of(*z)
    known = [one for one in z if not np.isnan(one)]
    assert (found.chance.tests, found.untested) == (len(known), len(z) - len(known))
    table = found.table.set_index("name")
    assert table["probability"].is_monotonic_increasing
    if known:
        stands, adjusted = multipletests(table["probability"], alpha=0.05, method="fdr_bh")[:2]
        assert table["adjusted"].tolist() == pytest.approx(list(adjusted), abs=1e-9)
        clear = np.abs(adjusted - 0.05) > 1e-9
        assert table["stands"][clear].tolist() == stands[clear].tolist()
    flagged = {f"council {at}" for at, one in enumerate(z) if abs(one) > 1.959963984540054}
    assert set(table.index[table["flagged"]]) == flagged
    assert found.chance.found == len(flagged)
    assert not (table["stands"] & ~table["flagged"]).any()


def test_the_arithmetic_is_told_as_sentences():
    """Two of twenty beyond 1.96; the one at 4 stands after the adjustment (6.3e-5 times 20 is 0.0013), the one at 2 does not."""
    found = of(4.0, -2.0, *np.linspace(-1.5, 1.5, 18), np.nan, np.nan)
    assert found.said == (
        "Of 20 comparisons 2 are flagged at 95 per cent; chance alone would flag about 1, and in one case of twenty more than 3. "
        "1 stand after allowing for that (Benjamini and Hochberg). 2 more could not be tested: counts are not published on one side "
        "or the other, or too few similar areas have a figure."
    )
    assert "could not be tested" not in of(4.0, -2.0).said


def test_only_the_flagged_are_shown_and_how_many_more():
    found = of(*np.linspace(2, 4, 14), 0.5)
    assert "And 4 more, in .table." in repr(found)
    assert repr(found).count("council ") == 10 + 1  # and once in the note on signs
    assert "council 14" not in repr(found)  # the one within chance
    assert "more, in .table." not in repr(of(*np.linspace(2, 4, 10)))
    assert "Flagged" not in repr(of(0.5, -0.5))
    assert repr(of(0.5, -0.5)).startswith(of(0.5, -0.5).said)
    assert of(0.5)._repr_html_().count("<table") == 0
    assert of(3.0)._repr_html_().count("<table") == 1


def test_flags_among_demonstration_figures_say_so():
    assert "demonstration figures, published by nobody" in repr(of(3.0, origin="demonstration"))
    assert "demonstration figures, published by nobody" in of(3.0, origin="mixed")._repr_html_()
    assert "demonstration" not in repr(of(3.0))


def test_nothing_tested_flags_nothing():
    found = of(np.nan, np.nan)
    assert found.table.empty
    assert found.said.startswith("Of 0 comparisons 0 are flagged")
    assert found.untested == 2


def test_in_worlds_of_chance_alone_one_in_twenty_is_flagged_and_hardly_any_stands():
    """120 worlds of 150 councils with the same share: 5 per cent are flagged, within half a point.

    In about 5 per cent of the worlds, within three standard errors of such a share, something stands after the adjustment.
    """
    random = np.random.default_rng(2009)
    n = random.integers(50, 2000, 150)
    flagged, standing = [], []
    for _ in range(120):
        x = random.binomial(n, 0.6)
        some = figures_of(*zip(x, n, strict=True))
        z = apart(some, england(some, figures_of(None)))[:, 0]
        found = chance.flags(pd.DataFrame({"name": "", "z": z, "origin": "published"}), told=["name", "origin"])
        flagged.append(found.chance.found / found.chance.tests)
        standing.append(found.table["stands"].any())
    assert np.mean(flagged) == pytest.approx(0.05, abs=0.005)
    assert np.mean(standing) == pytest.approx(0.05, abs=3 * np.sqrt(0.05 * 0.95 / 120))


def test_councils_that_really_differ_are_found():
    random = np.random.default_rng(2009)
    share = np.where(np.arange(150) < 15, 0.7, 0.6)
    n = np.full(150, 1000)
    some = figures_of(*zip(random.binomial(n, share), n, strict=True))
    found = chance.flags(pd.DataFrame({"name": range(150), "z": apart(some, england(some, figures_of(None)))[:, 0]}), told=["name"])
    stands = set(found.table.loc[found.table["stands"], "name"])
    assert set(range(15)) <= stands
    assert len(stands) <= 18
