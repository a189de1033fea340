"""A proposed layout made general: headers that differ in years alone are one pattern with a period in it, for the next release."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import Final

from csrating.errors import CsratingError
from csrating.read.cells import Sheet, stripped
from csrating.read.figures.periods import dated
from csrating.read.layouts.patterns import pattern_of, text_of
from csrating.read.layouts.vocabulary import Figure, Kind, Periods, Table
from csrating.read.periods import find_period, stated_at
from csrating.read.tables.blocks import BETWEEN_HEADERS, Block, blocks
from csrating.read.tables.columns import FigureColumn, columns
from csrating.read.tables.lines_above import in_any_year

_KINDS: Final[tuple[Kind, ...]] = ("year", "two years", "quarter")
_GIVES = ("figures", "judgement counts")
_DIGITS = (4, 6)  # 2009 and 200910


def in_any_year_where_safe(sheet: Sheet, tables: Sequence[Table]) -> tuple[Table, ...]:
    """The tables of a sheet with periods for years in their headers, titles and notes, where they then say the same of each column.

    Args:
        sheet: as the tables stand on it.
        tables: what is proposed, with each header and title to the letter.

    Returns:
        The tables, or those that were given where that is not so.
    """
    wider = tuple(_widened(table) if table.gives in _GIVES else table for table in tables)
    if wider == tuple(tables):
        return wider
    try:
        return wider if _say_the_same(sheet, tables, wider) else tuple(tables)
    except CsratingError:
        return tuple(tables)


def _widened(table: Table) -> Table:
    figures = tuple(_in_groups(table))
    if figures == table.figures:
        return table
    kinds = {_kind(figure.period) for figure in table.figures}
    kind = next(iter(kinds)) if len(kinds) == 1 and "period" not in table.columns else "any"
    return replace(
        table,
        header=tuple(dict.fromkeys(_in_any_year(pattern) for pattern in table.header)),
        title=_in_any_year(table.title),
        notes_begin=_in_any_year(table.notes_begin),
        figures=figures,
        periods=Periods(kind or "any"),
    )


def _in_any_year(pattern: str) -> str:
    return in_any_year(text_of(pattern))


def _in_groups(table: Table) -> Iterator[Figure]:
    """The columns of figures; those whose headers differ in their periods alone as one."""
    kinds = {_kind(figure.period) for figure in table.figures}
    headers = [_with_period(figure, alone=len(kinds) == 1) for figure in table.figures]
    groups: dict[str, list[Figure]] = {}
    for header, figure in zip(headers, table.figures, strict=True):
        groups.setdefault(header, []).append(figure)
    together = {header: _together(header, group) for header, group in groups.items() if header}
    told = set()
    for header, figure in zip(headers, table.figures, strict=True):
        one = together.get(header)
        if one is None:
            yield figure
        elif header not in told:
            told.add(header)
            yield one


def _together(header: str, group: Sequence[Figure]) -> Figure | None:
    """Columns of several periods as one; None where they differ in anything else, but for the marks that stand in some of them."""
    marks = {mark: means for figure in group for mark, means in figure.marks.items()}
    said = [replace(figure, header=header, period="", marks=marks) for figure in group]
    alike = all(one == said[0] for one in said) and all(marks[mark] == means for one in group for mark, means in one.marks.items())
    return said[0] if alike else None


def _kind(label: str) -> Kind | None:
    """The kind of a period, of those that a layout can name."""
    found = find_period(label)
    return next((kind for kind in _KINDS if found and not found.rest and found.period.kind == kind), None)


def _with_period(figure: Figure, *, alone: bool) -> str:
    """The header of a column with a group for its period; '' where it does not state it once, in a form that no other kind has.

    2010-12 may be December, or three years: such a form is taken where all columns are of two years ``alone``; nothing else is read then.
    """
    parts = text_of(figure.header).split(BETWEEN_HEADERS)
    stating = [place for place, part in enumerate(parts) if find_period(part) is not None]
    kind = _kind(figure.period)
    if len(stating) != 1 or kind is None or (kind == "two years" and not alone):
        return ""
    part = parts[stating[0]]
    start, until = stated_at(part)
    said = part[start:until]
    form = rf"\d{{{len(said)}}}" if said.isdecimal() and len(said) in _DIGITS else in_any_year(said)
    if form == pattern_of(said) or find_period(part[:start]) or find_period(part[until:]):
        return ""
    general = f"{pattern_of(part[:start])}(?P<period>{form}){pattern_of(part[until:])}"
    return BETWEEN_HEADERS.join(general if place == stating[0] else pattern_of(other) for place, other in enumerate(parts))


def _say_the_same(sheet: Sheet, tables: Sequence[Table], wider: Sequence[Table]) -> bool:
    """Whether the wider tables are found where the others are, and say the same of each column."""
    before, after = blocks(sheet, tables), blocks(sheet, wider)
    if [(one.start, one.top, one.last) for one in before] != [(one.start, one.top, one.last) for one in after]:
        return False
    return all(_has_the_same_columns(one, other) and _has_the_same_notes(one, other) for one, other in zip(before, after, strict=True))


def _has_the_same_columns(one: Block, other: Block) -> bool:
    exact = {figure.header: figure for figure in one.table.figures}
    expected = {column: exact[pattern] for column, text in one.headers.items() if (pattern := pattern_of(text)) in exact}
    found = columns(other)
    if {column.column for column in found.figures} != set(expected):
        return False
    return all(_is_the_same(other, column, expected[column.column]) for column in found.figures)


def _is_the_same(block: Block, column: FigureColumn, figure: Figure) -> bool:
    compared = {field.name for field in fields(Figure)} - {"header", "words", "period", "periods", "grade", "marks"}
    alike = all(getattr(column, name) == getattr(figure, name) for name in compared)
    if not column.period or not figure.period:
        return alike and column.period == figure.period
    return alike and str(dated(block, column.period)) == str(dated(block, figure.period))


def _has_the_same_notes(one: Block, other: Block) -> bool:
    """Whether notes begin with the same cells by both."""
    if one.table.notes_begin == other.table.notes_begin:
        return True
    texts = {stripped(value) for row in other.sheet.cells[other.first : other.last] for value in row}
    exact, wider = (re.compile(block.table.notes_begin, re.DOTALL).fullmatch for block in (one, other))
    return all(bool(exact(text)) == bool(wider(text)) for text in texts)
