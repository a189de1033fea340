"""Oflog, the children's social care dashboard and the financial benchmarking tool, where their way of comparing has a name of its own.

Oflog writes of the distance from the median in median absolute deviations, and so do we, but its sentence about the comparison group is
decided by the distance from England's median; ours by that of the group. Where more than half of the areas are equal it divides by nought.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from csrating.compare.bands import Words
from csrating.compare.intervals import Numbers

OFLOG_WORDS = ((0.5, "broadly similar to"), (1.5, "slightly {} than"), (3.0, "{} than"), (7.5, "much {} than"))
"""How far from the median, in median absolute deviations, each of Oflog's words reaches."""

BY_HAND = "[Manually written]"


def median_distance(values: ArrayLike, *, among: ArrayLike | None = None) -> Numbers:
    """How many median absolute deviations each figure lies from the median, unscaled; blank where that deviation is nought.

    Args:
        values: the figures.
        among: those whose median and deviation count; the figures themselves where it is left out.

    >>> median_distance([7.0, 7.6, 7.9, 8.5, 7.3]).round(2).tolist()
    [-2.0, 0.0, 1.0, 3.0, -1.0]
    """
    figures = np.asarray(values, dtype=float)
    reference = figures if among is None else np.asarray(among, dtype=float)
    known = reference[np.isfinite(reference)]
    if not len(known):
        return np.full(figures.shape, np.nan)
    middle = np.median(known)
    deviation = np.median(np.abs(known - middle))
    return np.asarray((figures - middle) / deviation if deviation > 0 else np.full(figures.shape, np.nan))


def oflog_words(distance: ArrayLike, *, sign: float = 1.0) -> Words:
    """Oflog's words for distances from the median; '' where there is none, and its mark for a sentence to be written by hand beyond 7.5.

    Args:
        distance: in median absolute deviations.
        sign: 1 where high is good, -1 where low is good.

    >>> oflog_words([-0.5, 0.5, 2.0, -8.0]).tolist()
    ['broadly similar to', 'slightly better than', 'better than', '[Manually written]']
    """
    lengths = sign * np.asarray(distance, dtype=float)
    return np.array([_oflog_word(float(length)) for length in lengths.ravel()], dtype=object).reshape(lengths.shape)


def _oflog_word(length: float) -> str:
    if np.isnan(length):
        return ""
    way = "better" if length > 0 else "worse"
    within = (word for reach, word in OFLOG_WORDS if (-reach <= length < reach))
    return next(within, BY_HAND).format(way)


def upper_median(values: ArrayLike) -> float:
    """Oflog's median of neighbours: of an even number the upper of the two in the middle.

    >>> upper_median([1.0, 2.0, 3.0, 4.0])
    3.0
    """
    ordered = np.sort(np.asarray(values, dtype=float))
    known = ordered[np.isfinite(ordered)]
    return float(known[len(known) // 2]) if len(known) else float("nan")


def percentile_in_set(values: ArrayLike, value: float) -> float:
    """The financial benchmarking tool's percentile: the share of the set, the council itself among it, that is not above a figure.

    >>> percentile_in_set([10.0, 20.0, 30.0, 40.0], 20.0)
    50.0
    """
    known = np.sort(np.asarray(values, dtype=float))
    known = known[np.isfinite(known)]
    return float(100 * np.searchsorted(known, value, side="right") / len(known)) if len(known) else float("nan")
