"""A list of neighbours as a layout has it, and what was assumed of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from csrating.read.inference.answers import Answers, Assumption
from csrating.read.inference.columns.roles import NOTHING
from csrating.read.inference.kinds import Kind, meaning
from csrating.read.inference.neighbours.headings import Says, neighbour_heading
from csrating.read.inference.neighbours.list import Listed, Neighbour
from csrating.read.inference.neighbours.questions import means_council
from csrating.read.inference.table_place import known_header_row, table_at, unknown_areas
from csrating.read.inference.understood import stated_above
from csrating.read.layouts.patterns import pattern_of
from csrating.read.layouts.reading import LeftOut, Neighbours, Table
from csrating.read.tables.neighbour_columns import BESIDE, BY_ROW

NO_PART = "says nothing of neighbours"
AGAIN = "says again which council the neighbour is"
UNKNOWN = "no council that is known is named"


def neighbour_table(made: Listed, name: str, answers: Answers) -> Table:
    """A list of neighbours as a layout has it."""
    one = made.one
    known_by = known_header_row(one)
    return replace(
        table_at(one, name, known_by, gives="neighbours"),
        columns={"position": one.pattern(made.positions[0])} if made.positions else {},
        area_blanks=one.areas.blanks,
        neighbours=_neighbours(made),
        left_out_columns=_left_out(made),
        symbols={symbol: answers.symbols.get(symbol, meaning(symbol)) for symbol in _symbols(made)},
        unknown_areas=unknown_areas(one) or (UNKNOWN if _some_unknown(made) else ""),
        period=answers.period or stated_above(one),
    )


def _neighbours(made: Listed) -> tuple[Neighbours, ...]:
    """The columns of neighbours: all in one pattern where their headers differ in nothing but the position."""
    said: tuple[Says, ...] = ("neighbour", *BESIDE)
    alike = [_pattern_of_all(made, says) for says in said]
    if made.neighbours[0].position != BY_ROW and None not in alike:
        return (Neighbours(alike[0] or "", 0, *(text or "" for text in alike[1:])),)
    return tuple(Neighbours(_pattern(made, one.column), one.position, *_patterns_beside(made, one)) for one in made.neighbours)


def _patterns_beside(made: Listed, one: Neighbour) -> list[str]:
    return [_pattern(made, one.beside[says]) if says in one.beside else "" for says in BESIDE]


def _pattern(made: Listed, column: int) -> str:
    return pattern_of(made.one.headers[column])


def _pattern_of_all(made: Listed, says: Says) -> str | None:
    """The one pattern that the headers of all such columns are like; '' where there are none, None where no single one would do."""
    columns = [(one.position, one.column if says == "neighbour" else one.beside.get(says)) for one in made.neighbours]
    if all(column is None for _, column in columns):
        return ""
    headers = [(position, "" if column is None else made.one.headers.get(column, "")) for position, column in columns]
    patterns = {_with_position(header, position) for position, header in headers}
    same = {pattern_of(header) for _, header in headers}
    found = same if "" in patterns else patterns
    return found.pop() if len(found) == 1 and "" not in found else None


def _with_position(header: str, position: int) -> str:
    """A header as a pattern with its position as a group; '' where it does not hold the position once."""
    parts = re.split(rf"(?<![0-9])0*{position}(?![0-9])", header)
    return r"(?P<position>\d+)".join(map(pattern_of, parts)) if len(parts) == 2 else ""


def _left_out(made: Listed) -> tuple[LeftOut, ...]:
    """The columns that have no part in the list, each with the reason."""
    one = made.one
    areas = (*one.areas.names, *one.areas.codes)
    rest = [column for column in one.headers if column in one.areas.others or column not in made.taken]
    rows = np.arange(one.extent.first, one.extent.last)

    def why(column: int) -> str:
        if column in made.again:
            return AGAIN
        return NO_PART if one.columns[column].different(rows) else NOTHING

    return tuple(LeftOut(one.pattern(column), why(column)) for column in rest if column not in areas)


def _symbols(made: Listed) -> list[str]:
    """The symbols that stand in place of neighbours and of what is said of them."""
    rows = np.arange(made.one.extent.first, made.one.extent.last)
    columns = [column for one in made.neighbours for column in (one.column, *one.beside.values())]
    held = [(made.one.columns[column], place) for column in columns for place in made.one.columns[column].different(rows)]
    return list(dict.fromkeys(column.texts[place] for column, place in held if column.kinds[place] in (Kind.SYMBOL, Kind.BAND)))


def _some_unknown(made: Listed) -> bool:
    rows = np.arange(made.one.extent.first, made.one.extent.last)
    held = [(made.one.columns[one.column], place) for one in made.neighbours for place in made.one.columns[one.column].different(rows)]
    return any(column.kinds[place] not in (Kind.SYMBOL, Kind.BAND) and not means_council(column.texts[place]) for column, place in held)


def assumptions_of_neighbours(made: Listed, answers: Answers) -> list[Assumption]:
    """What was assumed of a list of neighbours, with the reason."""
    about, where = made.one.sheet.place, made.one.place
    told = [
        Assumption(about, f"{symbol!r} means {meaning(symbol)}", "that is how statistics for England mostly use it", where)
        for symbol in _symbols(made)
        if symbol not in answers.symbols
    ]
    for header in dict.fromkeys(_unplaced(made)):
        what = f"what stands under {header!r} is about the neighbour to its left"
        told.append(Assumption(about, what, "such a column follows each, and none gives a position", where))
    if period := (not answers.period and stated_above(made.one)):
        told.append(Assumption(about, f"the list is of {period}", "a line above the table says so", where))
    return told


def _unplaced(made: Listed) -> Sequence[str]:
    """The headers of columns that say more of a neighbour and give no position, where there are several neighbours."""
    if len(made.neighbours) == 1:
        return []
    headers = [made.one.headers.get(column, "") for one in made.neighbours for column in one.beside.values()]
    return [text for text in headers if (heading := neighbour_heading(text)) is None or not heading.position]
