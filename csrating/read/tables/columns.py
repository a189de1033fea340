"""What each column of a table is, by what its header says."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from csrating.errors import LayoutError
from csrating.read.grades import grade
from csrating.read.layouts.reading import BY_ITS_AREAS, NO_HEADER, Figure, LeftOut, Table
from csrating.read.tables.blocks import Block
from csrating.read.tables.named_areas import areas_named
from csrating.read.tables.neighbour_columns import NeighbourColumn, neighbour_columns
from csrating.schema import GRADES


@dataclass(frozen=True)
class FigureColumn:
    """A column of figures and what its header says of them; '' where it says nothing."""

    column: int
    measure: str
    indicator: str = ""
    period: str = ""
    breakdown: str = ""
    unit: str = ""
    scale: float = 1.0
    symbols: Mapping[str, str] = field(default_factory=dict)
    ends: str = ""
    grade: str = ""
    written: tuple[str, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Columns:
    """What the columns of a block are: one column for each role, the columns of figures, and those left out, with the reason.

    ``area_names``, ``area_codes`` and ``breakdowns`` are the columns of a table that gives figures, ``neighbours`` those of a list of them;
    ``constants`` are columns that say one word in each row, which are among those left out.
    """

    roles: Mapping[str, int]
    figures: tuple[FigureColumn, ...]
    left_out: Mapping[int, str]
    area_names: tuple[int, ...] = ()
    area_codes: tuple[int, ...] = ()
    breakdowns: Mapping[str, int] = field(default_factory=dict)
    neighbours: tuple[NeighbourColumn, ...] = ()
    constants: Mapping[int, str] = field(default_factory=dict)


def columns(block: Block) -> Columns:
    """What each column of the block is, by what its header says.

    Raises:
        LayoutError: a role has no column or several, or a header is none of those that the layout names.
    """
    table = block.table
    roles = {role: _role_column(block, role, pattern) for role, pattern in table.columns.items()}
    names = _area_columns(block, "area name", table.area_names, taken=())
    codes = _area_columns(block, "area code", table.area_codes, taken=names)
    breakdowns = {name: _role_column(block, name, pattern) for name, pattern in table.breakdowns.items()}
    neighbours = neighbour_columns(table, block.sheet, block.headers, where=block.place)
    constants = {_role_column(block, f"always {word!r}", pattern): word for pattern, word in table.constants.items()}
    of_neighbours = {column for one in neighbours for column in one.all}
    taken = {*roles.values(), *names, *codes, *breakdowns.values(), *of_neighbours, *constants}
    rest = {column: text for column, text in block.headers.items() if column not in taken}
    headers = [(re.compile(figure.header), figure) for figure in table.figures]  # once: a wide table has thousands
    figures = {column: found for column, text in rest.items() if (found := _figure_column(block, column, text, headers))}
    left_out = {column: one.why for column, text in rest.items() if column not in figures and (one := _left_out(block.table, text))}
    _refuse_both(block, figures)
    unknown = {column: text for column, text in rest.items() if column not in figures and column not in left_out}
    left_out |= _left_out_without_header(block, taken)
    left_out |= {column: f"{block.headers[column]!r}: says {word!r} in each row" for column, word in constants.items()}
    strangers = [f"{text!r} ({block.sheet.ref(block.first - 1, column)})" for column, text in unknown.items()]
    if strangers:
        raise LayoutError(
            f"table {table.name!r} has columns that its layout does not know: {', '.join(strangers[:5])}",
            where=block.place,
            do="Say in the layout what they are, or leave them out there with a reason.",
        )
    return Columns(roles, tuple(figures.values()), left_out, names, codes, breakdowns, neighbours, constants)


def _refuse_both(block: Block, figures: Collection[int]) -> None:
    """Raise where a column of figures is one that the layout leaves out, too."""
    patterns = [(re.compile(one.what), one.what) for one in block.table.left_out_columns if one.what != NO_HEADER]
    for column in figures:
        both = next((what for pattern, what in patterns if pattern.fullmatch(block.headers[column])), "")
        if both:
            raise LayoutError(
                f"the header {block.headers[column]!r} is one of figures and, by {both!r} in [table.left_out_columns], left out",
                where=block.sheet.ref(block.top, column),
                expected="one of the two",
            )


def _role_column(block: Block, role: str, pattern: str) -> int:
    found = [column for column, text in block.headers.items() if re.fullmatch(pattern, text)]
    if len(found) == 1:
        return found[0]
    texts = ", ".join(repr(text) for text in list(block.headers.values())[:8])
    said = f"{len(found)} columns are" if found else "no column is"
    raise LayoutError(
        f"{said} headed {pattern!r} ({role}) in table {block.table.name!r}; its headers are {texts}",
        where=block.place,
        expected="exactly one",
        do="If the publisher has renamed the column, change the layout.",
    )


def _area_columns(block: Block, role: str, patterns: Sequence[str], *, taken: Sequence[int]) -> tuple[int, ...]:
    """The columns of areas under these headers; for those without a header, the ones whose cells name most areas."""
    bare = [column for column in range(block.sheet.cells.shape[1]) if column not in block.headers and column not in taken]
    named = {column: areas_named(block.sheet, column, code=role == "area code") for column in bare if BY_ITS_AREAS in patterns}
    best = iter(sorted((column for column, count in named.items() if count), key=lambda column: (-named[column], column)))
    found = [next(best, None) if pattern == BY_ITS_AREAS else _role_column(block, role, pattern) for pattern in patterns]
    if None in found:
        raise LayoutError(f"too few columns without a header name areas ({role})", where=block.place, expected=str(len(patterns)))
    return tuple(column for column in found if column is not None)


def _figure_column(block: Block, column: int, text: str, headers: Sequence[tuple[re.Pattern[str], Figure]]) -> FigureColumn | None:
    matches: list[tuple[Figure, dict[str, str]]] = []
    for header, figure in headers:
        if match := header.fullmatch(text):
            matches.append((figure, {name: words.strip() for name, words in match.groupdict(default="").items()}))
    if not matches:
        return None
    if len(matches) > 1:
        raise LayoutError(
            f"the header {text!r} is matched by {len(matches)} figures of the layout", where=block.sheet.ref(block.top, column)
        )
    figure, said = matches[0]
    word = said.get("measure", figure.measure)
    if figure.words and word not in figure.words:
        expected = f"one of {', '.join(figure.words)}"
        raise LayoutError(f"the measure {word!r} is not known", where=block.sheet.ref(block.first - 1, column), expected=expected)
    label = said.get("period", figure.period)
    if figure.periods and label not in figure.periods:
        expected = f"one of {', '.join(figure.periods)}"
        raise LayoutError(f"the period {label!r} is not known", where=block.sheet.ref(block.first - 1, column), expected=expected)
    measure, period = figure.words.get(word, word), figure.periods.get(label, label)
    return FigureColumn(
        column,
        measure,
        said.get("indicator", ""),
        period,
        said.get("breakdown", figure.breakdown),
        figure.unit,
        figure.scale,
        figure.symbols,
        figure.ends,
        _grade(block, column, said.get("grade", figure.grade)),
        figure.written,
        figure.marks,
    )


def _grade(block: Block, column: int, word: str) -> str:
    """The grade of which a column counts settings; '' where it counts none."""
    found = grade(word) if word else ""
    if found is None:
        where = block.sheet.ref(block.first - 1, column)
        raise LayoutError(f"{word!r} is not a grade", where=where, expected=f"one of {', '.join(GRADES)}, as publishers word them")
    return found


def _left_out_without_header(block: Block, taken: Collection[int]) -> dict[int, str]:
    """The columns without a header that hold something and are left out as such."""
    why = next((one.why for one in block.table.left_out_columns if one.what == NO_HEADER), "")
    bare = [column for column in range(block.sheet.cells.shape[1]) if column not in block.headers and column not in taken]
    filled = ~block.sheet.nothing(np.arange(block.first, block.last), bare)
    return {column: why for at, column in enumerate(bare) if filled[:, at].any()} if why else {}


def _left_out(table: Table, text: str) -> LeftOut | None:
    return next((one for one in table.left_out_columns if re.fullmatch(one.what, text)), None)
