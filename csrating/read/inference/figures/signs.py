"""Which sign is the decimal one in a text whose cells semicolons or tabs part: there a comma, or a full stop, may be either."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from csrating.read.inference.answers import DECIMAL_STOPS, PARTING_COMMAS
from csrating.read.inference.kinds import Kind
from csrating.read.inference.understood import Understood

_NAMES = {";": "semicolons", "\t": "tabs"}
_DIGITS = re.compile(r"[0-9](?:[0-9.,]*[0-9])?")
_EITHER = re.compile(r"(?P<before>[1-9][0-9]{0,2})(?P<sign>[.,])(?P<after>[0-9]{3})")
"""A number that is whole if its sign parts thousands, and has three decimals otherwise."""
_STOP_IS_DECIMAL = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]+\.[0-9]+")
_COMMA_IS_DECIMAL = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]+,[0-9]+")


@dataclass(frozen=True)
class Doubtful:
    """A number of a column that may be meant in two ways, and the sign that parts the cells of its file."""

    place: int
    text: str
    digits: str
    separator: str

    @property
    def parted_by(self) -> str:
        """What parts the cells, in words."""
        return _NAMES[self.separator]

    @property
    def whole(self) -> str:
        """The number if its sign parts thousands."""
        return re.sub("[.,]", "", self.digits)

    @property
    def decimal(self) -> str:
        """The number if its sign is the decimal one."""
        return self.digits.replace(",", ".")

    @property
    def plain_way(self) -> str:
        """What the reader says of such a number that is written as in English."""
        return PARTING_COMMAS if "," in self.digits else DECIMAL_STOPS

    @property
    def plainly(self) -> str:
        """The number as English has it."""
        return self.whole if "," in self.digits else self.decimal


def doubtful(one: Understood) -> list[Doubtful]:
    """The first number of each column that is 1,234 or 1.234, where nothing in the table shows which of the signs is decimal.

    In English a comma parts the cells of a text, so that a program which writes semicolons or tabs may write decimal commas too.
    """
    if one.sheet.separator not in _NAMES:
        return []
    found: dict[int, Doubtful] = {}
    for place, text, digits in _numbers(one):
        if _EITHER.fullmatch(digits):
            found.setdefault(place, Doubtful(place, text, digits, one.sheet.separator))
        elif _STOP_IS_DECIMAL.fullmatch(digits) or _COMMA_IS_DECIMAL.fullmatch(digits):
            return []
    return list(found.values())


def shows_stops(one: Understood) -> str:
    """The first number of a text whose full stop can only be the decimal sign; '' where none is: in a workbook, a number is no text."""
    if not one.sheet.separator:
        return ""
    shown = (text for _, text, digits in _numbers(one) if _STOP_IS_DECIMAL.fullmatch(digits) and not _EITHER.fullmatch(digits))
    return next(shown, "")


def _numbers(one: Understood) -> Iterator[tuple[int, str, str]]:
    """The different numbers of the columns of figures: the column, the cell, and its digits with the signs between them."""
    for place in one.headings:
        column = one.columns[place]
        for each in column.different(one.rows):
            if column.kinds[each] == Kind.NUMBER and (digits := _DIGITS.search(column.texts[each])):
                yield place, column.texts[each], digits[0]
