"""Reading each published file at hand, against the bare readers of its kind: time and memory."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import memory
import pandas as pd
from python_calamine import CalamineWorkbook
from timing import median_seconds_of_each

from csrating.errors import CsratingError
from csrating.read import read_file
from csrating.read.cells import open_table_file

FILES = Path(__file__).resolve().parents[2] / "shared" / "real"
MEBIBYTE = 1 << 20


def by_calamine(path: Path) -> object:
    """Every sheet of a workbook as calamine gives it."""
    workbook = CalamineWorkbook.from_path(path)
    return [workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names]


def by_pandas_csv(path: Path) -> object:
    """Every cell of a csv file as text."""
    encoding, width = encoding_and_width(path)
    return pd.read_csv(path, header=None, names=range(width), dtype=str, keep_default_na=False, encoding=encoding)


@cache
def encoding_and_width(path: Path) -> tuple[str, int]:
    """What pandas has to be told of a csv file: how it is encoded, and how many cells its widest row has."""
    opened = open_table_file(path.name, path.read_bytes())
    return opened.encoding, opened.sheets[0].cells.shape[1]


def by_pandas_and_openpyxl(path: Path) -> object:
    """Every sheet of a workbook as a plain script reads it."""
    return pd.read_excel(path, sheet_name=None, header=None, engine="openpyxl")


BARE: dict[str, Callable[[Path], object]] = {
    ".xlsx": by_calamine,
    ".ods": by_calamine,
    ".csv": by_pandas_csv,
    ".parquet": pd.read_parquet,
}


@dataclass(frozen=True)
class Measured:
    """What was measured of one file, in seconds.

    ``bare``: the bare reader. ``opened``: cells with all that the file says of them, which is a part of ``read``, the whole reading.
    ``plain``: pandas with openpyxl, and nought where the file is no .xlsx.
    """

    path: Path
    bare: float
    opened: float
    read: float
    plain: float = 0.0


def lines() -> Iterator[str]:
    """A line for each file, the totals, and what of memory."""
    if not FILES.is_dir():
        yield "reading: no folder `shared` beside the repository, so no published files to read"
        return
    paths = [path for path in sorted(FILES.rglob("*")) if path.suffix in BARE]
    yield f"{'seconds; times the bare reader':<48} {'bare':>8} {'opened':>8} {'times':>6} {'read':>8} {'times':>6}"
    found = []
    for path in paths:
        found.append(measured(path))
        yield line(path.name, found[-1:])
    yield from totals(found)
    yield from memory_lines([path for path in paths if path.suffix in (".xlsx", ".ods")])


def measured(path: Path) -> Measured:
    """How long the bare reader and this package take for one file, and a plain script where it is an .xlsx."""
    jobs = [lambda: BARE[path.suffix](path), lambda: open_table_file(path.name, path.read_bytes()), lambda: read_or_asked(path)]
    if path.suffix == ".xlsx":
        jobs.append(lambda: by_pandas_and_openpyxl(path))
    return Measured(path, *median_seconds_of_each(jobs))


def read_or_asked(path: Path) -> object:
    """The reading of a file; a file that is none of figures ends with its error, which takes its time as well."""
    try:
        return read_file(path)
    except CsratingError as error:
        return error


def line(what: str, found: list[Measured]) -> str:
    """The sums of some files, and how many times the sum of the bare reader they are."""
    bare, opened, read = (sum(getattr(one, name) for one in found) for name in ("bare", "opened", "read"))
    return f"{what:<48} {bare:8.4f} {opened:8.4f} {opened / bare:6.1f} {read:8.4f} {read / bare:6.1f}"


def totals(found: list[Measured]) -> Iterator[str]:
    """The sums by what the bare reader is, and against a plain script."""
    yield line("all workbooks, against calamine", [one for one in found if one.path.suffix in (".xlsx", ".ods")])
    yield line("all csv and parquet, against pandas", [one for one in found if one.path.suffix in (".csv", ".parquet")])
    books = [one for one in found if one.plain]
    yield f"pandas and openpyxl / read, the .xlsx files: {sum(one.plain for one in books) / sum(one.read for one in books):.1f} times"


def memory_lines(paths: list[Path]) -> Iterator[str]:
    """How far the peak of memory rises above what the process held before it read, by the system's count, in a process for each file."""
    yield f"{'MiB; times the unpacked sheets':<48} {'sheets':>8} {'peak':>8} {'times':>6}"
    for path in paths:
        sheets, peak = sheet_bytes(path), memory.peak_above_start(path)
        yield f"{path.name:<48} {sheets / MEBIBYTE:8.1f} {peak / MEBIBYTE:8.1f} {peak / sheets:6.1f}"


def sheet_bytes(path: Path) -> int:
    """How many bytes the parts of a workbook that hold cells and their texts have, unpacked."""
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
    holds = ("xl/worksheets/sheet", "xl/sharedStrings.xml", "content.xml")
    return sum(part.file_size for part in parts if part.filename.startswith(holds))
