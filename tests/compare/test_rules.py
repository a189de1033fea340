"""Each rule for in line through the whole of comparing, on tables so small that the answer is worked by hand or by statsmodels.

The five neighbours have 50, 60, 70, 55 and 65 per cent, each of 20 children: their mean, median and pooled share are 60, their standard
deviation is the square root of 62.5 (squares 100 + 0 + 100 + 25 + 25, over 4), their quartiles are 55 and 65, and the median of their
distances from the median (10, 0, 10, 5, 5) is 5.
"""

from math import sqrt

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.rates import confint_poisson, confint_poisson_2indep

from csrating import reference
from csrating.compare import Method
from csrating.compare.zones import ALL_ALIKE, NO_INTERVAL
from csrating.schema import InLine, words_of

NEIGHBOURS = {"334": (10, 20), "919": (12, 20), "305": (14, 20), "356": (11, 20), "867": (13, 20)}
BY_HAND = {
    "standard deviations": (60 - sqrt(62.5) / 2, 60 + sqrt(62.5) / 2),
    "relative tolerance": (57.0, 63.0),
    "quartiles": (55.0, 65.0),
    "median distance": (57.5, 62.5),
}
LEVEL = {"95": 0.05, "99.8": 0.002}


@pytest.fixture
def near(made):
    """Trafford's row against its five neighbours, by a rule; the figures may be others."""

    def near(rule, own, neighbours=NEIGHBOURS, *, against="neighbours", extra=(), indicator="NI 148", unit="per cent", **method):
        figures = made.observations({made.trafford: own, **neighbours}, indicator=indicator, unit=unit)
        table = made.compared(figures, *extra, neighbour_table=made.listed(), method=Method(rule=rule, **method))
        return made.row_of(table, against)

    return near


@pytest.mark.parametrize("rule", BY_HAND)
def test_the_zone_worked_by_hand_and_a_figure_on_either_side_of_each_end(near, rule):
    low, high = BY_HAND[rule]
    row = near(rule, 60)
    assert (row["baseline"], row["with_data"], row["of"]) == (60.0, 5, 5)
    assert [row["in_line_low"], row["in_line_high"]] == pytest.approx([low, high], abs=1e-9)
    found = [near(rule, figure)["standing"] for figure in (low - 1e-6, low, high, high + 1e-6)]
    assert found == ["below", "in line", "in line", "above"]


def test_the_width_is_heeded_by_each_rule_that_has_one(near):
    assert near("standard deviations", 60, width=2)["in_line_high"] == pytest.approx(60 + 2 * sqrt(62.5), abs=1e-9)
    assert near("relative tolerance", 60, width=0.1)["in_line_high"] == pytest.approx(66, abs=1e-9)
    assert near("median distance", 60, width=2)["in_line_high"] == pytest.approx(70, abs=1e-9)


@pytest.mark.parametrize("level", LEVEL)
@pytest.mark.parametrize("x", [0, 3, 7, 9, 12, 19, 20])
def test_by_the_councils_own_interval(near, level, x):
    row = near(f"interval {level}", (x, 20))
    lower, upper = (100 * end for end in proportion_confint(x, 20, alpha=LEVEL[level], method="wilson"))
    assert [row["in_line_low"], row["in_line_high"]] == pytest.approx([60 - (upper - 5 * x), 60 + (5 * x - lower)], abs=1e-9)
    assert row["standing"] == ("below" if upper < 60 else "above" if lower > 60 else "in line")


@pytest.mark.parametrize("level", LEVEL)
@pytest.mark.parametrize("x", [0, 3, 7, 9, 12, 19, 20])
def test_by_the_interval_of_the_difference(near, level, x):
    row = near(f"difference {level}", (x, 20))
    lower, upper = (100 * end for end in confint_proportions_2indep(x, 20, 60, 100, method="newcomb", alpha=LEVEL[level]))
    assert [row["in_line_low"], row["in_line_high"]] == pytest.approx([5 * x - upper, 5 * x - lower], abs=1e-9)
    assert row["standing"] == ("below" if upper < 0 else "above" if lower > 0 else "in line")


def test_the_four_rules_of_intervals_are_four(near):
    """Six of 20 against 60 of 100: each rule that asks for more certainty, or counts the doubt of both, is slower to judge."""
    found = {rule: near(rule, (6, 20)) for rule in ("interval 95", "difference 95", "interval 99.8", "difference 99.8")}
    assert [row["standing"] for row in found.values()] == ["below", "below", "in line", "in line"]
    assert len({round(row["in_line_low"], 6) for row in found.values()}) == 4


