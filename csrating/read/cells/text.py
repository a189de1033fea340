"""Text with separated values as a sheet: every cell is text, as it is stored."""

from __future__ import annotations

import csv
import io
from pathlib import PurePath

import numpy as np
from numpy.typing import NDArray

from csrating.errors import SourceError
from csrating.read.cells.limits import MOST_COLUMNS, Limits, refuse_sparse
from csrating.read.cells.sheet import Cells, Sheet

Widths = NDArray[np.int64]


def text_sheet(file: str, text: str, *, delimiter: str, limits: Limits) -> tuple[Sheet, tuple[str, ...]]:
    r"""A text with separated values as one sheet, and what the reader should know of it.

    A row that is shorter than the widest one is filled with empty cells at its end, and the notes say how many there are.

    Raises:
        SourceError: the text cannot be split strictly (a quotation mark that nobody closes), has more cells than the limit, or a row
            has more than that of a workbook.

    >>> sheet, notes = text_sheet("f.csv", "LA,Name\n358\n359,Wigan\n", delimiter=",", limits=Limits())
    >>> sheet.cells.tolist(), notes
    ([['LA', 'Name'], ['358', ''], ['359', 'Wigan']], ('1 row has fewer cells than the widest row: empty cells were added at its end',))
    """
    if text.count(delimiter) + text.count("\n") > limits.text_cells:
        raise SourceError("the text has too many cells", where=file, expected=f"at most {limits.text_cells:,}", do="Split the file.")
    words, widths = _split(file, text, delimiter)
    width = int(widths.max(initial=0))
    refuse_sparse(file, len(widths), width, len(words), most=limits.text_cells)
    cells = np.full((len(widths), width), "", dtype=object)
    cells[np.arange(width) < widths[:, None]] = words
    notes = (*_short(cells, widths), *_cut_off(text, widths))
    return Sheet(file, PurePath(file).stem, cells, widths=widths, separator=delimiter), notes


def _split(file: str, text: str, delimiter: str) -> tuple[list[str], Widths]:
    """All words one after the other, and how many there are to each row."""
    words: list[str] = []
    widths: list[int] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for row in reader:
            if len(row) > MOST_COLUMNS:
                found = f"the row that begins on line {begins} has {len(row):,} cells"
                raise SourceError(found, where=file, expected=f"at most {MOST_COLUMNS:,}, as in a workbook", do="Split the file.")
            words += row
            widths.append(len(row))
            begins = reader.line_num + 1
    except csv.Error as error:
        found = f"the text cannot be split into cells: the row that begins on line {begins} has {_why(error)}"
        raise SourceError(found, where=file, expected="each quotation mark closed", do="Fetch the file again, or mend that row.") from error
    return words, np.array(widths, dtype=np.int64)


def _why(error: csv.Error) -> str:
    said = str(error)
    if "unexpected end of data" in said:
        return "a quotation mark that is never closed"
    if "field larger than field limit" in said:
        return f"a cell of more than {csv.field_size_limit():,} characters, perhaps because a quotation mark is never closed"
    return f"a quotation mark in the wrong place ({said})"


def _short(cells: Cells, widths: Widths) -> tuple[str, ...]:
    """How many rows lack cells.

    Titles above and notes under the rows of full width, which say something in a single cell, are no rows of a table.
    """
    short = np.flatnonzero((widths > 0) & (widths < cells.shape[1]))
    whole = np.flatnonzero(widths == cells.shape[1])
    within = (short > whole.min(initial=len(widths))) & (short < whole.max(initial=0))
    count = int((within | ((cells[short] != "").sum(axis=1) > 1)).sum())
    if not count:
        return ()
    if count == 1:
        return ("1 row has fewer cells than the widest row: empty cells were added at its end",)
    return (f"{count:,} rows have fewer cells than the widest row: empty cells were added at their ends",)


def _cut_off(text: str, widths: Widths) -> tuple[str, ...]:
    """A last line without a line end and with fewer cells than the others may have lost its end."""
    if not len(widths) or text.endswith(("\n", "\r")):
        return ()
    usual = int(np.bincount(widths).argmax())
    if not 1 < widths[-1] < usual:
        return ()
    return ("the last line has no line end and fewer cells than the others: the file may be cut off",)
