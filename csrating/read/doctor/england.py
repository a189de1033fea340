"""Whether England's share is near a mean of the councils' shares, however these are weighted."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.read.doctor.findings import Finding
from csrating.read.doctor.limits import FAR_FROM_MEAN, FEW_MISSING, LEAST_COUNCILS
from csrating.read.doctor.series import shortened
from csrating.read.doctor.subject import Subject
from csrating.read.doctor.without_figure import children

Numbers = NDArray[np.float64]


def findings(subject: Subject) -> Iterator[Finding]:
    """England's shares that lie among the councils', and far from their plain mean and from each weighted one that can be made.

    The weights are the children of the councils, and each count that the same table gives for the same period and breakdown.
    """
    groups = subject.groups
    there = ~np.isnan(subject.values)
    rows = np.flatnonzero(subject.of_england & there & groups.is_percentage[groups.of_row])
    if not len(rows):
        return
    councils = pd.DataFrame({"group": groups.of_row, "area": subject.figures["area"].to_numpy(), "value": subject.values})
    by_group = dict(iter(councils[subject.of_councils].drop_duplicates(["group", "area"]).groupby("group")))
    keys = groups.table[["table", "breakdown", "period"]]
    counts: dict[tuple[str, ...], list[int]] = {}
    for one in np.flatnonzero(groups.measured == "count").tolist():
        counts.setdefault(tuple(keys.iloc[one]), []).append(one)
    for row in map(int, rows):
        group = int(groups.of_row[row])
        own = by_group.get(group)
        if own is None or own["value"].count() < LEAST_COUNCILS or own["value"].isna().mean() > FEW_MISSING:
            continue
        shares = own.set_index("area")["value"].dropna()
        counted = [other for other in counts.get(tuple(keys.iloc[group]), []) if other in by_group]
        others = {other: by_group[other].set_index("area")["value"] for other in counted}
        yield from _far(subject, row, shares, others)


def _far(subject: Subject, row: int, shares: pd.Series, counts: dict[int, pd.Series]) -> Iterator[Finding]:
    england, spread = float(subject.values[row]), float(shares.std())
    means = {"the plain mean": float(shares.mean()), "weighted by children": _mean(shares, shares.index.map(lambda code: children([code])))}
    for group, weights in counts.items():
        measure = shortened(str(subject.groups.table["measure"].iat[group]), to=50)
        means[f"weighted by {measure!r}"] = _mean(shares, weights.reindex(shares.index))
    off = {name: abs(england - mean) for name, mean in means.items() if not np.isnan(mean)}
    nearest = min(off, key=off.__getitem__)
    if off[nearest] > FAR_FROM_MEAN * spread and shares.min() <= england <= shares.max():
        about = subject.groups.named(int(subject.groups.of_row[row]))
        said = f"England is {england:,.4g}, and the councils make {means[nearest]:,.4g} ({nearest}, the nearest of {len(means)} means)"
        do = "Look at the England row, and for figures of councils that are wrong."
        yield Finding("look", "totals", f"{about}: {said}", subject.ref(row), do)


def _mean(shares: pd.Series, weights: pd.Index | pd.Series) -> float:
    """The mean of some shares, weighted; NaN where a weight is missing or less than nought, or all are nought."""
    of_each = np.asarray(weights, dtype=float)
    there = ~np.isnan(of_each)
    if there.mean() < 1 - FEW_MISSING or (of_each[there] < 0).any() or not of_each[there].sum():
        return float("nan")
    return float(np.average(shares.to_numpy(dtype=float)[there], weights=of_each[there]))
