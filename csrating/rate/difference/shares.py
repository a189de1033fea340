"""How much of a difference each of several things makes that changed together, and which of them are enough for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, permutations
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Changed: TypeAlias = frozenset[str]
"""Which factors are as in the second run; the others are as in the first."""


def every_part(factors: Sequence[str]) -> Iterator[Changed]:
    """Every combination of the factors, from none to all, the smaller ones first.

    >>> [sorted(part) for part in every_part(["data", "framework"])]
    [[], ['data'], ['framework'], ['data', 'framework']]
    """
    for size in range(len(factors) + 1):
        yield from (frozenset(part) for part in combinations(factors, size))


def shares(worth: Mapping[Changed, NDArray[np.float64]], factors: Sequence[str]) -> dict[str, NDArray[np.float64]]:
    """What each factor adds: the mean of what it adds when its turn comes, over every order in which the factors could have changed.

    Args:
        worth: what comes out, as an array, under every combination of the factors; blank where nothing does.
        factors: their names.

    Returns:
        an array for each factor; together they are all that changed, and one that changes nothing in any combination has nothing. Blank
        where any combination is blank.

    Source: L. S. Shapley, A value for n-person games (1953).

    >>> of = {frozenset(): [2.0], frozenset({"data"}): [3.0], frozenset({"framework"}): [2.0], frozenset({"data", "framework"}): [4.0]}
    >>> shares({part: np.array(value) for part, value in of.items()}, ["data", "framework"])
    {'data': array([1.5]), 'framework': array([0.5])}
    """
    orders = list(permutations(factors))
    total = {factor: np.zeros_like(worth[frozenset()]) for factor in factors}
    for order in orders:
        for place, factor in enumerate(order):
            total[factor] = total[factor] + worth[frozenset(order[: place + 1])] - worth[frozenset(order[:place])]
    return {factor: added / len(orders) for factor, added in total.items()}


def enough(outcome: Mapping[Changed, int], factors: Sequence[str]) -> list[Changed]:
    """The smallest combinations of factors that alone give the second outcome; none where the outcomes are the same.

    Args:
        outcome: what one council has under every combination of the factors.
        factors: their names.

    >>> of = {frozenset(): 3, frozenset({"data"}): 3, frozenset({"framework"}): 3, frozenset({"data", "framework"}): 2}
    >>> [sorted(part) for part in enough(of, ["data", "framework"])]
    [['data', 'framework']]
    """
    wanted = outcome[frozenset(factors)]
    if outcome[frozenset()] == wanted:
        return []
    found: list[Changed] = []
    for part in every_part(factors):
        if outcome[part] == wanted and not any(smaller < part for smaller in found):
            found.append(part)
    return found
