"""Which standings missing figures leave possible: the formulas against every combination of figures that a fine enough grid holds."""

from itertools import combinations_with_replacement, product
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize_scalar

from csrating import reference
from csrating.compare import compare
from csrating.compare.baselines import neighbours
from csrating.compare.figures import NO_ROW, Figures
from csrating.compare.method import method_of
from csrating.compare.rules import baseline_by, judged
from csrating.rate import possible, rate
from csrating.rate.possible import possible_standings, span_of
from csrating.reference.frameworks import framework
from csrating.reference.frameworks.changed import with_value
from csrating.schema import INSPECTIONS, SAFEGUARDING

OWN, NEAR = "358", ["334", "919", "305", "356", "867"]
LISTS = pd.DataFrame({"council": OWN, "position": range(1, 6), "neighbour": NEAR})
REGISTER = reference.indicators().set_index("indicator")
COUNTED = REGISTER[(REGISTER["in_shares"] == "yes") & (REGISTER["data_2009"] == "yes")]
FAR = 1e7
"""Stands for an end that is not there."""


def observation(area, indicator, value, status="suppressed"):
    return {
        "level": "council",
        "area": area,
        "area_name": area,
        "indicator": indicator,
        "period": "2009",
        "period_end": pd.Timestamp("2009-03-31"),
        "value": value,
        "numerator": np.nan,
        "denominator": np.nan,
        "status": status if np.isnan(value) else "reported",
        "symbol": "",
        "unit": COUNTED.loc[indicator, "unit"],
        "derivation": "as published",
        "origin": "published",
        "source": "test",
        "ref": f"test.csv#test!{area}{indicator}",
    }


def rated(cases, rules):
    """The ratings by a table of figures: one column per indicator, the council's own figure first."""
    rows = [observation(area, name, value) for name, values in cases.items() for area, value in zip([OWN, *NEAR], values, strict=True)]
    data = SimpleNamespace(
        observations=pd.DataFrame(rows),
        inspections=pd.DataFrame([], columns=INSPECTIONS.names),
        safeguarding=pd.DataFrame([], columns=SAFEGUARDING.names),
    )
    return rate(data, compare(data, framework=rules, neighbour_table=LISTS), framework=rules, neighbour_table=LISTS)


def made_cases():
    """Figures of one council and five similar areas in indicators of every unit, some of them missing: in some all of them."""
    random = np.random.default_rng(2009)
    cases = {}
    shares = COUNTED.index[COUNTED["unit"] == "per cent"][:18]
    for place, name in enumerate([*shares, *COUNTED.index[COUNTED["unit"] != "per cent"]]):
        values = random.integers(0, 13, size=6) * (1.0 if place % 3 else 8.0)
        missing = random.permutation(5)[: (place % 4, 5)[place % 19 == 7]] + 1
        values[missing] = np.nan
        if place % 5 == 0:
            values[0] = np.nan
        cases[name] = values
    return cases


def ends_of(name):
    low, high = span_of(COUNTED.loc[name, "unit"])
    return max(low, -FAR), min(high, FAR)


def turning_points(known, width, ends, sign, number):
    """Where the edge is highest when so many missing figures are alike, found by search."""
    if not known or not number:
        return []

    def below_nought(figure):
        every = np.array([*known, *[figure] * number])
        return -(sign * every.mean() - width * every.std(ddof=1))

    return [minimize_scalar(below_nought, bounds=ends, method="bounded", options={"xatol": 1e-9}).x]


def by_trying(values, name, rules):
    """Which of below, in line or above, and not comparable some figures on the grid give, each combination really compared."""
    sign, ends, method = {"high": 1.0, "low": -1.0}[COUNTED.loc[name, "polarity"]], ends_of(name), method_of(rules)
    known = [value for value in values[1:] if np.isfinite(value)]
    number = 5 - len(known)
    width = method.width or 0.5
    turns = [point for some in range(1, number + 1) for point in turning_points(known, width, ends, sign, some)]
    grid = [*ends, 0.0, 5.0, *turns, np.nan]
    fills = combinations_with_replacement(grid, number)
    owns = [values[0]] if np.isfinite(values[0]) else [*ends, 5.0, np.nan]
    every = np.array([[own, *known, *fill] for own, fill in product(owns, fills)]).T
    series = pd.DataFrame({"unit": [COUNTED.loc[name, "unit"]] * every.shape[1]})
    blank = np.full(every.shape, np.nan)
    some = Figures((OWN, *NEAR), series, every, blank, blank, np.full(every.shape, NO_ROW, dtype=np.int64))
    near = baseline_by(method, some, neighbours(some, LISTS, average=method.averaged))
    return set(judged(method, some, near, sign=np.full(every.shape[1], sign)).standing[0])


def as_possible(found, name):
    column = found.indicators.index(name)
    row = list(reference.councils()["code"]).index(OWN)
    return found.good[row, column], found.below[row, column], found.none[row, column]


