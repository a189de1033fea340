"""The pages in Chromium: no error, links that open what they name, sorting, filtering, paper, and axe-core's findings."""

import re

import pytest

from csrating.tell import council_page, index_page
from csrating.tell.page.parts import anchor_of

pytestmark = pytest.mark.slow

COUNCILS = ("Trafford", "City of London", "Plymouth")
SERIOUS = ("serious", "critical")
FINDINGS = """
  var found = await axe.run(document, { resultTypes: ["violations"] });
  return found.violations.map(function (one) { return [one.impact, one.id, one.nodes.length, one.nodes[0].html.slice(0, 200)]; });
"""
NAMES = """Array.from(document.querySelectorAll("#table tbody tr:not([hidden])")).map(function (row) { return row.dataset.name; })"""
SHOWN = 'document.getElementById("shown").textContent'


def click(key):
    return f"""document.querySelector('button[data-key="{key}"]').click();"""


def choose(name, value):
    field = f'document.getElementById("{name}")'
    return f'{field}.value = "{value}"; {field}.dispatchEvent(new Event("input", {{ bubbles: true }}));'


@pytest.fixture(scope="module")
def pages(ratings, tipping):
    return {council: council_page(ratings, council, tipping=tipping, index="../index.html") for council in COUNCILS}


@pytest.fixture(scope="module")
def index(ratings):
    links = {code: f"pages/{code}.html" for code in ratings.table["council"] if code != "358"}
    return index_page(ratings, pages=links, letters={code: f"letters/{code}.docx" for code in links}, failed=["Trafford"])


@pytest.mark.parametrize("council", COUNCILS)
def test_a_page_opens_without_an_error_and_a_link_opens_its_trace(browser, pages, council):
    anchor = anchor_of("NI 148" if council == "Trafford" else "primary schools")
    page, log = browser.opened(pages[council], anchor=anchor)
    assert "CONSOLE" not in log
    opened = re.search(rf'<details id="{anchor}"[^>]*>', page)
    assert opened
    assert "open" in opened[0]


def test_an_error_on_a_page_would_be_found(browser, pages):
    broken = pages["City of London"].replace("reveal();\n})", "revealed();\n})")
    assert broken != pages["City of London"]
    assert "CONSOLE" in browser.opened(broken)[1]


@pytest.mark.parametrize("width", [1200, 360])
@pytest.mark.parametrize("council", COUNCILS)
def test_axe_finds_nothing_serious_on_a_page(browser, axe, pages, council, width):
    found = browser.told(pages[council], FINDINGS, library=axe, width=width)
    assert [one for one in found if one[0] in SERIOUS] == []


@pytest.mark.parametrize("width", [1200, 360])
def test_axe_finds_nothing_serious_in_the_index(browser, axe, index, width):
    found = browser.told(index, FINDINGS, library=axe, width=width)
    assert [one for one in found if one[0] in SERIOUS] == []


def test_axe_would_find_a_field_without_a_label_and_pale_text(browser, axe, index):
    broken = index.replace('<label for="name">', "<label>").replace("--quiet: #3d3d3d", "--quiet: #bbbbbb")
    found = {one[1] for one in browser.told(broken, FINDINGS, library=axe) if one[0] in SERIOUS}
    assert {"label", "color-contrast"} <= found


def test_a_page_is_no_wider_than_a_telephone(browser, pages, index):
    for page in (*pages.values(), index):
        assert browser.told(page, "return document.documentElement.scrollWidth <= innerWidth", width=500)


def test_a_heading_sorts_by_what_it_names_one_way_and_the_other(browser, ratings, index):
    by_name = browser.told(index, f"{click('name')} return {NAMES}")
    assert by_name == sorted(ratings.table["name"])
    assert browser.told(index, f"{click('name')} {click('name')} return {NAMES}") == by_name[::-1]
    by_points = ratings.table.set_index("name")["combined_points"]
    most = browser.told(index, f"{click('points')} return {NAMES}")
    assert by_points[most].dropna().is_monotonic_decreasing
    least = browser.told(index, f"{click('points')} {click('points')} return {NAMES}")
    assert by_points[least].dropna().is_monotonic_increasing
    heads = "return Array.from(document.querySelectorAll('th[aria-sort]')).map(function (head) { return head.getAttribute('aria-sort'); })"
    assert browser.told(index, f"{click('points')} {heads}").count("descending") == 1


def test_what_is_not_known_is_sorted_to_the_end_both_ways(browser, index):
    blank = re.sub(r'(data-name="Trafford".*?data-points=)"[^"]*"', r'\1""', index)
    assert blank != index
    assert browser.told(blank, f"{click('points')} return {NAMES}")[-1] == "Trafford"
    assert browser.told(blank, f"{click('points')} {click('points')} return {NAMES}")[-1] == "Trafford"


def test_filters_narrow_the_table_and_the_map_and_say_how_many_are_left(browser, ratings, index):
    well = ratings.table.loc[ratings.table["rating"] == 3, "name"]
    script = f'{choose("rating", "3")} return [{NAMES}, {SHOWN}, document.querySelectorAll(".map .out").length]'
    names, shown, out = browser.told(index, script)
    assert names == list(well)
    assert shown == f"{len(well)} of 152 councils"
    assert out == 152 - len(well)
    named = browser.told(index, f"{choose('name', ' TRAFF ')} return {NAMES}")
    assert named == ["Trafford"]
    wait = "await new Promise(function (done) { setTimeout(done, 50); });"
    again = f'{choose("region", "London")} document.querySelector("button[type=reset]").click(); {wait}'
    names, shown, out = browser.told(index, f'{again} return [{NAMES}, {SHOWN}, document.querySelectorAll(".map .out").length]')
    assert (len(names), shown, out) == (152, "152 councils", 0)


def test_the_pages_can_be_printed(browser, pages, index):
    for page in (pages["Trafford"], index):
        paper = browser.printed(page)
        assert paper.startswith(b"%PDF")
        assert 2 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= 20
