"""What a reader tells of a file answers each question, the layout that is kept says the same, and a slip is refused."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from csrating.errors import LayoutError
from csrating.read import Answers, Reading, read_file

from .grids import COUNCILS, asked, read_again, said, text


@dataclass(frozen=True)
class Case:
    """A table that asks, the answer, and the figures of the first two councils then: measure, breakdown, period, unit, value."""

    rows: Sequence[Sequence[Any]]
    question: str
    options: tuple[str, ...]
    answers: Mapping[str, Any]
    figures: Mapping[str, tuple[Any, ...]]


def table(header: Sequence[Any], first: Sequence[Any], second: Sequence[Any], *others: Sequence[Any]) -> list[list[Any]]:
    """A table of two councils or more."""
    return [["Council", *header], *([name, *row] for name, row in zip(COUNCILS, (first, second, *others), strict=False))]


CASES = {
    "decimal commas": Case(
        table(["Share 2011", "Pupils 2011"], ["0,123", 7], ["1,250", 8]),
        "whether the comma in '0,123' is the decimal sign",
        ("--written 'commas are decimal'",),
        {"written": ("commas are decimal",)},
        {"B2": ("Share", "", "2011", "", 0.123), "B3": ("Share", "", "2011", "", 1.25), "C2": ("Pupils", "", "2011", "", 7.0)},
    ),
    "brackets": Case(
        table(["Change 2011"], ["(12)"], ["13.5"]),
        "whether '(12)' is a number below nothing",
        ("--written 'brackets are negative'",),
        {"written": ("brackets are negative",)},
        {"B2": ("Change", "", "2011", "", -12.0), "B3": ("Change", "", "2011", "", 13.5)},
    ),
    "a mark": Case(
        table(["Rate 2011"], ["5*"], ["6"]),
        "what '5*' means among figures",
        ("--mark '*=MEANING'",),
        {"marks": {"*": "few pupils"}},
        {"B2": ("Rate", "", "2011", "", 5.0), "B3": ("Rate", "", "2011", "", 6.0)},
    ),
    "a unit": Case(
        table(["Good 2011"], ["93%"], ["72"]),
        "whether all numbers under 'Good 2011' are percentages",
        ("--unit 'Good 2011=per cent'",),
        {"units": {"Good 2011": "per cent"}},
        {"B2": ("Good", "", "2011", "per cent", 93.0), "B3": ("Good", "", "2011", "per cent", 72.0)},
    ),
    "ages": Case(
        [["Children by age, 2011", "", ""], *table(["0", "10+"], ["5", "6"], ["7", "8"])],
        "what is measured under '0'",
        ("--headers-are WORD",),
        {"headers_are": "age"},
        {
            "B3": ("Children by age, 2011", "age: 0", "2011", "", 5.0),
            "C4": ("Children by age, 2011", "age: 10+", "2011", "", 8.0),
        },
    ),
    "a column without a header": Case(
        table(["Rate 2011", ""], ["5", "1"], ["6", "2"]),
        "what the column without a header is",
        ("--leave-out '(no header)'",),
        {"left_out": ("(no header)",)},
        {"B2": ("Rate", "", "2011", "", 5.0), "B3": ("Rate", "", "2011", "", 6.0)},
    ),
    "columns alike": Case(
        table(["Rate 2011", "Other 2011", "Rate 2011"], ["5", "1", "6"], ["6", "2", "7"]),
        "how two columns headed 'Rate 2011' differ",
        ("--leave-out 'Rate 2011'",),
        {"left_out": ("Rate 2011",)},
        {"C2": ("Other", "", "2011", "", 1.0), "C3": ("Other", "", "2011", "", 2.0)},
    ),
    "years or figures": Case(
        [["Homes, 2011", "", ""], *table(["Refurbished", "Homes"], ["2009", "5"], ["2010", "6"])],
        "whether the numbers under 'Refurbished' are years or figures",
        ("--confirm 't!B3'",),
        {"confirmed": ("B3",)},
        {"B3": ("Refurbished", "", "2011", "", 2009.0), "C4": ("Homes", "", "2011", "", 6.0)},
    ),
}


def read(folder: Path, rows: Sequence[Sequence[Any]], answers: Mapping[str, Any]) -> Reading:
    return read_file(text(folder / "t.csv", rows), answers=Answers(**answers))


@pytest.mark.parametrize("name", CASES)
def test_a_question_names_the_option_that_answers_it(tmp_path: Path, name: str) -> None:
    case = CASES[name]
    reading = read(tmp_path, case.rows, {})
    assert case.question in [asks for asks, _ in asked(reading)]
    found = next(one for one in reading.questions if one.asks == case.question)
    assert found.options == case.options
    assert all(one in found.answer for one in case.options)
    assert reading.figures.empty


@pytest.mark.parametrize("name", CASES)
def test_the_answer_gives_the_figures_and_the_kept_layout_gives_the_same(tmp_path: Path, name: str) -> None:
    case = CASES[name]
    reading = read(tmp_path, case.rows, case.answers)
    assert asked(reading) == []
    found = {ref: (kept[2], kept[3], kept[4], kept[5], kept[6]) for ref, kept in said(reading.figures).items()}
    assert {ref: found.get(ref) for ref in case.figures} == case.figures
    again = read_again(tmp_path, reading, tmp_path / "t.csv")
    assert again.figures.drop(columns="basis").equals(reading.figures.drop(columns="basis"))


def test_rows_about_the_same_council_are_told_apart_by_the_column_that_is_said(tmp_path: Path) -> None:
    rows = [["Council", "Row", "Rate 2011"], ["Bury", 11, 1], ["Bury", 12, 2], ["Kent", 11, 3], ["Kent", 12, 4]]
    (question,) = read(tmp_path, rows, {}).questions
    assert question.asks == "how rows about the same area differ"
    assert question.options == ("--breakdown Row",)
    told = read(tmp_path, rows, {"breakdowns": ("row",)})  # in any case
    assert told.figures[["area_name", "breakdown", "value"]].to_numpy().tolist() == [
        ["Bury", "Row: 11", 1.0],
        ["Bury", "Row: 12", 2.0],
        ["Kent", "Row: 11", 3.0],
        ["Kent", "Row: 12", 4.0],
    ]


def test_rows_without_an_area_are_about_the_one_above_only_where_that_is_said(tmp_path: Path) -> None:
    rows = [["Council", "Sex", "Rate 2011"], ["Bury", "girls", 1], ["", "boys", 2], ["Kent", "girls", 3], ["", "boys", ""], ["", "all", 4]]
    (question,) = read(tmp_path, rows, {}).questions
    assert question.options == ("--fill-down",)
    told = read(tmp_path, rows, {"fill_down": True})
    assert told.figures.set_index("ref")["area_name"].to_dict() == {
        "t.csv#t!C2": "Bury",
        "t.csv#t!C3": "Bury",
        "t.csv#t!C4": "Kent",
        "t.csv#t!C6": "Kent",
    }


def test_what_is_confirmed_stands_among_the_assumptions_with_its_cell(tmp_path: Path) -> None:
    case = CASES["years or figures"]
    found = read(tmp_path, case.rows, case.answers)
    told = [one for one in found.assumptions if one.why == "the reader confirms it"]
    assert "answer not used" not in [one.kind for one in found.remarks]
    assert [(one.what, one.where) for one in told] == [
        ("whether the numbers under 'Refurbished' are years or figures: they are figures", "t.csv#t!B3")
    ]


@pytest.mark.parametrize("cell", ["B2", "C3", "Sheet1!B3", "b3 "])
def test_confirming_another_cell_answers_nothing(tmp_path: Path, cell: str) -> None:
    case = CASES["years or figures"]
    assert read(tmp_path, case.rows, {"confirmed": (cell,)}).questions


def test_a_mark_that_is_told_stands_among_what_was_assumed_and_only_it_is_taken(tmp_path: Path) -> None:
    case = CASES["a mark"]
    told = [one.what for one in read(tmp_path, case.rows, case.answers).assumptions]
    assert "'*' after a number means few pupils, and the number stands" in told
    assert asked(read(tmp_path, case.rows, {"marks": {"+": "few pupils"}})) == [("what '5*' means among figures", "B2")]


def test_a_column_that_is_left_out_is_accounted_for_with_the_reason(tmp_path: Path) -> None:
    case = CASES["columns alike"]
    fates = read(tmp_path, case.rows, case.answers).fates
    assert fates.loc[fates["explanation"].str.contains("left out, as the reader says"), "cells"].sum() == 4


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({"breakdowns": ("Nothing",)}, "no column is headed 'Nothing'"),
        ({"left_out": ("Nothing",)}, "no column is headed 'Nothing'"),
        ({"units": {"Nothing": "per cent"}}, "no column is headed 'Nothing'"),
        ({"written": ("commas",)}, "numbers cannot be written so that 'commas'"),
        ({"marks": {"5": "five"}}, "'5' is no mark after a number"),
        ({"marks": {" ": "blank"}}, "' ' is no mark after a number"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, answers: dict[str, Any], found: str) -> None:
    with pytest.raises(LayoutError, match=found):
        read(tmp_path, CASES["a mark"].rows, answers)


@pytest.mark.parametrize(
    "name", [name for name, case in CASES.items() if not any("WORD" in one or "MEANING" in one for one in case.options)]
)
def test_the_words_of_an_option_are_those_of_a_shell(tmp_path: Path, name: str) -> None:
    for one in read(tmp_path, CASES[name].rows, {}).questions:
        for passed in one.options:
            assert len(shlex.split(passed)) == 2


def test_a_few_words_again_and_again_among_many_numbers_are_asked_about_and_the_column_is_not_dropped(tmp_path: Path) -> None:
    rows = [["Council", "Homes 2011", "Rate 2011"], *([name, "nil return" if at % 2 else at * 7, at] for at, name in enumerate(COUNCILS))]
    assert asked(read(tmp_path, rows, {})) == [("what 'nil return' means among figures", "B3")]
    told = read(tmp_path, rows, {"symbols": {"nil return": "not returned"}}).figures
    assert told.loc[told["measure"] == "Homes", "status"].tolist() == ["reported", "not returned"] * 3


def test_only_the_sheets_that_are_asked_for_are_read(tmp_path: Path) -> None:
    book = Workbook()
    sheets = {"Good": [["Council", "Rate 2011"], ["Bury", 1], ["Kent", 2]], "Undated": [["Council", "Rate"], ["Bury", 3], ["Kent", 4]]}
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    del book["Sheet"]
    book.save(tmp_path / "two.xlsx")
    assert [one.where for one in read_file(tmp_path / "two.xlsx").questions] == ["two.xlsx#Undated!A1"]
    alone = read_file(tmp_path / "two.xlsx", answers=Answers(sheets=("good",)))
    assert not alone.questions
    assert alone.figures["ref"].tolist() == ["two.xlsx#Good!B2", "two.xlsx#Good!B3"]
    assert alone.fates.loc[alone.fates["sheet"] == "Undated", "explanation"].tolist() == ["left out, as the reader asks for other sheets"]
    with pytest.raises(LayoutError, match="no sheet is called 'Best'"):
        read_file(tmp_path / "two.xlsx", answers=Answers(sheets=("Best",)))
