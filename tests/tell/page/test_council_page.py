"""The page of a council: whole, self-contained, each link leads somewhere, and it says what the ratings say."""

import re
from html.parser import HTMLParser

import pytest

import csrating as cs
from csrating.errors import TableError
from csrating.schema import ASPECTS, Rating
from csrating.tell import council_page, index_page, letter
from csrating.tell.page.parts import SYMBOLS, indicator_groups, profile_rows

VOID = {"meta", "br", "link", "img", "hr", "input"}
COUNCILS = ("Trafford", "City of London", "Isles of Scilly", "Plymouth")


class Reader(HTMLParser):
    """A page's text, ids, links and headings; every element must be closed where it should be."""

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.links, self.loaded, self.headings, self.text, self.scopes = [], [], [], [], [], [], []

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag not in VOID:
            self.open.append(tag)
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a":
            self.links.append(found["href"])
        elif tag == "th":
            self.scopes.append(found.get("scope"))
        self.loaded += [found[name] for name in ("src", "data", "xlink:href") if name in found]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("style", "script"):
            self.text.append(data)


def read(page):
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


@pytest.fixture(scope="module")
def pages(ratings, tipping):
    return {council: council_page(ratings, council, tipping=tipping) for council in COUNCILS}


@pytest.mark.parametrize("council", COUNCILS)
def test_a_page_is_whole_and_needs_no_network(pages, council):
    page = pages[council]
    found = read(page)
    assert page.startswith("<!DOCTYPE html>")
    assert '<html lang="en-GB">' in page
    assert found.loaded == []
    assert "url(" not in page
    assert "@import" not in page
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)", re.sub(r"<code>.*?</code>|<p class=\"cell\">.*?</p>", "", page)) == []
    assert len(page.encode()) < 2_000_000


@pytest.mark.parametrize("council", COUNCILS)
def test_every_link_leads_to_one_place_on_the_page(pages, council):
    found = read(pages[council])
    assert len(found.ids) == len(set(found.ids))
    assert len(found.links) > 20
    assert {link.removeprefix("#") for link in found.links} <= set(found.ids)


@pytest.mark.parametrize("council", COUNCILS)
def test_headings_go_down_one_step_at_a_time_and_headers_say_what_they_head(pages, council):
    found = read(pages[council])
    assert found.headings[0] == 1
    assert found.headings.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in zip(found.headings, found.headings[1:], strict=False))
    assert set(found.scopes) == {"row", "col"}


def test_the_page_says_the_rating_and_each_sentence_of_the_letter(ratings, pages):
    text = " ".join(" ".join(read(pages["Trafford"]).text).split())
    assert "Performs well (3)" in text
    assert "Prepared with demonstration data." in text
    for paragraph in letter(ratings, "Trafford").narrative:
        assert paragraph.text in text


def test_a_council_with_a_limit_says_so_among_the_reasons(pages):
    assert "Limit: unannounced inspection found an area for priority action: cut by one grade, from 4 to 3" in pages["Plymouth"]


@pytest.mark.parametrize("council", COUNCILS)
def test_each_indicator_of_the_rated_periods_stands_on_the_page_once(ratings, pages, council):
    own = ratings.council(council)
    groups = indicator_groups(own)
    shown = [row.indicator for rows in groups.values() for row in rows]
    assert sorted(shown) == sorted(set(own.comparisons["indicator"]))
    near = own.comparisons[own.comparisons["against"] == "neighbours"].set_index("indicator")
    for rows in groups.values():
        for row in rows:
            assert row.mark.word == near.loc[row.indicator, "standing"]
            assert row.behind == f"{near.loc[row.indicator, 'with_data']} of {near.loc[row.indicator, 'of']}"
            assert f'id="{row.anchor}"' in pages[council] or not row.anchor


@pytest.mark.parametrize("council", COUNCILS)
def test_the_profile_shows_each_judgement_with_how_many_and_a_symbol(ratings, council):
    own = ratings.council(council)
    rows = own.profile[own.profile["kind"] == "setting type"].set_index(["row", "column"])
    found = {(kind, aspect): cell for kind, _, cells in profile_rows(own) for aspect, cell in zip(ASPECTS, cells, strict=True) if cell}
    assert set(found) == set(rows.index)
    for key, cell in found.items():
        row = rows.loc[key]
        assert cell.told == f"{row['good'] + row['outstanding']:.0f} of {row['settings']:.0f}"
        if row["settings"] <= 2:
            assert (cell.mark, cell.title) == (None, "told by number and compared with nothing")
            continue
        assert cell.mark.word == row["standing_neighbours"]
        assert cell.mark.symbol == SYMBOLS[row["standing_neighbours"]]


