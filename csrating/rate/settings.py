"""The settings that count towards a profile, and how many of each type hold each grade."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.rate.window import too_old
from csrating.reference.frameworks import Framework
from csrating.schema import ASPECTS, GRADES, Origin

GOOD_OR_BETTER = slice(GRADES.index("good"), None)


@dataclass(frozen=True)
class GradeCounts:
    """How many settings hold each grade: councils × setting types × aspects × grades (worst to best)."""

    councils: tuple[str, ...]
    setting_types: tuple[str, ...]
    counts: NDArray[np.int64]

    @property
    def settings(self) -> NDArray[np.int64]:
        """Settings with a grade: councils × setting types × aspects."""
        return np.asarray(self.counts.sum(axis=-1), dtype=np.int64)

    @property
    def good_or_better(self) -> NDArray[np.int64]:
        """Settings that are good or outstanding: councils × setting types × aspects."""
        return np.asarray(self.counts[..., GOOD_OR_BETTER].sum(axis=-1), dtype=np.int64)

    @property
    def share_good_or_better(self) -> NDArray[np.float64]:
        """Per cent of settings that are good or outstanding; blank where there are none."""
        return _share(self.good_or_better, self.settings)

    @property
    def share_inadequate(self) -> NDArray[np.float64]:
        """Per cent of settings that are inadequate; blank where there are none."""
        return _share(self.counts[..., GRADES.index("inadequate")], self.settings)

    @property
    def england(self) -> GradeCounts:
        """All councils together, as one area."""
        return GradeCounts(("England",), self.setting_types, self.counts.sum(axis=0, keepdims=True))


def _share(part: NDArray[np.int64], whole: NDArray[np.int64]) -> NDArray[np.float64]:
    """Per cent, multiplied first and then divided, so that a share which is a threshold exactly is that very number."""
    return np.asarray(np.divide(100.0 * part, whole, out=np.full(whole.shape, np.nan), where=whole > 0), dtype=np.float64)


def counted(inspections: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """The inspections that the framework counts: the latest of each setting in its scope, where its window does not leave it out.

    Args:
        inspections: INSPECTIONS.
        framework: the rules ``inspections.*``.
    """
    latest = latest_in_scope(inspections, framework)
    return latest[~too_old(latest, framework)]


def latest_in_scope(inspections: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Of the settings in the framework's scope, the latest inspection of each up to the cut-off, however old it is.

    All the judgements of that one inspection are taken; an earlier inspection never fills in for an aspect which the latest did not judge.

    Args:
        inspections: INSPECTIONS.
        framework: the rules ``inspections.cut_off`` and ``inspections.settings_left_out``.
    """
    cut_off = pd.Timestamp(framework.value("inspections.cut_off"))
    in_time = inspections["inspected_on"].isna() | (inspections["inspected_on"] <= cut_off)
    in_scope = ~_left_out(inspections, framework)
    known_type = inspections["setting_type"].isin(framework.cluster_of)
    found = inspections[in_time & in_scope & known_type]
    latest = found.groupby("setting", sort=False)["inspected_on"].transform("max")
    return found[found["inspected_on"].isna() | (found["inspected_on"] == latest)]


def _left_out(inspections: pd.DataFrame, framework: Framework) -> pd.Series[bool]:
    left_out = pd.Series(False, index=inspections.index)
    for scope in framework.value("inspections.settings_left_out"):
        left_out |= (inspections["setting_type"] == scope["setting_type"]) & inspections["run_by"].isin(scope["run_by"])
    return left_out


def grade_counts(inspections: pd.DataFrame, *, councils: tuple[str, ...], setting_types: tuple[str, ...]) -> GradeCounts:
    """How many of the counted settings hold each grade.

    Args:
        inspections: what :func:`counted` gave.
        councils: department codes, in the order wanted.
        setting_types: the rows of the profile, in the order wanted.
    """
    counts = np.zeros((len(councils), len(setting_types), len(ASPECTS), len(GRADES)), dtype=np.int64)
    places = tuple(
        pd.Index(labels).get_indexer(pd.Index(inspections[column]))
        for labels, column in ((councils, "council"), (setting_types, "setting_type"), (ASPECTS, "aspect"), (GRADES, "grade"))
    )
    np.add.at(counts, places, inspections["settings"].to_numpy(dtype=np.int64))
    return GradeCounts(councils, setting_types, counts)


def evidence_of(inspections: pd.DataFrame) -> pd.DataFrame:
    """What stands behind each council, setting type and aspect: the oldest and newest inspection, the origin, and the cells.

    Returns:
        indexed by council, setting_type and aspect; columns oldest, newest, origin, ref (the first cell, and how many more there are).
    """
    keys = ["council", "setting_type", "aspect"]
    grouped = inspections.sort_values(["ref"], kind="stable").groupby(keys, sort=False)
    found = grouped.agg(
        oldest=("inspected_on", "min"),
        newest=("inspected_on", "max"),
        first=("ref", "first"),
        cells=("ref", "size"),
        least=("origin", "min"),
        most=("origin", "max"),
    )
    refs = [f"{first} and {cells - 1} more" if cells > 1 else first for first, cells in zip(found["first"], found["cells"], strict=True)]
    origin = found["least"].where(found["least"] == found["most"], str(Origin.MIXED))
    return found.assign(origin=origin, ref=pd.Series(refs, index=found.index, dtype="str"))[["oldest", "newest", "origin", "ref"]]
