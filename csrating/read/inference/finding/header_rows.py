"""Rows that name an area and yet head their columns: 'England, 2009, 2010' above the councils, or 'North West, 2009, 2010' among them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from csrating.read.inference.cell_words import is_period
from csrating.read.inference.kinds import Column, Kind

_LEAST_PERIODS = 2
_MOST_HEADER_ROWS = 8
_PLAIN_NUMBER = re.compile(r"[0-9]*\.?[0-9]*")
_FIGURES = (Kind.NUMBER, Kind.SYMBOL, Kind.BAND)

Mask = NDArray[np.bool_]


def head_columns(columns: Sequence[Column], beside: Sequence[int], areas: Mask, councils: Mask) -> Mask:
    """Which rows that name an area are headers: nothing but periods stands beside it, two or more that differ.

    Periods that are no plain numbers (2009/10) head their columns in any row. Plain numbers (2009) do where they stand above all figures
    and nothing above them states a period, where they repeat such a row, or where they go up by one each; numbers beside the name of a
    council do only where they repeat one, as they may be figures: see :func:`may_head_columns`.

    Args:
        columns: those of the sheet.
        beside: the places of those that are none of areas.
        areas: which rows name an area.
        councils: which of them name a council.
    """
    heads = np.zeros(len(areas), dtype=bool)
    for row, said in _rows_of_periods(columns, beside, areas).items():
        if len(set(said.values())) < _LEAST_PERIODS:
            continue
        if not _are_numbers(columns, row, said) or _stood_before(columns, row, said, ~areas | heads):
            heads[row] = True
        elif not councils[row]:
            heads[row] = _go_up(said) or _is_first(columns, beside, areas & ~heads, row, said)
    return heads


def may_head_columns(columns: Sequence[Column], beside: Sequence[int], areas: Mask) -> list[int]:
    """The rows that may be headers or figures: above all others, beside the name of an area, stand numbers that may all be years."""
    found = _rows_of_periods(columns, beside, areas)
    return [row for row, said in found.items() if _are_numbers(columns, row, said) and _is_first(columns, beside, areas, row, said)]


def of_periods(columns: Sequence[Column], beside: Sequence[int], rows: Mask) -> list[int]:
    """The columns that hold periods in most of these rows."""
    return [place for place in beside if 2 * (_periods(columns[place]) & rows).sum() > rows.sum()]


def _rows_of_periods(columns: Sequence[Column], beside: Sequence[int], rows: Mask) -> dict[int, Mapping[int, str]]:
    """The rows that say nothing but periods beside their area, with what they say by its column; columns of periods count for nothing."""
    apart = of_periods(columns, beside, rows)
    alone, free = rows.copy(), [place for place in beside if place not in apart]
    for place in free:
        alone &= (columns[place].kind == Kind.NOTHING) | _periods(columns[place])
    said = {
        row: {place: text for place in free if (text := columns[place].texts[columns[place].of_row[row]])} for row in np.flatnonzero(alone)
    }
    return {int(row): texts for row, texts in said.items() if texts}


def _periods(column: Column) -> Mask:
    like = [place for place, text in enumerate(column.texts) if _may_be_period(text) and is_period(text)]
    return np.isin(column.of_row, like)


def _may_be_period(text: str) -> bool:
    """Whether a text is worth looking at: numbers of neither four figures (2009) nor six (200910) are no periods."""
    return len(text) in (4, 6) or not _PLAIN_NUMBER.fullmatch(text)


def _are_numbers(columns: Sequence[Column], row: int, said: Mapping[int, str]) -> bool:
    return all(columns[place].kind[row] == Kind.NUMBER for place in said)


def _stood_before(columns: Sequence[Column], row: int, said: Mapping[int, str], heads: Mask) -> bool:
    """Whether a header above says the same over the same columns."""
    same = np.logical_and.reduce([columns[place].of_row[:row] == columns[place].of_row[row] for place in said])
    return bool((same & heads[:row]).any())


def _go_up(said: Mapping[int, str]) -> bool:
    """Whether years go up by one each, once or again and again."""
    years = [int(text) for text in said.values() if text.isdecimal()]
    steps = {right - left for left, right in pairwise(years)}
    first = dict.fromkeys(years)
    return len(years) == len(said) and {right - left for left, right in pairwise(first)} == {1} and steps <= {1, 1 - len(first)}


def _is_first(columns: Sequence[Column], beside: Sequence[int], areas: Mask, row: int, said: Mapping[int, str]) -> bool:
    """Whether no figures of an area stand above, as far up as a header may reach, and no header there states a period of its columns."""
    for above in range(row - 1, max(0, row - _MOST_HEADER_ROWS) - 1, -1):
        if areas[above] and any(columns[place].kind[above] in _FIGURES for place in beside):
            return False
        if any(is_period(columns[place].texts[columns[place].of_row[above]]) for place in said):
            return False
    return True
