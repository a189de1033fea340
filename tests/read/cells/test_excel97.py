from __future__ import annotations

import random
import struct
from array import array
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from csrating.errors import SourceError
from csrating.read.cells import open_table_file
from csrating.read.cells.excel97 import Said, agrees

NUMBER, ROW, COLUMNS, ERROR, SHARED_TEXT = 0x203, 0x208, 0x7D, 0x205, 0xFD


def number(files: ModuleType, row: int, column: int, style: int, value: float = 0.83) -> bytes:
    return files.record(NUMBER, struct.pack("<HHHd", row, column, style, value))


def test_an_excel_97_workbook_is_read_in_a_process_of_its_own(files: ModuleType) -> None:
    content = files.xls({(0, 0): "LA", (0, 2): "Name", (1, 0): 358.0, (1, 2): -1.5}, merged=(0, 0, 0, 1))
    opened = open_table_file("f.xls", content)
    assert opened.sheets[0].cells.tolist() == [["LA", "", "Name"], [358.0, "", -1.5]]
    assert opened.sheets[0].merged == ((0, 0, 0, 1),)
    assert opened.notes == ()


def test_whole_numbers_are_floats_however_they_are_stored(files: ModuleType) -> None:
    short = files.record(0x27E, struct.pack("<HHHI", 0, 0, 0, 358 << 2 | 2))
    (sheet,) = open_table_file("f.xls", files.xls({(0, 1): 358.0}, sheet_records=short)).sheets
    assert [type(value) for value in sheet.cells[0]] == [float, float]


def test_cells_shown_as_percentages_and_those_struck_through_are_told(files: ModuleType) -> None:
    codes = ["0%", "0.0%", '0.0"%"', "0\\%", "0.0_%", "General"]
    cells = b"".join(number(files, 1, column, 6 + column) for column in range(len(codes)))
    cells += number(files, 2, 3, style=2) + number(files, 2, 4, style=3) + files.record(0x201, struct.pack("<HHH", 3, 0, 6))
    content = files.xls({}, other=files.xls_styles(struck=3, formats=codes), sheet_records=cells)
    (sheet,) = open_table_file("f.xls", content).sheets
    assert np.argwhere(sheet.percent).tolist() == [[1, 0], [1, 1]]
    assert np.argwhere(sheet.struck).tolist() == [[2, 4]]
    assert sheet.cells.shape == (3, 6)


def test_hidden_rows_and_columns_are_told_as_far_as_the_cells_reach(files: ModuleType) -> None:
    hidden, shown = (struct.pack("<HHHHHHI", row, 0, 2, 300, 0, 0, flags) for row, flags in ((1, 0x120), (2, 0x100)))
    beyond = files.record(ROW, struct.pack("<HHHHHHI", 9, 0, 2, 300, 0, 0, 0x120))
    columns = files.record(COLUMNS, struct.pack("<HHHHHH", 1, 1, 2000, 0, 1, 0)) + files.record(
        COLUMNS, struct.pack("<HHHHHH", 2, 5, 2000, 0, 0, 0)
    )
    records = columns + files.record(ROW, hidden) + files.record(ROW, shown) + beyond
    (sheet,) = open_table_file("f.xls", files.xls({(0, 0): "LA", (1, 0): 1.0, (2, 2): 2.0}, sheet_records=records)).sheets
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({1}, {1})


def test_error_cells_are_told_from_empty_ones_wherever_they_stand(files: ModuleType) -> None:
    errors = [(0, 0, 0x2A), (3, 2, 0x0F)]
    records = b"".join(files.record(ERROR, struct.pack("<HHHBB", row, column, 0, code, 1)) for row, column, code in errors)
    records += files.record(ERROR, struct.pack("<HHHBB", 1, 0, 0, 1, 0))  # TRUE
    records += files.xls_formula(2, 0, struct.pack("<BBBBBBH", 2, 0, 7, 0, 0, 0, 0xFFFF))
    (sheet,) = open_table_file("f.xls", files.xls({(0, 1): "LA"}, sheet_records=records)).sheets
    assert sheet.flagged == {(0, 0): "#N/A", (2, 0): "#DIV/0!", (3, 2): "#VALUE!"}
    assert sheet.cells.tolist() == [["", "LA", ""], ["TRUE", "", ""], ["", "", ""], ["", "", ""]]


def test_formulas_that_nobody_worked_out_are_told_from_noughts_and_other_noughts_are_counted(files: ModuleType) -> None:
    nought, one = bytes(8), struct.pack("<d", 1.0)
    written = [(nought, 0x2), (nought, 0x3), (nought, 0), (nought, 0x1), (one, 0x2)]
    records = b"".join(files.xls_formula(0, column, value, flags=flags) for column, (value, flags) in enumerate(written))
    opened = open_table_file("f.xls", files.xls({}, sheet_records=records))
    missing = "a formula without a stored value"
    assert opened.sheets[0].flagged == {(0, 0): missing, (0, 1): missing}
    assert opened.notes[0].startswith("2 formulas have nought stored as their value; Excel has worked that out")
    assert open_table_file("f.xls", files.xls({}, sheet_records=files.xls_formula(0, 0, one))).notes == ()


