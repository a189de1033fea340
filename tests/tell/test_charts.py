"""What the charts mean, read from what is drawn on them."""

from __future__ import annotations

import dataclasses
import hashlib
import math
import os
import pickle
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from csrating.errors import EvidenceError, ReferenceDataError, UnknownCouncilError
from csrating.rate import Ratings
from csrating.tell.charts import Chart, cartogram, distribution, funnel, grades, neighbours, paper, rug, spine, strokes, trend
from csrating.tell.charts.intervals import wilson
from csrating.tell.charts.neighbour_drawing import Comparison, scale_of
from csrating.tell.charts.spine_drawing import CENTRE, HALF, NEAR as NEAR_COLUMN, OWN, RIGHT

HOSTILE = "<b>&\"'$x$ =1+1"
SPINE_ORDER = ["NI 55", "NI 58", "NI 59", "NI 61", "NI 62", "NI 63", "NI 72", "NI 79", "NI 148"]


def drawn(chart: Chart, name: str) -> list[object]:
    return [artist for artist in chart.figure.axes[0].get_children() if artist.get_gid() == name]


def points(chart: Chart, name: str) -> dict[float, float]:
    """Where marks of that name are: x by y, both rounded to a thousandth of an inch."""
    return {round(float(y), 3): round(float(x), 3) for marks in drawn(chart, name) for x, y in marks.get_offsets()}


def segments(chart: Chart, name: str) -> list[tuple[float, float, float, float]]:
    return [tuple(np.round(part, 3).ravel()) for lines in drawn(chart, name) for part in lines.get_segments()]


def boxes(chart: Chart, name: str) -> list[tuple[float, float]]:
    """Left and right of the boxes of that name."""
    reach = [path.vertices[:, 0] for box in drawn(chart, name) for path in box.get_paths()]
    return [(round(float(x.min()), 3), round(float(x.max()), 3)) for x in reach]


def texts(chart: Chart) -> list[Text]:
    return list(chart.figure.axes[0].texts)


def written(chart: Chart) -> list[str]:
    return [text.get_text() for text in texts(chart)]


def height_of(chart: Chart, start: str) -> float:
    """The height of the middle of the one text that is so, or begins so."""
    exact = [text for text in texts(chart) if text.get_text() == start]
    (text,) = exact or [text for text in texts(chart) if text.get_text().startswith(start)]
    return float(text.get_position()[1]) - 0.36 * text.get_fontsize() / 72


def row_height(chart: Chart, indicator: str) -> float:
    """The height of an indicator's row in a spine chart; its name stands a little above the middle."""
    (text,) = [text for text in texts(chart) if text.get_text().removesuffix(" *") == indicator]
    return round(float(text.get_position()[1]) - 0.36 * 8 / 72 + 0.055, 3)


def beside(chart: Chart, y: float) -> list[str]:
    """What is written at that height, from left to right."""
    at = [text for text in texts(chart) if abs(text.get_position()[1] - 0.36 * text.get_fontsize() / 72 - y) < 0.01]
    return [text.get_text() for text in sorted(at, key=lambda text: text.get_position()[0])]


def with_name(ratings: Ratings, name: str) -> Ratings:
    """The same ratings with every council of that code renamed."""

    def renamed(frame: pd.DataFrame) -> pd.DataFrame:
        return frame.assign(name=frame["name"].mask(frame["council"] == "358", name))

    return dataclasses.replace(ratings, table=renamed(ratings.table), compared=renamed(ratings.compared), profile=renamed(ratings.profile))


def all_published(ratings: Ratings) -> Ratings:
    return dataclasses.replace(
        ratings, compared=ratings.compared.assign(origin="published"), profile=ratings.profile.assign(origin="published")
    )


def every_chart(ratings: Ratings) -> list[Chart]:
    return [
        spine(ratings, "Trafford"),
        spine(ratings, "Trafford", ecm_outcome="staying safe"),
        grades(ratings, "Trafford"),
        *(neighbours(ratings, "Trafford", indicator=number) for number in ("79", "62", "148", "61", "44")),
    ]


