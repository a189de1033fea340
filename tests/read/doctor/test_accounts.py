"""Counts in, counts out: over built tables, over damaged accounts, and over every real file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from csrating.errors import CsratingError
from csrating.read import Data, Reading, read_file

ReadingOf = Callable[..., Reading]
Rows = list[list[Any]]
QUICK = 2_000_000
"""Larger files are read in other tests; the accounts are the same arithmetic."""


def test_rows_and_cells_add_up(rows: Rows, reading_of: ReadingOf) -> None:
    rows[3][4], rows[4][4] = "", "x"
    rows.append(["", "Nowhereshire", 5, 50, 5, 50])
    (row,) = reading_of(rows).report.accounts.to_dict("records")
    assert (row["rows"], row["rows_told"]) == (155, 155)
    assert (row["kept"], row["symbols"], row["blank"], row["explained"]) == (153 * 4 - 2, 1, 1, 4)
    assert row["figures"] == row["kept"] + row["symbols"]
    assert row["filled"] == row["given"] + row["naming"] + row["left_out"]
    assert (row["given"], row["left_out"], row["held_back"]) == (153 * 4 - 1, 5, 0)
    assert row["balances"]


def lost_figure(reading: Reading) -> Reading:
    return replace(reading, figures=reading.figures.iloc[1:], tables=reading.tables[1:])


def lost_row(reading: Reading) -> Reading:
    fates = reading.fates.copy()
    fates.loc[0, "rows"] += 1
    return replace(reading, fates=fates)


def lost_cell(reading: Reading) -> Reading:
    fates = reading.fates.copy()
    fates.loc[fates["explanation"].str.contains("area, period"), "filled"] -= 1
    return replace(reading, fates=fates)


@pytest.mark.parametrize("damage", [lost_figure, lost_row, lost_cell])
def test_accounts_that_do_not_balance_are_wrong(rows: Rows, reading_of: ReadingOf, damage: Callable[[Reading], Reading]) -> None:
    report = damage(reading_of(rows)).report
    assert not report.balances
    assert report.findings["severity"].iloc[0] == "wrong"
    assert report.findings["kind"].iloc[0] == "accounts"


def real_files(shared: Path) -> list[Path]:
    files = sorted((shared / "real").rglob("*"))
    return [path for path in files if path.suffix in (".csv", ".xlsx", ".ods") and path.stat().st_size < QUICK]


def test_every_real_file_balances(shared: Path) -> None:
    """Rows add up to the rows of each sheet; and each cell is given once, with the number that stands in it."""
    with_figures = 0
    for path in real_files(shared):
        try:
            reading = read_file(path)
        except CsratingError:
            continue
        report = reading.report
        assert report.balances, path.name
        assert report.accounts["rows"].tolist() == [len(sheet.cells) for sheet in reading.opened.sheets]
        with_figures += len(reading.figures) > 0
    assert with_figures >= 15


def test_every_cell_under_a_header_of_figures_is_accounted_for(shared: Path) -> None:
    """Counted anew with the csv module: in a column and a row that hold figures, each cell that says something is one of them."""
    path = shared / "real" / "nis_era" / "KS2_Attainment_2007-2011_LA.csv"
    grid = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))
    reading = read_file(path)
    cells = reading.figures["ref"].str.rpartition("!")[2]
    letters, numbers = cells.str.extract(r"([A-Z]+)(\d+)").to_numpy().T
    columns = {sum((ord(letter) - 64) * 26**place for place, letter in enumerate(reversed(word))) - 1 for word in set(letters)}
    rows = {int(number) - 1 for number in set(numbers)}
    said = sum(bool(grid[row][column].strip()) for row in rows for column in columns)
    assert said == len(reading.figures) == len(set(cells))
    assert sum(bool("".join(row).strip()) for row in grid) == len(rows) + 1
    filled = [[bool(text.strip()) for text in row] for row in grid]
    told = reading.fates.groupby("fate")["filled"].sum()
    assert told["kept"] + told["symbol"] == said
    assert told.sum() == sum(map(sum, filled))
    account = reading.report.accounts.iloc[0]
    assert account["kept"] + account["symbols"] == said


def test_the_registered_folder_balances(everything: Data) -> None:
    report = everything.report
    assert report.balances
    assert report.number("wrong") == 0
    assert report.accounts["rows"].sum() == sum(len(sheet.cells) for _, sheet in everything.sheets)
    assert set(report.accounts["source"]) == {source.id for source in everything.sources}
    assert report.figures_read == len(everything.observations)
