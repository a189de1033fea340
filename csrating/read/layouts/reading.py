"""Layouts: how each publication sets out its tables, as data.

One TOML file per publication; ``layouts/README.md`` describes the vocabulary.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from csrating.errors import LayoutError, SourceError
from csrating.read.layouts.checks import refuse_nonsense, refuse_other_encoding
from csrating.read.layouts.patterns import refuse_bad_pattern
from csrating.read.layouts.typed import record, texts, told
from csrating.read.layouts.vocabulary import (
    BY_ITS_AREAS,
    BY_ITSELF,
    NO_HEADER,
    NO_JUDGEMENT,
    NO_ROW,
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
    "read_layout",
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
    """The layouts that say which files they are for, each with the pattern of their names; nothing else in them is looked at here."""
    folder = resources.files("csrating.read.layouts")
    entries = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    named = ((entry.name.removesuffix(".toml"), tomllib.loads(entry.read_text(encoding="utf-8")).get("files", "")) for entry in entries)
    return tuple((re.compile(files), name) for name, files in named if files)


def layout_for(file: str) -> Layout | None:
    """The layout that is made for files of this name, or None where there is none."""
    return next((layout(name) for pattern, name in _by_file_name() if pattern.fullmatch(file)), None)


def read_layout(path: Path) -> Layout:
    """The layout in a .toml file.

    Raises:
        SourceError: there is no such file.
        LayoutError: it is not written in the vocabulary of layouts, or not as UTF-8.
    """
    if not path.is_file():
        raise SourceError("there is no such layout", where=str(path), do="Give the path of a .toml file, or the name of a layout.")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"the layout is not UTF-8 text (byte {error.object[error.start]:#04x} at place {error.start})"
        raise LayoutError(found, where=path.name, expected="a TOML file, which is UTF-8", do="Save it as UTF-8.") from error
    return parse(text.replace("\r\n", "\n"), name=path.stem)


def parse(text: str, *, name: str) -> Layout:
    """A layout from the text of its TOML file.

    Raises:
        LayoutError: names the word that is unknown, missing, of the wrong type, or says what cannot be.
    """
    where = f"{name}.toml"
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LayoutError(f"the layout cannot be read ({error})", where=where) from error
    except RecursionError as error:
        raise LayoutError("the layout cannot be read (lists or tables stand too deep in each other)", where=where) from error
    entries = document.pop("table", [])
    if not isinstance(entries, list) or not entries:
        raise LayoutError("the layout has no [[table]]", where=where)
    left_out = _left_out(texts(document.pop("left_out_sheets", {}), "left_out_sheets", where), where)
    tables = tuple(_table(entry, where, number) for number, entry in enumerate(entries, start=1))
    made = record(Layout, document, where, name=name, tables=tables, left_out_sheets=left_out)
    refuse_bad_pattern(made.files, where)
    refuse_other_encoding(made.encoding, where)
    return made


def _table(entry: object, of_file: str, number: int) -> Table:
    if not isinstance(entry, dict):
        raise LayoutError(f"[[table]] number {number} is {told(entry)}", where=of_file, expected='lines such as word = "..."')
    where = f"{of_file}, table {entry.get('name', number)}"
    rows = entry.pop("left_out_rows", {})
    if not isinstance(rows, dict):
        raise LayoutError(
            f"'left_out_rows' is {told(rows)}", where=where, expected="tables that are each headed [table.left_out_rows.ROLE]"
        )
    columns = _left_out(texts(entry.pop("left_out_columns", {}), "left_out_columns", where), where)
    left_out = {role: texts(words, f"left_out_rows.{role}", where) for role, words in rows.items()}
    table = record(
        Table,
        entry,
        where,
        left_out_columns=columns,
        left_out_rows=tuple(one for role, words in left_out.items() for one in _left_out(words, where, column=role)),
    )
    refuse_nonsense(table, where)
    return table


def _left_out(words: Mapping[str, str], where: str, *, column: str = "") -> tuple[LeftOut, ...]:
    for what, why in words.items():
        refuse_bad_pattern(what, where)
        if not why.strip():
            raise LayoutError(f"{what!r} is left out and nothing says why", where=where)
    return tuple(LeftOut(what, why, column) for what, why in words.items())
