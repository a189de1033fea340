"""Over which values of each threshold a rating holds, exactly, and what it is beyond: one threshold at a time, all else fixed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from csrating.rate.backtest import NO_RATING
from csrating.rate.rule import NOT_GIVEN, ROUNDING, Numbers
from csrating.rate.sensitivity.ground import Ground, ground_of
from csrating.rate.sensitivity.threshold import Span, Threshold
from csrating.rate.sensitivity.thresholds import thresholds_of
from csrating.reference.frameworks import Framework

if TYPE_CHECKING:
    from csrating.rate import Ratings


@dataclass(frozen=True, eq=False)
class Holding:
    """Over which values of each threshold each rating holds.

    ``table`` has one row for each council and threshold: council, name, rating and label as given; threshold, rule, evidence, value (the
    framework's); ``holds_from`` and ``holds_to`` with ``from_included`` and ``to_included``, the values around it with the same rating;
    ``below`` and ``above``, the words of the rating just beyond these, '' where the ends are those of what the threshold may be, which
    are ``allowed_from`` and ``allowed_to``; ``to_switch``, how far the nearer switch is, blank where there is none; ``switches``, how
    many there are in all; origin. ``pieces`` has every piece: council, threshold, from, from_included, to, to_included, rating, label.
    """

    table: pd.DataFrame
    pieces: pd.DataFrame
    framework: Framework


@dataclass(frozen=True)
class Piece:
    """Values of a threshold over which a rating is the same."""

    low: float
    low_included: bool
    high: float
    high_included: bool
    number: int

    def holds(self, value: float) -> bool:
        """Whether a value is among them."""
        above = value >= self.low if self.low_included else value > self.low
        return above and (value <= self.high if self.high_included else value < self.high)


def holding(ratings: Ratings, council: str | None = None) -> Holding:
    """The exact interval of every threshold and weight over which a rating holds, and all points at which it would switch.

    Args:
        ratings: what :func:`csrating.rate` gave.
        council: any code or spelling of one council; all where left out, which takes some seconds.

    Raises:
        UnknownCouncilError: no council is meant, or more than one.

    Returns:
        the :class:`Holding`; where no settings were read, without the thresholds on which nothing then hangs. A value on a threshold counts
        as it does in a rating: a share belongs to the step above it, points to the band above the cut, a figure on the edge is in line.
        Whole numbers are told by their first and last.
    """
    every = ground_of(ratings)
    codes = every.footing.codes
    rows = range(len(codes)) if council is None else [codes.index(ratings.framework.edition.council(council).code)]
    origins, names = dict(zip(codes, ratings.table["origin"], strict=True)), dict(zip(codes, ratings.table["name"], strict=True))
    found, pieces = [], []
    for row in rows:
        ground = every.only([row])
        about = {"council": codes[row], "name": names[codes[row]]}
        judged = bool((ground.footing.judged != NOT_GIVEN).any())
        for threshold in (one for one in thresholds_of(every.framework, judged=judged) if every.hangs_on(one.rule)):
            parts = pieces_of(ground, threshold)
            found.append(about | _held(threshold, parts, every.framework) | {"origin": origins[codes[row]]})
            pieces += [{"council": codes[row], "threshold": threshold.name} | _told(part, every.framework) for part in parts]
    return Holding(pd.DataFrame(found), pd.DataFrame(pieces), every.framework)


def pieces_of(ground: Ground, threshold: Threshold) -> list[Piece]:
    """The pieces of one council's rating over a threshold, from its lowest value to its highest.

    Args:
        ground: of one council.
        threshold: which.
    """
    span = threshold.span
    if not ground.hangs_on(threshold.rule):
        return [Piece(span.low, span.has_low, span.high, span.has_high, int(ground.footing.ratings[0]))]
    points = _within(threshold.points(ground), span)
    elements = list(_whole_elements(points, span) if span.whole else _elements(points, span))
    numbers = threshold.rated(ground, [at for at, _ in elements])
    parts: list[Piece] = []
    for (_, element), number in zip(elements, numbers, strict=True):
        if parts and parts[-1].number == number:
            last = parts[-1]
            parts[-1] = Piece(last.low, last.low_included, element[2], element[3], number)
        else:
            parts.append(Piece(*element, number))
    return parts


_Element = tuple[float, bool, float, bool]
"""Where values begin and end between which nothing switches, and whether the ends are among them."""


def _within(points: Numbers, span: Span) -> Numbers:
    """The points inside the span, each once; those that differ by no more than adding decimals in binary leaves over are one."""
    inside = np.unique(points[(points > span.low) & ((points < span.high) | (span.whole & (points == span.high)))])
    near = np.diff(inside, prepend=-np.inf) <= ROUNDING
    return np.asarray(inside[~near])


def _elements(points: Numbers, span: Span) -> Iterator[tuple[float, _Element]]:
    """A value to try, and what it stands for: each point, and what lies between two."""
    if span.has_low:
        yield span.low, (span.low, True, span.low, True)
    ends = [span.low, *points.tolist(), span.high]
    for place, (low, high) in enumerate(pairwise(ends)):
        if place:
            yield low, (low, True, low, True)
        yield (low + high) / 2, (low, False, high, False)
    if span.has_high:
        yield span.high, (span.high, True, span.high, True)


def _whole_elements(points: Numbers, span: Span) -> Iterator[tuple[float, _Element]]:
    """The same for whole numbers: each point begins a stretch that ends before the next."""
    starts = [span.low, *points.tolist()]
    for low, beyond in zip(starts, [*starts[1:], span.high + 1], strict=True):
        yield low, (low, True, beyond - 1, True)


def _held(threshold: Threshold, parts: list[Piece], framework: Framework) -> dict[str, Any]:
    """The row of one threshold: the piece that holds its value, and its neighbours."""
    place = next(place for place, part in enumerate(parts) if part.holds(threshold.value))
    here = parts[place]
    below, above = parts[place - 1] if place else None, parts[place + 1] if place + 1 < len(parts) else None
    to_switch = [abs(threshold.value - end) for end, beyond in ((here.low, below), (here.high, above)) if beyond]
    return {
        **_rating(here, framework),
        "threshold": threshold.name,
        "rule": threshold.rule,
        "evidence": framework.rule(threshold.rule).evidence,
        "value": float(threshold.value),
        "holds_from": here.low,
        "from_included": here.low_included,
        "holds_to": here.high,
        "to_included": here.high_included,
        "below": _rating(below, framework)["label"] if below else "",
        "above": _rating(above, framework)["label"] if above else "",
        "allowed_from": float(threshold.span.low),
        "allowed_to": float(threshold.span.high),
        "to_switch": min(to_switch, default=np.nan),
        "switches": len(parts) - 1,
    }


def _told(part: Piece, framework: Framework) -> dict[str, Any]:
    return {
        "from": part.low,
        "from_included": part.low_included,
        "to": part.high,
        "to_included": part.high_included,
        **_rating(part, framework),
    }


def _rating(part: Piece, framework: Framework) -> dict[str, Any]:
    if part.number == NOT_GIVEN:
        return {"rating": np.nan, "label": NO_RATING}
    return {"rating": float(part.number), "label": str(framework.outcome(part.number))}
