"""The command ``explain``: why a council is rated as it is, from the rating down to each cell."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csrating.cli.folder import replaced_file
from csrating.cli.lines import terminal_width, wrapped
from csrating.cli.options import RAW, Council, FrameworkName, Judgements, Neighbours, PublishedOnly, Raw, known_council, not_blank
from csrating.cli.place import OutputError

if TYPE_CHECKING:
    from csrating.rate.explain import Explanation

ENDINGS = ("csv", "json", "html", "txt")
FEW = 3
"""Cells of one step that are listed unless more are asked for."""


def explain_command(
    council: Council,
    about: Annotated[
        str | None,
        typer.Option(
            "--about",
            help="One part down to each cell: an indicator such as 148, 'primary schools', a cluster, limits, or any step.",
            callback=not_blank,
        ),
    ] = None,
    cells: Annotated[int, typer.Option("--cells", min=0, help="How many cells of one step to list.")] = FEW,
    out: Annotated[
        Path | None, typer.Option("--out", help="Write the whole tree: .csv (a row for each step and cell), .json, .html or .txt.")
    ] = None,
    raw: Raw = RAW,
    framework: FrameworkName = "2009",
    neighbours: Neighbours = None,
    judgements: Judgements = None,
    published_only: PublishedOnly = False,
) -> None:
    """Explain one council's rating. From the rating down to rows and indicators; --about goes down to each cell."""
    from csrating.cli.build import Choices, ratings_of
    from csrating.rate.explain import explain

    code, ending = known_council(council, framework), _ending(out)
    ratings = ratings_of(raw, Choices(framework, neighbours, judgements, published_only=published_only))
    found = explain(ratings, code)
    if about:
        found = found.about(about)
    if out:
        replaced_file(out, _written(found, ending).encode())
        print(f"wrote {out}")
        return
    print(told(found, cells=cells, whole=about is not None, width=terminal_width()))


def told(found: Explanation, *, cells: int, whole: bool, width: int | None) -> str:
    """An explanation as a page of text.

    Args:
        found: what :func:`csrating.rate.explain.explain` gave.
        cells: how many cells of one step are listed.
        whole: go down to the cells; else stop at rows and indicators.
        width: columns of the terminal, or None for as wide as it comes.
    """
    from csrating.rate.explain.tree import ROWS

    lines = [wrapped(line, width=width, indent=_indent(line) + 4) for line in found.lines(cells=cells, until=() if whole else ROWS)]
    deeper = [] if whole else ["Down to each cell: --about 148, --about 'primary schools'; the whole tree: --out tree.csv, .json or .html."]
    files = found.notes_on_files if whole else []
    notes = [wrapped(note, width=width, indent=2) for note in [*found.notes, *files, *deeper]]
    return "\n".join([*lines, "", *notes])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _ending(out: Path | None) -> str:
    ending = out.suffix.lower().removeprefix(".") if out else ""
    if out and ending not in ENDINGS:
        found = f"an explanation cannot be written as {out.suffix or 'a file without an ending'}"
        raise OutputError(found, where=str(out), expected=f"one of: {', '.join(f'.{one}' for one in ENDINGS)}")
    return ending


def _written(found: Explanation, ending: str) -> str:
    if ending == "csv":
        return str(found.table.to_csv(index=False, lineterminator="\n"))
    if ending == "json":
        return found.json() + "\n"
    if ending == "html":
        return found.page()
    return "\n".join([*found.lines(cells=10**9), "", *found.notes, *found.notes_on_files]) + "\n"
