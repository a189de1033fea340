"""Several sheets of one workbook, and the next release under another name: what the sheet is called says what nothing else does."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from csrating.errors import LayoutError
from csrating.read import Reading, read_file

COUNCILS = ("Bury", "Kent", "Trafford")
Sheets = dict[str, Sequence[Sequence[Any]]]


def workbook(tmp_path: Path, sheets: Sheets) -> Reading:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(tmp_path / "book.xlsx")
    return read_file(tmp_path / "book.xlsx")


def table(*header: Any, first: int = 10) -> list[list[Any]]:
    return [["LA", *header], *([name, *(first + place + 7 * one for one in range(len(header)))] for place, name in enumerate(COUNCILS))]


def test_sheets_that_say_nothing_but_years_are_about_what_they_are_called(tmp_path: Path) -> None:
    figures = workbook(tmp_path, {"NI 59": table(2021, 2022), "NI 60": table(2021, 2022, first=50)}).figures
    told = figures[figures["area_name"] == "Bury"].set_index(["measure", "period"])["value"].to_dict()
    assert told == {("NI 59", "2021"): 10, ("NI 59", "2022"): 17, ("NI 60", "2021"): 50, ("NI 60", "2022"): 57}


def test_sheets_with_the_same_headers_are_told_apart_by_their_names(tmp_path: Path) -> None:
    figures = workbook(tmp_path, {"Boys": table("Rate 2021"), "Girls": table("Rate 2021", first=50)}).figures
    assert figures.groupby("measure")["value"].min().to_dict() == {"Boys / Rate": 10, "Girls / Rate": 50}


def test_sheets_with_headers_of_their_own_keep_them(tmp_path: Path) -> None:
    figures = workbook(tmp_path, {"A": table("Rate 2021"), "B": table("Number 2021")}).figures
    assert set(figures["measure"]) == {"Rate", "Number"}


def test_a_sheet_called_by_its_year_is_about_that_year_and_says_so(tmp_path: Path) -> None:
    reading = workbook(tmp_path, {"2021": table("Rate"), "2022": table("Rate", first=50)})
    assert reading.figures.groupby("period")["value"].min().to_dict() == {"2021": 10, "2022": 50}
    assert set(reading.figures["measure"]) == {"Rate"}
    assert [one.what for one in reading.assumptions] == ["the period is 2021", "the period is 2022"]


def test_the_name_of_a_file_is_no_period(tmp_path: Path) -> None:
    (tmp_path / "2021.csv").write_text("LA,Rate\nBury,1\nKent,2\n", encoding="utf-8")
    reading = read_file(tmp_path / "2021.csv")
    assert reading.figures.empty
    assert "which period" in reading.questions[0].asks


def kept(tmp_path: Path, *, encoding: str) -> tuple[Reading, Reading]:
    """A csv as it is understood, and the next release under another name by the layout that was kept."""
    for name, first in (("rates_2021.csv", 10), ("rates_2022.csv", 50)):
        text = io.StringIO()
        csv.writer(text).writerows(table("Share – of all 2021", first=first))
        (tmp_path / name).write_bytes(text.getvalue().encode(encoding))
    reading = read_file(tmp_path / "rates_2021.csv")
    (tmp_path / "mine.toml").write_text(reading.layout_text, encoding="utf-8")
    return reading, read_file(tmp_path / "rates_2022.csv", layout=tmp_path / "mine.toml")


def test_a_kept_layout_reads_the_next_release_in_its_encoding(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-16", "cp1252"):
        now, then = kept(tmp_path, encoding=encoding)
        assert now.figures["value"].tolist() == [10, 11, 12]
        assert then.figures["value"].tolist() == [50, 51, 52]
        assert set(then.figures["measure"]) == set(now.figures["measure"]) == {"Share – of all"}


def test_a_kept_layout_refuses_figures_about_another_thing(tmp_path: Path) -> None:
    rows = "LA,Return,Rate 2021\nBury,SSDA903,1\nKent,SSDA903,2\nTrafford,SSDA903,3\n"
    (tmp_path / "then.csv").write_text(rows, encoding="utf-8")
    (tmp_path / "now.csv").write_text(rows.replace("Kent,SSDA903", "Kent,AD1"), encoding="utf-8")
    reading = read_file(tmp_path / "then.csv")
    (tmp_path / "mine.toml").write_text(reading.layout_text, encoding="utf-8")
    assert read_file(tmp_path / "then.csv", layout=tmp_path / "mine.toml").figures["value"].equals(reading.figures["value"])
    with pytest.raises(LayoutError, match=r"now\.csv#now!B3: 'Return' says 'AD1'; expected 'SSDA903'"):
        read_file(tmp_path / "now.csv", layout=tmp_path / "mine.toml")
