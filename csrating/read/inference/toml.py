"""Write a layout as the TOML file that an analyst keeps and edits."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from csrating.read.inference.answers import Assumption
from csrating.read.layouts.reading import Figure, Layout, LeftOut, Neighbours, Periods, Table

_BY_THEMSELVES = ("figures", "neighbours", "left_out_columns", "left_out_rows")


def layout_text(layout: Layout, assumptions: Iterable[Assumption] = ()) -> str:
    """The TOML text of a layout of tables that give figures; :func:`csrating.read.layouts.reading.parse` reads it back as the same layout.

    Args:
        layout: as :func:`csrating.read.inference.propose` makes its tables.
        assumptions: written as comments at the top.
    """
    lines = [f"# Assumed: {one.what} ({one.why}; {one.where})" for one in assumptions]
    lines += [f"title = {_quoted(layout.title)}", f"encoding = {_quoted(layout.encoding)}"]
    lines += _mapping("left_out_sheets", {one.what: one.why for one in layout.left_out_sheets})
    for table in layout.tables:
        lines += ["", "[[table]]", *_table(table)]
    return "\n".join(lines) + "\n"


def _table(table: Table) -> list[str]:
    plain, nested = [], []
    for field in fields(Table):
        value = getattr(table, field.name)
        if value == field.default or field.name in _BY_THEMSELVES or value in ((), {}):
            continue
        if field.name == "words":
            nested += [line for role, words in value.items() for line in _mapping(f"table.words.{role}", words)]
        elif isinstance(value, Mapping):
            nested += _mapping(f"table.{field.name}", value)
        elif isinstance(value, str | bool | int | float | tuple):
            plain.append(f"{field.name} = {_value(value)}")
    if table.periods != Periods():
        nested += ["", "[table.periods]", *_columns(table.periods)]
    for name, some in (("figures", table.figures), ("neighbours", table.neighbours)):
        nested += [line for one in some for line in ("", f"[[table.{name}]]", *_columns(one))]
    return [*plain, *_left_out("table.left_out_columns", table.left_out_columns), *_left_out_rows(table), *nested]


def _left_out(name: str, some: Sequence[LeftOut]) -> list[str]:
    return _mapping(name, {one.what: one.why for one in some})


def _left_out_rows(table: Table) -> list[str]:
    by_role: dict[str, list[LeftOut]] = {}
    for one in table.left_out_rows:
        by_role.setdefault(one.column, []).append(one)
    return [line for role, some in by_role.items() for line in _left_out(f"table.left_out_rows.{role}", some)]


def _columns(one: Figure | Neighbours | Periods) -> list[str]:
    said = {field.name: getattr(one, field.name) for field in fields(one)}
    return [f"{name} = {_value(value)}" for name, value in said.items() if value not in ("", {}, (), 0)]


def _mapping(name: str, words: Mapping[str, str]) -> list[str]:
    return ["", f"[{name}]", *(f"{_quoted(word)} = {_quoted(means)}" for word, means in words.items())] if words else []


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, tuple):
        return f"[{', '.join(_value(one) for one in value)}]"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_quoted(word)} = {_value(means)}" for word, means in value.items()) + " }"
    return str(value)


def _quoted(text: str) -> str:
    """A text as TOML has it: between single quotes where it would otherwise need escapes, so that a pattern reads as it is."""
    if ("\\" in text or '"' in text) and "'" not in text and text.isprintable():
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
