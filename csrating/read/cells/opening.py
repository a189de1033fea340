"""Open a file of tables, whatever it is: by what is in it, within limits, and with one clear error where it is not to be read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path, PurePath

from csrating.errors import SourceError
from csrating.read.cells.archive import damaged, open_archive
from csrating.read.cells.control import refuse_unseemly
from csrating.read.cells.delimiters import delimiter_of
from csrating.read.cells.encodings import decoded
from csrating.read.cells.html_tables import html_page
from csrating.read.cells.kinds import ZIPPED, Kind, disagreement, kind_of
from csrating.read.cells.limits import Limits
from csrating.read.cells.parquet import parquet_sheet
from csrating.read.cells.sheet import Sheet
from csrating.read.cells.text import text_sheet
from csrating.read.cells.workbook import UNSEEN, excel97_sheets, notes_on, zipped_sheets

_SEPARATED = {".csv": ",", ".tsv": "\t"}


@dataclass(frozen=True, eq=False)
class Opened:
    """A file that has been opened: what it is, its sheets, and what its reader should know.

    ``encoding`` and ``delimiter`` are '' where the file is not text. ``notes`` are sentences without their full stops.
    """

    kind: Kind
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    delimiter: str = ""
    notes: tuple[str, ...] = ()


def open_table_file(
    file: str, content: bytes, *, encoding: str | None = None, delimiter: str | None = None, limits: Limits | None = None
) -> Opened:
    r"""Open a workbook, csv, parquet file or web page with tables, known by its content and not by its name.

    Nothing in it is run, fetched or worked out: a formula gives the value that was stored with it, or is flagged where there is none.

    Args:
        file: the name of the file.
        content: its bytes.
        encoding: how its text is encoded, where it is known; otherwise by content.
        delimiter: what separates the values of its text, where it is known; otherwise by content.
        limits: the most that is read of it.

    Raises:
        SourceError: the file is empty, damaged, encrypted, larger than the limits, not certain in its encoding or its separator, or is no
            file of tables; the message says which.

    >>> opened = open_table_file("figures.xls", "LA\tName\n358\tTrafford\n".encode("utf-16"))
    >>> str(opened.kind), opened.encoding, opened.delimiter, opened.sheets[0].cells.tolist()
    ('csv', 'utf-16', '\t', [['LA', 'Name'], ['358', 'Trafford']])
    >>> opened.notes
    ('the name ends in .xls and the file is text with separated values (.csv); it is read as what it is',)
    """
    limits = limits or Limits()
    if len(content) > limits.file_bytes:
        raise too_many_bytes(file, len(content), limits)
    kind = kind_of(file, content)
    opened = _opened(file, content, kind, encoding=encoding, delimiter=delimiter, limits=limits)
    if len(opened.sheets) > limits.sheets:
        raise SourceError(f"the file has {len(opened.sheets):,} sheets", where=file, expected=f"at most {limits.sheets:,}", do="Split it.")
    _refuse_one_name(file, [sheet.name for sheet in opened.sheets])
    for sheet in opened.sheets:
        refuse_unseemly(sheet, searched=opened.kind == Kind.TEXT)
    odd = disagreement(file, opened.kind)
    return Opened(opened.kind, opened.sheets, opened.encoding, opened.delimiter, (odd, *opened.notes)) if odd else opened


def _refuse_one_name(file: str, names: list[str]) -> None:
    """Refuse two sheets of one name, in any case: no program makes them, and no cell could be told by its address."""
    twice = next((name for name, count in Counter(map(str.casefold, names)).items() if count > 1), None)
    if twice is not None:
        said = next(name for name in names if name.casefold() == twice)
        do = "Give each sheet a name of its own."
        raise SourceError(f"two of its sheets are called {said!r}", where=file, expected="sheets that can be told apart", do=do)


def content_of(path: Path, *, name: str, limits: Limits | None = None) -> bytes:
    """The bytes of a file, of which no more are taken than are read.

    Raises:
        SourceError: it is larger.
    """
    limits = limits or Limits()
    if path.stat().st_size > limits.file_bytes:
        raise too_many_bytes(name, path.stat().st_size, limits)
    with path.open("rb") as file:
        content = file.read(limits.file_bytes + 1)  # it may have grown meanwhile
    if len(content) > limits.file_bytes:
        raise too_many_bytes(name, len(content), limits)
    return content


def too_many_bytes(file: str, count: int, limits: Limits) -> SourceError:
    """The error for a file that is larger than any that is read."""
    return SourceError(f"the file has {count:,} bytes", where=file, expected=f"at most {limits.file_bytes:,}", do="Split it.")


def _opened(file: str, content: bytes, kind: Kind | str, *, encoding: str | None, delimiter: str | None, limits: Limits) -> Opened:
    if kind == ZIPPED:
        archive = open_archive(file, content, limits=limits)
        kind = archive.kind()
        unseen = (UNSEEN,) if kind == Kind.XLSB else ()
        return Opened(kind, zipped_sheets(archive, kind), notes=(*notes_on(archive), *unseen))
    if kind == Kind.XLS:
        sheets, notes = excel97_sheets(file, content, limits=limits)
        return Opened(Kind.XLS, sheets, notes=notes)
    if kind == Kind.PARQUET:
        sheet, notes = parquet_sheet(file, content, limits=limits)
        return Opened(Kind.PARQUET, (sheet,), notes=notes)
    if kind == Kind.HTML:
        page = html_page(file, content, encoding=encoding, limits=limits)
        return Opened(Kind.HTML, page.sheets, page.encoding, notes=page.notes)
    return _opened_text(file, content, encoding=encoding, delimiter=delimiter, limits=limits)


def _opened_text(file: str, content: bytes, *, encoding: str | None, delimiter: str | None, limits: Limits) -> Opened:
    text = decoded(file, content, encoding=encoding)
    sign = delimiter or delimiter_of(file, text.text)
    sheet, notes = text_sheet(file, text.text.removeprefix("\ufeff"), delimiter=sign, limits=limits)
    return Opened(Kind.TEXT, (sheet,), text.encoding, sign, (*text.notes, *notes))


def sheets(file: str, content: bytes, *, encoding: str = "utf-8-sig") -> tuple[Sheet, ...]:
    """The sheets of a registered file, whose name and layout say what it is.

    Args:
        file: the name of the file; one that ends in .csv is comma-separated text and one in .tsv tab-separated.
        content: its bytes.
        encoding: how the text of a csv file is stored.

    Raises:
        SourceError: the file is damaged, encrypted, or not of the kind that its name says.
    """
    suffix = PurePath(file).suffix.lower()
    if suffix in _SEPARATED:
        return _opened_text(file, content, encoding=encoding, delimiter=_SEPARATED[suffix], limits=Limits()).sheets
    kind = kind_of(file, content)
    if kind in (Kind.TEXT, Kind.PARQUET, Kind.HTML) and disagreement(file, Kind(kind)):
        raise damaged(file, f"by its content it is {kind}")
    return open_table_file(file, content, encoding=encoding).sheets
