"""One indicator of all councils: ranks, how firm they are, quarters as printed, the funnel, and what chance would flag."""

import re
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from scipy.stats import rankdata
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportions_ztest

import csrating as cs
from csrating import reference
from csrating.compare import ComparedIndicator
from csrating.errors import EvidenceError, ReferenceDataError

COUNTS = {"358": (9, 20), "334": (10, 20), "919": (20, 40), "305": (140, 200), "356": (11, 20), "867": (130, 200), "823": (0, 5)}
ELEVEN = dict(zip(("209", "301", "302", "303", "304", "306", "307", "308", "309", "310", "311"), range(30, 140, 10), strict=True))
"""More councils, of 200 children each, so that there are enough for a funnel."""


@pytest.fixture
def asked(made):
    """The view of NI 148 on some observations."""

    def asked(*tables, indicator="148", **options):
        return made.compared(*tables, indicator=indicator, **options)

    return asked


@pytest.fixture(scope="module")
def data(repository):
    return cs.read(repository / "data" / "raw")


def test_councils_stand_by_rank_and_ties_share_it(asked, made):
    found = asked(made.observations(COUNTS | {"302": 52.5, "303": None})).ranking()
    assert found["council"].tolist() == ["305", "867", "356", "302", "334", "919", "358", "823"]
    assert found["rank"].tolist() == [1, 2, 3, 4, 5, 5, 7, 8]
    assert set(found["ranked"]) == {8}
    assert found["value"].tolist() == pytest.approx([70, 65, 55, 52.5, 50, 50, 45, 0], abs=1e-9)
    assert found["needed"].notna().tolist() == [band != "A" for band in found["band"]]


def test_where_less_is_better_the_lowest_is_first(asked, made):
    low = asked(made.observations(COUNTS, indicator="NI 43"), indicator="43").ranking()
    high = asked(made.observations(COUNTS)).ranking()
    assert low["council"].iloc[0] == high["council"].iloc[-1] == "823"
    assert low.set_index("council")["rank"].to_dict() == {"823": 1, "358": 2, "334": 3, "919": 3, "356": 5, "867": 6, "305": 7}


def test_only_figures_without_counts_are_held_fixed(asked, made):
    found = asked(made.observations(COUNTS | {"302": 52.5})).ranking().set_index("council")
    assert found["held_fixed"].to_dict() == {**dict.fromkeys(COUNTS, False), "302": True}
    assert found.loc["302", ["lower", "upper"]].isna().all()
    alone = asked(made.observations({"302": 52.5, "303": 60, "304": 70})).ranking()
    assert alone["held_fixed"].all()
    assert alone[["rank_low", "rank_high"]].to_numpy().tolist() == [[1, 1], [2, 2], [3, 3]]


def test_large_councils_have_firm_ranks_and_small_ones_have_not(asked, made):
    large = {code: (1000 * share, 10_000) for code, share in (("302", 9), ("303", 7), ("306", 5), ("307", 3), ("308", 1))}
    ends = asked(made.observations(large | {"304": (1, 2)})).ranking().set_index("council")[["rank_low", "rank_high"]]
    width = ends["rank_high"] - ends["rank_low"]
    assert width["304"] >= 3
    assert width.drop("304").max() <= 1


def test_the_same_seed_gives_the_same_table_and_another_one_hardly_others(asked, made):
    found = asked(made.observations(COUNTS))
    pd.testing.assert_frame_equal(found.ranking(draws=500), found.ranking(draws=500))
    ends = [found.ranking(seed=seed, draws=500)[["rank_low", "rank_high"]].to_numpy() for seed in (1, 2)]
    assert 0 <= np.abs(ends[0] - ends[1]).max() <= 1
    with pytest.raises(EvidenceError, match="99 draws are asked for"):
        found.ranking(draws=99)


def test_every_rank_lies_among_those_that_it_might_be_and_most_are_not_firm(data):
    """Rates for each hundred, such as NI 19, are no exception."""
    for name in ("19", "43", "61", "79", "111", "114", "148"):
        found = cs.compare(data, indicator=name).ranking(draws=500)
        assert len(found) > 20
        assert ((found["rank_low"] <= found["rank"]) & (found["rank"] <= found["rank_high"])).all(), name
        assert (found["rank_low"] < found["rank_high"]).mean() > 0.9, name


def test_more_events_than_children_are_drawn_by_the_law_of_rare_events(asked, made):
    """150 and 250 offences of 100 offenders: by the binomial law all of them would have been drawn as 100 of 100."""
    rows = {"302": (150, 100), "303": (250, 100), "304": (50, 100), "306": (90, 100)}
    unit = {"indicator": "NI 19", "unit": "offences per 100 young offenders"}
    found = asked(made.observations(rows, **unit), indicator="19").ranking()
    assert found["council"].tolist() == ["304", "306", "302", "303"]
    assert found[["rank_low", "rank_high"]].to_numpy().tolist() == [[1, 1], [2, 2], [3, 3], [4, 4]]
    assert set(found["interval"]) == {"Byar, or exact below ten"}


