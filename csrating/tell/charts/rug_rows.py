"""The cells of the tartan rug: a council and its similar areas by indicator, each judged against similar areas of its own."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from csrating.compare.standing import SIGN
from csrating.compare.trends import direction
from csrating.errors import EvidenceError
from csrating.rate import Ratings
from csrating.reference.registers import register
from csrating.schema import Standing
from csrating.tell.charts.spine_rows import shown_indicators
from csrating.tell.charts.trends_rows import trends_of

_FIGURES = [
    "council",
    "indicator",
    "period",
    "value",
    "status",
    "baseline",
    "with_data",
    "of",
    "standing",
    "why",
    "vintage",
    "origin",
    "ref",
]
_COLUMNS = [
    *("indicator", "short", "ecm_outcome", "position", "council", "name", "period", "value", "status", "neighbours", "with_data", "of"),
    *("standing", "why", "before", "change", "direction_of_travel", "vintage", "origin", "ref"),
]


def rug_rows(ratings: Ratings, code: str, *, ecm_outcome: str | None = None) -> pd.DataFrame:
    """One row per indicator and council, indicator by indicator, the council first and then its neighbours from the nearest.

    Args:
        ratings: the ratings of all councils.
        code: the council's department code.
        ecm_outcome: only this outcome.

    Returns:
        columns indicator, short, ecm_outcome, position (0 the council, 1 the nearest neighbour), council, name, period, value, status,
        neighbours (the average of that council's own similar areas), with_data of ``of``, standing, why, before (the figure of the
        consecutive period before, blank where there is none), change from it, direction_of_travel ("better", "worse", "no change", or blank
        where nobody knows), vintage, origin, ref. A neighbour that began after the year rated is not comparable in any.

    Raises:
        EvidenceError: no indicator has figures.
    """
    near = _cells_of_all(ratings)
    shown = shown_indicators(ratings.framework.edition)
    shown = shown[shown["indicator"].isin(near["indicator"].unique())]
    if ecm_outcome:
        shown = shown[shown["ecm_outcome"] == ecm_outcome]
    if shown.empty:
        under = f" under {ecm_outcome}" if ecm_outcome else ""
        do = "Read a folder that holds indicator figures of that time."
        raise EvidenceError(f"no indicator{under} has figures in the rated period", do=do)
    every = shown[["indicator", "short", "ecm_outcome"]].merge(_members(ratings, code), how="cross")
    rows = every.merge(near, on=["council", "indicator"], how="left", validate="one_to_one")
    blanks = {
        "direction_of_travel": "",
        "status": "no row",
        "standing": str(Standing.NOT_COMPARABLE),
        "why": "the council began later",
        "with_data": 0,
        "of": 0,
    }
    rows = rows.fillna(blanks | {"period": "", "vintage": "", "origin": "published", "ref": ""})
    return rows.astype({"with_data": "int64", "of": "int64"})[_COLUMNS]


@lru_cache(maxsize=2)
def _cells_of_all(ratings: Ratings) -> pd.DataFrame:
    """The figures of all councils in the rated periods with the change of each, worked out together, since 152 charts ask for them."""
    near = ratings.compared.loc[ratings.compared["against"] == "neighbours", _FIGURES].rename(columns={"baseline": "neighbours"})
    periods = trends_of(ratings).rows
    before = periods["value"].shift().where(periods["follows"])
    sign = periods["polarity"].map(SIGN).to_numpy(dtype=float)
    change = periods["value"] - before
    moved = periods.assign(before=before, change=change, direction_of_travel=direction(change.to_numpy(), sign=sign))
    moved = moved.loc[moved["rated"], ["council", "indicator", "before", "change", "direction_of_travel"]]
    return near.merge(moved, on=["council", "indicator"], how="left", validate="one_to_one")


def _members(ratings: Ratings, code: str) -> pd.DataFrame:
    """The council and its neighbours with their names, the nearest first."""
    table = ratings.neighbour_table
    near = table[table["council"] == code].sort_values("position")
    members = pd.DataFrame({"position": [0, *near["position"]], "council": [code, *near["neighbour"]]})
    names = ratings.table.set_index("council")["name"]
    later = register("other_councils.csv").set_index("code")["name"]
    return members.assign(name=members["council"].map(names).fillna(members["council"].map(later)).fillna(members["council"]))


def tallies(rows: pd.DataFrame) -> pd.DataFrame:
    """How many of each council's indicators are above, in line and below, and the share in line or above, in the order of the columns.

    Args:
        rows: what :func:`rug_rows` gave.

    Returns:
        columns position, council, name, above, in_line, below, compared, share (in per cent; blank where nothing is compared).
    """
    names = rows.drop_duplicates("position")[["position", "council", "name"]].reset_index(drop=True)
    words = {"above": Standing.ABOVE, "in_line": Standing.IN_LINE, "below": Standing.BELOW}
    counts = {
        column: (rows["standing"] == str(word)).groupby(rows["position"]).sum().reindex(names["position"]).to_numpy()
        for column, word in words.items()
    }
    told = names.assign(**counts)
    compared = told[list(words)].sum(axis=1)
    return told.assign(compared=compared, share=100 * (told["above"] + told["in_line"]) / compared.where(compared > 0))
