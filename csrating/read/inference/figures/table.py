"""A table of figures as a layout has it, and what was assumed of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from csrating.read.cells import stripped
from csrating.read.inference.answers import THE_READER_SAYS, Answers, Assumption
from csrating.read.inference.cell_words import is_period
from csrating.read.inference.columns.headers import heading
from csrating.read.inference.columns.roles import odd_periods
from csrating.read.inference.columns.word_columns import SAYS_ONE_THING
from csrating.read.inference.figures.written import are_shown_as_percentages, assumptions_of_writing, unit_written, written
from csrating.read.inference.finding.areas import levels
from csrating.read.inference.kinds import Kind
from csrating.read.inference.table_place import known_header_row, table_at
from csrating.read.inference.understood import (
    Understood,
    header_period,
    is_explore,
    lines_above,
    meaning_of,
    period_of_all,
    periods_of,
    stated_above,
    title_above,
)
from csrating.read.layouts.patterns import pattern_of
from csrating.read.layouts.reading import Figure, LeftOut, Table
from csrating.read.tables.blocks import BETWEEN_HEADERS
from csrating.read.tables.lines_above import line_with_period
from csrating.schema import Level, Status

_LEAST_NOUGHTS = 10
_GROUP = re.compile(r"(?:all )?(?:boys|girls|(?:fe)?males?|men|women)(?: (?:only|pupils|children))?", re.IGNORECASE)
NO_PERIOD = "what stands among the periods is none"


def figure_table(one: Understood, name: str, answers: Answers) -> Table:
    """A table of figures as a layout has it."""
    known_by = known_header_row(one)
    of_all = period_of_all(one, answers)
    line = line_with_period(of_all.line) if of_all.by == "line" and _stands_once(one, of_all.line) else ""
    is_constant = of_all.by == "reader" and not stated_above(one) and not _state_their_periods(one, answers)
    place = table_at(one, name, known_by, gives="figures")
    roles_of = {"period": one.roles.period, "period_kind": one.roles.period_kind, "measure": one.roles.measure, "level": one.areas.level}
    level = {} if one.areas.level is None else levels(one.columns[one.areas.level])
    means = {symbol: answers.symbols.get(symbol, meaning_of(one, symbol)) for symbol in one.roles.symbols}
    return replace(
        place,
        title=line if line and known_by[2] == of_all.line else pattern_of(known_by[2]),
        lines=_lines(place.lines, line, of_all.line) if line and known_by[2] != of_all.line else place.lines,
        period=of_all.label if is_constant else "",
        columns={role: one.pattern(place) for role, place in roles_of.items() if place is not None},
        area_blanks=one.areas.blanks,
        areas=dict.fromkeys(one.areas.england, str(Level.ENGLAND)),
        breakdowns={one.headers[place]: one.pattern(place) for place in one.roles.breakdowns},
        figures=_figures(one, answers, title=known_by[2], of_table=bool(line) or is_constant),
        constants=one.constants,
        left_out_columns=one.left_out_columns,
        left_out_rows=tuple(LeftOut(pattern_of(text), NO_PERIOD, "period") for text in _odd_periods(one)),
        symbols=means,
        levels=level,
    )


def _lines(kept: Sequence[str], with_period: str, line: str) -> tuple[str, ...]:
    """The lines above a table as patterns, that one first which states its period."""
    return (with_period, *(pattern for pattern in kept if not re.fullmatch(pattern, line)))


def _state_their_periods(one: Understood, answers: Answers) -> bool:
    """Whether each figure has a period by its row or by its header, so that what holds for the whole table is not asked for."""
    if one.roles.period is not None:
        return all(one.sheet.column(one.roles.period).texts(one.rows))
    return all(header_period(one, answers, place) for place in one.headings)


def _stands_once(one: Understood, line: str) -> bool:
    """Whether only one line above a table is like the one that states its period, in whatever period."""
    like = re.compile(line_with_period(line)).fullmatch
    return sum(bool(like(text)) for row in one.sheet.cells[: one.extent.top] for value in row if (text := stripped(value))) == 1


def _figures(one: Understood, answers: Answers, *, title: str, of_table: bool) -> tuple[Figure, ...]:
    """Its columns of figures; where other tables have the same header, the title says what is measured too.

    A period that holds ``of_table`` as a whole is said there, and not of each column.
    """
    stated = periods_of(one, answers)
    periods = {place: "" if of_table and not header_period(one, answers, place) else label for place, label in stated.items()}
    of_title = [heading(title).measure] if title and not is_period(title) else []
    return tuple(
        Figure(
            header=one.pattern(place),
            measure=said.measure if said.bare else BETWEEN_HEADERS.join([*of_title, said.measure]),
            period=periods[place],
            breakdown=said.breakdown if said.bare else "; ".join(filter(None, (said.breakdown, *group_above(one)))),
            unit=unit_written(one, place),
            scale=100.0 if are_shown_as_percentages(one, place) else 1.0,
            symbols={"0": str(Status.NOT_AVAILABLE)} if _is_nought_throughout(one, place) else {},
            written=tuple(written(one, place).ways),
            marks=written(one, place).means,
        )
        for place, said in one.headings.items()
    )


def group_above(one: Understood) -> tuple[str, ...]:
    """The line above a table that only says of whom all its figures are: Boys."""
    groups = [text for text in lines_above(one) if _GROUP.fullmatch(text)]
    return tuple(groups) if len(groups) == 1 else ()


def _is_nought_throughout(one: Understood, place: int) -> bool:
    """Whether a column of many figures holds nothing but noughts, and no symbol of a small number: it may stand for no figures at all."""
    rows = one.rows
    column = one.columns[place]
    if (column.kind[rows] == Kind.NUMBER).sum() < _LEAST_NOUGHTS:
        return False
    seen = [(column.texts[each], column.kinds[each]) for each in column.different(rows)]
    small = (str(Status.SUPPRESSED), str(Status.BANDED))
    return all(text == "0" if kind == Kind.NUMBER else meaning_of(one, text) not in small for text, kind in seen)


def _odd_periods(one: Understood) -> tuple[str, ...]:
    if one.roles.period is None:
        return ()
    return odd_periods(one.columns[one.roles.period], one.rows, header=one.headers[one.roles.period], asked=one.told.period_column)


def assumptions(one: Understood, answers: Answers) -> list[Assumption]:
    """What was assumed of a table of figures, with the reason."""
    about, where = one.sheet.place, one.place
    told = []
    for symbol in one.roles.symbols:
        if symbol not in answers.symbols:
            used = "Explore Education Statistics uses it" if is_explore(one) else "statistics for England mostly use it"
            told.append(Assumption(about, f"{symbol!r} means {meaning_of(one, symbol)}", f"that is how {used}", where))
    if any(said.bare and said.measure != said.words for said in one.headings.values()):
        stands = "stands in the lines above the table" if title_above(one) else f"is the name of the sheet, {one.sheet.name.strip()!r}"
        told.append(Assumption(about, f"what is measured {stands}", "its headers say nothing but periods", where))
    if not all(said.bare for said in one.headings.values()):
        told += [
            Assumption(about, f"all figures are of {text!r}", "a line above the table says nothing else", where)
            for text in group_above(one)
        ]
    within = next((said for said in one.headings.values() if said.within), None)
    if within is not None:
        told.append(Assumption(about, f"{within.within!r} is {within.period}", "it stands under a year, with others of that year", where))
    told += assumptions_of_writing(one)
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
    if one.roles.period is None and not all(said.period for said in one.headings.values()):
        of_all = period_of_all(one, answers)
        if of_all.label:
            says = f"the line above says {of_all.line!r}" if of_all.by == "line" else f"the sheet is called {one.sheet.name.strip()!r}"
            told.append(Assumption(about, f"the period is {of_all.label}", THE_READER_SAYS if of_all.by == "reader" else says, where))
    return told + [Assumption(about, what, THE_READER_SAYS, where) for what in _told(one)]


def _told(one: Understood) -> Iterator[str]:
    """What the reader says of the columns of a table."""
    headers = dict.fromkeys(one.headers.values())
    bare = [said.breakdown for said in one.headings.values() if one.told.headers_are and one.told.headers_are in said.breakdown]
    if bare:
        yield f"headers that are bare numbers are each {one.told.headers_are}: {bare[0]!r} is one"
    for header in headers:
        if header in one.told.units:
            yield f"the unit under {header!r} is {one.told.units[header]}"
        if one.told.tells_apart_by(header):
            yield f"{header!r} tells rows about one area apart"
