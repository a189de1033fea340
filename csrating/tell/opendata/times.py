"""Periods as the standard writes them: a time period of digits beside what kind of time it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from csrating.read.periods import Period, find_period
from csrating.tell.opendata.standard import KIND_OF_IDENTIFIER

CALENDAR, REPORTING, ACADEMIC, FINANCIAL, TAX = "Calendar year", "Reporting year", "Academic year", "Financial year", "Tax year"
_TWO_YEARS_TO = {(3, 31): FINANCIAL, (4, 5): TAX, (7, 31): ACADEMIC, (8, 31): ACADEMIC}
_TERM = re.compile(r"([0-9]{4})/[0-9]{2} ((?:autumn|spring|summer|autumn and spring) term)")
_QUARTER_OF_TWO_YEARS = re.compile(r"([0-9]{4})/[0-9]{2} Q([1-4])")
_MONTHS = re.compile(r"[A-Z][a-z]{2} ([0-9]{4}) to [A-Z][a-z]{2} ([0-9]{4})")


@dataclass(frozen=True)
class Time:
    """When a row is about.

    Args:
        time_period: four digits (2009), or six for two years that follow each other (200809).
        time_identifier: what kind of time it is, in the standard's words.
        since: the year or two years in which a period of several years begins; blank for any other.
    """

    time_period: str
    time_identifier: str
    since: str = ""

    @property
    def kind(self) -> str:
        """The kind of time, by which files are kept apart."""
        return KIND_OF_IDENTIFIER[self.time_identifier].name


def standard_time(label: str, ends_on: date) -> Time | None:
    """A period as the standard writes it; None where it is no period that can be written so.

    Two years are told apart by the day on which they end. A quarter of the calendar year, for which the standard has no word, is the same
    three months of the financial year. What fits no other kind (a day, a year to the end of March, twelve months of any kind) is a
    reporting year, by the year in which it ends; so is told what spans several years, with the year in which it begins.

    Args:
        label: the period as it is written everywhere in the project.
        ends_on: its last day.

    >>> standard_time("2008/09", date(2009, 3, 31))
    Time(time_period='200809', time_identifier='Financial year', since='')
    >>> standard_time("2008 Q4", date(2008, 12, 31)).time_identifier, standard_time("2009", date(2009, 3, 31)).time_identifier
    ('Financial year Q3', 'Reporting year')
    >>> standard_time("2007 to 2009", date(2009, 12, 31))
    Time(time_period='2009', time_identifier='Calendar year', since='2007')
    """
    if term := _TERM.fullmatch(label):
        return Time(_two_years(int(term[1])), term[2].capitalize())
    if quarter := _QUARTER_OF_TWO_YEARS.fullmatch(label):
        return Time(_two_years(int(quarter[1])), f"{FINANCIAL} Q{quarter[2]}")
    if months := _MONTHS.fullmatch(label):
        return _months(int(months[1]), ends_on)
    found = find_period(label)
    return None if found is None or found.rest else _of_period(found.period, ends_on)


def _of_period(period: Period, ends_on: date) -> Time | None:
    if period.kind == "quarter":
        before = period.quarter == 1
        return Time(_two_years(period.year - before), f"{FINANCIAL} Q{4 if before else period.quarter - 1}")
    if period.kind == "month":
        return Time(str(period.year), period.label.split()[0])
    if period.kind in ("year", "day"):
        return Time(str(ends_on.year), _of_one_year(ends_on) if period.kind == "year" else REPORTING)
    if period.kind == "two years":
        return _of_two_years(period.year, ends_on)
    return _span(period, ends_on) if period.kind == "span" else None


def _of_one_year(ends_on: date) -> str:
    return CALENDAR if (ends_on.month, ends_on.day) == (12, 31) else REPORTING


def _of_two_years(year: int, ends_on: date, since: str = "") -> Time:
    identifier = _TWO_YEARS_TO.get((ends_on.month, ends_on.day))
    return Time(_two_years(year - 1), identifier, since) if identifier else Time(str(ends_on.year), REPORTING, since)


def _span(period: Period, ends_on: date) -> Time:
    if "/" in period.label:
        return _of_two_years(period.year, ends_on, _two_years(period.first - 1))
    return Time(str(period.year), _of_one_year(ends_on), str(period.first))


def _months(began: int, ends_on: date) -> Time:
    """Twelve months, or several times twelve, up to the end of any month."""
    first = began + (ends_on.month != 12)
    return Time(str(ends_on.year), _of_one_year(ends_on), "" if first == ends_on.year else str(began))


def _two_years(first: int) -> str:
    return f"{first}{(first + 1) % 100:02d}"
