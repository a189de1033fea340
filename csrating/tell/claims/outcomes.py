"""Claims about the columns of the profile: on each Every Child Matters outcome, the types of setting that fall short of good."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from csrating.schema import ECM_OUTCOMES
from csrating.tell.claims.claim import Claim, origin_of
from csrating.tell.claims.evidence import View
from csrating.tell.claims.rests import grades
from csrating.tell.claims.settings import Grades, grades_of

TOPICS = {"staying safe": 14, "enjoying and achieving": 15}

FEW_EXCEPTIONS = 2
"""Up to so many types may hold a setting that falls short for a letter still to speak of every setting but theirs."""

EVERY, MOST = "every setting", "more than half"


def outcome_claims(view: View) -> Iterator[Claim]:
    """One claim for each Every Child Matters outcome on which any setting has a judgement.

    The verdict says what was asked of a type of setting before it counts as good or better:

    - ``every setting``: each setting of the type is good or better. Used while at most two types fail it.
    - ``more than half``: more than half of its settings are, and where there are one or two, each of them. Used otherwise.

    So a letter is never firmer than the judgements: what it leaves unnamed meets the test which it states.
    """
    for outcome in ECM_OUTCOMES:
        rows = [row for (_, column), row in view.settings.items() if column == outcome]
        if rows:
            yield _claim(view, outcome, rows)


def _claim(view: View, outcome: str, rows: list[Any]) -> Claim:
    told_by_number = view.framework.value("proportions.told_by_number_up_to")
    short_of_every = [row for row in rows if grades_of(row).good_or_better < grades_of(row).settings]
    short_of_most = [row for row in short_of_every if not _mostly_good(grades_of(row), told_by_number)]
    every = len(short_of_every) <= FEW_EXCEPTIONS
    exceptions = short_of_every if every else short_of_most
    total = grades_of(*rows)
    figures = (
        *total.figures,
        ("types", float(len(rows))),
        ("exceptions", float(len(exceptions))),
        *((f"{row.row}: {name}", count) for row in exceptions for name, count in grades_of(row).figures),
    )
    return Claim(
        f"outcomes.{outcome}",
        outcome,
        "types of setting good or better",
        "none",
        EVERY if every else MOST,
        total.settings,
        figures,
        tuple(row.row for row in exceptions),
        grades(view.framework.cluster_of, aspect=outcome),
        origin_of([row.origin for row in rows]),
        TOPICS.get(outcome),
    )


def _mostly_good(grades: Grades, told_by_number: int) -> bool:
    if grades.settings <= told_by_number:
        return grades.good_or_better == grades.settings
    return 2 * grades.good_or_better > grades.settings


def exception_grades(claim: Claim, kind: str) -> Grades:
    """The grades of one of the types of setting that a claim names as an exception."""
    return Grades(*(int(claim.figure(f"{kind}: {grade}")) for grade in ("outstanding", "good", "satisfactory", "inadequate")))
