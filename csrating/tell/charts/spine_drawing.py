"""How the spine chart is laid out and drawn: a table whose second column is a picture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from csrating import reference
from csrating.schema import Standing
from csrating.tell.charts.names import name_lines
from csrating.tell.charts.paper import MARGIN, NEIGHBOURS, STANDING_MARKS, Paper, fitted, text_width
from csrating.tell.charts.records import Record, records
from csrating.tell.charts.strokes import BLUE, DARK, GREY, PALE, Mark
from csrating.tell.charts.wording import VERDICTS, no_figure, shown, stars

WIDTH, ROW, HEADING, HEAD = 11.6, 0.27, 0.36, 0.92
LABEL, TITLE = MARGIN, MARGIN + 0.76
CENTRE, HALF = 5.45, 1.75
LEFT, RIGHT = CENTRE - HALF, CENTRE + HALF
OWN, NEAR, COUNT, NATION, VERDICT = 8.05, 8.7, 9.35, 10.1, 10.32

Spans = Sequence[tuple[float, float, float]]
"""From one x to another at a height, in inches."""


@dataclass(frozen=True)
class Layout:
    """Where the rows and the outcomes' headings lie, in inches below the head of the table."""

    rows: tuple[float, ...]
    headings: tuple[tuple[float, str], ...]
    height: float


def laid_out(outcomes: pd.Series[str], *, row: float = ROW, heading: float = HEADING) -> Layout:
    """One row under the other, with a heading wherever the outcome changes; ``row`` and ``heading`` say how high each is."""
    height, last = 0.0, ""
    places: list[float] = []
    headings: list[tuple[float, str]] = []
    for outcome in outcomes:
        if outcome != last:
            headings.append((height + heading / 2 + 0.03, outcome))
            height, last = height + heading, outcome
        places.append(height + row / 2)
        height += row
    return Layout(tuple(places), tuple(headings), height)


def draw(paper: Paper, rows: pd.DataFrame, layout: Layout, *, name: str, average: str, top: float) -> None:
    """Draw the legend, the headings and the rows, from ``top`` inches down.

    Args:
        paper: the sheet, headed.
        rows: what :func:`csrating.tell.charts.spine_rows.spine_rows` gave.
        layout: what :func:`laid_out` gave for them.
        name: the council's.
        average: of the similar areas, as a noun.
        top: where the body begins.
    """
    _legend(paper, top, average)
    _head(paper, top + 0.66, name)
    for y, outcome in layout.headings:
        paper.write(LABEL, top + HEAD + y, outcome.capitalize(), size=9.5, bold=True, colour=BLUE)
    placed = records(rows.assign(y=[top + HEAD + y for y in layout.rows], star=stars(rows["origin"])))
    rules = [((LABEL, row["y"] + ROW / 2), (WIDTH - MARGIN, row["y"] + ROW / 2)) for row in placed]
    paper.lines(rules, colour=PALE, width=0.6, name="rule")
    _picture(paper, [row for row in placed if not math.isnan(row["at_value"])])
    for row in placed:
        _texts(paper, row)


def _legend(paper: Paper, top: float, average: str) -> None:
    x = MARGIN + 0.08
    areas = (NEIGHBOURS, f"{average} of similar areas")
    for mark, word in [*((mark, VERDICTS[standing]) for standing, mark in STANDING_MARKS.items()), areas]:
        paper.marks([x], [top + 0.1], mark, name="legend")
        paper.write(x + 0.13, top + 0.1, word)
        x += 0.48 + text_width(word, size=8)
    y, x = top + 0.36, MARGIN
    for width, word, drawn in (
        (0.5, "lowest to highest council", _range),
        (0.4, "middle half of councils", _middle),
        (0.1, "England", _nation),
    ):
        drawn(paper, [(x, x + width, y)], "legend")
        paper.write(x + width + 0.08, y, word)
        x += width + 0.43 + text_width(word, size=8)


