"""Layouts of lists of neighbours: which column belongs to which neighbour, and what is an error."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from csrating.errors import LayoutError, UnknownCouncilError, ValueInCellError
from csrating.read import Reading, read_file
from csrating.read.layouts.reading import parse

LAYOUT = r"""
title = "Neighbours"

[[table]]
name = "one"
gives = "neighbours"
sheet = "table"
header = ["LA", "SN1"]
area_names = ["LA"]

[[table.neighbours]]
header = 'SN(?P<position>\d+)'
closeness = "SNP"

[table.words.closeness]
"near" = "close"

[table.symbols]
"-" = "not available"
"""
CSV = """LA,SN1,SNP,SN2,SNP
Bury,350,Very Close,Kirklees,near
Leeds,373,Close ,382,-
Salford,-,-,-,-
"""


def reading(folder: Path, *, layout: str = LAYOUT, csv: str = CSV) -> Reading:
    (folder / "mine.toml").write_text(layout, encoding="utf-8")
    (folder / "table.csv").write_text(csv, encoding="utf-8")
    return read_file(folder / "table.csv", layout=folder / "mine.toml")


def rows(read: Reading) -> list[tuple[object, ...]]:
    said = ["area", "position", "neighbour", "closeness", "ref"]
    return list(read.neighbours[said].itertuples(index=False, name=None))


def test_codes_and_names_with_what_stands_beside_them(tmp_path: Path) -> None:
    read = reading(tmp_path)
    assert rows(read) == [
        ("351", 1, "350", "very close", "table.csv#table!B2"),
        ("351", 2, "382", "close", "table.csv#table!D2"),
        ("383", 1, "373", "close", "table.csv#table!B3"),
        ("383", 2, "382", "", "table.csv#table!D3"),
    ]
    assert read.neighbours["distance"].isna().all()
    assert set(read.neighbours["basis"]) == {"layout mine"}


def test_cells_without_a_neighbour_are_accounted_for_and_told(tmp_path: Path) -> None:
    read = reading(tmp_path)
    told = read.fates[read.fates["fate"] == "explained"]
    assert told[["cells", "explanation"]].values.tolist() == [[2, "'-' in place of a neighbour: not available"]]
    assert [(one.kind, one.found, one.where) for one in read.remarks] == [
        ("no neighbours", "no neighbour of Salford is given", "table.csv#table!B4")
    ]
    account = read.report.accounts.iloc[0]
    assert account[["rows", "kept", "explained", "figures", "balances"]].tolist() == [4, 4, 2, 4, True]


BESIDE = LAYOUT.replace(
    'closeness = "SNP"',
    r"""closeness = 'C(?P<position>\d+)'
