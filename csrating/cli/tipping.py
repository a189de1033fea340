"""The command ``tipping``: the smallest changes that move a council's rating, or those of all councils as a csv."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csrating.cli.folder import replaced_file
from csrating.cli.lines import terminal_width, wrapped
from csrating.cli.options import RAW, FrameworkName, Judgements, Neighbours, PublishedOnly, Raw, known_council, not_blank
from csrating.cli.place import OutputError
from csrating.errors import CsratingError

if TYPE_CHECKING:
    from csrating.rate.tipping import CouncilTipping

MaybeCouncil = Annotated[
    str | None, typer.Argument(help="A council, by name or any of its codes; all with --out.", show_default=False, callback=not_blank)
]
OutCsv = Annotated[Path | None, typer.Option("--out", help="Write the tipping points of all councils, or of the one named, to this .csv.")]


def tipping_command(
    council: MaybeCouncil = None,
    out: OutCsv = None,
    raw: Raw = RAW,
    framework: FrameworkName = "2009",
    neighbours: Neighbours = None,
    judgements: Judgements = None,
    published_only: PublishedOnly = False,
) -> None:
    """Show what would tip a rating. The smallest changes that move it up or down, in whole settings and cases."""
    from csrating.cli.build import Choices, ratings_of
    from csrating.cli.tables import csv_bytes
    from csrating.rate.tipping import tipping_points

    code = known_council(council, framework) if council else None
    if not code and not out:
        raise CsratingError("no council is named", do="Name one, or write those of all councils with --out tipping.csv.")
    if out and out.suffix.lower() != ".csv":
        raise OutputError(
            f"tipping points cannot be written as {out.suffix or 'a file without an ending'}", where=str(out), expected=".csv"
        )
    found = tipping_points(ratings_of(raw, Choices(framework, neighbours, judgements, published_only=published_only)))
    if out:
        replaced_file(out, csv_bytes(found.council(code).table if code else found.table))
        print(f"wrote {out}")
    elif code:
        print(council_told(found.council(code), width=terminal_width()))


def council_told(found: CouncilTipping, *, width: int | None) -> str:
    """One council's tipping points as a page of text.

    Args:
        found: what :func:`csrating.rate.tipping.tipping_points` gave for it.
        width: columns of the terminal, or None for as wide as it comes.
    """
    lines = [_set_in(line, width=width) for line in found.lines]
    notes = [wrapped(note, width=width, indent=4) for note in found.notes]
    parts = [[wrapped(f"{found.summary}.", width=width)], lines, notes]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _set_in(line: str, *, width: int | None) -> str:
    """A line that begins with blanks, wrapped so that what follows stands two further in."""
    text = line.lstrip(" ")
    blanks = len(line) - len(text)
    return wrapped(line, width=width, indent=blanks + 2)
