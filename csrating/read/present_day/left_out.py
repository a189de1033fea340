"""What the road of today leaves out of its files, and how that is told in the fates of their rows and cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from csrating.read.reading import Reading

NOT_COUNTED = "the measure is none of those that count towards a profile; csrating.read_file reads every measure"
ENDED = "the council no longer stands"
NO_AVERAGE = "England's row lies outside the figures of all councils, so that it is no figure of theirs together: a number and no rate"
EARLIER = "an earlier inspection or a visit: the most recent judgement of each council is used"
NO_ROW = "a kind of provision that is no row of the profile"
OTHER_JUDGEMENT = "the profile has no column for what was judged: of settings, overall effectiveness alone counts"


def fates_of(reading: Reading, left: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The fates of a file's rows and cells, where what was read and is left out is told apart from what is kept, sheet by sheet."""
    fates = reading.fates.copy()
    extra = []
    for why, rows in left.items():
        for name, some in _by_sheet(reading, rows):
            for fate, cells in (("kept", _reported(some)), ("symbol", ~_reported(some))):
                number = int(cells.sum())
                at = fates.index[(fates["sheet"] == name) & (fates["fate"] == fate)]
                if not number or not len(at):
                    continue
                fates.loc[at[0], ["cells", "filled"]] -= number
                told = {"fate": "explained", "rows": 0, "cells": number, "filled": number, "explanation": why}
                extra.append(fates.loc[at[0]].to_dict() | told)
    every = pd.concat([fates, pd.DataFrame(extra, columns=fates.columns)], ignore_index=True)
    return every[(every[["rows", "cells", "filled"]] > 0).any(axis=1)]


def _by_sheet(reading: Reading, rows: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Some rows of a file, sheet by sheet."""
    for name in sorted({sheet.name for sheet in reading.opened.sheets}):
        some = rows[rows["ref"].str.startswith(f"{reading.file}#{name}!")]
        if len(some):
            yield name, some


def _reported(rows: pd.DataFrame) -> pd.Series[bool]:
    return rows["status"].isin(["reported", "judged"])
