"""What a council is compared with: England, its region, its statistical neighbours, its type or a group of the user's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.compare.figures import NO_ROW, Figures, Numbers, Places
from csrating.compare.groups import Group, filled, group, members_without_itself, neighbour_rows, user_groups
from csrating.schema import Against, Average

Words: TypeAlias = NDArray[np.object_]

LONDON = {"Inner London": "London", "Outer London": "London"}
FROM_COUNCILS = "mean of councils (computed)"
FROM_COUNTS = "pooled counts of councils (computed)"


@dataclass(frozen=True, eq=False)
class Baseline:
    """One kind of baseline for every council and series (arrays are councils × series).

    ``level`` is the figure compared with; ``group`` holds the statistics of the councils behind it, of which there are ``of``, and ``row``
    says for each council which of its groups is meant. ``place`` points to the published row of the observations, or is ``NO_ROW`` where
    the baseline was computed. ``has_itself`` where the council is part of it, as it is of England; ``counted`` says how many had a figure
    where those are not all of the group.
    """

    against: str
    area: Words
    method: Words
    level: Numbers
    group: Group
    row: Places
    of: Places
    place: Places
    has_itself: bool = False
    counted: Places | None = None

    @cached_property
    def spread(self) -> Numbers:
        """The standard deviation (n - 1) of the councils behind it."""
        return np.asarray(self.group.spread[self.row])

    @cached_property
    def with_data(self) -> Places:
        """How many of them had a figure."""
        return np.asarray(self.group.with_data[self.row] if self.counted is None else self.counted)

    @cached_property
    def mean(self) -> Numbers:
        """Their mean."""
        return np.asarray(self.group.mean[self.row])

    @cached_property
    def median(self) -> Numbers:
        """Their median."""
        return np.asarray(self.group.median[self.row])

    @cached_property
    def pooled(self) -> Numbers:
        """Their pooled share."""
        return np.asarray(self.group.pooled[self.row])

    @cached_property
    def averages(self) -> dict[str, Numbers]:
        """The three averages by name: they can disagree on whether a council is above or below."""
        return {"mean": self.mean, "median": self.median, "pooled": self.pooled}

    @cached_property
    def quartiles(self) -> tuple[Numbers, Numbers]:
        """Their lower and upper quartile."""
        lower, upper = self.group.quartiles
        return np.asarray(lower[self.row]), np.asarray(upper[self.row])

    @cached_property
    def median_deviation(self) -> Numbers:
        """The median of their distances from their median."""
        return np.asarray(self.group.median_deviation[self.row])

    def others(self, ours: Figures) -> tuple[Numbers, Numbers]:
        """Their numerators and denominators, summed without the council that is compared; blank unless all with a figure have both."""
        above, below = (counts[self.row] for counts in self.group.counts)
        if self.has_itself:
            has = np.isfinite(ours.value)
            above, below = above - np.where(has, ours.numerator, 0.0), below - np.where(has, ours.denominator, 0.0)
        return np.asarray(above), np.asarray(below)

    @cached_property
    def leave_one_out(self) -> tuple[Numbers, Numbers]:
        """Between which means theirs would lie without any one of them."""
        low, high = self.group.leave_one_out
        return np.asarray(low[self.row]), np.asarray(high[self.row])


def neighbours(figures: Figures, table: pd.DataFrame, *, average: str = Average.MEAN) -> Baseline:
    """Each council against an average of its statistical neighbours that have data; it is never among them.

    Args:
        figures: the councils' figures.
        table: columns council, position and neighbour (department codes). A neighbour that is not one of the councils simply has no data.
        average: 'mean', each neighbour counting alike; 'median'; or 'pooled', each child counting alike, blank without counts.
    """
    members = neighbour_rows(figures.areas, table)
    counted = pd.Series(table["council"]).value_counts().reindex(list(figures.areas), fill_value=0)
    listed = np.asarray(counted, dtype=np.int64)
    return _of_group(Against.NEIGHBOURS, "statistical neighbours", "neighbours", group(figures, members), listed, average=average)


def council_type(figures: Figures, types: Sequence[str], *, average: str = Average.MEAN) -> Baseline:
    """Each council against the others of its type, such as all other metropolitan districts.

    Args:
        figures: the councils' figures.
        types: of each council, in the order of ``figures.areas``.
        average: see :func:`neighbours`.
    """
    members = members_without_itself(figures.areas, types)
    names = np.array([f"other councils of type {kind}" for kind in types], dtype=object)
    return _of_group(
        Against.COUNCIL_TYPE, names[:, None], "councils of its type", group(figures, members), _sizes(members), average=average
    )


def user_group(figures: Figures, name: str, codes: Sequence[str], *, average: str = Average.MEAN) -> Baseline:
    """Each council against a group of the user's own; a council that is in it is left out of its own baseline.

    Args:
        figures: the councils' figures.
        name: of the group.
        codes: of its members.
        average: see :func:`neighbours`.

    Raises:
        ReferenceDataError: the group has no member, one twice, or one that is no council of the data.
    """
    members = user_groups(figures.areas, {name: codes})[name]
    return _of_group(Against.GROUP, name, f"councils of {name}", group(figures, members), _sizes(members), average=average)


def _sizes(members: Places) -> Places:
    return np.asarray((members != NO_ROW).sum(axis=1), dtype=np.int64)


def _of_group(against: str, area: str | Words, of_whom: str, found: Group, sizes: Places, *, average: str) -> Baseline:
    """A baseline that is an average of a group of each council's own."""
    level = {"mean": found.mean, "median": found.median, "pooled": found.pooled}[average]
    shape = level.shape
    return Baseline(
        str(against),
        np.broadcast_to(np.asarray(area, dtype=object), shape).copy(),
        np.full(shape, f"{Average(average).noun} of {of_whom} with data", dtype=object),
        level,
        found,
        np.arange(shape[0], dtype=np.int64),
        np.broadcast_to(sizes[:, None], shape).copy(),
        np.full(shape, NO_ROW, dtype=np.int64),
    )


