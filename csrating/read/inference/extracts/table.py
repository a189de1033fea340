"""An extract of inspections as a layout has it, and what was assumed of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from csrating.read.inference.answers import Answers, Assumption
from csrating.read.inference.extracts.extract import Extract
from csrating.read.inference.extracts.grade_cells import assumed, no_grades
from csrating.read.inference.extracts.headers import is_end
from csrating.read.inference.extracts.roles import counted_days
from csrating.read.inference.kinds import Kind
from csrating.read.inference.table_place import known_header_row, table_at
from csrating.read.judgements.written_days import could_be_month_first, written_day
from csrating.read.layouts.patterns import pattern_of
from csrating.read.layouts.reading import Figure, LeftOut, Table

_NO_DAY = "no day"


def extract_table(made: Extract, name: str, answers: Answers) -> Table:
    """An extract of inspections as a layout has it."""
    one = made.one
    known_by = known_header_row(one)
    return replace(
        table_at(one, name, known_by, gives="judgements"),
        columns={role: one.pattern(place) for role, place in made.roles.named.items()},
        figures=tuple(Figure(header=one.pattern(place), measure=made.measure(place)) for place in made.roles.judged),
        left_out_columns=_left_out(made),
        symbols={text: answers.symbols.get(text) or assumed(text) for text in _no_grades(made)},
        words={
            role: dict.fromkeys(texts, _NO_DAY) for role in ("inspected_on", "published_on") if (texts := _no_days(made, role, answers))
        },
        grades=answers.scale if made.roles.in_numbers and answers.scale else "words",
    )


def _left_out(made: Extract) -> tuple[LeftOut, ...]:
    """The columns that are not read, those without a header as one."""
    told = {pattern_of(made.header(place)): why for place, why in made.roles.left_out.items()}
    return tuple(LeftOut(what, why) for what, why in told.items())


def _no_grades(made: Extract) -> list[str]:
    """What stands among the grades and is none."""
    one, numbers = made.one, made.roles.in_numbers
    told = (no_grades(one.columns[place], one.rows, in_numbers=place in numbers) for place in made.roles.judged)
    return list(dict.fromkeys(text for texts in told for text in texts))


def _no_days(made: Extract, role: str, answers: Answers) -> list[str]:
    """What stands in a column of days where there is none."""
    if role not in made.roles.named:
        return []
    column = made.one.columns[made.roles.named[role]]
    texts = (column.texts[place] for place in column.different(made.one.rows))
    return [text for text in texts if assumed(text) or text in answers.symbols]


def assumptions_of_extract(made: Extract, answers: Answers) -> list[Assumption]:
    """What was assumed of an extract of inspections, with the reason."""
    about, where = made.one.sheet.place, made.one.place
    told = [
        Assumption(about, f"{text!r} means {assumed(text)}", "its words say so", where)
        for text in _no_grades(made)
        if text not in answers.symbols
    ]
    return [*told, *_of_days(made)]


def _of_days(made: Extract) -> Iterator[Assumption]:
    one, named = made.one, made.roles.named
    for role in ("inspected_on", "published_on"):
        if role not in named:
            continue
        header, where = made.header(named[role]), one.sheet.ref(one.extent.first - 1, named[role])
        column = one.columns[named[role]]
        texts = [column.texts[place] for place in column.different(one.rows) if column.kinds[place] == Kind.WORDS]
        days = [text for text in texts if written_day(text) is not None]
        if days and all(map(could_be_month_first, days)):
            yield Assumption(one.sheet.place, f"days under {header!r} are written day first", "the publisher is English", where)
        if counted_days(column, one.rows):
            what = f"numbers under {header!r} are days, counted as spreadsheets do"
            yield Assumption(one.sheet.place, what, "the header speaks of a day", where)
    if "inspected_on" in named and is_end(made.header(named["inspected_on"])):
        where = one.sheet.ref(one.extent.first - 1, named["inspected_on"])
        yield Assumption(one.sheet.place, "the last day of the inspection stands for its day", "no column says the first", where)