distance = 'D(?P<position>\d+)'
name = 'N(?P<position>\d+)'""",
)


def test_columns_that_state_their_position_may_stand_anywhere(tmp_path: Path) -> None:
    csv = "D2,C2,LA,SN1,SN2,N2,C1,D1,N1\n0.5,Close,Bury,350,382,Kirklees,Very close,0.25,Bolton\n"
    read = reading(tmp_path, layout=BESIDE, csv=csv)
    said = read.neighbours[["position", "neighbour", "closeness", "distance"]]
    assert said.values.tolist() == [[1, "350", "very close", 0.25], [2, "382", "close", 0.5]]


BY_ROW = (
    LAYOUT.replace(r"'SN(?P<position>\d+)'", '"Neighbour"').replace('"SN1"', '"Neighbour"').replace('closeness = "SNP"', 'distance = "Far"')
)
BY_ROW = BY_ROW.replace("[table.words", '[table.columns]\nposition = "Rank"\n\n[table.words', 1)


def test_one_row_to_each_neighbour(tmp_path: Path) -> None:
    read = reading(tmp_path, layout=BY_ROW, csv="LA,Rank,Neighbour,Far\nBury,2,Kirklees,0.5\nBury,1,350,0.25\n")
    assert read.neighbours[["position", "neighbour", "distance"]].values.tolist() == [[2, "382", 0.5], [1, "350", 0.25]]


@pytest.mark.parametrize(
    ("csv", "error", "says"),
    [
        ("LA,SN1,SNP\nBury,Ruritania,\n", UnknownCouncilError, r"table!B2: no place is known as 'Ruritania'"),
        ("LA,SN1,SNP\nBury,England,\n", UnknownCouncilError, r"table!B2: England is England \(England\), where the table says council"),
        ("LA,SN1,SNP\nBury,Dorset,\n", UnknownCouncilError, r"table!B2: Dorset is Dorset \(835\) or Dorset \(838\)"),
        ("LA,SN1,SNP\nBury,350,nearish\n", ValueInCellError, r"table!C2: 'nearish' does not say how close a neighbour is"),
        ("LA,SN1,SNP\nBury,351,Close\n", LayoutError, r"table!B2: Bury is its own neighbour"),
        ("LA,SN1,SN2\nBury,350,Bolton\n", LayoutError, r"table!C2: Bury has Bolton \(350\) as a neighbour twice; expected once, and .*B2"),
        ("LA,SN1\nBury,350\nBury,382\n", LayoutError, r"table!B3: Bury has two neighbours in position 1; expected once, and .*B2"),
        ("LA,SN1\nEngland,350\n", LayoutError, r"table!B2: England is no council and has a neighbour"),
        ("LA,SN1,SN01\nBury,350,382\n", LayoutError, r"table!A1: 2 columns hold neighbour 1"),
        ("LA,SN1,SNP,SNP\nBury,350,Close,Close\n", LayoutError, r"table!A1: two columns give the closeness of neighbour 1"),
        ("LA,SNP,SN1,SN2\nBury,Close,350,382\n", LayoutError, r"table!A1: the closeness under 'SNP' belongs to no column of neighbours"),
        ("LA,SN1,SN2,Note\nBury,350,382,x\n", LayoutError, r"columns that its layout does not know: 'Note'"),
    ],
)
def test_what_a_list_may_not_say_is_an_error_with_its_cell(tmp_path: Path, csv: str, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        reading(tmp_path, csv=csv)


@pytest.mark.parametrize(
    ("row", "says"),
    [("Bury,first,350,1", r"table!B2: 'first' is not a position"), ("Bury,0,350,1", r"table!B2: '0' is not a position"),
     ("Bury,1,350,-1", r"table!D2: '-1' is not a distance"), ("Bury,1,350,far", r"table!D2: 'far' is not a distance")],
)  # fmt: skip
def test_a_position_or_a_distance_that_is_none_is_an_error_with_its_cell(tmp_path: Path, row: str, says: str) -> None:
    with pytest.raises(ValueInCellError, match=says):
        reading(tmp_path, layout=BY_ROW, csv=f"LA,Rank,Neighbour,Far\n{row}\n")


def test_what_is_left_out_where_the_layout_says_so(tmp_path: Path) -> None:
    layout = LAYOUT.replace("[[table.neighbours]]", 'unknown_areas = "not known"\n\n[[table.neighbours]]')
    read = reading(tmp_path, layout=layout, csv="LA,SN1,SN2\nBury,Ruritania,350\nAtlantis,350,382\n")
    assert rows(read) == [("351", 2, "350", "", "table.csv#table!C2")]
    assert {(one.kind, one.where[-2:]) for one in read.remarks} == {("neighbour left out", "B2"), ("area left out", "A3")}
    assert read.report.accounts["balances"].all()


def test_the_time_of_a_list_tells_councils_of_one_name_apart(tmp_path: Path) -> None:
    for year, meant in (("2018", "835"), ("2025", "838")):
        layout = LAYOUT.replace('area_names = ["LA"]', f'area_names = ["LA"]\nperiod = "{year}"')
        assert rows(reading(tmp_path, layout=layout, csv="LA,SN1\nBury,Dorset\n"))[0][2] == meant


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ('gives = "neighbours"', 'gives = "figures"', "what columns hold neighbours is said of the wrong table"),
        ("[[table.neighbours]]\nheader = 'SN(?P<position>\\d+)'\ncloseness = \"SNP\"\n", "", "or not at all"),
        ('closeness = "SNP"', 'closeness = "SNP("', "is not a pattern"),
        ('closeness = "SNP"', 'nearness = "SNP"', "'nearness' is not known"),
    ],
)
def test_a_layout_that_makes_no_sense_is_refused(was: str, now: str, says: str) -> None:
    assert was in LAYOUT
    with pytest.raises(LayoutError, match=says):
        parse(LAYOUT.replace(was, now), name="mine")


def test_a_header_without_a_position_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="the header 'SN1' gives no position"):
        reading(tmp_path, layout=LAYOUT.replace("(?P<position>\\d+)", "\\d+"))
    assert isinstance(reading(tmp_path).neighbours, pd.DataFrame)
