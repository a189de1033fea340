"""Frames out of the parts that the tables of files give."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from csrating.read.tables.rows import Part
from csrating.schema import Column, Contract

_NUMBERS = {"number": "float64", "count": "int64", "date": "datetime64[s]"}
_COUNT_OR_BLANK = "Int64"


def frame_of(contract: Contract, parts: Sequence[Part]) -> pd.DataFrame:
    """One frame out of many parts, its columns those of the contract, each of the kind that the contract says."""
    if not parts:
        return _without_rows(contract).copy()
    made: dict[str, Any] = {}
    for column in contract.columns:
        values = np.concatenate([part[column.name] for part in parts])
        made[column.name] = pd.Series(values, dtype=_dtype(column))
    return pd.DataFrame(made, copy=False)  # made for it alone


@cache
def _without_rows(contract: Contract) -> pd.DataFrame:
    return pd.DataFrame({column.name: pd.Series([], dtype=_dtype(column)) for column in contract.columns})


def _dtype(column: Column) -> str:
    return _COUNT_OR_BLANK if column.kind == "count" and column.blank else _NUMBERS.get(column.kind, "str")
