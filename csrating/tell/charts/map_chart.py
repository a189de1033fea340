"""The map: every council's rating on a tile of its own, near where the council lies."""

from __future__ import annotations

import pandas as pd

from csrating.rate import Ratings
from csrating.schema import Rating
from csrating.tell.charts.chart import Chart
from csrating.tell.charts.map_drawing import draw, height_of, width_of
from csrating.tell.charts.map_rows import map_rows
from csrating.tell.charts.paper import Words, headed
from csrating.tell.charts.wording import council_named, sources, warning
from csrating.tell.grammar import capital, counted, joined, named, number, settled

BEST_FIRST = tuple(reversed(Rating))


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
    words = _words(ratings, rows, own, name)
    paper, top = headed(words, width=width_of(rows), body=height_of(rows))
    draw(paper, rows, own=own, top=top)
    return Chart(paper, rows, words.title, words.caption, _alt(rows, words))


def _framed(ratings: Ratings, council: str) -> tuple[str, str]:
    found, name = council_named(ratings, council)
    return found.code, name


def _words(ratings: Ratings, rows: pd.DataFrame, own: str, name: str) -> Words:
    caption = [
        f"Ratings as the rules of the framework {ratings.framework.name} make them from the data: they are not the published ratings.",
        sources(ratings, [source.file for source in ratings.data.sources]),
        _without(rows),
        "Every council has one tile of the same size, near its place in an area-proportional map (centroids: House of Commons Library);",
        "tiles that touch need not be councils that do. Lines part the regions.",
    ]
    told = " ".join(part for part in caption if part)
    return Words(_title(rows), _subtitle(rows, own, name), warning(rows["origin"]), told)


def _without(rows: pd.DataFrame) -> str:
    """Why councils have no rating, by reason."""
    blank = rows[rows["rating"].isna()]
    if blank.empty:
        return ""
    counts = blank["why"].value_counts()
    told = [settled(f"{str(why) or 'no reason given'} ({counted(count, 'council', 'councils')})") for why, count in counts.head(3).items()]
    return f"Without a rating: {'; '.join(told)}."


def _title(rows: pd.DataFrame) -> str:
    """How many councils have each rating.

    >>> _title(pd.DataFrame({"rating": [4.0, 3.0, 3.0, 1.0]}))
    'One of the four councils performs excellently, two well, none adequately and one poorly'
    """
    counts = {rating: int((rows["rating"] == rating.number).sum()) for rating in BEST_FIRST}
    if not any(counts.values()):
        return f"None of the {len(rows)} councils can be rated from these data"
    while not next(iter(counts.values())):  # a rating that no council has is told after those that some have
        none = next(iter(counts))
        counts[none] = counts.pop(none)
    (first, most), *others = counts.items()
    verb = str(first) if most <= 1 else str(first).replace("performs", "perform")
    told = f"{number(most) if most else 'none'} of the {number(len(rows))} councils {verb}"
    rest = [f"{number(count) if count else 'none'} {str(rating).removeprefix('performs ')}" for rating, count in others]
    blank = int(rows["rating"].isna().sum())
    rest += [f"{number(blank)} without a rating"] if blank else []
    return capital(settled(f"{told}, {joined(rest)}"))


def _subtitle(rows: pd.DataFrame, own: str, name: str) -> str:
    told = "Rating of each council's services for children: 4 is the best"
    if not own:
        return told
    row = rows[rows["council"] == own].iloc[0]
    rated = f"{row['label']} ({row['rating']:.0f})" if pd.notna(row["rating"]) else "has no rating"
    near = rows[rows["position"] > 0]
    counts = [(rating, int((near["rating"] == rating.number).sum())) for rating in BEST_FIRST]
    each = joined([f"{number(count)} {str(rating).removeprefix('performs ')} ({rating.number})" for rating, count in counts if count])
    areas = settled(f"; its {number(len(near))} similar areas, marked: {each}") if each else ""
    return f"{told}; {name}, framed, {rated}{areas}"


def _alt(rows: pd.DataFrame, words: Words) -> str:
    parts = [f"Map of England in tiles, one for each council. {words.title}. {words.subtitle}."]
    for rating in BEST_FIRST:
        names = list(rows.loc[rows["rating"] == rating.number, "name"])
        if names:
            parts.append(f"{capital(str(rating))}: {settled(named(names, most=12))}.")
    return " ".join([*parts, *([f"{words.warning}."] if words.warning else [])])
