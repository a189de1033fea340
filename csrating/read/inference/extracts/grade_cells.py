"""Which columns hold grades, in words or in numbers, and what stands in them where nothing was judged."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from csrating.read.grades import NUMBERS, SHORT, grade, on_report_card
from csrating.read.inference.kinds import Column, Kind
from csrating.read.layouts.reading import NO_JUDGEMENT
from csrating.schema import Status

Rows = NDArray[np.intp]
_LEAST_SHARE = 0.5
"""Of the cells that are filled and not known to say nothing, so many must be grades."""
_MOST_WORDS = 200
_DIGITS: Final = frozenset("0123456789")
_NOTHING_SAID: Mapping[str, str] = {
    **dict.fromkeys(("not judged", "no judgement", "not inspected", "not yet inspected", "null", "none", "-", "–"), NO_JUDGEMENT),
    **dict.fromkeys(("not applicable", "n/a", "na"), str(Status.NOT_APPLICABLE)),
    **dict.fromkeys(("not available",), str(Status.NOT_AVAILABLE)),
    **dict.fromkeys(("redacted",), str(Status.SUPPRESSED)),
}


def assumed(text: str) -> str:
    """What is assumed to be meant by words among grades, or instead of a day, that say that there is none; '' where nothing is.

    >>> assumed("Not judged"), assumed("NULL"), assumed("Fair")
    ('no judgement', 'no judgement', '')
    """
    return _NOTHING_SAID.get(text.casefold(), "")


@lru_cache(maxsize=65_536)
def is_grade(text: str) -> bool:
    """Whether a text is a grade in words, on whatever scale."""
    return grade(text) is not None or on_report_card(text)


def holds_grades_in_words(column: Column, rows: Rows) -> bool:
    """Whether most of what a column says in some rows is grades in words.

    Args:
        column: any column of a sheet.
        rows: those that are about councils, or settings in them.
    """
    if not _may_hold_grades(column):
        return False
    said = _rows_of_each(column, rows)
    grades = sum(number for text, number in said.items() if is_grade(text))
    others = sum(number for text, number in said.items() if not is_grade(text) and not assumed(text))
    in_full = any(is_grade(text) and text.casefold() not in SHORT for text in said)
    return in_full and grades >= _LEAST_SHARE * (grades + others)


def holds_grades_in_numbers(column: Column, rows: Rows, *, symbols: Collection[str] = ()) -> bool:
    """Whether a column holds nothing but single digits in some rows, 1 to 4 among them, and words that say nothing.

    Whether these are grades only the header can say. Other digits may be many: 9 where most schools have no sixth form.

    Args:
        column: any column of a sheet.
        rows: those that are about councils, or settings in them.
        symbols: what the reader has said the meaning of.
    """
    if not _may_hold_grades(column):
        return False
    said = {text for text in _rows_of_each(column, rows) if not assumed(text) and text not in symbols}
    return said <= _DIGITS and not said.isdisjoint(NUMBERS)


def no_grades(column: Column, rows: Rows, *, in_numbers: bool) -> list[str]:
    """What a column of grades says in some rows that is no grade, in the order in which it comes first."""
    texts = [column.texts[place] for place in column.different(rows)]
    return [text for text in texts if not is_grade(text) and not (in_numbers and text in NUMBERS)]


def _may_hold_grades(column: Column) -> bool:
    """Whether a column says few enough different things for grades."""
    return len(column.texts) <= _MOST_WORDS


def _rows_of_each(column: Column, rows: Rows) -> dict[str, int]:
    """In how many of the rows each thing stands that the column says there."""
    numbers = np.bincount(column.of_row[rows], minlength=len(column.texts))
    filled = np.flatnonzero((numbers > 0) & (column.kinds != Kind.NOTHING))
    said: dict[str, int] = {}
    for place in filled.tolist():
        said[column.texts[place]] = said.get(column.texts[place], 0) + int(numbers[place])
    return said
