"""Put together what was understood of a sheet: tables as a layout has them, what was assumed, and what has to be asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.read.blocks import BETWEEN_HEADERS, headers as headers_of
from csrating.read.cells import Sheet, objects, stripped
from csrating.read.inference.answers import NO_ANSWERS, Answers, Assumption, Question
from csrating.read.inference.areas import Areas, areas, levels
from csrating.read.inference.cell_words import is_period
from csrating.read.inference.doubts import Seen, doubts
from csrating.read.inference.headers import Heading, beside_years, heading, label_of
from csrating.read.inference.kinds import SYMBOLS_OF_EXPLORE_EDUCATION_STATISTICS, Column, Kind, column_of, meaning
from csrating.read.inference.roles import OTHER_COUNCILS, SAYS_ONE_THING, Roles, odd_periods, roles
from csrating.read.inference.tables import Extent, extents
from csrating.read.layouts import BY_ITS_AREAS, Figure, LeftOut, Table
from csrating.read.named_areas import by_code, by_name
from csrating.read.periods import find_period
from csrating.schema import Level, Status

_LEAST_NEIGHBOURS = 5
_LEAST_NOUGHTS = 10
_MOST_ROWS_ABOVE = 60
NO_FIGURES = "no figures stand beside the councils"
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
        across = _councils_across(sheet)
        return Proposal((), (), across, "" if across else "no column names councils")
    tables: list[Table] = []
    assumptions: list[Assumption] = []
    questions: list[Question] = []
    understood = [_understand(sheet, columns, found, extent, answers) for extent in extents(sheet, columns, found)]
    if understood and all(_lists_neighbours(one) for one in understood):
        return Proposal((), (), (), "it lists the neighbours of each council, and no figures")
    if not any(one.roles.figures or one.roles.unnamed for one in understood):
        return Proposal((), (), (), NO_FIGURES)
    before: Seen | None = None
    for number, one in enumerate(understood, start=1):
        seen = Seen(sheet, tuple(columns), found, one.extent, one.headers, one.roles, before)
        asked, before = _questions(one, answers) or doubts(seen), seen
        if asked:
            questions += asked
            continue
        name = sheet.name if len(understood) == 1 else f"{sheet.name} ({number})"
        tables.append(_table(one, name, answers))
        assumptions += _assumptions(one, answers)
    return Proposal(tuple(tables), tuple(assumptions), tuple(questions))


def _councils_across(sheet: Sheet) -> tuple[Question, ...]:
    """A question where councils are named across one of the first rows, and not down a column."""
    top = [column_of(row) for row in sheet.cells[:_MOST_ROWS_ABOVE]]
    found = areas(top)
    if found is None or not found.names:
        return ()
    asks = "how to read a table whose councils stand across a row and not in a column"
    return (Question(sheet.place, asks, sheet.ref(found.names[0], 0), "the table with its rows and columns exchanged"),)


def _lists_neighbours(one: _Understood) -> bool:
    return sum(why == OTHER_COUNCILS for why in one.roles.left_out.values()) >= _LEAST_NEIGHBOURS


def _understand(sheet: Sheet, columns: Sequence[Column], found: Areas, extent: Extent, answers: Answers) -> _Understood:
    headers = headers_of(sheet, extent.top, extent.first)
    about = roles(columns, extent, found, headers, period_column=answers.period_column, symbols=frozenset(answers.symbols))
    headings = beside_years({place: heading(headers[place]) for place in about.figures}, answers.period)
    title = _title(sheet, extent)
    headings = {place: replace(said, measure=title) if title and is_period(said.words) else said for place, said in headings.items()}
    return _Understood(sheet, columns, found, extent, headers, about, headings)


def _title(sheet: Sheet, extent: Extent) -> str:
    """The lines above a table, which say what is measured where its headers say nothing but years."""
    lines = (stripped(value) for row in range(extent.above, extent.top) for value in sheet.cells[row])
    return BETWEEN_HEADERS.join(line for line in lines if line)


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
        key = (said.measure.casefold(), said.breakdown, periods[column])
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
    again = pd.DataFrame({place: _meant(one, place)[one.columns[place].of_row[rows]] for place in told}).duplicated().to_numpy()
    if not again.any():
        return []
    row = int(rows[np.argmax(again)])
    where = one.sheet.ref(row, one.areas.last)
    return [
        Question(one.sheet.place, "how rows about the same area differ", where, "a layout that names the column which tells them apart")
    ]


def _meant(one: _Understood, place: int) -> NDArray[np.intp]:
    """The different values of a column, numbered so that two spellings of one area have one number."""
    look_up = by_name if place in one.areas.names else by_code if place in one.areas.codes else None
    texts = one.columns[place].texts
    numbers: NDArray[np.intp] = pd.factorize(objects([(look_up(text) if look_up else None) or text for text in texts]))[0].astype(np.intp)
    return numbers


def _table(one: _Understood, name: str, answers: Answers) -> Table:
    top, above = _known_header_row(one)
    roles_of = {"period": one.roles.period, "period_kind": one.roles.period_kind, "measure": one.roles.measure, "level": one.areas.level}
    level = {} if one.areas.level is None else levels(one.columns[one.areas.level])
    means = {symbol: answers.symbols.get(symbol, _meaning(one, symbol)) for symbol in one.roles.symbols}
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
        areas=dict.fromkeys(one.areas.england, str(Level.ENGLAND)),
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
            symbols={"0": str(Status.NOT_AVAILABLE)} if _is_nought_throughout(one, place) else {},
        )
        for place, said in one.headings.items()
    )


def _is_nought_throughout(one: _Understood, place: int) -> bool:
    """Whether a column of many figures holds nothing but noughts, and no symbol of a small number: it may stand for no figures at all."""
    rows = np.arange(one.extent.first, one.extent.last)[one.areas.is_row[one.extent.first : one.extent.last]]
    column = one.columns[place]
    if (column.kind[rows] == Kind.NUMBER).sum() < _LEAST_NOUGHTS:
        return False
    seen = [(column.texts[each], column.kinds[each]) for each in column.different(rows)]
    small = (str(Status.SUPPRESSED), str(Status.BANDED))
    return all(text == "0" if kind == Kind.NUMBER else _meaning(one, text) not in small for text, kind in seen)


def _meaning(one: _Understood, symbol: str) -> str:
    """What a symbol means where the reader does not say."""
    return str(SYMBOLS_OF_EXPLORE_EDUCATION_STATISTICS.get(symbol, meaning(symbol))) if _is_explore(one) else meaning(symbol)


def _is_explore(one: _Understood) -> bool:
    return one.roles.period_kind is not None


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
    rows = sheet.cells.tolist()
    for text in texts:
        said = {value for value, words in sheet.words_of_values.items() if words == text}
        rows = [row for row in rows if not said.isdisjoint(row)]
    return len(rows) == 1


def _notes_begin(one: _Understood) -> str:
    for row in range(one.extent.last, len(one.sheet.cells)):
        first = next((stripped(value) for value in one.sheet.cells[row] if stripped(value)), "")
        if first:
            return "" if first in _first_words(one) else re.escape(first)
    return ""


def _first_words(one: _Understood) -> set[str]:
    """What stands first in the rows of the body: no note may begin so, or the rows would be taken for notes."""
    rows = one.sheet.cells[one.extent.first : one.extent.last]
    return {next((stripped(value) for value in row if stripped(value)), "") for row in rows}


def _unknown_areas(one: _Understood) -> str:
    body = slice(one.extent.first, one.extent.last)
    filled = np.column_stack([column.kind[body] != Kind.NOTHING for column in one.columns]).any(axis=1)
    return "no area that is known is named in the row" if (filled & ~one.areas.is_row[body]).any() else ""


def _assumptions(one: _Understood, answers: Answers) -> list[Assumption]:
    about, where = one.sheet.place, one.place
    told = []
    for symbol in one.roles.symbols:
        if symbol not in answers.symbols:
            used = "Explore Education Statistics uses it" if _is_explore(one) else "statistics for England mostly use it"
            told.append(Assumption(about, f"{symbol!r} means {_meaning(one, symbol)}", f"that is how {used}", where))
    if any(is_period(said.words) and said.measure != said.words for said in one.headings.values()):
        told.append(Assumption(about, "what is measured stands in the lines above the table", "its headers say nothing but periods", where))
    for word in one.areas.england:
        told.append(Assumption(about, f"{word!r} alone means England", "it stands beside its nine regions", where))
    for column in one.headings:
        if _is_nought_throughout(one, column):
            what, why = (
                f"0 means not available under {one.headers[column]!r}",
                "nothing else stands there, as where figures are yet to come",
            )
            told.append(Assumption(about, what, why, one.sheet.ref(one.extent.top, column)))
    for column, why in one.roles.left_out.items():
        if why.startswith(SAYS_ONE_THING):
            told.append(Assumption(about, f"{one.headers[column]!r} {why} and is no part of any figure", "it tells no rows apart", where))
    for text in _odd_periods(one):
        told.append(Assumption(about, f"rows of {text!r} are left out", NO_PERIOD, where))
    if one.roles.period is None and (above := _stated_above(one)) and not all(said.period for said in one.headings.values()):
        told.append(Assumption(about, f"the period is {above}", "a line above the table says so", where))
    return told
