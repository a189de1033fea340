"""A small made-up download of today: all measures that count, and one council without most figures."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import csrating as cs
from csrating.rate import Ratings
from csrating.reference import edition

TODAY = edition("2025")
NAMES = ["Short Desc", "Data item", "Years", "LA and Regions", "Values", "LA Number", "Region"]
SPARSE, OF_SPARSE = "201", 26
"""The City of London has figures in so many measures alone."""

LATE, EARLIER = "TotAbs", "2023"
"""In this measure Dorset has no figure of the year that counts, and has become worse until the one before."""


def _figure(code: str, place: int, year: str) -> str:
    if code == SPARSE and place >= OF_SPARSE:
        return "-"
    if TODAY.counting[place] == LATE and code == "838":
        return {"2022": "70", EARLIER: "90", "2024": "-"}[year]
    return f"{30 + (int(code) * (7 + place) + 3 * int(year)) % 41}"


@pytest.fixture(scope="session")
def download(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("today")
    rows = [
        (measure, "", year, name, _figure(code, place, year), float(code), "")
        for place, measure in enumerate(TODAY.counting)
        for year in ("2022", EARLIER, "2024")
        for code, name in TODAY.councils()[["code", "name"]].to_numpy()
    ]
    pd.DataFrame(rows, columns=NAMES).to_parquet(folder / "lait_bds_long.parquet", index=False)
    return folder


@pytest.fixture(scope="session")
def today(download: Path) -> Ratings:
    data = cs.read(download)
    return cs.rate(data, cs.compare(data))
