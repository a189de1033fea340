"""Inspection grades, as words whatever the publisher wrote, and the dates of inspections."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Literal

from csrating.read.cells import Cells, objects, stripped
from csrating.schema import GRADES, Grade

Scale = Literal["words", "numbers"]
_ALSO = {"adequate": str(Grade.SATISFACTORY)}


def grade(value: object, *, scale: Scale = "words") -> str | None:
    """The grade that a cell gives, or None where it gives none.

    Args:
        value: the cell.
        scale: 'words' in any case ('Adequate' was the word for satisfactory in social care), or 'numbers', 1 best to 4 worst.

    >>> grade("Adequate"), grade(1.0, scale="numbers"), grade(1.0), grade("5", scale="numbers")
    ('satisfactory', 'outstanding', None, None)
    """
    text = stripped(value)
    if scale == "numbers":
        return str(Grade.from_number(int(text))) if text in ("1", "2", "3", "4") else None
    word = text.lower()
    return word if word in GRADES else _ALSO.get(word)


def day(value: object) -> date | None:
    """The day that a cell gives, or None: a date of the spreadsheet, dd/mm/yyyy text, or an ISO date.

    >>> day("05/03/2009"), day("2009-03-05"), day("31/02/2009"), day("2009")
    (datetime.date(2009, 3, 5), datetime.date(2009, 3, 5), None, None)
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = stripped(value)
    written = re.fullmatch(r"([0-9]{2})/([0-9]{2})/([0-9]{4})", text)
    iso = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    parts = (written[3], written[2], written[1]) if written else iso.groups() if iso else None
    try:
        return date(*(int(part) for part in parts)) if parts else None
    except ValueError:
        return None


def each(values: Cells, reading: Callable[[object], object]) -> Cells:
    """A reading of every cell, worked out once for each distinct value."""
    known = {key: reading(key[1]) for key in {(type(value), value) for value in values}}  # by type as well, or True would be 1
    return objects([known[type(value), value] for value in values])
