"""A worksheet's XML, looked at before any reader opens it: how far its cells reach, and what it says of them that readers lose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from csrating.errors import SourceError
from csrating.read.cells.archive import damaged
from csrating.read.cells.cell_tags import ERROR, CellTags, cell_tags, joined
from csrating.read.cells.limits import MEBIBYTE, MOST_COLUMNS, MOST_ROWS, Limits, refuse_sparse
from csrating.read.cells.parsed_tags import parsed_cell_tags
from csrating.read.cells.sheet import NOWHERE, Places, Range, column_letters
from csrating.read.cells.styles import Styles, text_without_raised

_PIECE = 4 * MEBIBYTE
_MOST_PARSED = 16 * MEBIBYTE
_TAG_NAME = re.compile(rb"</?(?:[\w.-]+:)?")
_NAME_ENDS = frozenset({b" ", b"\t", b"\r", b"\n", b"/", b">"})
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_FIRST, _LAST = re.compile(rb'\bmin="([0-9]{1,5})"'), re.compile(rb'\bmax="([0-9]{1,5})"')
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([^"]*)"')
_RANGE = re.compile(rb"([A-Z]{1,3})([1-9][0-9]{0,6})(?::([A-Z]{1,3})([1-9][0-9]{0,6}))?")
_INLINE = re.compile(
    rb'<(?:\w+:)?c\b[^>]*\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*[^/]>(?:(?!</(?:\w+:)?c>).)*?superscript.*?</(?:\w+:)?c>', re.DOTALL
)
NO_VALUE = "a formula without a stored value"


@dataclass(frozen=True, eq=False)
class Looked:
    """What a sheet says of its cells, as in :class:`csrating.read.cells.sheet.Sheet`; ``rows`` and ``columns`` reach to the last filled."""

    rows: int = 0
    columns: int = 0
    merged: tuple[Range, ...] = ()
    flagged: dict[tuple[int, int], str] = field(default_factory=dict)
    raised: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    percent_at: Places = NOWHERE
    struck_at: Places = NOWHERE


def look_at_worksheet(file: str, part: str, content: bytes, styles: Styles, *, limits: Limits) -> Looked:
    """Look at a worksheet's XML.

    Args:
        file: the name of the workbook.
        part: the name of the part, for messages.
        content: its bytes.
        styles: what the workbook's styles mean.
        limits: the most cells that it may reach over.

    Raises:
        SourceError: a cell's address is malformed, lies outside what a spreadsheet holds or stands out of order, a row stands twice, or the
            cells reach too far.
    """
    where = f"{file}, part {part}"
    body = _body(file, part, content)
    if not body:
        return Looked()
    tags = _tags(file, part, content, body)
    _refuse_disorder(where, tags)
    rows, columns = _extent(tags)
    refuse_sparse(where, rows, columns, int(tags.filled.sum()), most=limits.cells)
    head, tail = content[: content.find(b"sheetData")], content[content.rfind(b"sheetData") :]
    return Looked(
        rows,
        columns,
        _merged(where, tail, rows, columns),
        _flagged(content, tags),
        _raised(tags, styles, body),
        frozenset(tags.hidden_rows[tags.hidden_rows < rows].tolist()),
        _hidden_columns(head, columns),
        _at(tags, styles.percent),
        _at(tags, styles.struck),
    )


def _body(file: str, part: str, content: bytes) -> bytes:
    """What stands between the tags of ``sheetData``; nothing where the sheet has no cells."""
    tags = [tag for tag in (_tag_at(content, place) for place in _places(content, b"sheetData")) if tag]
    opened = [end for end, closing in tags if not closing]
    if len(opened) == 1 and content[opened[0] - 2 : opened[0]] == b"/>":
        return b""
    if len(tags) != 2 or len(opened) != 1 or not tags[1][1]:
        raise damaged(file, f"its part {part} has no single whole table of cells")
    return content[opened[0] : content.rfind(b"<", 0, tags[1][0])]


def _places(content: bytes, word: bytes) -> Iterator[int]:
    place = content.find(word)
    while place >= 0:
        yield place
        place = content.find(word, place + 1)


def _tag_at(content: bytes, place: int) -> tuple[int, bool] | None:
    """Where the tag with this name ends and whether it closes an element; nothing where the word is no tag's name."""
    start = content.rfind(b"<", 0, place)
    if _TAG_NAME.fullmatch(content[start:place]) is None or content[place + 9 : place + 10] not in _NAME_ENDS:
        return None
    return content.find(b">", place) + 1, content[start + 1 : start + 2] == b"/"


def _tags(file: str, part: str, content: bytes, body: bytes) -> CellTags:
    pieces = [cell_tags(piece) for piece in _pieces(body)]
    usual = [piece for piece in pieces if piece is not None]
    if len(usual) == len(pieces):
        return joined(usual)
    if b"<![CDATA[" in body:
        raise damaged(file, f"its part {part} holds CDATA, which programs read in different ways")
    if len(content) > _MOST_PARSED:
        raise damaged(file, f"its part {part} is written in an unusual way and is too large to be looked at")
    try:
        return parsed_cell_tags(content)
    except ValueError as error:
        raise damaged(file, f"its part {part}: {error}") from error


