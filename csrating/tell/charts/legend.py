"""The legend above a chart: what each mark, line and box means, in a row that goes on in the next where it is full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from csrating.tell.charts.paper import MARGIN, Paper, text_width
from csrating.tell.charts.strokes import GREY, Dashes, Mark

STEP = 0.22
_KEY, _GAP = 0.38, 0.26


@dataclass(frozen=True)
class Fill:
    """The key of a box, with the mark that stands in it, where one does."""

    fill: str
    edge: str = GREY
    mark: Mark | None = None


@dataclass(frozen=True)
class Rule:
    """The key of a line, with the mark that lies on it, where one does."""

    colour: str
    width: float
    dashes: Dashes = "solid"
    mark: Mark | None = None


@dataclass(frozen=True)
class Letter:
    """The key of a sign that is written."""

    sign: str


Key: TypeAlias = Mark | Fill | Rule | Letter
Entries: TypeAlias = Sequence[tuple[Key, str]]


def legend(paper: Paper, entries: Entries, *, top: float) -> float:
    """Draw the legend and give the height of its last row.

    Args:
        paper: the sheet.
        entries: each key with its words.
        top: the height of the first row.
    """
    x, y = MARGIN, top
    for key, word in entries:
        wide = (0.2 if isinstance(key, Mark | Letter) else _KEY) + text_width(word, size=8)
        if x > MARGIN and x + wide > paper.width - MARGIN:
            x, y = MARGIN, y + STEP
        _key(paper, key, x, y)
        paper.write(x + wide - text_width(word, size=8), y, word)
        x += wide + _GAP
    return y


def rows_of(entries: Entries, *, width: float) -> int:
    """How many rows the legend takes on a sheet of that width."""
    return 1 + round(legend(Paper(width, 1.0), entries, top=0.0) / STEP)


def _key(paper: Paper, key: Key, x: float, y: float) -> None:
    match key:
        case Mark():
            paper.marks([x + 0.08], [y], key, name="legend")
        case Letter():
            paper.write(x + 0.08, y, key.sign, size=9, bold=True, align="center")
        case Fill():
            paper.boxes([(x, y - 0.07, x + 0.3, y + 0.07)], fill=key.fill, edge=key.edge, name="legend")
            if key.mark:
                paper.marks([x + 0.15], [y], key.mark, name="legend")
        case Rule():
            paper.lines([((x, y), (x + 0.32, y))], colour=key.colour, width=key.width, dashes=key.dashes, name="legend")
            if key.mark:
                paper.marks([x + 0.16], [y], key.mark, name="legend")
