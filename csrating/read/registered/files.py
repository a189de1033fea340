"""What registered files give: each of their tables read by its layout, and each row and cell accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from csrating.errors import LayoutError
from csrating.read.cells import Sheet, constant, sheets
from csrating.read.layouts.reading import Layout, layout
from csrating.read.registered.inspection_counts import inspection_counts
from csrating.read.registered.inspections import inspections
from csrating.read.registered.observations import Taken, observations
from csrating.read.registered.safeguarding import safeguarding
from csrating.read.registered.sources import REGISTER, Source, open_source
from csrating.read.tables.blocks import Block, blocks
from csrating.read.tables.corrections import corrected
from csrating.read.tables.fates import Fate, lines_above, sheet_left_out
from csrating.read.tables.frames import frame_of
from csrating.read.tables.rows import Part, Tidied
from csrating.schema import INSPECTIONS, OBSERVATIONS, SAFEGUARDING

CONTRACTS = {contract.name: contract for contract in (OBSERVATIONS, INSPECTIONS, SAFEGUARDING)}


@dataclass(frozen=True, eq=False)
class Given:
    """What some files give: the rows of each of CONTRACTS as they stand in the files, fates, and sheets with the id of their source."""

    tables: dict[str, pd.DataFrame]
    fates: tuple[tuple[str, Fate], ...]
    sheets: tuple[tuple[str, Sheet], ...]


def given(taken: Taken, sources: Sequence[Source]) -> Given:
    """What some files give, one file after the other.

    Args:
        taken: what has been read from published sources and goes before what these files say.
        sources: the files.

    Raises:
        SourceError, LayoutError, ValueInCellError, UnknownCouncilError, ReferenceDataError: a file is not what its register and layout say.
    """
    parts: dict[str, list[Part]] = {name: [] for name in CONTRACTS}
    told: list[tuple[str, Fate]] = []
    seen: list[tuple[str, Sheet]] = []
    for source in sources:
        plan, found = _opened(source)
        for gives, tidied in _tidied(plan, found, taken):
            parts[gives] += [_with_source(part, source) for part in tidied.parts]
            told += [(source.id, fate) for fate in tidied.fates]
        seen += [(source.id, replace(sheet)) for sheet in found]  # without what was noted of its columns while it was read
    tables = {name: frame_of(contract, parts[name]) for name, contract in CONTRACTS.items()}
    return Given(tables, tuple(told), tuple(seen))


def _opened(source: Source) -> tuple[Layout, tuple[Sheet, ...]]:
    plan = _layout_of(source)
    found = sheets(source.file, open_source(source), encoding=plan.encoding)
    _refuse_absent_tables(source, plan, found)
    return plan, found


def _tidied(plan: Layout, found: Iterable[Sheet], taken: Taken) -> Iterable[tuple[str, Tidied]]:
    for sheet in found:
        tables = plan.tables_of(sheet.name)
        if not tables:
            yield "observations", Tidied((), (_left_out(plan, sheet),))
            continue
        if sheet.hidden:
            raise LayoutError("the sheet is hidden", where=sheet.place, expected="a table that readers of the workbook can see")
        in_order = blocks(sheet, tables)
        above = lines_above(sheet, in_order[0].table.name, in_order[0].start)
        yield "observations", Tidied((), (above,))
        for block in in_order:
            right = corrected(block)
            gives, tidied = _tidy(right.block, taken)
            yield gives, replace(tidied, parts=tuple(right.marked(part, "derivation") for part in tidied.parts))


def _layout_of(source: Source) -> Layout:
    try:
        return layout(source.layout)
    except LayoutError as error:
        where = error.where or f"{source.path.parent / REGISTER}, source {source.id}"
        raise LayoutError(error.found, where=where, expected=error.expected, do=error.do) from error


def _tidy(block: Block, taken: Taken) -> tuple[str, Tidied]:
    match block.table.gives:
        case "observations":
            return "observations", observations(block, taken=taken)
        case "inspections":
            return "inspections", inspections(block)
        case "inspection counts":
            return "inspections", inspection_counts(block)
        case "safeguarding":
            return "safeguarding", safeguarding(block)
        case "figures" | "judgements" | "judgement counts" | "neighbours" as alone:
            do = "Read such a file by itself, with csrating.read_file."
            raise LayoutError(f"table {block.table.name!r} gives {alone}, which are not rated", where=block.place, do=do)


def _refuse_absent_tables(source: Source, plan: Layout, found: Iterable[Sheet]) -> None:
    names = [sheet.name for sheet in found]
    seen = {table.name for name in names for table in plan.tables_of(name)}
    for table in plan.tables:
        if table.name not in seen:
            found_names = ", ".join(map(repr, names))
            expected = f"a sheet whose name is like {table.sheet!r}, with table {table.name!r}"
            raise LayoutError(f"the sheets are {found_names}", where=source.file, expected=expected)


def _left_out(plan: Layout, sheet: Sheet) -> Fate:
    why = plan.why_left_out(sheet.name)
    if not why:
        raise LayoutError("the layout says nothing about this sheet", where=sheet.place, expected="a table on it, or why it is left out")
    return sheet_left_out(sheet, why)


def _with_source(part: Part, source: Source) -> Part:
    count = len(part["ref"])
    return part | {"origin": constant(str(source.origin), count), "source": constant(source.id, count)}
