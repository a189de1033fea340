"""The workbook of ratings: one marked-up table to a sheet, explained, with the same bytes for the same ratings."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from csrating.rate import Ratings
from csrating.tell.sheet_xml import Styles, column_letter, rows_xml, safe_text
from csrating.tell.sheets import DEMONSTRATION, SheetOf, sheets_of

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.header_footer import HeaderFooter
    from openpyxl.worksheet.worksheet import Worksheet

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_MADE_ON = datetime(2009, 12, 9)
_MOST_DECIMALS = 6
_BLUE = "12436D"
_A3, _A4 = 8, 9
_ON_A4 = 180
"""Columns wider than this together, in characters, would be smaller than 8 points on A4."""


def workbook(ratings: Ratings) -> bytes:
    """The ratings as an .xlsx workbook.

    Args:
        ratings: the ratings of all councils.

    Returns:
        the bytes of a workbook with the sheets Cover, Notes, Rules, Ratings, Profile, Indicators, Reasons and Sources. Each has its title
        in A1, lines about it beneath, and one marked-up table without blank or merged cells; a symbol in square brackets stands where there
        is no figure. Numbers are unrounded and formatted; text that a program could run as a formula has an apostrophe before it.
    """
    sheets = sheets_of(ratings)
    frame, styles = _frame(sheets)
    return _filled(frame, sheets, styles)


def _frame(sheets: tuple[SheetOf, ...]) -> tuple[bytes, Styles]:
    """The workbook with everything but the rows of its tables, and the cell styles of their rows."""
    # openpyxl is imported here so that a letter, which comes from the same room, never waits for it.
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator, book.properties.title = "csrating", sheets[0].title
    book.properties.created = book.properties.modified = _MADE_ON
    for sheet in sheets:
        _headed(book.create_sheet(sheet.name), sheet)
    styles = _styles(book)
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        ExcelWriter(book, archive).save()
    return stream.getvalue(), styles


def _headed(page: Worksheet, sheet: SheetOf) -> None:
    """Write the title, the lines about the sheet and the headings; mark up the table, freeze the headings, and set up for paper."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    title = page.cell(1, 1, safe_text(sheet.title))
    title.font = Font(name="Arial", size=14, bold=True, color=_BLUE)
    for row, line in enumerate(sheet.about, 2):
        page.cell(row, 1, safe_text(line)).font = Font(name="Arial", size=10, bold=line.startswith("DEMONSTRATION"))
    top = _heading_row(sheet)
    for column, field in enumerate(sheet.fields, 1):
        heading = page.cell(top, column, field.heading)
        heading.font = Font(name="Arial", size=10, bold=True)
        side, indent = ("left", 1) if field.is_text else ("right", 0)
        heading.alignment = Alignment(wrap_text=True, vertical="bottom", horizontal=side, indent=indent)
        heading.fill = PatternFill("solid", fgColor="E6E6E6")
        heading.border = Border(bottom=Side("thin", color=_BLUE))
        page.column_dimensions[column_letter(column)].width = field.width
    page.row_dimensions[top].height = 44 if max(len(field.heading) / field.width for field in sheet.fields) > 1 else 18
    page.freeze_panes = f"{'C' if sheet.fields[0].heading == 'Council code' else 'A'}{top + 1}"
    page.sheet_view.showGridLines = False
    _mark_up(page, sheet, top)
    _for_paper(page, sheet, top)


def _for_paper(page: Worksheet, sheet: SheetOf, top: int) -> None:
    """Landscape, as wide as the paper, with the headings, the warning and a page number on each page."""
    from openpyxl.worksheet.page import PageMargins
    from openpyxl.worksheet.properties import PageSetupProperties

    setup = page.page_setup
    setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight = "landscape", _A3 if sheet.width > _ON_A4 else _A4, 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins = PageMargins(left=0.3, right=0.3, top=0.6, bottom=0.5, header=0.3, footer=0.25)
    page.print_title_rows = f"{top}:{top}"
    page.print_area = _reach(sheet, 1)
    page.HeaderFooter = _edges(sheet)


def _edges(sheet: SheetOf) -> HeaderFooter:
    from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem

    head, foot = HeaderFooterItem(), HeaderFooterItem()
    foot.left.text, foot.right.text = sheet.name, "page &P of &N"
    if sheet.warned:
        head.left.text = DEMONSTRATION
    return HeaderFooter(oddHeader=head, oddFooter=foot)


def _heading_row(sheet: SheetOf) -> int:
    return len(sheet.about) + 2


def _reach(sheet: SheetOf, top: int) -> str:
    """The cells from the row ``top`` to the end of the table."""
    return f"A{top}:{column_letter(len(sheet.fields))}{_heading_row(sheet) + sheet.rows}"


def _mark_up(page: Worksheet, sheet: SheetOf, top: int) -> None:
    from openpyxl.worksheet.filters import AutoFilter
    from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

    reach = _reach(sheet, top)
    table = Table(displayName=sheet.name.lower(), ref=reach, autoFilter=AutoFilter(ref=reach))
    table.tableColumns = [TableColumn(id=place, name=field.heading) for place, field in enumerate(sheet.fields, 1)]
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    page.add_table(table)


def _styles(book: Workbook) -> Styles:
    """The cell styles of the tables, made known to the workbook on a sheet that is taken out again."""
    from openpyxl.styles import Alignment, Font

    page = book.create_sheet("styles")
    numbers = ("#,##0", *(f"#,##0.{'0' * places}" for places in range(1, _MOST_DECIMALS + 1)))
    made = []
    text = Alignment(vertical="top", horizontal="left", indent=1)
    wrapped = Alignment(vertical="top", horizontal="left", indent=1, wrap_text=True)
    alignments = (text, wrapped, Alignment(vertical="top", horizontal="right"), *(Alignment(vertical="top") for _ in numbers))
    for row, (form, alignment) in enumerate(zip(("General",) * 3 + numbers, alignments, strict=True), 1):
        cell = page.cell(row, 1)
        cell.font, cell.number_format, cell.alignment = Font(name="Arial", size=10), form, alignment
        made.append(cell.style_id)
    book.remove(page)
    return Styles(text=made[0], wrapped=made[1], symbol=made[2], decimals=tuple(made[3:]))


def _filled(frame: bytes, sheets: tuple[SheetOf, ...], styles: Styles) -> bytes:
    """The workbook with its rows, every part dated alike."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(frame)) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name.startswith("xl/worksheets/sheet"):
                sheet = sheets[int(name.removeprefix("xl/worksheets/sheet").removesuffix(".xml")) - 1]
                content = _with_rows(content, sheet, styles)
            part = zipfile.ZipInfo(name, date_time=_ZIP_DATE)
            part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            after.writestr(part, content)
    return stream.getvalue()


def _with_rows(content: bytes, sheet: SheetOf, styles: Styles) -> bytes:
    rows = rows_xml(sheet.fields, first_row=_heading_row(sheet) + 1, styles=styles)
    reach = f'<dimension ref="{_reach(sheet, 1)}"'
    before, end, after = re.sub(rb'<dimension ref="[^"]*"', reach.encode(), content, count=1).partition(b"</sheetData>")
    return before + rows.encode() + end + after
