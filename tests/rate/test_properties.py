"""What holds of every rating, by each framework: a better input never lowers it, the order of the rows is nothing to it, and whatever is
below the top has its reasons."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings, strategies as st

import csrating as cs
from csrating.rate.footing import Footing
from csrating.rate.rule import Rule
from csrating.reference.frameworks import framework, framework_names
from csrating.schema import EVIDENCE_MARKS, GRADES

by_each_framework = pytest.mark.parametrize("rule", [Rule(framework(name)) for name in framework_names()], ids=framework_names())
KINDS, INDICATORS = max(len(Rule(framework(name)).setting_types) for name in framework_names()), 12

grades = st.lists(st.lists(st.integers(0, 4), min_size=4, max_size=4), min_size=KINDS, max_size=KINDS)
standings = st.lists(st.sampled_from([0.0, 1.0, 1.0, np.nan]), min_size=INDICATORS, max_size=INDICATORS)
judgements = st.sampled_from([(0, 0), (3, 4), (4, 3), (3, 2), (2, 3), (2, 1), (1, 2)])


def footing(rule, settings_by_grade, known, *, judged=(0, 0), priority=False, inadequate=False):
    """What the rating of one council rests on."""
    return Footing(
        codes=("358",),
        indicators=tuple(f"NI {number}" for number in range(INDICATORS)),
        grades=np.array([settings_by_grade], dtype=np.int64),
        standings=np.array([known]),
        priority_action=np.array([priority]),
        inadequate=np.array([inadequate]),
        judged_from=np.array([judged[0]], dtype=np.int8),
        judged=np.array([judged[1]], dtype=np.int8),
        withheld=np.array([False]),
        rule=rule,
    )


@by_each_framework
@settings(max_examples=300)
@given(
    settings_by_grade=grades,
    known=standings,
    judged=judgements,
    findings=st.tuples(st.booleans(), st.booleans()),
    kind=st.integers(0, KINDS - 1),
    grade=st.integers(0, len(GRADES) - 2),
    indicator=st.integers(0, INDICATORS - 1),
)
def test_a_better_input_never_lowers_a_rating(rule, settings_by_grade, known, judged, findings, kind, grade, indicator):
    """A setting regraded upwards, an indicator that comes into line, a finding that is taken back: each by itself, and all together."""
    kinds = len(rule.setting_types)
    kind %= kinds
    before = footing(rule, settings_by_grade[:kinds], known, judged=judged, priority=findings[0], inadequate=findings[1])
    regraded, risen = before.grades.copy(), before.standings.copy()
    if regraded[0, kind, grade]:
        regraded[0, kind, [grade, grade + 1]] += [-1, 1]
    risen[0, indicator] = 1.0 if risen[0, indicator] == 0.0 else risen[0, indicator]
    nothing_found = {"priority_action": np.array([False]), "inadequate": np.array([False])}
    for better in ({"grades": regraded}, {"standings": risen}, nothing_found, {"grades": regraded, "standings": risen, **nothing_found}):
        after = replace(before, **better)
        assert after.ratings[0] >= before.ratings[0], better
        assert (after.ratings[0] == 0) == (before.ratings[0] == 0)


def test_the_property_would_find_a_rule_that_is_not_monotone():
    """Its twin: where a share beyond a step earned less than one before it, regrading would lower the points."""
    rules = framework("2009")
    steps = [{"least": 80, "points": 1}, {"least": 0, "points": 4}]
    broken = replace(
        rules, rules=rules.rules | {"points.share_good_or_better": replace(rules.rule("points.share_good_or_better"), value=steps)}
    )
    kinds = np.zeros((2, len(Rule(rules).setting_types), 4), dtype=np.int64)
    kinds[0, :], kinds[1, :] = [0, 3, 2, 0], [0, 1, 4, 0]
    known = np.ones((2, INDICATORS))
    points = Rule(broken).combined_points(
        Rule(broken).inspection_points(kinds), Rule(broken).indicator_points(known.sum(axis=1), [INDICATORS] * 2)
    )
    assert points[1] < points[0]


rows = st.lists(
    st.tuples(
        st.sampled_from(["primary schools", "secondary schools", "children's homes", "childminding", "nursery schools"]),
        st.sampled_from(GRADES),
        st.integers(1, 6),
    ),
    min_size=2,
    max_size=9,
    unique_by=lambda row: row[:2],
)
told_standings = st.lists(st.sampled_from(["above", "in line", "below"]), min_size=6, max_size=12)
FINDINGS = [("unannounced inspection", "area for priority action", ""), ("full inspection", "inadequate", "safeguarding")]


def council(make, drawn, *, order=None):
    """The ratings of a council with these settings, standings and findings, its rows in the order given."""
    inspections = [row for kind, grade, number in drawn.rows for row in make.settings_of(kind, **{grade: number})]
    findings = [
        make.finding(kind, found, aspect=aspect) for (kind, found, aspect), there in zip(FINDINGS, drawn.found, strict=True) if there
    ]
    comparisons = make.comparisons_of(drawn.standings)
    if order:
        for table in (inspections, findings):
            order.shuffle(table)
        comparisons = comparisons.iloc[order.sample(range(len(comparisons)), len(comparisons))].reset_index(drop=True)
    return cs.rate(make.data(inspections, findings), comparisons)


evidence = st.builds(SimpleNamespace, rows=rows, standings=told_standings, found=st.tuples(st.booleans(), st.booleans()))


@settings(max_examples=25, phases=[Phase.generate])
@given(drawn=evidence)
def test_whatever_is_below_the_top_has_reasons_from_which_it_follows(make, drawn):
    ratings = council(make, drawn)
    row = ratings.table.set_index("council").loc["358"]
    reasons = ratings.reasons[ratings.reasons["council"] == "358"]
    if row["status"] != "given":
        assert row["why"]
        assert reasons["text"].str.contains("No rating is given: ", regex=False).any()
        return
    points = float(reasons.loc[reasons["step"] == "data band", "points"].squeeze())
    band = 1 + sum(points >= cut - 1e-9 for cut in ratings.framework.value("combined.band_cuts"))
    limits = reasons[reasons["step"] == "limit"]
    assert band == 4 or points < 3.5
    assert row["rating"] == band or len(limits)
    assert row["rating"] == 4 or points < 3.5 or len(limits)
    assert set(reasons["evidence"]) <= set(EVIDENCE_MARKS)
    assert set(reasons["rule"]) <= set(ratings.framework.rules)
    assert (limits["text"] != "").all()


@settings(max_examples=15, phases=[Phase.generate])
@given(drawn=evidence, order=st.randoms(use_true_random=False))
def test_the_order_of_the_rows_is_nothing_to_a_rating(make, drawn, order):
    first, second = council(make, drawn), council(make, drawn, order=order)
    pd.testing.assert_frame_equal(first.table, second.table)
    pd.testing.assert_frame_equal(first.reasons.drop(columns="ref"), second.reasons.drop(columns="ref"))


@pytest.mark.slow
def test_the_order_of_all_that_was_read_is_nothing_to_any_rating(ratings):
    """All rows of all tables are dealt anew, and each council's neighbours are listed from the last to the first."""
    data, near = ratings.data, ratings.neighbour_table
    dealt = {
        name: getattr(data, name).sample(frac=1, random_state=7).reset_index(drop=True)
        for name in ("observations", "inspections", "safeguarding")
    }
    other = replace(data, **dealt)
    turned = near.assign(position=near.groupby("council")["position"].transform("max") + 1 - near["position"])
    again = cs.rate(other, cs.compare(other, neighbour_table=turned), neighbour_table=turned)
    assert again.table["rating"].tolist() == ratings.table["rating"].tolist()
    pd.testing.assert_frame_equal(again.table.drop(columns="vintage"), ratings.table.drop(columns="vintage"))
    assert again.reasons["text"].tolist() == ratings.reasons["text"].tolist()


@pytest.mark.slow
def test_each_of_the_152_that_is_below_the_top_says_what_keeps_it_there(ratings):
    """Its points are below the cut, or a limit cut it; and each step before says by which rule, of which mark."""
    reasons = ratings.reasons.groupby("council")
    for row in ratings.table[ratings.table["rating"] < 4].to_dict("records"):
        own = reasons.get_group(row["council"])
        points = own.loc[own["step"] == "data band", "points"].iloc[0]
        assert points < 3.5 or (own["step"] == "limit").any()
        assert own["evidence"].isin(EVIDENCE_MARKS).all()
        assert own["text"].iloc[-1].startswith(f"rating: {row['label']}")
