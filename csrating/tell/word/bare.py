"""A chart without the words that stand beside it as text: its title and its small print."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csrating.tell.charts import Chart
    from csrating.tell.charts.strokes import Stroke

TITLE, SMALL_PRINT = 14, 7.5
"""The sizes at which a chart writes its title and its small print."""


def bare(chart: Chart) -> Chart:
    """The chart for a page on which its title and small print are text; its warning stays in it, wherever the picture is pasted.

    Args:
        chart: one whose title and small print are drawn over and under it; of another nothing is taken away.
    """
    from csrating.tell.charts.paper import LEADING, MARGIN, Paper
    from csrating.tell.charts.strokes import POINTS, Text

    texts = [stroke for stroke in chart.paper.strokes if isinstance(stroke, Text) and stroke.x == MARGIN]
    title, small = ([stroke for stroke in texts if stroke.size == size] for size in (TITLE, SMALL_PRINT))
    if any(" ".join(one.text for one in lines).split() != told.split() for lines, told in ((title, chart.title), (small, chart.caption))):
        return chart
    over, under = (len(lines) * size * LEADING / POINTS for lines, size in ((title, TITLE), (small, SMALL_PRINT)))
    drawn = [*title, *small]
    taken = set(map(id, drawn))
    kept = [_moved(stroke, over) for stroke in chart.paper.strokes if id(stroke) not in taken]
    return replace(chart, paper=Paper(chart.paper.width, chart.paper.height - over - under, kept))


def _moved(stroke: Stroke, up: float) -> Stroke:
    """The stroke, so many inches further up."""
    from csrating.tell.charts.strokes import Boxes, Lines, Points, Text

    match stroke:
        case Text():
            return replace(stroke, baseline=stroke.baseline - up)
        case Lines():
            return replace(stroke, segments=[[(x, y - up) for x, y in segment] for segment in stroke.segments])
        case Boxes():
            return replace(stroke, boxes=[(left, top - up, right, bottom - up) for left, top, right, bottom in stroke.boxes])
        case Points():
            return replace(stroke, places=[(x, y - up) for x, y in stroke.places])
