"""Names that no place has, with the places near to them, and names that were read otherwise than as written."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from csrating.read.doctor.contracts import NAMES
from csrating.read.doctor.findings import Finding, Severity, made
from csrating.read.doctor.subject import Subject

_LEFT_OUT = "area left out"


def names(subject: Subject) -> pd.DataFrame:
    """One row per name that was left out or read otherwise, as NAMES."""
    rows = []
    for order, remark in enumerate(one for one in subject.remarks if one.kind.startswith("area")):
        why, near = ("", "") if remark.unknown is None else (remark.unknown.why, "; ".join(map(str, remark.unknown.near)))
        rows.append((order, remark.kind, remark.found, why, near, remark.where))
    return made(NAMES, rows)


def findings(table: pd.DataFrame) -> Iterator[Finding]:
    """Left out with a council near: look at it, for its figures are missing. Read as a misspelling: look whether that is so."""
    for row in table.to_dict("records"):
        if row["kind"] == _LEFT_OUT:
            what = f"the row is left out: {row['why']}{'; near it: ' + row['near'] if row['near'] else ''}"
            do = "If one of these is meant, correct the name." if row["near"] else ""
            yield Finding("look" if row["near"] else "note", "names left out", what, row["where"], do)
        else:
            yield Finding(_severity(row["kind"]), "names", row["found"], row["where"])


def _severity(kind: str) -> Severity:
    return "look" if kind.endswith("near") else "note"
