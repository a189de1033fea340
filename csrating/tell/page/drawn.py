"""The charts on a council's page, by their names; each is left out where the council has nothing to draw."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from csrating.errors import EvidenceError
from csrating.rate import Ratings

if TYPE_CHECKING:
    from csrating.tell.charts.chart import Chart

Charts = dict[str, "Chart"]


def drawn(ratings: Ratings, code: str) -> Charts:
    """The charts of one council.

    Args:
        ratings: the ratings of all councils.
        code: the council's department code.

    Returns:
        charts by name, of ``spine``, ``grades``, ``trends`` and ``map``.
    """
    return dict(_drawn(ratings, code))


def _drawn(ratings: Ratings, code: str) -> Iterator[tuple[str, Chart]]:
    from csrating.tell.charts import cartogram, grades, spine, trends

    kinds: dict[str, Callable[[Ratings, str], Chart]] = {"spine": spine, "grades": grades, "trends": trends, "map": cartogram}
    for name, draw in kinds.items():
        # A council without settings, or without figures, has no such chart; its page says what is missing.
        try:
            chart = draw(ratings, code)
        except EvidenceError:
            continue
        yield name, chart
