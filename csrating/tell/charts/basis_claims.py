"""What a chart says about where its rows come from: how many of them were made up for demonstration."""

from __future__ import annotations

from collections.abc import Iterable

from csrating.tell.charts.wording import rests_on_demonstration, warning_told
from csrating.tell.claims import Claim, Claims
from csrating.tell.claims.claim import origin_of
from csrating.tell.claims.rests import Rest

ROWS = "basis.rows"


def rows_claim(origin: Iterable[str], rests: tuple[Rest, ...]) -> Claim:
    """How many rows of a chart rest on demonstration data, wholly or in part.

    Args:
        origin: of each row.
        rests: what the rows rest on.
    """
    kinds = list(origin)
    kind = origin_of(kinds)
    made_up = float(sum(rests_on_demonstration(kinds)))
    return Claim(ROWS, "rows", "origin", "none", kind, len(kinds), (("demonstration", made_up),), (), rests, kind)


def warning_of(claims: Claims) -> str:
    """The line that a chart carries when rows of it were made up; blank where none were."""
    rows = claims.claim(ROWS)
    return warning_told(int(rows.figure("demonstration")), of=rows.n, what=rows.subject)
