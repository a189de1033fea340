"""The commands that ask how firm the ratings are: ``bounds``, ``backtest`` and ``sensitivity``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csrating.cli.lines import terminal_width
from csrating.cli.options import RAW, Council, FrameworkName, Judgements, Neighbours, PublishedOnly, Raw, known_council, not_blank
from csrating.schema import InLine, words_of

if TYPE_CHECKING:
    from csrating.rate import Ratings

OneCouncil = Annotated[
    str | None, typer.Argument(help="A council, by name or any of its codes; all where left out.", show_default=False, callback=not_blank)
]


def _none_blank(texts: list[str] | None) -> list[str] | None:
    return [text for text in texts if not_blank(text)] if texts else texts


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

    code = known_council(council, framework) if council else None
    found = bounds(_ratings(raw, framework, neighbours, judgements, published_only=published_only))
    print(bounds_told(found, code, width=terminal_width()))


def backtest_command(
    year: Annotated[int | None, typer.Option("--year", help="2009, 2010 or 2011; that of the framework where left out.")] = None,
    raw: Raw = RAW,
    framework: FrameworkName = "2009",
    neighbours: Neighbours = None,
    judgements: Judgements = None,
    published_only: PublishedOnly = False,
) -> None:
    """Set the ratings against the published ones. Counts, the councils that pages name, and the known limits."""
    from csrating.cli.backtested import backtest_told
    from csrating.rate.backtest import backtest, year_published
    from csrating.reference.frameworks import framework as load_framework

    year_published(load_framework(framework), year)  # told before anything slow is done
    found = backtest(_ratings(raw, framework, neighbours, judgements, published_only=published_only), year=year)
    print(backtest_told(found, width=terminal_width()))


def sensitivity_command(
    council: Council,
    rule: Annotated[
        list[str] | None,
        typer.Option(
            "--rule",
            help=f"A rule for in line to try beside the framework's: {', '.join(words_of(InLine))}. May be repeated.",
            callback=_none_blank,
        ),
    ] = None,
    draws: Annotated[int, typer.Option(help="How many samples of all thresholds, a power of two.")] = 256,
    seed: Annotated[int, typer.Option(min=0, help="Of the random numbers; the same seed gives the same page.")] = 2009,
    raw: Raw = RAW,
    framework: FrameworkName = "2009",
    neighbours: Neighbours = None,
    judgements: Judgements = None,
    published_only: PublishedOnly = False,
) -> None:
    """Show how far a council's rating hangs on what Ofsted did not publish: each threshold, and every combination of alternatives."""
    from dataclasses import replace

    from csrating.cli.sensitive import sensitivity_told
    from csrating.compare.csv_file import is_csv
    from csrating.rate.sensitivity import alternatives, holding, sampled, usual_choices
    from csrating.reference.frameworks import framework as load_framework
    from csrating.reference.neighbours import SUPPLIED

    vintage = SUPPLIED if neighbours and is_csv(neighbours) else neighbours
    code, choices = known_council(council, framework), usual_choices(load_framework(framework), vintage=vintage)
    choices = replace(choices, rules=tuple(dict.fromkeys((choices.rules[0], *rule)))) if rule else choices
    ratings = _ratings(raw, framework, neighbours, judgements, published_only=published_only)
    moved = sampled(ratings, code, draws=draws, seed=seed)
    print(sensitivity_told(holding(ratings, code), alternatives(ratings, code, choices=choices), moved, width=terminal_width()))


def _ratings(raw: Path, framework: str, neighbours: str | None, judgements: Path | None, *, published_only: bool) -> Ratings:
    from csrating.cli.build import Choices, ratings_of

    return ratings_of(raw, Choices(framework, neighbours, judgements, published_only=published_only))
