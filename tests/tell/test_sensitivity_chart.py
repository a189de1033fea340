"""What the sensitivity strip means, read from what is drawn on it and held against the tables behind it."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from csrating.compare import compare
from csrating.errors import EvidenceError, UnknownCouncilError
from csrating.rate import Ratings, rate
from csrating.rate.sensitivity import alternatives, holding, usual_choices
from csrating.reference.frameworks.changed import with_value
from csrating.tell import sensitivity
from csrating.tell.charts.sensitivity_drawing import WIDTH
from csrating.tell.charts.sensitivity_held import held_told
from csrating.tell.charts.sensitivity_parts import LEFT, RIGHT, parts_of
from csrating.tell.charts.sensitivity_wording import figured, threshold_named

CUT_3 = "combined.band_cuts, 3 from"


@pytest.fixture(scope="module")
def tried(ratings: Ratings):
    return alternatives(ratings)


@pytest.fixture(scope="module")
def trafford(ratings: Ratings, tried):
    return sensitivity(ratings, "Trafford", held=holding(ratings, "Trafford"), tried=tried)


@pytest.fixture(scope="module")
def birmingham(ratings: Ratings, tried):
    return sensitivity(ratings, "Birmingham", held=holding(ratings, "Birmingham"), tried=tried)


def strip(chart, threshold):
    return next(one for one in parts_of(chart.data).strips if one.threshold == threshold)


def test_the_bar_of_all_combinations_is_parted_by_their_counts(trafford, tried, drawn):
    row = tried.table.set_index("council").loc["358"]
    assert trafford.title.startswith(f"Trafford performs well (3) by {row['kept']} of {row['combinations']} combinations")
    seen = drawn(trafford)
    across = WIDTH - 0.3 - LEFT
    for number, label in ((3, "performs well"), (2, "performs adequately")):
        left, _, right, _ = seen.boxes(f"combinations-{number}")[0]
        assert (right - left) / across == pytest.approx(row[label] / row["combinations"], abs=0.002)
        assert f"{row[label]}: {number} {label}" in seen.written


def test_each_alternative_tells_what_rating_results_from_it(trafford, tried):
    """Counted anew from the run of every combination."""
    runs = tried.runs[tried.runs["council"] == "358"]
    drawn_here = trafford.data[trafford.data["part"] == "alternative"]
    assert len(drawn_here[["choice", "alternative"]].drop_duplicates()) == len(tried.settings)
    for row in drawn_here.to_dict("records"):
        same = runs[runs[row["choice"]] == row["alternative"]]
        assert (row["count"], row["of"]) == ((same["label"] == row["label"]).sum(), len(same))
    for (_, _), some in drawn_here.groupby(["choice", "alternative"]):
        assert some["count"].sum() == some["of"].iloc[0]


def test_the_framework_s_own_alternatives_and_values_are_marked(trafford, drawn):
    assert len(drawn(trafford).points("own")) == 5 + len(parts_of(trafford.data).switching)
    own = trafford.data[(trafford.data["part"] == "alternative") & trafford.data["own"]]
    assert set(own["alternative"]) == {"standard deviations", "pre-2019", "clusters", "2:1", "3.5, 2.5, 1.5"}


def test_a_strip_is_parted_where_the_rating_switches(ratings, trafford, drawn):
    """Trafford's combined points are 17/6: the cut for a 3 may rise up to there, and that for a 4 may fall to just above."""
    points = float(ratings.council("Trafford").row["combined_points"])
    assert points == pytest.approx(17 / 6)
    one = strip(trafford, CUT_3)
    assert [piece["rating"] for piece in one.pieces] == [3.0, 2.0]
    assert one.switches == [pytest.approx(points)]
    at = LEFT + (points - 1.5) / 2.0 * (RIGHT - LEFT)  # from the cut for a 2 up to that for a 4
    assert any(right == pytest.approx(at, abs=0.002) for _, _, right, _ in drawn(trafford).boxes("piece-3"))
    assert any(left == pytest.approx(at, abs=0.002) for left, _, _, _ in drawn(trafford).boxes("piece-2"))
    assert {"2.83", "holds above 1.5 to 2.83", "above that 2 performs adequately"} <= set(drawn(trafford).written)


