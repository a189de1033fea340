"""Read raw files into tidy tables: each number with its cell, each row of each file accounted for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pandas as pd

from csrating.errors import LayoutError, SourceError
from csrating.read.cells import Sheet, constant, sheets
from csrating.read.data import Data
from csrating.read.file import read_file
from csrating.read.inference import Answers, Assumption, Question
from csrating.read.layouts.reading import Layout, layout
from csrating.read.present_day import read_present_day, today_files
from csrating.read.reading import Reading
from csrating.read.registered.inspection_counts import inspection_counts
from csrating.read.registered.inspections import inspections
from csrating.read.registered.observations import Taken, observations, taken_by
from csrating.read.registered.safeguarding import safeguarding
from csrating.read.registered.sources import REGISTER, Source, nearest_raw_folder, open_source, register
from csrating.read.tables import fates
from csrating.read.tables.blocks import Block, blocks
from csrating.read.tables.corrections import corrected
from csrating.read.tables.fates import Fate, lines_above, sheet_left_out
from csrating.read.tables.frames import frame_of
from csrating.read.tables.rows import Part, Tidied
from csrating.reference import indicators
from csrating.schema import INSPECTIONS, OBSERVATIONS, SAFEGUARDING, Level, Origin, check

__all__ = ["Answers", "Assumption", "Data", "Question", "Reading", "Source", "read", "read_file"]


def read(path: str | Path | None = None, *, published_only: bool = False) -> Data:
    """Read a folder of raw files, or one registered file, into tidy tables.

    Args:
        path: a folder with ``sources.toml`` in it or in its subfolders, or a file that is registered in the folder where it lies; or a
            folder of today's files as they were downloaded, see :func:`csrating.read.present_day.read_present_day`. Without it, the
            folder ``data/raw`` here or in the nearest folder above, so that a notebook of the repository needs no path.
        published_only: leave out the files whose origin is demonstration.

    Returns:
        Observations, inspections, findings on safeguarding, the sources, and the fate of each row and cell. Where a published and a
        demonstration row are about the same area, indicator and period, the published one is kept.

    Raises:
        SourceError: a file is missing, changed, damaged or not registered.
        LayoutError, ValueInCellError, UnknownCouncilError, TableError: a table is not what its layout says; the message names the cell.

    >>> from csrating.read import read
    >>> read("no-such-folder")
    Traceback (most recent call last):
    ...
    csrating.errors.SourceError: no-such-folder: there is no such file or folder. Give the folder of raw files, such as data/raw.
    """
    root = nearest_raw_folder() if path is None else Path(path)
    if root.is_dir() and not any(root.rglob(REGISTER)) and today_files(root):
        return read_present_day(root)
    sources = [source for source in register(root) if not (published_only and source.origin == Origin.DEMONSTRATION)]
    if not sources:
        raise SourceError(
            "nothing there is published", where=str(root), do="Read it with the demonstration figures, or give another folder."
        )
    parts: dict[str, list[Part]] = {"observations": [], "inspections": [], "safeguarding": []}
    told: list[tuple[str, Fate]] = []
    seen: list[tuple[str, Sheet]] = []
    taken: Taken = {}
    for source in sources:
        if source.origin == Origin.DEMONSTRATION and not taken:
            taken = taken_by(parts["observations"])
        plan, found = _opened(source)
        seen += [(source.id, sheet) for sheet in found]
        for gives, tidied in _tidied(plan, found, taken):
            parts[gives] += [_with_source(part, source) for part in tidied.parts]
            told += [(source.id, fate) for fate in tidied.fates]
    return Data(
        check(OBSERVATIONS, _observations_in_order(frame_of(OBSERVATIONS, parts["observations"]))),
        check(INSPECTIONS, _inspections_in_order(frame_of(INSPECTIONS, parts["inspections"]))),
        check(SAFEGUARDING, frame_of(SAFEGUARDING, parts["safeguarding"])),
        tuple(sources),
        fates.frame(told),
        tuple(seen),
    )


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


def _observations_in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """By indicator in the register's order, period, level from England down, and area."""
    register_order = {name: place for place, name in enumerate(indicators()["indicator"])}
    levels = {str(level): place for place, level in enumerate(Level)}
    places = pd.DataFrame(
        {
            "indicator": frame["indicator"].map(register_order),
            "end": frame["period_end"],
            "period": frame["period"],
            "level": frame["level"].map(levels),
            "area": frame["area"],
        }
    )
    return frame.loc[places.sort_values(list(places.columns), kind="stable").index].reset_index(drop=True)


def _inspections_in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """By council, type, setting and date; aspects and grades in the order in which they were read."""
    places = frame[["council", "setting_type", "setting", "inspected_on"]]
    return frame.loc[places.sort_values(list(places.columns), kind="stable").index].reset_index(drop=True)
