"""The letter as a page of HTML: the same words as in Markdown, nothing of them taken for a mark, no network."""

import re
from html.parser import HTMLParser

import pytest

from csrating.tell import letter
from csrating.tell.blocks import Bullets, Heading, Lines, Paragraph, Table

HOSTILE = "<script>alert(1)</script> & 'a' \"b\""
VOID = {"meta", "br"}


class Reader(HTMLParser):
    """The text of a page by the element that it stands in, and whether each element is closed where it should be."""

    def __init__(self):
        super().__init__()
        self.open, self.texts, self.links = [], [], []

    def handle_starttag(self, tag, attributes):
        if tag not in VOID:
            self.open.append(tag)
        self.links += [value for name, value in attributes if name in ("src", "href")]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if data.strip():
            self.texts.append((self.open[-1], data.replace("\u00a0", " ").strip()))


def read(page):
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


def words(block):
    """The texts of a block, each with the element in which a reader looks for it."""
    if isinstance(block, Heading):
        return [(f"h{block.level}", block.text)]
    if isinstance(block, Paragraph):
        return [("p", block.text)]
    if isinstance(block, Lines):
        return [("p", line) for line in block.lines]
    if isinstance(block, Table):
        return [*(("th", cell) for cell in block.header), *(("td", cell) for row in block.rows for cell in row)]
    assert isinstance(block, Bullets)
    return [("li", point.text) for point in block.points]


@pytest.mark.parametrize("council", ["Trafford", "City of London", "Plymouth"])
def test_the_page_holds_the_words_of_the_letter_in_order(ratings, council):
    told = letter(ratings, council, sender="A\nB", signature="C D")
    found = [(tag, text) for tag, text in read(told.html).texts if tag not in ("style", "title")]
    assert found == [word for block in told.blocks for word in words(block)]


def test_nothing_that_is_written_in_is_taken_for_a_mark(ratings):
    told = letter(ratings, "358", sender=HOSTILE, addressee=HOSTILE, date=HOSTILE, signature=HOSTILE)
    page = read(told.html)
    assert page.texts.count(("p", HOSTILE)) == 4
    assert not any(tag == "script" for tag, _ in page.texts)


def test_the_page_needs_no_network_and_says_its_language(ratings):
    page = letter(ratings, "358").html
    assert read(page).links == []
    assert "url(" not in page
    assert "@import" not in page
    assert '<html lang="en-GB">' in page
    assert len(re.findall("<h1>", page)) == 1


@pytest.mark.parametrize("council", ["358", "201"])
def test_each_sheet_of_paper_says_that_the_data_are_a_demonstration_and_has_its_number(ratings, published, council):
    head = '@page { @top-right { content: "Prepared with demonstration data"'
    page = letter(ratings, council).html
    assert head in page
    assert 'content: "page " counter(page) " of " counter(pages)' in page
    assert head not in letter(published, council).html


def test_the_number_of_an_indicator_stays_on_its_line(ratings):
    page = letter(ratings, "358").html
    assert "NI\u00a0148" in page
    assert not re.search(r"NI \d", page)


def test_two_pages_are_the_same(ratings):
    assert letter(ratings, "358").html == letter(ratings, "358").html
