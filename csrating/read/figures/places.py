"""Say which area each row of a table of figures is about: any area that statistics for England know, then and now."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeGuard

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating import reference
from csrating.errors import UnknownCouncilError
from csrating.read.cells import Cells, Sheet, constant, numbered, objects
from csrating.read.figures.periods import AFTER_APRIL, row_days
from csrating.read.grades import each
from csrating.read.tables.blocks import Block
from csrating.read.tables.columns import Columns
from csrating.read.tables.fates import Fate
from csrating.read.tables.filling import filled_down
from csrating.read.tables.remarks import Remark
from csrating.read.tables.rows import is_number
from csrating.read.tables.words import Rows, words
from csrating.reference.place_columns import are_old_counties
from csrating.reference.places import known_by_name
from csrating.reference.standing import lifetime

_FEW_CONTRADICTIONS, _SHARE_OF_CONTRADICTIONS = 1, 0.01


@dataclass(frozen=True, eq=False)
class Places:
    """Level, code and name of the area of each row that names one, and the fates of the rows that do not."""

    rows: Rows
    level: Cells
    area: Cells
    name: Cells
    fates: tuple[Fate, ...] = ()
    remarks: tuple[Remark, ...] = ()


def places(block: Block, found: Columns, rows: Rows, *, days: Cells | None = None) -> Places:
    """The area of each row, by the first of its columns that says something.

    Rows whose area is not known are left out where the layout says why (``unknown_areas``); so is a row whose code and name contradict each
    other, if the name is no council's and hardly another row is so. A row of figures that names nothing is never left out. By ``days``,
    one for each row, councils of the same name are told apart; without them by the periods that the table states. Where it states only a
    year, a council that began or ended on the first of April in it stood at the time.

    Raises:
        UnknownCouncilError: a row names no area, or two, with its cell and the nearest names.
    """
    blanks = frozenset(block.table.area_blanks)
    if block.table.fill_down:
        block = replace(block, sheet=filled_down(block.sheet, (*found.area_names, *found.area_codes), rows))
    names = first_filled(block.sheet, rows, found.area_names, blanks=blanks)
    codes = first_filled(block.sheet, rows, found.area_codes, blanks=blanks)
    nothing = (names == "") & (codes == "")
    names[nothing] = first_filled(block.sheet, rows[nothing], found.area_names, blanks=frozenset())
    if nothing.any():
        names[nothing] = [block.table.areas.get(text, text) for text in names[nothing]]
    levels = _levels(block, found, rows)
    levels = np.where(are_old_counties(codes) & (names == "") & (levels == ""), "council", levels)
    later = row_days(block, found, rows, of_a_year=AFTER_APRIL) if days is None else days
    days = row_days(block, found, rows) if days is None else days
    kinds, first = alike(codes, names, levels, days, later)
    different = [(codes[at], names[at], levels[at], (days[at], later[at])) for at in first]
    about = [_place(block, found, int(rows[at]), *said) for at, said in zip(first, different, strict=True)]
    _refuse_many_contradictions(block, found, rows[first], about)
    is_known = np.array([bool(place) for place in about], dtype=bool)
    known = is_known[kinds]
    level, code, name = (objects([getattr(place, part, "") for place in about])[kinds[known]] for part in ("level", "code", "name"))
    remarks = _remarks(block, found, rows[first], [f"{code} {name}".strip() for code, name, *_ in different], about)
    return Places(rows[known], level, code, name, _fates(block, found, rows[~known]), remarks)


def alike(*said: Cells | Sequence[Hashable]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The number of the kind of each row, and the first row of each kind: rows of one kind are alike in all that is said of them."""
    kinds = np.zeros(len(said[0]), dtype=np.int64)
    for one in said:
        numbers, different = numbered(list(one))
        kinds = pd.factorize(kinds * len(different) + numbers)[0]
    return kinds.astype(np.intp, copy=False), np.flatnonzero(~pd.Series(kinds).duplicated().to_numpy())


def _remarks(
    block: Block, found: Columns, rows: Rows, texts: Sequence[str], about: Sequence[reference.Place | reference.NoPlace]
) -> tuple[Remark, ...]:
    """What there is to tell of the names in these rows: those that were left out, and those read otherwise than as written."""
    column = (*found.area_names, *found.area_codes)[0]
    seen: dict[str, Remark] = {}
    for row, text, place in zip(rows, texts, about, strict=True):
        if text not in seen and isinstance(place, reference.NoPlace):
            seen[text] = Remark("area left out", _why_left_out(text, place), block.sheet.ref(int(row), column), place)
        elif text not in seen and isinstance(place, reference.Place) and place.note:
            seen[text] = Remark(f"area by {place.how}", place.note, block.sheet.ref(int(row), column))
    return tuple(seen.values())