@pytest.mark.parametrize("ask", [lambda found: found.ranking(), lambda found: found.bands])
def test_without_polarity_there_are_no_ranks_and_no_quarters(asked, made, ask):
    none = reference.indicators().query("polarity == 'none' and unit == 'per cent'")["indicator"].iloc[0]
    found = asked(made.observations(COUNTS, indicator=none), indicator=none)
    with pytest.raises(EvidenceError, match=rf"{none} has no polarity: neither high nor low is good, so there are no"):
        ask(found)
    assert ask(asked(made.observations(COUNTS))) is not None
    assert found.table["rank"].isna().all()
    assert found.table.set_index("council").loc["358", "interval"] == "Wilson"


@pytest.mark.parametrize("indicator", ["61", "79", "114", "148", "70", "19"])
def test_every_figure_is_in_the_one_band_that_is_printed_for_it(data, indicator):
    found = cs.compare(data, indicator=indicator)
    ends = {}
    for band in found.bands:
        letter, text = band.text.split(": ")
        numbers = [float(number.replace(",", "")) for number in re.findall(r"-?[\d,]+(?:\.\d+)?", text)]
        ends[letter] = min(numbers), max(numbers), band.decimals
    known = found.table[found.table["band"] != ""]
    assert [band.councils for band in found.bands] == [int((known["band"] == letter).sum()) for letter in "ABCD"]
    for value, letter in known[["value", "band"]].to_numpy():
        within = [one for one, (low, high, places) in ends.items() if low <= round(value, places) <= high]
        assert within == [letter]
    best_first = known["value"] * (-1 if reference.indicator(indicator).polarity == "high" else 1)
    assert known["rank"].tolist() == rankdata(best_first, method="min").tolist()


def test_the_funnel_is_in_the_unit_of_the_indicator(asked, made):
    """900 of 2,200 children: an average of 40.9 per cent, and for 200 of them limits 6.81 points either side by the binomial law."""
    counts = {code: (x, 200) for code, x in ELEVEN.items()}
    found = asked(made.observations(counts)).funnel.set_index("council")
    level = sum(ELEVEN.values()) / 2200
    error = 100 * np.sqrt(level * (1 - level) / 200)
    assert set(found["average"].round(9)) == {round(100 * level, 9)}
    for name, z in (("low95", -1.959963984540054), ("high95", 1.959963984540054), ("low998", -3.090232306167813)):
        assert found[name].to_numpy() == pytest.approx(100 * level + z * error, abs=1e-9)
    assert (found["wide_low95"] < found["low95"]).all()
    assert found["value"].to_numpy() == pytest.approx(np.array(list(ELEVEN.values())) / 2, abs=1e-9)
    expected = np.where(found["value"] < found["low998"], "far below", np.where(found["value"] < found["low95"], "below", "within"))
    low = found["value"] < 100 * level
    assert found.loc[low, "verdict"].tolist() == expected[low].tolist()
    assert {"far below", "within", "far above"} <= set(found["verdict"])
    between = (found["estimate"] - found["value"]) * (found["average"] - found["value"])
    assert (between >= -1e-9).all()
    assert found["own_weight"].between(0, 1).all()


def test_the_funnel_of_a_rate_is_for_so_many_children(asked, made):
    counts = {code: (x, 100_000) for code, x in ELEVEN.items()}
    found = asked(made.observations(counts, indicator="NI 111", unit="per 100,000 aged 10 to 17"), indicator="111").funnel
    assert found["average"].iloc[0] == pytest.approx(sum(ELEVEN.values()) / 11, abs=1e-9)
    assert found["value"].tolist() == pytest.approx([float(x) for x in ELEVEN.values()])
    assert 60 < found["low95"].iloc[0] < found["average"].iloc[0] < found["high95"].iloc[0] < 105


def test_a_council_without_counts_is_not_in_the_funnel_and_changes_nothing_in_it(asked, made):
    counts = {code: (x, 200) for code, x in ELEVEN.items()}
    with_one, without = asked(made.observations(counts | {"358": 99, "334": None})), asked(made.observations(counts))
    pd.testing.assert_frame_equal(with_one.funnel, without.funnel)
    assert with_one.funnel_said == without.funnel_said
    assert without.funnel_said.startswith("Taken together, 11 councils differ more than by chance (phi ")


def test_without_counts_there_is_no_funnel_and_the_answer_says_so(asked, made):
    found = asked(made.observations({"358": 50, "334": 60, "919": (9, 20)}))
    with pytest.raises(EvidenceError, match="the counts of NI 148 in 2009 are not published"):
        _ = found.funnel
    assert "The counts are not published: nobody can say what is chance." in repr(found)
    assert "differ" in repr(asked(made.observations({code: (x, 200) for code, x in ELEVEN.items()})))


