"""The workbook of ratings: one marked-up table to a sheet, explained, with the same bytes for the same ratings."""

from __future__ import annotations

import textwrap
import zipfile
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from csrating.rate import Ratings
from csrating.tell.sheets import sheets_of
from csrating.tell.sheets.form import DEMONSTRATION, Field, SheetOf, table_name
from csrating.tell.sheets.packed import filled, reach
from csrating.tell.sheets.xml import BETWEEN, LINE, Styles, column_letter, safe_text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles import Border
    from openpyxl.worksheet.worksheet import Worksheet

_MADE_ON = datetime(2009, 12, 9)
"""The day of the letters of 2009, which a workbook of ratings gives for its own; one of today gives the day by which figures count."""
_MOST_DECIMALS = 6
_BLUE, _LINK, _PALE = "12436D", "1D4ED8", "D0D5DA"
_FONT, _SIZE = "Arial", 12
_WIDER = 1.2
"""A digit of the text is that much wider than one of the typeface by which programs measure columns."""
_COVER = 110
"""Characters to a line of the cover."""
_A3, _A4 = 8, 9
_ON_A4 = 180
"""Columns wider than this together, in characters, would be smaller than 8 points on A4."""
_STYLES = {"": "Line", "warning": "Warning", "heading": "Heading 2"}


def workbook(ratings: Ratings) -> bytes:
    """The ratings as an .xlsx workbook.

    Args:
        ratings: the ratings of all councils.

    Returns:
        the bytes of a workbook with the sheets Cover, Contents, Notes, Rules, Ratings, Profile, Indicators, Reasons and Sources; of today
        with Profile bands and Measures in their places, and without Profile where no grades of settings were read. Each has its
        title in A1 and lines about it beneath, and all but the cover have one marked-up table without blank or merged cells; a symbol in
        square brackets stands where there is no figure. Numbers are unrounded and formatted; text that a program could run as a formula
        has an apostrophe before it.
    """
    sheets = sheets_of(ratings)
    cut_off = ratings.framework.value("indicators.cut_off")
    frame, styles = _frame(sheets, made_on=datetime.fromisoformat(str(cut_off)) if ratings.framework.is_of_today else _MADE_ON)
    return filled(frame, sheets, styles)


def _frame(sheets: tuple[SheetOf, ...], *, made_on: datetime) -> tuple[bytes, Styles]:
    """The workbook with everything but the rows of its tables, and the cell styles of their rows."""
    # openpyxl is imported here so that a letter, which comes from the same room, never waits for it.
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook()
    book.remove(book.worksheets[0])
    _described(book, sheets[0], made_on)
    _named_styles(book)
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        _headed(page, sheet)
        if sheet.fields:
            _tabled(page, sheet)
        else:
            _as_text(page, sheet)
        _for_paper(page, sheet)
    styles = _styles(book)
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        ExcelWriter(book, archive).save()
    return stream.getvalue(), styles


def _described(book: Workbook, cover: SheetOf, made_on: datetime) -> None:
    """The properties by which programs announce the workbook: title, language, and that it holds demonstration data."""
    properties = book.properties
    properties.creator, properties.title, properties.language = "csrating", cover.title, "en-GB"
    properties.subject = DEMONSTRATION if any(line.tone == "warning" for line in cover.about) else None
    properties.created = properties.modified = made_on


