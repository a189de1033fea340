"""The cell tags of a worksheet's XML as arrays, read off its bytes at a fraction of what a parser takes.

Programs write a cell as ``<c r="C7" s="5" t="s">``. Bytes in which each cell is written so are read here, a few mebibytes at a time; for
others :func:`cell_tags` gives nothing, and :mod:`csrating.read.cells.parsed_tags` parses them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from csrating.read.cells.archive import has_declarations

Bytes = NDArray[np.uint8]
Numbers = NDArray[np.signedinteger[Any]]
Flags = NDArray[np.bool_]

# What the type of a cell is written as, and the numbers that stand for it here.
TYPES = {b"s": 1, b"str": 2, b"e": 3}
SHARED, FORMULA_TEXT, ERROR = 1, 2, 3
OTHER = 0

_PADDING = 48  # looked at beyond the last byte
_ADDRESS = 6  # where the address begins: after <c r="
_TAG = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"([^<>]*?)/?>')
_STYLE = re.compile(rb'\ss="([0-9]{1,6})"')
_TYPE = re.compile(rb'\st="([A-Za-z]{1,9})"')
_HIDDEN = re.compile(rb'<row r="([0-9]{1,7})"[^>]*\shidden="(?:1|true)"')
_PREFIXED = re.compile(rb":(?:c|row)[\s/>]")
_WRITTEN = {
    b' t="s">': SHARED,
    b' t="str">': FORMULA_TEXT,
    b' t="e">': ERROR,
    b' t="n">': OTHER,
    b' t="b">': OTHER,
    b' t="inlineStr">': OTHER,
}
_SHARED_VALUE = re.compile(rb"(?:<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)?(?:<v>[0-9]*</v>|<v/>|</c>|<(?![vf]\b))")
_NAME_ENDS = np.isin(np.arange(256), np.frombuffer(b" \t\r\n/>", np.uint8))


@dataclass(frozen=True, eq=False)
class CellTags:
    """The filled cells of a sheet or of a piece of it, one entry to a cell, in the order in which they are written; counted from nought.

    ``style``: the number of its style. ``type``: text that is shared, text from a formula, an error, or other. ``shared``: the number of
    its shared text, or -1. ``unvalued``: it holds a formula whose value is not stored. ``valued``: it certainly holds more than an empty
    text.
    Beside the cells, ``rows``: the rows, with cells or without; ``hidden_rows``: those that are hidden.
    """

    row: Numbers
    column: Numbers
    style: Numbers
    type: Numbers
    shared: Numbers
    unvalued: Flags
    valued: Flags
    rows: Numbers
    hidden_rows: Numbers


def joined(pieces: list[CellTags]) -> CellTags:
    """The pieces of a sheet as one."""
    return CellTags(*(np.concatenate([getattr(piece, part.name) for piece in pieces]) for part in fields(CellTags)))


def cell_tags(content: bytes) -> CellTags | None:
    """The filled cells in a piece of the XML between the tags of ``sheetData``, or nothing where they are written in an unusual way.

    >>> tags = cell_tags(b'<row r="7"><c r="A7" s="2"/><c r="C7" t="e"><v>#N/A</v></c></row>')
    >>> tags.row.tolist(), tags.column.tolist(), tags.type.tolist()
    ([6], [2], [3])
    """
    text = np.frombuffer(content + b"\0" * _PADDING, dtype=np.uint8)
    opens = np.flatnonzero(text == ord("<"))
    if _is_unusual(content):
        return None
    rows = _rows(text, opens)
    ends = np.append(opens, len(content))
    cells = _named(text, opens, b"c")
    which = _filled(text, ends, cells)
    starts = opens[which]
    if rows is None or not _stands(text, starts, b'<c r="').all() or not _one_value_each(text, ends, cells, which):
        return None
    row, column, end = _addresses(text, starts)
    if (end == 0).any():
        return None
    style, kind = _styles_and_types(content, text, starts, end)
    shared, unvalued = _values(text, ends, which, kind)
    if _is_oddly_shared(content, text, ends[which[kind == SHARED] + 1]):
        return None
    valued = _valued(text, ends, which, kind, unvalued)
    return CellTags(row, column, style, kind, shared, unvalued, valued, rows, _hidden_rows(content))


def _is_unusual(content: bytes) -> bool:
    """Whether there are comments or instructions, rows or cells with a prefix, or attributes in single quotation marks.

    A text may look as if there were: then it is parsed, which takes longer and gives the same. One sign, which is seldom there, is looked
    for many times faster than two.
    """
    return (
        has_declarations(content)
        or (b"?" in content and b"<?" in content)
        or (b"'" in content and b"='" in content)
        or (b":" in content and _PREFIXED.search(content) is not None)
    )


def _rows(text: Bytes, opens: Numbers) -> Numbers | None:
    """The numbers of the rows; nothing where a row does not begin with its number."""
    starts = opens[_stands(text, opens + 1, b"row")]
    number, digits = _number(text, starts + 8)
    proper = _stands(text, starts + 4, b' r="') & (digits > 0) & (digits < 8) & (text[starts + 8 + digits] == ord('"'))
    return number - np.int32(1) if proper.all() else None


def _hidden_rows(content: bytes) -> Numbers:
    found = _HIDDEN.findall(content) if b"hidden=" in content else []
    return np.array([int(row) - 1 for row in found], dtype=np.int32)


def _addresses(text: Bytes, starts: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Row, column and where each address ends, after its quotation mark; nought as the end where there is no proper address."""
    column = np.zeros(len(starts), np.int32)
    count = np.zeros(len(starts), np.int8)
    going = np.ones(len(starts), dtype=bool)
    for place in range(3):
        letter = text[starts + _ADDRESS + place] - np.uint8(ord("A"))
        going &= letter < 26
        column = np.where(going, column * np.int32(26) + letter + np.int32(1), column)
        count += going
    at = starts + _ADDRESS + count
    number, digits = _number(text, at)
    closed = text[at + digits] == ord('"')
    proper = (count > 0) & (digits > 0) & (digits < 8) & closed & (text[at] != ord("0"))
    return number - np.int32(1), column - np.int32(1), np.where(proper, at + digits + 1, 0)


