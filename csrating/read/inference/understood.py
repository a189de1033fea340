"""One table while it is being understood: its columns, what they are for, and what its header says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from csrating.read.cells import Sheet, stripped
from csrating.read.inference.answers import NO_ANSWERS, Answers
from csrating.read.inference.cell_words import is_period
from csrating.read.inference.columns.headers import (
    Heading,
    beside_years,
    heading,
    is_bare_number,
    label_of,
    unit,
    with_days_apart,
    with_years_apart,
    without_doubtful_spans,
)
from csrating.read.inference.columns.parts_of_years import within_years
from csrating.read.inference.columns.roles import NOTHING, Roles, roles
from csrating.read.inference.columns.word_columns import SAYS_ONE_THING
from csrating.read.inference.finding.areas import Areas
from csrating.read.inference.finding.tables import Extent
from csrating.read.inference.kinds import SYMBOLS_OF_EXPLORE_EDUCATION_STATISTICS, Column, meaning
from csrating.read.layouts.patterns import pattern_of
from csrating.read.layouts.reading import BY_ITS_AREAS, LeftOut
from csrating.read.periods import Period, find_period, periods_among
from csrating.read.tables.blocks import BETWEEN_HEADERS, headers as headers_of
from csrating.read.tables.lines_above import period_of_line
from csrating.read.tables.numbers import number

_LEAST_FIGURES = 2

Rows = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Understood:
    """One table while it is being understood; ``told`` is what its reader says of it."""

    sheet: Sheet
    columns: Sequence[Column]
    areas: Areas
    extent: Extent
    headers: Mapping[int, str]
    roles: Roles
    headings: Mapping[int, Heading]
    told: Answers = NO_ANSWERS

    @property
    def place(self) -> str:
        """Where its header begins."""
        return self.sheet.ref(self.extent.top, 0)

    @property
    def rows(self) -> Rows:
        """The rows of areas."""
        return np.arange(self.extent.first, self.extent.last)[self.areas.is_row[self.extent.first : self.extent.last]]

    @property
    def left_out_columns(self) -> tuple[LeftOut, ...]:
        """The columns that are not read, each with the reason, which names it; those in which nothing stands share theirs."""
        left_out = {place: why for place, why in self.roles.left_out.items() if self.pattern(place) not in self.constants}
        told = {place: why if why == NOTHING else f"{self.headers[place]!r}: {why}" for place, why in left_out.items()}
        return tuple(LeftOut(self.pattern(place), why) for place, why in told.items())

    @property
    def constants(self) -> dict[str, str]:
        """The word of each column that says one and the same in each row, by the pattern of its header."""
        same = [place for place, why in self.roles.left_out.items() if why.startswith(SAYS_ONE_THING)]
        headers = list(self.headers.values())
        alone = [place for place in same if headers.count(self.headers[place]) == 1]
        return {self.pattern(place): self.sheet.text(int(self.rows[0]), place) for place in alone}

    def pattern(self, place: int) -> str:
        """How a layout knows a column: by its header, or by the areas in it."""
        return pattern_of(self.headers[place]) if place in self.headers else BY_ITS_AREAS


def understand(sheet: Sheet, columns: Sequence[Column], found: Areas, extent: Extent, answers: Answers) -> Understood:
    """What the columns of one table are for, and what stands over them."""
    headers = headers_of(sheet, extent.top, extent.first)
    about = roles(columns, extent, found, headers, answers)
    numbers = _column_numbers(sheet, extent)
    title = BETWEEN_HEADERS.join(_lines(sheet, extent)) or sheet.name.strip()
    among = _periods_among([headers[place] for place in about.figures], title)
    headings = {place: _heading(headers[place], numbers.get(place), among) for place in about.figures}
    headings = beside_years(with_years_apart(with_days_apart(without_doubtful_spans(headings))), answers.period)
    headings = {place: replace(said, measure=title) if said.bare else said for place, said in headings.items()}
    headings = _within_years(Understood(sheet, columns, found, extent, headers, about, headings, answers), title)
    if about.unit_of_all:
        headings = {place: replace(said, unit=said.unit or about.unit_of_all) for place, said in headings.items()}
    headings = {place: _as_told(said, answers, title) for place, said in headings.items()}
    return Understood(sheet, columns, found, extent, headers, about, headings, answers)


def _as_told(said: Heading, answers: Answers, title: str) -> Heading:
    """A heading with the unit that the reader gives for it, and with a bare number in it as the breakdown that the reader says it is."""
    said = replace(said, unit=answers.units.get(said.words, said.unit))
    if not answers.headers_are:
        return said
    parts = said.measure.split(BETWEEN_HEADERS)
    bare = [part for part in parts if is_bare_number(part)]
    if not bare:
        return said
    measure = BETWEEN_HEADERS.join(part for part in parts if part not in bare) or title
    breakdown = "; ".join(filter(None, (said.breakdown, *(f"{answers.headers_are}: {part}" for part in bare))))
    return replace(said, measure=measure, breakdown=breakdown, unit=said.unit or unit(measure))


def _column_numbers(sheet: Sheet, extent: Extent) -> dict[int, str]:
    """The number over each column, where a row of the header does nothing but number the columns: 1, 2, 3 to the last."""
    for row in range(extent.top, extent.first):
        said = {column: text for column in range(sheet.cells.shape[1]) if (text := sheet.text(row, column))}
        numbers = [number(text, exponents=True) for text in said.values()]
        if len(said) > 1 and numbers == [float(place) for place in range(1, len(said) + 1)]:
            return said
    return {}


def _heading(words: str, column_number: str | None, among: Mapping[str, str]) -> Heading:
    """The words over a column taken apart, without its number."""
    parts = words.split(BETWEEN_HEADERS)
    if column_number in parts[1:]:
        parts = [part for part in parts if part != column_number]
    return replace(heading(BETWEEN_HEADERS.join(among.get(part, part) for part in parts)), words=words)


def _periods_among(headers: Sequence[str], title: str) -> dict[str, str]:
    """The parts of headers that are periods only for what stands beside them: 2010-04, or 09/10 where nothing speaks of ages."""
    parts = [part for words in headers for part in words.split(BETWEEN_HEADERS)]
    return periods_among(parts, beside=" ".join([title, *parts]))


def _within_years(one: Understood, title: str) -> dict[int, Heading]:
    """The headings of a table; those that are a quarter or a month of a year, where the reader gives no period for them, as such."""
    if one.roles.period is not None:
        return dict(one.headings)
    free = {place: said for place, said in one.headings.items() if not told(one.told, one, place)}
    return {**one.headings, **within_years(free, _year_above(one), title)}


def _year_above(one: Understood) -> Period | None:
    """The year that holds for the columns of a table whose headers state none, with its end where that is stated."""
    label = stated_above(one) or stated_by_sheet(one) or one.told.period
    said = [found for text in (*_lines(one.sheet, one.extent), label) if (found := find_period(text)) is not None]
    years = {found.period for found in said if label_of(found) == label}
    ending = {one for one in years if one.ends_on is not None} or years
    return ending.pop() if len(ending) == 1 else None


def lines_above(one: Understood) -> Iterator[str]:
    """The words above a table, line by line."""
    return _lines(one.sheet, one.extent)


def title_above(one: Understood) -> str:
    """The lines above a table, which say what is measured where its headers say nothing but years."""
    return BETWEEN_HEADERS.join(_lines(one.sheet, one.extent))


def stated_above(one: Understood) -> str:
    """The one period that the lines above a table state; '' where they state none or several."""
    return _above(one)[0]


def _above(one: Understood) -> tuple[str, str]:
    """The one period that the lines above a table state, and the first of these lines."""
    stated = [(text, found) for text in _lines(one.sheet, one.extent) if (found := period_of_line(text)) is not None]
    labels = {label_of(found) for _, found in stated}
    spans = any(found.kind == "span" for _, found in stated)
    return (labels.pop(), stated[0][0]) if len(labels) == 1 and not spans else ("", "")


def _lines(sheet: Sheet, extent: Extent) -> Iterator[str]:
    """The words above a table, line by line; a line of several numbers that are no years is none of them."""
    for row in range(extent.above, extent.top):
        texts = [text for value in sheet.cells[row] if (text := stripped(value))]
        if sum(number(text, exponents=True) is not None and not is_period(text) for text in texts) < _LEAST_FIGURES:
            yield from texts


def stated_by_sheet(one: Understood) -> str:
    """The period that the name of a sheet of a workbook says and nothing else; the name of a file says nothing."""
    if one.sheet.widths is not None or one.sheet.name == PurePath(one.sheet.file).stem:
        return ""
    found = find_period(one.sheet.name.strip())
    return "" if found is None or found.rest or found.kind == "span" else label_of(found)


def periods_of(one: Understood, answers: Answers) -> dict[int, str]:
    """The period of each column of figures: from its header, from the reader, from above; '' where a column of the table states it."""
    if one.roles.period is not None:
        return dict.fromkeys(one.roles.figures, "")
    about = period_of_all(one, answers).label
    return {place: header_period(one, answers, place) or about for place in one.headings}


def label_of_answer(text: str) -> str:
    """The label of the period that a reader or a file gives."""
    found = find_period(text)
    return label_of(found) if found is not None else text


def header_period(one: Understood, answers: Answers, place: int) -> str:
    """The period that the header of a column states, or the reader gives by it; '' where neither does."""
    return one.headings[place].period or told(answers, one, place)


@dataclass(frozen=True)
class PeriodOfAll:
    """The period that the figures of a table are about whose header states none, and who says so: a ``line``, the sheet, or the reader."""

    label: str
    by: Literal["line", "sheet", "reader", "nothing"]
    line: str = ""


def period_of_all(one: Understood, answers: Answers) -> PeriodOfAll:
    """What states the period of a whole table: a line above it, the name of its sheet, or the reader, who is heeded first of this sheet."""
    above, line = _above(one)
    of_sheet = answers.period_is_of_sheet or one.sheet.widths is not None  # a text has one sheet
    if answers.period and (of_sheet or not (above or stated_by_sheet(one))):
        return PeriodOfAll(answers.period, "reader")
    if above:
        return PeriodOfAll(above, "line", line)
    if by_sheet := stated_by_sheet(one):
        return PeriodOfAll(by_sheet, "sheet")
    return PeriodOfAll("", "nothing")


def told(answers: Answers, one: Understood, place: int) -> str:
    """The period that the reader gives for a column by its header; '' where the reader gives none."""
    return next((label for pattern, label in answers.periods.items() if re.search(pattern, one.headers[place])), "")


def meaning_of(one: Understood, symbol: str) -> str:
    """What a symbol means where the reader does not say."""
    return str(SYMBOLS_OF_EXPLORE_EDUCATION_STATISTICS.get(symbol, meaning(symbol))) if is_explore(one) else meaning(symbol)


def is_explore(one: Understood) -> bool:
    """Whether it keeps the conventions of Explore Education Statistics."""
    return one.roles.period_kind is not None
