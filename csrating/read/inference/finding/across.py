"""Which rows of a sheet belong to tables whose councils stand side by side: they are read with rows and columns exchanged."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from csrating.read.cells import Band, Sheet, stripped
from csrating.read.inference.kinds import Kind, kind
from csrating.read.tables.named_areas import by_code, by_name
from csrating.reference.known_places import Known

_MOST_ROWS_ABOVE = 60
"""The councils of the first such table stand in one of so many rows, or there is none."""

_MOST_HEADING_ROWS = 4
"""Names, other names, codes and regions: where more rows than this name councils side by side, each is about several, as lists of
neighbours are."""

_LEAST_COUNCILS = 2
_LEAST_NUMBERS_AS_CODES = 20
_LEAST_SHARE = 0.3
_FIGURES = (Kind.NUMBER, Kind.SYMBOL, Kind.BAND)
_GSS = re.compile(r"E[0-9]{8}")

Named = Mapping[int, Known]
Kinds = NDArray[np.int8]


@dataclass(frozen=True)
class Across:
    """A table whose councils stand across: its rows, and among them those that name the councils."""

    band: Band
    heading: Band


def councils_across(sheet: Sheet) -> tuple[Across, ...]:
    """The tables of a sheet whose councils stand across a row, with figures under them, from the top down.

    Each reaches from the rows that name its councils, and those of its header above them, to the last row of figures under them.
    """
    first = _kinds(sheet, _MOST_ROWS_ABOVE)
    if not any(_councils_in(sheet, first, row) for row in range(len(first))):
        return ()
    kinds = _kinds(sheet, len(sheet.cells))
    headings = _headings(sheet, kinds)
    found: list[Across] = []
    tops = [_top(kinds, rows, under) for rows, under in headings]
    for (rows, under), top, end in zip(headings, tops, [*tops, len(kinds)][1:], strict=True):
        found.append(Across(Band(top, rows.last + _height(kinds[rows.last : end], under)), rows))
    return tuple(found)


def _height(kinds: Kinds, under: Sequence[int]) -> int:
    """How many rows under the councils belong to them: to the last with figures, or with words that have some to their left too."""
    figures = np.isin(kinds[:, under], _FIGURES).any(axis=1)
    words = (kinds[:, under] != Kind.NOTHING).any(axis=1) & (kinds[:, : min(under)] != Kind.NOTHING).any(axis=1)
    return int(np.flatnonzero(figures | words)[-1]) + 1


def _kinds(sheet: Sheet, rows: int) -> Kinds:
    """The kind of each cell of the first rows, each different value looked at once."""
    cells = sheet.cells[:rows]
    known = {value: kind(value) for value in set(cells.ravel().tolist())}
    return np.array([known[value] for value in cells.ravel().tolist()], dtype=np.int8).reshape(cells.shape)


def _headings(sheet: Sheet, kinds: Kinds) -> list[tuple[Band, list[int]]]:
    """The rows that name the councils of each table, and the columns that they stand over."""
    named = {row: names for row in range(len(kinds)) if (names := _councils_in(sheet, kinds, row))}
    groups = _together(sorted(named))
    ends = [*(group.first for group in groups), len(kinds)][1:]
    found, with_numbers = [], False
    for group, end in zip(groups, ends, strict=True):
        rows = _with_codes(sheet, kinds, group, named[group.first])
        under = sorted({column for row in range(group.first, group.last) for column in named[row]})
        figures = np.isin(kinds[rows.last : end, under], _FIGURES)
        if rows.height <= _MOST_HEADING_ROWS and figures.any():
            found.append((rows, under))
            with_numbers |= bool((kinds[rows.last : end, under] == Kind.NUMBER).any())
    return found if with_numbers else []


def _together(rows: Sequence[int]) -> list[Band]:
    """Rows that follow one another, together."""
    edges = [place for place, (one, other) in enumerate(pairwise(rows), start=1) if other != one + 1]
    return [Band(rows[first], rows[last - 1] + 1) for first, last in pairwise([0, *edges, len(rows)]) if first < last]


def _councils_in(sheet: Sheet, kinds: Kinds, row: int) -> Named:
    """The areas that a row names side by side, by their columns; none where it names fewer than two councils, or mostly other things."""
    words = np.flatnonzero(kinds[row] == Kind.WORDS)
    names = {int(column): known for column in words if (known := by_name(stripped(sheet.cells[row, column]))) is not None}
    if _are_councils(names) and len(names) >= _LEAST_SHARE * len(words):
        return names
    codes = _codes_in(sheet, kinds, row)
    if _are_councils(codes) and all(_GSS.fullmatch(stripped(sheet.cells[row, column])) for column in codes):
        return codes
    numbers = int((kinds[row] == Kind.NUMBER).sum())
    return codes if _are_councils(codes, least=_LEAST_NUMBERS_AS_CODES) and len(codes) >= numbers else {}


def _codes_in(sheet: Sheet, kinds: Kinds, row: int) -> Named:
    coded = np.flatnonzero(np.isin(kinds[row], (Kind.WORDS, Kind.NUMBER)))
    return {int(column): known for column in coded if (known := by_code(stripped(sheet.cells[row, column]))) is not None}


def _are_councils(named: Named, *, least: int = _LEAST_COUNCILS) -> bool:
    return len({known.code for known in named.values() if known.is_council}) >= least


def _with_codes(sheet: Sheet, kinds: Kinds, group: Band, names: Named) -> Band:
    """The rows with those right above and below that give the codes of the same councils."""
    first, last = group.first, group.last
    while first and _agree(_codes_in(sheet, kinds, first - 1), names):
        first -= 1
    while last < len(kinds) and _agree(_codes_in(sheet, kinds, last), names):
        last += 1
    return Band(first, last)


def _agree(codes: Named, names: Named) -> bool:
    """Whether codes are those of half of the areas in the same columns, at the least."""
    both = [column for column in codes if column in names]
    return len(both) >= _LEAST_COUNCILS and sum(codes[column] == names[column] for column in both) >= 0.5 * len(both)


def _top(kinds: Kinds, rows: Band, under: Sequence[int]) -> int:
    """The first row of a header: going up from the councils over rows with several words, as long as no figure stands in them."""
    top = rows.first
    while top and rows.first - top < _MOST_HEADING_ROWS:
        above = kinds[top - 1]
        figures = np.isin(above[under], _FIGURES).any()
        if figures or (above != Kind.NOTHING).sum() < 2:
            break
        top -= 1
    return top


def uneven_row(sheet: Sheet, one: Across) -> tuple[int, int, int] | None:
    """The first row of such a table in a text that has not as many cells as most: the row, its cells, and the usual number of them.

    A separator may be lost or too many, and then the figures do not stand under their councils.
    """
    if sheet.widths is None:
        return None
    rows = [row for row in range(one.heading.first, one.band.last) if any(stripped(value) for value in sheet.cells[row])]
    widths = sheet.widths[rows]
    usual = int(np.bincount(widths).argmax())
    return next(((row, int(width), usual) for row, width in zip(rows, widths, strict=True) if width != usual), None)


def other_codes_above(sheet: Sheet, one: Across) -> tuple[int, int] | None:
    """Row and column of a code above the councils of such a table which is that of another council; None where there is none.

    Codes of the same councils right above are among the rows that name them; of others, nobody can say which row is right.
    """
    kinds = _kinds(sheet, one.heading.last)
    rows = [_councils_in(sheet, kinds, row) for row in range(one.heading.first, one.heading.last)]
    named = {column: known for row in rows for column, known in row.items() if known.is_council}
    for row in range(max(0, one.heading.first - _MOST_HEADING_ROWS), one.heading.first):
        codes = _codes_in(sheet, kinds, row)
        others = [column for column, known in codes.items() if known.is_council and named.get(column, known) != known]
        if others and _are_councils(codes) and 2 * len(codes) >= (kinds[row] == Kind.NUMBER).sum():
            return row, others[0]
    return None
