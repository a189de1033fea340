"""The page of one council, put together from the parts and written with a template."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csrating.rate import Ratings
from csrating.rate.entry import ratings_given
from csrating.rate.explain import explain
from csrating.rate.tipping import tipping_points
from csrating.schema import ASPECTS
from csrating.tell.claims.evidence import background_of, view
from csrating.tell.firm import firm_of
from csrating.tell.letter import written
from csrating.tell.page.drawn import Charts, drawn
from csrating.tell.page.ground import below_similar_areas
from csrating.tell.page.parts import (
    SHORT,
    SYMBOLS,
    anchor_of,
    below_in_rated_periods,
    indicator_groups,
    profile_rows,
    similar_areas,
    worsening,
)
from csrating.tell.page.said import said_of, said_today
from csrating.tell.page.template import template
from csrating.tell.page.trace import folded_trace

if TYPE_CHECKING:
    from csrating.rate.tipping import TippingPoints

MOST = 8
"""So many of the weakest indicators are listed."""

STEPS = ("limit", "limit not known", "judgement", "borderline", "data band", "combined", "inspection", "cluster", "indicators")
"""The reasons that stand beside the rating; rows and indicators have tables of their own."""


class Figure(NamedTuple):
    """A chart as it stands on the page."""

    drawing: str
    caption: str


def council_page(
    ratings: Ratings, council: str, *, tipping: TippingPoints | None = None, charts: Charts | None = None, index: str = ""
) -> str:
    """The page of one council: one file of HTML that needs no network, for a screen of any width and for paper.

    It holds the rating with its reasons and marks, the letter's sentences, the profile with symbols as well as colours, the charts, what is
    weak and what became worse, the similar areas, what would change the rating, how much evidence there is and how old it is, and the trace
    from each figure to its cell.

    Args:
        ratings: what :func:`csrating.rate` gave.
        council: any code or spelling.
        tipping: what :func:`csrating.tipping_points` gave on the same ratings; found anew where left out, which takes two seconds.
        charts: what :func:`csrating.tell.page.drawn.drawn` gave; drawn anew where left out.
        index: where the page of all councils lies, to link to; blank where there is none.

    Raises:
        TableError: something else was given than ratings.
        UnknownCouncilError: no council, or more than one, is meant.
    """
    ratings_given(ratings)
    own = ratings.council(council)
    changes = (tipping or tipping_points(ratings)).council(own.code)
    said = said_today(own) if ratings.framework.is_of_today else said_of(written(view(background_of(ratings), own.code)))
    trace = explain(ratings, own.code)
    weak = below_similar_areas(ratings).get(own.code, [])
    groups = indicator_groups(own)
    below = below_in_rated_periods(own, weak)
    worse, rated = list(worsening(weak)), {(name, row["period"]) for name, row in own.near.items()}
    shown = drawn(ratings, own.code) if charts is None else charts
    return template("council.html.j2").render(
        own=own,
        row=own.row,
        framework=ratings.framework,
        notice=said.notice,
        narrative=said.narrative,
        reasons=[reason for step in STEPS for reason in own.reasons_by_step.get(step, [])],
        aspects=[SHORT[aspect] for aspect in ASPECTS],
        profile=profile_rows(own),
        charts={name: Figure(chart.svg().decode(), chart.caption) for name, chart in shown.items()},
        index=index,
        groups=groups,
        traced={(one.indicator, one.period) for rows in groups.values() for one in rows if one.anchor},
        weakest=below[:MOST],
        below=len(below),
        worsening=worse,
        earlier=[one for one in worse if (one.indicator, one.period) not in rated] if ratings.framework.is_of_today else [],
        firm=firm_of(ratings)[own.code] if ratings.framework.is_of_today else None,
        areas=similar_areas(ratings, own.code),
        tipping=changes,
        trace=trace,
        folded=folded_trace(trace.root),
        coverage=said.coverage,
        findings=said.findings,
        symbols={str(standing): symbol for standing, symbol in SYMBOLS.items()},
        marks=ratings.framework.marks,
        anchor_of=anchor_of,
    )
