"""The command ``diff``: two runs side by side, each changed rating with what changed it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from csrating.cli.folder import replaced_file
from csrating.cli.lines import terminal_width
from csrating.cli.options import known_council, not_blank
from csrating.cli.place import OutputError, known_ending, real_place, refuse_missing_folder
from csrating.errors import UnknownCouncilError

FEW = 10
"""Changed cells of a council that are listed unless more are asked for."""

OneRun = "The folder of outputs of a build."
Csv = Annotated[Path | None, typer.Option("--out", help="Write the table of all councils to this .csv.")]
CsvOfChanges = Annotated[Path | None, typer.Option("--changes", help="Write all that changed, each with its cells, to this .csv.")]


def run_diff_command(
    first: Annotated[Path, typer.Argument(metavar="RUN_A", help=OneRun, show_default=False)],
    second: Annotated[Path, typer.Argument(metavar="RUN_B", help=OneRun, show_default=False)],
    council: Annotated[str | None, typer.Option("--council", help="One council, with the cells that changed.", callback=not_blank)] = None,
    cells: Annotated[int, typer.Option("--cells", min=0, help="How many changed cells of a council to list.")] = FEW,
    out: Csv = None,
    changes: CsvOfChanges = None,
) -> None:
    """Set two runs side by side. Each changed rating, shared out among data, neighbours, framework, judgements and code."""
    from csrating.cli.differed import council_told, difference_told
    from csrating.cli.progress import COUNCILS, progress
    from csrating.cli.runs import run_from
    from csrating.cli.tables import csv_bytes
    from csrating.rate.difference import difference

    if council:
        _known_in_some_year(council)
    for file in (out, changes):
        if file is not None:
            known_ending(file, what="the table", known=("csv",))
    refuse_missing_folder(out, changes)
    _refuse_overwriting(out, changes, runs=(first, second))
    one, other = run_from(first), run_from(second)
    code = other.framework.edition.council(council).code if council else None
    with progress(["rated"]) as tick:
        found = difference(one, other, tick=lambda done, of: tick("rated", done * COUNCILS // of))
    width = terminal_width()
    print(council_told(found, code, cells=cells, width=width) if code else difference_told(found, width=width))
    for file, table in ((out, found.table), (changes, found.changes)):
        if file is not None:
            replaced_file(file, csv_bytes(table))
            print(f"wrote {file}")


def _known_in_some_year(council: str) -> None:
    """Refuse a name that no framework knows before the runs are read, which takes seconds; which of them they follow is known only then.

    Raises:
        UnknownCouncilError: no council is meant, or more than one.
    """
    try:
        known_council(council, "2025")
    except UnknownCouncilError:
        known_council(council)


def _refuse_overwriting(*files: Path | None, runs: tuple[Path, Path]) -> None:
    """Refuse to write into the folder of a run, which would no longer be what the build wrote, and two tables to one file."""
    named = [file for file in files if file is not None]
    places = [real_place(file) for file in named]
    for file, place in zip(named, places, strict=True):
        if any(real_place(run) in place.parents for run in runs):
            raise OutputError("the file would lie in the folder of a run", where=str(file), do="Name a file elsewhere.")
    if len(set(places)) < len(places):
        raise OutputError("--out and --changes name the same file", where=str(named[0]), do="Name two files.")
