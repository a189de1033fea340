"""The styles of a letter in Word: Word's own where it has one, so that a report that the text is pasted into can restyle it."""

from __future__ import annotations

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from csrating.tell.word.elements import element

FONT = "Arial"
INK = RGBColor(0x12, 0x43, 0x6D)
SHADE, RULE = "E7ECF1", "8A97A3"


def take_out_table_styles(made: WordDocument) -> None:
    """Take out the hundred table styles of the blank document: Word knows them without being told, and each use of a style looks at all.

    The plain one stays, which a table that a reader adds will have.
    """
    every = made.styles.element
    for style in list(every.style_lst):
        if style.get(qn("w:type")) == "table" and not style.get(qn("w:default")) and style.name_val != "Table Grid":
            every.remove(style)


def add_styles(made: WordDocument) -> None:
    """Set Word's own styles and add those that the letter needs beside them."""
    normal = made.styles["Normal"]
    _font(normal, 10)
    _spaced(normal, after=6)
    normal.paragraph_format.line_spacing = 1.1
    normal.paragraph_format.widow_control = True
    _headings(made)
    _framed(made)
    _small(made)
    _table(made)


def _headings(made: WordDocument) -> None:
    title = made.styles["Title"]
    for border in title.element.pPr.findall(qn("w:pBdr")):
        title.element.pPr.remove(border)
    for name, size, before in (("Title", 16, 12), ("Heading 1", 12.5, 12), ("Heading 2", 11, 10)):
        style = made.styles[name]
        _font(style, size)
        style.font.bold, style.font.color.rgb = True, INK
        _spaced(style, before=before, after=6)
        style.paragraph_format.keep_with_next = True


def _framed(made: WordDocument) -> None:
    """A notice with a bar beside it, and the rating on a shade."""
    for name, size, fill in (("Notice", 9.5, ""), ("Rating", 13, SHADE)):
        style = _own(made, name, size)
        style.font.bold, style.font.color.rgb = True, INK
        bar = element("w:pBdr", element("w:left", val="single", sz="24", space="6", color=str(INK)))
        # In front of what python-docx adds below: Word wants the border, then the shade, then the spacing.
        properties = style.element.get_or_add_pPr()
        properties.append(bar)
        if fill:
            properties.append(element("w:shd", val="clear", color="auto", fill=fill))
        _spaced(style, before=4, after=10)
        style.paragraph_format.keep_together = True
        style.paragraph_format.keep_with_next = name == "Rating"


def _small(made: WordDocument) -> None:
    """What is smaller than the text, or kept together in a way of its own."""
    _spaced(_own(made, "After Table", 10), before=10, after=6)
    lines = _own(made, "Lines", 10)
    _spaced(lines, after=8)
    lines.paragraph_format.keep_together = True
    _spaced(_own(made, "Table Text", 9.5), before=2, after=2)
    figure = _own(made, "Figure", 10)
    _spaced(figure, before=6, after=2)
    figure.paragraph_format.line_spacing = 1.0
    figure.paragraph_format.keep_with_next = True
    note = _own(made, "Figure Note", 8.5)
    _spaced(note, after=12)
    note.paragraph_format.keep_together = True
    caption = made.styles["Caption"]
    _font(caption, 9.5)
    caption.font.bold, caption.font.color.rgb = True, INK
    caption.paragraph_format.keep_with_next = True
    _spaced(caption, after=2)
    bullet = made.styles["List Bullet"]
    _font(bullet, 9)
    _spaced(bullet, after=2)
    bullet.paragraph_format.keep_together = True
    for together in bullet.element.pPr.findall(qn("w:contextualSpacing")):
        bullet.element.pPr.remove(together)
    for name in ("Header", "Footer"):
        _font(made.styles[name], 8.5)
    made.styles["Header"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _table(made: WordDocument) -> None:
    """A table with lines between its rows, its first row bold on a shade."""
    style = made.styles.add_style("Letter Table", WD_STYLE_TYPE.TABLE).element
    lines = [element(f"w:{side}", val="single", sz="4", space="0", color=RULE) for side in ("top", "bottom", "insideH")]
    room = [element(f"w:{side}", w="85", type="dxa") for side in ("left", "right")]
    style.append(element("w:tblPr", element("w:tblBorders", *lines), element("w:tblCellMar", *room)))
    first = (element("w:rPr", element("w:b")), element("w:tcPr", element("w:shd", val="clear", color="auto", fill=SHADE)))
    style.append(element("w:tblStylePr", *first, type="firstRow"))


def _own(made: WordDocument, name: str, size: float) -> Any:
    style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = made.styles["Normal"]
    style.font.size = Pt(size)
    style.quick_style = True
    return style


def _spaced(style: Any, *, before: float = 0, after: float) -> None:
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _font(style: Any, size: float) -> None:
    """One font for all scripts of a style; the themes' fonts that Word's own styles name are taken out."""
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
        fonts.attrib.pop(qn(f"w:{script}Theme"), None)
    fonts.attrib.pop(qn("w:cstheme"), None)
