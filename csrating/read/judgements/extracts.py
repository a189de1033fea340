"""Extracts of inspections, one row for each inspection of a setting or a council, as JUDGEMENTS: one row for each cell of a judgement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.errors import LayoutError, ValueInCellError
from csrating.read.cells import Cells, constant, objects, stripped
from csrating.read.figures.cells import refs, symbols_told
from csrating.read.figures.places import Places, places
from csrating.read.figures.tables import cautions
from csrating.read.grades import each, grade, on_report_card
from csrating.read.judgements.provision import Provision, provision_of_rows
from csrating.read.judgements.written_days import written_day
from csrating.read.layouts.reading import NO_JUDGEMENT
from csrating.read.tables.blocks import Block
from csrating.read.tables.columns import Columns, FigureColumn, columns
from csrating.read.tables.fates import Fate
from csrating.read.tables.remarks import Remark
from csrating.read.tables.rows import Part, Tidied, fates_beside, records
from csrating.read.tables.words import NO_DATE, Rows, days, words
from csrating.schema import JUDGED, NOT_JUDGED, OTHER_SCALE, Level

Days = NDArray[np.datetime64]
GRADES_IN_WORDS = ("Outstanding", "Good", "Requires improvement", "Satisfactory", "Adequate", "Inadequate")
"""How publishers write the grades: those of 2012 and after, those before, and those of social care; the third to the fifth are one."""

_EMPTY = ""


@dataclass(frozen=True)
class Said:
    """What one cell says of a grade: its own words, the grade on the one scale, and whether it was judged or why not."""

    text: str
    grade: str
    status: str


_NOTHING = Said("", "", _EMPTY)


@dataclass(frozen=True, eq=False)
class _Inspected:
    """The days of each row of areas, and what was inspected there."""

    about: Places
    on: Days
    published: Days
    provision: Provision


def judgements(block: Block, *, basis: str) -> Tidied:
    """The judgements of a table, cell by cell; an empty cell gives none.

    A cell holds a grade or a symbol that the layout declares. Where the table has a column of settings, all areas are those that stood
    when the extract was made; where it has none, councils were inspected, and each row is about those that stood on its own day.

    Args:
        block: the table on its sheet.
        basis: what JUDGEMENTS says of how it was read: by which layout, or that it was inferred.

    Raises:
        LayoutError, ValueInCellError, UnknownCouncilError: the table is not what its layout says; each with its cell.
    """
    found = columns(block)
    if not found.figures:
        raise LayoutError(f"table {block.table.name!r} has no column of judgements", where=block.place, expected="one at least")
    rows = records(block, found, is_figure=lambda value: grade(value) is not None or on_report_card(value))
    inspected, published = (_days(block, found, role, rows.rows) for role in ("inspected_on", "published_on"))
    about = places(block, found, rows.rows, days=_standing_on(found, inspected, published))
    _refuse_settings_in_no_council(block, found, about)
    known = np.isin(rows.rows, about.rows)
    what = _Inspected(about, inspected[known], published[known], provision_of_rows(block, found, about.rows))
    said = _said(block, found, about.rows)
    row, place = np.nonzero(objects([one is not _NOTHING for one in said.ravel()]).reshape(said.shape))
    part = _part(block, found, what, said[row, place], row, place, basis=basis)
    _refuse_repeated(block, part)
    remarks = (*cautions(block), *about.remarks, *what.provision.remarks, *_undated(found, part), *_on_another_scale(part))
    fates = (*rows.fates, *about.fates, *_fates(block, found, about.rows, part))
    return Tidied((part,), fates, remarks, found)


def _days(block: Block, found: Columns, role: str, rows: Rows) -> Days:
    """The days in the column of a role; NaT everywhere where the table has no such column."""
    if role not in found.roles:
        return np.full(len(rows), NO_DATE)
    blank = {"", *block.table.words.get(role, {})}
    return days(block, found, role, rows, blank=blank, reading=written_day, expected="a day such as 27/03/2015, never the month first")


def _standing_on(found: Columns, inspected: Days, published: Days) -> Cells:
    """The day by which councils of the same name are told apart, for each row.

    A setting lies in a council of the time of the extract, however long ago it was inspected; a council was inspected on its own day.
    """
    on = np.where(np.isnat(inspected), published, inspected)
    if not {"setting", "provision"} & set(found.roles):
        return objects([None if np.isnat(day) else day.astype("datetime64[D]").astype(object) for day in on])
    given = on[~np.isnat(on)]
    latest = given.max().astype("datetime64[D]").astype(object) if len(given) else None
    return np.repeat(objects([latest]), len(on))


def _refuse_settings_in_no_council(block: Block, found: Columns, about: Places) -> None:
    wider = np.flatnonzero(np.isin(about.level, (str(Level.ENGLAND), str(Level.REGION))))
    if len(wider) and {"setting", "provision"} & set(found.roles):
        where = block.sheet.ref(int(about.rows[wider[0]]), (*found.area_names, *found.area_codes)[0])
        raise ValueInCellError(f"a setting lies in {about.name[wider[0]]}, which is no council", where=where, expected="its council")


def _said(block: Block, found: Columns, rows: Rows) -> Cells:
    """What each cell of the columns of judgements says."""
    return np.column_stack([_said_in_column(block, figure, rows) for figure in found.figures])


def _said_in_column(block: Block, figure: FigureColumn, rows: Rows) -> Cells:
    stored = block.sheet.cells[rows, figure.column]
    symbols = {**block.table.symbols, **figure.symbols}
    scale = block.table.grades

    def read(value: object) -> Said | None:
        text = stripped(value)
        if not text:
            return _NOTHING
        if text in symbols:
            return Said(text, "", NOT_JUDGED if symbols[text] == NO_JUDGEMENT else symbols[text])
        found = grade(value) or grade(value, scale=scale)
        if not found:
            return Said(text, "", OTHER_SCALE) if on_report_card(value) else None
        return Said(text, found, JUDGED)

    said = each(stored, read)
    wrong = [place for place, one in enumerate(said) if one is None]
    if wrong:
        raise _no_grade(block, stored, rows, figure.column, wrong, symbols=list(symbols))
    return said


def _no_grade(block: Block, stored: Cells, rows: Rows, column: int, wrong: Sequence[int], *, symbols: Sequence[str]) -> ValueInCellError:
    more = f" (and {len(wrong) - 1} more such cells)" if len(wrong) > 1 else ""
    grades = GRADES_IN_WORDS if block.table.grades == "words" else ["1 to 4"]
    return ValueInCellError(
        f"{stored[wrong[0]]!r} is neither a grade nor a declared symbol{more}",
        where=block.sheet.ref(int(rows[wrong[0]]), column),
        expected=f"one of {', '.join([*grades, *map(repr, filter(None, symbols))])}",
    )


def _part(
    block: Block, found: Columns, what: _Inspected, said: Cells, row: NDArray[np.intp], place: NDArray[np.intp], *, basis: str
) -> Part:
    about, kind = what.about, what.provision
    setting, event = (words(block, found, role, about.rows) for role in ("setting", "event"))
    return {
        "level": about.level[row],
        "area": about.area[row],
        "area_name": about.name[row],
        "setting": setting[row],
        "provision": kind.published[row],
        "setting_type": kind.setting_type[row],
        "run_by": kind.run_by[row],
        "event": event[row],
        "inspected_on": what.on[row],
        "published_on": what.published[row],
        "period": constant("", len(row)),
        "judgement": objects([figure.measure for figure in found.figures])[place],
        "said": objects([one.text for one in said]),
        "grade": objects([one.grade for one in said]),
        "status": objects([one.status for one in said]),
        "settings": np.where((setting == "") & (kind.published == ""), np.nan, 1.0)[row],
        "basis": constant(basis, len(row)),
        "ref": refs(block, found, about.rows[row], place),
    }


def _refuse_repeated(block: Block, part: Part) -> None:
    """Raise a LayoutError where two cells are said to be the same judgement of the same setting, or of the same council."""
    whose = np.where(part["setting"] == "", part["level"] + "/" + part["area"] + "/" + part["provision"], part["setting"])
    told = {"whose": whose, **{name: part[name] for name in ("event", "inspected_on", "judgement")}}
    again = np.flatnonzero(pd.DataFrame({name: pd.factorize(values)[0] for name, values in told.items()}).duplicated())
    if not len(again):
        return
    second = int(again[0])
    same = np.logical_and.reduce([(values == values[second]) | (pd.isna(values) & pd.isna(values[second])) for values in told.values()])
    day = (
        "on no day that is stated"
        if np.isnat(part["inspected_on"][second])
        else f"on {part['inspected_on'][second].astype('datetime64[D]')}"
    )
    who = part["setting"][second] or part["area_name"][second]
    raise LayoutError(
        f"table {block.table.name!r} judges {part['judgement'][second]!r} of {who} {day} twice",
        where=part["ref"][second],
        expected=f"one judgement, and {part['ref'][int(np.argmax(same))]} is the same",
        do="If rows differ in something, say in the layout which column tells the setting, the event or the day.",
    )


def _undated(found: Columns, part: Part) -> tuple[Remark, ...]:
    """That judgements have no day although the table has a column of days: they are given all the same, for the file states them."""
    without = np.flatnonzero(np.isnat(part["inspected_on"]) & _is_judged(part))
    if "inspected_on" not in found.roles or not len(without):
        return ()
    many = f"{len(without):,} judgements have" if len(without) > 1 else "1 judgement has"
    return (Remark("no day", f"{many} no day of inspection", part["ref"][without[0]]),)


def _on_another_scale(part: Part) -> tuple[Remark, ...]:
    """That judgements are those of report cards, which have no grade on the scale of four."""
    other = np.flatnonzero(part["status"] == OTHER_SCALE)
    if not len(other):
        return ()
    many = f"{len(other):,} judgements are" if len(other) > 1 else "1 judgement is"
    what = f"{many} on the five steps of report cards (since November 2025), of which Ofsted says that none is one of the four grades"
    return (Remark("another scale", what, part["ref"][other[0]]),)


def _is_judged(part: Part) -> NDArray[np.bool_]:
    """Which cells give a judgement, on whatever scale."""
    judged: NDArray[np.bool_] = (part["status"] == JUDGED) | (part["status"] == OTHER_SCALE)
    return judged


def _fates(block: Block, found: Columns, rows: Rows, part: Part) -> list[Fate]:
    name = (block.sheet.name, block.table.name)
    judged = int(_is_judged(part).sum())
    given = len(part["ref"])
    return [
        Fate(*name, "kept", len(rows), judged, judged),
        Fate(*name, "symbol", 0, given - judged, given - judged, symbols_told(found, block, part["said"][~_is_judged(part)])),
        Fate(*name, "blank", 0, len(rows) * len(found.figures) - given, 0, "empty cells among the judgements"),
        *fates_beside(block, found, rows),
    ]
