"""A table in Word that says what it holds, and whose header is a header to a program that reads it aloud."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm

from csrating.tell.word.elements import element

COLUMN_WIDTHS = (Cm(1.8), Cm(3.8), Cm(10.4))


def add_table(made: WordDocument, header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """Add a table whose first row is its header, repeated on each page that it runs over to."""
    table = made.add_table(rows=1 + len(rows), cols=len(header), style="Letter Table")
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    for column, width in zip(table.columns, COLUMN_WIDTHS, strict=True):
        column.width = width
    for row, texts in zip(table.rows, (header, *rows), strict=True):
        row._tr.get_or_add_trPr().append(element("w:cantSplit", val="true"))
        for cell, text, width in zip(row.cells, texts, COLUMN_WIDTHS, strict=True):
            cell.width = width
            cell.text = text
            cell.paragraphs[0].style = made.styles["Table Text"]
    table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader", val="true"))
    properties = table._tbl.tblPr
    for look in properties.findall(qn("w:tblLook")):
        properties.remove(look)
    properties.append(
        element("w:tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noHBand="1", noVBand="1")
    )
    properties.append(element("w:tblCaption", val=f"{header[0]}: {', '.join(row[0] for row in rows)}"))
    properties.append(element("w:tblDescription", val=f"A table of {len(rows)} rows under the headings {', '.join(header)}."))
