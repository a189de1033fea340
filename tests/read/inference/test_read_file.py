"""Files that nobody has described, read by what they say of themselves; and read again by the layout that was proposed."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import Workbook

from csrating import reference
from csrating.errors import SourceError, ValueInCellError
from csrating.read import Answers, Reading, read_file

COUNCILS = ("Barnsley", "Bury", "Camden", "Kent", "Leeds", "Trafford")
CODES = {name: reference.council(name).code for name in COUNCILS}


def saved(path: Path, *sheets: tuple[str, Sequence[Sequence[Any]]], merged: Sequence[str] = ()) -> Path:
    """A workbook of these sheets; ``merged`` are ranges of the first."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets:
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    for one in merged:
        workbook.worksheets[0].merge_cells(one)
    workbook.save(path)
    return path


def written(path: Path, rows: Sequence[Sequence[Any]], *, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def plain(figures: pd.DataFrame) -> list[tuple[Any, ...]]:
    """What the figures say, whatever the file that they stand in looks like."""
    said = figures[["level", "area", "measure", "breakdown", "period", "value", "status", "symbol"]].fillna({"value": -1.0})
    return sorted(said.itertuples(index=False, name=None))


def body(value: Callable[[int, int], Any], columns: int) -> list[list[Any]]:
    return [[name, *(value(row, column) for column in range(columns))] for row, name in enumerate(COUNCILS)]


def published_table() -> list[list[Any]]:
    """A table as departments publish them: a title, merged years over measures, regions in capitals, notes under the figures."""
    return [
        ["Table LA1: Children looked after1"],
        ["Years: 2010 and 2011"],
        ["Coverage: England"],
        [],
        [None, 2010, None, None, "20113", None],
        [None, "Number of children", "Percentage suitable", None, "Number of children", "Percentage suitable"],
        [],
        ["ENGLAND4", 6000, 80.5, None, 6100, 81.5],
        [],
        ["NORTH WEST"],
        ["Bury ", 60, 75, None, 65, "x"],
        ["Trafford", 55, 70.5, None, 50, 71],
        ["LONDON", 900, 77, None, 950, "-"],
        ["Camden", 45, 66, None, 40, "90-99"],
        [],
        ["x Figures not shown to protect confidentiality."],
        ["1 Children looked after on 31 March in 2010 and 2011."],
    ]


def reading_of(tmp_path: Path, rows: Sequence[Sequence[Any]], *, merged: Sequence[str] = (), **options: Any) -> Reading:
    return read_file(saved(tmp_path / "table.xlsx", ("Table LA1", rows), merged=merged), **options)


def test_a_published_table_is_understood_cell_by_cell(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, published_table(), merged=["B5:C5", "E5:F5"])
    figures = reading.figures.set_index("ref")
    assert reading.questions == ()
    assert set(figures["basis"]) == {"inferred"}
    assert len(figures) == 5 * 4
    trafford = figures.loc["table.xlsx#Table LA1!C12"]
    assert trafford[["level", "area", "measure", "period", "value", "status"]].tolist() == [
        "council", "358", "Percentage suitable", "2010", 70.5, "reported",
    ]  # fmt: skip
    assert figures.loc["table.xlsx#Table LA1!B8", ["level", "area", "value"]].tolist() == ["England", "England", 6000]
    assert figures.loc["table.xlsx#Table LA1!E13", ["level", "area", "period", "value"]].tolist() == ["region", "London", "2011", 950]
    assert figures.loc["table.xlsx#Table LA1!F11", ["status", "symbol"]].tolist() == ["suppressed", "x"]
    assert figures.loc["table.xlsx#Table LA1!F14", ["status", "symbol"]].tolist() == ["banded", "90-99"]


def test_what_was_assumed_is_told(tmp_path: Path) -> None:
    told = [one.what for one in reading_of(tmp_path, published_table()).assumptions]
    assert "'x' means suppressed" in told
    assert "'90-99' means banded" in told


def test_every_row_of_every_sheet_is_accounted_for(tmp_path: Path) -> None:
    notes = [["Notes"], ["Councils are those of 2009."]]
    path = saved(tmp_path / "table.xlsx", ("Cover", notes), ("Table LA1", published_table()))
    fates = read_file(path).fates.groupby("sheet")["rows"].sum()
    assert fates.to_dict() == {"Cover": 2, "Table LA1": len(published_table())}


def test_the_proposed_layout_reads_the_same(tmp_path: Path) -> None:
    path = saved(tmp_path / "table.xlsx", ("Table LA1", published_table()), merged=["B5:C5", "E5:F5"])
    inferred = read_file(path)
    kept = tmp_path / "mine.toml"
    kept.write_text(inferred.layout_text, encoding="utf-8")
    again = read_file(path, layout=kept)
    assert again.basis == "layout mine"
    assert plain(again.figures) == plain(inferred.figures)
    assert again.figures["ref"].tolist() == inferred.figures["ref"].tolist()


LONG = [["Year", "Local authority", "LA code", "Sex", "Looked after", "Rate per 10,000"]] + [
    [year, name, CODES[name], sex, 10 + place, 50.5 + place]
    for year in ("2009", "2010")
    for sex in ("Female", "Male")
    for place, name in enumerate(COUNCILS)
]


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("cp1252", ",")])
def test_a_long_csv_in_any_writing(tmp_path: Path, encoding: str, delimiter: str) -> None:
    reading = read_file(written(tmp_path / "long.csv", LONG, encoding=encoding, delimiter=delimiter))
    assert reading.questions == ()
    assert len(reading.figures) == 2 * 2 * 6 * 2
    row = reading.figures.set_index("ref").loc["long.csv#long!F25"]
    assert row[["area", "measure", "breakdown", "period", "value", "unit"]].tolist() == [
        CODES["Trafford"], "Rate per 10,000", "Sex: Male", "2010", 55.5, "per 10,000",
    ]  # fmt: skip


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    straight = read_file(written(tmp_path / "long.csv", LONG))
    for order in ([5, 1, 3, 0, 4, 2], [4, 5, 3, 2, 1, 0], [2, 0, 5, 3, 1, 4]):
        shuffled = read_file(written(tmp_path / "shuffled.csv", [[row[place] for place in order] for row in LONG]))
        assert shuffled.questions == ()
        assert plain(shuffled.figures) == plain(straight.figures)


