"""Above, in line or below: the verdict on a gap, and the reason where there can be none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csrating.compare.figures import Numbers, Places
from csrating.schema import Standing

ROUNDING = 1e-9
"""A gap within this of the edge lies on it: it is what is left over from adding decimals in binary, never a difference."""

SIGN = {"high": 1.0, "low": -1.0, "none": np.nan}
"""What turns a difference into a gap whose positive side is better."""


@dataclass(frozen=True)
class Verdict:
    """The gap (positive is better), the margin that counts as in line, the standing, and why there is none."""

    gap: Numbers
    margin: Numbers
    standing: NDArray[np.object_]
    why: NDArray[np.object_]


def verdict(
    value: Numbers,
    baseline: Numbers,
    spread: Numbers,
    with_data: Places,
    of: Places,
    *,
    sign: Numbers,
    width: float,
    least: int,
) -> Verdict:
    """The standing of values against baselines by the rule of standard deviations.

    A council is in line where its gap is at most ``width`` standard deviations of the councils compared, above or below where it is more.

    Args:
        value, baseline, spread: arrays of one shape, in the unit of the indicator.
        with_data, of: how many councils had a figure, of how many.
        sign: 1 where high is good, -1 where low is good, blank where neither; broadcast over the arrays.
        width: in standard deviations.
        least: councils with data below which nothing is compared.

    >>> import numpy as np
    >>> one = lambda number: np.array([number])
    >>> verdict(one(12.0), one(10.0), one(3.0), one(10), one(10), sign=one(-1.0), width=0.5, least=5).standing
    array(['below'], dtype=object)
    """
    sign = np.broadcast_to(sign, value.shape)
    gap = sign * (value - baseline)
    margin = width * spread
    why = _reason(value, baseline, spread, with_data, of, sign=sign, least=least)
    standing = np.full(value.shape, str(Standing.IN_LINE), dtype=object)
    standing[gap > margin + ROUNDING] = str(Standing.ABOVE)
    standing[gap < -margin - ROUNDING] = str(Standing.BELOW)
    standing[why != ""] = str(Standing.NOT_COMPARABLE)
    return Verdict(gap, margin, standing, why)


def _reason(
    value: Numbers, baseline: Numbers, spread: Numbers, with_data: Places, of: Places, *, sign: Numbers, least: int
) -> NDArray[np.object_]:
    """Why there is no standing, in the order in which a reader would ask; blank where there is one."""
    why = np.full(value.shape, "", dtype=object)
    few = with_data < least
    if few.any():
        counted = [
            f"only {has} of {all_of} have data; at least {least} are needed" for has, all_of in zip(with_data[few], of[few], strict=True)
        ]
        why[few] = counted
    why[~few & ~np.isfinite(spread)] = "the councils compared have no spread"
    why[~np.isfinite(baseline)] = "there is no figure to compare with"
    why[np.isnan(sign)] = "the indicator has no polarity: neither high nor low is good"
    why[~np.isfinite(value)] = "the council has no figure"
    return why
