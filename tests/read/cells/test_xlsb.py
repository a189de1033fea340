from __future__ import annotations

import struct
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, strategies as st

from csrating.errors import SourceError
from csrating.read.cells import Kind, Limits, open_table_file
from csrating.read.cells.xlsb_records import records, text_at

SHARED_TEXT, ERROR = 7, 3


def workbook(files: ModuleType) -> bytes:
    """LA, 2010 with a raised 6, Rate; 358, 83.0 %, #N/A; a hidden row; a hidden column D; A1:A2 merged."""
    columns = files.record12(390) + files.record12(60, struct.pack("<IIIIH", 3, 9, 2000, 0, 1)) + files.record12(391)
    merged = [(0, 1, 0, 0), (4, 9, 1, 3), (20, 21, 0, 0)]
    ranges = [files.record12(176, struct.pack("<4I", *one)) for one in merged]
    cells = {
        0: [files.xlsb_cell(0, "LA"), files.xlsb_cell(1, 1, kind=SHARED_TEXT), files.xlsb_cell(2, 0, kind=SHARED_TEXT)],
        1: [files.xlsb_cell(0, 358.0), files.xlsb_cell(1, 0.83, style=3), files.xlsb_cell(2, 42, kind=ERROR)],
        4: [files.xlsb_cell(1, 0.5, style=4), files.xlsb_cell(2, "gone", style=1), files.xlsb_cell(3, 1.0), files.xlsb_cell(9, style=3)],
    }
    after = b"".join([files.record12(177, struct.pack("<I", 3)), *ranges, files.record12(178)])
    sheet = files.xlsb_sheet(cells, hidden=[4], before=columns, after=after)
    styles = files.xlsb_styles(struck=1, raised=2, formats=["0.0%", '0.0"%"'])
    return files.xlsb(sheet, styles=styles, texts=[files.xlsb_text("Rate"), files.xlsb_text("20106", [(4, 2)])])


def test_a_binary_workbook_says_what_an_xml_one_says(files: ModuleType) -> None:
    opened = open_table_file("f.xlsb", workbook(files))
    (sheet,) = opened.sheets
    assert opened.kind == Kind.XLSB
    assert opened.notes == ("formulas without a stored value are not told apart from noughts in this format",)
    assert sheet.cells.tolist() == [["LA", "20106", "Rate", ""], [358.0, 0.83, "", ""], [""] * 4, [""] * 4, ["", 0.5, "gone", 1.0]]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({4}, {3})
    assert sheet.merged == ((0, 0, 1, 0), (4, 1, 4, 3))
    assert (sheet.flagged, sheet.raised) == ({(1, 2): "#N/A"}, {(0, 1): "2010"})
    assert np.argwhere(sheet.percent).tolist() == [[1, 1]]
    assert np.argwhere(sheet.struck).tolist() == [[4, 2]]


def test_a_text_that_the_reader_of_values_passes_over_is_flagged(files: ModuleType) -> None:
    rich = files.record12(62, struct.pack("<II", 1, 0) + b"\1" + files.wide("45.6r") + struct.pack("<IHH", 1, 4, 2))
    (sheet,) = open_table_file("f.xlsb", files.xlsb(files.xlsb_sheet({0: [files.xlsb_cell(0, "LA"), rich]}))).sheets
    assert sheet.flagged == {(0, 1): "a text that the reader does not see"}


@pytest.mark.parametrize("kind", [12, 13, 16, 18, 61])
def test_cells_in_a_form_that_the_reader_of_values_passes_over_are_refused(files: ModuleType, kind: int) -> None:
    short = files.record12(kind, struct.pack("<Id", 0, 5.0))
    with pytest.raises(SourceError, match="cells in a short form"):
        open_table_file("f.xlsb", files.xlsb(files.xlsb_sheet({0: [files.xlsb_cell(0, "LA"), short]})))


def test_sheets_keep_their_own_marks(files: ModuleType) -> None:
    one, other = (files.xlsb_sheet({0: [files.xlsb_cell(0, code, kind=ERROR)]}) for code in (42, 15))
    first, second = open_table_file("f.xlsb", files.xlsb(one, other)).sheets
    assert (first.name, first.flagged, second.name, second.flagged) == ("S1", {(0, 0): "#N/A"}, "S2", {(0, 0): "#VALUE!"})


@pytest.mark.parametrize(
    ("said", "rows"),
    [
        ("row 1 stands after row 6", {5: [(0, 1.0)], 0: [(0, 1.0)]}),
        ("cell A1 stands after B1", {0: [(1, 1.0), (0, 1.0)]}),
        ("reach over 1,048,576 rows and 16,384 columns", {0: [(0, 1.0)], 1048575: [(16383, 1.0)]}),
        ("outside what a spreadsheet can hold", {1048576: [(0, 1.0)]}),
        ("outside what a spreadsheet can hold", {0: [(16384, 1.0)]}),
        ("outside what a spreadsheet can hold", {0: [(2**32 - 1, 1.0)]}),
    ],
)
def test_what_would_mislead_a_reader_is_refused(files: ModuleType, said: str, rows: dict[int, list[tuple[int, float]]]) -> None:
    cells = {number: [files.xlsb_cell(*cell) for cell in inside] for number, inside in rows.items()}
    with pytest.raises(SourceError, match=said):
        open_table_file("f.xlsb", files.xlsb(files.xlsb_sheet(cells)))


@pytest.mark.parametrize("end", [b"\x00\x7f", b"\x93", b"\x00\xff\xff\xff\xff", b"\x05\x02\x00\x00"])
def test_records_that_are_cut_off_are_refused(files: ModuleType, end: bytes) -> None:
    sheet = files.xlsb_sheet({0: [files.xlsb_cell(0, "LA")]})
    parts = {"worksheets/sheet1_bin": files.record12(129) + sheet + end}
    with pytest.raises(SourceError, match="the records of its parts are damaged"):
        open_table_file("f.xlsb", files.xlsb(sheet, **parts))


@given(st.lists(st.tuples(st.integers(0, 0x3FFF).filter(lambda n: n < 128 or n & 0x7F), st.binary(max_size=300)), max_size=6))
def test_records_that_are_written_are_read_back(files: ModuleType, written: list[tuple[int, bytes]]) -> None:
    content = b"".join(files.record12(number, inside) for number, inside in written)
    assert [(number, content[start:end]) for number, start, end in records(content, iter(range(6)))] == written


def test_a_workbook_with_more_records_than_cells_are_read_is_refused(files: ModuleType) -> None:
    content = files.xlsb(files.xlsb_sheet({0: [files.xlsb_cell(0, 1.0)]}, after=files.record12(147) * 100))
    assert open_table_file("f.xlsb", content, limits=Limits(cells=200)).sheets[0].cells.tolist() == [[1.0]]
    with pytest.raises(SourceError, match="there are more of them than are read"):
        open_table_file("f.xlsb", content, limits=Limits(cells=100))


def test_a_text_that_is_marked_as_none_is_empty() -> None:
    assert text_at(b"\xff\xff\xff\xff", 0) == ("", 4)
