"""What a publisher misprinted is put right by the layout, in plain sight; a correction that no longer fits is an error."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from csrating.errors import LayoutError
from csrating.read import Reading, read, read_file
from csrating.read.cells import sheets
from csrating.read.layouts.reading import Correction, layout
from csrating.read.tables.blocks import blocks

LAYOUT = """
title = "A table"

[[table]]
name = "one"
gives = "figures"
sheet = "table"
header = ["LA", "Sex"]
area_names = ["LA"]

[table.breakdowns]
"sex" = "Sex"

[[table.figures]]
header = 'Adopted (?P<period>\\d{4})'
measure = "adopted"

[table.symbols]
"x" = "suppressed"

[[table.corrections]]
area = "Bury"
header = "Adopted 2010"
where = { "Sex" = "Girls" }
reads = "83"
means = "8.3"
why = "the publisher's note of June 2011"
"""
CSV = "LA,Sex,Adopted 2009,Adopted 2010\nBury,Boys,7,83\nBury,Girls,5,83\nTrafford,Girls,6,9\n"


def reading(tmp_path: Path, *, layout: str = LAYOUT, csv: str = CSV) -> Reading:
    (tmp_path / "table.csv").write_text(csv, encoding="utf-8")
    (tmp_path / "mine.toml").write_text(layout, encoding="utf-8")
    return read_file(tmp_path / "table.csv", layout=tmp_path / "mine.toml")


def changed(old: str, new: str) -> str:
    if LAYOUT.count(old) != 1:
        pytest.fail(f"{old!r} is not in the layout once: the change to be tested is none")
    return LAYOUT.replace(old, new)


def test_one_cell_is_put_right_and_says_so(tmp_path: Path) -> None:
    read = reading(tmp_path)
    figures = read.figures.set_index("ref")
    assert figures.loc["table.csv#table!D3", ["value", "basis"]].tolist() == [8.3, "layout mine, corrected from '83'"]
    others = figures.drop("table.csv#table!D3")
    assert sorted(others["value"]) == [5, 6, 7, 9, 83]
    assert set(others["basis"]) == {"layout mine"}
    (remark,) = read.remarks
    assert (remark.kind, remark.where) == ("corrected", "table.csv#table!D3")
    assert remark.found == "'83' is read as '8.3': the publisher's note of June 2011"
    assert read.report.balances


def test_a_correction_may_say_that_there_is_no_figure(tmp_path: Path) -> None:
    figures = reading(tmp_path, layout=changed('means = "8.3"', 'means = "x"')).figures.set_index("ref")
    assert figures.loc["table.csv#table!D3", ["status", "symbol"]].tolist() == ["suppressed", "x"]


def test_a_file_that_the_publisher_has_mended_asks_for_the_correction_to_go(tmp_path: Path) -> None:
    mended = CSV.replace("Girls,5,83", "Girls,5,8.3")
    with pytest.raises(LayoutError, match=r"table\.csv#table!D3: the cell says '8\.3'; expected '83'.*take the correction out"):
        reading(tmp_path, csv=mended)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('where = { "Sex" = "Girls" }', "", "has 2 rows of 'Bury'"),
        ('area = "Bury"', 'area = "Kent"', "has no rows of 'Kent', Girls"),
        ('header = "Adopted 2010"', 'header = "Placed"', "has no headers 'Placed'"),
        ('{ "Sex" = "Girls" }', '{ "Age" = "9" }', "no columns are headed 'Age'"),
        ('why = "the publisher\'s note of June 2011"', 'why = ""', "blank 'why'"),
        ('reads = "83"', "", "'reads' is missing"),
    ],
)
def test_a_correction_fits_one_cell_or_is_an_error(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(LayoutError, match=says):
        reading(tmp_path, layout=changed(old, new))


def test_a_registered_file_is_put_right_too(data_raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = layout("runaways")
    file = data_raw / "published" / "runaways-ni-071.xlsx"
    scores = read(file).observations.set_index("ref")
    ref = scores[(scores["area_name"] == "Trafford") & (scores["period"] == "2009 Q1")].index[0]
    assert scores.loc[ref, "value"] == 6
    sheet = next(one for one in sheets(file.name, file.read_bytes()) if plan.tables_of(one.name))
    headers = blocks(sheet, plan.tables)[0].headers
    (header,) = (words for column, words in headers.items() if sheet.ref(37, column) == ref)
    one = Correction("Trafford", re.escape(header), "6", "9", "it was misprinted")
    table = replace(plan.tables[0], corrections=(one,))
    monkeypatch.setattr(sys.modules["csrating.read.registered.files"], "_layout_of", lambda source: replace(plan, tables=(table,)))
    put_right = read(file).observations.set_index("ref")
    assert put_right.loc[ref, ["value", "derivation"]].tolist() == [9, "as published, corrected from '6'"]
    assert put_right.drop(ref).equals(scores.drop(ref))
