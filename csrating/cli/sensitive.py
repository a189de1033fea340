"""How far one council's rating hangs on thresholds and rules, as text."""

from __future__ import annotations

import math
from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

from csrating.cli.bounded import origin_told, with_number
from csrating.cli.lines import aligned, wrapped

if TYPE_CHECKING:
    import pandas as pd

    from csrating.rate.sensitivity import Alternatives, Holding, Sampled
    from csrating.reference.frameworks import Framework

_WITHOUT = "performs "


WORDS = (
    "By itself: the share of the variance of whether the {} is kept that goes when this choice alone is settled; in all: the share "
    "that is left when all others are settled, so that what it does together with others counts. An estimate may lie below nought. "
    "Not varied: neighbours.average, the days of the cut-offs, the window of years, the limits."
)


def sensitivity_told(held: Holding, tried: Alternatives, moved: Sampled, *, width: int | None = None) -> str:
    """One council's sensitivity as a page of text: one threshold at a time, every combination of alternatives, all thresholds at once.

    Args:
        held: what :func:`csrating.rate.sensitivity.holding` gave for the council.
        tried: what :func:`csrating.rate.sensitivity.alternatives` gave for it.
        moved: what :func:`csrating.rate.sensitivity.sampled` gave for it.
        width: columns of the terminal, or None for as wide as it comes.
    """
    row, result = held.table.iloc[0], held.framework.result
    blocks = [
        [f"{row['name']}: {with_number(row['label'], row['rating'])} by framework {held.framework.name}."],
        [f"One threshold at a time, all else fixed; the {result} holds:", *_holding(held, width=width)],
        _alternatives(tried, held.framework, width=width),
        _sampled(moved, result, width=width),
        [
            WORDS.format(result),
            f"Marks: {'; '.join(f'{mark} {meaning}' for mark, meaning in held.framework.marks.items())}.",
            origin_told(held.table["origin"], result),
        ],
    ]
    return "\n\n".join("\n".join(wrapped(line, width=width) if "  " not in line else line for line in block) for block in blocks)


def interval_told(row: dict[Hashable, Any]) -> str:
    """The values over which a rating holds, in words.

    >>> row = {"holds_from": 1.5, "from_included": False, "holds_to": 2.625, "to_included": True, "below": "", "above": "performs poorly"}
    >>> interval_told(row), interval_told(row | {"above": ""})
    ('above 1.5 to 2.625', 'at any value')
    """
    if not row["below"] and not row["above"]:
        return "at any value"
    low = f"{'from' if row['from_included'] else 'above'} {row['holds_from']:.6g}"
    return f"{low} to {'' if row['to_included'] else 'below '}{row['holds_to']:.6g}"


def _holding(held: Holding, *, width: int | None) -> list[str]:
    headings = ("threshold", "value", "mark", "holds", "before", "beyond")
    rows = [
        (
            row["threshold"],
            f"{row['value']:g}",
            row["evidence"],
            interval_told(row),
            _short(row["below"], held.framework),
            _short(row["above"], held.framework),
        )
        for row in held.table.to_dict("records")
    ]
    return aligned(headings, rows, text={"threshold", "mark", "holds", "before", "beyond"}, width=width, give="threshold")


def _short(label: str, framework: Framework) -> str:
    """A rating or profile band in few words; - where there is none to tell."""
    return label.removeprefix(_WITHOUT).replace("no rating", f"no {framework.result}") or "-"


def _alternatives(tried: Alternatives, framework: Framework, *, width: int | None) -> list[str]:
    row = tried.table.iloc[0]
    words = [*map(str, framework.outcomes), "no rating"]
    counts = {word: int(row[word]) for word in tried.table.columns if word in words}
    told = ", ".join(
        f"{_short(word, framework) if framework.is_of_today else word} by {number}" for word, number in counts.items() if number
    )
    head = f"By {row['kept']} of {row['combinations']} combinations of alternatives it keeps its {framework.result}: {told}. "
    most = row["matters_most"]
    head += "No choice changes it." if not (tried.effects["total"] > 0).any() else f"The choice that matters most: {most}."
    effects = {effect["choice"]: effect for effect in tried.effects.to_dict("records")}
    headings = ("choice", "by itself", "in all", "mark", "alternatives")
    rows = [
        (
            str(choice),
            _share(effects[choice]["first"]),
            _share(effects[choice]["total"]),
            str(some["evidence"].iloc[0]),
            "; ".join(some["alternative"]),
        )
        for choice, some in tried.settings.groupby("choice", sort=False)
    ]
    used = [f"In line by {one['alternative']}: {one['used']}." for one in tried.settings.query("choice == 'rule'").to_dict("records")]
    table = aligned(headings, rows, text={"choice", "mark", "alternatives"}, width=width, give="alternatives")
    return [head, *table, *used, *(f"Not tried: {what}." for what in tried.left_out)]


def _sampled(moved: Sampled, result: str, *, width: int | None) -> list[str]:
    table = moved.table
    head = (
        f"All thresholds at once, each evenly between two values, {moved.ratings_made:,} {result}s "
        f"(draws {moved.draws}, seed {moved.seed}): "
        f"it keeps its {result} in {table['kept_share'].iloc[0]:.0f} of 100. Shares of the variance, by itself and in all, are estimates."
    )
    ordered: pd.DataFrame = table.sort_values("total", ascending=False, kind="stable")
    headings = ("threshold", "moved", "mark", "by itself", "in all")
    rows = [
        (
            row["threshold"],
            f"{row['moved_from']:g} to {row['moved_to']:g}",
            row["evidence"],
            _share(row["first"]),
            _share(row["total"]),
        )
        for row in ordered.to_dict("records")
    ]
    return [head, *aligned(headings, rows, text={"threshold", "moved", "mark"}, width=width, give="threshold")]


def _share(value: Any) -> str:
    return "-" if math.isnan(value) else f"{abs(value) if abs(value) < 0.005 else value:.2f}"
