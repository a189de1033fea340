"""Titles and alternative text are made from claims: of every chart, and what the rug and the charts of one indicator claim."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd
import pytest

from csrating import reference, tell
from csrating.compare import compare
from csrating.rate import Ratings, rate
from csrating.tell import letter
from csrating.tell.charts import Chart, distribution_claims, neighbour_claims, rug_claims, trend_wording
from csrating.tell.charts.comparator import comparator
from csrating.tell.charts.observed import observed
from csrating.tell.charts.rug_drawing import ARROWS
from csrating.tell.claims import UNKNOWN, Claim, Claims, claims_of
from csrating.tell.grammar import rounded
from tests.tell.conftest import NEAR, TRAFFORD, with_periods
from tests.tell.test_every_chart import KINDS, draw

SOLIHULL, BOLTON = NEAR[0], "350"
COUNCILS = (TRAFFORD, SOLIHULL, BOLTON)
"""The second is a similar area of the first, the third is in the region of the first and near to neither."""

CHARTS: dict[str, Callable[[Ratings, str], Chart]] = {
    "rug": lambda found, code: tell.rug(found, code),
    "neighbours": lambda found, code: tell.neighbours(found, code, indicator="79"),
    "neighbours of the region": lambda found, code: tell.neighbours(found, code, indicator="79", against="region"),
    "distribution": lambda found, code: tell.distribution(found, code, indicator="79"),
    "distribution against England": lambda found, code: tell.distribution(found, code, indicator="79", against="England"),
    "trend": lambda found, code: tell.trend(found, code, indicator="79"),
    "trend against the region": lambda found, code: tell.trend(found, code, indicator="79", against="region"),
}
Charts = dict[tuple[str, str], Chart]


def charts_of(found: Ratings) -> Charts:
    return {(kind, code): make(found, code) for kind, make in CHARTS.items() for code in COUNCILS}


@pytest.fixture(scope="module")
def several(made: Ratings) -> Ratings:
    """Three periods of NI 79, with a row for the region of Trafford in the last."""
    rows = with_periods(made, {"2006/07": 60.0, "2007/08": 70.0, "2008/09": 80.0}).data.observations
    nation = rows[(rows["indicator"] == "NI 79") & (rows["period"] == "2008/09") & (rows["level"] == "England")]
    region = {"level": "region", "area": "North West", "area_name": "North West", "value": 52.0, "ref": "published.xlsx#2008 NI 79!C3"}
    data = dataclasses.replace(made.data, observations=pd.concat([rows, nation.assign(**region)], ignore_index=True))
    return rate(data, compare(data))


@pytest.fixture(scope="module")
def before(several: Ratings) -> Charts:
    return charts_of(several)


# ---- every kind ----


@pytest.mark.parametrize("kind", KINDS)
def test_every_chart_has_claims_with_cells_behind_them(several: Ratings, kind: str) -> None:
    claims = draw(several, kind).claims
    names = [claim.id for claim in claims]
    assert len(names) == len(set(names)) > 0
    assert claims.dependence(*names).own


# ---- every number is that of a claim ----


def numbers_in(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text))


def told_by(claims: Iterable[Claim]) -> set[str]:
    """Every number that claims hold, as it is printed."""
    found = set()
    for claim in claims:
        found |= {str(claim.n), *numbers_in(" ".join((claim.subject, *claim.names)))}
        found |= {rounded(value, decimals).lstrip("-") for _, value in claim.figures for decimals in (0, 1) if not np.isnan(value)}
        found |= numbers_in(" ".join(name for name, _ in claim.figures))
    return found


def unclaimed(chart: Chart) -> set[str]:
    """The numbers in what a chart says that no claim of it holds; those in the names of indicators are the register's."""
    text = f"{chart.title} {chart.alt}"
    for short in reference.indicators()["short"]:
        text = text.replace(short, "")
    return numbers_in(text) - told_by(chart.claims)


