"""The sheet that a chart is drawn on: its marks, its words around the body, and how wide a line of text is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from matplotlib.font_manager import FontProperties, findfont, get_font
from numpy.typing import NDArray

from csrating.schema import Standing
from csrating.tell.charts.strokes import (
    BLUE,
    DARK,
    FONT,
    GREY,
    ORANGE,
    PLUM,
    POINTS,
    WHITE,
    Align,
    Box,
    Boxes,
    Dashes,
    Lines,
    Mark,
    Place,
    Points,
    Stroke,
    Text,
)

MARGIN = 0.3
LEADING = 1.35

Heights = Sequence[float] | NDArray[np.float64]


STANDING_MARKS = {
    Standing.ABOVE: Mark("^", BLUE, BLUE, 70),
    Standing.IN_LINE: Mark("o", WHITE, BLUE, 62, 1.8),
    Standing.BELOW: Mark("v", ORANGE, DARK, 70, 1.0),
    Standing.NOT_COMPARABLE: Mark("s", WHITE, GREY, 44, 1.4),
}
"""How a council is marked by its standing against similar areas: by shape first, by colour second."""

NEIGHBOURS = Mark("D", DARK, WHITE, 26, 0.7)
"""How the mean of similar areas is marked."""


@dataclass(frozen=True)
class Words:
    """What a chart says around its body: the finding, what is shown, a warning where there is one, and the small print."""

    title: str
    subtitle: str
    warning: str
    caption: str


@dataclass(frozen=True)
class Paper:
    """A sheet of that many inches and what has been drawn on it, y downwards."""

    width: float
    height: float
    strokes: list[Stroke] = field(default_factory=list)

    def write(
        self, x: float, y: float, text: str, *, size: float = 8, colour: str = DARK, bold: bool = False, align: Align = "left"
    ) -> None:
        """Write one line of text with the middle of its letters at height ``y``."""
        self.strokes.append(Text(x, y + 0.36 * size / POINTS, text, size, colour, bold, align))

    def lines(
        self,
        segments: Sequence[Sequence[Place]],
        *,
        colour: str = GREY,
        width: float = 1.0,
        dashes: Dashes = "solid",
        name: str = "lines",
    ) -> None:
        """Draw straight lines, each from one (x, y) to another, and on to the next where there are more."""
        self.strokes.append(Lines(segments, colour, width, dashes, name))

    def boxes(self, boxes: Sequence[Box], *, fill: str, edge: str = GREY, width: float = 0.8, name: str = "boxes") -> None:
        """Draw rectangles, each left, top, right, bottom."""
        self.strokes.append(Boxes(boxes, fill, edge, width, name))

    def marks(self, x: Heights, y: Heights, mark: Mark, *, name: str) -> None:
        """Draw one kind of point at each place."""
        self.strokes.append(Points(list(zip(x, y, strict=True)), mark, name))


def headed(words: Words, *, width: float, body: float) -> tuple[Paper, float]:
    """A sheet with its title, subtitle, warning and caption written, and the height at which its body begins.

    Args:
        words: what to write.
        width, body: in inches; the sheet is as high as the words need.
    """
    inside = width - 2 * MARGIN
    title, subtitle = wrapped(words.title, inside, size=14, bold=True), wrapped(words.subtitle, inside, size=9)
    caption = wrapped(words.caption, inside, size=7.5)
    top = MARGIN + _high(title, 14) + _high(subtitle, 9) + (0.36 if words.warning else 0.0) + 0.15
    paper = Paper(width, top + body + 0.15 + _high(caption, 7.5) + MARGIN)
    below = _block(paper, title, MARGIN, size=14, bold=True, colour=BLUE)
    below = _block(paper, subtitle, below, size=9)
    if words.warning:
        _warn(paper, words.warning, below + 0.06)
    _block(paper, caption, top + body + 0.15, size=7.5)
    return paper, top


def _high(lines: Sequence[str], size: float) -> float:
    return len(lines) * size * LEADING / POINTS


def _block(paper: Paper, lines: Sequence[str], top: float, *, size: float, bold: bool = False, colour: str = DARK) -> float:
    """Write lines one under the other and give the height where they end."""
    step = size * LEADING / POINTS
    for place, line in enumerate(lines):
        paper.write(MARGIN, top + (place + 0.5) * step, line, size=size, bold=bold, colour=colour)
    return top + len(lines) * step


def _warn(paper: Paper, warning: str, top: float) -> None:
    right = MARGIN + 0.2 + text_width(warning, size=9, bold=True)
    paper.boxes([(MARGIN, top, right, top + 0.24)], fill=WHITE, edge=PLUM, width=1.4, name="warning")
    paper.write(MARGIN + 0.1, top + 0.12, warning, size=9, bold=True, colour=PLUM)


@lru_cache(maxsize=5_000)
def text_width(text: str, *, size: float, bold: bool = False) -> float:
    """How wide a line of text is, in inches: the sum of what its letters advance by (kerning, which only narrows, is left out)."""
    return sum(_advance(letter, bold=bold) for letter in text) * size / POINTS


@lru_cache(maxsize=2_000)
def _advance(letter: str, *, bold: bool) -> float:
    """How far one letter moves the pen, in sizes of the typeface."""
    font = get_font(findfont(FontProperties(family=FONT, weight="bold" if bold else "normal")))
    font.set_size(100.0, POINTS)
    return float(font.load_char(ord(letter)).linearHoriAdvance) / 65536.0 / 100.0


def fitted(text: str, width: float, *, size: float, bold: bool = False) -> str:
    """The text, cut with an ellipsis where it is wider than ``width`` inches.

    >>> fitted("Telford and Wrekin", 0.8, size=8)
    'Telford and…'
    """
    if text_width(text, size=size, bold=bold) <= width:
        return text
    kept = next((end for end in range(len(text) - 1, 0, -1) if text_width(text[:end].rstrip() + "…", size=size, bold=bold) <= width), 0)
    return text[:kept].rstrip() + "…"


def wrapped(text: str, width: float, *, size: float, bold: bool = False) -> list[str]:
    """The text in lines of at most ``width`` inches, broken between words.

    >>> wrapped("Services and settings by latest inspection grade", 1.5, size=9)
    ['Services and settings', 'by latest inspection', 'grade']
    """
    space = text_width(" ", size=size, bold=bold)
    lines: list[str] = []
    used = 0.0
    for word in text.split():
        wide = text_width(word, size=size, bold=bold)
        if lines and used + space + wide <= width:
            lines[-1] += f" {word}"
            used += space + wide
        else:
            lines.append(fitted(word, width, size=size, bold=bold))
            used = wide
    return lines
