"""What the notes of a file say of its symbols goes before what such symbols mostly mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from csrating.read import read_file
from csrating.read.inference import Answers
from csrating.read.inference.legends import may_be_symbol, meaning_told, symbols_told
from csrating.read.reading import Reading

COUNCILS = (
    ("351", "Bury"),
    ("352", "Manchester"),
    ("358", "Trafford"),
    ("359", "Wigan"),
    ("301", "Barking and Dagenham"),
    ("302", "Barnet"),
)
VALUES = (4, 5, 6, 7, 8, 9)


def rows_with(cells: Mapping[str, object]) -> list[list[object]]:
    """A small table of six councils in which some have another cell than a number."""
    head: list[list[object]] = [["Children looked after", None, None], [None], ["LA code", "Local authority", "2011"]]
    return head + [[code, name, cells.get(name, value)] for (code, name), value in zip(COUNCILS, VALUES, strict=True)]


def reading(
    folder: Path, cells: Mapping[str, object], notes: Sequence[str], *, apart: Sequence[Sequence[object]] = (), **say: str
) -> Reading:
    """What is read of a workbook with these cells, with notes under the table, and with a sheet of notes."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Table 1"
    for row in [*rows_with(cells), [None], *([note] for note in notes)]:
        sheet.append(row)
    if apart:
        beside = book.create_sheet("Notes")
        for row in apart:
            beside.append(list(row))
    path = folder / "children.xlsx"
    book.save(path)
    return read_file(path, answers=Answers(symbols=say))


def status_of(read: Reading, council: str) -> str:
    figures = read.figures
    assert not read.questions, read.questions
    return str(figures.loc[figures["area_name"] == council, "status"].item())


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("x = number less than or equal to 5 or percentage where the numerator is", [("x", "suppressed")]),
        ("c  Confidential", [("c", "suppressed")]),
        ("'z' denotes not applicable", [("z", "not applicable")]),
        ("Note: * = Data suppressed, - = zero, : = not available", [("*", "suppressed"), ("-", "nought"), (":", "not available")]),
        ('".." = Not available; "." = Not applicable', [("..", "not available"), (".", "not applicable")]),
        ("A dash (-) indicates no return from the council.", [("-", "not returned")]),
        ("Numbers of 5 or fewer have been replaced by an asterisk (*).", [("*", "suppressed")]),
        ("Suppressed values are shown as [c].", [("[c]", "suppressed")]),
        ("k = low (rounds to 0)", [("k", "banded")]),
        ("All numbers less than 5 have been rounded", []),
        ("Source: not available", []),
        ("1 Includes missing data", []),
        ("England totals exclude records with 'missing' (M)", []),
    ],
)
def test_notes_say_what_symbols_mean(note: str, told: list[tuple[str, str]]) -> None:
    assert symbols_told(note) == told


def test_where_a_note_says_two_things_there_is_no_figure_and_no_more_is_said() -> None:
    assert meaning_told("not available or suppressed") == "not available"
    assert meaning_told("not available, to protect confidentiality") == "suppressed"


def test_words_and_numbers_are_no_symbols() -> None:
    assert [text for text in ("x", "NP", "-99", "999", "12", "2009", "Bury", "E08000002", "two words") if may_be_symbol(text)] == [
        "x",
        "NP",
        "-99",
        "999",
    ]


def test_a_note_goes_before_what_a_symbol_mostly_means(tmp_path: Path) -> None:
    said = reading(tmp_path, {"Bury": "x"}, ["x = not applicable"])
    silent = reading(tmp_path, {"Bury": "x"}, ["Source: the department"])
    assert (status_of(said, "Bury"), status_of(silent, "Bury")) == ("not applicable", "suppressed")
    told = next(one for one in said.assumptions if one.what == "'x' means not applicable")
    assert (told.where, "'x = not applicable'" in told.why) == ("children.xlsx#Table 1!A11", True)


def test_the_reader_goes_before_a_note(tmp_path: Path) -> None:
    assert status_of(reading(tmp_path, {"Bury": "x"}, ["x = not applicable"], x="not returned"), "Bury") == "not returned"


def test_a_symbol_that_nobody_knows_is_read_where_a_note_explains_it_and_asked_about_where_none_does(tmp_path: Path) -> None:
    assert status_of(reading(tmp_path, {"Bury": "NP"}, ["NP = figures not provided by the council"]), "Bury") == "not returned"
    asked = reading(tmp_path, {"Bury": "NP"}, ["Source: the department"])
    assert asked.figures.empty
    assert "NP" in asked.questions[0].asks


def test_a_sheet_of_notes_explains_symbols_beside_their_meanings(tmp_path: Path) -> None:
    listed = [["Symbol", "Meaning"], ["~", "Fewer than 5 children"], ["x", "Not applicable"]]
    assert status_of(reading(tmp_path, {"Bury": "~", "Wigan": 3}, [], apart=listed), "Bury") == "suppressed"
    disputed = [*listed, ["~", "Not available"]]
    assert reading(tmp_path, {"Bury": "~"}, [], apart=disputed).questions


def test_a_dash_that_means_nought_is_nought_and_the_kept_layout_says_so(tmp_path: Path) -> None:
    read = reading(tmp_path, {"Bury": "-"}, ["- = nil"])
    figures = read.figures.set_index("area_name")
    assert (figures.loc["Bury", "value"], figures.loc["Bury", "status"], figures.loc["Bury", "symbol"]) == (0.0, "reported", "")
    (tmp_path / "kept.toml").write_text(read.layout_text, encoding="utf-8")
    again = read_file(tmp_path / "children.xlsx", layout=tmp_path / "kept.toml").figures
    assert again.drop(columns="basis").equals(read.figures.drop(columns="basis"))


def test_numbers_that_stand_for_none_are_no_figures(tmp_path: Path) -> None:
    said = reading(tmp_path, {"Bury": -1, "Wigan": -1}, ["-1 = missing"])
    assert (status_of(said, "Bury"), status_of(said, "Trafford")) == ("not available", "reported")
    silent = reading(tmp_path, {"Bury": -1, "Wigan": -1}, ["Source: the department"])
    assert [one.asks for one in silent.questions] == ["what -1 means among figures that are nought or more otherwise"]


def test_a_note_about_words_that_stand_among_no_figures_changes_nothing(tmp_path: Path) -> None:
    said = reading(tmp_path, {}, ["Bury = not available", "2011 = missing"])
    silent = reading(tmp_path, {}, [])
    assert said.figures.equals(silent.figures)
    assert not said.figures.empty
