"""What comes after the data band: limits that safeguarding findings put on a rating, and judgement inside the borderline range."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import pandas as pd

from csrating.errors import EvidenceError, TableError
from csrating.reference.frameworks import Framework, Rule
from csrating.schema import Rating

Record: TypeAlias = dict[Hashable, Any]
"""One row of a table, by column."""

JUDGEMENT_COLUMNS = ["council", "from", "to", "reason", "who", "when"]


@dataclass(frozen=True)
class Limit:
    """One limit that was applied to a council's rating: the rule, what it did, and the finding that it rests on."""

    rule: Rule
    before: Rating
    after: Rating
    text: str
    ref: str
    origin: str

    @property
    def bites(self) -> bool:
        """Whether the limit lowered the rating; a council that already performs poorly cannot be lowered."""
        return self.after is not self.before


@dataclass(frozen=True)
class Judgement:
    """An override inside the borderline range, with its reason and who made it."""

    before: Rating
    after: Rating
    reason: str
    who: str
    when: str


def limits_of(findings: Sequence[Record], *, before: Rating, framework: Framework) -> tuple[Limit, ...]:
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


def _priority_action(findings: Sequence[Record], *, before: Rating, framework: Framework) -> list[Limit]:
    rule = framework.rule("limits.priority_action")
    rows = _matching(findings, {"kind": rule.value["kind"], "finding": rule.value["finding"]})
    if not rows:
        return []
    after = Rating.from_number(max(1, before.number - rule.value["cut"]))
    text = f"unannounced inspection found an area for priority action: cut by one grade, from {before.number} to {after.number}"
    if after is before:
        text = "unannounced inspection found an area for priority action: no effect, the rating is already the lowest"
    if before.number > framework.value("limits.observed_at_most"):
        text += f" (warning: a cut from {before.number} was never observed in 2009)"
    return [_limit(rule, before, after, text, rows)]


def _full_inspection(findings: Sequence[Record], *, before: Rating, framework: Framework) -> list[Limit]:
    rule = framework.rule("limits.full_inspection_inadequate")
    rows = _matching(findings, {key: rule.value[key] for key in ("kind", "aspect", "finding")})
    if not rows:
        return []
    after = Rating.from_number(min(before.number, rule.value["at_most"]))
    text = f"full inspection judged safeguarding inadequate: the rating is {after} ({after.number}), down from {before.number}"
    if after is before:
        text = f"full inspection judged safeguarding inadequate: no effect, the rating is already {after} ({after.number})"
    return [_limit(rule, before, after, text, rows)]


def _limit(rule: Rule, before: Rating, after: Rating, text: str, rows: list[Record]) -> Limit:
    return Limit(rule, before, after, text, ref=str(rows[0]["ref"]), origin=str(rows[0]["origin"]))


def judgement_of(
    judgements: pd.DataFrame | None, *, council: str, name: str, band: Rating, borderline: tuple[Rating, ...]
) -> Judgement | None:
    """The override recorded for a council, or None.

    Args:
        judgements: columns council (department code), from and to (rating numbers, 4 best), reason, who, when; or None.
        council, name: whom it is about.
        band: the data band.
        borderline: the two bands between which judgement may choose; empty where the points are well inside a band.

    Raises:
        TableError: a column or the reason is missing, or the council has two overrides.
        EvidenceError: the override starts from another band, or leaves the borderline range.
    """
    if judgements is None:
        return None
    missing = [column for column in JUDGEMENT_COLUMNS if column not in judgements]
    if missing:
        raise TableError(f"the judgements lack {', '.join(missing)}", expected=f"columns {', '.join(JUDGEMENT_COLUMNS)}")
    rows = judgements[judgements["council"].astype(str) == council]
    if rows.empty:
        return None
    if len(rows) > 1:
        raise TableError(f"{len(rows)} judgements are recorded for {name}", expected="one")
    return _checked(rows.iloc[0], name=name, band=band, borderline=borderline)


def _checked(row: pd.Series, *, name: str, band: Rating, borderline: tuple[Rating, ...]) -> Judgement:
    before, after = Rating.from_number(int(row["from"])), Rating.from_number(int(row["to"]))
    if not str(row["reason"]).strip() or not str(row["who"]).strip():
        raise TableError(f"the judgement on {name} has no reason, or does not say who made it")
    if before is not band:
        raise EvidenceError(
            f"the judgement on {name} starts from {before.number}, but the data band is {band.number}", do="Record it anew."
        )
    if after not in borderline:
        allowed = " or ".join(str(rating.number) for rating in borderline) or "none: the points are not within the borderline range"
        raise EvidenceError(
            f"the judgement on {name} moves the rating to {after.number}", expected=f"a band of the borderline range ({allowed})"
        )
    return Judgement(before, after, str(row["reason"]), str(row["who"]), str(row["when"]))
