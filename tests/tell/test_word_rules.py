"""The Word letter by the rules for documents that can be read aloud and restyled, each beside a damage that it must catch."""

from __future__ import annotations

import dataclasses
import struct
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from csrating.rate import Ratings
from csrating.tell import letter, letter_charts
from csrating.tell.charts.strokes import Text
from csrating.tell.word.bare import bare

Rule = Callable[[Document], list[str]]
Damage = Callable[[Document], None]

TEXT = {"Lines", "Normal", "Notice", "Rating", "After Table", "List Bullet", "Figure", "Caption", "Figure Note"}
HEADINGS = ("Title", "Heading 1", "Heading 2")
NOTICE = "Prepared with demonstration data"


def every_paragraph_has_a_style_of_its_kind(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name not in {*TEXT, *HEADINGS}]


def nothing_is_formatted_by_hand(document: Document) -> list[str]:
    """A heading that is only bold is none; and what is set by hand cannot be restyled."""
    cells = [paragraph for table in document.tables for row in table.rows for cell in row.cells for paragraph in cell.paragraphs]
    by_hand = ("b", "i", "u", "sz", "color", "rFonts", "shd")
    return [
        paragraph.text
        for paragraph in (*document.paragraphs, *cells)
        for run in paragraph.runs
        if run._r.rPr is not None and any(run._r.rPr.find(qn(f"w:{name}")) is not None for name in by_hand)
    ]


def headings_skip_no_level(document: Document) -> list[str]:
    levels = [HEADINGS.index(paragraph.style.name) for paragraph in document.paragraphs if paragraph.style.name in HEADINGS]
    skipped = [str(after) for before, after in pairwise(levels) if after > before + 1]
    return skipped + ([] if levels.count(0) == 1 and levels[0] == 0 else ["title"])


def no_paragraph_is_blank(document: Document) -> list[str]:
    blank = [place for place, one in enumerate(document.paragraphs) if not one.text.strip() and not one._p.findall(f".//{qn('w:drawing')}")]
    # What ends a section is a paragraph that cannot be done without.
    return [str(place) for place in blank if document.paragraphs[place]._p.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None]


def the_language_is_british_english(document: Document) -> list[str]:
    languages = {found.get(qn("w:val")) for found in document.styles.element.iter(qn("w:lang"))}
    return sorted({*languages, document.core_properties.language} - {"en-GB"})


def the_document_says_its_title(document: Document) -> list[str]:
    title = next((one.text for one in document.paragraphs if one.style.name == "Title"), "")
    return [] if document.core_properties.title == title != "" else [document.core_properties.title]


def tables_have_a_style_a_repeated_header_and_words(document: Document) -> list[str]:
    found = []
    for table in document.tables:
        header, *rows = table.rows
        properties = table._tbl.tblPr
        words = [properties.find(qn(f"w:{name}")) for name in ("tblCaption", "tblDescription")]
        kept = {
            "style": table.style.name == "Letter Table",
            "header": header._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None,
            "look": properties.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1",
            "words": all(one is not None and len(one.get(qn("w:val"))) > 10 for one in words),
            "whole": not table._tbl.findall(f".//{qn('w:gridSpan')}") and not table._tbl.findall(f".//{qn('w:vMerge')}"),
            "rows": all(row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows),
        }
        found += [name for name, held in kept.items() if not held]
    return found if document.tables else ["no table"]


def each_page_has_its_number(document: Document) -> list[str]:
    fields = [found.text.strip() for found in document.sections[0].footer.part.element.iter(qn("w:instrText"))]
    away = [section for section in document.sections[1:] if not section.footer.is_linked_to_previous]
    return [] if fields == ["PAGE", "NUMPAGES"] and not away else ["footer"]


def demonstration_data_are_told_on_each_page_and_at_the_beginning(document: Document) -> list[str]:
    found = [] if document.sections[0].header.paragraphs[0].text == NOTICE else ["header"]
    found += ["section" for section in document.sections[1:] if not section.header.is_linked_to_previous]
    after = next((one for one, before in zip(document.paragraphs[1:], document.paragraphs, strict=False) if before.style.name == "Title"))
    return found + ([] if after.style.name == "Notice" and after.text.startswith(NOTICE) else ["notice"])


