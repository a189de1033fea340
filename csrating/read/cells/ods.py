"""The content of an .ods workbook, looked at before any reader opens it: cells and rows in it may claim to be repeated a million times."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csrating.errors import SourceError
from csrating.read.cells.archive import Archive, damaged, double_quoted, has_declarations
from csrating.read.cells.kinds import encrypted
from csrating.read.cells.limits import MOST_COLUMNS, MOST_ROWS, Limits, refuse_sparse
from csrating.read.cells.looked import NO_VALUE, Looked, within
from csrating.read.cells.ods_raised import raised_cells, raised_styles
from csrating.read.cells.ods_tags import CELL, COLUMN, ERROR, ROW, TABLE, TABLE_END, Numbers, Tags, tags_of
from csrating.read.cells.sheet import Places, Range

_SHOWN = re.compile(rb"<text:p\b[^>]*>([^<]*)<")
# Marks at most so many repeats of one cell; a claim of more is no table of figures.
_MOST_MARKED = 100_000
# A row that holds something stands at most so often: nobody publishes one row ten thousand times.
_MOST_ROWS_ALIKE = 10_000
_NONE_STORED = "a number that is shown and not stored"


@dataclass(frozen=True, eq=False)
class _Cells:
    """The cells of one table that hold something: the number of the tag of each, its first row and column, and how often it stands."""

    tag: Numbers
    row: Numbers
    column: Numbers
    down: Numbers
    across: Numbers

    def where(self, said: Numbers, *, above: int = 0) -> _Cells:
        """Those whose tags say more than so much of one matter."""
        return self._at(np.flatnonzero(said[self.tag] > above))

    def among(self, tags: Sequence[int]) -> _Cells:
        """Those with one of these tags."""
        return self._at(np.flatnonzero(np.isin(self.tag, tags)))

    def _at(self, at: NDArray[np.intp]) -> _Cells:
        return _Cells(self.tag[at], self.row[at], self.column[at], self.down[at], self.across[at])

    def places(self) -> Iterator[tuple[int, int, int]]:
        """The tag, row and column of each cell, with repeats."""
        for tag, row, column, down, across in zip(*(one.tolist() for one in vars(self).values()), strict=True):
            wide = min(across, _MOST_MARKED)
            for place in range(row, row + min(down, _MOST_MARKED // wide + 1)):
                yield from ((tag, place, side) for side in range(column, column + wide))


def look_at_ods(archive: Archive) -> list[Looked]:
    """Look at all parts of an .ods workbook, each of which is unpacked once and verified.

    Returns:
        what each table says of its cells, in the order of the workbook.

    Raises:
        SourceError: the workbook is encrypted, a part is damaged, or a table reaches too far.
    """
    parts = {name: archive.read(name) for name in archive.names}
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise encrypted(archive.file)
    content = double_quoted(parts.get("content.xml", b""))
    if not content:
        raise damaged(archive.file, "it has no part content.xml")
    if has_declarations(content):
        raise damaged(archive.file, "its content holds comments or CDATA, which programs read in different ways")
    if b"<table:table" not in content:
        raise damaged(
            archive.file, "its content holds no table, or writes it with another prefix than table:, which the reader does not see"
        )
    tags = tags_of(archive.file, content)
    raised = dict(raised_cells(tags, raised_styles(content[: content.find(b"<office:body")], double_quoted(parts.get("styles.xml", b"")))))
    return [_looked(archive.file, tags, table, raised, archive.limits) for table in _tables(archive.file, tags)]


def _tables(file: str, tags: Tags) -> list[slice]:
    """The tags of each table."""
    kinds = tags.said["kind"]
    edges = np.flatnonzero((kinds == TABLE) | (kinds == TABLE_END))
    starts, ends = edges[::2], edges[1::2]
    if len(starts) > len(ends) or (kinds[starts] != TABLE).any() or (kinds[ends] != TABLE_END).any():
        raise damaged(file, "a table stands within a table, or has no end")
    return [slice(int(start), int(end)) for start, end in zip(starts, ends, strict=True)]


def _looked(file: str, tags: Tags, table: slice, raised: Mapping[int, str], limits: Limits) -> Looked:
    cells, hidden_rows = _cells_and_hidden_rows(tags, table)
    rows = int((cells.row + cells.down).max(initial=0))
    columns = int((cells.column + cells.across).max(initial=0))
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        found = "a cell lies outside what a spreadsheet can hold"
        raise SourceError(found, where=file, expected="cells from A1 to XFD1048576", do="Fetch or restore the file again.")
    refuse_sparse(file, rows, columns, int((cells.down * cells.across).sum()), most=limits.cells)
    alike = int(cells.down.max(initial=0))
    if alike > _MOST_ROWS_ALIKE:
        raise SourceError(f"a row is repeated {alike:,} times", where=file, expected=f"at most {_MOST_ROWS_ALIKE:,}, unless it is empty")
    return Looked(
        rows,
        columns,
        within(list(_merged(tags, cells)), rows, columns),
        _flagged(tags, cells),
        {(row, column): raised[tag] for tag, row, column in cells.among(list(raised)).places()} if raised else {},
        hidden_rows=frozenset(row for row in hidden_rows if row < rows),
        hidden_columns=frozenset(column for column in _hidden_columns(tags, table) if column < columns),
        percent_at=_percent_at(tags, cells),
    )


def _cells_and_hidden_rows(tags: Tags, table: slice) -> tuple[_Cells, set[int]]:
    """Where each cell that holds something stands, counted from the first tag of its table on."""
    kinds, times, filled, hidden = (tags.said[name][table] for name in ("kind", "times", "filled", "hidden"))
    is_row, is_cell = kinds == ROW, kinds == CELL
    repeated = np.append(1, times[is_row])  # before the first row stands one that no cell is in
    first = np.cumsum(np.append([0, 0], repeated[1:]))[:-1]
    row = np.cumsum(is_row)
    across = np.cumsum(np.where(is_cell, times, 0))
    before = np.append(0, across[is_row])
    at = np.flatnonzero(is_cell & (filled > 0))
    line = row[at]
    cells = _Cells(at + table.start, first[line], across[at] - times[at] - before[line], repeated[line], times[at])
    gone = row[is_row & (hidden > 0)]
    return cells, {place for line in gone for place in range(int(first[line]), int(first[line] + min(repeated[line], _MOST_MARKED)))}


def _merged(tags: Tags, cells: _Cells) -> Iterator[Range]:
    deep, wide = tags.said["deep"], tags.said["wide"]
    spans = cells.where(deep * wide, above=1)
    for tag, row, column in zip(spans.tag.tolist(), spans.row.tolist(), spans.column.tolist(), strict=True):
        yield row, column, row + int(deep[tag]) - 1, column + int(wide[tag]) - 1


def _flagged(tags: Tags, cells: _Cells) -> dict[tuple[int, int], str]:
    """Error cells by what they show, formulas without a stored value, and cells that show something and store nothing."""
    lacks = {1: NO_VALUE, 2: _NONE_STORED}
    said = tags.said["unvalued"]
    unvalued = {(row, column): lacks[int(said[tag])] for tag, row, column in cells.where(said).places()}
    error = tags.said["error"]
    shown = ((row, column, int(error[tag]), _words(tags, tag)) for tag, row, column in cells.where(error).places())
    return unvalued | {(row, column): words or "an error" for row, column, kind, words in shown if words or kind == ERROR}


def _words(tags: Tags, tag: int) -> str:
    """What the cell of a tag shows first."""
    shown = _SHOWN.match(tags.content, int(tags.ends[tag]))
    return html.unescape(shown[1].decode("utf-8", "replace")).strip() if shown else ""


def _hidden_columns(tags: Tags, table: slice) -> Iterator[int]:
    columns = np.flatnonzero(tags.said["kind"][table] == COLUMN)
    times, hidden = tags.said["times"][table][columns], tags.said["hidden"][table][columns]
    ends = np.cumsum(times)
    for last, count in zip(ends[hidden > 0].tolist(), times[hidden > 0].tolist(), strict=True):
        yield from range(last - count, min(last, MOST_COLUMNS))


def _percent_at(tags: Tags, cells: _Cells) -> Places:
    places = np.array([place[1:] for place in cells.where(tags.said["percent"]).places()], dtype=np.int64).reshape(-1, 2)
    return places[:, 0], places[:, 1]