def _named_styles(book: Workbook) -> None:
    """The styles of what stands outside the tables; the headings are Excel's own, by number, so that programs know them for headings."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side

    ruled = Border(bottom=Side("medium", color=_BLUE))
    book.add_named_style(NamedStyle("Heading 1", font=Font(name=_FONT, size=16, bold=True, color=_BLUE), builtinId=16))
    book.add_named_style(NamedStyle("Heading 2", font=Font(name=_FONT, size=13, bold=True, color=_BLUE), builtinId=17))
    book.add_named_style(NamedStyle("Line", font=Font(name=_FONT, size=_SIZE)))
    book.add_named_style(NamedStyle("Warning", font=Font(name=_FONT, size=_SIZE, bold=True)))
    book.add_named_style(NamedStyle("Link", font=Font(name=_FONT, size=_SIZE, color=_LINK, underline="single")))
    for name, side, indent in (("Heading of text", "left", 1), ("Heading of numbers", "right", 0)):
        alignment = Alignment(wrap_text=True, vertical="bottom", horizontal=side, indent=indent)
        book.add_named_style(NamedStyle(name, font=Font(name=_FONT, size=_SIZE, bold=True), alignment=alignment, border=ruled))


def _headed(page: Worksheet, sheet: SheetOf) -> None:
    """Write the title and the lines about the sheet."""
    title = page.cell(1, 1, safe_text(sheet.title))
    title.style = "Heading 1"
    page.row_dimensions[1].height = 26
    for row, line in enumerate(sheet.about, 2):
        page.cell(row, 1, safe_text(line.text)).style = "Link" if line.leads_to else _STYLES[line.tone]
        page.row_dimensions[row].height = 30 if line.tone == "heading" else LINE + BETWEEN
    page.sheet_format.defaultRowHeight, page.sheet_format.customHeight = LINE + BETWEEN, True
    page.sheet_view.showGridLines = False


def _as_text(page: Worksheet, sheet: SheetOf) -> None:
    """Lines as wide as a page, wrapped; no table."""
    from openpyxl.styles import Alignment

    page.column_dimensions["A"].width = _COVER * _WIDER
    for row, line in enumerate(sheet.about, 2):
        page.cell(row, 1).alignment = Alignment(wrap_text=True, vertical="bottom" if line.tone == "heading" else "top")
        lines = len(textwrap.wrap(line.text, int(1.15 * _COVER)))
        if lines > 1:
            page.row_dimensions[row].height = LINE * lines + BETWEEN


def _tabled(page: Worksheet, sheet: SheetOf) -> None:
    """Write the headings, mark up the table and freeze what stands above its rows, with the name of the council where there is one."""
    top = sheet.heading_row
    for column, field in enumerate(sheet.fields, 1):
        page.cell(top, column, field.heading).style = "Heading of text" if field.is_text else "Heading of numbers"
        page.column_dimensions[column_letter(column)].width = field.width * _WIDER
    page.row_dimensions[top].height = LINE * max(map(_lines, sheet.fields)) + BETWEEN
    page.freeze_panes = f"{'C' if sheet.fields[0].heading == 'Council code' else 'A'}{top + 1}"
    _mark_up(page, sheet)


def _lines(field: Field) -> int:
    """How many lines a heading takes; bold letters are wider, and text is indented."""
    return len(textwrap.wrap(field.heading, max(1, int(field.width - 1))))


def _for_paper(page: Worksheet, sheet: SheetOf) -> None:
    """Landscape, as wide as the paper, with all that stands above the rows and a page number on each page.

    The foot of a page holds nothing that a cell does not say, because programs that read a sheet aloud leave it out.
    """
    from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem
    from openpyxl.worksheet.page import PageMargins
    from openpyxl.worksheet.properties import PageSetupProperties

    setup = page.page_setup
    setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight = "landscape", _A3 if sheet.width > _ON_A4 else _A4, 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, header=0.3, footer=0.3)
    page.print_area = reach(sheet, 1)
    if sheet.fields:
        page.print_title_rows = f"1:{sheet.heading_row}"
    foot = HeaderFooterItem()
    foot.left.text, foot.right.text = "&A", "Page &P of &N"
    page.HeaderFooter = HeaderFooter(oddFooter=foot)


def _mark_up(page: Worksheet, sheet: SheetOf) -> None:
    from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

    # No filter buttons: they would lie on the headings, and the checklist of accessible spreadsheets advises against them.
    table = Table(displayName=table_name(sheet.name), ref=reach(sheet, sheet.heading_row))
    table.tableColumns = [TableColumn(id=place, name=field.heading) for place, field in enumerate(sheet.fields, 1)]
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    page.add_table(table)


def _styles(book: Workbook) -> Styles:
    """The cell styles of the tables, made known to the workbook on a sheet that is taken out again."""
    from openpyxl.styles import Alignment, Font

    page = book.create_sheet("styles")
    formats = ("#,##0", *(f"#,##0.{'0' * places}" for places in range(1, _MOST_DECIMALS + 1)))
    text = Alignment(vertical="top", horizontal="left", indent=1)
    wrapped = Alignment(vertical="top", horizontal="left", indent=1, wrap_text=True)
    right = Alignment(vertical="top", horizontal="right")
    plain, link, under = Font(name=_FONT, size=_SIZE), Font(name=_FONT, size=_SIZE, color=_LINK, underline="single"), _hairline()
    kinds = (("General", text, plain), ("General", wrapped, plain), ("General", text, link), ("General", right, plain))
    made = []
    for row, (form, alignment, font) in enumerate((*kinds, *((form, right, plain) for form in formats)), 1):
        cell = page.cell(row, 1)
        cell.font, cell.number_format, cell.alignment, cell.border = font, form, alignment, under
        made.append(cell.style_id)
    book.remove(page)
    return Styles(text=made[0], wrapped=made[1], link=made[2], symbol=made[3], decimals=tuple(made[4:]))


def _hairline() -> Border:
    """A pale line under each row, by which the eye keeps to it without a fill."""
    from openpyxl.styles import Border, Side

    return Border(bottom=Side("thin", color=_PALE))
