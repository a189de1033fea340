"""How far councils are from each other: characteristics brought to one scale, weighted, and measured by Euclid."""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Real

import numpy as np
import pandas as pd

from csrating.compare.entry import a_kind
from csrating.compare.figures import Numbers
from csrating.compare.method import is_kind
from csrating.errors import EvidenceError, TableError

STANDARDISING: Mapping[str, str] = {
    "z-scores": "less the mean, in standard deviations of the councils given (n)",
    "sample z-scores": "less the mean, in standard deviations of a sample (n - 1)",
    "robust": "less the median, in widths from the lower to the upper quartile (type 7)",
    "ranks": "ranks from 0, the lowest, to 1, the highest; ties share their mean",
}
"""The scales that characteristics can be brought to.

The Department's model of 2007 "weighted" its variables in a way that was never published, and CIPFA's takes the mean and the standard
deviation without saying which. Either gives the same neighbours: one is the other times the root of n / (n - 1), for all alike."""

_SAME = 1e-12
"""Characteristics whose councils differ by less than this, beside their size, differ by how numbers are kept."""


def weights_checked(weights: object, names: list[str]) -> pd.Series[float]:
    """The weight of each characteristic: 1 where none is given.

    Raises:
        TableError: there is no characteristic.
        EvidenceError: a weight is of no characteristic, no number, negative, or all are nought.
    """
    if not names:
        raise TableError("the characteristics have no column but 'council'", expected="a column of numbers for each characteristic")
    given = {} if weights is None else weights
    if not isinstance(given, Mapping | pd.Series):
        raise EvidenceError(f"the weights are {a_kind(weights)}", expected='a number by characteristic, such as {"child poverty": 2}')
    strange = [name for name in given.keys() if name not in names]  # noqa: SIM118 (of a series too)
    if strange:
        raise EvidenceError(f"a weight is given to {strange[0]!r}", expected=f"one of: {', '.join(names)}")
    for name, weight in given.items():
        if not is_kind(weight, Real) or not 0 <= weight < np.inf:
            raise EvidenceError(f"the weight of {name} is {weight!r}", expected="a number, nought or more")
    found = pd.Series({name: float(given.get(name, 1)) for name in names}, dtype="float64")
    if not (found > 0).any():
        raise EvidenceError("the weight of every characteristic is nought", expected="at least one above it")
    return found


def standardised(values: pd.DataFrame, standardise: str) -> pd.DataFrame:
    """Characteristics on one scale.

    Args:
        values: a row for each council, a column for each characteristic.
        standardise: one of :data:`STANDARDISING`.

    Raises:
        EvidenceError: there is no such scale.
        TableError: a characteristic is the same for all councils, or has no width between its quartiles, so that it has no scale.

    >>> standardised(pd.DataFrame({"poverty": [10.0, 20.0, 30.0]}), "ranks")["poverty"].tolist()
    [0.0, 0.5, 1.0]
    """
    if standardise not in STANDARDISING:
        raise EvidenceError(f"{standardise!r} is no way of standardising", expected=f"one of: {', '.join(STANDARDISING)}")
    return pd.DataFrame({name: _scaled(column, str(name), standardise) for name, column in values.items()}, index=values.index)


def _scaled(column: pd.Series[float], name: str, standardise: str) -> Numbers:
    numbers = column.to_numpy(dtype=float)
    size = float(np.abs(numbers).max(initial=0.0))
    if len(numbers) < 2 or np.ptp(numbers) <= _SAME * size:
        raise TableError(f"{name} is the same for all councils", do="Leave it out: it brings nobody nearer to anybody.")
    numbers = numbers / size
    if standardise == "ranks":
        from scipy.stats import rankdata  # here, since its import takes a second, which comparing need not wait for

        return np.asarray((rankdata(numbers) - 1) / (len(numbers) - 1))
    if standardise == "robust":
        lower, middle, upper = np.quantile(numbers, (0.25, 0.5, 0.75))
        if upper - lower <= _SAME:
            raise TableError(f"{name} has the same quartile above and below", do="Use another way of standardising.")
        return np.asarray((numbers - middle) / (upper - lower))
    return np.asarray((numbers - numbers.mean()) / numbers.std(ddof=int(standardise == "sample z-scores")))


def distances(scaled: pd.DataFrame, shares: pd.Series[float]) -> Numbers:
    """The distance of every council from every other: the root of the weighted mean of the squared differences.

    Args:
        scaled: what :func:`standardised` gave.
        shares: of each characteristic in the sum of the weights.

    >>> pair = pd.DataFrame({"a": [0.0, 3.0], "b": [0.0, 4.0]})
    >>> round(float(distances(pair, pd.Series({"a": 0.5, "b": 0.5}))[0, 1] ** 2), 9)
    12.5
    """
    from scipy.spatial.distance import cdist

    points = scaled.to_numpy(dtype=float)
    return np.asarray(cdist(points, points, "euclidean", w=shares.to_numpy(dtype=float)))
