"""Indicator figures: England and regions add up their councils, symbols fall where they should, neighbours resemble each other."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal

import numpy as np
import pandas as pd
import pytest

from csrating import reference
from csrating.demonstration import Demonstration

PUBLISHED = ["NI 71", "NI 79", "NI 80", "NI 81", "NI 82", "NI 114", "NI 99", "NI 100", "NI 101"]
# Rates are per so many; all other counted indicators are percentages.
PER = {"NI 19": 100, "NI 70": 10_000, "NI 111": 100_000}


def half_up(value: float, decimals: int) -> float:
    """Halves towards the larger number, below zero too, in decimal arithmetic."""
    exact = Decimal(repr(round(float(value), 9))).scaleb(decimals)
    return float((exact + Decimal("0.5")).to_integral_value(ROUND_FLOOR).scaleb(-decimals))


def decimals(indicator: str) -> int:
    about = reference.indicator(indicator)
    return 1 if about.unit == "schools" else about.decimals


def wrong_totals(indicators: pd.DataFrame, councils: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Areas, indicators and periods whose released figure is not what their councils make."""
    region = councils.set_index("code")["region"]
    of_councils = indicators[(indicators["level"] == "council") & indicators["status"].isin(["reported", "suppressed", "not applicable"])]
    wrong = []
    for level, group in (("England", "England"), ("region", None)):
        areas = of_councils["area"].map(region) if group is None else pd.Series(group, index=of_councils.index)
        sums = of_councils.groupby([areas, "indicator", "period"]).agg(
            numerator=("numerator", "sum"), denominator=("denominator", "sum"), mean=("value", "mean")
        )
        totals = indicators[(indicators["level"] == level) & (indicators["status"] == "reported")]
        for row in totals.itertuples():
            own = sums.loc[(row.area, row.indicator, row.period)]
            counted = own["denominator"] > 0
            expected = PER.get(row.indicator, 100) * own["numerator"] / own["denominator"] if counted else own["mean"]
            right = half_up(expected, decimals(row.indicator))
            if abs(row.value - right) > 1e-9 or (counted and (row.numerator, row.denominator) != (own["numerator"], own["denominator"])):
                wrong.append((row.area, row.indicator, row.period))
    return wrong


def test_england_and_regions_add_up_their_councils(demonstration: Demonstration) -> None:
    assert wrong_totals(demonstration.indicators, demonstration.councils) == []


def test_a_wrong_total_would_be_noticed(demonstration: Demonstration) -> None:
    changed = demonstration.indicators.copy()
    row = changed.index[(changed["level"] == "region") & (changed["indicator"] == "NI 148") & (changed["area"] == "London")][0]
    changed.loc[row, "numerator"] += 1
    assert wrong_totals(changed, demonstration.councils) == [("London", "NI 148", changed.loc[row, "period"])]


def test_suppressed_counts_are_in_the_totals(demonstration: Demonstration) -> None:
    """England's care leavers are more than the sum of what councils show."""
    rows = demonstration.indicators.query("indicator == 'NI 61' and period == '2009'")
    shown = rows[(rows["level"] == "council") & (rows["status"] == "reported")]["numerator"].sum()
    assert rows[rows["level"] == "England"]["numerator"].item() > shown


def test_every_rankable_indicator_without_published_figures_is_there(demonstration: Demonstration) -> None:
    register = reference.indicators()
    rankable = register[(register["in_shares"] == "yes") & (register["data_2009"] == "yes")]["indicator"]
    assert set(demonstration.indicators["indicator"]) == set(rankable) - set(PUBLISHED)


def test_periods_end_before_the_cut_off_of_indicators(demonstration: Demonstration) -> None:
    ends = demonstration.indicators.groupby("indicator")["period_end"].agg(["max", "nunique"])
    assert (ends["max"] <= "2009-09-30").all()
    assert (ends["max"] >= "2007-12-31").all()
    assert ends["nunique"].between(3, 4).all()


