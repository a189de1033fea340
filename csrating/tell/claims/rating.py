"""Claims about the rating: what it is or why there is none, what limited it, what is borderline, and which figures are missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from csrating.rate.window import AGE_UNKNOWN, LEFT_OUT
from csrating.reference.frameworks import Framework
from csrating.schema import OVERALL
from csrating.tell.claims.claim import UNKNOWN, Claim, origin_of
from csrating.tell.claims.evidence import Gap, View
from csrating.tell.claims.rests import EVERYONE, SIMILAR, Rest, figures, findings, grades, of_an_age
from csrating.tell.claims.safeguarding import FULL, REVIEW, UNANNOUNCED


def rating_claims(view: View) -> Iterator[Claim]:
    """The claims about the rating, then those about gaps in the figures."""
    rating = rating_claim(view.row, view.framework)
    yield rating
    if rating.known:
        yield from _steps(view)


def rating_claim(row: Any, framework: Framework) -> Claim:
    """The rating that a council has, or why it has none.

    Args:
        row: of RATINGS.
        framework: by which it was rated.
    """
    given = pd.notna(row.rating)
    verdict = str(row.label) if given else UNKNOWN
    told = (("rating", float(row.rating)), ("points", float(row.combined_points))) if given else ()
    why = (str(row.why),) if row.why else ()
    return Claim("rating", "the rating", str(row.status), "none", verdict, 1, told, why, profile_rests(framework), str(row.origin), 1)


def _steps(view: View) -> Iterator[Claim]:
    row, rests = view.row, profile_rests(view.framework)
    for reason in view.reasons:
        if reason.step == "limit":
            yield _limit(view, reason)
    if not view.background.safeguarding_read:
        yield Claim("rating.no findings", "safeguarding findings", "limit", "none", UNKNOWN, 0)
    if row.borderline:
        points = (("points", float(row.combined_points)),)
        yield Claim("rating.borderline", "the data band", "borderline", "none", row.borderline, 1, points, (), rests, row.origin)
    if row.judgement:
        names = (str(row.judgement),)
        yield Claim("rating.judgement", "the data band", "judgement", "none", str(row.label), 1, (), names, rests, row.origin)


def profile_rests(framework: Framework) -> tuple[Rest, ...]:
    """What the points, the limits and the status of a rating rest on: the whole profile, and every finding on the council."""
    return (
        *grades(framework.cluster_of),
        *figures(framework.edition.counting, SIMILAR),
        *findings(REVIEW, UNANNOUNCED, FULL),
        *of_an_age(LEFT_OUT),
    )


def _limit(view: View, reason: Any) -> Claim:
    bites = view.row.data_band != view.row.label
    verdict = "lowered" if bites and "no effect" not in reason.text else "no effect"
    names = (str(view.row.data_band), str(reason.text).removeprefix("limit: "), *(("warning",) if "warning:" in reason.text else ()))
    return Claim(
        f"rating.{reason.rule}", reason.rule, "limit", "none", verdict, 1, (), names, profile_rests(view.framework), reason.origin, 1
    )


def gap_claims(view: View) -> Iterator[Claim]:
    """How many figures that the profile calls for are missing, group by group: across England, and for the council."""
    counting = view.background.counting
    for area, gaps, rests in (
        ("England", view.background.gaps, (Rest("figures", tuple(counting), EVERYONE),)),
        ("council", view.gaps(), figures(counting)),
    ):
        missing, total = sum(gap.missing for gap in gaps), sum(gap.of for gap in gaps)
        if missing:
            told = (("missing", float(missing)), *_figures(gaps))
            names = tuple(gap.group for gap in sorted(gaps, key=lambda gap: -gap.share) if gap.missing)
            yield Claim(f"gaps.{area}", area, "missing figures", "none", "missing", total, told, names, rests, view.row.origin)


def _figures(gaps: tuple[Gap, ...]) -> tuple[tuple[str, float], ...]:
    return tuple((f"{gap.group}: {name}", float(count)) for gap in gaps for name, count in (("missing", gap.missing), ("of", gap.of)))


def basis_claims(view: View) -> Iterator[Claim]:
    """What the letter rests on: the settings with their dates, the indicators compared, and which figures were made for demonstration."""
    row = view.row
    judged = [found for (_, column), found in view.settings.items() if column == OVERALL]
    if judged:
        dates = [day for found in judged for day in (found.oldest, found.newest) if pd.notna(day)]
        names = tuple(str(day.date()) for day in (min(dates), max(dates))) if dates else ()
        origin = origin_of([found.origin for found in judged])
        settings = int(row.settings)
        rests = grades(view.framework.cluster_of)
        yield Claim("basis.settings", "settings", "judgements", "none", origin, settings, (), names, rests, origin)
    for reason in view.reasons:
        if reason.step in (LEFT_OUT, AGE_UNKNOWN):
            names, rests = (str(reason.text),), of_an_age(reason.step)
            yield Claim(f"basis.{reason.step}", "settings", "age", "none", reason.step, 1, (), names, rests, str(reason.origin))
    told = (("compared", float(row.indicators_compared)), ("coverage", float(row.coverage)))
    known = [found for found in view.indicators.values() if pd.notna(found.value)]
    origin = origin_of([found.origin for found in known])
    rests = figures(view.background.counting, SIMILAR)
    yield Claim("basis.indicators", "indicators", "coverage", "none", origin, int(row.indicators_expected), told, (), rests, origin)
    for kind in ("published", "demonstration", "mixed"):
        names = tuple(found.row for found in known if found.origin == kind)
        if names:
            yield Claim(f"basis.{kind}", "indicators", "origin", "none", kind, len(names), (), names, figures(view.indicators), kind)
    if view.findings:
        origin, rests = origin_of([found.origin for found in view.findings]), findings(REVIEW, UNANNOUNCED, FULL)
        yield Claim("basis.safeguarding", "safeguarding findings", "origin", "none", origin, len(view.findings), (), (), rests, origin)
