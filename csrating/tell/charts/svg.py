"""Strokes as SVG, written straight down: a page for each of 152 councils, text as text, the same bytes each time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from csrating.tell.charts.strokes import FONT, POINTS, WHITE, Boxes, Lines, Mark, Points, Stroke, Text, layered

ANCHOR = {"left": "start", "center": "middle", "right": "end"}
DIAGONAL = math.sqrt(2)
CORNERS = {
    "^": ((0, -1), (-1, 1), (1, 1)),
    "v": ((0, 1), (1, -1), (-1, -1)),
    "s": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "D": ((0, -DIAGONAL), (DIAGONAL, 0), (0, DIAGONAL), (-DIAGONAL, 0)),
}
"""The corners of each mark, in halves of its size."""

DASHES = {"solid": "", "dashed": ' stroke-dasharray="5.5 2.4"'}


def svg(strokes: Sequence[Stroke], *, width: float, height: float, title: str, alt: str) -> bytes:
    """The strokes as an SVG with a title and a description.

    Args:
        strokes: in the order in which they were drawn.
        width, height: of the sheet, in inches.
        title, alt: what a reader who cannot see it is told.
    """
    wide, high = _number(width * POINTS), _number(height * POINTS)
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}pt" height="{high}pt" viewBox="0 0 {wide} {high}" role="img"'
    family = quoteattr(f"'{FONT}', Verdana, sans-serif")
    head = f"{opening} font-family={family}><title>{escape(title)}</title><desc>{escape(alt)}</desc>"
    ground = f'<rect width="{wide}" height="{high}" fill="{WHITE}"/>'
    return "\n".join([head, ground, *map(_drawn, layered(strokes)), "</svg>", ""]).encode()


def _drawn(stroke: Stroke) -> str:
    match stroke:
        case Text():
            return _text(stroke)
        case Lines():
            return _lines(stroke)
        case Boxes():
            return _boxes(stroke)
        case Points():
            return _points(stroke)


def _number(value: float) -> str:
    """A length to a hundredth of a point, without a trailing nought."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _place(x: float, y: float) -> str:
    return f"{_number(x * POINTS)} {_number(y * POINTS)}"


def _text(text: Text) -> str:
    weight = ' font-weight="bold"' if text.bold else ""
    at = f'x="{_number(text.x * POINTS)}" y="{_number(text.baseline * POINTS)}"'
    look = f'font-size="{_number(text.size)}" fill="{text.colour}" text-anchor="{ANCHOR[text.align]}"{weight}'
    return f"<text {at} {look}>{escape(text.text)}</text>"


def _lines(lines: Lines) -> str:
    path = "".join("M" + "L".join(_place(*place) for place in segment) for segment in lines.segments)
    return _path(lines.name, path, fill="none", edge=lines.colour, width=lines.width, more=DASHES[lines.dashes])


def _boxes(boxes: Boxes) -> str:
    return _path(boxes.name, "".join(map(_box, boxes.boxes)), fill=boxes.fill, edge=boxes.edge, width=boxes.width)


def _box(box: tuple[float, float, float, float]) -> str:
    left, top, right, bottom = box
    return f"M{_place(left, top)}H{_number(right * POINTS)}V{_number(bottom * POINTS)}H{_number(left * POINTS)}Z"


def _points(points: Points) -> str:
    path = "".join(_marked(points.mark, x * POINTS, y * POINTS) for x, y in points.places)
    return _path(points.name, path, fill=points.mark.fill, edge=points.mark.edge, width=points.mark.line)


def _path(name: str, path: str, *, fill: str, edge: str, width: float, more: str = "") -> str:
    return f'<path class={quoteattr(name)} d="{path}" fill="{fill}" stroke="{edge}" stroke-width="{_number(width)}"{more}/>'


def _marked(mark: Mark, x: float, y: float) -> str:
    """The outline of a mark as matplotlib draws the marker of that letter."""
    half = math.sqrt(mark.area) / 2
    if mark.shape == "o":
        across, back = f"{_number(2 * half)} 0", f"{_number(-2 * half)} 0"
        arc = f"a{_number(half)} {_number(half)} 0 1 0 "
        return f"M{_number(x - half)} {_number(y)}{arc}{across}{arc}{back}Z"
    return "M" + "L".join(f"{_number(x + half * dx)} {_number(y + half * dy)}" for dx, dy in CORNERS[mark.shape]) + "Z"
