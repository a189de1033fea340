"""A check of any csv and its .meta.csv against the Department for Education's open data standards: every rule, all at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from csrating.errors import TableError
from csrating.tell.opendata.checks.cells import cell_rules
from csrating.tell.opendata.checks.columns import column_rules, file_name_rules
from csrating.tell.opendata.checks.metadata import meta_rules
from csrating.tell.opendata.checks.opened import Opened, opened
from csrating.tell.opendata.checks.places import place_rules
from csrating.tell.opendata.checks.rules import RULES, Broken
from csrating.tell.opendata.checks.times import time_rules

__all__ = ["RULES", "Broken", "Checked", "open_data_checked"]


@dataclass(frozen=True)
class Checked:
    """What a check found.

    Args:
        name: the file of data; blank for a frame.
        rows: how many rows of data it has.
        found: every rule that is broken, once for each column, in the order of the rules.
    """

    name: str
    rows: int
    found: tuple[Broken, ...]

    @property
    def broken(self) -> tuple[Broken, ...]:
        """What breaks a rule on which the standard insists."""
        return tuple(one for one in self.found if one.must)

    @property
    def advice(self) -> tuple[Broken, ...]:
        """What is not as the standard recommends."""
        return tuple(one for one in self.found if not one.must)

    @property
    def table(self) -> pd.DataFrame:
        """One row for each finding: rule, must (True where the standard insists), file, column, rows, first_row, told."""
        rows = [
            [one.rule, one.must, one.part, one.column, len(one.rows), one.rows[0] if one.rows else None, str(one)] for one in self.found
        ]
        table = pd.DataFrame(rows, columns=["rule", "must", "file", "column", "rows", "first_row", "told"])
        return table.astype({"must": bool, "rows": "int64", "first_row": "Int64"})

    def refuse_broken(self) -> None:
        """Refuse a file that breaks a rule.

        Raises:
            TableError: with every rule that is broken.
        """
        if self.broken:
            told = " ".join(str(one) for one in self.broken)
            raise TableError(f"the file breaks the open data standards: {told.rstrip('.')}", where=self.name)


def open_data_checked(
    data: bytes | pd.DataFrame, meta: bytes | pd.DataFrame | None, *, name: str = "", meta_name: str | None = ""
) -> Checked:
    """Every rule of the open data standards that a file and its metadata break.

    Args:
        data: the bytes of the csv, or a frame.
        meta: the same of its .meta.csv; None where there is none, which breaks a rule itself: what is a figure is then told by the cells.
        name, meta_name: the names of the two files, where they are to be checked too.

    >>> rows = pd.DataFrame({"time_period": ["200810"], "time_identifier": ["Financial year"], "geographic_level": ["National"],
    ...     "country_code": ["E92000001"], "country_name": ["England"], "pupil_count": ["1,234"]})
    >>> meta = pd.DataFrame([["pupil_count", "Indicator", "Pupils", "", "", "", "", ""]], columns=["col_name", "col_type", "label",
    ...     "indicator_grouping", "indicator_unit", "indicator_dp", "filter_hint", "filter_grouping_column"])
    >>> for one in open_data_checked(rows, meta).found:
    ...     print(one)
    data column time_period row 2: found '200810'; six digits are two years that follow each other, such as 200809.
    data column pupil_count row 2: found '1,234'; a figure is a plain number, without commas, units or words.
    """
    table, described = opened(data, "data"), None if meta is None else opened(meta, "meta")
    found = [*file_name_rules(name, None if meta is None else meta_name), *_found(table, described)]
    order = {rule: place for place, rule in enumerate(RULES)}
    return Checked(name, len(table.table), tuple(sorted(found, key=lambda one: order[one.rule])))


def _found(table: Opened, described: Opened | None) -> Iterator[Broken]:
    yield from table.faults
    yield from column_rules(table)
    yield from time_rules(table.table)
    yield from place_rules(table.table)
    yield from cell_rules(table.table, None if described is None else described.table)
    if described is not None:
        yield from described.faults
        yield from meta_rules(described, table.table)
