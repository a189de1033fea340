"""What has to be asked of a table before its figures can be given."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.read.cells import objects
from csrating.read.inference.answers import Answers, Question
from csrating.read.inference.figures.written import questions_about_writing
from csrating.read.inference.kinds import Kind
from csrating.read.inference.understood import Understood, periods_of
from csrating.read.tables.named_areas import by_code, by_name


def questions(one: Understood, answers: Answers) -> list[Question]:
    """What is not sure of a table of figures: a column without a header, a symbol, a period, rows or columns that say the same."""
    about, place = one.sheet.place, one.place
    asked = []
    if answers.period_column and one.roles.period is None:
        named = ", ".join(map(repr, dict.fromkeys(one.headers.values())))
        asked.append(
            Question(about, f"where the column {answers.period_column!r} of periods is", place, f"--period-column, one of {named}")
        )
    for column in one.roles.unnamed:
        where = one.sheet.ref(one.extent.first, column)
        asked.append(Question(about, "what the column without a header is", where, "give it a header, or a layout"))
    for column, words in one.roles.strange.items():
        where = first_cell(one, column, words[0])
        asked.append(Question(about, f"what {words[0]!r} means among figures", where, f"--symbol {words[0]!r}='not available'"))
    unstated = [column for column, label in periods_of(one, answers).items() if not label]
    if unstated and one.roles.period is None:
        header = one.headers[unstated[0]]
        which = "the figures" if len(unstated) == len(one.headings) else f"{header!r}"
        asked.append(Question(about, f"which period {which} are about", place, "--period and the year or years, such as --period 2009/10"))
    asked += _same_columns(one, answers)
    asked += _half_percentages(one)
    asked += questions_about_writing(one)
    return asked or _same_rows(one)


def _half_percentages(one: Understood) -> list[Question]:
    """Columns in which some numbers are shown as percentages and others are not."""
    rows = np.arange(one.extent.first, one.extent.last)
    asked = []
    for column in one.headings:
        numbers = rows[one.columns[column].kind[rows] == Kind.NUMBER]
        shown = one.sheet.percent[numbers, column]
        if shown.any() and not shown.all():
            where = one.sheet.ref(int(numbers[~shown][0]), column)
            asked.append(Question(one.sheet.place, "whether all numbers of the column are percentages", where, "a layout with scale"))
    return asked


def first_cell(one: Understood, column: int, text: str) -> str:
    """The first cell of a column that says this."""
    of_row = one.columns[column].of_row[one.extent.first : one.extent.last]
    row = int(np.flatnonzero(of_row == one.columns[column].texts.index(text))[0]) + one.extent.first
    return one.sheet.ref(row, column)


def _same_columns(one: Understood, answers: Answers) -> list[Question]:
    """Columns whose headers say the same of the same period."""
    seen: dict[tuple[str, str, str], int] = {}
    asked = []
    periods = periods_of(one, answers)
    for column, said in one.headings.items():
        key = (said.measure.casefold(), said.breakdown, periods[column])
        if key in seen:
            cells = f"{one.sheet.ref(one.extent.top, seen[key])} and {one.sheet.ref(one.extent.top, column)}"
            asked.append(Question(one.sheet.place, f"how two columns headed {said.words!r} differ", cells, "a layout"))
        seen[key] = column
    return asked


def _same_rows(one: Understood) -> list[Question]:
    """Rows that are about the same area, period and breakdown, and do not say the same of them."""
    rows = one.rows
    told = [*one.areas.names, *one.areas.codes, *([one.areas.level] if one.areas.level is not None else []), *one.roles.breakdowns]
    told += [place for place in (one.roles.period, one.roles.measure) if place is not None]
    said = pd.DataFrame({place: meant(one, place)[one.columns[place].of_row[rows]] for place in told})
    figures = pd.DataFrame({place: one.columns[place].of_row[rows] for place in one.roles.figures})
    again = (said.duplicated() & ~pd.concat([said, figures], axis=1).duplicated()).to_numpy()
    if not again.any():
        return []
    row = int(rows[np.argmax(again)])
    where = one.sheet.ref(row, one.areas.last)
    return [
        Question(one.sheet.place, "how rows about the same area differ", where, "a layout that names the column which tells them apart")
    ]


def meant(one: Understood, place: int) -> NDArray[np.intp]:
    """The different values of a column, numbered so that two spellings of one area have one number."""
    look_up = by_name if place in one.areas.names else by_code if place in one.areas.codes else None
    texts = one.columns[place].texts
    numbers: NDArray[np.intp] = pd.factorize(objects([(look_up(text) if look_up else None) or text for text in texts]))[0].astype(np.intp)
    return numbers