def _why_left_out(text: str, place: reference.NoPlace) -> str:
    return place.why if place.reason in ("disagree", "several") else f"{text!r} is no area that is known"


def first_filled(sheet: Sheet, rows: Rows, columns: Sequence[int], *, blanks: frozenset[str]) -> Cells:
    """The words of the first of some columns that says something in each row; '' where none does."""
    said = constant("", len(rows))
    for column in columns:
        still = said == ""
        if not still.any():
            break
        held = sheet.column(column)
        said[still] = objects(["" if text in blanks else text for text in held.words])[held.of_row[rows[still]]]
    return said


def _levels(block: Block, found: Columns, rows: Rows) -> Cells:
    said = words(block, found, "level", rows)
    declared = block.table.levels
    return each(said, lambda text: declared.get(str(text), "")) if declared else constant("", len(rows))


def _place(
    block: Block, found: Columns, row: int, code: str, name: str, level: str, days: tuple[date | None, date | None]
) -> reference.Place | reference.NoPlace:
    on, later = days
    place = reference.place(code, name, level=level or None, on=on)
    if later != on and _began_or_ended(place, on, later):
        place = reference.place(code, name, level=level or None, on=later)
    if isinstance(place, reference.Place):
        return place
    if block.table.unknown_areas and _may_be_left_out(block, found, row, place, name):
        return place
    raise _unknown(block, found, row, place)


def _began_or_ended(place: reference.Place | reference.NoPlace, on: date | None, later: date | None) -> bool:
    """Whether a place is a council that did not stand on the first of two days, but on the second."""
    if not isinstance(place, reference.Place) or not place.is_council or on is None or later is None:
        return False
    began, ended = lifetime(place.code)
    return not began <= on <= ended and began <= later <= ended


def _may_be_left_out(block: Block, found: Columns, row: int, place: reference.NoPlace, name: str) -> bool:
    """Whether figures can be lost without harm: not those of a row that names nothing, nor those of one of two councils.

    A stray figure in a row that is empty otherwise is none of these.
    """
    if place.reason == "blank":
        return 2 * sum(is_number(block.sheet.cells[row, figure.column]) for figure in found.figures) < max(1, len(found.figures))
    if place.reason == "disagree":
        return not any(known.is_council for known in known_by_name(name))
    return place.reason in ("unknown", "several", "district", "level")


def _refuse_many_contradictions(block: Block, found: Columns, rows: Rows, about: Sequence[reference.Place | reference.NoPlace]) -> None:
    """Raise where the codes of many areas contradict their names: a column may have slipped, and then no row is to be trusted."""
    against = {place.why: (int(row), place) for row, place in zip(rows, about, strict=True) if _contradicts(place)}
    if len(against) > max(_FEW_CONTRADICTIONS, _SHARE_OF_CONTRADICTIONS * len(about)):
        row, place = next(iter(against.values()))
        raise _unknown(block, found, row, place)


def _contradicts(place: reference.Place | reference.NoPlace) -> TypeGuard[reference.NoPlace]:
    return isinstance(place, reference.NoPlace) and place.reason == "disagree"


def _unknown(block: Block, found: Columns, row: int, place: reference.NoPlace) -> UnknownCouncilError:
    where = block.sheet.ref(row, (*found.area_names, *found.area_codes)[0])
    return UnknownCouncilError(place.why, where=where, expected="an area that is known", do=_what_to_do(block, found, row, place))


def _what_to_do(block: Block, found: Columns, row: int, place: reference.NoPlace) -> str:
    """What to do about a row that names no area: a contradiction is never left out, and a row without figures may be a note."""
    if place.reason == "disagree":
        return "Find out which of the two is right: a column may have slipped, or one of them is misprinted. Mend it in the file."
    if not any(is_number(block.sheet.cells[row, figure.column]) for figure in found.figures):
        begin = "If the notes under the table begin here, say in the layout how (notes_begin)"
        return f"{begin}; otherwise, what becomes of such rows (unknown_areas)."
    near = f"Near it: {', '.join(map(str, place.near))}." if place.near else ""
    return near or "Say in the layout what becomes of such rows (unknown_areas)."


def _fates(block: Block, found: Columns, strangers: Rows) -> tuple[Fate, ...]:
    if not len(strangers):
        return ()
    cells, full = len(strangers) * (len(found.figures) + len(found.left_out)), block.sheet.filled(strangers)
    return (Fate(block.sheet.name, block.table.name, "explained", len(strangers), cells, full, block.table.unknown_areas),)