def each_picture_has_words_and_a_caption_below_it(document: Document) -> list[str]:
    found = []
    for place, paragraph in enumerate(document.paragraphs):
        for picture in paragraph._p.iter(qn("wp:docPr")):
            caption = document.paragraphs[place + 1]
            numbered = [one.text.strip() for one in caption._p.iter(qn("w:instrText"))] == [r"SEQ Figure \* ARABIC"]
            told = len(picture.get("descr", "")) > 40
            if not told or caption.style.name != "Caption" or not numbered or not paragraph.style.paragraph_format.keep_with_next:
                found.append(caption.text)
    return found if document.inline_shapes else ["no picture"]


def paragraph_in(style: str) -> Callable[[Document], object]:
    return lambda document: next(one for one in document.paragraphs if one.style.name == style)


def restyle(style: str, other: str) -> Damage:
    def damage(document: Document) -> None:
        paragraph_in(style)(document).style = document.styles[other]

    return damage


def bold_by_hand(document: Document) -> None:
    paragraph_in("Normal")(document).runs[0].bold = True


def leave_a_blank_line(document: Document) -> None:
    document.add_paragraph("")


def speak_american(document: Document) -> None:
    next(document.styles.element.iter(qn("w:lang"))).set(qn("w:val"), "en-US")


def forget_the_title(document: Document) -> None:
    document.core_properties.title = ""


def header_once(document: Document) -> None:
    row = document.tables[0].rows[0]._tr
    row.trPr.remove(row.trPr.find(qn("w:tblHeader")))


def say_nothing_of_the_table(document: Document) -> None:
    properties = document.tables[0]._tbl.tblPr
    properties.remove(properties.find(qn("w:tblDescription")))


def another_table_style(document: Document) -> None:
    document.tables[0].style = document.styles["Table Grid"]


def merge_cells(document: Document) -> None:
    row = document.tables[0].rows[1]
    row.cells[0].merge(row.cells[1])


def number_no_page(document: Document) -> None:
    document.sections[0].footer.paragraphs[0].text = "page 1"


def clear_the_head(document: Document) -> None:
    document.sections[0].header.paragraphs[0].text = ""


def clear_the_head_of_the_charts(document: Document) -> None:
    document.sections[1].header.is_linked_to_previous = False


def say_nothing_of_a_picture(document: Document) -> None:
    document.inline_shapes[1]._inline.docPr.set("descr", "")


RULES: list[tuple[Rule, Damage]] = [
    (every_paragraph_has_a_style_of_its_kind, restyle("Normal", "Quote")),
    (nothing_is_formatted_by_hand, bold_by_hand),
    (headings_skip_no_level, restyle("Heading 1", "Heading 2")),
    (headings_skip_no_level, restyle("Title", "Heading 1")),
    (no_paragraph_is_blank, leave_a_blank_line),
    (the_language_is_british_english, speak_american),
    (the_document_says_its_title, forget_the_title),
    (tables_have_a_style_a_repeated_header_and_words, header_once),
    (tables_have_a_style_a_repeated_header_and_words, say_nothing_of_the_table),
    (tables_have_a_style_a_repeated_header_and_words, another_table_style),
    (tables_have_a_style_a_repeated_header_and_words, merge_cells),
    (each_page_has_its_number, number_no_page),
    (demonstration_data_are_told_on_each_page_and_at_the_beginning, clear_the_head),
    (demonstration_data_are_told_on_each_page_and_at_the_beginning, clear_the_head_of_the_charts),
    (demonstration_data_are_told_on_each_page_and_at_the_beginning, restyle("Notice", "Normal")),
    (each_picture_has_words_and_a_caption_below_it, say_nothing_of_a_picture),
    (each_picture_has_words_and_a_caption_below_it, restyle("Caption", "Normal")),
]


@pytest.fixture(scope="module")
def content(made: Ratings) -> bytes:
    told = letter(made, "Trafford", date="1 June 2010", sender="A\nB", addressee="C", signature="D\nE")
    return told.docx(letter_charts(made, "Trafford"))


