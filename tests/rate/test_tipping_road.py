"""Tipping points on the registered folder: applying them moves each of the 152 ratings, one setting or one case fewer moves none."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import csrating as cs
from csrating.compare.baselines import neighbours
from csrating.compare.figures import Figures
from csrating.compare.method import method_of
from csrating.compare.rules import baseline_by, judged
from csrating.compare.table import sign_of
from csrating.rate.footing import footing_of
from csrating.rate.tipping import apply, tipping_points
from csrating.rate.tipping.cases import cases_of
from csrating.schema import GRADES, OVERALL, Standing

pytestmark = pytest.mark.slow

KEYS = ["council", "direction", "kind"]
GOOD = (str(Standing.IN_LINE), str(Standing.ABOVE))
A_HANDFUL = [("Trafford", "up"), ("Trafford", "down"), ("Knowsley", "up"), ("Knowsley", "down"), ("Isle of Wight", "down")]
"""Knowsley's rating is limited by priority action."""


@pytest.fixture(scope="module")
def data(repository):
    """The registered folder, of which only the rated periods and the overall effectiveness bear on a rating."""
    every = cs.read(repository / "data" / "raw")
    rated = cs.rate(every, cs.compare(every)).compared[["indicator", "period"]].drop_duplicates()
    observations, inspections = every.observations, every.inspections
    in_period = pd.MultiIndex.from_frame(observations[["indicator", "period"]]).isin(pd.MultiIndex.from_frame(rated))
    return replace(
        every,
        observations=observations[in_period].reset_index(drop=True),
        inspections=inspections[inspections["aspect"] == OVERALL].reset_index(drop=True),
    )


@pytest.fixture(scope="module")
def ratings(data):
    return cs.rate(data, cs.compare(data))


@pytest.fixture(scope="module")
def found(ratings):
    return tipping_points(ratings)


def test_each_council_has_three_kinds_of_answers_in_both_directions(ratings, found):
    assert len(found.table) == 152 * 2 * 3
    assert ((found.table["text"] == "") == (found.table["why"] != "")).all()
    assert (found.table["changes"].notna() == (found.table["text"] != "")).all()
    given = ratings.table.set_index("council")["rating"]
    assert (found.table["from_rating"].to_numpy() == given[found.table["council"]].to_numpy()).all()
    up = found.table[found.table["changes"].notna() & (found.table["direction"] == "up")]
    down = found.table[found.table["changes"].notna() & (found.table["direction"] == "down")]
    assert (up["to_rating"] > up["from_rating"]).all()
    assert (down["to_rating"] < down["from_rating"]).all()


def test_the_smallest_is_no_larger_than_either_kind_alone(found):
    changes = found.table.pivot(index=KEYS[:2], columns="kind", values="changes")
    either = changes[["settings", "indicators"]].min(axis=1)
    assert (changes["smallest"].dropna() <= either.reindex(changes["smallest"].dropna().index).fillna(np.inf)).all()
    assert changes.loc[either.notna(), "smallest"].notna().all()


def test_the_steps_add_up_to_the_changes(found):
    sums = (
        found.steps.assign(cases=found.steps["number"].where(found.steps["step"] == "indicator", 0))
        .groupby(KEYS)[["changes", "cases"]]
        .sum()
    )
    rows = found.table[found.table["changes"].notna()].set_index(KEYS)[["changes", "cases"]]
    pd.testing.assert_frame_equal(sums.sort_index(), rows.sort_index(), check_dtype=False)


def test_where_there_is_none_the_limit_or_the_scale_is_the_reason(ratings, found):
    """Only the councils whose rating is the best or the worst, or as high as its limit lets it be, cannot be moved."""
    none = found.table[(found.table["kind"] == "smallest") & found.table["changes"].isna()]
    up = none[none["direction"] == "up"]
    capped = up[up["why"].str.contains("while its limit stands")]
    assert set(capped["name"]) == {"Warrington", "Cornwall", "Plymouth"}
    assert set(up.drop(index=capped.index)["from_rating"]) <= {4}
    assert set(none.loc[none["direction"] == "down", "from_rating"]) == {1}


def moved(figures: Figures, by) -> Figures:
    """The figures with other numerators, and the values that these make."""
    change = np.isfinite(by) & (by != 0)
    x = np.where(change, figures.numerator + np.where(change, by, 0), figures.numerator)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(change, figures.scale * x / figures.denominator, figures.value)
    return replace(figures, numerator=x, value=value)


