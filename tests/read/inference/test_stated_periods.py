"""Which period a table is about, where lines, sheets, columns and readers say so, and what a kept layout makes of the next release."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from csrating.errors import LayoutError, ValueInCellError
from csrating.read import Answers, Reading, read_file

from .grids import COUNCILS, asked, text, workbook

PLAIN = [["Council", "Rate"], *([name, at] for at, name in enumerate(COUNCILS))]
OTHER_YEARS = (
    "Last updated: 12/05/2012",
    "Every Child Matters (2003) outcomes",
    "Children born in 2001",
    "Exclusions in England. Boundaries as at 1 April 2009",
    "ISBN 978-1-84775-2010",
    "Compared with 2008/09",
    "Cm 5860 (2003)",
    "Spend at 2009-10 prices",
)


def table(folder: Path, line: str, rows: Sequence[Sequence[Any]] = PLAIN, *, name: str = "t.csv") -> Path:
    return text(folder / name, [[line] + [""] * (len(rows[0]) - 1), *rows])


def periods(reading: Reading) -> set[str]:
    return set(reading.figures["period"])


@pytest.mark.parametrize(
    ("line", "label"), [("Exclusions, 2009/10", "2009/10"), ("Children looked after at 31 March 2011, England", "2011")]
)
def test_a_line_above_states_the_period_and_is_quoted(tmp_path: Path, line: str, label: str) -> None:
    read = read_file(table(tmp_path, line))
    assert periods(read) == {label}
    assert (f"the period is {label}", f"the line above says {line!r}") in [(one.what, one.why) for one in read.assumptions]


@pytest.mark.parametrize("line", OTHER_YEARS)
def test_the_year_of_something_else_is_no_period_and_the_reader_can_give_one(tmp_path: Path, line: str) -> None:
    path = table(tmp_path, line)
    assert asked(read_file(path)) == [("which period the figures are about", "A2")]
    assert periods(read_file(path, answers=Answers(period="2010"))) == {"2010"}


def test_a_kept_layout_reads_the_period_of_the_next_release_from_its_line(tmp_path: Path) -> None:
    kept = tmp_path / "kept.toml"
    kept.write_text(read_file(table(tmp_path, "Exclusions 2010")).layout_text, encoding="utf-8")
    assert periods(read_file(table(tmp_path, "Exclusions 2011", name="next.csv"), layout=kept)) == {"2011"}
    with pytest.raises(LayoutError, match="no lines above the header"):
        read_file(table(tmp_path, "Exclusions", name="bare.csv"), layout=kept)


def test_a_period_that_the_reader_gave_is_not_that_of_a_release_that_states_another(tmp_path: Path) -> None:
    kept = tmp_path / "kept.toml"
    kept.write_text(read_file(table(tmp_path, "Exclusions"), answers=Answers(period="2010")).layout_text, encoding="utf-8")
    assert periods(read_file(table(tmp_path, "Exclusions", name="again.csv"), layout=kept)) == {"2010"}
    with pytest.raises(LayoutError, match="what stands there is 'Exclusions 2011'"):
        read_file(table(tmp_path, "Exclusions 2011", name="next.csv"), layout=kept)
    kept.write_text(kept.read_text(encoding="utf-8").replace('lines = ["Exclusions"]\n', ""), encoding="utf-8")
    with pytest.raises(LayoutError, match="says 'Exclusions 2011'; expected figures of 2010"):
        read_file(table(tmp_path, "Exclusions 2011", name="next.csv"), layout=kept)


def sheets(path: Path, **rows: Sequence[Sequence[Any]]) -> Path:
    book = Workbook()
    del book["Sheet"]
    for name, some in rows.items():
        page = book.create_sheet(name)
        for row in some:
            page.append(list(row))
    book.save(path)
    return path


def test_a_sheet_and_a_line_that_say_different_years_are_asked_about(tmp_path: Path) -> None:
    path = sheets(tmp_path / "t.xlsx", **{"2011": [["Exclusions 2010"], *PLAIN]})
    (question,) = read_file(path).questions
    assert question.asks == "which period the figures are about, as a line above says 2010 and the sheet is called 2011"
    assert question.answer == "--period 2011=2010 or --period 2011=2011"
    assert periods(read_file(path, answers=Answers(periods={"2011": "2010"}))) == {"2010"}


def test_what_a_reader_says_of_a_whole_workbook_does_not_go_before_the_line_of_a_sheet(tmp_path: Path) -> None:
    path = sheets(tmp_path / "t.xlsx", A=[["Exclusions 2010"], *PLAIN], B=[["Exclusions"], *PLAIN])
    (question,) = read_file(path, answers=Answers(period="2012")).questions
    assert question.asks == "which period the figures are about, as a line above says 2010 and you say 2012"
    told = read_file(path, answers=Answers(period="2012", periods={"A": "2010"}))
    assert told.figures.groupby(told.figures["ref"].str[7:8])["period"].first().to_dict() == {"A": "2010", "B": "2012"}


def years(header: str, *, title: str = "", measure: str = "Rate") -> list[list[Any]]:
    rows = [["Council", header, measure], *([name, 2001 + at % 2, at] for at, name in enumerate(COUNCILS))]
    return [[title, "", ""], *rows] if title else rows


@pytest.mark.parametrize("header", ["Year of birth", "Year of last inspection", "Publication year", "Opened"])
def test_years_of_something_else_are_never_taken_for_the_period(tmp_path: Path, header: str) -> None:
    path = text(tmp_path / "t.csv", years(header, title="Care 2010"))
    (question,) = read_file(path).questions
    assert question.asks == f"whether the numbers under {header!r} are years or figures"
    assert question.options[0].startswith("--leave-out")
    told = read_file(path, answers=Answers(left_out=(header,)))
    assert (periods(told), set(told.figures["measure"])) == ({"2010"}, {"Rate"})


def test_a_column_and_a_header_that_both_state_a_period_are_asked_about(tmp_path: Path) -> None:
    path = text(tmp_path / "t.csv", years("Year", measure="Rate 2010"))
    assert asked(read_file(path)) == [("which period 'Rate 2010' is about, as 'Year' says one in each row", "B1")]
    assert not read_file(path, answers=Answers(period_column="Year")).questions


def test_headers_that_end_in_numbers_are_given_a_period_each(tmp_path: Path) -> None:
    rows = [["Council", "Score_1", "Score_2"], *([name, at, at + 1] for at, name in enumerate(COUNCILS))]
    (question,) = read_file(text(tmp_path / "t.csv", rows)).questions
    assert question.options == ("--period _1=PERIOD", "--period _2=PERIOD")


def test_what_is_shown_as_a_percentage_is_told_and_another_release_that_is_not_is_refused(tmp_path: Path) -> None:
    rows = [["Council", "Good 2010"], *([name, 0.5 + at / 100] for at, name in enumerate(COUNCILS))]
    read = read_file(workbook(tmp_path / "t.xlsx", rows, percent=[f"B{row}" for row in range(2, 8)]))
    assert read.figures["unit"].unique().tolist() == ["per cent"]
    assert "numbers that are shown as percentages are read so: 0.5 is 50" in [one.what for one in read.assumptions]
    (tmp_path / "kept.toml").write_text(read.layout_text, encoding="utf-8")
    plain = [["Council", "Good 2010"], *([name, 50 + at] for at, name in enumerate(COUNCILS))]
    with pytest.raises(ValueInCellError, match="50 is no percentage; expected one"):
        read_file(workbook(tmp_path / "t.xlsx", plain), layout=tmp_path / "kept.toml")
    (tmp_path / "plain.toml").write_text(read_file(tmp_path / "t.xlsx").layout_text, encoding="utf-8")
    with pytest.raises(ValueInCellError, match="is shown as a percentage; expected a plain number"):
        read_file(workbook(tmp_path / "t.xlsx", rows, percent=["B2"]), layout=tmp_path / "plain.toml")


def test_where_commas_are_decimal_a_point_parts_thousands(tmp_path: Path) -> None:
    rows = [["Council", "Rate 2010", "Number 2010"], ["Bury", "1,5", "3.155"], ["Kent", "2,5", "12"], ["York", "0,5", "1.000.000"]]
    read = read_file(text(tmp_path / "t.csv", rows), answers=Answers(written=("commas are decimal",)))
    assert read.figures.loc[read.figures["measure"] == "Number", "value"].tolist() == [3155, 12, 1_000_000]
    rows[1][2] = "3.15"
    assert asked(read_file(text(tmp_path / "t.csv", rows), answers=Answers(written=("commas are decimal",))))


def test_an_answer_that_nothing_in_the_file_is_about_is_told(tmp_path: Path) -> None:
    answers = Answers(period="2010", symbols={"zz": "suppressed"}, marks={"~": "odd"}, periods={"Nope$": "2011"}, confirmed=("Z99", "A1"))
    read = read_file(text(tmp_path / "t.csv", PLAIN), answers=answers)
    assert [one.found for one in read.remarks if one.kind == "answer not used"] == [
        "no cell says 'zz', so that it means nothing there",
        "no cell ends in '~'",
        "no sheet is called 'Nope' and no header ends so: nothing is about 2011 for that",
        "no cell is at Z99",
        "nothing is asked about A1",
    ]


def test_one_day_among_numbers_is_asked_about_and_the_column_is_not_dropped(tmp_path: Path) -> None:
    rows = [["Council", "Rate 2010"], *([name, "04/03/2010" if at == 2 else at] for at, name in enumerate(COUNCILS))]
    assert asked(read_file(text(tmp_path / "t.csv", rows))) == [("what '04/03/2010' means among figures", "B4")]
