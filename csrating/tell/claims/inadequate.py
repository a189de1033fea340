"""Every council's share of inadequate settings against England and similar areas, worked out once for all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from csrating.compare.baselines import Baseline, england, neighbours
from csrating.compare.figures import NO_ROW, Figures
from csrating.compare.method import Method, method_of
from csrating.compare.rules import baseline_by, judged
from csrating.rate import Ratings
from csrating.schema import OVERALL, Standing


@dataclass(frozen=True)
class Inadequate:
    """The share of a council's settings of one type that are inadequate, against one baseline; fewer is better."""

    value: float
    baseline: float
    with_data: int
    of: int
    standing: str


def inadequate_shares(ratings: Ratings) -> dict[tuple[str, str, str], Inadequate]:
    """Every council's share of inadequate settings, type by type, judged by the framework's rule for in line.

    Args:
        ratings: what :func:`csrating.rate` gave.

    Returns:
        by council, setting type and baseline; what cannot be compared is left out.
    """
    rows = ratings.profile[(ratings.profile["kind"] == "setting type") & (ratings.profile["column"] == OVERALL)]
    if rows.empty:
        return {}
    ours, method = _grade_figures(ratings, rows), method_of(ratings.framework)
    blank = np.full((1, len(ours.series)), np.nan)
    nation = Figures(("England",), ours.series, blank, blank, blank, np.full(blank.shape, NO_ROW, dtype=np.int64))
    return {
        (council, kind, str(baseline.against)): found
        for baseline in (england(ours, nation), neighbours(ours, ratings.neighbour_table, average=method.averaged))
        for council, kind, found in _judged(ours, baseline_by(method, ours, baseline), method)
    }


def _grade_figures(ratings: Ratings, rows: pd.DataFrame) -> Figures:
    codes, kinds = tuple(ratings.table["council"]), list(ratings.framework.cluster_of)

    def laid_out(column: str) -> np.ndarray[Any, np.dtype[np.float64]]:
        return rows.pivot(index="council", columns="row", values=column).reindex(index=list(codes), columns=kinds).to_numpy(dtype=float)

    share, inadequate, settings = laid_out("share_inadequate"), laid_out("inadequate"), laid_out("settings")
    series = pd.DataFrame({"indicator": kinds, "unit": "per cent"})
    return Figures(codes, series, share, inadequate, settings, np.full(share.shape, NO_ROW, dtype=np.int64))


def _judged(ours: Figures, baseline: Baseline, method: Method) -> Iterator[tuple[str, str, Inadequate]]:
    found = judged(method, ours, baseline, sign=np.array([-1.0]))
    kinds = ours.series["indicator"].tolist()
    for row, column in zip(*np.nonzero(found.standing != str(Standing.NOT_COMPARABLE)), strict=True):
        cell = (row, column)
        yield (
            ours.areas[row],
            kinds[column],
            Inadequate(
                float(ours.value[cell]),
                float(baseline.level[cell]),
                int(baseline.with_data[cell]),
                int(baseline.of[cell]),
                str(found.standing[cell]),
            ),
        )
