"""The rating of one council, step by step, each step leaving its reason in data."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any

from csrating.rate.judgements import Judgement, permitted, unusable
from csrating.rate.limits import Limit, Record, is_judged, limits_of, not_judged, not_read
from csrating.rate.pending import pending, pending_told
from csrating.rate.points import band, borderline
from csrating.rate.rule import Rule, stepped
from csrating.rate.window import LEFT_OUT, RULE as WINDOW
from csrating.reference.frameworks import Framework
from csrating.schema import GRADES, Origin, Outcome, Rating


@dataclass(frozen=True)
class Evidence:
    """All that is known of one council when its rating is derived.

    ``rows`` and ``clusters`` come from :mod:`csrating.rate.points`, ``window`` from :mod:`csrating.rate.window`; ``indicators`` are rows of
    the profile and ``findings`` of SAFEGUARDING; each as records. ``pooled_share`` and ``share_in_line_or_above`` are per cent, blank where
    unknown. ``safeguarding_read`` says whether the data hold findings on any council, so that none on this one means that none was made.
    ``without_areas`` names the neighbour table where that holds no similar areas of the council; blank where it does.
    """

    code: str
    name: str
    rows: list[Record]
    clusters: list[Record]
    window: list[Record]
    settings: int
    pooled_share: float
    indicators: list[Record]
    compared: int
    expected: int
    share_in_line_or_above: float
    findings: list[Record]
    safeguarding_read: bool
    without_areas: str = ""


@dataclass
class Trail:
    """The reasons of one council, collected on the way."""

    council: str
    framework: Framework
    reasons: list[dict[str, Any]] = field(default_factory=list)

    def note(self, step: str, rule: str, text: str, *, points: float = math.nan, ref: str = "", origin: str) -> None:
        """Add a reason: the step, the rule that it follows with the rule's evidence mark, and what was found."""
        evidence = self.framework.rule(rule).evidence
        self.reasons.append(
            {
                "council": self.council,
                "order": len(self.reasons) + 1,
                "step": step,
                "rule": rule,
                "evidence": evidence,
                "points": points,
                "text": text,
                "origin": origin,
                "ref": ref,
            }
        )


