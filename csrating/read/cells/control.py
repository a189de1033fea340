"""Signs in the cells of a sheet that a terminal obeys: no figure and no name needs them, and whoever reads a report would see another."""

from __future__ import annotations

from csrating.errors import CONTROL, SourceError, shown
from csrating.read.cells.sheet import Sheet, column_letters


def refuse_control(sheet: Sheet) -> None:
    """Refuse a sheet whose name or cells hold control characters or change the direction of writing.

    Raises:
        SourceError: they do; with the cell.
    """
    _refuse_within(sheet.name, sheet.file, "the name of a sheet")
    texts = {value for value in sheet.cells.ravel().tolist() if value.__class__ is str}
    said = "\n".join((*texts, *sheet.flagged.values()))
    if not said.isprintable() and CONTROL.search(said):
        _refuse_first(sheet)


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