def _head(paper: Paper, y: float, name: str) -> None:
    """The line of headings above the rows."""
    paper.write(LEFT, y + 0.12, "← worse", colour=GREY)
    paper.write(CENTRE, y + 0.12, "England", bold=True, align="center")
    paper.write(RIGHT, y + 0.12, "better →", colour=GREY, align="right")
    columns = (
        (OWN, name_lines(name, 0.8, size=7.5, bold=True)),
        (NEAR, ["Similar", "areas"]),
        (COUNT, ["areas with", "a figure"]),
        (NATION, ["England"]),
    )
    for x, lines in columns:
        for place, line in enumerate(reversed(lines)):
            paper.write(x, y + 0.12 - 0.14 * place, line, size=7.5, bold=x == OWN, align="right")
    paper.write(VERDICT, y - 0.02, "Against", size=7.5)
    paper.write(VERDICT, y + 0.12, "similar areas", size=7.5)
    paper.lines([((MARGIN, y + 0.24), (WIDTH - MARGIN, y + 0.24))], colour=DARK, name="rule")


def _picture(paper: Paper, rows: Sequence[Record]) -> None:
    """The spread of all councils, England, the council and its similar areas, in the rows that have a figure."""
    _range(paper, _spans(rows, "lowest", "highest"))
    _middle(paper, _spans(rows, "lower_quartile", "upper_quartile"))
    _nation(paper, [(CENTRE, CENTRE, row["y"]) for row in rows])
    for standing, mark in STANDING_MARKS.items():
        some = [row for row in rows if row["standing"] == str(standing)]
        if some:
            _mark(paper, some, "value", mark, name=f"council-{standing.name.lower().replace('_', '-')}")
    _mark(paper, [row for row in rows if not math.isnan(row["at_neighbours"])], "neighbours", NEIGHBOURS, name="neighbours")


def _mark(paper: Paper, rows: Sequence[Record], figure: str, mark: Mark, *, name: str) -> None:
    paper.marks([_inches(row[f"at_{figure}"]) for row in rows], [row["y"] for row in rows], mark, name=name)


def _inches(place: float) -> float:
    """Inches from the left of the sheet for a place from -1 to 1."""
    return CENTRE + HALF * place


def _spans(rows: Sequence[Record], one: str, other: str) -> Spans:
    """From the left to the right one of two places, row by row."""
    ends = [sorted((_inches(row[f"at_{one}"]), _inches(row[f"at_{other}"]))) for row in rows]
    return [(left, right, row["y"]) for (left, right), row in zip(ends, rows, strict=True)]


def _range(paper: Paper, spans: Spans, name: str = "range") -> None:
    paper.lines([((left, y), (right, y)) for left, right, y in spans], name=name)
    paper.lines([((x, y - 0.035), (x, y + 0.035)) for left, right, y in spans for x in (left, right)], name=f"{name}-ends")


def _middle(paper: Paper, spans: Spans, name: str = "middle-half") -> None:
    paper.boxes([(left, y - 0.07, right, y + 0.07) for left, right, y in spans], fill=PALE, name=name)


def _nation(paper: Paper, spans: Spans, name: str = "england") -> None:
    middles = [((left + right) / 2, y) for left, right, y in spans]
    paper.lines([((x, y - ROW / 2), (x, y + ROW / 2)) for x, y in middles], colour=DARK, width=1.4, name=name)


def _texts(paper: Paper, row: Record) -> None:
    number = reference.indicator(row["indicator"]).number_told
    title = TITLE if number else LABEL
    if number:
        paper.write(LABEL, row["y"] - 0.055, number + row["star"], bold=True)
    paper.write(title, row["y"] - 0.055, fitted(row["short"], LEFT - title - 0.1, size=8))
    paper.write(title, row["y"] + 0.065, f"{row['unit']}, {row['period']}", size=7, colour=GREY)
    for x, value in ((OWN, row["value"]), (NEAR, row["neighbours"]), (NATION, row["england"])):
        paper.write(x, row["y"], shown(value, decimals=row["decimals"], unit=row["unit"]), bold=x == OWN, align="right")
    paper.write(COUNT, row["y"], f"{row['with_data']} of {row['of']}", size=7.5, align="right")
    paper.write(VERDICT, row["y"], row["standing"], bold=row["standing"] in (str(Standing.ABOVE), str(Standing.BELOW)))
    if math.isnan(row["value"]):
        paper.write(LEFT, row["y"], no_figure(row["status"]), colour=GREY)
    elif math.isnan(row["england"]):
        paper.write(LEFT, row["y"], "no figure for England to centre on", colour=GREY)
