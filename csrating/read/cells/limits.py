"""How much of a file is read at most, so that no file takes all memory or time."""

from __future__ import annotations

from dataclasses import dataclass

from csrating.errors import SourceError

MEBIBYTE = 1 << 20

# What a spreadsheet program can hold; a cell beyond is no cell.
MOST_ROWS = 1 << 20
MOST_COLUMNS = 1 << 14
MOST_SIGNS = (1 << 15) - 1

# A grid this large is read however few of its cells are filled; a larger one only where at least one cell in so many is.
_SPARSE_CELLS = 2_000_000
_SPARSE = 20


@dataclass(frozen=True)
class Limits:
    """The most that is read of one file.

    ``file_bytes``: the file as it lies on the disk. ``parts``, ``part_bytes``, ``all_bytes``, ``ratio``: what a zipped workbook unpacks to,
    and how many times larger than packed (published workbooks reach 24). ``cells``: the cells of all grids of a workbook, empty ones with
    them; ``text_cells``: those of a csv or parquet file; ``html_bytes``, ``html_cells``: a web page and the cells of its tables.
    ``sheets``: those of a workbook, or the tables of a page; Excel once could make 255.
    ``seconds`` and ``memory``: what the process that reads .xls and .xlsb may take.
    """

    file_bytes: int = 128 * MEBIBYTE
    parts: int = 5_000
    part_bytes: int = 128 * MEBIBYTE
    all_bytes: int = 256 * MEBIBYTE
    ratio: int = 100
    cells: int = 8_000_000
    text_cells: int = 6_000_000
    html_bytes: int = 8 * MEBIBYTE
    html_cells: int = 300_000
    sheets: int = 255
    seconds: int = 10
    memory: int = 1024 * MEBIBYTE


def refuse_sparse(where: str, rows: int, columns: int, filled: int, *, most: int) -> None:
    """Refuse a grid that would take far more room than its filled cells are worth.

    Raises:
        SourceError: the grid from A1 to its last filled cell has more cells than ``most``, or is large and nearly empty.
    """
    if rows * columns > min(most, max(_SPARSE_CELLS, _SPARSE * filled)):
        raise SourceError(
            f"the cells reach over {rows:,} rows and {columns:,} columns, and {filled:,} of them are filled",
            where=where,
            expected=f"a table of at most {most:,} cells without stray cells far from it",
            do="Delete what stands far outside the table and save the file, or split it.",
        )
