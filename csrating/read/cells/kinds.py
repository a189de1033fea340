"""What a file is, by what is in it: its name may say anything."""

from __future__ import annotations

import re
import struct
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from enum import Enum
from pathlib import PurePath

from csrating.errors import SourceError


class Kind(str, Enum):
    """A kind of file that holds tables."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    TEXT = "csv"
    PARQUET = "parquet"
    HTML = "html"

    def __str__(self) -> str:
        return self.value


ZIPPED = "zip"
_FIRST_RECORD, _FILEPASS = b"\x09\x08\x10\x00\x00\x06\x05\x00", 0x2F
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_SUFFIXES = {
    Kind.XLSX: {".xlsx"},
    Kind.XLSM: {".xlsm"},
    Kind.XLSB: {".xlsb"},
    Kind.XLS: {".xls"},
    Kind.ODS: {".ods"},
    Kind.TEXT: {".csv", ".tsv", ".txt", ".tab"},
    Kind.PARQUET: {".parquet"},
    Kind.HTML: {".html", ".htm"},
}
_WORDS = {
    Kind.XLSX: "an Excel workbook (.xlsx)",
    Kind.XLSM: "an Excel workbook with macros (.xlsm)",
    Kind.XLSB: "a binary Excel workbook (.xlsb)",
    Kind.XLS: "an Excel 97 workbook (.xls)",
    Kind.ODS: "an OpenDocument spreadsheet (.ods)",
    Kind.TEXT: "text with separated values (.csv)",
    Kind.PARQUET: "a parquet file",
    Kind.HTML: "a web page with tables (.html)",
}
_SAVE = "Save the table as .xlsx or .csv."
_OTHER = (
    (b"%PDF-", "a PDF document", "Ask the publisher for the table as .xlsx or .csv: figures are not read off a printed page."),
    (b"{\\rtf", "a document in Rich Text Format", _SAVE),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first."),
    (b"BZh", "a bzip2 archive", "Unpack it first."),
    (b"\xfd7zXZ\0", "an xz archive", "Unpack it first."),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it first."),
    (b"Rar!\x1a\x07", "a RAR archive", "Unpack it first."),
    (b"\x89PNG\r\n\x1a\n", "an image (PNG)", "Ask the publisher for the table itself."),
    (b"\xff\xd8\xff", "an image (JPEG)", "Ask the publisher for the table itself."),
    (b"GIF8", "an image (GIF)", "Ask the publisher for the table itself."),
    (b"II*\0", "an image (TIFF)", "Ask the publisher for the table itself."),
    (b"MM\0*", "an image (TIFF)", "Ask the publisher for the table itself."),
    (b"SQLite format 3\0", "a database (SQLite)", _SAVE),
    (b"RDX", "an R data file", _SAVE),
    (b"MIME-Version:", "a web archive (MHTML)", "Open it in a spreadsheet program and save it as .xlsx."),
    (b"\xff\xfe\0\0", "text in UTF-32", "Save it as UTF-8."),
    (b"\0\0\xfe\xff", "text in UTF-32", "Save it as UTF-8."),
)
_BLANKS = b" \t\r\n\x0b\x0c\x00\xa0"
_HEAD = 4096
_ARCHIVE_BEGINS, _ARCHIVE_ENDS, _LONGEST_END = b"PK\x03\x04", b"PK\x05\x06", 22 + 0xFFFF


def kind_of(file: str, content: bytes) -> Kind | str:
    """What the bytes of a file are; 'zip' where the parts of the archive have yet to say.

    Args:
        file: the name of the file, for the message.
        content: its bytes.

    Raises:
        SourceError: the file is empty or is something that holds no table to read; the message says what it is.

    >>> str(kind_of("figures.xls", b"<html><table><tr><td>358</td></tr></table></html>"))
    'html'
    >>> kind_of("figures.xlsx", b"%PDF-1.7")
    Traceback (most recent call last):
    ...
    csrating.errors.SourceError: figures.xlsx: the file is a PDF document; expected a workbook, csv, parquet or a web page with tables. Ask
    the publisher for the table as .xlsx or .csv: figures are not read off a printed page.
    """
    _refuse_blank(file, content)
    for start, what, do in _OTHER:
        if content.startswith(start):
            raise is_no_table(file, what, do=do)
    if content.startswith(b"PK"):
        return ZIPPED
    if content.startswith(OLE2):
        return _ole2(file, content)
    if content.startswith(b"PAR1"):
        return Kind.PARQUET
    _refuse_late_archive(file, content)
    return _kind_of_text(file, content)


def _refuse_late_archive(file: str, content: bytes) -> None:
    """Refuse a zip archive that begins late in a file: readers look for it from the end, and disagree on what it holds."""
    begins = content.find(_ARCHIVE_BEGINS) if _ARCHIVE_ENDS in content[-_LONGEST_END:] else -1
    if begins > 0:
        what = f"a zip archive with {begins:,} other bytes before it, damaged or not a workbook"
        raise is_no_table(file, what, do="Fetch or restore the file again.")


def is_no_table(file: str, what: str, *, do: str = _SAVE) -> SourceError:
    """The error that says what a file is that is not read."""
    return SourceError(f"the file is {what}", where=file, expected="a workbook, csv, parquet or a web page with tables", do=do)


def disagreement(file: str, kind: Kind) -> str:
    """What to tell the reader where the name of a file says another kind than its content; '' where they agree.

    >>> disagreement("figures.xls", Kind.HTML)
    'the name ends in .xls and the file is a web page with tables (.html); it is read as what it is'
    """
    suffix = PurePath(file).suffix.lower()
    if not suffix or suffix in _SUFFIXES[kind]:
        return ""
    return f"the name ends in {suffix} and the file is {_WORDS[kind]}; it is read as what it is"


def _refuse_blank(file: str, content: bytes) -> None:
    if not content:
        raise SourceError("the file is empty", where=file, do="Fetch it again.")
    for mark in (BOM_UTF8, BOM_UTF16_LE, BOM_UTF16_BE):
        if content.startswith(mark) and not content[len(mark) :].strip(_BLANKS):
            raise SourceError("the file holds nothing but the mark of its encoding", where=file, do="Fetch it again.")
    if not content[:_HEAD].strip(_BLANKS) and not content.strip(_BLANKS):
        raise SourceError("the file holds nothing but blanks", where=file, do="Fetch it again.")


def _ole2(file: str, content: bytes) -> Kind:
    """The old container of Excel, Word and PowerPoint, and of every encrypted file of theirs; the names of its streams tell which."""
    if _named(content, "EncryptedPackage") or _asks_for_password(content):
        raise encrypted(file)
    if _named(content, "WordDocument"):
        raise is_no_table(file, "a Word document")
    if _named(content, "PowerPoint Document"):
        raise is_no_table(file, "a PowerPoint presentation")
    return Kind.XLS


def _asks_for_password(content: bytes) -> bool:
    """Whether one of the first records of an Excel 97 workbook says that it is encrypted: readers go on all the same."""
    place = content.find(_FIRST_RECORD)
    records = content[place : place + 512] if place >= 0 else b""
    at = 0
    while at + 4 <= len(records):
        kind, length = struct.unpack_from("<HH", records, at)
        if kind == _FILEPASS:
            return True
        at += 4 + length
    return False


def encrypted(file: str) -> SourceError:
    """The error for a workbook that asks for a password."""
    return SourceError("the workbook is encrypted", where=file, do="Save it without a password and register that file.")


def _named(content: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in content


def _kind_of_text(file: str, content: bytes) -> Kind:
    start = _start_of_text(content)
    if start.startswith("<"):
        return _kind_of_markup(file, content, start)
    if re.match(r'\{\s*["}]|\[\s*[\[{"]', start):
        raise is_no_table(file, "JSON")
    return Kind.TEXT


def _start_of_text(content: bytes) -> str:
    head = content[: 4 * _HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace").strip()
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1").strip()


def _kind_of_markup(file: str, content: bytes, start: str) -> Kind:
    if "urn:schemas-microsoft-com:office:spreadsheet" in start and "<html" not in start[:_HEAD].lower():
        raise is_no_table(file, "an XML spreadsheet (SpreadsheetML 2003)", do="Open it in a spreadsheet program and save it as .xlsx.")
    if re.search(r"<(table|html|!doctype html)\b", start, re.IGNORECASE):
        if not re.search(rb"<\0?t\0?a\0?b\0?l\0?e\b", content, re.IGNORECASE):
            raise is_no_table(file, "a web page without a table", do="It may be an error page that was saved: fetch the file again.")
        return Kind.HTML
    if start.startswith("<?xml") or re.match(r"<[\w:.-]+[^<>]*>\s*<", start):
        raise is_no_table(file, "XML")
    return Kind.TEXT
