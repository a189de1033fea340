"""Read a file that nobody has described: understand each sheet, and read what was understood as by a layout."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from csrating.errors import LayoutError
from csrating.read.cells import Opened, Sheet
from csrating.read.inference import Answers, Assumption, Proposal, propose
from csrating.read.inference.any_year import in_any_year_where_safe
from csrating.read.inference.legends import Explained, explained, notes_of
from csrating.read.inference.told import OTHER_SHEETS, refuse_unknown, unused
from csrating.read.layouts.patterns import pattern_of
from csrating.read.layouts.vocabulary import Layout, LeftOut, Table
from csrating.read.sheets_read import SheetsRead
from csrating.read.tables.blocks import BETWEEN_HEADERS
from csrating.read.tables.fates import sheet_left_out
from csrating.read.tables.lines_above import in_any_year
from csrating.read.tables.sheets_apart import told_apart
from csrating.read.turning import as_tables_stand

INFERRED = "inferred"
_ENCODING = "utf-8-sig"
_SPEAKS_OF_A_LAYOUT = re.compile(r"\blayout\b|\btable '|\bnotes_begin\b")


def by_inference(file: str, opened: Opened, answers: Answers) -> SheetsRead:
    """What a file gives by what its sheets say, with the layout that is proposed for it; of a table with a question, nothing."""
    refuse_unknown(opened.sheets, answers)
    answers = replace(answers, heard=set())
    proposals = _apart([_named_by_any_file(opened, one) for one in _proposals(opened, answers)])
    read = SheetsRead(Layout(Path(file).stem, file, (), encoding=opened.encoding or _ENCODING), INFERRED)
    all_asked = not any(proposal.questions for proposal in proposals)
    read = replace(read, remarks=tuple(unused(opened.sheets, answers, all_asked=all_asked)))
    for sheet, exact in zip(opened.sheets, proposals, strict=True):
        proposal = _in_any_year(sheet, exact)
        read = replace(
            read,
            layout=_grown(read.layout, sheet, proposal),
            assumptions=(*read.assumptions, *proposal.assumptions),
            questions=(*read.questions, *proposal.questions),
        )
        if proposal.tables:
            read = _read_as_understood(read, sheet, proposal)
        else:
            why = proposal.why_none or "there is a question about it"
            read = replace(read, fates=(*read.fates, sheet_left_out(sheet, why)))
    return read


def _read_as_understood(read: SheetsRead, sheet: Sheet, proposal: Proposal) -> SheetsRead:
    """The same with the figures of one sheet.

    Raises:
        LayoutError: the sheet is not throughout as it was understood; it says nothing of a layout, which its reader has not got.
    """
    try:
        return read.with_sheet(sheet, proposal.tables)
    except LayoutError as error:
        if not _SPEAKS_OF_A_LAYOUT.search(f"{error.found} {error.do}"):
            raise
        do = "Where several tables stand on a sheet, save each on a sheet of its own; --sheet reads the other sheets without this one."
        found = f"what was understood of the sheet does not hold throughout: {error.found}"
        raise LayoutError(found, where=error.where, expected=error.expected, do=do) from error


def _in_any_year(sheet: Sheet, proposal: Proposal) -> Proposal:
    """The same with tables that a release of later years is read by, too, where that is safe."""
    if not proposal.tables:
        return proposal
    try:
        stands = as_tables_stand(sheet, proposal.tables)
    except LayoutError:  # told when the sheet is read
        return proposal
    return replace(proposal, tables=in_any_year_where_safe(stands, proposal.tables))


def _named_by_any_file(opened: Opened, proposal: Proposal) -> Proposal:
    """The same with tables on a sheet of any name, where the one sheet is named for its file: the next release has another name."""
    if len(opened.sheets) > 1 or opened.sheets[0].name != Path(opened.sheets[0].file).stem:
        return proposal
    return replace(
        proposal, tables=tuple(replace(table, sheet=_any_name(table, opened.sheets[0].name.strip())) for table in proposal.tables)
    )


def _any_name(table: Table, name: str) -> str:
    """Any name, but where the name says what is measured: then that name in any year, lest other figures be taken for the same."""
    return in_any_year(name) if any(name in figure.measure.split(BETWEEN_HEADERS) for figure in table.figures) else ".*"


def _apart(proposals: Sequence[Proposal]) -> list[Proposal]:
    """The same with the tables of different sheets told apart."""
    tables = iter(told_apart([table for proposal in proposals for table in proposal.tables]))
    return [replace(proposal, tables=tuple(next(tables) for _ in proposal.tables)) for proposal in proposals]


def _proposals(opened: Opened, answers: Answers) -> Iterator[Proposal]:
    """What is proposed of each sheet, with its symbols read as the notes of the file explain them."""
    notes = [() if sheet.hidden else notes_of(sheet) for sheet in opened.sheets]
    for place, sheet in enumerate(opened.sheets):
        if not answers.wants(sheet.name):
            yield Proposal((), (), (), OTHER_SHEETS)
            continue
        if sheet.hidden:
            yield Proposal((), (), (), "the sheet is hidden")
            continue
        elsewhere = [one for other, told in enumerate(notes) if other != place for one in told]
        found = [one for one in explained(sheet, notes[place], elsewhere) if one.symbol not in answers.symbols]
        yield _as_explained(propose(sheet, replace(answers, symbols=_means(found, answers))), sheet, found)


def _means(found: Sequence[Explained], answers: Answers) -> dict[str, str]:
    """What symbols mean, by the file and by its reader; one that is written as a number above nought is no symbol wherever it stands."""
    return {one.symbol: one.means for one in found if not one.is_number or one.symbol.startswith("-")} | dict(answers.symbols)


def _as_explained(proposal: Proposal, sheet: Sheet, found: Sequence[Explained]) -> Proposal:
    """The same with numbers that stand for none among the symbols of its figures, and with what the notes say told."""
    numbers = {one.symbol: one.means for one in found if one.is_number}
    tables = tuple(
        replace(table, figures=tuple(replace(figure, symbols={**numbers, **figure.symbols}) for figure in table.figures))
        for table in proposal.tables
    )
    used = {symbol for table in tables for symbol in (*table.symbols, *(symbol for one in table.figures for symbol in one.symbols))}
    told = [Assumption(sheet.place, f"{one.symbol!r} means {one.means}", f"the file says {one.words!r}", one.where) for one in found]
    told = [one for one, said in zip(told, found, strict=True) if said.symbol in used]
    return replace(proposal, tables=tables, assumptions=(*proposal.assumptions, *told))


def _grown(layout: Layout, sheet: Sheet, proposal: Proposal) -> Layout:
    """The layout with what is proposed for one more sheet."""
    if proposal.tables:
        return replace(layout, tables=(*layout.tables, *proposal.tables))
    why = proposal.why_none or "not understood"
    return replace(layout, left_out_sheets=(*layout.left_out_sheets, LeftOut(pattern_of(sheet.name.strip()), why)))
