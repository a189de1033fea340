"""What holds of every comparison whatever the figures, by each rule, through the whole of comparing.

Each example is four worlds at once, one in each of four years: counts of Trafford and of its ten neighbours, of small and large councils,
some of them suppressed.
"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, assume, given, settings, strategies as st

from csrating import reference
from csrating.compare import Method
from csrating.schema import InLine, words_of

TEN = tuple(reference.neighbour_table("pre-2019").query("council == '358'")["neighbour"])
ELEVEN = ("358", *TEN)
pytestmark = pytest.mark.slow

YEARS = ("2006", "2007", "2008", "2009")
RULES = words_of(InLine)
HIGH, LOW, LOW_TOO = "NI 148", "NI 43", "NI 111"

pairs = st.sampled_from([8, 40, 300, 2500]).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
figures = st.one_of(pairs, pairs, pairs, pairs, st.none())
worlds = st.lists(st.tuples(*[figures] * len(ELEVEN)), min_size=len(YEARS), max_size=len(YEARS))
plain_worlds = st.lists(st.tuples(*[st.integers(0, 400).map(lambda one: one / 4)] * len(ELEVEN)), min_size=len(YEARS), max_size=len(YEARS))

by_each_rule = pytest.mark.parametrize("rule", RULES)
by_each_kind = pytest.mark.parametrize("rule", [rule for rule in RULES if "99.8" not in rule])
by_some_rules = pytest.mark.parametrize("rule", ["standard deviations", "interval 95", "difference 95", "median distance"])
few_but_strong = settings(max_examples=3, phases=[Phase.generate])
"""Each example compares 44 figures of eleven councils; to make a failing one smaller would take minutes and tell little more."""


@pytest.fixture(scope="session")
def observed(made):
    """Observations of worlds: figures or counts, by indicator."""

    def observed(drawn, **units):
        return pd.concat(
            [
                made.observations(dict(zip(ELEVEN, world, strict=True)), indicator=indicator, unit=unit, period=year, end=f"{year}-03-31")
                for indicator, unit in units.items()
                for year, world in zip(YEARS, drawn, strict=True)
            ],
            ignore_index=True,
        )

    return observed


def of(table, indicator):
    """The rows of an indicator, with what tells it from another left out."""
    return table[table["indicator"] == indicator].drop(columns=["indicator", "ref", "baseline_ref"]).reset_index(drop=True)


@by_each_rule
@few_but_strong
@given(drawn=worlds)
def test_the_other_polarity_mirrors_every_verdict(made, observed, rule, drawn):
    """Of every council against England, its region, its neighbours, its type and a group."""
    both = observed(drawn, **{HIGH: "per cent", LOW: "per cent"})
    table = made.compared(both, method=Method(rule=rule, council_types=True, groups={"ours": TEN[:6]}, least=3))
    high, low = of(table, HIGH), of(table, LOW)
    mirrored = {"above": "below", "below": "above", "better": "worse", "worse": "better"}
    assert low["standing"].replace(mirrored).tolist() == high["standing"].tolist()
    assert low["verdict"].replace(mirrored).tolist() == high["verdict"].tolist()
    np.testing.assert_array_equal(low["gap"], -high["gap"])
    turned = ["standing", "verdict", "gap", "polarity"]
    pd.testing.assert_frame_equal(low.drop(columns=turned), high.drop(columns=turned))


@by_some_rules
@few_but_strong
@given(drawn=worlds, random=st.randoms(use_true_random=False))
def test_the_order_of_rows_and_of_columns_changes_nothing(made, observed, rule, drawn, random):
    straight = observed(drawn, **{HIGH: "per cent", LOW_TOO: "per 100,000 aged 10 to 17"})
    order, columns = list(straight.index), list(straight.columns)
    random.shuffle(order)
    random.shuffle(columns)
    lists = reference.neighbour_table("pre-2019")
    turned = lists.iloc[::-1].reset_index(drop=True)
    method = Method(rule=rule, least=3)
    one = made.compared(straight, neighbour_table=lists, method=method)
    other = made.compared(straight.loc[order, columns], neighbour_table=turned, method=method)
    pd.testing.assert_frame_equal(one, other)


@by_some_rules
@few_but_strong
@given(drawn=worlds, random=st.randoms(use_true_random=False))
def test_who_is_called_what_changes_nothing(made, observed, rule, drawn, random):
    """The eleven councils exchange their names, codes and neighbours: each has the rows that the one had whose place it took."""
    table = observed(drawn, **{HIGH: "per cent"})
    shuffled = list(ELEVEN)
    random.shuffle(shuffled)
    named = dict(zip(ELEVEN, shuffled, strict=True))
    lists = pd.concat([made.listed([code for code in ELEVEN if code != own][:7], council=own) for own in ELEVEN], ignore_index=True)
    renamed = lists.assign(council=lists["council"].map(named), neighbour=lists["neighbour"].map(named))
    method = Method(rule=rule, least=3)
    one = made.compared(table, neighbour_table=lists, method=method)
    other = made.compared(table.assign(area=table["area"].map(named)), neighbour_table=renamed, method=method)
    for against in ("neighbours", "England"):
        before, after = (rows[rows["against"] == against].set_index(["council", "period"]).drop(columns="name") for rows in (one, other))
        after = after.loc[[(named.get(code, code), period) for code, period in before.index]]
        pd.testing.assert_frame_equal(before.reset_index(drop=True), after.reset_index(drop=True))


@by_each_kind
@few_but_strong
@given(drawn=worlds)
def test_another_unit_changes_no_standing(made, observed, rule, drawn):
    """The same events for each 1,000 and for each 100,000 children: a hundred times the figures, the gaps and the zones."""
    units = {LOW: "per 1,000 aged 10 to 17", LOW_TOO: "per 100,000 aged 10 to 17"}
    table = made.compared(observed(drawn, **units), method=Method(rule=rule, least=3))
    small, large = of(table, LOW), of(table, LOW_TOO)
    scaled = ["value", "baseline", "gap", "spread", "in_line_low", "in_line_high", "to_edge", "median", "pooled"]
    scaled += ["without_one_low", "without_one_high"]
    pd.testing.assert_frame_equal(small.drop(columns=[*scaled, "unit"]), large.drop(columns=[*scaled, "unit"]))
    np.testing.assert_allclose(100 * small[scaled], large[scaled], rtol=1e-9, atol=1e-6)


@by_each_kind
@few_but_strong
@given(drawn=worlds, hidden=st.integers(1, len(TEN)), keeps_counts=st.booleans())
def test_a_suppressed_neighbour_only_lowers_n(made, observed, rule, drawn, hidden, keeps_counts):
    """As if it were not on the list, but that the list is as long as it was; also where its counts stand behind the blank."""
    table = observed(drawn, **{HIGH: "per cent"})
    at = table["area"] == ELEVEN[hidden]
    suppressed = table.assign(value=table["value"].mask(at), status=table["status"].mask(at, "suppressed"))
    if not keeps_counts:
        suppressed[["numerator", "denominator"]] = table[["numerator", "denominator"]].mask(at)
    method = Method(rule=rule, least=3)
    without = [code for code in TEN if code != ELEVEN[hidden]]
    blank = made.compared(suppressed, neighbour_table=made.listed(TEN), method=method)
    left_out = made.compared(table, neighbour_table=made.listed(without), method=method)
    own = [rows[(rows["council"] == "358") & (rows["against"] == "neighbours")] for rows in (blank, left_out)]
    blank, left_out = (of(rows, HIGH) for rows in own)
    assert set(blank["of"]) == {10}
    assert set(left_out["of"]) == {9}
    others = [[figure for at, figure in enumerate(world) if at not in (0, hidden)] for world in drawn]
    assert blank["with_data"].tolist() == [sum(figure is not None for figure in world) for world in others]
    for rows in (blank, left_out):
        rows["why"] = rows["why"].str.replace(r"of \d+ have", "have", regex=True)
    pd.testing.assert_frame_equal(blank.drop(columns="of"), left_out.drop(columns="of"))


@by_each_rule
@few_but_strong
@given(drawn=worlds, more=st.integers(1, 60))
def test_a_better_figure_never_stands_lower(made, observed, rule, drawn, more):
    """More cases of the same denominator, by every rule; where low is good, the same figure never stands higher."""

    def standings(some):
        figures = observed(some, **{HIGH: "per cent", LOW: "per cent"})
        table = made.compared(figures, neighbour_table=made.listed(TEN), method=Method(rule=rule))
        own = table[(table["council"] == "358") & (table["against"] == "neighbours")]
        return own.set_index(["indicator", "period"])["standing"].map({"below": 0, "in line": 1, "above": 2})

    raised = [((min(world[0][0] + more, world[0][1]), world[0][1]) if world[0] else None, *world[1:]) for world in drawn]
    before, after = standings(drawn), standings(raised)
    assert before.notna().equals(after.notna())
    assert (after[HIGH].dropna() >= before[HIGH].dropna()).all()
    assert (after[LOW].dropna() <= before[LOW].dropna()).all()


@pytest.mark.parametrize("rule", ["standard deviations", "relative tolerance", "quartiles", "median distance"])
@few_but_strong
@given(drawn=plain_worlds)
def test_to_edge_is_the_distance_to_another_verdict(made, observed, rule, drawn):
    """Moved to the nearer end of the zone and a thousandth further the verdict is another; stopped a thousandth before it, it is not."""

    def own(some):
        figures = observed(some, **{HIGH: "per cent", LOW: "per cent"})
        table = made.compared(figures, neighbour_table=made.listed(TEN), method=Method(rule=rule))
        return table[(table["council"] == "358") & (table["against"] == "neighbours")].reset_index(drop=True)

    before = own(drawn)
    known = before["to_edge"].notna() & (before["to_edge"] > 1e-4)
    assume(known.any())
    ends = before[["in_line_low", "in_line_high"]].to_numpy()
    nearer = np.take_along_axis(ends, np.abs(ends - before[["value"]].to_numpy()).argmin(axis=1)[:, None], axis=1)[:, 0]
    assert np.abs(nearer - before["value"])[known].tolist() == pytest.approx(before.loc[known, "to_edge"].tolist(), abs=1e-9)
    for share, stays in ((0.999, True), (1.001, False)):
        moved = (before["value"] + share * (nearer - before["value"]))[before["indicator"] == HIGH]
        after = own([(figure, *world[1:]) for figure, world in zip(moved, drawn, strict=True)])
        for said in ("standing", "verdict", "outside"):
            assert ((after[said] == before[said]) == stays)[known].all(), said
