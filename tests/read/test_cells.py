from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from csrating.errors import SourceError
from csrating.read.cells import column_letters, sheets


def workbook(**names: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in names.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_a_workbook_is_read_as_it_is_stored() -> None:
    content = workbook(First=[[None, "Area "], [None, None], [1, "x", date(2009, 3, 5)]], Second=[["only"]])
    first, second = sheets("f.xlsx", content)
    assert first.cells.tolist() == [["", "Area ", ""], ["", "", ""], [1.0, "x", date(2009, 3, 5)]]
    assert (first.ref(2, 1), second.ref(0, 0)) == ("f.xlsx#First!B3", "f.xlsx#Second!A1")
    assert list(first.refs([0, 2], 27)) == ["f.xlsx#First!AB1", "f.xlsx#First!AB3"]


def test_addresses_do_not_shift_where_the_first_rows_and_columns_are_empty() -> None:
    book = openpyxl.Workbook()
    book.active["C3"] = "here"
    saved = io.BytesIO()
    book.save(saved)
    (sheet,) = sheets("f.xlsx", saved.getvalue())
    assert sheet.text(2, 2) == "here"


def test_a_hidden_sheet_is_told() -> None:
    book = openpyxl.Workbook()
    book.create_sheet("hidden").sheet_state = "hidden"
    saved = io.BytesIO()
    book.save(saved)
    assert [sheet.hidden for sheet in sheets("f.xlsx", saved.getvalue())] == [False, True]


def test_csv_rows_of_unequal_length_are_filled_with_empty_cells() -> None:
    (sheet,) = sheets("f.csv", '\ufeffa title\r\n\r\nLA,Name\r\n358,"Bury, or"\r\n'.encode())
    assert sheet.name == "f"
    assert sheet.cells.tolist() == [["a title", ""], ["", ""], ["LA", "Name"], ["358", "Bury, or"]]


def test_csv_in_its_declared_encoding() -> None:
    content = "Years 2008–2009".encode("cp1252")
    assert sheets("f.csv", content, encoding="cp1252")[0].cells[0, 0] == "Years 2008–2009"
    with pytest.raises(SourceError, match=r"byte 0x96 on line 1 is not utf-8-sig text"):
        sheets("f.csv", content)


@pytest.mark.parametrize("content", [b"a,b\n1,\0", b'a,"b\n1,2'])
def test_csv_that_cannot_be_split_is_refused(content: bytes) -> None:
    with pytest.raises(SourceError, match=r"f\.csv"):
        sheets("f.csv", content)


@pytest.mark.parametrize("share", [0, 0.01, 0.5, 0.9, 0.99])
def test_a_truncated_workbook_is_refused(share: float) -> None:
    content = workbook(S=[[number, number * 7] for number in range(200)])
    with pytest.raises(SourceError, match=r"f\.xlsx"):
        sheets("f.xlsx", content[: int(len(content) * share)])


def test_a_workbook_with_a_damaged_part_is_refused_though_it_can_be_opened() -> None:
    content = bytearray(workbook(S=[[number, number * 7] for number in range(200)]))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    middle = part.header_offset + 30 + len(part.filename) + part.compress_size // 2
    content[middle] ^= 0xFF
    with pytest.raises(SourceError, match="damaged"):
        sheets("f.xlsx", bytes(content))


@pytest.mark.parametrize("content", [b"", b"LA,Name\n358,Trafford\n", b"<html><table></table></html>", b"PK\x03\x04 no zip"])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(SourceError, match=r"f\.xlsx: the (file is empty|workbook cannot be opened)"):
        sheets("f.xlsx", content)


def test_two_parts_of_one_name_are_refused() -> None:
    saved = io.BytesIO(workbook(S=[[1]]))
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(saved, "a") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    with pytest.raises(SourceError, match="two of its parts have the same name"):
        sheets("f.xlsx", saved.getvalue())


def test_a_formula_without_a_stored_value_is_an_empty_cell_and_never_worked_out() -> None:
    (sheet,) = sheets("f.xlsx", workbook(S=[[1, "=A1+1"]]))
    assert sheet.cells[0, 0] == 1.0
    assert sheet.cells.shape == (1, 1) or sheet.cells[0, 1] == ""


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")])
def test_column_letters(column: int, letters: str) -> None:
    assert column_letters(column) == letters
