"""The charts that go with a letter."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from csrating.errors import EvidenceError
from csrating.rate import Ratings
from csrating.schema import ECM_OUTCOMES
from csrating.tell.charts import Chart, grades, spine


def letter_charts(ratings: Ratings, council: str) -> tuple[Chart, ...]:
    """The charts that go with the letter to a council: its grades, and its indicators under each Every Child Matters outcome.

    Args:
        ratings: what :func:`csrating.rate` gave.
        council: any code or spelling.

    Returns:
        each chart that the council has evidence for; what is missing, the letter says.

    Raises:
        UnknownCouncilError: no council, or more than one, is meant.
    """
    return tuple(_drawn(ratings, council))


def _drawn(ratings: Ratings, council: str) -> Iterator[Chart]:
    with suppress(EvidenceError):
        yield grades(ratings, council)
    for outcome in ECM_OUTCOMES:
        with suppress(EvidenceError):
            yield spine(ratings, council, ecm_outcome=outcome)
