"""A small made-up download of today: a long table, and Ofsted's outcomes of inspections, each as a user may have changed it."""

from __future__ import annotations

import pandas as pd
import pytest

from csrating.reference import edition

NAMES = ["Short Desc", "Data item", "Years", "LA and Regions", "Values", "LA Number", "Region"]
COUNCILS = edition("2025").councils()[["code", "name"]].to_numpy().tolist()
OUTCOMES = "LA_Inspection_Outcomes_as_at_31_March_2025.xlsx"
JUDGED = ["Overall effectiveness", "The experiences and progress of children in care"]
AREAS = {"358": "E08000009", "370": "E08000016", "838": "E06000059"}


@pytest.fixture
def long_table(tmp_path):
    """Writes the long table, one figure for each council and the rows that are given, under a name."""

    def write(*more, name="lait_bds_long.parquet", without=()):
        rows = [("TotAbs", "Absence", "2025", council, "6.4", float(code), "") for code, council in COUNCILS]
        pd.DataFrame([*rows, *more], columns=NAMES).drop(columns=list(without)).to_parquet(tmp_path / name)
        return tmp_path

    return write


@pytest.fixture
def outcomes(tmp_path):
    """Writes Ofsted's outcomes: by code of the council its name, its code of nine characters, and two judgements."""

    def write(*changed, name=OUTCOMES, sheet="Inspections_as_at_31_March"):
        every = {code: {"name": council, "area": AREAS[code], "grades": ("Good", "Good")} for code, council in COUNCILS if code in AREAS}
        for code, change in changed:
            every[code] |= change
        rows = [
            (one["area"], one["name"], pd.Timestamp("2024-03-04"), pd.Timestamp("2024-05-06"), *one["grades"]) for one in every.values()
        ]
        header = ["Local authority area code", "Local authority name", "Inspection date", "Publication date", *JUDGED]
        pd.DataFrame(rows, columns=header).to_excel(tmp_path / name, sheet_name=sheet, index=False)
        return tmp_path

    return write
