"""Neighbours of one's own against answers worked by hand, against a search in plain Python, and against what must not change them."""

from __future__ import annotations

import math
import statistics

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings, strategies as st

import csrating as cs
from csrating.errors import EvidenceError, TableError, UnknownCouncilError
from csrating.reference import councils, councils_standing

FOUR = pd.DataFrame(
    {"council": ["Trafford", "356", "E08000014", "St. Helens"], "poverty": [10.0, 14.0, 22.0, 18.0], "density": [4.0, 4.0, 8.0, 8.0]}
)
"""Trafford 358, Stockport 356, Sefton 343, St Helens 342. Poverty has the mean 16 and the variance (36 + 4 + 36 + 4) / 4 = 20, density
the mean 6 and the variance 4. With equal weights the squared distance is half of (difference of poverty)² / 20 + that of density² / 4."""

SQUARED = {
    ("358", "356"): (16 / 20 + 0) / 2,
    ("358", "343"): (144 / 20 + 16 / 4) / 2,
    ("358", "342"): (64 / 20 + 16 / 4) / 2,
    ("356", "343"): (64 / 20 + 16 / 4) / 2,
    ("356", "342"): (16 / 20 + 16 / 4) / 2,
    ("343", "342"): (16 / 20 + 0) / 2,
}
"""0.4, 5.6, 3.6, 3.6, 2.4 and 0.4."""


def lists(own):
    return {code: rows.to_list() for code, rows in own.table.groupby("council")["neighbour"]}


def test_four_councils_worked_by_hand():
    own = cs.own_neighbours(FOUR, k=2)
    for (one, other), squared in SQUARED.items():
        assert own.distances.loc[one, other] == pytest.approx(math.sqrt(squared), abs=1e-12)
        assert own.distances.loc[other, one] == own.distances.loc[one, other]
    assert lists(own) == {"342": ["343", "356"], "343": ["342", "356"], "356": ["358", "342"], "358": ["356", "342"]}
    first = own.table[own.table["council"] == "358"]
    assert first["position"].to_list() == [1, 2]
    assert first["distance"].to_list() == pytest.approx([math.sqrt(0.4), math.sqrt(3.6)])
    assert own.mutual_share == 6 / 8  # 356 and 342 have each other; 343 has 356 and 358 has 342, and neither has them
    assert own.nobodys == ()


def test_weights_worked_by_hand():
    """Three to one: the squared distance of Trafford and St Helens is 3/4 of 64 / 20 and 1/4 of 16 / 4."""
    own = cs.own_neighbours(FOUR, {"poverty": 3}, k=1)
    assert own.distances.loc["358", "342"] == pytest.approx(math.sqrt(0.75 * 3.2 + 0.25 * 4))
    assert own.shares.to_dict() == {"poverty": 0.75, "density": 0.25}


@pytest.mark.parametrize(
    ("standardise", "squared"),
    [
        ("sample z-scores", (64 / (80 / 3) + 16 / (16 / 3)) / 2),
        ("robust", ((8 / 6) ** 2 + (4 / 4) ** 2) / 2),  # quartiles of 10 14 18 22 are 13 and 19; of 4 4 8 8 they are 4 and 8
        ("ranks", ((2 / 3) ** 2 + (2 / 3) ** 2) / 2),  # ranks 0 and 2 of 0 to 3; ties of density 0.5 and 2.5
    ],
)
def test_other_scales_worked_by_hand(standardise, squared):
    assert cs.own_neighbours(FOUR, k=1, standardise=standardise).distances.loc["358", "342"] == pytest.approx(math.sqrt(squared))


def test_a_tie_stands_in_the_order_of_codes():
    """356 lies in the middle: 342 and 358 are as far on either side, whichever row comes first."""
    tied = pd.DataFrame({"council": ["358", "356", "342"], "poverty": [0.1, 0.2, 0.3]})
    for rows in (tied, tied.iloc[::-1]):
        assert lists(cs.own_neighbours(rows, k=2))["356"] == ["342", "358"]


