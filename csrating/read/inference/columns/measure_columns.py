"""Which columns name the measure and the unit of all values, where one column holds them and its header says nothing of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from csrating.read.inference.columns import column_headers as headed
from csrating.read.inference.columns.headers import unit
from csrating.read.inference.columns.word_columns import SAYS_ONE_THING
from csrating.read.inference.kinds import Column, Kind

_LONGEST_UNIT = 4

Rows = NDArray[np.intp]


def measure_of(
    breakdowns: Collection[int], left_out: Mapping[int, str], headers: Mapping[int, str], columns: Sequence[Column], rows: Rows
) -> int | None:
    """The column that names the measure of a column of values; None where none does.

    Names come before codes, what is measured before its unit, and what differs most between rows before what differs less.

    Args:
        breakdowns: the columns of breakdowns.
        left_out: those that are none, with the reason: one that says the same in each row may name the measure.
        headers: the words over each column.
        columns: those of the sheet.
        rows: the rows of areas.
    """
    same = [place for place, why in left_out.items() if why.startswith(SAYS_ONE_THING)]
    named = [place for place in (*breakdowns, *same) if headed.heads_measure(headers[place])]
    named = [place for place in named if not _says_one_unit(columns[place], headers[place], rows)]

    def rank(place: int) -> tuple[bool, bool, int, str]:
        is_unit = _holds_units(columns[place], headers[place], rows)
        return is_unit, headed.heads_codes(headers[place]), -len(columns[place].different(rows)), headers[place]

    return min(named, key=rank, default=None)


def unit_of(words: Collection[int], headers: Mapping[int, str], columns: Sequence[Column], rows: Rows) -> int | None:
    """The column of words that says of a column of values which unit all of them have; None where none does."""
    units = [place for place in words if _says_one_unit(columns[place], headers[place], rows)]
    return min(units, key=headers.__getitem__, default=None)


def are_values_alone(figures: Sequence[int], headers: Mapping[int, str]) -> bool:
    """Whether one column holds all figures, and its header says nothing of them."""
    return len(figures) == 1 and headed.heads_values(headers[figures[0]])


def _says_one_unit(column: Column, header: str, rows: Rows) -> bool:
    is_everywhere = bool((column.kind[rows] != Kind.NOTHING).all())
    return is_everywhere and len(column.different(rows)) == 1 and _holds_units(column, header, rows)


def _holds_units(column: Column, header: str, rows: Rows) -> bool:
    """Whether nothing but known units, each in a few words, stands under a header that may be that of units."""
    texts = [column.texts[place] for place in column.different(rows)]
    return headed.heads_units(header) and all(unit(text) and len(text.split()) <= _LONGEST_UNIT for text in texts)
