"""The whole rating on small profiles worked by hand: bands, limits, judgement, and the reasons left on the way."""

from importlib.resources import files

import pandas as pd
import pytest

from csrating.errors import ReferenceDataError
from csrating.rate import rate
from csrating.rate.rating import _shown
from csrating.reference.frameworks import framework


def row_of(make, inspections, standings=("in line",) * 10, findings=(), **options):
    ratings = rate(make.data(inspections, findings), make.comparisons_of(standings), **options)
    return ratings, ratings.table.set_index("council").loc["358"]


def good_council(make):
    """3 points in each of two clusters."""
    return [*make.settings_of("primary schools", good=7, satisfactory=3), *make.settings_of("children's homes", good=2, satisfactory=1)]


def test_the_worked_example(make):
    """Schools 3, social care 3; indicators 4 (all in line): (2 x 3 + 4) / 3 = 3.333, performs well, within a quarter of the cut at 3.5."""
    _, row = row_of(make, good_council(make))
    assert row["combined_points"] == pytest.approx(10 / 3)
    assert (row["rating"], row["label"], row["data_band"], row["borderline"]) == (3, "performs well", "performs well", "3 or 4")
    assert (row["settings"], row["pooled_share_good_or_better"]) == (13, pytest.approx(900 / 13))
    assert (row["indicators_compared"], row["origin"], row["vintage"]) == (10, "mixed", "pre-2019")


def test_all_152_councils_have_a_row_and_those_without_evidence_say_why(make):
    ratings, _ = row_of(make, good_council(make))
    assert len(ratings.table) == 152
    other = ratings.table.set_index("council").loc["355"]
    assert other["status"] == "not given"
    assert other["why"] == (
        "the data hold no inspection findings on settings, and at least 2 of the 4 clusters of settings are needed; "
        "0 indicators can be compared with similar areas, and at least 5 are needed"
    )
    assert pd.isna(other["rating"])
    assert pd.isna(other["label"])


def test_a_rating_that_is_given_says_so_whatever_it_rests_on(make):
    ratings, row = row_of(make, good_council(make))
    assert (row["status"], row["why"], row["origin"]) == ("given", "", "mixed")
    assert set(ratings.table["status"]) == {"given", "not given"}


NOT_READ = "no findings on safeguarding were read, so no limit could be applied and the rating may be too high"


def test_without_any_finding_on_safeguarding_every_rating_says_that_it_may_be_too_high(make):
    ratings, row = row_of(make, good_council(make))
    assert not ratings.safeguarding_read
    assert row["limits"] == NOT_READ
    reason = ratings.reasons.query("council == '358' and step == 'limit not known'").squeeze()
    assert (reason["text"], reason["rule"], reason["evidence"]) == (f"limit not known: {NOT_READ}", "limits.priority_action", "S")
    assert not (ratings.reasons.query("council == '355'")["step"] == "limit not known").any()


def test_a_finding_on_another_council_means_that_findings_were_read(make):
    ratings, row = row_of(
        make, good_council(make), findings=[make.finding("full inspection", "good", council="355", aspect="safeguarding")]
    )
    assert ratings.safeguarding_read
    assert row["limits"] == ""
    assert not ratings.reasons["step"].str.startswith("limit").any()


@pytest.mark.parametrize(
    ("share", "told"), [(2.8333333, "2.83"), (3.4999, "3.4999"), (2.4951, "2.495"), (2.5, "2.50"), (1.499999999, "1.50"), (4.0, "4.00")]
)
def test_points_are_told_so_that_the_band_is_plain(share, told):
    """2.4951 would be told as 2.50, which is the cut itself; what lies within binary noise of a cut is on it."""
    assert _shown(share, framework("2009")) == told


def test_priority_action_cuts_one_grade(make):
    ratings, row = row_of(make, good_council(make), findings=[make.finding("unannounced inspection", "area for priority action")])
    assert (row["data_band"], row["rating"]) == ("performs well", 2)
    assert row["limits"] == "unannounced inspection found an area for priority action: cut by one grade, from 3 to 2"
    limit = ratings.reasons.query("council == '358' and step == 'limit'").squeeze()
    assert (limit["rule"], limit["evidence"], limit["ref"]) == ("limits.priority_action", "S", "test.csv#test!E5")


def test_a_cut_from_the_top_is_applied_and_warned_of(make):
    best = [*make.settings_of("primary schools", outstanding=9), *make.settings_of("children's homes", outstanding=3)]
    _, row = row_of(make, best, findings=[make.finding("unannounced inspection", "area for priority action")])
    assert row["rating"] == 3
    assert "warning: a cut from 4 was never observed" in row["limits"]


def test_a_council_that_performs_poorly_cannot_be_cut(make):
    worst = [*make.settings_of("primary schools", inadequate=9), *make.settings_of("children's homes", inadequate=3)]
    _, row = row_of(make, worst, standings=("below",) * 10, findings=[make.finding("unannounced inspection", "area for priority action")])
    assert row["rating"] == 1
    assert "no effect" in row["limits"]


