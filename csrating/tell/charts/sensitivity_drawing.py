"""How the sensitivity strip is laid out and drawn: bars of combinations, then a strip for each threshold that can switch the rating."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import pandas as pd

from csrating.tell.charts.legend import STEP, Entries, Fill, legend
from csrating.tell.charts.map_drawing import LOOKS, Look
from csrating.tell.charts.paper import MARGIN, Paper, fitted, text_width, wrapped
from csrating.tell.charts.records import Record, records
from csrating.tell.charts.scale import Scale, spread
from csrating.tell.charts.sensitivity_rows import ALTERNATIVE, THRESHOLD, TOGETHER
from csrating.tell.charts.sensitivity_wording import choice_named, figured, rating_told, threshold_named
from csrating.tell.charts.strokes import BLUE, DARK, GREY, Box, Mark
from csrating.tell.grammar import capital

WIDTH, LEFT, RIGHT, WORDS = 11.0, 3.0, 7.5, 7.8
HEADING, BAR, CHOICE, ROW, BETWEEN = 0.42, 0.24, 0.7, 0.68, 0.12
OWN = Mark("v", DARK, DARK, 30, 0.6)
NO_LOOK = LOOKS["not given"]


@dataclass(frozen=True)
class Strip:
    """A threshold with its pieces, from the lowest values to the highest, and the part of its scale that is drawn."""

    threshold: str
    value: float
    pieces: Sequence[Record]
    start: float
    end: float

    @property
    def switches(self) -> list[float]:
        """The values at which the rating switches."""
        return [float(piece["from"]) for piece in self.pieces[1:]]

    @property
    def whole(self) -> bool:
        """Whether the threshold is a whole number: its pieces then end before the next begins."""
        return _are_whole(self.pieces)

    @property
    def scale(self) -> Scale:
        """Where its values lie: a whole number takes up half of the way to the next."""
        half = 0.5 if self.whole else 0.0
        return Scale(self.start - half, self.end + half, LEFT, RIGHT)


@dataclass(frozen=True)
class Parts:
    """What is drawn: the ratings by all combinations, those by each alternative of each choice, and the thresholds."""

    together: Sequence[Record]
    alternatives: Sequence[Record]
    strips: Sequence[Strip]

    @property
    def own(self) -> float:
        """The rating as it was given."""
        return float(next(piece["rating"] for piece in self.strips[0].pieces if piece["own"]))

    @property
    def switching(self) -> list[Strip]:
        """The thresholds that can switch the rating by themselves."""
        return [strip for strip in self.strips if len(strip.pieces) > 1]


def parts_of(rows: pd.DataFrame) -> Parts:
    """The parts of a chart, each in its order.

    Args:
        rows: what :func:`csrating.tell.charts.sensitivity_rows.sensitivity_rows` gave.
    """
    every = {part: list(some) for part, some in groupby(records(rows), key=lambda row: str(row["part"]))}
    strips = []
    for threshold, some in groupby(every[THRESHOLD], key=lambda row: str(row["choice"])):
        pieces = list(some)
        first = pieces[0]
        strips.append(Strip(threshold, first["value"], pieces, first["allowed_from"], _shown_to(pieces)))
    return Parts(every[TOGETHER], every[ALTERNATIVE], strips)


def _shown_to(pieces: Sequence[Record]) -> float:
    """Up to which value a strip is drawn: to the end, or where that is far away to a little beyond the nearest switch."""
    value, end = pieces[0]["value"], pieces[0]["allowed_to"]
    if end <= 4 * value or end <= 4 or end == 100:
        return float(end)
    nearest = min((piece["from"] for piece in pieces[1:] if piece["from"] > value), default=value)
    wanted = max(2 * value, 1.25 * nearest)
    return float(min(end, math.ceil(wanted) if _are_whole(pieces) else wanted))


def _are_whole(pieces: Sequence[Record]) -> bool:
    return any(other["from"] != one["to"] for one, other in pairwise(pieces))


def height_of(parts: Parts) -> float:
    """The height of the body, in inches."""
    choices = len({row["choice"] for row in parts.alternatives})
    return STEP + 2 * HEADING + 0.45 + choices * CHOICE + BETWEEN + max(len(parts.switching) * ROW, 0.3)


def draw(paper: Paper, parts: Parts, *, top: float) -> None:
    """Draw the legend, the combinations and the strips, from ``top`` inches down.

    Args:
        paper: the sheet, headed.
        parts: what :func:`parts_of` gave.
        top: where the body begins.
    """
    legend(paper, _entries(parts), top=top + 0.08)
    y = _combinations(paper, parts, top + STEP)
    paper.write(MARGIN, y + BETWEEN + 0.2, "One threshold at a time, all else fixed", size=9.5, bold=True, colour=BLUE)
    y += HEADING + BETWEEN
    if not parts.switching:
        paper.write(MARGIN, y + 0.12, "No threshold switches the rating at any value that it may have.")
    for strip in parts.switching:
        _strip(paper, strip, y)
        y += ROW


def _entries(parts: Parts) -> Entries:
    """The ratings that occur, the best first, and the mark of the framework's own value."""
    pieces = [piece for strip in parts.strips for piece in strip.pieces]
    numbers = {0.0 if math.isnan(row["rating"]) else row["rating"] for row in (*parts.together, *pieces)}
    there = [number or math.nan for number in sorted(numbers, reverse=True)]
    return [*((Fill(_look(number).fill, DARK), rating_told(number)) for number in there), (OWN, "the framework's own")]


