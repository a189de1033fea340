"""Write a book of cells as the bytes of a workbook, a csv or a parquet file."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import datetime

import openpyxl
import pyarrow as pa
from pyarrow import parquet

from mutants.model import Book, Tab


def written(book: Book) -> bytes:
    """The bytes of the file."""
    if book.kind == "xlsx":
        return _workbook(book)
    return _csv(book) if book.kind == "csv" else _parquet(book.tabs[0])


def _workbook(book: Book) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for tab in book.tabs:
        sheet = workbook.create_sheet(tab.name)
        at = {id(cell): (down + 1, across + 1) for down, across, cell in tab.places()}
        for down, across, cell in tab.places():
            if cell.value != "":
                sheet.cell(down + 1, across + 1).value = cell.value  # type: ignore[assignment]
        for first, last in tab.merged:
            if id(first) in at and id(last) in at and at[id(first)][0] == at[id(last)][0] and at[id(first)][1] < at[id(last)][1]:
                (row, left), (_, right) = at[id(first)], at[id(last)]
                sheet.merge_cells(start_row=row, end_row=row, start_column=left, end_column=right)
    workbook.properties.created = workbook.properties.modified = datetime(2011, 3, 31)
    saved = io.BytesIO()
    workbook.save(saved)
    return _without_times(saved)


def _without_times(saved: io.BytesIO) -> bytes:
    """The same archive with all its times at nought, so that a seed gives the same bytes again."""
    made = io.BytesIO()
    with zipfile.ZipFile(saved) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.infolist():
            content = before.read(part)
            if part.filename == "docProps/core.xml":
                content = re.sub(rb"20\d\d-\d\d-\d\dT[\d:]+Z", b"2011-03-31T00:00:00Z", content)
            after.writestr(zipfile.ZipInfo(part.filename), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _csv(book: Book) -> bytes:
    text = io.StringIO(newline="")
    rows = [[cell.value for cell in row] for row in book.tabs[0].rows]
    csv.writer(text, delimiter=book.delimiter, lineterminator=book.line_end).writerows(rows)
    return text.getvalue().encode(book.encoding)


def _parquet(tab: Tab) -> bytes:
    """Columns of numbers as numbers where every cell of them is one, and everything else as text, as data frames are saved."""
    heads, *rows = tab.rows
    arrays, names = [], []
    for across in range(tab.width()):
        values = [row[across].text if across < len(row) else "" for row in rows]
        arrays.append(_array(values))
        names.append(heads[across].text if across < len(heads) else "")
    saved = io.BytesIO()
    parquet.write_table(pa.Table.from_arrays(arrays, names=names), saved, write_page_checksum=True)
    return saved.getvalue()


def _array(values: list[str]) -> pa.Array:
    if all(re.fullmatch(r"(?:-?\d+(?:\.\d+)?)?", text) for text in values):
        return pa.array([float(text) if text else None for text in values], type=pa.float64())
    return pa.array([text or None for text in values])
