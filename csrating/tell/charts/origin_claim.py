"""The claim that figures on a chart were made for demonstration, and the line that says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from csrating.tell.charts.wording import rests_on_demonstration, warned
from csrating.tell.claims import Claim, Claims
from csrating.tell.claims.claim import origin_of
from csrating.tell.claims.rests import Rest

ORIGIN = "origin"


def origin_claim(origin: Sequence[str], rests: Iterable[Rest], *, what: str = "rows") -> Claim:
    """How many rows of a chart rest on demonstration data.

    Args:
        origin: of each row.
        rests: what the rows rest on.
        what: the rows are called.
    """
    made_up = sum(rests_on_demonstration(origin))
    kind = origin_of(list(origin))
    return Claim(ORIGIN, what, "origin", "none", kind, len(origin), (("demonstration", float(made_up)),), (), tuple(rests), kind)


def warning_of(claims: Claims) -> str:
    """The line that a chart carries when figures on it were made up; blank where none were."""
    found = claims.claim(ORIGIN)
    return warned(int(found.figure("demonstration")), found.n, what=found.subject)
