"""What the sheets of a file give, one after the other, by the tables that a layout names on each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from csrating.errors import SourceError
from csrating.read.cells import Opened, Sheet, Turned, constant
from csrating.read.figures.tables import figures
from csrating.read.inference import Assumption, Question, holds_figures_of_councils
from csrating.read.judgements.counts import judgement_counts
from csrating.read.judgements.extracts import judgements
from csrating.read.layouts.vocabulary import BY_ITSELF, Gives, Layout, Table
from csrating.read.neighbours.lists import neighbour_lists
from csrating.read.tables.blocks import Block, blocks
from csrating.read.tables.corrections import corrected
from csrating.read.tables.fates import Fate, lines_above, sheet_left_out
from csrating.read.tables.frames import frame_of
from csrating.read.tables.remarks import Remark
from csrating.read.tables.rows import Part, Tidied
from csrating.read.turning import as_tables_stand, fates_in_the_file, in_its_band
from csrating.schema import Contract, check

_TIDIED: Mapping[str, Callable[..., Tidied]] = {
    "figures": figures,
    "judgements": judgements,
    "judgement counts": judgement_counts,
    "neighbours": neighbour_lists,
}
"""How a table is read, by what it gives."""


@dataclass(frozen=True, eq=False)
class SheetsRead:
    """What the sheets of a file gave."""

    layout: Layout
    basis: str
    parts: tuple[tuple[Gives, Part], ...] = ()
    fates: tuple[Fate, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    questions: tuple[Question, ...] = ()
    remarks: tuple[Remark, ...] = ()
    blocks: tuple[Block, ...] = ()

    def with_sheet(self, sheet: Sheet, tables: tuple[Table, ...]) -> SheetsRead:
        """The same with the figures of the tables of one sheet."""
        stands = as_tables_stand(sheet, tables)
        put_right = [corrected(block) for block in blocks(stands, tables)]
        found = [one.block for one in put_right]
        tidied = [_TIDIED[block.table.gives](in_its_band(block), basis=self.basis) for block in found]
        parts = [
            (kind, right.marked(part, "basis") | _all_the(part, table=block.table.name, source=sheet.file))
            for block, right, one in zip(found, put_right, tidied, strict=True)
            for kind, part in _of_each_kind(block.table.gives, one)
        ]
        return replace(
            self,
            parts=(*self.parts, *parts),
            blocks=(*self.blocks, *found),
            fates=(*self.fates, *_fates(stands, found, tidied)),
            remarks=(
                *self.remarks,
                *(remark for one in put_right for remark in one.remarks),
                *(remark for one in tidied for remark in one.remarks),
            ),
        )

    def frame(self, gives: Gives, contract: Contract) -> pd.DataFrame:
        """The rows of one kind as a table."""
        return check(contract, frame_of(contract, self.parts_of(gives)))

    def parts_of(self, gives: Gives) -> list[Part]:
        """The rows of one kind, table by table."""
        return [part for kind, part in self.parts if kind == gives]


def _of_each_kind(gives: Gives, tidied: Tidied) -> Iterator[tuple[Gives, Part]]:
    """The parts that a table gave, each with its kind: a table of counts by grade may give figures beside them."""
    yield from (("judgements" if gives == "judgement counts" else gives, part) for part in tidied.parts)
    yield from (("figures", part) for part in tidied.figures_beside)


def _fates(sheet: Sheet, found: Sequence[Block], tidied: Sequence[Tidied]) -> Iterable[Fate]:
    if isinstance(sheet, Turned):
        return fates_in_the_file(sheet, found, tidied)
    above = lines_above(sheet, found[0].table.name, found[0].start)
    return (above, *(fate for one in tidied for fate in one.fates))


def _all_the(part: Part, **texts: str) -> Part:
    """Columns that say the same in each row of a part."""
    return {name: constant(text, len(part["ref"])) for name, text in texts.items()}


def by_layout(opened: Opened, known: Layout) -> SheetsRead:
    """What a file gives by a layout.

    Raises:
        SourceError: no sheet is one of the layout, or the layout gives what is read from a registered folder alone.
    """
    read = SheetsRead(known, f"layout {known.name}")
    strange = [table for table in known.tables if table.gives not in BY_ITSELF]
    if strange:
        found, expected = f"its table {strange[0].name!r} gives {strange[0].gives}", f"one of {', '.join(BY_ITSELF)}"
        raise SourceError(found, where=f"{known.name}.toml", expected=expected, do="Register the file, and read its folder.")
    for sheet in opened.sheets:
        tables = known.tables_of(sheet.name)
        read = read.with_sheet(sheet, tables) if tables else _without(read, sheet, known)
    if not read.parts:
        names = ", ".join(repr(sheet.name) for sheet in opened.sheets)
        like = " or ".join(dict.fromkeys(repr(table.sheet) for table in known.tables))
        raise SourceError(
            f"none of its sheets ({names}) is one of layout {known.name!r}", where=opened.sheets[0].file, expected=f"a sheet like {like}"
        )
    return replace(read, remarks=(*read.remarks, *_left_out_nowhere(read, known)))


def _without(read: SheetsRead, sheet: Sheet, known: Layout) -> SheetsRead:
    """The same with the fate of a sheet on which the layout names no table; one that holds figures all the same is told."""
    why = known.why_left_out(sheet.name)
    strange = not why and holds_figures_of_councils(sheet)
    said = f"layout {known.name} says nothing of it" + (", and it holds figures of councils" if strange else "")
    told = Remark("sheet not read", f"sheet {sheet.name!r} is not read: {said}", sheet.place)
    fate = sheet_left_out(sheet, why or said)
    return replace(read, fates=(*read.fates, fate), remarks=(*read.remarks, *((told,) if strange else ())))


def _left_out_nowhere(read: SheetsRead, known: Layout) -> Iterator[Remark]:
    """The columns that the layout leaves out of a table, and that stand in none of its sheets: they may have other headers now."""
    for table in {id(block.table): block.table for block in read.blocks}.values():
        headers = {text for block in read.blocks if block.table is table for text in block.headers.values()}
        for one in table.left_out_columns:
            if one.what and not any(re.fullmatch(one.what, text) for text in headers):
                found = f"layout {known.name} leaves out columns headed {one.what!r} of table {table.name!r}, and there is none"
                yield Remark("no such column", found, next(block.place for block in read.blocks if block.table is table))
