"""A table of figures as a layout has it, and what was assumed of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from csrating.read.cells import stripped
from csrating.read.inference.answers import NOUGHTS, THE_READER_SAYS, Answers, Assumption
from csrating.read.inference.cell_words import is_period
from csrating.read.inference.columns.headers import heading
from csrating.read.inference.columns.roles import heads_days, odd_periods
from csrating.read.inference.columns.word_columns import SAYS_ONE_THING
from csrating.read.inference.figures.written import are_shown_as_percentages, assumptions_of_writing, unit_written, written
from csrating.read.inference.finding.repeated_headers import header_again
from csrating.read.inference.kinds import Kind, says_itself
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
from csrating.read.layouts.vocabulary import HEADER_AGAIN
from csrating.read.periods import days_among
from csrating.read.tables.blocks import BETWEEN_HEADERS
from csrating.read.tables.lines_above import line_with_period
from csrating.read.tables.numbers import number
from csrating.read.tables.rows import AREA
from csrating.schema import Level, Status

_LEAST_NOUGHTS = 10
_MARKS = ("revised", "provisional", "estimated", "final", "amended")
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
        left_out_rows=(
            *_rows_of_others(one),
            *_headers_again(one),
            *(LeftOut(pattern_of(text), NO_PERIOD, "period") for text in _odd_periods(one)),
        ),
        symbols=means,
        levels=one.areas.levels.means,
    )


def _rows_of_others(one: Understood) -> tuple[LeftOut, ...]:
    """The rows that are about something else than a council, a region or England, by the word that says so."""
    return tuple(LeftOut(pattern_of(word), f"{word!r}: {why}", "level") for word, why in one.areas.levels.other.items())


def _headers_again(one: Understood) -> tuple[LeftOut, ...]:
    """The rows in which the header of the table stands again, as at the top of each page."""
    word = header_again(one.sheet, one.areas, one.extent)
    return (LeftOut(pattern_of(word), HEADER_AGAIN, AREA),) if word else ()


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
            measure=said.measure if said.bare or said.titled else BETWEEN_HEADERS.join([*of_title, said.measure]),
            period=periods[place],
            breakdown=said.breakdown if said.bare else "; ".join(filter(None, (said.breakdown, *group_above(one)))),
            unit=unit_written(one, place),
            scale=100.0 if are_shown_as_percentages(one, place) else 1.0,
            symbols=_numbers_for_none(one, answers) | ({"0": str(Status.NOT_AVAILABLE)} if _is_nought_throughout(one, place) else {}),
            written=tuple(written(one, place).ways),
            marks=written(one, place).means,
        )
        for place, said in one.headings.items()
    )


def _numbers_for_none(one: Understood, answers: Answers) -> dict[str, str]:
    """What the reader says of numbers that stand for none: only as symbols of their columns are they no numbers."""
    return {symbol: answers.symbols[symbol] for symbol in one.roles.symbols if symbol in answers.symbols and number(symbol) is not None}


def group_above(one: Understood) -> tuple[str, ...]:
    """The line above a table that only says of whom all its figures are: Boys."""
    groups = [text for text in lines_above(one.sheet, one.extent) if _GROUP.fullmatch(text)]
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
            why = "its words say so" if says_itself(symbol) else f"that is how {used}"
            told.append(Assumption(about, f"{symbol!r} means {meaning_of(one, symbol)}", why, where))
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
    told += [Assumption(about, what, why, where) for what, why in _of_periods(one)]
    told += assumptions_of_writing(one)
    for word in one.areas.england:
        told.append(Assumption(about, f"{word!r} alone means England", "it stands beside its nine regions", where))
    for column in one.headings:
        if _is_nought_throughout(one, column):
            what, why = (
                f"{NOUGHTS} under {one.headers[column]!r}",
                "nothing else stands there, as where figures are yet to come",
            )
            told.append(Assumption(about, what, why, one.sheet.ref(one.extent.top, column)))
    for column, why in one.roles.left_out.items():
        if why.startswith(SAYS_ONE_THING):
            told.append(Assumption(about, f"{one.headers[column]!r} {why} and is no part of any figure", "it tells no rows apart", where))
    for word, why in one.areas.levels.other.items():
        told.append(Assumption(about, f"rows of {word!r} are left out", f"they are {why}", where))
    for text in _odd_periods(one):
        told.append(Assumption(about, f"rows of {text!r} are left out", NO_PERIOD, where))
    if one.roles.period is None and not all(said.period for said in one.headings.values()):
        of_all = period_of_all(one, answers)
        if of_all.label:
            says = f"the line above says {of_all.line!r}" if of_all.by == "line" else f"the sheet is called {one.sheet.name.strip()!r}"
            told.append(Assumption(about, f"the period is {of_all.label}", THE_READER_SAYS if of_all.by == "reader" else says, where))
    return told + [Assumption(about, what, THE_READER_SAYS, where) for what in _told(one)]


def _of_periods(one: Understood) -> Iterator[tuple[str, str]]:
    """What was taken for the period of a header that says more than a period, each kind once, with the reason."""
    said = list(one.headings.values())
    if days := _headed_days(one):
        yield f"the days under {days!r} are those that the rows are about", "its header says so, and many rows share them"
    if changes := [each for each in said if each.later_of]:
        yield f"{changes[0].words!r} is about {changes[0].period}", f"a change from {changes[0].later_of} is told at the later of the two"
    marked = {mark: each for each in reversed(said) for mark in each.marks if mark in _MARKS or mark not in each.words.lower()}
    for mark, each in sorted(marked.items()):
        yield f"{each.words!r} is {each.period}, {mark}", "what stands beside the period says so, and names nothing that is measured"
    if titled := next((each for each in said if each.titled), None):
        yield (
            f"{titled.words!r} is of what the lines above the table name",
            "it says nothing of what is measured but what kind of figure it is",
        )


def _headed_days(one: Understood) -> str:
    """The header of the column of periods, where it says that days are; '' where other periods stand there, or the reader named it."""
    if one.roles.period is None or one.told.period_column or not heads_days(one.headers[one.roles.period]):
        return ""
    column = one.columns[one.roles.period]
    days = days_among(column.texts[place] for place in column.different(one.rows))
    return one.headers[one.roles.period] if days else ""


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
