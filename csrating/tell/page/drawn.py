"""The charts on a council's page, by their names; each is left out where the council has nothing to draw."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from csrating.errors import EvidenceError
from csrating.rate import Ratings

if TYPE_CHECKING:
    from csrating.rate.sensitivity import Alternatives
    from csrating.tell.charts.chart import Chart

Charts = dict[str, "Chart"]


def drawn(ratings: Ratings, code: str, *, tried: Alternatives | None = None) -> Charts:
    """The charts of one council.

    Args:
        ratings: the ratings of all councils.
        code: the council's department code.
        tried: what :func:`csrating.rate.sensitivity.alternatives` gave on the same ratings; tried for this council where left out.

    Returns:
        charts by name, of ``spine``, ``grades``, ``trends``, ``map`` and ``sensitivity``.
    """
    return dict(_drawn(ratings, code, tried))


def _drawn(ratings: Ratings, code: str, tried: Alternatives | None) -> Iterator[tuple[str, Chart]]:
    from csrating.tell import charts

    kinds: dict[str, Callable[[], Chart]] = {
        "spine": lambda: charts.spine(ratings, code),
        "grades": lambda: charts.grades(ratings, code),
        "trends": lambda: charts.trends(ratings, code),
        "map": lambda: charts.cartogram(ratings, code),
        "sensitivity": lambda: charts.sensitivity(ratings, code, tried=tried),
    }
    for name, draw in kinds.items():
        # A council without settings, figures or a rating has no such chart; its page says what is missing.
        try:
            chart = draw()
        except EvidenceError:
            continue
        yield name, chart
