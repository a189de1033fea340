"""Where a table stands on its sheet, as a layout says it: by which words its header, its areas and the notes under it are known."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from csrating.read.cells import Sheet, stripped
from csrating.read.inference.finding.repeated_headers import header_again
from csrating.read.inference.kinds import Kind
from csrating.read.inference.strange_areas import some_areas_are_strange
from csrating.read.inference.understood import Understood, lines_above
from csrating.read.layouts.patterns import pattern_of
from csrating.read.layouts.reading import Gives, Table
from csrating.read.tables.lines_above import in_any_year, says_what_figures_are
from csrating.read.tables.named_areas import by_name

KnownBy = tuple[tuple[str, ...], int, str]
"""The words by which a header is known, how many of its rows are above the one that they stand in, and the title of the table."""


def table_at(one: Understood, name: str, known_by: KnownBy, *, gives: Gives) -> Table:
    """A table of any kind as a layout has it, with nothing said yet of what its columns hold."""
    header, above, title = known_by
    return Table(
        name=name,
        gives=gives,
        sheet=pattern_of(one.sheet.name.strip()),
        header=header,
        header_rows=one.extent.first - one.extent.top,
        header_above=above,
        title=pattern_of(title),
        lines=kept_lines(one, title),
        area_names=tuple(one.pattern(place) for place in one.areas.names),
        area_codes=tuple(one.pattern(place) for place in one.areas.codes),
        notes_begin=notes_begin(one),
        unknown_areas=unknown_areas(one),
    )


def kept_lines(one: Understood, title: str) -> tuple[str, ...]:
    """The lines above a table that may say what its figures are about, as patterns in which only the years may be others.

    A release that says something else there is about something else. Of a line that stands above the ``title`` nothing is kept, nor of
    one that cannot be told from others.
    """
    above = [stripped(value) for row in one.sheet.cells[: one.extent.top] for value in row if stripped(value)]
    lines = list(dict.fromkeys(lines_above(one.sheet, one.extent)))
    under = lines[lines.index(title) + 1 :] if title in lines else [] if title else lines
    return tuple(pattern for text in under if says_what_figures_are(text) and (pattern := _alone(text, above)))


def _alone(text: str, among: Sequence[str]) -> str:
    """A pattern that matches a text in any year and no other of those; that of the very text where others differ in years alone."""
    different = set(among)
    for pattern in (in_any_year(text), pattern_of(text)):
        if sum(re.fullmatch(pattern, other) is not None for other in different) == 1:
            return pattern
    return ""


def known_header_row(one: Understood) -> KnownBy:
    """By which words the header of a table is known, how many of its rows are above the one that they stand in, and its title.

    The title is given only where other tables of the sheet have the same header; no words where nothing tells it apart.
    """
    found, again = [], header_again(one.sheet, one.areas, one.extent)
    for row in range(one.extent.top, one.extent.first):
        texts = tuple(dict.fromkeys(stripped(value) for value in one.sheet.cells[row] if stripped(value)))
        rows = _rows_with(one.sheet, texts)
        if texts and (rows == [row] or (again and rows[0] == row and rows[-1] < one.extent.last)):
            return _patterns(texts), row - one.extent.top, ""
        found.append((row, texts, rows))
    for title, line in _lines_above(one):
        for row, texts, rows in found:
            if texts and next((other for other in rows if other > line), None) == row:
                return _patterns(texts), row - one.extent.top, title
    return (), 0, ""


def _patterns(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(pattern_of(text) for text in texts)


def _rows_with(sheet: Sheet, texts: Sequence[str]) -> list[int]:
    """The rows in which all these words stand together."""
    with_each = [{row for row, _ in sheet.cells_with(text)} for text in texts]
    return sorted(set.intersection(*with_each)) if with_each else list(range(len(sheet.cells)))


def _lines_above(one: Understood) -> list[tuple[str, int]]:
    """The lines above a table that stand nowhere else on the sheet, the nearest first, each with its row; a region is no title."""
    lines = [(stripped(value), row) for row in range(one.extent.top - 1, one.extent.above - 1, -1) for value in one.sheet.cells[row]]
    return [(text, row) for text, row in lines if text and by_name(text) is None and _rows_with(one.sheet, [text]) == [row]]


def notes_begin(one: Understood) -> str:
    """The words with which the notes under a table begin, as a pattern; '' where there are none, or they cannot be told from a row."""
    for row in range(one.extent.last, len(one.sheet.cells)):
        first = next((stripped(value) for value in one.sheet.cells[row] if stripped(value)), "")
        if first:
            return "" if first in _first_words(one) else pattern_of(first)
    return ""


def _first_words(one: Understood) -> set[str]:
    """What stands first in the rows of the body: no note may begin so, or the rows would be taken for notes."""
    rows = one.sheet.cells[one.extent.first : one.extent.last]
    return {next((stripped(value) for value in row if stripped(value)), "") for row in rows}


def unknown_areas(one: Understood) -> str:
    """Why rows of a table that name no area are left out; '' where there are none."""
    body = slice(one.extent.first, one.extent.last)
    filled = np.column_stack([column.kind[body] != Kind.NOTHING for column in one.columns]).any(axis=1)
    unnamed = (filled & ~one.areas.is_row[body]).any()
    return "no area that is known is named in the row" if unnamed or some_areas_are_strange(one) else ""
