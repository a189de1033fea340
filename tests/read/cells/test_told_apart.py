"""What readers disagree on, what no program makes, and what is larger than any table: refused at once, in one sentence."""

from __future__ import annotations

import io
from pathlib import Path
from types import ModuleType

import pyarrow as pa
import pytest
from openpyxl import Workbook
from pyarrow import parquet

from csrating.errors import SourceError
from csrating.read import read_file
from csrating.read.cells import Limits, content_of, open_table_file

SHARED = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>LA</t></si><si><t>Bury</t></si></sst>'
WORDS = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'


def refused(content: bytes, *, limits: Limits | None = None) -> str:
    with pytest.raises(SourceError) as caught:
        open_table_file("f", content, limits=limits)
    return str(caught.value)


def with_text(files: ModuleType, number: str) -> bytes:
    cell = f'<c r="B1" t="s">{number}</c>'
    parts = files.parts_of_xlsx(files.row(1, '<c r="A1" t="s"><v>0</v></c>', cell))
    relation = f'<Relationship Id="rId9" Type="{files.OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    relations = parts["xl/_rels/workbook.xml.rels"].replace("</Relationships>", relation)
    return bytes(files.zipped(parts | {"xl/_rels/workbook.xml.rels": relations, "xl/sharedStrings.xml": SHARED}))


@pytest.mark.parametrize("number", ["-1", "1.5", "+1", "1e0", "0x1"])
@pytest.mark.parametrize("formula", ["", "<f>A1</f>"])
def test_a_shared_text_is_known_by_a_plain_number(files: ModuleType, number: str, formula: str) -> None:
    assert f"cell B1 holds the shared text {number!r}" in refused(with_text(files, f"{formula}<v>{number}</v>"))


def test_the_shared_texts_of_a_sound_workbook_are_read(files: ModuleType) -> None:
    assert open_table_file("f", with_text(files, "<v>1</v>")).sheets[0].cells.tolist() == [["LA", "Bury"]]


def test_relations_parts_and_names_of_sheets_are_told_apart(files: ModuleType) -> None:
    def changed(part: str, old: str, new: str) -> bytes:
        parts = files.parts_of_xlsx(files.row(1, files.cell("A1")), files.row(1, files.cell("A1", 2)))
        return bytes(files.zipped(parts | {part: parts[part].replace(old, new)}))

    relations, book = "xl/_rels/workbook.xml.rels", "xl/workbook.xml"
    assert [sheet.name for sheet in open_table_file("f", changed(book, "", "")).sheets] == ["S1", "S2"]
    assert "two of its relations are called 'rId1'" in refused(changed(relations, '"rId2"', '"rId1"'))
    assert "kept in the same part, xl/worksheets/sheet1.xml" in refused(changed(relations, "sheet2.xml", "sheet1.xml"))
    assert "two of its sheets are called 'S1'" in refused(changed(book, '"S2"', '"s1"'))
    assert "the name of a sheet holds a line end" in refused(changed(book, '"S2"', '"S2&#10;csrating: all fine"'))
    assert "the name of a sheet has 5,000 characters" in refused(changed(book, '"S2"', f'"{"S" * 5_000}"'))


def test_no_more_sheets_are_read_than_a_workbook_has(files: ModuleType) -> None:
    content = files.xlsx(*[files.row(1, files.cell("A1"))] * 3)
    assert len(open_table_file("f", content, limits=Limits(sheets=3)).sheets) == 3
    assert "the file has 3 sheets; expected at most 2" in refused(content, limits=Limits(sheets=2))


def test_a_cell_longer_than_a_spreadsheet_can_hold_is_refused_in_every_format(files: ModuleType) -> None:
    def each(text: str) -> list[bytes]:
        return [
            files.xlsx(files.row(1, f'<c r="A1" t="inlineStr"><is><t>{text}</t></is></c>')),
            files.ods(files.ods_row(WORDS.format("", text))),
            f"<table><tr><td>{text}</td></tr><tr><td>1</td></tr></table>".encode(),
            f"{text},a\nb,c\n".encode(),
        ]

    assert all(open_table_file("f", content).sheets[0].cells[0, 0] == "x" * 32_767 for content in each("x" * 32_767))
    assert all("a text of 32,768 characters; expected at most 32,767" in refused(content) for content in each("x" * 32_768))


def test_a_parquet_file_has_no_more_columns_than_a_workbook() -> None:
    def table(width: int) -> bytes:
        stream = io.BytesIO()
        parquet.write_table(pa.table({f"c{place}": [1] for place in range(width)}), stream)
        return stream.getvalue()

    assert open_table_file("f", table(20)).sheets[0].cells.shape == (2, 20)
    assert "the table has 16,385 columns; expected at most 16,384" in refused(table(16_385))


def test_a_file_is_no_further_read_than_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "sparse.csv"
    with path.open("wb") as file:
        file.truncate(20_000_000_000)
    with pytest.raises(SourceError, match=r"sparse\.csv: the file has 20,000,000,000 bytes; expected at most 134,217,728"):
        read_file(path)
    (tmp_path / "small.csv").write_bytes(b"LA")
    assert content_of(tmp_path / "small.csv", name="small.csv") == b"LA"


def test_attributes_in_single_quotation_marks_say_the_same(files: ModuleType) -> None:
    before = '<cols><col min="2" max="3" title="it\'s" hidden="1"/></cols>'
    body, after = files.row(1, *map(files.cell, ("A1", "B1", "C1"))), '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    for quotes in (lambda text: text, lambda text: text.replace('"2"', "'2'").replace('max="3"', "max = '3'").replace('"1"', "'1'")):
        content = files.xlsx(body, before=quotes(before), after=after.replace('"', "'"))
        (sheet,) = open_table_file("f", content).sheets
        assert (sheet.hidden_columns, sheet.merged) == ({1, 2}, ((0, 0, 0, 1),))
    cells = "<table:table-cell office:value-type='percentage' office:value='0.5'><text:p>50%</text:p></table:table-cell>"
    (sheet,) = open_table_file("f", files.ods(files.ods_row(cells))).sheets
    assert sheet.percent.tolist() == [[True]]


def test_a_cell_of_an_open_document_that_shows_an_error_and_stores_an_empty_text_is_flagged(files: ModuleType) -> None:
    hollow = ' table:formula="of:=1/0" office:string-value=""'
    cells = [
        WORDS.format(hollow, "#DIV/0!"),
        WORDS.format(hollow, ""),
        WORDS.format("", "x"),
        WORDS.format(' office:string-value="y"', "y"),
    ]
    (sheet,) = open_table_file("f", files.ods(files.ods_row(*cells))).sheets
    assert sheet.flagged == {(0, 0): "#DIV/0!"}


def test_percentages_are_a_hundred_times_what_is_written(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["LA", "Good 2009"])
    for name, value in (("Bury", 0.556), ("Trafford", 0.523), ("Kent", 0.5)):
        book.active.append([name, value])
        book.active.cell(book.active.max_row, 2).number_format = "0.0%"
    book.save(tmp_path / "f.xlsx")
    assert read_file(tmp_path / "f.xlsx").figures["value"].tolist() == [55.6, 52.3, 50.0]
