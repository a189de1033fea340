"""What a period is: its label, its kind, and the day on which it ends."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from csrating.errors import ValueInCellError

FIRST_YEAR, LAST_YEAR = 1990, 2035
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
Kind = Literal["year", "two years", "quarter", "quarter of two years", "month", "months", "day", "term", "span"]


@dataclass(frozen=True)
class Period:
    """A period.

    Args:
        label: how it is written everywhere in the project: 2009, 2008/09, 2008 Q4, 2008/09 Q4, March 2011, Jul 2008 to Jun 2009,
            31 March 2011, 2011-03-31, 2009 to 2013.
        kind: a year; two years (the academic or financial year 2008/09); a quarter of the calendar year, or of the financial year; a
            month; twelve months, or several times twelve, that are no such year; a day; a school term; or a span of several years.
        year: the year in which it ends.
        quarter: which quarter of the calendar year; 0 for any other kind.
        first: the year in which a span's first period ends; 0 for any other kind.
        ends_on: the last day, where the text states it.
    """

    label: str
    kind: Kind
    year: int
    quarter: int = 0
    first: int = 0
    ends_on: date | None = None

    def end(self, month_day: str) -> date:
        """The last day of the period.

        Args:
            month_day: month and day on which such years end, '08-31'; a period that states its own end knows better.

        >>> Period("2008/09", "two years", 2009).end("03-31"), Period("2008 Q4", "quarter", 2008, 4).end("")
        (datetime.date(2009, 3, 31), datetime.date(2008, 12, 31))
        """
        if self.ends_on:
            return self.ends_on
        if self.quarter:
            return last_day(self.year, 3 * self.quarter)
        return date.fromisoformat(f"{self.year}-{month_day}")

    def as_year(self) -> Period:
        """The year in which a day or a month falls, with the end as stated: figures "at 31 March 2011" are the figures of 2011.

        >>> Period("31 March 2011", "day", 2011, ends_on=date(2011, 3, 31)).as_year().label
        '2011'
        """
        return replace(self, label=str(self.year), kind="year") if self.kind in ("day", "month") else self


def in_range(year: int) -> bool:
    """Whether a figure is a year that published figures of councils can be about.

    >>> in_range(2009), in_range(1889)
    (True, False)
    """
    return FIRST_YEAR <= year <= LAST_YEAR


def last_day(year: int, month: int) -> date:
    """The last day of a month.

    >>> last_day(2008, 2)
    datetime.date(2008, 2, 29)
    """
    return date(year, month, monthrange(year, month)[1])


def two_years(first: int, ends_on: date | None = None) -> Period:
    """The academic or financial year that begins in a year.

    >>> two_years(1999).label
    '1999/00'
    """
    return Period(f"{first}/{(first + 1) % 100:02d}", "two years", first + 1, ends_on=ends_on)


def one_year(year: int, ends_on: date | None = None) -> Period:
    """A single year.

    >>> one_year(2009)
    Period(label='2009', kind='year', year=2009, quarter=0, first=0, ends_on=None)
    """
    return Period(str(year), "year", year, ends_on=ends_on)


def a_quarter(year: int, quarter: int) -> Period:
    """A quarter of a calendar year.

    >>> a_quarter(2008, 4).label
    '2008 Q4'
    """
    return Period(f"{year} Q{quarter}", "quarter", year, quarter)


def a_financial_quarter(first: int, quarter: int) -> Period:
    """A quarter of the financial year that begins in April of a year; its label keeps it apart from that of a calendar year.

    >>> a_financial_quarter(2010, 1).label, a_financial_quarter(2010, 4).ends_on
    ('2010/11 Q1', datetime.date(2011, 3, 31))
    """
    ends_on = last_day(first + (quarter == 4), 3 * quarter % 12 + 3)
    return Period(f"{two_years(first).label} Q{quarter}", "quarter of two years", ends_on.year, ends_on=ends_on)


def a_month(year: int, month: int) -> Period:
    """A month.

    >>> a_month(2012, 2)
    Period(label='February 2012', kind='month', year=2012, quarter=0, first=0, ends_on=datetime.date(2012, 2, 29))
    """
    return Period(f"{MONTHS[month - 1].capitalize()} {year}", "month", year, ends_on=last_day(year, month))


def a_day(day: date) -> Period:
    """A day that is a period of its own, not only the day of a year at which something was counted.

    >>> a_day(date(2011, 3, 31)).label
    '2011-03-31'
    """
    return Period(day.isoformat(), "day", day.year, ends_on=day)


def whole_years_of_months(ends_on: date, years: int = 1) -> Period:
    """Twelve months, or several times twelve, up to the last of a month, that are no calendar, financial or school year.

    >>> whole_years_of_months(date(2009, 6, 30)).label, whole_years_of_months(date(2010, 12, 31), 3).label
    ('Jul 2008 to Jun 2009', 'Jan 2008 to Dec 2010')
    """
    first = ends_on.month % 12 + 1
    began = ends_on.year - years + (first == 1)
    label = f"{MONTHS[first - 1][:3].capitalize()} {began} to {MONTHS[ends_on.month - 1][:3].capitalize()} {ends_on.year}"
    return Period(label, "months", ends_on.year, ends_on=ends_on)


def month_number(word: str) -> int | None:
    """The month that a word or its first three letters mean; None for any other word.

    >>> month_number("Sept"), month_number("March"), month_number("mark")
    (9, 3, None)
    """
    text = word.lower().rstrip(".")
    return next((number for number, name in enumerate(MONTHS, 1) if len(text) >= 3 and name.startswith(text)), None)


def month_and_day(day: str, month: str) -> str:
    """A day of the year in the form that :meth:`Period.end` takes.

    >>> month_and_day("31", "August")
    '08-31'
    """
    if month.lower() not in MONTHS:
        raise ValueInCellError(f"{month!r} is not a month", expected="January to December")
    return f"{MONTHS.index(month.lower()) + 1:02d}-{int(day):02d}"
