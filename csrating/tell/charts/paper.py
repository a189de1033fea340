"""The sheet that a chart is drawn on: places in inches from the top left corner, one typeface, one palette, and no state of pyplot's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from numpy.typing import NDArray

from csrating.schema import Standing

BLUE, TEAL, PLUM, ORANGE, DARK, LILAC = "#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1"
"""The palette of the Government Analysis Function, in its order."""

WHITE, PALE, GREY = "#FFFFFF", "#E6E6E6", "#6F6F6F"
FONT = "DejaVu Sans"
MARGIN = 0.3
POINTS = 72.0
LEADING = 1.35

Align = Literal["left", "center", "right"]
Segments = Sequence[tuple[tuple[float, float], tuple[float, float]]]
Boxes = Sequence[tuple[float, float, float, float]]
Places = Sequence[float] | NDArray[np.float64]


@contextmanager
def drawing() -> Iterator[None]:
    """Draw and save with these settings alone, whatever style the reader's session has, and leave that as it was."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams["font.family"] = [FONT]
        matplotlib.rcParams["text.parse_math"] = False
        matplotlib.rcParams["svg.hashsalt"] = "csrating"
        matplotlib.rcParams["svg.fonttype"] = "none"
        matplotlib.rcParams["pdf.fonttype"] = 42
        yield


@dataclass(frozen=True)
class Mark:
    """How a point is drawn: shape, fill, edge, and area in square points. Two marks that mean two things differ in shape."""

    shape: str
    fill: str
    edge: str
    area: float = 62.0
    line: float = 1.2


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
    """A figure with one invisible pair of axes in inches, y downwards."""

    figure: Figure
    axes: Axes

    def write(
        self, x: float, y: float, text: str, *, size: float = 8, colour: str = DARK, bold: bool = False, align: Align = "left"
    ) -> None:
        """Write one line of text with the middle of its letters at height ``y``; nothing in it is read as mathematics."""
        baseline = y + 0.36 * size / POINTS
        weight = "bold" if bold else "normal"
        self.axes.text(x, baseline, text, fontsize=size, color=colour, weight=weight, ha=align, va="baseline", parse_math=False)

    def lines(self, segments: Segments, *, colour: str = GREY, width: float = 1.0, dashes: str = "solid", name: str = "lines") -> None:
        """Draw straight lines, each from one (x, y) to another."""
        drawn = LineCollection(list(segments), colors=colour, linewidths=width, linestyles=dashes, gid=name)
        self.axes.add_collection(drawn, autolim=False)

    def boxes(self, boxes: Boxes, *, fill: str | Sequence[str], edge: str = GREY, width: float = 0.8, name: str = "boxes") -> None:
        """Draw rectangles, each left, top, right, bottom."""
        corners = [[(left, top), (right, top), (right, bottom), (left, bottom)] for left, top, right, bottom in boxes]
        self.axes.add_collection(PolyCollection(corners, facecolors=fill, edgecolors=edge, linewidths=width, gid=name), autolim=False)

    def marks(self, x: Places, y: Places, mark: Mark, *, name: str) -> None:
        """Draw one kind of point at each place."""
        self.axes.scatter(
            x,
            y,
            s=mark.area,
            c=mark.fill,
            marker=mark.shape,
            linewidths=mark.line,
            edgecolors=mark.edge,
            gid=name,
            zorder=3,
            clip_on=False,
        )


def headed(words: Words, *, width: float, body: float) -> tuple[Paper, float]:
    """A sheet with its title, subtitle, warning and caption written, and the height at which its body begins.

    Args:
        words: what to write.
        width, body: in inches; the sheet is as high as the words need.
    """
    inside = width - 2 * MARGIN
    title, subtitle = wrapped(words.title, inside, size=14, bold=True), wrapped(words.subtitle, inside, size=9)
    caption = wrapped(words.caption, inside, size=7)
    top = MARGIN + _high(title, 14) + _high(subtitle, 9) + (0.36 if words.warning else 0.0) + 0.15
    paper = _blank(width, top + body + 0.15 + _high(caption, 7) + MARGIN)
    below = _block(paper, title, MARGIN, size=14, bold=True, colour=BLUE)
    below = _block(paper, subtitle, below, size=9)
    if words.warning:
        _warn(paper, words.warning, below + 0.06)
    _block(paper, caption, top + body + 0.15, size=7)
    return paper, top


def _blank(width: float, height: float) -> Paper:
    figure = Figure(figsize=(width, height), facecolor=WHITE)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set(xlim=(0.0, width), ylim=(height, 0.0))
    axes.set_axis_off()
    return Paper(figure, axes)


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


@lru_cache(maxsize=20_000)
def text_width(text: str, *, size: float, bold: bool = False) -> float:
    """How wide a line of text is, in inches."""
    font = get_font(findfont(FontProperties(family=FONT, weight="bold" if bold else "normal")))
    font.set_size(size, POINTS)
    font.set_text(text, 0.0)
    return float(font.get_width_height()[0]) / 64.0 / POINTS


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
    """The text in lines of at most ``width`` inches, broken between words."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size=size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(fitted(word, width, size=size, bold=bold))
    return lines
