"""The map: every council's rating on a tile of its own, near where the council lies."""

from __future__ import annotations

import pandas as pd

from csrating.rate import Ratings
from csrating.tell.charts.chart import Chart
from csrating.tell.charts.map_claims import alt, map_claims, subtitle, title
from csrating.tell.charts.map_drawing import draw, height_of, width_of
from csrating.tell.charts.map_rows import map_rows
from csrating.tell.charts.origin_claim import warning_of
from csrating.tell.charts.paper import Words, headed
from csrating.tell.charts.wording import council_named, sources
from csrating.tell.claims import Claims
from csrating.tell.grammar import counted, settled


def cartogram(ratings: Ratings, council: str | None = None) -> Chart:
    """The ratings of all councils on a map of tiles of equal size, the number of the rating in each.

    Args:
        ratings: the ratings of all councils.
        council: any code or spelling of one to frame, whose similar areas are marked.

    Returns:
        a chart with one row per council. ``data`` holds its rating and its tile.

    Raises:
        UnknownCouncilError: no council, or more than one, is meant.
    """
    own, name = ("", "") if council is None else _framed(ratings, council)
    rows = map_rows(ratings, own)
    claims = map_claims(ratings, own, rows)
    words = _words(ratings, rows, claims, name)
    paper, top = headed(words, width=width_of(rows), body=height_of(rows))
    draw(paper, rows, own=own, top=top, scale=ratings.framework.outcomes)
    return Chart(paper, rows, words.title, words.caption, alt(claims, name, ratings.framework.outcomes), claims)


def _framed(ratings: Ratings, council: str) -> tuple[str, str]:
    found, name = council_named(ratings, council)
    return found.code, name


def _words(ratings: Ratings, rows: pd.DataFrame, claims: Claims, name: str) -> Words:
    caption = [
        _whose(ratings),
        sources(ratings, [source.file for source in ratings.data.sources]),
        _without(rows, ratings.framework.result),
        "Every council has one tile of the same size, near its place in an area-proportional map (centroids: House of Commons Library);",
        "tiles that touch need not be councils that do. Lines part the regions.",
    ]
    told, scale = " ".join(part for part in caption if part), ratings.framework.outcomes
    return Words(title(claims, scale), subtitle(claims, name, scale), warning_of(claims), told)


def _whose(ratings: Ratings) -> str:
    """Who made the ratings."""
    made = f"as the rules of the framework {ratings.framework.name} make them from the data"
    if ratings.framework.is_of_today:
        return f"Profile bands {made}: they are ours; Ofsted publishes judgements and no profile bands."
    return f"Ratings {made}: they are not the published ratings."


def _without(rows: pd.DataFrame, what: str) -> str:
    """Why councils have no rating, or no profile band, by reason."""
    blank = rows[rows["rating"].isna()]
    if blank.empty:
        return ""
    counts = blank["why"].value_counts()
    told = [settled(f"{str(why) or 'no reason given'} ({counted(count, 'council', 'councils')})") for why, count in counts.head(3).items()]
    return f"Without a {what}: {'; '.join(told)}."
