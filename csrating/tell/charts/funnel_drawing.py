"""How the funnel chart is laid out and drawn: figures against how many children stand behind them, between limits that narrow."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from csrating.compare import ComparedIndicator
from csrating.reference import Indicator
from csrating.tell.charts.axes import upwards
from csrating.tell.charts.legend import STEP, Entries, legend, rows_of
from csrating.tell.charts.paper import Paper, fitted, text_width
from csrating.tell.charts.records import Record, records
from csrating.tell.charts.scale import Scale, reach, spread
from csrating.tell.charts.strokes import BLUE, DARK, GREY, ORANGE, WHITE, Box, Dashes, Mark, Place
from csrating.tell.charts.wording import shown

WIDTH, PLOT, HEAD, FOOT = 10.4, 4.6, 0.34, 0.6
LEFT, RIGHT, LABELS = 1.75, 8.3, 8.4
CURVE = 160
"""So many points make a curve."""

NEAR = (0.18, 0.3)
"""So far above or below its mark a name may stand."""

FURTHER = (*NEAR, 0.5, 0.8, 1.1, 1.4)
"""The same for the council asked about, whose name a line leads to."""

OWN = Mark("D", ORANGE, DARK, 80, 1.2)
MARKS = {
    "far above": Mark("^", DARK, DARK, 46),
    "above": Mark("^", WHITE, DARK, 46),
    "within": Mark("o", WHITE, GREY, 30, 1.0),
    "below": Mark("v", WHITE, DARK, 46),
    "far below": Mark("v", DARK, DARK, 46),
}
"""How a council is marked by where it lies: up above the limits and down below them, filled where it is outside the wider ones."""

MEANINGS = {
    "within": "within the limits",
    "above": "above those of 95%",
    "far above": "above those of 99.8%",
    "below": "below those of 95%",
    "far below": "below those of 99.8%",
}
"""What the legend says of each mark."""

CURVES: tuple[tuple[str, float, str, Dashes, str], ...] = (
    ("wide_high998", 1.6, DARK, "solid", "99.8% limit"),
    ("wide_high95", 1.2, GREY, "dashed", "95% limit"),
    ("average", 1.6, BLUE, "solid", "all together"),
    ("wide_low95", 1.2, GREY, "dashed", "95% limit"),
    ("wide_low998", 1.6, DARK, "solid", "99.8% limit"),
)
"""The curves from the highest to the lowest: column, width, colour, dashes and name."""


@dataclass(frozen=True)
class Funnel:
    """Whose figures are drawn, and which council is the one asked about."""

    code: str
    name: str
    indicator: Indicator
    asked: ComparedIndicator


@dataclass(frozen=True)
class Plane:
    """From a number of children and a figure to a place; the numbers of children on a logarithmic scale."""

    across: Scale
    up: Scale

    def at(self, denominator: float, value: float) -> Place:
        """Inches from the left and from the top."""
        return self.across.at(math.log10(denominator)), self.up.at(value)


def height_of(rows: pd.DataFrame, funnel: Funnel) -> float:
    """The height of the body, in inches."""
    return HEAD + STEP * (rows_of(_entries(rows, funnel), width=WIDTH) - 1) + PLOT + FOOT


def draw(paper: Paper, rows: pd.DataFrame, funnel: Funnel, *, top: float) -> None:
    """Draw the legend, the axes, the limits with their names, and the councils, from ``top`` inches down.

    Args:
        paper: the sheet, headed.
        rows: those of :attr:`csrating.compare.ComparedIndicator.funnel`.
        funnel: whose they are.
        top: where the body begins.
    """
    start = legend(paper, _entries(rows, funnel), top=top + 0.08) + HEAD - 0.08
    plane = _plane(rows, start)
    upwards(paper, plane.up, funnel.indicator, left=LEFT, right=RIGHT, foot=start + PLOT)
    _sizes(paper, plane, start + PLOT)
    curves = _curves(paper, plane, funnel)
    placed = [row | dict(zip("xy", plane.at(row["denominator"], row["value"]), strict=True)) for row in records(rows)]
    for verdict, mark in MARKS.items():
        some = [row for row in placed if row["allowed"] == verdict and row["council"] != funnel.code]
        paper.marks([row["x"] for row in some], [row["y"] for row in some], mark, name=verdict.replace(" ", "-"))
    own = [row for row in placed if row["council"] == funnel.code]
    paper.marks([row["x"] for row in own], [row["y"] for row in own], OWN, name="council")
    _names(paper, placed, curves, funnel, foot=plane.up.start)


def _entries(rows: pd.DataFrame, funnel: Funnel) -> Entries:
    """What each mark means that is drawn."""
    own = rows["council"] == funnel.code
    others = set(rows.loc[~own, "allowed"])
    named: Entries = [(OWN, fitted(funnel.name, 1.8, size=8))] if own.any() else []
    return [*named, *((MARKS[verdict], told) for verdict, told in MEANINGS.items() if verdict in others)]


def _plane(rows: pd.DataFrame, start: float) -> Plane:
    """Scales that take in every council, and the limits where most councils lie; how wide they are for the very smallest is cut off."""
    sizes = np.log10(rows["denominator"].to_numpy(dtype=float))
    usual = rows[rows["denominator"] >= rows["denominator"].quantile(0.1)]
    limits = usual[[column for column, *_ in CURVES]].to_numpy(dtype=float).ravel()
    low, high = reach([*rows["value"], *limits], floor=0.0)
    return Plane(Scale(*reach(sizes, pad=0.03), LEFT, RIGHT), Scale(low, high, start + PLOT, start))


def _sizes(paper: Paper, plane: Plane, y: float) -> None:
    """The axis of how many children stand behind a figure: 1, 2, 5, 10, 20 and so on."""
    low, high = (10**end for end in (plane.across.low, plane.across.high))
    steps = [float(first * 10**power) for power in range(8) for first in (1, 2, 5)]
    ticks = [step for step in steps if low <= step <= high]
    places = [plane.across.at(math.log10(tick)) for tick in ticks]
    paper.lines([((x, y), (x, y + 0.05)) for x in places], colour=DARK, name="ticks")
    for tick, x in zip(ticks, places, strict=True):
        paper.write(x, y + 0.14, shown(tick, decimals=0), size=7.5, colour=DARK, align="center")
    told = "how many stand behind the figure (its denominator), on a logarithmic scale →"
    paper.write((LEFT + RIGHT) / 2, y + 0.36, told, size=8, colour=GREY, align="center")


def _curves(paper: Paper, plane: Plane, funnel: Funnel) -> list[Place]:
    """Draw the limits over all sizes, each named at its right end, and give the places along them."""
    sizes = np.logspace(plane.across.low, plane.across.high, CURVE)
    found = funnel.asked.funnel_at(sizes)
    ends: list[float] = []
    along: list[Place] = []
    for column, width, colour, dashes, _ in CURVES:
        kept = [place for place in zip(sizes, found[column], strict=True) if plane.up.low <= place[1] <= plane.up.high]
        curve = [plane.at(*place) for place in kept]
        paper.lines([curve] if curve else [], colour=colour, width=width, dashes=dashes, name=column.replace("_", "-"))
        along += curve
        ends.append(float(np.clip(plane.up.at(found[column].iloc[-1]), plane.up.end, plane.up.start)))
    top, bottom = plane.up.end, plane.up.start
    for (column, *_, colour, _, name), y, end in zip(CURVES, spread(ends, apart=0.17, low=top, high=bottom), ends, strict=True):
        level = float(found[column].iloc[-1])
        figure = f" {shown(level, decimals=funnel.indicator.decimals, unit=funnel.indicator.unit)}" if column == "average" else ""
        paper.write(LABELS + 0.15, y, f"{name}{figure}", size=8, bold=column == "average", colour=colour)
        paper.lines([((RIGHT, end), (LABELS + 0.1, y))], colour=GREY, width=0.6, name="leader")
    return along


def _names(paper: Paper, rows: Sequence[Record], curves: Sequence[Place], funnel: Funnel, *, foot: float) -> None:
    """The council's name where it covers least, and those of councils outside the wider limits where there is room."""
    own = [row for row in rows if row["council"] == funnel.code]
    far = [row for row in rows if row["allowed"].startswith("far") and row["council"] != funnel.code]
    taken = [_around(row["x"], row["y"], 0.07) for row in rows] + [_around(*place, 0.02) for place in curves]
    for row in (*own, *far):
        bold = row["council"] == funnel.code
        boxes = _boxes(row, text_width(row["name"], size=8, bold=bold), off=FURTHER if bold else NEAR)
        box = min(boxes, key=lambda box: _met(box, taken, foot))
        if bold or not _met(box, taken, foot):
            taken.append(box)
            middle = (box[1] + box[3]) / 2
            if abs(middle - row["y"]) > NEAR[-1]:
                x, towards = min(max(row["x"], box[0]), box[2]), 0.1 if middle < row["y"] else -0.1
                paper.lines([((row["x"], row["y"]), (x, middle + towards))], colour=BLUE, width=0.8, name="leader")
            paper.write(box[0], middle, row["name"], bold=bold, colour=BLUE if bold else DARK)


def _around(x: float, y: float, half: float) -> Box:
    return x - half, y - half, x + half, y + half


def _boxes(row: Record, wide: float, *, off: Sequence[float]) -> list[Box]:
    """Where a name may stand: to the right of its mark, to the left, and above or below it, so far off."""
    x, y = row["x"], row["y"]
    beside = [(x + 0.12, y), (x - 0.12 - wide, y)]
    over = [(left, y + down) for far in off for down in (-far, far) for left in (x - wide / 2, x + 0.06, x - 0.06 - wide)]
    return [(left, middle - 0.06, left + wide, middle + 0.06) for left, middle in (*beside, *over)]


def _met(box: Box, taken: Sequence[Box], foot: float) -> int:
    """How many of the boxes meet this one; more than there are where it leaves the plot at a side or its foot."""
    left, top, right, bottom = box
    if left < LEFT + 0.02 or right > RIGHT or bottom > foot:
        return len(taken) + 1
    return sum(left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in taken)