@pytest.mark.parametrize("kind", CHARTS)
def test_every_number_of_a_title_and_of_alternative_text_is_that_of_a_claim(before: Charts, kind: str) -> None:
    for code in COUNCILS:
        chart = before[kind, code]
        assert len(numbers_in(chart.alt)) > 3
        assert unclaimed(chart) == set()


@pytest.mark.parametrize("indicator", ["58", "61", "148"])
@pytest.mark.parametrize("kind", ["neighbours", "distribution"])
def test_so_it_is_where_figures_are_missing(made: Ratings, kind: str, indicator: str) -> None:
    assert unclaimed(getattr(tell, kind)(made, "Trafford", indicator=indicator)) == set()


def test_a_number_of_nobody_is_caught(before: Charts) -> None:
    chart = before["rug", TRAFFORD]
    assert unclaimed(dataclasses.replace(chart, title=chart.title.replace("86%", "87.7%"))) == {"87.7"}
    poorer = Claims(tuple(claim for claim in chart.claims if claim.id != rug_claims.SHARE))
    assert unclaimed(dataclasses.replace(chart, claims=poorer)) >= {"86"}


# ---- words follow claims ----


def with_claim(chart: Chart, name: str, *, verdict: str | None = None, **figures: float) -> Claims:
    """The claims of a chart with one of them changed."""
    old = chart.claims.claim(name)
    new = dataclasses.replace(old, verdict=verdict or old.verdict, figures=tuple((dict(old.figures) | figures).items()))
    return dataclasses.replace(chart.claims, all=tuple(new if claim is old else claim for claim in chart.claims))


def test_another_claim_gives_another_title(before: Charts, several: Ratings) -> None:
    about, near = reference.indicator("79"), comparator("similar areas", TRAFFORD, observed(several).terms)
    rug, neighbours, distribution, trend = (before[kind, TRAFFORD] for kind in ("rug", "neighbours", "distribution", "trend"))
    assert rug_claims.title(rug.claims, "Trafford") == rug.title
    assert rug_claims.title(with_claim(rug, rug_claims.SHARE, council=14.3), "Trafford").startswith("Trafford: 14% of 7 comparable")
    assert neighbour_claims.title(neighbours.claims, about, "Trafford", near) == neighbours.title
    worse = with_claim(neighbours, "indicators.NI 79.neighbours", verdict="below", council=12.0)
    assert neighbour_claims.title(worse, about, "Trafford", near).endswith("Trafford worse than similar areas")
    assert "Trafford 12.0%" in neighbour_claims.subtitle(worse, about, "Trafford", near)
    assert distribution_claims.title(distribution.claims, about, "Trafford") == distribution.title
    three = with_claim(distribution, "indicators.NI 79.order", better=3.0)
    assert distribution_claims.title(three, about, "Trafford").endswith(": 3 of 151 other councils have a better figure than Trafford")
    assert trend_wording.title(trend.claims, about, "Trafford") == trend.title
    fell = with_claim(trend, "indicators.NI 79.change", verdict="worse", first=90.0)
    assert trend_wording.title(fell, about, "Trafford").endswith("Trafford fell from 90.0% to 80.0%, 2006/07 to 2008/09: worse")


# ---- verdicts, by hand and as the letters have them ----


def test_the_rug_claims_of_each_council_what_its_letter_does(made: Ratings) -> None:
    claims = tell.rug(made, "Trafford").claims
    told = {TRAFFORD: claims.claim("indicators"), **{code: claims.claim(f"indicators.of.{code}") for code in NEAR}}
    for code, claim in told.items():
        theirs = claims_of(made, code).claim("indicators")
        figures = tuple((name, value) for name, value in theirs.figures if not name.endswith("denominator"))  # the letter's note alone
        assert (claim.verdict, claim.n, claim.figures, claim.names) == (theirs.verdict, theirs.n, figures, theirs.names)
    assert dict(told[TRAFFORD].figures) == {"above": 4, "in line": 2, "below": 1, "in line or above": 6, "not comparable": 2}
    assert claims.claim(rug_claims.SHARE).figure("council") == pytest.approx(600 / 7)


