"""By the rules of 2010: what a window leaves out and a pending inspection stand in the tree with their cells, and hold in every draw."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from csrating.compare import compare
from csrating.rate import rate
from csrating.rate.explain import explain
from csrating.rate.footing import footing_of
from csrating.rate.probability import probabilities
from csrating.rate.window import AGE_UNKNOWN, LEFT_OUT, affected
from csrating.schema import OVERALL

PENDING = {"council": "358", "kind": "full inspection", "aspect": "safeguarding", "finding": "pending", "held_on": pd.NaT}
CELL = "safeguarding-findings-2009.xlsx#Findings!E99"


@pytest.fixture(scope="module")
def later(ratings):
    """The evidence of 2009 by the rules of 2010, with an inspection of Trafford that is pending."""
    data = ratings.data
    row = data.safeguarding.iloc[[0]].assign(**PENDING, ref=CELL)
    findings = pd.concat([data.safeguarding, row.astype(data.safeguarding.dtypes.to_dict())], ignore_index=True)
    data = dataclasses.replace(data, safeguarding=findings)
    return rate(data, compare(data, framework="2010"), framework="2010")


def steps(explanation, what):
    return [step for step in explanation.root.walk() if step.what == what]


def test_a_withheld_rating_leads_to_the_inspection_that_it_waits_for(later):
    found = explain(later, "Trafford")
    assert found.root.text == "Trafford: The rating is withheld: a full inspection of safeguarding is pending."
    assert (found.root.rule, found.root.evidence) == ("status.withheld_when_pending", "S")
    waiting = next(step for step in found.root.parts if step.what == "finding")
    assert waiting.text.startswith("full inspection, safeguarding: pending (day not known; source: Findings of 2009 on safeguarding")
    assert waiting.cells[0].ref == CELL
    assert len(steps(found, "data band")) == 1


def test_a_rating_that_is_given_waits_for_nothing(later):
    found = explain(later, "Salford")
    assert "withheld" not in found.root.text
    assert not [step for step in found.root.parts if step.what == "finding"]


def test_each_setting_that_is_left_out_has_its_cell(later):
    for council in ("Trafford", "Leeds", "Cornwall"):
        found = explain(later, council)
        (left_out,) = steps(found, LEFT_OUT)
        assert left_out.text.startswith(f"left out for age: {len(left_out.cells)} settings last inspected")
        assert (left_out.rule, left_out.evidence) == ("inspections.window_years", "S")
        (unknown,) = steps(found, AGE_UNKNOWN)
        assert f" {sum(int(cell.value) for cell in unknown.cells)} settings without a day" in unknown.text


def test_by_the_rules_of_2009_nothing_is_left_out_for_age(ratings):
    found = explain(ratings, "Trafford")
    assert not steps(found, LEFT_OUT) + steps(found, AGE_UNKNOWN)


def test_no_setting_is_both_counted_and_left_out(later):
    counted = {cell.ref for step in steps(explain(later, "Trafford"), "grade") for cell in step.cells}
    out = {cell.ref for step in steps(explain(later, "Trafford"), LEFT_OUT) for cell in step.cells}
    assert counted
    assert out
    assert not counted & out


def test_what_the_ratings_rest_on_gives_them_again(later):
    footing = footing_of(later)
    assert footing.ratings.tolist() == later.table["rating"].fillna(0).astype(int).tolist()
    place = footing.codes.index("358")
    assert (footing.ratings[place], footing.withheld.sum()) == (0, 1)
    assert footing.only([place]).ratings.tolist() == [0]
    without = dataclasses.replace(footing, withheld=np.zeros(len(footing.codes), dtype=bool))
    assert without.ratings[place] == 3
    assert without.only([place]).ratings.tolist() == [3]


def test_no_draw_gives_a_withheld_rating(later):
    table = probabilities(later, draws=100).table.set_index("council")
    assert table.loc["358", ["not given", "as_given"]].tolist() == [1.0, 1.0]
    assert (table["not given"] < 1).sum() == 151


def test_what_the_window_has_an_effect_on_is_of_the_profile(later):
    rows = affected(later.data.inspections, later.framework)
    assert set(rows["effect"]) == {LEFT_OUT, AGE_UNKNOWN}
    assert "childminding" not in set(rows["setting_type"])
    assert OVERALL in set(rows["aspect"])
