"""What a layout can say: its vocabulary as records, from a whole publication down to one column of figures.

``layouts/README.md`` describes the same words as they are written in TOML; :mod:`csrating.read.layouts.reading` finds and reads the files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from csrating.read.grades import Scale
from csrating.read.layouts.typed import OR_ONE, WORD
from csrating.schema import Status

Gives = Literal[
    "observations", "inspections", "inspection counts", "safeguarding", "figures", "judgements", "judgement counts", "neighbours"
]
BY_ITSELF: Final = ("figures", "judgements", "judgement counts", "neighbours")
"""What a table gives of which a file is read by itself; of the others the files are registered in a folder."""

Kind = Literal["any", "year", "two years", "quarter"]
Derivation = Literal["as published", "share", "difference"]
NO_ROW, NO_JUDGEMENT, NOUGHT = "no row", "no judgement", "nought"
MEANINGS = (*(str(status) for status in Status if status is not Status.REPORTED), NO_ROW, NO_JUDGEMENT, NOUGHT)
NO_HEADER = ""
"""What columns without a header are like: as a pattern of a column that is left out."""
BY_ITS_AREAS = "(by its areas)"
"""In place of the header of a column that has none: the column is known by the areas that its cells name."""
EVERY_INDICATOR = "every indicator"

POUNDS: Final = "pounds"
BRACKETS: Final = "brackets are negative"
BLANKS: Final = "blanks part thousands"
DECIMAL_COMMAS: Final = "commas are decimal"
SHOWN_AS_PERCENTAGES: Final = "shown as percentages"
WAYS: Final = (POUNDS, BRACKETS, BLANKS, DECIMAL_COMMAS, SHOWN_AS_PERCENTAGES)
"""The ways of writing numbers that a layout can name."""
HEADER_AGAIN = "the header of the table stands here again"
"""Why rows are left out that say what the header says: of a table with such rows the first header is its own."""


@dataclass(frozen=True)
class Figure:
    """Columns that hold figures: what their headers say, and what they measure.

    Named groups of ``header`` give the indicator, the period, the measure and the breakdown where the header states them; ``words`` turns
    the header's word for a measure into ours, and ``periods`` its word for a period; ``period``, ``breakdown`` and ``unit`` say what it
    does not. ``scale`` turns a stored number into the figure: 100 where 0.83 is shown as 83 %. ``symbols`` are those of these columns
    alone, and may be written as numbers: 0 where it stands for a figure that is not yet there. ``ends`` is the day on which their years
    end, where it is not that of the table. ``grade``, or a group of ``header`` of that name, is the grade of which such columns count the
    settings. ``written`` says how their numbers are written where not plainly, in words from :data:`WAYS`,
    and ``marks`` what may stand after a number that counts all the same: r where it is revised.
    """

    header: str
    measure: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    period: str = ""
    periods: Mapping[str, str] = field(default_factory=dict)
    breakdown: str = ""
    unit: str = ""
    scale: float = 1.0
    symbols: Mapping[str, str] = field(default_factory=dict)
    ends: str = ""
    grade: str = ""
    written: tuple[str, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class LeftOut:
    """Columns, rows or sheets that are not read, and why.

    For rows, ``column`` names the role whose words are matched. A blank pattern means the columns without a header.
    """

    what: str
    why: str
    column: str = ""


@dataclass(frozen=True)
class Correction:
    """A cell that the publisher is known to have misprinted: the row of ``area`` under ``header``, what it ``reads`` and what it ``means``.

    ``area`` is as the row says it; ``where`` gives, by header, what other cells of the row say, where an area has several rows.
    """

    area: str
    header: str
    reads: str
    means: str
    why: str
    where: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Neighbours:
    """Columns that hold the neighbours of the council of each row, by their codes or by their names.

    ``position`` says which neighbour, the nearest 1: a named group of ``header``, or stated; without either, a column of that role does.
    ``name`` is the header of a column that names the same neighbour again, and ``closeness`` and ``distance`` say how near it is. Each of
    these belongs to the neighbour whose position its own header gives in a group, or else to the one to its left, before the next one.
    """

    header: str
    position: int = 0
    name: str = ""
    closeness: str = ""
    distance: str = ""


@dataclass(frozen=True)
class Recipe:
    """How an indicator is put together from measures.

    ``as published``: ``value`` is the measure that holds it, ``numerator`` and ``denominator`` stand beside it. ``share``: ``scale`` times
    the sum of the ``numerator`` measures over ``denominator``. ``difference``: ``value`` where ``where`` holds, less ``value`` where
    ``less`` holds. ``where`` and ``less`` pick rows by the words of other columns. ``decimals`` are those of the published value, and
    ``rounded_to`` the multiple to which published numerators and denominators are rounded: together they say how closely they must agree.
    ``unit`` and ``ends`` (the day on which its years end) are those of the register and of the table unless they are given; ``least`` and
    ``most`` are what a value can be, where the unit does not say so.
    """

    indicator: str
    derivation: Derivation = "as published"
    value: str = "value"
    numerator: tuple[str, ...] = field(default=("numerator",), metadata={OR_ONE: True})
    denominator: str = "denominator"
    where: Mapping[str, str] = field(default_factory=dict)
    less: Mapping[str, str] = field(default_factory=dict)
    scale: float | None = None
    decimals: int | None = None
    rounded_to: float = 0.0
    unit: str = ""
    ends: str = ""
    least: float | None = None
    most: float | None = None

    @property
    def is_for_every(self) -> bool:
        """Whether it holds for every indicator that the headers or sheet names state."""
        return self.indicator == EVERY_INDICATOR


@dataclass(frozen=True)
class Periods:
    """How the periods of a table are written: their kind, and the day on which a year ends (month and day, '08-31')."""

    kind: Kind = "any"
    ends: str = ""


@dataclass(frozen=True)
class Table:
    """One table (or one on each of many sheets): where it is, what its columns are, and what each symbol and word means.

    ``header`` gives words that stand together in one row and nowhere else, or, where the table ``repeats`` down its sheet, in the header
    row of each. ``title`` is the line that begins the table, ``lines`` are others above its header; their groups ``indicator``, ``unit``,
    ``period``, ``day`` and ``month``, and those of ``sheet``, say what holds for the whole table.

    The words from ``across`` on are those of a table of which the file is read by itself. In a table ``across``, the councils stand in a
    row and not in a column. ``area_names`` and ``area_codes`` are headers of columns of which the first that says something names the
    area of a row; where ``codes_must_agree``, a code that is none of the area beside it is an error. ``area_blanks`` are words that say
    nothing, and ``areas`` says which area such a word means where it is all that a row says. With ``fill_down``, rows that leave all of
    them blank are about the area of the row above. ``breakdowns`` are further columns that say what a row is about, by name, and
    ``constants`` are columns that say the same word in each row: by their headers, the word. ``cautions`` are sentences for whoever uses
    the figures.
    ``corrections`` may stand in any table, ``neighbours`` are the columns of a list of them.
    """

    name: str
    gives: Gives
    sheet: str
    header: tuple[str, ...]
    header_rows: int = 1
    repeats: bool = False
    title: str = ""
    lines: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    left_out_columns: tuple[LeftOut, ...] = ()
    left_out_rows: tuple[LeftOut, ...] = ()
    recipes: tuple[Recipe, ...] = field(default=(), metadata={WORD: "indicators"})
    symbols: Mapping[str, str] = field(default_factory=dict)
    periods: Periods = Periods()
    levels: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    grades: Scale = "words"
    every_council: bool = False
    absent: Mapping[str, str] = field(default_factory=dict)
    former: str = ""
    unused: str = ""
    notes_begin: str = ""
    england_is_the_sum: bool = False
    england_is_the_mean: bool = False
    across: bool = False
    header_above: int = 0
    area_names: tuple[str, ...] = ()
    area_codes: tuple[str, ...] = ()
    codes_must_agree: bool = False
    area_blanks: tuple[str, ...] = ()
    areas: Mapping[str, str] = field(default_factory=dict)
    breakdowns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    period: str = ""
    fill_down: bool = False
    unknown_areas: str = ""
    cautions: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    neighbours: tuple[Neighbours, ...] = ()


@dataclass(frozen=True)
class Layout:
    """The tables of one publication.

    ``encoding`` is that of a csv file; ``left_out_sheets`` hold no table; ``files`` is like the names of the files that the publisher
    gives such tables.
    """

    name: str
    title: str
    tables: tuple[Table, ...]
    encoding: str = "utf-8-sig"
    files: str = ""
    left_out_sheets: tuple[LeftOut, ...] = ()

    def tables_of(self, sheet: str) -> tuple[Table, ...]:
        """The tables that are on a sheet of this name."""
        return tuple(table for table in self.tables if re.fullmatch(table.sheet, sheet.strip()))

    def why_left_out(self, sheet: str) -> str:
        """Why a sheet of this name holds no table; blank where the layout does not say so."""
        return next((one.why for one in self.left_out_sheets if re.fullmatch(one.what, sheet.strip())), "")
