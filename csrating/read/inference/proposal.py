"""Put together what was understood of a sheet: tables as a layout has them, what was assumed, and what has to be asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from csrating.read.blocks import headers as headers_of
from csrating.read.cells import Sheet, stripped
from csrating.read.inference.answers import NO_ANSWERS, Answers, Assumption, Question
from csrating.read.inference.areas import Areas, areas, levels
from csrating.read.inference.headers import Heading, heading, label_of
from csrating.read.inference.kinds import Column, Kind, column_of, meaning
from csrating.read.inference.roles import OTHER_COUNCILS, Roles, odd_periods, roles
from csrating.read.inference.tables import Extent, extents
from csrating.read.layouts import BY_ITS_AREAS, Figure, LeftOut, Table
from csrating.read.periods import find_period

_LEAST_NEIGHBOURS = 5
NO_PERIOD = "what stands among the periods is none"


@dataclass(frozen=True)
class Proposal:
    """What was understood of one sheet. Where there is a question, its table is not among ``tables``."""

    tables: tuple[Table, ...]
    assumptions: tuple[Assumption, ...]
    questions: tuple[Question, ...]
    why_none: str = ""


@dataclass(frozen=True, eq=False)
class _Understood:
    """One table while it is being understood."""

    sheet: Sheet
    columns: Sequence[Column]
    areas: Areas
    extent: Extent
    headers: Mapping[int, str]
    roles: Roles
    headings: Mapping[int, Heading]

    @property
    def place(self) -> str:
        return self.sheet.ref(self.extent.top, 0)


def propose(sheet: Sheet, answers: Answers = NO_ANSWERS) -> Proposal:
    """What the tables of a sheet are, as far as can be told from what they say.

    Args:
        sheet: any sheet.
        answers: what the reader says of it.
    """
    if not sheet.cells.size:
        return Proposal((), (), (), "the sheet is empty")
    columns = [column_of(sheet.cells[:, place]) for place in range(sheet.cells.shape[1])]
    found = areas(columns)
    if found is None:
        return Proposal((), (), (), "no column names councils")
    tables: list[Table] = []
    assumptions: list[Assumption] = []
    questions: list[Question] = []
    understood = [_understand(sheet, columns, found, extent, answers) for extent in extents(sheet, columns, found)]
    for number, one in enumerate(understood, start=1):
        asked = _questions(one, answers)
        if asked:
            questions += asked
            continue
        name = sheet.name if len(understood) == 1 else f"{sheet.name} ({number})"
        tables.append(_table(one, name, answers))
        assumptions += _assumptions(one, answers)
    why = "" if understood else "no figures stand beside the councils"
    if understood and all(_lists_neighbours(one) for one in understood):
        return Proposal((), (), (), "it lists the neighbours of each council, and no figures")
    return Proposal(tuple(tables), tuple(assumptions), tuple(questions), why)


def _lists_neighbours(one: _Understood) -> bool:
    return sum(why == OTHER_COUNCILS for why in one.roles.left_out.values()) >= _LEAST_NEIGHBOURS


def _understand(sheet: Sheet, columns: Sequence[Column], found: Areas, extent: Extent, answers: Answers) -> _Understood:
    headers = headers_of(sheet, extent.top, extent.first)
    about = roles(columns, extent, found, headers, period_column=answers.period_column, symbols=frozenset(answers.symbols))
    return _Understood(sheet, columns, found, extent, headers, about, {place: heading(headers[place]) for place in about.figures})


def _stated_above(one: _Understood) -> str:
    """The one period that the lines above a table state; '' where they state none or several."""
    lines = [(row, stripped(value)) for row in range(one.extent.above, one.extent.top) for value in one.sheet.cells[row]]
    found = [find_period(text) for _, text in lines if text]
    labels = {label_of(period) for period in found if period is not None}
    spans = any(period is not None and period.kind == "span" for period in found)
    return labels.pop() if len(labels) == 1 and not spans else ""


def _periods(one: _Understood, answers: Answers) -> dict[int, str]:
    """The period of each column of figures: from its header, from the reader, from above; '' where a column of the table states it."""
    if one.roles.period is not None:
        return dict.fromkeys(one.roles.figures, "")
    above = _stated_above(one)
    return {place: said.period or _told(answers, one, place) or above or answers.period for place, said in one.headings.items()}


def _told(answers: Answers, one: _Understood, place: int) -> str:
    return next((label for pattern, label in answers.periods.items() if re.search(pattern, one.headers[place])), "")


def _questions(one: _Understood, answers: Answers) -> list[Question]:
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
        where = _first_cell(one, column, words[0])
        asked.append(Question(about, f"what {words[0]!r} means among figures", where, f"--symbol {words[0]!r}='not available'"))
    unstated = [column for column, label in _periods(one, answers).items() if not label]
    if unstated and one.roles.period is None:
        header = one.headers[unstated[0]]
        which = "the figures" if len(unstated) == len(one.headings) else f"{header!r}"
        asked.append(Question(about, f"which period {which} are about", place, "--period 2009"))
    asked += _same_columns(one, answers)
    asked += _half_percentages(one)
    return asked or _same_rows(one)


def _half_percentages(one: _Understood) -> list[Question]:
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


def _first_cell(one: _Understood, column: int, text: str) -> str:
    of_row = one.columns[column].of_row[one.extent.first : one.extent.last]
    row = int(np.flatnonzero(of_row == one.columns[column].texts.index(text))[0]) + one.extent.first
    return one.sheet.ref(row, column)


def _same_columns(one: _Understood, answers: Answers) -> list[Question]:
    """Columns whose headers say the same of the same period."""
    seen: dict[tuple[str, str, str], int] = {}
    asked = []
    periods = _periods(one, answers)
    for column, said in one.headings.items():
        key = (said.measure, said.breakdown, periods[column])
        if key in seen:
            cells = f"{one.sheet.ref(one.extent.top, seen[key])} and {one.sheet.ref(one.extent.top, column)}"
            asked.append(Question(one.sheet.place, f"how two columns headed {said.words!r} differ", cells, "a layout"))
        seen[key] = column
    return asked


def _same_rows(one: _Understood) -> list[Question]:
    """Rows that are about the same area, period and breakdown."""
    rows = np.arange(one.extent.first, one.extent.last)[one.areas.is_row[one.extent.first : one.extent.last]]
    told = [*one.areas.names, *one.areas.codes, *([one.areas.level] if one.areas.level is not None else []), *one.roles.breakdowns]
    told += [place for place in (one.roles.period, one.roles.measure) if place is not None]
    again = pd.DataFrame({place: one.columns[place].of_row[rows] for place in told}).duplicated().to_numpy()
    if not again.any():
        return []
    row = int(rows[np.argmax(again)])
    where = one.sheet.ref(row, one.areas.last)
    return [
        Question(one.sheet.place, "how rows about the same area differ", where, "a layout that names the column which tells them apart")
    ]


def _table(one: _Understood, name: str, answers: Answers) -> Table:
    top, above = _known_header_row(one)
    roles_of = {"period": one.roles.period, "period_kind": one.roles.period_kind, "measure": one.roles.measure, "level": one.areas.level}
    level = {} if one.areas.level is None else levels(one.columns[one.areas.level])
    means = {symbol: answers.symbols.get(symbol, meaning(symbol)) for symbol in one.roles.symbols}
    return Table(
        name=name,
        gives="figures",
        sheet=re.escape(one.sheet.name.strip()),
        header=top,
        header_rows=one.extent.first - one.extent.top,
        header_above=above,
        columns={role: _pattern(one, place) for role, place in roles_of.items() if place is not None},
        area_names=tuple(_pattern(one, place) for place in one.areas.names),
        area_codes=tuple(_pattern(one, place) for place in one.areas.codes),
        area_blanks=one.areas.blanks,
        breakdowns={one.headers[place]: _pattern(one, place) for place in one.roles.breakdowns},
        figures=_figures(one, answers),
        left_out_columns=tuple(LeftOut(_pattern(one, place), why) for place, why in one.roles.left_out.items()),
        left_out_rows=tuple(LeftOut(re.escape(text), NO_PERIOD, "period") for text in _odd_periods(one)),
        symbols=means,
        levels=level,
        notes_begin=_notes_begin(one),
        unknown_areas=_unknown_areas(one),
    )


def _odd_periods(one: _Understood) -> tuple[str, ...]:
    if one.roles.period is None:
        return ()
    rows = np.arange(one.extent.first, one.extent.last)[one.areas.is_row[one.extent.first : one.extent.last]]
    return odd_periods(one.columns[one.roles.period], rows)


def _figures(one: _Understood, answers: Answers) -> tuple[Figure, ...]:
    periods = _periods(one, answers)
    return tuple(
        Figure(
            header=_pattern(one, place),
            measure=said.measure,
            period=periods[place],
            breakdown=said.breakdown,
            unit=said.unit,
            scale=_scale(one, place),
        )
        for place, said in one.headings.items()
    )


def _scale(one: _Understood, place: int) -> float:
    """100 where every number of a column is shown as a percentage, so that 0.83 is 83 %."""
    rows = np.arange(one.extent.first, one.extent.last)
    numbers = rows[one.columns[place].kind[rows] == Kind.NUMBER]
    return 100.0 if len(numbers) and one.sheet.percent[numbers, place].all() else 1.0


def _pattern(one: _Understood, place: int) -> str:
    return re.escape(one.headers[place]) if place in one.headers else BY_ITS_AREAS


def _known_header_row(one: _Understood) -> tuple[tuple[str, ...], int]:
    """The words of a row of the header that stand together nowhere else, and how many rows of the header are above it."""
    for row in range(one.extent.top, one.extent.first):
        texts = tuple(dict.fromkeys(stripped(value) for value in one.sheet.cells[row] if stripped(value)))
        if texts and _stands_once(one.sheet, texts):
            return tuple(re.escape(text) for text in texts), row - one.extent.top
    return (), 0


def _stands_once(sheet: Sheet, texts: Sequence[str]) -> bool:
    rows = [row for row in sheet.cells if set(texts) <= {stripped(value) for value in row}]
    return len(rows) == 1


def _notes_begin(one: _Understood) -> str:
    for row in range(one.extent.last, len(one.sheet.cells)):
        first = next((stripped(value) for value in one.sheet.cells[row] if stripped(value)), "")
        if first:
            return re.escape(first)
    return ""


def _unknown_areas(one: _Understood) -> str:
    body = slice(one.extent.first, one.extent.last)
    filled = np.column_stack([column.kind[body] != Kind.NOTHING for column in one.columns]).any(axis=1)
    return "no area that is known is named in the row" if (filled & ~one.areas.is_row[body]).any() else ""


def _assumptions(one: _Understood, answers: Answers) -> list[Assumption]:
    about, where = one.sheet.place, one.place
    told = []
    for symbol in one.roles.symbols:
        if symbol not in answers.symbols:
            told.append(Assumption(about, f"{symbol!r} means {meaning(symbol)}", "that is how statistics for England mostly use it", where))
    for text in _odd_periods(one):
        told.append(Assumption(about, f"rows of {text!r} are left out", NO_PERIOD, where))
    if one.roles.period is None and (above := _stated_above(one)) and not all(said.period for said in one.headings.values()):
        told.append(Assumption(about, f"the period is {above}", "a line above the table says so", where))
    return told