def _pieces(body: bytes) -> Iterator[bytes]:
    """The bytes a few mebibytes at a time, each piece beginning with a row."""
    start = 0
    while start < len(body):
        end = len(body)
        if end - start > _PIECE:
            end = body.rfind(b"<row", start + 1, start + _PIECE)
            end = end if end > 0 else (body.find(b"<row", start + _PIECE) if b"<row" in body[start + _PIECE :] else len(body))
        yield body[start:end]
        start = end


def _refuse_disorder(where: str, tags: CellTags) -> None:
    numbers = tags.rows
    backwards = np.flatnonzero(np.diff(numbers) <= 0)
    if len(backwards):
        first = int(backwards[0])
        raise _out_of_order(where, f"row {numbers[first + 1] + 1} stands after row {numbers[first] + 1}")
    outside = np.flatnonzero((tags.row >= MOST_ROWS) | (tags.row < 0) | (tags.column >= MOST_COLUMNS))
    if len(outside):
        found = f"a cell lies at {_ref(tags, int(outside[0]))}, outside what a spreadsheet can hold"
        raise SourceError(found, where=where, expected="cells from A1 to XFD1048576", do="Fetch or restore the file again.")
    backwards = np.flatnonzero(np.diff(tags.row.astype(np.int64) * MOST_COLUMNS + tags.column) <= 0)
    if len(backwards):
        first = int(backwards[0])
        raise _out_of_order(where, f"cell {_ref(tags, first + 1)} stands after {_ref(tags, first)}")
    named = np.zeros(MOST_ROWS, dtype=bool)
    named[numbers[(numbers >= 0) & (numbers < MOST_ROWS)]] = True
    astray = np.flatnonzero(~named[tags.row])
    if len(astray):
        raise _out_of_order(where, f"cell {_ref(tags, int(astray[0]))} does not stand in its row")


def _ref(tags: CellTags, place: int) -> str:
    return f"{column_letters(int(tags.column[place]))}{int(tags.row[place]) + 1}"


def _out_of_order(where: str, found: str) -> SourceError:
    do = "Open the workbook in a spreadsheet program, check it and save it."
    return SourceError(found, where=where, expected="rows and cells in order, each once (programs disagree on which of two counts)", do=do)


def _extent(tags: CellTags) -> tuple[int, int]:
    if not tags.filled.any():
        return 0, 0
    return int(tags.row[tags.filled].max()) + 1, int(tags.column[tags.filled].max()) + 1


def _flagged(content: bytes, tags: CellTags) -> dict[tuple[int, int], str]:
    """Error cells by what they show, and formulas without a stored value."""
    flagged = {(int(tags.row[at]), int(tags.column[at])): NO_VALUE for at in np.flatnonzero(tags.unvalued)}
    errors = np.flatnonzero(tags.filled & (tags.type == ERROR))
    if len(errors):
        shown = [match[1].decode("utf-8", "replace") for match in _errors_shown(content)]
        words = shown if len(shown) == len(errors) else ["an error"] * len(errors)
        flagged |= {(int(tags.row[at]), int(tags.column[at])): word for at, word in zip(errors, words, strict=True)}
    return flagged


def _errors_shown(content: bytes) -> Iterator[re.Match[bytes]]:
    return re.finditer(
        rb"\bt=[\"']e[\"'][^<>]*>(?:<(?:\w+:)?f\b[^>]*/>|<(?:\w+:)?f\b[^>]*>[^<]*</(?:\w+:)?f>)?<(?:\w+:)?v>([^<]*)<", content
    )


def _raised(tags: CellTags, styles: Styles, body: bytes) -> dict[tuple[int, int], str]:
    raised: dict[tuple[int, int], str] = {}
    if styles.raised:
        for at in np.flatnonzero(np.isin(tags.shared, list(styles.raised))):
            raised[int(tags.row[at]), int(tags.column[at])] = styles.raised[int(tags.shared[at])]
    if b"superscript" in body:
        for cell in _INLINE.finditer(body):
            text = text_without_raised(cell[0])
            if text is not None:
                raised[int(cell[2]) - 1, _column(cell[1])] = text
    return raised


def _at(tags: CellTags, styles: frozenset[int]) -> Places:
    if not styles:
        return NOWHERE
    filled = np.flatnonzero(tags.filled)
    chosen = filled[np.isin(tags.style[filled], list(styles))]
    return tags.row[chosen], tags.column[chosen]


def _hidden_columns(head: bytes, columns: int) -> frozenset[int]:
    hidden: set[int] = set()
    for about in _COLUMN.findall(head):
        if _HIDDEN.search(about) is None:
            continue
        first, last = _FIRST.search(about), _LAST.search(about)
        if first and last:
            hidden.update(range(int(first[1]) - 1, min(int(last[1]), columns)))
    return frozenset(hidden)


def _merged(where: str, tail: bytes, rows: int, columns: int) -> tuple[Range, ...]:
    """The merged ranges as far as the filled cells reach."""
    ranges = []
    for said in _MERGED.findall(tail):
        match = _RANGE.fullmatch(said)
        if match is None:
            raise SourceError(
                f"a merged range is called {said.decode('utf-8', 'replace')!r}", where=where, expected="a range such as A1:B2"
            )
        top, left = int(match[2]) - 1, _column(match[1])
        bottom, right = (int(match[4]) - 1, _column(match[3])) if match[3] else (top, left)
        if top < rows and left < columns:
            ranges.append((top, left, min(bottom, rows - 1), min(right, columns - 1)))
    return tuple(sorted(ranges))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