def test_rows_may_stand_in_any_order_and_prose_above_them(tmp_path: Path) -> None:
    straight = read_file(written(tmp_path / "long.csv", LONG))
    prose = [["Children looked after, by sex"], ["Source: a survey of councils in 2009 and in 2010"], []]
    changed = read_file(written(tmp_path / "changed.csv", [*prose, LONG[0], *reversed(LONG[1:])]))
    assert plain(changed.figures) == plain(straight.figures)


def test_headers_may_say_the_same_in_other_words(tmp_path: Path) -> None:
    renamed = [["time_period", "la_name", "old_la_code", "Sex", "Looked after", "Rate per 10,000"], *LONG[1:]]
    straight = read_file(written(tmp_path / "long.csv", LONG))
    assert plain(read_file(written(tmp_path / "renamed.csv", renamed)).figures) == plain(straight.figures)


def test_a_file_that_states_no_period_asks_and_gives_nothing(tmp_path: Path) -> None:
    path = written(tmp_path / "adoptions.csv", [["LA", "Adopted"], *body(lambda row, column: row, 1)])
    reading = read_file(path)
    assert [one.asks for one in reading.questions] == ["which period the figures are about"]
    assert "--period" in reading.questions[0].answer
    assert reading.figures.empty
    told = read_file(path, answers=Answers(period="2011"))
    assert set(told.figures["period"]) == {"2011"}
    assert len(told.figures) == 6


def test_columns_numbered_by_quarter_are_read_once_their_periods_are_told(tmp_path: Path) -> None:
    path = written(tmp_path / "scores.csv", [["LA", "Score_1", "Score_2"], *body(lambda row, column: row + column, 2)])
    assert read_file(path).figures.empty
    told = read_file(path, answers=Answers(periods={"_1$": "Oct-Dec 2008", "_2$": "Jan-Mar 2009"}))
    assert sorted(set(told.figures["period"])) == ["2008 Q4", "2009 Q1"]


