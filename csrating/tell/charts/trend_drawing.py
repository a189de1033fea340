"""How the trend chart is laid out and drawn: lines over the periods, which break where a figure is missing, and the figures underneath."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from csrating.reference import Indicator
from csrating.schema import Against
from csrating.tell.charts.axes import upwards
from csrating.tell.charts.comparator import Comparator
from csrating.tell.charts.legend import STEP, Entries, Fill, Rule, legend, rows_of
from csrating.tell.charts.paper import MARGIN, NEIGHBOURS, STANDING_MARKS, Paper, fitted, text_width
from csrating.tell.charts.records import Record, records
from csrating.tell.charts.scale import Scale, reach, spread
from csrating.tell.charts.strokes import BLUE, DARK, GREY, PALE, WHITE, Dashes, Mark, Place
from csrating.tell.charts.wording import shown, stars

WIDTH, PLOT, HEAD, ROW = 10.4, 3.3, 0.34, 0.25
LEFT, RIGHT, LABELS = 2.35, 8.0, 8.2
GAP = 0.24
"""The room at the foot of the plot in which it is said that a figure is missing."""

BAR = 0.13
ENGLAND = Mark("s", DARK, WHITE, 30, 0.7)
SERIES = ("value", "england", "neighbours")


@dataclass(frozen=True)
class Trend:
    """What one council's figures are drawn beside: names, unit, with whom the council is compared, and which period was rated or chosen."""

    name: str
    indicator: Indicator
    beside: Comparator
    rated: str


def height_of(rows: pd.DataFrame, trend: Trend) -> float:
    """The height of the body, in inches."""
    return HEAD + STEP * (rows_of(_entries(rows, trend), width=WIDTH) - 1) + PLOT + 0.3 + len(_lines(trend)) * ROW


def draw(paper: Paper, rows: pd.DataFrame, trend: Trend, *, top: float) -> None:
    """Draw the legend, the axes, the lines with their labels, and the figures, from ``top`` inches down.

    Args:
        paper: the sheet, headed.
        rows: what :func:`csrating.tell.charts.trend_rows.trend_rows` gave.
        trend: what they are drawn beside.
        top: where the body begins.
    """
    start = legend(paper, _entries(rows, trend), top=top + 0.08) + HEAD - 0.08
    ends = reach(rows[[*SERIES, "neighbours_low", "neighbours_high"]].to_numpy(dtype=float).ravel(), floor=0.0)
    scale = Scale(*ends, start + PLOT - (GAP if rows["value"].isna().any() else 0.0), start)
    slots = Scale(-0.5, float(rows["slot"].iloc[-1]) + 0.5, LEFT, RIGHT)
    placed = records(rows.assign(x=[slots.at(slot) for slot in rows["slot"]], star=stars(rows["origin"])))
    upwards(paper, scale, trend.indicator, left=LEFT, right=RIGHT, foot=start + PLOT)
    _ranges(paper, placed, scale)
    _line(paper, placed, scale, "neighbours", colour=GREY, width=1.4, dashes="dashed")
    _line(paper, placed, scale, "england", colour=DARK, width=1.6)
    _line(paper, placed, scale, "value", colour=BLUE, width=3.0)
    _marks(paper, placed, scale)
    _labels(paper, placed, scale, trend)
    _periods(paper, placed, slots, trend, start + PLOT)
    _figures(paper, placed, trend, slots.at(0.5) - slots.at(-0.5), start + PLOT + 0.3)


def _entries(rows: pd.DataFrame, trend: Trend) -> Entries:
    there = set(rows.loc[rows["value"].notna(), "standing"])
    own = fitted(trend.name, 1.8, size=8)
    return [
        *((STANDING_MARKS[one], f"{own}: {trend.beside.verdict(one)}") for one in STANDING_MARKS if str(one) in there),
        (Rule(DARK, 1.6, mark=ENGLAND), "England"),
        *([] if trend.beside.is_england else _near(trend.beside)),
    ]


def _near(beside: Comparator) -> Entries:
    return [
        (Rule(GREY, 1.4, "dashed", NEIGHBOURS), beside.label),
        (Fill(PALE), f"from the lowest to the highest {beside.singular}"),
    ]


def _ranges(paper: Paper, rows: Sequence[Record], scale: Scale) -> None:
    known = [row for row in rows if row["with_data"] > 1]
    boxes = [(row["x"] - BAR, scale.at(row["neighbours_high"]), row["x"] + BAR, scale.at(row["neighbours_low"])) for row in known]
    paper.boxes(boxes, fill=PALE, edge=GREY, width=0.8, name="range")


def _line(paper: Paper, rows: Sequence[Record], scale: Scale, column: str, *, colour: str, width: float, dashes: Dashes = "solid") -> None:
    """A line through consecutive periods; none leads over a period without a figure, or over a break in the series."""
    segments: list[tuple[Place, Place]] = []
    for one, other in pairwise(rows):
        if other["follows"] and not math.isnan(one[column]) and not math.isnan(other[column]):
            segments.append(((one["x"], scale.at(one[column])), (other["x"], scale.at(other[column]))))
    paper.lines(segments, colour=colour, width=width, dashes=dashes, name=f"{column}-line")


