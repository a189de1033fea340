"""The commands that ask how firm the ratings are: ``bounds``, what missing figures could change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csrating.cli.lines import terminal_width
from csrating.cli.options import RAW, FrameworkName, Judgements, Neighbours, PublishedOnly, Raw, known_council, not_blank

if TYPE_CHECKING:
    from csrating.rate import Ratings

OneCouncil = Annotated[
    str | None, typer.Argument(help="A council, by name or any of its codes; all where left out.", show_default=False, callback=not_blank)
]


def bounds_command(
    council: OneCouncil = None,
    raw: Raw = RAW,
    framework: FrameworkName = "2009",
    neighbours: Neighbours = None,
    judgements: Judgements = None,
    published_only: PublishedOnly = False,
) -> None:
    """Show the best and the worst rating that missing figures leave possible: of one council, and counts for all."""
    from csrating.cli.bounded import bounds_told
    from csrating.rate.bounds import bounds

    code = known_council(council) if council else None
    found = bounds(_ratings(raw, framework, neighbours, judgements, published_only=published_only))
    print(bounds_told(found, code, width=terminal_width()))


def _ratings(raw: Path, framework: str, neighbours: str | None, judgements: Path | None, *, published_only: bool) -> Ratings:
    from csrating.cli.build import Choices, ratings_of

    return ratings_of(raw, Choices(framework, neighbours, judgements, published_only=published_only))
