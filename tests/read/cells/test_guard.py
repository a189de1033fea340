from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable
from types import ModuleType

import pytest

from csrating.errors import SourceError
from csrating.read.cells import Limits, open_table_file

Build = Callable[[ModuleType], bytes]
SHARED = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="{}"><si><t>LA</t></si></sst>'

ODS_WITHOUT_TABLES = {
    "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
    "content.xml": '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><t:table/></o:document-content>',
}


@pytest.mark.parametrize(
    ("said", "build"),
    [
        ("reach over 1,048,576 rows and 16,384 columns", lambda f: f.xlsx(f.row(1, f.cell("A1")) + f.row(1048576, f.cell("XFD1048576")))),
        ("reach over 200 rows and 16,384 columns", lambda f: f.xlsx(f.row(1, f.cell("XFD1")) + f.row(200, f.cell("A200")))),
        ("outside what a spreadsheet can hold", lambda f: f.xlsx(f.row(1, f.cell("XFE1")))),
        ("outside what a spreadsheet can hold", lambda f: f.xlsx(f.row(1048577, f.cell("A1048577")))),
        ("the address 'AAAAAAAAAAAA1'", lambda f: f.xlsx(f.row(1, f.cell("AAAAAAAAAAAA1")))),
        ("the address 'A99999999999'", lambda f: f.xlsx(f.row(1, f.cell("A99999999999")))),
        ("the address '1A'", lambda f: f.xlsx(f.row(1, f.cell("1A")))),
        ("the address 'A0'", lambda f: f.xlsx(f.row(1, f.cell("A0")))),
        ("the address ''", lambda f: f.xlsx(f.row(1, f.cell("")))),
        ("row 1 stands after row 5", lambda f: f.xlsx(f.row(5, f.cell("A5")) + f.row(1, f.cell("A1")))),
        ("row 1 stands after row 1", lambda f: f.xlsx(f.row(1, f.cell("A1")) + f.row(1, f.cell("A1")))),
        ("cell A1 stands after A1", lambda f: f.xlsx(f.row(1, f.cell("A1"), f.cell("A1", 2)))),
        ("cell A1 stands after B1", lambda f: f.xlsx(f.row(1, f.cell("B1"), f.cell("A1")))),
        ("cell A7 does not stand in its row", lambda f: f.xlsx(f.row(1, f.cell("A7")))),
        ("no single whole table of cells", lambda f: f.xlsx(f.row(1, f.cell("A1")) + "</sheetData><sheetData>" + f.row(2, f.cell("A2")))),
        ("a row has the number '99999999999999999999'", lambda f: f.xlsx("<!-- x -->" + f.row(10**30 - 1, f.cell("A1")))),
        ("a row has the number '-1'", lambda f: f.xlsx("<!-- x -->" + f.row(-1, f.cell("A1")))),
        ("the workbook cannot be opened", lambda f: f.xlsx("<!-- x -->" + f.row(1, f'<c r="A1" t="s"><v>{10**30}</v></c>'))),
        ("holds CDATA", lambda f: f.xlsx(f.row(1, '<c r="A1" t="inlineStr"><is><t><![CDATA[x]]></t></is></c>'))),
        ("not well-formed XML", lambda f: f.xlsx("<!-- x -->" + f.row(1, "<c><v>1</v>"))),
        ("document type or entities", lambda f: f.xlsx(f.row(1, f.cell("A1")), before="<!DOCTYPE x [<!ENTITY a 'b'>]>")),
        ("document type or entities", lambda f: f.xlsx(f.row(1, f.cell("A1")), sharedStrings_xml="<!DOCTYPE x>" + SHARED.format(1))),
        ("is not UTF-8", lambda f: f.xlsx(f.row(1, f.cell("A1")), sharedStrings_xml=SHARED.format(1).encode("utf-16"))),
        ("claims to hold more than it does", lambda f: f.xlsx(f.row(1, f.cell("A1")), sharedStrings_xml=SHARED.format(10**11))),
        ("a merged range is called 'hello'", lambda f: f.xlsx(f.row(1, f.cell("A1")), after='<mergeCell ref="hello"/>')),
        ("f#S1!B1: the cell holds nan; expected a finite number", lambda f: f.xlsx(f.row(1, f.cell("A1"), f.cell("B1", "NaN")))),
        ("f#S1!A1: the cell holds inf; expected a finite number", lambda f: f.xlsx(f.row(1, f.cell("A1", "1e400")))),
        ("invalid float literal", lambda f: f.xlsx(f.row(1, '<c r="A1" t="n"><v>x</v></c>'))),
        ("the workbook cannot be opened", lambda f: f.xlsx(f.row(1, '<c r="A1" t="s"><v>7</v></c>'))),
        ("cell A1 holds a comment", lambda f: f.xlsx(f.row(1, f.cell("A1", "1<!-- -->2")))),
        ("cell A1 holds a comment", lambda f: f.xlsx(f.row(1, f.cell("A1", "<!-- -->2")))),
        ("cell B1 holds an instruction", lambda f: f.xlsx(f.row(1, f.cell("A1"), f.cell("B1", "1<?x y?>2")))),
        ("cell A1 holds two values", lambda f: f.xlsx(f.row(1, '<c r="A1"><v>1</v><v>2</v></c>'))),
        ("cell A1 holds two values", lambda f: f.xlsx(f.row(1, '<c r="A1" t="inlineStr"><is><t>45</t></is><v></v></c>'))),
        ("cell A1 holds two values", lambda f: f.xlsx(f.row(1, '<c r="A1" t="inlineStr"><is><t>4</t></is><is><t>5</t></is></c>'))),
        ("the value of cell A1 is in pieces", lambda f: f.xlsx(f.row(1, f.cell("A1", "4<b>5</b>")))),
        ("cell A1 holds words outside its value", lambda f: f.xlsx(f.row(1, '<c r="A1">45</c>'))),
        ("cell A1 holds a number that is written in character references", lambda f: f.xlsx(f.row(1, f.cell("A1", "&#49;&#50;")))),
        ("character references", lambda f: f.xlsx(f.row(1, '<c r="A1" t="s"><v>&#48;</v></c>'), sharedStrings_xml=SHARED.format(1))),
        pytest.param(
            "f#S1!A1: the cell holds a value that the reader gives as empty",
            lambda f: f.xlsx(f.row(1, '<c r="A1" t="inlineStr"><v>4</v></c>')),
            marks=pytest.mark.locked,  # older readers refuse it in words of their own
        ),
        ("reach over 1,048,576 rows", lambda f: f.ods(f.ods_row(f.ods_cell(times=16384), times=1048576))),
        ("claims to be repeated 99999999999 times", lambda f: f.ods(f.ods_row(f.ods_cell(times=99999999999)))),
        ("claims to be repeated 0 times", lambda f: f.ods(f.ods_row(f.ods_cell(times=0)))),
        ("claims to be repeated -1 times", lambda f: f.ods(f.ods_row(f.ods_cell(times=-1)))),
        ("outside what a spreadsheet can hold", lambda f: f.ods(f.ods_row(f.ods_gap(16384), f.ods_cell()))),
        ("outside", lambda f: f.ods(f.ods_row(f.ods_gap(), times=1048576) + f.ods_row(f.ods_cell()))),
        ("a row is repeated 10,001 times; expected at most 10,000", lambda f: f.ods(f.ods_row(f.ods_cell(), times=10_001))),
        ("its content holds no table, or writes it with another prefix", lambda f: f.zipped(ODS_WITHOUT_TABLES)),
        ("a table stands within a table", lambda f: f.ods("<table:table>" + f.ods_row(f.ods_cell()) + "</table:table>")),
    ],
)
def test_what_would_stop_or_mislead_a_reader_is_refused_before_it_reads(files: ModuleType, said: str, build: Build) -> None:
    with pytest.raises(SourceError, match=said):
        open_table_file("f", build(files))


