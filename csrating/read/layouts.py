"""Layouts: how each publication sets out its tables, as data.

One TOML file per publication; ``layouts/README.md`` describes the vocabulary.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import Any, Final, Literal, get_args

from csrating.errors import LayoutError
from csrating.read.grades import Scale
from csrating.read.written_numbers import WAYS
from csrating.schema import RUN_BY, SETTING_TYPES, Status

Gives = Literal[
    "observations", "inspections", "inspection counts", "safeguarding", "figures", "judgements", "judgement counts", "neighbours"
]
BY_ITSELF: Final = ("figures", "judgements", "judgement counts", "neighbours")
"""What a table gives of which a file is read by itself; of the others the files are registered in a folder."""

Derivation = Literal["as published", "share", "difference"]
NO_ROW, NO_JUDGEMENT = "no row", "no judgement"
_MEANINGS = (*(str(status) for status in Status if status is not Status.REPORTED), NO_ROW, NO_JUDGEMENT)
NO_HEADER = ""
"""What columns without a header are like: as a pattern of a column that is left out."""
BY_ITS_AREAS = "(by its areas)"
"""In place of the header of a column that has none: the column is known by the areas that its cells name."""
_EVERY = "every indicator"


@dataclass(frozen=True)
class Figure:
    """Columns that hold figures: what their headers say, and what they measure.

    Named groups of ``header`` give the indicator, the period, the measure and the breakdown where the header states them; ``words`` turns
    the header's word for a measure into ours, and ``periods`` its word for a period; ``period``, ``breakdown`` and ``unit`` say what it
    does not. ``scale`` turns a stored number into the figure: 100 where 0.83 is shown as 83 %. ``symbols`` are those of these columns
    alone, and may be written as numbers: 0 where it stands for a figure that is not yet there. ``ends`` is the day on which their years
    end, where it is not that of the table. ``grade``, or a group of ``header`` of that name, is the grade of which such columns count the
    settings. ``written`` says how their numbers are written where not plainly, in words from ``WAYS`` of
    :mod:`csrating.read.written_numbers`, and ``marks`` what may stand after a number that counts all the same: r where it is revised.
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
    numerator: tuple[str, ...] = ("numerator",)
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
        return self.indicator == _EVERY


@dataclass(frozen=True)
class Periods:
    """How the periods of a table are written: their kind, and the day on which a year ends (month and day, '08-31')."""

    kind: str = "any"
    ends: str = ""


@dataclass(frozen=True)
class Table:
    """One table (or one on each of many sheets): where it is, what its columns are, and what each symbol and word means.

    ``header`` gives words that stand together in one row and nowhere else, or, where the table ``repeats`` down its sheet, in the header
    row of each. ``title`` is the line that begins the table, ``lines`` are others above its header; their groups ``indicator``, ``unit``,
    ``period``, ``day`` and ``month``, and those of ``sheet``, say what holds for the whole table.

    The words from ``across`` on are those of a table of which the file is read by itself. In a table ``across``, the councils stand in a
    row and not in a column. ``area_names`` and ``area_codes`` are headers of columns of which the first that says something names the
    area of a row; ``area_blanks`` are words that say nothing, and ``areas`` says which area such a word means where it is all that a row
    says. With ``fill_down``, rows that leave all of them blank are about the area of the row above. ``breakdowns`` are further columns
    that say what a row is about, by name, and ``constants`` are columns that say the same word in each row: by their headers, the word.
    ``cautions`` are sentences for whoever uses the figures.
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
    recipes: tuple[Recipe, ...] = ()
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


@functools.cache
def layout(name: str) -> Layout:
    """The layout of this name.

    Raises:
        LayoutError: there is none, or it is not written in the vocabulary of layouts.

    >>> layout("runaways").tables[0].gives
    'observations'
    """
    folder = resources.files("csrating.read") / "layouts"
    file = folder / f"{name}.toml"
    if not re.fullmatch(r"[\w-]+", name) or not file.is_file():
        known = sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml"))
        raise LayoutError(f"there is no layout {name!r}", expected=f"one of {', '.join(known)}", do="Correct the layout in sources.toml.")
    return parse(file.read_text(encoding="utf-8"), name=name)


@functools.cache
def _by_file_name() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The layouts that say which files they are for, each with the pattern of their names."""
    folder = resources.files("csrating.read") / "layouts"
    names = sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple((re.compile(layout(name).files), name) for name in names if layout(name).files)


