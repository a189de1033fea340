"""What the tartan rug means, read from what is drawn on it."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from csrating.errors import EvidenceError, ReferenceDataError
from csrating.schema import Standing
from csrating.tell import rug
from csrating.tell.charts.rug_drawing import BESIDE, CELL, FILLS, LEFT, MARKS
from csrating.tell.charts.rug_rows import tallies
from tests.tell.conftest import with_periods

NAMES = [str(standing).replace(" ", "-") for standing in MARKS]


def test_every_cell_has_its_mark_and_its_fill(made, drawn):
    chart = rug(made, "Trafford")
    seen = drawn(chart)
    assert len(chart.data) == 9 * 11
    for standing, name in zip(MARKS, NAMES, strict=True):
        number = int((chart.data["standing"] == str(standing)).sum())
        assert len(seen.points(name)) == len(seen.boxes(f"cell-{name}")) == number > 0
        middles = [(round((box[0] + box[2]) / 2, 2), round((box[1] + box[3]) / 2, 2)) for box in seen.boxes(f"cell-{name}")]
        assert sorted(middles) == sorted((round(x, 2), round(y, 2)) for x, y in seen.points(name))


def test_a_mark_stands_in_the_row_of_its_indicator_and_the_column_of_its_council(made, drawn):
    chart = rug(made, "Trafford")
    seen = drawn(chart)
    columns = sorted({x for name in NAMES for x, _ in seen.points(name)})
    rows = sorted({y for name in NAMES for _, y in seen.points(name)})
    order = list(chart.data["indicator"].drop_duplicates())
    assert order == ["NI 55", "NI 58", "NI 59", "NI 61", "NI 62", "NI 63", "NI 72", "NI 79", "NI 148"]
    cells = {(row.indicator, row.position): row.standing for row in chart.data.itertuples()}
    for standing, name in zip(MARKS, NAMES, strict=True):
        for x, y in seen.points(name):
            assert cells[order[rows.index(y)], columns.index(x)] == str(standing)


def test_each_council_is_judged_against_its_own_similar_areas(made):
    cell = rug(made, "Trafford").data.set_index(["indicator", "council"]).loc[("NI 79", "334")]
    own = made.compared.set_index(["indicator", "council", "against"]).loc[("NI 79", "334", "neighbours")]
    assert (cell["neighbours"], cell["standing"], cell["with_data"]) == (own["baseline"], own["standing"], own["with_data"])


def test_standings_are_told_by_shape_and_by_how_dark_they_are():
    assert len({mark.shape for mark in MARKS.values()}) == len(MARKS)

    def luminance(colour):
        parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
        return float(np.where(parts <= 0.03928, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4) @ [0.2126, 0.7152, 0.0722])

    for standing, mark in MARKS.items():
        pair = sorted((luminance(FILLS[standing]), luminance(mark.fill)))
        assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 3, standing


def test_the_head_tells_how_many_are_in_line_or_above(made, drawn):
    chart = rug(made, "Trafford")
    tally = tallies(chart.data).set_index("council").loc["358"]
    assert (tally["above"], tally["in_line"], tally["below"], tally["compared"]) == (4, 2, 1, 7)  # as the spine chart counts
    assert {"86%", "of 7", "Trafford"} <= set(drawn(chart).written)
    assert chart.title.startswith("Trafford: 86% of 7 comparable indicators in line or above; its similar areas ")


def test_titles_for_one_outcome_and_for_none_comparable(made):
    assert rug(made, "Trafford", ecm_outcome="Being healthy").title.startswith("Trafford, being healthy: 100% of 1 comparable")
    none = dataclasses.replace(made, compared=made.compared.assign(standing=str(Standing.NOT_COMPARABLE)))
    assert rug(none, "Trafford").title == "Trafford: no indicator can be compared with similar areas"


def test_a_neighbour_that_began_later_has_an_empty_column(made, drawn):
    table = made.neighbour_table.copy()
    table.loc[(table["council"] == "358") & (table["position"] == 10), "neighbour"] = "838"
    chart = rug(dataclasses.replace(made, neighbour_table=table), "Trafford")
    last = chart.data[chart.data["position"] == 10]
    assert set(last["standing"]) == {"not comparable"}
    assert set(last["name"]) == {"Dorset"}
    assert "–" in drawn(chart).written


def test_texts_do_not_overlap_and_no_name_is_cut(ratings, made, drawn):
    for chart in (rug(made, "Trafford"), rug(ratings, "Trafford", ecm_outcome="staying safe"), rug(ratings, "City of London")):
        seen = drawn(chart)
        assert seen.clashes() == []
        assert not any("…" in text for text in seen.written)


def test_demonstration_rows_are_marked(made, drawn):
    seen = drawn(rug(made, "Trafford"))
    assert {"NI 79", "NI 62 *", "Demonstration data: not published figures (8 of 9 rows, marked *)"} <= set(seen.written)


def test_alt_text_tells_the_counts(made):
    assert "Trafford: 4 above, 2 in line, 1 below, 2 not comparable." in rug(made, "Trafford").alt
    assert "Below in Trafford: NI 62 Looked-after: 3 or more placements." in rug(made, "Trafford").alt


def test_the_same_bytes_again(made):
    one, other = (rug(made, "358") for _ in range(2))
    assert (one.svg(), one.png(dpi=40), one.digest) == (other.svg(), other.png(dpi=40), other.digest)


def test_what_cannot_be_drawn_is_refused(made):
    with pytest.raises(ReferenceDataError, match="being healthy, staying safe"):
        rug(made, "Trafford", ecm_outcome="staying save")
    with pytest.raises(EvidenceError, match="making a positive contribution"):
        rug(made, "Trafford", ecm_outcome="making a positive contribution")


@pytest.mark.parametrize(
    ("number", "before", "word", "arrow"),
    [
        ("79", 70.0, "better", "↑"),
        ("79", 90.0, "worse", "↓"),
        ("79", 80.0, "no change", "→"),
        ("62", 60.0, "worse", "↓"),
        ("62", 75.0, "better", "↑"),
    ],
)
def test_arrows_tell_the_change_from_the_period_before_and_up_is_better(made, drawn, number, before, word, arrow):
    """NI 79 is 80 in 2008/09, and high is good; NI 62 is 70, and low is."""
    now = {"79": 80.0, "62": 70.0}[number]
    chart = rug(with_periods(made, {"2007/08": before, "2008/09": now}, indicator=f"NI {number}"), "Trafford")
    own = chart.data[chart.data["position"] == 0].set_index("indicator")
    cell = own.loc[f"NI {number}"]
    assert (cell["before"], cell["change"], cell["direction_of_travel"]) == (before, now - before, word)
    assert set(own["direction_of_travel"].drop(f"NI {number}")) == {""}
    seen = drawn(chart)
    at = [text.get_position()[0] for text in seen.axes.texts if text.get_text() == arrow]
    assert any(abs(x - (LEFT + CELL / 2 + BESIDE)) < 0.001 for x in at)
    assert seen.clashes() == []
    assert f"1 {word}" in chart.alt


def test_without_a_consecutive_period_there_is_no_arrow(made, drawn):
    """2006/07 is not the period just before 2008/09, and a suppressed figure is none."""
    for own in ({"2006/07": 70.0, "2008/09": 80.0}, {"2007/08": None, "2008/09": 80.0}):
        chart = rug(with_periods(made, own), "Trafford")
        assert set(chart.data.loc[chart.data["position"] == 0, "direction_of_travel"]) == {""}
    assert not set("↑→↓") & set(drawn(rug(made, "Trafford")).written)
