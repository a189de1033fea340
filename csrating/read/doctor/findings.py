"""Findings: what a check has to tell, how grave it is, where it is, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from csrating.read.doctor.contracts import FINDINGS, SEVERITIES
from csrating.schema import Contract, check

Severity = Literal["wrong", "look", "note"]


@dataclass(frozen=True)
class Finding:
    """One thing that was found: ``what`` is a sentence without its full stop, ``where`` a cell, ``do`` a sentence."""

    severity: Severity
    kind: str
    what: str
    where: str = ""
    do: str = ""


def frame(findings: Iterable[Finding]) -> pd.DataFrame:
    """The findings as a table that keeps FINDINGS: the gravest first, those of one kind together.

    >>> frame([Finding("note", "opening", "utf-16"), Finding("wrong", "repeats", "twice", "a.csv#a!B2")])["kind"].tolist()
    ['repeats', 'opening']
    """
    told = list(dict.fromkeys(findings))
    kinds = list(dict.fromkeys(one.kind for one in told))
    told.sort(key=lambda one: (SEVERITIES.index(one.severity), kinds.index(one.kind)))
    rows = [(place, one.severity, one.kind, one.what, one.where, one.do) for place, one in enumerate(told)]
    return made(FINDINGS, rows)


_DTYPES = {"number": "float64", "count": "Int64", "date": "datetime64[s]", "flag": "bool"}


def made(contract: Contract, rows: Iterable[Iterable[object]]) -> pd.DataFrame:
    """Rows in the order of a contract's columns as a table that keeps it."""
    return kept(contract, pd.DataFrame(list(rows), columns=contract.names))


def kept(contract: Contract, table: pd.DataFrame) -> pd.DataFrame:
    """The table with each column of the kind that the contract says, once it keeps the contract."""
    kinds = {column.name: _dtype(column.kind, blank=column.blank) for column in contract.columns}
    return check(contract, table.astype(kinds).reset_index(drop=True))


def _dtype(kind: str, *, blank: bool) -> str:
    return "int64" if kind == "count" and not blank else _DTYPES.get(kind, "str")