def england(figures: Figures, published: Figures) -> Baseline:
    """Each council against England: the published row where there is one, else a figure computed from the councils and marked so.

    Args:
        figures: the councils' figures.
        published: the published England rows, one area.
    """
    everyone = np.arange(len(figures.areas), dtype=np.int64)
    found = group(figures, everyone[None, :])
    rows = np.zeros(len(figures.areas), dtype=np.int64)
    shape = (1, figures.value.shape[1])
    return _wider(Against.ENGLAND, published, found, rows, np.full(shape, "England", dtype=object), np.full(shape, len(everyone)))


def region(figures: Figures, published: Figures, regions: pd.Series[str]) -> Baseline:
    """Each council against its region; Inner and Outer London fall back to London, series by series, where they have no row of their own.

    Args:
        figures: the councils' figures.
        published: the published rows of the regions.
        regions: the region of each council, in the order of ``figures.areas``.
    """
    parts = regions.to_numpy(dtype=object)
    names = sorted({*parts, *(LONDON[part] for part in parts if part in LONDON)})
    members = filled([np.flatnonzero([name in (part, LONDON.get(part)) for part in parts]) for name in names])
    ranked = _rows(published, pd.Index(published.areas).get_indexer(pd.Index(names)))
    told = _told_by(names, ranked)
    rows = pd.Index(names).get_indexer(pd.Index(parts)).astype(np.int64)
    areas, sizes = np.array(names, dtype=object)[told], _sizes(members)[told]
    return _wider(Against.REGION, _picked(ranked, told), _group_by(group(figures, members), told), rows, areas, sizes)


def _told_by(names: list[str], published: Figures) -> Places:
    """The place of the area whose figure stands for each area, series by series: its own, or London's where it has no row of its own."""
    told = np.repeat(np.arange(len(names), dtype=np.int64)[:, None], published.value.shape[1], axis=1)
    for place, name in enumerate(names):
        if name in LONDON:
            told[place] = np.where(np.isfinite(published.value[place]), place, names.index(LONDON[name]))
    return told


def _picked(published: Figures, told: Places) -> Figures:
    """The published rows of the areas that stand for each area."""
    at = (told, np.arange(told.shape[1]))
    counts = published.numerator[at], published.denominator[at]
    return Figures(published.areas, published.series, published.value[at], *counts, published.place[at])


def _group_by(found: Group, told: Places) -> Group:
    """The members of the areas that stand for each area."""
    at = (told[:, None, :], np.arange(found.values.shape[1])[None, :, None], np.arange(told.shape[1])[None, None, :])
    return Group(found.values[at], found.numerator[at], found.denominator[at], found.scale)


def _rows(published: Figures, order: NDArray[np.intp]) -> Figures:
    """The published rows in another order; an area without any row gets blanks."""

    def pick(values: Numbers) -> Numbers:
        return np.vstack([values, np.full((1, values.shape[1]), np.nan)])[order]

    place = np.vstack([published.place, np.full((1, published.place.shape[1]), NO_ROW, dtype=np.int64)])[order]
    return Figures(published.areas, published.series, pick(published.value), pick(published.numerator), pick(published.denominator), place)


def _wider(against: str, published: Figures, found: Group, rows: Places, names: NDArray[np.object_], sizes: Places) -> Baseline:
    """England or the regions (areas × series each), spread out to one row per council; ``rows`` says which area each council is in."""
    has_row = np.isfinite(published.value)
    from_counts = np.isfinite(found.pooled)
    level = np.where(has_row, published.value, np.where(from_counts, found.pooled, found.mean))
    method = np.where(has_row, "published row", np.where(from_counts, FROM_COUNTS, FROM_COUNCILS)).astype(object)
    return Baseline(
        str(against),
        names[rows],
        method[rows],
        level[rows],
        found,
        rows,
        sizes[rows],
        np.where(has_row, published.place, NO_ROW)[rows],
        has_itself=True,
    )