def test_the_rug_counts_changes_by_hand(several: Ratings, made: Ratings) -> None:
    moved = tell.rug(several, "Trafford").claims.claim(rug_claims.MOVED)
    assert dict(moved.figures) == {"better": 1, "no change": 0, "worse": 0, "without": 8}  # NI 79 alone has a period before
    assert moved.verdict != UNKNOWN
    assert tell.rug(made, "Trafford").claims.claim(rug_claims.MOVED).verdict == UNKNOWN
    assert set(dict(moved.figures)) == {*ARROWS, "without"}


@pytest.mark.parametrize("kind", ["neighbours", "distribution"])
def test_charts_of_an_indicator_claim_of_it_what_the_letter_does(made: Ratings, kind: str) -> None:
    chart, written = getattr(tell, kind)(made, "Trafford", indicator="148"), letter(made, "Trafford").claims
    for name in ("indicators.NI 148.neighbours", "indicators.NI 148.England"):
        ours, theirs = chart.claims.claim(name), written.claim(name)
        assert dataclasses.replace(ours, rests=(), topic=22) == dataclasses.replace(theirs, rests=())
        assert chart.claims.dependence(name).all == written.dependence(name).all
    assert ours.figure("numerator") == 8
    assert ours.n == 13


def test_a_missing_figure_is_claimed_as_the_letter_claims_it(made: Ratings) -> None:
    observations = made.data.observations
    own = (observations["indicator"] == "NI 148") & (observations["area"] == TRAFFORD)
    gone = observations.assign(
        status=observations["status"].mask(own, "suppressed"),
        symbol=observations["symbol"].mask(own, "x"),
        **{name: observations[name].mask(own) for name in ("value", "numerator", "denominator")},
    )
    data = dataclasses.replace(made.data, observations=gone)
    ratings = rate(data, compare(data))
    theirs = claims_of(ratings, TRAFFORD).claim("indicators.NI 148")
    for kind in ("neighbours", "distribution"):
        chart = getattr(tell, kind)(ratings, "Trafford", indicator="148")
        ours = chart.claims.claim("indicators.NI 148")
        assert (ours.verdict, ours.names, ours.n) == (theirs.verdict, theirs.names, theirs.n) == (UNKNOWN, ("suppressed",), 0)
        assert chart.claims.claim("indicators.NI 148.neighbours").verdict == "not comparable"
        assert chart.title.endswith("the figure for Trafford is suppressed")


def test_the_order_is_worked_by_hand(made: Ratings) -> None:
    first = tell.distribution(made, "Trafford", indicator="79").claims.claim("indicators.NI 79.order")
    assert (first.verdict, first.n) == ("none better", 152)
    assert dict(first.figures) == {"better": 0, "others": 151, "lowest": 40, "highest": 80}
    last = tell.distribution(made, "Trafford", indicator="62").claims.claim("indicators.NI 62.order")  # 70, the highest, and low is good
    assert (last.verdict, last.figure("better"), last.figure("others")) == ("some better", 151, 151)


def test_changes_are_worked_by_hand(before: Charts) -> None:
    claims = before["trend", TRAFFORD].claims
    own, nation, others = (claims.claim(f"indicators.NI 79.change{whose}") for whose in ("", " of England", " of others"))
    assert (own.verdict, own.names, own.n, dict(own.figures)) == ("better", ("2006/07", "2008/09"), 3, {"first": 60, "last": 80})
    assert (nation.verdict, dict(nation.figures)) == ("no change", {"first": 50, "last": 50})
    assert others.verdict == "no change"
    last = claims.claim("indicators.NI 79.period.2008/09")
    assert (last.verdict, last.figure("lowest"), last.figure("highest"), last.figure("baseline")) == ("above", 44, 56, 50)
    region = before["trend against the region", TRAFFORD].claims.claim("indicators.NI 79.period.2008/09")
    assert (region.comparator, region.figure("baseline")) == ("region", 52)


# ---- a changed cell changes only what depends on it ----