def test_why_says_what_brings_together_and_what_apart():
    """Usual is the mean over the six pairs: of poverty (0.4 + 3.6 + 1.6 + 1.6 + 0.4 + 0.4) / 6 = 4/3, of density 4 · 2 / 6 = 4/3."""
    own = cs.own_neighbours(FOUR, k=2)
    told = own.why("Trafford", "St Helens").set_index("characteristic")
    assert told["part"].to_dict() == pytest.approx({"poverty": 1.6, "density": 2.0})
    assert told["share"].to_dict() == pytest.approx({"poverty": 16 / 36, "density": 20 / 36})
    assert told["usual"].to_dict() == pytest.approx({"poverty": 4 / 3, "density": 4 / 3})
    assert told["brings"].to_dict() == {"poverty": "apart", "density": "apart"}
    assert told.loc["poverty", ["one", "other"]].to_list() == [10, 18]
    assert told.loc["poverty", "difference"] == pytest.approx(8 / math.sqrt(20))
    near = own.why("Trafford", "Stockport")
    assert near["characteristic"].to_list() == ["density", "poverty"]
    assert near["brings"].to_list() == ["together", "together"]
    assert near["share"].to_list() == [0, 1]


def test_contributions_add_up_to_the_squared_distances_of_the_links():
    own = cs.own_neighbours(FOUR, {"poverty": 2}, k=3)
    sums = own.contributions.groupby(["council", "neighbour"])["part"].sum()
    for row in own.table.itertuples():
        assert sums[row.council, row.neighbour] == pytest.approx(row.distance**2)
    pair = own.contributions.query("council == '358' and neighbour == '342'").set_index("characteristic")["part"]
    assert pair.to_dict() == pytest.approx(own.why("358", "342").set_index("characteristic")["part"].to_dict())


def test_two_councils_that_are_alike_have_no_shares():
    alike = pd.DataFrame({"council": ["358", "356", "342"], "poverty": [1, 1, 2]})
    assert cs.own_neighbours(alike, k=1).why("358", "356")["share"].isna().all()


def test_exclusions_each_do_what_they_say():
    assert lists(cs.own_neighbours(FOUR, k=1, exclude=["Stockport"]))["358"] == ["342"]
    assert "356" in lists(cs.own_neighbours(FOUR, k=1, exclude=["Stockport"]))
    without = cs.own_neighbours(FOUR, k=1, without=["Trafford"])
    assert "358" not in lists(without)
    assert lists(without)["356"] == ["358"]
    apart = lists(cs.own_neighbours(FOUR, k=3, apart=[("Stockport", "Trafford")]))
    assert apart == {"342": ["343", "356", "358"], "343": ["342", "356", "358"], "356": ["342", "343"], "358": ["342", "343"]}


def test_nobody_of_the_same_region_or_type():
    table = pd.DataFrame({"council": ["Trafford", "Leeds", "Kent", "Essex"], "poverty": [1, 2, 3, 5]})
    of_type = lists(cs.own_neighbours(table, k=1, apart="type"))
    assert of_type == {"358": ["886"], "383": ["886"], "886": ["383"], "881": ["383"]}
    of_region = cs.own_neighbours(pd.concat([table, FOUR[["council", "poverty"]].tail(2)]), k=5, apart="region")
    assert not {"343", "342"} & set(lists(of_region)["358"])
    assert of_region.fewer["358"] == 3
    assert "Fewer than 5 may be theirs: " in repr(of_region)


COUNCILS = councils()["code"].to_list()


@st.composite
def tables(draw):
    """Three to nine councils with two or three characteristics of whole numbers, none of them constant: ties are common."""
    codes = draw(st.lists(st.sampled_from(COUNCILS), min_size=3, max_size=9, unique=True))
    columns = {}
    for name in ("a", "b", "c")[: draw(st.integers(2, 3))]:
        some = st.lists(st.integers(0, 6), min_size=len(codes), max_size=len(codes))
        columns[name] = draw(some.filter(lambda values: len(set(values)) > 1))
    return pd.DataFrame({"council": codes, **columns})


