"""Workbooks by calamine, here or in a process of its own, as plain lists."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum, ZipError

from csrating.errors import SourceError
from csrating.read.cells.archive import damaged
from csrating.read.cells.kinds import encrypted
from csrating.read.cells.sheet import Range

Given = TypeVar("Given")


@dataclass(frozen=True, eq=False)
class Raw:
    """A sheet as calamine gives it: its rows of values from A1 on, and its merged ranges."""

    name: str
    hidden: bool
    rows: list[list[Any]]
    merged: tuple[Range, ...] = ()
    is_chart: bool = False


def read_here(file: str, content: bytes) -> list[Raw]:
    """The sheets of a workbook that has been looked at.

    Raises:
        SourceError: calamine cannot read it; a panic within it is no :class:`Exception` and is caught as well.
    """
    return guarded(file, lambda: _raw_sheets(content))


def _raw_sheets(content: bytes) -> list[Raw]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    found = []
    for place, about in enumerate(workbook.sheets_metadata):
        sheet = workbook.get_sheet_by_index(place)
        rows = sheet.to_python(skip_empty_area=False)
        hidden, chart = about.visible != SheetVisibleEnum.Visible, about.typ != SheetTypeEnum.WorkSheet
        found.append(Raw(about.name, hidden, rows, is_chart=chart))
    return found


def guarded(file: str, work: Callable[[], Given]) -> Given:
    """What a work with calamine gives, or the error that says what is wrong with the workbook."""
    try:
        return work()
    except PasswordError as error:
        raise encrypted(file) from error
    except SourceError:
        raise
    except (CalamineError, ZipError, OSError, ValueError) as error:
        raise damaged(file, str(error)) from error
    except BaseException as error:  # a panic inside calamine is not an Exception
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(file, str(error)) from error
