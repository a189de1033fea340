"""What the map means, read from what is drawn on it."""

from __future__ import annotations

import dataclasses
import importlib.util

import pandas as pd
import pytest

from csrating import reference
from csrating.errors import UnknownCouncilError
from csrating.reference.registers import register
from csrating.tell import cartogram
from csrating.tell.charts.map_drawing import HIGH, LOOKS, SMALL, TILE
from csrating.tell.charts.names import name_lines
from csrating.tell.charts.paper import text_width
from tests.tell.conftest import NEAR


@pytest.fixture(scope="module")
def tiles():
    return register("council_tiles.csv").astype({"column": int, "row": int, "x": float, "y": float})


@pytest.fixture(scope="module")
def maker(repository):
    """The script that gives the tiles."""
    spec = importlib.util.spec_from_file_location("council_tiles", repository / "maintenance" / "council_tiles.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rated(made, numbers):
    """The same ratings with a number for each council; blank: not given."""
    given = pd.Series(numbers, dtype=float).reindex(range(len(made.table)))
    words = {4.0: "performs excellently", 3.0: "performs well", 2.0: "performs adequately", 1.0: "performs poorly"}
    status = given.isna().map({True: "not given", False: "given"})
    why = given.isna().map({True: "too little is known", False: ""})
    return dataclasses.replace(made, table=made.table.assign(rating=given, label=given.map(words).fillna(""), status=status, why=why))


@pytest.fixture(scope="module")
def mixed(made):
    return rated(made, [4.0] * 2 + [3.0] * 90 + [2.0] * 50 + [1.0] * 3)


class TestTiles:
    def test_every_council_of_2009_has_a_tile_of_its_own(self, tiles):
        assert sorted(tiles["code"]) == sorted(reference.councils()["code"])
        assert not tiles.duplicated(["column", "row"]).any()

    def test_tiles_lie_as_the_councils_do(self, tiles):
        assert tiles["column"].corr(tiles["x"], method="spearman") > 0.98
        assert tiles["row"].corr(-tiles["y"], method="spearman") > 0.98
        at = tiles.set_index("code")
        assert at.loc["929", "row"] < at.loc["358", "row"] < at.loc["908", "row"]  # Northumberland, Trafford, Cornwall
        assert at.loc["908", "column"] < at.loc["358", "column"] < at.loc["926", "column"]  # Norfolk

    def test_the_register_is_what_the_script_gives(self, tiles, maker):
        again = maker.tiled(tiles[["code", "x", "y"]])
        assert again[["column", "row"]].to_numpy().tolist() == tiles[["column", "row"]].to_numpy().tolist()

    def test_no_name_is_cut(self):
        for name in reference.councils()["name"]:
            lines = name_lines(name, TILE - 0.04, size=SMALL)
            assert "…" not in "".join(lines)
            assert len(lines) <= 3
            assert all(text_width(line, size=SMALL) < TILE for line in lines)
            assert "".join(lines).replace("-", "").replace(" ", "") == name.replace("-", "").replace(" ", "")


class TestMap:
    def test_each_council_is_a_tile_with_its_rating_in_it(self, mixed, drawn):
        chart = cartogram(mixed)
        seen = drawn(chart)
        counts = {"4": 2, "3": 90, "2": 50, "1": 3, "not given": 7}
        assert {look: len(seen.boxes(f"rating-{look.replace(' ', '-')}")) for look in counts} == counts
        for look, count in counts.items():
            assert seen.written.count(LOOKS[look].number) == count
        assert seen.boxes("rating-withheld") == []

    def test_best_and_poorest_differ_by_shape_too(self, mixed, drawn):
        seen = drawn(cartogram(mixed))
        assert (len(seen.points("mark-4")), len(seen.points("mark-1"))) == (2, 3)
        assert LOOKS["4"].mark.shape != LOOKS["1"].mark.shape

    def test_tiles_are_where_the_register_says(self, mixed, drawn):
        chart = cartogram(mixed)
        best = chart.data[chart.data["rating"] == 4.0]
        boxes = drawn(chart).boxes("rating-4")
        (one, other), (first, second) = boxes, best.itertuples()
        assert (other[0] - one[0]) == pytest.approx((second.column - first.column) * TILE, abs=0.002)
        assert (other[1] < one[1]) == (second.row < first.row)

    def test_the_title_counts_the_ratings(self, made, mixed):
        assert cartogram(mixed).title == (
            "2 of the 152 councils perform excellently, 90 well, 50 adequately, 3 poorly and 7 without a rating"
        )
        assert cartogram(rated(made, [])).title == "None of the 152 councils can be rated from these data"
        assert "Without a rating: too little is known (seven councils)." in cartogram(mixed).caption

    def test_the_legend_says_each_number_in_words(self, mixed, drawn):
        told = set(drawn(cartogram(mixed)).written)
        assert {"4 performs excellently: 2", "3 performs well: 90", "2 performs adequately: 50", "1 performs poorly: 3"} <= told
        assert "– not given: 7" in told

    def test_one_council_may_be_framed(self, mixed, drawn):
        assert drawn(cartogram(mixed)).boxes("council") == []
        chart = cartogram(mixed, "Camden")
        assert drawn(chart).boxes("council") == drawn(chart).boxes("rating-4")[1:2]
        assert "Camden, framed, performs excellently (4)" in chart.alt
        with pytest.raises(UnknownCouncilError, match="Trafford"):
            cartogram(mixed, "Traford")

    def test_its_similar_areas_are_marked_and_told(self, mixed, drawn):
        assert drawn(cartogram(mixed)).points("similar-areas") == []
        chart = cartogram(mixed, "Trafford")
        near = chart.data[chart.data["position"] > 0].sort_values("position")
        assert list(near["council"]) == list(NEAR)
        seen = drawn(chart)
        tiles = sorted((column, row) for column, row in zip(near["column"], near["row"], strict=True))
        (left, top, _, _) = seen.boxes("council")[0]
        own = chart.data[chart.data["council"] == "358"].iloc[0]
        found = sorted(
            (round((x - 0.13 - left) / TILE) + own["column"], round((y - 0.13 - top) / HIGH) + own["row"])
            for x, y in seen.points("similar-areas")
        )
        assert found == tiles
        assert "similar area of Trafford" in seen.written
        counts = near["rating"].value_counts()
        assert f"its 10 similar areas, marked: {counts[3.0]} well (3) and {counts[2.0]} adequately (2)" in chart.alt

    def test_it_says_that_the_ratings_are_not_the_published_ones(self, mixed):
        assert "they are not the published ratings" in cartogram(mixed).caption
        assert cartogram(mixed).alt.endswith("Demonstration data: not published figures.")

    def test_texts_do_not_overlap(self, mixed, drawn):
        assert drawn(cartogram(mixed, "Trafford")).clashes() == []

    def test_the_same_bytes_again(self, mixed):
        one, other = cartogram(mixed), cartogram(mixed)
        assert (one.svg(), one.png(dpi=40), one.digest) == (other.svg(), other.png(dpi=40), other.digest)
