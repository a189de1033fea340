"""The letter to Trafford beside the data, claim by claim; and what stands behind each sentence of any letter."""

import csv
import dataclasses

import pandas as pd
import pytest

import csrating as cs
from csrating.errors import EvidenceError, TableError
from csrating.reference.frameworks import framework
from csrating.reference.published import letter_claims
from csrating.tell import letter, letter_check
from csrating.tell.blocks import Sentence
from csrating.tell.claims import Claim
from csrating.tell.letter_check import APART, CONTRADICTED, NOT_CHECKABLE, REPRODUCED, _of_exceptions, _of_share

RULES = framework("2009")


@pytest.fixture(scope="module")
def check(ratings):
    return letter_check(ratings, "Trafford")


def outcome(found, topic):
    return found.table.set_index("topic").loc[topic, "outcome"]


def test_every_claim_of_the_letter_is_there(shared):
    """The 22 claims as they were taken from the letter, outside this code."""
    with (shared / "domain" / "trafford_claims.csv").open(encoding="utf-8") as stream:
        stated = list(csv.DictReader(stream))
    assert sorted(set(letter_claims()["topic"])) == [int(row["claim"]) for row in stated]


def test_no_claim_is_in_the_words_of_the_letter(shared):
    text = " ".join((shared / "domain" / "trafford_letter_2009.txt").read_text(encoding="utf-8").split()).casefold()
    assert not [said for said in letter_claims()["said"] if len(said.split()) > 6 and said.casefold() in text]


def test_the_demonstration_figures_bear_out_all_22_and_it_is_said_that_this_means_nothing(check):
    assert check.counts == {REPRODUCED: 22, CONTRADICTED: 0, NOT_CHECKABLE: 0}
    assert (check.table["cells"] != "").all()
    assert check.on_demonstration == 22
    assert "nothing about the real council" in check._repr_html_()


def test_on_published_figures_alone_nothing_is_claimed_that_cannot_be_known(repository):
    data = cs.read(repository / "data" / "raw", published_only=True)
    found = letter_check(cs.rate(data, cs.compare(data)), "358")
    assert found.counts == {REPRODUCED: 0, CONTRADICTED: 0, NOT_CHECKABLE: 22}
    assert found.on_demonstration == 0


def changed(ratings, indicator, value, *, council="358"):
    """The ratings with one figure changed, in its cell and nowhere else."""
    observations = ratings.data.observations.copy()
    period = ratings.compared.query("indicator == @indicator")["period"].iloc[0]
    of_indicator = (observations["indicator"] == indicator) & (observations["period"] == period)
    (rated,) = observations.index[of_indicator & (observations["area"] == council)]
    observations.loc[rated, ["value", "numerator", "denominator"]] = [value, None, None]
    data = dataclasses.replace(ratings.data, observations=observations)
    return cs.rate(data, cs.compare(data)), str(observations.loc[rated, "ref"])


@pytest.mark.slow
@pytest.mark.parametrize(("indicator", "value", "topics"), [("NI 148", 90.0, {22}), ("NI 43", 1.0, {21}), ("NI 62", 1.0, {18})])
def test_a_changed_cell_contradicts_the_claims_that_rest_on_it_and_no_other(ratings, check, indicator, value, topics):
    after, cell = changed(ratings, indicator, value)
    found = letter_check(after, "Trafford")
    differ = {topic for topic in range(1, 23) if outcome(found, topic) != outcome(check, topic)}
    assert differ == topics
    assert all(outcome(found, topic) == CONTRADICTED for topic in topics)
    for row in found.table[found.table["found"] != check.table["found"]].to_dict("records"):
        assert cell in row["cells"] or row["topic"] == 1, row["topic"]


def share(good, n):
    return Claim("indicators", "indicators", "", "similar areas", "", n, figures=(("in line or above", float(good)),))


@pytest.mark.parametrize(
    ("good", "n", "missing", "word", "found"),
    [
        (7, 10, 0, "a large majority", REPRODUCED),
        (6, 10, 0, "a large majority", CONTRADICTED),
        (7, 10, 1, "a large majority", NOT_CHECKABLE),  # 7 of 11 is 64 per cent, 8 of 11 is 73
        (70, 100, 1, "a large majority", REPRODUCED),
        (10, 100, 5, "a large majority", CONTRADICTED),  # 15 of 105 at most
    ],
)
def test_a_share_is_borne_out_only_where_it_would_be_whatever_is_missing(good, n, missing, word, found):
    assert _of_share(word, share(good, n), missing, RULES) == found


@pytest.mark.parametrize(
    ("stated", "found", "missing", "expected"),
    [
        ({"NI 62", "NI 63"}, {"NI 62", "NI 63"}, set(), REPRODUCED),
        ({"NI 62", "NI 63"}, {"NI 62", "NI 63"}, {"NI 69"}, REPRODUCED),
        ({"NI 62", "NI 63"}, {"NI 62"}, set(), CONTRADICTED),
        ({"NI 62", "NI 63"}, {"NI 62"}, {"NI 63"}, NOT_CHECKABLE),
        ({"NI 62", "NI 63"}, {"NI 62", "NI 71"}, {"NI 63"}, CONTRADICTED),
    ],
)
def test_exceptions_are_borne_out_where_they_can_be_compared(stated, found, missing, expected):
    assert _of_exceptions(stated, found, missing) == expected


def test_another_council_has_no_letter_to_check(ratings):
    with pytest.raises(EvidenceError, match=r"no letter to Salford is carried over claim by claim; expected one of: Trafford"):
        letter_check(ratings, "Salford")
    with pytest.raises(TableError, match="the ratings are None"):
        letter_check(None, "Trafford")


def test_each_row_names_the_claims_of_the_data(check):
    known = set(letter_claims()["claim"])
    assert {claim for row in check.table["claims"] for claim in row.split(APART)} == known


def test_no_sentence_of_the_narrative_is_without_a_claim(ratings):
    for code in ratings.table["council"]:
        for paragraph in letter(ratings, code).narrative:
            assert all(isinstance(sentence, Sentence) and sentence.claims for sentence in paragraph.sentences)


def test_the_table_is_tidy(check):
    assert isinstance(check.table, pd.DataFrame)
    assert check.table["topic"].tolist() == list(range(1, 23))
