"""The interval around a share."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray


def wilson(numerator: ArrayLike, denominator: ArrayLike, *, confidence: float = 0.95) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The Wilson score interval of shares, in per cent: how far chance alone could have moved each of them.

    Args:
        numerator, denominator: counts of one shape. Where one is missing, or they are not 0 <= numerator <= denominator > 0, there is no
            interval and both ends are blank.
        confidence: between 0 and 1.

    Returns:
        lower and upper ends, from 0 to 100.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927); as in PHEindicatormethods.

    >>> lower, upper = wilson([12, 0], [40, 20])
    >>> lower.round(1).tolist(), upper.round(1).tolist()
    ([18.1, 0.0], [45.4, 16.1])
    """
    x, n = np.broadcast_arrays(np.asarray(numerator, dtype=float), np.asarray(denominator, dtype=float))
    fits = (n > 0) & (x >= 0) & (x <= n)
    x, n = np.where(fits, x, np.nan), np.where(fits, n, np.nan)
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    half = z * np.sqrt(z**2 + 4 * x * (1 - x / n))
    return 50 * (2 * x + z**2 - half) / (n + z**2), 50 * (2 * x + z**2 + half) / (n + z**2)
