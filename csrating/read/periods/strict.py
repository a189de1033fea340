"""A cell that is nothing but a period, as a layout says it must be."""

from __future__ import annotations

import re

from csrating.errors import ValueInCellError
from csrating.read.periods.kinds import Period, a_quarter, in_range, one_year, two_years

_QUARTERS = {"jan-mar": 1, "apr-jun": 2, "jul-sep": 3, "oct-dec": 4}


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
    if found is None or not in_range(found.year):
        raise ValueInCellError(
            f"{text!r} is not a period", where=where, expected="a year (2009), two years (2008/09) or a quarter (Oct-Dec 2008)"
        )
    return found


def _quarter(text: str) -> Period | None:
    words = re.fullmatch(r"([a-z]{3})\w*\s*(?:-|to)\s*([a-z]{3})\w*\s+([0-9]{4})[0-9]?", text, flags=re.ASCII | re.IGNORECASE)
    if words and (quarter := _QUARTERS.get(f"{words[1]}-{words[2]}".lower())):
        return a_quarter(int(words[3]), quarter)
    short = re.fullmatch(r"([0-9]{4}) ?Q([1-4])", text)
    return a_quarter(int(short[1]), int(short[2])) if short else None


def _two_years(text: str) -> Period | None:
    parts = re.fullmatch(r"([0-9]{4})(?:[/\u2013-]([0-9]{4})|([/\u2013-]?)([0-9]{2})([0-9]?))", text)
    if parts is None:
        return None
    first = int(parts[1])
    last = (first + 1) % 100
    follows = int(parts[2]) == first + 1 if parts[2] else int(parts[4]) == last
    if not follows or (parts[5] and not parts[3]):
        return None
    return two_years(first)


def _year(text: str) -> Period | None:
    year = re.fullmatch(r"([0-9]{4})[0-9]{0,2}", text)
    return one_year(int(year[1])) if year else None
