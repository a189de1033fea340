"""The fewest settings to regrade, of whatever types, for every number of inspection points that a council can come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate
from math import lcm
from typing import NamedTuple

from csrating.rate.tipping.settings import Counts, Move, Option, RowRule, options, pooled_rule, row_rule
from csrating.reference.frameworks import Framework

ANY_TYPE = "settings of any type"
"""What is told where a framework pools all settings, so that it is all one which of them are regraded."""


class Row(NamedTuple):
    """The settings of a type, or all together, with their rule and the weight of their points among those of the inspections."""

    kind: str
    counts: Counts
    rule: RowRule
    weight: Fraction


def rows_of(grades: Sequence[Counts], framework: Framework) -> list[Row]:
    """The rows of a council that bear on its inspection points.

    Args:
        grades: settings by grade, setting type by setting type in the order of the framework.
        framework: the rules.
    """
    if framework.value("combined.pooling") == "pooled":
        return [Row(ANY_TYPE, tuple(map(sum, zip(*grades, strict=True))), pooled_rule(framework), Fraction(1))]
    cluster_of, rule = framework.cluster_of, row_rule(framework)
    there = {kind: counts for kind, counts in zip(cluster_of, grades, strict=True) if sum(counts)}
    sizes = Counter(cluster_of[kind] for kind in there)
    return [Row(kind, counts, rule, Fraction(1, sizes[cluster_of[kind]] * len(sizes))) for kind, counts in there.items()]


def inspection_points(grades: Sequence[Counts], framework: Framework) -> Fraction:
    """The inspection points of a council as they are, exactly; see :func:`rows_of`."""
    return sum((row.rule.points(row.counts) * row.weight for row in rows_of(grades, framework)), Fraction(0))


def inspection_options(grades: Sequence[Counts], framework: Framework, *, up: bool) -> list[Option]:
    """The fewest changes for each number of inspection points that a council can come to.

    Each setting type chooses one of its options, and the points are the mean of the clusters' means, or those of the pooled share: a
    knapsack in which one thing is taken from each class.

    Args:
        grades: settings by grade, setting type by setting type in the order of the framework.
        framework: the rules.
        up: better, else worse.

    Returns:
        as :func:`csrating.rate.tipping.settings.options`; of choices that come to the same, the one whose types stand first in the profile.

    Source of the algorithm: H. Kellerer, U. Pferschy and D. Pisinger, Knapsack Problems (2004), chapter 11.
    """
    rows = rows_of(grades, framework)
    weighted = [[one._replace(points=one.points * row.weight) for one in options(row.kind, row.counts, row.rule, up=up)] for row in rows]
    return _summed(weighted, up=up)


def _summed(classes: Sequence[Sequence[Option]], *, up: bool) -> list[Option]:
    """One option of each class, in all ways that no other beats; added as whole numbers of a common unit, which is quick and exact."""
    unit, sign = lcm(*(one.points.denominator for some in classes for one in some)), 1 if up else -1
    found: list[tuple[int, int, tuple[Move, ...]]] = [(0, 0, ())]
    for some in classes:
        whole = [(one.changes, sign * int(one.points * unit), one.moves) for one in some]
        sums = [(changes + more, points + gained, taken, moved) for more, gained, moved in whole for changes, points, taken in found]
        sums.sort(key=lambda one: (one[0], -one[1]))
        best = accumulate((points for _, points, _, _ in sums), max)
        kept = [sums[0], *(one for one, most in zip(sums[1:], best, strict=False) if one[1] > most)]
        found = [(changes, points, taken + moved) for changes, points, taken, moved in kept]
    return [Option(changes, Fraction(sign * points, unit), taken) for changes, points, taken in found]
