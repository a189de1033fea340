"""The grades, the map, the funnel, small trends and the sensitivity strip say what their claims say, and nothing else."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable

import numpy as np
import pytest

from csrating import reference
from csrating.compare import compare
from csrating.errors import EvidenceError
from csrating.rate import Ratings, rate
from csrating.tell import letter
from csrating.tell.charts import (
    Chart,
    cartogram,
    funnel,
    funnel_claims,
    grade_claims,
    grades,
    map_claims,
    sensitivity,
    sensitivity_claims,
    trends,
    trends_wording,
)
from csrating.tell.claims import Claim, Claims
from csrating.tell.grammar import rounded
from tests.tell.conftest import with_periods

TRAFFORD, SOLIHULL, BURY = "358", "334", "919"
DRAWN: dict[str, Callable[[Ratings, str], Chart]] = {
    "grades": grades,
    "map": cartogram,
    "funnel": lambda found, code: funnel(found, code, indicator="148"),
    "trends": trends,
    "sensitivity": sensitivity,
}
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
FIXED = ("4 is the best", "limits for its size (99.8%)", "limits for its size (95%)", "limits of 95%", "those of 99.8%")
RATED = re.compile(r"(?<![\d.,])[1-4](?= performs| by )|(?<=excellently \()4|(?<=well \()3|(?<=adequately \()2|(?<=poorly \()1")
"""The number that is a rating's name."""


@pytest.fixture(scope="module")
def several(made: Ratings) -> Ratings:
    """The small ratings with two periods of NI 79, rated."""
    data = with_periods(made, {"2007/08": 72.0, "2008/09": 61.0}).data
    return rate(data, compare(data))


@pytest.fixture(scope="module")
def charts(several: Ratings) -> dict[str, Chart]:
    return {kind: draw(several, TRAFFORD) for kind, draw in DRAWN.items()}


def with_figure(claims: Claims, name: str, **figures: float) -> Claims:
    """The claims with other figures in one of them."""
    own = claims.claim(name)
    told = tuple((one, figures.get(one.replace(" ", "_"), value)) for one, value in own.figures)
    assert told != own.figures
    return with_claim(claims, dataclasses.replace(own, figures=told))


def with_claim(claims: Claims, other: Claim) -> Claims:
    return dataclasses.replace(claims, all=tuple(other if one.id == other.id else one for one in claims))


# ---- every number is a claim's ----


def numbers_of(claim: Claim) -> set[str]:
    figures = {rounded(abs(value), places) for _, value in claim.figures for places in range(7)}
    words = (claim.id, claim.subject, *claim.names)
    return figures | {f"{claim.n:,}", str(claim.n)} | {found for word in words for found in NUMBER.findall(word)}


def unclaimed(text: str, claims: Claims) -> set[str]:
    """The numbers in a text that are neither a claim's nor a part of a fixed or registered name."""
    register = reference.indicators()
    for fixed in (*FIXED, *register["short"], *reference.councils()["name"]):
        text = text.replace(fixed, "")
    told = set(NUMBER.findall(RATED.sub("", text)))
    return told - {number for claim in claims for number in numbers_of(claim)}


@pytest.mark.parametrize("kind", DRAWN)
def test_every_number_that_is_said_is_a_claim_s(charts: dict[str, Chart], kind: str) -> None:
    chart = charts[kind]
    assert unclaimed(f"{chart.title} {chart.alt}", chart.claims) == set()
    assert NUMBER.search(chart.alt)
    poorer = dataclasses.replace(chart.claims, all=())
    assert unclaimed(f"{chart.title} {chart.alt}", poorer)  # the twin