def test_flags_are_those_of_the_pooled_test_against_the_neighbours(asked, made):
    counts = {"358": (50, 100), "334": (60, 100), "919": (50, 100), "305": (70, 100), "356": (80, 100), "867": (90, 100), "823": 40}
    lists = [made.listed(("334", "919", "305")), made.listed(("358", "334"), council="919"), made.listed(("356", "867"), council="305")]
    lists.append(made.listed(("823",), council="334"))
    options = {"neighbour_table": pd.concat(lists, ignore_index=True), "method": cs.Method(least=2)}
    found = asked(made.observations(counts), **options).flags
    tests = {"358": ([50, 180], [100, 300]), "919": ([50, 110], [100, 200]), "305": ([70, 170], [100, 200])}
    z, p = (dict(zip(tests, some, strict=True)) for some in zip(*(proportions_ztest(*test) for test in tests.values()), strict=True))
    rows = found.table.set_index("council")
    assert set(rows.index) == set(tests)
    assert rows["z"].to_dict() == pytest.approx(z, abs=1e-9)
    assert rows["probability"].to_dict() == pytest.approx(p, abs=1e-9)
    adjusted = dict(zip(tests, multipletests(list(p.values()), method="fdr_bh")[1], strict=True))
    assert rows["adjusted"].to_dict() == pytest.approx(adjusted, abs=1e-9)
    assert rows["flagged"].to_dict() == {"305": True, "358": False, "919": False}
    assert found.table["probability"].is_monotonic_increasing
    assert (found.chance.tests, found.chance.found, found.untested) == (3, 1, 4)


def test_another_period_is_another_table(asked, made):
    early = made.observations({"358": 40, "334": 30}, period="2008", end="2008-03-31")
    late = made.observations({"358": 50, "334": 60})
    found = asked(late, early)
    assert (found.period, found.periods) == ("2009", ("2008", "2009"))
    assert found.ranking()["council"].tolist() == ["334", "358"]
    assert found.at("2008").ranking()["council"].tolist() == ["358", "334"]
    assert found.table.set_index("council").loc["358", ["change", "direction_of_travel"]].tolist() == [10, "better"]
    assert found.at("2008").at("2009").table.equals(found.table)
    with pytest.raises(EvidenceError, match=r"there are no figures of NI 148 in '2007'; expected one of: 2008, 2009"):
        found.at("2007")


def test_periods_are_in_order_of_time_and_the_latest_with_a_figure_is_shown(asked, made):
    quarters = {"2009 Q4": "2009-12-31", "2010 Q1": "2010-03-31", "2009 Q3": "2009-09-30"}
    tables = [made.observations({"358": None if label == "2010 Q1" else 50}, period=label, end=end) for label, end in quarters.items()]
    found = asked(*tables)
    assert found.periods == ("2009 Q3", "2009 Q4", "2010 Q1")
    assert found.period == "2009 Q4"


def test_the_table_is_that_of_comparing_everything(data):
    found = cs.compare(data, indicator="NI 148")
    every = cs.compare(data)
    near = every[(every["indicator"] == "NI 148") & (every["against"] == "neighbours") & (every["period"] == found.period)]
    same = ["council", "value", "baseline", "gap", "standing", "verdict", "to_edge", "with_data", "of", "why", "vintage", "ref"]
    pd.testing.assert_frame_equal(found.table[same], near[same].reset_index(drop=True))
    assert len(found.table) == 152


def test_the_method_that_was_chosen_is_heeded(asked, made):
    values = made.observations({"358": 58, "334": 50, "919": 60, "305": 70, "356": 55, "867": 65})
    options = {"neighbour_table": made.listed()}
    wide, narrow = (asked(values, method=cs.Method(width=width), **options).table.set_index("council") for width in (0.5, 0.1))
    assert (wide.loc["358", "standing"], narrow.loc["358", "standing"]) == ("in line", "below")
    assert "within 0.1 standard deviations" in narrow.loc["358", "rule"]


@pytest.mark.parametrize(
    ("options", "error", "found"),
    [
        ({"indicator": "999"}, ReferenceDataError, "there is no indicator '999'"),
        ({"indicator": "79"}, EvidenceError, "no council has a figure of NI 79"),
        ({"indicator": "148", "council": "Trafford"}, EvidenceError, "both a council and an indicator are asked about"),
    ],
)
def test_questions_that_cannot_be_answered_say_so(made, options, error, found):
    with pytest.raises(error, match=found):
        made.compared(made.observations({"358": 50}), **options)
    assert isinstance(made.compared(made.observations({"358": 50}), indicator="148"), ComparedIndicator)


def test_the_card_tells_the_best_the_worst_and_what_is_made_up(made):
    some = made.observations(COUNTS)
    told, page = (show(made.compared(some, indicator="148")) for show in (repr, lambda found: found._repr_html_()))
    assert told.startswith("NI 148, Care leavers in education or work, 2009: 7 of 152 councils have a figure.\nBest:\n")
    assert page.count("<table") == 2
    assert "demonstration" not in told + page
    invented = cs.compare(SimpleNamespace(observations=some.assign(origin="demonstration")), indicator="148")
    assert "Some of these figures are demonstration figures, published by nobody." in repr(invented)
    assert "demonstration figures" in invented._repr_html_()
    assert set(invented.ranking()["origin"]) == {"demonstration"}
