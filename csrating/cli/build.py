"""The main job: read, compare, rate and tell for all councils, into one folder."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from csrating.cli.batch import M, Report, made
from csrating.cli.folder import Outputs, replaced_folder
from csrating.cli.judgements import judgements_from
from csrating.cli.place import refuse_raw_folders
from csrating.cli.runs import kept
from csrating.cli.tables import csv_bytes, parquet_bytes
from csrating.errors import CsratingError

if TYPE_CHECKING:
    import pandas as pd

    from csrating.rate import Ratings

MOST_JOBS = 4
MOST_CSV_ROWS = 200_000
"""A table with more rows is written as parquet: as csv, comparisons have half a kilobyte a row, and would be over 100 MB."""

MOST_INSPECTIONS = 30_000
"""Inspections are about 160 bytes a row as csv: with more rows than this they would be over 5 MB, and are written as parquet."""

Tick = Callable[[str, int], None]


@dataclass(frozen=True)
class Choices:
    """What a user may choose about the ratings.

    ``framework`` is a year or the path of a framework; ``neighbours`` a vintage of the neighbour table, the framework's where None;
    ``judgements`` a csv of recorded judgements; ``published_only`` leaves the demonstration figures out.
    """

    framework: str = "2009"
    neighbours: str | None = None
    judgements: Path | None = None
    published_only: bool = False


@dataclass(frozen=True)
class Built:
    """What a build wrote, for the one line that says so."""

    folder: Path
    files: int
    ratings: Ratings


def ratings_of(raw: Path, choices: Choices, *, tick: Tick = lambda _stage, _done: None) -> Ratings:
    """The whole road up to the ratings.

    Args:
        raw: the folder with the registered raw files.
        choices: what the user chose.
        tick: called with each stage as it begins.

    Raises:
        CsratingError: anything that is wrong with the input.
    """
    from csrating.compare import chosen_neighbours, compare
    from csrating.rate import rate
    from csrating.rate.judgements import recorded, refuse_where_not_permitted
    from csrating.read import read
    from csrating.reference.frameworks import framework as load_framework

    # What is small and may be misspelt is looked at before anything slow is done.
    rules = load_framework(choices.framework)
    chosen_neighbours(rules, choices.neighbours)
    judgements = judgements_from(choices.judgements) if choices.judgements else None
    if judgements:
        with judgements.blamed():
            refuse_where_not_permitted(recorded(judgements.table), rules)
    tick("read", 0)
    data = read(raw, published_only=choices.published_only)
    tick("compare", 0)
    comparisons = compare(data, framework=rules, neighbour_table=choices.neighbours)
    tick("rate", 0)
    with judgements.blamed() if judgements else nullcontext():
        return rate(
            data,
            comparisons,
            framework=rules,
            neighbour_table=choices.neighbours,
            judgements=judgements.table if judgements else None,
        )


def build(raw: Path, out: Path, choices: Choices, *, charts: bool = True, tick: Tick = lambda _stage, _done: None) -> Built:
    """Read ``raw``, rate every council and replace the folder ``out``.

    Args:
        raw: the folder with the registered raw files.
        out: the folder of outputs; it stays as it was when anything fails.
        choices: what the user chose about the ratings.
        charts: draw each council's charts too; of today's figures, write each council's page with them, and the index.
        tick: called with a stage and how many parts of it are done, for a progress bar.

    Raises:
        CsratingError: anything that is wrong with the input or the folder.
    """
    from csrating.reference.frameworks import framework_text

    refuse_raw_folders(out, raw=raw)
    with _rare_collection(), replaced_folder(out) as outputs:
        ratings = ratings_of(raw, choices, tick=tick)
        _write_tables(outputs, ratings)
        for name, content in kept(ratings, framework=framework_text(choices.framework), published_only=choices.published_only):
            outputs.write(name, content)
        if not ratings.framework.is_of_today:
            _write_letters(outputs, ratings, tick, charts=charts)
        elif charts:
            _write_pages(outputs, ratings, tick)
        files = len(outputs) + 1
    return Built(out, files, ratings)


@contextmanager
def _rare_collection() -> Iterator[None]:
    """Let Python look for unreachable objects rarely: a build keeps hundreds of thousands alive, and each look goes over them all."""
    usual = gc.get_threshold()
    gc.set_threshold(200_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _write_tables(outputs: Outputs, ratings: Ratings) -> None:
    from csrating.tell import workbook

    for name, frame in _tables(ratings):
        if len(frame) > (MOST_INSPECTIONS if name == "inspections" else MOST_CSV_ROWS):
            outputs.write(f"{name}.parquet", parquet_bytes(frame))
        else:
            outputs.write(f"{name}.csv", csv_bytes(frame))
    outputs.write("ratings.xlsx", workbook(ratings))


def _tables(ratings: Ratings) -> Iterator[tuple[str, pd.DataFrame]]:
    yield "observations", ratings.data.observations
    yield "inspections", ratings.data.inspections
    yield "safeguarding", ratings.data.safeguarding
    yield "fates", ratings.data.fates
    yield "comparisons", ratings.comparisons
    yield "profile", ratings.profile
    yield "ratings", ratings.table
    yield "reasons", ratings.reasons


def _write_letters(outputs: Outputs, ratings: Ratings, tick: Tick, *, charts: bool) -> None:
    """The letters of all councils, and their charts where they are wanted."""
    from csrating.tell.report import letter_and_charts, letter_of

    _write_told(outputs, ratings, ratings, letter_and_charts if charts else letter_of, lambda done: tick("letters", done))


def _write_pages(outputs: Outputs, ratings: Ratings, tick: Tick) -> None:
    """The pages and charts of all councils, and their index."""
    from csrating.tell.page import index_page
    from csrating.tell.report import INDEX, council_report, material_of

    written = _write_told(outputs, ratings, material_of(ratings), council_report, lambda done: tick("pages", done))
    pages = {council: name for council, names in written.items() for name in names if name.startswith("pages/")}
    outputs.write(INDEX, index_page(ratings, pages=pages).encode())


def _write_told(outputs: Outputs, ratings: Ratings, material: M, report: Report[M], tick: Callable[[int], None]) -> dict[str, list[str]]:
    """Write what is told of each council, made by as many processes as the machine has processors, up to four; the files of each.

    Raises:
        CsratingError: that of a council could not be made.
    """
    from csrating.cli.progress import COUNCILS

    codes, written = ratings.table["council"].tolist(), {}
    for done, one in enumerate(made(material, codes, jobs=min(os.cpu_count() or 1, MOST_JOBS), report=report), 1):
        if one.failed:
            raise CsratingError(f"the files of {ratings.council(one.council).name} could not be made: {one.failed}")
        for name, content in sorted(one.files.items()):
            outputs.write(name, content)
        written[one.council] = sorted(one.files)
        tick(done * COUNCILS // len(codes))
    return written
