"""What speaks against a table that otherwise seems plain is asked, and its twin without the doubt is read."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from csrating.read import Answers, Reading, read_file

COUNCILS = ("Barnsley", "Bury", "Camden", "Kent", "Leeds", "Trafford")


def reading_of(tmp_path: Path, rows: Sequence[Sequence[Any]]) -> Reading:
    path = tmp_path / "children.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return read_file(path)


def asked(reading: Reading) -> str:
    """The first question about a file of which nothing is given."""
    assert reading.figures.empty
    question = reading.questions[0]
    return f"{question.asks} ({question.where.rpartition('!')[2]})"


def two_columns(*header: Sequence[Any]) -> list[Sequence[Any]]:
    return [*header, *([name, 10 * place, 10 * place + 3] for place, name in enumerate(COUNCILS, start=1))]


def test_a_row_of_figures_above_the_header_is_no_part_of_it(tmp_path: Path) -> None:
    header = ["LA", "Adopted 2011", "Placed 2011"]
    assert asked(reading_of(tmp_path, two_columns(["Number of councils", 77, 77], header))) == (
        "whether the numbers in the header are figures (B1)"
    )


def test_numbers_of_the_columns_are_no_part_of_what_is_measured(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, two_columns(["LA", "Adopted 2011", "Placed 2011"], [1, 2, 3]))
    assert set(reading.figures["measure"]) == {"Adopted", "Placed"}


def test_two_columns_that_differ_in_their_number_alone_are_asked_about(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, two_columns(["LA", "Adopted 2011", "Adopted 2011"], [1, 2, 3]))
    assert "differ" in asked(reading)


def test_ages_may_stand_in_a_header(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, two_columns(["LA", "Adopted 2011", "Adopted 2011"], ["", 4, 9]))
    assert list(dict.fromkeys(reading.figures["measure"])) == ["Adopted / 4", "Adopted / 9"]


def by_sex(*words: str) -> list[Sequence[Any]]:
    rows = [(name, word, 5 + place) for place, name in enumerate(COUNCILS) for word in ("Female", "Male")]
    changed = [(name, words[place % len(words)] if word == "Male" else word, value) for place, (name, word, value) in enumerate(rows)]
    return [["LA", "Sex", "Adopted 2011"], *changed]


def test_words_that_differ_in_capitals_alone_are_asked_about(tmp_path: Path) -> None:
    rows = by_sex("Male")
    rows[4] = (rows[4][0], "male", rows[4][2])
    assert asked(reading_of(tmp_path, rows)) == "whether 'Male' and 'male' are the same (B5)"
    assert len(reading_of(tmp_path, by_sex("Male")).figures) == 12


def years(*last: str) -> list[Sequence[Any]]:
    header = [["LA", "2011", "2011", "2012", "2012"], ["", "Number", "Rate", "Number", "Rate"], ["", *last]]
    return [*header, *([name, 10 + place, 20 + place, 30 + place, 40 + place] for place, name in enumerate(COUNCILS))]


def test_a_header_that_lost_its_end_in_one_year_is_asked_about(tmp_path: Path) -> None:
    question = asked(reading_of(tmp_path, years("", "per 10,000", "looked after", "per 10,000")))
    assert question == "whether the header '2011 / Number' lacks words, as another says 'Number / looked after' (children!D1) (B1)"


def test_a_header_without_the_end_that_others_have_is_asked_about(tmp_path: Path) -> None:
    question = asked(reading_of(tmp_path, years("looked after", "", "looked after", "")))
    assert question == "whether a part of the header '2011 / Rate' is missing (C3)"


@pytest.mark.parametrize("last", [("looked after", "per 10,000") * 2, ("", "") * 2])
def test_headers_that_are_alike_in_both_years_are_read(tmp_path: Path, last: tuple[str, ...]) -> None:
    assert len(reading_of(tmp_path, years(*last)).figures) == 24


def with_numbers(header: str, *numbers: float) -> list[Sequence[Any]]:
    return [["LA", header], *([name, number] for name, number in zip(COUNCILS, numbers, strict=True))]


@pytest.mark.parametrize("number", [-1, -9, -99, -999, -9999])
def test_a_number_that_stands_for_none_is_asked_about_and_the_answer_takes_it_out(tmp_path: Path, number: int) -> None:
    rows = with_numbers("Adopted 2011", 5, number, 7, 0, number, 9)
    what = f"what {number} means among figures that are nought or more otherwise"
    assert asked(reading_of(tmp_path, rows)) == f"{what} (B3)"
    told = read_file(tmp_path / "children.csv", answers=Answers(symbols={str(number): "not available"}))
    assert told.questions == ()
    assert told.figures["status"].tolist() == ["reported", "not available", "reported", "reported", "not available", "reported"]
    confirmed = read_file(tmp_path / "children.csv", answers=Answers(confirmed=("B3",)))
    assert confirmed.figures["value"].tolist() == [5, number, 7, 0, number, 9]


@pytest.mark.parametrize(
    ("header", "numbers"),
    [("Change 2011", (5, -1, 7, 0, -1, 9)), ("Adopted 2011", (5, -1, 7, -3, 0, 9)), ("Gap 2011", (5, -99, 7, 0, 1, 9))],
)
def test_numbers_below_nought_among_others_or_in_a_change_are_figures(tmp_path: Path, header: str, numbers: tuple[float, ...]) -> None:
    assert reading_of(tmp_path, with_numbers(header, *numbers)).figures["value"].tolist() == list(numbers)
