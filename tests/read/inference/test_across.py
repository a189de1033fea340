"""Tables whose councils stand across a row: read like any other, each figure under its cell in the file, and asked about where unsure."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from grids import CODES, COUNCILS, asked, cell, exchanged, read_again, said, text, workbook
from hypothesis import given, settings, strategies as st

from csrating.errors import LayoutError
from csrating.read import Answers, Reading, read_file

TITLE = ["Children looked after, by council"]


def published() -> list[list[Any]]:
    """A table as it might be published: a title, England and a region among the councils, merged years, notes."""
    return [
        TITLE,
        [],
        ["Year", "Measure", "England", "North West", "Bury", "Trafford", "Camden"],
        [2010, "Number adopted", 900, 50, 5, 6, 7],
        [None, "Percentage adopted", 9.5, 8, "x", 6.5, 7],
        [2011, "Number adopted", 901, 51, 15, 16, 17],
        [None, "Percentage adopted", 9, 8, 5, 6.5, "-"],
        [],
        ["x Not shown to protect confidentiality."],
        ["Source: a survey of councils"],
    ]


def reading(folder: Path, rows: list[list[Any]], **options: Any) -> Reading:
    answers = options.pop("answers", Answers())
    return read_file(workbook(folder / "table.xlsx", rows, **options), answers=answers)


def test_each_figure_is_called_by_its_cell_in_the_file(tmp_path: Path) -> None:
    read = reading(tmp_path, published(), merged=["A4:A5", "A6:A7"])
    assert read.questions == ()
    assert len(read.figures) == 5 * 4
    figures = said(read.figures)
    assert figures["C4"] == ("England", "England", "Number adopted", "", "2010", "number", 900, "reported", "")
    assert figures["D7"] == ("region", "North West", "Percentage adopted", "", "2011", "per cent", 8, "reported", "")
    assert figures["F5"] == ("council", "358", "Percentage adopted", "", "2010", "per cent", 6.5, "reported", "")
    assert figures["E5"] == ("council", "351", "Percentage adopted", "", "2010", "per cent", -1, "suppressed", "x")
    assert figures["G7"] == ("council", "202", "Percentage adopted", "", "2011", "per cent", -1, "not available", "-")


def test_it_is_told_that_rows_and_columns_are_exchanged(tmp_path: Path) -> None:
    told = reading(tmp_path, published()).assumptions[0]
    assert (told.what, cell(told.where)) == ("councils stand across a row: rows and columns are exchanged", "A3")


def test_rows_are_counted_as_the_file_has_them(tmp_path: Path) -> None:
    read = reading(tmp_path, published())
    assert read.fates.groupby("fate")["rows"].sum().to_dict() == {"kept": 4, "heading": 3, "blank": 1, "note": 2, "symbol": 0}
    account = read.report.accounts.iloc[0]
    assert account[["rows", "rows_told", "kept", "symbols", "figures", "balances"]].tolist() == [10, 10, 18, 2, 20, True]


def test_the_proposed_layout_reads_the_same(tmp_path: Path) -> None:
    read = reading(tmp_path, published(), merged=["A4:A5", "A6:A7"])
    again = read_again(tmp_path, read, tmp_path / "table.xlsx")
    assert "across = true" in read.layout_text
    assert said(again.figures) == said(read.figures)
    assert again.fates.equals(read.fates)


def test_a_column_of_no_area_is_left_out_and_told(tmp_path: Path) -> None:
    rows = [["Year", "Bury", "Ruritania", "Camden"], [2010, 5, 6, 7], [2011, 5, 6, 7]]
    read = reading(tmp_path, [["Number adopted"], *rows])
    assert set(read.figures["area"]) == {"351", "202"}
    assert [(one.kind, cell(one.where)) for one in read.remarks] == [("area left out", "C2")]
    assert read.fates["explanation"].tolist().count("no area that is known is named in the column") == 1
    assert read.report.accounts["balances"].all()


def test_shares_shown_as_percentages_are_read_as_they_are_seen(tmp_path: Path) -> None:
    rows = [["Measure", "Bury", "Camden"], ["Adopted in time 2010", 0.5, 0.75], ["Number 2010", 4, 8]]
    figures = said(reading(tmp_path, rows, percent=["B2", "C2"]).figures)
    assert {place: one[6] for place, one in figures.items()} == {"B2": 50, "C2": 75, "B3": 4, "C3": 8}


def test_codes_and_regions_may_stand_above_the_councils(tmp_path: Path) -> None:
    rows = [
        [None, None, "North West", None, "London"],
        [None, "Code", *(CODES[name] for name in ("Bury", "Trafford", "Camden"))],
        ["Year", "Measure", "Bury", "Trafford", "Camden"],
        [2010, "Number adopted", 5, 6, 7],
        [2011, "Number adopted", 8, 9, 10],
    ]
    figures = said(reading(tmp_path, rows, merged=["C1:D1"]).figures)
    assert {place: (one[1], one[4], one[6]) for place, one in figures.items()} == {
        "C4": ("351", "2010", 5), "D4": ("358", "2010", 6), "E4": ("202", "2010", 7),
        "C5": ("351", "2011", 8), "D5": ("358", "2011", 9), "E5": ("202", "2011", 10),
    }  # fmt: skip


def test_blocks_one_under_the_other_keep_their_titles(tmp_path: Path) -> None:
    blocks = [["Adoptions in 2010"], ["LA", "Bury", "Camden"], ["Number", 1, 2], []]
    blocks += [["Placements in 2011"], ["LA", "Kent", "Leeds"], ["Number", 3, 4], ["Note"]]
    read = reading(tmp_path, blocks)
    assert {place: (one[1], one[2], one[4], one[6]) for place, one in said(read.figures).items()} == {
        "B3": ("351", "Adoptions / Number", "2010", 1), "C3": ("202", "Adoptions / Number", "2010", 2),
        "B7": ("886", "Placements / Number", "2011", 3), "C7": ("383", "Placements / Number", "2011", 4),
    }  # fmt: skip
    assert read.report.accounts["balances"].all()
    assert said(read_again(tmp_path, read, tmp_path / "table.xlsx").figures) == said(read.figures)


SYMBOLS = ("x", "-", "..", "c")
MEASURES = ("Number adopted", "Rate per 10,000", "Percentage placed in time")


@st.composite
def _tables(draw: st.DrawFn) -> tuple[list[list[Any]], int]:
    """A table with its councils down the first columns, and how many lines stand above it."""
    names = draw(st.permutations(COUNCILS)).copy()[: draw(st.integers(3, 6))]
    with_codes, england = draw(st.booleans()), draw(st.booleans())
    years, measures = draw(st.sampled_from([("2010",), ("2009/10", "2010/11")])), MEASURES[: draw(st.integers(1, 3))]
    head = [[*(["Code"] if with_codes else []), "Council"], [*([""] if with_codes else []), ""]]
    for year in years:
        for measure in measures:
            head[0].append(year)
            head[1].append(measure)
    figure = st.one_of(st.integers(0, 5000).map(str), st.sampled_from(SYMBOLS), st.just(""))
    places = [*([("", "England")] if england else []), *((CODES[name], name) for name in names)]
    body = [
        [*([code] if with_codes else []), name, *(draw(figure) if row else "7" for _ in range(len(years) * len(measures)))]
        for row, (code, name) in enumerate(places)
    ]
    above = draw(st.sampled_from([[], [TITLE], [TITLE, []]]))
    return [*above, *head, *body], len(above)


@settings(max_examples=30)
@given(_tables())
def test_a_table_and_the_same_table_turned_say_the_same_each_with_its_cell(tmp_path_factory: pytest.TempPathFactory, made: Any) -> None:
    rows, above = made
    folder = tmp_path_factory.mktemp("turned")
    down = read_file(text(folder / "table.csv", rows))
    (folder / "table.csv").unlink()
    across = read_file(text(folder / "table.csv", [*rows[:above], *exchanged(rows[above:])]))
    assert [one.asks for one in across.questions] == [one.asks + " (with rows and columns exchanged)" for one in down.questions]
    assert {_turned(place, above): one for place, one in said(down.figures).items()} == said(across.figures)
    assert across.report.accounts["balances"].all()


def _turned(place: str, above: int) -> str:
    """Where a cell stands once the rows under so many lines are columns."""
    letter, row = re.fullmatch(r"([A-Z])(\d+)", place).groups()  # type: ignore[union-attr]
    return f"{chr(ord('A') + int(row) - 1 - above)}{ord(letter) - ord('A') + 1 + above}"


def turned_table(**changed: Any) -> list[list[Any]]:
    """A small sound table whose cells can be changed, one by one: A2="..."."""
    rows: list[list[Any]] = [
        ["Year", "Measure", "Bury", "Trafford", "Camden"],
        [2010, "Number adopted", 5, 6, 7],
        [2010, "Number fostered", 15, 16, 17],
        [2011, "Number adopted", 25, 26, 27],
        [2011, "Number fostered", 35, 36, 37],
    ]
    for place, value in changed.items():
        rows[int(place[1:]) - 1][ord(place[0]) - ord("A")] = value
    return rows


def test_the_table_that_is_changed_below_is_sound(tmp_path: Path) -> None:
    assert len(reading(tmp_path, turned_table()).figures) == 12


@pytest.mark.parametrize(
    ("rows", "asks"),
    [
        ([["", "Bury", "Camden"], ["Bury", 0, 2], ["Camden", 2, 0]], ("which council a figure is about", "A1")),
        ([["", "Bury", "Camden"], ["Boys"], ["Number 2010", 1, 2], ["Girls"], ["Rate 2010", 3, 4]], ("'Boys' heads the lines", "A2")),
        (turned_table(A3=""), ("words above a blank", "A3")),
        (turned_table(A2="", A4=""), ("which period 'Year / Number adopted'", "A1")),
        (turned_table(A3="Number fostered", B3=2028), ("one cell off", "A3")),
        (turned_table(B3="Number adopted"), ("how two columns headed", "A3")),
        (turned_table(B5="Kent"), ("what 'Kent' says of figures", "A5")),
        (turned_table(E1="Bury"), ("how rows about the same area differ", "E1")),
        (turned_table(C3="not yet"), ("what 'not yet' means", "C3")),
        ([*turned_table(), ["", "in all"]], ("'in all' belongs to the line above", "B6")),
        ([["", "", 351, 202, 358], *turned_table()], ("whose codes", "D1")),
        ([["", "", "North West", "North West", "London"], *turned_table(D1="")], ("figures under a region", "D2")),
        ([["Measure", "Measure", "Bury", "Camden"], ["Adopted 2010", "Placed 2010", 1, 2]], ("columns headed 'Measure'", "B2")),
        ([["Measure", "Bury", "Camden"], ["Adopted", 1, 2]], ("which period", "A1")),
        ([["Measure", "Bury", "Camden"], ["Adopted 2010", 1, 2], ["Placed", 3, 4]], ("which period 'Placed'", "A1")),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_what_is_not_sure_is_asked_and_nothing_is_given(tmp_path: Path, rows: list[list[Any]], asks: tuple[str, str]) -> None:
    read = reading(tmp_path, rows)
    assert read.figures.empty
    what, where = asked(read)[0]
    assert asks[0] in what
    assert where == asks[1]


def test_a_title_that_states_the_year_of_some_lines_is_not_taken_for_the_others(tmp_path: Path) -> None:
    rows = [["Adoptions and placements in 2011"], ["Measure", "Bury", "Camden"], ["Adopted 2010", 1, 2], ["Placed", 3, 4]]
    assert asked(reading(tmp_path, rows)) == [("which period 'Placed' is about (with rows and columns exchanged)", "A4")]
    told = reading(tmp_path, rows, answers=Answers(periods={"^Placed$": "2011"}))
    assert {place: one[4] for place, one in said(told.figures).items()} == {"B3": "2010", "C3": "2010", "B4": "2011", "C4": "2011"}


def test_a_row_of_a_text_that_lost_a_separator_is_asked_about_and_refused_by_a_layout(tmp_path: Path) -> None:
    rows = [["Measure", "Bury", "Trafford", "Camden"], ["Adopted 2010", 1, 2, 3], ["Placed 2010", 4, 5, 6]]
    sound = read_file(text(tmp_path / "table.csv", rows))
    assert len(sound.figures) == 6
    layout = sound.layout_text
    (tmp_path / "mine.toml").write_text(layout, encoding="utf-8")
    text(tmp_path / "table.csv", [*rows[:2], ["Placed 2010", 4, 6]])
    assert asked(read_file(tmp_path / "table.csv")) == [("what is missing from a row that has 3 cells where others have 4", "A3")]
    with pytest.raises(LayoutError, match=r"table\.csv#table!A3: a row has 3 cells where others have 4"):
        read_file(tmp_path / "table.csv", layout=tmp_path / "mine.toml")


def test_a_question_answered_gives_the_figures(tmp_path: Path) -> None:
    rows = [["Measure", "Bury", "Camden"], ["Adopted", 1, 2]]
    assert set(said(reading(tmp_path, rows, answers=Answers(period="2010")).figures)) == {"B2", "C2"}


LAYOUT = """
title = "A table"

