"""One council compared: on the registered folder, with answers worked from its rows by hand."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import csrating as cs
from csrating.compare import ComparedCouncil, compare
from csrating.errors import EvidenceError, ReferenceDataError, UnknownCouncilError


@pytest.fixture(scope="module")
def data(repository):
    return cs.read(repository / "data" / "raw")


@pytest.fixture(scope="module")
def trafford(data) -> ComparedCouncil:
    return cs.compare(data, "Trafford")


def test_a_council_is_asked_for_by_any_spelling_and_has_its_rows_of_all(data, trafford):
    everyone = compare(data)
    pd.testing.assert_frame_equal(trafford.table, everyone[everyone["council"] == "358"])
    assert trafford.name == "Trafford"
    with pytest.raises(UnknownCouncilError):
        cs.compare(data, "Narnia")


def test_the_weakest_are_furthest_below_in_spreads_of_the_neighbours(trafford):
    found = trafford.weakest(10)
    assert len(found) == 10
    scaled = found["gap"] / found["spread"]
    assert scaled.is_monotonic_increasing
    assert scaled.iloc[0] == (trafford.latest["gap"] / trafford.latest["spread"]).min()
    assert "not comparable" not in set(found["standing"])
    assert trafford.strongest(1)["gap_in_spreads"].iloc[0] == trafford.latest["gap_in_spreads"].max()


def test_each_indicator_is_in_the_latest_period_with_a_figure(trafford):
    latest = trafford.latest
    assert latest["indicator"].is_unique
    assert latest["value"].notna().all()
    assert latest.loc[latest["indicator"] == "NI 79", "period"].tolist() == ["2011"]


def test_the_neighbours_stand_in_order_with_the_council_first(trafford):
    found = trafford.neighbours("NI 148", "2009")
    assert found["position"].tolist() == list(range(11))
    assert found["name"].iloc[0] == "Trafford"
    assert found["council"].tolist()[1:] == cs.reference.neighbour_table().query("council == '358'")["neighbour"].tolist()
    suppressed = found[found["status"] == "suppressed"]
    assert suppressed["value"].isna().all()
    assert set(suppressed["interval"]) == {"no figure"}


def test_the_intervals_are_wilsons_of_the_published_counts(data, trafford):
    own = data.observations.query("area == '358' and indicator == 'NI 148' and period == '2009'").iloc[0]
    lower, upper = trafford.neighbours("NI 148", "2009")[["lower", "upper"]].iloc[0]
    x, n = own["numerator"], own["denominator"]
    z = 1.959963984540054
    half = z * np.sqrt(z**2 + 4 * x * (1 - x / n))
    expected = [100 * (2 * x + z**2 + side * half) / (2 * (n + z**2)) for side in (-1, 1)]
    assert [lower, upper] == pytest.approx(expected, abs=1e-9)


def test_to_learn_from_are_those_that_are_clearly_better_alone(trafford):
    found = trafford.learn_from("NI 148", "2009")
    assert set(found["clearly"]) == {"yes"}
    everyone = trafford.learn_from("NI 148", "2009", doubtful=True)
    assert set(found["council"]) < set(everyone["council"])
    assert (everyone["difference"] > 0).all()


def test_where_less_is_better_one_learns_from_those_with_less(trafford):
    assert (trafford.learn_from("NI 115", doubtful=True)["difference"] < 0).all()


def test_without_counts_nobody_is_clearly_better(data):
    blank = data.observations.assign(numerator=np.nan, denominator=np.nan)
    council = cs.compare(replace(data, observations=blank), "Trafford")
    assert council.learn_from("NI 148", "2009").empty
    doubtful = council.learn_from("NI 148", "2009", doubtful=True)
    assert set(doubtful["clearly"]) == {"unknown"}
    assert set(doubtful["basis"]) == {"no interval: denominator not published"}


def test_what_if_changes_the_figure_and_nothing_else(trafford):
    before = trafford.neighbours("NI 148", "2009")["value"].iloc[0]
    found = trafford.what_if({"NI 148": 90.0}, period="2009").set_index("against")
    assert set(found.index) == {"England", "region", "neighbours"}
    assert set(found["value_before"]) == {before}
    assert set(found["value_after"]) == {90.0}
    assert found.loc["neighbours", "gap_after"] == pytest.approx(90.0 - found.loc["neighbours", "baseline"])
    assert found.loc["neighbours", "standing_after"] == "above"
    assert trafford.neighbours("NI 148", "2009")["value"].iloc[0] == before


def test_what_if_up_to_the_edge_changes_nothing_and_beyond_it_does(trafford):
    row = trafford.table.query("indicator == 'NI 148' and period == '2009' and against == 'neighbours'").iloc[0]
    assert row["standing"] == "below"
    for step, standing in ((0.999, "below"), (1.001, "in line")):
        found = trafford.what_if({"NI 148": row["value"] + step * row["to_edge"]}, period="2009").set_index("against")
        assert found.loc["neighbours", "standing_after"] == standing


@pytest.mark.parametrize(
    ("ask", "error", "found"),
    [
        (lambda council: council.neighbours("NI 999"), ReferenceDataError, "NI 999"),
        (lambda council: council.what_if({}), EvidenceError, "nothing is changed"),
        (lambda council: council.what_if({"NI 148": 1.0}, period="1999"), EvidenceError, "no figure of NI 148 in 1999"),
    ],
)
def test_questions_that_cannot_be_answered_say_so(trafford, ask, error, found):
    with pytest.raises(error, match=found):
        ask(trafford)


def test_a_standing_that_hangs_on_the_average_is_flagged_and_others_are_not(data):
    table = compare(data)
    near = table[(table["against"] == "neighbours") & (table["standing"] != "not comparable")]
    half = near["spread"] / 2

    def standing(level):
        gap = np.where(near["polarity"] == "high", near["value"] - level, level - near["value"])
        return np.select([gap > half + 1e-9, gap < -half - 1e-9], ["above", "below"], "in line")

    differs = [(standing(near[name]) != near["standing"]) & near[name].notna() for name in ("median", "pooled")]
    assert near["average_matters"].tolist() == (differs[0] | differs[1]).tolist()
    assert near["average_matters"].any()
    assert not table.loc[table["against"] != "neighbours", "average_matters"].any()


def test_the_mean_lies_within_those_without_one_neighbour(data):
    near = compare(data).query("against == 'neighbours' and with_data > 1")
    assert ((near["without_one_low"] <= near["baseline"] + 1e-9) & (near["baseline"] <= near["without_one_high"] + 1e-9)).all()


def test_the_card_says_what_it_rests_on(trafford):
    assert "Some of these figures are demonstration figures, published by nobody." in repr(trafford)
    page = trafford._repr_html_()
    assert "demonstration figures" in page
    assert "Trafford (358)" in page
    assert page.count("<table") == 2
    assert page.count("<td>demonstration</td>") + page.count("<td>published</td>") == 10
    assert "10 of 10" in page