def test_words_among_figures_are_asked_about(tmp_path: Path) -> None:
    rows = [["LA", "Adopted 2011"], *body(lambda row, column: "not yet" if row == 3 else row, 1)]
    reading = read_file(written(tmp_path / "adoptions.csv", rows))
    assert [one.asks for one in reading.questions] == ["what 'not yet' means among figures"]
    assert reading.questions[0].where == "adoptions.csv#adoptions!B5"
    assert reading.figures.empty
    told = read_file(tmp_path / "adoptions.csv", answers=Answers(symbols={"not yet": "not available"}))
    assert told.figures["status"].value_counts().to_dict() == {"reported": 5, "not available": 1}


def test_two_columns_that_say_the_same_are_asked_about(tmp_path: Path) -> None:
    rows = [["LA", "Adopted 2011", "Adopted 2011"], *body(lambda row, column: row + column, 2)]
    reading = read_file(written(tmp_path / "adoptions.csv", rows))
    assert reading.figures.empty
    assert "differ" in reading.questions[0].asks


def test_two_rows_about_one_council_are_asked_about(tmp_path: Path) -> None:
    rows = [["LA", "Adopted 2011"], *body(lambda row, column: row, 1), ["Bury", 9]]
    reading = read_file(written(tmp_path / "adoptions.csv", rows))
    assert reading.figures.empty
    assert reading.questions[0].asks == "how rows about the same area differ"


def test_a_council_with_the_code_of_another_is_refused(tmp_path: Path) -> None:
    rows = [["Code", "LA", "Adopted 2011"], *([CODES[name], name, 5] for name in COUNCILS)]
    rows[3][0] = CODES["Kent"]
    with pytest.raises(Exception, match="Camden"):
        read_file(written(tmp_path / "adoptions.csv", rows))


def test_an_unknown_area_is_left_out_and_listed(tmp_path: Path) -> None:
    rows = [["LA", "Adopted 2011"], *body(lambda row, column: row, 1), ["Ruritania", 9]]
    reading = read_file(written(tmp_path / "adoptions.csv", rows))
    assert len(reading.figures) == 6
    assert [(one.kind, one.where) for one in reading.remarks] == [("area left out", "adoptions.csv#adoptions!A8")]


def test_a_sheet_without_councils_says_so(tmp_path: Path) -> None:
    path = saved(tmp_path / "table.xlsx", ("Cover", [["Children looked after"]]), ("Table LA1", published_table()))
    fates = read_file(path).fates
    assert fates.loc[fates["sheet"] == "Cover", "explanation"].tolist() == ["no column names councils"]


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="there is no such file"):
        read_file(tmp_path / "none.xlsx")


def test_what_is_no_file_is_called_what_it_is(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    (tmp_path / "link.csv").symlink_to(tmp_path / "none.csv")
    said = {
        "": "it is a folder",
        "pipe.csv": "it is a pipe",
        "loop.csv": "a link that leads to no file",
        "link.csv": "a link that leads to",
    }
    for name, what in said.items():
        with pytest.raises(SourceError, match=what):
            read_file(tmp_path / name)
    with pytest.raises(SourceError, match="it is a device"):
        read_file("/dev/zero")


def test_a_name_that_a_terminal_would_obey_is_written_out(tmp_path: Path) -> None:
    path = written(tmp_path / "a\x1b[31mb.csv", [["LA", "Adopted 2011"], *body(lambda row, column: row, 1)])
    reading = read_file(path)
    assert reading.file == "a\\u001b[31mb.csv"
    assert "\x1b" not in reading.figures.to_csv() + reading.report.html() + reading.layout_text


def test_by_a_layout_an_unknown_symbol_is_an_error_with_its_cell(tmp_path: Path) -> None:
    path = written(tmp_path / "adoptions.csv", [["LA", "Adopted 2011"], *body(lambda row, column: row, 1)])
    kept = tmp_path / "mine.toml"
    kept.write_text(read_file(path).layout_text, encoding="utf-8")
    written(path, [["LA", "Adopted 2011"], *body(lambda row, column: "r" if row == 2 else row, 1)])
    with pytest.raises(ValueInCellError, match=r"adoptions\.csv#adoptions!B4: 'r' is neither a number nor"):
        read_file(path, layout=kept)