class TestSpine:
    def test_rows_run_by_outcome_and_then_by_number(self, made: Ratings) -> None:
        chart = spine(made, "Trafford")
        assert list(chart.data["indicator"]) == SPINE_ORDER
        heights = [row_height(chart, indicator) for indicator in SPINE_ORDER]
        assert heights == sorted(heights)
        assert height_of(chart, "Staying safe") < heights[SPINE_ORDER.index("NI 59")]

    def test_a_high_figure_lies_right_where_high_is_good_and_left_where_low_is(self, made: Ratings) -> None:
        chart = spine(made, "Trafford")
        above, below = points(chart, "council-above"), points(chart, "council-below")
        # NI 63 (high is good) and NI 62 (low is good) have the same figures: 70 against 50, the councils from 40 to 70.
        assert above[row_height(chart, "NI 63")] == pytest.approx(CENTRE + HALF)
        assert below[row_height(chart, "NI 62")] == pytest.approx(CENTRE - HALF)
        # NI 55 (low is good): 45 against 50, the councils from 40 to 60, so half way along the better side.
        assert above[row_height(chart, "NI 55")] == pytest.approx(CENTRE + HALF / 2)

    def test_each_standing_has_its_own_marks_and_word(self, made: Ratings) -> None:
        chart = spine(made, "Trafford")
        for name, word, rows in (
            ("above", "above", {"NI 55", "NI 63", "NI 79", "NI 148"}),
            ("in-line", "in line", {"NI 59", "NI 72"}),
            ("below", "below", {"NI 62"}),
            ("not-comparable", "not comparable", {"NI 58"}),
        ):
            assert set(points(chart, f"council-{name}")) == {row_height(chart, row) for row in rows}
            for row in rows:
                assert beside(chart, row_height(chart, row))[-1] == word

    def test_the_standing_is_told_by_shape_as_well_as_by_colour(self) -> None:
        shapes = [mark.shape for mark in (*paper.STANDING_MARKS.values(), paper.NEIGHBOURS)]
        assert len(set(shapes)) == len(shapes)

    def test_the_mean_of_similar_areas_and_the_spread_are_where_their_figures_say(self, made: Ratings) -> None:
        chart = spine(made, "Trafford")
        y = row_height(chart, "NI 58")
        # 46 against 50, low is good, the councils from 40 to 60.
        assert points(chart, "neighbours")[y] == pytest.approx(CENTRE + 0.4 * HALF)
        own = made.compared[(made.compared["indicator"] == "NI 79") & (made.compared["against"] == "England")]["value"]
        lower, upper = np.percentile(own, [25, 75])
        expected = tuple(round(CENTRE + HALF * (value - 50) / 30, 3) for value in (lower, upper))
        assert boxes(chart, "middle-half")[-2] == pytest.approx(expected, abs=0.001)
        assert (round(CENTRE - HALF / 3, 3), row_height(chart, "NI 79"), round(RIGHT, 3), row_height(chart, "NI 79")) in segments(
            chart, "range"
        )

    def test_where_councils_do_not_differ_all_lies_on_england(self, made: Ratings) -> None:
        chart = spine(made, "Trafford")
        assert points(chart, "council-in-line")[row_height(chart, "NI 72")] == pytest.approx(CENTRE)
        assert (round(CENTRE, 3), round(CENTRE, 3)) in boxes(chart, "middle-half")

    def test_a_missing_figure_is_said_and_not_drawn(self, made: Ratings) -> None:
        chart = spine(made, "Trafford")
        y = row_height(chart, "NI 61")
        assert "no figure: suppressed" in beside(chart, y)
        for name in ("council-above", "council-in-line", "council-below", "council-not-comparable", "neighbours"):
            assert y not in points(chart, name)
        assert "no figure: suppressed" not in beside(chart, row_height(chart, "NI 59"))

    def test_figures_are_written_in_their_columns_with_how_many_areas_had_one(self, made: Ratings) -> None:
        chart = spine(made, "Trafford")
        columns = {
            text.get_position()[0]: text.get_text()
            for text in texts(chart)
            if abs(text.get_position()[1] - 0.04 - row_height(chart, "NI 148")) < 0.01
        }
        assert (columns[OWN], columns[NEAR_COLUMN]) == ("62%", "50%")
        assert "8 of 10" in columns.values()
        assert "3 of 10" in beside(chart, row_height(chart, "NI 58"))

    def test_the_title_counts_what_is_drawn(self, made: Ratings) -> None:
        chart = spine(made, "Trafford")
        counts = {name: len(points(chart, f"council-{name}")) for name in ("above", "in-line", "below")}
        assert counts == {"above": 4, "in-line": 2, "below": 1}
        assert chart.title == "Trafford: 6 of 7 comparable indicators in line with or above similar areas"
        assert made.council("Trafford").row["indicators_compared"] == 7

    def test_titles_for_one_and_for_no_comparable_indicator(self, made: Ratings) -> None:
        assert (
            spine(made, "Trafford", ecm_outcome="being healthy").title
            == "Trafford, being healthy: the one comparable indicator is above similar areas"
        )
        none = dataclasses.replace(made, compared=made.compared.assign(standing="not comparable"))
        assert spine(none, "Trafford").title == "Trafford: no indicator can be compared with similar areas"

    def test_the_caption_names_source_neighbours_and_whose_rule_it_is(self, made: Ratings) -> None:
        caption = spine(made, "Trafford").caption
        for said in (
            "Publisher of published",
            "one file of demonstration data",
            "pre-2019",
            "0.5 standard deviations",
            "our assumption",
            "NI 44",
        ):
            assert said in caption

    def test_one_outcome_alone(self, made: Ratings) -> None:
        assert list(spine(made, "Trafford", ecm_outcome="Staying Safe").data["indicator"]) == ["NI 59", "NI 61", "NI 62", "NI 63"]

    def test_an_unknown_outcome_council_or_no_figures_is_told(self, made: Ratings) -> None:
        with pytest.raises(ReferenceDataError, match="being healthy, staying safe"):
            spine(made, "Trafford", ecm_outcome="staying save")
        with pytest.raises(UnknownCouncilError, match="Trafford"):
            spine(made, "Traford")
        with pytest.raises(EvidenceError, match="making a positive contribution"):
            spine(made, "Trafford", ecm_outcome="making a positive contribution")


