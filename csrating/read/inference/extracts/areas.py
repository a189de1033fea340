"""Which columns of an extract of inspections name the council of each row: towns, counties and owners may be named like councils too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from csrating.read.cells import Sheet, stripped
from csrating.read.inference.extracts.headers import (
    heads_code,
    heads_council,
    heads_day,
    heads_event,
    heads_judgement,
    heads_nothing_but_council,
    heads_provision,
    heads_region,
    heads_setting,
    names_or_places,
)
from csrating.read.inference.finding.areas import Areas, Named, areas, coded, named
from csrating.read.inference.kinds import Column
from csrating.read.tables.named_areas import by_code, by_name

_MOST_ROWS_ABOVE = 60
_MOST_HEADER_ROWS_ABOVE = 3
_LONGEST_HEADER = 200
_LEAST_HEADERS = 2
_LEAST_SHARE = 0.5
_RECOGNISED: tuple[Callable[[str], bool], ...] = (
    heads_council,
    heads_setting,
    heads_provision,
    heads_event,
    heads_day,
    heads_judgement,
    heads_region,
    names_or_places,
)


def areas_of_extract(sheet: Sheet, columns: Sequence[Column], row: int | None) -> Areas | None:
    """The column of names of councils, and that of their codes, or None where there is neither.

    Where a header speaks of the local authority or the council, its column is the one, whatever other columns name, and although it may
    name a single council; if it names none, the header may stand over other columns than its own, and there is none. Otherwise it is the
    column that names most, unless its header says that it is a part of an address.

    Args:
        sheet: the sheet.
        columns: its columns, from the left.
        row: that of its headers, as :func:`header_row` finds it.
    """
    if row is None:
        return _alone(areas(columns), columns, banned=())
    headed = [place for place in range(len(columns)) if any(map(heads_council, _texts_over(sheet, place, row)))]
    by_names = {place: _councils(named(columns[place]), columns[place]) for place in headed}
    by_codes = {
        place: _councils(coded(columns[place]), columns[place]) for place in headed if any(map(heads_code, _texts_over(sheet, place, row)))
    }
    names = sorted(_of_councils(by_names), key=lambda place: not any(map(heads_nothing_but_council, _texts_over(sheet, place, row))))
    codes = [place for place in _of_councils(by_codes) if place not in names]
    if headed:
        return _areas(columns, names, codes, by_names, by_codes) if names or codes else None
    banned = [place for place in range(len(columns)) if any(map(names_or_places, _texts_over(sheet, place, row)))]
    return _alone(areas(columns), columns, banned=banned)


def header_row(sheet: Sheet) -> int | None:
    """The row, among the first, of which most cells are headers such as extracts of inspections have; None where no row has two."""
    rows = sheet.cells[:_MOST_ROWS_ABOVE]
    hits = [sum(_is_header(text) for text in {stripped(value) for value in row}) for row in rows]
    best = int(np.argmax(hits)) if hits else 0
    return best if hits and hits[best] >= _LEAST_HEADERS else None


@lru_cache(maxsize=65_536)
def _is_header(text: str) -> bool:
    return bool(text) and len(text) <= _LONGEST_HEADER and any(says(text) for says in _RECOGNISED) and by_name(text) is None


def _texts_over(sheet: Sheet, place: int, row: int) -> list[str]:
    """What stands in the header row of a column, and shortly above."""
    return [stripped(value) for value in sheet.cells[max(0, row - _MOST_HEADER_ROWS_ABOVE) : row + 1, place] if stripped(value)]


def _councils(found: Named, column: Column) -> Named:
    """The same without regions and England: an extract has no rows of them."""
    meant = {place: by_name(column.texts[place]) or by_code(column.texts[place]) for place in found.places}
    return replace(found, places=frozenset(place for place, known in meant.items() if known and known.is_council))


def _of_councils(found: dict[int, Named]) -> list[int]:
    """The columns of which most words name councils, those that name most of them first."""
    enough = [place for place, one in found.items() if one.councils and len(one.places) >= _LEAST_SHARE * (one.words - _LEAST_HEADERS)]
    return sorted(enough, key=lambda place: (-len(found[place].councils), place))


def _areas(
    columns: Sequence[Column], names: Sequence[int], codes: Sequence[int], by_names: dict[int, Named], by_codes: dict[int, Named]
) -> Areas:
    """One column of names and one of codes; others that are headed like them say the same again, or are asked about."""
    is_row = np.zeros(len(columns[0].of_row), dtype=bool)
    for place in names[:1]:
        is_row |= _in(columns[place], by_names[place])
    for place in codes[:1]:
        is_row |= _in(columns[place], by_codes[place])
    return Areas(tuple(names[:1]), tuple(codes[:1]), None, (*names[1:], *codes[1:]), is_row)


def _in(column: Column, found: Named) -> NDArray[np.bool_]:
    rows: NDArray[np.bool_] = np.isin(column.of_row, list(found.places))
    return rows


def _alone(found: Areas | None, columns: Sequence[Column], *, banned: Sequence[int]) -> Areas | None:
    """Of columns of areas that were found by their cells alone, the first of names and the first of codes that name councils."""
    if found is None:
        return None
    by_names = {place: _councils(named(columns[place]), columns[place]) for place in found.names if place not in banned}
    by_codes = {place: _councils(coded(columns[place]), columns[place]) for place in found.codes if place not in banned}
    names, codes = _of_councils(by_names), _of_councils(by_codes)
    return _areas(columns, names, codes, by_names, by_codes) if names or codes else None
