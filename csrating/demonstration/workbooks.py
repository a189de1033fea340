"""Workbooks and csv files as bytes, the same bytes every time: no clock, no folder, no file."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from csrating.demonstration.grids import Grid, Row

_MADE = datetime(2009, 12, 1)
_ZIP_MADE = (2009, 12, 1, 0, 0, 0)
_DATE = "dd/mm/yyyy"
_WIDE = {"Area": 34, "Local authority": 34, "School": 44, "Type of setting": 26, "Type of provision": 36, "Judgement": 24, "Council": 34}
_BOLD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top", horizontal="center")


def workbook_bytes(title: str, about: list[str], grids: list[Grid]) -> bytes:
    """A workbook with a first sheet "About" and then one sheet per grid.

    Args:
        title: the workbook's title, also the first line of "About".
        about: the lines below it.
        grids: the sheets in order.
    """
    book = Workbook()
    book.properties.title, book.properties.creator = title, "csrating demonstration generator"
    book.properties.created = _MADE
    front = book.worksheets[0]
    front.title = "About"
    for line in (title, *about):
        front.append([line])
    front.column_dimensions["A"].width = 110
    front["A1"].font = _BOLD
    for grid in grids:
        _write(book.create_sheet(grid.name), grid)
    return _without_clock(book)


def _write(sheet: Worksheet, grid: Grid) -> None:
    for row in grid.rows:
        sheet.append(row)
    for first_row, first_column, last_row, last_column in grid.merged:
        sheet.merge_cells(start_row=first_row, start_column=first_column, end_row=last_row, end_column=last_column)
    sheet["A1"].font = _BOLD
    for heading in grid.headings:
        for cell in sheet[heading]:
            cell.font, cell.alignment = _BOLD, _WRAPPED
    _dates_and_widths(sheet, grid)


def _dates_and_widths(sheet: Worksheet, grid: Grid) -> None:
    head = grid.rows[grid.headings[0] - 1]
    for column, label in enumerate(head, start=1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = _WIDE.get(str(label), 13)
        if label == "Inspection date":
            for row in range(grid.headings[-1] + 1, len(grid.rows) + 1):
                sheet.cell(row, column).number_format = _DATE
    sheet.freeze_panes = f"A{grid.headings[-1] + 1}"


def _without_clock(book: Workbook) -> bytes:
    """The saved workbook with every time in it set to one day."""
    written, steady = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in parts.namelist():
            content = parts.read(name)
            if name == "docProps/core.xml":
                stamp = _MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            entry = zipfile.ZipInfo(name, date_time=_ZIP_MADE)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            fixed.writestr(entry, content)
    return steady.getvalue()


def csv_bytes(rows: list[Row], *, encoding: str) -> bytes:
    r"""Rows as a csv file with Windows line ends.

    >>> csv_bytes([["a", 1, None]], encoding="cp1252")
    b'a,1,\r\n'
    """
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(encoding)
