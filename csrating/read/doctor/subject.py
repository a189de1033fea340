"""What is examined: the figures of a file or of a folder in one form, and all else that is known of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.read.cells import Sheet
from csrating.read.doctor.series import Groups, groups_of
from csrating.read.inference import Assumption, Question
from csrating.read.tables.remarks import Remark

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
COUNCIL_LEVELS = ("council", "later", "former")
COLUMNS = ["level", "area", "area_name", "measure", "breakdown", "period", "period_end", "value", "status", "symbol", "unit", "ref"]
"""What is known of each figure that is examined, beside the name of its table."""


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
