"""How the sensitivity strip is laid out and drawn: bars of combinations, then a strip for each threshold that can switch the rating."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby

from csrating.tell.charts.legend import STEP, Entries, Fill, legend
from csrating.tell.charts.map_drawing import LOOKS, Look
from csrating.tell.charts.paper import MARGIN, Paper, fitted, text_width, wrapped
from csrating.tell.charts.records import Record
from csrating.tell.charts.scale import Scale, spread
from csrating.tell.charts.sensitivity_held import held_told
from csrating.tell.charts.sensitivity_parts import LEFT, RIGHT, Parts, Strip, begins_at, ends_at
from csrating.tell.charts.sensitivity_wording import choice_named, figured, of_result, threshold_named, told_with_number
from csrating.tell.charts.strokes import BLUE, DARK, GREY, Box, Mark
from csrating.tell.grammar import capital

WIDTH, WORDS = 11.0, 7.8
HEADING, BAR, CHOICE, ROW, BETWEEN = 0.42, 0.24, 0.7, 0.68, 0.12
OWN = Mark("v", DARK, DARK, 30, 0.6)
NO_LOOK = LOOKS["not given"]


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
        paper.write(MARGIN, y + 0.12, f"No threshold switches the {parts.what} at any value that it may have.")
    for strip in parts.switching:
        _strip(paper, strip, y, parts.what)
        y += ROW


def _entries(parts: Parts) -> Entries:
    """The ratings that occur, the best first, and the mark of the framework's own value."""
    pieces = [piece for strip in parts.strips for piece in strip.pieces]
    labels = {0.0 if math.isnan(row["rating"]) else row["rating"]: str(row["label"]) for row in (*parts.together, *pieces)}
    there = sorted(labels.items(), reverse=True)
    fills = [(Fill(_look(number or math.nan).fill, DARK), told_with_number(label)) for number, label in there]
    return [*fills, (OWN, "the framework's own")]


def _look(number: float) -> Look:
    return NO_LOOK if math.isnan(number) else LOOKS[f"{number:.0f}"]


def _combinations(paper: Paper, parts: Parts, top: float) -> float:
    """The bar of all combinations, and for each choice a bar for each of its alternatives; gives the height where they end."""
    every = parts.together
    told = f"All choices together: how many of {every[0]['of']} combinations give which {parts.what} (combinations: {parts.what})"
    paper.write(MARGIN, top + 0.2, told, size=9.5, bold=True, colour=BLUE)
    y = top + HEADING
    paper.write(MARGIN, y + BAR / 2, "All combinations", bold=True)
    _bar(paper, every, LEFT, WIDTH - MARGIN, y)
    y += 0.45
    for choice, some in groupby(parts.alternatives, key=lambda row: str(row["choice"])):
        _choice(paper, of_result(choice_named(choice), parts.what), list(some), y)
        y += CHOICE
    return y


def _choice(paper: Paper, name: str, rows: Sequence[Record], top: float) -> None:
    """The alternatives of a choice side by side, the framework's own marked."""
    _named(paper, name, top + 0.16 + BAR / 2 + 0.05)
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
        short, whole = (f"{row['count']}: {told_with_number(row['label'], words=words)}" for words in (False, True))
        if not _piece(paper, (x, top, end, top + BAR), row["rating"], (whole, short), name="combinations"):
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


def _strip(paper: Paper, strip: Strip, top: float, what: str) -> None:
    scale = strip.scale
    upper, lower = top + 0.16, top + 0.16 + BAR
    _named(paper, of_result(threshold_named(strip.threshold), what), (upper + lower) / 2)
    for piece in strip.pieces:
        if piece["from"] <= strip.end:
            start, end = scale.at(begins_at(strip, piece["from"])), min(scale.at(ends_at(strip, piece["to"])), RIGHT)
            options = (told_with_number(piece["label"]), told_with_number(piece["label"], words=False))
            _piece(paper, (start, upper, end, lower), piece["rating"], options, name="piece")
    value = scale.at(strip.value)
    paper.marks([value], [upper - 0.055], OWN, name="own")
    told = figured(strip.value, threshold=strip.threshold)
    room = value + 0.09 + text_width(told, size=7.5, bold=True) <= RIGHT + 0.2
    paper.write(value + (0.09 if room else -0.09), upper - 0.075, told, size=7.5, bold=True, align="left" if room else "right")
    _values(paper, strip, scale, lower)
    _held(paper, strip, (upper + lower) / 2)


def _named(paper: Paper, name: str, y: float) -> None:
    lines = wrapped(capital(name), LEFT - MARGIN - 0.15, size=8, bold=True)
    for place, line in enumerate(lines):
        paper.write(MARGIN, y + (place - (len(lines) - 1) / 2) * 0.15, line, bold=True)


def _values(paper: Paper, strip: Strip, scale: Scale, y: float) -> None:
    """The ends of the strip and its switches beneath it; a label that has to make room is joined to its place by a line."""
    switches = [value for value in strip.switches if value <= strip.end]
    first, last = (figured(value, threshold=strip.threshold) for value in (strip.start, strip.end))
    told = [figured(value, threshold=strip.threshold, apart_from=strip.value) for value in switches]
    rest = "" if strip.end == strip.pieces[-1]["allowed_to"] else " …"
    labels = [first, *told, "" if last in told else last + rest]
    own = [LEFT, *(scale.at(begins_at(strip, value)) for value in switches), RIGHT]
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
