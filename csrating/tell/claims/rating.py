"""Claims about the rating: what it is or why there is none, what limited it, what is borderline, and which figures are missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from csrating.rate.window import AGE_UNKNOWN, LEFT_OUT
from csrating.schema import OVERALL
from csrating.tell.claims.claim import UNKNOWN, Claim, origin_of
from csrating.tell.claims.evidence import Gap, View


def rating_claims(view: View) -> Iterator[Claim]:
    """The claims about the rating, then those about gaps in the figures."""
    row = view.row
    given = pd.notna(row.rating)
    verdict = str(row.label) if given else UNKNOWN
    cells = tuple(ref for ref in (reason.ref for reason in view.reasons) if ref)
    figures = (("rating", float(row.rating)), ("points", float(row.combined_points))) if given else ()
    why = (str(row.why),) if row.why else ()
    yield Claim("rating", "the rating", row.status, "none", verdict, 1, figures, why, cells, row.origin, 1)
    if given:
        yield from _steps(view)


def _steps(view: View) -> Iterator[Claim]:
    row = view.row
    for reason in view.reasons:
        if reason.step == "limit":
            yield _limit(view, reason)
    if not view.background.safeguarding_read:
        yield Claim("rating.no findings", "safeguarding findings", "limit", "none", UNKNOWN, 0)
    if row.borderline:
        points = (("points", float(row.combined_points)),)
        yield Claim("rating.borderline", "the data band", "borderline", "none", row.borderline, 1, points, origin=row.origin)
    if row.judgement:
        names = (str(row.judgement),)
        yield Claim("rating.judgement", "the data band", "judgement", "none", str(row.label), 1, names=names, origin=row.origin)


def _limit(view: View, reason: Any) -> Claim:
    bites = view.row.data_band != view.row.label
    verdict = "lowered" if bites and "no effect" not in reason.text else "no effect"
    names = (str(view.row.data_band), str(reason.text).removeprefix("limit: "), *(("warning",) if "warning:" in reason.text else ()))
    return Claim(f"rating.{reason.rule}", reason.rule, "limit", "none", verdict, 1, (), names, (reason.ref,), reason.origin, 1)


def gap_claims(view: View) -> Iterator[Claim]:
    """How many figures that the profile calls for are missing, group by group: across England, and for the council."""
    for place, gaps in (("England", view.background.gaps), (view.code, view.gaps())):
        missing, total = sum(gap.missing for gap in gaps), sum(gap.of for gap in gaps)
        if missing:
            area = "England" if place == "England" else "council"
            origin = view.row.origin
            figures = (("missing", float(missing)), *_figures(gaps))
            names = tuple(gap.group for gap in sorted(gaps, key=lambda gap: -gap.share) if gap.missing)
            yield Claim(f"gaps.{area}", area, "missing figures", "none", "missing", total, figures, names, origin=origin)


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
        yield Claim("basis.settings", "settings", "judgements", "none", origin, settings, names=names, origin=origin)
    for reason in view.reasons:
        if reason.step in (LEFT_OUT, AGE_UNKNOWN):
            names, cells = (str(reason.text),), (str(reason.ref),)
            yield Claim(f"basis.{reason.step}", "settings", "age", "none", reason.step, 1, (), names, cells, str(reason.origin))
    figures = (("compared", float(row.indicators_compared)), ("coverage", float(row.coverage)))
    known = [found for found in view.indicators.values() if pd.notna(found.value)]
    origin = origin_of([found.origin for found in known])
    yield Claim("basis.indicators", "indicators", "coverage", "none", origin, int(row.indicators_expected), figures, origin=origin)
    for kind in ("published", "demonstration", "mixed"):
        names = tuple(found.row for found in known if found.origin == kind)
        if names:
            yield Claim(f"basis.{kind}", "indicators", "origin", "none", kind, len(names), (), names, origin=kind)
    findings = [found.origin for found in view.findings]
    if findings:
        yield Claim(
            "basis.safeguarding",
            "safeguarding findings",
            "origin",
            "none",
            origin_of(findings),
            len(view.findings),
            origin=origin_of(findings),
        )
