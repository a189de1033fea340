"""What the distribution chart means, read from what is drawn on it."""

from __future__ import annotations

import dataclasses
import itertools

import numpy as np
import pytest

from csrating.errors import EvidenceError, ReferenceDataError
from csrating.tell import distribution
from csrating.tell.charts.distribution_drawing import HIGHEST, name_rows, piled


def test_every_council_with_a_figure_is_one_mark(made, drawn):
    chart = distribution(made, "Trafford", indicator="148")
    seen = drawn(chart)
    counts = [len(seen.points(name)) for name in ("council", "neighbour", "other")]
    assert counts == [1, 8, 141]
    assert sum(counts) == chart.data["value"].notna().sum()
    assert len(chart.data) == 152


def test_piles_are_told_of_where_there_are_any(made):
    told = "Dots are piled up where they would touch"
    assert told in distribution(made, "Trafford", indicator="79").caption
    observations = made.data.observations
    blank = (observations["level"] == "council") & ~observations["area"].isin(["358", "334"])  # 80 of Trafford and 44 of Solihull stay
    few = observations.assign(value=observations["value"].mask(blank & (observations["indicator"] == "NI 79")))
    assert told not in distribution(dataclasses.replace(made.data, observations=few), "Trafford", indicator="79").caption


@pytest.mark.parametrize(("number", "better"), [("79", True), ("62", False)])
def test_right_is_better(made, drawn, number, better):
    chart = distribution(made, "Trafford", indicator=number)  # 80 and 70: more than any other council has
    seen = drawn(chart)
    own = seen.points("council")[0][0]
    others = [x for x, _ in seen.points("other")]
    assert own > max(others) if better else own < min(others)
    assert seen.place_of("better →")[0] > seen.place_of("← worse")[0]


def test_dots_never_touch_and_stand_on_their_figures(made, drawn):
    chart = distribution(made, "Trafford", indicator="79")
    seen = drawn(chart)
    places = [place for name in ("council", "neighbour", "other") for place in seen.points(name)]
    assert min(np.hypot(*np.subtract(one, other)) for one, other in itertools.combinations(places, 2)) > 0.11
    values = chart.data.set_index("council")["value"]
    near = chart.data[chart.data["position"] > 0]["council"]
    x = [place for place, _ in seen.points("neighbour")]
    assert np.polyfit(values[near], x, 1, full=True)[1] == pytest.approx(0, abs=1e-5)  # what a straight line leaves over


def test_england_and_the_similar_areas_stand_at_their_figures(made, drawn):
    seen = drawn(distribution(made, "Trafford", indicator="79"))
    (england,), (areas,) = seen.segments("england"), seen.segments("neighbours-average")
    fifty = next(x for x, _ in seen.points("neighbour")[3:4])  # the fourth neighbour has 50, as England and the mean have
    assert england[0] == pytest.approx(fifty, abs=0.002)
    assert areas[0] == pytest.approx(fifty, abs=0.002)
    assert {"England 50.0%", "mean of similar areas 50.0%"} <= set(seen.written)


def test_the_council_and_its_neighbours_are_named_with_their_figures(made, drawn):
    seen = drawn(distribution(made, "Trafford", indicator="148"))
    assert {"Trafford 62%", "Solihull 44%", "Cheshire East 56%"} <= set(seen.written)
    assert not any(text.startswith("Camden") for text in seen.written)


def test_who_has_no_figure_is_told_by_reason(made):
    chart = distribution(made, "Trafford", indicator="148")
    assert "150 of 152 councils have a figure; of the others 1 not available and 1 suppressed." in chart.caption
    assert "Neighbours without one: Hertfordshire (suppressed) and Hampshire (not available)." in chart.caption


def test_titles(made):
    assert distribution(made, "Trafford", indicator="79").title == (
        "Level 2 by age 19: none of 151 other councils has a better figure than Trafford"
    )
    assert distribution(made, "Trafford", indicator="62").title.endswith("151 of 151 other councils have a better figure than Trafford")
    assert distribution(made, "Trafford", indicator="61").title.endswith("the figure for Trafford is suppressed")
    assert "have a higher figure than Trafford" in distribution(made, "Trafford", indicator="44").title


def test_what_chance_could_have_done_is_told_where_there_are_counts(made):
    caption = distribution(made, "Trafford", indicator="148").caption
    assert "Chance alone might have put Trafford anywhere from rank 1 to " in caption  # 8 of 13 says little
    assert "Chance" not in distribution(made, "Trafford", indicator="61").caption
    assert "the counts are not published" in distribution(made, "Trafford", indicator="58").caption


def test_a_council_without_a_figure_is_not_drawn(made, drawn):
    seen = drawn(distribution(made, "Trafford", indicator="61"))
    assert seen.points("council") == []
    assert "Trafford: not comparable" not in seen.written
    assert not any(text.startswith("Trafford ") for text in seen.written)


def test_where_all_have_the_same_figure_the_pile_is_no_higher(made, drawn):
    chart = distribution(made, "Trafford", indicator="72")
    seen = drawn(chart)
    heights = [y for name in ("council", "neighbour", "other") for _, y in seen.points(name)]
    assert len(set(heights)) == 152
    assert max(heights) - min(heights) < HIGHEST


def test_a_neighbour_that_began_later_is_listed(made):
    table = made.neighbour_table.copy()
    table.loc[(table["council"] == "358") & (table["position"] == 10), "neighbour"] = "838"
    chart = distribution(dataclasses.replace(made, neighbour_table=table), "Trafford", indicator="79")
    assert len(chart.data) == 153
    assert "152 of 152 councils have a figure." in chart.caption


def test_texts_do_not_overlap(made, drawn):
    for number in ("79", "62", "148", "61", "44", "72"):
        assert drawn(distribution(made, "Trafford", indicator=number)).clashes() == [], number


def test_demonstration_figures_are_named(made):
    assert distribution(made, "Trafford", indicator="62").alt.endswith("Demonstration data: not published figures.")
    assert "Demonstration" not in distribution(made, "Trafford", indicator="79").alt


def test_the_same_bytes_again(made):
    one, other = (distribution(made, "358", indicator="NI 148") for _ in range(2))
    assert (one.svg(), one.png(dpi=40), one.digest) == (other.svg(), other.png(dpi=40), other.digest)


def test_what_cannot_be_drawn_is_refused(made):
    with pytest.raises(EvidenceError, match=r"NI 75 .* has no figures for a period that ended by 2009-09-30"):
        distribution(made, "Trafford", indicator="75")
    with pytest.raises(ReferenceDataError, match="no indicator '999'"):
        distribution(made, "Trafford", indicator="999")


def test_names_meet_neither_each_other_nor_the_line_to_another():
    places, widths = [1.0, 1.2, 1.2, 2.5, 2.6], [1.0] * 5
    rows = name_rows(places, widths)
    for (one, row), (other, below) in itertools.permutations(zip(places, rows, strict=True), 2):
        covers = one < other < one + 1.0
        assert not (covers and below >= row), (one, other)


def test_a_pile_fills_from_below():
    assert piled([1.0] * 3, apart=0.1) == [0, 1, 2]
    assert piled([], apart=0.1) == []