def test_a_baseline_of_few_children_is_itself_in_doubt(near):
    """9 of 20 against 20 of 30: outside the council's own interval, whose upper end is 65.8, and within that of the difference."""
    thirty = dict.fromkeys(NEIGHBOURS, (4, 6))
    assert near("interval 95", (9, 20), thirty)["standing"] == "below"
    assert near("difference 95", (9, 20), thirty)["standing"] == "in line"
    assert near("difference 95", (9, 20), dict.fromkeys(NEIGHBOURS, (400, 600)))["standing"] == "below"


RATES = {"334": (1, 1000), "919": (2, 1000), "305": (0, 1000), "356": (3, 2000), "867": (2, 1000)}
"""Eight events of 6,000: 133 and a third per 100,000."""
RATE = {"indicator": "NI 111", "unit": "per 100,000 aged 10 to 17"}


@pytest.mark.parametrize("x", [0, 1, 5, 9])
def test_rates_are_told_apart_by_the_law_of_rare_events(near, x):
    alone, both = near("interval 95", (x, 1000), RATES, **RATE), near("difference 95", (x, 1000), RATES, **RATE)
    lower, upper = (100 * end for end in confint_poisson(x, 1, method="exact-c"))
    mean = 100_000 * (1 + 2 + 0 + 1.5 + 2) / 1000 / 5
    assert [alone["in_line_low"], alone["in_line_high"]] == pytest.approx([mean + 100 * x - upper, mean + 100 * x - lower], abs=1e-9)
    ends = confint_poisson_2indep(x, 1000, 8, 6000, method="mover", method_mover="exact-c", compare="diff")
    low, high = (100 * x - 100_000 * end for end in reversed(ends))
    assert [both["in_line_low"], both["in_line_high"]] == pytest.approx([low, high], abs=1e-8)
    assert both["baseline"] == pytest.approx(100_000 * 8 / 6000, abs=1e-9)
    assert both["standing"] == ("below" if ends[0] > 0 else "above" if ends[1] < 0 else "in line")  # of this indicator less is better


def test_a_difference_is_from_the_others_alone_and_never_from_a_published_figure_to_which_the_council_adds(near, made):
    """Of England's 960 of 2,100 Trafford has 900 of 2,000; the others have 60 of 100."""
    nation = made.observations({"England": (960, 2100)}, level="England")
    row = near("difference 95", (900, 2000), against="England", extra=[nation])
    assert row["baseline"] == pytest.approx(60, abs=1e-9)
    assert (row["with_data"], row["of"], row["method"]) == (5, 151, "pooled counts of the other councils (computed)")
    assert row["baseline_ref"] == ""
    lower, upper = (100 * end for end in confint_proportions_2indep(900, 2000, 60, 100, method="newcomb"))
    assert [row["in_line_low"], row["in_line_high"]] == pytest.approx([45 - upper, 45 - lower], abs=1e-9)
    assert row["standing"] == "below"
    published = near("interval 95", (900, 2000), against="England", extra=[nation])
    assert published["baseline"] == pytest.approx(100 * 960 / 2100, abs=1e-9)
    assert (published["standing"], published["of"]) == ("in line", 152)
    assert published["baseline_ref"] == "test.csv#NI 148 2009!B2"


def test_a_council_without_a_figure_is_not_taken_from_the_others(near):
    row = near("difference 95", None, against="England")
    assert row["baseline"] == pytest.approx(60, abs=1e-9)
    assert (row["with_data"], row["of"], row["why"]) == (5, 151, "the council has no figure")


def test_of_its_region_too_only_the_others_count(near):
    """Of the five only Stockport (356) is in the North West, with 11 of 20."""
    row = near("difference 95", (9, 20), against="region")
    assert (row["baseline"], row["baseline_area"], row["with_data"], row["of"]) == (pytest.approx(55), "North West", 1, 22)
    assert near("standard deviations", (9, 20), against="region")[["with_data", "of"]].tolist() == [2, 23]


