"""The places of whole columns, and of every column of areas in the published files."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from csrating.reference import Place, Places, councils_standing, places


def test_each_row_gets_the_answer_of_its_pair() -> None:
    found = places(["921", "358", "921", ""], ["England", "Trafford", "Isle of Wight", "Nowhere"])
    assert found.part("code").tolist() == ["England", "358", "921", ""]
    assert found.known().tolist() == [True, True, True, False]
    assert list(found.without_place()) == [("", "Nowhere", "")]


def test_columns_may_be_arrays_absent_or_empty_but_not_of_different_length() -> None:
    assert places(np.array(["358", "358"], dtype=object)).rows.tolist() == [0, 0]
    assert places([], []).part("code").tolist() == []
    assert places(["921"], levels=["council"]).part("name").tolist() == ["Isle of Wight"]
    with pytest.raises(ValueError, match="differ in length"):
        places(["358"], ["Trafford", "Bury"])


@pytest.mark.parametrize(
    ("beside", "code"),
    [(["Poole", "Cumbria"], "835"), (["Bournemouth, Christchurch and Poole"], "838"), (["Trafford"], ""), (["Poole", "Cumberland"], "")],
)
def test_dorset_is_told_by_the_councils_beside_it_or_not_at_all(beside: list[str], code: str) -> None:
    assert places(names=["Dorset", *beside]).part("code")[0] == code


def test_the_report_lists_misspellings_and_what_was_left_off() -> None:
    told = places(names=["Traford", "ENGLAND9", "Bury"]).worth_telling()
    assert [place.note for place in told.values()] == ["'Traford' is read as Trafford", "9 left off"]


CSV = [
    ("nis_era/Absence_2011_LA.csv", 0, 1, 1, 152 - 1 + 12),
    ("nis_era/KS2_Attainment_2007-2011_LA.csv", 0, 1, 1, 164),
    ("nis_era/OC2_2011.csv", 0, 1, 1, 163),
    ("nis_era/OSR23_2010_UD.csv", 1, 2, 1, 162),
    ("nis_era/SFR27_2010_March.csv", 1, 2, 1, 162),
    ("nis_era/SFR21_2011_CLA.csv", 2, 3, 1, 163),
    ("nis_era/SFR21_2011_CLA.csv", 0, 3, 1, 163),
    ("nis_era/SFE21_2011_19YEARS.csv", 0, 3, 1, 163),
    ("nis_era/level2_3_at_19_LA_2005_2025.csv", 3, 5, 1, 155),
    ("nis_era/level2_3_at_19_LA_2005_2025.csv", 4, 5, 1, 155),
    ("present_day/ks4_la.csv", 7, 8, 1, 158),
    ("present_day/ks4_la.csv", 9, 8, 1, 158),
    ("present_day/ks4_la.csv", 5, 6, 1, 11),
    ("present_day/la_cla_placement_stability.csv", 9, 8, 1, 155),
    ("nis_era/exclusions_la_2006_2017.csv", None, 2, 1, 166),
    ("ofsted/social_care_providers_at_31_march_2015.csv", None, 11, 1, 152),
    ("ofsted/social_care_providers_at_31_march_2016.csv", None, 11, 2, 152),
    ("ofsted/social_care_providers_at_31_march_2016.csv", None, 10, 2, 9),
]


def _columns(path: Path, code: int | None, name: int, first: int) -> Places:
    raw = path.read_bytes()
    rows = list(csv.reader((raw.decode("utf-8-sig") if _is_utf8(raw) else raw.decode("cp1252")).splitlines()))[first:]
    full = [row for row in rows if len(row) > name and (row[name].strip() or (code is not None and row[code].strip()))]
    return places(None if code is None else [row[code] for row in full], [row[name] for row in full])


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


@pytest.mark.parametrize(("file", "code", "name", "first", "count"), CSV)
def test_every_row_of_the_csv_files_has_its_place(shared: Path, file: str, code: int | None, name: int, first: int, count: int) -> None:
    found = _columns(shared / "real" / file, code, name, first)
    assert not found.without_place()
    assert len({(answer.level, answer.code) for answer in found.answers if isinstance(answer, Place)}) == count


WORKBOOKS = [
    ("nis_era/SFR11_2016_MainTables.xlsx", "Table LA2", 1, 2, 164),
    ("nis_era/SFR11_2016_MainTables.xlsx", "Table LA3", 0, 2, 164),
    ("nis_era/SFR50_2013_LATablesA.xlsx", "Table LA2", None, 0, 164),
    ("nis_era/SFR50_2013_LATablesA.xlsx", "Table LA7", None, 0, 164),
    ("present_day/la_code_list.xlsx", "Sheet1", 0, 1, 170),
    ("present_day/sn_april_2021.xlsx", "LA SN Groups", 0, 1, 158),
    ("present_day/sn_may_2025.xlsx", "LA SN Groups", 0, 1, 158),
    ("ofsted/LA_Inspection_Outcomes_as_at_31_March_2025.ods", "Inspections_as_at_31_March", 1, 2, 153),
    ("ofsted/LA_Inspection_Outcomes_as_at_31_March_2025.ods", "ILACS_inspection_history", 1, 2, 156),
]


@pytest.mark.parametrize(("file", "sheet", "code", "name", "count"), WORKBOOKS)
def test_every_row_of_the_workbooks_has_its_place(shared: Path, file: str, sheet: str, code: int | None, name: int, count: int) -> None:
    rows = CalamineWorkbook.from_path(str(shared / "real" / file)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    texts = [[str(value) for value in row] for row in rows]
    found = places(None if code is None else [row[code] for row in texts], [row[name] for row in texts])
    known = {(answer.level, answer.code) for answer in found.answers if isinstance(answer, Place)}
    assert len(known) == count
    # What has no place is nothing, a heading, a title above the table or a footnote below it.
    stray = {name for (_, name, _), answer in found.without_place().items() if answer.reason != "blank"}
    assert {name for name in stray if not _around_the_table(name)} == set()


def _around_the_table(name: str) -> bool:
    headings = {"", "LA Name", "Local authority name", "Old SNs:", "B", "2.0"}
    openings = ("Table ", "Years", "Coverage", "x = ", ". = ", "See ", "Figures ", "National ", "All numbers ", "Average ")
    return name in headings or name.startswith(openings) or name[0].isdigit()


def test_every_row_of_the_interactive_tool_has_its_place_and_its_lists_are_those_of_the_day(shared: Path) -> None:
    table = pq.read_table(shared / "real/present_day/lait_bds_long.parquet", columns=["LA Number", "LA and Regions"])
    pairs = table.group_by(["LA Number", "LA and Regions"]).aggregate([]).to_pydict()
    found = places([str(code) for code in pairs["LA Number"]], pairs["LA and Regions"])
    assert not found.without_place()
    assert not found.worth_telling()
    levels = found.part("level")
    assert {str(level): int((levels == level).sum()) for level in set(levels)} == {"England": 1, "region": 11, "council": 152, "later": 6}


def test_the_judgements_of_2025_are_about_the_councils_that_stood(shared: Path) -> None:
    path = shared / "real/ofsted/LA_Inspection_Outcomes_as_at_31_March_2025.ods"
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Inspections_as_at_31_March").to_python()
    codes = places([str(row[1]) for row in rows if str(row[1]).startswith("E")]).part("code")
    assert sorted(codes) == list(councils_standing(on=date(2025, 3, 31)))
