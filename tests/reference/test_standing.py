"""Which councils stood on a day."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from csrating.errors import ReferenceDataError
from csrating.reference import councils_standing, lifetime, stood_together


@pytest.mark.parametrize(
    ("on", "count", "there", "not_there"),
    [
        (date(2009, 3, 31), 150, "820 875", "822 823 895 896"),
        (date(2009, 4, 1), 152, "822 823 895 896", "820 875"),
        (date(2019, 3, 31), 152, "835 836 837", "838 839"),
        (date(2019, 4, 1), 151, "838 839 825", "835 836 837"),
        (date(2021, 4, 1), 152, "940 941 825", "928"),
        (date(2023, 3, 31), 152, "909 815 933", "942"),
        (date(2023, 4, 1), 153, "942 943 815 933", "909"),
    ],
)
def test_the_councils_of_a_day(on: date, count: int, there: str, not_there: str) -> None:
    codes = councils_standing(on=on)
    assert len(codes) == count
    assert set(there.split()) <= set(codes)
    assert not set(not_there.split()) & set(codes)


def test_a_day_or_a_code_that_is_not_on_the_register_is_refused() -> None:
    with pytest.raises(ReferenceDataError, match="01 April 1998"):
        councils_standing(on=date(1995, 1, 1))
    with pytest.raises(ReferenceDataError, match="'980'"):
        lifetime("980")


def test_councils_that_never_stood_together() -> None:
    assert stood_together(["820", "822"]) is None
    assert stood_together(["909", "940"]) == (date(2021, 4, 1), date(2023, 3, 31))


def test_key_stage_4_figures_are_about_the_councils_of_the_school_census_in_january(shared: Path) -> None:
    with (shared / "real/present_day/ks4_la.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["geographic_level"] == "Local authority"]
    years = sorted({row["time_period"] for row in rows})
    assert len(years) == 7
    for text in years:
        codes = sorted({row["old_la_code"] for row in rows if row["time_period"] == text})
        assert codes == list(councils_standing(on=date(int(text[:4]) + 1, 1, 15))), text


@pytest.mark.parametrize("year", [2016, 2018, 2022, 2024, 2025])
def test_most_measures_of_the_interactive_tool_are_about_the_councils_of_the_year(shared: Path, year: int) -> None:
    table = pq.read_table(
        shared / "real/present_day/lait_bds_long.parquet", filters=[("Years", "==", str(year)), ("LA Number", "<", 970.0)]
    )
    figures = table.to_pandas()
    figures = figures[pd.to_numeric(figures["Values"], errors="coerce").notna()]
    measures = figures.groupby("LA Number")["Short Desc"].nunique()
    mostly = {str(int(code)) for code in measures[measures > figures["Short Desc"].nunique() / 2].index}
    assert mostly ^ set(councils_standing(on=date(year, 3, 31))) <= {"201", "420"}
