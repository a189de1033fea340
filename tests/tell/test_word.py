"""The letter as a Word document: real styles, the same words, the same bytes."""

from __future__ import annotations

import dataclasses
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from csrating.rate import Ratings
from csrating.tell import Letter, letter
from csrating.tell.blocks import Bullets, Heading, Paragraph
from csrating.tell.claims.evidence import background_of, view
from csrating.tell.letter import written

HOSTILE = "<b>&\"'$x$ =1+1"


@pytest.fixture(scope="session")
def trafford(ratings: Ratings) -> Letter:
    return letter(ratings, "Trafford", date="1 June 2010", sender="A\nB", signature="C D")


@pytest.fixture(scope="session")
def opened(trafford: Letter) -> Document:
    return docx.Document(BytesIO(trafford.docx()))


def told(document: Document) -> list[tuple[str, str]]:
    """The style and text of each paragraph, with the no-break spaces that keep an indicator's number on its line turned back."""
    return [(paragraph.style.name, paragraph.text.replace("\u00a0", " ")) for paragraph in document.paragraphs if paragraph.text]


def test_headings_are_headings(opened: Document) -> None:
    assert [(style, text) for style, text in told(opened) if style == "Title" or style.startswith("Heading")] == [
        ("Title", "Children's services annual rating 2009: Trafford"),
        ("Heading 1", "Children's services rating 2009"),
        ("Heading 1", "Basis of this letter"),
    ]


def test_the_words_are_those_of_the_letter(opened: Document, trafford: Letter) -> None:
    texts = [text for _, text in told(opened)]
    for block in trafford.blocks:
        if isinstance(block, Heading | Paragraph):
            assert block.text in texts
        if isinstance(block, Bullets):
            assert [text for style, text in told(opened) if style == "List Bullet"] == [point.text for point in block.points]
    assert "A\nB" in texts
    assert "Yours sincerely\nC D" in texts


def test_the_rating_and_the_notice_stand_out(opened: Document) -> None:
    styles = dict(told(opened))
    assert styles["Rating"] == "Performs well (3)"
    assert styles["Notice"].startswith("Prepared with demonstration data")
    assert opened.sections[0].header.paragraphs[0].text == "Prepared with demonstration data"


def test_the_scale_is_a_table_with_a_header_row(opened: Document) -> None:
    (table,) = opened.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Rating", "In words", "What it means"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
    assert [row.cells[0].text for row in table.rows[1:]] == ["4", "3", "2", "1"]


def test_the_language_is_british_english_and_the_title_is_set(opened: Document) -> None:
    languages = {element.get(qn("w:val")) for element in opened.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    assert opened.core_properties.title == "Children's services annual rating 2009: Trafford"
    assert opened.core_properties.language == "en-GB"
    assert opened.core_properties.subject == "Prepared with demonstration data"


def test_the_page_is_a4_with_its_number(opened: Document) -> None:
    section = opened.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert "PAGE" in section.footer.paragraphs[0]._p.xml


def test_two_runs_give_the_same_bytes(ratings: Ratings, trafford: Letter) -> None:
    again = letter(dataclasses.replace(ratings), "358", date="1 June 2010", sender="A\nB", signature="C D")
    content = again.docx()
    assert content == trafford.docx()
    with ZipFile(BytesIO(content)) as packed:
        assert {part.date_time for part in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_another_council_gives_other_bytes(ratings: Ratings, trafford: Letter) -> None:
    assert letter(ratings, "Salford").docx() != trafford.docx()


def test_published_figures_alone_need_no_notice(published: Ratings) -> None:
    document = docx.Document(BytesIO(letter(published, "358").docx()))
    assert "Notice" not in [style for style, _ in told(document)]
    assert document.sections[0].header.paragraphs[0].text == ""
    assert ("Rating", "No rating is given") in told(document)


def test_hostile_text_passes_as_text(ratings: Ratings) -> None:
    evidence = dataclasses.replace(view(background_of(ratings), "358"), name=HOSTILE)
    document = docx.Document(BytesIO(written(evidence, sender=f"{HOSTILE}\x00\x0b").docx()))
    texts = [text for _, text in told(document)]
    assert f"Children's services annual rating 2009: {HOSTILE}" in texts
    assert f"Children's services in {HOSTILE} perform well." in texts
    assert f"{HOSTILE}\ufffd" in texts[0]
