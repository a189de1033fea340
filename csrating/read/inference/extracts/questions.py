"""What has to be asked of an extract of inspections before its judgements can be given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.read.cells import Sheet, stripped
from csrating.read.inference.answers import (
    WAYS_OF_GRADES,
    WITHOUT_HEADER,
    Answers,
    Question,
    option,
    to_confirm,
    to_leave_out,
    unconfirmed,
)
from csrating.read.inference.extracts.areas import areas_of_extract, header_row
from csrating.read.inference.extracts.extract import Extract
from csrating.read.inference.extracts.grade_cells import assumed, holds_grades_in_words, no_grades
from csrating.read.inference.extracts.headers import (
    heads_day,
    heads_event,
    heads_judgement,
    heads_setting,
    heads_something_else,
    leaf,
    may_be_day_of_inspection,
    speaks_of_inspection,
)
from csrating.read.inference.extracts.roles import NO_JUDGEMENT_THERE, unknown_words
from csrating.read.inference.figures.area_doubts import rivals
from csrating.read.inference.figures.doubts import short_rows
from csrating.read.inference.figures.questions import first_cell, meant, symbols_asked
from csrating.read.inference.figures.seen import Seen
from csrating.read.inference.kinds import Column, Kind
from csrating.read.inference.understood import Understood

_A_LAYOUT = "a layout"


def questions_about_extract(made: Extract, answers: Answers) -> list[Question]:
    """What is not sure of an extract: which council, which day, which way the grades run, what a word among them means."""
    one = made.one
    filled = np.logical_or.reduce([column.kind != Kind.NOTHING for column in one.columns])
    seen = Seen(one.sheet, tuple(one.columns), replace(one.areas, is_row=filled), one.extent, one.headers, one.roles)
    asked = [
        *rivals(seen),
        *short_rows(seen),
        *_unnamed(made),
        *_same_headers(made),
        *_odd_headers(made),
        *_another_header(made),
        *_day(made, answers),
        *_no_days(made),
        *_grades(made, answers),
        *_words(made, answers),
    ]
    return unconfirmed(asked, answers) or list(_same_inspections(made))


def question_about_councils(sheet: Sheet, columns: Sequence[Column]) -> Question | None:
    """What to ask where grades stand beside settings and no column can be taken for that of their councils; None where they do not.

    Args:
        sheet: a sheet of which no extract could be made.
        columns: its columns, from the left.
    """
    row = header_row(sheet)
    if row is None:
        return None
    texts = [stripped(value) for value in sheet.cells[row]]
    rows = np.arange(row + 1, len(sheet.cells))
    of_settings = any(heads_setting(text) or heads_event(text) for text in texts)
    if not of_settings or areas_of_extract(sheet, columns, row) or not any(holds_grades_in_words(column, rows) for column in columns):
        return None
    asks = "which column names the council of each setting"
    return Question(sheet.place, asks, sheet.ref(row, 0), "the header 'Local authority' over it, or a layout")


def _unnamed(made: Extract) -> Iterator[Question]:
    """Columns of grades without a header, and cells beyond the last header: a row may have a cell too many, or the header one too few."""
    one = made.one
    body = slice(one.extent.first, one.extent.last)
    if one.told.leaves_out(WITHOUT_HEADER):
        return
    for place in range(max(one.headers, default=0) + 1, len(one.columns)):
        filled = np.flatnonzero(one.columns[place].kind[body] != Kind.NOTHING)
        if len(filled):
            where = one.sheet.ref(int(filled[0]) + one.extent.first, place)
            yield to_leave_out(one.sheet.place, "why a cell stands to the right of the last header", where, WITHOUT_HEADER)
            return
    for place in made.roles.unnamed:
        where = made.one.sheet.ref(made.one.extent.first, place)
        yield to_leave_out(made.one.sheet.place, "what was judged in the column without a header", where, WITHOUT_HEADER)


def _same_headers(made: Extract) -> Iterator[Question]:
    """Two columns with one header, of which one is read, or two columns that judge the same by their headers."""
    one = made.one
    read = {*made.roles.named.values(), *one.areas.names, *one.areas.codes}
    said = dict(one.headers) | {place: made.measure(place) for place in made.roles.judged}
    for place in [*made.roles.judged, *sorted(read)]:
        same = [other for other, text in said.items() if other != place and text.casefold() == said.get(place, "").casefold()]
        if same and said[place]:
            cells = " and ".join(_top(made, column) for column in sorted((place, same[0])))
            yield to_leave_out(one.sheet.place, f"how two columns headed {said[place]!r} differ", cells, made.header(place))
            return


def _odd_headers(made: Extract) -> Iterator[Question]:
    """Grades under a header that speaks of something else: the row of headers may stand one column off, or two of them be exchanged."""
    for place in made.roles.judged:
        header = leaf(made.header(place))
        if heads_something_else(header) and not heads_judgement(header):
            other = option("--leave-out", made.header(place))
            asks = f"why grades stand under {header!r}"
            yield to_confirm(made.one.sheet.place, asks, _top(made, place), "they are judgements of it", other)


def _another_header(made: Extract) -> Iterator[Question]:
    """A row of the body that says what the header says: the rows under it may belong to another table."""
    one = made.one
    places = [*made.roles.judged, *made.roles.named.values()]
    body = slice(one.extent.first, one.extent.last)
    same = np.column_stack([_says(one.columns[place], leaf(made.header(place)))[body] for place in places])
    again = np.flatnonzero(same.sum(axis=1) > 1)
    if len(again):
        where = one.sheet.ref(int(again[0]) + one.extent.first, places[int(np.argmax(same[again[0]]))])
        yield Question(one.sheet.place, "whether the row that repeats the header begins another table", where, _A_LAYOUT)


def _says(column: Column, text: str) -> NDArray[np.bool_]:
    """The rows in which a column says this."""
    return np.isin(column.of_row, [place for place, said in enumerate(column.texts) if said and said == text])


def _day(made: Extract, answers: Answers) -> Iterator[Question]:
    place = made.one.sheet.place
    if answers.date_column and made.roles.inspected_on is None:
        named = ", ".join(map(repr, dict.fromkeys(made.one.headers.values())))
        asks = f"where the column {answers.date_column!r} of days is"
        yield Question(place, asks, made.one.place, f"--date-column, one of {named}", ("--date-column HEADER",))
    elif made.roles.rival_days:
        named = " or ".join(repr(made.header(day)) for day in made.roles.rival_days)
        first = made.roles.rival_days[0]
        passed = option("--date-column", made.header(first))
        yield Question(place, f"which day is that of the inspection, {named}", _top(made, first), passed, (passed,))


def _no_days(made: Extract) -> Iterator[Question]:
    """A header that speaks of the day of the inspection, over cells of which none is a day."""
    one = made.one
    for place, why in made.roles.left_out.items():
        header = leaf(made.header(place))
        is_day = heads_day(header) and speaks_of_inspection(header) and may_be_day_of_inspection(made.header(place))
        texts = [one.columns[place].texts[each] for each in one.columns[place].different(one.rows)]
        if is_day and why == NO_JUDGEMENT_THERE and not all(map(assumed, texts)):
            yield to_leave_out(one.sheet.place, f"why no day stands under {header!r}", _top(made, place), made.header(place))


def _grades(made: Extract, answers: Answers) -> Iterator[Question]:
    if made.roles.in_numbers and answers.scale is None:
        first = made.roles.in_numbers[0]
        ways = " or ".join(f"--grades {way!r}" for way in WAYS_OF_GRADES)
        asks = "which way the grades run that are written as numbers"
        yield Question(made.one.sheet.place, asks, _top(made, first), ways, (f"--grades {next(iter(WAYS_OF_GRADES))!r}",))


def _words(made: Extract, answers: Answers) -> Iterator[Question]:
    """The words among the grades, and those among the days, of which nothing is known: one question for all of a kind."""
    one = made.one
    among = {place: no_grades(one.columns[place], one.rows, in_numbers=place in made.roles.in_numbers) for place in made.roles.judged}
    yield from _asked_of(one, among, "among grades", answers)
    days = [made.roles.named[role] for role in ("inspected_on", "published_on") if role in made.roles.named]
    yield from _asked_of(one, {place: unknown_words(one.columns[place], one.rows) for place in days}, "among days", answers)


def _asked_of(one: Understood, words: Mapping[int, Sequence[str]], among: str, answers: Answers) -> Iterator[Question]:
    told = {
        text: place for place, texts in reversed([*words.items()]) for text in texts if text not in answers.symbols and not assumed(text)
    }
    in_order = [text for text in dict.fromkeys(text for texts in words.values() for text in texts) if text in told]
    if in_order:
        yield symbols_asked(one, in_order, among, first_cell(one, told[in_order[0]], in_order[0]))


def _same_inspections(made: Extract) -> Iterator[Question]:
    """Rows that judge the same thing of the same setting, event and day."""
    one, named = made.one, made.roles.named
    rows = one.rows
    whose = [named["setting"]] if "setting" in named else [*one.areas.names[:1], *one.areas.codes[:1]][:1]
    told = [*whose, *(named[role] for role in ("event", "inspected_on") if role in named)]
    keys = pd.DataFrame({place: meant(one, place)[one.columns[place].of_row[rows]] for place in told})
    for place in made.roles.judged:
        filled = one.columns[place].kind[rows] != Kind.NOTHING
        again = keys[filled].duplicated().to_numpy()
        if again.any():
            row = int(rows[filled][np.argmax(again)])
            yield Question(
                one.sheet.place,
                "how rows about the same inspection differ",
                one.sheet.ref(row, place),
                "a layout that names the column of settings, events or days which tells them apart",
            )
            return


def _top(made: Extract, place: int) -> str:
    return made.one.sheet.ref(made.one.extent.first - 1, place)
