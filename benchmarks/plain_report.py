"""The plain way to the charts of a council's report: a new pyplot figure for each, from the numbers that ours was drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import matplotlib as mpl

mpl.use("svg")

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

COLOURS = {4: "#12436D", 3: "#28A197", 2: "#E6E6E6", 1: "#801650"}
GRADES = ("outstanding", "good", "satisfactory", "inadequate")
MARKS = {"above": "^", "in line": "o", "below": "v", "not comparable": "s"}


def drawn(numbers: Mapping[str, pd.DataFrame], sizes: Mapping[str, tuple[float, float]]) -> dict[str, bytes]:
    """The charts as SVG by their names.

    Args:
        numbers: the ``data`` of our charts by their names.
        sizes: width and height of our charts, in inches.
    """
    ways = {"spine": spine, "grades": grades, "trends": trends, "map": tiles, "sensitivity": strips}
    return {name: saved(ways[name](rows, sizes[name])) for name, rows in numbers.items()}


def saved(figure: Figure) -> bytes:
    """A figure as SVG; pyplot forgets it."""
    stream = BytesIO()
    figure.savefig(stream, format="svg")
    plt.close(figure)
    return stream.getvalue()


def spine(rows: pd.DataFrame, size: tuple[float, float]) -> Figure:
    """A row for each indicator: the range, the middle half, the similar areas and the council, with the figures beside it."""
    figure, axes = plt.subplots(figsize=size)
    for place, row in enumerate(rows.to_dict("records")):
        axes.plot([row["at_lowest"], row["at_highest"]], [place, place], color="#777777", linewidth=1)
        axes.barh(place, row["at_upper_quartile"] - row["at_lower_quartile"], left=row["at_lower_quartile"], height=0.5, color="#dddddd")
        axes.plot(row["at_neighbours"], place, marker="D", color="#333333", markersize=3)
        axes.plot(row["at_value"], place, marker=MARKS[row["standing"]], color="#12436D")
        axes.text(-1.05, place, f"{row['indicator']} {row['short']}", ha="right", va="center", fontsize=8)
        told = (row["value"], row["neighbours"], f"{row['with_data']} of {row['of']}", row["england"], row["standing"])
        for column, text in enumerate(told):
            axes.text(1.1 + 0.2 * column, place, str(text), va="center", fontsize=8)
    axes.axvline(0, color="black")
    axes.set(ylim=(len(rows), -1), xlim=(-2, 2.3))
    axes.axis("off")
    return figure


def grades(rows: pd.DataFrame, size: tuple[float, float]) -> Figure:
    """A stacked bar of grades for each type of setting, with how many."""
    figure, axes = plt.subplots(figsize=size)
    for place, row in enumerate(rows.to_dict("records")):
        left = 0.0
        for grade, colour in zip(GRADES, COLOURS.values(), strict=True):
            width = 100 * row[grade] / row["settings"]
            axes.barh(place, width, left=left, color=colour)
            if row[grade]:
                axes.text(left + width / 2, place, f"{row[grade]:.0f}", ha="center", va="center", fontsize=8)
            left += width
        axes.plot(row["england"], place - 0.5, marker="v", color="black")
        axes.plot(row["neighbours"], place + 0.5, marker="D", color="black")
        axes.text(105, place, f"{row['settings']:.0f}  {row['good_or_better']:.0f}  {row['england']:.0f}%", va="center", fontsize=8)
    axes.set_yticks(range(len(rows)), rows["row"])
    axes.invert_yaxis()
    return figure


def trends(rows: pd.DataFrame, size: tuple[float, float]) -> Figure:
    """A panel for each indicator: the council, England, and the range of the similar areas."""
    parts = list(rows.groupby("indicator", sort=False))
    figure, panels = plt.subplots(-(-len(parts) // 4), 4, figsize=size, squeeze=False)
    for axes, (indicator, part) in zip(panels.flat, parts, strict=False):
        axes.fill_between(part["slot"], part["neighbours_low"], part["neighbours_high"], color="#dddddd")
        axes.plot(part["slot"], part["england"], linestyle="--", color="#333333")
        axes.plot(part["slot"], part["value"], marker="o", color="#12436D")
        axes.set_xticks(part["slot"], part["period"], fontsize=7)
        axes.set_title(f"{indicator} {part['short'].iloc[0]}", fontsize=8)
    return figure


def tiles(rows: pd.DataFrame, size: tuple[float, float]) -> Figure:
    """A tile for each council with its rating and its name."""
    figure, axes = plt.subplots(figsize=size)
    for row in rows.to_dict("records"):
        colour = COLOURS.get(row["rating"], "white")
        axes.add_patch(plt.Rectangle((row["column"], row["row"]), 1, 1, facecolor=colour, edgecolor="white"))
        axes.text(row["column"] + 0.5, row["row"] + 0.3, f"{row['rating']:.0f}", ha="center", fontsize=10)
        axes.text(row["column"] + 0.5, row["row"] + 0.7, row["name"], ha="center", fontsize=6)
    axes.set(xlim=(0, rows["column"].max() + 1), ylim=(rows["row"].max() + 1, 0))
    axes.axis("off")
    return figure


def strips(rows: pd.DataFrame, size: tuple[float, float]) -> Figure:
    """A bar of ratings for each alternative and each threshold."""
    figure, axes = plt.subplots(figsize=size)
    parts = list(rows.groupby(["part", "choice", "alternative"], sort=False, dropna=False))
    for place, ((_, choice, alternative), part) in enumerate(parts):
        left = 0.0
        for row in part.to_dict("records"):
            width = row["count"] / row["of"] if pd.notna(row["count"]) else 1 / len(part)
            axes.barh(place, width, left=left, color=COLOURS.get(row["rating"], "white"))
            axes.text(left + width / 2, place, f"{row['label']}", ha="center", va="center", fontsize=6)
            left += width
        axes.text(-0.02, place, f"{choice} {alternative}", ha="right", va="center", fontsize=7)
    axes.set(ylim=(len(parts), -1))
    axes.axis("off")
    return figure
