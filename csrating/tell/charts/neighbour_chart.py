"""The neighbour chart: one indicator of a council and of each council that it is compared with, its statistical neighbours first of all."""

from __future__ import annotations

import math

import pandas as pd

from csrating.errors import EvidenceError
from csrating.reference import Indicator
from csrating.schema import InLine, Standing
from csrating.tell.charts.chart import Chart
from csrating.tell.charts.ground import Ground, ground
from csrating.tell.charts.neighbour_claims import alt, neighbour_claims, subtitle, title
from csrating.tell.charts.neighbour_drawing import WIDTH, Comparison, draw, height_of
from csrating.tell.charts.neighbour_rows import counted, neighbour_rows
from csrating.tell.charts.observed import Evidence
from csrating.tell.charts.origin_claim import warning_of
from csrating.tell.charts.paper import Words, headed
from csrating.tell.charts.wording import WAYS, day, sources_told
from csrating.tell.claims import Claims

COUNTS = "Counts: how many of how many the figure is made from."
NOTHING_IN_LINE = (math.nan, math.nan)
INTERVAL = "95% interval: Wilson's, from the counts: how far chance alone could have moved a share"


def neighbours(evidence: Evidence, council: str, *, indicator: str, period: str | None = None, against: str | None = None) -> Chart:
    """A council and its statistical neighbours on one indicator, best first, beside England and the neighbours' mean.

    Args:
        evidence: the ratings of all councils; or figures that nobody has rated: what :func:`csrating.read` gave, or
            :func:`csrating.compare` for a council.
        council: any code or spelling.
        indicator: a number or title, such as "148".
        period: the rated one where it is left out; without ratings the latest in which a council has a figure.
        against: other councils in place of the neighbours: "region", "council type", or a group of the method.

    Returns:
        a chart with the council and each neighbour, those without a figure last. ``data`` holds the figures, the counts behind them where
        published, and the ends of the 95 per cent Wilson interval where the figure is a share of counts.

    Raises:
        UnknownCouncilError, ReferenceDataError: the council or the indicator is unknown.
        EvidenceError: the indicator has no figures in that period, or all of England is asked for, which is too many to draw one by one.
    """
    found = ground(evidence, council, indicator, period=period, against=against)
    if found.beside.is_england:
        do = 'Ask for a distribution, or for against="similar areas" or "region".'
        raise EvidenceError("the councils of England are too many to be drawn one by one", do=do)
    rows, shape = neighbour_rows(found), _comparison(found)
    claims = neighbour_claims(found, rows)
    words = _words(found, rows, shape, claims)
    paper, top = headed(words, width=WIDTH, body=height_of(rows))
    draw(paper, rows, shape, top=top)
    return Chart(paper, rows, words.title, words.caption, _alt(words, claims, found.about), claims)


def _comparison(found: Ground) -> Comparison:
    near = found.near
    return Comparison(
        name=found.own.name,
        indicator=found.about,
        england=float(found.nation["baseline"]),
        areas=float(near["baseline"]),
        in_line=(float(near["in_line_low"]), float(near["in_line_high"])) if found.about.polarity != "none" else NOTHING_IN_LINE,
        standing=Standing(near["standing"]),
        beside=found.beside,
    )


def _words(found: Ground, rows: pd.DataFrame, against: Comparison, claims: Claims) -> Words:
    about, near = against.indicator, found.near
    has_interval = rows["lower"].notna().any()
    caption = [
        f"{about.indicator}: {about.title}. Measure: {about.unit}. Period: {near['period']}, ending {day(near['period_end'])}.",
        sources_told(found.seen.sources, rows["ref"]),
        against.beside.said(near, terms=found.seen.terms),
        found.in_line,
        "The numbers before the names run from the nearest neighbour to the farthest." if against.beside.is_near else "",
        COUNTS if counted(rows).any() else "",
        _of_interval(found) if has_interval else "",
        f"Not compared: {near['why']}." if near["why"] else "",
    ]
    whom = about, against.name, against.beside
    return Words(title(claims, *whom), subtitle(claims, *whom), warning_of(claims), " ".join(part for part in caption if part))


def _of_interval(found: Ground) -> str:
    """What the drawn intervals are, and whether the rule for in line heeds them."""
    heeded = found.asked.terms.method.in_line is InLine.INTERVAL
    return f"{INTERVAL}{'' if heeded else '; it does not decide the standing'}."


def _alt(words: Words, claims: Claims, about: Indicator) -> str:
    told = [
        f"Dot plot. {words.title}. {words.subtitle}; {WAYS[about.polarity]}.",
        *alt(claims, about),
        f"{words.warning}." if words.warning else "",
    ]
    return " ".join(part for part in told if part)