def _number(text: Bytes, at: Numbers) -> tuple[Numbers, Numbers]:
    """The numbers of at most eight digits that stand at these places, and how many digits each has."""
    number = np.zeros(len(at), np.int32)
    digits = np.zeros(len(at), np.int8)
    going = np.ones(len(at), dtype=bool)
    for place in range(8):
        digit = text[at + place] - np.uint8(ord("0"))
        going &= digit < 10
        if not going.any():
            break
        number = np.where(going, number * np.int32(10) + digit, number)
        digits += going
    return number, digits


def _named(text: Bytes, opens: Numbers, name: bytes) -> Flags:
    """Which tags open an element of this name."""
    named: Flags = _stands(text, opens + 1, name) & _NAME_ENDS[text[opens + 1 + len(name)]]
    return named


def _filled(text: Bytes, ends: Numbers, cells: Flags) -> Numbers:
    """Which tags open a cell that holds something: not closed at once, and the next tag is not the one that closes it."""
    which = np.flatnonzero(cells)
    following = ends[which + 1]
    tag_ends = text[following - 1] == ord(">")
    alone = tag_ends & (text[following - 2] == ord("/"))
    closed = tag_ends & (text[following + 1] == ord("/")) & (text[following + 2] == ord("c"))
    filled: Numbers = which[~(alone | closed)]
    return filled


def _one_value_each(text: Bytes, ends: Numbers, cells: Flags, which: Numbers) -> bool:
    """Whether no cell has more than one value or bare words beside it, and no value is in pieces; readers disagree on what counts there."""
    numbers = _named(text, ends[:-1], b"v")
    at = np.flatnonzero(numbers | _named(text, ends[:-1], b"is"))
    of_cell = np.cumsum(cells)[at]
    after = ends[np.flatnonzero(numbers) + 1]
    whole = (text[after + 1] == ord("/")) | ((text[after - 1] == ord(">")) & (text[after - 2] == ord("/")))
    inside = ends[which + 1]
    bare = (text[inside - 1] != ord(">")) | (text[inside + 1] == ord("/"))
    return bool((np.diff(of_cell) > 0).all() and whole.all() and not bare.any())


