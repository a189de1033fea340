"""Neighbours of your own: the nearest councils by characteristics that you supply, so that nobody is tied to a published vintage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from numbers import Integral
from typing import Literal

import pandas as pd

from csrating.compare.method import is_kind
from csrating.compare.own_neighbours.answer import OwnNeighbours
from csrating.compare.own_neighbours.characteristics import characteristics_of_table
from csrating.compare.own_neighbours.distances import STANDARDISING, distances, standardised, weights_checked
from csrating.compare.own_neighbours.nearest import exclusions, nearest
from csrating.compare.own_neighbours.supplied import characteristics_of
from csrating.errors import EvidenceError

__all__ = ["STANDARDISING", "OwnNeighbours", "characteristics_of", "own_neighbours"]

MISSING = ("refuse", "leave out")


def own_neighbours(
    characteristics: pd.DataFrame,
    weights: Mapping[str, float] | None = None,
    *,
    k: int = 10,
    exclude: Iterable[str] = (),
    without: Iterable[str] = (),
    apart: Literal["region", "type"] | Iterable[tuple[str, str]] = (),
    standardise: str = "z-scores",
    missing: Literal["refuse", "leave out"] = "refuse",
) -> OwnNeighbours:
    """The statistical neighbours of each council by characteristics of your own.

    Each characteristic is brought to one scale; the distance of two councils is the root of the weighted mean of their squared
    differences; the ``k`` nearest are the neighbours, and two at the same distance stand in the order of their codes. Which councils there
    are is what the table says, those of 2009 or of today, as long as all of them stood on one day.

    Args:
        characteristics: ``council`` (any code or spelling) and a column of numbers for each characteristic. Rows of England, regions and
            totals are left out, and :attr:`OwnNeighbours.left_out` says so.
        weights: by characteristic; 1 where none is given. A characteristic with the weight 0 is left out, whatever it holds.
        k: how many neighbours each.
        exclude: councils that are nobody's neighbour.
        without: councils that have no neighbours, and may be those of others.
        apart: pairs of councils that are not to be neighbours, or "region" or "type": nobody of the same.
        standardise: one of :data:`STANDARDISING`.
        missing: "refuse" where a council lacks a characteristic, or "leave out" such councils; nothing is filled in.

    Returns:
        :class:`OwnNeighbours`, whose ``table`` is a ``neighbour_table`` for ``compare`` and ``rate``.

    Raises:
        TableError: the table is none of characteristics; the message names the councils and the columns.
        UnknownCouncilError: a text is no council, or none of the table's.
        EvidenceError: a weight, ``k`` or another choice is none that can be.

    >>> given = pd.DataFrame({"council": ["Trafford", "Stockport", "Sefton"], "poverty": [10, 12, 20], "density": [4, 5, 9]})
    >>> own = own_neighbours(given, k=1)
    >>> own.table[["council", "neighbour"]].to_numpy().tolist()
    [['343', '356'], ['356', '358'], ['358', '356']]
    """
    if missing not in MISSING:
        raise EvidenceError(f"missing is {missing!r}", expected=f"one of: {', '.join(MISSING)}")
    chosen = pd.Series(dtype="float64")

    def wanted(names: list[str]) -> list[str]:
        nonlocal chosen
        chosen = weights_checked(weights, names)
        return [name for name in names if chosen[name] > 0]

    given = characteristics_of_table(characteristics, wanted, leave_out=missing == "leave out")
    codes = given.values.index.tolist()
    if not is_kind(k, Integral) or k < 1:
        raise EvidenceError(f"{k!r} neighbours are asked for", expected="a whole number from 1")
    if k >= len(codes):
        raise EvidenceError(f"{k} neighbours each are asked for of {len(codes)} councils", do=f"Ask for {max(len(codes) - 1, 1)} or fewer.")
    counted = chosen[chosen > 0]
    shares = counted / counted.sum()
    scaled = standardised(given.values, standardise)
    found = distances(scaled, shares)
    limits = exclusions(codes, exclude=exclude, without=without, apart=apart)
    return OwnNeighbours(
        table=nearest(codes, found, limits.allowed, int(k)),
        characteristics=given.values,
        standardised=scaled,
        weights=chosen,
        shares=shares,
        distances=pd.DataFrame(found, index=given.values.index, columns=given.values.index),
        names=given.names,
        left_out=given.left_out,
        k=int(k),
        standardise=standardise,
        excluded=limits.told,
    )
