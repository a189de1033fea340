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
    draws: Annotated[int, typer.Option(help="Of today: how many samples of councils the intervals rest on.")] = 2000,
    seed: Annotated[int, typer.Option(min=0, help="Of today: of the random numbers; the same seed gives the same page.")] = 2025,
) -> None:
    """Set the ratings against the published ones, or profile bands of today against Ofsted's judgements on the same councils."""
    from csrating.cli.backtested import backtest_told
    from csrating.rate.backtest import backtest, year_published
    from csrating.reference.frameworks import framework as load_framework

    rules = load_framework(framework)
    if rules.is_of_today and year is None:
        from csrating.cli.judged_told import judged_told
        from csrating.rate.judged_backtest import backtest_today, draws_given

        draws_given(draws)
        today = backtest_today(_ratings(raw, framework, neighbours, judgements, published_only=published_only), draws=draws, seed=seed)
        print(judged_told(today, width=terminal_width()))
        return
    year_published(rules, year)  # told before anything slow is done
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
    """Show how far a council's rating hangs on what nobody published: each threshold, and every combination of alternatives."""
    from dataclasses import replace

    from csrating.cli.sensitive import sensitivity_told
    from csrating.rate.sensitivity import Choices, alternatives, fitting_choices, holding, sampled

    code = known_council(council, framework)
    if rule:
        Choices(rules=tuple(dict.fromkeys(rule)))  # refused before anything slow is done
    ratings = _ratings(raw, framework, neighbours, judgements, published_only=published_only)
    choices = fitting_choices(ratings)
    choices = replace(choices, rules=tuple(dict.fromkeys((choices.rules[0], *rule)))) if rule else choices
    moved = sampled(ratings, code, draws=draws, seed=seed)
    print(sensitivity_told(holding(ratings, code), alternatives(ratings, code, choices=choices), moved, width=terminal_width()))


def _ratings(raw: Path, framework: str, neighbours: str | None, judgements: Path | None, *, published_only: bool) -> Ratings:
    from csrating.cli.build import Choices, ratings_of

    return ratings_of(raw, Choices(framework, neighbours, judgements, published_only=published_only))
