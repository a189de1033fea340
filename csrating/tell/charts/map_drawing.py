"""How the map is laid out and drawn: a tile for each council with its rating as a number, regions parted by lines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from csrating.schema import Outcome
from csrating.tell.charts.legend import Entries, Fill, legend
from csrating.tell.charts.names import name_lines
from csrating.tell.charts.paper import MARGIN, Paper
from csrating.tell.charts.records import Record, records
from csrating.tell.charts.sensitivity_wording import told_with_number
from csrating.tell.charts.strokes import BLUE, DARK, GREY, PALE, PLUM, TEAL, WHITE, Mark, Place
from csrating.tell.charts.wording import stars
from csrating.tell.sentences.words import place

TILE, HIGH, HEAD = 0.74, 0.66, 0.42
SMALL = 7.5


@dataclass(frozen=True)
class Look:
    """How the tile of a rating looks: its fill, its ink, what stands in it, and in its corner, for the two darkest are the two ends.

    ``edge`` is the colour of its frame where the tile is hollow, because missing figures could make it another.
    """

    fill: str
    ink: str
    number: str
    mark: Mark | None = None
    edge: str = GREY


NEAR = Mark("D", DARK, WHITE, 40, 1.0)
"""What stands in the other corner of a similar area."""

LOOKS = {
    "4": Look(BLUE, WHITE, "4", Mark("^", WHITE, WHITE, 26, 0.4), BLUE),
    "3": Look(TEAL, "#000000", "3", edge=TEAL),
    "2": Look(PALE, "#000000", "2"),
    "1": Look(PLUM, WHITE, "1", Mark("v", WHITE, WHITE, 26, 0.4), PLUM),
    "withheld": Look(WHITE, DARK, "…"),
    "not given": Look(WHITE, DARK, "–"),
}


HOLLOW = 0.016
"""How far, in inches, the frame of a hollow tile lies within it."""

UNDECIDED = "undecided: missing figures could make it another band"
"""What a hollow tile with a question mark means."""


def is_open(row: Record) -> bool:
    """Whether missing figures could give a council another profile band; never where no bounds stand beside the bands."""
    return bool(row.get("at_worst", 0) != row.get("at_best", 0))


def room_of(row: Record) -> float:
    """How wide a council's name may be in its tile, in inches."""
    return TILE - (0.055 if is_open(row) else 0.04)


def look_of(row: Record) -> str:
    """Which of the looks a council's tile has: its rating, or why it has none."""
    return str(row["status"]) if math.isnan(row["rating"]) else f"{row['rating']:.0f}"


def width_of(rows: pd.DataFrame) -> float:
    """The width of the sheet, in inches."""
    return 2 * MARGIN + (int(rows["column"].max()) + 1) * TILE


def height_of(rows: pd.DataFrame) -> float:
    """The height of the body, in inches."""
    return HEAD + (int(rows["row"].max()) + 1) * HIGH


def draw(paper: Paper, rows: pd.DataFrame, *, own: str, top: float, scale: Sequence[Outcome]) -> None:
    """Draw the legend, the tiles, the lines between regions, and a frame round one council.

    Args:
        paper: the sheet, headed.
        rows: what :func:`csrating.tell.charts.map_rows.map_rows` gave.
        own: the code of the council to frame; blank for none.
        top: where the body begins.
        scale: what the framework can come to.
    """
    start = top + HEAD
    placed = [
        row | {"x": MARGIN + row["column"] * TILE, "y": start + row["row"] * HIGH, "look": look_of(row)}
        for row in records(rows.assign(star=stars(rows["origin"])))
    ]
    legend(paper, _entries(placed, own, scale), top=top + 0.08)
    for name, look in LOOKS.items():
        some = [(row["x"], row["y"], row["x"] + TILE, row["y"] + HIGH) for row in placed if row["look"] == name and not is_open(row)]
        paper.boxes(some, fill=look.fill, edge=WHITE if look.fill != WHITE else GREY, width=1.2, name=f"rating-{name.replace(' ', '-')}")
        if look.mark:
            corners = [(right - 0.13, upper + 0.13) for _, upper, right, _ in some]
            paper.marks([x for x, _ in corners], [y for _, y in corners], look.mark, name=f"mark-{name}")
        _hollow(paper, look, [row for row in placed if row["look"] == name and is_open(row)], name)
    paper.lines(borders(placed), colour=DARK, width=1.8, name="regions")
    framed = [(row["x"], row["y"], row["x"] + TILE, row["y"] + HIGH) for row in placed if row["council"] == own]
    paper.boxes(framed, fill="none", edge="#000000", width=4.0, name="council")
    near = [row for row in placed if row["position"] > 0]
    paper.marks([row["x"] + 0.13 for row in near], [row["y"] + 0.13 for row in near], NEAR, name="similar-areas")
    for row in placed:
        _tile(paper, row)


