"""What the command ``report`` reads from its command line and what it prints."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from csrating.cli.lines import terminal_width, wrapped
from csrating.cli.options import RAW, Councils, FrameworkName, Judgements, Neighbours, PublishedOnly, Raw, known_council
from csrating.cli.place import OutputError
from csrating.errors import CsratingError

FAILED = 1
REPORTS = Path("data/reports")
MOST_JOBS = 4


def report_command(
    councils: Councils = None,
    every: Annotated[bool, typer.Option("--all", help="Report on every council.")] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            min=1, max=64, help=f"How many processes work on it. As many as the machine has processors, up to {MOST_JOBS}, where not given."
        ),
    ] = None,
    out: Annotated[Path, typer.Option("--out", help="The folder of the report; councils are added to one that is there.")] = REPORTS,
    date: Annotated[str, typer.Option(help="The date of the letters, as it should read; blank where not given, as are the next two.")] = "",
    sender: Annotated[str, typer.Option(help="Who sends them.")] = "",
    signature: Annotated[str, typer.Option(help="Who signs them.")] = "",
    raw: Raw = RAW,
    framework: FrameworkName = "2009",
    neighbours: Neighbours = None,
    judgements: Judgements = None,
    published_only: PublishedOnly = False,
) -> None:
    """Write page, letter and charts of the councils named, or of --all, with an index. Given again, it goes on where it was stopped."""
    from csrating.cli.build import Choices
    from csrating.cli.progress import progress
    from csrating.cli.reporting import report, unfinished

    codes = _chosen(councils, framework, every=every)
    choices = Choices(framework, neighbours, judgements, published_only=published_only)
    settings = {name: text for name, text in (("date", date), ("sender", sender), ("signature", signature)) if text.strip()}
    try:
        with _stopped_by_schedulers(), progress(["read", "compare", "rate", "reports"]) as tick:
            found = report(raw, out, choices, codes, jobs=jobs or min(os.cpu_count() or 1, MOST_JOBS), settings=settings, tick=tick)
    except KeyboardInterrupt:
        if unfinished(out).is_dir():
            print(f"csrating: what was written stays in {unfinished(out)}; the same command goes on from there.", file=sys.stderr)
        raise
    except OSError as error:
        why = f"the report cannot be written ({error.strerror or error})"
        do = f"Mend that; what was written stays in {unfinished(out)}, and the same command goes on from there."
        raise OutputError(why, where=str(out), do=do) from error
    for name, why in found.failed.items():
        print(f"csrating: {name} could not be reported on: {why}", file=sys.stderr)
    number = "1 council" if found.councils == 1 else f"{found.councils} councils"
    told = f"{number} in {found.folder}; made now: {found.now}. Open {found.folder / 'index.html'}."
    print(wrapped(told, width=terminal_width()))
    if found.failed:
        raise typer.Exit(FAILED)


@contextmanager
def _stopped_by_schedulers() -> Iterator[None]:
    """Stop when a scheduler asks for it as if the user had pressed the keys."""

    def stop(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _chosen(councils: list[str] | None, framework: str, *, every: bool) -> list[str]:
    """The codes of the councils among those of the framework, each once; none for all.

    Raises:
        CsratingError: neither some nor all are asked for, or both.
        UnknownCouncilError: no council is meant, or more than one.
        ReferenceDataError: the framework is unknown or broken.
    """
    if every == bool(councils):
        found = "both councils and --all are given" if every else "no council is named"
        raise CsratingError(found, do="Name one or more, such as: csrating report Trafford Salford; or give --all.")
    return list(dict.fromkeys(known_council(text, framework) for text in councils or []))
