"""The frameworks by which councils were rated: every rule as data, with its evidence mark and why it stands as it does."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from csrating.errors import ReferenceDataError

Built = TypeVar("Built")

EVIDENCE_MARKS = {
    "S": "stated in a published source",
    "I": "inferred from published sources",
    "A": "our assumption: Ofsted did not publish it",
}
"""What the evidence mark of a rule says."""

CHOICES = {"standing.rule": ("standard deviations",), "combined.pooling": ("clusters", "pooled")}
"""The rules that choose a way of doing things, and the ways there are."""


@dataclass(frozen=True)
class Rule:
    """One rule, threshold, weight or label of a framework, and what is known of it."""

    name: str
    value: Any
    evidence: str
    why: str

    @property
    def mark(self) -> str:
        """The evidence mark in words, such as "our assumption: Ofsted did not publish it"."""
        return EVIDENCE_MARKS[self.evidence]


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

        >>> framework("2009").value("combined.band_cuts")
        [3.5, 2.5, 1.5]
        """
        return self.rule(name).value

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
        """The rules that are ours because Ofsted published none."""
        return tuple(rule for rule in self.rules.values() if rule.evidence == "A")

    def proportion_word(self, share: float) -> str:
        """The word for a share in per cent: exactly 50 is "half", 100 "all", 0 "none".

        The share is rounded half up to a whole per cent first, save that a share short of all (or more than none) is never rounded into it.

        >>> [framework("2009").proportion_word(share) for share in (100, 99.9, 64.4, 50.4, 50, 49.9, 0.2, 0)]
        ['all', 'almost all', 'a majority', 'a majority', 'half', 'a minority', 'almost none', 'none']
        """
        if not 0 <= share <= 100:
            raise ReferenceDataError(f"{share} is not a share", expected="a percentage from 0 to 100")
        return next(word.word for word in self.proportion_words if word.covers(_whole(share)))


def _whole(share: float) -> float:
    """The share rounded half up, but never onto none, half or all, which only an exact share is."""
    if share in (0, 50, 100) or 50 < share < 51:
        return share
    if 49 < share < 50:
        return 49.0
    return min(99.0, max(0.5, float(int(share + 0.5))))


def framework(name: str | Path | Framework = "2009") -> Framework:
    """The framework of that name, or the one in a TOML file of the same form.

    Args:
        name: the year of a framework that the package carries, the path of a file of your own, or a framework, which is returned as it is.

    Raises:
        ReferenceDataError: there is no such framework, or its file breaks the form; the message names the rule.

    >>> framework("2009").rule("limits.priority_action").evidence
    'S'
    """
    if isinstance(name, Framework):
        return name
    path = Path(name)
    if path.suffix == ".toml":
        return _from_text(_read(path), str(path))
    return _carried(str(name))


@cache
def _carried(name: str) -> Framework:
    folder = files("csrating.reference.frameworks")
    resource = folder / f"{name}.toml"
    if not resource.is_file():
        known = ", ".join(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))
        raise ReferenceDataError(f"there is no framework {name!r}", expected=f"one of: {known}", do="Or pass the path of a .toml file.")
    return _from_text(resource.read_text(encoding="utf-8"), f"{name}.toml")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ReferenceDataError(f"the framework cannot be read ({error.strerror})", where=str(path)) from error


def _from_text(text: str, where: str) -> Framework:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ReferenceDataError(f"the framework is not TOML ({error})", where=where) from error
    made = Framework(
        name=_entry(data, "name", where),
        title=_entry(data, "title", where),
        rules=_rules(data, where),
        setting_types=tuple(_built(SettingType, row, where) for row in _entry(data, "setting_types", where)),
        proportion_words=tuple(_built(ProportionWord, row, where) for row in _entry(data, "proportion_words", where)),
    )
    _consistent(made, where)
    return made


def _entry(data: dict[str, Any], key: str, where: str) -> Any:
    if key not in data:
        raise ReferenceDataError(f"the entry {key!r} is missing", where=where)
    return data[key]


def _built(kind: type[Built], row: dict[str, Any], where: str) -> Built:
    try:
        return kind(**row)
    except TypeError as error:
        raise ReferenceDataError(f"an entry of {kind.__name__} does not fit ({error})", where=where) from error


def _rules(data: dict[str, Any], where: str) -> dict[str, Rule]:
    rules = {}
    for group, entries in data.items():
        for key, entry in entries.items() if isinstance(entries, dict) else ():
            name = f"{group}.{key}"
            if set(entry) != {"value", "evidence", "why"} or entry["evidence"] not in EVIDENCE_MARKS:
                raise ReferenceDataError(f"rule {name!r} is incomplete", where=where, expected="value, evidence (S, I or A) and why")
            rules[name] = Rule(name, entry["value"], entry["evidence"], entry["why"])
    return rules


def _consistent(made: Framework, where: str) -> None:
    cuts = made.value("combined.band_cuts")
    if len(cuts) != 3 or sorted(cuts, reverse=True) != cuts or len(set(cuts)) != 3:
        raise ReferenceDataError("the band cuts do not fall", where=where, expected="three numbers, each lower than the one before it")
    for name in ("points.share_good_or_better", "points.share_in_line_or_above"):
        steps = [step["least"] for step in made.value(name)]
        if steps[-1] != 0 or sorted(set(steps), reverse=True) != steps:
            raise ReferenceDataError(f"the steps of {name!r} overlap or leave a hole", where=where, expected="falling shares that end at 0")
    for name, known in CHOICES.items():
        if made.value(name) not in known:
            raise ReferenceDataError(f"{name!r} is {made.value(name)!r}", where=where, expected=f"one of: {', '.join(known)}")
    if made.value("combined.inspection_weight") <= 0 or made.value("combined.nis_weight") < 0:
        raise ReferenceDataError("a weight is negative, or inspection weighs nothing", where=where)
