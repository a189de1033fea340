"""The smallest changes of settings and indicators together, against trying every way to change a small council."""

from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from csrating.compare.baselines import neighbours
from csrating.compare.figures import NO_ROW, Figures
from csrating.compare.method import Method
from csrating.compare.rules import baseline_by, judged
from csrating.rate.footing import Footing
from csrating.rate.rule import Rule
from csrating.rate.tipping.cases import Flip, fewest_cases
from csrating.rate.tipping.points import ladder_of, steps_of
from csrating.rate.tipping.search import Search, indicator_options
from csrating.reference.frameworks import framework

RULES = framework("2009")
KINDS = tuple(RULES.cluster_of)
SERIES = 5
STANDING = {"below": 0.0, "in line": 1.0, "above": 1.0, "not comparable": np.nan}
CODES = tuple("abcdefg")
LISTS = pd.DataFrame({"council": "a", "position": range(1, 7), "neighbour": list("bcdefg")})


def test_indicators_are_moved_step_by_step():
    """12 of 20 are 60 per cent; 13 are 65 and 16 are 80. Down, 9 are 45."""
    steps = steps_of(RULES.value("points.share_in_line_or_above"))
    flips = [Flip(f"NI {cases}", cases, 0.0, float(cases), 50.0) for cases in range(1, 6)]
    up = indicator_options(12, 20, flips, steps, up=True)
    assert [(int(one.points), len(one.flips), one.cases) for one in up] == [(2, 0, 0), (3, 1, 1), (4, 4, 10)]
    down = indicator_options(12, 20, flips, steps, up=False)
    assert [(int(one.points), len(one.flips), one.cases) for one in down] == [(2, 0, 0), (1, 3, 6)]
    assert len(indicator_options(12, 20, flips[:3], steps, up=True)) == 2


def with_rules(**values):
    """The framework of 2009 in which one in four may be inadequate from two settings on, so that a small council knows all rules."""
    given = {"points.inadequate_share": 25, "points.inadequate_least_settings": 2, **{k.replace("__", "."): v for k, v in values.items()}}
    rules = RULES.rules | {name: replace(RULES.rules[name], value=value) for name, value in given.items()}
    return replace(RULES, name="2009 small", rules=rules)


def figures(pairs, counted):
    """Five series of seven councils, as (numerator, denominator); of the first council one series may lack its counts."""
    x, n = np.array(pairs, dtype=float).transpose(2, 0, 1)
    value = 100.0 * x / n
    x[0, ~counted] = n[0, ~counted] = np.nan
    series = pd.DataFrame({"indicator": [f"NI {place}" for place in range(SERIES)], "unit": "per cent"})
    return Figures(CODES, series, value, x, n, np.full(x.shape, NO_ROW, dtype=np.int64))


def standings_of(some, near, sign):
    return np.vectorize(STANDING.get)(judged(Method(), some, near, sign=sign).standing).astype(float)


def counts_of(which):
    return [which.count(grade) for grade in range(4)]


def settings_tried(grades):
    """Every way to grade each setting anew: how many changes, and the settings by grade."""
    flat = [grade for some in grades.values() for grade in some]
    ends = np.array(list(product(range(4), repeat=len(flat))))
    counts = np.zeros((len(ends), len(KINDS), 4), dtype=np.int64)
    place = 0
    for kind, some in grades.items():
        for column in range(place, place + len(some)):
            counts[np.arange(len(ends)), KINDS.index(kind), ends[:, column]] += 1
        place += len(some)
    return np.abs(ends - np.array(flat)).sum(axis=1), counts


def indicators_tried(some, near, sign, standings):
    """Every numerator of each indicator with every one of the others: how many are changed, by how many cases, how many are good."""
    changed, cases, good = np.zeros(1, dtype=int), np.zeros(1, dtype=int), np.zeros(1, dtype=int)
    for column in range(SERIES):
        x, n = some.numerator[0, column], some.denominator[0, column]
        rows = [(0, 0, int(standings[column] == 1))]
        for numerator in range(int(n) + 1) if np.isfinite(n) else ():
            if numerator != x:
                value, other = some.value.copy(), some.numerator.copy()
                value[0, column], other[0, column] = 100.0 * numerator / n, numerator
                after = standings_of(replace(some, value=value, numerator=other), near, sign)[0, column]
                rows.append((1, int(abs(numerator - x)), int(after == 1)))
        one = np.array(rows)
        changed, cases, good = (np.add.outer(before, one[:, place]).ravel() for place, before in enumerate((changed, cases, good)))
    return changed, cases, good


