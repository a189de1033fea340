"""Strokes as a matplotlib figure, for PNG and PDF, for a notebook, and for whoever wants to draw on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import matplotlib
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure

from csrating.tell.charts.strokes import FONT, WHITE, Boxes, Lines, Points, Stroke, Text


@contextmanager
def drawing() -> Iterator[None]:
    """Draw and save with these settings alone, whatever style the reader's session has, and leave that as it was."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams["font.family"] = [FONT]
        matplotlib.rcParams["text.parse_math"] = False
        # Without hinting a line is as wide at any resolution as it was measured to be.
        matplotlib.rcParams["text.hinting"] = "none"
        matplotlib.rcParams["pdf.fonttype"] = 42
        yield


def figure(strokes: Sequence[Stroke], *, width: float, height: float) -> Figure:
    """The strokes on one invisible pair of axes in inches, y downwards.

    Args:
        strokes: in the order in which they were drawn.
        width, height: of the sheet, in inches.
    """
    with drawing():
        made = Figure(figsize=(width, height), facecolor=WHITE)
        axes = made.add_axes((0.0, 0.0, 1.0, 1.0))
        axes.set(xlim=(0.0, width), ylim=(height, 0.0))
        axes.set_axis_off()
        for stroke in strokes:
            _draw(axes, stroke)
    return made


def _draw(axes: Axes, stroke: Stroke) -> None:
    match stroke:
        case Text():
            _write(axes, stroke)
        case Lines():
            axes.add_collection(_lines(stroke), autolim=False)
        case Boxes():
            axes.add_collection(_boxes(stroke), autolim=False)
        case Points():
            _mark(axes, stroke)


def _write(axes: Axes, text: Text) -> None:
    weight = "bold" if text.bold else "normal"
    at = (text.x, text.baseline)
    axes.text(*at, text.text, fontsize=text.size, color=text.colour, weight=weight, ha=text.align, va="baseline", parse_math=False)


def _lines(lines: Lines) -> LineCollection:
    return LineCollection(list(lines.segments), colors=lines.colour, linewidths=lines.width, linestyles=lines.dashes, gid=lines.name)


def _boxes(boxes: Boxes) -> PolyCollection:
    corners = [[(left, top), (right, top), (right, bottom), (left, bottom)] for left, top, right, bottom in boxes.boxes]
    return PolyCollection(corners, facecolors=boxes.fill, edgecolors=boxes.edge, linewidths=boxes.width, gid=boxes.name)


def _mark(axes: Axes, points: Points) -> None:
    mark = points.mark
    axes.scatter(
        [x for x, _ in points.places],
        [y for _, y in points.places],
        s=mark.area,
        c=mark.fill,
        marker=mark.shape,
        linewidths=mark.line,
        edgecolors=mark.edge,
        gid=points.name,
        zorder=3,
        clip_on=False,
    )
