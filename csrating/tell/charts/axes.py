"""The axes that charts share: figures along the foot, better to the right, or upwards with the better end named."""

from __future__ import annotations

from csrating.reference import Indicator
from csrating.tell.charts.paper import MARGIN, Paper, wrapped
from csrating.tell.charts.scale import Scale, decimals_of
from csrating.tell.charts.strokes import DARK, GREY, PALE
from csrating.tell.charts.wording import shown

TURNED = {"low": " (low is good: the scale is turned round)", "none": " (neither high nor low is good)"}
UPWARDS = {"high": ("↑ better", "↓ worse"), "low": ("↑ worse", "↓ better")}


def along(paper: Paper, scale: Scale, indicator: Indicator, y: float, *, words: float, ends: float, most: int = 6) -> None:
    """An axis along the foot, on a scale whose right end is the better one.

    Args:
        paper, scale, indicator: where, from which figures to which, and of what.
        y: the height of the axis.
        words, ends: how far below it the unit stands, and the words for its ends.
        most: about how many ticks.
    """
    left, right, ticks = scale.start, scale.end, scale.ticks(most)
    paper.lines([((left, y), (right, y))], colour=DARK, name="axis")
    paper.lines([((scale.at(tick), y), (scale.at(tick), y + 0.05)) for tick in ticks], colour=DARK, name="ticks")
    decimals = decimals_of(ticks)
    for tick in ticks:
        paper.write(scale.at(tick), y + 0.14, shown(tick, decimals=decimals, unit=indicator.unit), size=7.5, align="center")
    about = TURNED.get(indicator.polarity, "")
    paper.write((left + right) / 2, y + words, indicator.unit + about, size=8, colour=GREY, align="center")
    if indicator.polarity != "none":
        paper.write(left, y + ends, "← worse", size=8, colour=GREY)
        paper.write(right, y + ends, "better →", size=8, colour=GREY, align="right")


def upwards(paper: Paper, scale: Scale, indicator: Indicator, *, left: float, right: float, foot: float) -> None:
    """An axis at the left whose figures rise upwards, whichever end is the better one: that is said in words.

    Args:
        paper, scale, indicator: where, from which figures to which, and of what.
        left, right: between which the lines of the grid run.
        foot: the height of the foot of the plot.
    """
    ticks, top = scale.ticks(), scale.end
    decimals = decimals_of(ticks)
    paper.lines([((left, scale.at(tick)), (right, scale.at(tick))) for tick in ticks], colour=PALE, width=0.8, name="grid")
    paper.lines([((left, foot), (right, foot))], colour=DARK, name="axis")
    for tick in ticks:
        told = shown(tick, decimals=decimals, unit=indicator.unit)
        paper.write(left - 0.1, scale.at(tick), told, size=7.5, colour=GREY, align="right")
    for word, y in zip(UPWARDS.get(indicator.polarity, ()), (top + 0.08, foot - 0.08), strict=False):
        paper.write(left - 0.6, y, word, size=8, colour=GREY, align="right")
    lines = wrapped(indicator.unit, left - 0.6 - MARGIN, size=8) if indicator.unit != "per cent" else []
    for place, line in enumerate(lines):
        y = (top + foot) / 2 + (place - (len(lines) - 1) / 2) * 0.15
        paper.write(left - 0.6, y, line, size=8, colour=GREY, align="right")
