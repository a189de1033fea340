"""An extract of inspections while it is being understood: one row for each inspection, with grades beside the council."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csrating.read.cells import Sheet
from csrating.read.inference.answers import Answers
from csrating.read.inference.columns.roles import Roles
from csrating.read.inference.extracts.areas import areas_of_extract, header_row
from csrating.read.inference.extracts.grade_cells import holds_grades_in_words, is_grade
from csrating.read.inference.extracts.headers import heads_nothing_but_judgement, leaf
from csrating.read.inference.extracts.roles import NO_JUDGEMENT_THERE, ExtractRoles, Rows, roles_of_extract
from csrating.read.inference.finding.areas import Areas
from csrating.read.inference.finding.tables import Extent, top_of_header
from csrating.read.inference.kinds import Column, Kind
from csrating.read.inference.understood import Understood
from csrating.read.periods import LONGEST
from csrating.read.tables.blocks import headers as headers_of

_LEAST_NUMBERS = 0.5
_MOST_CELLS_OF_A_NOTE = 2
_NO_FIGURES = Roles((), None, None, None, (), {}, ())


@dataclass(frozen=True, eq=False)
class Extract:
    """An extract of inspections: where it is and what stands over its columns, and what these are for."""

    one: Understood
    roles: ExtractRoles

    def header(self, place: int) -> str:
        """The words over a column; '' where it has none."""
        return self.one.headers.get(place, "")

    def measure(self, place: int) -> str:
        """What was judged in a column: the lowest words over it, or all of them where another column has the same lowest ones."""
        same = [other for other in self.roles.judged if leaf(self.header(other)).casefold() == leaf(self.header(place)).casefold()]
        return leaf(self.header(place)) if len(same) == 1 else self.header(place)


def extract(sheet: Sheet, columns: Sequence[Column], answers: Answers) -> Extract | None:
    """The extract of inspections that a sheet holds, or None where it holds none.

    It is one where a column beside the councils holds grades in words, or numbers that its header calls judgements, and where rows are
    about single inspections: they say which setting, which event or which day, or hold no numbers that might be counts of these grades.

    Args:
        sheet: any sheet.
        columns: its columns, from the left.
        answers: what the reader says of it.
    """
    row = header_row(sheet)
    found = areas_of_extract(sheet, columns, row)
    if found is None or not found.is_row.any():
        return None
    extent = _extent(sheet, columns, found, row)
    headers = headers_of(sheet, extent.top, extent.first)
    if max(map(len, headers.values()), default=0) > LONGEST:
        return None
    one = Understood(sheet, columns, found, extent, headers, _NO_FIGURES, {}, answers)
    if not len(one.rows):
        return None
    made = Extract(one, roles_of_extract(columns, one.rows, found, headers, answers))
    return made if _is_about_inspections(made, answers) else None


def _is_about_inspections(made: Extract, answers: Answers) -> bool:
    roles = made.roles
    in_words = roles.unnamed or set(roles.judged) - set(roles.in_numbers)
    of_single_ones = roles.setting is not None or roles.inspected_on is not None or bool(roles.rival_days)
    if in_words:
        return of_single_ones or roles.event is not None or not _numbers_beside(made)
    plain = answers.scale is not None or any(heads_nothing_but_judgement(made.header(place)) for place in roles.judged)
    return bool(roles.judged) and (of_single_ones or plain)


def _numbers_beside(made: Extract) -> list[int]:
    """The columns of numbers that may be counts of the grades beside them."""
    rows, left_out = made.one.rows, made.roles.left_out
    some = [place for place, why in left_out.items() if why == NO_JUDGEMENT_THERE]
    return [place for place in some if (made.one.columns[place].kind[rows] == Kind.NUMBER).mean() >= _LEAST_NUMBERS]


def _extent(sheet: Sheet, columns: Sequence[Column], found: Areas, header: int | None) -> Extent:
    """Header and body: every row under the header down to the last that names a council or holds a grade."""
    kinds = np.column_stack([column.kind for column in columns])
    councils: Rows = np.flatnonzero(found.is_row)
    after = -1 if header is None else header
    body = councils[councils > after] if (councils > after).any() else councils
    graded = _holds_grade(columns, body)
    first = int(body[0])
    while first - 1 > after and (graded[first - 1] or np.isin(kinds[first - 1], (Kind.DAY, Kind.NUMBER)).any()):
        first -= 1
    last = max(int(body[-1]), int(np.flatnonzero(graded)[-1]) if graded.any() else 0) + 1
    filled = (kinds != Kind.NOTHING).sum(axis=1)
    while last < len(kinds) and filled[last] > max(_MOST_CELLS_OF_A_NOTE, filled[body].mean() / 2):
        last += 1  # a row that is as full as those of settings, and no note
    return Extent(0, top_of_header(sheet, kinds, found, 0, first), first, last)


def _holds_grade(columns: Sequence[Column], rows: Rows) -> NDArray[np.bool_]:
    """The rows of the sheet in which a column of grades in words holds one."""
    holds = np.zeros(len(columns[0].of_row), dtype=bool)
    for column in columns:
        if holds_grades_in_words(column, rows):
            holds |= np.isin(column.of_row, [place for place, text in enumerate(column.texts) if is_grade(text)])
    return holds
