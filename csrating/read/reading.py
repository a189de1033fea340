"""What one file says: its figures, judgements and neighbours, and what became of everything else in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from csrating.read.cells import Cells, Opened, objects
from csrating.read.doctor import Finding, Report, Subject, examine, units
from csrating.read.doctor.subject import COLUMNS
from csrating.read.inference import Assumption, Question, layout_text
from csrating.read.layouts.vocabulary import Layout
from csrating.read.tables.remarks import Remark

_SIGNS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


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
        return examine(self._subject())

    @cached_property
    def odd_units(self) -> tuple[Finding, ...]:
        """What looks wrong about the units of the figures, as the report has it: it is quick to find, and not to be overlooked."""
        return tuple(units.findings(self._subject()))

    def report_against(self, last: Reading) -> Report:
        """The same report, which also tells changes and revisions since the release before."""
        return examine(self._subject(), last=last._subject())

    def _subject(self) -> Subject:
        opened = self.opened
        by_layout = self.basis.startswith("layout")
        written = f" ({opened.encoding}, separated by {_SIGNS.get(opened.delimiter, repr(opened.delimiter))})" if opened.delimiter else ""
        sheets = f"{len(opened.sheets):,} sheet{'' if len(opened.sheets) == 1 else 's'}"
        return Subject(
            name=self.file,
            how=f"{opened.kind}{written}, {sheets}; read {f'by {self.basis}' if by_layout else 'without a layout, by what it says'}",
            figures=self.figures[COLUMNS].assign(table=self.tables),
            fates=self.fates,
            sheets=tuple((self.file, sheet) for sheet in opened.sheets),
            one_cell=True,
            given=pd.concat([frame["ref"] for frame in self.given.values()], ignore_index=True),
            judgements=self.judgements,
            neighbours=self.neighbours,
            remarks=self.remarks,
            assumptions=self.assumptions,
            questions=self.questions,
            notes=opened.notes,
        )

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
