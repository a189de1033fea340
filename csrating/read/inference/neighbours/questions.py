"""What has to be asked of a list of neighbours before it can be given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from csrating import reference
from csrating.read.inference.answers import WITHOUT_HEADER, Answers, Question, option, to_confirm, to_leave_out, unconfirmed
from csrating.read.inference.figures.area_doubts import rivals
from csrating.read.inference.figures.doubts import short_rows
from csrating.read.inference.figures.seen import Seen
from csrating.read.inference.kinds import Kind
from csrating.read.inference.neighbours.headings import Says
from csrating.read.inference.neighbours.list import Listed, Neighbour, holds_councils
from csrating.read.inference.understood import stated_above
from csrating.read.neighbours.cells import closeness, is_code
from csrating.read.tables.named_areas import by_code
from csrating.read.tables.neighbour_columns import BY_ROW
from csrating.read.tables.numbers import number
from csrating.schema import CLOSENESS, Level

_MOST_UNKNOWN = 0.1
_A_LAYOUT = "a layout"


def questions_about_neighbours(made: Listed, answers: Answers) -> list[Question]:
    """What is not sure of a list of neighbours: which council, which neighbour, in which position, how near."""
    one = made.one
    seen = Seen(one.sheet, tuple(one.columns), one.areas, one.extent, one.headers, one.roles)
    asked = [*rivals(seen), *short_rows(seen), *_positions(made), *_astray(made), *_others(made), *_again(made)]
    for neighbour in made.neighbours:
        asked += [*_unknown(made, neighbour), *_closeness(made, neighbour), *_distance(made, neighbour)]
    return unconfirmed(asked, answers) or [*_of_one_name(made, answers), *unconfirmed(_nearer_again(made), answers)]


def _rows(made: Listed) -> NDArray[np.intp]:
    return np.arange(made.one.extent.first, made.one.extent.last)


def _asks(made: Listed, what: str, row: int, column: int, answer: str = _A_LAYOUT) -> Question:
    return Question(made.one.sheet.place, what, made.one.sheet.ref(row, column), answer)


def _asks_of(made: Listed, what: str, row: int, column: int) -> Question:
    """A question about a cell of a column without which the rest of the list can be read."""
    header = made.one.headers.get(column, WITHOUT_HEADER)
    return to_leave_out(made.one.sheet.place, what, made.one.sheet.ref(row, column), header)


def _positions(made: Listed) -> Iterator[Question]:
    """Which neighbour is the nearest must be said: by the header of each column, or in each row by one column."""
    by_row = [one for one in made.neighbours if one.position == BY_ROW]
    if by_row and (len(made.neighbours) > 1 or len(made.positions) != 1):
        header = made.one.headers[by_row[0].column]
        yield _asks(made, f"in which position the neighbours under {header!r} are", made.one.extent.top, by_row[0].column)
    for one in made.neighbours:
        again = [column for column in (*one.beside.values(), *made.again) if made.one.headers.get(column) == made.one.headers[one.column]]
        if again:
            header = made.one.headers[one.column]
            yield _asks_of(made, f"how two columns headed {header!r} differ", made.one.extent.top, again[0])
    for column in made.positions:
        said = [made.one.columns[column].texts[place] for place in made.one.columns[column].different(_rows(made))]
        odd = next((text for text in said if not text.isdigit() or not 0 < int(text) < 1000), None)
        if odd is not None:
            yield _asks(made, f"which position {odd!r} is", made.one.extent.first, column)


def _astray(made: Listed) -> Iterator[Question]:
    """Columns that say more of a neighbour, and not of which."""
    for column in made.astray[:1]:
        yield _asks_of(made, f"of which neighbours {made.one.headers.get(column, '')!r} speaks", made.one.extent.top, column)


def _others(made: Listed) -> Iterator[Question]:
    """Columns that have no part in the list, though they hold councils, stand between its columns, or have no header."""
    rows, mains = _rows(made), [one.column for one in made.neighbours]
    for column, held in enumerate(made.one.columns):
        if column in made.one.areas.all or not len(held.different(rows)):
            continue
        if column not in made.one.headers:
            if not made.one.told.leaves_out(WITHOUT_HEADER):
                yield _asks_of(made, "what the column without a header is", made.one.extent.first, column)
        elif column in made.taken or column in made.again or column in made.astray:
            continue
        elif min(mains) < column < max(mains) or holds_councils(held, made.one.extent.first):
            what = f"what {made.one.headers[column]!r} says of the neighbours"
            yield _asks_of(made, what, made.one.extent.top, column)


def _again(made: Listed) -> Iterator[Question]:
    """Two codes of one neighbour that mean different councils."""
    for column, first in made.again.items():
        for row in _rows(made):
            one, other = (by_code(made.one.sheet.text(int(row), place)) for place in (first, column))
            if one is not None and other is not None and one != other:
                yield _asks_of(made, "which of two columns says which neighbour is meant, as they say different ones", int(row), column)
                return


def _unknown(made: Listed, neighbour: Neighbour) -> Iterator[Question]:
    """Columns of neighbours in which much is no council that is known: something else may stand in them."""
    held = made.one.columns[neighbour.column]
    said = [place for place in held.different(_rows(made)) if held.kinds[place] not in (Kind.SYMBOL, Kind.BAND)]
    unknown = [place for place in said if not means_council(held.texts[place])]
    if len(unknown) > max(1, _MOST_UNKNOWN * len(said)):
        row = int(np.flatnonzero(held.of_row == unknown[0])[-1])
        where = made.one.sheet.ref(row, neighbour.column)
        reading = "rows of neighbours that are not known are left out"
        yield to_confirm(made.one.sheet.place, f"which council {held.texts[unknown[0]]!r} is", where, reading)


def means_council(text: str) -> bool:
    """Whether a cell names a council, or one of several that have had the name."""
    code, name = (text, "") if is_code(text) else ("", text)
    meant = reference.place(code, name, level=Level.COUNCIL)
    return isinstance(meant, reference.Place) or meant.reason == "ambiguous"


def _closeness(made: Listed, neighbour: Neighbour) -> Iterator[Question]:
    """Words that do not say how close a neighbour is, or numbers in their place."""
    column = neighbour.beside.get("closeness")
    if column is None:
        return
    held = made.one.columns[column]
    for place in held.different(_rows(made)):
        if held.kinds[place] not in (Kind.SYMBOL, Kind.BAND) and closeness(held.texts[place]) not in CLOSENESS:
            row = int(np.flatnonzero(held.of_row == place)[-1])
            yield _asks_of(made, f"how close {held.texts[place]!r} is", row, column)
            return


def _distance(made: Listed, neighbour: Neighbour) -> Iterator[Question]:
    """Distances that are no numbers."""
    column = neighbour.beside.get("distance")
    if column is None:
        return
    held = made.one.columns[column]
    for place in held.different(_rows(made)):
        value = number(held.texts[place], exponents=True)
        if held.kinds[place] != Kind.SYMBOL and (value is None or value < 0):
            row = int(np.flatnonzero(held.of_row == place)[-1])
            yield _asks_of(made, f"what distance {held.texts[place]!r} is", row, column)
            return


def _of_one_name(made: Listed, answers: Answers) -> Iterator[Question]:
    """Names that two councils have had, where nothing says of which time the list is."""
    if answers.period or stated_above(made.one):
        return
    names = () if made.one.areas.codes else made.one.areas.names
    for column in (*names, *(one.column for one in made.neighbours)):
        held = made.one.columns[column]
        for place in held.different(_rows(made)):
            meant = reference.place("", held.texts[place], level=Level.COUNCIL)
            if isinstance(meant, reference.NoPlace) and meant.reason == "ambiguous":
                row = int(np.flatnonzero(held.of_row == place)[-1])
                where, asks = made.one.sheet.ref(row, column), f"of which time the list is, as {meant.why}"
                yield Question(made.one.sheet.place, asks, where, "--period and the year, such as --period 2025", ("--period PERIOD",))
                return


def _nearer_again(made: Listed) -> Iterator[Question]:
    """Neighbours said to be nearer than one before them: what says so may belong to another neighbour."""
    for several in _how_far(made).values():
        for (_, before, _, _), (_, after, row, column) in pairwise(sorted(several)):
            if after < before:
                header = made.one.headers[column]
                asks = f"of which neighbours {header!r} speaks, as a later one would be nearer than one before it"
                where, other = made.one.sheet.ref(row, column), option("--leave-out", header)
                yield to_confirm(made.one.sheet.place, asks, where, "of those to its left", other)
                return


def _how_far(made: Listed) -> dict[tuple[str, ...], list[tuple[int, float, int, int]]]:
    """For each council, and each way to say how far its neighbours are: their positions, how far they are, and where it stands."""
    sheet = made.one.sheet
    found: dict[tuple[str, ...], list[tuple[int, float, int, int]]] = {}
    for row in made.one.rows.tolist():
        about = tuple(sheet.text(row, column) for column in (*made.one.areas.codes, *made.one.areas.names))
        for neighbour in made.neighbours:
            position = neighbour.position or int(sheet.text(row, made.positions[0]) or 0)
            for says, measured in _MEASURED.items():
                column = neighbour.beside.get(says)
                far = None if column is None else measured(sheet.text(row, column))
                if column is not None and far is not None:
                    found.setdefault((says, *about), []).append((position, far, row, column))
    return found


def _rank(text: str) -> float | None:
    word = closeness(text)
    return float(CLOSENESS.index(word)) if word in CLOSENESS else None


_MEASURED: Mapping[Says, Callable[[str], float | None]] = {"closeness": _rank, "distance": number}
