"""The fewest settings to regrade, worked by hand and by trying all."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from csrating.rate.rule import Rule
from csrating.rate.tipping.inspections import ANY_TYPE, inspection_options, inspection_points
from csrating.rate.tipping.settings import Move, moves, options, row_rule
from csrating.reference.frameworks import framework
from csrating.schema import GRADES

RULES = framework("2009")


def changed(**values):
    """The framework of 2009 with other values of some rules, as ``points__single_setting={...}``."""
    rules = dict(RULES.rules)
    for name, value in values.items():
        dotted = name.replace("__", ".")
        rules[dotted] = replace(rules[dotted], value=value)
    return replace(RULES, name="2009 changed", rules=rules)


def told(found):
    return [(one.changes, float(one.points), one.moves) for one in found]


def test_a_share_rises_step_by_step():
    """5 of 10 good are 2 points; 7 (65 per cent are 6.5 of 10) are 3 and 8 are 4."""
    found = options("primary schools", (0, 5, 5, 0), row_rule(RULES), up=True)
    assert told(found) == [
        (0, 2, ()),
        (2, 3, (Move("primary schools", 2, "satisfactory", "good"),)),
        (3, 4, (Move("primary schools", 3, "satisfactory", "good"),)),
    ]


def test_too_many_inadequate_cost_a_point_which_one_setting_made_satisfactory_gives_back():
    """2 of 10 inadequate are more than a tenth: 8 good of 10 have 4 - 1 points, and with one inadequate less 4."""
    found = options("primary schools", (2, 0, 8, 0), row_rule(RULES), up=True)
    assert told(found) == [(0, 3, ()), (1, 4, (Move("primary schools", 1, "inadequate", "satisfactory"),))]


def test_where_too_few_are_satisfactory_an_inadequate_setting_rises_by_two_grades_at_two_changes():
    """3 good of 6 are 2 points less 1. For 4 points it takes five good (83 per cent) and none inadequate: two rise by two, one by one."""
    found = options("primary schools", (3, 0, 3, 0), row_rule(RULES), up=True)
    assert [(one.changes, float(one.points)) for one in found] == [(0, 1), (2, 2), (4, 3), (5, 4)]
    assert found[3].moves == (
        Move("primary schools", 1, "inadequate", "satisfactory"),
        Move("primary schools", 2, "inadequate", "good"),
    )


def test_down_a_good_setting_falls_before_an_outstanding_one_which_costs_two():
    """3 of 3 good; 2 (66.7 per cent) are 3 points, 1 is below half and 1 point: the good one first, then an outstanding one by two."""
    found = options("children's homes", (0, 0, 1, 2), row_rule(RULES), up=False)
    assert told(found) == [
        (0, 4, ()),
        (1, 3, (Move("children's homes", 1, "good", "satisfactory"),)),
        (3, 1, (Move("children's homes", 1, "good", "satisfactory"), Move("children's homes", 1, "outstanding", "satisfactory"))),
    ]


def test_down_too_many_inadequate_may_be_cheaper_than_a_lower_share():
    """9 of 10 good: 4 points; to 3 by one more inadequate (2 of 10), or by two good ones less (7 of 10)."""
    found = options("primary schools", (1, 0, 0, 9), row_rule(RULES), up=False)
    assert found[1].changes == 3
    assert found[1].moves == (Move("primary schools", 1, "outstanding", "inadequate"),)
    assert options("primary schools", (1, 1, 0, 8), row_rule(RULES), up=False)[1].changes == 1


def test_a_single_setting_has_the_points_of_its_grade():
    found = options("fostering service", (0, 1, 0, 0), row_rule(RULES), up=True)
    assert told(found) == [
        (0, 2, ()),
        (1, 3, (Move("fostering service", 1, "satisfactory", "good"),)),
        (2, 4, (Move("fostering service", 1, "satisfactory", "outstanding"),)),
    ]


def test_a_setting_that_keeps_its_place_among_the_others_is_not_moved():
    assert moves("x", (1, 5, 0, 0), (0, 5, 1, 0)) == (Move("x", 1, "inadequate", "satisfactory"), Move("x", 1, "satisfactory", "good"))
    assert moves("x", (1, 2, 3, 4), (1, 2, 3, 4)) == ()


def test_clusters_are_means_of_means():
    """Schools (3 + 1) / 2 and social care 2: 2 points. One home good of one makes 3, hence 2.5; the cheapest of all is that one."""
    grades = [(0, 0, 0, 0)] * 15
    kinds = list(RULES.cluster_of)
    grades[kinds.index("primary schools")] = (0, 3, 7, 0)
    grades[kinds.index("secondary schools")] = (0, 6, 4, 0)
    grades[kinds.index("children's homes")] = (0, 1, 0, 0)
    assert inspection_points(grades, RULES) == 2
    found = inspection_options(grades, RULES, up=True)
    assert [(one.changes, one.points) for one in found[:3]] == [(0, 2), (1, Fraction(5, 2)), (2, 3)]
    assert found[1].moves == (Move("children's homes", 1, "satisfactory", "good"),)


def test_a_pooled_framework_does_not_care_of_which_type_the_settings_are():
    """12 of 21 good are 57 per cent and 2 points; 65 per cent of 21 are 14."""
    grades = [(0, 0, 0, 0)] * 15
    kinds = list(RULES.cluster_of)
    grades[kinds.index("primary schools")] = (1, 3, 8, 0)
    grades[kinds.index("children's homes")] = (5, 0, 0, 4)
    found = inspection_options(grades, changed(combined__pooling="pooled"), up=True)
    assert told(found)[:2] == [(0, 2, ()), (2, 3, (Move(ANY_TYPE, 2, "satisfactory", "good"),))]
    assert found[2].changes == 3 + 2 * 2
    assert inspection_options(grades, changed(combined__pooling="pooled"), up=False)[1].changes == 2


def counts_of(which):
    return tuple(which.count(grade) for grade in range(4))


@pytest.mark.parametrize("up", [True, False])
@given(
    grades=st.lists(st.integers(0, 3), min_size=1, max_size=5),
    share=st.sampled_from([0, 10, 25, 33.3, 50, 100]),
    least=st.integers(1, 5),
    steps=st.sampled_from([(80, 65, 50, 0), (100, 33.3, 0), (60, 40, 20, 0), (0,)]),
)
@settings(max_examples=60)
def test_trying_all_grades_of_all_settings_finds_nothing_smaller(up, grades, share, least, steps):
    """For each number of points at least (at most) so high, among all ways to grade the settings anew, whatever goes up or down."""
    rules = changed(
        points__inadequate_share=share,
        points__inadequate_least_settings=least,
        points__share_good_or_better=[{"least": one, "points": 4 - place} for place, one in enumerate(steps)],
    )
    found = options("primary schools", counts_of(grades), row_rule(rules), up=up)
    tried = [
        (sum(abs(one - other) for one, other in zip(grades, after, strict=True)), counts_of(after))
        for after in product(range(4), repeat=len(grades))
    ]
    counts = np.zeros((len(tried), len(rules.cluster_of), len(GRADES)), dtype=np.int64)
    counts[:, 0] = [after for _, after in tried]
    points = Rule(rules).row_points(counts)[:, 0]
    sign = 1 if up else -1
    reach = sorted({value for value in points if sign * value >= sign * float(found[0].points)}, key=lambda value: sign * value)
    fewest = [min(changes for (changes, _), value in zip(tried, points, strict=True) if sign * value >= sign * goal) for goal in reach]
    told = [min(one.changes for one in found if sign * one.points >= sign * goal) for goal in reach]
    assert told == fewest
    assert sign * float(found[-1].points) == max(sign * points)
    for one in found:
        assert one.changes == sum(move.changes for move in one.moves)