def rated(
    evidence: Evidence, *, framework: Framework, judgement: Judgement | None, vintage: str
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The row of RATINGS of one council and its rows of REASONS.

    Args:
        evidence: what is known of the council.
        framework: the rules.
        judgement: the override recorded for the council, or None.
        vintage: of the neighbour table behind the comparisons.

    Raises:
        EvidenceError: there is a judgement and no rating to judge, or it leaves the borderline range.
    """
    trail = Trail(evidence.code, framework)
    for effect in evidence.window:
        trail.note(effect["effect"], WINDOW, effect["text"], ref=effect["ref"], origin=effect["origin"])
    inspection = _inspection_points(evidence, trail)
    nis = _nis_points(evidence, trail)
    row = _blank_row(evidence, framework, inspection=inspection, nis=nis, vintage=vintage)
    why = _too_little(evidence, framework)
    if why:
        if judgement:
            raise unusable(judgement, name=evidence.name, why=f"no rating is given: {why}", do="read the evidence that is missing")
        least = "combined.least_clusters" if framework.value("combined.least_clusters") else "combined.least_indicators"
        trail.note("rating", least, f"No {framework.result} is given: {why}.", origin=row["origin"])
        return row | {"status": "not given", "why": why}, trail.reasons
    combined = _combined(inspection, nis, trail, origin=row["origin"])
    found, either = band(combined, framework), borderline(combined, framework)
    _note_band(trail, combined, found, either, origin=row["origin"])
    row |= {"data_band": str(found), "borderline": _either(either), "combined_points": combined}
    if _is_withheld(evidence, framework):
        return row | _withheld(evidence, judgement, trail), trail.reasons
    return row | _given(evidence, found, either, judgement, trail, origin=row["origin"]), trail.reasons


def _is_withheld(evidence: Evidence, framework: Framework) -> bool:
    return bool(framework.value("status.withheld_when_pending") and pending(evidence.findings))


def _withheld(evidence: Evidence, judgement: Judgement | None, trail: Trail) -> dict[str, Any]:
    """That the rating waits for an inspection: the band stays, and neither judgement nor limits make a rating of it."""
    why, rows = "; ".join(pending_told(evidence.findings)), pending(evidence.findings)
    if judgement:
        raise unusable(judgement, name=evidence.name, why=f"the rating is withheld: {why}", do="put what the inspection found in its place")
    rule, ref = "status.withheld_when_pending", str(rows[0]["ref"])
    trail.note("rating", rule, f"The rating is withheld: {why}.", ref=ref, origin=_origin(rows))
    return {"status": "withheld", "why": why}


def _given(
    evidence: Evidence, found: Outcome, either: tuple[Outcome, ...], judgement: Judgement | None, trail: Trail, *, origin: str
) -> dict[str, Any]:
    """What follows from the band: any judgement, the limits, and the rating."""
    rules = trail.framework
    judged = permitted(judgement, name=evidence.name, band=found, borderline=either).after if judgement else found
    _note_judgement(trail, judgement, origin=origin)
    limits = limits_of(evidence.findings, before=judged, framework=rules)
    unknown, rule = _limit_unknown(evidence, rules)
    _note_limits(trail, limits, unknown=unknown, rule=rule, origin=origin)
    final = limits[-1].after if limits else judged
    told = rules.outcome_told(final.number)
    trail.note("rating", _made_by(judgement, limits), told if rules.is_of_today else f"rating: {told}", origin=origin)
    return {
        "limits": "; ".join(filter(None, [*(limit.text for limit in limits), unknown])),
        "judgement": f"{judgement.reason} ({judgement.who}, {judgement.when})" if judgement else "",
        "rating": float(final.number),
        "label": str(final),
        "status": "given",
    }


def _made_by(judgement: Judgement | None, limits: tuple[Limit, ...]) -> str:
    """The rule that a rating is made by, whose mark stands beside it: that of the weakest that the rating rests on.

    A limit makes it alone only where it leaves no other rating, whatever the band is; else a judgement does, or the cuts of the bands.
    """
    lowest = [limit.rule.name for limit in limits if limit.rule.value.get("at_most") == Rating.POORLY.number]
    return lowest[0] if lowest else "combined.borderline" if judgement else "combined.band_cuts"


def _inspection_points(evidence: Evidence, trail: Trail) -> float:
    """The points of the settings: the mean of the clusters present, or the pooled share's, as the framework says."""
    rules = trail.framework
    for row in evidence.rows:
        trail.note("row", row["rule"], _row_text(row), points=row["points"], ref=row["ref"], origin=row["origin"])
    for cluster in evidence.clusters:
        text = f"{cluster['cluster']}: mean of {_counted(cluster['rows'], 'row')}"
        trail.note("cluster", "combined.pooling", text, points=cluster["points"], origin=_origin(evidence.rows))
    if not evidence.clusters:
        return math.nan
    if rules.value("combined.pooling") == "pooled":
        points = float(stepped(evidence.pooled_share, rules.value("points.share_good_or_better")))
    else:
        points = fmean(cluster["points"] for cluster in evidence.clusters)
    clusters = _counted(len(evidence.clusters), "cluster")
    text = f"inspection: {clusters}; {evidence.pooled_share:.1f} % of {evidence.settings} settings pooled are good or better"
    trail.note("inspection", "combined.pooling", text, points=points, origin=_origin(evidence.rows))
    return points


def _counted(number: float, noun: str) -> str:
    return f"{number:g} {noun}" if number == 1 else f"{number:g} {noun}s"


def _row_text(row: Record) -> str:
    if row["settings"] == 1:
        return f"{row['row']}: one, judged {next(grade for grade in GRADES if row[grade])}"
    good = row["good"] + row["outstanding"]
    text = f"{row['row']}: {good:.0f} of {row['settings']:.0f} good or better ({row['share_good_or_better']:.1f} %)"
    inadequate = f", {row['inadequate']:.0f} inadequate ({row['share_inadequate']:.1f} %)"
    return text + inadequate + (", which costs a point" if row["docked"] else "")


def _nis_points(evidence: Evidence, trail: Trail) -> float:
    rules = trail.framework
    if evidence.compared < rules.value("combined.least_indicators"):
        return math.nan
    points = float(stepped(evidence.share_in_line_or_above, rules.value("points.share_in_line_or_above")))
    text = f"indicators: {evidence.share_in_line_or_above:.1f} % of {evidence.compared} compared are in line with or above similar areas"
    trail.note("indicators", "points.share_in_line_or_above", text, points=points, origin=_origin(evidence.indicators))
    return points


def _too_little(evidence: Evidence, framework: Framework) -> str:
    """Why the evidence does not carry a rating; blank where it does."""
    reasons = []
    found, all_of, least = len(evidence.clusters), len(framework.clusters), framework.value("combined.least_clusters")
    old = _left_out_for_age(evidence)
    if not found and least:
        settings = f"settings that count{old}" if old else "settings"
        reasons.append(
            f"the data hold no inspection findings on {settings}, and at least {least} of the {all_of} clusters of settings are needed"
        )
    elif found < least:
        reasons.append(f"inspection findings cover {found} of the {all_of} clusters of settings{old}, and at least {least} are needed")
    if evidence.compared < (least := framework.value("combined.least_indicators")):
        if evidence.without_areas:
            reasons.append(f"the neighbour table {evidence.without_areas} holds no similar areas of {evidence.name}")
        compared = _counted(evidence.compared, "indicator")
        reasons.append(f"{compared} can be compared with similar areas, and at least {least} are needed")
    if reasons and _is_withheld(evidence, framework):
        reasons += [f"{told}, for which a rating would be withheld" for told in pending_told(evidence.findings)]
    return "; ".join(reasons)


def _left_out_for_age(evidence: Evidence) -> str:
    """How many settings the window leaves out, in brackets; blank where it leaves out none."""
    number = sum(effect["settings"] for effect in evidence.window if effect["effect"] == LEFT_OUT)
    return f" ({_counted(number, 'setting')} left out for age)" if number else ""


def _combined(inspection: float, nis: float, trail: Trail, *, origin: str) -> float:
    rules = trail.framework
    heavy, light = rules.value("combined.inspection_weight"), rules.value("combined.nis_weight")
    combined = float(Rule(rules).combined_points(inspection, nis))
    text = f"combined: {_counted(heavy, 'part')} inspection ({inspection:.2f}) and {_counted(light, 'part')} indicators ({nis:.2f})"
    if math.isnan(inspection):
        text = f"combined: indicators alone ({nis:.2f}), since no grades of settings were read"
    trail.note("combined", "combined.inspection_weight", text, points=combined, origin=origin)
    return combined


def _note_band(trail: Trail, combined: float, found: Outcome, either: tuple[Outcome, ...], *, origin: str) -> None:
    text = f"data band: {_shown(combined, trail.framework)} points make {trail.framework.outcome_told(found.number)}"
    trail.note("data band", "combined.band_cuts", text, points=combined, origin=origin)
    if either:
        may = "may choose between them" if trail.framework.value("judgement.permitted") else "is not permitted by this framework"
        trail.note("borderline", "combined.borderline", f"borderline: {_either(either)}; judgement {may}", origin=origin)


def _shown(points: float, framework: Framework) -> str:
    """Points to two decimals, or to as many as it takes for the rounded number to lie in the same band."""
    decimals = (count for count in range(2, 15) if band(round(points, count), framework) is band(points, framework))
    return f"{points:.{next(decimals, 15)}f}"


def _either(bands: tuple[Outcome, ...]) -> str:
    return " or ".join(str(rating.number) for rating in bands)


def _note_judgement(trail: Trail, judgement: Judgement | None, *, origin: str) -> None:
    if judgement:
        change = f"from {judgement.before.number} to {judgement.after.number}"
        text = f"judgement: {change}, by {judgement.who} on {judgement.when}: {judgement.reason} ({judgement.where})"
        trail.note("judgement", "combined.borderline", text, origin=origin)


def _limit_unknown(evidence: Evidence, framework: Framework) -> tuple[str, str]:
    """Why it is not known whether the council's rating is to be limited, and by which rule; blank where it is known."""
    if not evidence.safeguarding_read:
        return not_read(framework.result), "limits.priority_action"
    return ("", "") if is_judged(evidence.findings, framework) else (not_judged(framework), "limits.full_inspection_inadequate")


def _note_limits(trail: Trail, limits: tuple[Limit, ...], *, unknown: str, rule: str, origin: str) -> None:
    """The limits that were applied, and why none could be where that is so: no finding was read on any council, or none that judges it."""
    if unknown:
        trail.note("limit not known", rule, f"limit not known: {unknown}", origin=origin)
    for limit in limits:
        trail.note("limit", limit.rule.name, f"limit: {limit.text}", ref=limit.ref, origin=limit.origin)


def _blank_row(evidence: Evidence, framework: Framework, *, inspection: float, nis: float, vintage: str) -> dict[str, Any]:
    """The row of RATINGS before anything is decided."""
    return {
        "council": evidence.code,
        "name": evidence.name,
        "framework": framework.name,
        "data_band": None,
        "borderline": "",
        "limits": "",
        "judgement": "",
        "rating": math.nan,
        "label": None,
        "why": "",
        "combined_points": math.nan,
        "inspection_points": inspection,
        "nis_points": nis,
        "settings": evidence.settings,
        "pooled_share_good_or_better": evidence.pooled_share,
        "indicators_compared": evidence.compared,
        "indicators_expected": evidence.expected,
        "coverage": 100.0 * evidence.compared / evidence.expected,
        "share_in_line_or_above": evidence.share_in_line_or_above,
        "vintage": vintage,
        "origin": _origin(evidence.rows, evidence.indicators, evidence.findings),
    }


def _origin(*records: list[Record]) -> str:
    """Published where everything is, demonstration where everything is, else mixed; published where there is nothing."""
    kinds = sorted({str(record["origin"]) for some in records for record in some})
    if len(kinds) > 1:
        return str(Origin.MIXED)
    return kinds[0] if kinds else str(Origin.PUBLISHED)