def by_search(table, weights, k):
    """The nearest by a search in plain Python, with distances as fractions of one that is exact enough to see ties."""
    names = [name for name in table.columns if name != "council"]
    rows = table.to_dict("records")
    spread = {name: statistics.pvariance([row[name] for row in rows]) for name in names}

    def apart(one, other):
        return round(sum(weights[name] * (one[name] - other[name]) ** 2 / spread[name] for name in names), 9)

    return {
        one["council"]: [
            other["council"] for other in sorted(rows, key=lambda other: (apart(one, other), other["council"])) if other != one
        ][:k]
        for one in rows
    }


@settings(max_examples=40)
@given(tables(), st.lists(st.sampled_from([0.5, 1, 2]), min_size=3, max_size=3), st.data())
def test_the_nearest_are_those_that_a_search_finds(table, weights, data):
    k = data.draw(st.integers(1, len(table) - 1))
    chosen = dict(zip(("a", "b", "c"), weights, strict=True))
    given_weights = {name: chosen[name] for name in table.columns if name != "council"}
    assert lists(cs.own_neighbours(table, given_weights, k=k)) == by_search(table, chosen, k)


def test_a_search_by_other_weights_finds_others():
    """The twin of the test before: by one characteristic 358 is next to 356, by the other to 342."""
    table = pd.DataFrame({"council": ["342", "356", "358"], "a": [9, 1, 0], "b": [1, 9, 0]})
    by_a, by_b = {"a": 5, "b": 1}, {"a": 1, "b": 5}
    assert lists(cs.own_neighbours(table, by_a, k=1))["358"] == ["356"]
    assert lists(cs.own_neighbours(table, by_b, k=1))["358"] == ["342"]
    assert lists(cs.own_neighbours(table, by_a, k=1)) == by_search(table, by_a, 1) != by_search(table, by_b, 1)


TIED = pd.DataFrame({"council": ["201", "202", "203", "204", "205"], "a": [0, 0, 2, 4, 0], "b": [0, 0, 0, 0, 1]})


@settings(max_examples=40)
@example(TIED, 0.001, 13, "z-scores")  # 203 is as far from 201 as from 204, and in other units almost
@given(tables(), st.sampled_from([0.001, 1000.0, 3.7]), st.integers(-50, 50), st.sampled_from(["z-scores", "sample z-scores", "ranks"]))
def test_units_change_nothing(table, factor, shift, standardise):
    """Thousands for ones, Fahrenheit for Celsius."""
    other = cs.own_neighbours(table.assign(a=table["a"] * factor + shift), k=2, standardise=standardise)
    own = cs.own_neighbours(table, k=2, standardise=standardise)
    np.testing.assert_allclose(own.distances, other.distances, atol=1e-9)
    assert lists(own) == lists(other)


@settings(max_examples=40)
@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_changes_nothing(table, random):
    rows, columns = random.sample(range(len(table)), len(table)), random.sample(list(table.columns), len(table.columns))
    one, other = cs.own_neighbours(table, k=2), cs.own_neighbours(table.iloc[rows], k=2)
    pd.testing.assert_frame_equal(one.table, other.table, check_exact=True)
    assert lists(one) == lists(cs.own_neighbours(table[columns], k=2))


@settings(max_examples=40)
@given(tables())
def test_distances_are_a_metric(table):
    apart = cs.own_neighbours(table, k=1).distances.to_numpy()
    assert (apart == apart.T).all()
    assert (np.diag(apart) == 0).all()
    assert (apart[:, None, :] <= apart[:, :, None] + apart[None, :, :] + 1e-9).all()


@settings(max_examples=40)
@given(tables(), st.sampled_from([2.0, 0.25, 10.0]))
def test_weights_count_beside_each_other_and_nought_leaves_out(table, factor):
    names = [name for name in table.columns if name != "council"]
    one, other = (cs.own_neighbours(table, dict.fromkeys(names, weight), k=2) for weight in (1.0, factor))
    np.testing.assert_allclose(one.distances, other.distances, atol=1e-12)
    nought = cs.own_neighbours(table, {"a": 0}, k=2)
    pd.testing.assert_frame_equal(nought.table, cs.own_neighbours(table.drop(columns="a"), k=2).table, check_exact=True)


