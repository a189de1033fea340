"""How a change is shared out among factors, by worked answers and by what must hold of any."""

import math

import numpy as np
import pytest
from hypothesis import given, strategies as st

from csrating.rate.difference.shares import enough, every_part, shares

NAMES = ("data", "neighbours", "framework")


def of(**worth):
    """The worth of each combination, from keywords such as ``data_framework=3``; ``none`` is that of no factor."""
    return {frozenset(name.split("_")) - {"none"}: np.array([float(value)]) for name, value in worth.items()}


def test_the_game_of_gloves():
    """Two have a left glove, one a right one, and a pair is worth 1: the right glove is due four sixths (Shapley's value as published)."""
    worth = of(none=0, data=0, neighbours=0, framework=0, data_neighbours=0, data_framework=1, neighbours_framework=1)
    found = shares(worth | of(data_neighbours_framework=1), NAMES)
    assert [found[name][0] for name in NAMES] == pytest.approx([1 / 6, 1 / 6, 4 / 6])


def test_a_blank_combination_leaves_no_share():
    worth = of(none=2, data=math.nan, framework=2, data_framework=3)
    assert all(math.isnan(share[0]) for share in shares(worth, ("data", "framework")).values())


def test_where_nothing_differs_nothing_is_shared():
    assert shares(of(none=2), ()) == {}


WORTH = st.lists(st.integers(1, 4), min_size=8, max_size=8).map(lambda of_all: dict(zip(every_part(NAMES), of_all, strict=True)))


@given(worth=WORTH)
def test_the_shares_add_up_to_what_changed(worth):
    found = shares({part: np.array([float(value)]) for part, value in worth.items()}, NAMES)
    assert sum(share[0] for share in found.values()) == pytest.approx(worth[frozenset(NAMES)] - worth[frozenset()])


@given(worth=WORTH, idle=st.sampled_from(NAMES))
def test_a_factor_that_never_matters_is_due_nothing(worth, idle):
    lazy = {part: np.array([float(worth[part - {idle}])]) for part in worth}
    assert shares(lazy, NAMES)[idle][0] == pytest.approx(0)


@given(worth=WORTH)
def test_the_names_of_the_factors_do_not_matter(worth):
    other = dict(zip(NAMES, ("framework", "data", "neighbours"), strict=True))
    arrays = {part: np.array([float(value)]) for part, value in worth.items()}
    renamed = shares({frozenset(other[name] for name in part): value for part, value in arrays.items()}, tuple(other.values()))
    found = shares(arrays, NAMES)
    assert [renamed[other[name]][0] for name in NAMES] == pytest.approx([found[name][0] for name in NAMES])


@given(outcome=WORTH)
def test_what_is_enough_gives_the_second_outcome_and_no_part_of_it_does(outcome):
    found = enough(outcome, NAMES)
    wanted = outcome[frozenset(NAMES)]
    assert bool(found) == (outcome[frozenset()] != wanted)
    for part in found:
        assert outcome[part] == wanted
        assert all(outcome[smaller] != wanted for smaller in every_part(sorted(part)) if smaller < part)
    reached = [part for part in outcome if outcome[part] == wanted]
    assert all(any(one <= part for one in found) for part in reached if found)


def test_either_of_two_may_be_enough():
    outcome = {frozenset(): 3, frozenset({"data"}): 2, frozenset({"framework"}): 2, frozenset({"data", "framework"}): 2}
    assert enough(outcome, ("data", "framework")) == [frozenset({"data"}), frozenset({"framework"})]
