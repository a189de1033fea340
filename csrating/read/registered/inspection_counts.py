"""Counts of inspected settings by grade, as INSPECTIONS."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from csrating.errors import LayoutError, TableError, ValueInCellError
from csrating.read.cells import Cells, constant
from csrating.read.registered.areas import COUNCIL, Areas, areas
from csrating.read.tables.blocks import Block
from csrating.read.tables.columns import Columns, columns
from csrating.read.tables.fates import Fate
from csrating.read.tables.numbers import figures
from csrating.read.tables.rows import Part, Tidied, fates_beside, records
from csrating.read.tables.words import NO_DATE, Rows, declared
from csrating.schema import GRADES, Level

Counts = dict[str, NDArray[np.float64]]
Mask = NDArray[np.bool_]


def inspection_counts(block: Block) -> Tidied:
    """The counts of a table with one row per council, type of setting and aspect, and one column per grade.

    A row gives one line for each grade, whose setting is 'council/type'. A column ``inspected`` must be the sum of the four grades, and
    where the layout says so, the rows of England must be the sums of the councils; they are checked and not kept.

    Raises:
        LayoutError, ValueInCellError, UnknownCouncilError, TableError: the table is not what its layout says; each with its cell.
    """
    found = columns(block)
    kept = records(block, found)
    counts = _counts(block, found, kept.rows)
    about = areas(block, found, kept.rows)
    kind, aspect = (declared(block, found, role, kept.rows) for role in ("setting_type", "aspect"))
    _refuse_repeated(block, found, about, kind, aspect)
    _refuse_wrong_sums(block, found, kept.rows, counts)
    _refuse_wrong_totals(block, found, about, kind, aspect, counts)
    ours = about.level == COUNCIL
    parts = [_part(block, found, about.only(ours), kind[ours], aspect[ours], counts[word][ours], word) for word in GRADES]
    return Tidied(tuple(parts), (*kept.fates, *_fates(block, found, kept.rows, ours)))


def _part(block: Block, found: Columns, about: Areas, kind: Cells, aspect: Cells, count: NDArray[np.float64], word: str) -> Part:
    return {
        "setting": about.area + "/" + kind,
        "setting_type": kind,
        "council": about.area,
        "run_by": constant("", len(kind)),
        "inspected_on": np.full(len(kind), NO_DATE),
        "aspect": aspect,
        "grade": constant(word, len(kind)),
        "settings": count.astype(np.int64),
        "ref": block.sheet.refs(about.rows, _column(found, word)),
    }


def _column(found: Columns, measure: str) -> int:
    return next(figure.column for figure in found.figures if figure.measure == measure)


def _refuse_repeated(block: Block, found: Columns, about: Areas, kind: Cells, aspect: Cells) -> None:
    seen: dict[tuple[str, str, str, str], int] = {}
    column = _column(found, GRADES[0])
    for row, key in zip(about.rows, zip(about.level, about.area, kind, aspect, strict=True), strict=True):
        if key in seen:
            cells = f"{block.sheet.ref(seen[key], column)}, {block.sheet.ref(int(row), column)}"
            raise TableError(f"{' '.join(key)} is there twice", where=cells, expected="one row", do="Take out one of them.")
        seen[key] = int(row)


def _counts(block: Block, found: Columns, rows: Rows) -> Counts:
    missing = [word for word in GRADES if word not in {figure.measure for figure in found.figures}]
    if missing:
        raise LayoutError(f"no column counts {', '.join(missing)}", where=block.place, expected="one for each grade")
    counts = {}
    for figure in found.figures:
        stored = block.sheet.cells[rows, figure.column]
        read = figures(stored, symbols=())
        wrong = np.flatnonzero(read.unreadable | ~(read.number >= 0) | (read.number % 1 != 0))
        if len(wrong):
            where = block.sheet.ref(int(rows[wrong[0]]), figure.column)
            raise ValueInCellError(f"{stored[wrong[0]]!r} is not a count", where=where, expected="a whole number")
        counts[figure.measure] = read.number
    return counts


def _refuse_wrong_sums(block: Block, found: Columns, rows: Rows, counts: Counts) -> None:
    if "inspected" not in counts:
        return
    wrong = np.flatnonzero(np.sum([counts[word] for word in GRADES], axis=0) != counts["inspected"])
    if len(wrong):
        where = block.sheet.ref(int(rows[wrong[0]]), _column(found, "inspected"))
        raise ValueInCellError(f"{counts['inspected'][wrong[0]]:g} inspected is not the sum of the grades beside it", where=where)


def _refuse_wrong_totals(block: Block, found: Columns, about: Areas, kind: Cells, aspect: Cells, counts: Counts) -> None:
    ours, of_england = about.level == COUNCIL, about.level == str(Level.ENGLAND)
    stray = ~ours & ~(of_england & block.table.england_is_the_sum)
    if stray.any():
        where = block.sheet.ref(int(about.rows[np.flatnonzero(stray)[0]]), 0)
        raise LayoutError(
            "a row is not about a council of 2009", where=where, expected="councils alone, or 'england_is_the_sum' in the layout"
        )
    for place in np.flatnonzero(of_england):
        members = ours & (kind == kind[place]) & (aspect == aspect[place])
        totals = {word: (count[place], count[members].sum()) for word, count in counts.items()}
        _refuse_wrong_total(block, found, int(about.rows[place]), totals)


def _refuse_wrong_total(block: Block, found: Columns, row: int, totals: dict[str, tuple[float, float]]) -> None:
    for word, (stated, added) in totals.items():
        if stated != added:
            where = block.sheet.ref(row, _column(found, word))
            raise ValueInCellError(f"England has {stated:g} {word}", where=where, expected=f"{added:g}, the sum of the councils")


def _fates(block: Block, found: Columns, rows: Rows, ours: Mask) -> list[Fate]:
    name = (block.sheet.name, block.table.name)
    councils, totals = int(ours.sum()), int((~ours).sum())
    given, checked, summed = councils * len(GRADES), councils * (len(found.figures) - len(GRADES)), totals * len(found.figures)
    return [
        Fate(*name, "kept", councils, given, given),
        Fate(*name, "explained", 0, checked, checked, "equals the sum of the grades beside it"),
        Fate(*name, "explained", totals, summed, summed, "equals the sum of the councils"),
        *fates_beside(block, found, rows),
    ]
