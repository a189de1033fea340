"""What speaks against the reading of a table whose councils stand across, beyond what speaks against any: each doubt is a question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from csrating.read.cells import UPRIGHT, Sheet, Turned
from csrating.read.inference.answers import Answers, Question, option, to_confirm
from csrating.read.inference.cell_words import is_period
from csrating.read.inference.columns.roles import NOTHING
from csrating.read.inference.figures.seen import Seen
from csrating.read.inference.finding.across import Across, other_codes_above, uneven_row
from csrating.read.inference.finding.areas import areas
from csrating.read.inference.kinds import KNOWN_SYMBOLS, Column, Kind, column_of
from csrating.read.inference.understood import Understood, stated_above, told
from csrating.read.periods import find_period
from csrating.read.tables.blocks import BETWEEN_HEADERS
from csrating.read.tables.named_areas import by_code, by_name
from csrating.read.tables.numbers import number

_A_LAYOUT = "a layout"
_LONGEST_REST = 40
_A_SUBJECT = "Reading"
"""What children learn, as well as a council."""


def doubts_about_turning(sheet: Sheet, found: Sequence[Across]) -> list[Question]:
    """What has to be asked before a sheet is turned: whether its councils stand across at all, and whether its rows are whole."""
    asked = list(_councils_down(sheet, found))
    for one in found:
        if uneven := uneven_row(sheet, one):
            row, width, usual = uneven
            what = f"what is missing from a row that has {width} cells where others have {usual}"
            asked.append(to_confirm(sheet.place, what, sheet.ref(row, 0), "cells at its end are blank"))
        if other := other_codes_above(sheet, one):
            what = "whose codes stand above the councils, as they are not theirs"
            asked.append(Question(sheet.place, what, sheet.ref(*other), _A_LAYOUT))
    return asked


def _councils_down(sheet: Sheet, found: Sequence[Across]) -> Iterator[Question]:
    """Councils down a column as well: each figure is about two of them, or two tables stand on the sheet in different ways."""
    rest = sheet.cells.copy()
    for one in found:
        rest[one.band.first : one.heading.last] = ""
    down = areas([column_of(rest[:, place]) for place in range(rest.shape[1])])
    if down is not None:
        column = (*down.names, *down.codes)[0]
        row = int(np.argmax(down.is_row))
        what = f"which council a figure is about, as councils stand down a column ({sheet.ref(row, column)}) and across a row too"
        yield Question(sheet.place, what, sheet.ref(found[0].heading.first, 0), _A_LAYOUT)


def doubts_of_turned(seen: Seen, one: Understood, answers: Answers) -> list[Question]:
    """What has to be asked of a table on a turned sheet; nothing of any other."""
    if not isinstance(seen.sheet, Turned):
        return []
    return [
        *_astray(seen, seen.sheet),
        *_headings_between(seen),
        *_words_going_on(seen, seen.sheet),
        *_words_once_for_several(seen),
        *_mixed_words(seen),
        *_half_dated(one, answers),
        *_same_headings(seen),
        *_areas_over_figures(seen),
        *_regions_over_no_council(seen),
    ]


def _astray(seen: Seen, sheet: Turned) -> Iterator[Question]:
    """Rows of areas that do not all stand in one row of the file, as those of one table do."""
    rows = [seen.extent.first, *seen.rows.tolist()]
    odd = [row for row in rows if sheet.band_of[row] == UPRIGHT or sheet.band_of[row] != sheet.band_of[rows[0]]]
    if odd or len(rows) == 1:
        yield seen.asks("whether all councils of the table stand in one row", [*odd, *rows][0], seen.areas.last)


def _headings_between(seen: Seen) -> Iterator[Question]:
    """A single cell to the left of figures with nothing beside it: it may head the lines that follow, or be a line without figures."""
    last = max(seen.roles.figures, default=0)
    for column, why in seen.roles.left_out.items():
        texts = [row for row in range(seen.extent.top, seen.extent.first) if seen.sheet.text(row, column)]
        if why == NOTHING and len(texts) == 1 and seen.areas.last < column < last:
            yield seen.asks_whether(f"whether {seen.headers[column]!r} heads the lines under it", seen.extent.top, column, "it does not")
            return


def _words_going_on(seen: Seen, sheet: Turned) -> Iterator[Question]:
    """Words to the left, under the last line of figures, that may be the rest of its own, and no note."""
    for away, line in enumerate(_lines_under(seen, sheet)):
        told = [(at, place) for at, place in enumerate(line) if sheet.text(*place)]
        if not told:
            return
        at, place = told[0]
        if len(told) == 1 and ((at and not away) or _goes_on(sheet.text(*place))):
            yield seen.asks_whether(f"whether {sheet.text(*place)!r} belongs to the line above it", *place, "it is a note")
            return


def _lines_under(seen: Seen, sheet: Turned) -> Iterator[list[tuple[int, int]]]:
    """The cells to the left, line by line, under the last line of figures: first those that are turned, then those that are not."""
    heads, band = range(seen.extent.top, seen.extent.first), sheet.band_of[seen.extent.first]
    for line in range(max(seen.roles.figures, default=0) + 1, sheet.bands[band].height):
        yield [(row, line) for row in heads]
    for row in range(int(np.flatnonzero(sheet.band_of == band)[-1]) + 1, len(sheet.cells)):
        if sheet.band_of[row] != UPRIGHT:
            return
        yield [(row, int(sheet.file_column[head])) for head in heads]


def _goes_on(text: str) -> bool:
    """Whether words read like the rest of a line: a few, which begin small, and with no symbol that is explained."""
    return text[0].islower() and len(text) <= _LONGEST_REST and text.split()[0].strip("=:") not in KNOWN_SYMBOLS


def _words_once_for_several(seen: Seen) -> Iterator[Question]:
    """Words to the left of figures that seem to stand for the lines under them too: they must do so for equally many, or be merged."""
    for row in range(seen.extent.top, seen.extent.first):
        texts = [(column, seen.sheet.text(row, column)) for column in seen.roles.figures]
        blank = [column for column, text in texts if not text and not _is_merged(seen.sheet, row, column)]
        starts = [place for place, (_, text) in enumerate(texts) if text]
        if blank and starts and (starts[0] or len({stop - start for start, stop in pairwise([*starts, len(texts)])}) > 1):
            yield seen.asks("whether the words above a blank hold for its line too", row, blank[0])
            return


def _mixed_words(seen: Seen) -> Iterator[Question]:
    """A column to the left of figures that holds periods or numbers in some lines and words in others: a line may stand one cell off."""
    for row in range(seen.extent.top, seen.extent.first):
        texts = [(column, text) for column in seen.roles.figures if (text := seen.sheet.text(row, column))]
        words = [column for column, text in texts if find_period(text) is None and number(text) is None]
        if words and any(is_period(text) or number(text) is not None for _, text in texts):
            what = "whether the line stands one cell off, as in others a period or a number stands there"
            yield seen.asks_whether(what, row, words[0], "it does not")
            return


def _half_dated(one: Understood, answers: Answers) -> Iterator[Question]:
    """Lines of figures without a period among lines that state theirs: what a title says may not hold for them."""
    if one.roles.period is None and stated_above(one):
        without = [column for column, said in one.headings.items() if not said.period and not told(answers, one, column)]
        if 0 < len(without) < len(one.headings):
            header, where = one.headers[without[0]], one.sheet.ref(one.extent.top, without[0])
            told_so = option("--period", f"{header}=PERIOD")
            yield Question(one.sheet.place, f"which period {header!r} is about", where, f"{told_so}, such as 2009 or 2009/10", (told_so,))


def _is_merged(sheet: Sheet, row: int, column: int) -> bool:
    return any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in sheet.merged)


def _same_headings(seen: Seen) -> Iterator[Question]:
    """Two columns to the left of figures with one heading, which say different things of the same line."""
    said: dict[str, tuple[int, list[str]]] = {}
    for row in range(seen.extent.top, seen.extent.first):
        head = BETWEEN_HEADERS.join(seen.sheet.text(row, column) for column in (*seen.areas.names, *seen.areas.codes))
        texts = [seen.sheet.text(row, column) for column in seen.roles.figures]
        if head.strip(BETWEEN_HEADERS) and said.setdefault(head, (row, texts))[1] != texts:
            yield seen.asks(f"which of the columns headed {head!r} says what is measured", row, seen.roles.figures[0])
            return


def _areas_over_figures(seen: Seen) -> Iterator[Question]:
    """Lines of figures that are headed by an area, where another area stands above: each figure is about both."""
    for column in seen.roles.figures:
        named = [part for part in seen.headers[column].split(BETWEEN_HEADERS) if by_name(part) and part != _A_SUBJECT]
        if named:
            what = f"what {named[0]!r} says of figures on other areas"
            yield seen.asks_whether(what, seen.extent.top, column, "it says what is measured", option("--leave-out", seen.headers[column]))
            return


def _regions_over_no_council(seen: Seen) -> Iterator[Question]:
    """Figures under a region where the rows of councils say nothing: the name of a council may be missing."""
    named = (*seen.areas.names, *seen.areas.codes)
    says = {place: seen.columns[place].kind[seen.rows] != Kind.NOTHING for place in named}
    of_councils = [place for place in named if _names_councils(seen.columns[place])]
    alone = seen.rows[~np.logical_or.reduce([says[place] for place in of_councils]) & np.logical_or.reduce(list(says.values()))]
    if len(alone):
        yield seen.asks("which council the figures under a region are about", int(alone[0]), of_councils[0])


def _names_councils(column: Column) -> bool:
    found = [by_name(text) or by_code(text) for text in column.texts]
    return any(known is not None and known.is_council for known in found)
