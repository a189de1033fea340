"""The published files: what comes out is what calamine and csv give by themselves, cell for cell, and what openpyxl says of the cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from pyarrow import parquet
from python_calamine import CalamineWorkbook

from csrating.read.cells import Kind, open_table_file


@pytest.fixture(scope="module")
def real(shared: Path) -> Path:
    return shared / "real"


def of_kind(real: Path, *suffixes: str) -> Iterator[Path]:
    return (path for path in sorted(real.rglob("*")) if path.suffix in suffixes)


def test_every_cell_of_a_workbook_stands_where_calamine_found_it(real: Path) -> None:
    for path in of_kind(real, ".xlsx", ".ods"):
        opened = open_table_file(path.name, path.read_bytes())
        bare = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        assert [sheet.name for sheet in opened.sheets] == bare.sheet_names
        assert opened.notes == ()
        for place, sheet in enumerate(opened.sheets):
            rows = bare.get_sheet_by_index(place).to_python(skip_empty_area=False)
            assert sheet.cells[: len(rows), : len(rows[0])].tolist() == rows
            assert not (sheet.cells[len(rows) :] != "").any()
            assert not (sheet.cells[:, len(rows[0]) :] != "").any()


def test_every_csv_is_read_by_content_as_csv_reads_it_with_its_encoding_stated(real: Path) -> None:
    for path in of_kind(real, ".csv"):
        opened = open_table_file(path.name, path.read_bytes())
        text = path.read_bytes().decode(opened.encoding)
        assert (opened.kind, opened.delimiter) == (Kind.TEXT, ",")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert [row[: len(kept)] for row, kept in zip(opened.sheets[0].cells.tolist(), rows, strict=True)] == rows


def test_the_long_table_is_read_as_arrow_reads_it(real: Path) -> None:
    path = real / "present_day/lait_bds_long.parquet"
    (sheet,) = open_table_file(path.name, path.read_bytes()).sheets
    table = parquet.read_table(path)
    assert sheet.cells.shape == (641_071, 7)
    for place, name in enumerate(table.column_names):
        column = sheet.cells[:, place]
        assert column[0] == name
        assert column[1::997].tolist() == ["" if value is None else value for value in table.column(name).to_pylist()[::997]]


def test_raised_characters_are_those_that_openpyxl_finds(real: Path) -> None:
    path = real / "nis_era/SFR11_2016_MainTables.xlsx"
    book = openpyxl.load_workbook(path, rich_text=True)
    for sheet in open_table_file(path.name, path.read_bytes()).sheets:
        theirs = {}
        for cell in (cell for row in book[sheet.name].iter_rows() for cell in row if isinstance(cell.value, list)):
            raised = [getattr(run, "font", None) is not None and run.font.vertAlign == "superscript" for run in cell.value]
            if any(raised):
                plain = "".join(str(run) for run, up in zip(cell.value, raised, strict=True) if not up)
                theirs[cell.row - 1, cell.column - 1] = "".join(plain.split())
        assert {place: "".join(text.split()) for place, text in sheet.raised.items()} == theirs
        assert {(one.min_row - 1, one.min_col - 1) for one in book[sheet.name].merged_cells.ranges} >= {one[:2] for one in sheet.merged}


@pytest.mark.parametrize(
    ("file", "sheet", "place", "stored", "read"),
    [
        ("SFR50_2013_LATablesA.xlsx", "Table LA2", (5, 4), "at least Level 45 in the following:", "at least Level 4 in the following:"),
        ("SFR11_2016_MainTables.xlsx", "Table LA4", (1, 0), "special educational needs (SEN)", "special educational needs (SEN)"),
        ("SFR11_2016_MainTables.xlsx", "Table LA2", (6, 6), "at least level 45 in the following:", "at least level 4 in the following:"),
        ("SFR11_2016_MainTables.xlsx", "Table 5", (12, 0), "sessions missed due to9:", "sessions missed due to:"),
    ],
)
def test_a_raised_number_is_taken_out_without_the_words_around_it_growing_together(
    real: Path, file: str, sheet: str, place: tuple[int, int], stored: str, read: str
) -> None:
    opened = open_table_file(file, (real / "nis_era" / file).read_bytes())
    (page,) = (one for one in opened.sheets if one.name == sheet)
    assert page.cells[place].endswith(stored)
    assert page.raised[place].endswith(read)
