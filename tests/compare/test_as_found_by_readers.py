"""What readers who tried comparing for the first time found wrong, each as they found it."""

from dataclasses import replace

import numpy as np
import pytest

import csrating as cs
from csrating.errors import EvidenceError, TableError

NORTH, WEST = ["383", "816", "334", "356", "351", "352"], ["330", "331", "332", "333", "335", "336"]


@pytest.fixture(scope="module")
def data(repository):
    return cs.read(repository / "data" / "raw")


@pytest.fixture(scope="module")
def trafford(data):
    return cs.compare(data, "Trafford")


def test_two_groups_are_not_joined_crosswise(data):
    found = cs.compare(data, "Trafford", method=cs.Method(groups={"north": NORTH, "west": WEST})).what_if({"NI 148": 60})
    groups = found[found["against"] == "group"]
    assert groups["baseline_area"].tolist() == ["north", "west"]
    assert (groups["gap_after"] - groups["gap_before"]).tolist() == pytest.approx([12, 12])


@pytest.mark.parametrize("rule", ["interval 95", "difference 95"])
def test_a_supposed_figure_keeps_its_denominator(data, rule):
    found = cs.compare(data, "Trafford", method=cs.Method(rule=rule)).what_if({"NI 148": 90})
    near = found[found["against"] == "neighbours"].iloc[0]
    assert (near["standing_before"], near["standing_after"]) == ("in line", "above")
    assert found["baseline"].notna().all()


@pytest.mark.parametrize(
    ("changes", "period", "said"),
    [
        ({"NI 148": 60}, "2011", "Trafford has no figure of NI 148 in 2011; expected one of: 2008, 2009"),
        ({"NI 148": -5}, None, "NI 148 is supposed to be -5; expected from 0 to 100 per cent"),
        ({"NI 148": 150}, None, "NI 148 is supposed to be 150; expected from 0 to 100 per cent"),
        ({"NI 148": float("nan")}, None, "NI 148 is supposed to be nan; expected a number"),
        ({"NI 148": True}, None, "NI 148 is supposed to be True; expected a number"),
        ({"NI 148": None}, None, "NI 148 is supposed to be None; expected a number"),
        ([60], None, "nothing is changed"),
    ],
)
def test_what_cannot_be_supposed_is_refused(trafford, changes, period, said):
    with pytest.raises(EvidenceError, match=said):
        trafford.what_if(changes, period=period)


def camden_against_its_region(data):
    rows = cs.compare(data)
    return (
        rows[(rows["against"] == "region") & (rows["council"] == "202") & (rows["period"] == "2011")].set_index("indicator").loc["NI 148"]
    )


def test_inner_london_falls_back_to_london_series_by_series(data):
    """One indicator without a row of Inner London, while others have one."""
    at = data.observations
    parts = (at["level"] == "region") & at["area"].isin(["Inner London", "Outer London"]) & (at["indicator"] == "NI 148")
    assert parts.any()
    without = camden_against_its_region(replace(data, observations=at[~parts].reset_index(drop=True)))
    [london] = at[(at["area"] == "London") & (at["indicator"] == "NI 148") & (at["period"] == "2011")]["value"]
    assert without[["baseline_area", "method", "baseline", "of"]].tolist() == ["London", "published row", london, 33]
    assert camden_against_its_region(data)[["baseline_area", "of"]].tolist() == ["Inner London", 14]


def test_few_similar_areas_are_never_flagged(data):
    found = cs.compare(data, indicator="NI 148")
    few = found.table[(found.table["with_data"] < 5) & found.table["value"].notna()]
    assert len(few) > 10  # of 2011 hardly any council has a figure
    assert not set(few["council"]) & set(found.flags.table["council"])
    assert found.flags.table["with_data"].ge(5).all()


def test_a_change_that_is_blank_says_why(trafford):
    rows = trafford.positions
    blank = rows[rows["value"].notna() & rows["change"].isna()]
    assert (blank["why_no_change"] != "").all()
    assert "there is no figure of 2007/08" in set(blank["why_no_change"])
    assert (rows.loc[rows["change"].notna(), "why_no_change"] == "").all()


def test_counts_of_nought_are_counts(data):
    at = data.observations[(data.observations["indicator"] == "NI 148") & (data.observations["period"] == "2009")].copy()
    known = (at["level"] == "council") & (at["status"] == "reported")
    at.loc[known, ["value", "numerator"]] = 0.0
    found = cs.compare(replace(data, observations=at.reset_index(drop=True)), indicator="NI 148")
    assert "have the same figure, none or all" in found.funnel_said
    assert found.flags.chance.found == 0
    assert found.flags.chance.tests > 100


def test_a_break_is_told_to_councils_and_indicators(data, trafford):
    broken = cs.Method(breaks={"79": "2008"})
    for rows in (
        cs.compare(data, "Trafford", method=broken).trend("NI 79"),
        cs.compare(data, indicator="NI 79", method=broken).at("2008").table,
    ):
        row = rows[(rows["period"] == "2008") & (rows["council"] == "358")].iloc[0]
        assert np.isnan(row["change"])
        assert row["why_no_change"].startswith("the series breaks")
    assert trafford.trend("NI 79").set_index("period").loc["2008", "change"] == pytest.approx(2.743, abs=1e-3)


@pytest.mark.parametrize(
    "ask", [lambda data: cs.compare(data, method="interval 95"), lambda data: cs.compare(data, method={"rule": "quartiles"})]
)
def test_a_method_that_is_none_is_refused(data, ask):
    with pytest.raises(EvidenceError, match=r"the method is .*; expected csrating.Method\("):
        ask(data)


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda found: found.weakest(-3), "-3 indicators are asked for; expected a whole number"),
        (lambda found: found.worsening(2.5), "2.5 indicators are asked for"),
        (lambda found: found.neighbours("NI 148", "1999"), "has no figure of NI 148 in 1999; expected one of: 2008, 2009"),
    ],
)
def test_a_slip_in_a_question_is_told(trafford, ask, said):
    with pytest.raises(EvidenceError, match=said):
        ask(trafford)


@pytest.mark.parametrize("options", [{"seed": -1}, {"seed": None}, {"draws": "a"}, {"draws": 100.5}])
def test_seeds_and_draws_are_whole_numbers(data, options):
    with pytest.raises(EvidenceError, match="expected a whole number"):
        cs.compare(data, indicator="NI 79").ranking(**options)


def test_a_period_may_be_given_as_a_number(trafford):
    assert trafford.neighbours("NI 148", 2009)["period"].unique().tolist() == ["2009"]


@pytest.mark.parametrize("figures", [None, [1, 2]])
def test_figures_that_are_none_are_refused(figures):
    with pytest.raises(TableError, match=r"the figures are .*; expected a DataFrame"):
        cs.compare_measures(figures, polarity={})
