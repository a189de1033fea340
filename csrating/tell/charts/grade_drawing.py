"""How the chart of grades is laid out and drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from csrating.schema import GRADES
from csrating.tell.charts.paper import MARGIN, Paper, fitted, text_width
from csrating.tell.charts.records import Record, records
from csrating.tell.charts.strokes import BLUE, DARK, GREY, PALE, PLUM, TEAL, WHITE, Mark
from csrating.tell.charts.wording import shown, stars
from csrating.tell.grammar import capital

WIDTH, ROW, HEADING, HEAD, BAR = 11.6, 0.42, 0.36, 0.74, 0.11
LABEL, LEFT, RIGHT = MARGIN, 3.2, 7.05
COUNT, POOR, GOOD, NATION, NEAR, AREAS = 7.8, 8.5, 9.4, 10.0, 10.62, 11.3
COLOURS = {"outstanding": (BLUE, WHITE), "good": (TEAL, "#000000"), "satisfactory": (PALE, "#000000"), "inadequate": (PLUM, WHITE)}
"""Fill and text of each grade; the words stand in the bars, so that the colours need not be told apart."""

ENGLAND = Mark("v", DARK, WHITE, 46, 0.6)
AREAS_MARK = Mark("D", DARK, WHITE, 30, 0.6)


def height_of(rows: pd.DataFrame) -> float:
    """The height of the body, in inches."""
    return HEAD + len(rows) * ROW + rows["cluster"].nunique() * HEADING


def draw(paper: Paper, rows: pd.DataFrame, *, average: str, top: float) -> None:
    """Draw the legend, the headings and the rows, from ``top`` inches down.

    Args:
        paper: the sheet, headed.
        rows: the data of the chart: one row per type of setting, in order.
        average: of the similar areas, as a noun.
        top: where the body begins.
    """
    _legend(paper, top + 0.12, average)
    _head(paper, top + 0.52)
    placed = _placed(paper, rows, top + HEAD)
    bars = [row for row in placed if not row["told_by_number"]]
    _bars(paper, bars)
    _boxes(paper, [row for row in placed if row["told_by_number"]])
    nation, near = ([row for row in bars if not math.isnan(row[share])] for share in ("england", "neighbours"))
    paper.marks([_x(row["england"]) for row in nation], [row["y"] - BAR - 0.045 for row in nation], ENGLAND, name="england")
    paper.marks([_x(row["neighbours"]) for row in near], [row["y"] + BAR + 0.045 for row in near], AREAS_MARK, name="neighbours")
    for row in placed:
        _texts(paper, row)


def _x(share: float) -> float:
    """Inches from the left for a share in per cent."""
    return LEFT + (RIGHT - LEFT) * share / 100.0


def _placed(paper: Paper, rows: pd.DataFrame, top: float) -> list[Record]:
    """The rows with their heights, each cluster's name written above its rows."""
    y, last, places = top, "", []
    for cluster in rows["cluster"]:
        if cluster != last:
            paper.write(LABEL, y + HEADING / 2 + 0.04, capital(cluster), size=9.5, bold=True, colour=BLUE)
            y, last = y + HEADING, cluster
        places.append(y + ROW / 2)
        y += ROW
    return records(rows.assign(y=places, star=stars(rows["origin"])))


def _legend(paper: Paper, y: float, average: str) -> None:
    x = MARGIN
    for grade in reversed(GRADES):
        paper.boxes([(x, y - 0.07, x + 0.3, y + 0.07)], fill=COLOURS[grade][0], edge=DARK, name="legend")
        paper.write(x + 0.38, y, grade)
        x += 0.66 + text_width(grade, size=8)
    for mark, word in ((ENGLAND, "good or better in England"), (AREAS_MARK, f"good or better in similar areas ({average})")):
        paper.marks([x + 0.08], [y], mark, name="legend")
        paper.write(x + 0.2, y, word)
        x += 0.5 + text_width(word, size=8)


