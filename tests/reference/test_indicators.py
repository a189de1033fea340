"""The register of indicators against the list it was taken from, and look-ups by number and title."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from csrating import schema
from csrating.errors import ReferenceDataError
from csrating.reference import indicator, indicators

OUTCOMES = {
    "being_healthy": "being healthy",
    "staying_safe": "staying safe",
    "enjoying_achieving": "enjoying and achieving",
    "positive_contribution": "making a positive contribution",
    "economic_wellbeing": "achieving economic well-being",
}


def numbers_where(column: str, value: str) -> set[str]:
    table = indicators()
    return set(table.loc[table[column] == value, "number"])


def test_the_register_says_what_the_shared_list_says(shared: Path) -> None:
    with (shared / "domain/nis_indicators.csv").open(encoding="utf-8", newline="") as stream:
        theirs = list(csv.DictReader(stream))
    ours = indicators()
    assert ours["number"].to_list() == [row["ni"] for row in theirs]
    assert ours["title"].to_list() == [row["title"] for row in theirs]
    assert ours["polarity"].to_list() == [row["polarity"] for row in theirs]
    assert ours["ecm_outcome"].to_list() == [OUTCOMES[row["ecm_outcome"]] for row in theirs]
    marks = dict(
        zip(
            theirs[0]["evidence"] + "VDS",
            ["recollection", "number and title seen", "definition seen", "subject seen in a letter"],
            strict=True,
        )
    )
    assert ours["evidence"].to_list() == [marks[row["evidence"]] for row in theirs]


def test_units_are_shares_where_the_shared_list_says_percent(shared: Path) -> None:
    with (shared / "domain/nis_indicators.csv").open(encoding="utf-8", newline="") as stream:
        theirs = {row["ni"]: row["unit"] for row in csv.DictReader(stream)}
    per_cent = {number for number, unit in theirs.items() if unit.startswith("percent") and not unit.startswith("percentage")}
    # NI 92 is "percent gap" there: a difference of shares. NI 48 and 112 are changes, not shares.
    assert numbers_where("unit", "per cent") == per_cent - {"92", "48", "112"}
    points = {number for number, unit in theirs.items() if unit.startswith("percentage")}
    assert numbers_where("unit", "percentage points") == points | {"92"}
    scores = {number for number, unit in theirs.items() if "score" in unit}
    assert numbers_where("unit", "score") == scores


def test_86_indicators_with_words_from_the_contracts() -> None:
    table = indicators()
    assert len(table) == 86
    assert table["indicator"].is_unique
    assert set(table["ecm_outcome"]) == set(schema.ECM_OUTCOMES)
    assert set(table["polarity"]) == {"high", "low", "none"}
    assert table["decimals"].between(0, 2).all()
    assert (table["unit"] != "").all()
    for flag in ("in_shares", "data_2009", "looked_after", "vulnerable"):
        assert set(table[flag]) == {"yes", "no"}


def test_short_titles_fit_a_chart_and_are_told_apart() -> None:
    table = indicators()
    assert table["short"].str.len().between(8, 40).all()
    assert table["short"].is_unique


def test_marks_that_the_method_states() -> None:
    assert numbers_where("in_shares", "no") == {"44", "113b", "198", "85", "90"}
    assert numbers_where("data_2009", "no") == {"74", "77", "83", "95", "96"}
    assert numbers_where("polarity", "none") == {"44", "113b", "198"}
    assert numbers_where("looked_after", "yes") == {"58", "61", "62", "63", "66", "99", "100", "101", "147", "148"}
    assert numbers_where("looked_after", "yes") | {"105", "43", "148"} <= numbers_where("vulnerable", "yes")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("148", "NI 148"),
        ("NI 148", "NI 148"),
        ("ni148", "NI 148"),
        ("NI 071", "NI 71"),
        ("102B", "NI 102b"),
        ("ni 102 a", "NI 102a"),
        ("care leavers in education or work", "NI 148"),
        ("Care leavers in suitable accommodation", "NI 147"),
    ],
)
def test_a_number_or_title_means_one_indicator(text: str, found: str) -> None:
    assert indicator(text).indicator == found


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("102", r"Near it: NI 102a .*, NI 102b"),
        ("Permanent exclusion", r"Near it: NI 114"),
        ("200", r"no indicator '200'"),
        ("", r"no indicator ''"),
    ],
)
def test_an_unknown_indicator_is_refused(text: str, says: str) -> None:
    with pytest.raises(ReferenceDataError, match=says):
        indicator(text)


def test_an_indicator_has_the_types_its_docstring_promises() -> None:
    found = indicator("114")
    assert (found.polarity, found.unit, found.decimals, found.in_shares, found.vulnerable) == ("low", "per cent", 2, True, False)
