"""How small trend charts are laid out and drawn: a panel for each indicator, four to a row, each on a scale of its own."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from csrating.reference import Indicator
from csrating.schema import Standing
from csrating.tell.charts.legend import STEP, Entries, Fill, Letter, Rule, legend, rows_of
from csrating.tell.charts.paper import MARGIN, STANDING_MARKS, Paper, fitted, wrapped
from csrating.tell.charts.records import Record
from csrating.tell.charts.scale import Scale, decimals_of, reach
from csrating.tell.charts.strokes import BLUE, DARK, GREY, PALE, WHITE, Dashes, Mark, Place
from csrating.tell.charts.wording import VERDICTS, WAYS, shown

WIDTH, ACROSS, BETWEEN = 10.4, 4, 0.3
PANEL = (WIDTH - 2 * MARGIN - (ACROSS - 1) * BETWEEN) / ACROSS
LINE, PLOT, FOOT, APART = 0.15, 0.86, 0.32, 0.14
LEFT = 0.42
"""The room for the figures of the scale at the left of a panel."""

GAP = 0.17
"""The room at the foot of a plot in which it is said that a figure is missing."""

PERIOD = Mark("o", BLUE, WHITE, 16, 0.5)
NO_FIGURE, NO_PERIOD = "×", "–"


@dataclass(frozen=True)
class Panel:
    """One indicator of a council over the periods.

    Args:
        about: which indicator.
        rows: its periods, the earliest first.
        moved: from which figure to which, and what that is.
        over: from which period to which.
        star: the mark behind its number where it rests on demonstration data and others do not.
    """

    about: Indicator
    rows: Sequence[Record]
    moved: str
    over: str
    star: str


def height_of(panels: Sequence[Panel], name: str) -> float:
    """The height of the body, in inches."""
    rows = math.ceil(len(panels) / ACROSS)
    return STEP * rows_of(_entries(panels, name), width=WIDTH) + 0.02 + rows * (_head_of(panels) + PLOT + FOOT) + (rows - 1) * APART


def _head_of(panels: Sequence[Panel]) -> float:
    """The height of what is written above each plot: the longest name says."""
    return LINE * (3 + max(len(_named(panel)) for panel in panels)) + 0.1


def _named(panel: Panel) -> list[str]:
    return wrapped(panel.about.short, PANEL, size=8)


def draw(paper: Paper, panels: Sequence[Panel], name: str, *, top: float) -> None:
    """Draw the legend and the panels, from ``top`` inches down.

    Args:
        paper: the sheet, headed.
        panels: in the order in which they are read.
        name: of the council.
        top: where the body begins.
    """
    start = legend(paper, _entries(panels, name), top=top + 0.08) + 0.2
    head = _head_of(panels)
    for place, panel in enumerate(panels):
        left, upper = MARGIN + place % ACROSS * (PANEL + BETWEEN), start + place // ACROSS * (head + PLOT + FOOT + APART)
        _head(paper, panel, left, upper)
        _plot(paper, panel, left, upper + head)


def _entries(panels: Sequence[Panel], name: str) -> Entries:
    """What is on one of the panels at least, and what it means."""
    rows = [row for panel in panels for row in panel.rows]
    rated = {row["standing"] for row in rows if row["rated"] and not math.isnan(row["value"])}
    missing = any(math.isnan(row["value"]) for row in rows)
    skipped = any(_skipped(panel.rows) for panel in panels)
    own = fitted(name, 1.8, size=8)
    return [
        (Rule(BLUE, 2.2, mark=PERIOD), own),
        *((STANDING_MARKS[one], f"rated figure, {VERDICTS[one]}") for one in STANDING_MARKS if str(one) in rated),
        (Rule(DARK, 1.3, "dashed"), "England"),
        (Fill(PALE), "from the lowest to the highest similar area"),
        *([(Letter(NO_FIGURE), f"no figure of {own}")] if missing else []),
        *([(Letter(NO_PERIOD), "no such period in the data")] if skipped else []),
    ]


def _plot(paper: Paper, panel: Panel, left: float, top: float) -> None:
    rows, foot = panel.rows, top + PLOT
    gaps = any(math.isnan(row["value"]) for row in rows) or bool(_skipped(rows))
    known = [row[column] for row in rows for column in ("value", "england", "neighbours_low", "neighbours_high")]
    scale = Scale(*reach(known, floor=0.0, pad=0.08), foot - (GAP if gaps else 0.0), top)
    slots = Scale(-0.5, rows[-1]["slot"] + 0.5, left + LEFT, left + PANEL)
    _axes(paper, panel, scale, slots, foot)
    _ranges(paper, rows, scale, slots)
    _line(paper, rows, scale, slots, "england", colour=DARK, width=1.3, dashes="dashed")
    _line(paper, rows, scale, slots, "value", colour=BLUE, width=2.2)
    _marks(paper, rows, scale, slots)
    for row in rows:
        if math.isnan(row["value"]):
            paper.write(slots.at(row["slot"]), foot - GAP / 2, NO_FIGURE, size=9, bold=True, colour=BLUE, align="center")
    for slot in _skipped(rows):
        paper.write(slots.at(slot), foot - GAP / 2, NO_PERIOD, size=9, bold=True, colour=GREY, align="center")


def _head(paper: Paper, panel: Panel, left: float, top: float) -> None:
    """The number and the name of the indicator, which way is good, and what became of it."""
    about, way = panel.about, WAYS[panel.about.polarity].replace("neither high nor low is good", "no better end")
    paper.write(left, top + 0.07, about.number_told + panel.star, bold=True)
    paper.write(left + PANEL, top + 0.07, way, size=7.5, colour=GREY, align="right")
    for place, line in enumerate(names := _named(panel)):
        paper.write(left, top + 0.07 + (place + 1) * LINE, line)
    below = top + 0.07 + (len(names) + 1) * LINE
    paper.write(left, below, fitted(panel.moved, PANEL, size=8, bold=True), bold=True, colour=BLUE)
    paper.write(left, below + LINE, panel.over, size=7.5, colour=GREY)


def _axes(paper: Paper, panel: Panel, scale: Scale, slots: Scale, foot: float) -> None:
    """Two or three figures at the left, the first and the last period at the foot."""
    left, right = slots.start, slots.end
    ticks = scale.ticks(3)
    decimals = decimals_of(ticks)
    paper.lines([((left, scale.at(tick)), (right, scale.at(tick))) for tick in ticks], colour=PALE, width=0.8, name="grid")
    paper.lines([((left, foot), (right, foot))], colour=DARK, width=0.8, name="axis")
    for tick in ticks:
        told = shown(tick, decimals=decimals, unit=panel.about.unit)
        paper.write(left - 0.06, scale.at(tick), told, size=7.5, colour=GREY, align="right")
    rows = panel.rows
    paper.lines([((slots.at(row["slot"]), foot), (slots.at(row["slot"]), foot + 0.04)) for row in rows], colour=DARK, name="ticks")
    first, last = rows[0]["period"], rows[-1]["period"]
    if len(rows) == 1:
        paper.write((left + right) / 2, foot + 0.14, first, size=7.5, align="center")
        return
    paper.write(left, foot + 0.14, first, size=7.5)
    paper.write(right, foot + 0.14, last, size=7.5, align="right")


def _ranges(paper: Paper, rows: Sequence[Record], scale: Scale, slots: Scale) -> None:
    half = min(0.13, 0.36 * (slots.at(1) - slots.at(0)))
    known = [(slots.at(row["slot"]), row) for row in rows if row["with_data"] > 1]
    boxes = [(x - half, scale.at(row["neighbours_high"]), x + half, scale.at(row["neighbours_low"])) for x, row in known]
    paper.boxes(boxes, fill=PALE, edge=GREY, width=0.6, name="range")


def _line(
    paper: Paper, rows: Sequence[Record], scale: Scale, slots: Scale, column: str, *, colour: str, width: float, dashes: Dashes = "solid"
) -> None:
    """A line through consecutive periods; one with none beside it is a short stroke for England, a dot for the council."""
    segments: list[tuple[Place, ...]] = []
    for one, other in pairwise(rows):
        if other["follows"] and not math.isnan(one[column]) and not math.isnan(other[column]):
            segments.append(tuple((slots.at(row["slot"]), scale.at(row[column])) for row in (one, other)))
    if column == "england":
        half = min(0.1, 0.3 * (slots.at(1) - slots.at(0)))
        lonely = [row for row in rows if not math.isnan(row[column]) and not _joined(rows, row, column)]
        places = [(slots.at(row["slot"]), scale.at(row[column])) for row in lonely]
        segments += [((x - half, y), (x + half, y)) for x, y in places]
    paper.lines(segments, colour=colour, width=width, dashes=dashes, name=f"{column}-line")


def _joined(rows: Sequence[Record], row: Record, column: str) -> bool:
    """Whether a line leads to or from a period."""
    pairs = [(one, other) for one, other in pairwise(rows) if other["follows"] and (one is row or other is row)]
    return any(not math.isnan(one[column]) and not math.isnan(other[column]) for one, other in pairs)


def _marks(paper: Paper, rows: Sequence[Record], scale: Scale, slots: Scale) -> None:
    """A dot in every period, and in the rated one the mark of its standing."""
    known = [row for row in rows if not math.isnan(row["value"])]
    looks = [(f"council-{str(one).replace(' ', '-')}", STANDING_MARKS[one], str(one)) for one in Standing if one in STANDING_MARKS]
    for name, mark, standing in [("council", PERIOD, ""), *looks]:
        some = [row for row in known if (row["standing"] if row["rated"] else "") == standing]
        paper.marks([slots.at(row["slot"]) for row in some], [scale.at(row["value"]) for row in some], mark, name=name)


def _skipped(rows: Sequence[Record]) -> list[int]:
    """The slots of periods that are not in the data."""
    return [slot for one, other in pairwise(rows) for slot in range(one["slot"] + 1, other["slot"])]
