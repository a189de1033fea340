"""What speaks against it that the rows of a table are about the councils that they name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from csrating.read.inference.answers import Question, option
from csrating.read.inference.area_words import (
    heads_identifiers,
    heads_no_council_of_rows,
    heads_parts_of_councils,
    is_note,
    names_police_area,
    speaks_of_councils,
    speaks_of_local_authorities,
    speaks_of_other_areas,
)
from csrating.read.inference.cell_words import heads_areas, heads_other_bodies
from csrating.read.inference.columns.roles import IDENTIFIES
from csrating.read.inference.columns.word_columns import ANOTHER_IN_EACH, DESCRIBES, LONG
from csrating.read.inference.figures.seen import Seen
from csrating.read.inference.understood import lines_above
from csrating.read.tables.blocks import BETWEEN_HEADERS
from csrating.read.tables.named_areas import by_code, by_name
from csrating.reference.known_places import places_by_code

_GSS = re.compile(r"[EKNSW][0-9]{8}")
_LEAST_NAMES = 2
Codes = frozenset[str]


def doubts_about_areas(seen: Seen) -> Iterator[Question]:
    """What has to be asked before the rows of a table are given as those of the councils that they name."""
    yield from _areas_as_words(seen)
    yield from _rows_of_others(seen)
    yield from _other_bodies(seen)


def rivals(seen: Seen) -> Iterator[Question]:
    """Columns that name another council than the first of their kind does in the same row: two tables may stand side by side."""
    by_kind = ((named_council, (*seen.areas.names, *seen.areas.others)), (_coded, _of_councils(seen)))
    for look_up, (first, *others) in ((look_up, places) for look_up, places in by_kind if places):
        for column in others:
            row = _first_that_differs(seen, first, column, look_up)
            if row is not None:
                yield _which(seen, row, first, column)
                return


def _which(seen: Seen, row: int, first: int, column: int) -> Question:
    """Which of two columns says the council: each that may, with what its header says, first the one that speaks of councils."""
    asks, (one, other) = "which column says which council a row is about, as two say different ones", (first, column)
    headers = {place: seen.headers[place] for place in (one, other) if place in seen.headers}
    if _begins_another_table(seen, first, column):
        return _of_two_tables(seen, asks, row, column)
    if len(set(headers.values())) < 2:
        return seen.asks_of(asks, row, column)
    may = [place for place in (one, other) if not heads_no_council_of_rows(headers[place])]
    may.sort(key=lambda place: not speaks_of_councils(headers[place]))
    if not may:
        return seen.asks(asks, row, column)
    ways = [(option("--leave-out", headers[other if place == one else one]), headers[place]) for place in may]
    told = ", or ".join(f"{way}, if the rows are about the councils under {header!r}" for way, header in ways)
    return Question(seen.sheet.place, asks, seen.sheet.ref(row, column), told, (ways[0][0],))


def _begins_another_table(seen: Seen, first: int, column: int) -> bool:
    """Whether a column of councils is headed as areas are, with figures before it: another table stands beside the first."""
    leaf = [seen.headers.get(place, "").split(BETWEEN_HEADERS)[-1].casefold() for place in (first, column)]
    return (leaf[0] == leaf[1] or heads_areas(leaf[1])) and any(first < place < column for place in seen.roles.figures)


def _of_two_tables(seen: Seen, asks: str, row: int, column: int) -> Question:
    """A question about two tables side by side: the second can be left out whole, unless it is headed as the first is."""
    headers = [seen.headers[place] for place in sorted(seen.headers) if place >= column]
    before = {seen.headers[place].casefold() for place in seen.headers if place < column}
    if any(header.casefold() in before for header in headers):
        return seen.asks(asks, row, column, "a file with the two tables one below the other, as their columns are headed alike")
    options = tuple(option("--leave-out", header) for header in headers)
    return Question(seen.sheet.place, asks, seen.sheet.ref(row, column), f"{' '.join(options)}, to read the first table alone", options)


def _first_that_differs(seen: Seen, one: int, other: int, look_up: Callable[[str], Codes]) -> int | None:
    """The first row in which two columns mean no area in common."""
    left, right = seen.columns[one].of_row[seen.rows], seen.columns[other].of_row[seen.rows]
    meant = [[look_up(text) for text in seen.columns[place].texts] for place in (one, other)]
    for place in np.sort(np.unique(left.astype(np.int64) << 32 | right, return_index=True)[1]):
        said, said_too = meant[0][left[place]], meant[1][right[place]]
        if said and said_too and not said & said_too:
            return int(seen.rows[place])
    return None


def named_council(text: str) -> Codes:
    """The council that a name means; none where it means none, or something else."""
    known = by_name(text)
    return frozenset([known.code]) if known is not None and known.is_council else frozenset()


def _of_councils(seen: Seen) -> tuple[int, ...]:
    """The columns of codes of councils: those of regions and of England stand beside them in the same rows."""
    named = {place: [by_code(text) for text in seen.columns[place].texts] for place in seen.areas.codes}
    return tuple(place for place, some in named.items() if any(known is not None and known.is_council for known in some))


def _coded(text: str) -> Codes:
    """The council that a code can mean; none for the code of a region, which stands beside that of a council of it."""
    return frozenset(known.code for known in places_by_code().get(text, ()) if known.is_council)


def _areas_as_words(seen: Seen) -> Iterator[Question]:
    """Columns of areas that are not those of their rows, among the words that tell rows apart."""
    for column in (*seen.roles.breakdowns, *_said_of_each_row(seen)):
        said = [seen.columns[column].texts[place] for place in seen.columns[column].different(seen.rows)]
        if all(_GSS.fullmatch(text) or by_code(text) or by_name(text) for text in said):
            header, where = seen.headers[column], seen.sheet.ref(seen.extent.first, column)
            ways = [option("--leave-out", header), option("--breakdown", header)]
            if _are_smaller(said):
                ways.reverse()
            if not seen.told.tells_apart_by(header):
                asks = f"what the areas under {header!r} say of the rows"
                yield Question(seen.sheet.place, asks, where, " or ".join(ways), tuple(ways[:1]))


def _are_smaller(said: Sequence[str]) -> bool:
    """Whether codes are those of areas within councils: wards, districts, constituencies."""
    return all(_GSS.fullmatch(text) and by_code(text) is None for text in said)


def _said_of_each_row(seen: Seen) -> list[int]:
    """The columns that are left out though something else stands in them in nearly every row."""
    return [place for place, why in seen.roles.left_out.items() if why in (ANOTHER_IN_EACH, DESCRIBES, IDENTIFIES, LONG)]


def _rows_of_others(seen: Seen) -> Iterator[Question]:
    """Columns that say which school, home, provider or ward each row is about: then no row is about its council."""
    said = [place for place in _said_of_each_row(seen) if heads_parts_of_councils(seen.headers[place].split(BETWEEN_HEADERS)[-1])]
    said = [place for place in said if len(seen.columns[place].different(seen.rows)) > 1]
    told = [seen.headers[place] for place in seen.roles.breakdowns]
    if not said or any(heads_parts_of_councils(header.split(BETWEEN_HEADERS)[-1]) for header in told):
        return
    said.sort(key=lambda place: (heads_identifiers(seen.headers[place]), place))
    headers = [seen.headers[place] for place in said]
    first = seen.sheet.ref(seen.extent.first, said[0])
    ways = [option("--breakdown", headers[0]), option("--confirm", first.split("#", 1)[-1])]
    asks = f"whether the rows are about councils, or about what stands under {' and '.join(map(repr, headers))}"
    reading = "the rows are about the councils"
    answer = f"{ways[0]}, if they are about these, or {ways[1]}, if they are about the councils all the same"
    yield Question(seen.sheet.place, asks, first, answer, tuple(ways[:1]), reading)


def _other_bodies(seen: Seen) -> Iterator[Question]:
    """Areas that are no councils by their header, by the lines above the table, or by their names: the Cheshire of the police is none."""
    for column in (*seen.areas.names, *seen.areas.codes):
        words = seen.headers.get(column, "")
        if heads_other_bodies(words):
            yield seen.asks_whether(f"whether the areas under {words!r} are councils", seen.extent.top, column, "they are councils")
            return
    column = (*seen.areas.names, *seen.areas.codes)[0]
    why = _says_other_areas(seen) or _names_other_areas(seen)
    if why and not speaks_of_local_authorities(seen.headers.get(column, "")):
        asks = f"whether the areas are councils, as {why}"
        yield seen.asks_whether(asks, seen.extent.top, column, "they are councils")


def _says_other_areas(seen: Seen) -> str:
    """What a line above the table, or the name of its sheet, says of areas that are no councils; '' where it speaks of councils too."""
    above = [line for line in lines_above(seen.sheet, seen.extent) if not is_note(line)]
    lines = [*above, *([seen.sheet.name.strip()] if seen.sheet.widths is None else [])]
    if any(speaks_of_local_authorities(line) for line in lines):
        return ""
    return next((f"{line!r} says" for line in lines if speaks_of_other_areas(line)), "")


def _names_other_areas(seen: Seen) -> str:
    """The names of areas of the police among the areas of a table; '' where there are none, or a single one."""
    named = [text for place in seen.areas.names for text in seen.columns[place].texts if names_police_area(text)]
    return f"{' and '.join(map(repr, named[:_LEAST_NAMES]))} are areas of the police" if len(named) >= _LEAST_NAMES else ""
