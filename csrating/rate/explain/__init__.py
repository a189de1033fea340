"""Explain a rating from the top down to each cell: rating, limit or band, cluster, row or indicator, comparison, cell."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from csrating import reference
from csrating.rate.explain.leaves import Leaves
from csrating.rate.explain.tree import Cell, Explanation, Step
from csrating.rate.limits import Record
from csrating.rate.pending import pending
from csrating.rate.window import AGE_UNKNOWN, LEFT_OUT
from csrating.schema import OVERALL, Against, Standing

if TYPE_CHECKING:
    from csrating.rate import CouncilRating, Ratings

EARNING = ("row", "cluster", "inspection", "indicators", "combined")
"""The steps that give points."""

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
        UnknownCouncilError: no council is meant by the text, or more than one.
    """
    own = ratings.council(council)
    leaves = _leaves(ratings)
    return Explanation(own.code, own.name, ratings.framework, _rating(own, ratings, leaves))


@lru_cache(maxsize=2)
def _leaves(ratings: Ratings) -> Leaves:
    """What looks up cells, made once for all councils of the same ratings."""
    return Leaves(ratings)


def _rating(own: CouncilRating, ratings: Ratings, leaves: Leaves) -> Step:
    """The rating: the limits and judgement that were applied to it, the band, and what that rests on."""
    limits = tuple(replace(step, parts=_findings(own, step, leaves)) for step in _noted(own, "limit"))
    waiting = _waiting(own, leaves)
    others = tuple(step for what in ("limit not known", "judgement", "borderline") for step in _noted(own, what))
    below: tuple[Step, ...] = (_inspection(own, leaves), _indicators(own, ratings, leaves))
    below = tuple(replace(step, parts=below) for step in _noted(own, "combined")) or below
    bands = tuple(replace(step, parts=below) for step in _noted(own, "data band")) or below
    waiting = tuple(leaves.finding(row) for row in pending(own.safeguarding.to_dict("records")) if own.row["status"] == "withheld")
    [rating] = _noted(own, "rating")
    return replace(rating, text=f"{own.name}: {rating.text}", subject=own.code, parts=(*limits, *waiting, *others, *bands))


def _noted(own: CouncilRating, what: str) -> list[Step]:
    """The reasons of one kind that were collected while the council was rated, as steps without parts."""
    rows = own.reasons[own.reasons["step"] == what].to_dict("records")
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


def _waiting(own: CouncilRating, leaves: Leaves) -> tuple[Step, ...]:
    """The pending inspections that a rating is withheld for."""
    if own.row["status"] != "withheld":
        return ()
    return tuple(leaves.finding(row) for row in pending(own.safeguarding.to_dict("records")))


def _inspection(own: CouncilRating, leaves: Leaves) -> Step:
    """The settings: clusters, their rows, the grades in each."""
    rows = own.profile[(own.profile["kind"] == "setting type") & (own.profile["column"] == OVERALL)]
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
    register = reference.indicators()
    counts = register[(register["in_shares"] == "yes") & (register["data_2009"] == "yes")]["indicator"]
    near = own.comparisons[own.comparisons["against"] == str(Against.NEIGHBOURS)]
    rows = {row["indicator"]: row for row in near.to_dict("records")}
    listed = ratings.neighbour_table[ratings.neighbour_table["council"] == own.code].sort_values("position")
    areas = list(zip(listed["position"].tolist(), listed["neighbour"].tolist(), strict=True))
    parts = [_indicator(own, rows[indicator], areas, leaves) for indicator in counts if indicator in rows]
    absent = [indicator for indicator in counts if indicator not in rows]
    if absent:
        parts.append(Step("not in the data", f"no council has a figure of {len(absent)} more indicators: {', '.join(absent)}"))
    found = _noted(own, "indicators")
    none = Step("indicators", "indicators: too few can be compared with similar areas")
    return replace(found[0] if found else none, parts=tuple(parts))


def _indicator(own: CouncilRating, row: Record, areas: list[tuple[int, str]], leaves: Leaves) -> Step:
    about, period = reference.indicator(row["indicator"]), str(row["period"])
    figure = leaves.figure("council's figure", own.code, about.indicator, period)
    near = [leaves.figure("similar area", code, about.indicator, period, before=f"{position}. ") for position, code in areas]
    rule = "standing.width" if "standing.width" in own.framework.rules else "standing.rule"
    return Step(
        "indicator",
        f"{about.indicator} {about.short}, {period}: {_standing(row, about.decimals)}",
        number=float(row["gap"]),
        subject=about.indicator,
        detail=str(row["standing"]),
        rule=rule,
        evidence=own.framework.rule(rule).evidence,
        origin=str(row["origin"]),
        parts=(figure, *near),
    )


def _standing(row: Record, decimals: int) -> str:
    """The comparison in words."""
    if row["standing"] == str(Standing.NOT_COMPARABLE):
        return f"not comparable: {row['why']}"
    value, level, low, high = (f"{row[name]:,.{decimals + 1}f}" for name in ("value", "baseline", "in_line_low", "in_line_high"))
    average = str(row["method"]).partition(" of ")[0]
    of = f"the {average} of {row['with_data']} of {row['of']} similar areas"
    way = " (low is good)" if row["polarity"] == "low" else ""
    near = _shown(float(row["to_edge"]), decimals + 1)
    return f"{row['standing']}{way}: {value} against {level}, {of}; in line from {low} to {high}; {near} from another standing"


def _shown(distance: float, decimals: int) -> str:
    """A distance with so many decimals, or with as many as it takes not to look like none."""
    told = f"{distance:,.{decimals}f}"
    return told if float(told.replace(",", "")) or distance == 0 else f"{distance:.1g}"
