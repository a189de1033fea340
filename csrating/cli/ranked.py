"""All councils in one indicator as text: by rank with its interval, the quarters as printed, and what chance alone would flag."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csrating.cli.lines import aligned, wrapped

if TYPE_CHECKING:
    import pandas as pd

    from csrating.compare import ComparedIndicator
    from csrating.compare.bands import Printed

_BETTER = {"high": "more is better", "low": "less is better"}


def ranking_told(found: ComparedIndicator, *, seed: int, mark: str, width: int | None = None) -> str:
    """The ranking of an indicator as a page of text.

    Args:
        found: what :func:`csrating.compare` gave for the indicator.
        seed: of the random numbers behind the intervals of ranks.
        mark: whose choice the rule for in line is.
        width: columns of the terminal, or None for as wide as it comes.

    Raises:
        EvidenceError: the indicator has no polarity, so that there are no ranks.
    """
    from csrating import reference

    about, rows = reference.indicator(found.indicator), found.ranking(seed=seed)
    bands = found.bands
    places = max(about.decimals, bands[0].decimals)

    def figure(value: float) -> str:
        return "-" if math.isnan(value) else f"{value:,.{places}f}"

    table = [
        (
            f"{row['rank']:.0f}",
            "-" if row["held_fixed"] else f"{row['rank_low']:.0f} to {row['rank_high']:.0f}",
            row["name"],
            figure(row["value"]),
            "-" if math.isnan(row["lower"]) else f"{figure(row['lower'])} to {figure(row['upper'])}",
            row["band"] or "-",
            figure(_towards_better(row["needed"], places, about.polarity)),
            row["standing"] if row["standing"] != "not comparable" else "-",
            str(row["with_data"]),
            row["origin"][0],
        )
        for row in rows.to_dict("records")
    ]
    headings = ("rank", "might be", "council", "value", "95% interval", "band", "for next", "similar", f"of {_most(rows)}", "origin")
    lines = aligned(headings, table, text={"council", "band", "similar", "origin", "might be", "95% interval"}, width=width, give="council")
    told = [
        f"{found.indicator}: {about.title}",
        f"Unit: {about.unit}; {_BETTER[about.polarity]}. Period: {found.period}. {len(rows)} of {len(found.table)} councils have a figure.",
        "Might be: the ranks between which a council lies at 95 per cent, by drawing what may stand behind each figure from its counts and "
        f"from how all councils differ (seed {seed}); figures without published counts are held fixed.",
        _bands(bands),
        f"Similar: against the {found.terms.method.averaged.noun} of the neighbours with data, table {found.terms.vintage_told}. "
        f"In line: {found.terms.method.told} ({mark}).",
        "Ranks, bands and standings are found on unrounded figures.",
    ]
    others = [period for period in found.periods if period != found.period]
    notes = [
        *_of_chance(found),
        *_origin(rows["origin"].tolist()),
        *([f"Other periods, for --period: {', '.join(others)}."] if others else []),
    ]
    head = [wrapped(line, width=width, indent=2) for line in told]
    return "\n".join([*head, "", *lines, "", *(wrapped(note, width=width, indent=4) for note in notes)])


def _bands(bands: tuple[Printed, ...]) -> str:
    """The quarters, or that there are none."""
    if not any(band.councils for band in bands):
        return "Bands: none, since fewer than four councils have a figure."
    return f"Bands: {'; '.join(band.text for band in bands)}. For next: the figure that the next better band takes."


def _towards_better(value: float, places: int, polarity: str) -> float:
    """A figure rounded to the better side, so that who reaches it as printed is in the next band."""
    if math.isnan(value):
        return value
    towards = math.ceil if polarity == "high" else math.floor
    slack = -1e-9 if polarity == "high" else 1e-9
    return float(towards(value * 10**places + slack) / 10**places)


def _most(rows: pd.DataFrame) -> int:
    return int(rows["of"].max())


def _of_chance(found: ComparedIndicator) -> list[str]:
    """What the counts say of chance; that nothing can be said where they are not published."""
    if found.table["interval"].str.startswith("no ").all():
        return ["No interval: the counts are not published, so nobody can say which differences are chance."]
    return [f"Against all councils: {found.funnel_said}", f"Against similar areas: {found.flags.said}"]


def _origin(origins: list[str]) -> list[str]:
    words = {"published": "p published", "demonstration": "d demonstration, published by nobody", "mixed": "m rests on both"}
    return [f"Origin: {'; '.join(told for origin, told in words.items() if origin in set(origins))}."]
