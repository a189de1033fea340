"""The neighbour chart: one indicator of a council and of each of its statistical neighbours."""

from __future__ import annotations

import math

import pandas as pd

from csrating import reference
from csrating.compare.method import method_of
from csrating.rate import Ratings
from csrating.reference import Indicator
from csrating.reference.frameworks import Framework
from csrating.schema import InLine, Standing
from csrating.tell.charts.chart import Chart
from csrating.tell.charts.neighbour_drawing import WIDTH, Comparison, draw, height_of
from csrating.tell.charts.neighbour_rows import counted, neighbour_rows
from csrating.tell.charts.paper import Words, headed
from csrating.tell.charts.wording import (
    VERDICTS,
    average_of,
    council_named,
    day,
    in_line_rule,
    shown,
    similar_areas,
    sources,
    warning,
    without_figure,
)
from csrating.tell.grammar import joined

COUNTS = "Counts: how many of how many the figure is made from."
NOTHING_IN_LINE = (math.nan, math.nan)
INTERVAL = "95% interval: Wilson's, from the counts: how far chance alone could have moved a share"


def neighbours(ratings: Ratings, council: str, *, indicator: str) -> Chart:
    """A council and its statistical neighbours on one indicator, best first, beside England and the neighbours' mean.

    Args:
        ratings: the ratings of all councils.
        council: any code or spelling.
        indicator: a number or title, such as "148".

    Returns:
        a chart with the council and each neighbour, those without a figure last. ``data`` holds the figures, the counts behind them where
        published, and the ends of the 95 per cent Wilson interval where the figure is a share of counts.

    Raises:
        UnknownCouncilError, ReferenceDataError: the council or the indicator is unknown.
        EvidenceError: the indicator has no figures in the rated period.
    """
    own, name = council_named(ratings, council)
    about = reference.indicator(indicator)
    rows = neighbour_rows(ratings, own.code, about)
    figures = own.comparisons[own.comparisons["indicator"] == about.indicator]
    near, nation = (figures[figures["against"] == baseline].iloc[0] for baseline in ("neighbours", "England"))
    against = _comparison(near, nation, name, about, average_of(ratings.framework))
    words = _words(ratings, rows, near, against)
    paper, top = headed(words, width=WIDTH, body=height_of(rows))
    draw(paper, rows, against, top=top)
    return Chart(paper, rows, words.title, words.caption, _alt(rows, words, about))


def _comparison(near: pd.Series, nation: pd.Series, name: str, indicator: Indicator, average: str) -> Comparison:
    return Comparison(
        name=name,
        indicator=indicator,
        england=float(nation["baseline"]),
        areas=float(near["baseline"]),
        average=average,
        in_line=(float(near["in_line_low"]), float(near["in_line_high"])) if indicator.polarity != "none" else NOTHING_IN_LINE,
        standing=Standing(near["standing"]),
    )


def _words(ratings: Ratings, rows: pd.DataFrame, near: pd.Series, against: Comparison) -> Words:
    about = against.indicator
    has_interval = rows["lower"].notna().any()
    caption = [
        f"{about.indicator}: {about.title}. Measure: {about.unit}. Period: {near['period']}, ending {day(near['period_end'])}.",
        sources(ratings, rows["ref"]),
        similar_areas(str(near["vintage"]), ratings.framework).replace(
            "a figure (", f"a figure, here {near['with_data']} of {near['of']} ("
        ),
        in_line_rule(ratings.framework) if about.polarity != "none" else "Neither high nor low is good here, so nothing is above or below.",
        "The numbers before the names run from the nearest neighbour to the farthest.",
        COUNTS if counted(rows).any() else "",
        _of_interval(ratings.framework) if has_interval else "",
        f"Not compared: {near['why']}." if near["why"] else "",
    ]
    return Words(_title(near, against), _subtitle(near, against), warning(rows["origin"]), " ".join(part for part in caption if part))


def _behind(told: str, near: pd.Series) -> str:
    """Who the similar areas are, with how many of them have a figure here."""
    return told.replace("a figure (", f"a figure, here {near['with_data']} of {near['of']} (")


def _of_interval(framework: Framework) -> str:
    """What the drawn intervals are, and whether the rule for in line heeds them."""
    heeded = method_of(framework).in_line is InLine.INTERVAL
    return f"{INTERVAL}{'' if heeded else '; it does not decide the standing'}."


def _title(near: pd.Series, against: Comparison) -> str:
    if pd.isna(near["value"]):
        return f"{against.indicator.short}: {without_figure(against.name, str(near['status']))}"
    about = f"{against.indicator.short}: {against.name}"
    if against.standing is Standing.NOT_COMPARABLE:
        return f"{about} cannot be judged against similar areas"
    return f"{about} {VERDICTS[against.standing]}"


def _subtitle(near: pd.Series, against: Comparison) -> str:
    about = against.indicator
    figures = {
        against.name: float(near["value"]),
        f"{against.average} of {near['with_data']} of {near['of']} similar areas": against.areas,
        "England": against.england,
    }
    told = [f"{who} {shown(value, decimals=about.decimals, unit=about.unit)}" for who, value in figures.items() if not math.isnan(value)]
    return f"{about.indicator}, {near['period']}, {about.unit}: {joined(told)}"


def _alt(rows: pd.DataFrame, words: Words, indicator: Indicator) -> str:
    drawn, missing = rows[rows["value"].notna()], rows[rows["value"].isna()]
    told = [f"{row['name']} {shown(row['value'], decimals=indicator.decimals, unit=indicator.unit)}" for row in drawn.to_dict("records")]
    first = "highest" if indicator.polarity == "none" else "best"
    parts = [
        f"Dot plot. {words.title}. {words.subtitle}.",
        f"From the {first}: {joined(told)}." if told else "",
        f"No figure: {joined(list(missing['name']))}." if len(missing) else "",
        f"{words.warning}." if words.warning else "",
    ]
    return " ".join(part for part in parts if part)