@pytest.mark.parametrize(
    ("rows", "build"),
    [
        ([[1.0]], lambda f: f.xlsx(f.row(1, f.cell("A1")), before='<dimension ref="A1:XFD1048576"/>')),
        ([[1.0]], lambda f: f.xlsx(f.row(1, f.cell("A1")) + f.row(1048576, '<c r="XFD1048576" s="0"/>'))),
        ([[1.0]], lambda f: f.xlsx(f.row(1, f.cell("A1"), '<c r="XFD1"></c>'))),
        ([[1.0, 2.0], [3.0, ""]], lambda f: f.xlsx("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")),
        ([["", 4.0]], lambda f: f.xlsx(f'<x:row xmlns:x="{f.MAIN}" r="1"><x:c r="B1"><x:v>4</x:v></x:c></x:row>')),
        ([[1.0]], lambda f: f.xlsx("<!-- x -->" + f.row(1, f'<c r="A1" s="{10**30}"><v>1</v></c>'))),
        ([[1.0, 2.0]], lambda f: f.xlsx(f.row(1, f.cell("A1"), "<!-- a note -->", f.cell("B1", 2)))),
        ([["4 & 5"]], lambda f: f.xlsx(f.row(1, '<c r="A1" t="str"><f>B1</f><v>4 &amp; &#53;</v></c>'))),
        (
            [["4 & 5"]],
            lambda f: f.xlsx(
                f.row(1, '<c r="A1" t="inlineStr"><is><r><t xml:space="preserve">4 &amp; </t></r><r><t>&#53;</t></r></is></c>')
            ),
        ),
        ([[1.0, "", 2.0]], lambda f: f.xlsx(f.row(1, f.cell("A1"), f.cell("B1", ""), '<c r="C1"><f>1</f><v>2</v></c>'))),
        ([["", 1.0]], lambda f: f.xlsx(f.row(1, '<c r="A1" t="inlineStr"><is><t></t></is></c>', f.cell("B1")))),
        ([], lambda f: f.xlsx("")),
        ([[1.0]], lambda f: f.ods(f.ods_row(f.ods_cell(), f.ods_gap(16383)) + f.ods_row(f.ods_gap(16384), times=1048575))),
        ([[1.0]] * 10_000, lambda f: f.ods(f.ods_row(f.ods_cell(), times=10_000))),
        ([["", 2.0, 2.0]] * 2, lambda f: f.ods(f.ods_row(f.ods_gap(), f.ods_cell(2, times=2), times=2))),
    ],
)
def test_what_only_looks_dangerous_is_read(files: ModuleType, rows: list[list[object]], build: Build) -> None:
    assert open_table_file("f", build(files)).sheets[0].cells.tolist() == rows


