"""The smallest changes of one council in one direction: by settings alone, by indicators alone, and of both together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from csrating.rate.footing import Footing
from csrating.rate.tipping.cases import Cases, Flip
from csrating.rate.tipping.inspections import inspection_options, inspection_points
from csrating.rate.tipping.points import Ladder, Step, exact, points_of_share, steps_of
from csrating.rate.tipping.settings import Counts, Option

KINDS = ("settings", "indicators", "smallest")
"""By what a rating is moved: by settings alone, by indicators alone, or by whatever takes the fewest changes."""


class Flips(NamedTuple):
    """What some indicators with another standing come to: the points then, and the indicators."""

    points: Fraction
    flips: tuple[Flip, ...]

    @property
    def cases(self) -> int:
        """How many cases that takes in all."""
        return sum(flip.cases for flip in self.flips)


@dataclass(frozen=True)
class Answer:
    """The smallest changes of a kind: those of settings, the indicators that are moved, and the combined points and rating then.

    Where the kind alone cannot do it, ``reached`` is False, and all else is about the most that it can.
    """

    kind: str
    settings: Option
    indicators: Flips
    points: Fraction
    rating: int
    reached: bool

    @property
    def changes(self) -> int:
        """Of settings by a grade, and indicators moved."""
        return self.settings.changes + len(self.indicators.flips)


@dataclass(frozen=True, eq=False)
class Search:
    """Looks for the smallest changes, council by council, among what :class:`Footing` and :class:`Cases` say of them."""

    footing: Footing
    cases: Cases
    ladder: Ladder

    def points(self, council: int) -> Fraction:
        """The combined points of a council as they are; it has settings and indicators enough for a rating."""
        indicators = points_of_share(int(self.footing.good[council]), int(self.footing.compared[council]), self.steps)
        return self._combined(council, inspection_points(self._grades(council), self.footing.rule.framework), indicators)

    def answers(self, council: int, goal: int, *, up: bool) -> tuple[Answer, ...]:
        """The smallest changes of each of :data:`KINDS` that bring a council to a place on the ladder or beyond it.

        Args:
            council: its place in the footing.
            goal: what :meth:`Ladder.goal` gave.
            up: the direction.
        """
        settings = inspection_options(self._grades(council), self.footing.rule.framework, up=up)
        indicators = self._indicators(council, up=up)
        by_kind = {"settings": (settings, indicators[:1]), "indicators": (settings[:1], indicators), "smallest": (settings, indicators)}
        return tuple(self._answer(council, kind, *by_kind[kind], goal=goal, up=up) for kind in KINDS)

    def _answer(self, council: int, kind: str, settings: Sequence[Option], indicators: Sequence[Flips], *, goal: int, up: bool) -> Answer:
        enough = list(self._enough(council, settings, indicators, goal=goal, up=up))
        some, moved = min(enough, key=_size) if enough else (settings[-1], indicators[-1])
        points = self._combined(council, some.points, moved.points)
        return Answer(kind, some, moved, points, self.ladder.rating(council, points), bool(enough))

    def _enough(
        self, council: int, settings: Sequence[Option], indicators: Sequence[Flips], *, goal: int, up: bool
    ) -> Iterator[tuple[Option, Flips]]:
        """With each number of indicators the fewest settings that are enough."""
        for moved in indicators:
            for some in settings:
                place = self.ladder.place(self._combined(council, some.points, moved.points))
                if (place >= goal) if up else (place <= goal):
                    yield some, moved
                    break

    def _combined(self, council: int, inspection: Fraction, indicators: Fraction) -> Fraction:
        if not self.footing.grades[council].any():  # its rating rests on indicators alone, since it has one
            return indicators
        heavy, light = self._weights
        return heavy * inspection + light * indicators

    @cached_property
    def _weights(self) -> tuple[Fraction, Fraction]:
        value = self.footing.rule.framework.value
        heavy, light = exact(value("combined.inspection_weight")), exact(value("combined.nis_weight"))
        return heavy / (heavy + light), light / (heavy + light)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps from the share of indicators in line or above to points."""
        return steps_of(self.footing.rule.framework.value("points.share_in_line_or_above"))

    def _grades(self, council: int) -> list[Counts]:
        return [tuple(int(number) for number in row) for row in self.footing.grades[council]]

    def _indicators(self, council: int, *, up: bool) -> list[Flips]:
        good, compared = int(self.footing.good[council]), int(self.footing.compared[council])
        return indicator_options(good, compared, self.cases.flips(council, up=up), self.steps, up=up)


def indicator_options(good: int, compared: int, flips: Sequence[Flip], steps: Sequence[Step], *, up: bool) -> list[Flips]:
    """The fewest indicators to move for each number of points that their share can come to.

    Args:
        good: how many are in line or above.
        compared: of how many.
        flips: those that can be moved, the one with the fewest cases first.
        steps: from shares to points.
        up: into line, else below.

    Returns:
        the present state first; then each moves more indicators than the one before it.
    """
    if up:
        wanted = sorted(step.fewest(compared) - good for step in steps)
    else:
        wanted = sorted(good - step.fewest(compared) + 1 for step in steps[:-1])
    sign = 1 if up else -1
    return [
        Flips(points_of_share(good + sign * number, compared, steps), tuple(flips[:number]))
        for number in dict.fromkeys((0, *wanted))
        if 0 <= number <= len(flips)
    ]


def _size(found: tuple[Option, Flips]) -> tuple[int, int, int]:
    """How small changes are: how many, then how many cases, then how many settings."""
    settings, indicators = found
    return settings.changes + len(indicators.flips), indicators.cases, settings.changes
