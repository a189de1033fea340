"""Two runs side by side, on the files of the repository: each part of a change is found again by rating with that part alone."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import csrating as cs
from csrating.errors import TableError
from csrating.rate.difference import FACTORS, Run, difference

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def by_two_rules(ratings):
    """Framework 2009 beside that of 2010 with other neighbours, on the same data."""
    data = ratings.data
    other = cs.rate(data, cs.compare(data, framework="2010", neighbour_table="2021"), framework="2010", neighbour_table="2021")
    return difference(ratings, other)


def test_a_run_beside_itself_differs_in_nothing(ratings):
    found = difference(ratings, ratings)
    assert found.factors == ()
    assert found.same_code
    assert found.changed.empty
    assert found.changes.empty
    assert (found.table[[*FACTORS, "code"]] == 0).all(axis=None)


def test_only_what_differs_is_due_anything(by_two_rules):
    assert by_two_rules.factors == ("neighbours", "framework")
    table = by_two_rules.table
    assert (table[["data", "judgements", "code", "points_by_data"]] == 0).all(axis=None)
    assert (table[["neighbours", "framework"]] != 0).any().all()


def test_the_steps_and_the_points_add_up(by_two_rules):
    table = by_two_rules.table
    first, second = by_two_rules.first.stored, by_two_rules.second.stored
    steps = second["rating"].to_numpy(dtype=float) - first["rating"].to_numpy(dtype=float)
    np.testing.assert_allclose(table[[*FACTORS, "code"]].sum(axis=1), steps)
    moved = second["combined_points"] - first["combined_points"]
    np.testing.assert_allclose(table[["points_by_data", "points_by_neighbours", "points_by_framework"]].sum(axis=1), moved, atol=1e-12)


def test_what_is_said_to_be_enough_is_found_so_by_rating_with_it_alone(ratings, by_two_rules):
    data = ratings.data
    alone = {
        "neighbours": cs.rate(data, cs.compare(data, neighbour_table="2021"), neighbour_table="2021"),
        "framework": cs.rate(
            data, cs.compare(data, framework="2010", neighbour_table="pre-2019"), framework="2010", neighbour_table="pre-2019"
        ),
    }
    changed = by_two_rules.changed
    assert {"neighbours", "framework", "neighbours with framework"} <= set(changed["enough"])
    for factor, rated in alone.items():
        gives = rated.table.set_index("council").loc[changed["council"], "label"].to_numpy() == changed["after"].to_numpy()
        says = changed["enough"].str.split(" or ").map(lambda ways, factor=factor: factor in ways)
        assert gives.tolist() == says.tolist()


def test_one_figure_that_changed_is_found_with_its_cell_and_is_all_that_moves_a_rating(ratings):
    """NI 148 of Trafford is made so bad that it falls below; only its own standing and those of whose neighbours it is can move."""
    observations = ratings.data.observations
    rows = (observations["area"] == "358") & (observations["indicator"] == "NI 148") & (observations["status"] == "reported")
    newest = observations[rows]["period_end"].idxmax()
    changed = observations.copy()
    changed.loc[newest, ["value", "numerator", "denominator"]] = [1.0, np.nan, np.nan]
    data = replace(ratings.data, observations=changed)
    found = difference(ratings, cs.rate(data, cs.compare(data)))
    assert found.factors == ("data",)
    assert found.changes[["what", "council", "after", "after_ref"]].to_numpy().tolist() == [
        ["figure", "358", "1", observations.loc[newest, "ref"]]
    ]
    near = ratings.neighbour_table
    may_move = {"358", *near.loc[near["neighbour"] == "358", "council"]}
    moved = found.table.loc[found.table["points_by_data"].abs() > 1e-9, "council"]
    assert set(moved) <= may_move
    assert set(found.changed["enough"]) <= {"data"}


def recorded(council, before, after):
    return pd.DataFrame(
        [[council, before, after, "Leadership", "A Director", "2009-12-09"]], columns=["council", "from", "to", "reason", "who", "when"]
    )


def test_a_judgement_is_a_factor_of_its_own(ratings):
    data = ratings.data
    row = ratings.table[(ratings.table["borderline"] == "2 or 3") & (ratings.table["rating"] == 3)].iloc[0]
    judged = cs.rate(data, ratings.comparisons, judgements=recorded(row["council"], 3, 2))
    found = difference(ratings, judged)
    assert found.factors == ("judgements",)
    changed = found.changed
    assert changed[["council", "before", "after", "enough"]].to_numpy().tolist() == [
        [row["council"], "performs well", "performs adequately", "judgements"]
    ]
    assert changed["judgements"].to_list() == [-1]


def test_a_rating_of_the_time_that_the_code_does_not_give_is_due_to_the_code(ratings):
    stored = ratings.table.copy()
    at = stored.index[stored["council"] == "358"][0]
    stored.loc[at, ["rating", "label"]] = [1, "performs poorly"]
    old = replace(Run.of(ratings, name="old"), stored=stored, code="0" * 64)
    found = difference(old, ratings)
    assert not found.same_code
    row = found.changed.set_index("council").loc["358"]
    assert len(found.changed) == 1
    assert row["code"] == ratings.table.set_index("council").loc["358", "rating"] - 1
    assert row["enough"] == "code"
    assert found.unlike == ()


def test_where_the_code_has_a_part_beside_others_it_is_not_said_what_is_enough(ratings, by_two_rules):
    """A rating of the time that is not that of today, and another framework: the older code cannot be run on the other rules."""
    changed = by_two_rules.changed
    code = changed.loc[changed["enough"] == "framework", "council"].iloc[0]
    stored = ratings.table.copy()
    at = stored.index[stored["council"] == code][0]
    stored.loc[at, ["rating", "label"]] = [1, "performs poorly"]
    old = replace(Run.of(ratings, name="old"), stored=stored, code="0" * 64)
    row = difference(old, by_two_rules.second).changed.set_index("council").loc[code]
    assert row["enough"] == "not known: code has a part"
    assert row["framework"] + row["neighbours"] + row["code"] == pytest.approx(
        by_two_rules.second.stored.set_index("council").loc[code, "rating"] - 1
    )


def test_a_run_that_its_own_code_does_not_give_is_named(ratings):
    """The mark is that of today and the ratings are not: the folder was altered, and the code is not to blame."""
    stored = ratings.table.copy()
    stored.loc[0, ["rating", "label"]] = [1, "performs poorly"]
    altered = replace(Run.of(ratings, name="altered"), stored=stored)
    assert difference(altered, ratings).unlike == ("altered",)


def test_withheld_and_not_given_are_two_things(ratings, real):
    """Both have no number; what is enough for the change from the one to the other is told all the same."""
    data = ratings.data
    pending = data.safeguarding.iloc[[0]].assign(council="358", kind="full inspection", aspect="safeguarding", finding="pending")
    held = replace(data, safeguarding=pd.concat([data.safeguarding, pending], ignore_index=True))
    before = cs.rate(held, cs.compare(held, framework="2010"), framework="2010")
    published = real.published.data
    after = cs.rate(published, cs.compare(published, framework="2010"), framework="2010")
    row = difference(before, after).table.set_index("council").loc["358"]
    assert row[["before", "after", "enough"]].tolist() == ["withheld", "not given", "data"]


def test_a_rating_that_is_given_in_one_run_alone_has_no_steps_and_says_what_is_enough(real):
    found = difference(real.ratings, real.published)
    assert found.factors == ("data",)
    assert len(found.changed) == 152
    assert found.changed["data"].isna().all()
    assert set(found.changed["enough"]) == {"data"}
    assert set(found.changed["after"]) == {"not given"}


def test_something_else_is_refused(ratings):
    with pytest.raises(TableError, match=r"the second run is .*expected what csrating\.rate gives"):
        difference(ratings, ratings.table)


def test_the_card_counts_and_lists_what_changed(by_two_rules):
    card = by_two_rules._repr_html_()
    assert f"{len(by_two_rules.changed)} of 152 ratings differ" in card
    assert card.count("<tr>") == len(by_two_rules.changed)
