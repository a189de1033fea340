"""Sheets as plain rows of cells, before any file format: what a publisher's hand would type, region by region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from csrating.demonstration.chance import stream
from csrating.demonstration.councils import REGIONS
from csrating.demonstration.parameters import choices, spellings
from csrating.schema import Level

Cell = Any
Row = list[Cell]
_PADDED, _RESPELT = 0.12, 0.6  # of names with a trailing blank or two; of councils with another spelling, how often it is used


@dataclass(frozen=True)
class Grid:
    """One sheet.

    Attributes:
        name: of the sheet.
        rows: cells from the first row and column on; None is an empty cell.
        merged: first row, first column, last row, last column, counted from 1.
        headings: rows, counted from 1, that head a table.
    """

    name: str
    rows: list[Row]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    headings: tuple[int, ...] = ()


@dataclass(frozen=True)
class Line:
    """One line of a table about areas: which area, and how its name and code are typed."""

    level: str
    area: str
    name: str
    code: str
    region: str = field(default="")


def written_names(councils: pd.DataFrame, *, seed: int, subject: str) -> dict[str, str]:
    """How each council's name is typed in one file: some padded, some in another spelling that published files have used.

    >>> table = pd.DataFrame({"code": ["358"], "name": ["Trafford"]})
    >>> written_names(table, seed=2009, subject="schools")["358"].strip()
    'Trafford'
    """
    chance, others = stream(seed, "names", subject), spellings()
    written = {}
    for code, name in zip(councils["code"], councils["name"], strict=True):
        picked, pad = chance.random(2)
        options = others.get(code, []) if picked < _RESPELT else []
        blanks = " " * (1 + int(pad < _PADDED / 2)) if pad < _PADDED else ""
        written[code] = (options[int(chance.integers(len(options)))] if options else name) + blanks
    return written


def england_line() -> Line:
    """The line of England, in capitals."""
    return Line(str(Level.ENGLAND), "England", "ENGLAND", "E92000001")


def region_lines() -> list[Line]:
    """A line for each region, its name in capitals and its GSS code beside it."""
    codes = choices("demonstration")["region_codes"]
    return [Line(str(Level.REGION), region, region.upper(), codes[region]["gss"], region) for region in REGIONS]


def council_lines(councils: pd.DataFrame, written: dict[str, str]) -> list[Line]:
    """A line for each council in code order."""
    rows = zip(councils["code"], councils["region"], strict=True)
    return [Line(str(Level.COUNCIL), code, written[code], code, region) for code, region in rows]


def lines_under_headings(councils: pd.DataFrame, written: dict[str, str]) -> list[Line]:
    """England first, then each region as a capital heading over its councils in the order of the alphabet."""
    below = sorted(council_lines(councils, written), key=lambda line: line.name.strip().lower())
    lines = [england_line()]
    for region in region_lines():
        lines += [region, *(line for line in below if line.region == region.area)]
    return lines


def lines_by_code(councils: pd.DataFrame, written: dict[str, str]) -> list[Line]:
    """England, the regions, then all councils in code order."""
    return [england_line(), *region_lines(), *council_lines(councils, written)]


def released_cells(indicators: pd.DataFrame) -> dict[tuple[str, str, str], tuple[Cell, Cell, Cell]]:
    """The numerator, denominator and value as they are typed: indicator, area and period to three cells.

    Where the value is a symbol the same symbol hides the counts, but a denominator of more than ten stays to be seen
    beside a small numerator, and nobody at all is counted as 0.
    """
    chosen = choices("demonstration")["gaps"]
    symbol, denominator = indicators["symbol"].to_numpy(object), indicators["denominator"].to_numpy(float)
    small = np.isin(symbol, ["x", "c"])
    nobody = (symbol == ".") & (denominator == 0)
    hide_numerator = (symbol != "") & ~nobody
    hide_denominator = hide_numerator & ~(small & (denominator >= chosen["least_denominator"]))
    columns = (
        np.where(hide_numerator, symbol, _numbers(indicators["numerator"])),
        np.where(hide_denominator, symbol, _numbers(indicators["denominator"])),
        np.where(symbol != "", symbol, _numbers(indicators["value"])),
    )
    keys = zip(indicators["indicator"], indicators["area"], indicators["period"], strict=True)
    return dict(zip(keys, zip(*columns, strict=True), strict=True))


def _numbers(values: pd.Series[float]) -> np.ndarray:
    """Numbers as Python holds them, whole ones without a decimal point, blanks as empty cells."""
    numbers = [None if np.isnan(value) else int(value) if value.is_integer() else value for value in values.astype(float).tolist()]
    return np.array(numbers, dtype=object)


def run_of(row: int, first: int, last: int) -> tuple[int, int, int, int]:
    """A merged run of cells within one row."""
    return (row, first, row, last)


def legend(symbols: Sequence[str]) -> list[Row]:
    """What each symbol means, as lines under the data."""
    meaning = {
        "x": "x = suppressed: a count of 1 to 5, or a percentage of ten or fewer",
        "c": "c = confidential: a count of 1 to 5, or a percentage of ten or fewer",
        "-": "- = no return was made",
        "..": ".. = not available",
        ".": ". = not applicable",
    }
    return [[meaning[symbol]] for symbol in symbols]
