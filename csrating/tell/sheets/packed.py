"""The rows of the sheets put into a workbook that has everything else, with the same bytes each time."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from csrating.tell.sheets.form import SheetOf
from csrating.tell.sheets.xml import Styles, column_letter, links_xml, rows_xml

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_PART = "xl/worksheets/sheet"


def filled(frame: bytes, sheets: tuple[SheetOf, ...], styles: Styles) -> bytes:
    """The workbook with its rows and links, every part dated alike.

    Args:
        frame: a workbook with the lines and headings of each sheet.
        sheets: what the sheets hold, in order.
        styles: the cell styles of the workbook.
    """
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(frame)) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name.startswith(_PART):
                sheet = sheets[int(name.removeprefix(_PART).removesuffix(".xml")) - 1]
                content = _with_rows(content, sheet, styles)
            part = zipfile.ZipInfo(name, date_time=_ZIP_DATE)
            part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            after.writestr(part, content)
    return stream.getvalue()


def reach(sheet: SheetOf, top: int) -> str:
    """The cells from the row ``top`` to the end of the sheet."""
    return f"A{top}:{column_letter(max(1, len(sheet.fields)))}{sheet.last_row}"


def _with_rows(content: bytes, sheet: SheetOf, styles: Styles) -> bytes:
    content = re.sub(rb'<dimension ref="[^"]*"', f'<dimension ref="{reach(sheet, 1)}"'.encode(), content, count=1)
    content = _before(content, b"<pageMargins", links_xml(sheet))
    if not sheet.fields:
        return content
    # Codes and sums of text are text on purpose: without this, programs flag every one of them as a number that went wrong.
    quiet = f'<ignoredErrors><ignoredError sqref="{reach(sheet, sheet.heading_row)}" numberStoredAsText="1"/></ignoredErrors>'
    content = _before(content, b"<tableParts", quiet)
    return _before(content, b"</sheetData>", rows_xml(sheet.fields, first_row=sheet.heading_row + 1, styles=styles))


def _before(content: bytes, mark: bytes, more: str) -> bytes:
    head, found, tail = content.partition(mark)
    return head + more.encode() + found + tail
