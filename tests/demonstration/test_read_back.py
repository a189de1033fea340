"""What the package reads from the demonstration files in the repository is the truth that they were written from."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from csrating.demonstration import Demonstration
from csrating.read import Data, read

KEY = ["level", "area", "indicator", "period"]
GRADES = ["outstanding", "good", "satisfactory", "inadequate"]


@pytest.fixture(scope="module")
def data(repository: Path) -> Data:
    return read(repository / "data" / "raw" / "demonstration")


def differing(truth: pd.DataFrame, seen: pd.DataFrame, column: str) -> int:
    """Rows that are not in both tables, or whose column differs."""
    both = truth.merge(seen, on=KEY, how="outer", suffixes=("", " seen"), indicator="where")
    same = (both[column] == both[f"{column} seen"]) | (both[column].isna() & both[f"{column} seen"].isna())
    return int((~same | (both["where"] != "both")).sum())


@pytest.mark.parametrize("column", ["value", "status", "symbol", "period_end"])
def test_figures_are_read_as_they_were_written(demonstration: Demonstration, data: Data, column: str) -> None:
    assert differing(demonstration.indicators, data.observations, column) == 0


@pytest.mark.parametrize("column", ["numerator", "denominator"])
def test_counts_that_are_shown_are_read(demonstration: Demonstration, data: Data, column: str) -> None:
    truth, seen = demonstration.indicators, data.observations
    assert differing(truth[truth["status"] == "reported"], seen[seen["status"] == "reported"], column) == 0


def test_one_changed_figure_would_be_noticed(demonstration: Demonstration, data: Data) -> None:
    changed = demonstration.indicators.copy()
    changed.loc[changed["value"].first_valid_index(), "value"] += 1
    assert differing(changed, data.observations, "value") == 1


def read_counts(data: Data) -> pd.Series[int]:
    """Settings by council, type, who runs them, aspect and grade: latest dated grades before the cut-off, and counts as they stand."""
    known = data.inspections[~(data.inspections["inspected_on"] > "2009-08-31")].sort_values("inspected_on", kind="stable")
    latest = known.groupby(["setting", "aspect"])["inspected_on"].transform("max")
    kept = known[(known["inspected_on"] == latest) | known["inspected_on"].isna()]
    return kept.groupby(["council", "setting_type", "run_by", "aspect", "grade"])["settings"].sum()


def test_grades_are_read_as_they_were_written(data: Data, counts: pd.DataFrame) -> None:
    truth = counts.set_index(["council", "setting_type", "run_by", "aspect"])[GRADES].rename_axis(columns="grade").stack()
    seen = read_counts(data)
    pd.testing.assert_series_equal(
        truth[truth > 0].sort_index(), seen[seen > 0].sort_index(), check_names=False, check_dtype=False, check_index_type=False
    )


def test_findings_are_read_as_they_were_written(demonstration: Demonstration, data: Data) -> None:
    columns = ["council", "kind", "held_on", "aspect", "finding"]
    truth, seen = (table[columns].sort_values(columns, ignore_index=True) for table in (demonstration.findings, data.safeguarding))
    pd.testing.assert_frame_equal(truth, seen, check_dtype=False)
