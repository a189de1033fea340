"""Grades of settings, from a list of providers with their most recent inspections."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from csrating.read.present_day.left_out import ENDED, NO_ROW, OTHER_JUDGEMENT
from csrating.read.reading import Reading
from csrating.reference import Edition
from csrating.schema import INSPECTIONS, JUDGED, OVERALL, Origin

_JUDGED_OVERALL = "Overall effectiveness"


def inspections_of(reading: Reading, today: Edition) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """INSPECTIONS: the overall grade of each setting of a kind that is a row of the profile; and the judgements left out, by why."""
    every = reading.judgements
    stands, is_row = every["area"].isin(today.codes), every["setting_type"] != ""
    overall = every["judgement"] == _JUDGED_OVERALL
    rows = every[stands & is_row & overall & (every["status"] == JUDGED)]
    inspections = pd.DataFrame(
        {
            "setting": rows["setting"],
            "setting_type": rows["setting_type"],
            "council": rows["area"],
            "run_by": rows["run_by"],
            "inspected_on": rows["inspected_on"].astype("datetime64[s]"),
            "aspect": OVERALL,
            "grade": rows["grade"],
            "settings": np.ones(len(rows), dtype="int64"),
            "origin": str(Origin.PUBLISHED),
            "source": reading.file,
            "ref": rows["ref"],
        }
    )
    left = {
        ENDED: every[~stands],
        NO_ROW: every[stands & ~is_row],
        OTHER_JUDGEMENT: every[stands & is_row & ~overall],
    }
    return inspections.sort_values(["council", "setting_type", "setting"], kind="stable").reset_index(drop=True), left


def no_inspections() -> pd.DataFrame:
    """INSPECTIONS where no list of providers is given."""
    return pd.DataFrame(columns=INSPECTIONS.names).astype({"inspected_on": "datetime64[s]", "settings": "int64"})


def told_of_settings(inspections: pd.DataFrame, left: pd.DataFrame, *, file: str) -> Iterator[str]:
    """The sentence that says how many settings count, and how old their grades are: a profile is no younger than they are."""
    days = inspections["inspected_on"].dropna()
    span = f", inspected from {_day(days.min())} to {_day(days.max())}" if len(days) else ""
    gone = left["setting"].nunique()
    without = f"; {gone:,} of councils that no longer stand are left out" if gone else ""
    yield f"Grades of {inspections['setting'].nunique():,} settings were read from {file}{span}{without}."


def _day(day: pd.Timestamp) -> str:
    return f"{day.day} {day:%B %Y}"
