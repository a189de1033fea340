"""What is examined: the figures of a file or of a folder in one form, and all else that is known of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.read.cells import Sheet
from csrating.read.doctor.series import Groups, groups_of
from csrating.read.inference import Assumption, Question
from csrating.read.remarks import Remark

if TYPE_CHECKING:
    from csrating.read.data import Data
    from csrating.read.file import Reading

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
COUNCIL_LEVELS = ("council", "later", "former")
_COMMON = ["level", "area", "area_name", "measure", "breakdown", "period", "period_end", "value", "status", "symbol", "unit", "ref"]


@dataclass(frozen=True, eq=False)
class Subject:
    """What is examined.

    ``figures`` has one row per figure: table, level, area, area_name, measure, breakdown, period, period_end, value, status, symbol, unit,
    ref. ``sheets`` are those that were opened, each with the id of its source; ``fates`` as in :class:`csrating.read.Data`. ``one_cell``
    says whether each figure is one cell, so that figures and cells can be counted against each other; ``given`` then holds the
    references of all cells of which something was given, be it a figure, a judgement or a neighbour. ``judgements`` and ``neighbours`` are
    those of a file read by itself.
    """

    name: str
    how: str
    figures: pd.DataFrame
    fates: pd.DataFrame
    sheets: tuple[tuple[str, Sheet], ...]
    one_cell: bool
    given: pd.Series | None = None
    judgements: pd.DataFrame = field(default_factory=pd.DataFrame)
    neighbours: pd.DataFrame = field(default_factory=pd.DataFrame)
    remarks: tuple[Remark, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()
    more: tuple[tuple[str, str], ...] = ()

    @cached_property
    def groups(self) -> Groups:
        """The figures by table, measure, breakdown and period."""
        return groups_of(self.figures)

    @cached_property
    def values(self) -> Numbers:
        """The value of each figure; NaN beside a symbol."""
        return self.figures["value"].to_numpy(dtype=float)

    @cached_property
    def of_councils(self) -> Flags:
        """Whether each figure is about a council."""
        return _is_any(self.figures["level"], COUNCIL_LEVELS)

    @cached_property
    def of_england(self) -> Flags:
        """Whether each figure is about England."""
        return _is_any(self.figures["level"], ("England",))

    @cached_property
    def of_regions(self) -> Flags:
        """Whether each figure is about a region."""
        return _is_any(self.figures["level"], ("region",))

    def ref(self, row: int) -> str:
        """The cell of one figure."""
        return str(self._refs[row])

    @cached_property
    def _refs(self) -> Sequence[str]:
        refs: Sequence[str] = self.figures["ref"].array
        return refs


def _is_any(words: pd.Series, wanted: tuple[str, ...]) -> Flags:
    return words.isin(wanted).to_numpy(dtype=bool)


def of_reading(reading: Reading) -> Subject:
    """What one file says, to be examined."""
    figures = reading.figures[_COMMON].assign(table=reading.tables)
    basis = reading.basis if reading.basis.startswith("layout") else "without a layout, by what it says"
    opened = reading.opened
    written = f" ({opened.encoding}, separated by {_SIGNS.get(opened.delimiter, repr(opened.delimiter))})" if opened.delimiter else ""
    sheets = tuple((reading.file, sheet) for sheet in opened.sheets)
    return Subject(
        name=reading.file,
        how=f"{opened.kind}{written}, {_counted(len(sheets), 'sheet')}; read {'by ' if basis.startswith('layout') else ''}{basis}",
        figures=figures,
        fates=reading.fates,
        sheets=sheets,
        one_cell=True,
        given=pd.concat([frame["ref"] for frame in reading.given.values()], ignore_index=True),
        judgements=reading.judgements,
        neighbours=reading.neighbours,
        remarks=reading.remarks,
        assumptions=reading.assumptions,
        questions=reading.questions,
        notes=opened.notes,
    )


_SIGNS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def of_data(data: Data) -> Subject:
    """What a registered folder says, to be examined."""
    observed = data.observations
    figures = observed.rename(columns={"indicator": "measure"}).assign(breakdown="", table="")[[*_COMMON, "table"]]
    published = sum(str(source.origin) == "published" for source in data.sources)
    demonstration = len(data.sources) - published
    inspected = f"{len(data.inspections):,} lines on {data.inspections['council'].nunique()} councils"
    found = f"{len(data.safeguarding):,} findings on {data.safeguarding['council'].nunique()} councils"
    return Subject(
        name="the registered folder",
        how=f"{published} published and {demonstration} demonstration files, each read by its layout",
        figures=figures,
        fates=data.fates,
        sheets=data.sheets,
        one_cell=False,
        more=(("inspections", inspected), ("safeguarding", found)),
    )
