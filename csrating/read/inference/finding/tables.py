"""Where the tables of a sheet are: the rows of their headers, their bodies, and what stands above and below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from csrating.read.cells import Sheet, Turned, stripped
from csrating.read.inference.cell_words import heads_areas, is_period
from csrating.read.inference.finding.areas import Areas
from csrating.read.inference.finding.header_rows import head_columns
from csrating.read.inference.kinds import Column, Kind
from csrating.read.tables.named_areas import is_other_code, is_other_name

_LONGEST_HEADER = 200
_MOST_HEADER_ROWS = 8
_MOST_OF_A_LINE = 2

Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Extent:
    """One table of a sheet: header rows ``top`` up to ``first``, body rows ``first`` up to ``last``, lines from ``above`` up to ``top``."""

    above: int
    top: int
    first: int
    last: int


def extents(sheet: Sheet, columns: list[Column], found: Areas) -> list[Extent]:
    """The tables of a sheet from the top down.

    Rows that name areas make up bodies; a row between them that heads figures begins another table.
    """
    kinds = np.column_stack([column.kind for column in columns])
    figures = _is_row_of_figures(kinds, found)
    others = ~found.is_row
    heads = (_is_head(kinds, found, _where(columns, is_period, others)) & ~_names_other_area(columns, kinds, found)) | _heads_names(
        found, _where(columns, heads_areas, others)
    )
    numbers, more = _is_row_of_numbers(kinds, found) & ~heads, _says_more(kinds, found)
    in_words = (kinds[:, [*found.names, *found.codes]] == Kind.WORDS).any(axis=1)
    tables: list[Extent] = []
    end = 0
    for first, last in _bodies(_with_rows_above(figures, (numbers & in_words) | more), numbers | more, heads):
        while last < len(kinds) and found.is_row[last] and not heads[last]:
            last += 1  # areas of which no figure is given
        top = top_of_header(sheet, kinds, found, end, first)
        tables.append(Extent(end, top, first, last))
        end = last
    return tables


def _is_row_of_figures(kinds: NDArray[np.int8], found: Areas) -> Mask:
    """Rows that name an area and hold a number or a symbol beside it."""
    beside = [place for place in range(kinds.shape[1]) if place not in found.all]
    figures: Mask = np.isin(kinds[:, beside], (Kind.NUMBER, Kind.SYMBOL, Kind.BAND)).any(axis=1) & found.is_row
    return figures


def _is_row_of_numbers(kinds: NDArray[np.int8], found: Areas) -> Mask:
    """Rows that name something, if no area that is known, and hold a number or a symbol beside it."""
    beside = [place for place in range(kinds.shape[1]) if place not in found.all]
    said = kinds[:, [*found.names, *found.codes]]
    named: Mask = ((said == Kind.WORDS) | (said == Kind.NUMBER)).any(axis=1)
    numbers: Mask = np.isin(kinds[:, beside], (Kind.NUMBER, Kind.SYMBOL, Kind.BAND)).any(axis=1) & named
    return numbers


def _says_more(kinds: NDArray[np.int8], found: Areas) -> Mask:
    """Rows that name an area and hold anything beside it."""
    beside = [place for place in range(kinds.shape[1]) if place not in found.all]
    more: Mask = found.is_row & (kinds[:, beside] != Kind.NOTHING).any(axis=1)
    return more


def _with_rows_above(figures: Mask, named: Mask) -> Mask:
    """The rows of figures, and above the first of them those of totals and of areas that are not known."""
    first = int(np.argmax(figures))
    above = first
    while above and named[above - 1]:
        above -= 1
    with_above = figures.copy()
    with_above[above:first] = figures.any()
    return with_above


def _bodies(figures: Mask, numbers: Mask, heads: Mask) -> list[tuple[int, int]]:
    """First row and end of each body: from a row of an area to the last row, of whatever area, that holds a number."""
    if not figures.any():
        return []
    first = int(np.argmax(figures))
    rows = np.flatnonzero(figures | (numbers & (np.arange(len(figures)) > first)))
    between = np.flatnonzero(heads[rows[0] : rows[-1]]) + rows[0]
    edges = [int(rows[0]), *between.tolist(), int(rows[-1]) + 1]
    parts = [rows[(rows >= start) & (rows < stop)] for start, stop in pairwise(edges)]
    return [(int(part[0]), int(part[-1]) + 1) for part in parts if len(part)]


def _is_head(kinds: NDArray[np.int8], found: Areas, periods: Mask) -> Mask:
    """Rows that head figures, wherever they stand: they name no area, and beside it they hold words or periods and no symbol.

    Numbers among the words may be years; a row of nothing but years heads figures too.
    """
    beside = [place for place in range(kinds.shape[1]) if place not in found.all]
    here, years_here = kinds[:, beside], periods[:, beside]
    written = years_here & (here == Kind.BAND)  # 2009-10
    words, numbers = (here == Kind.WORDS).sum(axis=1), ((here == Kind.NUMBER) | written).sum(axis=1)
    years = (years_here & (here == Kind.NUMBER) | written).sum(axis=1)
    symbols = (np.isin(here, (Kind.SYMBOL, Kind.BAND)) & ~written).any(axis=1)
    several = (words >= 2) & (numbers <= words)
    all_said = (words + years >= 1) & (numbers == years)
    heads: Mask = (several | all_said) & ~symbols & ~found.is_row
    return heads


def _names_other_area(columns: list[Column], kinds: NDArray[np.int8], found: Areas) -> Mask:
    """Rows of numbers that name a district or another country, by name or by code: they head nothing, whatever words stand beside."""
    every = np.ones(len(kinds), dtype=bool)
    named = [_where([columns[place]], is_other_name, every)[:, 0] for place in found.names]
    coded = [_where([columns[place]], is_other_code, every)[:, 0] for place in found.codes]
    beside = [place for place in range(kinds.shape[1]) if place not in found.all]
    other: Mask = np.logical_or.reduce([*named, *coded]) & (kinds[:, beside] == Kind.NUMBER).any(axis=1)
    heads = head_columns(columns, beside, found.is_row | other, found.is_row)
    return other & ~heads


def _heads_names(found: Areas, said: Mask) -> Mask:
    """Rows that head a column of names, whatever stands beside: the headers of their figures may be lost."""
    heads: Mask = said[:, list(found.names)].any(axis=1) & ~found.is_row
    return heads


def _where(columns: list[Column], holds: Callable[[str], bool], rows: Mask) -> Mask:
    """The cells whose text is of some kind, of those in some rows; elsewhere none is."""
    among = np.flatnonzero(rows)
    where = np.zeros((len(rows), len(columns)), dtype=bool)
    for place, column in enumerate(columns):
        of_rows = column.of_row[among]
        like = [each for each in np.unique(of_rows).tolist() if holds(column.texts[each])]
        where[among, place] = np.isin(of_rows, like)
    return where


def top_of_header(sheet: Sheet, kinds: NDArray[np.int8], found: Areas, end: int, first: int) -> int:
    """The first row of the header above a body: going up over single blank rows until two of them, or a title."""
    top, blank = first, 0
    for row in range(first - 1, max(end, first - 1 - _MOST_HEADER_ROWS) - 1, -1):
        if isinstance(sheet, Turned) and sheet.band_of[row] != sheet.band_of[first]:
            break
        if (kinds[row] == Kind.NOTHING).all():
            blank += 1
            if top < first and blank > 1:
                break
        elif found.is_row[row] and (kinds[row] != Kind.NOTHING).sum() == 1:
            continue  # the name of a region above its first council
        elif _is_header(sheet, kinds, found, row):
            top, blank = row, 0
        else:
            break
    return top


def _is_header(sheet: Sheet, kinds: NDArray[np.int8], found: Areas, row: int) -> bool:
    """Whether a row belongs to a header: short words stand over a column to the right of the areas, or over several columns."""
    filled = np.flatnonzero(kinds[row] != Kind.NOTHING)
    texts = [stripped(sheet.cells[row, place]) for place in filled]
    if any(len(text) > _LONGEST_HEADER for text in texts):
        return len(filled) > 2
    if texts[0].endswith(":") and filled[0] <= found.last and len(filled) <= _MOST_OF_A_LINE:
        return False  # 'Confidence : 95%', a line about the table
    return len(filled) > 1 or bool(filled[0] > found.last)