def test_raised_characters_are_told_from_the_text_before_them(files: ModuleType) -> None:
    texts = [("20106", [(4, 6)]), ("Level 45 in", [(7, 6), (9, 0)]), ("\U0001d7d8 20106", [(7, 6)]), ("bold", [(2, 1)])]
    records = b"".join(files.record(SHARED_TEXT, struct.pack("<HHHI", 0, place, 0, place)) for place in range(len(texts)))
    (sheet,) = open_table_file(
        "f.xls", files.xls({}, other=files.xls_styles(raised=6) + files.xls_texts(*texts), sheet_records=records)
    ).sheets
    assert sheet.cells[0].tolist() == ["20106", "Level 45 in", "\U0001d7d8 20106", "bold"]
    assert sheet.raised == {(0, 0): "2010", (0, 1): "Level 4 in", (0, 2): "\U0001d7d8 2010"}


def said(kinds: bytes, columns: int) -> Said:
    return Said(kinds, columns, [], [], 0, [], [], {("0%", False): (array("i"), array("i"))}, [])


AGREE = [b"\1\2\6\0", b"\1\2\0\0", b"\2\2\0\0", b"\1\1\1\0", b"\1\2\5\0"]
DISAGREE = [b"\1\2\2\0", b"\1\0\2\0", b"\0\2\0\0", b"\5\2\0\0"]


@pytest.mark.parametrize(("kinds", "agree"), [*((one, True) for one in AGREE), *((one, False) for one in DISAGREE)])
def test_two_readers_agree_where_they_find_values_in_the_same_cells(kinds: bytes, agree: bool) -> None:
    cells = np.array([["LA", 358.0], ["", ""]], dtype=object)
    assert agrees(said(kinds, 2), cells) == agree


def test_a_cell_that_only_one_reader_finds_refuses_the_file(files: ModuleType) -> None:
    formula = struct.pack("<HHHdHI", 0, 2, 0, 2.0, 0, 0) + struct.pack("<HBH", 3, 0x1E, 2)
    assert open_table_file("f.xls", files.xls({(0, 0): "LA"}, sheet_records=files.record(0x6, formula))).sheets[0].cells[0, 2] == 2.0
    with pytest.raises(SourceError, match="two readers find different cells on sheet 'S'"):
        open_table_file("f.xls", files.xls({(0, 0): "LA"}, sheet_records=files.record(0x206, formula)))


def test_what_only_the_second_reader_cannot_read_is_one_clear_error(files: ModuleType) -> None:
    styles = files.record(0xE0, struct.pack("<HHH14x", 90, 0, 0))  # there is no font 90
    with pytest.raises(SourceError, match="the workbook cannot be opened, it is damaged"):
        open_table_file("f.xls", files.xls({(0, 0): "LA"}, other=styles))


PLACES = st.tuples(st.integers(0, 40), st.integers(0, 30))
WRITTEN = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(["LA", "358", "", "x"]), st.sampled_from(["#N/A", "%"])
)


@settings(max_examples=15)
@given(st.dictionaries(PLACES, WRITTEN, min_size=1, max_size=12))
def test_both_readers_find_each_cell_where_it_was_written(files: ModuleType, written: dict[tuple[int, int], float | str]) -> None:
    errors = [place for place, value in written.items() if value == "#N/A"]
    percent = [place for place, value in written.items() if value == "%"]
    records = b"".join(files.record(ERROR, struct.pack("<HHHBB", *place, 0, 0x2A, 1)) for place in sorted(errors))
    records += b"".join(number(files, *place, style=6) for place in sorted(percent))
    plain = {place: value for place, value in written.items() if value not in ("#N/A", "%")}
    (sheet,) = open_table_file("f.xls", files.xls(plain, other=files.xls_styles(formats=["0%"]), sheet_records=records)).sheets
    expected = np.full([max(place[way] for place in written) + 1 for way in (0, 1)], "", dtype=object)
    for place, value in written.items():
        expected[place] = {"#N/A": "", "%": 0.83}.get(value, value)
    assert sheet.cells.tolist() == expected.tolist()
    assert sheet.flagged == dict.fromkeys(errors, "#N/A")
    assert {(int(row), int(column)) for row, column in np.argwhere(sheet.percent)} == set(percent)


def test_whatever_byte_is_damaged_there_is_one_clear_error_or_a_sheet(files: ModuleType) -> None:
    cells = {(row, column): f"{row}" if column == 0 else row / 7 for row in range(40) for column in range(6)}
    content = files.xls(cells, other=files.xls_styles(struck=3, formats=["0%"]), merged=(0, 1, 0, 2))
    chance = random.Random(97)
    refused = 0
    for _ in range(25):
        damaged = bytearray(content)
        damaged[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        try:
            assert open_table_file("f.xls", bytes(damaged)).sheets is not None
        except SourceError:
            refused += 1
    assert 5 < refused < 25


@pytest.mark.parametrize("far", [(65535, 65535), (65535, 255)])
def test_a_stray_cell_of_an_excel_97_workbook_stops_no_more_than_its_own_process(files: ModuleType, far: tuple[int, int]) -> None:
    with pytest.raises(SourceError, match="reading it took more memory or time than any table needs"):
        open_table_file("f.xls", files.xls({(0, 0): 1.0, far: 2.0}))


@pytest.mark.parametrize("content", [b"\xff" * 5_000, b"\0" * 500_000], ids=["filled", "noughts"])
def test_a_damaged_excel_97_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(SourceError, match="the workbook cannot be opened"):
        open_table_file("f.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + content)
