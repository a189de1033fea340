"""The rows of a chart as it is drawn: one after the other, each with its figures and words by name."""

from __future__ import annotations

from typing import Any, TypeAlias

import pandas as pd

Record: TypeAlias = dict[str, Any]


def records(rows: pd.DataFrame) -> list[Record]:
    """The rows, each as its column names and plain values. The columns are unpacked whole, which is many times quicker than cell by cell.

    >>> records(pd.DataFrame({"council": ["358", "359"], "value": [1.5, 2.0]}))
    [{'council': '358', 'value': 1.5}, {'council': '359', 'value': 2.0}]
    """
    columns = {str(name): rows[name].tolist() for name in rows.columns}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
