"""What is a period only for what stands beside it: months in figures, years of two figures, and the days of a column of periods."""

from __future__ import annotations

import re
from collections.abc import Iterable

from csrating.read.periods.finding import find_period
from csrating.read.periods.kinds import a_day, a_month, in_range, two_years

_MONTH_IN_FIGURES = re.compile(r"((?:19|20)[0-9]{2})-?([0-9]{2})")
_SHORT_YEARS = re.compile(r"([0-9]{2})/([0-9]{2})")
_SAYS_MONTH = re.compile(r"(?<![a-z])months?(?![a-z])", re.IGNORECASE)
_DAY_IN_FIGURES = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}")
_SAYS_TIME = re.compile(r"month|year|period|(?<![a-z])(?:fy|time|date)(?![a-z])", re.IGNORECASE)
_SAYS_AGE = re.compile(r"(?<![a-z])(?:age[ds]?|year ?groups?|key stages?|grades?|scores?|olds?|born|bands?)(?![a-z])", re.IGNORECASE)


def speaks_of_time(header: str) -> bool:
    """Whether a header says that periods may stand under it, be they written in figures alone.

    >>> speaks_of_time("Month"), speaks_of_time("Band")
    (True, False)
    """
    return _SAYS_TIME.search(header) is not None


def periods_among(texts: Iterable[str], *, header: str = "", beside: str = "") -> dict[str, str]:
    """The labels of those of some texts that :func:`find_period` cannot read one by one, but that stand for periods all together.

    Where one of them can only be a month, as 2010-04, all are months. 09/10 is a year where nothing speaks of ages or of groups.

    Args:
        texts: what a column says, or the parts of the headers of a table.
        header: the words over the column, which must speak of time for figures without a sign to be months.
        beside: other words, which may speak of ages.

    >>> periods_among(["2010-10", "2010-11", "2011-01"], header="Period")
    {'2010-10': 'October 2010', '2010-11': 'November 2010', '2011-01': 'January 2011'}
    >>> periods_among(["2009-10", "2010-11"], header="Period"), periods_among(["201004"], header="Spend")
    ({}, {})
    >>> periods_among(["09/10"], header="Year"), periods_among(["09/10"], header="Age")
    ({'09/10': '2009/10'}, {})
    """
    some = list(dict.fromkeys(texts))
    return _months(some, header) | ({} if _SAYS_AGE.search(f"{header} {beside}") else _short_years(some))


def days_among(texts: Iterable[str]) -> dict[str, str]:
    """The labels of those of some texts that are a day and nothing else, each a period of its own.

    Where one in figures is no day, as 03/31/2010, the month may stand first in all of them, and none is read.

    >>> days_among(["31/03/2010", "at 30 June 2010", "2010"])
    {'31/03/2010': '2010-03-31', 'at 30 June 2010': '2010-06-30'}
    >>> days_among(["03/04/2010", "03/31/2010"])
    {}
    """
    found = {text: find_period(text) for text in texts}
    if any(one is None and _DAY_IN_FIGURES.fullmatch(text.strip()) for text, one in found.items()):
        return {}
    return {
        text: a_day(one.period.ends_on).label
        for text, one in found.items()
        if one is not None and not one.rest and one.period.kind == "day" and one.period.ends_on is not None
    }


def _months(texts: list[str], header: str) -> dict[str, str]:
    """Months in figures, with a hyphen, or without one under a header that speaks of time; none where not all of them can be months."""
    figures = {text: match for text in texts if (match := _MONTH_IN_FIGURES.fullmatch(text.strip()))}
    if not speaks_of_time(header):
        figures = {text: match for text, match in figures.items() if "-" in text}
    if not all(1 <= int(match[2]) <= 12 and in_range(int(match[1])) for match in figures.values()):
        return {}
    if not _SAYS_MONTH.search(header) and all(find_period(text) is not None for text in figures):
        return {}
    return {text: a_month(int(match[1]), int(match[2])).label for text, match in figures.items()}


def _short_years(texts: list[str]) -> dict[str, str]:
    """Two years that follow each other, in two figures each; none where others do not follow."""
    figures = {text: match for text in texts if (match := _SHORT_YEARS.fullmatch(text.strip()))}
    years = {text: int(match[1]) + (2000 if int(match[1]) < 90 else 1900) for text, match in figures.items()}
    follow = all(int(match[2]) == (years[text] + 1) % 100 and in_range(years[text] + 1) for text, match in figures.items())
    return {text: two_years(year).label for text, year in years.items()} if follow else {}
