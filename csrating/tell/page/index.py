"""The page of all councils: a table to sort and to filter, and the map, each leading to the page of a council."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from csrating.rate import Ratings
from csrating.rate.entry import ratings_given
from csrating.schema import ProfileBand, Rating
from csrating.tell.charts.map_chart import cartogram
from csrating.tell.charts.map_drawing import HIGH, LOOKS, SMALL, TILE, UNDECIDED, borders, is_open, look_of, room_of
from csrating.tell.charts.map_rows import map_rows
from csrating.tell.charts.names import name_lines
from csrating.tell.charts.records import records
from csrating.tell.firm import Firm, firm_of
from csrating.tell.page.template import template

DOTS = 100
"""Units of the map's drawing to an inch of the chart that it follows."""


@dataclass(frozen=True)
class Listed:
    """One council's row of the table; a number that is not known is blank, and is sorted to the end."""

    code: str
    name: str
    link: str
    letter: str
    region: str
    kind: str
    look: str
    rating: str
    order: float
    data_band: str
    band: float
    borderline: str
    combined: float
    settings: int
    good: float
    in_line: float
    coverage: float
    limits: str
    firm: Firm | None


@dataclass(frozen=True)
class Tile:
    """One council on the map: its place in tiles from the west and the north, its name in lines, and how its rating looks."""

    code: str
    name: str
    link: str
    column: int
    row: int
    look: str
    number: str
    lines: tuple[str, ...]
    told: str
    is_open: bool


def index_page(
    ratings: Ratings, *, pages: Mapping[str, str] | None = None, letters: Mapping[str, str] | None = None, failed: Iterable[str] = ()
) -> str:
    """The page of all councils: one file of HTML that needs no network.

    Args:
        ratings: what :func:`csrating.rate` gave.
        pages: where each council's page lies, by its code; a council without one has no link.
        letters: where each council's letter lies, by its code.
        failed: the names of councils whose report could not be made.

    Raises:
        TableError: something else was given than ratings.
    """
    ratings_given(ratings)
    pages, letters = pages or {}, letters or {}
    rows = map_rows(ratings)
    chart = cartogram(ratings)
    kinds = ratings.framework.edition.councils().set_index("code")["type"]
    firm, result = firm_of(ratings) if ratings.framework.is_of_today else {}, ratings.framework.result
    listed = [
        _listed(row, str(kinds[row["council"]]), firm.get(row["council"]), result, pages, letters)
        for row in _with_points(ratings, rows).to_dict("records")
    ]
    words = {str(number): str(ratings.framework.outcome(number)) for number in (4, 3, 2, 1)}
    return template("index.html.j2").render(
        framework=ratings.framework,
        title=chart.title,
        caption=chart.caption,
        demonstration=bool((ratings.table["origin"] != "published").any()),
        listed=listed,
        tiles=[_tile(row, firm.get(row["council"]), result, pages) for row in rows.to_dict("records")],
        size=(int(rows["column"].max()) + 1, int(rows["row"].max()) + 1),
        lines=_region_lines(rows),
        looks=[(name, look, words.get(name, name), sum(row.look == name for row in listed)) for name, look in LOOKS.items()],
        regions=sorted(set(rows["region"])),
        failed=list(failed),
        columns=_columns(listed),
        undecided=UNDECIDED,
        near=sum(one.firm.nearest == 1 for one in listed if one.firm),
        open=sum(one.firm.is_open for one in listed if one.firm),
    )


def _columns(listed: Iterable[Listed]) -> set[str]:
    """The columns that say something of some council; on the ratings of 2009 to 2011 each of them always stands there."""
    found: set[str] = set()
    for one in listed:
        there = {"border": bool(one.borderline), "settings": one.settings > 0, "good": not math.isnan(one.good), "limits": bool(one.limits)}
        found |= {name for name, is_there in there.items() if is_there or not one.firm}
    return found


def _region_lines(rows: pd.DataFrame) -> list[tuple[int, ...]]:
    """The lines between regions: where each begins and ends."""
    placed = [row | {"x": row["column"] * TILE, "y": row["row"] * HIGH} for row in records(rows)]
    return [tuple(round(DOTS * at) for point in line for at in point) for line in borders(placed)]


def _with_points(ratings: Ratings, rows: pd.DataFrame) -> pd.DataFrame:
    more = ratings.table[["council", "borderline", "combined_points", "settings", "pooled_share_good_or_better", "share_in_line_or_above"]]
    return rows.merge(more, on="council", validate="one_to_one")


def _listed(row: dict[Any, Any], kind: str, firm: Firm | None, what: str, pages: Mapping[str, str], letters: Mapping[str, str]) -> Listed:
    return Listed(
        code=row["council"],
        name=row["name"],
        link=pages.get(row["council"], ""),
        letter=letters.get(row["council"], ""),
        region=row["region"],
        kind=kind,
        look=look_of(row),
        rating=_rated(row, what),
        order=row["rating"],
        data_band="" if pd.isna(row["data_band"]) else str(row["data_band"]),
        band=math.nan if pd.isna(row["data_band"]) else float(_number(row["data_band"])),
        borderline=row["borderline"],
        combined=row["combined_points"],
        settings=row["settings"],
        good=row["pooled_share_good_or_better"],
        in_line=row["share_in_line_or_above"],
        coverage=row["coverage"],
        limits=row["limits"],
        firm=firm,
    )


def _rated(row: dict[Any, Any], what: str = "rating") -> str:
    """The rating, or profile band, in words with its number, or why there is none.

    >>> _rated({"rating": 3.0, "label": "performs well", "status": "given"})
    'Performs well (3)'
    >>> _rated({"rating": math.nan, "label": None, "status": "not given"}, "profile band")
    'No profile band: not given'
    """
    if math.isnan(row["rating"]):
        return f"No {what}: {row['status']}"
    label = str(row["label"]).capitalize()
    return label if label.endswith(f"{row['rating']:.0f}") else f"{label} ({row['rating']:.0f})"


def _number(words: str) -> int:
    """The number of a rating or a profile band from its words."""
    return next(one.number for scale in (Rating, ProfileBand) for one in scale if str(one) == words)


def _tile(row: dict[Any, Any], firm: Firm | None, what: str, pages: Mapping[str, str]) -> Tile:
    look = look_of(row)
    return Tile(
        code=row["council"],
        name=row["name"],
        link=pages.get(row["council"], ""),
        column=row["column"],
        row=row["row"],
        look=look,
        number=LOOKS[look].number,
        lines=tuple(name_lines(row["name"], room_of(row), size=SMALL)),
        told=f"{row['name']}: {_rated(row, what)}{_firmness(firm)}",
        is_open=is_open(row),
    )


def _firmness(firm: Firm | None) -> str:
    """On how many indicators a band rests, and between which others it is undecided.

    >>> _firmness(Firm(26, 75, worst=1, best=4)), _firmness(None)
    (' on 26 of 75 indicators; undecided, 1 to 4', '')
    """
    if firm is None:
        return ""
    return f" on {firm.rests_on}" + (f"; undecided, {firm.reach}" if firm.is_open else "")
