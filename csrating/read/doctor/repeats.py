"""Figures that are given twice: the same area, measure, breakdown and period."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from csrating.read.doctor.contracts import REPEATS
from csrating.read.doctor.findings import Finding, kept
from csrating.read.doctor.series import shortened
from csrating.read.doctor.subject import Subject


def repeats(subject: Subject) -> pd.DataFrame:
    """One row per figure of England, a region or a council that an earlier one is about too, as REPEATS."""
    one_area = np.flatnonzero(subject.of_councils | subject.of_england | subject.of_regions)
    figures = subject.figures
    area = pd.factorize(figures["area"].iloc[one_area])[0]
    key = pd.Series(subject.groups.of_row[one_area] * (int(area.max(initial=0)) + 1) + area)
    again = key.duplicated().to_numpy()
    if not again.any():
        return kept(REPEATS, pd.DataFrame(columns=REPEATS.names))
    first_of = dict(zip(key[::-1], one_area[::-1], strict=True))
    second = one_area[again]
    first = np.array([first_of[one] for one in key[again]], dtype=np.intp)
    rows = figures.iloc[second].reset_index(drop=True).rename(columns={"ref": "where"})
    before = figures.iloc[first].reset_index(drop=True)
    alike = (rows["value"] == before["value"]) | (rows["value"].isna() & before["value"].isna() & (rows["symbol"] == before["symbol"]))
    table = rows.assign(first_value=before["value"], first_where=before["ref"], same=alike)
    return kept(REPEATS, table[REPEATS.names])


def findings(table: pd.DataFrame) -> Iterator[Finding]:
    """Two values of the same thing are wrong; the same value twice should be looked at."""
    for row in table.to_dict("records"):
        about = shortened(", ".join(filter(None, (row["measure"], row["breakdown"]))))
        what = f"{row['area_name']} has two rows for {about} ({row['period']})"
        if row["same"]:
            yield Finding("look", "repeats", f"{what} that say the same; the other is {_cell(row['first_where'])}", row["where"])
        else:
            values = f"{_number(row['value'])} here and {_number(row['first_value'])} in {_cell(row['first_where'])}"
            yield Finding("wrong", "repeats", f"{what}: {values}", row["where"], "Find out which is meant, or what tells the rows apart.")


def _cell(ref: str) -> str:
    return ref.rpartition("!")[2]


def _number(value: float) -> str:
    return "a symbol" if value != value else f"{value:,.10g}"
