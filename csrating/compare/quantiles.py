"""Quantiles of type 7, the usual ones of spreadsheets, of the figures that are there."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.float64]
Places: TypeAlias = NDArray[np.int64]


def quantile(ordered: Numbers, number: Places, share: float, *, axis: int) -> Numbers:
    """The figure below which a share of the others lies, between two where it falls between them.

    Args:
        ordered: figures in rising order along the axis, the blanks at its end.
        number: how many are there, for each of the other axes.
        share: from 0 to 1.
        axis: along which the figures stand.

    Returns:
        one for each of the other axes; blank where no figure is there.

    >>> quantile(np.array([10.0, 20.0, 40.0, np.nan]), np.array(3), 0.75, axis=0)
    array(30.)
    """
    last = np.maximum(number - 1, 0)
    at = last * share
    low = np.floor(at).astype(np.int64)
    places = (low, np.minimum(low + 1, last))
    below, above = (np.take_along_axis(ordered, np.expand_dims(place, axis), axis=axis).squeeze(axis) for place in places)
    return np.asarray(np.where(number > 0, below + (at - low) * (above - below), np.nan))