def test_a_switch_that_is_drawn_is_a_switch(ratings, birmingham):
    """Rated anew on either side of it."""
    one = strip(birmingham, "standing.width")
    (switch,) = [value for value in one.switches if value > one.value]
    name = str(ratings.council("Birmingham").code)
    found = []
    for width in (switch - 0.01, switch + 0.01):
        framework = with_value(ratings.framework, "standing.width", width)
        again = rate(ratings.data, compare(ratings.data, framework=framework), framework=framework)
        found.append(float(again.council(name).row["rating"]))
    pieces = [piece["rating"] for piece in one.pieces]
    place = one.switches.index(switch)
    assert found == pieces[place : place + 2]
    assert found[0] != found[1]


def test_pieces_lie_side_by_side_and_hold_every_value(trafford):
    for one in parts_of(trafford.data).strips:
        assert one.pieces[0]["from"] == one.pieces[0]["allowed_from"]
        assert one.pieces[-1]["to"] == one.pieces[-1]["allowed_to"]
        assert sum(bool(piece["own"]) for piece in one.pieces) == 1
        for left, right in pairwise(one.pieces):
            assert left["rating"] != right["rating"] or np.isnan(left["rating"])
            assert right["from"] - left["to"] == (1.0 if one.whole else 0.0)


def test_thresholds_that_switch_nothing_are_named_in_the_caption(trafford, drawn):
    parts = parts_of(trafford.data)
    fixed = [one for one in parts.strips if len(one.pieces) == 1]
    assert len(fixed) + len(parts.switching) == trafford.data[trafford.data["part"] == "threshold"]["choice"].nunique()
    assert f"No value of these {len(fixed)} switches it: share good or better that earns 4, 3 and 2 points" in trafford.caption
    named = {threshold_named(one.threshold).capitalize() for one in fixed}
    assert not named & set(drawn(trafford).written)


def test_what_is_not_varied_and_whose_choices_they_are_is_said(trafford):
    for said in ("Not varied: the figures themselves", "the limits", "our assumption: Ofsted did not publish it", "Source: "):
        assert said in trafford.caption
    assert "this is not the published rating" in trafford.caption
    assert trafford.alt.endswith("Demonstration data: not published figures.")


def test_ratings_are_told_in_words_and_numbers_not_by_colour_alone(trafford, drawn):
    for one in parts_of(trafford.data).switching:
        told = " ".join(held_told(one))
        place = next(place for place, piece in enumerate(one.pieces) if piece["own"])
        for piece in one.pieces[max(place - 1, 0) : place + 2]:
            assert piece["own"] or piece["label"] in told
        assert set(held_told(one)) <= set(drawn(trafford).written)
    assert "Points at which rating 3 begins, 2.5: holds above 1.5 to 2.83; above that 2 performs adequately." in trafford.alt


def test_a_label_that_has_no_room_in_its_piece_stands_beneath_it(ratings, tried, drawn):
    scilly = sensitivity(ratings, "Isles of Scilly", held=holding(ratings, "Isles of Scilly"), tried=tried)
    seen = drawn(scilly)
    counted = scilly.data[(scilly.data["part"] == "alternative")]
    for row in counted.to_dict("records"):
        short = f"{row['count']}: {row['rating']:.0f}"
        assert any(text == short or text.startswith(f"{short} ") for text in seen.written), short


@pytest.mark.parametrize(
    ("council", "told"),
    [
        ("877", "performs poorly (1) by every one of 144 combinations of what Ofsted did not publish"),
        ("857", "performs adequately (2) by 48 of 144 combinations of what Ofsted did not publish, but performs well (3) by 96"),
    ],
)
def test_the_title_is_the_finding(ratings, tried, council, told):
    row = tried.table.set_index("council").loc[council]
    assert (row["performs well"], row["kept"]) == ((96, 48) if council == "857" else (0, 144))
    assert sensitivity(ratings, council, held=holding(ratings, council), tried=tried).title == f"{row['name']} {told}"


