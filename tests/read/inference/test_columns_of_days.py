"""Columns of days: the periods of their rows where the header says so, and something of the areas otherwise."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from csrating.read import read_file

from .grids import COUNCILS, asked, read_again, text, workbook

DAYS = (date(2014, 3, 31), date(2015, 3, 31))


def rows(header: str, days: tuple[Any, ...] = DAYS, measure: str = "Looked after") -> list[list[Any]]:
    return [[header, "Council", measure], *([day, name, 7] for day in days for name in COUNCILS)]


@pytest.mark.parametrize("header", ["Date", "Period", "As at date", "Quarter ending"])
def test_days_under_such_a_header_are_the_periods_of_the_rows(tmp_path: Path, header: str) -> None:
    read = read_file(workbook(tmp_path / "t.xlsx", rows(header)))
    assert set(read.figures["period"]) == {"2014-03-31", "2015-03-31"}
    assert f"the days under {header!r} are those that the rows are about" in [one.what for one in read.assumptions]
    again = read_again(tmp_path, read, tmp_path / "t.xlsx")
    assert again.figures["period"].tolist() == read.figures["period"].tolist()
    written = read_file(text(tmp_path / "t.csv", rows(header, ("31/03/2014", "31/03/2015"))))
    assert written.figures["period"].tolist() == read.figures["period"].tolist()


@pytest.mark.parametrize("header", ["Date of last visit", "Opened"])
def test_other_days_are_no_periods(tmp_path: Path, header: str) -> None:
    assert ("which period the figures are about", "A1") in asked(read_file(workbook(tmp_path / "t.xlsx", rows(header, DAYS[:1]))))


def test_a_day_for_each_row_is_that_of_an_event(tmp_path: Path) -> None:
    one_each = [["Date", "Council", "Looked after"], *([date(2014, 3, place + 1), name, 7] for place, name in enumerate(COUNCILS))]
    assert ("which period the figures are about", "A1") in asked(read_file(workbook(tmp_path / "t.xlsx", one_each)))


def test_beside_headers_with_periods_days_stay_what_they_were(tmp_path: Path) -> None:
    read = read_file(workbook(tmp_path / "t.xlsx", rows("Date", DAYS[:1], "Looked after 2012")))
    assert set(read.figures["period"]) == {"2012"}
