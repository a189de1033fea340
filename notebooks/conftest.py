"""The notebook of today needs files that each user downloads: where they are not, its cells are skipped and say so."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

FILES = runpy.run_path(str(Path(__file__).resolve().parents[1] / "maintenance" / "todays_files.py"))
NEEDS_TODAY = {"06_present_day.ipynb"}
WHY = f"today's files are not here: download them into data/today, or name their folder in {FILES['VARIABLE']} (docs/backtest.md)"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Before any kernel is started, tell it where the files are, or leave out the cells that need them."""
    if not FILES["name_todays_folder"]():
        for item in items:
            if item.path.name in NEEDS_TODAY:
                item.add_marker(pytest.mark.skip(reason=WHY))
