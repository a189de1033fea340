"""Workbooks and csv files as grids of cells that know their addresses. No formula or macro is ever run."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import Any

import numpy as np
from numpy.typing import NDArray
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum, ZipError

from csrating.errors import SourceError

Cells = NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Sheet:
    """One sheet: a grid of values as they are stored, whose first row and column are row 1 and column A.

    ``cells`` holds text, numbers (as floats), dates and, where a cell is empty, ''.
    """

    file: str
    name: str
    cells: Cells
    hidden: bool = False

    @cached_property
    def values(self) -> frozenset[object]:
        """The values that stand anywhere on the sheet."""
        return frozenset(value for value in self.cells.ravel() if value != "")

    @property
    def place(self) -> str:
        """Where the sheet is: 'file#sheet'."""
        return f"{self.file}#{self.name}"

    def ref(self, row: int, column: int) -> str:
        """The reference of a cell, counting rows and columns from nought.

        >>> Sheet("ni-071.xlsx", "NI 71", np.empty((0, 0), object)).ref(6, 2)
        'ni-071.xlsx#NI 71!C7'
        """
        return f"{self.file}#{self.name}!{column_letters(column)}{row + 1}"

    def refs(self, rows: Iterable[int], column: int) -> Cells:
        """The references of the cells of one column."""
        start = f"{self.file}#{self.name}!{column_letters(column)}"
        return objects([f"{start}{row + 1}" for row in rows])

    def text(self, row: int, column: int) -> str:
        """The words of a cell, without the blanks around them."""
        return stripped(self.cells[row, column])


def objects(values: Sequence[Any]) -> Cells:
    """A one-dimensional array that holds the values as they are."""
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def stripped(value: object) -> str:
    r"""A value as text without the blanks around it; a whole number is written without its decimal point.

    >>> stripped(358.0), stripped("  Bury\u00a0")
    ('358', 'Bury')
    """
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def column_letters(column: int) -> str:
    """The letters of a column, counting from nought.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    number = column + 1
    while number:
        number, remainder = divmod(number - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    return letters


def sheets(file: str, content: bytes, *, encoding: str = "utf-8-sig") -> tuple[Sheet, ...]:
    """The sheets of a workbook, or the one sheet that a csv file is.

    Args:
        file: the name of the file; a name that ends in .csv is read as comma-separated text.
        content: its bytes.
        encoding: how the text of a csv file is stored.

    Raises:
        SourceError: the file is damaged, encrypted, or not of the kind that its name says.
    """
    if PurePath(file).suffix.lower() == ".csv":
        return (_csv_sheet(file, content, encoding),)
    _refuse_damaged_zip(file, content)
    return _guarded(file, lambda: _workbook_sheets(file, content))


def _csv_sheet(file: str, content: bytes, encoding: str) -> Sheet:
    if b"\0" in content:
        raise SourceError("the file holds a NUL byte", where=file, expected="comma-separated text")
    try:
        text = content.decode(encoding)
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = f"byte {content[error.start]:#04x} on line {line} is not {encoding} text"
        raise SourceError(found, where=file, do="State the right encoding in the layout.") from error
    except csv.Error as error:
        raise SourceError(f"the text cannot be split into cells ({error})", where=file, do="Fetch the file again.") from error
    return Sheet(file, PurePath(file).stem, _grid(rows))


def _grid(rows: Sequence[Sequence[Any]]) -> Cells:
    width = max((len(row) for row in rows), default=0)
    grid = np.full((len(rows), width), "", dtype=object)
    for place, row in enumerate(rows):
        grid[place, : len(row)] = row
    return grid


def _refuse_damaged_zip(file: str, content: bytes) -> None:
    """Calamine reads on past damaged parts and gives wrong or missing rows, so the checksum of each part is verified first."""
    if not content:
        raise SourceError("the file is empty", where=file, do="Fetch it again.")
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            damaged = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _damaged(file, str(error)) from error
    if damaged is not None:
        raise _damaged(file, f"the checksum of its part {damaged} is wrong")
    if len(set(names)) < len(names):
        raise _damaged(file, "two of its parts have the same name")


def _workbook_sheets(file: str, content: bytes) -> tuple[Sheet, ...]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return tuple(
        Sheet(
            file,
            about.name,
            _grid(workbook.get_sheet_by_index(place).to_python(skip_empty_area=False)),
            hidden=about.visible != SheetVisibleEnum.Visible,
        )
        for place, about in enumerate(workbook.sheets_metadata)
    )


def _guarded(file: str, work: Callable[[], tuple[Sheet, ...]]) -> tuple[Sheet, ...]:
    try:
        return work()
    except PasswordError as error:
        raise SourceError("the workbook is encrypted", where=file, do="Save it without a password and register that file.") from error
    except (CalamineError, ZipError, OSError, ValueError) as error:
        raise _damaged(file, str(error)) from error
    except BaseException as error:  # a panic inside calamine is not an Exception
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(file, str(error)) from error


def _damaged(file: str, why: str) -> SourceError:
    return SourceError(
        f"the workbook cannot be opened, it is damaged or not a workbook ({why})", where=file, do="Fetch or restore the file again."
    )
