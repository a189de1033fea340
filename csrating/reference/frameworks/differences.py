"""In what two frameworks differ: rules, evidence marks, setting types and proportion words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from csrating.reference.frameworks.loading import framework
from csrating.reference.frameworks.model import Framework

COLUMNS = ("part", "name", "difference", "first", "second", "first_mark", "second_mark")
ORDER = "order"
"""What the difference is called where two frameworks have the same setting types in another order, which is that of their letters."""


@dataclass(frozen=True)
class _Entry:
    """What can differ: a value, which is compared, its words, and its evidence mark, blank where it has none."""

    value: Any
    told: str
    mark: str = ""


def differences(first: str | Path | Framework, second: str | Path | Framework) -> pd.DataFrame:
    """Each rule, setting type and proportion word in which two frameworks differ; no rows where they differ in none.

    The reasons why a rule stands as it does, and the names and titles of the frameworks, are not compared.

    Args:
        first, second: frameworks as :func:`~csrating.reference.frameworks.framework` takes them: names, paths of .toml files, or read ones.

    Returns:
        columns part ("rule", "setting type" or "proportion word"), name, difference ("value", "mark", "value and mark", "only in first",
        "only in second", or "order"), first and second (the values in words, blank where there is none), first_mark and second_mark.
        Rules come group by group in the order of the first framework.

    Raises:
        ReferenceDataError: one of them is unknown or breaks the form.

    >>> found = differences("2009", "2010").set_index("name")
    >>> found.loc["inspections.window_years", ["difference", "first", "second", "first_mark", "second_mark"]].to_list()
    ['value and mark', 'any age', '3', 'A', 'S']
    >>> len(differences("2009", "2009"))
    0
    """
    one, other = framework(first), framework(second)
    rows = [row for part, of in _PARTS.items() for row in _of_part(part, of(one), of(other))]
    return pd.DataFrame([*rows, *_order(one, other)], columns=list(COLUMNS), dtype="str")


def _rules(rules: Framework) -> dict[str, _Entry]:
    return {rule.name: _Entry(rule.value, rule.told, rule.evidence) for rule in rules.rules.values()}


def _setting_types(rules: Framework) -> dict[str, _Entry]:
    return {setting.name: _Entry(setting, f"{setting.cluster}, one {setting.one}") for setting in rules.setting_types}


def _proportion_words(rules: Framework) -> dict[str, _Entry]:
    return {word.word: _Entry((word.least, word.more_than), word.told, word.evidence) for word in rules.proportion_words}


_PARTS = {"rule": _rules, "setting type": _setting_types, "proportion word": _proportion_words}


def _of_part(part: str, one: dict[str, _Entry], other: dict[str, _Entry]) -> Iterator[tuple[str, ...]]:
    for name in _names(one, other):
        here, there = one.get(name), other.get(name)
        difference = _difference(here, there)
        if difference:
            told = [entry.told if entry else "" for entry in (here, there)]
            yield part, name, difference, *told, *(entry.mark if entry else "" for entry in (here, there))


def _names(one: Iterable[str], other: Iterable[str]) -> list[str]:
    """The names of both, those of one group together: a rule that the second alone has comes after its group's in the first."""
    names = list(dict.fromkeys([*one, *other]))
    groups = list(dict.fromkeys(name.partition(".")[0] for name in names))
    return sorted(names, key=lambda name: groups.index(name.partition(".")[0]))


def _difference(here: _Entry | None, there: _Entry | None) -> str:
    """What differs, in words; blank where nothing does."""
    if here is None or there is None:
        return "only in second" if here is None else "only in first"
    differs = {"value": here.value != there.value, "mark": here.mark != there.mark}
    return " and ".join(what for what, found in differs.items() if found)


def _order(one: Framework, other: Framework) -> Iterator[tuple[str, ...]]:
    """The setting types that both have, where one has them in another order."""
    names = [[setting.name for setting in rules.setting_types] for rules in (one, other)]
    here, there = ([name for name in these if name in those] for these, those in (names, reversed(names)))
    if here != there:
        yield "setting type", ORDER, ORDER, ", ".join(here), ", ".join(there), "", ""
