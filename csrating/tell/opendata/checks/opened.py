"""A csv as it stands, cell by cell, with whatever keeps it from being a table."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field

import pandas as pd

from csrating.tell.opendata.checks.rules import Broken, Part, broken


@dataclass(frozen=True, eq=False)
class Opened:
    """A table of texts, and what was wrong with it as a file.

    Args:
        table: every cell as text; a column whose name stands before it again is left out.
        names: all names of columns, as they stand.
        faults: the rules of files that it breaks.
    """

    table: pd.DataFrame
    names: tuple[str, ...]
    faults: tuple[Broken, ...] = field(default=())


def opened(content: bytes | pd.DataFrame, part: Part) -> Opened:
    r"""A csv, or a frame in its place, as a table of texts.

    Args:
        content: the bytes of a file, with or without a mark of its encoding; or a frame.
        part: data or meta.

    >>> opened(b"a,b\n1,2\n3\n", "data").faults[0].rows
    (3,)
    """
    if isinstance(content, pd.DataFrame):
        names = tuple(map(str, content.columns))
        text = content.astype("object").where(content.notna(), "").astype("str").set_axis(list(names), axis=1)
        return Opened(_first_of_each(text), names)
    try:
        lines, faults = content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        shown = content[max(error.start - 20, 0) : error.start + 1].decode("cp1252", "replace")
        lines, faults = content.decode("cp1252", "replace"), [broken("encoding", part, found=[shown])]
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(io.StringIO(lines, newline=""), strict=True))
    except csv.Error as error:
        faults.append(Broken("csv", part, "", (len(rows) + 1,), (str(error),)))
    names = tuple(rows[0]) if rows else ()
    ragged = [place for place, row in enumerate(rows[1:], 2) if len(row) != len(names) or not any(row)]
    if ragged or not names:
        told = tuple(dict.fromkeys(f"{len(rows[place - 1])} cells for {len(names)} columns" for place in ragged))
        faults.append(Broken("rectangle", part, "", tuple(ragged), told or ("an empty file",)))
    whole = [[*row[: len(names)], *[""] * (len(names) - len(row))] for row in rows[1:]]
    return Opened(_first_of_each(pd.DataFrame(whole, columns=list(names), dtype="str")), names, tuple(faults))


def _first_of_each(table: pd.DataFrame) -> pd.DataFrame:
    return table.loc[:, ~table.columns.duplicated()]
