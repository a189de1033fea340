"""Say which area each row of a table of figures is about: any area that statistics for England know, then and now."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating import reference
from csrating.errors import LayoutError
from csrating.read.cells import Cells, Sheet, constant, numbered, objects
from csrating.read.figures.at_other_times import AtOtherTimes, at_other_times, gives_figures, parts, told_for_later_councils
from csrating.read.figures.meant import Meant, meant_by_row, refuse_many_contradictions
from csrating.read.figures.periods import AFTER_APRIL, column_days, row_days
from csrating.read.grades import each
from csrating.read.tables.blocks import Block
from csrating.read.tables.columns import Columns
from csrating.read.tables.fates import Fate
from csrating.read.tables.filling import filled_down
from csrating.read.tables.named_areas import by_code
from csrating.read.tables.remarks import Remark
from csrating.read.tables.rows import is_number
from csrating.read.tables.words import Rows, words
from csrating.reference.place_columns import are_old_counties
from csrating.reference.places import known_by_name

_LEAST_COLUMNS = 2
"""So many columns of codes there must be for one of them to be that of parents."""


@dataclass(frozen=True, eq=False)
class Places:
    """Level, code and name of the area of each row that names one, and the fates of the rows that do not.

    ``others`` are the columns of figures at whose times the name of some row means another council: Dorset before April 2019.
    """

    rows: Rows
    level: Cells
    area: Cells
    name: Cells
    fates: tuple[Fate, ...] = ()
    remarks: tuple[Remark, ...] = ()
    others: tuple[AtOtherTimes, ...] = ()

    def where(self, kept: NDArray[np.bool_]) -> Places:
        """The same with some of the rows."""
        others = tuple(AtOtherTimes(one.places, one.level[kept], one.area[kept], one.name[kept]) for one in self.others)
        return replace(self, rows=self.rows[kept], level=self.level[kept], area=self.area[kept], name=self.name[kept], others=others)

    def of_cells(self, part: str, row: Rows, place: Rows) -> Cells:
        """The level, area or name of cells, each in a row and at a place among the columns of figures."""
        said: Cells = getattr(self, part)[row]
        for one in self.others:
            there = np.isin(place, one.places)
            said[there] = getattr(one, part)[row[there]]
        return said


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
    codes = _without_codes_of_parents(block, found, rows, names, first_filled(block.sheet, rows, found.area_codes, blanks=blanks))
    nothing = (names == "") & (codes == "")
    names[nothing] = first_filled(block.sheet, rows[nothing], found.area_names, blanks=frozenset())
    if nothing.any():
        names[nothing] = [block.table.areas.get(text, text) for text in names[nothing]]
    levels = _levels(block, found, rows)
    levels = np.where(are_old_counties(codes) & (names == "") & (levels == ""), "council", levels)
    of_columns = column_days(block, found) if days is None else {}
    later = row_days(block, found, rows, of_a_year=AFTER_APRIL) if days is None else days
    days = row_days(block, found, rows) if days is None else days
    kinds, first = alike(codes, names, levels, days, later)
    different = [(codes[at], names[at], levels[at], (days[at], later[at])) for at in first]
    about = [meant_by_row(block, found, int(rows[at]), *said) for at, said in zip(first, different, strict=True)]
    refuse_many_contradictions(block, found, rows[first], about)
    is_known = np.array([bool(place) for place in about], dtype=bool)
    known = is_known[kinds]
    _refuse_unknown_levels(block, found, rows[known])
    times = {
        tuple(at): about
        if told_for_later_councils(block, found, rows, kinds, about, when, at)
        else at_other_times(block, found, rows[first], different, about, when)
        for when, at in of_columns.items()
    }
    others = tuple(AtOtherTimes(at, *parts(some, kinds[known])) for at, some in times.items() if some != about)
    remarks = _remarks(block, found, rows, kinds, [f"{code} {name}".strip() for code, name, *_ in different], about, times)
    return Places(rows[known], *parts(about, kinds[known]), _fates(block, found, rows[~known]), remarks, others)


def alike(*said: Cells | Sequence[Hashable]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The number of the kind of each row, and the first row of each kind: rows of one kind are alike in all that is said of them."""
    kinds = np.zeros(len(said[0]), dtype=np.int64)
    for one in said:
        numbers, different = numbered(list(one))
        kinds = pd.factorize(kinds * len(different) + numbers)[0]
    return kinds.astype(np.intp, copy=False), first_rows(kinds)


