"""Councils that began or ended between the periods of a table: each figure is of the one that its name meant at its time."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from csrating.read import Reading, read_file

OTHERS = (("878", "Devon"), ("886", "Kent"))
YEARS = ("2018", "2019", "2022")


def reading(folder: Path, rows: Sequence[Sequence[Any]]) -> Reading:
    with (folder / "t.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return read_file(folder / "t.csv")


def wide(*rows: Sequence[Any], years: Sequence[str] = YEARS, header: Sequence[str] = ("LA",)) -> list[Sequence[Any]]:
    more = [[*([code] if len(header) > 1 else []), name, *range(at, at + len(years))] for at, (code, name) in enumerate(OTHERS, start=10)]
    return [[*header, *(f"Adopted {year}" for year in years)], *more, *rows]


def areas(read: Reading, name: str) -> dict[str, str]:
    own = read.figures[read.figures["area_name"] == name]
    return dict(zip(own["period"], own["area"], strict=True))


def told(read: Reading) -> list[str]:
    return [one.found for one in read.remarks]


def test_a_name_means_in_each_column_the_council_of_its_time(tmp_path: Path) -> None:
    read = reading(tmp_path, wide(["Dorset", 1, 2, 3]))
    assert areas(read, "Dorset") == {"2018": "835", "2019": "835", "2022": "838"}
    assert set(read.figures.loc[read.figures["area"] == "838", "level"]) == {"later"}
    assert told(read) == []


def test_a_wide_table_says_what_the_same_table_says_row_by_row(tmp_path: Path) -> None:
    long = [["LA", "Year", "Adopted"], *([name, year, 5] for name in ("Devon", "Dorset", "Kent") for year in YEARS)]
    assert areas(reading(tmp_path, long), "Dorset") == areas(reading(tmp_path, wide(["Dorset", 5, 5, 5])), "Dorset")


def test_years_in_which_no_council_began_are_of_one_council(tmp_path: Path) -> None:
    read = reading(tmp_path, wide(["Dorset", 1, 2, 3], years=("2016", "2017", "2018")))
    assert set(areas(read, "Dorset").values()) == {"835"}


@pytest.mark.parametrize(
    ("code", "area", "note"),
    [("835", "835", "Dorset (835) ended on 2019-03-31"), ("E06000059", "838", "Dorset (838) began on 2019-04-01")],
)
def test_a_code_that_names_one_council_wins_and_figures_outside_its_life_are_told(tmp_path: Path, code: str, area: str, note: str) -> None:
    read = reading(tmp_path, wide([code, "Dorset", 1, 2, 3], header=("Code", "LA")))
    assert set(areas(read, "Dorset").values()) == {area}
    assert told(read) == [note]


def test_what_ended_or_began_is_told_only_of_times_of_which_a_figure_is_given(tmp_path: Path) -> None:
    years = ("2007/08", "2009/10")
    assert told(reading(tmp_path, wide(["Cheshire", 1, ""], ["Bedford", "", 4], years=years))) == []
    read = reading(tmp_path, wide(["Cheshire", 1, 2], ["Bedford", 3, 4], years=years))
    assert told(read) == ["Cheshire (875) ended on 2009-03-31", "Bedford (822) began on 2009-04-01"]


def test_beside_a_row_of_the_council_before_a_name_means_the_one_of_today(tmp_path: Path) -> None:
    read = reading(tmp_path, wide(["835", "Dorset", 1, 2, ".."], ["", "Dorset", "..", "..", 3], header=("Code", "LA")))
    numbers = read.figures[read.figures["area_name"].eq("Dorset") & read.figures["value"].notna()]
    assert list(zip(numbers["area"], numbers["period"], strict=True)) == [("835", "2018"), ("835", "2019"), ("838", "2022")]


def test_a_series_told_for_the_councils_of_today_stays_with_them(tmp_path: Path) -> None:
    """Where a council that had not begun has a figure of that time, the publisher has told the past for the councils of today."""
    rows = wide(["Bournemouth, Christchurch and Poole", 1, 2], ["Dorset", 3, 4], years=("2018", "2022"))
    assert reading(tmp_path, rows).figures.query("area_name == 'Dorset'")["area"].tolist() == ["838", "838"]
    rows = wide(["Bournemouth, Christchurch and Poole", "", 2], ["Dorset", 3, 4], years=("2018", "2022"))
    assert reading(tmp_path, rows).figures.query("area_name == 'Dorset'")["area"].tolist() == ["835", "838"]
