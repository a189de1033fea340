"""The claim: one thing that the data say about a council, with the figures and cells that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from csrating.errors import EvidenceError
from csrating.schema import Origin
from csrating.tell.claims.cells import Cells, Dependence
from csrating.tell.claims.rests import Rest

Comparator = Literal[
    "none", "England", "similar areas", "each similar area", "both", "region", "council type", "group", "every council", "earlier"
]
"""With what the subject of a claim is compared; "earlier" is itself, in an earlier period."""

UNKNOWN = "unknown"
"""The verdict of a claim that says only that there is no figure."""


@dataclass(frozen=True)
class Claim:
    """One thing that the data say about a council: a letter, and the title and alt text of a chart, say nothing else.

    Args:
        id: what it is called, unique within a letter or a chart, such as ``"settings.primary schools.good or better.England"``.
        subject: what it is about, such as ``"primary schools"``.
        measure: what was measured, such as ``"share good or better"``.
        comparator: what it is compared with.
        verdict: what was found, in a word: a grade, a proportion word, a standing (above is better), or ``UNKNOWN``.
        n: how many settings, indicators or areas it rests on.
        figures: the numbers, each with its name.
        names: what the claim names: exceptions, indicators, grades.
        rests: what it rests on, of the council and of those it is compared with; :meth:`Claims.dependence` finds the cells.
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
    rests: tuple[Rest, ...] = ()
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
    """The claims about one council, in order, found by their names.

    Args:
        all: the claims.
        council: whose they are.
        found: finds the cells behind them; claims that were put together by hand have none.
    """

    all: tuple[Claim, ...]
    council: str = ""
    found: Cells | None = field(default=None, compare=False, repr=False)

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def find(self, name: str) -> Claim | None:
        """The claim of that name, or None."""
        return next((claim for claim in self.all if claim.id == name), None)

    def held(self, *names: str) -> list[str]:
        """Those of the names that a claim has, in order: what decides how a sentence is put, wherever it is there."""
        known = {claim.id for claim in self.all}
        return [name for name in names if name in known]

    def under(self, beginning: str) -> list[Claim]:
        """The claims whose names begin so, in order."""
        return [claim for claim in self.all if claim.id.startswith(beginning)]

    def dependence(self, *names: str) -> Dependence:
        """All the cells that claims depend on: no other cell can change them.

        Args:
            names: of the claims.

        Returns:
            the council's own cells, then those of similar areas, of England, of every council and of regions, each in full. A row's day and
            place stand beside its figure or grade, and are not named apart.

        Raises:
            EvidenceError: there is no claim of that name, or the claims were not made from ratings.
        """
        if self.found is None:
            raise EvidenceError("these claims were not made from ratings, so no cells stand behind them", do="Ask csrating.tell.claims_of.")
        return self.found.dependence(self.council, (rest for name in names for rest in self.claim(name).rests))

    def claim(self, name: str) -> Claim:
        """The claim of that name.

        Raises:
            EvidenceError: there is none.
        """
        found = self.find(name)
        if found is None:
            raise EvidenceError(f"there is no claim {name!r}", expected=f"one of: {', '.join(claim.id for claim in self.all)}")
        return found

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
