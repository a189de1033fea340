"""The claim: one thing that the data say about a council, with the figures and cells that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from csrating.errors import EvidenceError
from csrating.schema import Origin

Comparator = Literal["none", "England", "similar areas", "each similar area", "both"]

UNKNOWN = "unknown"
"""The verdict of a claim that says only that there is no figure."""


@dataclass(frozen=True)
class Claim:
    """One thing that the data say about a council.

    Args:
        id: what it is called, unique within a letter, such as ``"settings.primary schools.good or better.England"``.
        subject: what it is about, such as ``"primary schools"``.
        measure: what was measured, such as ``"share good or better"``.
        comparator: what it is compared with.
        verdict: what was found, in a word: a grade, a proportion word, a standing (above is better), or ``UNKNOWN``.
        n: how many settings, indicators or areas it rests on.
        figures: the numbers, each with its name.
        names: what the claim names: exceptions, indicators, grades.
        cells: the cells that the numbers came from.
        origin: published, demonstration or mixed.
        topic: which of the 22 kinds of claim in the letter to Trafford of 2009 it is, or None.
    """

    id: str
    subject: str
    measure: str
    comparator: Comparator
    verdict: str
    n: int
    figures: tuple[tuple[str, float], ...] = ()
    names: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    origin: str = str(Origin.PUBLISHED)
    topic: int | None = None

    def figure(self, name: str) -> float:
        """The number of that name.

        Raises:
            EvidenceError: the claim has no such number.
        """
        found = dict(self.figures)
        if name not in found:
            raise EvidenceError(f"the claim {self.id!r} has no figure {name!r}", expected=f"one of: {', '.join(found)}")
        return found[name]

    @property
    def known(self) -> bool:
        """Whether there is a figure behind the claim."""
        return self.verdict != UNKNOWN


@dataclass(frozen=True)
class Claims:
    """The claims about one council, in order, found by their names."""

    all: tuple[Claim, ...]

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def find(self, name: str) -> Claim | None:
        """The claim of that name, or None."""
        return next((claim for claim in self.all if claim.id == name), None)

    def under(self, beginning: str) -> list[Claim]:
        """The claims whose names begin so, in order."""
        return [claim for claim in self.all if claim.id.startswith(beginning)]

    def topic(self, number: int) -> tuple[Claim, ...]:
        """The claims of one of the 22 kinds that the letter to Trafford made."""
        return tuple(claim for claim in self.all if claim.topic == number)


def origin_of(kinds: list[str]) -> str:
    """Published where all are, demonstration where all are, else mixed; published where there are none.

    >>> origin_of(["published", "demonstration"]), origin_of([])
    ('mixed', 'published')
    """
    found = sorted(set(kinds))
    if len(found) > 1:
        return str(Origin.MIXED)
    return found[0] if found else str(Origin.PUBLISHED)
