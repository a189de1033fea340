"""Examine a file or a folder: every check in turn, and what they found as one report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from csrating.read.doctor import (
    accounts,
    changes,
    copies,
    coverage,
    england,
    findings,
    grades,
    names,
    neighbours,
    parts,
    repeats,
    revisions,
    totals,
    units,
    unseen,
)
from csrating.read.doctor.findings import Finding
from csrating.read.doctor.report import Report
from csrating.read.doctor.revisions import as_named
from csrating.read.doctor.subject import Subject
from csrating.read.doctor.summary import summary
from csrating.read.inference import NOUGHTS
from csrating.read.tables.remarks import EMPTY_COLUMN


def examine(subject: Subject, *, last: Subject | None = None) -> Report:
    """What there is to tell of a file or a folder: the fate of its cells, whose figures are missing, and what looks wrong.

    Args:
        subject: what the file or the folder says.
        last: what the release before it says, against which changes and revisions are told too.
    """
    before = as_named(last, subject) if last else None
    tables = _tables(subject, before)
    return Report(
        name=subject.name,
        how=subject.how,
        figures_read=len(subject.figures),
        summary=summary(subject, tables),
        findings=findings.frame(_findings(subject, before, tables)),
        fates=subject.fates,
        **tables,
    )


def _tables(subject: Subject, last: Subject | None) -> dict[str, pd.DataFrame]:
    covered = coverage.coverage(subject)
    return {
        "accounts": accounts.accounts(subject),
        "coverage": covered,
        "names": names.names(subject),
        "repeats": repeats.repeats(subject),
        "totals": totals.totals(subject, covered),
        "changes": changes.changes(subject, last=last),
        "revisions": revisions.revisions(subject, last),
        "unseen": unseen.unseen(subject),
        "graded": grades.graded(subject),
    }


def _findings(subject: Subject, last: Subject | None, tables: Mapping[str, pd.DataFrame]) -> Iterator[Finding]:
    """What each check found, those first that are least likely to be right."""
    yield from accounts.findings(tables["accounts"])
    yield from repeats.findings(tables["repeats"])
    yield from _questions(subject)
    yield from units.findings(subject)
    yield from changes.findings(tables["changes"])
    yield from parts.findings(subject)
    yield from copies.findings(subject)
    yield from totals.findings(tables["totals"])
    yield from england.findings(subject)
    if last:
        yield from revisions.findings(tables["revisions"], subject, last)
    yield from grades.findings(subject)
    yield from neighbours.findings(subject)
    yield from names.findings(tables["names"])
    yield from coverage.findings(tables["coverage"])
    yield from unseen.findings(tables["unseen"])
    yield from _notes(subject)


def _questions(subject: Subject) -> Iterator[Finding]:
    """Tables of which nothing is given until a question is answered."""
    for one in subject.questions:
        yield Finding("look", "not read", f"it is not sure {one.asks}", one.where, f"Answer with {one.answer}.")


def _notes(subject: Subject) -> Iterator[Finding]:
    for remark in subject.remarks:
        if remark.kind == EMPTY_COLUMN:
            yield Finding("look", remark.kind, remark.found, remark.where, "Look whether figures have moved to another column.")
        elif not remark.kind.startswith("area"):
            yield Finding("note", remark.kind, remark.found, remark.where)
    for one in subject.assumptions:
        if one.what.startswith(NOUGHTS):
            yield Finding("look", "assumed", f"{one.what}: {one.why}", one.where, "Look whether there were none.")
        else:
            yield Finding("note", "assumed", f"{one.what}: {one.why}", one.where)
    for text in subject.notes:
        yield Finding("note", "opening", text)
