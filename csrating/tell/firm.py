"""How firm today's profile bands are: on how many indicators each rests, what missing figures could make of it, how near others lie."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from csrating.rate import Ratings
from csrating.rate.bounds import bounds
from csrating.rate.footing import footing_of
from csrating.rate.nearest import nearest_of
from csrating.reference.frameworks import Framework


@dataclass(frozen=True)
class Firm:
    """How firm one council's profile band is.

    ``compared`` of ``expected`` indicators carry it; ``worst`` and ``best`` are the numbers of the bands between which it could lie were
    the missing figures known, nought where none can be given; ``more`` and ``fewer`` are how many indicators in line or above would make
    another band, blank where no number does.
    """

    compared: int
    expected: int
    worst: int = 0
    best: int = 0
    exact: bool = True
    more: float = math.nan
    fewer: float = math.nan

    @property
    def is_open(self) -> bool:
        """Whether missing figures could make it another band."""
        return self.worst != self.best

    @property
    def rests_on(self) -> str:
        """On how many indicators it rests.

        >>> Firm(26, 75).rests_on
        '26 of 75 indicators'
        """
        return f"{self.compared} of {self.expected} indicators"

    @property
    def reach(self) -> str:
        """The bands between which it could lie, by their numbers; blank where only one is possible.

        >>> Firm(26, 75, worst=1, best=4).reach, Firm(70, 75, worst=3, best=3).reach
        ('1 to 4', '')
        """
        return f"{self.worst} to {self.best}" if self.is_open else ""

    @property
    def nearest(self) -> float:
        """The fewest indicators that make another band."""
        known = [number for number in (self.more, self.fewer) if not math.isnan(number)]
        return min(known, default=math.nan)

    @property
    def nearest_told(self) -> str:
        """The same in words.

        >>> Firm(70, 75, more=1, fewer=11).nearest_told, Firm(70, 75, more=2, fewer=2).nearest_told, Firm(70, 75).nearest_told
        ('1 more', '2 more or fewer', 'no number')
        """
        if math.isnan(self.nearest):
            return "no number"
        ways = [way for number, way in ((self.more, "more"), (self.fewer, "fewer")) if number == self.nearest]
        return f"{self.nearest:.0f} {' or '.join(ways)}"

    def told(self, framework: Framework) -> str:
        """What missing figures could make of it, in a sentence; blank where nothing can be said.

        >>> from csrating.reference.frameworks import framework
        >>> Firm(26, 75, worst=1, best=4).told(framework("2025"))
        'Missing figures leave it undecided: were they known, it could be profile band 1 at worst and profile band 4 at best.'
        >>> Firm(70, 75, worst=3, best=3).told(framework("2025"))
        'Whatever the missing figures are, it is profile band 3.'
        """
        if not self.best:
            return ""
        worst, best = (framework.outcome_told(number) for number in (self.worst, self.best))
        if not self.is_open:
            return f"Whatever the missing figures are, it is {best}."
        narrower = "" if self.exact else " (or less far apart)"
        return f"Missing figures leave it undecided: were they known, it could be {worst} at worst and {best} at best{narrower}."


@lru_cache(maxsize=2)
def firm_of(ratings: Ratings) -> dict[str, Firm]:
    """How firm each council's profile band is, by the code of the council.

    Judgements of Ofsted's are taken as they were read: where none were, that is said elsewhere, and here it is about missing figures alone.

    Args:
        ratings: what :func:`csrating.rate` gave.
    """
    footing, table = footing_of(ratings), bounds(ratings, findings_known=True).table
    nearest, expected = nearest_of(footing), ratings.table["indicators_expected"].tolist()
    ends = table[["worst", "best"]].fillna(0).astype(int)
    columns = (
        footing.compared.tolist(),
        expected,
        ends["worst"],
        ends["best"],
        table["exact"],
        nearest.more.tolist(),
        nearest.fewer.tolist(),
    )
    return {code: Firm(*values) for code, *values in zip(footing.codes, *columns, strict=True)}