def test_a_full_inspection_inadequate_for_safeguarding_is_poor_whatever_the_data(make):
    findings = [make.finding("full inspection", "inadequate", aspect="safeguarding")]
    _, row = row_of(make, good_council(make), findings=findings)
    assert (row["data_band"], row["label"]) == ("performs well", "performs poorly")


@pytest.mark.parametrize(
    ("kind", "finding", "aspect"),
    [
        ("unannounced inspection", "no area for priority action", ""),
        ("full inspection", "adequate", "safeguarding"),
        ("full inspection", "inadequate", "looked-after children"),
        ("serious case review", "inadequate", ""),
    ],
)
def test_other_findings_limit_nothing(make, kind, finding, aspect):
    _, row = row_of(make, good_council(make), findings=[make.finding(kind, finding, aspect=aspect)])
    assert (row["rating"], row["limits"]) == (3, "")


@pytest.mark.parametrize(
    ("changes", "finding", "told"),
    [
        ({"cut = 1": "cut = 2"}, ("unannounced inspection", "area for priority action", ""), "cut by 2 grades, from 3 to 1"),
        (
            {'kind = "full inspection", aspect = "safeguarding"': 'kind = "serious case review", aspect = "evaluation"'},
            ("serious case review", "inadequate", "evaluation"),
            "serious case review judged evaluation inadequate: the rating is performs poorly (1), down from 3",
        ),
    ],
)
def test_a_limit_tells_the_finding_that_it_rests_on(make, tmp_path, changes, finding, told):
    text = (files("csrating.reference.frameworks") / "2009.toml").read_text(encoding="utf-8").replace('"2009"', '"mine"', 1)
    for before, after in changes.items():
        text = text.replace(before, after)
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    kind, word, aspect = finding
    _, row = row_of(make, good_council(make), findings=[make.finding(kind, word, aspect=aspect)], framework=tmp_path / "mine.toml")
    assert row["limits"].endswith(told)
    assert row["rating"] == 1


def test_comparisons_with_other_neighbours_are_refused(make):
    with pytest.raises(ReferenceDataError, match="Pass the same neighbour_table to both"):
        row_of(make, good_council(make), neighbour_table="2021")


def test_the_reasons_lead_from_the_rows_to_the_rating(make):
    ratings, _ = row_of(make, good_council(make))
    reasons = ratings.council("Trafford").reasons
    steps = ["row", "row", "cluster", "cluster", "inspection", "indicators", "combined", "data band", "borderline"]
    assert reasons["step"].tolist() == [*steps, "limit not known", "rating"]
    assert reasons["order"].tolist() == list(range(1, 12))
    assert reasons["text"].iloc[7] == "data band: 3.33 points make performs well (3)"
    assert reasons["text"].iloc[0] == "primary schools: 7 of 10 good or better (70.0 %), 0 inadequate (0.0 %)"


def test_the_profile_counts_and_compares_settings(make):
    neighbours = ["334", "919", "305", "356", "867"]
    others = [row for code in neighbours for row in make.settings_of("primary schools", council=code, good=1, satisfactory=1)]
    ratings, _ = row_of(make, [*good_council(make), *others])
    row = ratings.council("358").profile.query("row == 'primary schools'").squeeze()
    assert (row["share_good_or_better"], row["neighbours"], row["with_data"], row["of"]) == (70.0, 50.0, 5, 10)
    assert row["england"] == pytest.approx(100 * 12 / 20)
    assert (row["standing_neighbours"], row["standing_england"]) == ("above", "above")
    home = ratings.council("358").profile.query('row == "children\'s homes"').squeeze()
    assert home["standing_neighbours"] == "not comparable"


def test_pooling_by_all_settings_together_is_a_choice_of_the_framework(make, tmp_path):
    """13 settings of which 9 are good: 69.2 % pooled is 3 points; early years that swamp the rest would drag it down."""
    text = (files("csrating.reference.frameworks") / "2009.toml").read_text(encoding="utf-8")
    path = tmp_path / "pooled.toml"
    path.write_text(text.replace('value = "clusters"', 'value = "pooled"').replace('"2009"', '"2009 pooled"', 1), encoding="utf-8")
    swamped = [*good_council(make), make.inspection("358/childminding", "childminding", "satisfactory", on=None, settings=87)]
    assert row_of(make, good_council(make), framework=path)[1]["inspection_points"] == 3
    assert row_of(make, swamped, framework=path)[1]["inspection_points"] == 1
    assert row_of(make, swamped)[1]["inspection_points"] == pytest.approx((3 + 3 + 1) / 3)


def test_one_cluster_alone_is_not_rated(make):
    _, row = row_of(make, make.settings_of("primary schools", good=7, satisfactory=3))
    assert (row["status"], row["why"]) == (
        "not given",
        "inspection findings cover 1 of the 4 clusters of settings, and at least 2 are needed",
    )
