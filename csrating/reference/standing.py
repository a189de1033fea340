"""Which councils with children's services stood on a day, and from when to when each of them stood."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from csrating.errors import ReferenceDataError
from csrating.reference.registers import records

FIRST_DAY = date(1998, 4, 1)
"""The day from which the register is whole: the last counties divided in the 1990s were divided then."""


def lifetime(code: str) -> tuple[date, date]:
    """The first and the last day of a council; ``FIRST_DAY`` and ``date.max`` where it is older, or stands still.

    Raises:
        ReferenceDataError: no council of 1998 to today has the code.

    >>> lifetime("838")[0], lifetime("835")[1]
    (datetime.date(2019, 4, 1), datetime.date(2019, 3, 31))
    """
    found = _lifetimes().get(code)
    if found is None:
        raise ReferenceDataError(f"no council has the code {code!r}", expected="the department's code of a council of 1998 to today")
    return found


def councils_standing(*, on: date) -> tuple[str, ...]:
    """The department codes of the councils with children's services that stood on a day, in order.

    A council that kept its code when it changed (Buckinghamshire, North Yorkshire, Somerset) stands throughout.

    Args:
        on: the day, from 1 April 1998.

    Raises:
        ReferenceDataError: the day is before the register begins.

    >>> len(councils_standing(on=date(2009, 8, 31))), len(councils_standing(on=date(2025, 3, 31)))
    (152, 153)
    """
    if on < FIRST_DAY:
        raise ReferenceDataError(f"the councils of {on:%d %B %Y} are not on the register", expected=f"a day from {FIRST_DAY:%d %B %Y}")
    return tuple(sorted(code for code, (began, ended) in _lifetimes().items() if began <= on <= ended))


def stood_together(codes: Iterable[str]) -> tuple[date, date] | None:
    """The first and the last day on which all of these councils stood; None where there was no such day.

    >>> stood_together(["839", "928"])
    (datetime.date(2019, 4, 1), datetime.date(2021, 3, 31))
    """
    lives = [lifetime(code) for code in codes]
    first = max((began for began, _ in lives), default=FIRST_DAY)
    last = min((ended for _, ended in lives), default=date.max)
    return (first, last) if first <= last else None


def standing_between(day: date) -> int:
    """A number for the councils that stand on a day: it is the same for two days between which none began or ended.

    >>> standing_between(date(2018, 4, 1)) == standing_between(date(2019, 3, 31)) < standing_between(date(2019, 4, 1))
    True
    """
    return bisect_right(_days_of_change(), day)


@cache
def _days_of_change() -> tuple[date, ...]:
    """The first days of councils, and the first days without one that ended, in order."""
    lives = _lifetimes().values()
    return tuple(sorted({began for began, _ in lives} | {ended + timedelta(days=1) for _, ended in lives if ended != date.max}))


@cache
def _lifetimes() -> dict[str, tuple[date, date]]:
    others = records("other_councils.csv")
    first = {code: began for row in others if row["when"] == "former" for code, began in _successors(row)}
    lives = {row["code"]: (first.get(row["code"], FIRST_DAY), _last_day(row)) for row in records("councils.csv")}
    for row in others:
        day = date.fromisoformat(row["ended_or_began_on"])
        lives[row["code"]] = (FIRST_DAY, day) if row["when"] == "former" else (day, date.max)
    return lives


def _successors(row: dict[str, str]) -> list[tuple[str, date]]:
    """The councils that took over from one that ended, and the day on which they did."""
    began = date.fromisoformat(row["ended_or_began_on"]) + timedelta(days=1)
    return [(code, began) for code in row["councils_of_2009"].split()]


def _last_day(row: dict[str, str]) -> date:
    """A council whose successor has its own code has not ended: it changed, and its figures go on under the code."""
    passed_on = row["code"] in row["successors"].split()
    return date.fromisoformat(row["ended_on"]) if row["ended_on"] and not passed_on else date.max
