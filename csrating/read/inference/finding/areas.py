"""Which columns of a sheet name the area of each row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from csrating.read.inference.answers import Answers
from csrating.read.inference.finding.header_rows import head_columns
from csrating.read.inference.finding.levels import NO_LEVELS, Levels, level_column, levels
from csrating.read.inference.kinds import Column, Kind
from csrating.read.tables.named_areas import by_code, by_name, old_code
from csrating.reference.known_places import Known
from csrating.reference.place_columns import LEAST_OLD_CODES

LookUp = Callable[[str], Known | None]

LEAST_COUNCILS = 2
"""Councils that a column must name before it is taken for the column of councils: one might stand anywhere."""

_MOST_AREAS = 2_000
"""A column that holds more different things than this is none of areas."""

_HEADER_WORDS = 3
"""So many words in a column of regions may be its header and no area."""

_REGIONS = 9
_ENGLAND = "England"
_OLD = re.compile(r"[0-9]{2}[A-Z]{2}")
_GSS = re.compile(r"E[0-9]{8}")
_SAYS_NOTHING = re.compile(r"all|z|:|x|\.{1,2}|-|n/?a|null")
_SAYS_ALL = re.compile(r"all (?:local )?(?:authorities|councils)|(?:region(?:al)? |sub-?)?totals?(?: (?:for|of) (?:the )?region)?")


@dataclass(frozen=True, eq=False)
class Areas:
    """The columns that say which area each row is about.

    ``names`` and ``codes`` go from the most particular (councils) to the most general (England); ``level`` is the column that says what
    kind of area it is. ``others`` say the same again. ``is_row`` says which rows of the sheet name an area, ``blanks`` which words in these
    columns say nothing, and ``england`` which of those mean England where a row says nothing else. ``levels`` are the words of the column
    of levels, and ``is_other`` says which rows are by them about something else than a council, a region or England.
    """

    names: tuple[int, ...]
    codes: tuple[int, ...]
    level: int | None
    others: tuple[int, ...]
    is_row: NDArray[np.bool_]
    blanks: tuple[str, ...] = ()
    england: tuple[str, ...] = ()
    levels: Levels = NO_LEVELS
    is_other: NDArray[np.bool_] | None = None

    def rows(self, first: int, last: int) -> NDArray[np.intp]:
        """The rows of areas from one row up to another, without those about something else."""
        of_areas = self.is_row if self.is_other is None else self.is_row & ~self.is_other
        return np.arange(first, last)[of_areas[first:last]]

    @property
    def all(self) -> frozenset[int]:
        """Every column that speaks of areas."""
        return frozenset((*self.names, *self.codes, *self.others, *([] if self.level is None else [self.level])))

    @property
    def last(self) -> int:
        """The rightmost of the columns that name the area of a row."""
        return max((*self.names, *self.codes))


@dataclass(frozen=True)
class Named:
    """How many councils, regions and Englands the different values of a column name, and which values name something."""

    councils: frozenset[str]
    wider: frozenset[str]
    places: frozenset[int]
    words: int


def named(column: Column) -> Named:
    """What the different values of a column name, taken as names of areas."""
    return _found(column, by_name, (Kind.WORDS,))


def coded(column: Column) -> Named:
    """What the different values of a column name, taken as codes of areas."""
    look_up = old_code if sum(_OLD.fullmatch(text) is not None for text in column.texts) >= LEAST_OLD_CODES else by_code
    return _found(column, look_up, (Kind.WORDS, Kind.NUMBER))


def _found(column: Column, look_up: LookUp, kinds: tuple[int, ...]) -> Named:
    councils: set[str] = set()
    wider: set[str] = set()
    places: set[int] = set()
    candidates = np.flatnonzero(np.isin(column.kinds, kinds))
    if len(candidates) > _MOST_AREAS:
        return Named(frozenset(), frozenset(), frozenset(), len(candidates))
    for place in candidates.tolist():
        found = look_up(column.texts[place])
        if found is not None:
            places.add(place)
            (councils if found.is_council else wider).add(found.code)
    return Named(frozenset(councils), frozenset(wider), frozenset(places), len(candidates))


def areas(columns: Sequence[Column]) -> Areas | None:
    """The columns of areas of a sheet, or None where no column names councils.

    Args:
        columns: those of the sheet, from the left.
    """
    level = level_column(columns)
    by_names = {place: named(column) for place, column in enumerate(columns) if place != level}
    by_codes = {place: coded(column) for place, column in enumerate(columns) if place != level}
    names = _of_councils(by_names, least_share=0.3)
    codes = [place for place in _of_councils(by_codes, least_share=0.3) if place not in names]
    codes = [place for place in codes if _are_codes(columns, place, names)]
    if not names and not codes:
        return None
    figures = _filled_with_numbers(columns, _rows_of(columns, names, by_names) | _rows_of(columns, codes, by_codes))
    wider_names = _of_wider(by_names, {*names, *codes, *figures})
    wider_codes = [
        place for place in _of_wider(by_codes, {*names, *codes, *wider_names}) if _are_wider_codes(columns[place], by_codes[place])
    ]
    names, others = _first_and_others(columns, names)
    found_names, found_codes = (*names, *wider_names), (*codes, *wider_codes)
    rows = _rows_of(columns, found_names, by_names) | _rows_of(columns, found_codes, by_codes)
    blanks, england = _blanks(columns, (*found_names, *found_codes)), _words_for_england([by_names[place] for place in wider_names])
    alone = [text for text in blanks if text.casefold() in england]
    if alone:
        rows |= np.logical_and.reduce([_says(columns[place], alone) for place in (*found_names, *found_codes)])
    beside = [place for place in range(len(columns)) if place not in (*found_names, *found_codes, *others, level)]
    rows &= ~head_columns(columns, beside, rows, name_councils(columns, found_names, found_codes))
    return Areas(found_names, found_codes, level, tuple(others), rows, blanks, tuple(alone))


def with_levels(found: Areas, columns: Sequence[Column], answers: Answers) -> Areas:
    """The same with what the column of levels says of each row, where there is one.

    Args:
        found: the columns of areas of a sheet.
        columns: those of the sheet.
        answers: what the reader says that words of levels mean, or that the column is a breakdown instead.
    """
    if found.level is None:
        return found
    column = columns[found.level]
    if any(answers.tells_apart_by(text) for text in column.texts):
        return replace(found, level=None)
    rows = np.flatnonzero(found.is_row)
    said = levels(column, np.arange(rows[0], rows[-1] + 1) if len(rows) else rows, answers.levels)
    return replace(found, levels=said, is_other=_says(column, tuple(said.other)))


def name_councils(columns: Sequence[Column], names: Sequence[int], codes: Sequence[int]) -> NDArray[np.bool_]:
    """Which rows of a sheet name a council in one of its columns of areas."""
    of_columns = [*(_of_each_row(columns[place], by_name) for place in names), *(_of_each_row(columns[place], by_code) for place in codes)]
    named_in: NDArray[np.bool_] = np.logical_or.reduce([of_rows != "" for of_rows in of_columns])
    return named_in


def _rows_of(columns: Sequence[Column], places: Sequence[int], found: Mapping[int, Named]) -> NDArray[np.bool_]:
    """Which rows name an area in one of these columns."""
    rows = np.zeros(len(columns[0].of_row), dtype=bool)
    for place in places:
        rows |= np.isin(columns[place].of_row, list(found[place].places))
    return rows


def _filled_with_numbers(columns: Sequence[Column], rows: NDArray[np.bool_]) -> set[int]:
    """The columns that hold mostly numbers beside the councils: an area over them ('England') is their header, and they name none."""
    found = set()
    for place, column in enumerate(columns):
        kinds = column.kind[rows]
        if 2 * (kinds == Kind.NUMBER).sum() > (kinds != Kind.NOTHING).sum():
            found.add(place)
    return found


def _of_councils(found: Mapping[int, Named], *, least_share: float) -> list[int]:
    """The columns that name councils, those that name most of them first."""
    enough = [place for place, one in found.items() if len(one.councils) >= LEAST_COUNCILS and len(one.places) >= least_share * one.words]
    return sorted(enough, key=lambda place: (-len(found[place].councils), place))


def _of_wider(found: Mapping[int, Named], taken: set[int]) -> list[int]:
    """The columns that name regions or England and no council, those that name most first; a country is said of its regions too."""
    enough = [
        place
        for place, one in found.items()
        if place not in taken and one.wider and not one.councils and one.words - len(one.places) <= max(_HEADER_WORDS, 0.2 * one.words)
    ]
    return sorted(enough, key=lambda place: (found[place].wider == {_ENGLAND}, -len(found[place].wider), place))


def _are_wider_codes(column: Column, found: Named) -> bool:
    """Whether codes of regions are codes: a figure may look like one, but hardly all figures of a column, and like different ones."""
    numbers = {place for place, kind in enumerate(column.kinds) if kind == Kind.NUMBER}
    return not numbers & found.places or (numbers <= found.places and len(found.wider) >= LEAST_COUNCILS)


def _are_codes(columns: Sequence[Column], place: int, names: Sequence[int]) -> bool:
    """Whether numbers that look like codes are codes: most agree with the names beside them, or they cannot be anything else."""
    column = columns[place]
    if len(column.texts) > _MOST_AREAS:
        return False
    if any(_GSS.fullmatch(text) for text in column.texts):
        return True
    codes = _of_each_row(column, by_code)
    if not names:
        numbers = [text for text, kind in zip(column.texts, column.kinds, strict=True) if kind == Kind.NUMBER]
        look_up = old_code if sum(_OLD.fullmatch(text) is not None for text in column.texts) >= LEAST_OLD_CODES else by_code
        return len({code for code in codes if code}) >= 20 and all(look_up(text) for text in numbers)
    agree = codes == _of_each_row(columns[names[0]], by_name)
    both = (codes != "") & (_of_each_row(columns[names[0]], by_name) != "")
    return bool(both.any()) and bool((agree & both).sum() >= 0.5 * both.sum())


def _of_each_row(column: Column, look_up: LookUp) -> NDArray[np.object_]:
    """The code of the council that each row of a column names; '' where it names none."""
    found = [look_up(text) for text in column.texts]
    codes = np.array(["" if one is None or not one.is_council else one.code for one in found], dtype=object)
    of_rows: NDArray[np.object_] = codes[column.of_row]
    return of_rows


def _first_and_others(columns: Sequence[Column], names: Sequence[int]) -> tuple[list[int], list[int]]:
    """The first column of names, those after it that differ from it, and those that say the same again."""
    if not names:
        return [], []
    first = _of_each_row(columns[names[0]], by_name)
    kept = [names[0]]
    again: list[int] = []
    for place in names[1:]:
        codes = _of_each_row(columns[place], by_name)
        both = (first != "") & (codes != "")
        (again if both.any() and (first == codes)[both].mean() >= 0.95 else kept).append(place)
    return kept, again


def _words_for_england(wider: Sequence[Named]) -> tuple[str, ...]:
    """Words that mean England where a row says nothing else: in a table with all its regions, of which no row names England itself."""
    seen = frozenset().union(*(one.wider for one in wider))
    return ("all",) if len(seen) >= _REGIONS and _ENGLAND not in seen else ()


def _says(column: Column, words: Sequence[str]) -> NDArray[np.bool_]:
    """The rows in which a column says one of some words."""
    places = [place for place, text in enumerate(column.texts) if text in words]
    return np.isin(column.of_row, places)


def _blanks(columns: Sequence[Column], areas: Sequence[int]) -> tuple[str, ...]:
    """Words in the columns of areas that say nothing, where another column then says which area is meant.

    A total says nothing beside a region: beside a council, one of the two is wrong.
    """
    if len(areas) < 2:
        return ()
    nothing = [text for place in areas for text in columns[place].texts if _SAYS_NOTHING.fullmatch(text.casefold())]
    totals = dict.fromkeys(text for place in areas for text in columns[place].texts if _SAYS_ALL.fullmatch(text.casefold()))
    return (*dict.fromkeys(nothing), *(text for text in totals if not _beside_councils(columns, areas, text)))


def _beside_councils(columns: Sequence[Column], areas: Sequence[int], text: str) -> bool:
    """Whether a column of areas names a council in some row in which another says this."""
    says = np.logical_or.reduce([_says(columns[place], (text,)) for place in areas])
    return any(bool((_of_each_row(columns[place], look_up)[says] != "").any()) for place in areas for look_up in (by_name, by_code))
