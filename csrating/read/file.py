"""Read any one file of tables: by a layout where there is one, and otherwise by what its sheets say of themselves."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from csrating.errors import SourceError
from csrating.read import fates
from csrating.read.blocks import Block, blocks
from csrating.read.cells import Cells, Opened, Sheet, Turned, objects, open_table_file
from csrating.read.corrections import corrected
from csrating.read.fates import Fate
from csrating.read.figures import figures
from csrating.read.filling import merged_areas
from csrating.read.frames import frame_of
from csrating.read.inference import NO_ANSWERS, Answers, Assumption, Proposal, Question, layout_text, propose
from csrating.read.judgement_counts import judgement_counts
from csrating.read.judgements import judgements
from csrating.read.layouts import BY_ITSELF, Gives, Layout, LeftOut, Table, layout as shipped_layout, layout_for, parse
from csrating.read.neighbour_lists import neighbour_lists
from csrating.read.remarks import Remark
from csrating.read.rows import Part, Tidied
from csrating.read.sheets_apart import told_apart
from csrating.read.turning import as_tables_stand, fates_in_the_file, in_its_band
from csrating.schema import FIGURES, JUDGEMENTS, NEIGHBOUR_LISTS, Contract, check

if TYPE_CHECKING:
    from csrating.read.doctor import Report

INFERRED = "inferred"
_ENCODING = "utf-8-sig"
_TIDIED: Mapping[str, Callable[..., Tidied]] = {
    "figures": figures,
    "judgements": judgements,
    "judgement counts": judgement_counts,
    "neighbours": neighbour_lists,
}
"""How a table is read, by what it gives."""


@dataclass(frozen=True, eq=False, repr=False)
class Reading:
    """What one file says.

    ``figures``, ``judgements`` of inspections and lists of ``neighbours`` keep the contracts FIGURES, JUDGEMENTS and NEIGHBOUR_LISTS, one
    row for each cell; most files hold only one of the three. ``fates`` says what became of the rows and cells of each sheet, as in
    :class:`csrating.read.Data`. ``layout`` is the one that was used or, where there was none, the one that is proposed, and ``basis``
    says which of the two. ``questions`` are what has to be answered before the rest can be read; of a table with a question nothing is
    given. ``tables`` names the table of each row of ``figures``.
    """

    file: str
    sha256: str
    opened: Opened
    figures: pd.DataFrame
    judgements: pd.DataFrame
    neighbours: pd.DataFrame
    fates: pd.DataFrame
    layout: Layout
    basis: str
    assumptions: tuple[Assumption, ...] = ()
    questions: tuple[Question, ...] = ()
    remarks: tuple[Remark, ...] = ()
    tables: Cells = field(default_factory=lambda: objects([]))

    @cached_property
    def report(self) -> Report:
        """What became of each cell, whose figures are missing, and what looks wrong."""
        from csrating.read.doctor import report_on_file

        return report_on_file(self)

    @cached_property
    def layout_text(self) -> str:
        """The layout as TOML, to keep, edit and pass to the next reading."""
        return layout_text(self.layout, self.assumptions)

    @property
    def given(self) -> dict[str, pd.DataFrame]:
        """The tables that hold something, by name: figures, judgements, neighbours; figures where nothing does."""
        every = {"figures": self.figures, "judgements": self.judgements, "neighbours": self.neighbours}
        return {name: frame for name, frame in every.items() if len(frame)} or {"figures": self.figures}

    def __repr__(self) -> str:
        asked = f"; {len(self.questions)} questions" if self.questions else ""
        told = [f"{len(frame):,} {name} on {_councils(frame)} councils" for name, frame in self.given.items()]
        return f"{', '.join(told)} from {self.file}, {self.basis}{asked}"


def _councils(frame: pd.DataFrame) -> int:
    return int(frame.loc[frame["level"].isin(["council", "later", "former"]), "area"].nunique())


def read_file(path: str | Path, *, layout: str | Path | None = None, answers: Answers = NO_ANSWERS, infer: bool = False) -> Reading:
    """Read any file of tables about councils.

    Args:
        path: a workbook, csv or parquet file, or a web page with tables.
        layout: the name of a layout of the package, or the path of a .toml; without it, the layout made for files of this name, and
            where there is none, the file is understood from what it says.
        answers: what the reader knows of the file and the file does not say.
        infer: use no layout, even where there is one for files of this name.

    Returns:
        The figures, cell by cell, with the fate of everything else. Where it is not sure what a table says, ``questions`` ask, and nothing
        of that table is given.

    Raises:
        SourceError: the file is missing, damaged, too large or no file of tables.
        LayoutError, ValueInCellError, UnknownCouncilError: a table is not what the layout says; each names the cell.
    """
    path = Path(path)
    if not path.is_file():
        raise SourceError("there is no such file", where=str(path), do="Give the path of a workbook, csv or parquet file.")
    content = path.read_bytes()
    known = None if infer else _known_layout(path, layout)
    opened = _as_shown(open_table_file(path.name, content, encoding=known.encoding if known else None))
    read = _by_layout(opened, known) if known else _by_inference(path.name, opened, answers)
    return Reading(
        file=path.name,
        sha256=hashlib.sha256(content).hexdigest(),
        opened=opened,
        figures=read.frame("figures", FIGURES),
        judgements=read.frame("judgements", JUDGEMENTS),
        neighbours=read.frame("neighbours", NEIGHBOUR_LISTS),
        fates=fates.frame((path.name, fate) for fate in read.fates),
        layout=read.layout,
        basis=read.basis,
        assumptions=read.assumptions,
        questions=read.questions,
        remarks=read.remarks,
        tables=np.concatenate([objects([]), *(part["table"] for part in read.parts_of("figures"))]),
    )


def _as_shown(opened: Opened) -> Opened:
    """The file with errors where it has errors, without the raised numbers of footnotes, and with areas in all rows of merged cells."""
    return replace(opened, sheets=tuple(merged_areas(_sheet_as_shown(sheet)) for sheet in opened.sheets))


def _sheet_as_shown(sheet: Sheet) -> Sheet:
    if not sheet.flagged and not sheet.raised:
        return sheet
    cells = sheet.cells.copy()
    for place, text in {**sheet.raised, **sheet.flagged}.items():
        cells[place] = text
    return replace(sheet, cells=cells)


def _known_layout(path: Path, layout: str | Path | None) -> Layout | None:
    if layout is None:
        return layout_for(path.name)
    if Path(layout).suffix != ".toml":
        return shipped_layout(str(layout))
    if not Path(layout).is_file():
        raise SourceError("there is no such layout", where=str(layout), do="Give the path of a .toml file, or the name of a layout.")
    return parse(Path(layout).read_text(encoding="utf-8"), name=Path(layout).stem)


@dataclass(frozen=True, eq=False)
class _Read:
    """What the sheets of a file gave."""

    layout: Layout
    basis: str
    parts: tuple[tuple[Gives, Part], ...] = ()
    fates: tuple[Fate, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    questions: tuple[Question, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def with_sheet(self, sheet: Sheet, tables: tuple[Table, ...]) -> _Read:
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


def _by_layout(opened: Opened, known: Layout) -> _Read:
    read = _Read(known, f"layout {known.name}")
    strange = [table for table in known.tables if table.gives not in BY_ITSELF]
    if strange:
        found, expected = f"its table {strange[0].name!r} gives {strange[0].gives}", f"one of {', '.join(BY_ITSELF)}"
        raise SourceError(found, where=f"{known.name}.toml", expected=expected, do="Register the file, and read its folder.")
    for sheet in opened.sheets:
        tables = known.tables_of(sheet.name)
        read = read.with_sheet(sheet, tables) if tables else replace(read, fates=(*read.fates, _left_out(sheet, known)))
    if not read.parts:
        names = ", ".join(repr(sheet.name) for sheet in opened.sheets)
        raise SourceError(f"none of its sheets ({names}) is one of layout {known.name!r}", where=opened.sheets[0].file)
    return read


def _left_out(sheet: Sheet, known: Layout) -> Fate:
    why = known.why_left_out(sheet.name) or f"layout {known.name} names no table on it"
    return Fate(sheet.name, "", "explained", len(sheet.cells), 0, why)


def _fates(sheet: Sheet, found: Sequence[Block], tidied: Sequence[Tidied]) -> Iterable[Fate]:
    if isinstance(sheet, Turned):
        return fates_in_the_file(sheet, found, tidied)
    above = Fate(sheet.name, found[0].table.name, "heading", found[0].start, 0, "lines above the table")
    return (above, *(fate for one in tidied for fate in one.fates))


def _by_inference(file: str, opened: Opened, answers: Answers) -> _Read:
    proposals = _apart([_named_by_any_file(opened, _proposal(sheet, answers)) for sheet in opened.sheets])
    read = _Read(Layout(Path(file).stem, file, (), encoding=opened.encoding or _ENCODING), INFERRED)
    for sheet, proposal in zip(opened.sheets, proposals, strict=True):
        read = replace(
            read,
            layout=_grown(read.layout, sheet, proposal),
            assumptions=(*read.assumptions, *proposal.assumptions),
            questions=(*read.questions, *proposal.questions),
        )
        if proposal.tables:
            read = read.with_sheet(sheet, proposal.tables)
        else:
            why = proposal.why_none or "there is a question about it"
            read = replace(read, fates=(*read.fates, Fate(sheet.name, "", "explained", len(sheet.cells), 0, why)))
    return read


def _named_by_any_file(opened: Opened, proposal: Proposal) -> Proposal:
    """The same with tables on a sheet of any name, where the one sheet is named for its file: the next release has another name."""
    if len(opened.sheets) > 1 or opened.sheets[0].name != Path(opened.sheets[0].file).stem:
        return proposal
    return replace(proposal, tables=tuple(replace(table, sheet=".*") for table in proposal.tables))


def _apart(proposals: Sequence[Proposal]) -> list[Proposal]:
    """The same with the tables of different sheets told apart."""
    tables = iter(told_apart([table for proposal in proposals for table in proposal.tables]))
    return [replace(proposal, tables=tuple(next(tables) for _ in proposal.tables)) for proposal in proposals]


def _proposal(sheet: Sheet, answers: Answers) -> Proposal:
    return Proposal((), (), (), "the sheet is hidden") if sheet.hidden else propose(sheet, answers)


def _grown(layout: Layout, sheet: Sheet, proposal: Proposal) -> Layout:
    """The layout with what is proposed for one more sheet."""
    if proposal.tables:
        return replace(layout, tables=(*layout.tables, *proposal.tables))
    why = proposal.why_none or "not understood"
    return replace(layout, left_out_sheets=(*layout.left_out_sheets, LeftOut(re.escape(sheet.name.strip()), why)))


def _all_the(part: Part, **texts: str) -> Part:
    """Columns that say the same in each row of a part."""
    return {name: np.full(len(part["ref"]), text, dtype=object) for name, text in texts.items()}
