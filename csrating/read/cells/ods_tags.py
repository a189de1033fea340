"""The tags of the tables, rows, columns and cells of an .ods, as arrays: most of them are written alike, and each way is looked at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from csrating.read.cells.archive import damaged
from csrating.read.cells.limits import MOST_ROWS

Numbers = NDArray[np.int64]

OTHER, TABLE, TABLE_END, ROW, COLUMN, CELL = range(6)
ERROR, HOLLOW = 1, 2
_KINDS = {
    b"<table:table": TABLE,
    b"</table:table": TABLE_END,
    b"<table:table-row": ROW,
    b"<table:table-column": COLUMN,
    b"<table:table-cell": CELL,
    b"<table:covered-table-cell": CELL,
}
_TAG = re.compile(rb"<table:(?:covered-)?t[^>]*>|</table:table>")
_NAME = re.compile(rb"</?[a-z:-]+")
_VALUE = re.compile(rb' office:[a-z-]*value="[^"]*"|(?<=table:formula)="[^"]*"')
_HOLLOW = b'office:string-value=""'
_MOST_KEPT = 100_000  # where each cell holds a number of its own, keeping them all would take more room than the cells
_TIMES = re.compile(rb'table:number-(?:rows|columns)-repeated=["\']([^"\']*)["\']')
_OF_NUMBERS = re.compile(rb'office:value-type=["\'](?:float|percentage|currency|date|time|boolean)["\']')
_GONE = re.compile(rb'table:visibility=["\'](?!visible)')
_SPAN = re.compile(rb'table:number-(rows|columns)-spanned="([0-9]{1,8})"')


class Tag(NamedTuple):
    """One way in which a tag is written.

    ``kind``: what it opens or closes. ``times``: how often it stands for itself. ``filled``, ``percent``, ``error`` and ``unvalued``: the
    cell holds something, is shown as a percentage, is an error (or stores an empty text, as programs do for one, whatever it shows), lacks
    the value that its formula (1) or its type (2) should have.
    ``hidden``: so is the row or column. ``deep`` and ``wide``: how many rows and columns the cell takes.
    """

    kind: int
    times: int = 1
    filled: bool = False
    percent: bool = False
    error: int = 0
    unvalued: int = 0
    hidden: bool = False
    deep: int = 1
    wide: int = 1


@dataclass(frozen=True, eq=False)
class Tags:
    """All tags in the order in which they are written: for each the number of its way, and for each way what it says."""

    content: bytes
    way: NDArray[np.int32]
    ways: tuple[Tag, ...]

    @cached_property
    def said(self) -> Mapping[str, Numbers]:
        """What each tag says, by the names of the fields of :class:`Tag`."""
        of_ways = np.array(self.ways, dtype=np.int64).reshape(-1, len(Tag._fields)).T
        return {name: of_way[self.way] for name, of_way in zip(Tag._fields, of_ways, strict=True)}

    @cached_property
    def ends(self) -> Numbers:
        """Where each tag ends."""
        return np.array([tag.end() for tag in _TAG.finditer(self.content)], dtype=np.int64)


def tags_of(file: str, content: bytes) -> Tags:
    """The tags of the tables of an .ods.

    Raises:
        SourceError: a row or cell claims to be repeated in a way that no table is.
    """
    ways = _Ways(file)
    way = np.fromiter(map(ways.__getitem__, _TAG.findall(content)), dtype=np.int32)
    return Tags(content, way, tuple(ways.known))


class _Ways(dict[bytes, int]):
    """The number of each way in which a tag is written; one that differs from no other but in its value has the number of that one."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.known: list[Tag] = []

    def __missing__(self, written: bytes) -> int:
        valued, hollow = b"value=" in written, _HOLLOW in written
        plain = _VALUE.sub(b"", written) + b"\0" * valued + b"\1" * hollow
        number = self.get(plain)
        if number is None:
            number = self[plain] = len(self.known)
            self.known.append(_looked_at(self.file, plain.rstrip(b"\0\1"), valued=valued, hollow=hollow))
        if len(self) < _MOST_KEPT:
            self[written] = number
        return number


def _looked_at(file: str, written: bytes, *, valued: bool, hollow: bool) -> Tag:
    name = _NAME.match(written)
    kind = _KINDS.get(name[0], OTHER) if name else OTHER
    alone = written.endswith(b"/>")
    if kind in (OTHER, TABLE, TABLE_END):
        return Tag(OTHER if kind == TABLE and alone else kind)  # an empty table says nothing
    times = _times(file, written) if b"-repeated" in written else 1
    if kind != CELL:
        return Tag(kind, times, hidden=_GONE.search(written) is not None)
    formula, typed = b"table:formula" in written, b"office:value-type" in written
    deep, wide = _span(written) if b"spanned" in written else (1, 1)
    percent, error = b'value-type="percentage"' in written, ERROR if b'value-type="error"' in written else HOLLOW * hollow
    unvalued = 2 if not valued and error != ERROR and _OF_NUMBERS.search(written) else int(formula and not typed)
    return Tag(CELL, times, formula or typed or not alone, percent, error, unvalued, False, deep, wide)


def _times(file: str, written: bytes) -> int:
    said = _TIMES.search(written)
    if said is None or not re.fullmatch(rb"[0-9]{1,7}", said[1]) or not 0 < int(said[1]) <= MOST_ROWS:
        words = said[1].decode("utf-8", "replace") if said else "?"
        raise damaged(file, f"a row or cell claims to be repeated {words[:20]} times")
    return int(said[1])


def _span(written: bytes) -> tuple[int, int]:
    spans = {name: int(times) for name, times in _SPAN.findall(written)}
    return max(1, spans.get(b"rows", 1)), max(1, spans.get(b"columns", 1))
