"""What readers of a file do not see, or see otherwise: hidden sheets, rows and columns, cells struck through, errors, formulas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from csrating.read.cells import Sheet
from csrating.read.doctor.contracts import UNSEEN
from csrating.read.doctor.findings import Finding, made
from csrating.read.doctor.subject import Subject

Place = tuple[int, int]
SHEET, ROWS, COLUMNS, STRUCK, ERRORS, RAISED = (
    "hidden sheet",
    "hidden rows",
    "hidden columns",
    "struck through",
    "errors and formulas without a value",
    "raised characters",
)


def unseen(subject: Subject) -> pd.DataFrame:
    """One row per sheet and kind of such cells, as UNSEEN: how many there are that hold anything, and how many of them are figures."""
    found = [(source, sheet, kind, places) for source, sheet in subject.sheets for kind, places in _kinds(sheet) if places]
    if not found:
        return made(UNSEEN, [])
    used = _cells_of(subject, {sheet.place for _, sheet, _, _ in found})
    rows = []
    for source, sheet, kind, places in found:
        refs = [sheet.ref(*place) for place in places]
        rows.append((source, sheet.name, kind, len(refs), sum(ref in used for ref in refs), refs[0]))
    return made(UNSEEN, rows)


def _cells_of(subject: Subject, sheets: set[str]) -> set[str]:
    """All cells of these sheets that figures rest on."""
    refs = subject.figures["ref"]
    if subject.one_cell:
        return set(refs[refs.str.rsplit("!", n=1).str[0].isin(sheets)])
    return {ref for text in refs for ref in str(text).split("; ")}


def _kinds(sheet: Sheet) -> Iterator[tuple[str, list[Place]]]:
    if sheet.hidden:
        yield SHEET, _filled(sheet, range(sheet.cells.shape[0]), range(sheet.cells.shape[1]))
    yield ROWS, _filled(sheet, sheet.hidden_rows, range(sheet.cells.shape[1]))
    yield COLUMNS, _filled(sheet, range(sheet.cells.shape[0]), sheet.hidden_columns)
    yield STRUCK, [(int(row), int(column)) for row, column in zip(*sheet.struck_at, strict=True) if sheet.cells[row, column] != ""]
    yield ERRORS, sorted(sheet.flagged)
    yield RAISED, sorted(sheet.raised)


def _filled(sheet: Sheet, rows: Iterable[int], columns: Iterable[int]) -> list[Place]:
    across = [np.array(sorted(which), dtype=np.intp) for which in (rows, columns)]
    inside = [which[which < size] for which, size in zip(across, sheet.cells.shape, strict=True)]
    filled = np.argwhere(sheet.cells[np.ix_(*inside)] != "")
    return [(int(inside[0][row]), int(inside[1][column])) for row, column in filled]


def findings(table: pd.DataFrame) -> Iterator[Finding]:
    """Such cells that are used should be looked at; that others are there is good to know."""
    for row in table[table["kind"] != RAISED].to_dict("records"):
        used = f", and {row['used']:,} of them are used" if row["used"] else ", and none of them is used"
        cells = f"{row['cells']:,} cell{'s' if row['cells'] != 1 else ''}"
        what = f"sheet {row['sheet']!r}: {cells} {_WORDS[row['kind']]}{used}"
        yield Finding("look" if row["used"] else "note", "unseen", what, row["where"], _DO[row["kind"]] if row["used"] else "")


_WORDS = {
    SHEET: "on a hidden sheet",
    ROWS: "in hidden rows",
    COLUMNS: "in hidden columns",
    STRUCK: "struck through",
    ERRORS: "with an error or a formula without a stored value",
}
_DO = {
    SHEET: "Look whether the publisher meant them to be read.",
    ROWS: "Look whether the publisher meant them to be read.",
    COLUMNS: "Look whether the publisher meant them to be read.",
    STRUCK: "Look whether the publisher has withdrawn them.",
    ERRORS: "They count as figures that are not there; ask the publisher for them.",
}