def test_symbols_differ_so_that_colour_is_never_alone():
    assert len(set(SYMBOLS.values())) == len(SYMBOLS) == 4


def test_every_cell_of_the_trace_is_on_the_page(ratings, pages):
    refs = {cell.ref for cell in cs.explain(ratings, "Trafford").root.all_cells}
    assert refs == set(re.findall(r'<div class="cell"><code>([^<]+)</code>', pages["Trafford"].replace("&#39;", "'").replace("&amp;", "&")))


def test_what_would_change_it_is_told_as_the_tipping_points_tell_it(pages, tipping):
    text = " ".join(" ".join(read(pages["Trafford"]).text).split())
    for passage in tipping.council("Trafford").passages:
        assert passage.title in text
        for answer in passage.answers:
            assert answer.heading in text


def test_two_pages_are_the_same_and_tipping_points_may_be_left_out(ratings, pages):
    assert council_page(ratings, "358") == pages["Trafford"]


def test_a_page_without_grades_and_ratings_says_so(repository):
    data = cs.read(repository / "data" / "raw", published_only=True)
    page = council_page(cs.rate(data, cs.compare(data)), "Trafford")
    text = " ".join(" ".join(read(page).text).split())
    assert "No rating: not given" in text
    assert "The data hold no grades of settings." in text
    assert "demonstration data" not in text


def test_a_border_between_bands_is_told_at_the_top_where_there_is_one_and_nowhere_else(ratings, tipping):
    borders = ratings.table.set_index("name")["borderline"]
    for on_border in (True, False):
        name = borders.index[(borders != "") == on_border][0]
        head = council_page(ratings, name, tipping=tipping).partition('<h2 id="why">')[0]
        assert (f"lies on the border: {borders[name]}." in head or f"before any limit: {borders[name]}." in head) is on_border


def test_the_weakest_are_all_below_and_it_is_told_how_many_there_are(ratings, pages, tipping):
    """Rotherham and Plymouth have no more than eight indicators below, and the next ones above them are not among the weak."""
    latest = ratings.compared[ratings.compared["against"] == "neighbours"]
    few = 0
    for council, page in {**pages, "Rotherham": council_page(ratings, "Rotherham", tipping=tipping)}.items():
        below = int(((latest["council"] == ratings.council(council).code) & (latest["standing"] == "below")).sum())
        [rows] = re.findall(r"<h3>Furthest below similar areas</h3>.*?<tbody>(.*?)</tbody>", page, re.DOTALL)
        assert re.findall(r"</span>([a-z ]+)</td>", rows) == ["below"] * min(8, below)
        assert (f"These are the 8 furthest of {below} that are below." in page) == (below > 8)
        assert ("No other is below." in page) == (below <= 8)
        few += below < 8
    assert few


def test_a_neighbour_table_that_was_chosen_is_named_in_place_of_the_framework_s(ratings):
    data = ratings.data
    others = cs.rate(data, cs.compare(data, neighbour_table="2021"), neighbour_table="2021")
    chosen = "the table 2021 was chosen for this run, in place of the framework's, pre-2019"
    assert chosen in council_page(others, "358").replace("&#39;", "'")
    assert "was chosen for this run" not in council_page(ratings, "358")


def test_the_index_marks_borders_and_sorts_bands_by_their_rank(ratings):
    page = index_page(ratings)
    rows = ratings.table
    assert f"{(rows['borderline'] != '').sum()} of 152 lie on a border between two bands" in page
    bands = dict(re.findall(r'data-code="(\d{3})" data-look.*?data-band="([^"]*)"', page))
    assert {code: float(band) for code, band in bands.items()} == {
        code: float(Rating(band).number) for code, band in zip(rows["council"], rows["data_band"], strict=True)
    }
    assert "<a href" not in page.partition('<main id="main">')[2].replace('<a href="#main">', "")


def test_something_else_is_refused():
    with pytest.raises(TableError, match="the ratings are None"):
        council_page(None, "358")
