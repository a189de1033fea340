"""Groups of councils: who is in one, and its mean, median, spread, quartiles and pooled share, each with how many had data.

A member without a figure lowers the number behind a statistic and adds nothing to it; a council is never among those with which it is
compared, except where it is part of a whole such as England, which says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.compare.figures import NO_ROW, Figures, Numbers, Places
from csrating.compare.quantiles import quantile
from csrating.errors import ReferenceDataError

LEAST = 4
"""With fewer figures there are no quartiles."""


@dataclass(frozen=True, eq=False)
class Group:
    """The statistics of one or many groups, group by group and series by series.

    ``values`` are the members' figures (groups × members × series), blank where a member has none; ``numerator`` and ``denominator`` are
    their counts, and ``scale`` what a share is multiplied by, series by series.
    """

    values: Numbers
    numerator: Numbers
    denominator: Numbers
    scale: Numbers

    @cached_property
    def with_data(self) -> Places:
        """How many members have a figure."""
        return np.asarray(self._has.sum(axis=-2), dtype=np.int64)

    @cached_property
    def mean(self) -> Numbers:
        """The mean of the figures that are there, each council counting alike; blank where there is none."""
        return _over(self._total, self.with_data)

    @cached_property
    def median(self) -> Numbers:
        """The middle figure; of an even number the mean of the two in the middle."""
        return quantile(self._ordered, self.with_data, 0.5, axis=-2)

    @cached_property
    def spread(self) -> Numbers:
        """The standard deviation with n - 1; blank where fewer than two figures are there."""
        squares = np.where(self._has, (self.values - self.mean[..., None, :]) ** 2, 0.0).sum(axis=-2)
        return np.asarray(np.sqrt(_over(squares, self.with_data - 1)))

    @cached_property
    def quartiles(self) -> tuple[Numbers, Numbers]:
        """The lower and the upper quartile (type 7); blank where fewer than four figures are there."""
        lower, upper = (quantile(self._ordered, self.with_data, share, axis=-2) for share in (0.25, 0.75))
        few = self.with_data < LEAST
        return np.where(few, np.nan, lower), np.where(few, np.nan, upper)

    @cached_property
    def median_deviation(self) -> Numbers:
        """The median of the distances from the median, unscaled."""
        return quantile(np.sort(np.abs(self.values - self.median[..., None, :]), axis=-2), self.with_data, 0.5, axis=-2)

    @cached_property
    def counts(self) -> tuple[Numbers, Numbers]:
        """The sum of numerators and that of denominators; both blank unless every member with a figure has both."""
        known = self._counted.sum(axis=-2) == self.with_data
        above, below = (np.where(self._counted, counts, 0.0).sum(axis=-2) for counts in (self.numerator, self.denominator))
        return np.where(known, above, np.nan), np.where(known, below, np.nan)

    @cached_property
    def pooled(self) -> Numbers:
        """The sum of numerators over that of denominators, on the scale of the unit; blank unless every member with a figure has both."""
        above, below = self.counts
        return np.asarray(self.scale * np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0))

    @cached_property
    def leave_one_out(self) -> tuple[Numbers, Numbers]:
        """The lowest and the highest mean there would be without any one of the members; blank where fewer than two have a figure."""
        ordered, number = self._ordered, self.with_data
        lowest = ordered[..., 0, :]
        highest = np.take_along_axis(ordered, np.maximum(number - 1, 0)[..., None, :], axis=-2)[..., 0, :]
        return _over(self._total - highest, number - 1), _over(self._total - lowest, number - 1)

    @cached_property
    def _has(self) -> NDArray[np.bool_]:
        return np.isfinite(self.values)

    @cached_property
    def _total(self) -> Numbers:
        return np.asarray(np.where(self._has, self.values, 0.0).sum(axis=-2))

    @cached_property
    def _ordered(self) -> Numbers:
        return np.sort(self.values, axis=-2)

    @cached_property
    def _counted(self) -> NDArray[np.bool_]:
        counted: NDArray[np.bool_] = self._has & np.isfinite(self.numerator) & np.isfinite(self.denominator)
        return counted


def group(figures: Figures, members: Places) -> Group:
    """One or many groups of councils.

    Args:
        figures: the councils' figures.
        members: row numbers of the councils; the last axis runs over the members of a group, ``NO_ROW`` fills a group that is smaller.

    Returns:
        statistics with the leading axes of ``members`` and then the series.
    """
    values, numerator, denominator = (_of_members(one, members) for one in (figures.value, figures.numerator, figures.denominator))
    return Group(values, numerator, denominator, figures.scale)


def _of_members(values: Numbers, members: Places) -> Numbers:
    padded = np.vstack([values, np.full((1, values.shape[1]), np.nan)])
    return np.asarray(padded[members])


def _over(total: Numbers, number: Places) -> Numbers:
    return np.asarray(np.divide(total, number, out=np.full(total.shape, np.nan), where=number > 0))


def neighbour_rows(councils: tuple[str, ...], table: pd.DataFrame) -> Places:
    """The neighbours of each council as row numbers, councils × most neighbours, in order of closeness; ``NO_ROW`` where there is none."""
    ordered = table.sort_values(["council", "position"])
    own = pd.Index(councils).get_indexer(pd.Index(ordered["council"]))
    theirs = pd.Index(councils).get_indexer(pd.Index(ordered["neighbour"]))
    order = ordered.groupby("council").cumcount().to_numpy()
    rows = np.full((len(councils), int(order.max(initial=0)) + 1), NO_ROW, dtype=np.int64)
    rows[own[own >= 0], order[own >= 0]] = theirs[own >= 0]
    return rows


def mutual(table: pd.DataFrame) -> pd.DataFrame:
    """The neighbours that have each other: about 59 in 100 links of the published tables.

    Args:
        table: columns council, position and neighbour.

    >>> table = pd.DataFrame({"council": ["358", "358", "356"], "position": [1, 2, 1], "neighbour": ["356", "334", "358"]})
    >>> mutual(table)[["council", "neighbour"]].to_numpy().tolist()
    [['358', '356'], ['356', '358']]
    """
    links = set(zip(table["council"], table["neighbour"], strict=True))
    return table[[(theirs, own) in links for own, theirs in zip(table["council"], table["neighbour"], strict=True)]]


def members_without_itself(councils: Sequence[str], kinds: Sequence[str]) -> Places:
    """For each council the others of its kind, such as all metropolitan districts, as row numbers; ``NO_ROW`` fills smaller groups.

    >>> members_without_itself(["1", "2", "3"], ["county", "county", "unitary"]).tolist()
    [[1], [0], [-1]]
    """
    own = np.asarray(kinds, dtype=object)
    return filled([[int(other) for other in np.flatnonzero(own == kind) if other != row] for row, kind in enumerate(own)])


def filled(groups: Iterable[Iterable[int]]) -> Places:
    """Groups of row numbers as one array, the shorter ones filled with ``NO_ROW``."""
    rows = [list(some) for some in groups]
    members = np.full((len(rows), max(1, *map(len, rows), 1)), NO_ROW, dtype=np.int64)
    for place, some in enumerate(rows):
        members[place, : len(some)] = some
    return members


def user_groups(councils: Sequence[str], groups: Mapping[str, Sequence[str]]) -> dict[str, Places]:
    """Groups of a user's own as row numbers: for each council the group without itself.

    Args:
        councils: the codes of the councils that are compared.
        groups: the codes of the members, by the name of the group.

    Raises:
        ReferenceDataError: a group has no member, one twice, or one that is no council of the data.
    """
    place = {code: row for row, code in enumerate(councils)}
    found = {}
    for name, members in groups.items():
        twice = sorted({code for code in members if list(members).count(code) > 1})
        strange = [code for code in members if code not in place]
        if not members or twice or strange:
            fault = f"has {twice[0]} twice" if twice else f"names {strange[0]!r}" if strange else "has no member"
            raise ReferenceDataError(f"the group {name!r} {fault}", expected="codes of councils in the data, each once")
        rows = [place[code] for code in members]
        found[name] = filled([[other for other in rows if other != row] for row in range(len(councils))])
    return found
