"""Tables as bytes: the same table always gives the same bytes, and no cell of text can act as a formula."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_bytes(frame: pd.DataFrame) -> bytes:
    r"""The table as csv in UTF-8: text in quotation marks, dates as 2009-03-31, blanks empty, numbers unrounded.

    Text that a spreadsheet would take for a formula is prefixed with an apostrophe; numbers, and lone symbols such as "-", stay.

    >>> import pandas as pd
    >>> csv_bytes(pd.DataFrame({"name": ["=1+1", "-"], "value": [-1.5, None]}))
    b'name,value\n"\'=1+1",-1.5\n"-",\n'
    """
    import pyarrow as pa
    from pyarrow import csv

    table = pa.Table.from_pandas(_plain(frame), preserve_index=False)
    sink = io.BytesIO()
    csv.write_csv(table, sink, csv.WriteOptions(include_header=False, quoting_style="needed"))
    header = ",".join(frame.columns) + "\n"
    return header.encode() + sink.getvalue()


def parquet_bytes(frame: pd.DataFrame) -> bytes:
    """The table as parquet, without the time or the version of whoever wrote it."""
    import pyarrow as pa
    from pyarrow import parquet

    table = pa.Table.from_pandas(_plain(frame, escape=False), preserve_index=False).replace_schema_metadata(None)
    sink = io.BytesIO()
    parquet.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def _plain(frame: pd.DataFrame, *, escape: bool = True) -> pd.DataFrame:
    import pandas as pd

    plain = {}
    for name in frame.columns:
        column = frame[name]
        if pd.api.types.is_datetime64_any_dtype(column):
            plain[name] = column.dt.strftime("%Y-%m-%d")
        elif pd.api.types.is_float_dtype(column) and _whole(column):
            plain[name] = column.astype("Int64")
        elif escape and not pd.api.types.is_numeric_dtype(column):
            plain[name] = _harmless(column)
        else:
            plain[name] = column
    return pd.DataFrame(plain)


def _whole(column: pd.Series) -> bool:
    """Whether all numbers of the column are whole, and small enough to be exact as such."""
    numbers = column.dropna()
    return bool(((numbers % 1 == 0) & (numbers.abs() < 2**53)).all())


def _harmless(column: pd.Series) -> pd.Series:
    text = column.astype("str")
    risky = text.str.startswith(FORMULA_SIGNS).fillna(False).to_numpy(dtype=bool) & (text.str.len().fillna(0) > 1).to_numpy(dtype=bool)
    return text.where(~risky, "'" + text) if risky.any() else text
