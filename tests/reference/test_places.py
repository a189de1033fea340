"""Which place a row of any published file is about: every code, every spelling, then and now; and never another council by a slip."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, strategies as st

from csrating.reference import NoPlace, Place, area, councils, place
from csrating.reference.known_places import Known, districts, places_by_name
from csrating.reference.places import known_by_name
from csrating.reference.registers import records
from csrating.reference.spelling import key


def _code(code: str = "", name: str = "", **options: object) -> str:
    found = place(code, name, **options)  # type: ignore[arg-type]
    assert isinstance(found, Place), found
    return found.code


@pytest.mark.parametrize(
    ("code", "name", "meant"),
    [
        ("358", "", "358"),
        ("358.0", "Trafford", "358"),
        ("E08000020", "Gateshead", "390"),
        ("E08000037", "", "390"),
        ("E08000038", "Barnsley", "370"),
        ("00CH", "", "390"),
        ("20", "Durham", "840"),
        ("E06000060", "Buckinghamshire", "825"),
        ("E10000002", "Buckinghamshire", "825"),
        ("E06000066", "Somerset", "933"),
        ("E06000065", "North Yorkshire", "815"),
        ("835", "Dorset", "835"),
        ("838", "Dorset", "838"),
        ("E10000009", "Dorset", "835"),
        ("E06000059", "Dorset", "838"),
        ("", "Dorset (Pre LG)", "835"),
        ("", "Dorset (Post LG)", "838"),
        ("", "Dorset County Council", "835"),
        ("", "Dorset Council", "838"),
        ("", "BCP", "839"),
        ("", "Bournemouth, Christchurch & Poole", "839"),
        ("", "Cumbria (Pre LGR 2023)", "909"),
        ("", "Bedfordshire (Pre LGR 2009)", "820"),
        ("", "Westmorland & Furness", "943"),
        ("942", "", "942"),
        ("", "Trafford MBC", "358"),
        ("", "Trafford LA", "358"),
        ("", "Halton UA", "876"),
        ("", "Bedford Borough", "822"),
        ("", "Kingston upon Thames, Royal Borough of", "314"),
        ("", "Devon Council", "878"),
        ("", "Camden (202)", "202"),
        ("", "202 Camden", "202"),
        ("", "E09000007 Camden", "202"),
        ("", "E09000007", "202"),
        ("", "\u00a0York \u00a0", "816"),
        ("", "Essex²", "881"),
        ("", "Hull4", "810"),
        ("921", "Isle of Wight", "921"),
        ("314", "Kingston", "314"),
        ("318", "Richmond", "318"),
        ("358", "Traford", "358"),
        ("12", "Trafford", "358"),
    ],
)
def test_a_council_by_any_code_and_spelling(code: str, name: str, meant: str) -> None:
    assert _code(code, name) == meant


@pytest.mark.parametrize(
    ("code", "name", "level", "meant"),
    [
        ("921", "England", "England", "England"),
        ("", "ENGLAND9", "England", "England"),
        ("0", "ENGLAND", "England", "England"),
        ("1000", "England (discontinued)", "England", "England"),
        ("1,000", "SOUTH WEST", "region", "South West"),
        ("990", "NORTH EAST", "region", "North East"),
        ("990.0", "South West", "region", "South West"),
        ("999", "SOUTH EAST", "region", "South East"),
        ("", "a.North East", "region", "North East"),
        ("", "North East region", "region", "North East"),
        ("", "London (Inner)", "region", "Inner London"),
        ("", "Yorkshire and Humberside", "region", "Yorkshire and the Humber"),
        ("E12000007", "OUTER LONDON", "region", "Outer London"),
        ("E12000007", "", "region", "London"),
        ("z", "England total", "England", "England"),
        ("ALL", "ALL", "total", "All"),
        ("", "North East, Yorkshire and the Humber", "other", "North East, Yorkshire and the Humber"),
        ("", "Statistical neighbours average", "other", "Statistical neighbours"),
        ("", "NULL", "other", "Not recorded"),
        ("", "NA", "other", "Not recorded"),
        ("", "Cornwall and Isles of Scilly", "other", "Cornwall and Isles of Scilly"),
        ("", "South Yorkshire", "other", "South Yorkshire"),
    ],
)
def test_england_regions_totals_and_what_is_no_area(code: str, name: str, level: str, meant: str) -> None:
    found = place(code, name)
    assert isinstance(found, Place)
    assert (found.level, found.name) == (level, meant)


@pytest.mark.parametrize(
    ("code", "name", "reason", "says"),
    [
        ("", "", "blank", "blank"),
        ("358", "Salford", "disagree", r"'358' is Trafford \(358\), but the name beside it is 'Salford'"),
        ("358", "Total", "disagree", "All"),
        ("A", "North West", "disagree", "North East"),
        ("812", "North East", "disagree", "North East Lincolnshire"),
        ("838", "Bournemouth", "disagree", "Dorset"),
        ("350", "Bolton West", "disagree", "Bolton"),
        ("921", "", "ambiguous", "England .* or Isle of Wight"),
        ("990", "", "ambiguous", "South West .* or North East"),
        ("12", "", "ambiguous", "too short"),
        ("", "Dorset", "ambiguous", r"Dorset \(835\) or Dorset \(838\)"),
        ("", "Adur", "district", "West Sussex"),
        ("E07000223", "Adur", "district", "E07000223"),
        ("", "Boston Borough Council", "district", "Lincolnshire"),
        ("", "Richmond", "unknown", "Richmond"),
        ("777", "", "unknown", "777"),
        ("E06000099", "Traford", "unknown", "Traford"),
        ("", "Trafford (Pre LGR 2009)", "unknown", "no reorganisation"),
        ("", "East Lincolnshire", "unknown", "East Lincolnshire"),
        ("", "Est Sussex", "unknown", "Est Sussex"),
        ("", "South Shropshire and Telford", "unknown", "South Shropshire"),
        ("", "358", "unknown", "358"),
    ],
)
def test_what_is_not_told_says_why(code: str, name: str, reason: str, says: str) -> None:
    found = place(code, name)
    assert isinstance(found, NoPlace)
    assert not found
    assert found.reason == reason
    assert re.search(says, found.why), found.why


def test_what_may_have_been_meant_is_offered() -> None:
    unknown, two = place("", "Est Sussex"), place("", "Dorset")
    assert isinstance(unknown, NoPlace)
    assert isinstance(two, NoPlace)
    assert {"East Sussex", "West Sussex"} <= {known.name for known in unknown.near}
    assert [known.code for known in two.near] == ["835", "838"]
    assert place("", "").near == ()  # type: ignore[union-attr]


def test_a_name_of_two_councils_is_told_by_the_day() -> None:
    assert _code("", "Dorset", on=date(2019, 3, 31)) == "835"
    assert _code("", "Dorset", on=date(2019, 4, 1)) == "838"
    assert _code("835", "Dorset", on=date(2025, 3, 31)) == "835"


def test_a_council_outside_its_time_is_named_with_a_note() -> None:
    ended, coming = place("", "Northamptonshire", on=date(2024, 3, 31)), place("", "Bedford", on=date(2007, 3, 31))
    assert isinstance(ended, Place)
    assert isinstance(coming, Place)
    assert (ended.code, ended.note) == ("928", "Northamptonshire (928) ended on 2021-03-31")
    assert (coming.code, coming.note) == ("822", "Bedford (822) began on 2009-04-01")
    assert not getattr(place("", "Somerset", on=date(2024, 3, 31)), "note", None)


def test_a_level_that_the_table_states_must_hold() -> None:
    assert _code("921", level="council") == "921"
    assert _code("921", level="England") == "England"
    assert _code("D", "East Midlands", level="region") == "East Midlands"
    assert _code("839", level="council") == "839"
    refused = place("", "London", level="council")
    assert isinstance(refused, NoPlace)
    assert refused.reason == "level"


@pytest.mark.parametrize(
    ("code", "name", "how"),
    [
        ("358", "Trafford", "code"),
        ("", "TRAFFORD ", "name"),
        ("", "Hull", "spelling"),
        ("", "Traford", "near"),
        ("", "Blackburn with Darwn", "near"),
    ],
)
def test_how_it_is_known_is_told(code: str, name: str, how: str) -> None:
    found = place(code, name)
    assert isinstance(found, Place)
    assert found.how == how
    assert bool(found.note) == (how == "near")


def test_it_agrees_with_the_registered_road_on_the_councils_of_2009() -> None:
    for code, name in zip(councils()["code"], councils()["name"], strict=True):
        known = area(code, name)
        assert (known.code, known.level) == (_code(code, name), "council")


NAMES = sorted(
    {(known.name, known) for meant in places_by_name().values() for known in meant if known.is_council},
    key=lambda pair: (pair[0], pair[1].code),
)


def _of_name(name: str) -> set[str]:
    return {known.code for known in places_by_name()[key(name)]}


def _slips(name: str) -> list[str]:
    """Every letter left out, swapped with the next, and replaced or preceded by one that is often typed for another."""
    out = [name[:at] + name[at + 1 :] for at in range(len(name))]
    swapped = [name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :] for at in range(len(name))]
    wrong = [name[:at] + "erstn"[at % 5] + name[at + 1 :] for at in range(len(name))]
    added = [name[:at] + "sn e"[at % 4] + name[at:] for at in range(len(name))]
    return [*out, *swapped, *wrong, *added]


def test_one_slip_in_a_name_gives_that_council_or_none() -> None:
    taken = 0
    for name, _ in NAMES:
        for slip in _slips(name):
            if key(slip) in places_by_name():  # Hertfordshire without its t is another county's name as it is written
                continue
            found = place("", slip)
            if isinstance(found, Place):
                assert found.code in _of_name(name), (name, slip, found)
                taken += 1
    assert taken > 4000


def test_a_word_dropped_from_a_name_never_yields_another_council() -> None:
    dropped = 0
    for name, _ in NAMES:
        words = name.split()
        for at in range(len(words) if len(words) > 1 else 0):
            rest = " ".join(words[:at] + words[at + 1 :])
            found, dropped = place("", rest), dropped + 1
            assert not isinstance(found, Place) or found.code in _of_name(name) or key(rest.strip(",")) in places_by_name(), (
                name,
                rest,
                found,
            )
    assert dropped > 100


@pytest.mark.parametrize(
    "name", ["City of Londn", "Derbyshir", "Leicestershir", "North East Lincolnshir", "Cheshir East", "Kingston Thames"]
)
def test_a_slip_in_a_dangerous_name_keeps_its_own_council(name: str) -> None:
    expected = {"City of Londn": "201", "Derbyshir": "830", "Leicestershir": "855", "North East Lincolnshir": "812", "Cheshir East": "895"}
    assert _code("", name) == expected.get(name, "314")


ANOTHER_PLACE = (
    *("Jarrow", "Hatton", "Swinton", "Barrow", "Walton", "Dalton", "Hutton", "Seaton", "Morton", "Anfield", "Bidford", "Derry City"),
    *("Jarrow Council", "Shenfield", "Washington", "Billingham", "Bilton", "Lanchester"),
)


@pytest.mark.parametrize("name", ANOTHER_PLACE)
def test_another_place_is_no_misspelling_of_a_council(name: str) -> None:
    found = place("", name)
    assert isinstance(found, NoPlace), found
    assert found.reason == "unknown"


def test_towns_are_no_councils_and_no_spellings_of_any() -> None:
    for row in records("towns.csv"):
        assert key(row["name"]) not in places_by_name()
        assert isinstance(place("", row["name"]), NoPlace), row
        assert isinstance(place("", f"{row['name']} Council"), NoPlace), row


@pytest.mark.parametrize(
    ("misspelt", "code"),
    [("Camdne", "202"), ("Hackey", "204"), ("Barnett", "302"), ("Swimdon", "866"), ("Manchestr", "352"), ("Birmigham", "330")],
)
def test_a_slip_of_the_hand_is_seen_through(misspelt: str, code: str) -> None:
    assert _code("", misspelt) == code


@pytest.mark.parametrize("misspelt", ["Lerds", "Kamden", "Camdan", "Cambden", "Vakefield"])
def test_a_slip_that_could_be_another_word_is_not(misspelt: str) -> None:
    assert isinstance(place("", misspelt), NoPlace)


def test_districts_are_never_councils() -> None:
    for district, run_by in districts().items():
        found = place("", district.name)
        assert isinstance(found, NoPlace), found
        assert found.reason == "district"
        assert run_by in {*councils()["code"], "820", "875"}
    assert len(districts()) == 240


@given(st.text(max_size=30), st.text(max_size=12))
def test_any_text_gets_an_answer(name: str, code: str) -> None:
    assert isinstance(place(code, name), Place | NoPlace)


def test_no_spelling_but_dorset_means_two() -> None:
    assert {spelling.split()[0] for spelling, meant in places_by_name().items() if len(meant) > 1} == {"dorset"}
    assert places_by_name()["trafford"] == (Known("council", "358", "Trafford"),)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("City of Wolverhampton Council", "336"),
        ("Newcastle City Council", "391"),
        ("Stoke City Council", "861"),
        ("Brighton & Hove City Council", "846"),
        ("City of York Council", "816"),
        ("Trafford Borough Council", "358"),
        ("London Borough of Camden Council", "202"),
        ("Camden LBC", "202"),
        ("Bury MBC", "351"),
        ("Nottingham CC", "892"),
        ("Nottinghamshire CC", "891"),
    ],
)
def test_formal_names_are_known_without_likeness(text: str, code: str) -> None:
    assert [known.code for known in known_by_name(text)] == [code]


@pytest.mark.parametrize(
    "text", ["Newcastle Borough Council", "Durham City Council", "City of Devon", "Kent City Council", "London Council"]
)
def test_formal_names_of_no_council_are_not_known(text: str) -> None:
    assert not any(known.level == "council" for known in known_by_name(text))


def test_two_councils_in_one_cell_are_neither() -> None:
    assert place("", "Bury / Kent").reason == "several"  # type: ignore[union-attr]
    assert place("351/886").reason == "several"  # type: ignore[union-attr]
    assert str(place("", "Bury / Bury MBC")) != "Bury (351)"
    assert place("", "Bury / Ruritania").reason == "unknown"  # type: ignore[union-attr]