@pytest.mark.parametrize("rule", ["difference 95", "difference 99.8"])
def test_counts_that_are_missing_on_either_side_are_no_difference(near, rule):
    one_blank = {**NEIGHBOURS, "919": 60}
    assert near(rule, (9, 20), one_blank)["why"] == "no pooled figure to compare with: denominators not published"
    assert near(rule, 45)["why"] == NO_INTERVAL
    assert near("interval 95", 45)["why"] == NO_INTERVAL
    assert near("interval 95", (9, 20), one_blank)["standing"] == "in line"
    assert near("quartiles", 45, one_blank)["standing"] == "below"


def test_the_distance_is_from_the_median_of_the_councils_also_of_england(near, made):
    """45, 50, 55, 60, 65, 70: the median is 57.5, the distances 12.5, 7.5, 2.5, 2.5, 7.5, 12.5, and the median of those 7.5."""
    nation = made.observations({"England": 90}, level="England")
    row = near("median distance", 45, against="England", extra=[nation])
    assert (row["baseline"], row["method"], row["of"]) == (57.5, "median of councils with data (computed)", 152)
    assert [row["in_line_low"], row["in_line_high"]] == [57.5 - 3.75, 57.5 + 3.75]
    assert (row["baseline_ref"], row["standing"]) == ("", "below")
    assert near("standard deviations", 45, against="England", extra=[nation])["baseline"] == 90


def test_where_most_are_alike_there_is_no_distance(near):
    alike = {"334": 50, "919": 50, "305": 50, "356": 60, "867": 70}
    assert near("median distance", 45, alike)[["standing", "why"]].tolist() == ["not comparable", ALL_ALIKE]
    assert near("median distance", 45, alike | {"305": 55})["standing"] == "below"


@pytest.mark.parametrize("rule", words_of(InLine))
def test_too_few_are_too_few_by_every_rule(near, rule):
    row = near(rule, (9, 20), least=6)
    assert (row["standing"], row["verdict"]) == ("not comparable", "not compared")
    assert row["why"] == "only 5 of 5 have data; at least 6 are needed"
    assert near(rule, (9, 20), least=5)["why"] == ""
    assert row["rule"] == Method(rule=rule, least=6).told


@pytest.mark.parametrize("rule", words_of(InLine))
def test_without_polarity_every_rule_says_higher_or_lower(near, rule):
    none = reference.indicators().query("polarity == 'none'")["indicator"].iloc[0]
    row = near(rule, (1, 20), indicator=none)
    assert (row["standing"], row["verdict"], row["outside"]) == ("not comparable", "lower", "lower")
    assert near(rule, (1, 20))["verdict"] == "worse"


SPLIT = {"334": 50, "919": 50, "305": 50, "356": 50, "867": 100}
"""Mean 60, median 50, standard deviation 22.36: in line is 48.8 to 71.2 by the one and 38.8 to 61.2 by the other."""


@pytest.mark.parametrize(("own", "matters"), [(62, True), (60, False), (45, True), (38, False), (72, False)])
def test_where_the_median_would_give_another_standing_the_average_matters(near, own, matters):
    assert near("standard deviations", own, SPLIT)["average_matters"] == matters
    assert near("standard deviations", own, SPLIT, average="median")["average_matters"] == matters


def test_where_only_the_pooled_share_differs_the_average_matters_as_well(near):
    """Nine tenths of the children live in one of the five: pooled 69, mean and median 60."""
    large = {**NEIGHBOURS, "305": (630, 900)}
    assert near("standard deviations", 56.5, large)["pooled"] == pytest.approx(100 * 676 / 980)
    assert near("standard deviations", 56.5, large)["average_matters"]
    assert not near("standard deviations", 56.5, {**large, "919": 60})["average_matters"]  # without its counts there is no pooled share


def test_of_a_rule_about_one_average_no_other_matters(near):
    for rule, own in (("median distance", 62), ("difference 95", (62, 100))):
        assert not near(rule, own, {**SPLIT, "334": 51} if rule == "median distance" else NEIGHBOURS)["average_matters"]
    assert not near("quartiles", 62, SPLIT)["average_matters"]  # the quartiles are the same, whatever stands between them


@pytest.mark.parametrize(
    ("average", "level", "noun"), [("mean", 60, "mean"), ("median", 60, "median"), ("pooled", 100 * 676 / 980, "pooled figure")]
)
def test_the_average_that_was_chosen_is_the_one_compared_with(near, average, level, noun):
    row = near("standard deviations", (9, 20), {**NEIGHBOURS, "305": (630, 900)}, average=average)
    assert row["baseline"] == pytest.approx(level, abs=1e-9)
    assert row["method"] == f"{noun} of neighbours with data"


