"""What is told of figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csrating.cli.understood.words import MOST_OF_A_TEXT, MOST_TOLD, Told, areas, cell, several
from csrating.errors import brief

if TYPE_CHECKING:
    import pandas as pd

HEADINGS = ("area", "period", "measure", "breakdown", "value", "cell")
LONGEST = "measure"


def told(figures: pd.DataFrame) -> Told:
    """The areas, periods, measures and breakdowns of some figures, and what their cells hold."""
    lines = [("areas", areas(figures)), ("periods", several(list(dict.fromkeys(figures["period"])))), ("measures", _measures(figures))]
    breakdowns = [text for text in dict.fromkeys(figures["breakdown"]) if text]
    return [*lines, *([("breakdown", several(breakdowns))] if breakdowns else []), ("cells", _cells(figures))]


def rows(figures: pd.DataFrame) -> list[list[str]]:
    """The figures as rows of text under HEADINGS."""
    return [
        [
            row["area_name"],
            row["period"],
            row["measure"],
            row["breakdown"] or "-",
            row["symbol"] or f"{row['value']:.10g}",
            cell(row["ref"]),
        ]
        for row in figures.astype({"value": object}).to_dict("records")
    ]


def _measures(figures: pd.DataFrame) -> str:
    pairs = figures[["measure", "unit"]].drop_duplicates().itertuples(index=False)
    return several([f"{measure} ({unit})" if unit else str(measure) for measure, unit in pairs])


def _cells(figures: pd.DataFrame) -> str:
    symbols = figures.loc[figures["symbol"] != "", ["symbol", "status"]].value_counts(sort=False).reset_index(name="cells")
    told = [f"{row['cells']:,} {brief(repr(row['symbol']), most=MOST_OF_A_TEXT)} ({row['status']})" for row in symbols.to_dict("records")]
    numbers = f"{int((figures['status'] == 'reported').sum()):,} numbers"
    return ", ".join([numbers, *told[:MOST_TOLD], *([f"{len(told) - MOST_TOLD} other symbols"] if len(told) > MOST_TOLD else [])])
