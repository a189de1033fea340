"""The page of a letter in Word, its head and foot, and what the document says of itself."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Cm

from csrating.tell.word.elements import add_field
from csrating.tell.word.packed import WRITTEN

LANGUAGE = "en-GB"
NOTICE = "Prepared with demonstration data"


def set_page(made: WordDocument, title: str, *, demonstration: bool) -> None:
    """A4, with the notice about demonstration data at the head of each page and the page number at its foot."""
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.2)
    if demonstration:
        section.header.paragraphs[0].text = NOTICE
    foot = section.footer.paragraphs[0]
    foot.text = f"{title} · page "
    add_field(foot, "PAGE", "1")
    foot.add_run(" of ")
    add_field(foot, "NUMPAGES", "2")


def describe(made: WordDocument, title: str, *, demonstration: bool) -> None:
    """Title, language and fixed dates; and that it is a document of today's Word, which else opens it in a mode of older rules."""
    properties = made.core_properties
    properties.title, properties.subject = title, NOTICE if demonstration else ""
    properties.author, properties.last_modified_by, properties.comments, properties.keywords = "csrating", "csrating", "", ""
    properties.language = LANGUAGE
    properties.created = properties.modified = WRITTEN
    properties.revision = 1
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    for language in made.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), LANGUAGE)
    for setting in made.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
