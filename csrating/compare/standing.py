"""Above, in line or below: the verdict on a figure, how near it is to another, and the reason where there can be none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from csrating.compare.figures import Numbers, Places
from csrating.compare.zones import Zone
from csrating.schema import VERDICTS, Standing, words_of

Codes: TypeAlias = NDArray[np.integer[Any]]
Words: TypeAlias = NDArray[np.object_]

ROUNDING = 1e-9
"""A figure within this of the edge, or within this share of itself where it is above one, lies on it; see :func:`left_over`."""

SIGN = {"high": 1.0, "low": -1.0, "none": np.nan}
"""What turns a difference into a gap whose positive side is better."""

NO_POLARITY = "the indicator has no polarity: neither high nor low is good"

STANDINGS = words_of(Standing)
_BELOW, _IN_LINE, _ABOVE, _NOT_COMPARABLE = range(len(STANDINGS))
OUTSIDE = ("", "higher", "in line", "lower")
"""Where a figure lies by the rule as a number, whatever is good; for an indicator without polarity it is all that can be said."""

_NO_FIGURE, _NOTHING_TO_COMPARE = "the council has no figure", "there is no figure to compare with"
_NO_COUNTS = "no pooled figure to compare with: denominators not published"


@dataclass(frozen=True, eq=False)
class Verdict:
    """The gap (positive is better), the zone that is in line, and the standing.

    ``to_edge`` is how far the figure would have to move for another verdict, in the unit of the indicator. The words are held as places
    among :data:`STANDINGS`, :data:`OUTSIDE` and ``reasons``, since there may be millions of them.
    """

    gap: Numbers
    zone: Zone
    to_edge: Numbers
    standings: Codes
    outsides: Codes
    whys: Codes
    reasons: tuple[str, ...]

    @cached_property
    def standing(self) -> Words:
        """Above, in line, below or not comparable."""
        return _words(STANDINGS, self.standings)

    @cached_property
    def outside(self) -> Words:
        """Higher, in line or lower by the same rule, whatever is good; '' where nothing can be said."""
        return _words(OUTSIDE, self.outsides)

    @cached_property
    def verdicts(self) -> Codes:
        """The places of :attr:`verdict` among :data:`csrating.schema.VERDICTS`."""
        directed = np.array([2, 1, 0, 5], dtype=np.int8)[self.standings]  # below, in line, above, not comparable
        undirected = np.array([5, 3, 1, 4], dtype=np.int8)[self.outsides]  # nothing, higher, in line, lower
        return np.where(self.standings == _NOT_COMPARABLE, undirected, directed)

    @cached_property
    def verdict(self) -> Words:
        """Better, in line or worse; higher, in line or lower for an indicator without polarity; or not compared."""
        return _words(VERDICTS, self.verdicts)

    @cached_property
    def why(self) -> Words:
        """Why there is no standing; '' where there is one."""
        return _words(self.reasons, self.whys)


def _words(known: Sequence[str], places: Codes) -> Words:
    words: Words = np.array(known, dtype=object)[places]
    return words


def left_over(value: Numbers) -> Numbers:
    """How much of a difference from a figure may be what is left over from adding decimals in binary, and is no difference."""
    return ROUNDING * np.maximum(1.0, np.abs(value))


def verdict(value: Numbers, baseline: Numbers, zone: Zone, with_data: Places, of: Places, *, sign: Numbers, least: int) -> Verdict:
    """The standing of values against baselines by the zone of what is in line.

    Args:
        value, baseline: arrays of one shape, in the unit of the indicator.
        zone: the figures that are in line with each baseline, its ends included; see :mod:`csrating.compare.zones`.
        with_data, of: how many councils had a figure, of how many.
        sign: 1 where high is good, -1 where low is good, blank where neither; broadcast over the arrays.
        least: councils with data below which nothing is compared.

    >>> from csrating.compare.zones import within_deviations
    >>> one = lambda number: np.array([number])
    >>> zone = within_deviations(one(10.0), one(3.0), width=0.5)
    >>> found = verdict(one(12.0), one(10.0), zone, one(10), one(10), sign=one(-1.0), least=5)
    >>> found.standing.tolist(), found.outside.tolist(), found.to_edge.tolist()
    (['below'], ['higher'], [0.5])
    """
    sign = np.broadcast_to(sign, value.shape)
    whys, reasons = _reasons(value, baseline, zone, with_data, of, least=least)
    said = whys == 0
    nothing = left_over(value)
    higher, lower = value - zone.high > nothing, zone.low - value > nothing
    outsides = np.where(said, np.where(higher, 1, np.where(lower, 3, 2)), 0).astype(np.int8)
    better, worse = np.where(sign > 0, higher, lower), np.where(sign > 0, lower, higher)
    whys = np.where(np.isnan(sign) & np.isfinite(value), len(reasons), whys)
    standings = np.where(whys > 0, _NOT_COMPARABLE, np.where(better, _ABOVE, np.where(worse, _BELOW, _IN_LINE))).astype(np.int8)
    to_edge = np.where(said, np.minimum(np.abs(value - zone.high), np.abs(value - zone.low)), np.nan)
    return Verdict(sign * (value - baseline), zone, to_edge, standings, outsides, whys, (*reasons, NO_POLARITY))


def _reasons(value: Numbers, baseline: Numbers, zone: Zone, with_data: Places, of: Places, *, least: int) -> tuple[Codes, tuple[str, ...]]:
    """Why nothing can be said of each figure, in the order in which a reader would ask; the first reason, '', is that something can."""
    known = ("", zone.why_none, _NOTHING_TO_COMPARE, _NO_FIGURE, _NO_COUNTS)
    whys = np.where(np.isfinite(zone.low) & np.isfinite(zone.high), 0, 1)
    few = with_data < least
    counts, which = np.unique(np.stack([with_data[few], of[few]]), axis=1, return_inverse=True)
    whys[few] = len(known) + which.ravel()
    whys[~np.isfinite(baseline)] = 2
    whys[~np.isfinite(baseline) & (with_data > 0)] = 4
    whys[~np.isfinite(value)] = 3
    return whys, (*known, *(f"only {has} of {all_of} have data; at least {least} are needed" for has, all_of in counts.T))
