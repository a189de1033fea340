"""A folder of two hundred raw files with the shapes of the demonstration set, its indicators over forty-two years: about 600,000 tidy rows.

The register knows only so many indicators, so that the years stand for what it lacks: each three of them are drawn from a seed of
their own, the rated ones among them. Cells, sheets, symbols, spellings and registers are those of the demonstration set, and the
package reads them by the same layouts.
"""

from __future__ import annotations

import atexit
import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pandas as pd

from csrating.demonstration import Demonstration, generate
from csrating.demonstration.councils import latent_quality
from csrating.demonstration.grids import Grid, Line, lines_by_code, lines_under_headings, written_names
from csrating.demonstration.indicator_sheets import (
    NOTICE,
    Table,
    banner_sheet,
    blocks_sheet,
    listed_sheet,
    positive_contribution,
    stacked_sheet,
    tables_of,
)
from csrating.demonstration.indicators import council_figures
from csrating.demonstration.raw_files import files
from csrating.demonstration.release import area_figures, released
from csrating.demonstration.workbooks import csv_bytes, workbook_bytes
from csrating.schema import Level

FILES = 200
YEARS, BLOCKS, BEFORE = 3, 14, 5
"""Years of a block, blocks, and how many of them lie before the rated one: from 1990 to 2034."""

SETTINGS = ("schools-2009.xlsx", "social-care-2009.csv", "early-years-2009.xlsx", "council-evidence-2009.xlsx")
LAYOUTS = {
    "being healthy": ("demonstration-being-healthy", blocks_sheet, lines_under_headings),
    "staying safe": ("demonstration-staying-safe", banner_sheet, lines_under_headings),
    "enjoying and achieving": ("demonstration-enjoying-achieving", listed_sheet, lines_by_code),
    "achieving economic well-being": (
        "demonstration-economic-wellbeing",
        lambda table, lines: stacked_sheet([table], lines),
        lines_under_headings,
    ),
}
COUNTED = "making a positive contribution"


