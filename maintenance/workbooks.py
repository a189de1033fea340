"""How the workbooks of published figures are written: first sheet, headers, and bytes that depend on nothing but their cells."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

FIXED = datetime(2010, 1, 1)
Cell = str | int | float | None
Row = Sequence[Cell]


@dataclass(frozen=True)
class Publication:
    """What the register and the sheet "About" say of one of our files."""

    id: str
    file: str
    layout: str
    title: str
    publisher: str
    published_on: str
    address: str
    found_in: str
    licence: str
    notes: tuple[str, ...]


def publications() -> tuple[Publication, ...]:
    """The publications of publications.toml, in its order."""
    entries = tomllib.loads((Path(__file__).parent / "publications.toml").read_text(encoding="utf-8"))["publication"]
    return tuple(Publication(**{**entry, "notes": tuple(entry["notes"])}) for entry in entries)


def sheet_about(book: Workbook, publication: Publication) -> None:
    """The first sheet: what the figures are, who published them, where they were found, under which licence."""
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook has no sheet")
    sheet.title = "About"
    lines = [
        ("Title", publication.title),
        ("Publisher", publication.publisher),
        ("Published", publication.published_on),
        ("Address", publication.address),
        ("Found in", publication.found_in),
        ("Licence", publication.licence),
        ("Origin", "Published figures, carried over into a workbook of this project; figures and symbols stand as they were published."),
        *(("Note", note) for note in publication.notes),
    ]
    for line in lines:
        sheet.append(line)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 12, 120
    for row in sheet.iter_rows(min_col=1, max_col=1):
        row[0].font = Font(bold=True)


def new_sheet(publication: Publication, title: str) -> tuple[Workbook, Worksheet]:
    """A workbook with its About sheet, and an empty sheet for the figures."""
    book = Workbook()
    sheet_about(book, publication)
    return book, book.create_sheet(title)


def write_row(sheet: Worksheet, number: int, cells: Row, *, bold: bool = False) -> None:
    """One row of cells, from column A."""
    for column, value in enumerate(cells, start=1):
        if value is not None:
            place = sheet.cell(row=number, column=column, value=value)
            place.font = Font(bold=bold)


def merge(sheet: Worksheet, row: int, column: int, *, over: int = 1, down: int = 1) -> None:
    """Merges a header cell over some columns and down some rows, centred."""
    if over > 1 or down > 1:
        sheet.merge_cells(start_row=row, start_column=column, end_row=row + down - 1, end_column=column + over - 1)
    sheet.cell(row=row, column=column).alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def write_rows(sheet: Worksheet, first: int, rows: Iterable[Row]) -> int:
    """Rows from a row number on; headings in capitals are bold. Gives the number after the last."""
    number = first
    for row in rows:
        heading = any(isinstance(value, str) and len(value) > 3 and value.isupper() for value in row[:2])
        write_row(sheet, number, row, bold=heading)
        number += 1
    return number


def finish(sheet: Worksheet, last: int, footnotes: Sequence[str]) -> None:
    """Footnotes right under the figures, and widths that let names be read."""
    for offset, footnote in enumerate(footnotes):
        sheet.cell(row=last + offset, column=1, value=footnote)
    for column in range(1, sheet.max_column + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 30 if column <= 2 and column == name_column(sheet) else 12


def name_column(sheet: Worksheet) -> int:
    """The column that holds the names of areas."""
    return next((place.column for row in sheet.iter_rows(max_row=12) for place in row if place.value in ("Area", "Council")), 1)


def save(book: Workbook, path: Path) -> None:
    """Writes a workbook whose bytes depend on its cells alone: no clock in its properties, none in its zip directory."""
    book.properties.creator, book.properties.created = "csrating", FIXED
    written = io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name in sorted(parts.namelist()):
            content = parts.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2010-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(name, date_time=(2010, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            out.writestr(entry, content)
