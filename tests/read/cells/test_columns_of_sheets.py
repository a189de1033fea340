"""What a sheet says of its columns, each different value looked at once, is what each of its cells says."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import given, strategies as st
from openpyxl import Workbook

from csrating.read import read_file
from csrating.read.cells import Sheet, open_table_file, stripped
from csrating.read.cells.sheet import grid

VALUES = st.one_of(
    st.sampled_from(["", " ", "x", "Bury", " Bury ", "358", "0", "\u00a0"]),
    st.sampled_from([358.0, 0.0, -0.0, 0.5]),
    st.dates(date(2009, 1, 1)),
)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    width = draw(st.integers(1, 4))
    rows = draw(st.lists(st.lists(VALUES, min_size=width, max_size=width), min_size=1, max_size=12))
    return Sheet("f.xlsx", "S", grid(rows))


def each(sheet: Sheet) -> list[list[str]]:
    """The words of every cell, looked at one by one."""
    return [[stripped(value) for value in row] for row in sheet.cells.tolist()]


@given(sheets())
def test_words_and_blanks_of_columns(sheet: Sheet) -> None:
    rows = np.arange(len(sheet.cells))[::-1]
    said = each(sheet)[::-1]
    columns = [sheet.column(place).texts(rows).tolist() for place in range(sheet.cells.shape[1])]
    assert [list(row) for row in zip(*columns, strict=True)] == said
    assert sheet.nothing(rows).tolist() == [[text == "" for text in row] for row in said]
    last = sheet.cells.shape[1] - 1
    assert sheet.nothing(rows, [last]).tolist() == [[row[last] == ""] for row in said]


@given(sheets())
def test_blanks_of_columns_that_were_not_looked_at(sheet: Sheet) -> None:
    said = each(sheet)
    assert sheet.nothing(np.arange(len(said))).tolist() == [[text == "" for text in row] for row in said]
    assert sheet.filled() == sum(text != "" for row in said for text in row)
    assert sheet.filled(np.array([0]), [0]) == int(said[0][0] != "")


@given(sheets(), st.sampled_from(["x", "Bury", "nowhere"]))
def test_rows_with_words(sheet: Sheet, words: str) -> None:
    assert sheet.rows_with(words).tolist() == [words in row for row in each(sheet)]


def test_a_number_is_no_words() -> None:
    assert Sheet("f.xlsx", "S", grid([[358.0], ["358"], [" 358 "]])).rows_with("358").tolist() == [False, True, True]


@given(sheets(), st.sampled_from(["x", "Bury", "358", "0", "0.5", "nowhere"]))
def test_where_a_text_stands(sheet: Sheet, text: str) -> None:
    said = each(sheet)
    expected = [(row, column) for row, words in enumerate(said) for column, word in enumerate(words) if word == text]
    assert sheet.cells_with(text) == expected
    assert (text in sheet.columns_with) == bool(expected)


@given(sheets())
def test_rows_that_are_like_a_pattern(sheet: Sheet) -> None:
    like = re.compile("B.*|3.*|").fullmatch  # a blank is like nothing
    expected = [bool(row[0] and like(row[0])) for row in each(sheet)]
    assert sheet.column(0).is_like(like).tolist() == expected


def test_a_changed_sheet_does_not_say_what_the_one_before_said() -> None:
    before = Sheet("f.xlsx", "S", grid([["Bury"], ["Kent"]]))
    assert before.cells_with("Bury") == [(0, 0)]
    cells: Any = before.cells.copy()
    cells[0, 0] = "York"
    after = replace(before, cells=cells)
    assert (after.cells_with("Bury"), after.cells_with("York")) == ([], [(0, 0)])
    assert before.cells_with("Bury") == [(0, 0)]


def test_true_is_a_word_and_never_the_same_as_one(tmp_path: Path) -> None:
    book = Workbook()
    others = ("Camden", "Barnet", "Trafford", "Wigan", "Oldham", "Salford", "Bolton", "Barnsley")
    for row in (
        ["LA", "Homes 2011"],
        ["Bury", 1],
        ["Kent", True],
        ["York", False],
        ["Leeds", 0],
        *([name, at] for at, name in enumerate(others, start=2)),
    ):
        book.active.append(row)
    book.save(tmp_path / "t.xlsx")
    (sheet,) = open_table_file("t.xlsx", (tmp_path / "t.xlsx").read_bytes()).sheets
    assert sheet.cells[1:5, 1].tolist() == [1.0, "TRUE", "FALSE", 0.0]
    assert sheet.column(1).texts(np.arange(1, 5)).tolist() == ["1", "TRUE", "FALSE", "0"]
    asked = read_file(tmp_path / "t.xlsx").questions
    assert [one.asks for one in asked] == ["what 'TRUE', 'FALSE' mean among figures"]
