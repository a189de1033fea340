"""From the profile to points: rows, clusters, indicators, and the band that the points fall in."""

from __future__ import annotations

import numpy as np
import pandas as pd

from csrating.rate.profile import in_line_or_above
from csrating.rate.rule import ROUNDING, Rule, stepped
from csrating.reference.frameworks import Framework
from csrating.schema import GRADES, OVERALL, Outcome

GOOD_OR_BETTER = ["good", "outstanding"]


def row_points(profile: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """The setting types of each council, overall effectiveness only, with their points and the rule that gave them.

    Args:
        profile: PROFILE.
        framework: the rules ``points.*``.

    Returns:
        the profile's rows with columns points, rule and docked (whether a point was taken off for inadequate settings; there is none to
        take off a row that has the fewest already).
    """
    rows = profile[(profile["kind"] == "setting type") & (profile["column"] == OVERALL)]
    steps = framework.value("points.share_good_or_better")
    by_share = pd.Series(stepped(rows["share_good_or_better"], steps), index=rows.index)
    single = rows["settings"] == 1
    by_grade = (rows[list(GRADES)] * pd.Series(framework.value("points.single_setting"))[list(GRADES)]).sum(axis=1)
    many = rows["settings"] >= framework.value("points.inadequate_least_settings")
    docked = many & (rows["share_inadequate"] > framework.value("points.inadequate_share")) & (by_share > 1)
    points = by_grade.where(single, (by_share - docked).clip(lower=1)).astype(float)
    rule = np.where(single, "points.single_setting", np.where(docked, "points.inadequate_share", "points.share_good_or_better"))
    return rows.assign(points=points, rule=rule, docked=docked)


def cluster_points(rows: pd.DataFrame) -> pd.DataFrame:
    """The mean points of the rows of each cluster: columns council, cluster, points, rows."""
    grouped = rows.groupby(["council", "cluster"], sort=False)["points"]
    return grouped.agg(points="mean", rows="size").reset_index()


def pooled_share(rows: pd.DataFrame) -> pd.DataFrame:
    """All settings of a council together, indexed by council: settings, share (per cent good or better)."""
    totals = (
        rows.assign(good_or_better=rows[GOOD_OR_BETTER].sum(axis=1)).groupby("council")[["settings", "good_or_better"]].sum().astype(float)
    )
    return pd.DataFrame({"settings": totals["settings"], "share": 100.0 * totals["good_or_better"] / totals["settings"]})


def indicator_shares(profile: pd.DataFrame, counted: set[str]) -> pd.DataFrame:
    """The share of indicators in line with or above similar areas, indexed by council: compared, share (per cent).

    Args:
        profile: PROFILE.
        counted: the indicators that have a direction and do not grow with the council's size.
    """
    rows = profile[(profile["kind"] == "indicator") & profile["row"].isin(counted)]
    known = in_line_or_above(rows["standing_neighbours"])
    grouped = known.groupby(rows["council"])
    compared = grouped.count()
    return pd.DataFrame({"compared": compared, "share": (100.0 * grouped.sum().astype(float) / compared.where(compared > 0)).astype(float)})


def band(points: float, framework: Framework) -> Outcome:
    """The band that combined points fall in; a cut belongs to the band above it.

    >>> from csrating.reference.frameworks import framework
    >>> band(2.5, framework("2009"))
    <Rating.WELL: 'performs well'>
    """
    return framework.outcome(int(Rule(framework).bands(points)))


def borderline(points: float, framework: Framework) -> tuple[Outcome, ...]:
    """The two bands that meet at the cut which the points are within the borderline range of; empty where they are well inside a band.

    >>> from csrating.reference.frameworks import framework
    >>> borderline(2.6, framework("2009"))
    (<Rating.ADEQUATELY: 'performs adequately'>, <Rating.WELL: 'performs well'>)
    """
    width = framework.value("combined.borderline")
    for upper, cut in zip((4, 3, 2), framework.value("combined.band_cuts"), strict=True):
        if abs(points - cut) <= width + ROUNDING:
            return framework.outcome(upper - 1), framework.outcome(upper)
    return ()