def _styles_and_types(content: bytes, text: Bytes, starts: Numbers, at: Numbers) -> tuple[Numbers, Numbers]:
    """Style and type of each cell, from what follows its address: of the usual forms from the bytes, of others by an expression."""
    number, digits = _number(text, at + 4)
    has = _stands(text, at, b' s="') & (digits > 0) & (digits < 8) & (text[at + 4 + digits] == ord('"'))
    style = np.where(has, number, np.int32(0))
    at = np.where(has, at + digits + 5, at)
    kind = np.full(len(at), -1, np.int32)
    kind[text[at] == ord(">")] = OTHER
    for written, number_of in _WRITTEN.items():
        kind[_stands(text, at, written)] = number_of
    for place in np.flatnonzero(kind < 0):
        style[place], kind[place] = _by_expression(content, int(starts[place]))
    return style, kind


def _stands(text: Bytes, at: Numbers, words: bytes) -> Flags:
    """Whether these words stand at the places."""
    stands = np.ones(len(at), dtype=bool)
    for place, sign in enumerate(words):
        stands &= text[at + place] == sign
    return stands


def _by_expression(content: bytes, start: int) -> tuple[int, int]:
    tag = _TAG.match(content, start)
    if tag is None:
        return 0, OTHER
    style, kind = _STYLE.search(tag[1]), _TYPE.search(tag[1])
    return int(style[1]) if style else 0, TYPES.get(kind[1], OTHER) if kind else OTHER


def _values(text: Bytes, ends: Numbers, which: Numbers, kind: Numbers) -> tuple[Numbers, Flags]:
    """The number of each shared text, and whether a formula lacks its value."""
    inside = ends[which + 1]
    number, digits = _number(text, inside + 3)
    is_shared = (kind == SHARED) & _stands(text, inside, b"<v>") & (digits > 0)
    unvalued = np.zeros(len(which), dtype=bool)
    formulas = np.flatnonzero(text[inside + 1] == ord("f"))
    unvalued[formulas] = _without_value(text, ends, which[formulas], kind[formulas])
    return np.where(is_shared, number, np.int32(-1)), unvalued


def _is_oddly_shared(content: bytes, text: Bytes, inside: Numbers) -> bool:
    """Whether one of the cells of shared text, of which this is what stands in them, has a value that is no number of a text."""
    _, digits = _number(text, inside + 3)
    plain = _stands(text, inside, b"<v>") & (text[inside + 3 + digits] == ord("<"))
    return not all(_SHARED_VALUE.match(content, place) for place in inside[~plain].tolist())


def _valued(text: Bytes, ends: Numbers, which: Numbers, kind: Numbers, unvalued: Flags) -> Flags:
    """Whether each cell certainly holds more than an empty text: a value of its own that begins with a sign, or a formula's number."""
    inside = ends[which + 1]
    number, words = _stands(text, inside, b"<v>"), _stands(text, inside, b"<is><t>")
    begins = (number & _is_sign(text[inside + 3])) | (words & _is_sign(text[inside + 7]))
    formula = (text[inside + 1] == ord("f")) & ~unvalued & (kind != FORMULA_TEXT)
    valued: Flags = (begins | formula) & (kind != SHARED) & (kind != ERROR)
    return valued


def _is_sign(text: Bytes) -> Flags:
    signs: Flags = (text > ord(" ")) & (text != ord("<"))
    return signs


def _without_value(text: Bytes, ends: Numbers, which: Numbers, kind: Numbers) -> Flags:
    """Whether the formulas, each in the tag after its cell's, are followed by no value; text that came out empty has one."""
    last = len(ends) - 1
    after = ends[np.minimum(which + 2, last)]
    alone = (text[after - 2] == ord("/")) & (text[after - 1] == ord(">"))
    at = np.minimum(which + np.where(alone, 2, 3), last)
    there = text[ends[at] + 1] == ord("v")
    empty = text[ends[np.minimum(at + 1, last)] - 1] == ord(">")
    unvalued: Flags = ~there | (empty & (kind != FORMULA_TEXT))
    return unvalued
