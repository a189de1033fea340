"""The funnel chart: one indicator of every council against how many children stand behind it, between the limits of chance."""

from __future__ import annotations

import pandas as pd

from csrating.tell.charts.chart import Chart
from csrating.tell.charts.funnel_claims import alt, funnel_claims, outside, subtitle, title
from csrating.tell.charts.funnel_drawing import WIDTH, Funnel, draw, height_of
from csrating.tell.charts.ground import Ground, ground
from csrating.tell.charts.observed import Evidence
from csrating.tell.charts.origin_claim import warning_of
from csrating.tell.charts.paper import Words, headed
from csrating.tell.charts.wording import day, reasons_told, sources_told
from csrating.tell.claims import Claims
from csrating.tell.grammar import joined


def funnel(evidence: Evidence, council: str, *, indicator: str, period: str | None = None) -> Chart:
    """Every council's figure of one indicator against its denominator, with the limits within which chance would leave most of them.

    Args:
        evidence: the ratings of all councils; or figures that nobody has rated: what :func:`csrating.read` gave, or
            :func:`csrating.compare` for a council.
        council: any code or spelling; its mark and name stand out.
        indicator: a number or title, such as "148".
        period: the rated one where it is left out; without ratings the latest in which a council has a figure.

    Returns:
        a chart with one row per council whose counts are published. ``data`` holds the figures, counts, limits and verdicts of
        :attr:`csrating.compare.ComparedIndicator.funnel`; drawn are the limits that allow for over-dispersion.

    Raises:
        UnknownCouncilError, ReferenceDataError: the council or the indicator is unknown.
        EvidenceError: the indicator has no figures in that period, or its counts are not published.
    """
    found = ground(evidence, council, indicator, period=period, against=None)
    about, asked = found.about, found.asked
    cells = asked.table[["council", "ref"]]
    rows = asked.funnel.assign(indicator=asked.indicator, period=asked.period).merge(cells, on="council", validate="one_to_one")
    shape = Funnel(found.own.code, found.own.name, about, asked)
    claims = funnel_claims(found, rows)
    words = _words(found, rows, shape, claims)
    paper, top = headed(words, width=WIDTH, body=height_of(rows, shape))
    draw(paper, rows, shape, top=top)
    return Chart(paper, rows, words.title, words.caption, alt(claims, found.own.name, about), claims)


def _words(found: Ground, rows: pd.DataFrame, shape: Funnel, claims: Claims) -> Words:
    about, asked = shape.indicator, shape.asked
    ends = asked.observations.loc[asked.observations["period"] == asked.period, "period_end"]
    without = int(asked.table["value"].notna().sum()) - len(rows)
    caption = [
        f"{about.indicator}: {about.title}. Measure: {about.unit}. Period: {asked.period}, ending {day(ends.iloc[0])}.",
        f"{len(rows)} of {len(asked.table)} councils have a figure with its counts{_blank(asked.table, without)}.",
        sources_told(found.seen.sources, rows["ref"]),
        asked.funnel_said,
        "Drawn are the limits that allow for how far councils differ beyond chance: 95 and 99.8 of 100 councils would lie within them.",
        outside(claims),
    ]
    told = " ".join(part for part in caption if part)
    return Words(title(claims, shape.name, about), subtitle(claims, shape.name, about), warning_of(claims), told)


def _blank(table: pd.DataFrame, without: int) -> str:
    """How many have a figure without counts, and how many no figure, by reason."""
    some = [*([f"{without} without counts"] if without else []), *reasons_told(table.loc[table["value"].isna(), "status"])]
    return f"; of the others {joined(some)}" if some else ""
