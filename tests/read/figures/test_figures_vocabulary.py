"""The words of layouts for tables of figures: each says what it says, and what it does not say is an error."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from csrating.errors import LayoutError, UnknownCouncilError, ValueInCellError
from csrating.read import Reading, read_file

LAYOUT = """
title = "A table"

[[table]]
name = "one"
gives = "figures"
sheet = "table"
header = ["Region", "LA"]
area_names = ["LA", "Region"]
area_blanks = ["All"]
cautions = ["Counted by hand."]

[table.areas]
"All" = "England"

[table.left_out_columns]
"" = "codes of this table alone"

[table.left_out_rows.area]
"Ships" = "no area"

[[table.figures]]
header = '(?P<measure>\\w+) (?P<period>2009) \\((?P<breakdown>\\d terms)\\)'
unit = "number"

[[table.figures]]
header = 'Born in (?P<period>2010)'
measure = "born"
ends = "06-30"
symbols = { "0" = "not available" }

[table.symbols]
"x" = "suppressed"

[table.periods]
ends = "03-31"
"""
CSV = """Region,LA,,Absent 2009 (5 terms),Born in 2010
All,All,1,7,0
North West,All,2,x,0
North West,Bury,3,0,0
North West,Ships,4,5,0
"""


def reading(tmp_path: Path, *, layout: str = LAYOUT, csv: str = CSV) -> Reading:
    (tmp_path / "table.csv").write_text(csv, encoding="utf-8")
    (tmp_path / "mine.toml").write_text(layout, encoding="utf-8")
    return read_file(tmp_path / "table.csv", layout=tmp_path / "mine.toml")


def without(text: str) -> str:
    if text not in LAYOUT:
        pytest.fail(f"{text!r} is not in the layout: the change to be tested is none")
    return LAYOUT.replace(text, "", 1)


def column(read: Reading, measure: str) -> pd.DataFrame:
    return read.figures[read.figures["measure"] == measure].set_index("area")


def test_a_word_for_everything_is_the_area_that_the_layout_says(tmp_path: Path) -> None:
    absent = column(reading(tmp_path), "Absent")
    assert absent["level"].to_dict() == {"England": "England", "North West": "region", "351": "council"}
    assert absent["value"].dropna().to_dict() == {"England": 7, "351": 0}
    unsaid = column(reading(tmp_path, layout=without('[table.areas]\n"All" = "England"\n')), "Absent")
    assert unsaid["level"].tolist() == ["total", "region", "council"]


def test_a_nought_is_a_symbol_in_the_columns_that_say_so_and_nowhere_else(tmp_path: Path) -> None:
    read = reading(tmp_path)
    assert set(column(read, "born")["status"]) == {"not available"}
    assert column(read, "born")["value"].isna().all()
    assert set(column(read, "born")["symbol"]) == {"0"}
    assert column(read, "Absent").loc["351", ["value", "status"]].tolist() == [0, "reported"]
    assert "0 = not available" in read.fates["explanation"].str.cat()
    assert set(column(reading(tmp_path, layout=without('symbols = { "0" = "not available" }')), "born")["value"]) == {0}


def test_another_number_in_such_a_column_is_a_number(tmp_path: Path) -> None:
    born = column(reading(tmp_path, csv=CSV.replace("Bury,3,0,0", "Bury,3,0,12")), "born")
    assert born["value"].dropna().to_dict() == {"351": 12}


def test_the_header_states_the_breakdown_and_years_end_when_their_column_says(tmp_path: Path) -> None:
    read = reading(tmp_path)
    assert set(column(read, "Absent")["breakdown"]) == {"5 terms"}
    assert set(column(read, "Absent")["period_end"]) == {pd.Timestamp(2009, 3, 31)}
    assert set(column(read, "born")["period_end"]) == {pd.Timestamp(2010, 6, 30)}


def test_a_column_without_a_header_is_left_out_with_its_reason_or_is_an_error(tmp_path: Path) -> None:
    fates = reading(tmp_path).fates.set_index("explanation")
    assert fates.loc["codes of this table alone", "cells"] == 3
    with pytest.raises(LayoutError, match=r"table\.csv#table!C2: '1' stands under no header"):
        reading(tmp_path, layout=without('[table.left_out_columns]\n"" = "codes of this table alone"\n'))


def test_a_row_is_left_out_by_the_name_of_its_area_or_is_an_error(tmp_path: Path) -> None:
    assert reading(tmp_path).fates.set_index("explanation").loc["no area", "rows"] == 1
    with pytest.raises(UnknownCouncilError, match=r"table\.csv#table!B5"):
        reading(tmp_path, layout=without('[table.left_out_rows.area]\n"Ships" = "no area"\n'))


def test_cautions_come_with_the_reading(tmp_path: Path) -> None:
    assert [(one.kind, one.found, one.where) for one in reading(tmp_path).remarks] == [
        ("caution", "Counted by hand.", "table.csv#table!A1")
    ]


def test_a_symbol_of_one_column_is_none_in_another(tmp_path: Path) -> None:
    only_born = LAYOUT.replace('"0" = "not available" }', '"0" = "not available", "y" = "suppressed" }')
    assert column(reading(tmp_path, layout=only_born, csv=CSV.replace("3,0,0", "3,0,y")), "born").loc["351", "status"] == "suppressed"
    with pytest.raises(ValueInCellError, match=r"D4: 'y' is neither"):
        reading(tmp_path, layout=only_born, csv=CSV.replace("3,0,0", "3,y,0"))


def test_a_meaning_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="meaning of a symbol 'late' is not known"):
        reading(tmp_path, layout=LAYOUT.replace('{ "0" = "not available" }', '{ "0" = "late" }'))
    with pytest.raises(LayoutError, match="is not a pattern"):
        reading(tmp_path, layout=LAYOUT.replace('title = "A table"', 'title = "A table"\nfiles = "("'))


def test_a_row_that_lost_a_cell_is_refused(tmp_path: Path) -> None:
    broken = CSV.replace("North West,Bury,3,0,0", "North West,Bury,0,0")
    with pytest.raises(LayoutError, match=r"table\.csv#table!A4: a row of table 'one' has 4 cells where others have 5"):
        reading(tmp_path, csv=broken)


CONSTANT = (
    LAYOUT.replace('header = ["Region", "LA"]', 'header = ["Region", "LA", "Sex"]')
    .replace("[table.left_out_columns]", '[table.constants]\n"Sex" = "Girls"\n\n[table.left_out_columns]')
)  # fmt: skip
GIRLS = "\n".join(f"{line},{'Girls' if place else 'Sex'}" for place, line in enumerate(CSV.splitlines())) + "\n"


def test_a_column_that_always_says_one_word_may_say_no_other(tmp_path: Path) -> None:
    read = reading(tmp_path, layout=CONSTANT, csv=GIRLS)
    assert read.fates.set_index("explanation").loc["'Sex': says 'Girls' in each row", "cells"] == 3
    assert read.report.balances
    with pytest.raises(LayoutError, match=r"table\.csv#table!F4: 'Sex' says 'Boys'; expected 'Girls'"):
        reading(tmp_path, layout=CONSTANT, csv=GIRLS.replace("Bury,3,0,0,Girls", "Bury,3,0,0,Boys"))
