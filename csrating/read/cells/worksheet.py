"""A worksheet's XML, looked at before any reader opens it: how far its cells reach, and what it says of them that readers lose."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from csrating.errors import SourceError
from csrating.read.cells.archive import damaged, double_quoted
from csrating.read.cells.cell_tags import ERROR, CellTags, cell_tags, joined
from csrating.read.cells.limits import MEBIBYTE, Limits
from csrating.read.cells.looked import NO_VALUE, Looked, extent, hidden_rows, raised_texts, with_style, within
from csrating.read.cells.parsed_tags import parsed_cell_tags
from csrating.read.cells.sheet import Range
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
_VALUE = re.compile(rb"<(?:\w+:)?v[\s>]")
_CELL, _REF = re.compile(rb"<(?:\w+:)?c[^<>]*>"), re.compile(rb'\sr="([A-Z0-9]{1,10})"')
_OF_WORDS = re.compile(rb"\st=[\"'](?:str|e)[\"']")
_INLINE = re.compile(
    rb'<(?:\w+:)?c\b[^>]*\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*[^/]>(?:(?!</(?:\w+:)?c>).)*?superscript.*?</(?:\w+:)?c>', re.DOTALL
)


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
    _refuse_references(file, part, body)
    tags = _tags(file, part, content, body)
    rows, columns = extent(where, tags, limits=limits)
    head, tail = (double_quoted(one) for one in (content[: content.find(b"sheetData")], content[content.rfind(b"sheetData") :]))
    return Looked(
        rows,
        columns,
        within(_merged(where, tail), rows, columns),
        _flagged(content, tags),
        raised_texts(tags, styles) | _raised_inline(body),
        hidden_rows(tags, rows),
        _hidden_columns(head, columns),
        with_style(tags, styles.percent),
        with_style(tags, styles.struck),
        (tags.row[tags.valued], tags.column[tags.valued]),
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


def _refuse_references(file: str, part: str, body: bytes) -> None:
    """Refuse a number that is written in references to characters: readers pass over them. In words they are usual."""
    for place in _places(body, b"&"):
        tag = body.rfind(b"<", 0, place)
        if _VALUE.match(body, tag):
            cell = _CELL.match(body, body.rfind(b"<c ", 0, tag))
            if cell is None or _OF_WORDS.search(cell[0]) is None:
                named = _REF.search(cell[0]) if cell else None
                which = f"cell {named[1].decode('ascii', 'replace')}" if named else "a cell"
                raise damaged(file, f"its part {part}: {which} holds a number that is written in character references")


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


def _flagged(content: bytes, tags: CellTags) -> dict[tuple[int, int], str]:
    """Error cells by what they show, and formulas without a stored value."""
    flagged = {(int(tags.row[at]), int(tags.column[at])): NO_VALUE for at in np.flatnonzero(tags.unvalued)}
    errors = np.flatnonzero(tags.type == ERROR)
    if len(errors):
        shown = [match[1].decode("utf-8", "replace") for match in _errors_shown(content)]
        words = shown if len(shown) == len(errors) else ["an error"] * len(errors)
        flagged |= {(int(tags.row[at]), int(tags.column[at])): word for at, word in zip(errors, words, strict=True)}
    return flagged


def _errors_shown(content: bytes) -> Iterator[re.Match[bytes]]:
    return re.finditer(
        rb"\bt=[\"']e[\"'][^<>]*>(?:<(?:\w+:)?f\b[^>]*/>|<(?:\w+:)?f\b[^>]*>[^<]*</(?:\w+:)?f>)?<(?:\w+:)?v>([^<]*)<", content
    )


def _raised_inline(body: bytes) -> dict[tuple[int, int], str]:
    if b"superscript" not in body:
        return {}
    found = (((int(cell[2]) - 1, _column(cell[1])), text_without_raised(cell[0])) for cell in _INLINE.finditer(double_quoted(body)))
    return {place: text for place, text in found if text is not None}


def _hidden_columns(head: bytes, columns: int) -> frozenset[int]:
    hidden: set[int] = set()
    for about in _COLUMN.findall(head) if b"hidden=" in head else ():
        first, last = _FIRST.search(about), _LAST.search(about)
        if first and last and _HIDDEN.search(about):
            hidden.update(range(int(first[1]) - 1, min(int(last[1]), columns)))
    return frozenset(hidden)


def _merged(where: str, tail: bytes) -> list[Range]:
    ranges = []
    for said in _MERGED.findall(tail):
        match = _RANGE.fullmatch(said)
        if match is None:
            raise SourceError(
                f"a merged range is called {said.decode('utf-8', 'replace')!r}", where=where, expected="a range such as A1:B2"
            )
        top, left = int(match[2]) - 1, _column(match[1])
        bottom, right = (int(match[4]) - 1, _column(match[3])) if match[3] else (top, left)
        ranges.append((top, left, bottom, right))
    return ranges


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
