"""What no cell of a table holds: signs that a terminal obeys, which would show another report, and texts longer than a page."""

from __future__ import annotations

from csrating.errors import CONTROL, SourceError, shown
from csrating.read.cells.limits import MOST_SIGNS
from csrating.read.cells.sheet import Sheet, column_letters

_LONGEST_NAME = 255


def refuse_unseemly(sheet: Sheet, *, searched: bool = False) -> None:
    """Refuse a sheet with cells that are longer than a spreadsheet can hold, with control characters, or that turn the writing round.

    Args:
        sheet: the sheet.
        searched: whether it has been searched for such signs already.

    Raises:
        SourceError: it has; with the cell.
    """
    texts = {value for value in sheet.cells.ravel().tolist() if value.__class__ is str}
    if max(map(len, texts), default=0) > MOST_SIGNS:
        _refuse_long(sheet)
    if searched:
        return
    _refuse_name(sheet)
    said = "\n".join((*texts, *sheet.flagged.values()))
    if not said.isprintable() and CONTROL.search(said):
        _refuse_first(sheet)


def _refuse_name(sheet: Sheet) -> None:
    """Refuse a name that no program gives a sheet: it would be told in many places."""
    _refuse_within(sheet.name, sheet.file, "the name of a sheet")
    if "\n" in sheet.name or "\r" in sheet.name or "\t" in sheet.name:
        do = "Give the sheet a name of one line."
        raise SourceError("the name of a sheet holds a line end or a tab", where=sheet.file, expected="text", do=do)
    if len(sheet.name) > _LONGEST_NAME:
        found, expected = f"the name of a sheet has {len(sheet.name):,} characters", f"at most {_LONGEST_NAME}"
        raise SourceError(found, where=sheet.file, expected=expected, do="Give the sheet a shorter name.")


def _refuse_long(sheet: Sheet) -> None:
    for row, values in enumerate(sheet.cells.tolist()):
        for column, value in enumerate(values):
            if isinstance(value, str) and len(value) > MOST_SIGNS:
                found, expected = f"the cell holds a text of {len(value):,} characters", f"at most {MOST_SIGNS:,}, as in a spreadsheet"
                raise SourceError(found, where=_cell(sheet, row, column), expected=expected, do="Fetch or restore the file again.")


def _refuse_first(sheet: Sheet) -> None:
    for (row, column), text in sorted(sheet.flagged.items()):
        _refuse_within(text, _cell(sheet, row, column), "the cell")
    for row, values in enumerate(sheet.cells.tolist()):
        for column, value in enumerate(values):
            if isinstance(value, str):
                _refuse_within(value, _cell(sheet, row, column), "the cell")


def _cell(sheet: Sheet, row: int, column: int) -> str:
    return f"{sheet.place}!{column_letters(column)}{row + 1}"


def _refuse_within(text: str, where: str, what: str) -> None:
    sign = CONTROL.search(text)
    if sign:
        found = f"{what} holds a control character ({shown(sign[0])})"
        raise SourceError(found, where=where, expected="text", do="Take it out, or fetch the file again.")
