"""What a build writes, piece by piece: its tables, and what is told of each council; several processes make them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from csrating.cli.folder import Outputs
from csrating.cli.progress import COUNCILS
from csrating.cli.tables import csv_bytes, parquet_bytes
from csrating.errors import CsratingError
from csrating.processes import jobs_here, side_by_side

if TYPE_CHECKING:
    import pandas as pd

    from csrating.rate import Ratings

MOST_CSV_ROWS = 200_000
"""A table with more rows is written as parquet: as csv, comparisons have half a kilobyte a row, and would be over 100 MB."""

MOST_INSPECTIONS = 30_000
"""Inspections are about 160 bytes a row as csv: with more rows than this they would be over 5 MB, and are written as parquet."""

WORKBOOK = "ratings.xlsx"
TABLES: Mapping[str, Callable[[Ratings], pd.DataFrame]] = {
    "comparisons": lambda ratings: ratings.comparisons,
    "observations": lambda ratings: ratings.data.observations,
    "inspections": lambda ratings: ratings.data.inspections,
    "profile": lambda ratings: ratings.profile,
    "reasons": lambda ratings: ratings.reasons,
    "fates": lambda ratings: ratings.data.fates,
    "safeguarding": lambda ratings: ratings.data.safeguarding,
    "ratings": lambda ratings: ratings.table,
}
"""The tables of a build by the names of their files: those that take longest come first."""


@dataclass(frozen=True)
class Told:
    """What is told of councils: ``stage`` names it for the progress, ``report`` makes a council's files from ``material`` and its code."""

    stage: str
    material: Any
    report: Callable[[Any, str], dict[str, bytes]]
    councils: tuple[str, ...]


def letters(ratings: Ratings, *, charts: bool) -> Told:
    """The letters of all councils, and their charts where they are wanted."""
    from csrating.tell.report import letter_and_charts, letter_of

    return Told("letters", ratings, letter_and_charts if charts else letter_of, tuple(ratings.table["council"]))


def pages(ratings: Ratings, *, wanted: bool) -> Told:
    """The pages and charts of all councils, or of none where they are not wanted."""
    from csrating.tell.report import council_report, material_of

    if not wanted:
        return Told("pages", None, council_report, ())
    return Told("pages", material_of(ratings), council_report, tuple(ratings.table["council"]))


def written(outputs: Outputs, ratings: Ratings, told: Told, tick: Callable[[str, int], None]) -> dict[str, list[str]]:
    """Write the tables and what is told of councils, as they become ready.

    Args:
        outputs: where to.
        ratings: what the tables hold.
        told: what is told of councils.
        tick: called with the stage and how much of it is done, for a progress bar.

    Returns:
        the names of the files of each table and each council, by its name or code.

    Raises:
        CsratingError: one could not be made.
    """
    # What is the same for all councils is worked out with the first, here: the processes that are started then share it.
    first, others = told.councils[:1], (WORKBOOK, *TABLES, *told.councils[1:])
    names: dict[str, list[str]] = {}
    for some in (first, others):
        for place, files in side_by_side(_piece, (ratings, told), some, jobs=jobs_here()):
            for name, content in files.items():
                outputs.write(name, content)
            names[some[place]] = list(files)
            tick(told.stage, len(names) * COUNCILS // (len(first) + len(others)))
    return names


def _piece(of: tuple[Ratings, Told], name: str) -> dict[str, bytes]:
    """The files of one table or one council, by their names."""
    ratings, told = of
    try:
        if name == WORKBOOK:
            return _workbook(ratings)
        return _table(name, TABLES[name](ratings)) if name in TABLES else told.report(told.material, name)
    except Exception as error:  # whatever it is, it is told with the piece that could not be made
        whose = f"the files of {ratings.council(name).name}" if name in told.councils else f"the table {name}"
        why = str(error) if isinstance(error, CsratingError) else f"{type(error).__name__}: {error}"
        raise CsratingError(f"{whose} could not be made: {why}") from error


def _workbook(ratings: Ratings) -> dict[str, bytes]:
    from csrating.tell import workbook

    return {WORKBOOK: workbook(ratings)}


def _table(name: str, frame: pd.DataFrame) -> dict[str, bytes]:
    """A table as csv, or as parquet where it is long."""
    if len(frame) > (MOST_INSPECTIONS if name == "inspections" else MOST_CSV_ROWS):
        return {f"{name}.parquet": parquet_bytes(frame)}
    return {f"{name}.csv": csv_bytes(frame)}
