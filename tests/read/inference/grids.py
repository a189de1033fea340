"""Tables as rows of cells, written to files, and the same tables with rows and columns exchanged."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook

from csrating import reference
from csrating.read import Reading, read_file

Rows = Sequence[Sequence[Any]]
COUNCILS = ("Barnsley", "Bury", "Camden", "Kent", "Leeds", "Trafford")
CODES = {name: reference.council(name).code for name in COUNCILS}


def workbook(path: Path, rows: Rows, *, merged: Sequence[str] = (), percent: Sequence[str] = ()) -> Path:
    """A workbook with one sheet, 'T'; ``merged`` are ranges, ``percent`` cells that are shown as percentages."""
    book = Workbook()
    sheet = book.active
    sheet.title = "T"
    for row in rows:
        sheet.append(list(row))
    for one in merged:
        sheet.merge_cells(one)
    for cell in percent:
        sheet[cell].number_format = "0%"
    book.save(path)
    return path


def text(path: Path, rows: Rows) -> Path:
    """A csv with these rows as they are, short ones not filled up."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def exchanged(rows: Rows) -> list[list[Any]]:
    """The rows as columns."""
    return [list(column) for column in zip_longest(*rows, fillvalue=None)]


def cell(ref: str) -> str:
    """The cell of a reference, without its file and sheet."""
    return ref.rpartition("!")[2]


def said(figures: pd.DataFrame) -> dict[str, tuple[Any, ...]]:
    """What is said of each cell, by its reference without file and sheet."""
    kept = figures[["level", "area", "measure", "breakdown", "period", "unit", "value", "status", "symbol"]].fillna({"value": -1.0})
    return dict(zip(map(cell, figures["ref"]), kept.itertuples(index=False, name=None), strict=True))


def read_again(folder: Path, reading: Reading, path: Path) -> Reading:
    """The same file read by the layout that was proposed for it."""
    (folder / "kept.toml").write_text(reading.layout_text, encoding="utf-8")
    return read_file(path, layout=folder / "kept.toml")


def asked(reading: Reading) -> list[tuple[str, str]]:
    """What is asked, each with its cell."""
    return [(one.asks, cell(one.where)) for one in reading.questions]
