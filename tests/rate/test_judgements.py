"""A recorded judgement is used, or refused with its row: none is ever dropped."""

from datetime import date, datetime
from importlib.resources import files

import pandas as pd
import pytest

from csrating.errors import EvidenceError, TableError, UnknownCouncilError
from csrating.rate import rate
from csrating.rate.judgements import recorded
from csrating.schema import Rating


def judgement(**changes):
    row = {"council": "358", "from": 3, "to": 4, "reason": "Outcomes rose sharply.", "who": "A. Director", "when": "2009-11-30"}
    return pd.DataFrame([row | changes])


def rated(make, judgements, **options):
    """Trafford with 3.33 points, performs well, within a quarter of the cut at 3.5; no other council has a rating."""
    inspections = [
        *make.settings_of("primary schools", good=7, satisfactory=3),
        *make.settings_of("children's homes", good=2, satisfactory=1),
    ]
    finding = make.finding("full inspection", "good", aspect="safeguarding")
    ratings = rate(make.data(inspections, [finding]), make.comparisons_of(("in line",) * 10), judgements=judgements, **options)
    return ratings, ratings.table.set_index("council").loc["358"]


def test_judgement_may_choose_within_the_borderline_range(make):
    ratings, row = rated(make, judgement())
    assert (row["data_band"], row["rating"]) == ("performs well", 4)
    assert row["judgement"] == "Outcomes rose sharply. (A. Director, 2009-11-30)"
    assert "judgement" in set(ratings.reasons.query("council == '358'")["step"])


@pytest.mark.parametrize("council", ["358", 358, 358.0, " 358 ", "Trafford", "trafford council", "E08000009", "00BU"])
def test_the_council_is_meant_by_any_code_or_spelling(council):
    assert list(recorded(judgement(council=council))) == ["358"]


def test_a_judgement_by_name_is_used(make):
    assert rated(make, judgement(council="Trafford"))[1]["rating"] == 4


@pytest.mark.parametrize(
    ("start", "end"),
    [(3, 4), (3.0, 4.0), ("3", "4.0"), ("performs well", "performs excellently"), (" Performs  WELL", "PERFORMS EXCELLENTLY ")],
)
def test_a_rating_is_meant_by_its_number_or_its_words(start, end):
    found = recorded(judgement(**{"from": start, "to": end}))["358"]
    assert (found.before, found.after) == (Rating.WELL, Rating.EXCELLENTLY)


@pytest.mark.parametrize(
    "when", ["2009-11-30", " 2009-11-30", date(2009, 11, 30), datetime(2009, 11, 30, 9, 15), pd.Timestamp("2009-11-30")]
)
def test_a_day_is_a_date_or_its_text(when):
    assert recorded(judgement(when=when))["358"].when == "2009-11-30"


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"to": 2}, EvidenceError, r"row 1: .*moves the rating to 2; expected a band of the borderline range \(3 or 4\)"),
        ({"from": 2}, EvidenceError, r"row 1: .*starts from 2, but the data band is 3"),
        ({"council": "355"}, EvidenceError, r"row 1: the judgement on Salford cannot be used because no rating is given: the data hold no"),
        ({"council": "xx"}, UnknownCouncilError, r"row 1: no council of 2009 is known as 'xx'"),
        ({"council": "Traford"}, UnknownCouncilError, r"row 1: .*Near it: Trafford \(358\)"),
        ({"council": "London"}, UnknownCouncilError, r"row 1: London is a region"),
        ({"council": None}, UnknownCouncilError, r"row 1: a blank names no council"),
        ({"council": float("nan")}, UnknownCouncilError, r"row 1: a blank names no council"),
        ({"reason": " "}, TableError, r"row 1: 'reason' of the judgement on 358 is blank; expected the reason in words"),
        ({"reason": None}, TableError, r"row 1: 'reason' .* is blank"),
        ({"reason": 7}, TableError, r"row 1: 'reason' .* is 7; expected the reason in words"),
        ({"who": float("nan")}, TableError, r"row 1: 'who' .* is blank; expected who made the judgement"),
        ({"to": 5}, TableError, r"row 1: 'to' .* is 5; expected a rating: a number from 1 to 4, or one of: performs poorly"),
        ({"to": 0}, TableError, r"'to' .* is 0;"),
        ({"to": 3.5}, TableError, r"'to' .* is 3.5;"),
        ({"to": True}, TableError, r"'to' .* is True;"),
        ({"to": "good"}, TableError, r"'to' .* is 'good';"),
        ({"from": "well"}, TableError, r"'from' .* is 'well';"),
        ({"from": None}, TableError, r"'from' .* is blank;"),
        ({"when": "soon"}, TableError, r"row 1: 'when' .* is 'soon'; expected a date such as 2009-11-30"),
        ({"when": "2009-11-31"}, TableError, r"'when' .* is '2009-11-31'"),
        ({"when": "30/11/2009"}, TableError, r"'when' .* is '30/11/2009'"),
        ({"when": "20091130"}, TableError, r"'when' .* is '20091130'"),
        ({"when": pd.NaT}, TableError, r"'when' .* is blank"),
        ({"when": 20091130}, TableError, r"'when' .* is 20091130"),
    ],
)
def test_any_other_judgement_is_refused_with_its_row(make, changes, error, message):
    with pytest.raises(error, match=message):
        rated(make, judgement(**changes))


def test_two_judgements_on_one_council_are_refused_however_it_is_spelt(make):
    with pytest.raises(TableError, match="row 2: a second judgement on Trafford; the first is in judgements, row 1"):
        rated(make, pd.concat([judgement(), judgement(council="Trafford")]))


@pytest.mark.parametrize(
    ("judgements", "message"),
    [
        (judgement().drop(columns=["who", "when"]), "the judgements lack who, when; expected a table with the columns council, from, to"),
        (pd.concat([judgement(), judgement()["who"]], axis=1), "two columns of one name"),
        ({"council": "358"}, "the judgements are of the kind dict"),
        ([], "the judgements are of the kind list"),
    ],
)
def test_what_is_no_table_of_judgements_is_refused(make, judgements, message):
    with pytest.raises(TableError, match=message):
        rated(make, judgements)


def test_no_judgements_change_nothing(make):
    assert rated(make, judgement().iloc[:0])[1]["rating"] == rated(make, None)[1]["rating"] == 3


def test_judgements_are_refused_by_a_framework_that_permits_none(make, tmp_path):
    text = (files("csrating.reference.frameworks") / "2009.toml").read_text(encoding="utf-8").replace('"2009"', '"strict"', 1)
    (tmp_path / "strict.toml").write_text(text.replace("permitted = { value = true", "permitted = { value = false"), encoding="utf-8")
    expected = (
        r"judgements, row 1: the judgement on Trafford cannot be used because framework strict permits none; "
        r"expected judgements only where judgement\.permitted is true\. Leave the judgements out, or rate by another framework\."
    )
    with pytest.raises(EvidenceError, match=expected):
        rated(make, judgement(), framework=tmp_path / "strict.toml")
    ratings, row = rated(make, None, framework=tmp_path / "strict.toml")
    assert (row["rating"], row["borderline"]) == (3, "3 or 4")
    text = ratings.reasons.query("council == '358' and step == 'borderline'")["text"].item()
    assert text == "borderline: 3 or 4; judgement is not permitted by this framework"
    assert rated(make, judgement().iloc[:0], framework=tmp_path / "strict.toml")[1]["rating"] == 3