def test_values_agree_with_their_counts(demonstration: Demonstration) -> None:
    rows = demonstration.indicators.query("status == 'reported' and denominator > 0")
    per = rows["indicator"].map(PER).fillna(100)
    places = rows["indicator"].map({name: decimals(name) for name in rows["indicator"].unique()})
    assert ((per * rows["numerator"] / rows["denominator"] - rows["value"]).abs() <= 0.5 * 10.0**-places + 1e-9).all()
    assert (rows["numerator"] <= rows["denominator"])[~rows["indicator"].isin(list(PER))].all()


def test_small_numbers_are_hidden_and_only_they(demonstration: Demonstration) -> None:
    councils = demonstration.indicators.query("level == 'council' and indicator in ['NI 61', 'NI 62', 'NI 63', 'NI 147', 'NI 148']")
    few = councils["numerator"].between(1, 5) | councils["denominator"].between(1, 10)
    returned = ~councils["symbol"].isin(["-", ".."])
    assert (councils[few & returned]["symbol"] == "x").all()
    assert not (councils[~few]["symbol"] == "x").any()
    assert (few & returned).sum() > 30


def test_gaps_are_heavier_in_social_care(demonstration: Demonstration) -> None:
    councils = demonstration.indicators.query("level == 'council'")
    last = councils[councils["period_end"] == councils.groupby("indicator")["period_end"].transform("max")]
    missing = last.groupby("indicator")["status"].agg(lambda status: (status != "reported").mean())
    care = missing[["NI 58", "NI 61", "NI 62", "NI 63", "NI 64", "NI 65", "NI 66", "NI 67", "NI 147", "NI 148"]]
    schools = missing[["NI 72", "NI 73", "NI 75", "NI 84", "NI 92", "NI 93", "NI 94", "NI 97", "NI 98", "NI 104", "NI 105"]]
    assert care.mean() > 3 * schools.mean()
    assert care.min() > schools.mean()


def test_smallest_councils_show_little_but_enough(demonstration: Demonstration) -> None:
    neighbours = reference.neighbour_table("pre-2019")
    councils = demonstration.indicators.query("level == 'council'")
    last = councils[councils["period_end"] == councils.groupby("indicator")["period_end"].transform("max")]
    values = last.pivot(index="area", columns="indicator", values="value")
    for code in ("201", "420"):
        near = neighbours.loc[neighbours["council"] == code, "neighbour"].astype(str)
        comparable = values.loc[code].notna() & (values.loc[near].notna().sum() >= 5)
        assert 12 <= comparable.sum() < 40


def resemblance(values: pd.DataFrame, neighbours: pd.DataFrame) -> float:
    """How far councils follow the mean of their neighbours, as a mean correlation over indicators."""
    standard = (values - values.mean()) / values.std()
    near = pd.DataFrame({code: standard.loc[group["neighbour"].astype(str)].mean() for code, group in neighbours.groupby("council")}).T
    return float(standard.corrwith(near.loc[standard.index]).mean())


def test_neighbours_resemble_each_other(demonstration: Demonstration) -> None:
    neighbours = reference.neighbour_table("pre-2019")
    rows = demonstration.indicators.query("level == 'council' and period == '2008/09'")
    values = rows.pivot(index="area", columns="indicator", values="value").drop(index=["201", "420"])
    values, neighbours = (
        values.dropna(axis=1, thresh=140),
        neighbours[~neighbours[["council", "neighbour"]].isin(["201", "420"]).any(axis=1)],
    )
    shuffled = pd.DataFrame(np.random.default_rng(1).permutation(values), index=values.index, columns=values.columns)
    assert resemblance(values, neighbours) > 0.2
    assert abs(resemblance(shuffled, neighbours)) < 0.1


@pytest.mark.parametrize(("indicator", "level", "margin"), [("NI 73", 72, 2), ("NI 62", 10.7, 1), ("NI 148", 63, 3), ("NI 117", 6.7, 0.7)])
def test_england_is_near_its_level(demonstration: Demonstration, indicator: str, level: float, margin: float) -> None:
    rows = demonstration.indicators.query("level == 'England' and indicator == @indicator")
    assert rows.sort_values("period_end")["value"].iloc[-1] == pytest.approx(level, abs=margin)
