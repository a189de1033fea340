"""The rules of time: periods of digits, what kind of time they are, and that a file keeps to one kind."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from csrating.tell.opendata.checks.rules import Broken, broken, broken_rows
from csrating.tell.opendata.standard import KIND_OF_IDENTIFIER, TIME_COLUMNS

_PERIOD, _IDENTIFIER = TIME_COLUMNS


def time_rules(table: pd.DataFrame) -> Iterator[Broken]:
    """What is wrong with the times of a table.

    >>> table = pd.DataFrame({"time_period": ["200809", "2009"], "time_identifier": ["Academic year", "Calendar year"]})
    >>> [one.rule for one in time_rules(table)]
    ['mixed times']
    """
    if _PERIOD in table:
        yield from _period_rules(table[_PERIOD])
    if _IDENTIFIER in table:
        yield from _identifier_rules(table)


def _period_rules(periods: pd.Series[str]) -> Iterator[Broken]:
    formed = periods.str.fullmatch("[0-9]{4}(?:[0-9]{2})?")
    yield from broken_rows("time period", "data", _PERIOD, periods, ~formed)
    six = formed & (periods.str.len() == 6)
    first = pd.to_numeric(periods.str[:4].where(six), errors="coerce")
    second = pd.to_numeric(periods.str[4:].where(six), errors="coerce")
    yield from broken_rows("consecutive years", "data", _PERIOD, periods, six & ((first + 1) % 100 != second))


def _identifier_rules(table: pd.DataFrame) -> Iterator[Broken]:
    identifiers = table[_IDENTIFIER]
    known = identifiers.isin(list(KIND_OF_IDENTIFIER))
    yield from broken_rows("time identifier", "data", _IDENTIFIER, identifiers, ~known)
    if _PERIOD in table:
        digits = identifiers.map({name: kind.digits for name, kind in KIND_OF_IDENTIFIER.items()})
        formed = table[_PERIOD].str.fullmatch("[0-9]{4}(?:[0-9]{2})?") & known
        told = table[_PERIOD] + " " + identifiers
        yield from broken_rows("digits of time", "data", _PERIOD, told, formed & (table[_PERIOD].str.len() != digits))
    kinds = {KIND_OF_IDENTIFIER[one].name: one for one in identifiers[known].unique()}
    if len(kinds) > 1:
        yield broken("mixed times", "data", _IDENTIFIER, found=list(kinds.values()))