def _look(number: float) -> Look:
    return NO_LOOK if math.isnan(number) else LOOKS[f"{number:.0f}"]


def _combinations(paper: Paper, parts: Parts, top: float) -> float:
    """The bar of all combinations, and for each choice a bar for each of its alternatives; gives the height where they end."""
    every = parts.together
    told = f"All choices together: how many of {every[0]['of']} combinations give which rating (combinations: rating)"
    paper.write(MARGIN, top + 0.2, told, size=9.5, bold=True, colour=BLUE)
    y = top + HEADING
    paper.write(MARGIN, y + BAR / 2, "All combinations", bold=True)
    _bar(paper, every, LEFT, WIDTH - MARGIN, y)
    y += 0.45
    for choice, some in groupby(parts.alternatives, key=lambda row: str(row["choice"])):
        _choice(paper, choice, list(some), y)
        y += CHOICE
    return y


def _choice(paper: Paper, choice: str, rows: Sequence[Record], top: float) -> None:
    """The alternatives of a choice side by side, the framework's own marked."""
    paper.write(MARGIN, top + 0.16 + BAR / 2 + 0.05, choice_named(choice), bold=True)
    alternatives = [list(some) for _, some in groupby(rows, key=lambda row: str(row["alternative"]))]
    gap = 0.2
    wide = (WIDTH - MARGIN - LEFT - gap * (len(alternatives) - 1)) / len(alternatives)
    for place, some in enumerate(alternatives):
        left, own = LEFT + place * (wide + gap), bool(some[0]["own"])
        if own:
            paper.marks([left + 0.06], [top + 0.1], OWN, name="own")
        start = left + (0.17 if own else 0.0)
        paper.write(start, top + 0.1, fitted(str(some[0]["alternative"]), left + wide - start, size=7.5, bold=own), size=7.5, bold=own)
        _bar(paper, some, left, left + wide, top + 0.21)


def _bar(paper: Paper, rows: Sequence[Record], left: float, right: float, top: float) -> None:
    """A bar parted by how many combinations give each rating, with the number, and the words where they have room."""
    x, narrow = left, []
    for row in rows:
        end = x + (right - left) * row["count"] / row["of"]
        short = f"{row['count']}: {rating_told(row['rating'], words=False)}"
        if not _piece(
            paper, (x, top, end, top + BAR), row["rating"], (f"{row['count']}: {rating_told(row['rating'])}", short), name="combinations"
        ):
            narrow.append(((x + end) / 2, short))
        x = end
    _beneath(paper, narrow, left, right, top + BAR)


def _beneath(paper: Paper, labels: Sequence[tuple[float, str]], left: float, right: float, y: float) -> None:
    """The labels of pieces that are too narrow for them, beneath the bar."""
    if labels:
        half = max(text_width(label, size=7.5) for _, label in labels) / 2
        places = spread([x for x, _ in labels], apart=2 * half + 0.08, low=left + half, high=right - half)
        for (at, label), x in zip(labels, places, strict=True):
            paper.lines([((at, y), (at, y + 0.03), (x, y + 0.06))], colour=GREY, width=0.8, name="narrow")
            paper.write(x, y + 0.12, label, size=7.5, align="center")


def _piece(paper: Paper, box: Box, rating: float, options: Sequence[str], *, name: str) -> bool:
    """A box in the colour of its rating with the first of some words that it has room for; gives whether there was one."""
    look, (left, top, right, bottom) = _look(rating), box
    kind = "none" if math.isnan(rating) else f"{rating:.0f}"
    paper.boxes([box], fill=look.fill, edge=DARK, width=0.6, name=f"{name}-{kind}")
    told = next((option for option in options if text_width(option, size=7.5) <= right - left - 0.06), "")
    if told:
        paper.write((left + right) / 2, (top + bottom) / 2, told, size=7.5, colour=look.ink, align="center")
    return bool(told)


