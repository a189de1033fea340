"""Claims that there is nothing notable, so that a letter can say so of every topic when it is asked to."""

from __future__ import annotations

from collections.abc import Iterator

from csrating.schema import ECM_OUTCOMES, OVERALL
from csrating.tell.claims.claim import UNKNOWN, Claim
from csrating.tell.claims.evidence import View
from csrating.tell.claims.extremes import NOTHING
from csrating.tell.claims.rating import profile_rests
from csrating.tell.claims.rests import EVERYONE, Rest, findings, grades
from csrating.tell.claims.safeguarding import FULL, UNANNOUNCED
from csrating.tell.claims.settings import SERVICES


def quiet_claims(view: View) -> Iterator[Claim]:
    """What the council does not have or what did not happen: each topic without another claim has one here."""
    yield from _rating(view)
    yield from _settings(view)
    if view.background.safeguarding_read:
        for kind in (UNANNOUNCED, FULL):
            if not any(row.kind == kind for row in view.findings):
                yield Claim(f"quiet.{kind}", kind, "finding", "none", UNKNOWN, 0)


def _rating(view: View) -> Iterator[Claim]:
    """No limit, no boundary close by, no figure missing anywhere."""
    row = view.row
    if row.status == "given":
        if not any(reason.step == "limit" for reason in view.reasons) and view.background.safeguarding_read:
            count = len(view.findings)
            yield Claim("quiet.limits", "the rating", "limit", "none", NOTHING, count, (), (), findings(UNANNOUNCED, FULL), row.origin)
        if not row.borderline:
            points = (("points", float(row.combined_points)),)
            yield Claim(
                "quiet.borderline", "the data band", "borderline", "none", NOTHING, 1, points, (), profile_rests(view.framework), row.origin
            )
    if not any(gap.missing for gap in view.background.gaps):
        rests = (Rest("figures", tuple(view.background.counting), EVERYONE),)
        of = sum(gap.of for gap in view.background.gaps)
        yield Claim("quiet.gaps", "England", "missing figures", "none", NOTHING, of, (), (), rests, row.origin)


def _settings(view: View) -> Iterator[Claim]:
    """Types of setting and outcomes without a judgement; services have claims of their own."""
    judged = {kind for kind, column in view.settings if column == OVERALL}
    types = tuple(kind for kind in view.framework.cluster_of if kind not in judged and kind not in SERVICES)
    if judged and types:
        rests = grades(view.framework.cluster_of)
        yield Claim("quiet.settings", "types of setting", "overall effectiveness", "none", UNKNOWN, 0, (), types, rests)
    outcomes = tuple(outcome for outcome in ECM_OUTCOMES if not any(column == outcome for _, column in view.settings))
    if outcomes:
        rests = tuple(rest for outcome in ECM_OUTCOMES for rest in grades(view.framework.cluster_of, aspect=outcome))
        yield Claim("quiet.outcomes", "outcomes", "types of setting good or better", "none", UNKNOWN, 0, (), outcomes, rests)
