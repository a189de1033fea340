"""Tables as bytes: the same table always gives the same bytes, and no cell of text can act as a formula."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from csrating.schema import Contract, check

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_ESCAPED = re.compile(r"^'(?=[=+\-@\t\r\n].)", re.DOTALL)
"""The apostrophe before a text that would act as a formula."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_bytes(frame: pd.DataFrame) -> bytes:
    r"""The table as csv in UTF-8: text in quotation marks, dates as 2009-03-31, blanks empty, numbers unrounded.

    Text that a spreadsheet would take for a formula is prefixed with an apostrophe; numbers, and lone symbols such as "-", stay.

    >>> import pandas as pd
    >>> csv_bytes(pd.DataFrame({"name": ["=1+1", "-"], "value": [-1.5, None]}))
    b'name,value\n"\'=1+1",-1.5\n"-",\n'
    """
    from pyarrow import csv

    table = _plain(frame)
    sink = io.BytesIO()
    csv.write_csv(table, sink, csv.WriteOptions(include_header=False, quoting_style="needed"))
    header = ",".join(frame.columns) + "\n"
    return header.encode() + sink.getvalue()


def parquet_bytes(frame: pd.DataFrame) -> bytes:
    """The table as parquet, without the time or the version of whoever wrote it."""
    from pyarrow import parquet

    sink = io.BytesIO()
    parquet.write_table(_plain(frame, escape=False), sink, compression="zstd")
    return sink.getvalue()


def table_of_csv(content: bytes, contract: Contract) -> pd.DataFrame:
    r"""The table that :func:`csv_bytes` wrote: cell for cell, in the types of its contract.

    Raises:
        TableError: the table breaks its contract.

    >>> from csrating.schema import Column, Contract
    >>> notes = Contract("notes", ("name",), (Column("name", "text"), Column("value", "number", blank=True)))
    >>> table_of_csv(b'name,value\n"\'=1+1",-1.5\n"-",\n', notes).to_numpy().tolist()
    [['=1+1', -1.5], ['-', nan]]
    """
    import pandas as pd

    read = pd.read_csv(io.BytesIO(content), dtype="str", keep_default_na=False, lineterminator="\n", encoding="utf-8")
    return typed(read, contract, escaped=True)


def typed(frame: pd.DataFrame, contract: Contract, *, escaped: bool = False) -> pd.DataFrame:
    """A table that was read from a file, in the types of its contract.

    Args:
        frame: dates, flags and numbers may be text in it, with empty text for a blank.
        contract: says which column is what.
        escaped: whether text that looks like a formula was prefixed with an apostrophe.

    Raises:
        TableError: the table breaks its contract.
    """
    import pandas as pd

    plain: dict[str, pd.Series[Any]] = {}
    for column in contract.columns:
        if column.name not in frame:
            continue
        cells = frame[column.name]
        if column.kind == "date":
            plain[column.name] = pd.to_datetime(cells.replace("", None)).astype("datetime64[s]")
        elif column.kind == "flag":
            plain[column.name] = cells.isin(["true", True])
        elif column.kind == "number":
            plain[column.name] = cells.replace("", None).astype("float64")
        elif column.kind == "count":
            number = cells.replace("", None).astype("float64")
            plain[column.name] = number.astype("Int64") if column.blank else number.astype("int64")
        else:
            text = cells.astype("str")
            text = text.str.replace(_ESCAPED, "", regex=True) if escaped else text
            plain[column.name] = text.where(text != "") if column.blank else text
    return check(contract, pd.DataFrame(plain))


def _plain(frame: pd.DataFrame, *, escape: bool = True) -> pa.Table:
    """The columns as they are written: days as text, whole numbers as such, and text that no spreadsheet takes for a formula."""
    import pandas as pd
    import pyarrow as pa

    plain = {}
    for name in frame.columns:
        column = frame[name]
        if pd.api.types.is_datetime64_any_dtype(column):
            plain[name] = _days(column)
        elif pd.api.types.is_float_dtype(column) and _whole(column):
            plain[name] = column.astype("Int64")
        elif escape and not pd.api.types.is_numeric_dtype(column):
            plain[name] = _harmless(column)
        else:
            plain[name] = column
    return pa.table({name: pa.array(column, from_pandas=True) for name, column in plain.items()})


def _whole(column: pd.Series) -> bool:
    """Whether all numbers of the column are whole, and small enough to be exact as such."""
    import numpy as np

    numbers = column.to_numpy(dtype=float, na_value=np.nan)
    numbers = numbers[~np.isnan(numbers)]
    return bool((np.floor(numbers) == numbers).all() and (np.abs(numbers) < 2**53).all())


def _days(column: pd.Series) -> pd.Series:
    """Days as text, each different one written once."""
    import pandas as pd

    places, days = pd.factorize(column)
    told = pd.Series(pd.DatetimeIndex(days).strftime("%Y-%m-%d"), dtype="str")
    return told.reindex(places).set_axis(column.index)


def _harmless(column: pd.Series) -> pd.Series:
    text = column.astype("str")
    risky = text.str.startswith(FORMULA_SIGNS).fillna(False).to_numpy(dtype=bool) & (text.str.len().fillna(0) > 1).to_numpy(dtype=bool)
    return text.where(~risky, "'" + text) if risky.any() else text
