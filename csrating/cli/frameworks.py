"""Frameworks as text: those that the package carries, the rules of one, and in what two differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from csrating.cli.lines import aligned, wrapped

if TYPE_CHECKING:
    import pandas as pd

    from csrating.reference.frameworks import Framework, Rule

_ASSUMED = "an assumption of ours"
_MARKS = f"Marks: S a rule stated in a published source, I one inferred from such sources, A {_ASSUMED}."
_CHOSEN = "a choice of ours, since nobody publishes a profile of today"


def marks_told(*frameworks: Framework) -> str:
    """What the evidence marks mean: a rule of ours is an assumption about 2009 to 2011, and a choice about today.

    >>> from csrating.reference.frameworks import framework
    >>> marks_told(framework("2025")).partition("A ")[2]
    'a choice of ours, since nobody publishes a profile of today.'
    """
    today = {one.is_of_today for one in frameworks}
    if today == {True}:
        return _MARKS.replace(_ASSUMED, _CHOSEN)
    both = f"{_ASSUMED}, or in a framework of today {_CHOSEN}"
    return _MARKS.replace(_ASSUMED, both) if True in today else _MARKS


def frameworks_told(frameworks: Sequence[Framework], *, width: int | None = None) -> str:
    """The frameworks that the package carries: how many rules each has, and of how many it is known how.

    Args:
        frameworks: in the order in which they are listed.
        width: columns of the terminal, or None for as wide as it comes.
    """
    headings = ("name", "rules", "S", "I", "A", "title")
    counts = [(one, Counter(rule.evidence for rule in one.rules.values())) for one in frameworks]
    rows = [(one.name, str(len(one.rules)), *(str(marks[mark]) for mark in "SIA"), one.title) for one, marks in counts]
    lines = aligned(headings, rows, text={"name", "title"}, width=width, give="title")
    return "\n".join([*lines, "", wrapped(marks_told(*frameworks), width=width)])


def framework_told(rules: Framework, *, width: int | None = None) -> str:
    """Every rule of a framework with its mark, its value and why it stands as it does, then its setting types and proportion words.

    Args:
        rules: the framework.
        width: columns of the terminal, or None for as wide as it comes.
    """
    ours, what = len(rules.assumptions), "choice" if rules.is_of_today else "assumption"
    counted = f"is {'a' if rules.is_of_today else 'an'} {what}" if ours == 1 else f"are {what}s"
    told = f"{len(rules.rules)} rules, of which {ours} {counted} of ours. {marks_told(rules)}"
    lines = [wrapped(f"Framework {rules.name}: {rules.title}", width=width, indent=2), wrapped(told, width=width)]
    for _, group in groupby(rules.rules.values(), key=lambda rule: rule.name.partition(".")[0]):
        lines += ["", *(line for rule in group for line in _rule(rule, width))]
    return "\n".join([*lines, "", *_setting_types(rules, width), "", *_proportion_words(rules, width)])


def _rule(rule: Rule, width: int | None) -> Iterator[str]:
    yield wrapped(f"{rule.evidence}  {rule.name}: {rule.told}", width=width, indent=5)
    yield wrapped(f"     {rule.why}", width=width, indent=5)


def _setting_types(rules: Framework, width: int | None) -> Iterator[str]:
    yield "Setting types, by the cluster in which they are pooled:"
    for cluster in rules.clusters:
        names = [setting.name for setting in rules.setting_types if setting.cluster == cluster]
        yield wrapped(f"   {cluster}: {', '.join(names)}", width=width, indent=5)


def _proportion_words(rules: Framework, width: int | None) -> Iterator[str]:
    yield "Proportion words, each by the share that earns it:"
    for word in rules.proportion_words:
        yield wrapped(f"{word.evidence}  {word.word}: {word.told}", width=width, indent=5)


def differences_told(found: pd.DataFrame, names: tuple[str, str], *, marks: str = _MARKS, width: int | None = None) -> str:
    """In what two frameworks differ: first what has another value, then what has only another mark.

    Args:
        found: what :func:`csrating.reference.frameworks.differences` gave.
        names: of the first and the second framework, as they are to be called.
        marks: what :func:`marks_told` said of both.
        width: columns of the terminal, or None for as wide as it comes.
    """
    first, second = names
    if found.empty:
        told = f"There is no difference between {first} and {second}: every rule, mark, setting type and proportion word is the same."
        return wrapped(told, width=width)
    by_mark = found["difference"] == "mark"
    same, values = found[by_mark], found[~by_mark]
    lines = [wrapped(_summary(found["difference"], names), width=width), wrapped(marks, width=width)]
    for row in values.to_dict("records"):
        lines += ["", *_difference({str(key): str(cell) for key, cell in row.items()}, names, width)]
    if len(same):
        lines += ["", f"The same value by another mark ({first}, {second}):"]
        lines += [f"  {row['first_mark']}, {row['second_mark']}  {_name(row['part'], row['name'])}" for row in same.to_dict("records")]
    return "\n".join(lines)


def _summary(found: pd.Series[str], names: tuple[str, str]) -> str:
    """How many differences of each kind there are."""
    alone, marks = int(found.str.startswith("only").sum()), int((found == "mark").sum())
    kinds = {"by another value": len(found) - alone - marks, "because one alone has it": alone, "by another mark only": marks}
    told = ", ".join(f"{number} {kind}" for kind, number in kinds.items() if number)
    things = "1 rule, setting type or proportion word" if len(found) == 1 else f"{len(found)} rules, setting types or proportion words"
    return f"{names[0]} and {names[1]} differ in {things}: {told}."


def _name(part: str, name: str) -> str:
    return name if part == "rule" else f"{part} {name!r}"


def _difference(row: dict[str, str], names: tuple[str, str], width: int | None) -> Iterator[str]:
    """One difference: what differs, then a line for each framework that has it."""
    alone = {"only in first": f", only in {names[0]}", "only in second": f", only in {names[1]}"}.get(row["difference"], "")
    yield wrapped(f"{_name(row['part'], row['name'])}{alone}", width=width, indent=2)
    size = max(map(len, names))
    for name, side in zip(names, ("first", "second"), strict=True):
        if row["difference"] not in ("only in first", "only in second") or row["difference"].endswith(side):
            mark = row[f"{side}_mark"]
            beginning = f"  {name.ljust(size)}  {f'{mark}  ' if mark else ''}"
            yield wrapped(f"{beginning}{row[side]}", width=width, indent=min(len(beginning), 24))
