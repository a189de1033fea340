"""Charts in Word: each a picture with words for those who cannot see it, its caption, and its small print as text alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.shared import Cm, Inches

from csrating.tell.word.bare import bare
from csrating.tell.word.elements import add_field

if TYPE_CHECKING:
    from csrating.tell.charts import Chart

DOTS = 200
"""Dots to the inch of the chart's own size; on the page, where it is smaller, they lie closer."""
WIDEST, HIGHEST, MARGIN = Cm(18.0), Cm(20.5), Cm(1.5)


def add_figures(made: WordDocument, charts: Sequence[Chart], clean: Callable[[str], str]) -> None:
    """Add the charts, as large as the page allows."""
    for number, chart in enumerate(map(bare, charts), 1):
        picture = made.add_paragraph(style="Figure").add_run().add_picture(BytesIO(chart.png(dpi=DOTS)))
        scale = min(WIDEST / Inches(chart.paper.width), HIGHEST / Inches(chart.paper.height))
        picture.width, picture.height = (Inches(scale * side) for side in (chart.paper.width, chart.paper.height))
        told = picture._inline.docPr
        told.set("name", f"Figure {number}")
        told.set("descr", clean(chart.alt))
        _captioned(made, number, clean(chart.title))
        made.add_paragraph(clean(chart.caption), style="Figure Note")


def new_section(made: WordDocument) -> None:
    """Begin a page with narrower margins, so that the writing on a chart is as large as it can be."""
    section = made.add_section(WD_SECTION.NEW_PAGE)
    section.left_margin = section.right_margin = MARGIN


def _captioned(made: WordDocument, number: int, title: str) -> None:
    """A caption that Word numbers, so that a table of figures can be drawn up and the number follows when it is pasted elsewhere."""
    caption = made.add_paragraph("Figure ", style="Caption")
    add_field(caption, r"SEQ Figure \* ARABIC", str(number))
    caption.add_run(f". {title}")
