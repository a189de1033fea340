"""The distribution chart: one indicator of every council, with one council and its neighbours told apart and named."""

from __future__ import annotations

import math
from functools import lru_cache

import pandas as pd

from csrating import reference
from csrating.compare import ComparedIndicator
from csrating.rate import Ratings
from csrating.schema import Standing
from csrating.tell.charts.asked import about_indicator
from csrating.tell.charts.chart import Chart
from csrating.tell.charts.distribution_drawing import WIDTH, Distribution, draw, height_of, laid_out
from csrating.tell.charts.distribution_rows import distribution_rows
from csrating.tell.charts.paper import Words, headed
from csrating.tell.charts.wording import (
    VERDICTS,
    average_of,
    council_named,
    day,
    in_line_rule,
    reasons_told,
    shown,
    similar_areas,
    sources,
    warning,
    without_figure,
)
from csrating.tell.grammar import joined
from csrating.tell.sentences.words import place


def distribution(ratings: Ratings, council: str, *, indicator: str) -> Chart:
    """Every council's figure of one indicator on one scale, right being better, with a council and its neighbours named.

    Args:
        ratings: the ratings of all councils.
        council: any code or spelling.
        indicator: a number or title, such as "148".

    Returns:
        a chart with one row per council, those without a figure among them (the caption counts them by reason). Its ``data`` hold the
        figures with their counts and ranks.

    Raises:
        UnknownCouncilError, ReferenceDataError: the council or the indicator is unknown.
        EvidenceError: the indicator has no figures in the rated period.
    """
    own, name = council_named(ratings, council)
    about = reference.indicator(indicator)
    asked = about_indicator(ratings, about)
    rows = distribution_rows(ratings, asked, own.code, about)
    figures = own.comparisons[own.comparisons["indicator"] == about.indicator]
    near, nation = (figures[figures["against"] == baseline].iloc[0] for baseline in ("neighbours", "England"))
    beside = Distribution(
        name=name,
        indicator=about,
        own=float(near["value"]),
        england=float(nation["baseline"]),
        areas=float(near["baseline"]),
        average=average_of(ratings.framework),
        standing=Standing(near["standing"]),
    )
    words = _words(ratings, rows, asked, near, beside)
    layout = laid_out(rows, beside)
    paper, top = headed(words, width=WIDTH, body=height_of(layout, beside))
    draw(paper, layout, beside, top=top)
    return Chart(paper, rows, words.title, words.caption, _alt(rows, words, beside))


def _words(ratings: Ratings, rows: pd.DataFrame, asked: ComparedIndicator, near: pd.Series, beside: Distribution) -> Words:
    about = beside.indicator
    caption = [
        f"{about.indicator}: {about.title}. Measure: {about.unit}. Period: {near['period']}, ending {day(near['period_end'])}.",
        f"{rows['value'].notna().sum()} of {len(reference.councils())} councils have a figure{_without(rows)}.",
        _neighbours_without(rows),
        sources(ratings, rows["ref"]),
        similar_areas(str(near["vintage"]), ratings.framework),
        in_line_rule(ratings.framework) if about.polarity != "none" else "Neither high nor low is good here, so nothing is above or below.",
        _by_chance(asked, rows, beside),
        "Dots are piled up where they would touch: their height means nothing.",
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


def _neighbours_without(rows: pd.DataFrame) -> str:
    blank = rows[rows["value"].isna() & (rows["position"] > 0)]
    told = [f"{name} ({status})" for name, status in zip(blank["name"], blank["status"], strict=True)]
    return f"Neighbours without one: {joined(told)}." if told else ""


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
    figures |= {f"{beside.average} of {near['with_data']} of {near['of']} similar areas": beside.areas}
    told = [f"{who} {shown(value, decimals=about.decimals, unit=about.unit)}" for who, value in figures.items() if not math.isnan(value)]
    standing = f"; {VERDICTS[beside.standing]}" if not math.isnan(beside.own) and about.polarity != "none" else ""
    return f"{about.indicator}, {near['period']}, {about.unit}: {joined(told)}{standing}"


def _alt(rows: pd.DataFrame, words: Words, beside: Distribution) -> str:
    about, known = beside.indicator, rows["value"].dropna()
    ends = [shown(float(end), decimals=about.decimals, unit=about.unit) for end in (known.min(), known.max())]
    drawn = rows[(rows["position"] > 0) & rows["value"].notna()]
    figures = [shown(value, decimals=about.decimals, unit=about.unit) for value in drawn["value"]]
    told = [f"{name} {figure}" for name, figure in zip(drawn["name"], figures, strict=True)]
    parts = [
        f"Strip of dots, one for each council. {words.title}. {words.subtitle}.",
        f"Councils run from {ends[0]} to {ends[1]}.",
        f"Neighbours, the nearest first: {joined(told)}." if told else "",
        _neighbours_without(rows),
        f"{words.warning}." if words.warning else "",
    ]
    return " ".join(part for part in parts if part)