def first_rows(kinds: NDArray[np.int64]) -> NDArray[np.intp]:
    """The first row of each kind."""
    return np.flatnonzero(~pd.Series(kinds).duplicated().to_numpy())


def _remarks(
    block: Block,
    found: Columns,
    rows: Rows,
    kinds: NDArray[np.intp],
    texts: Sequence[str],
    about: Sequence[Meant],
    times: Mapping[tuple[int, ...], Sequence[Meant]],
) -> tuple[Remark, ...]:
    """What there is to tell of the names in these rows: those that were left out, and those read otherwise than as written.

    Where columns are about several times, it is told only of times of which a figure is given.
    """
    column = (*found.area_names, *found.area_codes)[0]
    own = tuple(place for place in range(len(found.figures)) if not any(place in at for at in times))
    first = first_rows(kinds)
    seen: dict[tuple[str, str], Remark] = {}
    for at, some in [(own, about), *times.items()]:
        for kind, (text, place) in enumerate(zip(texts, some, strict=True)):
            where = block.sheet.ref(int(rows[first[kind]]), column)
            if isinstance(place, reference.NoPlace):
                figures = _numbers(block, found, int(rows[first[kind]]))
                seen.setdefault((text, ""), Remark("area left out", _why_left_out(text, place), where, place, figures))
            elif place.note and (text, place.note) not in seen and (not times or gives_figures(block, found, rows[kinds == kind], at)):
                seen[text, place.note] = Remark(f"area by {place.how}", place.note, where)
    return tuple(seen.values())


def _numbers(block: Block, found: Columns, row: int) -> int:
    """How many numbers stand in the columns of figures of a row."""
    return sum(is_number(block.sheet.cells[row, one.column]) for one in found.figures)


def _why_left_out(text: str, place: reference.NoPlace) -> str:
    return place.why if place.reason in ("disagree", "several") else f"{text!r} is no area that is known"


def _without_codes_of_parents(block: Block, found: Columns, rows: Rows, names: Cells, codes: Cells) -> Cells:
    """The codes of rows, without those of a region or of England that stand in for a blank code beside the name of a council.

    A download gives the code of the parent in a column of its own: where a council has lost its code, its name says which it is.
    """
    if len(found.area_codes) < _LEAST_COLUMNS or not found.area_names:
        return codes
    blanks = frozenset(block.table.area_blanks)
    of_code, of_name = (first_filled(block.sheet, rows, some[:1], blanks=blanks) for some in (found.area_codes, found.area_names))
    bare = np.flatnonzero((of_code == "") & (codes != "") & (of_name != ""))
    codes = codes.copy()
    codes[bare] = ["" if _is_of_parent(codes[row], names[row]) else codes[row] for row in bare]
    return codes


def _is_of_parent(code: str, name: str) -> bool:
    wider = by_code(code)
    meant = known_by_name(name)
    return wider is not None and not wider.is_council and bool(meant) and all(known.is_council for known in meant)


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


def _refuse_unknown_levels(block: Block, found: Columns, rows: Rows) -> None:
    """Raise where a row of an area is of a level that the layout does not know: it may be about something else than its council."""
    if not block.table.levels or "level" not in found.roles:
        return
    said = words(block, found, "level", rows)
    unknown = np.flatnonzero(~np.isin(said, ["", *block.table.levels]))
    if len(unknown):
        raise LayoutError(
            f"the level {said[unknown[0]]!r} is not known",
            where=block.sheet.ref(int(rows[unknown[0]]), found.roles["level"]),
            expected=f"one of {', '.join(block.table.levels)}",
            do="Say in the layout what it means (levels), or leave such rows out there with a reason (left_out_rows).",
        )


def _fates(block: Block, found: Columns, strangers: Rows) -> tuple[Fate, ...]:
    if not len(strangers):
        return ()
    cells, full = len(strangers) * (len(found.figures) + len(found.left_out)), block.sheet.filled(strangers)
    return (Fate(block.sheet.name, block.table.name, "explained", len(strangers), cells, full, block.table.unknown_areas),)
