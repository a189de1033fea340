"""Run as a program of its own: read a workbook from standard input by calamine, and write its sheets to standard output.

It knows nothing of the package and imports nothing of it, so that it starts in milliseconds. It bounds its own memory and time before it
looks at a byte: whatever the workbook does to the reader, it does it here.
"""

from __future__ import annotations

import io
import pickle
import sys
from typing import Any


def main() -> None:
    """Read, and write either the sheets or what is wrong."""
    memory, seconds, cells = map(int, sys.argv[1:4])
    _bound(memory, seconds)
    try:
        answer: Any = ("sheets", _sheets(sys.stdin.buffer.read(), cells))
    except BaseException as error:  # a panic inside calamine is not an Exception
        answer = (type(error).__name__, str(error))
    sys.stdout.buffer.write(pickle.dumps(answer))


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
        rows = sheet.to_python(skip_empty_area=False)
        found.append((about.name, about.visible != SheetVisibleEnum.Visible, rows, merged, about.typ != SheetTypeEnum.WorkSheet))
    return found


if __name__ == "__main__":
    main()
