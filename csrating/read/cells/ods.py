"""The content of an .ods workbook, looked at before any reader opens it: cells and rows in it may claim to be repeated a million times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from csrating.errors import SourceError
from csrating.read.cells.archive import Archive, damaged
from csrating.read.cells.kinds import encrypted
from csrating.read.cells.limits import MOST_COLUMNS, MOST_ROWS, Limits, refuse_sparse
from csrating.read.cells.sheet import Places, Range
from csrating.read.cells.worksheet import NO_VALUE, Looked

_TAG = re.compile(rb"<(/table:table|table:(?:table-row|table-cell|covered-table-cell|table-column|table))(?=[\s/>])([^>]*)>")
_MARKS = (b'"percentage"', b'"error"', b"table:formula")
_TIMES = re.compile(rb'table:number-(?:rows|columns)-repeated=["\']([^"\']*)["\']')
_SPAN = re.compile(rb'table:number-(rows|columns)-spanned="([0-9]{1,8})"')
_SHOWN = re.compile(rb"<text:p\b[^>]*>([^<]*)<")
# Marks at most so many repeats of one cell; a claim of more is no table of figures.
_MOST_MARKED = 100_000


@dataclass
class _Table:
    """What has been come by of one table so far; ``row`` and ``column`` are where the next cell stands."""

    row: int = -1
    times: int = 1
    column: int = 0
    rows: int = 0
    columns: int = 0
    filled: int = 0
    next_column: int = 0
    percent: list[tuple[int, int]] = field(default_factory=list)
    flagged: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def look_at_ods(archive: Archive) -> list[Looked]:
    """Look at all parts of an .ods workbook, each of which is unpacked once and verified.

    Returns:
        what each table says of its cells, in the order of the workbook.

    Raises:
        SourceError: the workbook is encrypted, a part is damaged, or a table reaches too far.
    """
    content = b""
    for name in archive.names:
        part = archive.read(name)
        if name == "META-INF/manifest.xml" and b"encryption-data" in part:
            raise encrypted(archive.file)
        content = part if name == "content.xml" else content
    if not content:
        raise damaged(archive.file, "it has no part content.xml")
    return [_looked(archive.file, table, archive.limits) for table in _tables(archive.file, content)]


def _tables(file: str, content: bytes) -> Iterator[_Table]:
    if b"<![CDATA[" in content or b"<!--" in content:
        raise damaged(file, "its content holds comments or CDATA, which programs read in different ways")
    table: _Table | None = None
    for tag in _TAG.finditer(content):
        name, about = tag.groups()
        if name == b"table:table":
            if table is not None:
                raise damaged(file, "a table stands within a table")
            table = None if about.endswith(b"/") else _Table()
        elif name == b"/table:table" and table is not None:
            yield table
            table = None
        elif table is not None:
            _take(file, table, name, about, content, tag.end())


def _take(file: str, table: _Table, name: bytes, about: bytes, content: bytes, end: int) -> None:
    times = _times(file, about) if b"-repeated" in about else 1
    if name == b"table:table-row":
        table.row, table.times, table.column = table.row + table.times if table.row >= 0 else 0, times, 0
        if b'table:visibility="' in about and table.row < MOST_ROWS:
            table.hidden_rows.update(range(table.row, table.row + min(times, _MOST_MARKED)))
    elif name == b"table:table-column":
        if b'table:visibility="' in about:
            table.hidden_columns.update(range(table.next_column, min(table.next_column + times, MOST_COLUMNS)))
        table.next_column += times
    elif about.endswith(b"/") and b"office:value-type" not in about and b"table:formula" not in about:
        table.column += times
    else:
        _take_cell(file, table, about, content, end, times)


def _times(file: str, about: bytes) -> int:
    said = _TIMES.search(about)
    if said is None or not re.fullmatch(rb"[0-9]{1,7}", said[1]) or not 0 < int(said[1]) <= MOST_ROWS:
        words = said[1].decode("utf-8", "replace") if said else "?"
        raise damaged(file, f"a row or cell claims to be repeated {words[:20]} times")
    return int(said[1])


def _take_cell(file: str, table: _Table, about: bytes, content: bytes, end: int, times: int) -> None:
    row, column = max(table.row, 0), table.column
    table.column += times
    table.filled += times * table.times
    table.rows, table.columns = max(table.rows, row + table.times), max(table.columns, table.column)
    if table.rows > MOST_ROWS or table.columns > MOST_COLUMNS:
        found = "a cell lies outside what a spreadsheet can hold"
        raise SourceError(found, where=file, expected="cells from A1 to XFD1048576", do="Fetch or restore the file again.")
    if b"spanned" in about:
        _merge(table, about, row, column)
    if any(mark in about for mark in _MARKS):
        across = range(column, column + min(times, _MOST_MARKED))
        for down in range(row, row + min(table.times, _MOST_MARKED // len(across) + 1)):
            for place in across:
                _mark(table, about, content, end, (down, place))


def _mark(table: _Table, about: bytes, content: bytes, end: int, at: tuple[int, int]) -> None:
    if b'value-type="percentage"' in about:
        table.percent.append(at)
    if b'value-type="error"' in about:
        shown = _SHOWN.match(content, end)
        table.flagged[at] = shown[1].decode("utf-8", "replace") if shown and shown[1] else "an error"
    elif b"table:formula" in about and b"office:value-type" not in about:
        table.flagged[at] = NO_VALUE


def _merge(table: _Table, about: bytes, row: int, column: int) -> None:
    spans = {name: int(times) for name, times in _SPAN.findall(about)}
    deep, wide = max(1, spans.get(b"rows", 1)), max(1, spans.get(b"columns", 1))
    if deep > 1 or wide > 1:
        table.merged.append((row, column, row + deep - 1, column + wide - 1))


def _looked(file: str, table: _Table, limits: Limits) -> Looked:
    refuse_sparse(file, table.rows, table.columns, table.filled, most=limits.cells)
    return Looked(
        table.rows,
        table.columns,
        tuple((top, left, min(bottom, table.rows - 1), min(right, table.columns - 1)) for top, left, bottom, right in table.merged),
        table.flagged,
        hidden_rows=frozenset(row for row in table.hidden_rows if row < table.rows),
        hidden_columns=frozenset(column for column in table.hidden_columns if column < table.columns),
        percent_at=_at(table.percent),
    )


def _at(places: list[tuple[int, int]]) -> Places:
    pairs = np.array(places, dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]
