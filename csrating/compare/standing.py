"""Above, in line or below: the verdict on a figure, how near it is to another, and the reason where there can be none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csrating.compare.figures import Numbers, Places
from csrating.compare.zones import Zone
from csrating.schema import Standing

ROUNDING = 1e-9
"""A figure within this of the edge lies on it: it is what is left over from adding decimals in binary, never a difference."""

SIGN = {"high": 1.0, "low": -1.0, "none": np.nan}
"""What turns a difference into a gap whose positive side is better."""

NO_POLARITY = "the indicator has no polarity: neither high nor low is good"

OUTSIDE = ("higher", "in line", "lower")
"""Where a figure lies by the rule as a number, whatever is good; for an indicator without polarity it is all that can be said."""


@dataclass(frozen=True)
class Verdict:
    """The gap (positive is better), the margin that counts as in line on the council's side, the standing, and why there is none.

    ``outside`` says higher, in line or lower by the same rule, '' where nothing can be said; ``to_edge`` is how far the figure would have
    to move for another verdict, in the unit of the indicator.
    """

    gap: Numbers
    margin: Numbers
    standing: NDArray[np.object_]
    why: NDArray[np.object_]
    outside: NDArray[np.object_]
    to_edge: Numbers


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
    unsaid = _reason(value, baseline, zone, with_data, of, least=least)
    higher, lower = value > zone.high + ROUNDING, value < zone.low - ROUNDING
    said = unsaid == ""
    outside = np.full(value.shape, OUTSIDE[1], dtype=object)
    outside[higher], outside[lower], outside[~said] = OUTSIDE[0], OUTSIDE[2], ""
    why = np.where(np.isnan(sign) & np.isfinite(value), NO_POLARITY, unsaid)
    standing = np.full(value.shape, str(Standing.IN_LINE), dtype=object)
    standing[np.where(sign > 0, higher, lower)] = str(Standing.ABOVE)
    standing[np.where(sign > 0, lower, higher)] = str(Standing.BELOW)
    standing[why != ""] = str(Standing.NOT_COMPARABLE)
    to_edge = np.where(said, np.minimum(np.abs(value - zone.high), np.abs(value - zone.low)), np.nan)
    margin = np.where(value >= baseline, zone.high - baseline, baseline - zone.low)
    return Verdict(sign * (value - baseline), margin, standing, why, outside, to_edge)


def _reason(value: Numbers, baseline: Numbers, zone: Zone, with_data: Places, of: Places, *, least: int) -> NDArray[np.object_]:
    """Why nothing can be said of a figure, in the order in which a reader would ask; blank where something can."""
    why = np.full(value.shape, "", dtype=object)
    few = with_data < least
    counts, which = np.unique(np.stack([with_data[few], of[few]]), axis=1, return_inverse=True)
    told = [f"only {has} of {all_of} have data; at least {least} are needed" for has, all_of in counts.T]
    why[few] = np.array([*told, ""], dtype=object)[which.ravel()]
    why[~few & ~(np.isfinite(zone.low) & np.isfinite(zone.high))] = zone.why_none
    why[~np.isfinite(baseline)] = "there is no figure to compare with"
    why[~np.isfinite(value)] = "the council has no figure"
    return why