@settings(max_examples=40)
@given(tables(), st.data())
def test_who_is_excluded_never_appears(table, data):
    excluded = data.draw(st.lists(st.sampled_from(table["council"].to_list()), max_size=2, unique=True))
    own = cs.own_neighbours(table, k=len(table) - 1, exclude=excluded)
    assert not set(excluded) & set(own.table["neighbour"])
    assert set(own.nobodys) == set(excluded)
    assert (own.table["council"] != own.table["neighbour"]).all()


def test_the_table_is_a_neighbour_table():
    made = cs.own_neighbours(FOUR, k=2)
    taken = cs.reference.neighbour_table_from(made.table)
    pd.testing.assert_frame_equal(taken[["council", "position", "neighbour"]], made.table.drop(columns="distance"), check_dtype=False)


def test_councils_of_today_are_taken_and_a_name_of_two_is_the_one_that_stood():
    codes = councils_standing(on=pd.Timestamp("2025-03-31").date())
    assert len(codes) == 153
    today = pd.DataFrame({"council": [code if code != "838" else "Dorset" for code in codes], "place": range(153)})
    own = cs.own_neighbours(today, k=10)
    assert own.table["council"].nunique() == 153
    assert own.names["838"] == "Dorset"
    cs.reference.neighbour_table_from(own.table)
    then = pd.DataFrame({"council": [code if code != "835" else "Dorset" for code in COUNCILS], "place": range(152)})
    assert cs.own_neighbours(then, k=10).names["835"] == "Dorset"


def test_rows_that_are_about_no_council_are_left_out_and_told():
    own = cs.own_neighbours(pd.concat([FOUR, pd.DataFrame({"council": ["England", "North West"], "poverty": [1, None]})]), k=1)
    assert own.left_out.to_numpy().tolist() == [["England", "England is no council"], ["North West", "North West is no council"]]
    assert "Left out: England (England is no council), North West (North West is no council)." in repr(own)
    assert own.distances.equals(cs.own_neighbours(FOUR, k=1).distances)


@pytest.mark.parametrize("cell", [None, float("nan"), "", "c", "[x]", "..", pd.NA])
def test_what_is_missing_is_refused_or_left_out_and_never_filled_in(cell):
    table = FOUR.astype({"poverty": object})
    table.loc[1, "poverty"] = cell
    with pytest.raises(
        TableError, match=r"characteristics are missing: Stockport has no figure of poverty; expected a number in each cell"
    ):
        cs.own_neighbours(table, k=1)
    own = cs.own_neighbours(table, k=1, missing="leave out")
    assert own.left_out.to_numpy().tolist() == [["Stockport", "no figure of poverty"]]
    assert own.distances.equals(cs.own_neighbours(FOUR.drop(index=1), k=1).distances)


def test_numbers_as_text_are_numbers():
    text = FOUR.assign(poverty=["10", "14%", " 22.0", "1.8e1"], density=["4,000", "4,000.0", "8000", "+8,000"])
    assert lists(cs.own_neighbours(text, k=2)) == lists(cs.own_neighbours(FOUR, k=2))


def changed(row, **cells):
    table = FOUR.astype(object)
    for name, cell in cells.items():
        table.loc[row, name] = cell
    return table


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (changed(1, poverty="high"), "hold what is no number: poverty of Stockport is 'high'"),
        (changed(1, poverty="1,2"), "poverty of Stockport is '1,2'"),
        (changed(1, poverty=True), "poverty of Stockport is True"),
        (changed(1, poverty=float("inf")), "poverty of Stockport is inf"),
        (changed(1, poverty=1e200), "poverty of Stockport is 1e"),
        (changed(1, council="Traford"), "row 2 under the headings: no council is known as 'Traford'.*Near it: Trafford"),
        (changed(1, council=None), "row 2 under the headings: the row names no council"),
        (changed(1, council="358"), r"have Trafford \(358\) more than once"),
        (changed(1, council="Adur"), "row 2 under the headings: Adur is a district council"),
        (changed(1, council="Cheshire"), r"row 2 under the headings: Cheshire \(875\) ended before April 2009"),
        (
            changed(1, council="940").assign(council=lambda rows: ["928", *rows["council"][1:]]),
            r"Northamptonshire \(928\) ended on 31 March 2021 and North Northamptonshire \(940\) began on 1 April 2021",
        ),
        (FOUR.assign(density=7), "density is the same for all councils. Leave it out"),
        (FOUR[["council"]], "no column but 'council'"),
        (FOUR.drop(columns="council"), "have the columns poverty, density; expected a column 'council'"),
        (FOUR.head(1), "hold 1 council; expected two councils or more"),
        (FOUR.head(0), "have no rows"),
        (FOUR.set_axis(["council", "poverty", "poverty"], axis=1), "have the column 'poverty' twice"),
        (FOUR.set_axis(["council", "poverty", 3], axis=1), "a column of the characteristics is named 3"),
        (None, "the characteristics are None"),
    ],
)
def test_a_table_that_is_wrong_is_refused_with_its_fault(table, says):
    assert len(cs.own_neighbours(FOUR, k=1).table) == 4
    with pytest.raises((TableError, UnknownCouncilError), match=says):
        cs.own_neighbours(table, k=1)


