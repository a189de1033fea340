"""The command ``probability``: how often a council would have each rating by chance in the figures alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csrating.cli.folder import replaced_file
from csrating.cli.lines import aligned, terminal_width, wrapped
from csrating.cli.options import RAW, FrameworkName, Judgements, Neighbours, PublishedOnly, Raw, known_council, not_blank
from csrating.cli.place import known_ending

if TYPE_CHECKING:
    import pandas as pd

    from csrating.rate import Ratings
    from csrating.rate.probability import Probabilities

LEAST_FIRM = 20
"""How many councils the page on all of them lists."""


def probability_command(
    council: Annotated[
        str | None,
        typer.Argument(help="A council, by name or code; all where left out.", show_default=False, callback=not_blank),
    ] = None,
    draws: Annotated[int, typer.Option(min=100, help="How often all figures are drawn anew.")] = 10_000,
    seed: Annotated[int, typer.Option(min=0, help="Of the random numbers; the same seed gives the same answer.")] = 2009,
    out: Annotated[Path | None, typer.Option("--out", help="Write the table of all councils to this .csv.")] = None,
    raw: Raw = RAW,
    framework: FrameworkName = "2009",
    neighbours: Neighbours = None,
    judgements: Judgements = None,
    published_only: PublishedOnly = False,
) -> None:
    """Tell how firm ratings are. Draws the numerators of all indicators anew, as chance might have made them, and rates each time."""
    from csrating.cli.build import Choices, ratings_of
    from csrating.cli.tables import csv_bytes
    from csrating.rate.probability import probabilities

    code = known_council(council, framework) if council else ""
    if out:
        known_ending(out, what="the table", known=("csv",))
    ratings = ratings_of(raw, Choices(framework, neighbours, judgements, published_only=published_only))
    found = probabilities(ratings, draws=draws, seed=seed)
    if out:
        replaced_file(out, csv_bytes(found.table))
        print(f"wrote {out}")
        return
    print(probability_told(found, ratings, code, width=terminal_width()))


def probability_told(found: Probabilities, ratings: Ratings, code: str, *, width: int | None = None) -> str:
    """The probabilities of one council, or of those whose ratings are least firm, as a page of text.

    Args:
        found: what :func:`csrating.rate.probability.probabilities` gave.
        ratings: that it is about.
        code: of the council; blank for all.
        width: columns of the terminal, or None for as wide as it comes.
    """
    every, result = found.table, ratings.framework.result
    outcomes = [str(outcome) for outcome in ratings.framework.outcomes]
    rows = (
        every[every["council"] == code]
        if code
        else every[every["rating"].notna()].sort_values(["as_given", "council"], kind="stable").head(LEAST_FIRM)
    )
    headings = ("council", result, "4", "3", "2", "1", "none", "as given", "drawn", "fixed")
    table = [
        (
            row["name"],
            "-" if row["rating"] != row["rating"] else f"{row['rating']:.0f}",
            *(f"{100 * row[word]:.1f}" for word in (*outcomes, "not given", "as_given")),
            str(row["drawn"]),
            str(row["held_fixed"]),
        )
        for row in rows.to_dict("records")
    ]
    rated = every["rating"].notna()
    firm = int((rated & (every["as_given"] >= 0.95)).sum())
    if rated.any() and not every.loc[rated, "drawn"].any():
        return _none_drawn(ratings, width=width)
    ours = "choices" if ratings.framework.is_of_today else "assumptions"
    told = [
        f"How often each {result} would come out, by chance in the indicators alone: per cent of {found.draws:,} draws, seed {found.seed}.",
        f"Framework {ratings.framework.name}, whose thresholds are mostly our {ours} (A). "
        f"{firm} of {int(rated.sum())} {result}s come out in at least 95 of 100 draws."
        if rated.any()
        else f"Framework {ratings.framework.name}: none of the {len(every)} councils has a {result}; csrating rate NAME says why.",
        *([f"The {len(rows)} that chance moves most; --out writes all."] if table and not code else []),
    ]
    notes = [
        "Drawn: indicators whose numerators, the neighbours' too, were drawn from the binomial law about (x + 1/2) of (n + 1), so that "
        "none of 20 is not taken for certain; rates from Poisson's law about x + 1/2 events.",
        "Published figures hold chance already, and drawing adds as much again: neighbours spread a little wider than they do, so that "
        f"standings lean towards in line, and a {result} near a cut may lean upwards.",
        _fixed(found, rows if code else None),
        "Grades of settings are a count of all inspected settings and no sample: they are not drawn.",
        *(["Some of these figures are demonstration figures, published by nobody."] if (rows["origin"] != "published").any() else []),
    ]
    head = [wrapped(line, width=width, indent=2) for line in told]
    lines = ["", *aligned(headings, table, text={"council"}, width=width, give="council")] if table else []
    return "\n".join([*head, *lines, "", *(wrapped(note, width=width, indent=2) for note in notes if note)])


def _none_drawn(ratings: Ratings, *, width: int | None) -> str:
    """What is said where no figure has counts to draw from: that every draw gives the same would be taken for firmness."""
    result = ratings.framework.result
    told = (
        f"Nothing can be told of chance: none of these figures has published counts, so that none could be drawn anew. Every draw "
        f"would give each council the {result} that it has, which says nothing of how firm that is.",
        f"What missing figures leave open: csrating bounds. On which thresholds a {result} hangs: csrating sensitivity NAME.",
    )
    return "\n".join(wrapped(line, width=width, indent=2) for line in told)


def _fixed(found: Probabilities, own: pd.DataFrame | None) -> str:
    """The indicators that were not drawn: of one council, or of any; blank where all were."""
    names = own["fixed"].iloc[0] if own is not None else ", ".join(found.held_fixed["indicator"])
    whose = "" if own is not None else " of one council or more"
    return f"Fixed{whose}: those without a published denominator, held as they are: {names}." if names else ""
