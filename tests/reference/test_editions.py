"""The editions of the registers: who stands and what counts in 2009 and today, and what is said of councils that came and went."""

from __future__ import annotations

import pytest

from csrating import reference
from csrating.errors import ReferenceDataError, UnknownCouncilError
from csrating.reference import edition, edition_of
from csrating.reference.frameworks import framework
from csrating.schema import ECM_OUTCOMES

THEN, NOW = edition("2009"), edition("2025")


def test_the_councils_of_each_edition():
    assert (len(THEN.codes), len(NOW.codes)) == (152, 153)
    assert sorted(set(NOW.codes) - set(THEN.codes)) == ["838", "839", "940", "941", "942", "943"]
    assert sorted(set(THEN.codes) - set(NOW.codes)) == ["835", "836", "837", "909", "928"]
    assert list(NOW.codes) == sorted(NOW.codes)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("Dorset", "838"), ("838", "838"), ("E06000059", "838"), ("BCP", "839"), ("trafford", "358"), ("St. Helens", "342")),
        *(("825", "825"), ("921", "921"), ("E06000046", "921")),
    ],
)
def test_a_council_of_today_by_any_code_or_spelling(text, code):
    found = NOW.council(text)
    assert (found.code, found.population) == (code, None)
    assert found.gss.startswith("E")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Northamptonshire", r"ended on 31 March 2021; its area is North Northamptonshire \(940\) and West Northamptonshire \(941\)"),
        ("835", r"Dorset \(835\) ended on 31 March 2019; its area is Dorset \(838\)"),
        ("Bedfordshire", "ended on 31 March 2009"),
        ("Traford", r"no council of today is known as 'Traford'.*Near it: .*Trafford \(358\)"),
        ("London", "London"),
        ("", "no council of today"),
        ("Adur", "no council of today"),
    ],
)
def test_what_is_no_council_of_today_is_refused_with_what_became_of_it(text, message):
    with pytest.raises(UnknownCouncilError, match=message):
        NOW.council(text)


def test_every_council_of_today_has_similar_areas_that_stand():
    table = reference.neighbour_table("2025")
    assert set(table["council"]) == set(NOW.codes)
    assert set(table["neighbour"]) <= set(NOW.codes)
    assert not set(THEN.codes) <= set(table["council"])


def test_the_measures_that_count_have_a_direction_and_stand_under_an_outcome():
    measures = NOW.indicators().set_index("indicator")
    counting = measures.loc[list(NOW.counting)]
    assert len(NOW.counting) == 75
    assert set(counting["polarity"]) == {"high", "low"}
    assert set(counting["ecm_outcome"]) == set(ECM_OUTCOMES)
    assert set(counting["evidence"]) == {"our assumption: which measures count, and under which heading, is our choice"}
    assert measures["short"].str.len().max() <= 40
    assert not counting["short"].duplicated().any()


def test_names_of_the_two_registers_do_not_meet():
    assert set(THEN.indicators()["indicator"]).isdisjoint(NOW.indicators()["indicator"])
    assert reference.indicator("148").indicator == "NI 148"
    assert [reference.indicator(name).indicator for name in NOW.counting] == list(NOW.counting)


def test_the_register_says_what_the_dictionary_does(shared):
    """Polarity and kind of year of every measure, from the Department's own dictionary."""
    import csv

    with (shared / "real/present_day/lait_data_dictionary.csv").open(encoding="utf-8", newline="") as stream:
        theirs = {row["Measure_short"]: row for row in csv.DictReader(stream)}
    ours = NOW.indicators().set_index("indicator")
    assert set(ours.index) == set(theirs)
    kinds = {"Annual": "financial", "Annual (end of Sept)": "to September", "Annual - January": "January"}
    for name, row in theirs.items():
        assert ours.loc[name, "polarity"] == {"High": "high", "Low": "low"}.get(row["Polarity"], "none"), name
        assert ours.loc[name, "year"] == kinds.get(row["Year_Type"], row["Year_Type"].removesuffix(" Year").lower()), name


def test_an_edition_is_known_by_its_indicators():
    assert edition_of(["NI 148"]) is THEN
    assert edition_of(["TotAbs", "InfMort"]) is NOW
    assert edition_of([]) is THEN
    with pytest.raises(ReferenceDataError, match=r"figures of NI 148 \(2009\) and of TotAbs \(today\) are mixed"):
        edition_of(["NI 148", "TotAbs"])
    with pytest.raises(ReferenceDataError, match="the indicator 'NI 9999' is in no register"):
        edition_of(["NI 148", "NI 9999"])
    with pytest.raises(ReferenceDataError, match="no edition '1999'"):
        edition("1999")


def test_a_profile_band_is_no_rating():
    today, then = framework("2025"), framework("2009")
    assert (today.result, today.edition, then.result, then.edition) == ("profile band", NOW, "rating", THEN)
    assert [str(today.outcome(number)) for number in (1, 4)] == ["profile band 1", "profile band 4"]
    assert not any("perform" in rule.told for rule in today.rules.values() if not rule.name.startswith("scale"))
    assert {rule.evidence for name, rule in today.rules.items() if name not in ("neighbours.vintage", "neighbours.average")} == {"A"}
