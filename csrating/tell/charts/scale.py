"""From a figure to a place on the sheet, round numbers along the way, and labels that do not run into each other."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

_EDGE = 1e-9


@dataclass(frozen=True)
class Scale:
    """A straight scale: the figure ``low`` lies at ``start`` inches and the figure ``high`` at ``end``.

    >>> Scale(0.0, 50.0, 2.0, 4.0).at(25.0)
    3.0
    """

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Inches from the left or the top."""
        return self.start + (self.end - self.start) * (value - self.low) / (self.high - self.low)

    def ticks(self, most: int = 6) -> list[float]:
        """Round numbers along the scale, one, two or five times a power of ten apart, and no more of them than asked for.

        >>> Scale(28.0, 97.0, 0.0, 1.0).ticks()
        [40.0, 60.0, 80.0]
        """
        low, high = sorted((self.low, self.high))
        power = 10.0 ** math.floor(math.log10((high - low) / most))
        steps = (factor * power for factor in (1.0, 2.0, 5.0, 10.0, 20.0))
        counts = ((step, math.ceil(low / step - _EDGE), math.floor(high / step + _EDGE)) for step in steps)
        step, first, last = next(found for found in counts if found[2] - found[1] < most)
        return [_plain(place * step) for place in range(first, last + 1)]


def _plain(value: float) -> float:
    """The figure without what multiplying in binary leaves over, and nought without a sign."""
    return float(f"{value:.9g}") + 0.0


def reach(values: Iterable[float], *, pad: float = 0.04, floor: float | None = None) -> tuple[float, float]:
    """The ends of a scale that takes in every known figure, with a little room on either side.

    Args:
        values: blanks are passed over.
        pad: the room, as a share of the whole.
        floor: no end lies below this, as long as no figure does: a share has none below nought.

    >>> reach([10.0, float("nan"), 60.0], pad=0.1)
    (5.0, 65.0)
    >>> reach([1.0, 60.0], pad=0.1, floor=0.0)[0]
    0.0
    """
    given = np.array(list(values), dtype=float)
    known = given[np.isfinite(given)]
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)
    room = pad * (high - low) or 0.5
    least = low - room if floor is None or low < floor else max(low - room, floor)
    return least, high + room


def decimals_of(ticks: Sequence[float]) -> int:
    """How many decimal places all of the ticks need, four at most.

    >>> decimals_of([0.0, 2.5, 5.0]), decimals_of([10.0, 20.0])
    (1, 0)
    """
    return next((places for places in range(4) if all(abs(round(tick, places) - tick) < 1e-9 for tick in ticks)), 4)


def spread(places: Sequence[float], *, apart: float, low: float, high: float) -> list[float]:
    """Places for labels, each as near to its own as it can be, in the same order, at least so far apart and within the ends.

    >>> spread([1.0, 1.0, 3.0], apart=0.5, low=0.0, high=4.0)
    [0.75, 1.25, 3.0]
    """
    order = sorted(range(len(places)), key=lambda place: places[place])
    groups: list[list[int]] = []
    for place in order:
        groups.append([place])
        while len(groups) > 1 and _first(groups[-1], places, apart, low, high) - _last(groups[-2], places, apart, low, high) < apart - 1e-9:
            groups[-2:] = [groups[-2] + groups[-1]]
    found = [0.0] * len(places)
    for group in groups:
        first = _first(group, places, apart, low, high)
        for step, place in enumerate(group):
            found[place] = first + step * apart
    return found


def _first(group: Sequence[int], places: Sequence[float], apart: float, low: float, high: float) -> float:
    """Where the first of labels that touch lies: their middle at the mean of their own places, within the ends."""
    length = (len(group) - 1) * apart
    middle = sum(places[place] for place in group) / len(group)
    return max(low, min(middle - length / 2, high - length))


def _last(group: Sequence[int], places: Sequence[float], apart: float, low: float, high: float) -> float:
    return _first(group, places, apart, low, high) + (len(group) - 1) * apart
