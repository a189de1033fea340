"""How the neighbour chart is laid out and drawn: a dot for each area on one scale, with better to the right."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
from csrating.tell.charts.strokes import BLUE, DARK, GREY, PALE, WHITE, Dashes, Mark
from csrating.tell.charts.wording import no_figure, shown, stars

WIDTH, ROW, HEAD, FOOT = 9.6, 0.3, 1.0, 0.66
LABEL, LEFT, RIGHT = MARGIN + 0.3, 2.75, 7.35
VALUE, COUNTS = 8.05, WIDTH - MARGIN
NEIGHBOUR = Mark("o", GREY, WHITE, 58, 0.8)


UPPER, LOWER = 0.44, 0.2
"""So far above the rows stand the names of the baselines."""


@dataclass(frozen=True)
class Baseline:
    """A line down through the rows, and its name: the middle of the name, half its width, and how far it stands above the rows."""

    name: str
    told: str
    dashes: Dashes
    value: float
    middle: float
    half: float
    above: float = 0.0


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
    for line in _named(against, scale):
        x, y = scale.at(line.value), start - line.above
        paper.lines([((x, y + 0.09), (x, end))], colour=DARK, width=1.4, dashes=line.dashes, name=line.name)
        paper.write(line.middle, y, line.told, size=8, bold=True, align="center")


def _named(against: Comparison, scale: Scale) -> list[Baseline]:
    """England, and the average of similar areas, each with a place for its name.

    The lower name stands beside its line, away from the other line. It is that of the average, unless it would come among the heads of the
    columns there: then it is England's, and the upper one is moved away from them.
    """
    known = [
        _baseline("England", "england", "solid", against.england, against, scale),
        _baseline(against.beside.label, "neighbours-mean", "dashed", against.areas, against, scale),
    ]
    known = [line for line in known if np.isfinite(line.value)]
    if len(known) < 2:
        return [replace(line, middle=_between(line.middle, line.half), above=LOWER) for line in known]
    upper, lower = known[0], _beside(known, 1)
    if lower.middle != _between(lower.middle, lower.half):
        upper, lower = known[1], _beside(known, 0)
    return [
        replace(upper, middle=_between(upper.middle, upper.half), above=UPPER),
        replace(lower, middle=_between(lower.middle, lower.half), above=LOWER),
    ]


def _baseline(word: str, name: str, dashes: Dashes, value: float, against: Comparison, scale: Scale) -> Baseline:
    told = f"{word} {shown(value, decimals=against.indicator.decimals, unit=against.indicator.unit)}" if np.isfinite(value) else ""
    return Baseline(name, told, dashes, value, scale.at(value), text_width(told, size=8, bold=True) / 2)


def _beside(lines: list[Baseline], place: int) -> Baseline:
    """One of two lines with its name on the side where the other line is not."""
    own, other = lines[place], lines[1 - place]
    side = 1 if own.middle > other.middle or (own.middle == other.middle and place) else -1
    return replace(own, middle=own.middle + side * own.half)


def _between(middle: float, half: float) -> float:
    """The middle of a name, moved so that it stays between the heads of the columns on both sides."""
    return min(max(middle, LABEL + 0.7 + half), RIGHT - half)


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
