"""A rating that waits for an inspection is withheld where the framework says so, with its data band kept beside it."""

import pandas as pd
import pytest

from csrating.errors import EvidenceError
from csrating.rate import rate
from csrating.schema import RATINGS, check

FULL, UNANNOUNCED = "full inspection", "unannounced inspection"


def rated(make, *findings, framework="2010", inspections=None, **options):
    """Trafford with 3.33 points, performs well, within a quarter of the cut at 3.5."""
    settings = [
        *make.settings_of("primary schools", good=7, satisfactory=3),
        *make.settings_of("children's homes", good=2, satisfactory=1),
    ]
    data = make.data(settings if inspections is None else inspections, findings)
    ratings = rate(data, make.comparisons_of(("in line",) * 10), framework=framework, **options)
    return ratings, ratings.council("358").row


def test_a_pending_inspection_withholds_the_rating_and_keeps_the_band(make):
    ratings, row = rated(make, make.finding(FULL, "pending", aspect="safeguarding"))
    assert (row["status"], row["why"]) == ("withheld", "a full inspection of safeguarding is pending")
    assert (row["data_band"], row["borderline"]) == ("performs well", "3 or 4")
    assert row["combined_points"] == pytest.approx(10 / 3)
    assert pd.isna(row["rating"])
    assert pd.isna(row["label"])
    assert (row["limits"], row["judgement"]) == ("", "")
    check(RATINGS, ratings.table)


def test_the_reason_names_the_rule_its_mark_and_the_cell(make):
    ratings, _ = rated(make, make.finding(FULL, "pending", aspect="safeguarding"))
    last = ratings.council("358").reasons.iloc[-1]
    assert (last["step"], last["rule"], last["evidence"]) == ("rating", "status.withheld_when_pending", "S")
    assert (last["text"], last["ref"]) == ("The rating is withheld: a full inspection of safeguarding is pending.", "test.csv#test!E5")
    assert "data band" in set(ratings.council("358").reasons["step"])


def test_in_2009_no_rating_was_withheld(make):
    _, row = rated(make, make.finding(FULL, "pending", aspect="safeguarding"), framework="2009")
    assert (row["status"], row["rating"]) == ("given", 3)


def test_a_finding_is_not_pending(make):
    _, row = rated(make, make.finding(FULL, "good", aspect="safeguarding"))
    assert (row["status"], row["why"], row["rating"]) == ("given", "", 3)


def test_another_council_is_rated_all_the_same(make):
    ratings, row = rated(make, make.finding(FULL, "pending", council="355"))
    assert row["status"] == "given"
    assert ratings.council("355").row["status"] == "not given"


def test_several_pending_inspections_are_all_named(make):
    findings = [
        make.finding(FULL, "pending", aspect="safeguarding"),
        make.finding(FULL, "pending", aspect="looked-after children") | {"ref": "test.csv#test!E6"},
        make.finding(UNANNOUNCED, "pending"),
    ]
    _, row = rated(make, *findings)
    assert row["why"] == ("an unannounced inspection is pending; a full inspection of safeguarding and of looked-after children is pending")


def test_a_limit_does_not_make_a_rating_of_a_withheld_one(make):
    findings = [make.finding(FULL, "pending"), make.finding(UNANNOUNCED, "area for priority action")]
    ratings, row = rated(make, *findings)
    assert (row["status"], row["data_band"], row["limits"]) == ("withheld", "performs well", "")
    assert "limit" not in set(ratings.council("358").reasons["step"])


def test_a_judgement_on_a_withheld_rating_is_refused(make):
    judgement = {"council": "358", "from": 3, "to": 4, "reason": "Outcomes rose.", "who": "A. Director", "when": "2010-11-30"}
    with pytest.raises(EvidenceError, match="on Trafford cannot be used because the rating is withheld: a full inspection is pending"):
        rated(make, make.finding(FULL, "pending"), judgements=pd.DataFrame([judgement]))


def test_where_the_evidence_is_too_little_the_pending_inspection_is_told_too(make):
    _, row = rated(make, make.finding(FULL, "pending"), inspections=make.settings_of("primary schools", good=7))
    assert row["status"] == "not given"
    assert row["why"].endswith("at least 2 are needed; a full inspection is pending, for which a rating would be withheld")


def test_a_pending_inspection_alone_is_no_finding_that_was_read(make):
    """Where nothing else was read of any council, no limit could be applied to the others, and their ratings say so."""
    ratings, row = rated(make, make.finding(FULL, "pending", council="355"))
    assert not ratings.safeguarding_read
    assert row["limits"].startswith("no findings on safeguarding were read")
    more, row = rated(make, make.finding(FULL, "pending", council="355"), make.finding(FULL, "good", council="355", aspect="safeguarding"))
    assert more.safeguarding_read
    assert row["limits"] == ""


def test_a_serious_case_review_is_never_waited_for(make):
    assert rated(make, make.finding("serious case review", "pending"))[1]["status"] == "given"
