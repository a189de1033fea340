"""The plain way from a folder of raw files to all reports: pandas with openpyxl, loops over rows and councils, a new pyplot figure each.

It does less than the package: no sha256, no contracts, no account of cells, no reasons. What it does is checked to be the same.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import plain_report

from csrating.errors import UnknownCouncilError
from csrating.reference import council, councils, indicators, neighbour_table

Rows = list[dict[str, object]]
MEASURES = {"Numerator": "numerator", "Denominator": "denominator", "Value": "value"}
REGIONS = {name.upper(): name for name in {*councils()["region"], "London"}}
NEAREST, LEAST = 10, 5


def read(folder: Path) -> pd.DataFrame:
    """Every figure of every area as a row: indicator, area, period, numerator, denominator and value, blank where a symbol stands."""
    rows: Rows = []
    for path in sorted(folder.glob("*.xlsx")):
        for name, sheet in pd.read_excel(path, sheet_name=None, header=None, engine="openpyxl").items():
            if str(name).startswith("NI "):
                rows += sheet_rows(str(name), sheet)
    for path in sorted(folder.glob("indicators-*.csv")):
        rows += csv_rows(pd.read_csv(path, header=None, skiprows=2, names=None, dtype=str, encoding="cp1252"))
    return pd.DataFrame(rows)


def sheet_rows(indicator: str, sheet: pd.DataFrame) -> Iterator[dict[str, object]]:
    """The rows of a sheet: it has a line with "Area", periods over it or beside it, and measures in the last line of the header."""
    head = next(row for row in range(len(sheet)) if "Area" in sheet.iloc[row].tolist())
    last = next(row for row in range(head, len(sheet)) if "Value" in sheet.iloc[row].tolist())
    at = sheet.iloc[head].tolist().index("Area")
    periods = sheet.iloc[head].ffill()
    for row in range(last + 1, len(sheet)):
        area = area_of(sheet.iloc[row, at])
        if area is None:
            continue
        found: dict[str, dict[str, object]] = defaultdict(dict)
        for column in range(at + 1, sheet.shape[1]):
            measure = MEASURES.get(str(sheet.iloc[last, column]))
            if measure:
                found[period_of(periods.iloc[column])][measure] = number(sheet.iloc[row, column])
        for period, figures in found.items():
            yield {"indicator": indicator, "area": area, "period": period, **figures}


def csv_rows(table: pd.DataFrame) -> Iterator[dict[str, object]]:
    """The rows of the wide csv: a column for each indicator, measure and period."""
    heads = table.iloc[0].tolist()
    for _, row in table.iloc[1:].iterrows():
        area = area_of(row.iloc[2])
        found: dict[tuple[str, str], dict[str, object]] = defaultdict(dict)
        for column in range(3, len(heads)):
            indicator, measure, period = str(heads[column]).rsplit(" ", 2)
            found[indicator, period][MEASURES[measure]] = number(row.iloc[column])
        for (indicator, period), figures in found.items():
            yield {"indicator": indicator, "area": area, "period": period, **figures}


def area_of(cell: object, known: dict[str, str | None] = {}) -> str | None:  # noqa: B006 - what has been looked up is kept
    """The code of a council, or the name of a region or of England; nothing for any other line."""
    text = str(cell).strip()
    if text not in known:
        try:
            known[text] = "England" if text.lower() == "england" else REGIONS.get(text) or council(text).code
        except UnknownCouncilError:
            known[text] = None
    return known[text]


def period_of(cell: object) -> str:
    """A period as it is labelled, without the number of a footnote that has run into it."""
    text = str(int(cell)) if isinstance(cell, float) else str(cell)
    text = text.replace("-", "/")
    return text[:7] if "/" in text else text[:4]


def number(cell: object) -> float | None:
    """The number that a cell holds."""
    try:
        return float(str(cell))
    except ValueError:
        return None


def compared(figures: pd.DataFrame, some: set[str] | None = None) -> pd.DataFrame:
    """Each council, indicator and period against England, its region and its neighbours, by a loop.

    Args:
        figures: what :func:`read` gave.
        some: the indicators to compare, where it is not all.
    """
    near = {code: rows["neighbour"].tolist() for code, rows in neighbour_table("pre-2019").groupby("council")}
    region = dict(zip(councils()["code"], councils()["region"], strict=True))
    high = dict(zip(indicators()["indicator"], indicators()["polarity"], strict=True))
    rows: Rows = []
    for (indicator, period), series in figures.groupby(["indicator", "period"]):
        if some is not None and indicator not in some:
            continue
        value = dict(zip(series["area"], series["value"], strict=True))
        for code, ten in near.items():
            own, others = value.get(code), [value[one] for one in ten if pd.notna(value.get(one))]
            mean = statistics.fmean(others) if len(others) >= LEAST else float("nan")
            rank = 1 + sum(1 for one in others if pd.notna(own) and (one > own if high[indicator] == "high" else one < own))
            for against, level in (("England", value.get("England")), ("region", value.get(region[code])), ("neighbours", mean)):
                gap = own - level if pd.notna(own) and pd.notna(level) else float("nan")
                spread = statistics.stdev(others) if len(others) > 1 else float("nan")
                standing = "not comparable" if pd.isna(gap) else "above" if gap > 0 else "below"
                rows.append(
                    {
                        "council": code,
                        "indicator": indicator,
                        "period": period,
                        "against": against,
                        "value": own,
                        "baseline": level,
                        "gap": gap,
                        "spread": spread,
                        "standing": standing,
                        "rank": rank,
                        "with_data": len(others),
                    }
                )
    return pd.DataFrame(rows)


def report(numbers: dict[str, pd.DataFrame], sizes: dict[str, tuple[float, float]], text: str) -> dict[str, bytes]:
    """The charts of one council, each a new pyplot figure, from the numbers given; and its letter, which is given."""
    return {**plain_report.drawn(numbers, sizes), "letter.md": text.encode()}
