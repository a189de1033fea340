"""Explain a rating from the top down to each cell: rating, limit or band, cluster, row or indicator, comparison, cell."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from csrating import reference
from csrating.rate.entry import ratings_given
from csrating.rate.explain.leaves import Leaves, origin_of
from csrating.rate.explain.tree import Cell, Explanation, Step
from csrating.rate.limits import Record
from csrating.rate.pending import pending
from csrating.rate.window import AGE_UNKNOWN, LEFT_OUT
from csrating.reference.frameworks import Framework
from csrating.schema import OVERALL, Standing

if TYPE_CHECKING:
    from csrating.rate import CouncilRating, Ratings

EARNING = ("row", "cluster", "inspection", "indicators", "combined")
"""The steps that give points."""

LIMITS = "limits"
"""What the steps on limits are about."""

__all__ = ["Cell", "Explanation", "Step", "explain"]


def explain(ratings: Ratings, council: str) -> Explanation:
    """Why a council is rated as it is: a tree from the rating down to each cell of a raw file.

    Args:
        ratings: what :func:`csrating.rate` gave.
        council: any code or spelling.

    Returns:
        the :class:`Explanation`: print it, show it in a notebook, take its ``.table`` or ``.json()``, or ask ``.about("148")``. From its
        leaves alone the rating can be worked out again.

    Raises:
        TableError: something else was given than ratings.
        UnknownCouncilError: no council is meant by the text, or more than one.
    """
    ratings_given(ratings)
    own = ratings.council(council)
    leaves = _leaves(ratings)
    return Explanation(own.code, own.name, ratings.framework, _rating(own, ratings, leaves), ratings.data.sources, ratings.vintage)


@lru_cache(maxsize=2)
def _leaves(ratings: Ratings) -> Leaves:
    """What looks up cells, made once for all councils of the same ratings."""
    return Leaves(ratings)


def _rating(own: CouncilRating, ratings: Ratings, leaves: Leaves) -> Step:
    """The rating: the limits and judgement that were applied to it, the band, and what that rests on."""
    # What a limit makes of a rating rests on the rating before it as well as on the finding.
    mixed = origin_of([str(own.row["origin"]), *(step.origin for step in _noted(own, "limit"))])
    limits = tuple(replace(step, subject=LIMITS, origin=mixed, parts=_findings(own, step, leaves)) for step in _noted(own, "limit"))
    limits += _without_effect(own, ratings, limits, leaves)
    waiting = _waiting(own, leaves)
    others = tuple(step for what in ("limit not known", "judgement", "borderline") for step in _noted(own, what))
    below: tuple[Step, ...] = (_inspection(own, leaves), _indicators(own, ratings, leaves))
    below = tuple(replace(step, parts=below) for step in _noted(own, "combined")) or below
    bands = tuple(replace(step, parts=below) for step in _noted(own, "data band")) or below
    [rating] = _noted(own, "rating")
    return replace(rating, text=f"{own.name}: {rating.text}", subject=own.code, parts=(*limits, *waiting, *others, *bands))


def _noted(own: CouncilRating, what: str) -> list[Step]:
    """The reasons of one kind that were collected while the council was rated, as steps without parts."""
    rows = own.reasons_by_step.get(what, [])
    return [
        Step(what, _pointed(row), number=row["points"], rule=row["rule"], evidence=row["evidence"], origin=row["origin"]) for row in rows
    ]


def _pointed(row: Record) -> str:
    """A reason with the points that it gave."""
    points = row["points"]
    if math.isnan(points) or row["step"] not in EARNING:
        return str(row["text"])
    return f"{row['text']}: {points:.3g} {'point' if points == 1 else 'points'}"


def _findings(own: CouncilRating, limit: Step, leaves: Leaves) -> tuple[Step, ...]:
    """The findings that a limit rests on."""
    wanted = own.framework.value(limit.rule)
    keys = [key for key in ("kind", "aspect", "finding") if key in wanted]
    records = own.safeguarding.to_dict("records")
    return tuple(leaves.finding(row) for row in records if all(row[key] == wanted[key] for key in keys))


def _without_effect(own: CouncilRating, ratings: Ratings, limits: tuple[Step, ...], leaves: Leaves) -> tuple[Step, ...]:
    """The findings on safeguarding that were looked at and limit nothing, so that a reader sees the step that was taken."""
    if own.row["status"] != "given" or not ratings.safeguarding_read:
        return ()
    limiting = {step.cells for limit in limits for step in limit.parts}
    others = tuple(step for step in map(leaves.finding, own.safeguarding.to_dict("records")) if step.cells not in limiting)
    if limits and not others:
        return ()
    told = {0: "no finding on this council is in the data", 1: "1 finding on safeguarding limits nothing"}
    found = told.get(len(others), f"{len(others)} findings on safeguarding limit nothing")
    rule = ratings.framework.rule("limits.full_inspection_inadequate")  # of the two that were looked at, the one of the weaker mark
    text = f"{'no other limit' if limits else 'no limit'}: {found}"
    return (Step("no limit", text, subject=LIMITS, rule=rule.name, evidence=rule.evidence, parts=others),)


def _waiting(own: CouncilRating, leaves: Leaves) -> tuple[Step, ...]:
    """The pending inspections that a rating is withheld for."""
    if own.row["status"] != "withheld":
        return ()
    return tuple(leaves.finding(row) for row in pending(own.safeguarding.to_dict("records")))


def _inspection(own: CouncilRating, leaves: Leaves) -> Step:
    """The settings: clusters, their rows, the grades in each."""
    rows = own.settings[own.settings["column"] == OVERALL]
    named = zip(rows["row"], _noted(own, "row"), strict=True)
    steps = [replace(step, subject=str(row), parts=leaves.grades(own.code, str(row))) for row, step in named]
    clusters = list(dict.fromkeys(own.framework.cluster_of[step.subject] for step in steps))
    parts = tuple(
        replace(cluster, subject=name, parts=tuple(step for step in steps if own.framework.cluster_of[step.subject] == name))
        for name, cluster in zip(clusters, _noted(own, "cluster"), strict=True)
    )
    effects = (replace(step, cells=leaves.aged(own.code, effect)) for effect in (LEFT_OUT, AGE_UNKNOWN) for step in _noted(own, effect))
    found = _noted(own, "inspection")
    none = Step("inspection", "inspection: no findings on settings in the data")
    return replace(found[0] if found else none, parts=(*parts, *effects))


def _indicators(own: CouncilRating, ratings: Ratings, leaves: Leaves) -> Step:
    """The indicators: each against its similar areas, and each of those."""
    counts = ratings.framework.edition.counting
    rows = own.near
    areas = ratings.similar_areas.get(own.code, [])
    parts = [_indicator(own, rows[indicator], areas, leaves) for indicator in counts if indicator in rows]
    absent = [indicator for indicator in counts if indicator not in rows]
    if absent:
        parts.append(Step("not in the data", f"no council has a figure of {len(absent)} more indicators: {', '.join(absent)}"))
    found = _noted(own, "indicators")
    none = Step("indicators", "indicators: too few can be compared with similar areas")
    step = found[0] if found else none
    return replace(step, text=f"{step.text}, by the neighbour table {own.row['vintage']}", parts=tuple(parts))


def _indicator(own: CouncilRating, row: Record, areas: list[tuple[int, str]], leaves: Leaves) -> Step:
    about, period = reference.indicator(row["indicator"]), str(row["period"])
    figure = leaves.figure("council's figure", own.code, about.indicator, period)
    near = [leaves.figure("similar area", code, about.indicator, period, before=f"{position}. ") for position, code in areas]
    rule = _rule(row, own.framework)
    return Step(
        "indicator",
        f"{about.indicator} {about.short}, {period}: {_standing(row, about.decimals)}",
        number=float(row["gap"]),
        subject=about.indicator,
        detail=str(row["standing"]),
        rule=rule,
        evidence=own.framework.rule(rule).evidence if rule else "",
        origin=str(row["origin"]),
        parts=(figure, *near, *_zone(row)),
    )


def _rule(row: Record, framework: Framework) -> str:
    """The rule that a standing follows; blank where there is no figure to follow one."""
    if row["standing"] != str(Standing.NOT_COMPARABLE):
        return "standing.width" if "standing.width" in framework.rules else "standing.rule"
    too_few = math.isfinite(row["value"]) and row["with_data"] < framework.value("neighbours.least_with_data")
    return "neighbours.least_with_data" if too_few else ""


def _zone(row: Record) -> tuple[Step, ...]:
    """By which rule in line lies where it lies, and how widely the similar areas spread."""
    if row["standing"] == str(Standing.NOT_COMPARABLE):
        return ()
    spread = "" if math.isnan(row["spread"]) else f"; their standard deviation is {row['spread']:.4g}"
    return (Step("in line", f"in line is {row['rule']}: from {row['in_line_low']:.6g} to {row['in_line_high']:.6g}{spread}"),)


def _standing(row: Record, decimals: int) -> str:
    """The comparison in words."""
    if row["standing"] == str(Standing.NOT_COMPARABLE):
        return f"not comparable: {row['why']}"
    shown = _enough_decimals(row, decimals + 1)
    value, level, low, high = (f"{row[name]:,.{shown}f}" for name in ("value", "baseline", "in_line_low", "in_line_high"))
    average = str(row["method"]).partition(" of ")[0]
    of = f"the {average} of {row['with_data']} of {row['of']} similar areas"
    way = " (low is good)" if row["polarity"] == "low" else ""
    near = _shown(float(row["to_edge"]), shown)
    return f"{row['standing']}{way}: {value} against {level}, {of}; in line from {low} to {high}; {near} from another standing"


def _enough_decimals(row: Record, decimals: int) -> int:
    """So many decimals, or as many as it takes for a figure not to look as if it lay on an edge on which it does not lie."""
    for more in range(decimals, decimals + 4):
        edges = (row["in_line_low"], row["in_line_high"])
        if all(round(row["value"], more) != round(edge, more) or row["value"] == edge for edge in edges):
            return more
    return decimals


def _shown(distance: float, decimals: int) -> str:
    """A distance with so many decimals, or with as many as it takes not to look like none."""
    told = f"{distance:,.{decimals}f}"
    return told if float(told.replace(",", "")) or distance == 0 else f"{distance:.1g}"
