"""What a council is compared with: England, its region, and its statistical neighbours, each with how many councils stand behind it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.compare.figures import NO_ROW, Figures, Numbers, Places
from csrating.schema import Against

LONDON = {"Inner London": "London", "Outer London": "London"}
FROM_COUNCILS = "mean of councils (computed)"
FROM_COUNTS = "pooled counts of councils (computed)"


@dataclass(frozen=True)
class Baseline:
    """One kind of baseline for every council and series (arrays are councils × series).

    ``level`` is the figure compared with, ``spread`` the standard deviation (n - 1) of the councils behind it, ``with_data`` how many of
    the ``of`` councils had a figure. ``place`` points to the published row of the observations, or is ``NO_ROW`` where the baseline was
    computed.
    """

    against: Against
    area: NDArray[np.object_]
    method: NDArray[np.object_]
    level: Numbers
    spread: Numbers
    with_data: Places
    of: Places
    median: Numbers
    pooled: Numbers
    place: Places


@dataclass(frozen=True)
class Group:
    """The mean, median, standard deviation (n - 1) and pooled share of a group of councils, series by series, and how many had data."""

    mean: Numbers
    median: Numbers
    spread: Numbers
    pooled: Numbers
    with_data: Places


def group(figures: Figures, members: Places) -> Group:
    """The statistics of one or many groups of councils.

    Args:
        figures: the councils' figures.
        members: row numbers of the councils; the last axis runs over the members of a group, ``NO_ROW`` fills a group that is smaller.

    Returns:
        arrays with the leading axes of ``members`` and then the series. A suppressed or missing member lowers ``with_data`` and
        adds nothing. ``pooled`` is the sum of numerators over the sum of denominators, on the indicator's scale; it is blank unless
        every member with a figure has both.
    """
    values = _of_members(figures.value, members)
    has = np.isfinite(values)
    count = has.sum(axis=-2)
    total = np.where(has, values, 0.0).sum(axis=-2)
    mean = np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)
    squares = np.where(has, (values - mean[..., None, :]) ** 2, 0.0).sum(axis=-2)
    spread = np.sqrt(np.divide(squares, count - 1, out=np.full(total.shape, np.nan), where=count > 1))
    return Group(mean, _median(values, count), spread, _pooled(figures, members, has), count)


def _of_members(values: Numbers, members: Places) -> Numbers:
    padded = np.vstack([values, np.full((1, values.shape[1]), np.nan)])
    return np.asarray(padded[members])


def _median(values: Numbers, count: Places) -> Numbers:
    ordered = np.sort(values, axis=-2)
    low, high = np.maximum((count - 1) // 2, 0), np.minimum(count // 2, values.shape[-2] - 1)
    middle = np.take_along_axis(ordered, np.stack([low, high], axis=-2), axis=-2).mean(axis=-2)
    return np.asarray(np.where(count > 0, middle, np.nan))


def _pooled(figures: Figures, members: Places, has: NDArray[np.bool_]) -> Numbers:
    numerator, denominator = _of_members(figures.numerator, members), _of_members(figures.denominator, members)
    both = has & np.isfinite(numerator) & np.isfinite(denominator)
    above = np.where(both, numerator, 0.0).sum(axis=-2)
    below = np.where(both, denominator, 0.0).sum(axis=-2)
    known = (below > 0) & (both.sum(axis=-2) == has.sum(axis=-2))
    return np.asarray(figures.scale * np.divide(above, below, out=np.full(above.shape, np.nan), where=known))


def neighbours(figures: Figures, table: pd.DataFrame) -> Baseline:
    """Each council against the unweighted mean of its statistical neighbours that have data; it is never among them.

    Args:
        figures: the councils' figures.
        table: columns council, position and neighbour (department codes). A neighbour that is not one of the councils simply has no data.
    """
    members = neighbour_rows(figures.areas, table)
    found = group(figures, members)
    counted = pd.Series(table["council"]).value_counts().reindex(list(figures.areas), fill_value=0)
    listed: Places = np.asarray(counted, dtype=np.int64)
    shape = found.mean.shape
    return Baseline(
        Against.NEIGHBOURS,
        np.full(shape, "statistical neighbours", dtype=object),
        np.full(shape, "mean of neighbours with data", dtype=object),
        found.mean,
        found.spread,
        found.with_data,
        np.broadcast_to(listed[:, None], shape).copy(),
        found.median,
        found.pooled,
        np.full(shape, NO_ROW, dtype=np.int64),
    )


def neighbour_rows(councils: tuple[str, ...], table: pd.DataFrame) -> Places:
    """The neighbours of each council as row numbers, councils × most neighbours, in order of closeness; ``NO_ROW`` where there is none."""
    ordered = table.sort_values(["council", "position"])
    own = pd.Index(councils).get_indexer(pd.Index(ordered["council"]))
    theirs = pd.Index(councils).get_indexer(pd.Index(ordered["neighbour"]))
    order = ordered.groupby("council").cumcount().to_numpy()
    rows = np.full((len(councils), int(order.max(initial=0)) + 1), NO_ROW, dtype=np.int64)
    rows[own[own >= 0], order[own >= 0]] = theirs[own >= 0]
    return rows


def england(figures: Figures, published: Figures) -> Baseline:
    """Each council against England: the published row where there is one, else a figure computed from the councils and marked so.

    Args:
        figures: the councils' figures.
        published: the published England rows, one area.
    """
    everyone = np.arange(len(figures.areas), dtype=np.int64)
    found = group(figures, everyone[None, :])
    rows = np.zeros(len(figures.areas), dtype=np.int64)
    return _wider(Against.ENGLAND, published, found, rows, np.full(len(figures.areas), "England", dtype=object), np.full(1, len(everyone)))


def region(figures: Figures, published: Figures, regions: pd.Series[str]) -> Baseline:
    """Each council against its region; Inner and Outer London fall back to London where they have no row of their own.

    Args:
        figures: the councils' figures.
        published: the published rows of the regions.
        regions: the region of each council, in the order of ``figures.areas``.
    """
    parts = regions.to_numpy(dtype=object)
    has_row = pd.Series((published.place != NO_ROW).any(axis=1), index=list(published.areas))
    named = np.array([part if bool(has_row.get(part, False)) else LONDON.get(part, part) for part in parts], dtype=object)
    names = sorted(set(named))
    members = _members([np.flatnonzero([name in (part, LONDON.get(part)) for part in parts]) for name in names])
    found = group(figures, members)
    order = pd.Index(published.areas).get_indexer(pd.Index(names))
    ranked = _rows(published, order)
    rows = pd.Index(names).get_indexer(pd.Index(named)).astype(np.int64)
    return _wider(Against.REGION, ranked, found, rows, named, (members != NO_ROW).sum(axis=1))


def _members(groups: list[NDArray[np.intp]]) -> Places:
    members = np.full((len(groups), max(len(group) for group in groups)), NO_ROW, dtype=np.int64)
    for row, found in enumerate(groups):
        members[row, : len(found)] = found
    return members


def _rows(published: Figures, order: NDArray[np.intp]) -> Figures:
    """The published rows in another order; an area without any row gets blanks."""

    def pick(values: Numbers) -> Numbers:
        return np.vstack([values, np.full((1, values.shape[1]), np.nan)])[order]

    place = np.vstack([published.place, np.full((1, published.place.shape[1]), NO_ROW, dtype=np.int64)])[order]
    return Figures(published.areas, published.series, pick(published.value), pick(published.numerator), pick(published.denominator), place)


def _wider(against: Against, published: Figures, found: Group, rows: Places, names: NDArray[np.object_], sizes: Places) -> Baseline:
    """England or the regions, spread out to one row per council (``rows`` says which area each council is in)."""
    has_row = np.isfinite(published.value)
    from_counts = np.isfinite(found.pooled)
    level = np.where(has_row, published.value, np.where(from_counts, found.pooled, found.mean))
    method = np.where(has_row, "published row", np.where(from_counts, FROM_COUNTS, FROM_COUNCILS)).astype(object)
    shape = (len(rows), level.shape[1])
    return Baseline(
        against,
        np.broadcast_to(names[:, None], shape).copy(),
        method[rows],
        level[rows],
        found.spread[rows],
        found.with_data[rows],
        np.broadcast_to(sizes[rows][:, None], shape).copy(),
        found.median[rows],
        found.pooled[rows],
        np.where(has_row, published.place, NO_ROW)[rows],
    )
