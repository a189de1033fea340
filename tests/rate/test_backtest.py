"""The backtest: kappa by hand, every known limit by the rule, and counts and named councils as pages state them."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from csrating.errors import EvidenceError
from csrating.rate.backtest import MEANS_NOTHING, backtest, limits_checked, weighted_kappa, year_published
from csrating.reference import known_limits, published_ratings
from csrating.reference.frameworks import framework
from csrating.reference.frameworks.changed import with_value
from csrating.schema import SAFEGUARDING_ASPECTS, SAFEGUARDING_FINDINGS, SAFEGUARDING_KINDS, Rating

TABLES = [
    [[5, 3, 1, 0], [2, 8, 2, 1], [0, 4, 6, 2], [0, 1, 3, 7]],
    [[0, 9, 1, 0], [0, 2, 0, 0], [0, 1, 3, 3], [0, 5, 2, 2]],
    [[4, 0], [0, 9]],
]


def test_kappa_by_hand():
    """Of 10 councils 7 agree, 2 are one apart and 1 is two apart: observed 2 + 1 x 4 = 6 squared steps."""
    counts = [[3, 1, 1], [0, 2, 1], [0, 0, 2]]
    by_chance = (5 * 3 + 3 * 3 + 3 * 4 + 2 * 3) / 10 + 4 * (5 * 4 + 2 * 3) / 10
    assert weighted_kappa(counts, power=2) == pytest.approx(1 - 6 / by_chance)
    linear = (5 * 3 + 3 * 3 + 3 * 4 + 2 * 3) / 10 + 2 * (5 * 4 + 2 * 3) / 10
    assert weighted_kappa(counts, power=1) == pytest.approx(1 - 4 / linear)


@pytest.mark.parametrize("counts", TABLES)
def test_kappa_is_that_of_another_implementation(counts):
    inter_rater = pytest.importorskip("statsmodels.stats.inter_rater")
    for power, weights in ((0, None), (1, "linear"), (2, "quadratic")):
        theirs = inter_rater.cohens_kappa(np.array(counts), wt=weights, return_results=False)
        assert weighted_kappa(counts, power=power) == pytest.approx(theirs)


def test_kappa_is_blank_where_chance_makes_no_difference():
    assert np.isnan(weighted_kappa([[5, 0], [0, 0]], power=1))
    assert np.isnan(weighted_kappa([[0, 0], [0, 0]], power=2))


def test_the_limits_of_2009_give_what_was_published_in_every_known_case():
    found = limits_checked(framework("2009"))
    assert found["agrees"].all()
    assert found["councils"].sum() == 14
    assert found["evidence"].value_counts().to_dict() == {"S": 9, "I": 3}


@pytest.mark.parametrize(
    ("rule", "changes", "disagreeing"),
    [
        ("limits.priority_action", {"cut": 2}, 7),
        ("limits.priority_action", {"finding": "no area for priority action"}, 8),
        ("limits.full_inspection_inadequate", {"at_most": 2}, 4),
    ],
)
def test_other_limits_fail_on_the_known_cases(rule, changes, disagreeing):
    """A cut of two would put the seven at the bottom, where the three are anyway."""
    rules = framework("2009")
    assert (~limits_checked(with_value(rules, rule, rules.value(rule) | changes))["agrees"]).sum() == disagreeing


def test_an_unknown_rating_before_is_never_taken_for_one():
    rules = framework("2009")
    softer = with_value(rules, "limits.full_inspection_inadequate", rules.value("limits.full_inspection_inadequate") | {"at_most": 3})
    row = limits_checked(softer).query("name == 'Cornwall'").squeeze()
    assert (row["before"], row["ours"]) == ("", "performs well or performs adequately or performs poorly")
    assert not row["agrees"]


def test_the_register_of_limits_agrees_with_the_ratings_that_pages_state():
    cases, words = known_limits(), [str(rating) for rating in Rating]
    assert set(cases["kind"]) <= set(SAFEGUARDING_KINDS)
    assert set(cases["aspect"]) <= set(SAFEGUARDING_ASPECTS)
    assert set(cases["finding"]) <= set(SAFEGUARDING_FINDINGS)
    assert set(cases["before"]) <= {"", *words}
    stated = published_ratings().query("assessment == 'annual rating'").set_index(["year", "council"])
    for case in cases[cases["council"] != ""].itertuples():
        page = stated.loc[(case.year, case.council)]
        assert (page["rating"], page["name"]) == (case.after, case.name)
        assert (page["limited"] == "by one grade") == (case.kind == "unannounced inspection")


@pytest.mark.slow
def test_the_real_build_beside_2009(real):
    found = backtest(real.ratings)
    table = found.distribution.set_index("rating")
    assert table["published"].tolist() == [10, 93, 40, 9, 0]
    assert table["published_before"].tolist() == [10, 100, 36, 6, 0]
    counted = real.ratings.table["label"].value_counts()
    assert table["ours"].drop("no rating").to_dict() == {word: counted.get(word, 0) for word in table.index if word != "no rating"}
    assert found.year == 2009
    assert (found.agreement.named, found.agreement.rated) == (28, 28)
    assert found.agreement.same == found.named["same"].sum()
    assert found.said.startswith(MEANS_NOTHING)
    assert "Of 9 of them the finding that limited the rating was read here too" in found.said


@pytest.mark.slow
def test_every_pair_of_words_has_a_cell_and_they_add_up(real):
    confusion = backtest(real.ratings, year=2010).confusion
    assert len(confusion) == 4 * 5
    assert (confusion["councils"] == 0).any()
    assert confusion["councils"].sum() == len(published_ratings().query("assessment == 'annual rating' and year == 2010"))


@pytest.mark.slow
def test_without_any_rating_nothing_is_said_to_agree(real):
    found = backtest(real.published)
    assert (found.agreement.rated, found.agreement.same) == (0, 0)
    assert np.isnan(found.agreement.quadratic)
    assert np.isnan(found.agreement.share)
    assert found.distribution["ours"].tolist() == [0, 0, 0, 0, 152]
    assert found.confusion.query("ours == 'no rating'")["councils"].sum() == 28
    assert MEANS_NOTHING not in found.said


@pytest.mark.slow
def test_before_the_cuts_is_blank_for_years_of_which_none_are_known(real):
    assert backtest(real.ratings, year=2011).distribution["published_before"].isna().all()


@pytest.mark.parametrize("year", [None, 2009, 2025])
def test_a_framework_of_today_has_no_published_ratings_beside_it_whatever_the_year(year):
    with pytest.raises(EvidenceError, match=r"framework 2025 gives profile bands, .* Leave the year out"):
        year_published(framework("2025"), year)
    assert year_published(framework("2009"), 2010) == 2010


@pytest.mark.slow
def test_an_unknown_year_is_refused(real):
    with pytest.raises(EvidenceError, match="no annual ratings of 2008 were published; expected one of: 2009, 2010, 2011"):
        backtest(real.ratings, year=2008)
    named = replace(real.ratings, framework=replace(real.ratings.framework, name="mine"))
    with pytest.raises(EvidenceError, match="'mine', begins with no year"):
        backtest(named)
    assert isinstance(backtest(named, year=2009).named, pd.DataFrame)
