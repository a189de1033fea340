"""Layouts: how each publication sets out its tables, as data.

One TOML file per publication; ``layouts/README.md`` describes the vocabulary.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import Any, get_args

from csrating.errors import LayoutError
from csrating.read.grades import Scale
from csrating.read.layouts.vocabulary import (
    BY_ITS_AREAS,
    BY_ITSELF,
    MEANINGS,
    NO_HEADER,
    NO_JUDGEMENT,
    NO_ROW,
    NOUGHT,
    WAYS,
    Correction,
    Derivation,
    Figure,
    Gives,
    Layout,
    LeftOut,
    Neighbours,
    Periods,
    Recipe,
    Table,
)
from csrating.schema import RUN_BY, SETTING_TYPES

__all__ = [
    "BY_ITSELF",
    "BY_ITS_AREAS",
    "Correction",
    "Derivation",
    "Figure",
    "Gives",
    "Layout",
    "LeftOut",
    "NO_HEADER",
    "NO_JUDGEMENT",
    "NO_ROW",
    "Neighbours",
    "Periods",
    "Recipe",
    "Table",
    "layout",
    "layout_for",
    "parse",
]


@functools.cache
def layout(name: str) -> Layout:
    """The layout of this name.

    Raises:
        LayoutError: there is none, or it is not written in the vocabulary of layouts.

    >>> layout("runaways").tables[0].gives
    'observations'
    """
    folder = resources.files("csrating.read.layouts")
    file = folder / f"{name}.toml"
    if not re.fullmatch(r"[\w-]+", name) or not file.is_file():
        known = sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml"))
        raise LayoutError(f"there is no layout {name!r}", expected=f"one of {', '.join(known)}", do="Correct the layout in sources.toml.")
    return parse(file.read_text(encoding="utf-8"), name=name)


@functools.cache
def _by_file_name() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The layouts that say which files they are for, each with the pattern of their names."""
    folder = resources.files("csrating.read.layouts")
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
    meanings = (*table.symbols.values(), *(means for figure in table.figures for means in figure.symbols.values()))
    for meaning in meanings:
        _one_of(meaning, MEANINGS, "meaning of a symbol", where)
    if table.gives not in ("figures", "judgement counts") and NOUGHT in meanings:
        raise LayoutError(f"a symbol means {NOUGHT!r}", where=where, expected="so only in tables that give figures")
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
