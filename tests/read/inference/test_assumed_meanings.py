"""What inference takes a nought, a symbol, a month and a word for everything to mean, and that it says so."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from csrating import reference
from csrating.read import Answers, Reading, read_file

TWELVE = reference.councils()["name"].tolist()[:12]
REGIONS = (
    "North East",
    "North West",
    "Yorkshire and the Humber",
    "East Midlands",
    "West Midlands",
    "East of England",
    "London",
    "South East",
    "South West",
)


def reading(path: Path, rows: Sequence[Sequence[Any]], *, answers: Answers | None = None) -> Reading:
    with (path / "table.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return read_file(path / "table.csv", answers=answers or Answers())


def two_years(later: Sequence[Any]) -> list[list[Any]]:
    return [["LA", "Absent 2010", "Absent 2011"], *([name, 10 + place, later[place]] for place, name in enumerate(TWELVE))]


def test_a_column_of_nothing_but_noughts_gives_no_figures_and_is_told(tmp_path: Path) -> None:
    read = reading(tmp_path, two_years([0] * 12))
    by_year = read.figures.groupby("period")
    assert set(by_year.get_group("2011")["status"]) == {"not available"}
    assert by_year["value"].count().to_dict() == {"2010": 12, "2011": 0}
    assert [(one.what, one.where) for one in read.assumptions] == [
        ("0 means not available under 'Absent 2011'", "table.csv#table!C1"),
    ]


@pytest.mark.parametrize("one", [3, "x", "<5"])
def test_noughts_beside_a_number_or_the_symbol_of_a_small_one_are_true(tmp_path: Path, one: object) -> None:
    read = reading(tmp_path, two_years([one] + [0] * 11))
    later = read.figures[read.figures["period"] == "2011"]
    assert (later["value"] == 0).sum() == 11


def test_a_few_noughts_are_figures(tmp_path: Path) -> None:
    read = reading(tmp_path, two_years([0] * 12)[:6])
    assert (read.figures["value"] == 0).sum() == 5


def test_the_proposed_layout_keeps_what_was_assumed_of_noughts(tmp_path: Path) -> None:
    first = reading(tmp_path, two_years([0] * 12))
    (tmp_path / "mine.toml").write_text(first.layout_text, encoding="utf-8")
    again = read_file(tmp_path / "table.csv", layout=tmp_path / "mine.toml")
    assert again.figures["status"].tolist() == first.figures["status"].tolist()
    assert 'symbols = { "0" = "not available" }' in first.layout_text


def by_region(*, without: str = "") -> list[list[Any]]:
    wider = [[region, "ALL", 2009, 100] for region in REGIONS if region != without]
    councils = [["London", name, 2009, 10] for name in TWELVE]
    return [["region", "la_name", "year", "pupils"], *wider, *councils, ["ALL", "ALL", 2009, 900]]


def test_all_beside_the_nine_regions_is_england(tmp_path: Path) -> None:
    read = reading(tmp_path, by_region())
    assert read.figures.set_index("level").loc["England", "value"] == 900
    assert "'ALL' alone means England" in [one.what for one in read.assumptions]


def test_all_beside_some_regions_is_a_total_and_no_england(tmp_path: Path) -> None:
    read = reading(tmp_path, by_region(without="South West"))
    assert set(read.figures["level"]) == {"council", "region", "total"}


def test_x_is_not_available_where_explore_education_statistics_publishes(tmp_path: Path) -> None:
    rows = [["time_period", "time_identifier", "la_name", "pupils"]]
    rows += [[year, "Academic year", name, "x" if place == 1 else place] for year in (202324, 202425) for place, name in enumerate(TWELVE)]
    symbols = reading(tmp_path, rows).figures.set_index("symbol")["status"]
    assert set(symbols["x"]) == {"not available"}
    plain = reading(tmp_path, [[row[0], row[2], row[3]] for row in [["year", "", "LA", "pupils"], *rows[1:]]])
    assert set(plain.figures.set_index("symbol")["status"]["x"]) == {"suppressed"}


def test_a_month_beside_its_year_is_a_part_of_it(tmp_path: Path) -> None:
    rows = [["LA", "CLA_Mar2011", "CLA_2011"], *([name, place, 2 * place] for place, name in enumerate(TWELVE, 1))]
    read = reading(tmp_path, rows)
    assert set(read.figures["period"]) == {"2011"}
    assert set(read.figures["breakdown"]) == {"March", ""}


def test_months_alone_stay_months(tmp_path: Path) -> None:
    rows = [["LA", "Mar 2011", "Apr 2011"], *([name, place, 2 * place] for place, name in enumerate(TWELVE, 1))]
    assert set(reading(tmp_path, rows).figures["period"]) == {"March 2011", "April 2011"}


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Not available", "not available"),
        ("No data", "not available"),
        ("Not collected", "not available"),
        ("Suppressed", "suppressed"),
        ("Not applicable", "not applicable"),
        ("Not returned", "not returned"),
    ],
)
def test_words_in_the_place_of_a_figure_mean_what_they_say(tmp_path: Path, words: str, status: str) -> None:
    read = reading(tmp_path, two_years([words, words, words, *range(9)]))
    assert read.questions == ()
    assert set(read.figures.loc[read.figures["symbol"] == words, "status"]) == {status}
    assert [(one.what, one.why) for one in read.assumptions] == [(f"{words!r} means {status}", "its words say so")]


def test_words_that_do_not_say_why_there_is_no_figure_are_asked_about(tmp_path: Path) -> None:
    read = reading(tmp_path, two_years(["See note 3", *range(11)]))
    assert [one.asks for one in read.questions] == ["what 'See note 3' means among figures"]


def test_words_that_tell_rows_apart_are_no_symbols(tmp_path: Path) -> None:
    rows = [["LA", "SEN", "Absent 2010"], *([name, sen, 3] for name in TWELVE for sen in ("Support", "Not applicable"))]
    assert set(reading(tmp_path, rows).figures["breakdown"]) == {"SEN: Support", "SEN: Not applicable"}
