"""One table as the doubts about it see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from csrating.read.cells import Sheet
from csrating.read.inference.answers import NO_ANSWERS, Answers, Question, to_confirm, to_leave_out
from csrating.read.inference.columns.roles import Roles
from csrating.read.inference.finding.areas import Areas
from csrating.read.inference.finding.tables import Extent
from csrating.read.inference.kinds import Column

_A_LAYOUT = "a layout"


@dataclass(frozen=True, eq=False)
class Seen:
    """What was seen of one table; ``before`` is the table above it on the sheet, if there is one."""

    sheet: Sheet
    columns: tuple[Column, ...]
    areas: Areas
    extent: Extent
    headers: Mapping[int, str]
    roles: Roles
    before: Seen | None = None
    told: Answers = NO_ANSWERS

    @property
    def rows(self) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
        """The rows of areas."""
        return self.areas.rows(self.extent.first, self.extent.last)

    def asks(self, what: str, row: int, column: int, answer: str = _A_LAYOUT) -> Question:
        """A question about a cell that no option answers."""
        return Question(self.sheet.place, what, self.sheet.ref(row, column), answer)

    def asks_whether(self, what: str, row: int, column: int, reading: str, *others: str) -> Question:
        """A question about a cell that may be right as it stands, and is then read in a way of which the words are given."""
        return to_confirm(self.sheet.place, what, self.sheet.ref(row, column), reading, *others)

    def asks_of(self, what: str, row: int, column: int) -> Question:
        """A question about a cell of a column that can be left out; where it has no header, no option answers."""
        where = self.sheet.ref(row, column)
        header = self.headers.get(column)
        return to_leave_out(self.sheet.place, what, where, header) if header else self.asks(what, row, column)
