"""Put right what a publisher is known to have misprinted, by the corrections that a layout states with their reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from csrating.errors import LayoutError
from csrating.read.cells import stripped
from csrating.read.layouts.reading import Correction
from csrating.read.tables.blocks import Block
from csrating.read.tables.columns import Columns, columns
from csrating.read.tables.remarks import Remark
from csrating.read.tables.rows import Part


@dataclass(frozen=True, eq=False)
class Corrected:
    """A table with what its layout puts right; ``was`` gives for the reference of each such cell the text that the file holds."""

    block: Block
    was: dict[str, str]
    remarks: tuple[Remark, ...] = ()

    def marked(self, part: Part, column: str) -> Part:
        """The rows that a table gave, with what was put right added to the words of one column."""
        if not self.was or column not in part:
            return part
        added = [[f"corrected from {text!r}" for ref, text in self.was.items() if ref in refs.split("; ")] for refs in part["ref"]]
        words = [", ".join([said, *more]) for said, more in zip(part[column], added, strict=True)]
        return part | {column: np.array(words, dtype=object)}


def corrected(block: Block) -> Corrected:
    """The table as its layout corrects it.

    Raises:
        LayoutError: a correction fits no cell or several, or the cell does not say what the layout says that it says: the publisher may
            have mended it, and then the correction has to go.
    """
    if not block.table.corrections:
        return Corrected(block, {})
    found = columns(block)
    cells, was, remarks = block.sheet.cells.copy(), {}, []
    for one in block.table.corrections:
        row, column = _row(block, found, one), _column(block, one)
        where = block.sheet.ref(row, column)
        stored = stripped(cells[row, column])
        if stored != one.reads:
            raise LayoutError(
                f"the cell says {stored!r}",
                where=where,
                expected=f"{one.reads!r}, which the layout corrects to {one.means!r} ({one.why})",
                do="If the publisher has mended it, take the correction out of the layout.",
            )
        cells[row, column] = one.means
        was[where] = stored
        remarks.append(Remark("corrected", f"{stored!r} is read as {one.means!r}: {one.why}", where))
    return Corrected(replace(block, sheet=replace(block.sheet, cells=cells)), was, tuple(remarks))


def _row(block: Block, found: Columns, one: Correction) -> int:
    named = [*found.area_names, *found.area_codes, *(found.roles[role] for role in ("code", "name") if role in found.roles)]
    told = [(_column_headed(block, header), word) for header, word in one.where.items()]
    rows = [
        row
        for row in range(block.first, block.last)
        if one.area in _texts(block, row, named) and all(block.sheet.text(row, column) == word for column, word in told)
    ]
    return _only(block, rows, f"rows of {one.area!r}{''.join(f', {word}' for word in one.where.values())}", one)


def _texts(block: Block, row: int, places: Sequence[int]) -> Iterator[str]:
    return (block.sheet.text(row, column) for column in places)


def _column(block: Block, one: Correction) -> int:
    return _only(
        block, [column for column, words in block.headers.items() if re.fullmatch(one.header, words)], f"headers {one.header!r}", one
    )


def _column_headed(block: Block, header: str) -> int:
    found = [column for column, words in block.headers.items() if words == header]
    if len(found) != 1:
        raise LayoutError(
            f"{len(found) or 'no'} columns are headed {header!r}", where=block.place, expected="one, by which a row is corrected"
        )
    return found[0]


def _only(block: Block, places: Sequence[int], what: str, one: Correction) -> int:
    if len(places) != 1:
        raise LayoutError(
            f"table {block.table.name!r} has {len(places) or 'no'} {what}", where=block.place, expected=f"one, to be corrected ({one.why})"
        )
    return places[0]
