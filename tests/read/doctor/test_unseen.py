"""What readers of a workbook do not see is told, with whether it was used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from csrating.read import read_file
from csrating.read.doctor import Report

Rows = list[list[Any]]


def nothing(_: Worksheet) -> None:
    """Leave the sheet as it is."""


def hide_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[10].hidden = True


def hide_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["D"].hidden = True


def strike(sheet: Worksheet) -> None:
    sheet["C10"].font = Font(strike=True)


def strike_a_name(sheet: Worksheet) -> None:
    sheet["B10"].font = Font(strike=True)


def put_error(sheet: Worksheet) -> None:
    sheet["C10"] = "#VALUE!"


def formula_without_value(sheet: Worksheet) -> None:
    sheet["H1"] = "=1+1"


def report_of(tmp_path: Path, rows: Rows, change: Callable[[Worksheet], object]) -> Report:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Table"
    for row in rows:
        sheet.append(row)
    hidden = workbook.create_sheet("Working")
    hidden.append(["something", 1])
    hidden.sheet_state = "hidden"
    change(sheet)
    workbook.save(tmp_path / "table.xlsx")
    return read_file(tmp_path / "table.xlsx").report


CASES = {
    "nothing": (nothing, []),
    "a hidden row": (hide_row, [("hidden rows", 6, 4, "A10")]),
    "a hidden column": (hide_column, [("hidden columns", 154, 153, "D1")]),
    "a figure struck through": (strike, [("struck through", 1, 1, "C10")]),
    "a name struck through": (strike_a_name, [("struck through", 1, 0, "B10")]),
    "an error": (put_error, [("errors and formulas without a value", 1, 1, "C10")]),
}


@pytest.mark.parametrize(("change", "expected"), CASES.values(), ids=CASES)
def test_cells_that_are_hidden_struck_through_or_errors(
    tmp_path: Path, rows: Rows, change: Callable[[Worksheet], object], expected: list[tuple[str, int, int, str]]
) -> None:
    report = report_of(tmp_path, rows, change)
    found = [(row["kind"], row["cells"], row["used"], row["where"].rpartition("!")[2]) for row in report.unseen.to_dict("records")]
    assert sorted(found) == sorted([*expected, ("hidden sheet", 2, 0, "A1")])
    own = report.findings[report.findings["kind"] == "unseen"]
    assert own["severity"].tolist() == ["look" if used else "note" for _, _, used, _ in expected] + ["note"]