class TestGrades:
    def test_parts_of_a_bar_are_as_wide_as_their_counts_and_run_from_best_to_worst(self, made: Ratings) -> None:
        chart = grades(made, "Trafford")
        outstanding, good, satisfactory, inadequate = (
            boxes(chart, f"grade-{grade}")[0] for grade in ("outstanding", "good", "satisfactory", "inadequate")
        )
        width = inadequate[1] - outstanding[0]
        # Childminding: 10, 20, 9 and 1 of 40.
        shares = [(right - left) / width for left, right in (outstanding, good, satisfactory, inadequate)]
        assert shares == pytest.approx([0.25, 0.5, 0.225, 0.025], abs=0.001)
        assert outstanding[1] == good[0]
        assert good[1] == satisfactory[0]
        assert satisfactory[1] == inadequate[0]

    def test_every_bar_is_a_hundred_per_cent_wide(self, made: Ratings) -> None:
        chart = grades(made, "Trafford")
        assert len(boxes(chart, "grade-outstanding")) == 2
        lefts = {left for left, _ in boxes(chart, "grade-outstanding")}
        rights = {boxes(chart, "grade-inadequate")[0][1], boxes(chart, "grade-satisfactory")[1][1]}
        assert len(lefts) == len(rights) == 1

    def test_one_or_two_settings_are_boxes_with_a_word_and_no_share(self, made: Ratings) -> None:
        chart = grades(made, "Trafford")
        assert [len(boxes(chart, f"one-{grade}")) for grade in ("outstanding", "good", "satisfactory", "inadequate")] == [1, 1, 0, 1]
        told = chart.data.set_index("row")["told_by_number"].to_dict()
        assert told == {"childminding": False, "nursery schools": True, "primary schools": False, "adoption service": True}
        assert "1 (50%)" not in written(chart)
        assert "2 (67%)" in written(chart)

    def test_the_caption_says_which_settings_are_not_counted(self, made: Ratings) -> None:
        caption = grades(made, "Trafford").caption
        assert "Not counted, here or elsewhere: private, voluntary and health children's homes;" in caption
        assert "private and voluntary fostering services and adoption services (inferred from published sources)." in caption
        everything = dataclasses.replace(
            made.framework,
            rules=made.framework.rules
            | {"inspections.settings_left_out": dataclasses.replace(made.framework.rule("inspections.settings_left_out"), value=[])},
        )
        assert "Not counted" not in grades(dataclasses.replace(made, framework=everything), "Trafford").caption

    def test_england_and_similar_areas_stand_at_their_shares(self, made: Ratings) -> None:
        chart = grades(made, "Trafford")
        left, right = boxes(chart, "grade-outstanding")[1][0], boxes(chart, "grade-satisfactory")[1][1]
        # Primary schools: England 2 of Trafford's 3 and 6 of 12 elsewhere; six neighbours with one of two each.
        england, near = list(points(chart, "england").values())[-1], list(points(chart, "neighbours").values())[-1]
        assert (england - left) / (right - left) == pytest.approx(8 / 15, abs=0.001)
        assert (near - left) / (right - left) == pytest.approx(0.5, abs=0.001)
        assert "6 of 10" in written(chart)

    def test_clusters_and_types_are_in_the_order_of_the_framework(self, made: Ratings) -> None:
        chart = grades(made, "Trafford")
        order = [
            height_of(chart, text)
            for text in ("Early years", "Childminding", "Nursery schools", "Schools", "Primary schools", "Social care", "Adoption")
        ]
        assert order == sorted(order)

    def test_the_title_counts_settings(self, made: Ratings) -> None:
        chart = grades(made, "Trafford")
        assert chart.title == "Trafford: 34 of 46 inspected settings are good or better"
        assert int(chart.data["good_or_better"].sum()) == 34

    def test_the_age_of_grades_is_shown(self, made: Ratings) -> None:
        told = written(grades(made, "Trafford"))
        assert "Inspected May 2008" in told
        assert "Inspected: dates not in the data" in told

    def test_a_council_without_settings_is_told(self, made: Ratings) -> None:
        with pytest.raises(EvidenceError, match="no inspected settings of Camden"):
            grades(made, "Camden")