[[table]]
name = "one"
gives = "figures"
sheet = "T"
across = {across}
header = ["Year", "2010", "2011"]
header_rows = 2
area_names = ["Year / Measure"]

[[table.figures]]
header = '(?P<period>\\d+) / (?P<measure>.*)'
"""


def by_layout(folder: Path, rows: list[list[Any]], *, across: str = "true") -> Reading:
    (folder / "mine.toml").write_text(LAYOUT.format(across=across), encoding="utf-8")
    return read_file(workbook(folder / "table.xlsx", rows), layout=folder / "mine.toml")


def test_a_layout_written_by_hand_reads_it_too(tmp_path: Path) -> None:
    read = by_layout(tmp_path, [TITLE, *turned_table(), ["Source: a survey"]])
    assert {place: (one[1], one[2], one[4]) for place, one in said(read.figures).items() if place in ("C3", "E6")} == {
        "C3": ("351", "Number adopted", "2010"), "E6": ("202", "Number fostered", "2011"),
    }  # fmt: skip
    assert read.report.accounts["balances"].all()


@pytest.mark.parametrize(
    ("rows", "across", "says"),
    [
        (exchanged(turned_table()), "true", "no row names the councils of table 'one'"),
        (turned_table(D1="Ruritania"), "true", r"table\.xlsx#T!D1: no place is known as 'Ruritania'"),
        (turned_table(D3="soon"), "true", r"table\.xlsx#T!D3: 'soon' is neither a number"),
        (turned_table(B3="Number adopted"), "true", r"table\.xlsx#T!C3: table 'one' gives 'Number adopted' of Bury for 2010 twice"),
        ([*turned_table(), [], *turned_table()[:1], ["2009", "x", 1, 2, 3]], "true", "is followed by another"),
        (turned_table(), "false", r"lacks '2010' and '2011'"),
    ],
)
def test_what_contradicts_a_layout_is_an_error_with_its_cell(tmp_path: Path, rows: list[list[Any]], across: str, says: str) -> None:
    with pytest.raises(Exception, match=says):
        by_layout(tmp_path, rows, across=across)


def test_an_upright_table_is_none_that_is_turned(tmp_path: Path) -> None:
    read = reading(tmp_path, exchanged(turned_table()))
    assert read.layout.tables[0].across is False
    assert {place: one[6] for place, one in said(read.figures).items()}["C4"] == 16
