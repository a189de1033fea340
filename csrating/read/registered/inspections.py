"""Extracts of inspections, one row per inspection of a setting, as INSPECTIONS."""

from __future__ import annotations

from typing import Any

import numpy as np

from csrating.errors import LayoutError, TableError, ValueInCellError
from csrating.read.cells import Cells, constant, stripped
from csrating.read.grades import each, grade
from csrating.read.layouts.reading import NO_JUDGEMENT
from csrating.read.registered.areas import councils_alone
from csrating.read.tables.blocks import Block
from csrating.read.tables.columns import columns
from csrating.read.tables.fates import Fate
from csrating.read.tables.rows import Part, Tidied, fates_beside, records
from csrating.read.tables.words import Rows, days, declared, filled
from csrating.schema import ASPECTS, GRADES


def inspections(block: Block) -> Tidied:
    """The judgements of a table with one row per inspection of a setting.

    A cell that the layout declares to mean that no judgement was made gives no line. Under ``words``, ``inspected_on`` lists what may stand
    where a setting has not been inspected yet; such a row may hold no grade.

    Raises:
        LayoutError, ValueInCellError, UnknownCouncilError, TableError: the table is not what its layout says; each with its cell.
    """
    found = columns(block)
    kept = records(block, found)
    common = {
        "setting": filled(block, found, "setting", kept.rows),
        "setting_type": declared(block, found, "setting_type", kept.rows),
        "council": councils_alone(block, found, kept.rows).area,
        "run_by": declared(block, found, "run_by", kept.rows),
        "inspected_on": days(block, found, "inspected_on", kept.rows, blank=block.table.words.get("inspected_on", {})),
    }
    _refuse_repeated(block, found.roles["setting"], kept.rows, common)
    parts = [_aspect(block, figure.column, figure.measure, kept.rows, common) for figure in found.figures]
    judged = sum(len(part["ref"]) for part in parts)
    name = (block.sheet.name, block.table.name)
    full = block.sheet.filled(kept.rows, [figure.column for figure in found.figures])
    fates = (
        Fate(*name, "kept", len(kept.rows), judged, judged),
        Fate(*name, "symbol", 0, len(kept.rows) * len(found.figures) - judged, full - judged, "no judgement was made"),
    )
    return Tidied(tuple(parts), (*kept.fates, *fates, *fates_beside(block, found, kept.rows)))


def _aspect(block: Block, column: int, aspect: str, rows: Rows, common: dict[str, Any]) -> Part:
    if aspect not in ASPECTS:
        raise LayoutError(f"{aspect!r} is not an aspect", where=block.place, expected=f"one of {', '.join(ASPECTS)}")
    grades = _grades(block, column, rows)
    given = grades != NO_JUDGEMENT
    undated = np.flatnonzero(given & np.isnat(common["inspected_on"]))
    if len(undated):
        raise ValueInCellError(
            "a judgement has no date", where=block.sheet.ref(int(rows[undated[0]]), column), expected="the day of the inspection"
        )
    part: Part = {name: values[given] for name, values in common.items()}
    part |= {"aspect": constant(aspect, given.sum()), "grade": grades[given]}
    return part | {"settings": np.ones(given.sum(), dtype=np.int64), "ref": block.sheet.refs(rows[given], column)}


def _grades(block: Block, column: int, rows: Rows) -> Cells:
    stored = block.sheet.cells[rows, column]
    blank = {symbol for symbol, means in block.table.symbols.items() if means == NO_JUDGEMENT}

    def read(value: object) -> str | None:
        return NO_JUDGEMENT if stripped(value) in blank else grade(value, scale=block.table.grades)

    grades = each(stored, read)
    wrong = [place for place, word in enumerate(grades) if word is None]
    if wrong:
        more = f" (and {len(wrong) - 1} more such cells)" if len(wrong) > 1 else ""
        expected = ", ".join(GRADES) if block.table.grades == "words" else "1 to 4"
        raise ValueInCellError(
            f"{stored[wrong[0]]!r} is not a grade{more}", where=block.sheet.ref(int(rows[wrong[0]]), column), expected=expected
        )
    return grades


def _refuse_repeated(block: Block, column: int, rows: Rows, common: dict[str, Any]) -> None:
    seen: dict[tuple[str, str], int] = {}
    for row, key in zip(rows, zip(common["setting"], common["inspected_on"].astype(str), strict=True), strict=True):
        if key in seen:
            cells = f"{block.sheet.ref(seen[key], column)}, {block.sheet.ref(int(row), column)}"
            raise TableError(
                f"the inspection of {key[0]} on {key[1][:10]} is there twice", where=cells, expected="one row", do="Take out one of them."
            )
        seen[key] = int(row)
