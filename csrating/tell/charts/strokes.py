"""What a chart is drawn from: text, lines, boxes and points, placed in inches from the top left corner of the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

FONT = "DejaVu Sans"
POINTS = 72.0

BLUE, TEAL, PLUM, ORANGE, DARK, LILAC = "#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1"
"""The palette of the Government Analysis Function, in its order."""

WHITE, PALE, GREY = "#FFFFFF", "#E6E6E6", "#6F6F6F"

Align = Literal["left", "center", "right"]
Dashes = Literal["solid", "dashed"]
Shape = Literal["^", "v", "o", "s", "D"]
Place: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float, float]


@dataclass(frozen=True)
class Mark:
    """How a point is drawn: shape, fill, edge, and area in square points. Two marks that mean two things differ in shape."""

    shape: Shape
    fill: str
    edge: str
    area: float = 62.0
    line: float = 1.2


@dataclass(frozen=True)
class Text:
    """One line of text; nothing in it is read as mathematics or as markup."""

    x: float
    baseline: float
    text: str
    size: float
    colour: str
    bold: bool
    align: Align


@dataclass(frozen=True)
class Lines:
    """Straight lines of one look, each from one place to another, and on to the next where there are more."""

    segments: Sequence[Sequence[Place]]
    colour: str
    width: float
    dashes: Dashes
    name: str


@dataclass(frozen=True)
class Boxes:
    """Rectangles of one look, each left, top, right, bottom."""

    boxes: Sequence[Box]
    fill: str
    edge: str
    width: float
    name: str


@dataclass(frozen=True)
class Points:
    """One kind of mark at each place."""

    places: Sequence[Place]
    mark: Mark
    name: str


Stroke: TypeAlias = Boxes | Lines | Text | Points

DEPTH: dict[type[Stroke], int] = {Boxes: 1, Lines: 2, Text: 3, Points: 3}
"""What lies on what: boxes lowest, then lines, then text and points in the order in which they were drawn."""


def layered(strokes: Sequence[Stroke]) -> list[Stroke]:
    """The strokes from the lowest to the topmost."""
    return sorted(strokes, key=lambda stroke: DEPTH[type(stroke)])
