"""A row of nothing but periods heads its columns, whatever area it names; figures that look like years are asked about."""

from __future__ import annotations

from pathlib import Path

import pytest
from grids import COUNCILS, Rows, asked, read_again, said, text, workbook

from csrating.read import read_file

CODES = ("370", "351", "202", "886", "383", "358")
BODY = [[code, name, 110 + 7 * place, 10.5 + place] for place, (code, name) in enumerate(zip(CODES, COUNCILS, strict=True))]
ABOVE = [["Children in need, 2011"], ["", "", "Number", "Rate"]]


@pytest.mark.parametrize("area", ["England", "England and Wales", "London", "North East", "Total"])
@pytest.mark.parametrize("years", [("2009", "2010"), ("2010", "2009"), ("2009-10", "2010-11"), ("2009/10", "2010/11")])
def test_a_row_of_periods_beside_an_area_heads_the_columns(tmp_path: Path, area: str, years: tuple[str, str]) -> None:
    reading = read_file(text(tmp_path / "c.csv", [*ABOVE, ["LA", area, *years], *BODY]))
    assert not reading.questions
    assert len(reading.figures) == 12
    assert set(reading.figures["area"]) == set(CODES)
    assert list(reading.figures["measure"][:2]) == ["Number", "Rate"]
    assert list(reading.figures["period"][:2]) == [year.replace("-", "/") for year in years]
    pairs = said(read_again(tmp_path, reading, tmp_path / "c.csv").figures)
    assert pairs == said(reading.figures)


def test_figures_of_england_that_are_no_years_are_figures(tmp_path: Path) -> None:
    reading = read_file(text(tmp_path / "c.csv", [*ABOVE, ["LA", "Name", "", ""], ["921", "England", 2009, 12.5], *BODY]))
    england = reading.figures[reading.figures["level"] == "England"]
    assert list(england["value"]) == [2009, 12.5]


def test_a_council_above_all_others_with_what_may_be_years_is_asked_about(tmp_path: Path) -> None:
    header = [["Children in need, 2011"], ["LA", "Name", "Started", "Ceased"]]
    first = ["301", "Barking and Dagenham", 2012, 1998]
    path = text(tmp_path / "c.csv", [*header, first, *BODY])
    reading = read_file(path)
    assert asked(reading) == [("whether 2012 and 1998 beside an area are years or figures", "C3")]
    assert reading.figures.empty
    last = read_file(text(tmp_path / "d.csv", [*header, *BODY, first]))
    assert last.figures["value"].tolist()[-2:] == [2012, 1998]
    plain = read_file(text(tmp_path / "e.csv", [*header, ["301", "Barking and Dagenham", 2012, 998], *BODY]))
    assert plain.figures["value"].tolist()[:2] == [2012, 998]


def in_regions(north_west: list[object]) -> Rows:
    names = [row[1:] for row in BODY]
    return [["Children in need"], ["LA", 2009, 2010], ["North East"], *names[:3], north_west, *names[3:]]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_years_repeated_beside_a_region_are_no_figures(tmp_path: Path, kind: str) -> None:
    rows = in_regions(["North West", 2009, 2010])
    reading = read_file(text(tmp_path / "c.csv", rows) if kind == "csv" else workbook(tmp_path / "c.xlsx", rows))
    assert not reading.questions
    assert len(reading.figures) == 12
    assert set(reading.figures["level"]) == {"council"}
    assert list(reading.figures["period"]) == ["2009", "2010"] * 6


def test_figures_of_a_region_among_its_councils_that_look_like_years_are_figures(tmp_path: Path) -> None:
    reading = read_file(text(tmp_path / "c.csv", in_regions(["North West", 1996, 2021])))
    region = reading.figures[reading.figures["level"] == "region"]
    assert list(zip(region["period"], region["value"], strict=True)) == [("2009", 1996), ("2010", 2021)]


def test_a_long_table_with_a_count_that_looks_like_a_year(tmp_path: Path) -> None:
    rows = [[name, year, 2003 + year - 2010] for name in COUNCILS for year in (2010, 2011)]
    reading = read_file(text(tmp_path / "c.csv", [["LA", "Year", "Adopted"], ["England", 2010, 2012], *rows]))
    assert reading.questions == () or reading.figures.empty
    rows = [[name, year, 103 + year - 2010] for name in COUNCILS for year in (2010, 2011)]
    reading = read_file(text(tmp_path / "d.csv", [["LA", "Year", "Adopted"], ["England", 2010, 2012], *rows]))
    assert (len(reading.figures), reading.figures["value"][0]) == (13, 2012)


@pytest.mark.parametrize("header", ["England", "National", "North East", "England average"])
def test_a_column_of_figures_under_the_name_of_an_area_names_none(tmp_path: Path, header: str) -> None:
    reading = read_file(text(tmp_path / "c.csv", [["Rates 2010"], ["LA", "Name", "Rate", header], *BODY]))
    assert not reading.questions
    assert len(reading.figures) == 12
    assert list(reading.figures["measure"][:2]) == ["Rate", header]


def test_a_column_of_words_that_names_the_region_of_each_council_is_one_of_areas(tmp_path: Path) -> None:
    rows = [[name, "North West", 5 + place] for place, name in enumerate(COUNCILS)]
    reading = read_file(text(tmp_path / "c.csv", [["LA", "Region", "Rate 2010"], *rows, ["", "North West", 7]]))
    assert reading.figures["area"].tolist()[-1] == "North West"


def test_a_header_that_says_district_over_the_councils(tmp_path: Path) -> None:
    above = ["", "", "Number of households", ""]
    body = [[code, name, 5 + place, 9 + place] for place, (code, name) in enumerate(zip(CODES, COUNCILS, strict=True))]
    reading = read_file(text(tmp_path / "c.csv", [above, ["Code", "District", "2008-09", "2009-10"], *body]))
    assert list(zip(reading.figures["measure"], reading.figures["period"], strict=True))[:2] == [
        ("Number of households", "2008/09"),
        ("Number of households", "2009/10"),
    ]


def test_old_codes_alone_name_the_areas(tmp_path: Path) -> None:
    cities = [
        "00AA",
        "00AM",
        "00AW",
        "00BE",
        "00BK",
        "00AD",
        "00AH",
        "00BL",
        "00BM",
        "00BN",
        "00BP",
        "00BQ",
        "00BR",
        "00BS",
        "00BT",
        "00BU",
    ]
    rows = [[code, 5 + place] for place, code in enumerate([*cities, "00BW", "00BX", "00BY", "00BZ", "00CA", "22"])]
    reading = read_file(text(tmp_path / "c.csv", [["LA", "Adopted 2010"], *rows]))
    assert len(reading.figures) == 22
    assert reading.figures["area"].tolist()[-1] == "881"
    few = read_file(text(tmp_path / "d.csv", [["LA", "Adopted 2010"], *rows[:8], rows[-1]]))
    assert few.figures.empty
