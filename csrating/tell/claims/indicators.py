"""Claims about indicators: the share that keeps up with similar areas, staying safe, vulnerable groups, and care leavers last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from csrating.tell.claims.claim import UNKNOWN, Claim, origin_of
from csrating.tell.claims.compared import beside, compared_claim, unknown_claim
from csrating.tell.claims.evidence import View
from csrating.tell.claims.rests import ENGLAND, SIMILAR, figures as figures_of
from csrating.tell.claims.standings import BELOW, NOT_COMPARABLE, Stands, standings_claim

SEN_GAP, CUSTODY, CARE_LEAVERS = "NI 105", "NI 43", "NI 148"
BELOW_BOTH = "below both"
BY_NUMBER = "told by number"
"""The verdict on a figure that so few stand behind that a letter gives the number and compares it with nothing."""


def indicator_claims(view: View) -> Iterator[Claim]:
    """The claims about indicators, in the order in which a letter tells them."""
    yield _share(view, "indicators", "indicators", view.counting, topic=17)
    safe = [row for row in view.counting if row.column == "staying safe"]
    yield _share(view, "indicators.staying safe", "staying-safe indicators", safe, topic=18)
    yield _vulnerable(view)
    yield _against_each(view)
    yield from _one_indicator(view, CUSTODY, ("neighbours",), topic=21)
    yield from _one_indicator(view, CARE_LEAVERS, ("England", "neighbours"), topic=22)


def _share(view: View, name: str, subject: str, rows: list[Any], *, topic: int) -> Claim:
    told = [Stands(row.row, row.standing_neighbours, row.origin) for row in rows]
    found = standings_claim(name, subject, told, framework=view.framework, topic=topic)
    below = [one.indicator for one in told if one.standing == BELOW]
    return replace(found, figures=(*found.figures, *_behind(view, below)))


def _vulnerable(view: View) -> Claim:
    """Which indicators about vulnerable groups are below England and similar areas, both; the only one is named in any case."""
    rows = [row for row in view.counting if view.background.register[row.row].vulnerable == "yes"]
    known = [row for row in rows if NOT_COMPARABLE not in (row.standing_neighbours, row.standing_england)]
    weak = [row for row in known if row.standing_neighbours == row.standing_england == BELOW]
    verdict = BELOW_BOTH if weak else "none below both" if known else UNKNOWN
    return Claim(
        "indicators.vulnerable groups",
        "vulnerable groups",
        "indicators below England and similar areas",
        "both",
        verdict,
        len(known),
        (
            ("below both", float(len(weak))),
            ("below England", float(sum(row.standing_england == BELOW for row in known))),
            ("below similar areas", float(sum(row.standing_neighbours == BELOW for row in known))),
            ("not comparable", float(len(rows) - len(known))),
            *_behind(view, [row.row for row in (known if len(known) == 1 else weak)]),
        ),
        tuple(row.row for row in (known if len(known) == 1 else weak)),
        figures_of((row.row for row in rows), SIMILAR, ENGLAND),
        origin_of([row.origin for row in known]),
        topic=19,
    )


def _against_each(view: View) -> Claim:
    """The attainment gap of pupils with special educational needs against each similar area: a count of areas, not their mean."""
    own = view.compared.get((SEN_GAP, "neighbours"))
    areas = _areas_with_figure(view, SEN_GAP)
    name, subject, measure, rests = f"indicators.{SEN_GAP}.each", SEN_GAP, "value", figures_of((SEN_GAP,), SIMILAR)
    if own is None or pd.isna(own.value) or not areas:
        return Claim(name, subject, measure, "each similar area", UNKNOWN, len(areas), (), (_status(own),), rests, topic=20)
    wider, narrower = sum(own.value > row.value for row in areas), sum(own.value < row.value for row in areas)
    verdict = {0: "wider than in none", len(areas): "wider than in all"}.get(wider, "wider than in some")
    figures = (
        ("council", float(own.value)),
        ("wider than", float(wider)),
        ("narrower than", float(narrower)),
        ("equal to", float(len(areas) - wider - narrower)),
        ("lowest", float(min(row.value for row in areas))),
        ("highest", float(max(row.value for row in areas))),
        *_counts(view, own),
    )
    return Claim(name, subject, measure, "each similar area", verdict, len(areas), figures, (), rests, own.origin, 20)


def _behind(view: View, indicators: list[str]) -> Iterator[tuple[str, float]]:
    """How many stand behind each of some figures, where the data hold it."""
    for name in indicators:
        behind = view.behind(name)
        if behind is not None:
            yield f"{name}: denominator", behind


def _areas_with_figure(view: View, indicator: str) -> list[Any]:
    """The rows of the council's similar areas that have a figure of an indicator, the nearest first."""
    known = view.background.values[indicator]
    rows = [known[code] for code in view.background.neighbours.get(view.code, ()) if code in known]
    return [row for row in rows if pd.notna(row.value)]


def _one_indicator(view: View, indicator: str, baselines: tuple[str, ...], *, topic: int) -> Iterator[Claim]:
    """One indicator against each baseline; one claim alone where the council has no figure, or where few stand behind it."""
    few, behind = view.framework.value("proportions.told_by_number_up_to"), view.behind(indicator)
    for against in baselines:
        row = view.compared.get((indicator, against))
        if row is None or pd.isna(row.value):
            yield unknown_claim(indicator, _status(row), topic=topic)
            return
        if behind is not None and behind <= few:
            figures = (("council", float(row.value)), *_counts(view, row))
            rests = figures_of((indicator,))
            name, n = f"indicators.{indicator}", int(behind)
            yield Claim(name, indicator, "value", "none", BY_NUMBER, n, figures, (row.period,), rests, row.origin, topic)
            return
        yield compared_claim(beside(row), counts=_counts(view, row), topic=topic)


def _counts(view: View, row: Any) -> tuple[tuple[str, float], ...]:
    """The numerator and the denominator behind a figure; nothing where the data hold none."""
    return tuple(zip(("numerator", "denominator"), view.background.numbers.get((row.council, row.indicator, row.period), ()), strict=False))


def _status(row: Any) -> str:
    """Why there is no figure, in the words of the data."""
    return "no row" if row is None else str(row.status)
