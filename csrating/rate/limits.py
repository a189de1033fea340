"""What comes after the data band: the limits that safeguarding findings put on a rating."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from csrating.reference.frameworks import Framework, Rule
from csrating.schema import Outcome

GRADE_WORDS = ("inadequate", "requires improvement", "adequate", "good", "outstanding")
"""The findings that are grades of an aspect."""

Record: TypeAlias = dict[Hashable, Any]
"""One row of a table, by column."""


@dataclass(frozen=True)
class Limit:
    """One limit that was applied to a council's rating: the rule, what it did, and the finding that it rests on."""

    rule: Rule
    before: Outcome
    after: Outcome
    text: str
    ref: str
    origin: str

    @property
    def bites(self) -> bool:
        """Whether the limit lowered the rating; a council that already performs poorly cannot be lowered."""
        return self.after is not self.before


def not_read(result: str) -> str:
    """What is said of every result where the data hold no finding on any council: nothing found is not the same as nothing looked at.

    >>> not_read("profile band")
    'no findings on safeguarding were read, so no limit could be applied and the profile band may be too high'
    """
    return f"no findings on safeguarding were read, so no limit could be applied and the {result} may be too high"


def not_judged(framework: Framework) -> str:
    """What is said of a result of today where findings were read, and none of them judges this council as a whole.

    >>> from csrating.reference.frameworks import framework
    >>> not_judged(framework("2025"))
    'no judgement of overall effectiveness on this council was read, so no limit could be applied and the profile band may be too high'
    """
    aspect = framework.value("limits.full_inspection_inadequate")["aspect"]
    return f"no judgement of {aspect} on this council was read, so no limit could be applied and the {framework.result} may be too high"


def is_judged(findings: Sequence[Record], framework: Framework) -> bool:
    """Whether a council's findings say if it was judged inadequate: each council of today is inspected, and of 2009 only some were.

    Args:
        findings: the council's rows of SAFEGUARDING, as records.
        framework: the rule ``limits.full_inspection_inadequate``.
    """
    wanted = framework.value("limits.full_inspection_inadequate")
    return not framework.is_of_today or bool(_matching(findings, {key: wanted[key] for key in ("kind", "aspect")}))


def limits_of(findings: Sequence[Record], *, before: Outcome, framework: Framework) -> tuple[Limit, ...]:
    """The limits that a council's safeguarding findings put on its rating, in the order applied.

    Args:
        findings: the council's rows of SAFEGUARDING, as records.
        before: the rating that the data and any judgement gave.
        framework: the rules ``limits.*``.
    """
    applied: list[Limit] = []
    for limit in (_priority_action, _full_inspection):
        found = limit(findings, before=applied[-1].after if applied else before, framework=framework)
        applied += found
    return tuple(applied)


def _matching(findings: Sequence[Record], wanted: dict[str, str]) -> list[Record]:
    return [finding for finding in findings if all(finding[key] == word for key, word in wanted.items())]


def _priority_action(findings: Sequence[Record], *, before: Outcome, framework: Framework) -> list[Limit]:
    rule = framework.rule("limits.priority_action")
    rows = _matching(findings, {"kind": rule.value["kind"], "finding": rule.value["finding"]})
    if not rows:
        return []
    after = framework.outcome(max(1, before.number - rule.value["cut"]))
    grades = {1: "one grade"}.get(rule.value["cut"], f"{rule.value['cut']} grades")
    text = f"{_told(rows[0])}: cut by {grades}, from {before.number} to {after.number}"
    if after is before:
        text = f"{_told(rows[0])}: no effect, the rating is already the lowest"
    if before.number > framework.value("limits.observed_at_most"):
        text += f" (warning: a cut from {before.number} was never observed in 2009)"
    return [_limit(rule, before, after, text, rows)]


def _full_inspection(findings: Sequence[Record], *, before: Outcome, framework: Framework) -> list[Limit]:
    rule = framework.rule("limits.full_inspection_inadequate")
    rows = _matching(findings, {key: rule.value[key] for key in ("kind", "aspect", "finding")})
    if not rows:
        return []
    after = framework.outcome(min(before.number, rule.value["at_most"]))
    what = f"{framework.result} is {after.number}" if framework.is_of_today else f"rating is {after} ({after.number})"
    text = f"{_told(rows[0])}: the {what}, down from {before.number}"
    if after is before:
        text = f"{_told(rows[0])}: no effect, the {what.replace(' is ', ' is already ', 1)}"
    return [_limit(rule, before, after, text, rows)]


def _told(finding: Record) -> str:
    """A finding in words, such as "full inspection judged safeguarding inadequate"."""
    if finding["finding"] in GRADE_WORDS:
        return f"{finding['kind']} judged {finding['aspect']} {finding['finding']}"
    return f"{finding['kind']} found {'' if finding['finding'].startswith('no ') else 'an '}{finding['finding']}"


def _limit(rule: Rule, before: Outcome, after: Outcome, text: str, rows: list[Record]) -> Limit:
    return Limit(rule, before, after, text, ref=str(rows[0]["ref"]), origin=str(rows[0]["origin"]))