CELLS: dict[str, tuple[str, str, float, set[tuple[str, str]]]] = {
    "the council's own": (TRAFFORD, "2008/09", 5.0, {(kind, TRAFFORD) for kind in CHARTS}),
    "its own of the period before": (TRAFFORD, "2007/08", 90.0, {("rug", TRAFFORD), ("trend", TRAFFORD)}),
    "its own of a period before that": (TRAFFORD, "2006/07", 90.0, {("trend", TRAFFORD)}),
    "a similar area's": (SOLIHULL, "2008/09", 99.0, {("neighbours", TRAFFORD), ("distribution", TRAFFORD), ("trend", TRAFFORD)}),
    "England's": ("England", "2008/09", 40.0, {(kind, code) for kind in CHARTS if kind != "rug" for code in COUNCILS}),
    "England's of the period before": ("England", "2007/08", 40.0, {("trend", code) for code in COUNCILS}),
    "the region's": ("North West", "2008/09", 70.0, {(kind, code) for kind in CHARTS if "region" in kind for code in (TRAFFORD, BOLTON)}),
    "that of a council in the region": (BOLTON, "2008/09", 2.0, {("neighbours of the region", TRAFFORD), ("distribution", TRAFFORD)}),
}
"""Whose, of which period, what it becomes, and which charts surely say something else then."""


def changed(found: Ratings, area: str, period: str, value: float) -> tuple[Charts, str]:
    """The charts with one figure of NI 79 changed, and its cell."""
    rows = found.data.observations.copy()
    at = (rows["indicator"] == "NI 79") & (rows["period"] == period) & (rows["area"] == area)
    (cell,) = rows.loc[at, "ref"]
    rows.loc[at, ["value", "numerator", "denominator"]] = [value, np.nan, np.nan]
    data = dataclasses.replace(found.data, observations=rows)
    return charts_of(rate(data, compare(data))), str(cell)


def said(chart: Chart) -> tuple[str, str]:
    return chart.title, chart.alt


def told_otherwise(one: Claims, other: Claims) -> set[str]:
    """The claims that say something else, or that one of both lacks."""
    plain = [{claim.id: dataclasses.replace(claim, rests=()) for claim in claims} for claims in (one, other)]
    return {name for name in plain[0] | plain[1] if plain[0].get(name) != plain[1].get(name)}


def untraced(one: Claims, other: Claims, cell: str) -> list[str]:
    """The claims that changed with a cell and do not name it."""
    return [
        name
        for name in sorted(told_otherwise(one, other))
        if not any(cell in claims.dependence(name) for claims in (one, other) if claims.find(name))
    ]


@pytest.mark.parametrize("whose", CELLS)
def test_a_changed_cell_changes_only_words_whose_claims_depend_on_it(several: Ratings, before: Charts, whose: str) -> None:
    *what, surely = CELLS[whose]
    after, cell = changed(several, *what)
    moved = {key for key, chart in before.items() if said(chart) != said(after[key])}
    assert surely <= moved
    for key, chart in before.items():
        one, other = chart.claims, after[key].claims
        assert untraced(one, other, cell) == [], key
        if key in moved:
            assert told_otherwise(one, other), key
            assert cell in one.dependence(*(claim.id for claim in one)), key


def test_charts_of_one_period_depend_on_no_other(before: Charts, several: Ratings) -> None:
    rows = several.data.observations
    earlier = set(rows.loc[(rows["indicator"] == "NI 79") & (rows["period"] == "2006/07"), "ref"])
    for (kind, code), chart in before.items():
        cells = chart.claims.dependence(*(claim.id for claim in chart.claims)).all
        assert bool(cells & earlier) is kind.startswith("trend"), (kind, code)


def test_claims_without_the_cells_of_others_are_caught(several: Ratings, before: Charts) -> None:
    after, cell = changed(several, "England", "2008/09", 40.0)

    def poorer(claims: Claims) -> Claims:
        return dataclasses.replace(claims, all=tuple(dataclasses.replace(claim, rests=claim.rests[:1]) for claim in claims))

    for kind in ("neighbours", "distribution", "trend"):
        assert untraced(poorer(before[kind, TRAFFORD].claims), poorer(after[kind, TRAFFORD].claims), cell)
