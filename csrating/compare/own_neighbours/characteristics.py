"""A table of characteristics: one row for each council, one column for each characteristic, all numbers; nothing is ever filled in."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from numbers import Real
from typing import Any

import pandas as pd

from csrating.compare.entry import a_kind
from csrating.compare.method import is_kind
from csrating.compare.own_neighbours.who import who
from csrating.errors import TableError, brief

COUNCIL = "council"
"""The column that says which council a row is about."""

SYMBOLS = ("", "-", ".", "..", ":", "c", "x", "z", "k", "low", "n/a", "na", "nan", "none", "null")
"""What stands in published tables where there is no figure."""

TOLD = 5
LARGEST = 1e100
"""Beyond this, squares of numbers are no longer numbers."""


@dataclass(frozen=True, eq=False)
class Characteristics:
    """Characteristics once they were checked: ``values`` by the code of the council, in order of codes; ``names`` of the councils by code.

    ``left_out`` says which rows are not among them, and why: columns row (what the table calls it) and why.
    """

    values: pd.DataFrame
    names: pd.Series[str]
    left_out: pd.DataFrame


def characteristics_of_table(table: pd.DataFrame, wanted: Callable[[list[str]], list[str]], *, leave_out: bool) -> Characteristics:
    """The characteristics of a table, checked.

    Args:
        table: ``council`` (any code or spelling; or it is the index of that name) and a column for each characteristic.
        wanted: which of the columns count, told all of their names.
        leave_out: leave out a council that lacks a characteristic, rather than refuse the table.

    Raises:
        TableError: a column is missing, there twice or named by no text, a council is unknown, there twice, or stood on no day together
            with the others, or a figure is missing or no number; the message names up to five councils and columns.
    """
    rows = _frame(table)
    columns = wanted([str(name) for name in rows.columns if name != COUNCIL])
    found = who(rows[COUNCIL].tolist())
    values = rows[columns].iloc[list(found.rows)].set_axis(pd.Index(found.codes, name=COUNCIL))
    names = pd.Series(found.names, index=values.index, dtype="str")
    wrong: list[str] = []
    numbers = pd.DataFrame(
        {name: [_number(cell, names[code], name, wrong) for code, cell in zip(found.codes, values[name], strict=True)] for name in columns}
    )
    numbers = numbers.set_axis(values.index).astype("float64")
    if wrong:
        do = "Mend the table, or leave the column out by giving it the weight 0."
        raise TableError(f"the characteristics hold what is no number: {_few(wrong)}", expected="a number in each cell", do=do)
    whole = numbers.notna().all(axis=1)
    if not leave_out:
        _refuse_missing(numbers, names)
    lacking = [[names[code], f"no figure of {', '.join(_lacking(numbers.loc[code]))}"] for code in numbers.index[~whole]]
    left_out = pd.DataFrame([*found.left_out, *lacking], columns=["row", "why"], dtype="str")
    kept = numbers[whole].sort_index()
    return Characteristics(kept, names.reindex(kept.index), left_out)


def _frame(table: Any) -> pd.DataFrame:
    if not isinstance(table, pd.DataFrame):
        raise TableError(f"the characteristics are {a_kind(table)}", expected="a table with a row for each council")
    rows = table.reset_index() if COUNCIL not in table.columns and table.index.name == COUNCIL else table.reset_index(drop=True)
    if COUNCIL not in rows.columns:
        found = ", ".join(map(str, rows.columns)) or "(none)"
        raise TableError(f"the characteristics have the columns {found}", expected="a column 'council' with any code or spelling")
    names: list[Any] = rows.columns.tolist()
    strange = [name for name in names if not isinstance(name, str) or not name.strip()]
    if strange:
        raise TableError(f"a column of the characteristics is named {strange[0]!r}", expected="a name for each characteristic")
    if rows.columns.has_duplicates:
        raise TableError(f"the characteristics have the column {rows.columns[rows.columns.duplicated()][0]!r} twice")
    if rows.empty:
        raise TableError("the characteristics have no rows", expected="a row for each council")
    return rows


def _number(cell: object, council: str, name: str, wrong: list[str]) -> float:
    """The number of a cell, blank where it holds none; what is neither is noted."""
    if cell is None or cell is pd.NA or cell is pd.NaT or (is_kind(cell, Real) and math.isnan(cell)):  # type: ignore[arg-type]
        return math.nan
    text = str(cell).strip()
    if text.lower().strip("[]") in SYMBOLS:
        return math.nan
    number = float(cell) if is_kind(cell, Real) else _written(text)  # type: ignore[arg-type]
    if not abs(number) <= LARGEST:
        wrong.append(f"{name} of {council} is {brief(repr(cell), most=40)}")
        return math.nan
    return number


def _written(text: str) -> float:
    """The number that a text writes, with commas between its thousands and a sign of per cent or not; blank where it writes none."""
    plain = text.removesuffix("%").strip()
    head, *groups = plain.partition(".")[0].split(",")
    if groups and not (head.lstrip("+-").isdigit() and all(len(group) == 3 and group.isdigit() for group in groups)):
        return math.nan
    try:
        return float(plain.replace(",", "")) if plain.isascii() and "_" not in plain else math.nan
    except ValueError:
        return math.nan


def _refuse_missing(numbers: pd.DataFrame, names: pd.Series[str]) -> None:
    missing = [f"{names[code]} has no figure of {name}" for code in numbers.index for name in _lacking(numbers.loc[code])]
    if missing:
        do = 'Supply them, or leave those councils out with missing="leave out" (--leave-out-missing); nothing is filled in.'
        raise TableError(f"characteristics are missing: {_few(missing)}", expected="a number in each cell", do=do)


def _lacking(row: pd.Series) -> list[str]:
    return [str(name) for name in row.index[row.isna()]]


def _few(faults: Iterable[str]) -> str:
    every = list(faults)
    more = f" (and {len(every) - TOLD} more)" if len(every) > TOLD else ""
    return "; ".join(every[:TOLD]) + more