def layout_for(file: str) -> Layout | None:
    """The layout that is made for files of this name, or None where there is none."""
    return next((layout(name) for pattern, name in _by_file_name() if pattern.fullmatch(file)), None)


def parse(text: str, *, name: str) -> Layout:
    """A layout from the text of its TOML file.

    Raises:
        LayoutError: names the word that is unknown, missing or of the wrong kind.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LayoutError(f"the layout cannot be read ({error})", where=f"{name}.toml") from error
    entries = document.pop("table", [])
    if not isinstance(entries, list) or not entries:
        raise LayoutError("the layout has no [[table]]", where=f"{name}.toml")
    tables = tuple(_table(entry, f"{name}.toml, table {entry.get('name', '?')}") for entry in entries)
    _refuse_bad_pattern(str(document.get("files", "")), f"{name}.toml")
    left_out = _left_out(document.pop("left_out_sheets", {}), f"{name}.toml")
    return Layout(name=name, tables=tables, left_out_sheets=left_out, **_known(Layout, document, f"{name}.toml", need=("title",)))


def _table(entry: dict[str, Any], where: str) -> Table:
    rows = entry.pop("left_out_rows", {})
    periods = entry.pop("periods", {})
    made: dict[str, Any] = {
        "figures": tuple(_figure(one, where) for one in entry.pop("figures", [])),
        "left_out_columns": _left_out(entry.pop("left_out_columns", {}), where),
        "left_out_rows": tuple(one for role, words in rows.items() for one in _left_out(words, where, column=role)),
        "neighbours": tuple(Neighbours(**_known(Neighbours, one, where, need=("header",))) for one in entry.pop("neighbours", [])),
        "recipes": tuple(_recipe(one, where) for one in entry.pop("indicators", [])),
        "corrections": tuple(_correction(one, where) for one in entry.pop("corrections", [])),
        "periods": Periods(**_known(Periods, periods, where)),
        "header": _words(entry, "header", where),
        **{name: _words(entry, name, where) for name in ("lines", "area_names", "area_codes", "area_blanks", "cautions")},
    }
    table = Table(**_known(Table, entry, where, need=("name", "gives", "sheet")), **made)
    _refuse_nonsense(table, where)
    return table


def _figure(entry: dict[str, Any], where: str) -> Figure:
    written = _words(entry, "written", where)
    for way in written:
        _one_of(way, WAYS, "way of writing numbers", where)
    figure = Figure(**_known(Figure, entry, where, need=("header",)), written=written)
    for mark, means in figure.marks.items():
        if not mark.strip() or not means or mark[-1].isdecimal():
            raise LayoutError(f"{mark!r} is no mark after a number", where=where, expected='such as { "r" = "revised" }')
    return figure


def _words(entry: dict[str, Any], name: str, where: str) -> tuple[str, ...]:
    words = entry.pop(name, [])
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise LayoutError(f"{name!r} is not a list of words", where=where, expected=f'{name} = ["..."]')
    return tuple(words)


def _correction(entry: dict[str, Any], where: str) -> Correction:
    known = _known(Correction, entry, where, need=("area", "header", "reads", "means", "why"))
    blank = [word for word in ("area", "header", "means", "why") if not known[word]]
    if blank:
        raise LayoutError(f"a correction has a blank {blank[0]!r}", where=where, expected="what to correct, to what, and why")
    _refuse_bad_pattern(known["header"], where)
    return Correction(**known)


def _recipe(entry: dict[str, Any], where: str) -> Recipe:
    known = _known(Recipe, entry, where, need=("indicator",))
    if "numerator" in known:
        numerator = known["numerator"]
        known["numerator"] = (numerator,) if isinstance(numerator, str) else tuple(numerator)
    recipe = Recipe(**known)
    _one_of(recipe.derivation, get_args(Derivation), "derivation", where)
    if (recipe.derivation == "difference") != bool(recipe.less):
        raise LayoutError(
            f"{recipe.indicator} has a wrong derivation", where=where, expected="'less' for a difference and for nothing else"
        )
    if recipe.derivation == "share" and recipe.scale is None:
        raise LayoutError(f"{recipe.indicator} is a share without 'scale'", where=where, expected="100 for a percentage")
    return recipe


def _left_out(words: Mapping[str, str], where: str, *, column: str = "") -> tuple[LeftOut, ...]:
    for what, why in words.items():
        _refuse_bad_pattern(what, where)
        if not why:
            raise LayoutError(f"{what!r} is left out and nothing says why", where=where)
    return tuple(LeftOut(what, why, column) for what, why in words.items())


def _refuse_nonsense(table: Table, where: str) -> None:
    _one_of(table.gives, get_args(Gives), "gives", where)
    _one_of(table.grades, get_args(Scale), "grades", where)
    for meaning in (*table.symbols.values(), *(means for figure in table.figures for means in figure.symbols.values())):
        _one_of(meaning, _MEANINGS, "meaning of a symbol", where)
    if table.gives not in ("figures", "judgement counts") and any(one.written or one.marks for one in table.figures):
        expected = "numbers that are written plainly"
        raise LayoutError("'written' and 'marks' are for tables that give figures", where=where, expected=expected)
    if not table.header:
        raise LayoutError("'header' is missing", where=where, expected="the words of the cells by which the header row is known")
    areas = [*table.area_names, *table.area_codes, *table.breakdowns.values(), *table.constants]
    headers = [*table.header, *table.columns.values(), *areas, *(one.header for one in table.figures)]
    beside = [text for one in table.neighbours for text in (one.header, one.name, one.closeness, one.distance)]
    patterns = [table.sheet, *headers, *beside, table.notes_begin, table.title, *table.lines]
    for pattern in patterns:
        _refuse_bad_pattern(pattern, where)
    if table.gives in BY_ITSELF and not (table.area_names or table.area_codes):
        raise LayoutError("no column names the areas", where=where, expected="'area_names' or 'area_codes'")
    for role, ours in (("provision", SETTING_TYPES), ("run_by", RUN_BY)) if table.gives in ("judgements", "judgement counts") else ():
        for word in table.words.get(role, {}).values():
            _one_of(word, (*ours, ""), f"word for {role}", where)
    if table.gives == "judgement counts" and not any(one.grade or "(?P<grade>" in one.header for one in table.figures):
        raise LayoutError("no column counts settings by grade", where=where, expected="'grade' in [[table.figures]]")
    if (table.gives == "neighbours") != bool(table.neighbours):
        expected = "[[table.neighbours]] in a table that gives neighbours, and in no other"
        raise LayoutError("what columns hold neighbours is said of the wrong table, or not at all", where=where, expected=expected)
    if table.gives == "observations" and not table.recipes:
        raise LayoutError("no [[table.indicators]] say what the figures are", where=where)


def _refuse_bad_pattern(pattern: str, where: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise LayoutError(f"{pattern!r} is not a pattern ({error})", where=where) from error


def _one_of(word: object, words: Iterable[object], what: str, where: str) -> None:
    known = tuple(words)
    if word not in known:
        raise LayoutError(f"{what} {word!r} is not known", where=where, expected=f"one of {', '.join(map(str, known))}")


def _known(made: type, entry: Mapping[str, Any], where: str, *, need: Iterable[str] = ()) -> dict[str, Any]:
    """The entry itself, once every word of it is a field of what is made from it."""
    unknown = [word for word in entry if word not in made.__dataclass_fields__]  # type: ignore[attr-defined]
    missing = [word for word in need if word not in entry]
    if unknown or missing:
        found = [f"{word!r} is not known" for word in unknown] + [f"{word!r} is missing" for word in missing]
        raise LayoutError(", ".join(found), where=where, expected=f"words from {', '.join(made.__dataclass_fields__)}")  # type: ignore[attr-defined]
    return dict(entry)