def differing(rules):
    """The indicators in which the formulas and every combination of the grid do not agree, of how many."""
    cases = made_cases()
    found = possible_standings(rated(cases, rules))
    wrong = []
    for name, values in cases.items():
        tried = by_trying(values, name, rules)
        expected = bool(tried & {"above", "in line"}), "below" in tried, "not comparable" in tried
        if as_possible(found, name) != expected:
            wrong.append((name, values.tolist(), as_possible(found, name), expected))
    return wrong


def rules_of(width, least):
    return with_value(with_value(framework("2009"), "standing.width", width), "neighbours.least_with_data", least)


@pytest.mark.slow
@pytest.mark.parametrize(("width", "least"), [(0.3, 2), (0.5, 3), (1.0, 2), (2.5, 4)])
def test_the_formula_for_deviations_agrees_with_trying_everything(width, least):
    assert differing(rules_of(width, least)) == []


BY_HAND = rules_of(1.0, 3)


@pytest.mark.parametrize(("own", "could_be_below"), [(43.6, True), (43.7, False)])
def test_one_missing_figure_by_hand(own, could_be_below):
    """Known are 40, 50, 60 and 50: mean 50, squares 200. A fifth figure raises the edge from 41.84 to at most 50 - sqrt(40) = 43.68."""
    found = possible_standings(rated({"NI 148": [own, 40.0, 50.0, 60.0, 50.0, np.nan]}, BY_HAND))
    assert as_possible(found, "NI 148") == (True, could_be_below, False)


def test_looking_at_the_corners_alone_would_be_wrong(monkeypatch):
    """The edge is highest where the missing figure is 57.9, and lower at 0, at 50 and at 100."""

    def corners_alone(edge, low, high, known, number, width):
        return np.max([edge(number * end, number * end**2) for end in (low, high)], axis=0)

    monkeypatch.setattr(possible, "_highest_deviation", corners_alone)
    found = possible_standings(rated({"NI 148": [43.6, 40.0, 50.0, 60.0, 50.0, np.nan]}, BY_HAND))
    assert as_possible(found, "NI 148") == (True, False, False)


@pytest.mark.parametrize(
    ("rule", "width", "average", "least"),
    [
        ("relative tolerance", 0.05, "mean", 3),
        ("relative tolerance", 2.0, "median", 2),
        ("quartiles", None, "mean", 3),
        ("quartiles", None, "median", 5),
    ],
)
def test_the_other_rules_that_are_known_agree_with_trying_everything(rule, width, average, least):
    rules = framework("2009")
    for name, value in {"standing.rule": rule, "standing.width": width, "neighbours.average": average}.items():
        rules = with_value(rules, name, value)
    assert differing(with_value(rules, "neighbours.least_with_data", least)) == []


def test_of_the_rules_that_are_not_known_anything_is_possible_and_they_say_so():
    rules = framework("2009")
    for name, value in {"standing.rule": "interval 95", "standing.width": None, "neighbours.least_with_data": 2}.items():
        rules = with_value(rules, name, value)
    found = possible_standings(rated({"NI 148": [60.0, 50.0, 55.0, 60.0, np.nan, 65.0], "NI 117": [5.0, 4.0, 5.0, 6.0, 7.0, 8.0]}, rules))
    assert as_possible(found, "NI 148") == (True, True, True)
    assert as_possible(found, "NI 117") == (False, False, True)
    row = list(reference.councils()["code"]).index(OWN)
    assert not found.exact[row, found.indicators.index("NI 148")]
    assert found.exact[row, found.indicators.index("NI 117")]


def test_a_cell_that_is_not_applicable_is_not_missing():
    values = dict(zip([OWN, *NEAR], [np.nan, 50.0, 52.0, 54.0, 56.0, np.nan], strict=True))
    rows = [observation(area, "NI 148", value, status="not applicable") for area, value in values.items()]
    data = SimpleNamespace(
        observations=pd.DataFrame(rows),
        inspections=pd.DataFrame([], columns=INSPECTIONS.names),
        safeguarding=pd.DataFrame([], columns=SAFEGUARDING.names),
    )
    ratings = rate(data, compare(data, neighbour_table=LISTS), neighbour_table=LISTS)
    found = possible_standings(ratings)
    assert as_possible(found, "NI 148") == (False, False, True)
    row = list(ratings.table["council"]).index(OWN)
    assert found.neighbours_missing[row, found.indicators.index("NI 148")] == 0


def test_what_nobody_has_a_figure_for_may_be_anything():
    found = possible_standings(rated({"NI 148": [60.0, 50.0, 55.0, 60.0, 62.0, 65.0]}, framework("2009")))
    assert as_possible(found, "NI 117") == (True, True, True)
    assert as_possible(found, "NI 148") == (True, False, False)