def test_mutual_neighbours_alone_lower_how_many_there_are_and_the_vintage_says_so(made):
    """334 and 305 have Trafford among theirs, 919 has not, and 356 has no list at all."""
    lists = {"358": ("334", "919", "305", "356"), "334": ("358",), "919": ("334",), "305": ("919", "358")}
    table = [made.listed(theirs, council=council) for council, theirs in lists.items()]
    figures = made.observations({"358": 50, "334": 40, "919": 90, "305": 60, "356": 90})
    options = {"neighbour_table": pd.concat(table, ignore_index=True)}
    every = made.row_of(made.compared(figures, method=Method(least=2), **options))
    mutual = made.row_of(made.compared(figures, method=Method(least=2, mutual_only=True), **options))
    assert every[["baseline", "with_data", "of", "vintage"]].tolist() == [70, 4, 4, "supplied by the user"]
    assert mutual[["baseline", "with_data", "of", "vintage"]].tolist() == [50, 2, 2, "supplied by the user, mutual only"]


def test_of_the_published_lists_as_many_are_mutual_as_counted_one_by_one(made):
    table = made.compared(made.observations({"358": 50}), method=Method(mutual_only=True))
    near = table[table["against"] == "neighbours"].set_index("council")
    lists = reference.neighbour_table("pre-2019").groupby("council")["neighbour"].agg(set)
    for council in ("358", "302", "351", "420"):
        assert near.loc[council, "of"] == sum(council in lists.get(other, ()) for other in lists[council])
    assert set(near["vintage"]) == {"pre-2019, mutual only"}
    assert 0 <= near["of"].min() < near["of"].max() <= 10


def test_types_and_groups_stand_beside_with_their_own_names(made):
    figures = made.observations({"358": 50, "356": 40, "334": 60, "919": 10, "867": 20})
    method = Method(council_types=True, groups={"the South": ["919", "867"], "with itself": ["358", "334"]}, least=2)
    table = made.compared(figures, method=method)
    own = table[table["council"] == "358"].set_index("baseline_area")
    kind = own.loc["other councils of type metropolitan district"]
    assert kind[["against", "baseline", "with_data", "of", "standing"]].tolist() == ["council type", 50, 2, 35, "in line"]
    assert own.loc["the South", ["against", "baseline", "with_data", "of", "standing"]].tolist() == ["group", 15, 2, 2, "above"]
    alone = own.loc["with itself"]
    assert alone[["against", "baseline", "with_data", "of"]].tolist() == ["group", 60, 1, 1]
    assert alone["why"] == "only 1 of 1 have data; at least 2 are needed"
    others = table[(table["council"] == "334") & (table["baseline_area"] == "the South")].iloc[0]
    assert others["baseline"] == 15
    assert len(table) == 152 * 6
    plain = made.compared(figures, method=Method(least=2))
    assert table[table["against"].isin(plain["against"])].reset_index(drop=True).equals(plain)


def test_a_rule_holds_against_types_and_groups_as_against_neighbours(near, made):
    """The same five councils, once as neighbours and once as a group, by each rule."""
    for rule in words_of(InLine):
        figures = made.observations({made.trafford: (7, 20), **NEIGHBOURS})
        table = made.compared(figures, neighbour_table=made.listed(), method=Method(rule=rule, groups={"five": list(NEIGHBOURS)}))
        same = ["baseline", "in_line_low", "in_line_high", "standing", "to_edge", "with_data", "of", "average_matters", "pooled", "median"]
        assert made.row_of(table, "group")[same].equals(made.row_of(table)[same]), rule


@pytest.mark.parametrize("rule", words_of(InLine))
def test_a_suppressed_neighbour_lowers_n_and_nothing_comes_in_its_place(near, rule):
    row = near(rule, (7, 20), {**NEIGHBOURS, "919": None}, least=4)
    four = {code: counts for code, counts in NEIGHBOURS.items() if code != "919"}
    without = near(rule, (7, 20), four, least=4)
    assert row.drop("ref").equals(without.drop("ref"))
    assert (row["with_data"], row["of"], row["baseline"]) == (4, 5, pytest.approx(60))
    assert np.isfinite([row["in_line_low"], row["in_line_high"]]).all()
