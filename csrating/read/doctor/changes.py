"""Figures that are far from the one before them: in the period before, or in the last release."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.read.doctor.contracts import CHANGES
from csrating.read.doctor.findings import Finding, kept
from csrating.read.doctor.limits import FAR
from csrating.read.doctor.pairs import Pairs, measured, misplaced, times
from csrating.read.doctor.revisions import with_last_release
from csrating.read.doctor.series import shortened
from csrating.read.doctor.subject import Subject


def changes(subject: Subject, *, last: Subject | None = None) -> pd.DataFrame:
    """One row per council figure whose change is far from those of the other councils, as CHANGES, the furthest first.

    The figure before it is that of the period before, which is looked for in the last release too where that is given;
    :func:`csrating.read.doctor.pairs.measured` says how far it is.
    """
    both = with_last_release(subject, last) if last else subject
    pairs = _pairs(both)
    factor = misplaced(pairs)
    odd = (np.abs(pairs.distance) > FAR) & ~_goes_back(pairs) & (pairs.now < len(subject.figures))
    order = np.flatnonzero(odd)[np.argsort(-np.abs(pairs.distance[odd]), kind="stable")]
    figures = both.figures
    now, before = figures.iloc[pairs.now[order]].reset_index(drop=True), figures.iloc[pairs.before[order]].reset_index(drop=True)
    added = {"before": before["period"], "value_before": before["value"], "where_before": before["ref"], "where": now["ref"]}
    table = now.assign(**added, distance=pairs.distance[order], factor=factor[order])
    return kept(CHANGES, table[CHANGES.names])


def _pairs(subject: Subject) -> Pairs:
    """Each council figure that has one before it, in a period of the same kind."""
    groups = subject.groups
    rows = np.flatnonzero(subject.of_councils & ~np.isnan(subject.values))
    area = pd.factorize(subject.figures["area"].iloc[rows])[0]
    order_of, kind_of = groups.table["order"].to_numpy(), pd.factorize(groups.table["kind"])[0]
    series, kind, group = groups.series_of_row[rows], kind_of[groups.of_row[rows]], groups.of_row[rows]
    in_order = np.lexsort((rows, order_of[group], area, kind, series))
    same = np.ones(max(len(rows) - 1, 0), dtype=bool)
    for key in (series, kind, area):
        same &= key[in_order][1:] == key[in_order][:-1]
    same &= group[in_order][1:] != group[in_order][:-1]
    now, before = rows[in_order][1:][same], rows[in_order][:-1][same]
    return measured(subject, now, before)


def _goes_back(pairs: Pairs) -> NDArray[np.bool_]:
    """Whether a change only takes back the odd one before it, which is told already."""
    distance = dict(zip(pairs.now, pairs.distance, strict=True))
    far = np.flatnonzero(np.abs(pairs.distance) > FAR)
    back = np.zeros(len(pairs.now), dtype=bool)
    for place in far:
        earlier = distance.get(pairs.before[place], 0.0)
        back[place] = abs(earlier) > FAR and earlier * pairs.distance[place] < 0
    return back


def findings(table: pd.DataFrame) -> Iterator[Finding]:
    """Misplaced points first, then what else is far from the figure before."""
    misplaced = table["factor"].notna()
    for row in table[misplaced].to_dict("records"):
        what = f"{_told(row)}: {times(row['factor'])}"
        yield Finding("look", "decimal point", what, row["where"], "Look whether the decimal point is in its place.")
    for row in table[~misplaced].to_dict("records"):
        what = f"{_told(row)} ({abs(row['distance']):.0f} robust standard deviations from the usual change)"
        yield Finding("look", "far from the period before", what, row["where"])


def _told(row: dict[Hashable, Any]) -> str:
    about = shortened(", ".join(filter(None, (str(row["measure"]), str(row["breakdown"])))), to=70)
    return f"{row['area_name']}, {about}: {row['value']:,.6g} ({row['period']}) after {row['value_before']:,.6g} ({row['before']})"
