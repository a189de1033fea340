"""The Department for Education's Local Authority Interactive Tool: rank, band, mean of neighbours and change, as it computes them.

Where ours differ: a tie on the edge of a band is in the better band whichever way is good, where LAIT's falls to the worse one when high is
good; the bands that we print agree with the classification, where LAIT's printed C reaches into B and its edges are rounded; our change is
only ever from the consecutive year, where LAIT's is from the row before; and we tell how many neighbours had a figure.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from csrating.compare.bands import BANDS, Words, edges as edges_of
from csrating.compare.intervals import Numbers
from csrating.compare.ranks import ranks as ranks_of


def ranks(values: ArrayLike, *, sign: float) -> Numbers:
    """LAIT's rank: 1 is best, ties share the better rank, none without a figure or a polarity. Ours is the same.

    >>> ranks([4.0, 7.0, 7.0], sign=1).tolist()
    [3.0, 1.0, 1.0]
    """
    return ranks_of(values, sign=sign)


def quartiles(values: ArrayLike) -> Numbers:
    """LAIT's quartiles, from the lowest figure up, whichever way is good: the quantiles of type 7.

    >>> quartiles([0.0, 25.0, 50.0, 75.0, 100.0]).tolist()
    [25.0, 50.0, 75.0]
    """
    return edges_of(values)[::-1]


def bands(values: ArrayLike, *, sign: float) -> Words:
    """LAIT's band of each figure, with its own treatment of ties: on an edge it is the lower quarter, for better or for worse.

    Args:
        values: one for each council.
        sign: 1 where high is good, -1 where low is good, blank where neither is.

    Returns:
        A to D; '-' where there is no polarity; '' where there is no figure.

    >>> bands([0.0, 25.0, 50.0, 75.0, 100.0], sign=1).tolist(), bands([0.0, 25.0, 50.0, 75.0, 100.0], sign=-1).tolist()
    (['D', 'D', 'C', 'B', 'A'], ['A', 'A', 'B', 'C', 'D'])
    """
    figures = np.asarray(values, dtype=float)
    if np.isnan(sign):
        return np.where(np.isfinite(figures), "-", "").astype(object)
    quarter = np.searchsorted(quartiles(figures), figures, side="left")
    names = np.array(BANDS[::-1] if sign > 0 else BANDS, dtype=object)
    return np.asarray(np.where(np.isfinite(figures), names[np.minimum(quarter, len(names) - 1)], ""))


def changes(values: ArrayLike) -> Numbers:
    """LAIT's change from the previous year: from the period before in the table, however long ago that was, blank or not.

    Args:
        values: councils × the periods in the table, in order of time.

    >>> changes([[4.0, 7.0, 9.0]]).tolist()
    [[nan, 3.0, 2.0]]
    """
    return np.diff(np.asarray(values, dtype=float), axis=1, prepend=np.nan)