def smallest(changes, cases, reached):
    """The fewest changes, and of those the fewest cases; None where nothing reaches the goal."""
    if not reached.any():
        return None
    fewest = changes[reached].min()
    return int(fewest), int(cases[reached & (changes == fewest)].min())


GRADES = st.integers(0, 3)
COUNTED = st.integers(1, 3).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.slow
@pytest.mark.parametrize("up", [True, False])
@pytest.mark.parametrize("pooling", ["clusters", "pooled"])
@given(data=st.data())
@settings(max_examples=40)
def test_trying_everything_finds_nothing_smaller(up, pooling, data):
    """Each setting of a council at each grade, with each numerator of its five indicators: millions of ways, all rated by the rule."""
    rules = with_rules(combined__pooling=pooling, combined__nis_weight=data.draw(st.sampled_from([1, 1.5, 2])))
    grades = {
        "primary schools": data.draw(st.lists(GRADES, min_size=1, max_size=3)),
        "special schools": data.draw(st.lists(GRADES, min_size=0, max_size=1)),
        "children's homes": data.draw(st.lists(GRADES, min_size=1, max_size=2)),
    }
    pairs = data.draw(st.lists(st.lists(COUNTED, min_size=SERIES, max_size=SERIES), min_size=7, max_size=7))
    counted = np.array([True] * (SERIES - 1) + [data.draw(st.booleans())])
    sign = np.array([data.draw(st.sampled_from([1.0, -1.0])) for _ in range(SERIES)])
    some = figures(pairs, counted)
    near = baseline_by(Method(), some, neighbours(some, LISTS))
    standings = standings_of(some, near, sign)
    now = np.zeros((1, len(KINDS), 4), dtype=np.int64)
    for kind, own in grades.items():
        now[0, KINDS.index(kind)] = counts_of(own)
    band = data.draw(st.sampled_from([0, 0, 1, -1]))
    footing = Footing(
        codes=("a",),
        indicators=tuple(some.series["indicator"]),
        grades=now,
        standings=standings[:1],
        priority_action=np.array([data.draw(st.booleans())]),
        inadequate=np.array([data.draw(st.sampled_from([False, False, False, True]))]),
        judged=np.zeros(1, dtype=np.int8),
        judged_from=np.zeros(1, dtype=np.int8),
        withheld=np.zeros(1, dtype=bool),
        rule=Rule(rules),
    )
    points = footing.combined_points
    if band and footing.rule.permits(points, footing.rule.bands(points) + band).any():
        before = footing.rule.bands(points)
        footing = replace(footing, judged=(before + band).astype(np.int8), judged_from=before)
    cases = fewest_cases(Method(), some, near, sign=sign, standings=standings)
    search, rating = Search(footing, cases, ladder_of(footing)), int(footing.rated(points)[0])
    if rating == 0:
        return
    goal = search.ladder.goal(0, rating=rating, up=up)
    changes, counts = settings_tried(grades)
    changed, by, good = indicators_tried(some, near, sign, standings[0])
    compared = int(footing.compared[0])
    together = footing.rule.combined_points(
        footing.rule.inspection_points(counts)[:, None], footing.rule.indicator_points(good, np.full(good.shape, compared))[None, :]
    )
    ratings = footing.rated(together.reshape(-1, 1)).reshape(together.shape)
    reached = ratings > rating if up else ratings < rating
    total, moved = changes[:, None] + changed[None, :], np.broadcast_to(by, together.shape)
    expected = {
        "settings": smallest(changes, np.zeros(len(changes), dtype=int), reached[:, 0]),
        "indicators": smallest(changed, by, reached[np.argmin(changes)]),
        "smallest": smallest(total, moved, reached),
    }
    if goal is None:
        assert expected["smallest"] is None
        return
    for answer in search.answers(0, goal, up=up):
        assert expected[answer.kind] == ((answer.changes, answer.indicators.cases) if answer.reached else None), answer
        if answer.reached:
            assert answer.rating > rating if up else answer.rating < rating
