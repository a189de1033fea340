"""Read raw files into tidy tables: each number with its cell, each row of each file accounted for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.errors import SourceError
from csrating.read.data import Data
from csrating.read.file import read_file
from csrating.read.inference import Answers, Assumption, Question
from csrating.read.present_day import read_present_day, refuse_without_figures, today_files
from csrating.read.reading import Reading
from csrating.read.registered.files import CONTRACTS
from csrating.read.registered.runs import given_by
from csrating.read.registered.sources import REGISTER, Source, nearest_raw_folder, register
from csrating.read.tables import fates
from csrating.reference import indicators
from csrating.schema import INSPECTIONS, OBSERVATIONS, SAFEGUARDING, Level, Origin, check

__all__ = ["Answers", "Assumption", "Data", "Question", "Reading", "Source", "read", "read_file"]


def read(path: str | Path | None = None, *, published_only: bool = False, jobs: int = 1, of_today: bool = False) -> Data:
    """Read a folder of raw files, or one registered file, into tidy tables.

    Args:
        path: a folder with ``sources.toml`` in it or in its subfolders, or a file that is registered in the folder where it lies; or a
            folder of today's files as they were downloaded, see :func:`csrating.read.present_day.read_present_day`. Without it, the
            folder ``data/raw`` here or in the nearest folder above, so that a notebook of the repository needs no path.
        published_only: leave out the files whose origin is demonstration.
        jobs: how many processes read files of a register; what comes out is the same.
        of_today: today's files are asked for, so that a folder without any is refused with what it lacks of these alone.

    Returns:
        Observations, inspections, findings on safeguarding, the sources, and the fate of each row and cell. Where a published and a
        demonstration row are about the same area, indicator and period, the published one is kept.

    Raises:
        SourceError: a file is missing, changed, damaged or not registered.
        LayoutError, ValueInCellError, UnknownCouncilError, TableError: a table is not what its layout says; the message names the cell.

    >>> from csrating.read import read
    >>> read("no-such-folder")
    Traceback (most recent call last):
    ...
    csrating.errors.SourceError: no-such-folder: there is no such file or folder. Give the folder of raw files, such as data/raw.
    """
    root = nearest_raw_folder() if path is None else Path(path)
    if root.is_dir() and not any(root.rglob(REGISTER)):
        refuse_without_figures(root, today_files(root), of_today=of_today)
        return read_present_day(root)
    sources = [source for source in register(root) if not (published_only and source.origin == Origin.DEMONSTRATION)]
    if not sources:
        raise SourceError(
            "nothing there is published", where=str(root), do="Read it with the demonstration figures, or give another folder."
        )
    found = list(given_by(sources, jobs=jobs))
    tables = {name: _together([one.tables[name] for one in found]) for name in CONTRACTS}
    return Data(
        check(OBSERVATIONS, _observations_in_order(tables["observations"])),
        check(INSPECTIONS, _inspections_in_order(tables["inspections"])),
        check(SAFEGUARDING, tables["safeguarding"]),
        tuple(sources),
        fates.frame(told for one in found for told in one.fates),
        tuple(seen for one in found for seen in one.sheets),
    )


def _together(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The frames one under the other."""
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else frames[0]


def _observations_in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """By indicator in the register's order, period, level from England down, and area."""
    registered = {name: place for place, name in enumerate(indicators()["indicator"])}
    levels = {str(level): place for place, level in enumerate(Level)}
    return _in_order(
        frame,
        _places(frame["indicator"], registered),
        frame["period_end"].to_numpy(),
        _places(frame["period"]),
        _places(frame["level"], levels),
        _places(frame["area"]),
    )


def _inspections_in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """By council, type, setting and date; aspects and grades in the order in which they were read."""
    names = ("council", "setting_type", "setting")
    return _in_order(frame, *(_places(frame[name]) for name in names), frame["inspected_on"].to_numpy())


def _in_order(frame: pd.DataFrame, *keys: NDArray[Any]) -> pd.DataFrame:
    """The rows by the first key, then by the next; those that are alike in all stay in their order."""
    return frame.take(np.lexsort(keys[::-1])).reset_index(drop=True)


def _places(texts: pd.Series[str], order: Mapping[str, int] | None = None) -> NDArray[np.intp]:
    """The place of each text among the different ones, in a given order or in that of their letters."""
    number, different = pd.factorize(texts)
    names = list(different)
    place_of = order or {name: place for place, name in enumerate(sorted(names))}
    places: NDArray[np.intp] = np.array([place_of[name] for name in names], dtype=np.intp)[number]
    return places