def test_titles_and_alt_texts_follow_the_claims(charts: dict[str, Chart]) -> None:
    """Words are made from claims alone: where a claim says otherwise they do, whatever is drawn."""
    told = charts["grades"].claims
    assert grade_claims.title(told, "Trafford") == "Trafford: 34 of 46 inspected settings are good or better"  # 30 + 2 + 1 + 1 by hand
    assert grade_claims.title(with_figure(told, "settings", good_or_better=3.0), "Trafford").startswith("Trafford: 3 of 46 ")
    few = with_figure(told, "settings.primary schools", good=7.0)
    assert "Primary schools: 1 outstanding, 7 good and 1 satisfactory." in grade_claims.alt(few, "Trafford")

    told = charts["map"].claims
    assert map_claims.title(with_figure(told, "ratings", performs_well=77.0)) != map_claims.title(told)
    assert "performs well (3)" in map_claims.subtitle(with_claim(told, rated(told, "performs well", 3.0)), "Trafford")
    assert "has no rating" in map_claims.subtitle(with_claim(told, rated(told, "unknown", 0.0)), "Trafford")

    told, about = charts["funnel"].claims, reference.indicator("148")
    low = with_claim(told, dataclasses.replace(told.claim("council"), verdict="far below"))
    assert funnel_claims.title(low, "Trafford", about).endswith("Trafford is below the limits for its size (99.8%)")
    assert "Trafford 62% (9 of 13)" in funnel_claims.subtitle(with_figure(told, "council", numerator=9.0, value=62.0), "Trafford", about)

    told = charts["trends"].claims
    assert trends_wording.title(told, "Trafford") == "Trafford: one of the weakest indicators became worse"
    assert "72.0% to 51.0%: worse" in trends_wording.alt(
        with_figure(told, "NI 79.change", last=51.0), "Trafford", [reference.indicator("79")]
    )

    told = charts["sensitivity"].claims
    own, every = told.claim("rating").verdict, told.claim("combinations").n
    kept = with_figure(told, "combinations", **{own.replace(" ", "_"): float(every)})
    assert f"by every one of {every} combinations" in sensitivity_claims.title(kept, "Trafford")
    assert (
        "no choice changes it"
        in sensitivity_claims.subtitle(
            with_claim(told, dataclasses.replace(told.claim("matters most"), verdict="nothing changes it"))
        ).lower()
    )


def rated(claims: Claims, verdict: str, number: float) -> Claim:
    return dataclasses.replace(claims.claim("rating"), verdict=verdict, figures=(("rating", number),))


def test_where_one_row_was_made_up_the_warning_counts_it(charts: dict[str, Chart]) -> None:
    told = with_figure(charts["grades"].claims, "origin", demonstration=2.0)
    assert grade_claims.alt(told, "Trafford").endswith("(2 of 4 rows, marked *).")
    assert "Demonstration" not in grade_claims.alt(with_figure(told, "origin", demonstration=0.0), "Trafford")


# ---- what the claims say is so ----


def test_the_claims_are_the_letter_s_own_where_it_makes_them(several: Ratings, charts: dict[str, Chart]) -> None:
    told = letter(several, TRAFFORD).claims
    shared = ("settings", "settings.nursery schools", "settings.childminding", "settings.adoption service")
    assert [charts["grades"].claims.claim(name) for name in shared] == [told.claim(name) for name in shared]
    assert charts["map"].claims.claim("rating") == told.claim("rating") == charts["sensitivity"].claims.claim("rating")


def test_verdicts_are_as_worked_out_by_hand(charts: dict[str, Chart]) -> None:
    """Of the small ratings: 40 childminders and three primary schools; NI 79 fell from 72 to 61, similar areas have 44 to 56."""
    told = charts["grades"].claims
    assert (told.claim("settings").n, told.claim("settings.primary schools").names) == (46, ("outstanding", "good", "satisfactory"))
    assert told.claim("settings.adoption service").verdict == "good"
    trend = charts["trends"].claims
    assert trend.claim("panels").figures == (("worse", 1.0),)
    assert trend.claim("NI 79.change").figures == (("first", 72.0), ("last", 61.0))
    assert trend.claim("NI 79.similar areas").figures == (("lowest", 44.0), ("highest", 56.0), ("of", 10.0))
    assert trend.claim("NI 79.standing").verdict == "above"
    assert charts["funnel"].claims.claim("council").figures == (("value", 61.5), ("numerator", 8.0), ("denominator", 13.0))
    rated, near = (charts["map"].claims.claim(name) for name in ("ratings", "similar areas"))
    assert (rated.n, near.n) == (152, 10)
    assert sum(count for _, count in rated.figures) == 152


