"""The distribution chart: one indicator of every council, with one council and its neighbours told apart and named."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from csrating.compare import ComparedIndicator
from csrating.schema import Standing
from csrating.tell.charts.chart import Chart
from csrating.tell.charts.distribution_claims import alt, distribution_claims, subtitle, title, without_one
from csrating.tell.charts.distribution_drawing import WIDTH, Distribution, draw, height_of, laid_out
from csrating.tell.charts.distribution_rows import distribution_rows
from csrating.tell.charts.ground import Ground, ground
from csrating.tell.charts.observed import Evidence
from csrating.tell.charts.origin_claim import warning_of
from csrating.tell.charts.paper import Words, headed
from csrating.tell.charts.wording import day, reasons_told, sources_told
from csrating.tell.claims import Claims
from csrating.tell.grammar import joined
from csrating.tell.sentences.words import place


def distribution(evidence: Evidence, council: str, *, indicator: str, period: str | None = None, against: str | None = None) -> Chart:
    """Every council's figure of one indicator on one scale, right being better, with a council and its neighbours named.

    Args:
        evidence: the ratings of all councils; or figures that nobody has rated: what :func:`csrating.read` gave, or
            :func:`csrating.compare` for a council.
        council: any code or spelling.
        indicator: a number or title, such as "148".
        period: the rated one where it is left out; without ratings the latest in which a council has a figure.
        against: whom to tell apart and judge by in place of the neighbours: "England", "region", "council type", or a group of the method.

    Returns:
        a chart with one row per council, those without a figure among them (the caption counts them by reason). Its ``data`` hold the
        figures with their counts and ranks.

    Raises:
        UnknownCouncilError, ReferenceDataError: the council or the indicator is unknown.
        EvidenceError: the indicator has no figures in that period, or there is nothing of that name to compare with.
    """
    found = ground(evidence, council, indicator, period=period, against=against)
    rows = distribution_rows(found)
    beside = Distribution(
        name=found.own.name,
        indicator=found.about,
        own=float(found.near["value"]),
        england=float(found.nation["baseline"]),
        areas=float(found.near["baseline"]),
        standing=Standing(found.near["standing"]),
        beside=found.beside,
    )
    claims = distribution_claims(found, rows)
    layout = laid_out(rows, beside)
    words = _words(found, rows, beside, claims, piled=layout.levels > 1)
    paper, top = headed(words, width=WIDTH, body=height_of(layout, beside))
    draw(paper, layout, beside, top=top)
    return Chart(paper, rows, words.title, words.caption, _alt(words, claims, beside), claims)


def _words(found: Ground, rows: pd.DataFrame, beside: Distribution, claims: Claims, *, piled: bool) -> Words:
    about, near = beside.indicator, found.near
    caption = [
        f"{about.indicator}: {about.title}. Measure: {about.unit}. Period: {near['period']}, ending {day(near['period_end'])}.",
        f"{rows['value'].notna().sum()} of {len(found.seen.terms.edition.codes)} councils have a figure{_without(rows, found)}.",
        without_one(claims, about, beside.beside),
        sources_told(found.seen.sources, rows["ref"]),
        found.beside.said(None if found.beside.is_near else near, terms=found.seen.terms),
        found.in_line,
        _by_chance(found.asked, rows, beside),
        "Dots are piled up where they would touch: their height means nothing." if piled else "",
    ]
    heading = title(claims, about, beside.name), subtitle(claims, about, beside.name, beside.beside)
    return Words(*heading, warning_of(claims), " ".join(part for part in caption if part))


def _without(rows: pd.DataFrame, found: Ground) -> str:
    """How many councils have no figure, by reason."""
    blank = rows["value"].isna() & rows["council"].isin(found.seen.terms.edition.codes)
    return f"; of the others {joined(reasons_told(rows.loc[blank, 'status']))}" if blank.any() else ""


@lru_cache(maxsize=16)
def _ranking(asked: ComparedIndicator) -> pd.DataFrame:
    """The ranks of all councils with how firm they are, by council; drawn once for the charts of all of them."""
    return asked.ranking().set_index("council")


def _by_chance(asked: ComparedIndicator, rows: pd.DataFrame, beside: Distribution) -> str:
    """Between which ranks the council lies for all that chance did, where its counts are published."""
    if beside.indicator.polarity == "none" or rows["rank"].isna().iloc[0]:
        return ""
    ranks = _ranking(asked).loc[rows["council"].iloc[0]]
    if ranks["held_fixed"]:
        return "How far chance alone could have moved a council is not known: the counts are not published."
    low, high = int(ranks["rank_low"]), int(ranks["rank_high"])
    between = f"anywhere from rank {low} to {high}, 1 being the best"
    return f"Chance alone might have put {place(beside.name)} {between} (95 per cent, drawn from the counts)."


def _alt(words: Words, claims: Claims, beside: Distribution) -> str:
    told = [
        f"Strip of dots, one for each council. {words.title}. {words.subtitle}.",
        *alt(claims, beside.indicator, beside.beside),
        f"{words.warning}." if words.warning else "",
    ]
    return " ".join(part for part in told if part)
