"""Names that no place has, with the places near to them, and names that were read otherwise than as written."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

import pandas as pd

from csrating.read.doctor.contracts import NAMES
from csrating.read.doctor.findings import Finding, Severity, made
from csrating.read.doctor.subject import Subject

_LEFT_OUT = "area left out"
_NOBODY = ("blank", "unknown", "disagree", "ambiguous")
"""Why rows are left out that may be about a council; others are about a place that is known and is no council."""


def names(subject: Subject) -> pd.DataFrame:
    """One row per name that was left out or read otherwise, as NAMES."""
    rows = []
    for order, remark in enumerate(one for one in subject.remarks if one.kind.startswith("area")):
        why, near = ("", "") if remark.unknown is None else (remark.unknown.why, "; ".join(map(str, remark.unknown.near)))
        lost = remark.figures if remark.unknown is not None and remark.unknown.reason in _NOBODY else 0
        rows.append((order, remark.kind, remark.found, why, near, lost, remark.where))
    return made(NAMES, rows)


def findings(table: pd.DataFrame) -> Iterator[Finding]:
    """Left out with figures, or with a council near: look at it. Read as a misspelling: look whether that is so."""
    for row in table.to_dict("records"):
        if row["kind"] == _LEFT_OUT:
            near = f"; near it: {row['near']}" if row["near"] else ""
            lost = f", with {row['figures']:,} figure{'' if row['figures'] == 1 else 's'}" if row["figures"] else ""
            what = f"the row is left out{lost}: {row['why'] or row['found']}{near}"
            severity: Severity = "look" if row["near"] or row["figures"] else "note"
            yield Finding(severity, "names left out", what, row["where"], _what_to_do(row))
        else:
            yield Finding(_severity(row["kind"]), "names", row["found"], row["where"])


def _what_to_do(row: dict[Hashable, Any]) -> str:
    if row["near"]:
        return "If one of these is meant, correct the name."
    return "Find out whose figures they are: nobody has them." if row["figures"] else ""


def _severity(kind: str) -> Severity:
    return "look" if kind.endswith("near") else "note"