def _head(paper: Paper, y: float) -> None:
    for share in (0, 50, 100):
        paper.write(_x(share), y + 0.12, f"{share}%", size=7.5, colour=GREY, align="center")
    paper.write((GOOD - 0.7 + AREAS) / 2, y - 0.17, "Good or better", size=7.5, bold=True, align="center")
    paper.lines([((GOOD - 0.7, y - 0.09), (AREAS, y - 0.09))], name="rule")
    columns = (
        (COUNT, ["", "Settings"]),
        (POOR, ["", "Inadequate"]),
        (GOOD, ["", "here"]),
        (NATION, ["", "England"]),
        (NEAR, ["similar", "areas"]),
        (AREAS, ["areas with", "any such"]),
    )
    for x, (upper, lower) in columns:
        paper.write(x, y - 0.01, upper, size=7.5, align="right")
        paper.write(x, y + 0.12, lower, size=7.5, align="right")
    paper.lines([((MARGIN, y + 0.22), (WIDTH - MARGIN, y + 0.22))], colour=DARK, name="rule")


def _bars(paper: Paper, rows: Sequence[Record]) -> None:
    """One bar of 100 per cent per row, outstanding at the left, with the number of settings in each part that has room for it."""
    for grade in reversed(GRADES):
        parts = [(*_ends(row, grade), row["y"], row[grade]) for row in rows if row[grade]]
        fill, ink = COLOURS[grade]
        paper.boxes([(start, y - BAR, end, y + BAR) for start, end, y, _ in parts], fill=fill, edge=DARK, width=0.6, name=f"grade-{grade}")
        for start, end, y, n in parts:
            paper.write((start + end) / 2, y, _label(grade, int(n), end - start), size=7.5, colour=ink, align="center")


def _ends(row: Record, grade: str) -> tuple[float, float]:
    """Where the part of a grade begins, behind those of the better grades, and where it ends, in inches from the left."""
    better = sum(row[one] for one in GRADES[GRADES.index(grade) + 1 :])
    return _x(100.0 * better / row["settings"]), _x(100.0 * (better + row[grade]) / row["settings"])


def _label(grade: str, number: int, room: float) -> str:
    """The number of settings with its grade, the number alone, or nothing, by the room there is."""
    options = (f"{number} {grade}", str(number), "")
    return next(text for text in options if text_width(text, size=7.5) + 0.06 <= room or not text)


def _boxes(paper: Paper, rows: Sequence[Record]) -> None:
    """One labelled box per setting, where there are so few that a share would mislead."""
    for row in rows:
        held = [grade for grade in reversed(GRADES) for _ in range(int(row[grade]))]
        for place, grade in enumerate(held):
            x, (fill, ink) = LEFT + 1.05 * place, COLOURS[grade]
            paper.boxes([(x, row["y"] - BAR, x + 0.95, row["y"] + BAR)], fill=fill, edge=DARK, width=0.6, name=f"one-{grade}")
            paper.write(x + 0.475, row["y"], grade, size=7.5, colour=ink, align="center")


def _texts(paper: Paper, row: Record) -> None:
    name = fitted(capital(row["row"]), LEFT - LABEL - 0.2, size=8, bold=True)
    paper.write(LABEL, row["y"] - 0.07, name + row["star"], size=8, bold=True)
    paper.write(LABEL, row["y"] + 0.08, _age(row), size=7, colour=GREY)
    paper.write(COUNT, row["y"], f"{row['settings']:,.0f}", align="right", bold=True)
    share = "" if row["told_by_number"] else f" ({shown(row['share_good_or_better'], decimals=0, unit='per cent')})"
    paper.write(GOOD, row["y"], f"{row['good_or_better']:,.0f}{share}", align="right")
    paper.write(POOR, row["y"], f"{row['inadequate']:,.0f}", align="right")
    paper.write(NATION, row["y"], shown(row["england"], decimals=0, unit="per cent"), align="right")
    paper.write(NEAR, row["y"], shown(row["neighbours"], decimals=0, unit="per cent"), align="right")
    paper.write(AREAS, row["y"], f"{row['with_data']:.0f} of {row['of']:.0f}", size=7.5, align="right")


def _age(row: Record) -> str:
    """When the settings were inspected; early years figures come as counts without dates."""
    if row["oldest"] is pd.NaT:
        return "Inspected: dates not in the data"
    first, last = (f"{date.month_name()[:3]} {date.year}" for date in (row["oldest"], row["newest"]))
    return f"Inspected {first}" if first == last else f"Inspected {first} to {last}"
