"""The ordered words that the tables use, so that no bare number of one scale is ever taken for the other's."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from csrating.errors import TableError


class Word(StrEnum):
    """An enumeration that is a word of the field wherever it is printed or stored."""


class Grade(Word):
    """An inspection grade. Inspectors numbered it 1 (best) to 4 (worst); here it is only ever a word.

    >>> Grade.from_number(1) is Grade.OUTSTANDING
    True
    """

    INADEQUATE = "inadequate"
    SATISFACTORY = "satisfactory"
    GOOD = "good"
    OUTSTANDING = "outstanding"

    @classmethod
    def from_number(cls, number: int) -> Grade:
        """The grade that inspectors wrote as ``number``: 1 is outstanding, 4 is inadequate.

        Raises:
            TableError: the number is not one of 1 to 4.
        """
        if number not in (1, 2, 3, 4):
            raise TableError(f"inspection grade {number} does not exist", expected="1 (outstanding) to 4 (inadequate)")
        return tuple(cls)[4 - number]


class Rating(Word):
    """An annual rating. Published as 4 (best) to 1 (worst), the other way round from an inspection grade.

    >>> Rating.WELL.number, Rating.from_number(1)
    (3, <Rating.POORLY: 'performs poorly'>)
    """

    POORLY = "performs poorly"
    ADEQUATELY = "performs adequately"
    WELL = "performs well"
    EXCELLENTLY = "performs excellently"

    @property
    def number(self) -> int:
        """The published number of the rating, 4 best to 1 worst."""
        return tuple(Rating).index(self) + 1

    @classmethod
    def from_number(cls, number: int) -> Rating:
        """The rating that was published as ``number``: 4 is performs excellently, 1 is performs poorly.

        Raises:
            TableError: the number is not one of 1 to 4.
        """
        if number not in (1, 2, 3, 4):
            raise TableError(f"annual rating {number} does not exist", expected="1 (performs poorly) to 4 (performs excellently)")
        return tuple(cls)[number - 1]


class ProfileBand(Word):
    """What a profile of today comes to, from 4 (the most in line with or above similar areas) to 1. It is no rating of Ofsted's.

    >>> ProfileBand.from_number(4), ProfileBand.ONE.number
    (<ProfileBand.FOUR: 'profile band 4'>, 1)
    """

    ONE = "profile band 1"
    TWO = "profile band 2"
    THREE = "profile band 3"
    FOUR = "profile band 4"

    @property
    def number(self) -> int:
        """The number of the band, 4 best to 1 worst."""
        return tuple(ProfileBand).index(self) + 1

    @classmethod
    def from_number(cls, number: int) -> ProfileBand:
        """The band of a number.

        Raises:
            TableError: the number is not one of 1 to 4.
        """
        if number not in (1, 2, 3, 4):
            raise TableError(f"profile band {number} does not exist", expected="1 to 4")
        return tuple(cls)[number - 1]


Outcome: TypeAlias = Rating | ProfileBand
"""What a framework comes to: Ofsted's ratings of 2009 to 2011, or a profile band of today."""


class Standing(Word):
    """Where a council stands against a baseline once polarity is applied: above is always better."""

    BELOW = "below"
    IN_LINE = "in line"
    ABOVE = "above"
    NOT_COMPARABLE = "not comparable"


class Status(Word):
    """What a published cell says: a figure, or the reason why there is none; banded where a range such as 90-99 stands for it."""

    REPORTED = "reported"
    SUPPRESSED = "suppressed"
    NOT_AVAILABLE = "not available"
    NOT_APPLICABLE = "not applicable"
    NOT_RETURNED = "not returned"
    BANDED = "banded"


class Origin(Word):
    """Whether a figure was published, made for demonstration, or rests on both."""

    PUBLISHED = "published"
    DEMONSTRATION = "demonstration"
    MIXED = "mixed"


class Level(Word):
    """The kind of area that a row is about."""

    ENGLAND = "England"
    REGION = "region"
    COUNCIL = "council"


class Against(Word):
    """The baseline that a council is compared with: the first three always, the others where they are asked for."""

    ENGLAND = "England"
    REGION = "region"
    NEIGHBOURS = "neighbours"
    COUNCIL_TYPE = "council type"
    GROUP = "group"


