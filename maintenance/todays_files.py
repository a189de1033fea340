"""Where the notebooks find today's files, which are in no repository: in the checkout, or among the published files beside it."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VARIABLE = "CSRATING_TODAY"
BESIDE = ("present_day/lait_bds_long.parquet", "ofsted/LA_Inspection_Outcomes_as_at_31_March_2025.ods")
"""Today's two files in the folder shared/real: beside them lie lists of providers of several years, of which one folder may hold one."""


def todays_folder() -> Path | None:
    """The folder that the variable names, else data/today, else one with links to the files in shared/real; None where there is none."""
    named = os.environ.get(VARIABLE)
    here = Path(named) if named else ROOT / "data" / "today"
    if any(here.rglob("*.parquet")):
        return here
    shared = ROOT.parent / "shared" / "real"
    return None if named or not (shared / BESIDE[0]).is_file() else _linked(shared)


def _linked(shared: Path) -> Path:
    """A folder with links to the two files, thrown away at the end."""
    folder = Path(tempfile.mkdtemp(prefix="csrating-today-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name in BESIDE:
        (folder / Path(name).name).symlink_to(shared / name)
    return folder


def name_todays_folder() -> bool:
    """Name the folder in the variable, which the kernels of notebooks take over; whether there is one."""
    folder = todays_folder()
    if folder is not None:
        os.environ[VARIABLE] = str(folder)
    return folder is not None
