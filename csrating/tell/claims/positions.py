"""Where a figure stands among those of all councils, kept only for the figures that stand at an end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from csrating.schema import Against

LEAST = 30
"""Among fewer councils with a figure, to be first or last says little."""

FAR = 3.0
"""So many interquartile ranges beyond a quartile a figure lies far out, even if another lies farther: Tukey's outer fence (1977)."""

BEST, POOREST, FAR_BETTER, FAR_POORER = "best", "poorest", "far better", "far poorer"


@dataclass(frozen=True)
class Position:
    """A council's figure of an indicator that stands at an end of all councils' figures, or far out.

    ``alike`` councils share the figure, itself included; ``of`` councils have one, and ``middle`` is their median. ``whole`` says whether
    every council's figure is a whole number: then it was published so, whatever decimals England's may have.
    """

    indicator: str
    place: str
    value: float
    alike: int
    of: int
    middle: float
    whole: bool


def positions_of(compared: pd.DataFrame, indicators: list[str]) -> dict[str, tuple[Position, ...]]:
    """The figures of each council that stand at an end, in the order of the indicators.

    A figure that more than one council in ten shares is none: that all placements were in time is no extreme where a third can say so.

    Args:
        compared: COMPARISONS of the rated periods.
        indicators: those to look at; one without polarity has no better end.
    """
    near = compared[(compared["against"] == str(Against.NEIGHBOURS)) & compared["value"].notna()]
    near = near[near["polarity"].isin(["high", "low"])]
    found: dict[str, list[Position]] = {}
    grouped = dict(iter(near.groupby("indicator", sort=False)))
    for indicator in indicators:
        for council, position in _ends(indicator, grouped.get(indicator, near.iloc[:0])):
            found.setdefault(council, []).append(position)
    return {council: tuple(positions) for council, positions in found.items()}


def _ends(indicator: str, rows: pd.DataFrame) -> Iterator[tuple[str, Position]]:
    if len(rows) < LEAST:
        return
    values, councils = rows["value"].to_numpy(dtype=float), rows["council"].tolist()
    better = values if rows["polarity"].iloc[0] == "high" else -values
    low, middle, high = np.percentile(better, [25, 50, 75])
    median = float(np.median(values))
    whole = bool((values % 1 == 0).all())
    fence = FAR * (high - low)
    for at in np.flatnonzero((better == better.max()) | (better == better.min()) | (better > high + fence) | (better < low - fence)):
        alike = int((better == better[at]).sum())
        if 10 * alike <= len(rows):
            place = _place(better[at], better, middle)
            yield str(councils[at]), Position(indicator, place, float(values[at]), alike, len(rows), median, whole)


def _place(value: float, better: np.ndarray, middle: float) -> str:
    if value in (better.max(), better.min()):
        return BEST if value == better.max() else POOREST
    return FAR_BETTER if value > middle else FAR_POORER
