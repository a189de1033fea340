"""The funnel chart: one indicator of every council against how many children stand behind it, between the limits of chance."""

from __future__ import annotations

import math

import pandas as pd

from csrating.compare.figures import is_share
from csrating.tell.charts.chart import Chart
from csrating.tell.charts.funnel_drawing import WIDTH, Funnel, draw, height_of
from csrating.tell.charts.ground import Ground, ground
from csrating.tell.charts.observed import Evidence
from csrating.tell.charts.paper import Words, headed
from csrating.tell.charts.wording import WAYS, day, reasons_told, shown, sources_told, warning, without_figure
from csrating.tell.grammar import capital, joined, named, settled
from csrating.tell.sentences.words import place

FINDINGS = {
    "far below": "is below the limits for its size (99.8%)",
    "below": "is below the limits for its size (95%)",
    "within": "is within the limits for its size (95%)",
    "above": "is above the limits for its size (95%)",
    "far above": "is above the limits for its size (99.8%)",
}


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
    words = _words(found, rows, shape)
    paper, top = headed(words, width=WIDTH, body=height_of(rows, shape))
    draw(paper, rows, shape, top=top)
    return Chart(paper, rows, words.title, words.caption, _alt(rows, words))


def _words(found: Ground, rows: pd.DataFrame, shape: Funnel) -> Words:
    about, asked = shape.indicator, shape.asked
    ends = asked.observations.loc[asked.observations["period"] == asked.period, "period_end"]
    without = int(asked.table["value"].notna().sum()) - len(rows)
    caption = [
        f"{about.indicator}: {about.title}. Measure: {about.unit}. Period: {asked.period}, ending {day(ends.iloc[0])}.",
        f"{len(rows)} of {len(asked.table)} councils have a figure with its counts{_blank(asked.table, without)}.",
        sources_told(found.seen.sources, rows["ref"]),
        asked.funnel_said,
        "Drawn are the limits that allow for how far councils differ beyond chance: 95 and 99.8 of 100 councils would lie within them.",
        _outside(rows),
    ]
    return Words(_title(rows, shape), _subtitle(rows, shape), warning(rows["origin"]), " ".join(part for part in caption if part))


def _blank(table: pd.DataFrame, without: int) -> str:
    """How many have a figure without counts, and how many no figure, by reason."""
    some = [*([f"{without} without counts"] if without else []), *reasons_told(table.loc[table["value"].isna(), "status"])]
    return f"; of the others {joined(some)}" if some else ""


def _outside(rows: pd.DataFrame) -> str:
    """The councils outside the wider limits, by name."""
    sides = [(word, list(rows.loc[rows["allowed"] == f"far {word}", "name"])) for word in ("above", "below")]
    return " ".join(f"{capital(word)} those of 99.8%: {settled(named(names, most=12))}." for word, names in sides if names)


def _title(rows: pd.DataFrame, shape: Funnel) -> str:
    own, about = rows[rows["council"] == shape.code], shape.indicator.short
    if len(own):
        return f"{about}: {place(shape.name)} {FINDINGS[own['allowed'].iloc[0]]}"
    asked = shape.asked.table[shape.asked.table["council"] == shape.code].iloc[0]
    if math.isnan(asked["value"]):
        return f"{about}: {without_figure(shape.name, str(asked['status']))}"
    return f"{about}: no counts are published for {place(shape.name)}"


def _subtitle(rows: pd.DataFrame, shape: Funnel) -> str:
    about = shape.indicator
    outside = int((rows["allowed"] != "within").sum())
    told = [
        *(f"{name} {figure}" for name, figure in _own(rows, shape)),
        f"all councils together {shown(rows['average'].iloc[0], decimals=about.decimals, unit=about.unit)}",
        f"{outside} of {len(rows)} councils outside the limits of 95%",
    ]
    return f"{about.indicator}, {shape.asked.period}, {about.unit}, {WAYS[about.polarity]}: {joined(told)}"


def _own(rows: pd.DataFrame, shape: Funnel) -> list[tuple[str, str]]:
    """The council's figure with its counts, where it has them."""
    own = rows[rows["council"] == shape.code]
    if own.empty:
        return []
    row, about = own.iloc[0], shape.indicator
    figure = shown(row["value"], decimals=about.decimals, unit=about.unit)
    word = "of" if is_share(about.unit) else "among"
    return [(shape.name, f"{figure} ({row['numerator']:,.0f} {word} {row['denominator']:,.0f})")]


def _alt(rows: pd.DataFrame, words: Words) -> str:
    counts = rows["allowed"].value_counts()
    told = [f"{counts[verdict]} {verdict}" for verdict in FINDINGS if verdict in counts.index]
    parts = [
        f"Funnel plot: figures against their denominators, between limits that narrow to the right. {words.title}. {words.subtitle}.",
        f"Of all councils: {joined(told)}.",
        _outside(rows),
        f"{words.warning}." if words.warning else "",
    ]
    return " ".join(part for part in parts if part)
