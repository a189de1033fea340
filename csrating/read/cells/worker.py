"""Run as a program of its own: read a workbook from standard input, and write its sheets and what they say of their cells to its output.

It knows nothing of the package and imports nothing of it, so that it starts in milliseconds. It bounds its own memory and time before it
looks at a byte: whatever the workbook does to the readers, it does it here.
"""

from __future__ import annotations

import io
import os
import pickle
import struct
import sys
from array import array
from collections.abc import Iterator
from typing import Any

_EXCEL_97 = b"\xd0\xcf\x11\xe0"
_FORMULA = 0x6
_TO_BE_WORKED_OUT = 0x2  # Excel never sets it; programs that only write formulas do, and store nought as their value
_ERROR, _FILLED = 5, frozenset({1, 2, 3, 4, 5})  # text, number, date, truth, error; beside them only blanks
_RAISED = 1


def main() -> None:
    """Read, and write either the sheets or what is wrong."""
    memory, seconds, cells = map(int, sys.argv[1:4])
    _bound(memory, seconds)
    answer, sys.stdout = sys.stdout.buffer, sys.stderr  # nothing that a reader prints gets among the answer
    try:
        content = sys.stdin.buffer.read()
        sheets = pickle.dumps(_sheets(content, cells))
        marks = pickle.dumps(list(_marks(content)) if content.startswith(_EXCEL_97) else [])
        for part in (pickle.dumps("sheets"), sheets, marks):
            answer.write(part)
    except BaseException as error:  # a panic inside calamine is not an Exception
        answer.write(pickle.dumps(type(error).__name__) + pickle.dumps(str(error) or type(error).__name__))


def _bound(memory: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows, where only the caller's patience bounds it
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _sheets(content: bytes, cells: int) -> list[tuple[Any, ...]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    found = []
    for place, about in enumerate(workbook.sheets_metadata):
        sheet = workbook.get_sheet_by_index(place)
        cells -= sheet.total_height * sheet.total_width
        if cells < 0:
            raise OverflowError("the workbook has too many cells")
        merged = tuple((top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ())
        rows = [[float(one) if one.__class__ is int else one for one in row] for row in sheet.to_python(skip_empty_area=False)]
        found.append((about.name, about.visible != SheetVisibleEnum.Visible, rows, merged, about.typ != SheetTypeEnum.WorkSheet))
    return found


def _marks(content: bytes) -> Iterator[dict[str, Any]]:
    """What each worksheet of an Excel 97 workbook says of its cells; the values are calamine's."""
    import xlrd

    with open(os.devnull, "w") as nowhere:
        book = xlrd.open_workbook(
            file_contents=content,
            logfile=nowhere,
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
            ignore_workbook_corruption=True,  # of the container, which calamine has read
        )
        next_record = book.get_record_parts
        for place in range(book.nsheets):
            noughts: list[bytes] = []
            book.get_record_parts = lambda into=noughts: _noting(next_record(), into)
            yield _said(book, book.sheet_by_index(place)) | _told_apart(noughts)
            book.unload_sheet(place)


def _noting(record: tuple[Any, ...], noughts: list[bytes]) -> tuple[Any, ...]:
    """The record, having kept it if it is a formula whose value is nought."""
    if record[0] == _FORMULA and record[2][6:14] == bytes(8):
        noughts.append(record[2][:16])
    return record


def _told_apart(noughts: list[bytes]) -> dict[str, Any]:
    """Formulas whose nought stands for no value, and how many there are whose nought may be one."""
    found = [struct.unpack("<HH10xH", nought) for nought in noughts]
    unvalued = [(row, column) for row, column, about in found if about & _TO_BE_WORKED_OUT]
    return {"unvalued": unvalued, "noughts": len(found) - len(unvalued)}


def _said(book: Any, sheet: Any) -> dict[str, Any]:
    return {
        "columns": sheet.ncols,
        "kinds": b"".join(bytes(sheet.row_types(row)).ljust(sheet.ncols, b"\0") for row in range(sheet.nrows)),
        "errors": list(_errors(sheet)),
        "hidden_rows": [row for row, about in sheet.rowinfo_map.items() if about.hidden],
        "hidden_columns": [column for column, about in sheet.colinfo_map.items() if about.hidden],
        "styled": _styled(book, sheet),
        "runs": [(row, column, _runs(book, sheet, row, column)) for row, column in sheet.rich_text_runlist_map],
    }


def _errors(sheet: Any) -> Iterator[tuple[int, int, str]]:
    from xlrd import error_text_from_code

    for row in range(sheet.nrows):
        if _ERROR in sheet.row_types(row):
            for column, kind in enumerate(sheet.row_types(row)):
                if kind == _ERROR:
                    yield row, column, error_text_from_code.get(sheet.cell_value(row, column), "an error")


def _styled(book: Any, sheet: Any) -> dict[tuple[str, bool], tuple[array[int], array[int]]]:
    """The filled cells whose number format holds a per cent sign or whose font is struck through, by the two."""
    about = {number: style for number, style in enumerate(_style(book, one) for one in book.xf_list) if "%" in style[0] or style[1]}
    found = {style: (array("i"), array("i")) for style in about.values()}
    for row in range(sheet.nrows) if about else ():
        for column, kind in enumerate(sheet.row_types(row)):
            if kind in _FILLED:
                style = about.get(sheet.cell_xf_index(row, column))
                if style is not None:
                    found[style][0].append(row)
                    found[style][1].append(column)
    return found


def _style(book: Any, cell_format: Any) -> tuple[str, bool]:
    number = book.format_map.get(cell_format.format_key)
    return number.format_str if number else "", bool(book.font_list[cell_format.font_index].struck_out)


def _runs(book: Any, sheet: Any, row: int, column: int) -> list[tuple[str, bool]]:
    """The text of a cell piece by piece, each with whether it is raised; places in it are counted in pairs of bytes."""
    text = sheet.cell_value(row, column).encode("utf-16-le", "surrogatepass")
    first = book.xf_list[sheet.cell_xf_index(row, column)].font_index
    starts = [(0, first), *sheet.rich_text_runlist_map[row, column]]
    ends = [*(place for place, _ in starts[1:]), len(text) // 2]
    raised = (book.font_list[font].escapement == _RAISED for _, font in starts)
    return [
        (text[2 * start : 2 * end].decode("utf-16-le", "replace"), up) for (start, _), end, up in zip(starts, ends, raised, strict=True)
    ]


if __name__ == "__main__":
    main()
