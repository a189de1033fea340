"""The forms in which a period stands inside a longer text, each as a pattern and what it means, the most particular first."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from csrating.read.periods.kinds import (
    Period,
    a_financial_quarter,
    a_month,
    a_quarter,
    in_range,
    last_day,
    month_number,
    one_year,
    two_years,
    whole_years_of_months,
)
from csrating.read.periods.spans import span

Match = re.Match[str]
Meaning = Callable[[Match], "Period | None"]

# A year does not continue a number, a fraction, a sum of money or a code in capitals; a lone letter before it makes it a code too.
_LEFT = r"(?<![\d£$#/])(?<!\d\.)(?-i:(?<![A-Z]))(?<![\W_\d][a-z])(?<!^[a-z])"
_RIGHT = r"(?![\d%])(?![.,/]\d)(?-i:(?!-?[a-z]))"
# A footnote number runs into a year only where the phrase ends.
_NOTE = r"(?P<note>\d)?(?<!0)" r"(?=\s*(?:$|[()\[\];:|,]))"
_END = rf"(?:{_RIGHT}|{_NOTE})"
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:[0-3]?\d)(?:st|nd|rd|th)?"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_TO = r"\s*(?:-|\bto\b|\band\b)\s*"
_NO_WORD = r"(?<![A-Za-z])"
_QUARTER = r"(?:Q|quarter )(?P<quarter>[1-4])"
_TWO_YEARS = r"(?P<year>[year])\s*[/-]\s*(?P<last>(?:\d\d){1,2})"
_ENDS_OF_YEARS = (3, 8, 12)
"""The months that end a financial, a school and a calendar year."""
_END_OF_TAX_YEAR = (4, 5)


def _day_of(match: Match, day: str = "day", month: str = "month", year: str = "year") -> date | None:
    """The day that parts of a match state; None where there is no such day."""
    number = int(match[month]) if match[month].isdigit() else month_number(match[month])
    try:
        return date(int(match[year]), number or 0, int(re.sub(r"\D", "", match[day])))
    except ValueError:
        return None


def _nothing(_: Match) -> Period | None:
    """A figure that looks like a year and is none: the number of a release, an Act, since when something is so."""
    return None


def _a_day(match: Match) -> Period | None:
    day = _day_of(match)
    return Period(f"{day.day} {day:%B %Y}", "day", day.year, ends_on=day) if day else None


def _a_month(match: Match) -> Period | None:
    return a_month(int(match["year"]), month_number(match["month"]) or 0)


def _year_ending(match: Match) -> Period | None:
    first, month = int(match["year"]), month_number(match["month"]) or 0
    year = int(match["last"] or first)
    ends_on = _ending(match["day"], month, year)
    if ends_on is None:
        return None
    if match["last"]:
        return span(first, year, ends_on=ends_on)
    if month in _ENDS_OF_YEARS or (ends_on.month, ends_on.day) == _END_OF_TAX_YEAR:
        return one_year(year, ends_on)
    return whole_years_of_months(ends_on) if ends_on == last_day(year, month) else None


def _ending(day: str | None, month: int, year: int) -> date | None:
    try:
        return date(year, month, int(re.sub(r"\D", "", day))) if day else last_day(year, month)
    except ValueError:
        return None


def _months(match: Match) -> Period | None:
    """From the first day of one month to the last of another: a quarter, a year, or several."""
    first, last = month_number(match["from"]) or 0, month_number(match["month"]) or 0
    year = int(match["year"])
    began = int(match["began"]) if match["began"] else year - (first > last)
    ends_on = _ending(match["day"], last, year)
    if ends_on is None or ends_on != last_day(year, last) or (match["first"] and int(re.sub(r"\D", "", match["first"])) != 1):
        return None
    return _of_length(began, first, 12 * (year - began) + last - first + 1, ends_on)


def _of_length(began: int, first: int, months: int, ends_on: date) -> Period | None:
    if months == 3 and ends_on.month % 3 == 0:
        return a_quarter(ends_on.year, ends_on.month // 3)
    if months < 12 or months % 12:
        return None
    if ends_on.month not in _ENDS_OF_YEARS:
        return whole_years_of_months(ends_on, months // 12)
    if months == 12:
        return one_year(began, ends_on) if first == 1 else two_years(began, ends_on)
    return span(began + (first > 1), ends_on.year, of="year" if first == 1 else "two years", ends_on=ends_on)


def _short_months(match: Match) -> Period | None:
    """Whole years from month to month with years of two figures: Apr 21 - Mar 22. Anything shorter may be days of a month."""
    began, year = _in_full(match["began"]), _in_full(match["year"])
    first, last = month_number(match["from"]) or 0, month_number(match["month"]) or 0
    months = 12 * (year - began) + last - first + 1
    return _of_length(began, first, months, last_day(year, last)) if months == 12 else None


def _short_month(match: Match) -> Period | None:
    """A month as spreadsheets show it: Apr-24."""
    return a_month(_in_full(match["year"]), month_number(match["month"]) or 0)


def _in_full(two_figures: str) -> int:
    return int(two_figures) + (2000 if int(two_figures) < 90 else 1900)


def _quarter(match: Match) -> Period | None:
    return a_quarter(int(match["year"]), int(match["quarter"]))


def _financial_quarter(match: Match) -> Period | None:
    """A quarter of two years that follow each other: the first is from April to June."""
    first = int(match["year"])
    return a_financial_quarter(first, int(match["quarter"])) if int(match["last"]) % 100 == (first + 1) % 100 else None


def _span_of_two_years(match: Match) -> Period | None:
    """From 2013/14 to 2015/16, in four figures or in two."""
    first, last = int(match["first"]), int(match["last"]) % 100
    if int(match["second"]) % 100 != (first + 1) % 100 or int(match["end"]) % 100 != (last + 1) % 100:
        return None
    return span(first + 1, first + 1 + (last - first) % 100, of="two years")


def _pair(match: Match) -> Period | None:
    """Two years that follow each other, or a span: 2008-09 is one year, 2014-16 is three."""
    first = int(match["first"])
    last = int(match["last"]) if len(match["last"]) == 4 else first - first % 100 + int(match["last"])
    last += 100 if len(match["last"]) == 2 and last < first and first % 100 == 99 else 0
    several = bool(match["several"])
    if last == first + 1 and not (several and len(match["last"]) == 4):
        return two_years(first)
    return None if match["between"] == "/" else span(first, last)


def _one_after(match: Match) -> Period | None:
    """Six figures, or four after an underscore: two years that must follow each other."""
    first = int(match["first"])
    first += 0 if first > 99 else 2000 if first < 90 else 1900
    return two_years(first) if int(match["last"]) == (first + 1) % 100 else None


def _year(match: Match) -> Period | None:
    return one_year(int(match["year"]))


def _form(pattern: str, meaning: Meaning) -> tuple[re.Pattern[str], Meaning]:
    return re.compile(pattern.replace("[month]", _MONTH).replace("[year]", _YEAR).replace("[day]", _DAY), re.IGNORECASE), meaning


FORMS: tuple[tuple[re.Pattern[str], Meaning], ...] = (
    _form(r"https?://\S+|\b[EWSNK]\d{8}\b|(?<![A-Za-z])(?:SFR|OSR|SFE|NI|URN|ISBN|ISSN)[ -]?\d+(?:/\d{4})?", _nothing),
    _form(
        r"\b(?:copyright|Act|Order|Regulations?|framework|guidance)\s+(?:of\s+)?[year]\b|\b[year]\s+(?:Act|Order|Regulations|framework|onwards)\b",
        _nothing,
    ),
    _form(
        r"\b(?:since|before|(?<!looked )(?<!looked-)after|prior to|until"
        r"|introduced(?: in| on)?|published(?: in| on)?|updated(?: in| on)?|issued(?: in| on)?)[\s:]+"
        r"(?:[day]\s+)?(?:[month]\s+)?[year](?:[/-]\d\d(?:\d\d)?)?\b",
        _nothing,
    ),
    _form(
        r"\b(?:chang\w*|differen\w*|increas\w*|decreas\w*|reduc\w*|improve\w*|growth|rise|fall)\b[^\d]*?\b(?:from|on|over)\s+"
        r"[year](?:\s*[/-]\s*\d\d(?:\d\d)?)?(?![\d/])(?!\s*(?:-|to\b|and\b))",
        _nothing,
    ),
    _form(
        r"(?<![\d/-])(?:[year]|\d\d)(?:\s*[/-]\s*\d\d(?:\d\d)?)?\s+(?:(?:constant|real|average)\s+)*prices?\b"
        r"|\bconstant prices of\s+[year](?:\s*[/-]\s*\d\d(?:\d\d)?)?",
        _nothing,
    ),
    _form(
        r"\b(?:Q|quarters? )[1-4]\s*(?:-|&|\+|/|,|\bto\b|\band\b)\s*(?:Q|quarter )?[1-4][\s,:(-]*[year](?:\s*[/-]\s*\d\d(?:\d\d)?)?"
        r"|\b[year](?:\s*[/-]\s*\d\d(?:\d\d)?)?[\s,:(-]*(?:Q|quarters? )[1-4]\s*(?:-|&|\+|/|,|\bto\b|\band\b)\s*(?:Q|quarter )?[1-4]\b",
        _nothing,
    ),
    _form(
        rf"{_NO_WORD}(?:rolling )?(?:years?|(?:12|twelve)[ -]months?(?: period)?)[ -](?:ending|ended|to)\s+"
        r"(?:(?P<day>[day])\s+)?(?P<month>[month])\s+(?P<year>[year])"
        rf"(?:\s*(?:-|\bto\b)\s*(?P<last>[year]))?{_END}",
        _year_ending,
    ),
    _form(
        rf"{_NO_WORD}(?:(?P<first>[day])\s+)?(?P<from>[month])(?:\s+(?P<began>[year]))?{_TO}(?:(?P<day>[day])\s+)?(?P<month>[month])\s+(?P<year>[year]){_END}",
        _months,
    ),
    _form(rf"{_NO_WORD}(?P<from>[month])[ -](?P<began>\d\d){_TO}(?P<month>[month])[ -](?P<year>\d\d)(?![\d/-])", _short_months),
    _form(r"(?<![A-Za-z\d-])(?P<month>[month])-(?P<year>\d\d)(?![\d/-])(?-i:(?![A-Za-z]))", _short_month),
    _form(r"\bfrom\s+(?:[day]\s+)?(?:[month]\s+)?[year](?![\d/])(?!\s*(?:-|to\b))", _nothing),
    _form(rf"(?<![\dA-Za-z])(?P<day>[day])(?:\s+|-)(?P<month>[month])(?:\s+|-)(?P<year>[year]){_END}", _a_day),
    _form(rf"{_NO_WORD}(?P<month>[month])\s+(?P<day>[day]),\s*(?P<year>[year]){_END}", _a_day),
    _form(r"(?<![\d/.-])(?P<day>[0-3]?\d)[/.-](?P<month>[01]?\d)[/.-](?P<year>[year])(?![\d/])", _a_day),
    _form(r"(?<![\d/.-])(?P<year>[year])-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?![\d-])(?:[T ]\d\d:\d\d(?::\d\d)?)?", _a_day),
    _form(rf"{_NO_WORD}{_QUARTER}[\s,:(-]*{_TWO_YEARS}(?!\d)\)?", _financial_quarter),
    _form(rf"{_LEFT}{_TWO_YEARS}[\s,:(-]*{_QUARTER}(?!\d)\)?", _financial_quarter),
    _form(rf"{_NO_WORD}{_QUARTER}[\s,:]*(?P<year>[year]){_END}", _quarter),
    _form(rf"{_LEFT}(?P<year>[year])[\s,:]*{_QUARTER}(?!\d)", _quarter),
    _form(
        rf"{_LEFT}(?P<first>[year])/?(?P<second>(?:\d\d){{1,2}}){_TO}(?P<last>[year]|\d\d)/?(?P<end>(?:\d\d){{1,2}}){_END}",
        _span_of_two_years,
    ),
    _form(
        rf"{_LEFT}(?P<first>[year])-(?P<second>\d\d){_TO}(?P<last>[year])-(?P<end>\d\d){_END}",
        _span_of_two_years,
    ),
    _form(
        rf"(?P<several>years:?\s*)?{_LEFT}(?P<first>[year])(?P<between>/|\s*-\s*|\s+to\s+)(?P<last>[year]|\d\d){_END}(?!\s+methodology)",
        _pair,
    ),
    _form(rf"(?<![A-Za-z0-9])(?P<first>[year])(?P<last>\d\d){_END}", _one_after),
    _form(r"(?<=[A-Za-z]_)(?!19|20)(?P<first>\d\d)(?P<last>\d\d)(?![A-Za-z0-9])", _one_after),
    _form(rf"(?:{_NO_WORD}|(?<=_))(?P<month>[month])[\s_-]*(?P<year>[year]){_END}", _a_month),
    _form(r"^\s*(?P<month>[month])\s*'?(?P<year>\d\d)\s*$", _short_month),
    _form(r"(?<![A-Za-z0-9])(?-i:Y)(?P<year>[year])(?![\w/-])", _year),
    _form(rf"(?:{_NO_WORD}|(?<=_))mid-?\s?(?P<year>[year]){_END}", _year),
    _form(rf"{_LEFT}(?P<year>[year]){_END}", _year),
)


def meant(meaning: Meaning, match: Match) -> Period | None:
    """The period of a match; None where it is none, or lies outside the years that figures of councils are about.

    >>> meant(*[(meaning, pattern.search("in 1989")) for pattern, meaning in FORMS if pattern.search("in 1989")][-1]) is None
    True
    """
    found = meaning(match)
    return found if found and in_range(found.year) and (not found.first or in_range(found.first)) else None
