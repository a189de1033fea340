"""Elements of WordprocessingML that python-docx has no words for."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph


def element(name: str, *parts: Any, **attributes: str) -> Any:
    """An element with these parts in it; its attributes are in the namespace of Word."""
    made = OxmlElement(name)
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    for part in parts:
        made.append(part)
    return made


def add_field(paragraph: WordParagraph, instruction: str, shown: str) -> None:
    """Add a field, such as a page number, that shows a text until Word works it out."""
    told = element("w:instrText")
    told.text = f" {instruction} "
    for part in (element("w:fldChar", fldCharType="begin"), told, element("w:fldChar", fldCharType="separate")):
        paragraph.add_run()._r.append(part)
    paragraph.add_run(shown)
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="end"))
