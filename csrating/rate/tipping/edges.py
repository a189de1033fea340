"""What would do where no counts are published: how many indicators across the edge of in line, and which lie nearest to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from csrating import reference
from csrating.rate.tipping.points import points_of_share, shown
from csrating.rate.tipping.search import Search
from csrating.schema import Standing

_NAMED = 3
_COLUMNS = ("indicator", "standing", "polarity", "value", "in_line_low", "in_line_high")


@dataclass(frozen=True)
class Edge:
    """How far a figure lies from the edge of in line."""

    indicator: str
    standing: str
    away: float


def edges_of(near: pd.DataFrame) -> dict[str, list[Edge]]:
    """The figures of each council that stand below, in line or above, the nearest to the edge first.

    What is nearest is measured in widths of the zone in line, so that children and per cent can be set side by side.

    Args:
        near: the rows of the rated COMPARISONS with similar areas.
    """
    told = near.loc[near["standing"] != str(Standing.NOT_COMPARABLE), ["council", *_COLUMNS]]
    edge = told["in_line_high"].where(told["polarity"] == "low", told["in_line_low"])
    away = (told["value"] - edge).abs()
    measured = away / (told["in_line_high"] - told["in_line_low"]).replace(0, np.nan)
    ordered = told.assign(away=away, measured=measured).sort_values(["measured", "indicator"], kind="stable")
    edges: dict[str, list[Edge]] = {}
    for council, indicator, standing, distance in ordered[["council", "indicator", "standing", "away"]].itertuples(index=False):
        edges.setdefault(council, []).append(Edge(indicator, standing, distance))
    return edges


def edge_told(search: Search, council: int, goal: int, edges: Sequence[Edge], *, up: bool) -> str:
    """How many indicators of a council without settings would move it, and the nearest; blank where not even all of them do.

    Args:
        search: of the ratings.
        council: its place in the footing.
        goal: what :meth:`csrating.rate.tipping.points.Ladder.goal` gave.
        edges: its own of :func:`edges_of`.
        up: the direction.
    """
    movable = [one for one in edges if (one.standing == str(Standing.BELOW)) == up]
    good, of = int(search.footing.good[council]), int(search.footing.compared[council])
    found = _fewest(search, good, of, len(movable), goal, up=up)
    if not found:
        return ""
    number, points = found
    verb = "in line would bring" if up else "below would leave"
    return f"{number} more of the {of} compared {verb} {points} points; nearest to the edge lie {_listed(movable[:_NAMED])}"


def _fewest(search: Search, good: int, of: int, most: int, goal: int, *, up: bool) -> tuple[int, str] | None:
    """The fewest indicators that bring a council to a place on the ladder, and the points then."""
    for number in range(1, most + 1):
        points = points_of_share(good + (number if up else -number), of, search.steps)
        place = search.ladder.place(points)
        if (place >= goal) if up else (place <= goal):
            return number, shown(points, search.ladder.knots)
    return None


def _listed(nearest: Sequence[Edge]) -> str:
    names = [f"{one.indicator} (by {one.away:.{reference.indicator(one.indicator).decimals + 1}f})" for one in nearest]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
