"""What kind of thing each cell of a sheet holds: nothing, a number, a symbol, a band, a date, or words."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.read.cells import Cells, Held, held, stripped
from csrating.read.tables.numbers import number
from csrating.read.tables.written_numbers import looks_written
from csrating.schema import Status

KNOWN_SYMBOLS: Mapping[str, Status] = {
    **dict.fromkeys(("x", "X", "c", "C", "*", "**", "[c]", "REDACTED", "suppressed"), Status.SUPPRESSED),
    **dict.fromkeys(("z", "Z", ".", "[z]"), Status.NOT_APPLICABLE),
    **dict.fromkeys(("..", ":", "-", "–", "—", "…", "u", "k", "low", "[x]", "[u]", "[k]", "[low]"), Status.NOT_AVAILABLE),
    **dict.fromkeys(("NA", "N/A", "n/a", "NULL", "null", "None"), Status.NOT_AVAILABLE),
    **dict.fromkeys(("#VALUE!", "#N/A", "#DIV/0!", "#REF!", "#NUM!", "#NAME?", "#NULL!"), Status.NOT_AVAILABLE),
}
"""Symbols that statistics for England use where there is no figure, with the meaning that is assumed where a file does not explain them."""

SYMBOLS_OF_EXPLORE_EDUCATION_STATISTICS: Mapping[str, Status] = {"x": Status.NOT_AVAILABLE}
"""Where Explore Education Statistics means something else by a symbol: x was suppressed once, and is not available there."""

_SAYS_ITSELF = re.compile(
    r"[\[(]?(?:(?:data|figures?|value) )?(?:(?P<suppressed>suppressed|withheld|confidential|redacted)|(?P<not_applicable>not applicable)"
    r"|(?P<not_returned>not (?:returned|submitted|supplied|provided)|no return)"
    r"|(?P<not_available>not (?:yet )?(?:available|collected|published|recorded|calculated)|unavailable|missing"
    r"|no (?:data|figures?|value)(?: (?:available|collected|recorded|published))?))[\])]?\.?",
    re.IGNORECASE,
)
"""Words in the place of a figure that say themselves why there is none."""

_BAND = re.compile(r"(?:[<>≤≥]=? ?[0-9.,]+%?|[0-9.]+%? ?[-–] ?[0-9.]+%?)")


class Kind:
    """What a cell holds, as small numbers that arrays of cells are made of."""

    NOTHING: Final = 0
    NUMBER: Final = 1
    SYMBOL: Final = 2
    BAND: Final = 3
    DAY: Final = 4
    WORDS: Final = 5


_FEW = 64  # among so few values a dictionary finds the different ones faster than an array does
_WRITTEN: Final = 6
"""A number that is not written plainly."""


@dataclass(frozen=True, eq=False)
class Column:
    """One column of a sheet: its different values as text, what kind each is, and which of them stands in each row.

    ``is_written`` says which of the different values are numbers that are not written plainly, as £1,021 or 12.3r.
    """

    texts: tuple[str, ...]
    kinds: NDArray[np.int8]
    of_row: NDArray[np.intp]
    is_written: NDArray[np.bool_]

    @cached_property
    def kind(self) -> NDArray[np.int8]:
        """The kind of the cell in each row."""
        of_rows: NDArray[np.int8] = self.kinds[self.of_row]
        return of_rows

    @cached_property
    def has_signs(self) -> bool:
        """Whether anything is written about some of its numbers, if only a percentage sign."""
        return bool(self.is_written.any()) or any(text[-1:] == "%" for text in self.texts)

    def holds(self, places: Sequence[int] | NDArray[np.intp], rows: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Which of some rows hold one of the different values at these places."""
        wanted = np.zeros(len(self.texts), dtype=bool)
        wanted[places] = True
        holds: NDArray[np.bool_] = wanted[self.of_row[rows]]
        return holds

    def different(self, rows: NDArray[np.intp]) -> list[int]:
        """The places of the different values in some rows, in the order in which they come first, nothing left out."""
        of_rows = self.of_row[rows]
        places = pd.unique(of_rows) if len(of_rows) > _FEW else np.array(list(dict.fromkeys(of_rows.tolist())), dtype=np.intp)
        found: list[int] = places[self.kinds[places] != Kind.NOTHING].tolist()
        return found


def column_of(values: Cells) -> Column:
    """A column of cells, each different value looked at once; £1,021 or 12.3r are numbers unless they stand among words."""
    return column_held(held(values))


def column_held(one: Held) -> Column:
    """The same of what a column of a sheet holds."""
    kinds = np.array([_kind(value) for value in one.values], dtype=np.int8)
    counted = np.bincount(kinds[one.of_row], minlength=_WRITTEN + 1)
    among_words = counted[Kind.WORDS] > counted[[Kind.NUMBER, Kind.SYMBOL, Kind.BAND, _WRITTEN]].sum()
    is_written = kinds == _WRITTEN
    kinds[is_written] = Kind.WORDS if among_words else Kind.NUMBER
    return Column(tuple(one.words), kinds, one.of_row, is_written & ~among_words)


def kind(value: object) -> int:
    """What a cell holds, as one of :class:`Kind`; a number is one however it is written, £1,021 or 12.3r, be it clear which or not.

    >>> kind("1,234") == Kind.NUMBER, kind("x") == Kind.SYMBOL, kind("90-99") == Kind.BAND, kind("Trafford") == Kind.WORDS
    (True, True, True, True)
    """
    held = _kind(value)
    return Kind.NUMBER if held == _WRITTEN else held


def _kind(value: object) -> int:
    """The same, with numbers that are not written plainly told apart."""
    if type(value) is float:
        return Kind.NUMBER if math.isfinite(value) else Kind.WORDS
    if isinstance(value, date):
        return Kind.DAY
    text = stripped(value)
    if not text:
        return Kind.NOTHING
    if number(value, exponents=True) is not None:
        return Kind.NUMBER
    if text in KNOWN_SYMBOLS:
        return Kind.SYMBOL
    if _BAND.fullmatch(text):
        return Kind.BAND
    return _WRITTEN if looks_written(text) else Kind.WORDS


def meaning(symbol: str) -> str:
    """The status that is assumed for a symbol or a band.

    >>> meaning("x"), meaning("<90")
    ('suppressed', 'banded')
    """
    return str(KNOWN_SYMBOLS.get(symbol) or says_itself(symbol) or Status.BANDED)


def says_itself(text: str) -> str:
    """The status that words say in the place of a figure; '' where they say none plainly.

    >>> says_itself("Not available"), says_itself("Data suppressed"), says_itself("Not known"), says_itself("Bury")
    ('not available', 'suppressed', '', '')
    """
    found = _SAYS_ITSELF.fullmatch(" ".join(text.split()))
    return str(Status((found.lastgroup or "").replace("_", " "))) if found else ""
