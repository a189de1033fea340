"""What would do where no counts are published: how many indicators across the edge of in line, and which lie nearest to it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from csrating import reference
from csrating.rate.tipping.points import points_of_share, shown
from csrating.rate.tipping.search import Search
from csrating.schema import Standing

_NAMED = 3


def edge_told(search: Search, council: int, goal: int, near: pd.DataFrame, *, up: bool) -> str:
    """How many indicators of a council without settings would move it, and the nearest; blank where not even all of them do.

    Args:
        search: of the ratings.
        council: its place in the footing.
        goal: what :meth:`csrating.rate.tipping.points.Ladder.goal` gave.
        near: its rows of the rated COMPARISONS with similar areas.
        up: the direction.
    """
    below = near["standing"] == str(Standing.BELOW)
    movable = near[below if up else ~below & (near["standing"] != str(Standing.NOT_COMPARABLE))]
    good, of = int(search.footing.good[council]), int(search.footing.compared[council])
    found = _fewest(search, good, of, len(movable), goal, up=up)
    if not found:
        return ""
    number, points = found
    is_low = movable["polarity"] == "low"
    edge = movable["in_line_high"].where(is_low, movable["in_line_low"])
    away = (movable["value"] - edge).abs()
    measured = away / (movable["in_line_high"] - movable["in_line_low"]).replace(0, np.nan)
    nearest = movable.assign(away=away, measured=measured).sort_values(["measured", "indicator"], kind="stable").head(_NAMED)
    verb = "in line would bring" if up else "below would leave"
    return f"{number} more of the {of} compared {verb} {points} points; nearest to the edge lie {_listed(nearest)}"


def _fewest(search: Search, good: int, of: int, most: int, goal: int, *, up: bool) -> tuple[int, str] | None:
    """The fewest indicators that bring a council to a place on the ladder, and the points then."""
    for number in range(1, most + 1):
        points = points_of_share(good + (number if up else -number), of, search.steps)
        place = search.ladder.place(points)
        if (place >= goal) if up else (place <= goal):
            return number, shown(points, search.ladder.knots)
    return None


def _listed(nearest: pd.DataFrame) -> str:
    names: Sequence[str] = [
        f"{row['indicator']} (by {row['away']:.{reference.indicator(row['indicator']).decimals + 1}f})"
        for row in nearest.to_dict("records")
    ]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
