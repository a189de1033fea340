"""Small trend charts: several indicators of one council over the periods, each beside England and the similar areas."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from csrating import reference
from csrating.rate import Ratings
from csrating.reference import Indicator
from csrating.tell.charts.chart import Chart
from csrating.tell.charts.origin_claim import warning_of
from csrating.tell.charts.paper import Words, headed
from csrating.tell.charts.records import Record, records
from csrating.tell.charts.trends_claims import CHANGE, trends_claims
from csrating.tell.charts.trends_drawing import WIDTH, Panel, draw, height_of
from csrating.tell.charts.trends_rows import MOST, trends_of, trends_rows
from csrating.tell.charts.trends_wording import alt, moved, subtitle, title
from csrating.tell.charts.wording import council_named, similar_areas, sources, stars
from csrating.tell.claims import Claims
from csrating.tell.grammar import joined


def trends(ratings: Ratings, council: str, *, indicators: Sequence[str] | None = None) -> Chart:
    """Several indicators of one council over the periods, a small panel for each.

    Args:
        ratings: the ratings of all councils.
        council: any code or spelling.
        indicators: numbers or titles, such as ``["148", "79"]``, in the order wanted, each once; where left out, the eight that lie
            furthest below the similar areas in their rated period among those with two figures in a row.

    Returns:
        a chart with one row per indicator and period. A line joins consecutive periods only, so that it breaks where a figure is missing,
        where a period is, and where the series breaks. ``data`` holds the figures.

    Raises:
        UnknownCouncilError, ReferenceDataError: the council or an indicator is unknown.
        EvidenceError: the council has no figure of any of them, or nobody has one of one of them.
    """
    own, name = council_named(ratings, council)
    chosen = trends_of(ratings).weakest.get(own.code, [])[:MOST] if indicators is None else indicators
    about = list({one.indicator: one for one in map(reference.indicator, chosen)}.values())
    rows = trends_rows(ratings, own.code, about)
    parts: dict[str, list[Record]] = {}
    for row in records(rows):
        parts.setdefault(row["indicator"], []).append(row)
    claims = trends_claims(ratings, own.code, parts, about, weakest=indicators is None)
    panels = _panels(parts, about, claims)
    words = _words(ratings, rows, panels, claims, name)
    paper, top = headed(words, width=WIDTH, body=height_of(panels, name))
    draw(paper, panels, name, top=top)
    return Chart(paper, rows, words.title, words.caption, alt(claims, name, about), claims)


def _panels(parts: dict[str, list[Record]], indicators: Sequence[Indicator], claims: Claims) -> list[Panel]:
    changes = [claims.claim(f"{one.indicator}.{CHANGE}") for one in indicators]
    marks = stars([change.origin for change in changes])
    drawn = zip(indicators, changes, marks, strict=True)
    return [Panel(one, parts[one.indicator], *moved(change, one), star) for one, change, star in drawn]


def _words(ratings: Ratings, rows: pd.DataFrame, panels: Sequence[Panel], claims: Claims, name: str) -> Words:
    caption = [
        "Each panel has a scale of its own; the words above it go from the first to the last figure of the latest unbroken run.",
        "Whether a change is more than chance is not tested here.",
        "Lines join consecutive periods only. Bars run from the lowest to the highest figure of the similar areas with one.",
        sources(ratings, rows["ref"]),
        _units(panels),
        similar_areas(ratings.vintage, ratings.framework),
        _computed(panels),
    ]
    told = " ".join(part for part in caption if part)
    return Words(title(claims, name), subtitle(claims), warning_of(claims), told)


def _units(panels: Sequence[Panel]) -> str:
    """The unit of each indicator, unless it is per cent, which the figures say themselves."""
    other: dict[str, list[str]] = {}
    for panel in panels:
        if panel.about.unit != "per cent":
            other.setdefault(panel.about.unit, []).append(panel.about.indicator)
    told = [f"{joined(names)} in {unit}" for unit, names in other.items()]
    return f"Measures: {'; '.join(told)}; % is per cent." if told else ""


def _computed(panels: Sequence[Panel]) -> str:
    names = [
        panel.about.indicator
        for panel in panels
        if any(row["england_method"] != "published row" and not math.isnan(row["england"]) for row in panel.rows)
    ]
    return f"England is computed from the councils in some periods of {joined(names)}." if names else ""
