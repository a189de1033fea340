"""The fewest settings of a type to regrade, each by one grade, for every number of points that the type can come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from csrating.rate.tipping.points import Step, exact, points_of_share, steps_of, within
from csrating.reference.frameworks import Framework
from csrating.schema import GRADES

_GOOD = GRADES.index("good")
_LEAST = Fraction(1)

Counts: TypeAlias = tuple[int, ...]
"""Settings by grade, from worst to best."""


class Move(NamedTuple):
    """So many settings of a type that go from one grade to another."""

    kind: str
    number: int
    before: str
    after: str

    @property
    def changes(self) -> int:
        """How many changes that is: each setting by each grade between."""
        return self.number * abs(GRADES.index(self.after) - GRADES.index(self.before))


class Option(NamedTuple):
    """What some regraded settings come to: how many changes, the points then, and the moves."""

    changes: int
    points: Fraction
    moves: tuple[Move, ...]


@dataclass(frozen=True)
class RowRule:
    """From the grades of a row to its points: its share by steps, less one where too many are inadequate, or a single setting by grade.

    ``single`` is empty where a single setting is told by its share like any other number; ``most_inadequate`` is in per cent, and counts
    from ``least_settings`` on, None where it never does.
    """

    steps: tuple[Step, ...]
    single: Mapping[str, Fraction]
    most_inadequate: Fraction
    least_settings: int | None

    def tolerated(self, settings: int) -> int:
        """How many inadequate settings cost no point."""
        counts = self.least_settings is not None and settings >= self.least_settings
        return within(self.most_inadequate, settings) if counts else settings

    def points(self, counts: Counts) -> Fraction:
        """The points of settings by grade, of which there is at least one."""
        settings = sum(counts)
        if settings == 1 and self.single:
            return self.single[GRADES[counts.index(1)]]
        by_share = points_of_share(sum(counts[_GOOD:]), settings, self.steps)
        return max(by_share - 1, _LEAST) if counts[0] > self.tolerated(settings) else by_share


def row_rule(framework: Framework) -> RowRule:
    """The rule of a framework for the settings of one type."""
    value = framework.value
    return RowRule(
        steps=steps_of(value("points.share_good_or_better")),
        single={grade: exact(points) for grade, points in value("points.single_setting").items()},
        most_inadequate=exact(value("points.inadequate_share")),
        least_settings=value("points.inadequate_least_settings"),
    )


def pooled_rule(framework: Framework) -> RowRule:
    """The rule of a framework that pools all settings in one share."""
    return RowRule(steps_of(framework.value("points.share_good_or_better")), {}, Fraction(100), None)


def options(kind: str, counts: Counts, rule: RowRule, *, up: bool) -> list[Option]:
    """The fewest changes for each number of points that the settings of a type can come to by getting better, or worse.

    Args:
        kind: the setting type.
        counts: settings by grade.
        rule: from grades to points.
        up: better, else worse.

    Returns:
        the present state first; then each costs more changes and has more (fewer) points than the one before it.

    >>> from csrating.reference.frameworks import framework
    >>> found = options("primary schools", (1, 4, 5, 0), row_rule(framework("2009")), up=True)
    >>> [(one.changes, int(one.points)) for one in found]
    [(0, 2), (2, 3), (3, 4)]
    """
    ends = _ends(counts, rule, up=up)
    found = _undominated([(_changes(counts, end), rule.points(end), end) for end in dict.fromkeys((counts, *ends))], up=up)
    return [Option(changes, points, moves(kind, counts, end)) for changes, points, end in found]


def _ends(counts: Counts, rule: RowRule, *, up: bool) -> Iterator[Counts]:
    """The grades at which the points may be others."""
    if sum(counts) == 1 and rule.single:
        return _single(counts, up=up)
    return _better(counts, rule) if up else _worse(counts, rule)


def _single(counts: Counts, *, up: bool) -> Iterator[Counts]:
    at = counts.index(1)
    for place in range(at + 1, len(GRADES)) if up else range(at - 1, -1, -1):
        yield tuple(int(grade == place) for grade in range(len(GRADES)))


def _better(counts: Counts, rule: RowRule) -> Iterator[Counts]:
    """The nearest grades for each step of the share, with too many inadequate and without."""
    inadequate, satisfactory, good, outstanding = counts
    settings = sum(counts)
    for step in rule.steps:
        to_good = max(0, step.fewest(settings) - good - outstanding)
        for tolerated in (settings, rule.tolerated(settings)):
            lifted = max(0, inadequate - tolerated, to_good - satisfactory)
            yield inadequate - lifted, satisfactory + lifted - to_good, good + to_good, outstanding


def _worse(counts: Counts, rule: RowRule) -> Iterator[Counts]:
    """The mirror of it: good settings fall before outstanding ones, of which each costs two changes."""
    inadequate, satisfactory, good, outstanding = counts
    settings = sum(counts)
    most_good = [settings, *(step.fewest(settings) - 1 for step in rule.steps[:-1])]
    for most in most_good:
        for least_inadequate in (0, rule.tolerated(settings) + 1):
            fallen = max(0, least_inadequate - inadequate)
            from_good = max(0, good + outstanding - most, fallen - satisfactory)
            if least_inadequate <= settings:
                from_outstanding = max(0, from_good - good)
                yield (
                    inadequate + fallen,
                    satisfactory + from_good - fallen,
                    good - (from_good - from_outstanding),
                    outstanding - from_outstanding,
                )


def _changes(before: Counts, after: Counts) -> int:
    """How many single changes lie between: at each border between two grades, those that cross it."""
    return sum(abs(one - other) for one, other in zip(accumulate(before), accumulate(after), strict=True))


def moves(kind: str, before: Counts, after: Counts) -> tuple[Move, ...]:
    """Which settings go from which grade to which, the order among them being kept.

    >>> moves("children's homes", (2, 1, 0, 0), (1, 0, 2, 0))
    (Move(kind="children's homes", number=1, before='inadequate', after='good'),
     Move(kind="children's homes", number=1, before='satisfactory', after='good'))
    """
    left, wanted = list(before), list(after)
    found: list[Move] = []
    start = end = 0
    while start < len(GRADES) and end < len(GRADES):
        number = min(left[start], wanted[end])
        if number and start != end:
            found.append(Move(kind, number, GRADES[start], GRADES[end]))
        left[start] -= number
        wanted[end] -= number
        start, end = (start + 1, end) if not left[start] else (start, end + 1)
    return tuple(found)


def _undominated(found: Sequence[tuple[int, Fraction, Counts]], *, up: bool) -> list[tuple[int, Fraction, Counts]]:
    """Those that no other beats with as few changes: each costs more than the one before it and has more points, or fewer where down."""
    sign = 1 if up else -1
    kept: list[tuple[int, Fraction, Counts]] = []
    for one in sorted(found, key=lambda one: (one[0], -sign * one[1])):
        if not kept or sign * one[1] > sign * kept[-1][1]:
            kept.append(one)
    return kept
