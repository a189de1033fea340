"""What is told of lists of neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csrating.cli.understood.words import Told, areas, cell, counted

if TYPE_CHECKING:
    import pandas as pd

HEADINGS = ("area", "position", "neighbour", "closeness", "cell")
LONGEST = "neighbour"


def told(neighbours: pd.DataFrame) -> Told:
    """The areas, how many neighbours each has, and how close they are said to be."""
    each = neighbours.groupby(["level", "area"]).size()
    many = f"{each.min()}" if each.min() == each.max() else f"{each.min()} to {each.max()}"
    closeness = counted(neighbours["closeness"])
    lines = [("areas", areas(neighbours)), ("neighbours", f"{many} of each")]
    return [*lines, *([("closeness", closeness)] if closeness else [])]


def rows(neighbours: pd.DataFrame) -> list[list[str]]:
    """The neighbours as rows of text under HEADINGS."""
    return [
        [row["area_name"], str(row["position"]), row["neighbour_name"], row["closeness"] or "-", cell(row["ref"])]
        for row in neighbours.to_dict("records")
    ]
