"""Claims about the council itself: evaluations of serious case reviews, and inspections of safeguarding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from csrating.schema import PENDING
from csrating.tell.claims.claim import UNKNOWN, Claim, origin_of
from csrating.tell.claims.evidence import View
from csrating.tell.claims.rests import findings

REVIEW, UNANNOUNCED, FULL = "serious case review", "unannounced inspection", "full inspection"


def safeguarding_claims(view: View) -> Iterator[Claim]:
    """The claims about serious case reviews, the unannounced inspection and the full inspection, and about inspections that are pending.

    Where the data name no serious case review of the council, a claim says so; of inspections that did not take place nothing is said.
    """
    made = [row for row in view.findings if row.finding != PENDING]
    yield _reviews([row for row in made if row.kind == REVIEW])
    for kind in (UNANNOUNCED, FULL):
        rows = [row for row in made if row.kind == kind]
        if rows:
            yield _inspection(kind, rows)
        waiting = [row for row in view.findings if row.kind == kind and row.finding == PENDING]
        if waiting:
            aspects = tuple(str(row.aspect) for row in waiting)
            yield _claim(f"{kind}.{PENDING}", kind, "finding", PENDING, waiting, (), aspects, topic=None)


def _reviews(rows: list[Any]) -> Claim:
    if not rows:
        return Claim("safeguarding.serious case review", REVIEW, "evaluation", "none", UNKNOWN, 0, rests=findings(REVIEW), topic=16)
    words = tuple(dict.fromkeys(sorted(str(row.finding) for row in rows)))
    counts = tuple((word, float(sum(row.finding == word for row in rows))) for word in words)
    verdict = words[0] if len(words) == 1 else "mixed"
    return _claim("serious case review", REVIEW, "evaluation", verdict, rows, counts, words, topic=16)


def _inspection(kind: str, rows: list[Any]) -> Claim:
    verdict = str(rows[0].finding) if len(rows) == 1 else "; ".join(f"{row.aspect}: {row.finding}" for row in rows)
    names = tuple(f"{row.aspect}|{row.finding}" for row in rows)
    return _claim(kind, kind, "finding", verdict, rows, (("findings", float(len(rows))),), names, topic=None)


def _claim(
    name: str,
    subject: str,
    measure: str,
    verdict: str,
    rows: list[Any],
    figures: tuple[tuple[str, float], ...],
    names: tuple[str, ...],
    *,
    topic: int | None,
) -> Claim:
    rests, origin = findings(subject), origin_of([str(row.origin) for row in rows])
    return Claim(f"safeguarding.{name}", subject, measure, "none", verdict, len(rows), figures, names, rests, origin, topic)
