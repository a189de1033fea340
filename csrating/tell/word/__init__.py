"""The letter as a Word document with real styles, headings, a table and pictures, so that its parts can be pasted into a report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from docx.document import Document as WordDocument

from csrating.tell.blocks import Block, Bullets, Heading, Lines, Paragraph, Table, joined
from csrating.tell.word.figures import add_figures, new_section
from csrating.tell.word.packed import steady
from csrating.tell.word.page import describe, set_page
from csrating.tell.word.styles import add_styles, take_out_table_styles
from csrating.tell.word.table import add_table

if TYPE_CHECKING:
    from csrating.tell.charts import Chart
    from csrating.tell.letter import Letter

PARAGRAPH_STYLES = {"": "Normal", "notice": "Notice", "rating": "Rating"}
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document(letter: Letter, charts: Sequence[Chart] = ()) -> bytes:
    """The letter as the bytes of a .docx file: the same on every run.

    Args:
        letter: the letter.
        charts: what follows it as pictures, each with its caption, its small print and its words for those who cannot see it.
    """
    made = Document(BytesIO(_blank()))
    set_page(made, clean(letter.title), demonstration=letter.demonstration)
    describe(made, clean(letter.title), demonstration=letter.demonstration)
    before: Block | None = None
    for block in letter.blocks:
        _add(made, block, after_table=isinstance(before, Table))
        before = block
    if charts:
        new_section(made)
        made.add_heading("Charts", level=1)
        add_figures(made, charts, clean)
    buffer = BytesIO()
    made.save(buffer)
    return steady(buffer.getvalue())


@cache
def _blank() -> bytes:
    """A document without text that has the styles: made once, since 152 letters begin with it."""
    made = Document()
    take_out_table_styles(made)
    add_styles(made)
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def clean(text: str) -> str:
    """The text without the characters that XML cannot hold; an indicator's number stays on the line of its "NI"."""
    return joined(NOT_IN_XML.sub("\ufffd", text))


def _add(made: WordDocument, block: Block, *, after_table: bool) -> None:
    match block:
        case Heading():
            made.add_heading(clean(block.text), level=block.level - 1)  # python-docx writes level 0 in the style Title
        case Paragraph():
            made.add_paragraph(clean(block.text), style="After Table" if after_table else PARAGRAPH_STYLES[block.tone])
        case Lines():
            _lines(made, block)
        case Table():
            header, *rows = (tuple(map(clean, row)) for row in (block.header, *block.rows))
            add_table(made, header, rows)
        case Bullets():
            for point in block.points:
                made.add_paragraph(clean(point.text), style="List Bullet")


def _lines(made: WordDocument, block: Lines) -> None:
    paragraph = made.add_paragraph(style="Lines")
    for place, line in enumerate(block.lines):
        run = paragraph.add_run(clean(line))
        if place < len(block.lines) - 1:
            run.add_break()
