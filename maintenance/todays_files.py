"""Where the notebooks find today's files, which are in no repository: in the checkout, or in the folder of published files beside it."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VARIABLE, FILE = "CSRATING_TODAY", "lait_bds_long.parquet"


def todays_folder() -> Path | None:
    """The folder that the variable names, else data/today, else shared/real beside the checkout; None where none holds the long table."""
    named = os.environ.get(VARIABLE)
    folders = [Path(named)] if named else [ROOT / "data" / "today", ROOT.parent / "shared" / "real"]
    return next((folder for folder in folders if any(folder.rglob(FILE))), None)


def name_todays_folder() -> bool:
    """Name the folder in the variable, which the kernels of notebooks take over; whether there is one."""
    folder = todays_folder()
    if folder is not None:
        os.environ[VARIABLE] = str(folder)
    return folder is not None