def _strip(paper: Paper, strip: Strip, top: float) -> None:
    scale = strip.scale
    upper, lower = top + 0.16, top + 0.16 + BAR
    _named(paper, strip, (upper + lower) / 2)
    for piece in strip.pieces:
        if piece["from"] <= strip.end:
            start, end = scale.at(_edge(strip, piece["from"])), min(scale.at(_beyond(strip, piece["to"])), RIGHT)
            options = (rating_told(piece["rating"]), rating_told(piece["rating"], words=False))
            _piece(paper, (start, upper, end, lower), piece["rating"], options, name="piece")
    value = scale.at(strip.value)
    paper.marks([value], [upper - 0.055], OWN, name="own")
    told = figured(strip.value, threshold=strip.threshold)
    room = value + 0.09 + text_width(told, size=7.5, bold=True) <= RIGHT + 0.2
    paper.write(value + (0.09 if room else -0.09), upper - 0.075, told, size=7.5, bold=True, align="left" if room else "right")
    _values(paper, strip, scale, lower)
    _held(paper, strip, (upper + lower) / 2)


def _edge(strip: Strip, value: float) -> float:
    """Where a piece begins: of whole numbers half way from the one before."""
    return value - 0.5 if strip.whole else value


def _beyond(strip: Strip, value: float) -> float:
    return value + 0.5 if strip.whole else value


def _named(paper: Paper, strip: Strip, y: float) -> None:
    lines = wrapped(capital(threshold_named(strip.threshold)), LEFT - MARGIN - 0.15, size=8, bold=True)
    for place, line in enumerate(lines):
        paper.write(MARGIN, y + (place - (len(lines) - 1) / 2) * 0.15, line, bold=True)


def _values(paper: Paper, strip: Strip, scale: Scale, y: float) -> None:
    """The ends of the strip and its switches beneath it; a label that has to make room is joined to its place by a line."""
    switches = [value for value in strip.switches if value <= strip.end]
    first, last = (figured(value, threshold=strip.threshold) for value in (strip.start, strip.end))
    told = [figured(value, threshold=strip.threshold, apart_from=strip.value) for value in switches]
    rest = "" if strip.end == strip.pieces[-1]["allowed_to"] else " …"
    labels = [first, *told, "" if last in told else last + rest]
    own = [LEFT, *(scale.at(_edge(strip, value)) for value in switches), RIGHT]
    apart = max(text_width(label, size=7.5) for label in labels) + 0.08
    places = spread(own, apart=apart, low=LEFT - 0.15, high=RIGHT + 0.15)
    for place, (label, at, x) in enumerate(zip(labels, own, places, strict=True)):
        switch = 0 < place < len(labels) - 1
        if switch:
            paper.lines([((at, y), (at, y + 0.04), (x, y + 0.1))], colour=DARK, width=1.0, name="switch")
        paper.write(x, y + 0.17, label, size=7.5, colour=DARK if switch else GREY, bold=switch, align="center")


def _held(paper: Paper, strip: Strip, y: float) -> None:
    """In words over which values the rating holds, and what it is below and above them."""
    lines = [wrapped(line, WIDTH - MARGIN - WORDS, size=7.5) for line in held_told(strip)]
    every = [(line, place == 0) for place, some in enumerate(lines) for line in some]
    for place, (line, bold) in enumerate(every):
        paper.write(WORDS, y + (place - (len(every) - 1) / 2) * 0.14, line, size=7.5, bold=bold)


def held_told(strip: Strip) -> list[str]:
    """Over which values a rating holds, and what it is just below and just above them."""
    place = next(place for place, piece in enumerate(strip.pieces) if piece["own"])
    here, name = strip.pieces[place], strip.threshold

    def told(value: float) -> str:
        return figured(value, threshold=name, apart_from=strip.value)

    low, high = told(here["from"]), told(here["to"])
    lines = [f"holds {'from' if here['from_included'] else 'above'} {low} to {'' if here['to_included'] else 'below '}{high}"]
    if place:
        before = strip.pieces[place - 1]
        lines.append(f"{'up to there' if before['to_included'] and not strip.whole else 'below that'} {rating_told(before['rating'])}")
    if place + 1 < len(strip.pieces):
        beyond = strip.pieces[place + 1]
        lines.append(f"{'from there' if beyond['from_included'] and not strip.whole else 'above that'} {rating_told(beyond['rating'])}")
    return lines
