"""How firm a band of today is: worked again from the standings by the steps of the framework, and told on page, index and map."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pandas as pd
import pytest

import csrating as cs
from csrating.compare import chosen_neighbours
from csrating.rate import Ratings
from csrating.rate.bounds import bounds
from csrating.reference.frameworks import framework
from csrating.tell import council_page, index_page
from csrating.tell.charts import cartogram
from csrating.tell.firm import firm_of

STEPS = ((80, 4), (65, 3), (50, 2), (0, 1))


def band(good: int, of: int) -> int:
    """By hand: the points of the share, which the cuts 3.5, 2.5 and 1.5 make a band of the same number."""
    return next(points for least, points in STEPS if 100 * good >= least * of)


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", re.sub(r"<(script|style|svg).*?</\1>", "", page, flags=re.DOTALL)).split())


@pytest.fixture(scope="module")
def index(today: Ratings) -> str:
    return index_page(today)


def test_how_near_another_band_lies_is_what_counting_one_by_one_gives(today):
    near = today.compared[today.compared["against"] == "neighbours"]
    for code, some in near.groupby("council"):
        known = some[some["standing"] != "not comparable"]
        good, of = int(known["standing"].isin(["in line", "above"]).sum()), len(known)
        own = band(good, of)
        more = next((k for k in range(1, of - good + 1) if band(good + k, of) != own), math.nan)
        fewer = next((k for k in range(1, good + 1) if band(good - k, of) != own), math.nan)
        found = firm_of(today)[str(code)]
        assert (found.compared, str(found.more), str(found.fewer)) == (of, str(float(more)), str(float(fewer)))


def test_a_band_that_a_judgement_holds_is_brought_to_no_other_by_indicators(today):
    row = {
        "council": "838",
        "kind": "ILACS inspection",
        "aspect": "overall effectiveness",
        "finding": "inadequate",
        "evidence": "S",
        "held_on": pd.Timestamp("2024-01-01").as_unit("s"),
        "origin": "published",
        "source": "made",
        "ref": "made.ods#S!A1",
    }
    findings = today.data.safeguarding
    data = replace(today.data, safeguarding=pd.DataFrame([row])[list(findings.columns)])
    limited = firm_of(cs.rate(data, cs.compare(data)))["838"]
    assert (limited.nearest_told, limited.worst, limited.best) == ("no number", 1, 1)
    assert not math.isnan(firm_of(today)["838"].nearest)


def test_what_missing_figures_leave_open_is_what_bounds_say_where_judgements_are_as_read(today):
    table = bounds(today, findings_known=True).table.set_index("council")
    assert {code: (one.worst, one.best) for code, one in firm_of(today).items()} == {
        code: (int(row["worst"]), int(row["best"])) for code, row in table.iterrows()
    }
    assert [code for code, one in firm_of(today).items() if one.is_open] == ["201"]


def test_the_page_says_on_how_much_the_band_rests_and_that_missing_figures_leave_it_open(today):
    sparse, firm = (council_page(today, code).partition('<h2 id="why">')[0] for code in ("201", "838"))
    assert "Profile band 1 on 26 of 75 indicators: undecided, 1 to 4</h2>" in sparse
    assert "could be profile band 1 at worst and profile band 4 at best" in sparse
    assert "Profile band 2 on 74 of 75 indicators</h2>" in firm
    assert "undecided" not in firm
    assert "Whatever the missing figures are, it is profile band 2." in firm


def test_the_index_says_how_many_are_near_another_band_and_how_many_are_undecided(today, index):
    near = sum(one.nearest == 1 for one in firm_of(today).values())
    assert f"{near} of 153 lie within one indicator of another profile band" in index
    assert "1 is undecided: were the figures known that are missing, it could be in another band." in words(index)
    [row] = re.findall(r'<tr data-code="201".*?</tr>', index)
    assert ">26 of 75<" in row
    assert ">1 to 4<" in row
    assert ">2 more<" in row


def test_the_index_of_today_has_no_column_that_says_nothing_of_any_council(index):
    head = words(index.partition("<thead>")[2].partition("</thead>")[0])
    for column in ("Settings", "Good or better", "On a border", "Indicators with data"):
        assert column not in head
    for column in ("On indicators", "Were all figures known", "Indicators to another band", "In line or above, %"):
        assert column in head
    assert "judgement may choose" not in index
    for row in re.findall(r"<tr data-code=.*?</tr>", index):
        assert row.count("<td") == head_count(index) - 1


def head_count(index: str) -> int:
    return index.partition("<thead>")[2].partition("</thead>")[0].count("<th ")


def test_an_undecided_tile_is_hollow_asks_and_has_a_key(today, index):
    asked = re.findall(r'data-code="(\d{3})"><title>[^<]*</title><rect class="open look', index)
    assert asked == ["201"]
    assert "Undecided: missing figures could make it another band: 1" in words(index)
    assert "City of London: Profile band 1 on 26 of 75 indicators; undecided, 1 to 4" in index
    chart = cartogram(today)
    drawn = chart.svg().decode()
    assert "undecided-1" in drawn
    assert "undecided-2" not in drawn
    assert "hollow, ? undecided: missing figures could make it another band: 1" in drawn
    assert chart.alt.count("Undecided, because missing figures could make it another band: City of London.") == 1


def test_a_page_of_today_says_what_is_true_of_its_marks_its_dictionary_and_its_figures(today):
    page = words(council_page(today, "838"))
    assert "A our choice: nobody publishes a profile of today" in page
    assert "Which way is good is stated for all 75 measures by the Department's dictionary (S)." in page.replace("&#39;", "'")
    for wrong in ("Ofsted did not publish", "nine indicators", "asterisk", "which publishes none"):
        assert wrong not in page
    assert "Ofsted publishes judgements on a council, and no profile band." in page


def test_a_figure_of_an_earlier_period_is_told_as_such_and_only_where_there_is_one(today):
    late, others = (words(council_page(today, code)) for code in ("838", "839"))
    assert re.search(r"Absence from school 2023, before 2024 90\.00%", late)
    assert "Each in the latest period in which this council has a figure." in late
    assert "Each in the latest period in which this council has a figure." not in others


def test_a_council_without_similar_areas_in_a_table_of_one_s_own_is_told_so(download):
    data = cs.read(download)
    table, _ = chosen_neighbours(framework("2025"), None)
    own = table.loc[table["council"] != "942", ["council", "position", "neighbour"]]
    ratings = cs.rate(data, cs.compare(data, neighbour_table=own), neighbour_table=own)
    why = "the neighbour table supplied by the user holds no similar areas of Cumberland; 0 indicators can be compared"
    assert ratings.council("942").row["why"].startswith(why)
    assert ratings.council("942").reasons["text"].iloc[-1].startswith(f"No profile band is given: {why}")
    page = words(council_page(ratings, "942"))
    assert "The neighbour table supplied by the user holds none of Cumberland, so that nothing can be compared." in page
    assert "holds no similar areas" not in str(ratings.council("838").row["why"])
    assert ratings.council("942").reasons["rule"].iloc[-1] == "combined.least_indicators"