class TestNeighbours:
    def test_areas_run_from_best_to_worst_and_their_dots_from_right_to_left(self, made: Ratings) -> None:
        for number in ("79", "62"):
            chart = neighbours(made, "Trafford", indicator=number)
            dots = points(chart, "neighbour") | points(chart, "council")
            across = [dots[y] for y in sorted(dots)]
            assert across == sorted(across, reverse=True)
        low, high = neighbours(made, "Trafford", indicator="62").data, neighbours(made, "Trafford", indicator="79").data
        assert low["name"].iloc[-1] == high["name"].iloc[0] == "Trafford"

    def test_numbers_before_names_are_the_order_of_closeness(self, made: Ratings) -> None:
        chart = neighbours(made, "Trafford", indicator="79")
        assert beside(chart, height_of(chart, "Solihull"))[:2] == ["1", "Solihull"]
        assert beside(chart, height_of(chart, "Cheshire East"))[:2] == ["10", "Cheshire East"]

    def test_england_the_mean_and_the_band_are_where_their_figures_say(self, made: Ratings) -> None:
        chart = neighbours(made, "Trafford", indicator="79")
        zone = made.compared.set_index(["council", "indicator", "against"]).loc[("358", "NI 79", "neighbours")]
        margin = 0.5 * np.std([44, 46, 48, 50, 50, 50, 50, 52, 54, 56], ddof=1)
        dots = {
            value: points(chart, "neighbour")[y]
            for value, y in zip(chart.data["value"][1:], sorted(points(chart, "neighbour")), strict=True)
        }
        per_unit = (dots[56.0] - dots[44.0]) / 12
        (england,), (mean,), (band,) = segments(chart, "england"), segments(chart, "neighbours-mean"), boxes(chart, "in-line")
        assert england[0] == pytest.approx(dots[50.0], abs=0.002)
        assert mean[0] == pytest.approx(dots[50.0], abs=0.002)
        assert (zone["in_line_low"], zone["in_line_high"]) == pytest.approx((50 - margin, 50 + margin))
        assert band == pytest.approx((dots[50.0] - margin * per_unit, dots[50.0] + margin * per_unit), abs=0.002)

    def test_areas_without_a_figure_are_listed_last_with_the_reason(self, made: Ratings) -> None:
        chart = neighbours(made, "Trafford", indicator="148")
        assert list(chart.data["name"])[-2:] == ["Hertfordshire", "Hampshire"]
        assert "no figure: suppressed" in beside(chart, height_of(chart, "Hertfordshire"))
        assert "no figure: not available" in beside(chart, height_of(chart, "Hampshire"))
        assert len(points(chart, "neighbour")) == 8
        assert "here 8 of 10" in chart.caption

    def test_a_council_without_a_figure_says_so_in_its_title(self, made: Ratings) -> None:
        chart = neighbours(made, "Trafford", indicator="61")
        assert chart.title == "Adoption placements within 12 months: the figure for Trafford is suppressed"
        assert points(chart, "council") == {}

    def test_a_council_is_named_in_its_row_also_where_its_figure_of_the_rated_period_is_missing(self, made: Ratings) -> None:
        """The peers' defect 19: LAIT writes the name beside the latest point, and nowhere where that is missing."""
        chart = neighbours(made, "Trafford", indicator="61")
        assert chart.data["value"].isna()[chart.data["council"] == "358"].tolist() == [True]
        (label,) = [text for text in texts(chart) if text.get_text().rstrip(" *") == "Trafford"]
        assert label.get_fontweight() == "bold"
        assert label.get_visible()
        assert len(points(chart, "neighbour")) > 5
        level = float(label.get_position()[1]) - 0.36 * label.get_fontsize() / 72
        assert "no figure: suppressed" in beside(chart, level)
        rows = [height_of(chart, name) for name in chart.data["name"] if name != "Trafford"]
        assert level == pytest.approx(max(rows) + 0.3, abs=0.01)  # the last row, one below the others
        assert 0 < level < chart.figure.get_size_inches()[1]

    @pytest.mark.parametrize(
        ("status", "finding"),
        [
            ("not applicable", "the figure does not apply to the Isles of Scilly"),
            ("not returned", "the Isles of Scilly returned no figure"),
            ("not available", "the figure for the Isles of Scilly is not available"),
            ("no row", "the data hold no figure for the Isles of Scilly"),
        ],
    )
    def test_why_there_is_no_figure_reads_as_a_finding(self, made: Ratings, status: str, finding: str) -> None:
        rows = (made.compared["council"] == "420") & (made.compared["indicator"] == "NI 79")
        compared = made.compared.assign(
            value=made.compared["value"].mask(rows), status=made.compared["status"].mask(rows, status), standing="not comparable"
        )
        assert neighbours(dataclasses.replace(made, compared=compared), "420", indicator="79").title == f"Level 2 by age 19: {finding}"

    def test_the_columns_beside_the_picture_have_headings(self, made: Ratings) -> None:
        with_counts, without = neighbours(made, "Trafford", indicator="148"), neighbours(made, "Trafford", indicator="58")
        headings = beside(with_counts, height_of(with_counts, "Counts"))
        assert headings == ["Council", "Figure", "Counts"]
        assert "Counts: how many of how many" in with_counts.caption
        assert "Figure" in written(without)
        assert "Counts" not in written(without)
        assert "Counts:" not in without.caption

    def test_intervals_are_wilsons_from_the_counts(self, made: Ratings) -> None:
        chart = neighbours(made, "Trafford", indicator="148")
        own = chart.data[chart.data["council"] == "358"].iloc[0]
        # By hand, 8 of 13 at z = 1.96: (16 + 3.84 -/+ 1.96 sqrt(3.84 + 32 x 5/13)) / (2 x 16.84).
        assert (own["lower"], own["upper"]) == pytest.approx((35.5, 82.3), abs=0.05)
        assert "8 of 13" in written(chart)
        assert len(segments(chart, "interval")) == 9

    def test_a_score_has_no_interval(self, made: Ratings) -> None:
        chart = neighbours(made, "Trafford", indicator="58")
        assert segments(chart, "interval") == []
        assert "Wilson" not in chart.caption

    def test_without_polarity_nothing_is_in_line(self, made: Ratings) -> None:
        chart = neighbours(made, "Trafford", indicator="44")
        assert boxes(chart, "in-line") == []
        assert not any("better" in text for text in written(chart))
        assert any("neither high nor low" in text for text in written(chart))

    def test_a_neighbour_that_began_later_is_named_and_has_no_figure(self, made: Ratings) -> None:
        table = made.neighbour_table.copy()
        table.loc[(table["council"] == "358") & (table["position"] == 10), "neighbour"] = "838"
        chart = neighbours(dataclasses.replace(made, neighbour_table=table), "Trafford", indicator="79")
        assert chart.data.iloc[-1]["status"] == "no row"
        assert "no figure: no row in the data" in beside(chart, height_of(chart, chart.data.iloc[-1]["name"]))

    def test_an_unknown_indicator_or_one_without_figures_is_told(self, made: Ratings) -> None:
        with pytest.raises(ReferenceDataError, match="no indicator '999'"):
            neighbours(made, "Trafford", indicator="999")
        with pytest.raises(EvidenceError, match=r"NI 75 .* has no figures for a period that ended by 2009-09-30"):
            neighbours(made, "Trafford", indicator="75")

    def test_the_scale_takes_everything_in(self, made: Ratings) -> None:
        from csrating import reference

        rows = pd.DataFrame({"value": [10.0, math.nan], "lower": [5.0, math.nan], "upper": [30.0, math.nan]})
        from csrating.tell.charts.comparator import comparator
        from csrating.tell.charts.observed import observed

        beside = comparator("similar areas", "358", observed(made).terms)
        against = Comparison("a", reference.indicator("79"), 40.0, areas=20.0, in_line=(-5.0, 45.0), standing="below", beside=beside)
        scale = scale_of(rows, against)
        assert all(LEFT_EDGE <= scale.at(value) <= RIGHT_EDGE for value in (-5, 5, 10, 30, 40, 45))
        assert scale.at(45) > scale.at(-5)


