"""The claim that counts standings: how many indicators are above, in line with and below similar areas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from csrating.reference.frameworks import Framework
from csrating.schema import Standing
from csrating.tell.claims.claim import UNKNOWN, Claim, origin_of
from csrating.tell.claims.rests import SIMILAR, figures as figures_of

ABOVE, BELOW, NOT_COMPARABLE = str(Standing.ABOVE), str(Standing.BELOW), str(Standing.NOT_COMPARABLE)


class Stands(NamedTuple):
    """Where one indicator of a council stands against its similar areas, and the origin of its figure."""

    indicator: str
    standing: str
    origin: str


def standings_claim(name: str, subject: str, rows: Sequence[Stands], *, framework: Framework, topic: int | None = None) -> Claim:
    """How many indicators are above, in line with and below similar areas; those below are named, and so is the only one.

    Args:
        name: what the claim is called.
        subject: what the indicators are.
        rows: the indicators, in the order in which they are to be named.
        framework: whose words for proportions are used.
        topic: which kind of claim of the letter to Trafford it is.
    """
    known = [row for row in rows if row.standing != NOT_COMPARABLE]
    below = [row for row in known if row.standing == BELOW]
    above = sum(row.standing == ABOVE for row in known)
    figures = (
        ("above", float(above)),
        ("in line", float(len(known) - above - len(below))),
        ("below", float(len(below))),
        ("in line or above", float(len(known) - len(below))),
        ("not comparable", float(len(rows) - len(known))),
    )
    word = framework.proportion_word(100.0 * (len(known) - len(below)) / len(known)) if known else UNKNOWN
    rests, origin = figures_of((row.indicator for row in rows), SIMILAR), origin_of([row.origin for row in known])
    names = tuple(row.indicator for row in (known if len(known) == 1 else below))
    return Claim(name, subject, "share in line or above", "similar areas", word, len(known), figures, names, rests, origin, topic)
