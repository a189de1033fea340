from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from csrating.errors import CsratingError, LayoutError, TableError, UnknownCouncilError, ValueInCellError
from csrating.read.cells import Sheet
from csrating.read.layouts.reading import layout, parse
from csrating.read.registered.inspection_counts import inspection_counts
from csrating.read.registered.inspections import inspections
from csrating.read.registered.safeguarding import safeguarding
from csrating.read.tables.blocks import Block, blocks
from csrating.read.tables.rows import Tidied
from csrating.schema import PENDING, SAFEGUARDING_FINDINGS, SAFEGUARDING_KINDS

SETTINGS = """
title = "Settings"
[[table]]
name = "settings"
gives = "inspections"
sheet = "S"
header = ["URN", "Date"]
grades = "numbers"
[table.columns]
setting = "URN"
name = "LA"
setting_type = "Type"
inspected_on = "Date"
[table.words.setting_type]
Primary = "primary schools"
[table.words.inspected_on]
"" = "not yet inspected"
[[table.figures]]
header = "Overall"
measure = "overall effectiveness"
[[table.figures]]
header = "Safe"
measure = "staying safe"
[table.symbols]
"" = "no judgement"
"""
SETTINGS_TOP = ["URN", "LA", "Type", "Date", "Overall", "Safe"]


def block_of(layout: str, *rows: list[Any]) -> Block:
    cells = np.full((len(rows), max(len(row) for row in rows)), "", dtype=object)
    for place, row in enumerate(rows):
        cells[place, : len(row)] = row
    return blocks(Sheet("f.xlsx", "S", cells), parse(layout, name="small").tables)[0]


def frame(found: Tidied) -> pd.DataFrame:
    return pd.concat([pd.DataFrame(part) for part in found.parts], ignore_index=True)


def read_settings(*rows: list[Any]) -> Tidied:
    return inspections(block_of(SETTINGS, SETTINGS_TOP, *rows))


def test_one_line_for_each_judgement() -> None:
    found = read_settings(
        [900001.0, "Bury ", "Primary", date(2008, 5, 6), 2.0, 1.0],
        [900001.0, "Bury", "Primary", date(2009, 5, 6), 4.0, ""],
        [900002.0, "Trafford", "Primary", "", "", ""],
    )
    lines = frame(found)
    assert lines[["setting", "council", "setting_type", "inspected_on", "aspect", "grade", "settings", "ref"]].to_numpy().tolist() == [
        ["900001", "351", "primary schools", pd.Timestamp(2008, 5, 6), "overall effectiveness", "good", 1, "f.xlsx#S!E2"],
        ["900001", "351", "primary schools", pd.Timestamp(2009, 5, 6), "overall effectiveness", "inadequate", 1, "f.xlsx#S!E3"],
        ["900001", "351", "primary schools", pd.Timestamp(2008, 5, 6), "staying safe", "outstanding", 1, "f.xlsx#S!F2"],
    ]
    assert [(fate.fate, fate.rows, fate.cells) for fate in found.fates if fate.rows or fate.cells] == [
        ("heading", 1, 0),
        ("kept", 3, 3),
        ("symbol", 0, 3),
    ]


@pytest.mark.parametrize(
    ("row", "error", "found", "cell"),
    [
        ([900001.0, "Bury", "Primary", date(2008, 5, 6), 5.0, 1.0], ValueInCellError, "5.0 is not a grade", "E2"),
        ([900001.0, "Bury", "Primary", date(2008, 5, 6), 2.0, "Good"], ValueInCellError, "'Good' is not a grade", "F2"),
        ([900001.0, "Bury", "Primary", "06/05/08", 2.0, 1.0], ValueInCellError, "'06/05/08' is not a date", "D2"),
        ([900001.0, "Bury", "Primary", "", 2.0, 1.0], ValueInCellError, "a judgement has no date", "E2"),
        ([900001.0, "Bury", "Academy", date(2008, 5, 6), 2.0, 1.0], ValueInCellError, "'Academy' is not a known setting type", "C2"),
        (["", "Bury", "Primary", date(2008, 5, 6), 2.0, 1.0], ValueInCellError, "the setting is blank", "A2"),
        ([900001.0, "Burry", "Primary", date(2008, 5, 6), 2.0, 1.0], UnknownCouncilError, "'Burry'", "B2"),
        ([900001.0, "North West", "Primary", date(2008, 5, 6), 2.0, 1.0], LayoutError, "North West is not a council", "B2"),
    ],
)
def test_what_is_wrong_is_told_with_its_cell(row: list[Any], error: type[CsratingError], found: str, cell: str) -> None:
    with pytest.raises(error, match=found) as caught:
        read_settings(row)
    assert caught.value.where == f"f.xlsx#S!{cell}"


def test_an_inspection_that_is_there_twice_is_refused_with_both_cells() -> None:
    row = [900001.0, "Bury", "Primary", date(2008, 5, 6), 2.0, 1.0]
    with pytest.raises(TableError, match="900001 on 2008-05-06 is there twice") as caught:
        read_settings(row, [900002.0, *row[1:]], row)
    assert caught.value.where == "f.xlsx#S!A2, f.xlsx#S!A4"


COUNTS = """
title = "Counts"
[[table]]
name = "counts"
gives = "inspection counts"
sheet = "S"
header = ["LA", "Type"]
england_is_the_sum = true
[table.columns]
name = "LA"
setting_type = "Type"
aspect = "Judgement"
[table.words.setting_type]
Childminding = "childminding"
[table.words.aspect]
Overall = "overall effectiveness"
[[table.figures]]
header = "(?P<measure>inspected|outstanding|good|satisfactory|inadequate)"
"""
COUNTS_TOP = ["LA", "Type", "Judgement", "inspected", "outstanding", "good", "satisfactory", "inadequate"]
BURY = ["Bury", "Childminding", "Overall", 10.0, 1.0, 6.0, 3.0, 0.0]
TRAFFORD = ["Trafford", "Childminding", "Overall", 20.0, 2.0, 12.0, 5.0, 1.0]
ENGLAND = ["ENGLAND", "Childminding", "Overall", 30.0, 3.0, 18.0, 8.0, 1.0]


