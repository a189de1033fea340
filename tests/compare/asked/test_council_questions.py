"""What one council can be asked, on a small table worked by hand: what worsens, trends, positions, flags, its similar areas by a rule."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportions_ztest
from statsmodels.stats.rates import confint_poisson_2indep

import csrating as cs
from csrating.errors import EvidenceError, ReferenceDataError

FIVE = {"334": 50, "919": 60, "305": 70, "356": 55, "867": 65}
"""Mean 60, standard deviation the square root of 62.5."""
SPREAD = np.sqrt(62.5)

OWN = {
    "NI 148": {"2008": 50, "2009": 40},  # below and worse
    "NI 79": {"2008": 30, "2009": 42},  # below and better
    "NI 43": {"2008": 60, "2009": 90},  # less is better: below and worse, by more
    "NI 80": {"2007": 50, "2009": 28},  # below; nobody knows whether worse
    "NI 82": {"2008": 90, "2009": 80},  # worse and above
    "NI 61": {"2008": 45, "2009": 45},  # below as before
}


@pytest.fixture(scope="module")
def trafford(made):
    tables = [
        made.observations({"358": own, **FIVE}, indicator=indicator, period=year, end=f"{year}-03-31")
        for indicator, years in OWN.items()
        for year, own in years.items()
    ]
    return made.compared(*tables, council="Trafford", neighbour_table=made.listed())


def test_what_worsens_is_below_and_worse_than_the_year_before_the_weakest_first(trafford):
    found = trafford.worsening()
    assert found["indicator"].tolist() == ["NI 43", "NI 148"]
    assert found["gap_in_spreads"].tolist() == pytest.approx([-30 / SPREAD, -20 / SPREAD], abs=1e-9)
    assert found["change"].tolist() == [30, -10]
    assert trafford.worsening(1)["indicator"].tolist() == ["NI 43"]


def test_the_weakest_and_the_strongest_by_hand(trafford):
    assert trafford.weakest(3)["indicator"].tolist() == ["NI 80", "NI 43", "NI 148"]
    assert trafford.strongest(1)["indicator"].tolist() == ["NI 82"]
    assert trafford.weakest(3)["gap_in_spreads"].tolist() == pytest.approx([-32 / SPREAD, -30 / SPREAD, -20 / SPREAD], abs=1e-9)


def test_the_latest_figures_have_their_rank_and_their_change(trafford):
    found = trafford.latest.set_index("indicator")
    assert found["direction_of_travel"].to_dict() == {
        "NI 148": "worse",
        "NI 79": "better",
        "NI 43": "worse",
        "NI 80": "",
        "NI 82": "worse",
        "NI 61": "no change",
    }
    assert found["rank"].to_dict() == {"NI 148": 6, "NI 79": 6, "NI 43": 6, "NI 80": 6, "NI 82": 1, "NI 61": 6}
    assert set(found["ranked"]) == {6}


def test_positions_of_every_period_say_why_nothing_is_told(trafford):
    found = trafford.positions.set_index(["indicator", "period"])
    assert len(found) == 12
    assert found.loc[("NI 80", "2009"), "why_no_change"] == "the period before is 2007, which is not the one just before 2009"
    assert found.loc[("NI 148", "2008"), "why_no_change"] == "2008 is the first period"
    assert found.loc[("NI 148", "2009"), "why_no_change"] == ""
    assert set(found["interval"]) == {"no interval: denominator not published"}
    assert found.loc[("NI 148", "2009"), ["status", "origin", "ref"]].tolist() == ["reported", "published", "test.csv#NI 148 2009!B2"]


def test_a_trend_stands_beside_england_and_the_range_of_the_neighbours(made):
    tables = [
        made.observations({"358": 40, **FIVE, "867": None}, period="2007", end="2007-03-31"),
        made.observations({"358": 50, **FIVE, "334": 90}, period="2008", end="2008-03-31"),
        made.observations({"358": None, **FIVE}, period="2009", end="2009-03-31"),
        made.observations({"England": 61, "North West": 62}, level="England", period="2008", end="2008-03-31").iloc[:1],
    ]
    found = made.compared(*tables, council="358", neighbour_table=made.listed()).trend("148").set_index("period")
    assert list(found.index) == ["2007", "2008", "2009"]
    assert found["value"].tolist() == pytest.approx([40, 50, np.nan], nan_ok=True)
    assert found["neighbours"].tolist() == pytest.approx([58.75, 68, 60])
    assert found["neighbours_low"].tolist() == [50, 55, 50]
    assert found["neighbours_high"].tolist() == [70, 90, 70]
    assert found["with_data"].tolist() == [4, 5, 5]
    assert found["standing"].tolist() == ["not comparable", "below", "not comparable"]
    assert found["england"].tolist() == pytest.approx([55, 61, 60])
    assert found["change"].tolist() == pytest.approx([np.nan, 10, np.nan], nan_ok=True)
    assert found["status"].tolist() == ["reported", "reported", "suppressed"]


def test_a_trend_over_five_years_is_told_where_the_counts_are_published(made):
    years = range(2005, 2010)
    tables = [
        made.observations({"358": (300 + 100 * at, 1000), "334": 50}, period=str(year), end=f"{year}-03-31")
        for at, year in enumerate(years)
    ]
    rows = made.compared(*tables, council="358", neighbour_table=made.listed()).trend("148")
    assert rows["trend"].tolist() == ["", "", "", "", "increasing"]
    assert rows["why_no_trend"].iloc[3] == "4 of 5 periods follow each other"
    without = made.compared(*tables, council="334", neighbour_table=made.listed()).trend("148")
    assert without["why_no_trend"].iloc[4] == "0 of 5 points have an interval"


def test_flags_are_of_the_latest_figures_against_the_neighbours_together(made):
    counted = {"358": (30, 100), "334": (50, 100), "919": (60, 100), "305": (70, 100), "356": (55, 100), "867": (65, 100)}
    tables = [
        made.observations(counted | {"358": (99, 100)}, period="2008", end="2008-03-31"),
        made.observations(counted),
        made.observations(counted | {"358": (58, 100)}, indicator="NI 79"),
        made.observations(FIVE | {"358": 20}, indicator="NI 80"),
    ]
    council = made.compared(*tables, council="Trafford", neighbour_table=made.listed())
    found = council.flags.table.set_index("indicator")
    for indicator, x in (("NI 148", 30), ("NI 79", 58)):
        z, probability = proportions_ztest([x, 300], [100, 500])
        assert found.loc[indicator, ["z", "probability"]].tolist() == pytest.approx([z, probability], abs=1e-9)
    assert found["flagged"].to_dict() == {"NI 148": True, "NI 79": False}
    assert found["period"].tolist() == ["2009", "2009"]
    assert (council.flags.chance.tests, council.flags.untested) == (2, 1)


def test_flags_heed_which_neighbours_count(made):
    """Of the five only 334 has Trafford among its own neighbours."""
    counted = {"358": (30, 100), "334": (35, 100), "919": (90, 100), "305": (90, 100)}
    lists = made.listed(("334", "919", "305")), made.listed(("358",), council="334")
    options = {"council": "358", "neighbour_table": pd.concat(lists, ignore_index=True)}
    more = counted | {"356": (80, 100)}
    lists = made.listed(("334", "356")), made.listed(("358", "919"), council="334"), made.listed(("358", "305"), council="356")
    both_lists = pd.concat(lists, ignore_index=True)
    both, none = (
        made.compared(made.observations(more), council="358", neighbour_table=both_lists, method=cs.Method(least=least)) for least in (2, 3)
    )
    assert both.flags.table["z"].notna().all()
    assert none.flags.table.empty  # two are fewer than three
    every, mutual = (
        made.compared(made.observations(counted), method=cs.Method(mutual_only=only, least=2), **options) for only in (False, True)
    )
    assert every.flags.table["z"].iloc[0] == pytest.approx(proportions_ztest([30, 215], [100, 300])[0], abs=1e-9)
    assert mutual.flags.table.empty
    assert mutual.neighbours("148")["council"].tolist() == ["358", "334"]
    assert "(supplied by the user, mutual only)" in repr(mutual)


def test_from_whom_to_learn_is_decided_by_the_interval_of_the_difference(made):
    """Of 50 of 100: 75 of 100 are clearly better, 60 of 100 may be chance, 70 without counts nobody knows, 40 of 100 are worse."""
    figures = made.observations({"358": (50, 100), "334": (75, 100), "919": (60, 100), "305": 70, "356": (40, 100), "867": None})
    council = made.compared(figures, council="358", neighbour_table=made.listed())
    for x, clearly in ((75, True), (60, False)):
        lower, _ = confint_proportions_2indep(x, 100, 50, 100, method="newcomb")
        assert (lower > 0) == clearly
    assert council.learn_from("148")["council"].tolist() == ["334"]
    doubtful = council.learn_from("148", doubtful=True).set_index("council")
    assert doubtful["clearly"].to_dict() == {"334": "yes", "919": "no", "305": "unknown"}
    ends = council.neighbours("148").set_index("council")[["lower", "upper"]]
    assert ends.loc["334"].tolist() == pytest.approx([100 * end for end in proportion_confint(75, 100, method="wilson")], abs=1e-9)


def test_from_whom_to_learn_of_a_rate_is_decided_by_the_law_of_rare_events(made):
    """Nine of 1,000 against one of 1,000 are told apart, and against two of 1,000 they are not."""
    counts = {"358": (9, 1000), "334": (1, 1000), "919": (2, 1000), "305": (12, 1000)}
    figures = made.observations(counts, indicator="NI 111", unit="per 100,000 aged 10 to 17")
    found = made.compared(figures, council="358", neighbour_table=made.listed()).learn_from("111", doubtful=True)
    expected = {}
    for code in ("334", "919"):
        low, high = confint_poisson_2indep(*counts[code], 9, 1000, method="mover", method_mover="exact-c", compare="diff")
        expected[code] = "yes" if high < 0 or low > 0 else "no"
    assert found.set_index("council")["clearly"].to_dict() == expected == {"334": "yes", "919": "no"}


@pytest.mark.parametrize(
    ("ask", "error", "found"),
    [
        (lambda council: council.trend("999"), ReferenceDataError, "there is no indicator '999'"),
        (lambda council: council.trend("19"), EvidenceError, "Trafford has no figure of NI 19"),
        (lambda council: council.neighbours("148", "1999"), EvidenceError, "has no figure of NI 148 in 1999"),
    ],
)
def test_questions_that_cannot_be_answered_say_so(trafford, ask, error, found):
    with pytest.raises(error, match=found):
        ask(trafford)
    assert len(trafford.trend("148")) == 2


def test_what_if_goes_by_the_method_that_was_chosen(made):
    figures = made.observations({"358": 58, **FIVE})
    options = {"council": "358", "neighbour_table": made.listed()}
    wide, narrow = (made.compared(figures, method=cs.Method(width=width), **options) for width in (2, 0.1))
    after = [one.what_if({"148": 50}).set_index("against").loc["neighbours", "standing_after"] for one in (wide, narrow)]
    assert after == ["in line", "below"]
