"""The back-test of today, as text."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csrating.cli.lines import aligned, wrapped

if TYPE_CHECKING:
    import pandas as pd

    from csrating.rate.judged_backtest import JudgedBacktest


def judged_told(found: JudgedBacktest, *, width: int | None = None) -> str:
    """The back-test as a page of text: what it comes to, who has which, every measure with its interval, and what it is worth.

    Args:
        found: what :func:`csrating.rate.judged_backtest.backtest_today` gave.
        width: columns of the terminal, or None for as wide as it comes.
    """
    from csrating.schema import OVERALL

    overall = found.measures["aspect"] == OVERALL
    blocks = [
        [wrapped(found.summary, width=width)],
        ["Councils by the latest figures: judgements down, bands across.", *_crossed(found, width=width)],
        *(
            [f"Figures: {figures}; judged: {OVERALL}.", *_measures(rows, width=width)]
            for figures, rows in found.measures[overall].groupby("figures", sort=False)
        ),
        *(
            [f"Figures: latest; judged: {aspect}.", *_measures(rows, width=width)]
            for aspect, rows in found.measures[~overall].groupby("aspect", sort=False)
        ),
        *([wrapped(note, width=width)] for note in found.notes),
    ]
    return "\n\n".join("\n".join(block) for block in blocks)


def _crossed(found: JudgedBacktest, *, width: int | None) -> list[str]:
    square = found.crossed
    rows = [(str(judgement), *map(str, counts)) for judgement, counts in zip(square.index, square.to_numpy(), strict=True)]
    return aligned(["judgement", *(band.removeprefix("profile ") for band in square.columns)], rows, text={"judgement"}, width=width)


def _measures(rows: pd.DataFrame, *, width: int | None) -> list[str]:
    from csrating.rate.judged_backtest.told import figure_told

    headings = ("measure", "score", "councils", "value", "95 % interval", "p")
    cells = [
        (
            row["measure"],
            row["score"],
            str(row["councils"]),
            figure_told(row["value"]),
            f"{figure_told(row['low'])} to {figure_told(row['high'])}",
            "" if math.isnan(row["p"]) else f"{row['p']:.4f}",
        )
        for row in rows.to_dict("records")
    ]
    return aligned(headings, cells, text={"measure", "score"}, width=width, give="score")