def _marks(paper: Paper, rows: Sequence[Record], scale: Scale) -> None:
    for column, mark in (("neighbours", NEIGHBOURS), ("england", ENGLAND)):
        known = [row for row in rows if not math.isnan(row[column])]
        paper.marks([row["x"] for row in known], [scale.at(row[column]) for row in known], mark, name=column)
    for standing, mark in STANDING_MARKS.items():
        known = [row for row in rows if not math.isnan(row["value"]) and row["standing"] == str(standing)]
        name = f"council-{str(standing).replace(' ', '-')}"
        paper.marks([row["x"] for row in known], [scale.at(row["value"]) for row in known], mark, name=name)


def _labels(paper: Paper, rows: Sequence[Record], scale: Scale, trend: Trend) -> None:
    """The name of each line at its end; a line that ends earlier says when."""
    room = WIDTH - MARGIN - LABELS
    names = {"value": trend.name, "england": "England", "neighbours": trend.beside.label}
    ends = {column: known[-1] for column in SERIES if (known := [row for row in rows if not math.isnan(row[column])])}
    own = [scale.at(end[column]) for column, end in ends.items()]
    top, bottom = sorted((scale.start, scale.end))
    for (column, end), y, place in zip(ends.items(), spread(own, apart=0.3, low=top, high=bottom), own, strict=True):
        bold, colour = (True, BLUE) if column == "value" else (False, DARK)
        paper.write(LABELS, y - 0.07, fitted(names[column], room, size=8.5, bold=bold), size=8.5, bold=bold, colour=colour)
        told = shown(end[column], decimals=trend.indicator.decimals, unit=trend.indicator.unit)
        paper.write(LABELS, y + 0.07, f"{told} in {end['period']}", size=7.5, colour=colour)
        if end is rows[-1]:
            paper.lines([((end["x"] + BAR + 0.03, place), (LABELS - 0.05, y))], colour=GREY, width=0.6, name="leader")


def _periods(paper: Paper, rows: Sequence[Record], slots: Scale, trend: Trend, y: float) -> None:
    """The periods under the axis, the rated one in bold, and where periods are missing that they are."""
    paper.lines([((row["x"], y), (row["x"], y + 0.05)) for row in rows], colour=DARK, name="ticks")
    for row in rows:
        paper.write(row["x"], y + 0.15, row["period"] + row["star"], size=8, bold=row["period"] == trend.rated, align="center")
        if math.isnan(row["value"]):
            paper.write(row["x"], y - GAP / 2, "no figure", size=7.5, colour=BLUE, align="center")
    for one, other in pairwise(rows):
        if other["slot"] > one["slot"] + 1:
            paper.write(slots.at((one["slot"] + other["slot"]) / 2), y + 0.15, "no data", size=7.5, colour=GREY, align="center")


def _figures(paper: Paper, rows: Sequence[Record], trend: Trend, wide: float, top: float) -> None:
    """The figures under their periods, row by row; where the council has none, why."""
    about = trend.indicator
    for place, (column, name) in enumerate(_lines(trend).items()):
        y, colour = top + (place + 0.5) * ROW, BLUE if column == "value" else DARK
        paper.lines([((MARGIN, y - ROW / 2), (RIGHT, y - ROW / 2))], colour=PALE, width=0.8, name="rule")
        paper.write(MARGIN, y, name, bold=column == "value", colour=colour)
        for row in rows:
            bold = column == "value" and not math.isnan(row["value"])
            told, size = _small(_told(row, column, about), wide - 0.04, bold=bold)
            paper.write(row["x"], y, told, size=size, bold=bold, colour=colour, align="center")


def _small(told: str, room: float, *, bold: bool) -> tuple[str, float]:
    """A figure as it has room in its column, and its size: a range with a dash, in smaller print; words, told below too, as a dash."""
    if text_width(told, size=7.5, bold=bold) <= room:
        return told, 7.5
    if not any(sign.isdigit() for sign in told):
        return "–", 7.5
    short = told.replace(" to ", "–")
    size = next((size for size in (7.5, 7.0, 6.5, 6.0) if text_width(short, size=size, bold=bold) <= room), 6.0)
    return fitted(short, room, size=size, bold=bold), size


def _lines(trend: Trend) -> dict[str, str]:
    """The rows of figures under the plot, each by its column."""
    own = {"value": fitted(trend.name, LEFT - MARGIN, size=8, bold=True), "england": "England"}
    if trend.beside.is_england:
        return own | {"with_data": "councils with a figure"}
    who = "councils" if trend.beside.against is Against.REGION else trend.beside.plural
    told = {"neighbours": trend.beside.label, "range": "from lowest to highest", "with_data": f"{who} with a figure"}
    return own | {column: fitted(name, LEFT - MARGIN, size=8) for column, name in told.items()}


def _told(row: Record, column: str, about: Indicator) -> str:
    if column == "with_data":
        return f"{row['with_data']} of {row['of']}"
    if column == "range":
        ends = [shown(row[end], decimals=about.decimals, unit=about.unit) for end in ("neighbours_low", "neighbours_high")]
        return f"{ends[0].removesuffix('%')} to {ends[1]}" if row["with_data"] > 1 else "–"
    if column == "value" and math.isnan(row["value"]):
        return str(row["status"])
    return shown(row[column], decimals=about.decimals, unit=about.unit)
