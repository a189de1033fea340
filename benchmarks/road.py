"""The road from the registered files to the letters, against the plain ways to do the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from timing import median_seconds

import csrating as cs
from csrating import reference
from csrating.cli.tables import csv_bytes

RAW = Path(__file__).resolve().parents[1] / "data" / "raw"


def plain_reading() -> int:
    """The plain way to read the workbooks: pandas with openpyxl, every sheet, nothing tidied."""
    cells = 0
    for path in sorted(RAW.rglob("*.xlsx")):
        cells += sum(frame.size for frame in pd.read_excel(path, sheet_name=None, header=None, engine="openpyxl").values())
    return cells


def bare_reading() -> int:
    """The floor: the same workbooks through calamine, nothing tidied."""
    from python_calamine import CalamineWorkbook

    cells = 0
    for path in sorted(RAW.rglob("*.xlsx")):
        workbook = CalamineWorkbook.from_path(path)
        cells += sum(len(workbook.get_sheet_by_name(name).to_python()) for name in workbook.sheet_names)
    return cells


def plain_comparison(observations: pd.DataFrame, indicators: list[str]) -> float:
    """The plain way to compare with neighbours, for a few indicators: a loop over councils and periods."""
    table = reference.neighbour_table("pre-2019")
    near = {council: rows["neighbour"].tolist() for council, rows in table.groupby("council")}
    total = 0.0
    councils = observations[(observations["level"] == "council") & observations["indicator"].isin(indicators)]
    for _, series in councils.groupby(["indicator", "period"]):
        for council in near:
            own = series.loc[series["area"] == council, "value"]
            others = series.loc[series["area"].isin(near[council]), "value"].dropna()
            if len(own) and len(others) > 4:
                total += float(np.nan_to_num((own.iloc[0] - others.mean()) / (others.std() or 1.0)))
    return total


def lines() -> Iterator[str]:
    """A line for each measurement."""
    data = cs.read(RAW)
    comparisons = cs.compare(data)
    ratings = cs.rate(data, comparisons)
    some = sorted(data.observations["indicator"].unique())[:4]
    all_series = data.observations[["indicator", "period"]].drop_duplicates()
    share = len(all_series[all_series["indicator"].isin(some)]) / len(all_series)
    seconds = {
        "read (verify, tidy, check)": median_seconds(lambda: cs.read(RAW)),
        "compare": median_seconds(lambda: cs.compare(data)),
        "rate": median_seconds(lambda: cs.rate(data, comparisons)),
        "write comparisons.csv": median_seconds(lambda: csv_bytes(comparisons)),
        "letter": median_seconds(lambda: cs.tell.letter(ratings, "Trafford").markdown),
        "grades chart, SVG": median_seconds(lambda: cs.tell.grades(ratings, "Trafford").svg()),
        "spine chart, SVG": median_seconds(lambda: cs.tell.spine(ratings, "Trafford").svg()),
        "workbooks by calamine alone": median_seconds(bare_reading, runs=3),
        "workbooks by pandas and openpyxl": median_seconds(plain_reading, runs=2),
        "compare by a plain loop (whole, from a part)": median_seconds(lambda: plain_comparison(data.observations, some), runs=2) / share,
    }
    for what, figure in seconds.items():
        yield f"{what:<46} {figure:8.3f} s"
    yield f"plain loop / compare: {seconds['compare by a plain loop (whole, from a part)'] / seconds['compare']:.0f} times"
    yield f"pandas and openpyxl / read: {seconds['workbooks by pandas and openpyxl'] / seconds['read (verify, tidy, check)']:.1f} times"