@pytest.mark.parametrize(
    ("choices", "says"),
    [
        ({"weights": {"income": 1}}, "a weight is given to 'income'; expected one of: poverty, density"),
        ({"weights": {"poverty": -1}}, "the weight of poverty is -1; expected a number, nought or more"),
        ({"weights": {"poverty": float("nan")}}, "the weight of poverty is nan"),
        ({"weights": {"poverty": True}}, "the weight of poverty is True"),
        ({"weights": {"poverty": 0, "density": 0}}, "the weight of every characteristic is nought"),
        ({"weights": [1, 2]}, "the weights are of the kind list"),
        ({"k": 0}, "0 neighbours are asked for; expected a whole number from 1"),
        ({"k": 1.5}, "1.5 neighbours are asked for"),
        ({"k": 4}, "4 neighbours each are asked for of 4 councils. Ask for 3 or fewer"),
        ({"standardise": "log"}, "'log' is no way of standardising; expected one of: z-scores"),
        ({"missing": "mean"}, "missing is 'mean'; expected one of: refuse, leave out"),
        ({"exclude": "Trafford"}, "exclude is the text 'Trafford'"),
        ({"exclude": ["Kent"]}, "Kent is none of the councils of the table"),
        ({"apart": "county"}, "kept apart by 'county'; expected pairs of councils, or one of: region, type"),
        ({"apart": [("Trafford",)]}, "expected pairs of councils"),
        ({"apart": [("Trafford", "358")]}, "358 is kept apart from itself"),
    ],
)
def test_a_choice_that_cannot_be_is_refused(choices, says):
    with pytest.raises((EvidenceError, UnknownCouncilError), match=says):
        cs.own_neighbours(FOUR, **{"k": 1, **choices})


def test_a_column_of_the_weight_nought_may_hold_anything():
    own = cs.own_neighbours(FOUR.assign(name=["Trafford", "Stockport", None, "?"]), {"name": 0}, k=2)
    assert lists(own) == lists(cs.own_neighbours(FOUR, k=2))


def test_the_answer_shows_itself():
    own = cs.own_neighbours(FOUR, k=2, exclude=["Sefton"])
    assert own.summary == (
        "2 neighbours each of 4 councils by 2 characteristics (z-scores, equal weights): 75 in 100 of the links are mutual; "
        "1 is nobody's neighbour; St Helens is in most lists (3)"
    )
    assert "Excluded as neighbours: 343." in repr(own)
    html = own._repr_html_()
    assert html.count("<table") == 2
    assert "Nearest pairs" in html
    assert own.of("Trafford").to_dict("list") == {
        "position": [1, 2],
        "neighbour": ["356", "342"],
        "name": ["Stockport", "St Helens"],
        "distance": pytest.approx([math.sqrt(0.4), math.sqrt(3.6)]),
        "mutual": [True, True],
    }
    with pytest.raises(UnknownCouncilError, match="Kent is none of the councils of the table"):
        own.of("Kent")
    with pytest.raises(EvidenceError, match="Trafford is asked about twice"):
        own.why("358", "Trafford")