@pytest.mark.parametrize(("rule", "damage"), RULES, ids=lambda part: part.__name__)
def test_the_letter_keeps_the_rule_and_one_that_breaks_it_is_caught(content: bytes, rule: Rule, damage: Damage) -> None:
    document = docx.Document(BytesIO(content))
    assert rule(document) == []
    damage(document)
    stream = BytesIO()
    document.save(stream)
    assert rule(docx.Document(stream)) != []


def test_the_pictures_are_the_charts_with_their_own_words(made: Ratings, content: bytes) -> None:
    charts = letter_charts(made, "Trafford")
    document = docx.Document(BytesIO(content))
    pictures = [document.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed] for shape in document.inline_shapes]
    assert len(charts) > 2
    assert [picture.blob for picture in pictures] == [bare(chart).png(dpi=200) for chart in charts]
    assert [shape._inline.docPr.get("descr").replace("\u00a0", " ") for shape in document.inline_shapes] == [chart.alt for chart in charts]
    captions = [one.text for one in document.paragraphs if one.style.name == "Caption"]
    assert captions == [f"Figure {number}. {chart.title}" for number, chart in enumerate(charts, 1)]


def test_a_picture_does_not_repeat_the_title_and_small_print_that_stand_below_it(made: Ratings) -> None:
    for chart in letter_charts(made, "Trafford"):
        before, after = ([stroke for stroke in one.paper.strokes if isinstance(stroke, Text)] for one in (chart, bare(chart)))
        texts = [stroke.text for stroke in after]
        assert " ".join(stroke.text for stroke in before if stroke.size == 14) == chart.title
        gone = [one.text for one in before if one.x == 0.3 and (one.size == 14 or (one.size == 7.5 and one.text in chart.caption))]
        assert not [one for one in after if one.x == 0.3 and one.size in (14, 7.5)]
        assert len(before) - len(after) == len(gone)
        assert any("Demonstration data" in text for text in texts)
        assert min(stroke.baseline for stroke in after) > 0.3
        assert max(stroke.baseline for stroke in after) < bare(chart).paper.height
        assert bare(dataclasses.replace(chart, title="Not what was drawn")).paper is chart.paper


def test_pictures_keep_their_shape_and_fit_the_page(content: bytes) -> None:
    document = docx.Document(BytesIO(content))
    section = document.sections[1]
    inside = section.page_width - section.left_margin - section.right_margin
    for shape in document.inline_shapes:
        png = document.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed].blob
        wide, high = struct.unpack(">II", png[16:24])
        assert shape.height / shape.width == pytest.approx(high / wide, rel=0.01)
        assert shape.width <= inside
        assert wide / shape.width.inches >= 200


def test_charts_give_the_same_bytes_again_and_none_are_added_unasked(made: Ratings, content: bytes) -> None:
    told = letter(made, "358", date="1 June 2010", sender="A\nB", addressee="C", signature="D\nE")
    assert told.docx(letter_charts(made, "358")) == content
    assert not docx.Document(BytesIO(told.docx())).inline_shapes


def test_a_council_without_evidence_has_only_the_charts_that_it_has_evidence_for(made: Ratings) -> None:
    without = next(code for code in made.table["council"] if code not in set(made.data.inspections["council"]))
    own, of_another = letter_charts(made, "358"), letter_charts(made, without)
    assert own[0].title.endswith("settings are good or better")
    assert len(of_another) == len(own) - 1
    assert all("ecm_outcome" in chart.data for chart in of_another)


def test_who_writes_to_whom_is_blank_unless_it_is_set(made: Ratings) -> None:
    def lines(**settings: str) -> list[str]:
        document = docx.Document(BytesIO(letter(made, "358", **settings).docx()))
        return [one.text for one in document.paragraphs if one.style.name == "Lines"]

    assert lines() == []
    assert lines(sender="A\nB", date="C", addressee="D", signature="E\nF") == ["A\nB", "C", "D", "Yours sincerely\nE\nF"]
    assert lines(salutation="Dear Director", addressee="D", date="C") == ["C", "D", "Dear Director"]
    assert lines(addressee="D") == ["D"]
