"""Tell the tables of several sheets apart where they would give the same figures of the same areas and periods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from csrating.read.layouts.reading import Figure, Table
from csrating.read.tables.blocks import BETWEEN_HEADERS

Key = tuple[str, str, str]


def told_apart(tables: Sequence[Table]) -> tuple[Table, ...]:
    """The tables, the name of each of those that have a measure, breakdown and period in common put before its measures.

    Two sheets of one workbook that are set out alike are about different things, which only their names say.

    Args:
        tables: what is proposed for all sheets of a file.
    """
    seen: dict[Key, set[str]] = defaultdict(set)
    for table in tables:
        for figure in table.figures:
            seen[_key(figure)].add(table.name)
    alike = {name for names in seen.values() if len(names) > 1 for name in names}
    return tuple(_named(table) if table.gives == "figures" and table.name in alike else table for table in tables)


def _key(figure: Figure) -> Key:
    return figure.measure.casefold(), figure.breakdown, figure.period


def _named(table: Table) -> Table:
    return replace(table, figures=tuple(replace(one, measure=_with(table.name, one.measure)) for one in table.figures))


def _with(name: str, measure: str) -> str:
    return measure if measure == name else BETWEEN_HEADERS.join([name, measure])