LEFT_EDGE, RIGHT_EDGE = 2.75, 7.35


class TestWilson:
    def test_published_answers(self) -> None:
        lower, upper = wilson([12, 0, 40], [40, 20, 40])
        assert lower.round(1).tolist() == [18.1, 0.0, 91.2]
        assert upper.round(1).tolist() == [45.4, 16.1, 100.0]
        assert wilson([12], [40], confidence=0.998)[0].round(1).tolist() == [13.4]

    def test_counts_that_are_no_share_have_no_interval(self) -> None:
        lower, upper = wilson([5, -1, math.nan, 0], [4, 10, 10, 0])
        assert np.isnan(lower).all()
        assert np.isnan(upper).all()


class TestEveryChart:
    def test_no_two_texts_overlap_and_none_leaves_the_sheet(self, made: Ratings) -> None:
        for chart in every_chart(made):
            renderer = FigureCanvasAgg(chart.figure).get_renderer()
            extents = [(text.get_text(), text.get_window_extent(renderer)) for text in texts(chart)]
            sheet = chart.figure.bbox
            for text, extent in extents:
                assert sheet.x0 <= extent.x0 <= extent.x1 <= sheet.x1, text
                assert sheet.y0 <= extent.y0 <= extent.y1 <= sheet.y1, text
            for (one, first), (other, second) in combinations(extents, 2):
                across = min(first.x1, second.x1) - max(first.x0, second.x0)
                down = min(first.y1, second.y1) - max(first.y0, second.y0)
                assert across <= 0 or down <= 1.5, (chart.title, one, other)

    def test_demonstration_data_are_named_on_the_chart_and_published_are_not(self, made: Ratings) -> None:
        for chart in (spine(made, "Trafford"), grades(made, "Trafford"), neighbours(made, "Trafford", indicator="62")):
            assert any(text.startswith("Demonstration data: not published figures") for text in written(chart))
            assert "Demonstration data" in chart.alt
        published = all_published(made)
        for chart in (spine(published, "Trafford"), grades(published, "Trafford"), neighbours(published, "Trafford", indicator="62")):
            assert not any("Demonstration" in text for text in written(chart))

    def test_rows_that_rest_on_demonstration_data_have_a_star_where_some_do_not(self, made: Ratings) -> None:
        told = written(spine(made, "Trafford"))
        assert "NI 79" in told
        assert "NI 62 *" in told
        assert "Demonstration data: not published figures (8 of 9 rows, marked *)" in told

    def test_hostile_names_are_drawn_as_they_are(self, made: Ratings) -> None:
        hostile = with_name(made, HOSTILE)
        of_one = [kind(hostile, "358", indicator="79") for kind in (neighbours, trend, distribution, funnel)]
        for chart in (spine(hostile, "358"), grades(hostile, "358"), rug(hostile, "358"), cartogram(hostile, "358"), *of_one):
            tree = ElementTree.fromstring(chart.svg())
            said = "".join(tree.itertext())
            assert HOSTILE in said
            assert chart.png(dpi=40).startswith(b"\x89PNG")
            assert chart.pdf().startswith(b"%PDF")

    def test_svg_says_its_title_and_what_is_to_be_seen(self, made: Ratings) -> None:
        chart = spine(made, "Trafford")
        tree = ElementTree.fromstring(chart.svg())
        space = "{http://www.w3.org/2000/svg}"
        assert tree.get("role") == "img"
        assert [tree[0].tag, tree[0].text] == [f"{space}title", chart.title]
        assert [tree[1].tag, tree[1].text] == [f"{space}desc", chart.alt]

    def test_alt_text_tells_the_numbers(self, made: Ratings) -> None:
        assert "4 above, 2 in line, 1 below" in spine(made, "Trafford").alt
        assert "Below: NI 62" in spine(made, "Trafford").alt
        assert "Childminding: 10 outstanding, 20 good, 9 satisfactory and 1 inadequate." in grades(made, "Trafford").alt
        assert "From the best: Trafford 80.0%, Cheshire East 56.0%" in neighbours(made, "Trafford", indicator="79").alt

    def test_the_digest_follows_the_numbers(self, made: Ratings) -> None:
        one = spine(made, "Trafford")
        assert one.digest == spine(made, "Trafford").digest
        changed = made.compared.assign(
            value=made.compared["value"].mask((made.compared["council"] == "358") & (made.compared["indicator"] == "NI 79"), 80.1)
        )
        assert spine(dataclasses.replace(made, compared=changed), "Trafford").digest != one.digest
        assert repr(one) == f"Chart({one.title!r}, 9 rows, digest {one.digest})"

    def test_what_a_notebook_shows_is_a_png(self, made: Ratings) -> None:
        assert grades(made, "Trafford")._repr_png_() == grades(made, "Trafford").png(dpi=100)

    def test_the_session_s_style_neither_matters_nor_changes(self, made: Ratings) -> None:
        plain = grades(made, "Trafford").svg()
        with matplotlib.rc_context({"path.sketch": (1.0, 100.0, 2.0), "svg.fonttype": "path", "figure.dpi": 30}):
            before = dict(matplotlib.rcParams)
            assert grades(made, "Trafford").svg() == plain
            assert dict(matplotlib.rcParams) == before

    def test_marks_stand_out_from_paper(self) -> None:
        def luminance(colour: str) -> float:
            parts = np.array(matplotlib.colors.to_rgb(colour))
            linear = np.where(parts <= 0.03928, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
            return float(linear @ [0.2126, 0.7152, 0.0722])

        for colour in (strokes.BLUE, strokes.TEAL, strokes.PLUM, strokes.ORANGE, strokes.DARK, strokes.GREY):
            assert 1.05 / (luminance(colour) + 0.05) >= 3

    def test_the_same_bytes_again(self, made: Ratings) -> None:
        for one, other in zip(every_chart(made)[1:4], every_chart(made)[1:4], strict=True):
            assert one.svg() == other.svg()
            assert one.png(dpi=50) == other.png(dpi=50)
        assert one.pdf() == other.pdf()

    @pytest.mark.slow
    def test_the_same_bytes_from_another_process_with_another_hash_order(self, made: Ratings, tmp_path: Path, repository: Path) -> None:
        (tmp_path / "made.pickle").write_bytes(pickle.dumps(made))
        script = (
            "import hashlib, pathlib, pickle, sys\n"
            "from csrating import tell\n"
            "made = pickle.loads(pathlib.Path(sys.argv[1]).read_bytes())\n"
            "of_one = [kind(made, '358', indicator='148') for kind in (tell.neighbours, tell.trend, tell.distribution, tell.funnel)]\n"
            "charts = [*(kind(made, '358') for kind in (tell.spine, tell.grades, tell.rug, tell.cartogram)), *of_one]\n"
            "parts = [saved for chart in charts for saved in (chart.svg(), chart.png(dpi=50), chart.pdf())]\n"
            "print(hashlib.sha256(b''.join([*parts, tell.workbook(made)])).hexdigest())\n"
        )
        found = {
            subprocess.run(
                [sys.executable, "-c", script, str(tmp_path / "made.pickle")],
                env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(repository)},
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            for seed in ("1", "2")
        }
        assert len(found) == 1
        assert len(found.pop().strip()) == len(hashlib.sha256().hexdigest())
