"""How the distribution chart is laid out and drawn: a dot for each council on one scale, and under them the names of those near."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from csrating.reference import Indicator
from csrating.schema import Standing
from csrating.tell.charts.axes import along
from csrating.tell.charts.comparator import Comparator
from csrating.tell.charts.distribution_rows import OTHER
from csrating.tell.charts.legend import STEP, Entries, legend, rows_of
from csrating.tell.charts.paper import MARGIN, STANDING_MARKS, Paper, fitted, text_width
from csrating.tell.charts.records import Record, records
from csrating.tell.charts.scale import Scale, reach
from csrating.tell.charts.strokes import BLUE, DARK, GREY, PALE, WHITE, Dashes, Mark
from csrating.tell.charts.wording import shown

WIDTH, HEAD, ROW, FOOT = 10.4, 0.7, 0.19, 0.62
LEFT, RIGHT, TICKS = MARGIN + 0.2, 8.4, 8
APART = 0.115
"""So far apart are the middles of two dots that touch."""

HIGHEST = 3.6
"""No pile is higher: where many councils have the same figure, the dots of a pile overlap."""

MOST_NAMED = 24
"""More than these are told apart by their marks alone: a region has at most 23 others."""

NEIGHBOUR = Mark("D", DARK, WHITE, 40, 0.7)
OTHERS = Mark("o", WHITE, GREY, 36, 1.1)


@dataclass(frozen=True)
class Distribution:
    """Whose figures are drawn and beside what: the council with its standing, England, and the figure of those it is compared with."""

    name: str
    indicator: Indicator
    own: float
    england: float
    areas: float
    standing: Standing
    beside: Comparator

    @property
    def names_all(self) -> bool:
        """Whether those it is compared with are few enough to be named one by one."""
        return len(self.beside.members) <= MOST_NAMED


@dataclass(frozen=True)
class Layout:
    """Where each council with a figure lies: its x, its level above the line, and the row of its name below it, in that order."""

    rows: tuple[Record, ...]
    scale: Scale
    levels: int
    names: int

    @property
    def step(self) -> float:
        """The height of a level, in inches."""
        return min(APART, HIGHEST / self.levels)

    @property
    def pile(self) -> float:
        """The height of the highest pile, in inches."""
        return self.levels * self.step


def laid_out(rows: pd.DataFrame, about: Distribution) -> Layout:
    """Dots piled up where they would touch, the council's and its neighbours' lowest, and their names in rows under them.

    Args:
        rows: what :func:`csrating.tell.charts.distribution_rows.distribution_rows` gave.
        about: what they are drawn beside.
    """
    low, high = reach([*rows["value"], about.england, about.areas], floor=0.0)
    scale = Scale(high, low, LEFT, RIGHT) if about.indicator.polarity == "low" else Scale(low, high, LEFT, RIGHT)
    known = [row | {"x": scale.at(row["value"])} for row in records(rows[rows["value"].notna()])]
    levels = piled([row["x"] for row in known], apart=APART)
    near = [row for row in known if row["position"] == 0 or (about.names_all and row["position"] != OTHER)]
    below = name_rows([row["x"] for row in near], [text_width(_named(row, about), size=8, bold=True) + 0.14 for row in near])
    placed = [row | {"level": level} for row, level in zip(known, levels, strict=True)]
    told = [row | {"below": below[place] if place < len(near) else 0} for place, row in enumerate(placed)]
    return Layout(tuple(told), scale, max(levels, default=0) + 1, max(below, default=-1) + 1)


def piled(places: Sequence[float], *, apart: float) -> list[int]:
    """The lowest level on which each dot touches none of those before it.

    >>> piled([1.0, 1.05, 1.0, 1.2], apart=0.1)
    [0, 1, 2, 0]
    """
    there: list[list[float]] = []
    found = []
    for place in places:
        level = next((level for level, others in enumerate(there) if all(abs(place - other) >= apart for other in others)), len(there))
        there[level:] = there[level:] or [[]]
        there[level].append(place)
        found.append(level)
    return found


def name_rows(places: Sequence[float], widths: Sequence[float]) -> list[int]:
    """The row below the line in which each name stands, beginning under its dot, so that none meets another or the line down to one.

    >>> name_rows([1.0, 1.5, 4.0], [1.0, 1.0, 1.0])
    [1, 0, 0]
    """
    found = [0] * len(places)
    done: list[tuple[float, int]] = []
    for place in sorted(range(len(places)), key=lambda place: -places[place]):
        end = places[place] + widths[place]
        # What lies to the right and is as low or lower, or comes down through this row, stands in the way.
        found[place] = max((row + 1 for other, row in done if other < end), default=0)
        done.append((places[place], found[place]))
    return found


def height_of(layout: Layout, about: Distribution) -> float:
    """The height of the body, in inches."""
    return HEAD + STEP * rows_of(_entries(about), width=WIDTH) + layout.pile + 0.1 + max(layout.names, 1) * ROW + FOOT


def draw(paper: Paper, layout: Layout, about: Distribution, *, top: float) -> None:
    """Draw the legend, the baselines, the dots with the names under them, and the axis, from ``top`` inches down.

    Args:
        paper: the sheet, headed.
        layout: what :func:`laid_out` gave.
        about: what the figures are drawn beside.
        top: where the body begins.
    """
    start = legend(paper, _entries(about), top=top + 0.08) + HEAD + STEP - 0.08
    line = start + layout.pile
    end = line + 0.1 + max(layout.names, 1) * ROW
    grid = [((x, start), (x, end)) for x in map(layout.scale.at, layout.scale.ticks(TICKS))]
    paper.lines(grid, colour=PALE, width=0.8, name="grid")
    along(paper, layout.scale, about.indicator, end, words=0.36, ends=0.36, most=TICKS)
    _baselines(paper, layout.scale, about, start, line)
    paper.lines([((LEFT, line + 0.02), (RIGHT, line + 0.02))], colour=GREY, width=0.8, name="floor")
    _names(paper, layout, about, line)
    _dots(paper, layout, about, line)


def _entries(about: Distribution) -> Entries:
    named = f"{fitted(about.name, 1.8, size=8)}: {about.beside.verdict(about.standing)}"
    own: Entries = [] if math.isnan(about.own) else [(STANDING_MARKS[about.standing], named)]
    near: Entries = [(NEIGHBOUR, about.beside.member)] if len(about.beside.members) else []
    return [*own, *near, (OTHERS, "any other council")]


def _baselines(paper: Paper, scale: Scale, about: Distribution, start: float, line: float) -> None:
    """England and the average of the similar areas, each named above the dots; the lower name stands aside from the other line."""
    aside = 1 if (scale.at(about.areas) >= scale.at(about.england)) else -1
    lines: tuple[tuple[float, str, Dashes, str, float, int], ...] = (
        (about.england, "England", "solid", "england", start - 0.42, 0),
        (math.nan if about.beside.is_england else about.areas, about.beside.label, "dashed", "neighbours-average", start - 0.2, aside),
    )
    for value, word, dashes, name, y, side in lines:
        if math.isfinite(value):
            x = scale.at(value)
            told = f"{word} {shown(value, decimals=about.indicator.decimals, unit=about.indicator.unit)}"
            paper.lines([((x, y + 0.1), (x, line + 0.02))], colour=DARK, width=1.4, dashes=dashes, name=name)
            half = text_width(told, size=8, bold=True) / 2
            middle = float(np.clip(x + side * (half - 0.03), MARGIN + half, WIDTH - MARGIN - half))
            paper.write(middle, y, told, size=8, bold=True, align="center")


def _names(paper: Paper, layout: Layout, about: Distribution, line: float) -> None:
    for row in layout.rows:
        if row["position"] == OTHER or (row["position"] > 0 and not about.names_all):
            continue
        own = row["position"] == 0
        y = line + 0.1 + (row["below"] + 0.5) * ROW
        paper.lines(
            [((row["x"], _height(row, layout, line)), (row["x"], y + 0.05))], colour=BLUE if own else GREY, width=0.8, name="leader"
        )
        paper.write(row["x"] + 0.05, y, _named(row, about), bold=own, colour=BLUE if own else DARK)


def _dots(paper: Paper, layout: Layout, about: Distribution, line: float) -> None:
    """The others first, so that what is asked about lies on top."""
    rows = layout.rows
    kinds = (
        ("other", OTHERS, [row for row in rows if row["position"] == OTHER]),
        ("neighbour", NEIGHBOUR, [row for row in rows if row["position"] > 0]),
        ("council", STANDING_MARKS[about.standing], [row for row in rows if row["position"] == 0]),
    )
    for name, mark, some in kinds:
        paper.marks([row["x"] for row in some], [_height(row, layout, line) for row in some], mark, name=name)


def _height(row: Record, layout: Layout, line: float) -> float:
    return float(line - (row["level"] + 0.5) * layout.step)


def _named(row: Record, about: Distribution) -> str:
    figure = shown(row["value"], decimals=about.indicator.decimals, unit=about.indicator.unit)
    return f"{row['name']} {figure}"
