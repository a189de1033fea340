"""The letter as a Word document with real styles, headings and a table, so that its parts can be pasted into a report."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from csrating.tell.blocks import Block, Bullets, Heading, Lines, Paragraph, Table

if TYPE_CHECKING:
    from csrating.tell.letter import Letter

LANGUAGE = "en-GB"
FONT = "Arial"
INK = RGBColor(0x12, 0x43, 0x6D)
SHADE = "E7ECF1"
WRITTEN = datetime(1980, 1, 1, tzinfo=UTC)
"""The date that the file says it was made and changed on: a fixed one, so that the same letter has the same bytes."""

COLUMN_WIDTHS = (Cm(1.8), Cm(4.2), Cm(10.0))
PARAGRAPH_STYLES = {"": "Normal", "notice": "Notice", "rating": "Rating"}
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document(letter: Letter) -> bytes:
    """The letter as the bytes of a .docx file: the same on every run."""
    made = Document()
    _page(made, letter)
    _styles(made)
    _properties(made, letter)
    for block in letter.blocks:
        _add(made, block)
    buffer = BytesIO()
    made.save(buffer)
    return _steady(buffer.getvalue())


def _clean(text: str) -> str:
    """The text without the characters that XML cannot hold; an indicator's number stays on the line of its "NI"."""
    return re.sub(r"\bNI (?=\d)", "NI\u00a0", NOT_IN_XML.sub("\ufffd", text))


def _add(made: WordDocument, block: Block) -> None:
    match block:
        case Heading():
            made.add_heading(_clean(block.text), level=block.level)
        case Paragraph():
            made.add_paragraph(_clean(block.text), style=PARAGRAPH_STYLES[block.tone])
        case Lines():
            _lines(made, block)
        case Table():
            _table(made, block)
        case Bullets():
            for point in block.points:
                made.add_paragraph(_clean(point.text), style="List Bullet")


def _lines(made: WordDocument, block: Lines) -> None:
    paragraph = made.add_paragraph()
    for place, line in enumerate(block.lines):
        run = paragraph.add_run(_clean(line))
        if place < len(block.lines) - 1:
            run.add_break()


def _table(made: WordDocument, block: Table) -> None:
    table = made.add_table(rows=1 + len(block.rows), cols=len(block.header), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    for column, width in zip(table.columns, COLUMN_WIDTHS, strict=True):
        column.width = width
    for row, texts in zip(table.rows, (block.header, *block.rows), strict=True):
        for cell, text, width in zip(row.cells, texts, COLUMN_WIDTHS, strict=True):
            cell.width = width
            cell.text = _clean(text)
            cell.paragraphs[0].style = made.styles["Table Text"]
    _header_row(table)
    made.add_paragraph(style="Table Text")


def _header_row(table: WordTable) -> None:
    """The first row marked as the header: repeated on each page, read out as such, bold on a shade."""
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(_element("w:tblHeader", val="true"))
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
        cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=SHADE))
    for row in table.rows:
        row._tr.get_or_add_trPr().append(_element("w:cantSplit", val="true"))


def _element(name: str, **attributes: str) -> Any:
    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    return element


def _page(made: WordDocument, letter: Letter) -> None:
    """A4, with the notice about demonstration data at the head of each page and the page number at its foot."""
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.2)
    if letter.demonstration:
        head = section.header.paragraphs[0]
        head.text = "Prepared with demonstration data"
        head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot = section.footer.paragraphs[0]
    foot.text = f"{_clean(letter.title)} · page "
    _page_number(foot)


def _page_number(paragraph: WordParagraph) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            run._r.append(_element("w:fldChar", fldCharType=kind))
        else:
            instruction = OxmlElement("w:instrText")
            instruction.text = text
            run._r.append(instruction)


def _styles(made: WordDocument) -> None:
    normal = made.styles["Normal"]
    _font(normal, 10)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.1
    _language(made)
    for name, size, before in (("Heading 1", 16, 12), ("Heading 2", 12.5, 10)):
        style = made.styles[name]
        _font(style, size)
        style.font.bold, style.font.color.rgb = True, INK
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(6)
        style.paragraph_format.keep_with_next = True
    _own_styles(made)
    bullet = made.styles["List Bullet"]
    _font(bullet, 9)
    bullet.paragraph_format.space_after = Pt(2)
    for name in ("Header", "Footer"):
        _font(made.styles[name], 8.5)


def _own_styles(made: WordDocument) -> None:
    """Three styles beside Word's own: a notice in a frame, the rating on a shade, and the text of a table."""
    for name, size, fill in (("Notice", 9.5, ""), ("Rating", 13, SHADE)):
        style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = made.styles["Normal"]
        style.font.size, style.font.bold, style.font.color.rgb = Pt(size), True, INK
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(4), Pt(10)
        style.element.get_or_add_pPr().append(_border())
        if fill:
            style.element.get_or_add_pPr().append(_element("w:shd", val="clear", color="auto", fill=fill))
    text = made.styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = made.styles["Normal"]
    text.paragraph_format.space_before = text.paragraph_format.space_after = Pt(2)
    text.font.size = Pt(9.5)


def _border() -> Any:
    """A bar to the left of the paragraph."""
    border = OxmlElement("w:pBdr")
    border.append(_element("w:left", val="single", sz="24", space="6", color=str(INK)))
    return border


def _font(style: Any, size: float) -> None:
    """One font for all scripts of a style; the themes' fonts that Word's own styles name are taken out."""
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
        fonts.attrib.pop(qn(f"w:{script}Theme"), None)


def _language(made: WordDocument) -> None:
    """British English for the whole document."""
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def _properties(made: WordDocument, letter: Letter) -> None:
    properties = made.core_properties
    properties.title = _clean(letter.title)
    properties.subject = "Prepared with demonstration data" if letter.demonstration else ""
    properties.author, properties.last_modified_by, properties.comments, properties.keywords = "csrating", "csrating", "", ""
    properties.language = LANGUAGE
    properties.created = properties.modified = WRITTEN
    properties.revision = 1


def _steady(content: bytes) -> bytes:
    """The same parts in the same order, without the dates at which they were packed."""
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as packed, ZipFile(buffer, "w", ZIP_DEFLATED) as steady:
        for name in packed.namelist():
            part = ZipInfo(name, date_time=WRITTEN.timetuple()[:6])
            part.compress_type = ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            steady.writestr(part, packed.read(name))
    return buffer.getvalue()