def test_the_cases_are_the_fewest_for_every_council_and_indicator(ratings):
    """With them each of some 8,000 figures has another standing, and with one fewer none of those has."""
    footing, method = footing_of(ratings), method_of(ratings.framework)
    cases = cases_of(ratings, footing)
    near = baseline_by(method, cases.figures, neighbours(cases.figures, ratings.neighbour_table, average=method.averaged))
    sign, told = sign_of(cases.figures.series), np.isfinite(cases.fewest)
    assert told.sum() > 8000

    def good(fewer):
        standing = judged(method, moved(cases.figures, cases.way * (cases.fewest - fewer)), near, sign=sign).standing
        return np.isin(standing, GOOD)[told]

    was_good = (footing.standings == 1)[told]
    assert (good(0) == ~was_good).all()
    assert (good(1) == was_good)[(cases.fewest > 1)[told]].all()


def test_by_the_rule_every_answer_moves_the_rating_and_each_with_one_change_fewer_does_not(ratings, found):
    """Every answer for all 152 councils, and each again without one setting, by one grade, or without one indicator."""
    footing = footing_of(ratings)
    place = {code: row for row, code in enumerate(footing.codes)}
    grades, good, rows, goals = [], [], [], []
    rating = dict(zip(footing.codes, footing.ratings, strict=True))
    to = found.table.set_index(KEYS)["to_rating"]
    for key, own in found.steps.groupby(KEYS, sort=False):
        council, direction, _ = key
        row = place[council]
        whole, flips = footing.grades[row].copy(), 0
        for step in own.to_dict("records"):
            if step["step"] == "settings":
                kind = footing.rule.setting_types.index(step["what"])
                whole[kind, GRADES.index(step["from"])] -= step["number"]
                whole[kind, GRADES.index(step["to"])] += step["number"]
            else:
                flips += 1
        way = 1 if direction == "up" else -1

        def tried(counts, moved, goal, row=row, way=way):
            grades.append(counts)
            good.append(footing.good[row] + way * moved)
            rows.append(row)
            goals.append(goal)

        tried(whole, flips, int(to[key]))
        if flips:
            tried(whole, flips - 1, int(rating[council]))
        for step in own[own["step"] == "settings"].to_dict("records"):
            kind, end = footing.rule.setting_types.index(step["what"]), GRADES.index(step["to"])
            back = whole.copy()
            back[kind, end] -= 1
            back[kind, end - way] += 1
            tried(back, flips, int(rating[council]))
    assert len(rows) > 3000
    changed = footing.only(rows)
    points = footing.rule.combined_points(
        footing.rule.inspection_points(np.array(grades)), footing.rule.indicator_points(np.array(good), changed.compared)
    )
    np.testing.assert_array_equal(changed.rated(points), goals)


@pytest.mark.parametrize(("name", "direction"), A_HANDFUL)
def test_by_the_whole_road_it_moves_the_rating_and_one_fewer_does_not(data, found, name, direction):
    own = found.council(name)
    row = own.table.query("direction == @direction and kind == 'smallest'").iloc[0]
    steps = own.steps.query("direction == @direction and kind == 'smallest'")
    after = road(data, steps, name)
    assert (after["rating"], after["label"]) == (row["to_rating"], row["to_label"])
    assert after["combined_points"] == pytest.approx(row["points_after"])
    fewer = one_fewer(steps)
    assert (road(data, fewer, name)["rating"] if len(fewer) else row["from_rating"]) == row["from_rating"]


def road(data, steps, name):
    """The rating of a council once some steps are made in the data."""
    changed = apply(data, steps)
    return cs.rate(changed, cs.compare(changed)).council(name).row


def one_fewer(steps):
    """The steps with one case fewer in the last, or one setting."""
    last = steps.index[-1]
    if steps.loc[last, "number"] == 1:
        return steps.drop(index=last)
    fewer = steps.copy()
    fewer.loc[last, "number"] -= 1
    if steps.loc[last, "step"] == "indicator":
        before, after = (float(steps.loc[last, end]) for end in ("from", "to"))
        fewer.loc[last, "to"] = f"{after - np.sign(after - before):.15g}"
    return fewer


def test_the_same_ratings_give_the_same_tipping_points(ratings, found):
    again = tipping_points(ratings)
    pd.testing.assert_frame_equal(again.table, found.table)
    pd.testing.assert_frame_equal(again.steps, found.steps)
