"""How the tartan rug is laid out and drawn: indicators down, councils across, a mark and a colour in each cell."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from csrating import reference
from csrating.schema import Standing
from csrating.tell.charts.legend import STEP, Entries, Fill, Letter, legend, rows_of
from csrating.tell.charts.names import name_lines
from csrating.tell.charts.paper import MARGIN, Paper, fitted
from csrating.tell.charts.records import Record, records
from csrating.tell.charts.spine_drawing import Layout, laid_out as outcomes_laid_out
from csrating.tell.charts.strokes import BLUE, DARK, GREY, ORANGE, PALE, WHITE, Mark
from csrating.tell.charts.wording import VERDICTS, shown, stars

ROW, HEADING, HEAD = 0.225, 0.34, 1.26
LABEL, TITLE, LEFT, CELL = MARGIN, MARGIN + 0.68, 3.75, 0.82
FILLS = {Standing.ABOVE: BLUE, Standing.IN_LINE: PALE, Standing.BELOW: ORANGE, Standing.NOT_COMPARABLE: WHITE}
MARKS = {
    Standing.ABOVE: Mark("^", WHITE, WHITE, 46, 0.6),
    Standing.IN_LINE: Mark("o", DARK, DARK, 34, 0.6),
    Standing.BELOW: Mark("v", "#000000", "#000000", 46, 0.6),
    Standing.NOT_COMPARABLE: Mark("s", GREY, GREY, 3, 0.4),
}
"""What stands in a cell: told apart by shape, and by how dark they are against their cell."""

INKS = {Standing.ABOVE: WHITE, Standing.IN_LINE: DARK, Standing.BELOW: "#000000", Standing.NOT_COMPARABLE: DARK}
ARROWS = {"better": "↑", "no change": "→", "worse": "↓"}
BESIDE = 0.23
"""How far to the right of the mark the arrow stands."""


def width_of(rows: pd.DataFrame) -> float:
    """The width of the sheet, in inches."""
    return LEFT + CELL * rows["position"].nunique() + MARGIN


def laid_out(rows: pd.DataFrame) -> Layout:
    """Where the indicators and the outcomes' headings lie."""
    return outcomes_laid_out(rows.loc[rows["position"] == 0, "ecm_outcome"], row=ROW, heading=HEADING)


def height_of(rows: pd.DataFrame) -> float:
    """The height of the body, in inches."""
    return HEAD + STEP * (rows_of(_entries(rows), width=width_of(rows)) - 1) + laid_out(rows).height


def draw(paper: Paper, rows: pd.DataFrame, tally: pd.DataFrame, *, top: float) -> None:
    """Draw the legend, the councils' names with their shares, and the cells, from ``top`` inches down.

    Args:
        paper: the sheet, headed.
        rows: what :func:`csrating.tell.charts.rug_rows.rug_rows` gave.
        tally: what :func:`csrating.tell.charts.rug_rows.tallies` gave for them.
        top: where the body begins.
    """
    below = legend(paper, _entries(rows), top=top + 0.08)
    own = rows[rows["position"] == 0]
    layout = laid_out(rows)
    _head(paper, records(tally), below + STEP + 0.02)
    start = below + HEAD - 0.08
    for y, outcome in layout.headings:
        paper.write(LABEL, start + y, outcome.capitalize(), size=9.5, bold=True, colour=BLUE)
    heights = dict(zip(own["indicator"], (start + y for y in layout.rows), strict=True))
    for row in records(own.assign(star=stars(own["origin"]))):
        y = heights[row["indicator"]]
        number = reference.indicator(row["indicator"]).number_told
        title = TITLE if number else LABEL
        if number:
            paper.write(LABEL, y, number + row["star"], size=7.5, colour=DARK)
        paper.write(title, y, fitted(row["short"], LEFT - title - 0.1, size=8), size=8)
    _cells(paper, records(rows), heights)
    paper.boxes([(LEFT, start, LEFT + CELL, start + layout.height + 0.04)], fill="none", edge=BLUE, width=2.0, name="own")


def _entries(rows: pd.DataFrame) -> Entries:
    """The standings, and the arrows where there is one."""
    there = set(rows["direction_of_travel"])
    told = {
        "better": "better than in the period before",
        "no change": "as in the period before",
        "worse": "worse than in the period before",
    }
    arrows = [(Letter(arrow), told[word]) for word, arrow in ARROWS.items() if word in there]
    return [*((Fill(FILLS[standing], GREY, MARKS[standing]), word) for standing, word in VERDICTS.items()), *arrows]


def _head(paper: Paper, tally: Sequence[Record], y: float) -> None:
    """Each council's name in up to three lines, and how many of its indicators are in line or above."""
    paper.write(LABEL, y + 0.74, "In line or above, of those compared", size=8, bold=True)
    for row in tally:
        x, own = _x(row["position"]), row["position"] == 0
        lines = name_lines(row["name"], CELL - 0.04, size=7.5, bold=own)
        for place, line in enumerate(lines):
            below = y + 0.32 + (place - len(lines) + 1) * 0.13
            paper.write(x, below, line, size=7.5, bold=own, colour=BLUE if own else DARK, align="center")
        share = "–" if math.isnan(row["share"]) else shown(row["share"], decimals=0, unit="per cent")
        paper.write(x, y + 0.54, "" if own else str(row["position"]), size=7.5, colour=GREY, align="center")
        paper.write(x, y + 0.68, share, size=8, bold=True, colour=BLUE if own else DARK, align="center")
        paper.write(x, y + 0.82, f"of {row['compared']}", size=7.5, colour=DARK, align="center")


def _x(position: int) -> float:
    """The middle of a council's column."""
    return LEFT + (position + 0.5) * CELL


def _cells(paper: Paper, rows: Sequence[Record], heights: dict[str, float]) -> None:
    for standing, fill in FILLS.items():
        some = [(_x(row["position"]), heights[row["indicator"]]) for row in rows if row["standing"] == str(standing)]
        name = str(standing).replace(" ", "-")
        boxes = [(x - CELL / 2, y - ROW / 2, x + CELL / 2, y + ROW / 2) for x, y in some]
        paper.boxes(boxes, fill=fill, edge=WHITE, width=1.2, name=f"cell-{name}")
        paper.marks([x for x, _ in some], [y for _, y in some], MARKS[standing], name=name)
    for row in rows:
        if row["direction_of_travel"] in ARROWS:
            arrow, ink = ARROWS[row["direction_of_travel"]], INKS[Standing(row["standing"])]
            paper.write(_x(row["position"]) + BESIDE, heights[row["indicator"]], arrow, size=9, colour=ink, align="center")