@cache
def folder() -> Path:
    """The files, written once for all that is measured and thrown away at the end."""
    place = Path(tempfile.mkdtemp(prefix="csrating-benchmark-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    write_folder(place)
    return place


def write_folder(folder: Path) -> int:
    """Write the files and their register, and give the number of files.

    Args:
        folder: an empty folder.
    """
    truth = generate()
    many = replace(truth, indicators=figures_of_many_years(truth))
    entries = {}
    as_they_are = files(truth)
    for name in SETTINGS:
        entries[name] = (as_they_are[name], registered_layout(name))
    for name, layout, content in indicator_files(many, FILES - len(SETTINGS)):
        entries[name] = (content, layout)
    for name, (content, _) in entries.items():
        (folder / name).write_bytes(content)
    (folder / "sources.toml").write_text("\n".join(entry(name, *about) for name, about in entries.items()), encoding="utf-8")
    return len(entries)


def registered_layout(name: str) -> str:
    """The layout that the register of the demonstration set gives to a file of settings or findings."""
    other = {"council-evidence-2009.xlsx": "safeguarding-findings"}
    return other.get(name, f"demonstration-{name.rpartition('-')[0]}")


def figures_of_many_years(truth: Demonstration) -> pd.DataFrame:
    """The truth about indicators in the form of the demonstration set, in all years."""
    quality = latent_quality(truth.councils, seed=truth.seed)
    parts = [one_block(truth, quality, block) for block in range(BLOCKS)]
    return pd.concat(parts, ignore_index=True)[list(truth.indicators.columns)]


def one_block(truth: Demonstration, quality: pd.DataFrame, block: int) -> pd.DataFrame:
    """The last years of each indicator, drawn from a seed of their own and moved by so many years."""
    figures = council_figures(truth.councils, quality, seed=truth.seed + block)
    kept = figures.groupby("indicator")["period_end"].rank(method="dense", ascending=False) <= YEARS
    figures = moved(figures[kept].reset_index(drop=True), YEARS * (block - BEFORE))
    names = truth.councils.set_index("code")["name"]
    of_councils = released(figures).rename(columns={"council": "area"})
    of_councils = of_councils.assign(level=str(Level.COUNCIL), area_name=of_councils["area"].map(names))
    return pd.concat([area_figures(figures, truth.councils), of_councils], ignore_index=True)


def moved(figures: pd.DataFrame, years: int) -> pd.DataFrame:
    """The figures with their periods so many years later."""
    ends = {end: end + pd.DateOffset(years=years) for end in figures["period_end"].unique()}
    labels = {label: label_moved(label, years) for label in figures["period"].unique()}
    return figures.assign(period_end=figures["period_end"].map(ends), period=figures["period"].map(labels))


def label_moved(label: str, years: int) -> str:
    """A period's label so many years later.

    >>> label_moved("2008/09", -15), label_moved("2008", 3)
    ('1993/94', '2011')
    """
    first = int(label[:4]) + years
    return f"{first}/{(first + 1) % 100:02d}" if "/" in label else str(first)


def indicator_files(truth: Demonstration, number: int) -> Iterator[tuple[str, str, bytes]]:
    """So many files of indicators: name, layout and content; one is a wide csv, each other a workbook of one indicator and some years."""
    tables = {outcome: all_years(tables_of(truth, outcome), truth) for outcome in (*LAYOUTS, COUNTED)}
    every = [(outcome, table) for outcome in LAYOUTS for table in tables[outcome]]
    share, more = divmod(number - 1, len(every))
    for place, (outcome, table) in enumerate(every):
        for part, years in enumerate(in_parts(table.periods, share + (place < more)), 1):
            yield one_workbook(truth, outcome, replace(table, periods=years), part)
    yield "indicators-positive-contribution.csv", "demonstration-positive-contribution", wide_csv(truth, tables[COUNTED])


def all_years(tables: list[Table], truth: Demonstration) -> list[Table]:
    """The tables with all the years that there are figures of, oldest first."""
    years = truth.indicators.groupby("indicator").apply(lambda rows: tuple(rows.sort_values("period_end")["period"].unique()))
    return [replace(table, periods=years[table.indicator], coverage=f"{table.coverage[:-12]}1990 to 2034") for table in tables]


def in_parts(periods: tuple[str, ...], parts: int) -> Iterator[tuple[str, ...]]:
    """The periods in so many runs of nearly the same length."""
    ends = [len(periods) * part // parts for part in range(parts + 1)]
    yield from (periods[first:last] for first, last in pairwise(ends))


def one_workbook(truth: Demonstration, outcome: str, table: Table, part: int) -> tuple[str, str, bytes]:
    """The workbook of an indicator's figures in some years."""
    layout, shape, order = LAYOUTS[outcome]
    lines: list[Line] = order(truth.councils, written_names(truth.councils, seed=truth.seed + part, subject=table.indicator))
    grid: Grid = shape(table, lines)
    name = f"{table.indicator.lower().replace(' ', '-')}-part-{part}.xlsx"
    return name, layout, workbook_bytes(table.title, [NOTICE], [grid])


def wide_csv(truth: Demonstration, tables: list[Table]) -> bytes:
    """All years of the indicators of making a positive contribution, in the form that the demonstration set has for them."""
    return csv_bytes(positive_contribution(truth, tables), encoding="cp1252")


def entry(name: str, content: bytes, layout: str) -> str:
    """A file's entry in the register."""
    words = {
        "id": name.rpartition(".")[0],
        "file": name,
        "title": "Generated for a benchmark (demonstration figures)",
        "publisher": "csrating demonstration generator",
        "published_on": "2009-12-01",
        "address": "",
        "licence": "this project's own demonstration",
        "sha256": hashlib.sha256(content).hexdigest(),
        "origin": "demonstration",
        "layout": layout,
    }
    return "\n".join(["[[source]]", *(f'{word} = "{said}"' for word, said in words.items()), ""])
