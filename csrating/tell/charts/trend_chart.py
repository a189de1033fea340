"""The trend chart: one council and one indicator over the periods, beside England and the similar areas."""

from __future__ import annotations

import pandas as pd

from csrating.schema import Against
from csrating.tell.charts.chart import Chart
from csrating.tell.charts.comparator import Comparator
from csrating.tell.charts.ground import Ground, ground
from csrating.tell.charts.observed import Evidence
from csrating.tell.charts.origin_claim import warning_of
from csrating.tell.charts.paper import Words, headed
from csrating.tell.charts.trend_claims import trend_claims
from csrating.tell.charts.trend_drawing import WIDTH, Trend, draw, height_of
from csrating.tell.charts.trend_rows import trend_rows
from csrating.tell.charts.trend_wording import alt, subtitle, title
from csrating.tell.charts.wording import sources_told
from csrating.tell.claims import Claims
from csrating.tell.grammar import joined


def trend(evidence: Evidence, council: str, *, indicator: str, period: str | None = None, against: str | None = None) -> Chart:
    """A council's figures of one indicator over the periods, beside England's and between which of theirs the similar areas lie.

    Args:
        evidence: the ratings of all councils; or figures that nobody has rated: what :func:`csrating.read` gave, or
            :func:`csrating.compare` for a council.
        council: any code or spelling.
        indicator: a number or title, such as "148".
        period: the one in bold: the rated one where it is left out; without ratings the latest in which a council has a figure.
        against: other councils in place of the neighbours: "England", "region", "council type", or a group of the method.

    Returns:
        a chart with one row per period in the data, later ones than the rated among them. A line joins consecutive periods only, so that
        it breaks where a figure is missing, where a period is, and where the series breaks. ``data`` holds the figures.

    Raises:
        UnknownCouncilError, ReferenceDataError: the council or the indicator is unknown.
        EvidenceError: the council has no figure of it, or nobody has one of that period.
    """
    found = ground(evidence, council, indicator, period=period, against=against)
    beside = Trend(found.own.name, found.about, found.beside, found.period)
    rows = trend_rows(found)
    claims = trend_claims(found, rows)
    words = _words(found, rows, beside, claims)
    paper, top = headed(words, width=WIDTH, body=height_of(rows, beside))
    draw(paper, rows, beside, top=top)
    return Chart(paper, rows, words.title, words.caption, _alt(words, claims, beside), claims)


def _words(found: Ground, rows: pd.DataFrame, beside: Trend, claims: Claims) -> Words:
    about = beside.indicator
    computed = list(rows.loc[(rows["england_method"] != "published row") & rows["england"].notna(), "period"])
    caption = [
        f"{about.indicator}: {about.title}. Measure: {about.unit}.",
        f"Periods in the data: {joined(list(rows['period']))}; {'rated' if found.is_rated else 'chosen'}: {beside.rated} (in bold).",
        sources_told(found.seen.sources, rows["ref"]),
        _missing(rows, beside.name),
        f"Lines join consecutive periods only.{_bars(found.beside)}",
        found.beside.said(None, terms=found.seen.terms),
        found.in_line if about.polarity != "none" else "",
        f"England is computed from the councils in {joined(computed)}." if computed else "",
        _tested(rows),
    ]
    heading = title(claims, about, beside.name), subtitle(claims, about, beside.beside)
    return Words(*heading, warning_of(claims), " ".join(part for part in caption if part))


def _bars(beside: Comparator) -> str:
    who = f"other {beside.councils}" if beside.against is Against.REGION else beside.plural
    return "" if beside.is_england else f" Bars run from the lowest to the highest figure of the {who} with one."


def _missing(rows: pd.DataFrame, name: str) -> str:
    """In which periods the council has no figure, and why."""
    blank = rows[rows["value"].isna()]
    told = [
        f"{period} ({'no row in the data' if status == 'no row' else status})"
        for period, status in zip(blank["period"], blank["status"], strict=True)
    ]
    return f"No figure of {name}: {joined(told)}." if told else ""


def _tested(rows: pd.DataFrame) -> str:
    """What a test of the trend says, or that there are too few figures for one."""
    verdict = str(rows.loc[rows["value"].notna(), "trend"].iloc[-1])
    if verdict:
        return f"Over the last five periods, beyond chance: {verdict}."
    return "Whether the change is more than chance is not tested: that takes five consecutive figures with their counts."


def _alt(words: Words, claims: Claims, beside: Trend) -> str:
    told = [
        f"Line chart over the periods. {words.title}. {words.subtitle}.",
        *alt(claims, beside.indicator, beside.name, beside.beside),
        f"{words.warning}." if words.warning else "",
    ]
    return " ".join(part for part in told if part)