class InLine(Word):
    """The rules for "in line", each a zone of figures around a baseline; none of them was published by Ofsted."""

    DEVIATIONS = "standard deviations"
    TOLERANCE = "relative tolerance"
    QUARTILES = "quartiles"
    INTERVAL = "interval 95"
    STRICT_INTERVAL = "interval 99.8"
    DIFFERENCE = "difference 95"
    STRICT_DIFFERENCE = "difference 99.8"
    MEDIAN_DISTANCE = "median distance"

    @property
    def has_width(self) -> bool:
        """Whether somebody must say how wide it is: the others take their width from the figures."""
        return self in (InLine.DEVIATIONS, InLine.TOLERANCE, InLine.MEDIAN_DISTANCE)

    @property
    def needs_counts(self) -> bool:
        """Whether it is worked out from numerators and denominators, without which it says nothing of a figure."""
        return self in (InLine.INTERVAL, InLine.STRICT_INTERVAL, InLine.DIFFERENCE, InLine.STRICT_DIFFERENCE)

    @property
    def only_average(self) -> Average | None:
        """The one average that the rule is about, where it is about one."""
        if self is InLine.MEDIAN_DISTANCE:
            return Average.MEDIAN
        return Average.POOLED if self in (InLine.DIFFERENCE, InLine.STRICT_DIFFERENCE) else None


class Average(Word):
    """How the figures of several councils make one: each council counting alike, the middle one, or each child counting alike."""

    MEAN = "mean"
    MEDIAN = "median"
    POOLED = "pooled"

    @property
    def noun(self) -> str:
        """What it makes: the mean, the median or the pooled figure."""
        return "pooled figure" if self is Average.POOLED else str(self)


VERDICTS = ("better", "in line", "worse", "higher", "lower", "not compared")
"""What a comparison says: better or worse by polarity, higher or lower where neither high nor low is good."""

GRADES = tuple(str(grade) for grade in Grade)
"""Inspection grades from worst to best."""

OVERALL = "overall effectiveness"
ECM_OUTCOMES = (
    "being healthy",
    "staying safe",
    "enjoying and achieving",
    "making a positive contribution",
    "achieving economic well-being",
)
"""The five Every Child Matters outcomes, in their usual order."""

ASPECTS = (OVERALL, *ECM_OUTCOMES)
"""The columns of the performance profile."""

SAFEGUARDING_INSPECTIONS = ("unannounced inspection", "full inspection", "ILACS inspection", "focused visit")
"""The inspections of safeguarding in a council."""

SAFEGUARDING_KINDS = (*SAFEGUARDING_INSPECTIONS, "serious case review")
"""What finds out about safeguarding in a council."""

ILACS_ASPECTS = ("overall effectiveness", "help and protection", "children in care", "care leavers", "leaders")
"""What today's inspections of children's services (ILACS) judge."""

SAFEGUARDING_ASPECTS = ("contact, referral and assessment", "safeguarding", "looked-after children", "evaluation", *ILACS_ASPECTS)
"""What such a finding is about."""

SAFEGUARDING_FINDINGS = (
    *("area for priority action", "no area for priority action"),
    *("inadequate", "requires improvement", "adequate", "good", "outstanding"),
)
"""What it can say: the two outcomes of an unannounced inspection, and the grades of a full inspection or a serious case review."""

PENDING = "pending"
"""What stands in place of a finding while an inspection is announced or under way: nothing is found yet, and no limit can rest on it."""

SETTING_CLUSTERS = {
    "early years": ("childminding", "childcare on domestic premises", "childcare on non-domestic premises", "nursery schools"),
    "schools": ("primary schools", "secondary schools", "special schools", "pupil referral units"),
    "post-16": ("school sixth forms", "sixth-form colleges", "further education colleges"),
    "social care": ("children's homes", "fostering service", "adoption service", "private fostering arrangements"),
}
"""The types of services and settings that are inspected, in the clusters in which a framework may pool them."""

SETTING_TYPES = tuple(kind for kinds in SETTING_CLUSTERS.values() for kind in kinds)
"""The types of services and settings, from young to old and then social care."""

RUN_BY = ("council", "private", "voluntary", "health")
"""Who runs a service or setting, where that is known."""

EVIDENCE_MARKS = ("S", "I", "A")
"""How a finding or a rule is known: stated in a published source, inferred from published sources, or our assumption."""


def words_of(enumeration: type[Word]) -> tuple[str, ...]:
    """The words of an enumeration, in its order.

    >>> words_of(Standing)
    ('below', 'in line', 'above', 'not comparable')
    """
    return tuple(str(word) for word in enumeration)
