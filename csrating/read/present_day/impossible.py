"""Figures that no measure of today can have: a share below none or above all, and fewer than none of anything."""

from __future__ import annotations

import numpy as np
import pandas as pd

from csrating.errors import ValueInCellError
from csrating.read.registered.agreement import bounds_of
from csrating.reference import Edition

MORE_THAN_ALL = {"%_2yr_olds": 300.0, "%_3&4yr_olds": 300.0, "Sept_Guarantee": 110.0}
"""Shares that are published above 100, and the most that is taken for one (A, ours): the part is counted in one place and the whole in
another. In the vintage that was tested they reach 233.3, 150.9 and 100.2."""


def refuse_impossible(figures: pd.DataFrame, today: Edition) -> None:
    """Raise where a figure is none that its measure can have.

    Args:
        figures: FIGURES of measures that count.
        today: whose register says in which unit each measure is.

    Raises:
        ValueInCellError: names the first cell, its figure, and what it can be.
    """
    units = today.indicators().set_index("indicator")["unit"]
    bounds = {name: bounds_of(str(units[name])) for name in figures["measure"].unique()}
    least = figures["measure"].map({name: low for name, (low, _) in bounds.items()}).astype(float)
    most = figures["measure"].map({name: MORE_THAN_ALL.get(name, high) for name, (_, high) in bounds.items()}).astype(float)
    wrong = np.flatnonzero((figures["value"] < least) | (figures["value"] > most))
    if len(wrong):
        raise _impossible(figures.iloc[wrong[0]], float(least.iloc[wrong[0]]), float(most.iloc[wrong[0]]), more=len(wrong) - 1)


def _impossible(row: pd.Series, least: float, most: float, *, more: int) -> ValueInCellError:
    measure = str(row["measure"])
    ours = f" (a limit of ours: {measure} is published above 100)" if measure in MORE_THAN_ALL else ""
    also = f"; nor can {more:,} more figures be what they are" if more else ""
    return ValueInCellError(
        f"{measure} of {row['area_name']} for {row['period']} cannot be {row['value']:.10g}{also}",
        where=str(row["ref"]),
        expected=f"{least:g} to {most:g}{ours}" if np.isfinite(most) else f"{least:g} or more",
        do="Download the file again, or find out from its publisher what the figure is.",
    )