def test_worked_out_here_it_is_the_same_as_handed_over(made):
    held, tried = holding(made, "Trafford"), alternatives(made)
    one, other = sensitivity(made, "Trafford"), sensitivity(made, "Trafford", held=held, tried=tried)
    assert (one.svg(), one.digest, one.png(dpi=40), one.pdf()) == (other.svg(), other.digest, other.png(dpi=40), other.pdf())


def test_a_council_without_a_rating_is_refused_with_the_reason(published, made):
    with pytest.raises(EvidenceError, match="Trafford has no rating that could be tried: not given, "):
        sensitivity(published, "Trafford")
    table = made.table.assign(
        rating=made.table["rating"].mask(made.table["council"] == "358"),
        status=made.table["status"].mask(made.table["council"] == "358", "withheld"),
        why=made.table["why"].mask(made.table["council"] == "358", "an inspection is pending"),
    )
    with pytest.raises(EvidenceError, match="Trafford has no rating that could be tried: withheld, an inspection is pending"):
        sensitivity(dataclasses.replace(made, table=table), "Trafford")
    with pytest.raises(UnknownCouncilError, match="Trafford"):
        sensitivity(made, "Traford")


def test_what_was_made_from_other_ratings_or_of_another_council_is_refused(ratings, tried, made):
    held = holding(ratings, "Trafford")
    other = rate(ratings.data, ratings.comparisons, framework=with_value(ratings.framework, "combined.band_cuts", [3.4, 2.4, 1.4]))
    with pytest.raises(EvidenceError, match="the thresholds were tried on other ratings than these"):
        sensitivity(other, "Trafford", held=held, tried=alternatives(other, "Trafford"))
    with pytest.raises(EvidenceError, match="the alternatives were tried on other ratings than these"):
        sensitivity(other, "Trafford", held=holding(other, "Trafford"), tried=tried)
    with pytest.raises(EvidenceError, match="the thresholds were not tried for Leeds"):
        sensitivity(ratings, "Leeds", held=held, tried=tried)


def test_values_are_told_apart_from_the_framework_s(trafford):
    for one in parts_of(trafford.data).strips:
        own = figured(one.value, threshold=one.threshold)
        for value in one.switches:
            assert figured(value, threshold=one.threshold, apart_from=one.value) != own or value == one.value


@pytest.mark.slow
def test_every_council_is_drawn_and_no_texts_overlap(ratings, tried, crowded):
    held = holding(ratings)
    for code in ratings.table["council"]:
        chart = sensitivity(ratings, code, held=held, tried=tried)
        assert crowded(chart) == [], chart.title
        pieces = held.pieces[held.pieces["council"] == code]
        rows = chart.data[chart.data["part"] == "threshold"]
        for column, name in (("threshold", "choice"), ("from", "from"), ("to", "to"), ("label", "label")):
            assert pieces[column].tolist() == rows[name].tolist()


def test_texts_do_not_overlap(trafford, birmingham, drawn):
    assert drawn(trafford).clashes() == drawn(birmingham).clashes() == []


def test_data_are_tidy(trafford):
    data = trafford.data
    assert set(data["part"]) == {"all combinations", "alternative", "threshold"}
    counted, pieces = data[data["part"] != "threshold"], data[data["part"] == "threshold"]
    assert counted[["count", "of"]].notna().all().all()
    assert pieces[["value", "from", "to", "allowed_from", "allowed_to"]].notna().all().all()
    assert pd.concat([counted["value"], counted["from"], pieces["count"].astype(float)]).isna().all()


def test_a_choice_with_one_alternative_alone_is_not_drawn_and_its_rows_stay(ratings, drawn):
    choices = dataclasses.replace(usual_choices(ratings.framework), pooling=("clusters",), left_out=("other poolings: for a test",))
    made = sensitivity(ratings, "Trafford", tried=alternatives(ratings, "Trafford", choices=choices))
    assert {row["choice"] for row in parts_of(made.data).alternatives} == {"rule", "neighbours", "weights", "cuts"}
    assert set(made.data.loc[made.data["part"] == "alternative", "choice"]) == {"rule", "neighbours", "pooling", "weights", "cuts"}
    assert "How settings are brought together" not in drawn(made).written
    assert "Not tried: other poolings: for a test." in made.caption
