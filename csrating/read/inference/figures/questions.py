"""What has to be asked of a table before its figures can be given."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.read.cells import objects
from csrating.read.inference.answers import MEANINGS_TOLD, WITHOUT_HEADER, Answers, Question, option, to_leave_out
from csrating.read.inference.columns.other_years import speaks_of_earlier_year
from csrating.read.inference.columns.roles import odd_periods
from csrating.read.inference.figures.written import questions_about_writing
from csrating.read.inference.kinds import Kind
from csrating.read.inference.understood import Understood, header_period, label_of_answer, periods_of, stated_above, stated_by_sheet
from csrating.read.periods import find_period
from csrating.read.tables.named_areas import by_code, by_name
from csrating.read.tables.numbers import number

_MOST_TOLD = 6
_NUMBERED = re.compile(r"(.*[^0-9_ ])([_ ][1-9][0-9]?)")
_MOST_PERIODS = 100
_NO_COLUMN = "a copy of the file without the rows that are wrong, or with one more column that says how they differ: none here does"
"""How to answer a question about rows that no column tells apart."""


def questions(one: Understood, answers: Answers) -> list[Question]:
    """What is not sure of a table of figures: a column without a header, a symbol, a period, rows or columns that say the same."""
    about, place = one.sheet.place, one.place
    asked = []
    if answers.period_column and one.roles.period is None:
        named = ", ".join(map(repr, dict.fromkeys(one.headers.values())))
        asks = f"where the column {answers.period_column!r} of periods is"
        asked.append(Question(about, asks, place, f"--period-column, one of {named}", ("--period-column HEADER",)))
    if one.roles.period is not None:
        asked += _no_periods(one, one.roles.period)
    for column in one.roles.unnamed:
        where = one.sheet.ref(one.extent.first, column)
        asked.append(to_leave_out(about, "what the column without a header is", where, WITHOUT_HEADER))
    asked += _strange(one)
    asked += _earlier(one, answers)
    asked += _unstated(one, answers) or _two_periods(one, answers) or _dated_twice(one, answers)
    asked += _same_columns(one, answers)
    asked += _half_percentages(one)
    asked += questions_about_writing(one)
    return asked or _same_rows(one)


def _no_periods(one: Understood, column: int) -> list[Question]:
    """A column that the reader names as that of periods, and that says none anywhere."""
    held, header = one.columns[column], one.headers[column]
    said = held.different(one.rows)
    odd = odd_periods(held, one.rows, header=header, asked=one.told.period_column)
    if not said or any(held.texts[place] not in odd for place in said):
        return []
    where = first_cell(one, column, held.texts[said[0]])
    asks = f"which periods the column {header!r} says, as {held.texts[said[0]]!r} is none"
    return [Question(one.sheet.place, asks, where, "--period-column with another header", ("--period-column HEADER",))]


def _strange(one: Understood) -> list[Question]:
    """Words among figures of which nobody knows what they mean: one question for all of them."""
    several = [(word, column) for column, words in one.roles.strange.items() for word in words]
    if not several:
        return []
    word, column = several[0]
    return [symbols_asked(one, tuple(dict.fromkeys(said for said, _ in several)), "among figures", first_cell(one, column, word))]


def symbols_asked(one: Understood, words: Sequence[str], among: str, where: str) -> Question:
    """A question what words mean, all of them at once."""
    told = ", ".join(map(repr, words[:_MOST_TOLD]))
    more = f" and {len(words) - _MOST_TOLD} others" if len(words) > _MOST_TOLD else ""
    verb = "means" if len(words) == 1 else "mean"
    options = tuple(option("--symbol", f"{word}=MEANING") for word in words)
    answer = f"{' '.join(options)}, each MEANING one of: {', '.join(MEANINGS_TOLD)}"
    return Question(one.sheet.place, f"what {told}{more} {verb} {among}", where, answer, options)


def _unstated(one: Understood, answers: Answers) -> list[Question]:
    """Columns of figures of which nothing states the period."""
    unstated = [column for column, label in periods_of(one, answers).items() if not label and column not in one.roles.doubtful]
    unstated = [column for column in unstated if not speaks_of_earlier_year(one.headers[column])]
    if not unstated or one.roles.period is not None:
        return []
    header = one.headers[unstated[0]]
    every = len(unstated) == len(one.headings)
    which = "the figures are" if every else f"{header!r} is"
    ways = ["--period and the year or years, such as --period 2009/10"]
    if one.sheet.widths is None and every:
        ways.append(f"{option('--period', f'{one.sheet.name.strip()}=2009/10')} for this sheet alone")
    ways += [option("--period-column", one.headers[column]) for column in may_be_periods(one)]
    passed: tuple[str, ...] = ("--period PERIOD",)
    if columns := may_be_periods(one):
        passed = (option("--period-column", one.headers[columns[0]]),)
    elif ends := _numbered_ends([one.headers[column] for column in unstated]):
        passed = tuple(option("--period", f"{end}=PERIOD") for end in ends)
        ways = [f"{' '.join(passed)}, a period for each end of a header", *ways]
    return [Question(one.sheet.place, f"which period {which} about", one.place, ", or ".join(ways), passed)]


def _earlier(one: Understood, answers: Answers) -> list[Question]:
    """Columns of last year, or of two years ago: that of the table is not theirs, and no one says from when the others count."""
    asked = []
    for column in (column for column in one.headings if speaks_of_earlier_year(one.headers[column])):
        header, where = one.headers[column], one.sheet.ref(one.extent.top, column)
        asks = f"which period {header!r} is about, as it is an earlier one than that of the table"
        if one.roles.period is not None:
            asked.append(to_leave_out(one.sheet.place, asks, where, header))
        elif not header_period(one, answers, column):
            ways = option("--period", f"{header}=PERIOD"), option("--leave-out", header)
            asked.append(Question(one.sheet.place, asks, where, " or ".join(ways), ways[:1]))
    return asked


def _numbered_ends(headers: Sequence[str]) -> list[str]:
    """The numbers at the end of headers that are alike otherwise, as of quarters: _1, _2; none where that is not so of several."""
    found = [_NUMBERED.fullmatch(header) for header in headers]
    ends = list(dict.fromkeys(one[2] for one in found if one))
    several = {one[1] for one in found if one and any(other and other[1] == one[1] and other[2] != one[2] for other in found)}
    return ends if len(ends) > 1 and several and all(found) else []


def _two_periods(one: Understood, answers: Answers) -> list[Question]:
    """Figures of which two periods are stated: by a line above them, by the name of their sheet, or by the reader of the whole file."""
    if one.roles.period is not None or answers.period_is_of_sheet or all(header_period(one, answers, place) for place in one.headings):
        return []
    whole = answers.period and one.sheet.widths is None
    said = {"a line above says": stated_above(one), "the sheet is called": stated_by_sheet(one), "you say": answers.period if whole else ""}
    told = [f"{who} {label}" for who, label in said.items() if label]
    labels = list(dict.fromkeys(label_of_answer(label) for label in said.values() if label))
    if len(labels) < 2:
        return []
    ways = [option("--period", f"{one.sheet.name.strip()}={label}") for label in labels]
    asks = f"which period the figures are about, as {' and '.join(told)}"
    return [Question(one.sheet.place, asks, one.place, " or ".join(ways), tuple(ways[:1]))]


def _dated_twice(one: Understood, answers: Answers) -> list[Question]:
    """Figures of which both their header and a column of the table state a period, unless the reader says that the column does."""
    column = one.roles.period
    dated = [place for place, said in one.headings.items() if said.period]
    if column is None or not dated or answers.period_column.casefold() == one.headers[column].casefold():
        return []
    header, stated = one.headers[column], one.headers[dated[0]]
    ways = [option(way, header) for way in ("--breakdown", "--leave-out", "--period-column")]
    asks = f"which period {stated!r} is about, as {header!r} says one in each row"
    return [Question(one.sheet.place, asks, one.sheet.ref(one.extent.top, column), " or ".join(ways), tuple(ways[:1]))]


def may_be_periods(one: Understood) -> list[int]:
    """The columns, other than those of areas, in which most cells speak of a period, whatever else they say."""
    found = []
    for column in (column for column in one.headers if column not in one.areas.all):
        held = one.columns[column]
        said = [place for place in held.different(one.rows) if held.kinds[place] != Kind.DAY]
        speak = [place for place in said if find_period(held.texts[place]) is not None]
        if len(said) <= _MOST_PERIODS and 2 * np.isin(held.of_row[one.rows], speak).sum() > len(one.rows):
            found.append(column)
    return found


def _half_percentages(one: Understood) -> list[Question]:
    """Columns in which some numbers are shown as percentages and others are not."""
    rows = np.arange(one.extent.first, one.extent.last)
    asked = []
    for column in one.headings:
        numbers = rows[one.columns[column].kind[rows] == Kind.NUMBER]
        shown = one.sheet.percent[numbers, column]
        if shown.any() and not shown.all():
            where = one.sheet.ref(int(numbers[~shown][0]), column)
            asked.append(to_leave_out(one.sheet.place, "whether all numbers of the column are percentages", where, one.headers[column]))
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
            asked.append(to_leave_out(one.sheet.place, f"how two columns headed {said.words!r} differ", cells, one.headers[column]))
        seen[key] = column
    return asked


def _same_rows(one: Understood) -> list[Question]:
    """Rows that are about the same area, period and breakdown, and do not say the same of them."""
    rows = one.rows
    told = [*one.areas.names, *one.areas.codes, *([one.areas.level] if one.areas.level is not None else []), *one.roles.breakdowns]
    told += [place for place in (one.roles.period, one.roles.period_kind, one.roles.measure) if place is not None]
    said = pd.DataFrame({place: meant(one, place)[one.columns[place].of_row[rows]] for place in told})
    figures = pd.DataFrame({place: one.columns[place].of_row[rows] for place in one.roles.figures})
    again = (said.duplicated() & ~pd.concat([said, figures], axis=1).duplicated()).to_numpy()
    if not again.any():
        return []
    row = int(rows[np.argmax(again)])
    where = one.sheet.ref(row, one.areas.last)
    asks = "how rows about the same area differ"
    ways = [option("--breakdown", one.headers[place]) for place in _tell_apart(one, said)]
    if not ways:
        return [Question(one.sheet.place, asks, where, _NO_COLUMN)]
    return [Question(one.sheet.place, asks, where, " or ".join(ways), tuple(ways[:1]))]


def _tell_apart(one: Understood, said: pd.DataFrame) -> list[int]:
    """The columns each of which would tell all rows about the same area apart, those of words first."""
    free = [place for place in one.headers if place not in said and place not in one.areas.all]
    apart = [place for place in free if not said.assign(other=one.columns[place].of_row[one.rows]).duplicated().any()]
    return [place for place in apart if place not in one.roles.figures or _may_number_rows(one, place)]


def _may_number_rows(one: Understood, place: int) -> bool:
    """Whether a column of numbers may tell rows apart: the same few whole numbers again and again, and other columns hold the figures."""
    said = pd.Series(one.columns[place].of_row[one.rows])
    numbers = [number(one.columns[place].texts[each]) for each in one.columns[place].different(one.rows)]
    whole = all(value is not None and value == int(value) for value in numbers)
    return whole and len(one.roles.figures) > 1 and bool((said.value_counts() > 1).all())


def meant(one: Understood, place: int) -> NDArray[np.intp]:
    """The different values of a column, numbered so that two spellings of one area have one number."""
    look_up = by_name if place in one.areas.names else by_code if place in one.areas.codes else None
    texts = one.columns[place].texts
    numbers: NDArray[np.intp] = pd.factorize(objects([(look_up(text) if look_up else None) or text for text in texts]))[0].astype(np.intp)
    return numbers
