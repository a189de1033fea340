"""Small extracts, as a frame and as a parquet file."""

from __future__ import annotations

import pandas as pd
import pytest

NAMES = ["council", "setting", "setting_type", "aspect", "grade", "inspected_on"]


def extract_of(*rows: tuple[str | None, ...]) -> pd.DataFrame:
    """An extract of these rows, each as council, setting, type, aspect, grade and day."""
    frame = pd.DataFrame(rows, columns=NAMES)
    return frame.assign(inspected_on=pd.to_datetime(frame["inspected_on"]))


@pytest.fixture
def written(tmp_path):
    """Write a frame as a parquet file, and give its path."""

    def write(frame, name="extract.parquet"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        frame.to_parquet(path)
        return path

    return write
