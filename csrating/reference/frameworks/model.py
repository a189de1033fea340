"""A framework in memory: its rules looked up by name, the rows of the profile, and the words for shares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from csrating.errors import ReferenceDataError
from csrating.reference.editions import Edition, edition
from csrating.schema import Outcome, ProfileBand, Rating

EVIDENCE_MARKS = {
    "S": "stated in a published source",
    "I": "inferred from published sources",
    "A": "our assumption: Ofsted did not publish it",
}
"""What the evidence mark of a rule says."""

MARKS_OF_TODAY = {**EVIDENCE_MARKS, "A": "our choice: nobody publishes a profile of today"}
"""What it says of a rule on today's figures, which Ofsted neither published nor kept to itself: there is none."""

ANY_AGE = "any age"
"""What stands in place of a window of years where inspections count however old they are."""


def value_told(value: Any) -> str:
    """A rule's value in words: the parts of a list or of an entry one after the other.

    >>> value_told([{"least": 80, "points": 4}, {"least": 0, "points": 1}]), value_told([3.5, 2.5]), value_told([]), value_told(True)
    ('least 80, points 4; least 0, points 1', '3.5, 2.5', 'none', 'true')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return ", ".join(f"{key.replace('_', ' ')} {value_told(part)}" for key, part in value.items())
    if isinstance(value, list):
        return ("; " if any(isinstance(part, dict) for part in value) else ", ").join(map(value_told, value)) or "none"
    return f"{value:.15g}" if isinstance(value, float) else str(value)


@dataclass(frozen=True)
class Rule:
    """One rule, threshold, weight or label of a framework, and what is known of it."""

    name: str
    value: Any
    evidence: str
    why: str
    is_of_today: bool = False

    @property
    def mark(self) -> str:
        """The evidence mark in words, such as "our assumption: Ofsted did not publish it"."""
        return (MARKS_OF_TODAY if self.is_of_today else EVIDENCE_MARKS)[self.evidence]

    @property
    def told(self) -> str:
        """The value in words, such as "least 80, points 4; least 0, points 1"."""
        return value_told(self.value)


@dataclass(frozen=True)
class SettingType:
    """A row of the profile: a type of service or setting, and the cluster that it is pooled in."""

    name: str
    cluster: str
    one: str


@dataclass(frozen=True)
class ProportionWord:
    """A word for a share, and the least share (in per cent) that earns it."""

    least: float
    word: str
    evidence: str
    more_than: bool = False

    @property
    def told(self) -> str:
        """From which share on the word is earned, such as "at least 65 per cent" or "more than 50 per cent"."""
        return f"{'more than' if self.more_than else 'at least'} {self.least:.15g} per cent"

    def covers(self, share: float) -> bool:
        """Whether the share, in per cent and at least ``least``, earns the word."""
        return share > self.least if self.more_than else share >= self.least


@dataclass(frozen=True)
class Framework:
    """The rules of one year's rating, looked up by dotted name."""

    name: str
    title: str
    rules: dict[str, Rule]
    setting_types: tuple[SettingType, ...]
    proportion_words: tuple[ProportionWord, ...]
    registers: str = "2009"

    @property
    def edition(self) -> Edition:
        """Whose councils and indicators the rules are for."""
        return edition(self.registers)

    @property
    def is_of_today(self) -> bool:
        """Whether the rules make profile bands of today's figures, which are no ratings of Ofsted's."""
        return self.registers != "2009"

    @property
    def marks(self) -> dict[str, str]:
        """What each evidence mark says of a rule of this framework.

        >>> from csrating.reference.frameworks import framework
        >>> framework("2009").marks["A"], framework("2025").marks["A"]
        ('our assumption: Ofsted did not publish it', 'our choice: nobody publishes a profile of today')
        """
        return MARKS_OF_TODAY if self.is_of_today else EVIDENCE_MARKS

    @property
    def result(self) -> str:
        """What the rules come to: a rating, or a profile band."""
        return "profile band" if self.is_of_today else "rating"

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """All that the rules can come to, the best first."""
        return tuple(self.outcome(number) for number in (4, 3, 2, 1))

    def outcome(self, number: int) -> Outcome:
        """What the rules come to by its number, 4 best to 1 worst.

        Raises:
            TableError: the number is not one of 1 to 4.

        >>> from csrating.reference.frameworks import framework
        >>> str(framework("2009").outcome(3)), str(framework("2025").outcome(3))
        ('performs well', 'profile band 3')
        """
        return ProfileBand.from_number(number) if self.is_of_today else Rating.from_number(number)

    def outcome_told(self, number: float) -> str:
        """What the rules come to in words with its number; a profile band says its number itself.

        >>> from csrating.reference.frameworks import framework
        >>> framework("2009").outcome_told(3), framework("2025").outcome_told(3)
        ('performs well (3)', 'profile band 3')
        """
        outcome = self.outcome(int(number))
        return str(outcome) if self.is_of_today else f"{outcome} ({outcome.number})"

    def rule(self, name: str) -> Rule:
        """The rule of that dotted name, such as ``"combined.band_cuts"``.

        Raises:
            ReferenceDataError: the framework has no rule of that name.
        """
        if name not in self.rules:
            raise ReferenceDataError(f"framework {self.name} has no rule {name!r}", expected=f"one of: {', '.join(sorted(self.rules))}")
        return self.rules[name]

    def value(self, name: str) -> Any:
        """The value of the rule of that dotted name.

        >>> from csrating.reference.frameworks import framework
        >>> framework("2009").value("combined.band_cuts")
        [3.5, 2.5, 1.5]
        """
        return self.rule(name).value

    @property
    def window_years(self) -> int | None:
        """How many years before the cut-off an inspection may lie and still count; None where any age counts.

        >>> from csrating.reference.frameworks import framework
        >>> framework("2009").window_years, framework("2010").window_years
        (None, 3)
        """
        years = self.value("inspections.window_years")
        return None if years == ANY_AGE else int(years)

    @property
    def of_any_age(self) -> tuple[str, ...]:
        """The setting types whose inspections count however old they are, although there is a window; where it is left out, none."""
        rule = self.rules.get("inspections.of_any_age")
        return tuple(rule.value) if rule else ()

    @property
    def cluster_of(self) -> dict[str, str]:
        """The cluster of each setting type."""
        return {setting.name: setting.cluster for setting in self.setting_types}

    @property
    def clusters(self) -> tuple[str, ...]:
        """The clusters, in the order of the profile."""
        return tuple(dict.fromkeys(setting.cluster for setting in self.setting_types))

    @property
    def assumptions(self) -> tuple[Rule, ...]:
        """The rules that are ours because nobody published one."""
        return tuple(rule for rule in self.rules.values() if rule.evidence == "A")

    def proportion_word(self, share: float) -> str:
        """The word for a share in per cent: exactly 50 is "half", 100 "all", 0 "none".

        The share is taken as it is and never rounded first, so that the word stands on the same side of a threshold as the points do.

        Raises:
            ReferenceDataError: the number is not a share.

        >>> from csrating.reference.frameworks import framework
        >>> [framework("2009").proportion_word(share) for share in (100, 99.9, 64.6, 50.4, 50, 49.9, 0.2, 0)]
        ['all', 'almost all', 'a majority', 'a majority', 'half', 'a minority', 'almost none', 'none']
        """
        if not 0 <= share <= 100:
            raise ReferenceDataError(f"{share} is not a share", expected="a percentage from 0 to 100")
        return next(word.word for word in self.proportion_words if word.covers(share))
