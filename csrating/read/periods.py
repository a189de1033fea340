"""Periods: every form in which a year or a quarter is written, as one label and the day on which it ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from csrating.errors import ValueInCellError

FIRST_YEAR, LAST_YEAR = 1990, 2035
_QUARTERS = {"jan-mar": 1, "apr-jun": 2, "jul-sep": 3, "oct-dec": 4}
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")


@dataclass(frozen=True)
class Period:
    """A period: its label, what kind it is, the year in which it ends, and for a quarter which one."""

    label: str
    kind: Literal["year", "two years", "quarter"]
    year: int
    quarter: int = 0

    def end(self, month_day: str) -> date:
        """The last day of the period.

        Args:
            month_day: month and day on which such years end, '08-31'; a quarter of the calendar year knows its own.

        >>> period("2008/09").end("03-31"), period("Oct-Dec 2008").end("")
        (datetime.date(2009, 3, 31), datetime.date(2008, 12, 31))
        """
        if self.quarter:
            return date(self.year, 3 * self.quarter, 31 if self.quarter in (1, 4) else 30)
        return date.fromisoformat(f"{self.year}-{month_day}")


def period(text: str, *, where: str = "") -> Period:
    """The period that a label means.

    A footnote number that has run into the year (``20092``) is left off: the first four digits are the year. ``2008/09``, ``2008-09`` and
    ``200809`` are the same two years, which must follow each other.

    Raises:
        ValueInCellError: the label is not a period, or its year is outside 1990 to 2035.

    >>> [period(text).label for text in ("2009", "20092", "200809", "2008-09", "2008/092", "2008/2009", "Oct-Dec 2008", "2008 Q4")]
    ['2009', '2009', '2008/09', '2008/09', '2008/09', '2008/09', '2008 Q4', '2008 Q4']
    """
    found = _quarter(text) or _two_years(text) or _year(text)
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueInCellError(
            f"{text!r} is not a period", where=where, expected="a year (2009), two years (2008/09) or a quarter (Oct-Dec 2008)"
        )
    return found


def month_and_day(day: str, month: str) -> str:
    """A day of the year in the form that :meth:`Period.end` takes.

    >>> month_and_day("31", "August")
    '08-31'
    """
    if month.lower() not in _MONTHS:
        raise ValueInCellError(f"{month!r} is not a month", expected="January to December")
    return f"{_MONTHS.index(month.lower()) + 1:02d}-{int(day):02d}"


def _quarter(text: str) -> Period | None:
    words = re.fullmatch(r"([a-z]{3})\w*\s*(?:-|to)\s*([a-z]{3})\w*\s+([0-9]{4})[0-9]?", text, flags=re.ASCII | re.IGNORECASE)
    if words and (quarter := _QUARTERS.get(f"{words[1]}-{words[2]}".lower())):
        return Period(f"{words[3]} Q{quarter}", "quarter", int(words[3]), quarter)
    short = re.fullmatch(r"([0-9]{4}) ?Q([1-4])", text)
    return Period(f"{short[1]} Q{short[2]}", "quarter", int(short[1]), int(short[2])) if short else None


def _two_years(text: str) -> Period | None:
    parts = re.fullmatch(r"([0-9]{4})(?:[/\u2013-]([0-9]{4})|([/\u2013-]?)([0-9]{2})([0-9]?))", text)
    if parts is None:
        return None
    first = int(parts[1])
    last = (first + 1) % 100
    follows = int(parts[2]) == first + 1 if parts[2] else int(parts[4]) == last
    if not follows or (parts[5] and not parts[3]):
        return None
    return Period(f"{first}/{last:02d}", "two years", first + 1)


def _year(text: str) -> Period | None:
    year = re.fullmatch(r"([0-9]{4})[0-9]{0,2}", text)
    return Period(year[1], "year", int(year[1])) if year else None
