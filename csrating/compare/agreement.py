"""Do the value and the counts of an observation still agree? Where somebody changed one of them, neither is used."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating import reference
from csrating.compare.figures import Numbers, scale_of
from csrating.errors import TableError
from csrating.schema import Status

NOISE = 1e-9
"""What is left over from dividing in binary, relative to the value."""

MULTIPLES = (10.0, 5.0)
"""To what counts are rounded where they are: the widest that the counts of a series keep is allowed for."""

MOST_DECIMALS = 12
MOST = 0.95
"""What nearly all figures of a series keep is the series' habit, whatever somebody did to the odd one."""

SERIES = ["indicator", "source", "period", "level"]
_COLUMNS = [*SERIES, "area_name", "value", "numerator", "denominator", "unit", "ref"]

Codes: TypeAlias = NDArray[np.integer[Any]]


def refuse_disagreement(observations: pd.DataFrame) -> None:
    """Raise where a value is not what its numerator and denominator make on the scale of its unit.

    What rounding can explain is no disagreement: half a unit of the last decimal that the series is published to, and half of the multiple
    that its counts are rounded to. A figure whose unit is no share or rate has no scale and is not looked at.

    Args:
        observations: OBSERVATIONS.

    Raises:
        TableError: names the cell, the indicator and the area of the first figure, and how many more there are.
    """
    counted = observations.loc[_comparable(observations), _COLUMNS]
    value, numerator, denominator = (counted[name].to_numpy(dtype=float) for name in ("value", "numerator", "denominator"))
    series = counted.groupby(SERIES, sort=False).ngroup().to_numpy()
    scale = counted["unit"].map({unit: scale_of(str(unit)) for unit in counted["unit"].unique()}).to_numpy(dtype=float)
    with np.errstate(over="ignore", invalid="ignore"):
        share = numerator / denominator
        made = scale * share
        rounding = scale * (1 + np.abs(share)) * _multiple(series, numerator, denominator) / 2 / denominator
        registered = counted["indicator"].map(reference.every_indicator().set_index("indicator")["decimals"]).to_numpy(dtype=float)
        tolerance = 0.5 * 10.0 ** -_decimals(series, value, registered) + rounding + NOISE * np.maximum(1, np.abs(made))
        wrong = np.abs(value - made) > tolerance
    if wrong.any():
        raise _error(counted[wrong].iloc[0], made=float(made[wrong][0]), more=int(wrong.sum()) - 1)


def _comparable(observations: pd.DataFrame) -> pd.Series[bool]:
    figures = observations[["value", "numerator", "denominator"]].notna().all(axis=1)
    return figures & (observations["status"] == str(Status.REPORTED)) & (observations["denominator"] > 0)


def _decimals(series: Codes, value: Numbers, registered: Numbers) -> Numbers:
    """To how many decimals each figure is published: the register's, or the series' own where those are fewer."""
    shown = np.full(value.shape, float(MOST_DECIMALS))
    for decimals in (2, 1, 0):
        shown[_throughout(series, np.abs(value - np.round(value, decimals)) < NOISE)] = float(decimals)
    return np.asarray(np.minimum(registered, shown))


def _multiple(series: Codes, numerator: Numbers, denominator: Numbers) -> Numbers:
    """The multiple to which the counts of a figure's series are rounded; 0 where they are not."""
    found = np.zeros(numerator.shape)
    for multiple in reversed(MULTIPLES):
        found[_throughout(series, (numerator % multiple == 0) & (denominator % multiple == 0))] = multiple
    return found


def _throughout(series: Codes, holds: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether something holds of nearly every figure of the series that a figure is in."""
    share = np.bincount(series, weights=holds) / np.maximum(np.bincount(series), 1)
    return np.asarray(share >= MOST)[series]


def _error(row: pd.Series, *, made: float, more: int) -> TableError:
    counts = f"{row['numerator']:.12g} of {row['denominator']:.12g}"
    figure = f"{row['indicator']} of {row['area_name']} in {row['period']}"
    others = f", and so do {more} more" if more else ""
    return TableError(
        f"the value {row['value']:.12g} of {figure} contradicts the counts beside it ({counts}){others}",
        where=str(row["ref"]),
        expected=f"{made:.6g}, but for rounding",
        do="Change the value and its counts together, or leave the counts blank.",
    )
