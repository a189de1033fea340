"""Rows that leave the area blank under a row that names it, as pivot tables do: when it is plain that they go on, and when to ask."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from csrating.read.cells import Sheet
from csrating.read.inference.answers import Question
from csrating.read.inference.cell_words import is_period
from csrating.read.inference.finding.areas import Areas, areas
from csrating.read.inference.kinds import Column, Kind, column_of
from csrating.read.tables.filling import filled_down

_LEAST_AREAS = 2
_IS_FIGURE = np.isin(
    np.arange(Kind.WORDS + 1), (Kind.NUMBER, Kind.SYMBOL, Kind.BAND)
)  # for each kind of cell; an array is looked into at once
_WITHOUT = "which area the rows without one are about"

Rows = NDArray[np.intp]
Mask = NDArray[np.bool_]


def goes_on(columns: Sequence[Column], found: Areas) -> bool:
    """Whether rows without an area plainly go on with the one above them.

    They do where every area has the same rows, told apart by a column that says the same words or periods, in the same order, for each:
    Girls, Boys and Total under Trafford, and under Bury again. One row too many or too few, or a word that differs, is reason for doubt,
    and so are figures above the first area.
    """
    if _figures_above(columns, found):
        return False
    bare, named = _without_area(columns, found), _with_area(columns, found)
    blocks = _blocks(bare, named)
    sizes = {len(block) for block in blocks}
    if len(blocks) < _LEAST_AREAS or len(sizes) != 1 or sum(map(len, blocks)) != int((bare | named).sum()) or sizes == {1}:
        return False
    free = [place for place in range(len(columns)) if place not in found.all]
    saying = [place for place in free if _says(columns[place], np.concatenate(blocks))]
    whole = [place for place in saying if (columns[place].kind[np.concatenate(blocks)] != Kind.NOTHING).all()]
    alike = [place for place in whole if len({tuple(columns[place].of_row[block].tolist()) for block in blocks}) == 1]
    lines = list(zip(*(columns[place].of_row[blocks[0]].tolist() for place in alike), strict=True))
    return saying == whole and bool(alike) and len(set(lines)) == len(blocks[0])


def with_areas(sheet: Sheet, columns: Sequence[Column], found: Areas, *, told: bool = False) -> tuple[Sheet, list[Column], Areas]:
    """A sheet of which the rows without an area go on with the one above, its columns and its areas, with the areas written in each row.

    Where the reader has ``told`` so, rows that say something and hold no figure go on too, up to the last row that holds one.
    """
    rows = np.flatnonzero(_without_area(columns, found) | _with_area(columns, found))
    if told and len(rows):
        saying = np.flatnonzero(_says_anything(columns, found))
        rows = np.union1d(rows, saying[saying < rows[-1]])
    whole = filled_down(sheet, (*found.names, *found.codes), rows)
    again = [column_of(whole.cells[:, place]) for place in range(whole.cells.shape[1])]
    return whole, again, areas(again) or found


def question_about_bare_rows(sheet: Sheet, columns: Sequence[Column], found: Areas) -> tuple[Question, ...]:
    """What has to be asked where rows of figures name no area under rows that do, and nothing makes it plain that they go on."""
    bare = np.flatnonzero(_without_area(columns, found) & _follows(columns, found))
    if not len(bare):
        return ()
    where = sheet.ref(int(bare[0]), (*found.names, *found.codes)[0])
    answer = "--fill-down, if they are about the area of the row above them"
    return (Question(sheet.place, _WITHOUT, where, answer, ("--fill-down",)),)


def _holds_figures(columns: Sequence[Column], found: Areas) -> Mask:
    return _figures_in(columns, found) > 0


def _figures_in(columns: Sequence[Column], found: Areas) -> Rows:
    """How many cells of each row hold figures."""
    beside = [_IS_FIGURE[column.kind] for place, column in enumerate(columns) if place not in found.all]
    counted: Rows = np.sum(beside, axis=0, dtype=np.intp)
    return counted


def _holds_periods_alone(columns: Sequence[Column], found: Areas, bare: Mask) -> Mask:
    """Which of the bare rows hold nothing but periods."""
    rows = np.flatnonzero(bare)
    alone = bare.copy()
    for column in (column for place, column in enumerate(columns) if place not in found.all):
        other = [each for each in column.different(rows) if not is_period(column.texts[each])]
        alone[rows[column.holds(other, rows)]] = False
    return alone


def _blank(columns: Sequence[Column], found: Areas) -> Mask:
    blank: Mask = np.logical_and.reduce([columns[place].kind == Kind.NOTHING for place in (*found.names, *found.codes)])
    return blank


def _without_area(columns: Sequence[Column], found: Areas) -> Mask:
    """Rows with figures and no area, from the first row of an area on, but for stray figures, and periods, which head a table."""
    figures = _figures_in(columns, found)
    usual = np.median(figures[found.is_row & (figures > 0)]) if (found.is_row & (figures > 0)).any() else 0
    bare = (figures > 0) & (2 * figures >= usual) & _blank(columns, found)
    bare[: int(np.argmax(found.is_row))] = False
    return bare & ~_holds_periods_alone(columns, found, bare)


def _says_anything(columns: Sequence[Column], found: Areas) -> Mask:
    """Rows that say something beside their areas, from the first row of an area on, and not periods alone."""
    said: Mask = np.any([column.kind != Kind.NOTHING for place, column in enumerate(columns) if place not in found.all], axis=0)
    said[: int(np.argmax(found.is_row))] = False
    return said & ~_holds_periods_alone(columns, found, said)


def _figures_above(columns: Sequence[Column], found: Areas) -> bool:
    """Whether figures stand right above the first row of an area, in a row that names none: the name of another may be lost."""
    above = int(np.argmax(found.is_row)) - 1
    if above < 0:
        return False
    bare = _holds_figures(columns, found) & _blank(columns, found)
    bare[:above], bare[above + 1 :] = False, False
    return bool((bare & ~_holds_periods_alone(columns, found, bare))[above])


def _with_area(columns: Sequence[Column], found: Areas) -> Mask:
    """Rows with figures that name something, if no area that is known, from the first row of an area on."""
    named = _holds_figures(columns, found) & ~_blank(columns, found)
    named[: int(np.argmax(found.is_row))] = False
    return named


def _follows(columns: Sequence[Column], found: Areas) -> Mask:
    """Rows that stand under a row of figures with an area, or under one that does: no title, header or empty row lies between."""
    bare, follows = _without_area(columns, found), _with_area(columns, found)
    for row in np.flatnonzero(bare).tolist():
        follows[row] = row > 0 and follows[row - 1]
    return follows


def _blocks(bare: Mask, named: Mask) -> list[Rows]:
    """Each row that names something with those that follow it at once and name nothing."""
    blocks = []
    for first in np.flatnonzero(named).tolist():
        last = first + 1
        while last < len(bare) and bare[last]:
            last += 1
        blocks.append(np.arange(first, last))
    return blocks


def _says(column: Column, rows: Rows) -> bool:
    """Whether words or periods stand in a column in some of these rows, and no figures."""
    different = [place for place in column.different(rows) if column.kinds[place] != Kind.NOTHING]
    return bool(different) and all(column.kinds[place] == Kind.WORDS or is_period(column.texts[place]) for place in different)
