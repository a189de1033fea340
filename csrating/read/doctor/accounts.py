"""Counts in, counts out: every row and every filled cell of every sheet has a fate, and every figure that was kept was given."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

import pandas as pd

from csrating.read.doctor.contracts import ACCOUNTS
from csrating.read.doctor.findings import Finding, made
from csrating.read.doctor.subject import Subject


def accounts(subject: Subject) -> pd.DataFrame:
    """One row per sheet, as ACCOUNTS: what is in it against what the fates tell of, and the cells kept against the figures given."""
    told = dict(iter(subject.fates.groupby(["source", "sheet"], sort=False)))
    asked = {place for one in subject.questions for place in (one.about, one.where.rpartition("!")[0])}
    given = _given(subject)
    rows = []
    for source, sheet in subject.sheets:
        own = told.get((source, sheet.name), subject.fates.iloc[:0])
        row = {
            "source": source,
            "sheet": sheet.name,
            "rows": len(sheet.cells),
            "rows_told": int(own["rows"].sum()),
            "filled": sheet.filled(),
            "filled_told": int(own["filled"].sum()),
            **_filled(own, asked=sheet.place in asked),
            **{name: int(own.loc[own["fate"] == fate, "cells"].sum()) for name, fate in _FATES.items()},
            "figures": given.get(sheet.name, 0) if subject.one_cell else None,
        }
        row["balances"] = _adds_up(row) and not row["held_back"]
        rows.append([row[name] for name in ACCOUNTS.names])
    return made(ACCOUNTS, rows)


_FATES = {"kept": "kept", "symbols": "symbol", "blank": "blank", "explained": "explained"}


def _filled(own: pd.DataFrame, *, asked: bool) -> dict[str, int]:
    """What became of the filled cells of a sheet; those of a sheet with a question that were left out whole are held back."""
    whole = (own["fate"] == "explained") & (own["table"] == "")
    held_back = whole if asked else whole & False
    chosen = {
        "given": own["fate"].isin(["kept", "symbol"]),
        "naming": own["fate"].isin(["heading", "note", "blank"]),
        "left_out": (own["fate"] == "explained") & ~held_back,
        "held_back": held_back,
    }
    return {name: int(own.loc[some, "filled"].sum()) for name, some in chosen.items()}


def _adds_up(row: dict[Any, Any]) -> bool:
    """Whether all rows and filled cells are told of, and as many figures were given as were kept."""
    given = row["figures"]
    as_kept = given is None or pd.isna(given) or given == row["kept"] + row["symbols"]
    return bool((row["rows"], row["filled"]) == (row["rows_told"], row["filled_told"]) and as_kept)


def _given(subject: Subject) -> dict[str, int]:
    """How many figures, judgements and neighbours were given of each sheet."""
    ref = subject.given
    if ref is None or ref.empty:
        return {}
    if len(subject.sheets) == 1:
        return {subject.sheets[0][1].name: len(ref)}
    place = ref.str.rsplit("!", n=1).str[0].value_counts()
    return {sheet.name: int(place.get(sheet.place, 0)) for _, sheet in subject.sheets}


def lines(subject: Subject, table: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """What a summary says of the accounts: what became of all filled cells, and whether it is all of them."""
    if table.empty:
        return
    number = {name: int(table[name].sum()) for name in ("rows", "filled", "given", "naming", "left_out", "held_back", "kept", "symbols")}
    became = f"{number['given']:,} given, {number['naming']:,} names, headings and notes, {number['left_out']:,} left out"
    if number["held_back"]:
        became += f", {number['held_back']:,} held back until {_its_questions(subject)} answered"
    in_and_out = f"{number['kept'] + number['symbols']:,} figures in, {table['figures'].sum():,} out; "
    figures = in_and_out if subject.one_cell and not _nothing_given(table) else ""
    yield "accounts", f"{number['filled']:,} filled cells in {number['rows']:,} rows: {became}; {figures}{_verdict(table)}"


def _its_questions(subject: Subject) -> str:
    return "its question is" if len(subject.questions) == 1 else f"its {len(subject.questions):,} questions are"


def _verdict(table: pd.DataFrame) -> str:
    if not all(map(_adds_up, table.to_dict("records"))):
        return "IT DOES NOT BALANCE"
    if not table["held_back"].any():
        return "it balances"
    return f"{'NOTHING' if _nothing_given(table) else 'NOT ALL'} IS GIVEN, since a question is open"


def _nothing_given(table: pd.DataFrame) -> bool:
    """Whether a question is open and not one figure is given."""
    return bool(table["held_back"].any() and not table["given"].any())


def findings(table: pd.DataFrame) -> Iterator[Finding]:
    """The sheets whose counts do not add up, which is a fault of ours; what a question holds back is told with the question."""
    for row in table.to_dict("records"):
        if not _adds_up(row):
            yield _fault(row)


def _fault(row: dict[Hashable, Any]) -> Finding:
    figures = "" if pd.isna(row["figures"]) else f"; {row['kept'] + row['symbols']:,} figures were kept and {row['figures']:,} given"
    return Finding(
        "wrong",
        "accounts",
        f"sheet {row['sheet']!r} has {row['rows']:,} rows with {row['filled']:,} filled cells, and {row['rows_told']:,} with "
        f"{row['filled_told']:,} are accounted for{figures}",
        f"{row['source']}#{row['sheet']}",
        "Use none of its figures, and tell the authors of csrating.",
    )