@pytest.mark.parametrize(
    ("said", "limits"),
    [
        ("as large as packed; expected at most 3", Limits(ratio=3)),
        ("parts; expected at most 3", Limits(parts=3)),
        (r"sheet1\.xml has [0-9,]+ bytes; expected at most 100,000", Limits(part_bytes=100_000)),
        ("all parts have [0-9,]+ bytes; expected at most 150,000", Limits(all_bytes=150_000)),
        ("reach over 5,000 rows and 1 columns", Limits(cells=4_999)),
    ],
)
def test_a_workbook_beyond_a_limit_is_refused(files: ModuleType, said: str, limits: Limits) -> None:
    content = files.xlsx("".join(files.row(number, files.cell(f"A{number}")) for number in range(1, 5001)))
    assert len(open_table_file("f.xlsx", content).sheets[0].cells) == 5_000
    with pytest.raises(SourceError, match=said):
        open_table_file("f.xlsx", content, limits=limits)


def test_the_cells_of_all_sheets_count_together(files: ModuleType) -> None:
    body = "".join(files.row(number, files.cell(f"A{number}")) for number in range(1, 11))
    content = files.xlsx(body, body, body)
    assert len(open_table_file("f.xlsx", content, limits=Limits(cells=30)).sheets) == 3
    with pytest.raises(SourceError, match="the workbook has too many cells; expected at most 29 in all sheets"):
        open_table_file("f.xlsx", content, limits=Limits(cells=29))