def read_counts(*rows: list[Any], layout: str = COUNTS) -> Tidied:
    return inspection_counts(block_of(layout, COUNTS_TOP, *rows))


def test_counts_give_one_line_for_each_grade_and_england_is_checked_and_not_kept() -> None:
    found = read_counts(ENGLAND, BURY, TRAFFORD)
    lines = frame(found)
    assert set(lines["setting"]) == {"351/childminding", "358/childminding"}
    assert lines.groupby("grade")["settings"].sum().to_dict() == {"inadequate": 1, "satisfactory": 8, "good": 18, "outstanding": 3}
    assert lines["inspected_on"].isna().all()
    assert lines[lines["council"] == "358"].set_index("grade").loc["good", "ref"] == "f.xlsx#S!F4"
    assert sum(fate.cells for fate in found.fates) == 3 * 5
    assert sum(fate.rows for fate in found.fates) == 4


@pytest.mark.parametrize(
    ("rows", "error", "found", "cell"),
    [
        ([[*BURY[:3], 11.0, *BURY[4:]]], ValueInCellError, "11 inspected is not the sum", "D2"),
        ([[*BURY[:4], 1.5, *BURY[5:]]], ValueInCellError, "1.5 is not a count", "E2"),
        ([[*BURY[:4], -1.0, *BURY[5:]]], ValueInCellError, "-1.0 is not a count", "E2"),
        ([[*BURY[:4], "x", *BURY[5:]]], ValueInCellError, "'x' is not a count", "E2"),
        ([ENGLAND, BURY], ValueInCellError, "England has 30 inspected; expected 10, the sum of the councils", "D2"),
        ([["NORTH WEST", *BURY[1:]]], LayoutError, "a row is not about a council", "A2"),
        ([BURY, TRAFFORD, BURY], TableError, "351 childminding overall effectiveness is there twice", "H2, f.xlsx#S!H4"),
        ([["Bury", "Nannies", *BURY[2:]]], ValueInCellError, "'Nannies' is not a known setting type", "B2"),
    ],
)
def test_counts_that_cannot_be_right(rows: list[list[Any]], error: type[CsratingError], found: str, cell: str) -> None:
    with pytest.raises(error) as caught:
        read_counts(*rows)
    assert found in str(caught.value)
    assert caught.value.where == f"f.xlsx#S!{cell}"


def test_a_grade_without_a_column() -> None:
    with pytest.raises(LayoutError, match="no column counts inadequate"):
        inspection_counts(block_of(COUNTS, COUNTS_TOP[:-1], BURY[:-1]))


FINDINGS = """
title = "Findings"
[[table]]
name = "findings"
gives = "safeguarding"
sheet = "S"
header = ["Council", "Finding"]
[table.columns]
name = "Council"
kind = "Kind"
held_on = "Held on"
finding = "Finding"
[table.words.kind]
"full inspection" = "full inspection"
"serious case review" = "serious case review"
[table.words.finding]
"good" = "good"
"inadequate" = "inadequate"
"pending" = "pending"
[table.words.held_on]
"2009" = "the year alone is known"
"""


def test_findings_with_a_day_and_without() -> None:
    rows = [["Bury", "full inspection", "05/03/2009", "good"], ["Trafford ", "full inspection", 2009.0, "inadequate"]]
    lines = frame(safeguarding(block_of(FINDINGS, ["Council", "Kind", "Held on", "Finding"], *rows)))
    assert lines["council"].tolist() == ["351", "358"]
    assert lines["held_on"].tolist() == [pd.Timestamp(2009, 3, 5), pd.NaT]
    assert lines["ref"].tolist() == ["f.xlsx#S!D2", "f.xlsx#S!D3"]


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (["Bury", "visit", "05/03/2009", "good"], "B2"),
        (["Bury", "full inspection", "2008", "good"], "C2"),
        (["Bury", "full inspection", "05/03/2009", " "], "D2"),
    ],
)
def test_a_finding_that_cannot_be_read(row: list[Any], cell: str) -> None:
    with pytest.raises(ValueInCellError) as caught:
        safeguarding(block_of(FINDINGS, ["Council", "Kind", "Held on", "Finding"], row))
    assert caught.value.where == f"f.xlsx#S!{cell}"


def test_an_inspection_may_be_pending() -> None:
    row = ["Bury", "full inspection", "2009", "pending"]
    lines = frame(safeguarding(block_of(FINDINGS, ["Council", "Kind", "Held on", "Finding"], row)))
    assert lines[["kind", "finding"]].to_numpy().tolist() == [["full inspection", "pending"]]


def test_nothing_but_an_inspection_is_pending() -> None:
    with pytest.raises(ValueInCellError, match="expected the word at an inspection alone: unannounced inspection or full") as caught:
        safeguarding(block_of(FINDINGS, ["Council", "Kind", "Held on", "Finding"], ["Bury", "serious case review", "2009", "pending"]))
    assert caught.value.where == "f.xlsx#S!D2"


def test_the_layout_of_findings_knows_pending_inspections() -> None:
    words = layout("safeguarding-findings").tables[0].words
    assert set(words["finding"].values()) == {*SAFEGUARDING_FINDINGS, PENDING} - {"requires improvement"}  # a word of today
    assert set(words["kind"].values()) == set(SAFEGUARDING_KINDS) - {"ILACS inspection", "focused visit"}
