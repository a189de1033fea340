"""The register of councils against the files it was taken from, and look-ups that must not guess."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from csrating import reference
from csrating.errors import UnknownCouncilError
from csrating.reference.councils import council_names, nearest_councils, spellings_to_council
from csrating.reference.spelling import key

REGIONS = {
    "North East": 12,
    "North West": 23,
    "Yorkshire and the Humber": 15,
    "East Midlands": 9,
    "West Midlands": 14,
    "East of England": 11,
    "Inner London": 14,
    "Outer London": 19,
    "South East": 19,
    "South West": 16,
}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_there_are_152_councils_in_the_known_regions() -> None:
    table = reference.councils()
    assert len(table) == 152
    assert table["region"].value_counts().to_dict() == REGIONS
    assert table["code"].is_monotonic_increasing
    assert table["code"].is_unique
    assert table["name"].is_unique


def test_the_callers_frame_is_their_own() -> None:
    mine = reference.councils()
    mine.loc[0, "name"] = "Gotham"
    assert reference.councils().loc[0, "name"] == "City of London"


def test_the_register_says_what_the_shared_list_says(shared: Path) -> None:
    ours = reference.councils().set_index("code")
    theirs = {row["la_code"]: row for row in rows_of(shared / "reference/councils_2009.csv")}
    assert set(ours.index) == set(theirs)
    kinds = {
        "SC": "county",
        "UA": "unitary authority",
        "MD": "metropolitan district",
        "OLB": "outer London borough",
        "ILB": "inner London borough",
    }
    for code, row in theirs.items():
        mine = ours.loc[code]
        assert reference.council(row["la_name"]).code == code
        assert mine["region"].casefold() == row["region"].casefold()
        assert mine["type"] == kinds[row["type"]]
        assert mine["population_0_17"] == int(row["pop_0_17_mid2009"])
        if code != "420":  # the shared list has no codes for the Isles of Scilly
            assert (mine["gss_2009"], mine["old_ons"]) == (row["gss_2011"], row["snac"])
        if not row["end_date"] and code != "420":
            assert mine["gss_now"] == row["gss_now"]
        assert bool(mine["ended_on"]) == bool(row["end_date"])


def test_every_published_variant_means_its_council(shared: Path) -> None:
    variants = rows_of(shared / "reference/council_name_variants.csv")
    known = [row for row in variants if row["la_code"] in council_names()]
    assert len(known) == 225
    wrong = {row["variant"]: row["la_code"] for row in known if reference.council(row["variant"]).code != row["la_code"]}
    assert wrong == {}


def test_published_variants_of_other_councils_are_refused(shared: Path) -> None:
    others = [row for row in rows_of(shared / "reference/council_name_variants.csv") if row["la_code"] not in council_names()]
    assert {row["la_code"] for row in others} == {"820", "839", "875", "940", "942", "943"}
    for row in others:
        with pytest.raises(UnknownCouncilError, match=r"\(8[27]\d\) ended on|\((839|94\d)\) began on"):
            reference.council(row["variant"])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("358", "358"),
        ("358.0", "358"),
        (" 358 ", "358"),
        ("E08000009", "358"),
        ("e08000009", "358"),
        ("00BU", "358"),
        ("E06000048", "929"),
        ("E06000057", "929"),
        ("E08000020", "390"),
        ("E08000037", "390"),
        ("E10000027", "933"),
        ("E06000066", "933"),
        ("36", "815"),
        ("TRAFFORD", "358"),
        ("Trafford Metropolitan Borough Council", "358"),
        ("London Borough of Lewisham", "209"),
        ("Royal Borough of Kensington & Chelsea", "207"),
        ("Norfolk County Council", "926"),
        ("Durham County Council", "840"),
        ("Cornwall Council", "908"),
        ("Leeds City Council", "383"),
        ("City of Bradford", "380"),
        ("St. Helens", "342"),
        ("St Helens", "342"),
        ("Saint Helens", "342"),
        ("Halton UA", "876"),
        ("Durham", "840"),
        ("County Durham", "840"),
        ("Bristol, City of", "801"),
        ("City of Bristol", "801"),
        ("Nottingham City", "892"),
        ("City of Nottingham", "892"),
        ("York City Council", "816"),
        ("Nottinghamshire", "891"),
        ("Derby", "831"),
        ("Derbyshire ", "830"),
        ("Leicester City", "856"),
        ("Southend", "882"),
        ("Dorset", "835"),
        ("North East Lincolnshire", "812"),
        ("City of London", "201"),
        ("London, City of", "201"),
        ("City\u00a0of London  ", "201"),
        ("921", "921"),
    ],
)
def test_a_code_or_spelling_means_one_council(text: str, code: str) -> None:
    assert reference.council(text).code == code


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Traford", r"'Traford'.*Near it: Trafford \(358\)"),
        ("Birmingam", r"Near it: Birmingham \(330\)"),
        ("Kingston", r"Near it: Kingston upon Thames \(314\) and Kingston upon Hull \(810\)"),
        ("Nottingham County Council", r"Near it: Nottingham"),
        ("City of Durham", r"no council of 2009 is known as 'City of Durham'"),
        ("London", r"London is a region, not a council"),
        ("Inner London", r"Inner London is a region"),
        ("North East", r"North East is a region"),
        ("England", r"England is the country"),
        ("Bedfordshire", r"ended on 31 March 2009; its councils of 2009 are Bedford \(822\) and Central Bedfordshire \(823\)"),
        ("Cheshire", r"Cheshire East \(895\) and Cheshire West and Chester \(896\)"),
        ("820", r"Bedfordshire \(820\) ended"),
        ("838", r"Dorset \(838\) began on 1 April 2019; in 2009 its area was served by Dorset \(835\)"),
        ("E06000058", r"Bournemouth, Christchurch and Poole \(839\) began.*Poole \(836\) and Bournemouth \(837\)"),
        ("qqqqq", r"csrating councils"),
        ("777", r"no council of 2009 is known as '777'"),
        ("", r"a blank names no council"),
        ("   ", r"a blank names no council"),
    ],
)
def test_what_is_not_one_of_the_152_is_refused_with_a_reason(text: str, says: str) -> None:
    with pytest.raises(UnknownCouncilError, match=says):
        reference.council(text)


def test_at_most_three_are_suggested() -> None:
    assert len(nearest_councils("North")) == 3
    assert nearest_councils("zzzzzz") == ()


def test_no_spelling_is_a_region_or_a_council_of_another_time() -> None:
    taken = set(spellings_to_council())
    assert taken.isdisjoint({"london", "north east", "south west", "england", "bedfordshire", "cheshire", "cumberland"})
    own_names = {key(name): code for code, name in council_names().items()}
    assert {name: spellings_to_council()[name] for name in own_names} == own_names


@given(
    st.sampled_from(sorted(council_names().items())),
    st.sampled_from([str.upper, str.lower, str.title]),
    st.sampled_from(["", " ", "  ", "\u00a0"]),
)
def test_case_and_padding_never_matter(entry: tuple[str, str], change: object, padding: str) -> None:
    code, name = entry
    assert callable(change)
    assert reference.council(f"{padding}{change(name)}{padding}").code == code
    assert reference.council(name.replace(" and ", " & ")).code == code


@given(st.text(max_size=12).filter(lambda text: key(text) not in spellings_to_council() and not text.strip().isalnum()))
def test_any_other_text_is_an_error_of_the_family_and_nothing_else(text: str) -> None:
    with pytest.raises(UnknownCouncilError, match=r"\.$"):
        reference.council(text)


def test_successors_are_known_and_stand_only_where_a_council_ended() -> None:
    table = reference.councils()
    ended = table[table["ended_on"] != ""]
    assert set(ended["code"]) == {"815", "825", "835", "836", "837", "909", "928", "933"}
    assert set(" ".join(ended["successors"]).split()) == {"815", "825", "838", "839", "942", "943", "940", "941", "933"}
    assert (table.loc[table["ended_on"] == "", "successors"] == "").all()


def test_25_000_names_are_resolved_in_well_under_a_second() -> None:
    names = [*council_names().values()] * 165
    started = time.perf_counter()
    codes = [reference.council(name).code for name in names]
    assert len(codes) == 25_080
    assert time.perf_counter() - started < 1
