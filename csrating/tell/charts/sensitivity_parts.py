"""The parts of a sensitivity strip: the ratings by combination, and the thresholds with their pieces and the scale of each."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import pandas as pd

from csrating.tell.charts.records import Record, records
from csrating.tell.charts.scale import Scale
from csrating.tell.charts.sensitivity_rows import ALTERNATIVE, THRESHOLD, TOGETHER
from csrating.tell.charts.sensitivity_wording import is_band

LEFT, RIGHT = 3.0, 7.5
"""Between which inches the strips lie."""


@dataclass(frozen=True)
class Strip:
    """A threshold with its pieces, from the lowest values to the highest, and the part of its scale that is drawn."""

    threshold: str
    value: float
    pieces: Sequence[Record]
    start: float
    end: float

    @property
    def switches(self) -> list[float]:
        """The values at which the rating switches."""
        return [float(piece["from"]) for piece in self.pieces[1:]]

    @property
    def whole(self) -> bool:
        """Whether the threshold is a whole number: its pieces then end before the next begins."""
        return _are_whole(self.pieces)

    @property
    def scale(self) -> Scale:
        """Where its values lie: a whole number takes up half of the way to the next."""
        half = 0.5 if self.whole else 0.0
        return Scale(self.start - half, self.end + half, LEFT, RIGHT)


@dataclass(frozen=True)
class Parts:
    """What is drawn: the ratings by all combinations, those by each alternative of choices that have several, and the thresholds."""

    together: Sequence[Record]
    alternatives: Sequence[Record]
    strips: Sequence[Strip]

    @property
    def what(self) -> str:
        """What the framework comes to: a rating or a profile band."""
        return "profile band" if any(is_band(str(piece["label"])) for strip in self.strips for piece in strip.pieces) else "rating"

    @property
    def own(self) -> float:
        """The rating as it was given."""
        return float(next(piece["rating"] for piece in self.strips[0].pieces if piece["own"]))

    @property
    def switching(self) -> list[Strip]:
        """The thresholds that can switch the rating by themselves."""
        return [strip for strip in self.strips if len(strip.pieces) > 1]


def parts_of(rows: pd.DataFrame) -> Parts:
    """The parts of a chart, each in its order.

    Args:
        rows: what :func:`csrating.tell.charts.sensitivity_rows.sensitivity_rows` gave.
    """
    every = {part: list(some) for part, some in groupby(records(rows), key=lambda row: str(row["part"]))}
    strips = []
    for threshold, some in groupby(every[THRESHOLD], key=lambda row: str(row["choice"])):
        pieces = list(some)
        first = pieces[0]
        strips.append(Strip(threshold, first["value"], pieces, first["allowed_from"], _shown_to(pieces)))
    return Parts(every[TOGETHER], _of_several(every[ALTERNATIVE]), strips)


def _of_several(alternatives: Sequence[Record]) -> list[Record]:
    """Those of choices with more than one alternative: one by itself says again what all combinations say."""
    tried = Counter(choice for choice, _ in {(one["choice"], one["alternative"]) for one in alternatives})
    return [one for one in alternatives if tried[one["choice"]] > 1]


def _shown_to(pieces: Sequence[Record]) -> float:
    """Up to which value a strip is drawn: to the end, or where that is far away to a little beyond the nearest switch."""
    value, end = pieces[0]["value"], pieces[0]["allowed_to"]
    if end <= 4 * value or end <= 4 or end == 100:
        return float(end)
    nearest = min((piece["from"] for piece in pieces[1:] if piece["from"] > value), default=value)
    wanted = max(2 * value, 1.25 * nearest)
    return float(min(end, math.ceil(wanted) if _are_whole(pieces) else wanted))


def _are_whole(pieces: Sequence[Record]) -> bool:
    return any(other["from"] != one["to"] for one, other in pairwise(pieces))


def begins_at(strip: Strip, value: float) -> float:
    """Where a piece begins: of whole numbers half way from the one before."""
    return value - 0.5 if strip.whole else value


def ends_at(strip: Strip, value: float) -> float:
    """Where a piece ends: of whole numbers half way to the next."""
    return value + 0.5 if strip.whole else value
