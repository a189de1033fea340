"""Days as publishers write them, in whatever form: always day first, for the publishers are English."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final

from csrating.read.cells import stripped

_FIRST_YEAR, _LAST_YEAR = 1950, 2069
_DAY_0 = datetime(1899, 12, 30)
"""Spreadsheets count days so that 1 March 1900 is day 61."""
_FIRST_SERIAL, _LAST_SERIAL = 18_264, 62_093  # 1 January 1950, 31 December 2069

_TIME = r"(?:[ T]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp][Mm])?Z?)?"
_IN_NUMBERS = re.compile(rf"(\d{{1,2}})([/.-])(\d{{1,2}})\2(\d{{4}}){_TIME}|(\d{{1,2}})([/.])(\d{{1,2}})\6(\d{{2}}){_TIME}")
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,? +)?"
_IN_WORDS = re.compile(rf"(?i){_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?[ -]*(?:of )?([A-Za-z]{{3,9}})\.?,?[ -]*(\d{{4}}|\d{{2}}){_TIME}")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_BY_NAME: Final = {name[:length]: place for place, name in enumerate(_MONTHS, 1) for length in {3, len(name)}} | {"sept": 9}


def written_day(value: object) -> date | None:
    """The day that a cell of a column of days gives, or None where it gives none.

    A date of the spreadsheet, with or without a time; text with the day first (27/03/2015, 27/3/15, 27 March 2015, 27-Mar-15) or the year
    first (2015-03-27); or a number of days as spreadsheets count them (42090). Never month first: 03/27/2015 is no day.

    >>> [str(written_day(cell)) for cell in ("27/03/2015", "5 March 2015", "05-Mar-15", "2015-03-05T00:00:00", 42090.0, "03/27/2015")]
    ['2015-03-27', '2015-03-05', '2015-03-05', '2015-03-05', '2015-03-27', 'None']
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = " ".join(stripped(value).split())
    if not text or not text.isascii():
        return None
    if found := _IN_NUMBERS.fullmatch(text):
        return _made(found[4] or found[8], found[3] or found[7], found[1] or found[5])
    if found := _YEAR_FIRST.fullmatch(text):
        return _made(found[1], found[3], found[4])
    if found := _IN_WORDS.fullmatch(text):
        return _made(found[3], str(_BY_NAME.get(found[2].lower(), 0)), found[1])
    return _counted(float(text)) if _SERIAL.fullmatch(text) else None


def could_be_month_first(value: object) -> bool:
    """Whether a cell is text that an American would read as another day: 03/04/2015 is 3 April here and 4 March there.

    >>> could_be_month_first("03/04/2015"), could_be_month_first("27/03/2015"), could_be_month_first("3 April 2015")
    (True, False, False)
    """
    found = _IN_NUMBERS.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return False
    first, second = int(found[1] or found[5]), int(found[3] or found[7])
    return max(first, second) <= 12 and first != second


def is_counted(value: object) -> bool:
    """Whether a cell is a number that may count days as spreadsheets do.

    >>> is_counted(42090.0), is_counted("42090"), is_counted(12.0)
    (True, True, False)
    """
    text = stripped(value)
    return _SERIAL.fullmatch(text) is not None and _counted(float(text)) is not None


def _made(year: str, month: str, day: str) -> date | None:
    full = int(year) if len(year) == 4 else int(year) + (2000 if int(year) <= _LAST_YEAR % 100 else 1900)
    try:
        return date(full, int(month), int(day)) if _FIRST_YEAR <= full <= _LAST_YEAR else None
    except ValueError:
        return None


def _counted(days: float) -> date | None:
    return (_DAY_0 + timedelta(days=days)).date() if _FIRST_SERIAL <= days < _LAST_SERIAL + 1 else None
