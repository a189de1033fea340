"""Counts in, counts out: every row and every filled cell of every sheet has a fate, and every figure that was kept was given."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from csrating.read.doctor.contracts import ACCOUNTS
from csrating.read.doctor.findings import Finding, made
from csrating.read.doctor.subject import Subject


def accounts(subject: Subject) -> pd.DataFrame:
    """One row per sheet, as ACCOUNTS: what is in it against what the fates tell of, and the cells kept against the figures given."""
    told = dict(iter(subject.fates.groupby(["source", "sheet"], sort=False)))
    given = _given(subject)
    rows = []
    for source, sheet in subject.sheets:
        own = told.get((source, sheet.name), subject.fates.iloc[:0])
        cells = {fate: int(own.loc[own["fate"] == fate, "cells"].sum()) for fate in ("kept", "symbol", "blank", "explained")}
        of_sheet = given.get(sheet.name, 0) if subject.one_cell else None
        there = len(sheet.cells), sheet.filled()
        told_of = int(own["rows"].sum()), int(own["filled"].sum())
        balances = there == told_of and of_sheet in (None, cells["kept"] + cells["symbol"])
        rows.append((source, sheet.name, there[0], told_of[0], there[1], told_of[1], *cells.values(), of_sheet, balances))
    return made(ACCOUNTS, rows)


def _given(subject: Subject) -> dict[str, int]:
    """How many figures, judgements and neighbours were given of each sheet."""
    ref = subject.given
    if ref is None or ref.empty:
        return {}
    if len(subject.sheets) == 1:
        return {subject.sheets[0][1].name: len(ref)}
    place = ref.str.rsplit("!", n=1).str[0].value_counts()
    return {sheet.name: int(place.get(sheet.place, 0)) for _, sheet in subject.sheets}


def findings(table: pd.DataFrame) -> Iterator[Finding]:
    """The sheets whose counts do not add up, which is a fault of ours."""
    for row in table[~table["balances"]].to_dict("records"):
        figures = "" if pd.isna(row["figures"]) else f"; {row['kept'] + row['symbols']:,} figures were kept and {row['figures']:,} given"
        yield Finding(
            "wrong",
            "accounts",
            f"sheet {row['sheet']!r} has {row['rows']:,} rows with {row['filled']:,} filled cells, and {row['rows_told']:,} with "
            f"{row['filled_told']:,} are accounted for{figures}",
            f"{row['source']}#{row['sheet']}",
            "Use none of its figures, and tell the authors of csrating.",
        )
