from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from types import ModuleType

import pyarrow as pa
import pytest
from pyarrow import parquet

from csrating.errors import SourceError
from csrating.read.cells import Kind, Limits, open_table_file

TABLE = "<table><tr><th>LA</th><th>Name</th></tr><tr><td>358</td><td>Trafford</td></tr></table>"
SPREADSHEET_2003 = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>'


def parquet_file(files: ModuleType) -> bytes:
    stream = io.BytesIO()
    parquet.write_table(pa.table({"LA": ["358"]}), stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("kind", "suffix", "build"),
    [
        (Kind.XLSX, "xlsx", lambda files: files.xlsx(files.row(1, files.cell("A1")))),
        (Kind.XLSM, "xlsm", lambda files: files.xlsx(files.row(1, files.cell("A1")), vbaProject_bin=b"\1\2")),
        (Kind.ODS, "ods", lambda files: files.ods(files.ods_row(files.ods_cell()))),
        (Kind.XLS, "xls", lambda files: files.xls({(0, 0): "LA"})),
        (Kind.TEXT, "csv", lambda files: b"LA,Name\n358,Trafford\n"),
        (Kind.PARQUET, "parquet", parquet_file),
        (Kind.HTML, "html", lambda files: TABLE.encode()),
        (Kind.HTML, "htm", lambda files: b'<?xml version="1.0"?>\n<!DOCTYPE html>\n<html><body>' + TABLE.encode()),
    ],
)
def test_a_file_is_known_by_its_content_and_a_name_that_says_otherwise_is_told(
    files: ModuleType, kind: Kind, suffix: str, build: Callable[[ModuleType], bytes]
) -> None:
    content = build(files)
    rightly, wrongly = open_table_file(f"f.{suffix}", content), open_table_file("f.xyz", content)
    assert rightly.kind == wrongly.kind == kind
    assert not any("the name ends in" in note for note in rightly.notes)
    assert wrongly.notes[0].startswith("the name ends in .xyz and the file is ")
    assert [sheet.cells.tolist() for sheet in rightly.sheets] == [sheet.cells.tolist() for sheet in wrongly.sheets]


@pytest.mark.parametrize(
    ("said", "build"),
    [
        ("a PDF document", lambda files: b"%PDF-1.7\n..."),
        (
            "a zip archive with 4 other bytes before it, damaged or not a workbook",
            lambda files: b"junk" + files.xlsx(files.row(1, files.cell("A1"))),
        ),
        ("a Word document", lambda files: files.zipped({"[Content_Types].xml": "", "word/document.xml": "<w/>"})),
        ("a Word document", lambda files: files.ole2({"WordDocument": b"words"})),
        ("a PowerPoint presentation", lambda files: files.zipped({"ppt/presentation.xml": "<p/>"})),
        (r"a zip archive \(a\.csv, b\.csv\)", lambda files: files.zipped({"a.csv": "1", "b.csv": "2"})),
        (
            "an OpenDocument file that is no spreadsheet",
            lambda files: files.zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
        ),
        (r"an image \(PNG\)", lambda files: b"\x89PNG\r\n\x1a\n0000"),
        (r"an image \(JPEG\)", lambda files: b"\xff\xd8\xff\xe0"),
        ("a gzip archive", lambda files: gzip.compress(b"LA,Name\n")),
        ("JSON", lambda files: b' {"LA": 358}'),
        ("JSON", lambda files: b'\xef\xbb\xbf[{"LA": 358}]'),
        (r"an XML spreadsheet \(SpreadsheetML 2003\)", lambda files: SPREADSHEET_2003.encode()),
        (r"an XML spreadsheet \(SpreadsheetML 2003\)", lambda files: SPREADSHEET_2003.encode("utf-16")),
        ("XML", lambda files: b"<figures><la>358</la></figures>"),
        ("a web page without a table", lambda files: b"<!DOCTYPE html><html><body>Not found</body></html>"),
        (r"a web archive \(MHTML\)", lambda files: b"MIME-Version: 1.0\nX: y\n"),
    ],
)
def test_what_holds_no_table_is_refused_by_its_name(files: ModuleType, said: str, build: Callable[[ModuleType], bytes]) -> None:
    with pytest.raises(SourceError, match=f"f\\.xlsx: the file is {said}; expected a workbook"):
        open_table_file("f.xlsx", build(files))


@pytest.mark.parametrize(("content", "said"), [(b"", "is empty"), (b" \r\n\t\n", "nothing but blanks"), (b"\0" * 99, "nothing but blanks")])
def test_an_empty_file_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=rf"f\.csv: the file (holds )?{said}"):
        open_table_file("f.csv", content)


@pytest.mark.parametrize("text", ["[c] is suppressed\nLA,Name\n", "{note},x\n1,2\n", "<5,x\n1,2\n", "< 5 is shown as <5\n"])
def test_text_that_only_begins_like_something_else_is_read(text: str) -> None:
    assert open_table_file("f.csv", text.encode()).kind == Kind.TEXT


def test_encrypted_workbooks_are_refused(files: ModuleType) -> None:
    for content in (
        files.ole2({"EncryptionInfo": b"x", "EncryptedPackage": b"y"}),
        files.xls({(0, 0): 1.0}, other=files.record(0x2F, b"\0" * 6)),
        files.ods(files.ods_row(files.ods_cell()), manifest="<manifest:encryption-data/>"),
    ):
        with pytest.raises(SourceError, match=r"the workbook is encrypted\. Save it without a password"):
            open_table_file("f.xlsx", content)


def test_a_file_larger_than_the_limit_is_refused() -> None:
    content = b"LA,Name\n" * 10
    assert open_table_file("f.csv", content, limits=Limits(file_bytes=80)).kind == Kind.TEXT
    with pytest.raises(SourceError, match="the file has 80 bytes; expected at most 79"):
        open_table_file("f.csv", content, limits=Limits(file_bytes=79))


def test_macros_and_references_to_other_workbooks_are_told(files: ModuleType) -> None:
    parts = files.parts_of_xlsx(files.row(1, files.cell("A1")))
    quiet = open_table_file("f.xlsx", files.zipped(parts))
    told = open_table_file("f.xlsm", files.zipped(parts | {"xl/vbaProject.bin": b"\1", "xl/externalLinks/externalLink1.xml": "<x/>"}))
    assert quiet.notes == ()
    assert told.notes == ("the workbook holds macros; they are never run", "the workbook refers to other workbooks; they are never opened")
    assert told.sheets[0].cells.tolist() == quiet.sheets[0].cells.tolist()