def _entries(rows: Sequence[Record], own: str, scale: Sequence[Outcome]) -> Entries:
    """Each rating with its number, its words and how many councils have it; no rating only where that is so; then the similar areas."""
    counts = [(name, sum(row["look"] == name for row in rows)) for name in LOOKS]
    words = {str(rating.number): told_with_number(str(rating)) for rating in scale}
    told = [(name, f"{words.get(name, f'{LOOKS[name].number} {name}')}: {count}", count) for name, count in counts]
    fills: Entries = [(Fill(LOOKS[name].fill, GREY, LOOKS[name].mark), word) for name, word, count in told if count or name in words]
    names = [row["name"] for row in rows if row["council"] == own]
    hollow = sum(map(is_open, rows))
    undecided: Entries = [(Fill(WHITE, DARK), f"hollow, ? {UNDECIDED}: {hollow}")] if hollow else []
    return [*fills, *undecided, *((NEAR, f"similar area of {place(name)}") for name in names)]


def borders(rows: Sequence[Record]) -> list[tuple[Place, Place]]:
    """The sides that tiles of two regions share.

    Args:
        rows: tiles, each with its column and row, its region, and where its left upper corner lies: x and y in inches.
    """
    regions = {(row["column"], row["row"]): row["region"] for row in rows}
    found: list[tuple[Place, Place]] = []
    for row in rows:
        x, y, at = row["x"], row["y"], (row["column"], row["row"])
        right, below = regions.get((at[0] + 1, at[1])), regions.get((at[0], at[1] + 1))
        if right and right != row["region"]:
            found.append(((x + TILE, y), (x + TILE, y + HIGH)))
        if below and below != row["region"]:
            found.append(((x, y + HIGH), (x + TILE, y + HIGH)))
    return found


def _hollow(paper: Paper, look: Look, rows: Sequence[Record], name: str) -> None:
    """The tiles of a rating that is undecided: a frame in its colour, and its mark in the corner."""
    if not rows:
        return
    inner = [(row["x"] + HOLLOW, row["y"] + HOLLOW, row["x"] + TILE - HOLLOW, row["y"] + HIGH - HOLLOW) for row in rows]
    paper.boxes(inner, fill=WHITE, edge=look.edge, width=2.0, name=f"undecided-{name}")
    if look.mark:
        mark = replace(look.mark, fill=look.edge, edge=look.edge)
        paper.marks(
            [right - 0.12 for _, _, right, _ in inner], [upper + 0.12 for _, upper, _, _ in inner], mark, name=f"undecided-mark-{name}"
        )


def _tile(paper: Paper, row: Record) -> None:
    look, middle = LOOKS[row["look"]], row["x"] + TILE / 2
    ink, asked = (DARK, "?") if is_open(row) else (look.ink, "")
    paper.write(middle, row["y"] + 0.16, look.number + asked + row["star"], size=10.5, bold=True, colour=ink, align="center")
    lines = name_lines(row["name"], room_of(row), size=SMALL)
    for at, line in enumerate(lines):
        y = row["y"] + 0.44 + (at - (len(lines) - 1) / 2) * 0.125
        paper.write(middle, y, line, size=SMALL, colour=ink, align="center")
