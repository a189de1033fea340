"""Judgement inside the borderline range: overrides that somebody recorded, each with its reason, used or refused but never dropped."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd

from csrating import reference
from csrating.errors import EvidenceError, TableError, UnknownCouncilError
from csrating.reference.frameworks import Framework
from csrating.schema import Outcome, Rating, words_of

JUDGEMENT_COLUMNS = ("council", "from", "to", "reason", "who", "when")


@dataclass(frozen=True)
class Judgement:
    """An override inside the borderline range, with its reason, who made it and when (an ISO date), and the row that recorded it."""

    before: Rating
    after: Rating
    reason: str
    who: str
    when: str
    where: str


def recorded(judgements: pd.DataFrame | None) -> dict[str, Judgement]:
    """The overrides by the department code of the council; empty where there are none.

    Args:
        judgements: columns council (any code or spelling), from and to (a rating's number, 4 best, or its words), reason, who, and when (a
            date, or text such as 2009-11-30); or None.

    Raises:
        TableError: a column is missing, a cell does not fit, or a council has two overrides; the message names the row.
        UnknownCouncilError: a row names no council; the message names the row.
    """
    if judgements is None:
        return {}
    _has_columns(judgements)
    found: dict[str, Judgement] = {}
    for count, row in enumerate(judgements[list(JUDGEMENT_COLUMNS)].to_dict("records"), start=1):
        where = f"judgements, row {count}"
        code = _council(row["council"], where)
        if code in found:
            raise TableError(
                f"a second judgement on {_name(code)}; the first is in {found[code].where}", where=where, expected="one for each council"
            )
        found[code] = _judgement({str(key): value for key, value in row.items()}, where)
    return found


def permitted(judgement: Judgement, *, name: str, band: Outcome, borderline: tuple[Outcome, ...]) -> Judgement:
    """The same judgement, once it has been found to start from the data band and to stay inside the borderline range.

    Args:
        judgement: the override.
        name: whom it is about.
        band: the data band.
        borderline: the two bands between which judgement may choose; empty where the points are well inside a band.

    Raises:
        EvidenceError: the override starts from another band, or leaves the borderline range.
    """
    start = f"the judgement on {name}"
    if judgement.before is not band:
        found = f"{start} starts from {judgement.before.number}, but the data band is {band.number}"
        raise EvidenceError(found, where=judgement.where, do="Record it anew.")
    if judgement.after not in borderline:
        allowed = " or ".join(str(rating.number) for rating in borderline) or "none: the points are not within the borderline range"
        found = f"{start} moves the rating to {judgement.after.number}"
        raise EvidenceError(found, where=judgement.where, expected=f"a band of the borderline range ({allowed})")
    return judgement


def unusable(judgement: Judgement, *, name: str, why: str, do: str) -> EvidenceError:
    """The error about a judgement on a council without a rating to judge: why there is none, and what else than leaving it out may help."""
    found = f"the judgement on {name} cannot be used because {why}"
    return EvidenceError(found, where=judgement.where, do=f"Leave the judgement out, or {do}.")


def refuse_where_not_permitted(judgements: dict[str, Judgement], framework: Framework) -> None:
    """Refuse judgements by a framework that permits none, so that none is dropped in silence.

    Args:
        judgements: what :func:`recorded` gave.
        framework: the rule ``judgement.permitted``.

    Raises:
        EvidenceError: names the first judgement.
    """
    if not judgements or framework.value("judgement.permitted"):
        return
    code, first = next(iter(judgements.items()))
    raise EvidenceError(
        f"the judgement on {_name(code)} cannot be used because framework {framework.name} permits none",
        where=first.where,
        expected="judgements only where judgement.permitted is true",
        do="Leave the judgements out, or rate by another framework.",
    )


def _has_columns(judgements: Any) -> None:
    expected = f"a table with the columns {', '.join(JUDGEMENT_COLUMNS)}"
    if not isinstance(judgements, pd.DataFrame):
        raise TableError(f"the judgements are of the kind {type(judgements).__name__}", expected=expected)
    if judgements.columns.has_duplicates:
        raise TableError("the judgements have two columns of one name", expected=expected)
    missing = [column for column in JUDGEMENT_COLUMNS if column not in judgements]
    if missing:
        raise TableError(f"the judgements lack {', '.join(missing)}", expected=expected)


def _name(code: str) -> str:
    return reference.council(code).name


def _council(value: object, where: str) -> str:
    try:
        return reference.council("" if _blank(value) else str(value)).code
    except UnknownCouncilError as error:
        raise UnknownCouncilError(error.found, where=where, expected=error.expected, do=error.do) from error


def _judgement(row: dict[str, Any], where: str) -> Judgement:
    def cell(column: str, reading: Callable[[object], Any], expected: str) -> Any:
        found = reading(row[column])
        if found is None:
            shown = "blank" if _blank(row[column]) else repr(row[column])
            raise TableError(f"{column!r} of the judgement on {row['council']} is {shown}", where=where, expected=expected)
        return found

    rating = f"a rating: a number from 1 to 4, or one of: {', '.join(words_of(Rating))}"
    return Judgement(
        before=cell("from", _rating, rating),
        after=cell("to", _rating, rating),
        reason=cell("reason", _words, "the reason in words"),
        who=cell("who", _words, "who made the judgement"),
        when=cell("when", _day, "a date such as 2009-11-30"),
        where=where,
    )


def _blank(value: object) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or value != value or (isinstance(value, str) and not value.strip())


def _rating(value: object) -> Rating | None:
    """The rating that a cell means by its number or its words, or None."""
    if isinstance(value, bool) or _blank(value):
        return None
    written = " ".join(str(value).casefold().split())
    if re.fullmatch(r"[1-4](\.0)?", written):
        return Rating.from_number(int(written[0]))
    return next((rating for rating in Rating if rating == written), None)


def _words(value: object) -> str | None:
    return value.strip() if isinstance(value, str) and value.strip() else None


def _day(value: object) -> str | None:
    """The ISO date that a cell means, or None."""
    if _blank(value):
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    written = str(value).strip()
    try:
        return written if date.fromisoformat(written).isoformat() == written else None
    except ValueError:
        return None
