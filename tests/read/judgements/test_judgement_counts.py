"""Counts of settings by grade by a layout: each count gives a judgement, each other figure a figure, and no cell both."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from csrating.errors import CsratingError, LayoutError, ValueInCellError
from csrating.read import Reading, read_file
from csrating.read.layouts.reading import parse

LAYOUT = """
title = "Early years"

[[table]]
name = "early years"
gives = "judgement counts"
sheet = "table"
header = ["LA", "Type"]
area_names = ["LA"]
period = "2009"

[table.columns]
provision = "Type"
judgement = "Judged"

[table.breakdowns]
"provision" = "Type"
"judged" = "Judged"

[[table.figures]]
header = "(?P<grade>Outstanding|Good|Adequate)"

[[table.figures]]
header = "Failing"
grade = "inadequate"

[[table.figures]]
header = "Inspected"
measure = "inspected"
unit = "number"

[[table.figures]]
header = "% good"
measure = "good, per cent"
unit = "per cent"

[table.symbols]
"x" = "suppressed"
"""
HEADER = "LA,Type,Judged,Inspected,Outstanding,Good,Adequate,Failing,% good"
ROWS = (
    "Bury,Childminding,Overall,20,4,10,5,1,50",
    "Bury,Childminding,Safety,20,x,11,,2,55",
    "England,Childminding,Overall,2000,400,1000,500,100,50",
)


def reading(tmp_path: Path, *rows: str, layout: str = LAYOUT, header: str = HEADER) -> Reading:
    (tmp_path / "table.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    (tmp_path / "mine.toml").write_text(layout, encoding="utf-8")
    return read_file(tmp_path / "table.csv", layout=tmp_path / "mine.toml")


def cell(frame: pd.DataFrame, place: str) -> pd.Series:
    row: pd.Series = frame.set_index("ref").loc[f"table.csv#table!{place}"]
    return row


def test_a_count_is_a_judgement_of_so_many_settings(tmp_path: Path) -> None:
    judged = cell(reading(tmp_path, *ROWS).judgements, "G2")
    names = ["level", "area", "setting", "provision", "setting_type", "period", "judgement", "said", "grade", "status", "settings"]
    assert judged[names].tolist() == [
        "council", "351", "", "Childminding", "childminding", "2009", "Overall", "Adequate", "satisfactory", "judged", 5,
    ]  # fmt: skip


def test_all_other_figures_stay_figures(tmp_path: Path) -> None:
    read = reading(tmp_path, *ROWS)
    assert cell(read.figures, "I2")[["measure", "breakdown", "period", "value", "unit"]].tolist() == [
        "good, per cent", "provision: Childminding; judged: Overall", "2009", 50, "per cent",
    ]  # fmt: skip
    assert len(read.figures) == 3 * 2
    assert read.tables.tolist() == ["early years"] * 6


def test_no_cell_gives_both_and_every_cell_is_accounted_for(tmp_path: Path) -> None:
    read = reading(tmp_path, *ROWS)
    assert not set(read.figures["ref"]) & set(read.judgements["ref"])
    assert len(read.figures) + len(read.judgements) == 3 * 6 - 1
    assert read.report.balances


def test_a_count_that_is_not_given_has_no_grade_and_says_why(tmp_path: Path) -> None:
    judged = cell(reading(tmp_path, *ROWS).judgements, "E3")
    assert judged[["said", "grade", "status"]].tolist() == ["Outstanding", "", "suppressed"]
    assert pd.isna(judged["settings"])


def test_all_levels_are_given(tmp_path: Path) -> None:
    rows = reading(tmp_path, *ROWS).judgements
    assert rows[rows["level"] == "England"]["settings"].tolist() == [400, 1000, 500, 100]


def test_without_a_period_counts_are_given_and_figures_are_not(tmp_path: Path) -> None:
    undated = LAYOUT.replace('period = "2009"\n', "")
    with pytest.raises(LayoutError, match="states the period of its figures"):
        reading(tmp_path, *ROWS, layout=undated)
    a, b = undated.index('[[table.figures]]\nheader = "Inspected"'), undated.index("[table.symbols]")
    counts_alone = undated[:a] + undated[b:]
    rows = [",".join(line.split(",")[:3] + line.split(",")[4:8]) for line in (HEADER, *ROWS)]
    read = reading(tmp_path, *rows[1:], layout=counts_alone, header=rows[0])
    assert set(read.judgements["period"]) == {""}
    assert len(read.judgements) == 11


@pytest.mark.parametrize(
    ("old", "new", "error", "found"),
    [
        ("4,10,5,1", "4.5,10,5,1", ValueInCellError, r"table!E2: 4.5 counts no settings; expected a whole number"),
        ("4,10,5,1", "-4,10,5,1", ValueInCellError, r"table!E2: -4 counts no settings"),
        ("4,10,5,1", "four,10,5,1", ValueInCellError, r"table!E2: 'four' is neither a number nor a declared symbol"),
    ],
)
def test_what_counts_nothing_is_refused(tmp_path: Path, old: str, new: str, error: type[CsratingError], found: str) -> None:
    with pytest.raises(error, match=found):
        reading(tmp_path, ROWS[0].replace(old, new))


def test_two_counts_of_the_same_settings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match=r"table!E3: .* counts 'Childminding Overall Outstanding' in Bury twice"):
        reading(tmp_path, ROWS[0], ROWS[0].replace("Bury", "Bury "))


def test_a_header_that_is_no_grade(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match=r"table!H1: 'failing' is not a grade"):
        reading(tmp_path, *ROWS, layout=LAYOUT.replace('grade = "inadequate"', 'grade = "failing"'))


def test_a_layout_of_counts_needs_a_column_that_counts() -> None:
    without = LAYOUT.replace("(?P<grade>Outstanding|Good|Adequate)", "(?P<measure>Outstanding|Good|Adequate)")
    assert parse(without, name="small").tables[0].figures
    with pytest.raises(LayoutError, match="no column counts settings by grade"):
        parse(without.replace('grade = "inadequate"', 'measure = "failing"'), name="small")
