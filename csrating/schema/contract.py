"""A contract says what a table holds, and checks that it does, naming the cells that do not fit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from csrating.errors import TableError

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["text", "number", "count", "date", "flag", "word"]


@dataclass(frozen=True)
class Column:
    """What one column of a table holds."""

    name: str
    kind: Kind
    blank: bool = False
    words: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True)
class Contract:
    """The columns of a table, in order, and the columns that identify a row."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """The column names in order."""
        return [column.name for column in self.columns]


def _is_right(column: Column, values: pd.Series[Any]) -> bool:
    """Whether all cells of a column are as they should be; it asks the same as the checks of pandera, which takes half a second to load."""
    blank = values.isna()
    if blank.any() and not column.blank:
        return False
    given = values[~blank]
    try:
        return (
            (column.least is None or bool((given >= column.least).all()))
            and (column.most is None or bool((given <= column.most).all()))
            and (not column.words or bool(given.isin(column.words).all()))
            and (column.kind != "number" or bool(_finite(given).all()))
        )
    except (TypeError, ValueError):  # a text where a number should be
        return False


def _pandera_column(column: Column) -> Any:
    import pandera.pandas as pa

    checks = []
    if column.least is not None:
        checks.append(pa.Check.ge(column.least, error=f"less than {column.least:g}"))
    if column.most is not None:
        checks.append(pa.Check.le(column.most, error=f"more than {column.most:g}"))
    if column.words:
        checks.append(pa.Check.isin(column.words, error=f"not one of: {', '.join(column.words)}"))
    if column.kind == "number":
        checks.append(pa.Check(_finite, error="not a finite number"))
    return pa.Column(None, checks=checks, nullable=column.blank, required=True)


def _finite(values: pd.Series[float]) -> pd.Series[Any]:
    import numpy as np
    import pandas as pd

    return pd.Series(~np.isinf(values.to_numpy(dtype=float, na_value=np.nan)), index=values.index)


def _wrong_columns(contract: Contract, frame: pd.DataFrame) -> list[str]:
    missing = [name for name in contract.names if name not in frame.columns]
    unexpected = [str(name) for name in frame.columns if name not in contract.names]
    return [f"column {name!r} is missing" for name in missing] + [f"column {name!r} is unexpected" for name in unexpected]


@cache
def _pandera_schema(contract: Contract) -> Any:
    import pandera.pandas as pa

    return pa.DataFrameSchema({column.name: _pandera_column(column) for column in contract.columns})


def _wrong_cells(contract: Contract, frame: pd.DataFrame) -> list[str]:
    if all(_is_right(column, frame[column.name]) for column in contract.columns):
        return []
    import pandera.pandas as pa

    try:
        _pandera_schema(contract).validate(frame.reset_index(drop=True), lazy=True)
    except pa.errors.SchemaErrors as failures:
        cases = failures.failure_cases
        places = frame["ref"].reset_index(drop=True) if "ref" in frame else None
        found = []
        for case in cases.itertuples():
            where = "" if places is None or case.index is None else f" ({places.iloc[int(case.index)]})"
            found.append(f"{case.column} {case.failure_case!r} is {str(case.check).replace('not_nullable', 'blank')}{where}")
        return found
    return []


def _wrong_keys(contract: Contract, frame: pd.DataFrame) -> list[str]:
    repeated = frame[frame.duplicated(list(contract.key), keep=False)]
    if repeated.empty:
        return []
    first = repeated.iloc[0]
    same = repeated[(repeated[list(contract.key)] == first[list(contract.key)]).all(axis=1)]
    places = f" ({', '.join(str(ref) for ref in same['ref'])})" if "ref" in same else ""
    label = ", ".join(f"{name} {first[name]}" for name in contract.key)
    return [f"{len(repeated)} rows are about the same thing as another row, the first being {label}{places}"]


def check(contract: Contract, frame: pd.DataFrame) -> pd.DataFrame:
    """The same frame with its columns in the contract's order, once everything in it has been found right.

    Args:
        contract: one of the contracts of this module.
        frame: the table; its columns may be in any order.

    Raises:
        TableError: lists what is wrong (at most five of each kind), each with the cell that the row came from.

    >>> import pandas as pd
    >>> notes = Contract("notes", ("council",), (Column("council", "text"), Column("note", "text")))
    >>> check(notes, pd.DataFrame({"council": ["358"]}))
    Traceback (most recent call last):
    ...
    csrating.errors.TableError: the table notes breaks its contract: column 'note' is missing.
    """
    wrong = _wrong_columns(contract, frame)
    if not wrong and len(frame):
        wrong = _wrong_keys(contract, frame) + _wrong_cells(contract, frame)
    if wrong:
        more = f" (and {len(wrong) - 5} more)" if len(wrong) > 5 else ""
        raise TableError(f"the table {contract.name} breaks its contract: {'; '.join(wrong[:5])}{more}")
    return frame if list(frame.columns) == contract.names else frame[contract.names]
