"""How the neighbour chart is laid out and drawn: a dot for each area on one scale, with better to the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from csrating.reference import Indicator
from csrating.schema import Standing
from csrating.tell.charts.axes import along
from csrating.tell.charts.comparator import Comparator
from csrating.tell.charts.neighbour_rows import counted
from csrating.tell.charts.paper import MARGIN, STANDING_MARKS, Paper, fitted, text_width
from csrating.tell.charts.scale import Scale, reach
from csrating.tell.charts.strokes import BLUE, DARK, GREY, PALE, WHITE, Align, Dashes, Mark
from csrating.tell.charts.wording import no_figure, shown, stars

WIDTH, ROW, HEAD, FOOT = 9.6, 0.3, 1.0, 0.66
LABEL, LEFT, RIGHT = MARGIN + 0.3, 2.75, 7.35
VALUE, COUNTS = 8.05, WIDTH - MARGIN
NEIGHBOUR = Mark("o", GREY, WHITE, 58, 0.8)


@dataclass(frozen=True)
class Comparison:
    """What one council is compared with on one indicator: England, the figure of others, and what is in line with them."""

    name: str
    indicator: Indicator
    england: float
    areas: float
    in_line: tuple[float, float]
    standing: Standing
    beside: Comparator


def height_of(rows: pd.DataFrame) -> float:
    """The height of the body, in inches."""
    return HEAD + len(rows) * ROW + FOOT


def scale_of(rows: pd.DataFrame, against: Comparison) -> Scale:
    """A scale that takes in every figure, interval and baseline, turned round where low is good."""
    edges = [against.england, against.areas, *against.in_line]
    values = np.concatenate([rows[["value", "lower", "upper"]].to_numpy(dtype=float).ravel(), edges])
    low, high = reach(values)
    return Scale(high, low, LEFT, RIGHT) if against.indicator.polarity == "low" else Scale(low, high, LEFT, RIGHT)


def draw(paper: Paper, rows: pd.DataFrame, against: Comparison, *, top: float) -> None:
    """Draw the legend, the baselines, the axis and the rows, from ``top`` inches down.

    Args:
        paper: the sheet, headed.
        rows: what :func:`csrating.tell.charts.neighbour_rows.neighbour_rows` gave.
        against: what the council is compared with.
        top: where the body begins.
    """
    scale = scale_of(rows, against)
    start, end = top + HEAD, top + HEAD + len(rows) * ROW
    placed = rows.assign(y=[start + (place + 0.5) * ROW for place in range(len(rows))], star=stars(rows["origin"]))
    _legend(paper, rows, against, top + 0.1)
    _baselines(paper, against, scale, start, end)
    along(paper, scale, against.indicator, end, words=0.52, ends=0.34)
    _points(paper, placed, against, scale)
    _headings(paper, rows, start - 0.1)
    for row in placed.itertuples():
        _texts(paper, row, against)


def _legend(paper: Paper, rows: pd.DataFrame, against: Comparison, y: float) -> None:
    x = MARGIN + 0.08
    own = f"{fitted(against.name, 1.8, size=8)}: {against.beside.verdict(against.standing)}"
    marks = [(STANDING_MARKS[against.standing], own), (NEIGHBOUR, against.beside.member)]
    for mark, word in marks if rows.loc[rows["position"] == 0, "value"].notna().any() else marks[1:]:
        paper.marks([x], [y], mark, name="legend")
        paper.write(x + 0.13, y, word)
        x += 0.5 + text_width(word, size=8)
    if np.isfinite(against.in_line).all():
        paper.boxes([(x, y - 0.07, x + 0.3, y + 0.07)], fill=PALE, edge=GREY, name="legend")
        word = against.beside.verdict(Standing.IN_LINE)
        paper.write(x + 0.38, y, word)
        x += 0.75 + text_width(word, size=8)
    if rows["lower"].notna().any():
        paper.lines([((x, y), (x + 0.35, y))], name="legend")
        paper.write(x + 0.43, y, "95% interval")


def _baselines(paper: Paper, against: Comparison, scale: Scale, start: float, end: float) -> None:
    """The band that is in line, the average of similar areas, and England, each named above the rows."""
    if np.isfinite(against.in_line).all():
        left, right = sorted(scale.at(end) for end in against.in_line)
        paper.boxes([(left, start - 0.04, right, end)], fill=PALE, edge=PALE, name="in-line")
    aside: Align = "left" if against.areas >= against.england else "right"
    if against.indicator.polarity == "low":
        aside = "right" if aside == "left" else "left"
    lines: tuple[tuple[float, str, Dashes, str, float, Align], ...] = (
        (against.england, "England", "solid", "england", start - 0.44, "center"),
        (against.areas, against.beside.label, "dashed", "neighbours-mean", start - 0.2, aside),
    )
    for value, word, dashes, name, y, align in lines:
        if np.isfinite(value):
            x = scale.at(value)
            paper.lines([((x, y + 0.09), (x, end))], colour=DARK, width=1.4, dashes=dashes, name=name)
            told = shown(value, decimals=against.indicator.decimals, unit=against.indicator.unit)
            paper.write(x, y, f"{word} {told}", size=8, bold=True, align=align)


def _points(paper: Paper, rows: pd.DataFrame, against: Comparison, scale: Scale) -> None:
    with_interval = rows[rows["lower"].notna()]
    ends = with_interval[["lower", "upper", "y"]].to_numpy(dtype=float)
    whiskers = [((scale.at(lower), y), (scale.at(upper), y)) for lower, upper, y in ends]
    paper.lines(whiskers, name="interval")
    drawn = rows[rows["value"].notna()]
    own, near = drawn[drawn["position"] == 0], drawn[drawn["position"] > 0]
    paper.marks([scale.at(value) for value in near["value"]], near["y"].to_numpy(), NEIGHBOUR, name="neighbour")
    mark = STANDING_MARKS[against.standing]
    paper.marks([scale.at(value) for value in own["value"]], own["y"].to_numpy(), mark, name="council")


def _headings(paper: Paper, rows: pd.DataFrame, y: float) -> None:
    """What the columns beside the picture hold; the counts only where there are any."""
    paper.write(LABEL, y, "Council", size=7.5, bold=True)
    paper.write(VALUE, y, "Figure", size=7.5, bold=True, align="right")
    if counted(rows).any():
        paper.write(COUNTS, y, "Counts", size=7.5, bold=True, align="right")


def _texts(paper: Paper, row: Any, against: Comparison) -> None:
    own, indicator = row.position == 0, against.indicator
    colour = BLUE if own else DARK
    if not own and against.beside.is_near:
        paper.write(MARGIN + 0.2, row.y, str(row.position), size=7.5, colour=GREY, align="right")
    paper.write(LABEL, row.y, fitted(row.name, LEFT - LABEL - 0.25, size=8.5, bold=own) + row.star, size=8.5, bold=own, colour=colour)
    if pd.isna(row.value):
        paper.write(COUNTS, row.y, no_figure(row.status), colour=GREY, align="right")
        return
    told = shown(row.value, decimals=indicator.decimals, unit=indicator.unit)
    paper.write(VALUE, row.y, told, size=8.5, bold=own, colour=colour, align="right")
    if not pd.isna(row.numerator) and not pd.isna(row.denominator):
        paper.write(COUNTS, row.y, f"{row.numerator:,.0f} of {row.denominator:,.0f}", size=7.5, align="right")
