"""Spans of several years, and the periods that they are made of."""

from __future__ import annotations

from datetime import date

from csrating.read.periods.kinds import Kind, Period, one_year, two_years

_LONGEST = 31


def span(first: int, last: int, *, of: Kind = "year", ends_on: date | None = None) -> Period | None:
    """The span from one year to another, by the years in which its first and last periods end; None where that is no span.

    >>> span(2009, 2013).label, span(2014, 2016, of="two years").label
    ('2009 to 2013', '2013/14 to 2015/16')
    """
    if not 0 < last - first <= _LONGEST:
        return None
    made_of = [_one(year, of).label for year in (first, last)]
    return Period(" to ".join(made_of), "span", last, first=first, ends_on=ends_on)


def periods_of_span(period: Period) -> tuple[Period, ...]:
    """The periods of which a span is made, in order; a period of any other kind is its own only one.

    >>> [one.label for one in periods_of_span(span(2009, 2011))], [one.label for one in periods_of_span(span(2014, 2015, of="two years"))]
    (['2009', '2010', '2011'], ['2013/14', '2014/15'])
    """
    if period.kind != "span":
        return (period,)
    of: Kind = "two years" if "/" in period.label else "year"
    return tuple(_one(year, of, _in_year(period.ends_on, year)) for year in range(period.first, period.year + 1))


def _one(year: int, of: Kind, ends_on: date | None = None) -> Period:
    return two_years(year - 1, ends_on) if of == "two years" else one_year(year, ends_on)


def _in_year(day: date | None, year: int) -> date | None:
    """The same day of another year; the last of February where that year has no 29th."""
    if day is None:
        return None
    return date(year, 2, 28) if (day.month, day.day) == (2, 29) and (year % 4 or year % 100 == 0) else day.replace(year=year)
