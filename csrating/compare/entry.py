"""What is checked of tables before they are compared or rated: that they are the tables which they are said to be."""

from __future__ import annotations

from typing import Any

import pandas as pd

from csrating import reference
from csrating.compare.agreement import refuse_disagreement
from csrating.errors import EvidenceError, TableError
from csrating.reference import Edition, edition, edition_of
from csrating.schema import OBSERVATIONS, Column, Contract, Level, check

HOLDS = {"text": "text", "word": "text", "number": "numbers", "count": "whole numbers", "date": "dates", "flag": "true or false"}
"""What a column of each kind holds, in words."""


def is_data(given: object) -> bool:
    """Whether something is, by what it holds, the data that :func:`csrating.read` gives."""
    return any(isinstance(getattr(given, name, None), pd.DataFrame) for name in ("observations", "inspections", "safeguarding"))


def table_of(data: object, contract: Contract) -> pd.DataFrame:
    """The table of the data that keeps a contract, checked.

    Raises:
        TableError: there is no such table in what was given, or it breaks its contract.
    """
    if not is_data(data):
        raise TableError(f"the data are {a_kind(data)}", expected="what csrating.read gives", do='Call data = csrating.read("data/raw").')
    return table_checked(getattr(data, contract.name, None), contract)


def a_kind(given: object) -> str:
    """What was given, in words that fit after "is" or "are".

    >>> a_kind(None), a_kind(7), a_kind({})
    ('None', 'of the kind int', 'of the kind dict')
    """
    return "None" if given is None else f"of the kind {type(given).__name__}"


def table_checked(table: Any, contract: Contract) -> pd.DataFrame:
    """A table once it has been found to be a frame, each column to hold what its contract says, and the contract to be kept.

    Raises:
        TableError: it is no frame, has a column twice, holds something else in a column, or breaks the contract.
    """
    if not isinstance(table, pd.DataFrame):
        raise TableError(f"the table {contract.name} is {a_kind(table)}", expected="a DataFrame")
    twice = table.columns[table.columns.duplicated()]
    if len(twice):
        raise TableError(f"the table {contract.name} has the column {twice[0]!r} twice", expected="each column once")
    for column in contract.columns:
        if column.name in table.columns and len(table):
            _holds(table[column.name], column, contract.name)
    return check(contract, table)


def _holds(values: pd.Series, column: Column, name: str) -> None:
    """Refuse a column whose values are of another kind; blanks are left to the contract."""
    if not _fits(values, column) and not (values.isna().all() or _fits(values.dropna().infer_objects(), column)):
        found = f"the column {column.name!r} of the table {name} holds {str(values.dropna().iloc[0])!r}"
        raise TableError(found, expected=HOLDS[column.kind], do="Pass the table as it was made; a csv file read back loses its kinds.")


def _fits(values: pd.Series, column: Column) -> bool:
    if column.kind == "date":
        return bool(pd.api.types.is_datetime64_any_dtype(values))
    if column.kind in ("number", "count"):
        return bool(pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values))
    if column.kind == "flag":
        return bool(pd.api.types.is_bool_dtype(values))
    return bool(pd.api.types.is_string_dtype(values))


def known_edition(table: pd.DataFrame, *, name: str) -> Edition:
    """The edition of the registers that the indicators of a table are of; that of 2009 where it has no rows.

    Raises:
        TableError: names the first indicator that is in no register, and its cell.
        ReferenceDataError: indicators of 2009 and of today are mixed.
    """
    _all_known(table, "indicator", set(reference.every_indicator()["indicator"]), name=name, edition=edition())
    return edition_of(table["indicator"].unique())


def known_codes(table: pd.DataFrame, *, name: str, edition: Edition) -> None:
    """Refuse a table with a council that is not in the register: its rows would go nowhere, or to another council.

    Raises:
        TableError: names the first and its cell.
    """
    _all_known(table, "council", set(edition.codes), name=name, edition=edition)


def known_councils_of(observations: pd.DataFrame, edition: Edition) -> None:
    """Refuse observations at the level of councils whose area is the code of none of them.

    Raises:
        TableError: names the first and its cell.
    """
    at_level = observations[observations["level"] == str(Level.COUNCIL)]
    _all_known(at_level, "area", set(edition.codes), name="observations", edition=edition)


def _all_known(table: pd.DataFrame, column: str, known: set[str], *, name: str, edition: Edition) -> None:
    strange = table[~table[column].isin(known)]
    if len(strange):
        noun = "indicator" if column == "indicator" else "council"
        first = strange.iloc[0]
        council = f"the department code of a council of {edition.name}, such as 358"
        expected = "an indicator of the register" if noun == "indicator" else council
        raise TableError(f"the table {name} holds the {noun} {first[column]!r}", where=str(first.get("ref", "")), expected=expected)


def not_empty(table: pd.DataFrame, found: str, *, do: str) -> None:
    """Refuse a table without rows.

    Raises:
        EvidenceError: there are none.
    """
    if table.empty:
        raise EvidenceError(found, do=do)


def observations_of(data: object) -> pd.DataFrame:
    """The observations of the data, checked: somebody may have changed them since they were read.

    Raises:
        TableError: they are not what :func:`csrating.read` gives, or a value contradicts the counts beside it.
        EvidenceError: there are none.
    """
    observations = table_of(data, OBSERVATIONS).reset_index(drop=True)
    not_empty(observations, "there are no observations to compare", do="Read a folder that holds indicator figures.")
    known_councils_of(observations, known_edition(observations, name="observations"))
    refuse_disagreement(observations)
    return observations