def renamed(files: ModuleType, name: str, body: str) -> bytes:
    """A workbook whose only sheet is a part of this name."""
    parts = files.parts_of_xlsx(body)
    old, new = "worksheets/sheet1.xml", f"worksheets/{name}"
    return files.zipped({part.replace(old, new): str(content).replace(old, new) for part, content in parts.items()})


def test_a_sheet_in_a_part_of_another_name_is_looked_at_or_refused(files: ModuleType) -> None:
    hostile = files.row(1, files.cell("A1")) + files.row(1048576, files.cell("XFD1048576"))
    sound = files.row(1, files.cell("A1"))
    assert open_table_file("f.xlsx", renamed(files, "figures.xml", sound)).sheets[0].cells.tolist() == [[1.0]]
    with pytest.raises(SourceError, match="reach over 1,048,576 rows"):
        open_table_file("f.xlsx", renamed(files, "figures.xml", hostile))
    for body in (sound, hostile, "<!DOCTYPE x>"):
        with pytest.raises(SourceError, match=r"in part xl/worksheets/sheet1\.dat, and not in one whose name ends in \.xml"):
            open_table_file("f.xlsx", renamed(files, "sheet1.dat", body))


@pytest.mark.parametrize("target", ["sharedStrings.xml", "worksheets/sheet2.xml", ""])
def test_a_sheet_that_is_not_there_or_is_something_else_is_refused(files: ModuleType, target: str) -> None:
    parts = files.parts_of_xlsx(files.row(1, files.cell("A1"))) | {"xl/sharedStrings.xml": SHARED.format(1)}
    relations = "xl/_rels/workbook.xml.rels"
    with pytest.raises(SourceError, match="which is not there or is something else"):
        open_table_file("f.xlsx", files.zipped(parts | {relations: str(parts[relations]).replace("worksheets/sheet1.xml", target)}))


@pytest.mark.parametrize("name", ["../evil.xml", "/evil.xml", "xl\\..\\evil.xml", "C:evil.xml"])
def test_a_part_that_would_lie_outside_is_refused(files: ModuleType, name: str) -> None:
    parts = files.parts_of_xlsx(files.row(1, files.cell("A1")))
    with pytest.raises(SourceError, match="would lie outside"):
        open_table_file("f.xlsx", files.zipped(parts | {name: "<x/>"}))


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "XL/worksheets/Sheet1.xml"])
def test_two_parts_of_one_name_are_refused_whatever_their_case(files: ModuleType, name: str) -> None:
    stream = io.BytesIO(files.xlsx(files.row(1, files.cell("A1"))))
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(name, "<worksheet/>")
    with pytest.raises(SourceError, match="two of its parts have the same name"):
        open_table_file("f.xlsx", stream.getvalue())


def test_every_damaged_byte_of_a_packed_part_is_noticed(files: ModuleType) -> None:
    content = files.xlsx("".join(files.row(number, files.cell(f"A{number}", number * 7)) for number in range(1, 200)))
    sound = open_table_file("f.xlsx", content).sheets[0].cells.tolist()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    start = part.header_offset + 30 + len(part.filename)
    silent = 0
    for place in range(start, start + part.compress_size, 7):
        changed = bytearray(content)
        changed[place] ^= 0x10
        try:
            silent += open_table_file("f.xlsx", bytes(changed)).sheets[0].cells.tolist() != sound
        except SourceError:
            continue
    assert silent == 0
