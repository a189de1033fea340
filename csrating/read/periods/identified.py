"""Periods as Explore Education Statistics writes them: a time period beside what kind of time it is."""

from __future__ import annotations

import re
from datetime import date

from csrating.errors import ValueInCellError
from csrating.read.periods.kinds import Period, a_financial_quarter, a_quarter, in_range, last_day, month_number, one_year, two_years

_YEARS_OF_TWO = {"academic year": (8, 31), "financial year": (3, 31), "tax year": (4, 5)}
_SINGLE_YEARS = {"calendar year": (12, 31), "reporting year": None}
_TERMS = ("autumn term", "spring term", "summer term", "autumn and spring term")


def identified_period(time_period: str, time_identifier: str, *, where: str = "") -> Period:
    """The period that the columns ``time_period`` and ``time_identifier`` mean together.

    Args:
        time_period: four figures (2024), or six for two years that follow each other (202425).
        time_identifier: what kind of time it is, such as "Academic year", "Financial year Q2", "Autumn term" or "March".
        where: the cell, for the message.

    Raises:
        ValueInCellError: the two do not go together, or the kind of time is not one that is read (weeks, quarters of a school year).

    >>> identified_period("202425", "Academic year").label, identified_period("2025", "Reporting year").label
    ('2024/25', '2025')
    >>> identified_period("200809", "Financial year Q4").label
    '2008/09 Q4'
    """
    figures = re.fullmatch(r"([0-9]{4})([0-9]{2})?(?:\.0)?", time_period.strip())
    said = " ".join(time_identifier.lower().split())
    found = _read(int(figures[1]), figures[2], said) if figures else None
    if found is None or not in_range(found.year):
        raise ValueInCellError(
            f"{time_period!r} with {time_identifier!r} is not a period that can be read",
            where=where,
            expected="such as 202425 with 'Academic year', or 2025 with 'Calendar year'",
        )
    return found


def _read(first: int, second: str | None, said: str) -> Period | None:
    follows = second is not None and int(second) == (first + 1) % 100
    if second is not None and not follows:
        return None
    if said in _YEARS_OF_TWO:
        return two_years(first, date(first + 1, *_YEARS_OF_TWO[said])) if follows else None
    if said in _TERMS:
        return Period(f"{first}/{(first + 1) % 100:02d} {said}", "term", first + 1) if follows else None
    if parts := re.fullmatch(r"(financial|calendar) year q([1-4])", said):
        of_kind = a_financial_quarter if parts[1] == "financial" else a_quarter
        return of_kind(first, int(parts[2])) if follows == (parts[1] == "financial") else None
    return None if follows else _single(first, said)


def _single(year: int, said: str) -> Period | None:
    if said in _SINGLE_YEARS:
        ends = _SINGLE_YEARS[said]
        return one_year(year, date(year, *ends) if ends else None)
    month = month_number(said)
    return Period(f"{said.capitalize()} {year}", "month", year, ends_on=last_day(year, month)) if month else None
