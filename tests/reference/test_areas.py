"""Which area a row of a published table is about, from a code that may mean two and a name that may be misspelt."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from csrating.errors import UnknownCouncilError
from csrating.reference import Area, area

ENGLAND = Area("England", "England", "England")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("921", "England "),
        ("999", "ENGLAND"),
        ("E", "England"),
        ("E92000001", "ENGLAND"),
        ("", "England"),
        ("970", "England"),
        ("999.0", "England"),
        ("E92000001", ""),
    ],
)
def test_england_under_all_its_codes(code: str, name: str) -> None:
    assert area(code, name) == ENGLAND


def test_921_is_england_or_the_isle_of_wight_as_name_or_level_says() -> None:
    assert area("921", "Isle Of Wight").code == "921"
    assert area("921", level="council").name == "Isle of Wight"
    assert area("921", level="England") == ENGLAND
    with pytest.raises(UnknownCouncilError, match=r"code '921' alone could be England .* or Isle of Wight"):
        area("921")


@pytest.mark.parametrize(
    ("code", "name", "region"),
    [
        ("", "Yorks & the Humber ", "Yorkshire and the Humber"),
        ("D", "Yorkshire and Humberside", "Yorkshire and the Humber"),
        ("C", "YORKSHIRE AND THE HUMBER", "Yorkshire and the Humber"),
        ("YH", "Yorkshrie and the Humber", "Yorkshire and the Humber"),
        ("E", "East Midlands ", "East Midlands"),
        ("E", "WEST MIDLANDS", "West Midlands"),
        ("H", "London", "London"),
        ("H", "INNER LONDON", "Inner London"),
        ("I", "Outer London ", "Outer London"),
        ("", "London (Inner)", "Inner London"),
        ("E12000007", "OUTER LONDON", "Outer London"),
        ("E13000001", "", "Inner London"),
        ("L", "", "London"),
        ("982", "", "Yorkshire and the Humber"),
    ],
)
def test_regions_in_any_spelling_and_scheme_of_letters(code: str, name: str, region: str) -> None:
    assert area(code, name) == Area("region", region, region)


def test_a_letter_that_changed_its_region_is_not_enough_alone() -> None:
    with pytest.raises(UnknownCouncilError, match=r"'D' alone could be Yorkshire and the Humber .* or East Midlands"):
        area("D")


@pytest.mark.parametrize("name", ["Bedfordshire (Pre LGR 2009)", "Bedfordshire ", "BEDFORDSHIRE"])
def test_former_councils_are_told_apart(name: str) -> None:
    assert area("", name, level="council") == Area("former", "820", "Bedfordshire")
    assert area("820", name) == area("820")
    assert area("875", "Cheshire (Pre LGR 2009)").level == "former"


@pytest.mark.parametrize(
    ("code", "name", "level", "says"),
    [
        ("358", "Salford", None, r"code '358' is Trafford \(358\), but the name beside it is 'Salford', which is Salford \(355\)"),
        ("", "London", "council", r"'London' is London \(region\); expected a council"),
        ("", "Dorset", "region", r"'Dorset' is Dorset \(835\); expected region"),
        ("838", "Dorset", None, r"Dorset \(838\) began on 1 April 2019"),
        ("777", "Trafford", None, r"'777'"),
        ("358", "Traford", None, r"Near it: Trafford"),
        ("A", "North West", None, r"code 'A' is North East \(region\), but .* North West \(region\)"),
        ("812", "North East", None, r"code '812' is North East Lincolnshire \(812\), but .* North East \(region\)"),
        ("", "", None, r"its code and its name are blank"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused(code: str, name: str, level: str | None, says: str) -> None:
    with pytest.raises(UnknownCouncilError, match=says):
        area(code, name, level=level)


@pytest.mark.parametrize(
    ("file", "code", "name", "counts"),
    [
        ("OSR23_2010_UD.csv", "Geog_code", "Geog_name", {"England": 1, "region": 9, "council": 152}),
        ("SFR27_2010_March.csv", "geog_c", "geog_n", {"England": 1, "region": 9, "council": 152}),
        ("SFR21_2011_CLA.csv", "geog_c", "geog_n", {"England": 1, "region": 11, "council": 151}),
        ("KS2_Attainment_2007-2011_LA.csv", "LA Number", "", {"England": 1, "region": 11, "council": 152}),
    ],
)
def test_every_row_of_published_files_is_known(shared: Path, file: str, code: str, name: str, counts: dict[str, int]) -> None:
    with (shared / "real/nis_era" / file).open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = list(csv.reader(stream))
    lower = [text.strip().lower() for text in header]
    code_at, name_at = lower.index(code.lower()), lower.index(name.lower())
    areas = [area(row[code_at], row[name_at]) for row in rows if any(row)]
    assert {level: sum(found.level == level for found in areas) for level in counts} == counts
    assert len(areas) == sum(counts.values())
    assert len(set(areas)) == len(areas)
