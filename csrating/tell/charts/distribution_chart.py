"""The distribution chart: one indicator of every council, with one council and its neighbours told apart and named."""

from __future__ import annotations

import math
from functools import lru_cache

import pandas as pd

from csrating import reference
from csrating.compare import ComparedIndicator
from csrating.schema import Standing
from csrating.tell.charts.chart import Chart
from csrating.tell.charts.distribution_drawing import WIDTH, Distribution, draw, height_of, laid_out
from csrating.tell.charts.distribution_rows import distribution_rows
from csrating.tell.charts.ground import Ground, ground
from csrating.tell.charts.observed import Evidence
from csrating.tell.charts.paper import Words, headed
from csrating.tell.charts.wording import day, reasons_told, shown, sources_told, warning, without_figure
from csrating.tell.grammar import capital, joined
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
    layout = laid_out(rows, beside)
    words = _words(found, rows, beside, piled=layout.levels > 1)
    paper, top = headed(words, width=WIDTH, body=height_of(layout, beside))
    draw(paper, layout, beside, top=top)
    return Chart(paper, rows, words.title, words.caption, _alt(rows, words, beside))


def _words(found: Ground, rows: pd.DataFrame, beside: Distribution, *, piled: bool) -> Words:
    about, near = beside.indicator, found.near
    caption = [
        f"{about.indicator}: {about.title}. Measure: {about.unit}. Period: {near['period']}, ending {day(near['period_end'])}.",
        f"{rows['value'].notna().sum()} of {len(reference.councils())} councils have a figure{_without(rows)}.",
        _neighbours_without(rows, beside),
        sources_told(found.seen.sources, rows["ref"]),
        found.beside.said(None if found.beside.is_near else near, terms=found.seen.terms),
        found.in_line,
        _by_chance(found.asked, rows, beside),
        "Dots are piled up where they would touch: their height means nothing." if piled else "",
    ]
    return Words(
        _title(rows, beside),
        _subtitle(near, beside),
        warning(rows.loc[rows["value"].notna(), "origin"]),
        " ".join(part for part in caption if part),
    )


def _without(rows: pd.DataFrame) -> str:
    """How many councils have no figure, by reason."""
    blank = rows["value"].isna() & rows["council"].isin(reference.councils()["code"])
    return f"; of the others {joined(reasons_told(rows.loc[blank, 'status']))}" if blank.any() else ""


def _neighbours_without(rows: pd.DataFrame, beside: Distribution) -> str:
    blank = rows[rows["value"].isna() & (rows["position"] > 0)]
    told = [f"{name} ({status})" for name, status in zip(blank["name"], blank["status"], strict=True)]
    who = "Neighbours" if beside.beside.is_near else capital(beside.beside.plural)
    return f"{who} without one: {joined(told)}." if told else ""


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


def _title(rows: pd.DataFrame, beside: Distribution) -> str:
    own, known = rows.iloc[0], rows[rows["value"].notna()]
    if pd.isna(own["value"]):
        return f"{beside.indicator.short}: {without_figure(beside.name, str(own['status']))}"
    better = known["value"] < own["value"] if beside.indicator.polarity == "low" else known["value"] > own["value"]
    word = "higher" if beside.indicator.polarity == "none" else "better"
    some = f"{better.sum()} of {len(known) - 1} other councils have" if better.any() else f"none of {len(known) - 1} other councils has"
    return f"{beside.indicator.short}: {some} a {word} figure than {place(beside.name)}"


def _subtitle(near: pd.Series, beside: Distribution) -> str:
    about = beside.indicator
    figures = {beside.name: beside.own, "England": beside.england}
    figures |= {} if beside.beside.is_england else {beside.beside.behind(near): beside.areas}
    told = [f"{who} {shown(value, decimals=about.decimals, unit=about.unit)}" for who, value in figures.items() if not math.isnan(value)]
    standing = f"; {beside.beside.told(beside.standing)}" if not math.isnan(beside.own) and about.polarity != "none" else ""
    return f"{about.indicator}, {near['period']}, {about.unit}: {joined(told)}{standing}"


def _whom(beside: Distribution) -> str:
    return "Neighbours, the nearest first" if beside.beside.is_near else capital(beside.beside.plural)


def _alt(rows: pd.DataFrame, words: Words, beside: Distribution) -> str:
    about, known = beside.indicator, rows["value"].dropna()
    ends = [shown(float(end), decimals=about.decimals, unit=about.unit) for end in (known.min(), known.max())]
    drawn = rows[(rows["position"] > 0) & rows["value"].notna()]
    figures = [shown(value, decimals=about.decimals, unit=about.unit) for value in drawn["value"]]
    told = [f"{name} {figure}" for name, figure in zip(drawn["name"], figures, strict=True)]
    parts = [
        f"Strip of dots, one for each council. {words.title}. {words.subtitle}.",
        f"Councils run from {ends[0]} to {ends[1]}.",
        f"{_whom(beside)}: {joined(told)}." if told else "",
        _neighbours_without(rows, beside),
        f"{words.warning}." if words.warning else "",
    ]
    return " ".join(part for part in parts if part)