def test_those_that_cannot_be_told_are_unknown(made: Ratings) -> None:
    blank = funnel(made, "Trafford", indicator="61").claims.claim("council")
    assert (blank.verdict, blank.names, blank.figures) == ("unknown", ("suppressed",), ())
    none = trends(with_periods(made, {"2008/09": 61.0}), "Trafford", indicators=["79", "61"]).claims
    assert (none.claim("NI 79.change").verdict, none.claim("NI 61.change").verdict) == ("one figure", "unknown")
    assert none.claim("NI 61.missing").names == ("2008/09",)


# ---- a changed cell changes only claims that depend on it ----

CELLS = {
    "a rated figure": ("observations", "NI 79", "2008/09", TRAFFORD, {"map": False, "trends": True}),
    "an earlier figure": ("observations", "NI 79", "2007/08", TRAFFORD, {"grades": False, "map": False, "trends": True}),
    "England's row": ("observations", "NI 79", "2008/09", "England", {"grades": False, "trends": True}),
    "a similar area's figure": ("observations", "NI 79", "2008/09", "867", {"grades": False, "trends": True}),
    "another council's counts": ("observations", "NI 148", "2008/09", "202", {"grades": False, "funnel": True}),
    "a grade": ("inspections", "primary schools", "satisfactory", TRAFFORD, {"grades": True, "funnel": False, "trends": False}),
}


def again(found: Ratings, table: str, name: str, which: str, area: str) -> tuple[Ratings, str]:
    """The ratings with one cell changed, and the cell."""
    frame = getattr(found.data, table).copy()
    if table == "observations":
        at = (frame["indicator"] == name) & (frame["period"] == which) & (frame["area"] == area)
        counts = (np.nan, np.nan) if area == "England" else (100.0, 10_000.0)
        values = dict(zip(("value", "numerator", "denominator"), (1.0, *counts), strict=True))
    else:
        at = (frame["setting_type"] == name) & (frame["grade"] == which) & (frame["council"] == area)
        values = {"grade": "inadequate"}
    (row,) = frame.index[at]
    frame.loc[row, list(values)] = list(values.values())
    data = dataclasses.replace(found.data, **{table: frame})
    return rate(data, compare(data)), str(frame.loc[row, "ref"])


def drawn_of(found: Ratings) -> dict[tuple[str, str], Chart]:
    """The charts of three councils, those that can be drawn; of the strip Trafford's alone, which takes longest."""
    told = {}
    for kind, draw in DRAWN.items():
        for code in (TRAFFORD, SOLIHULL, BURY) if kind != "sensitivity" else (TRAFFORD,):
            try:
                told[kind, code] = draw(found, code)
            except EvidenceError:
                continue
    return told


def untraced(before: Claims, after: Claims, cell: str) -> list[str]:
    """The claims that changed with a cell and do not depend on it."""
    ids = {claim.id for claim in (*before, *after)}
    moved = [name for name in ids if before.find(name) != after.find(name)]
    return [name for name in moved if not any(told.find(name) and cell in told.dependence(name) for told in (before, after))]


@pytest.fixture(scope="module")
def first(several: Ratings) -> dict[tuple[str, str], Chart]:
    return drawn_of(several)


@pytest.mark.parametrize("case", CELLS)
def test_a_changed_cell_changes_only_claims_that_depend_on_it(several: Ratings, first: dict[tuple[str, str], Chart], case: str) -> None:
    *where, expected = CELLS[case]
    found, cell = again(several, *where)
    after = drawn_of(found)
    changed: set[str] = set()
    for key in first.keys() & after.keys():
        one, other = first[key], after[key]
        assert untraced(one.claims, other.claims, cell) == [], key
        if (one.title, one.alt) != (other.title, other.alt):
            changed.add(key[0])
            assert one.claims != other.claims
            assert any(cell in told.claims.dependence(*(claim.id for claim in told.claims)) for told in (one, other))
    assert {kind: kind in changed for kind in expected} == expected


def test_a_claim_that_leaves_cells_of_others_out_is_caught(several: Ratings, first: dict[tuple[str, str], Chart]) -> None:
    found, cell = again(several, "observations", "NI 79", "2008/09", "867")
    poorer = []
    for drawn in (first["trends", TRAFFORD], trends(found, TRAFFORD)):
        claims = tuple(dataclasses.replace(claim, rests=claim.rests[:1]) for claim in drawn.claims)
        poorer.append(dataclasses.replace(drawn.claims, all=claims))
    assert untraced(*poorer, cell)
