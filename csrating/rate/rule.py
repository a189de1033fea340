"""The rule of a framework as arithmetic over arrays: from grades and standings to points, band and rating, for one council or for millions.

Everything that asks what the rating would be (chance, missing figures, other thresholds, the smallest change) asks it here. The first axes
of the arrays run over whatever is asked about: councils, draws, alternatives. A rating is a number here, 4 best to 1 worst, and 0 where
none is given; whoever shows it says its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from csrating.reference.frameworks import Framework
from csrating.schema import GRADES

Numbers: TypeAlias = NDArray[np.float64]
Mask: TypeAlias = NDArray[np.bool_]
RatingNumbers: TypeAlias = NDArray[np.int8]

NOT_GIVEN = 0
ROUNDING = 1e-9
"""Points within this of a cut lie on it: it is what is left over from adding decimals in binary."""

_GOOD = [GRADES.index(grade) for grade in ("good", "outstanding")]
_INADEQUATE = GRADES.index("inadequate")


def stepped(share: ArrayLike, steps: Sequence[dict[str, float]]) -> Numbers:
    """The points of shares (per cent) by a falling list of steps; a blank share has blank points.

    >>> stepped([80.0, 79.9, np.nan], [{"least": 80, "points": 4}, {"least": 0, "points": 3}]).tolist()
    [4.0, 3.0, nan]
    """
    shares = np.asarray(share, dtype=float)
    return np.select([shares >= step["least"] for step in steps], [float(step["points"]) for step in steps], default=np.nan)


def per_cent(part: ArrayLike, whole: ArrayLike) -> Numbers:
    """Per cent, multiplied first and then divided, so that a share which is a threshold exactly is that very number; blank of nothing."""
    some, every = np.broadcast_arrays(np.asarray(part, dtype=float), np.asarray(whole, dtype=float))
    return np.asarray(np.divide(100.0 * some, every, out=np.full(every.shape, np.nan), where=every > 0))


@dataclass(frozen=True, eq=False)
class Rule:
    """A framework's rule, ready for arrays."""

    framework: Framework

    @cached_property
    def setting_types(self) -> tuple[str, ...]:
        """The rows of the profile, in the order of the axis of setting types."""
        return tuple(self.framework.cluster_of)

    def row_points(self, counts: ArrayLike) -> Numbers:
        """The points of each setting type: by its share good or better, or by the grade of a single setting; blank where there is none.

        Args:
            counts: settings by grade: anything × setting types × grades (worst to best).
        """
        value, grades = self.framework.value, np.asarray(counts, dtype=float)
        settings = grades.sum(axis=-1)
        by_share = stepped(per_cent(grades[..., _GOOD].sum(axis=-1), settings), value("points.share_good_or_better"))
        many = settings >= value("points.inadequate_least_settings")
        docked = many & (per_cent(grades[..., _INADEQUATE], settings) > value("points.inadequate_share"))
        by_grade = (grades * np.array([value("points.single_setting")[grade] for grade in GRADES], dtype=float)).sum(axis=-1)
        points = np.where(settings == 1, by_grade, np.maximum(by_share - docked, 1.0))
        return np.asarray(np.where(settings > 0, points, np.nan))

    def cluster_points(self, rows: Numbers) -> Numbers:
        """The mean of the rows of each cluster: anything × clusters; blank where a cluster has no row."""
        there = np.isfinite(rows)
        total = np.where(there, rows, 0.0) @ self._clusters
        return _over(total, there.astype(float) @ self._clusters)

    def inspection_points(self, counts: ArrayLike) -> Numbers:
        """The points of the settings: the mean of the clusters present, or the points of the pooled share.

        Blank where fewer clusters are present than a rating takes.
        """
        clusters = self.cluster_points(self.row_points(counts))
        present = np.isfinite(clusters)
        if self.framework.value("combined.pooling") == "pooled":
            grades = np.asarray(counts, dtype=float)
            share = per_cent(grades[..., _GOOD].sum(axis=(-1, -2)), grades.sum(axis=(-1, -2)))
            points = stepped(share, self.framework.value("points.share_good_or_better"))
        else:
            points = _over(np.where(present, clusters, 0.0).sum(axis=-1), present.sum(axis=-1))
        return np.asarray(np.where(present.sum(axis=-1) >= self.framework.value("combined.least_clusters"), points, np.nan))

    def indicator_points(self, good: ArrayLike, compared: ArrayLike) -> Numbers:
        """The points of the share of indicators in line with or above similar areas; blank where fewer were compared than a rating takes.

        Args:
            good: how many are in line or above.
            compared: how many could be compared.
        """
        points = stepped(per_cent(good, compared), self.framework.value("points.share_in_line_or_above"))
        return np.asarray(np.where(np.asarray(compared) >= self.framework.value("combined.least_indicators"), points, np.nan))

    def combined_points(self, inspection: ArrayLike, indicators: ArrayLike) -> Numbers:
        """Both kinds of points together by their weights; the indicators' alone where there are no settings and none are asked for."""
        heavy, light = self.framework.value("combined.inspection_weight"), self.framework.value("combined.nis_weight")
        of_settings, of_indicators = np.asarray(inspection, dtype=float), np.asarray(indicators, dtype=float)
        together = (heavy * of_settings + light * of_indicators) / (heavy + light)
        if self.framework.value("combined.least_clusters"):
            return np.asarray(together)
        return np.asarray(np.where(np.isnan(of_settings), of_indicators, together))

    def bands(self, combined: ArrayLike) -> RatingNumbers:
        """The data band of combined points; a cut belongs to the band above it.

        >>> from csrating.reference.frameworks import framework
        >>> Rule(framework("2009")).bands([3.5, 2.49, np.nan]).tolist()
        [4, 2, 0]
        """
        points = np.asarray(combined, dtype=float)
        above = [points >= cut - ROUNDING for cut in self.framework.value("combined.band_cuts")]
        return np.where(np.isfinite(points), 1 + np.sum(above, axis=0), NOT_GIVEN).astype(np.int8)

    def borderline(self, combined: ArrayLike) -> Mask:
        """Whether combined points lie within the borderline range of a cut."""
        points, width = np.asarray(combined, dtype=float), self.framework.value("combined.borderline")
        near = [np.abs(points - cut) <= width + ROUNDING for cut in self.framework.value("combined.band_cuts")]
        return np.asarray(np.any(near, axis=0))

    def permits(self, combined: ArrayLike, chosen: ArrayLike) -> Mask:
        """Whether a judgement may choose a band at combined points: one of the two that meet at a cut within the borderline range.

        >>> from csrating.reference.frameworks import framework
        >>> Rule(framework("2009")).permits([3.3, 2.6, 3.0], chosen=4).tolist()
        [True, False, False]
        """
        points, bands, width = np.asarray(combined, dtype=float), np.asarray(chosen), self.framework.value("combined.borderline")
        cuts = self.framework.value("combined.band_cuts")
        meets = [
            (np.abs(points - cut) <= width + ROUNDING) & ((bands == upper) | (bands == upper - 1))
            for upper, cut in zip(range(len(cuts) + 1, 1, -1), cuts, strict=True)
        ]
        return np.asarray(np.any(meets, axis=0))

    def limited(self, bands: ArrayLike, *, priority_action: ArrayLike, inadequate: ArrayLike) -> RatingNumbers:
        """The rating after the limits that safeguarding findings put on it.

        Args:
            bands: the rating before.
            priority_action: whether an unannounced inspection found an area for priority action.
            inadequate: whether a full inspection judged safeguarding inadequate.

        >>> from csrating.reference.frameworks import framework
        >>> Rule(framework("2009")).limited([3, 3, 1, 0], priority_action=[True, False, True, True], inadequate=[False, True, False, True])
        array([2, 1, 1, 0], dtype=int8)
        """
        before = np.asarray(bands, dtype=np.int8)
        cut = self.framework.value("limits.priority_action")["cut"]
        most = self.framework.value("limits.full_inspection_inadequate")["at_most"]
        after = np.where(np.asarray(priority_action), np.maximum(before - cut, 1), before)
        after = np.where(np.asarray(inadequate), np.minimum(after, most), after)
        return np.where(before == NOT_GIVEN, NOT_GIVEN, after).astype(np.int8)

    @cached_property
    def _clusters(self) -> Numbers:
        """Which setting type is in which cluster: types × clusters."""
        of = self.framework.cluster_of
        return np.array([[float(of[kind] == cluster) for cluster in self.framework.clusters] for kind in self.setting_types])


def _over(total: Any, number: Any) -> Numbers:
    return np.asarray(np.divide(total, number, out=np.full(np.shape(total), np.nan), where=np.asarray(number) > 0))
