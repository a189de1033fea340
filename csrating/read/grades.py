"""Inspection grades, as words whatever the publisher wrote, and the dates of inspections."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Final, Literal

from csrating.read.cells import Cells, held, objects, stripped
from csrating.schema import GRADES, Grade

Scale = Literal["words", "numbers", "numbers, 4 best"]
"""How grades are written: in words; as numbers, 1 best, as inspectors number them; or 4 best, as in APA and CPA."""

NUMBERS: Final = ("1", "2", "3", "4")
SHORT: Final = frozenset(("ri", "r.i.", "r.i"))
"""Requires improvement in short, as it stands beside the other grades; alone it may be short for something else."""
_ALSO = dict.fromkeys(("adequate", "requires improvement", "requires improvement to be good", *SHORT), str(Grade.SATISFACTORY))
_NUMBERED = re.compile(r"(?:grade )?([1-4]) ?[-:.=\u2013\u2014)]? ?([A-Za-z].*)", re.IGNORECASE)
_REPORT_CARD = frozenset(("exceptional", "strong standard", "expected standard", "needs attention", "urgent improvement"))


def grade(value: object, *, scale: Scale = "words") -> str | None:
    """The grade that a cell gives, or None where it gives none.

    Args:
        value: the cell.
        scale: 'words' in any case, among them 'Adequate' of social care, 'Requires improvement' since 2012 and 'Requires improvement to
            be good' since 2018, RI in short, which all mean grade 3, and '1 - Outstanding', if the number is that of the word; 'numbers',
            1 best to 4 worst; or 'numbers, 4 best'.

    >>> grade("Adequate"), grade("requires improvement to be good"), grade(1.0)
    ('satisfactory', 'satisfactory', None)
    >>> grade("2 - Good"), grade("3 - Good")
    ('good', None)
    >>> grade(1.0, scale="numbers"), grade(1.0, scale="numbers, 4 best"), grade("5", scale="numbers")
    ('outstanding', 'inadequate', None)
    """
    text = stripped(value)
    if scale == "words":
        numbered = _NUMBERED.fullmatch(text)
        word = " ".join((numbered[2] if numbered else text).lower().split())
        found = word if word in GRADES else _ALSO.get(word)
        return None if numbered and found != str(Grade.from_number(int(numbered[1]))) else found
    if text not in NUMBERS:
        return None
    number = int(text)
    return str(Grade.from_number(number if scale == "numbers" else 5 - number))


def on_report_card(value: object) -> bool:
    """Whether a cell gives a grade of the report cards that Ofsted writes on schools and early years since November 2025.

    Their five steps are said not to be comparable with the four before, so none of them is put onto that scale.

    >>> on_report_card("Strong standard"), on_report_card("Good"), grade("Strong standard")
    (True, False, None)
    """
    return " ".join(stripped(value).casefold().split()) in _REPORT_CARD


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
    cells = held(values)
    return objects([reading(value) for value in cells.values])[cells.of_row]
