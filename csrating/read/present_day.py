"""Read a folder of today's published files as they were downloaded: the Department's long table, and Ofsted's judgements on councils."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from csrating.errors import SourceError
from csrating.read.cells import Sheet
from csrating.read.data import Data
from csrating.read.file import read_file
from csrating.read.layouts.reading import Layout, LeftOut, layout, layout_for
from csrating.read.reading import Reading
from csrating.read.registered.sources import Source
from csrating.reference import Edition, edition
from csrating.reference.registers import records
from csrating.schema import INSPECTIONS, OBSERVATIONS, SAFEGUARDING, Level, Origin, check

FIGURES, JUDGEMENTS = "local-authority-interactive-tool", "council-inspection-outcomes-2025"
"""The layouts of the files that are read."""

ASPECTS = {
    "Overall effectiveness": "overall effectiveness",
    "The impact of leaders on social work practice with children and families": "leaders",
    "The experiences and progress of children who need help and protection": "help and protection",
    "The experiences and progress of children in care": "children in care",
    "The experiences and progress of care leavers": "care leavers",
}
"""What Ofsted's columns judge, in the words of the tables."""

NOT_COUNTED = "the measure is none of those that count towards a profile; csrating.read_file reads every measure"
ENDED = "the council no longer stands"
NO_AVERAGE = "England's row lies outside the figures of all councils, so that it is no figure of theirs together: a number and no rate"
EARLIER = "an earlier inspection or a visit: the most recent judgement of each council is used"
LAST_DAYS = {"academic": (8, 31), "financial": (3, 31), "calendar": (12, 31), "January": (1, 31), "to September": (9, 30)}
"""The last month and day of each kind of year."""

FEWEST = 20
"""With fewer councils it is not asked whether England lies among them."""

_LAST_YEAR = re.compile(r"(?P<first>\d{4}).*?(?P<last>\d{2,4})?$")


TODAY = "CSRATING_TODAY"
"""The variable that names the folder of today's files where it is not data/today."""


def downloaded() -> Path:
    """The folder of today's files: the one that ``CSRATING_TODAY`` names, else ``data/today`` here or in the nearest folder above.

    A notebook of the repository needs no path with it: the files are the user's own download and are in no repository.

    Raises:
        SourceError: there is none.
    """
    named, here = os.environ.get(TODAY), Path.cwd()
    for folder in [Path(named)] if named else [above / "data" / "today" for above in (here, *here.parents)]:
        if folder.is_dir():
            return folder
    do = f"Download the files into it, or name their folder in the variable {TODAY}."
    raise SourceError("there is no folder of today's files", where=named or str(here), expected="data/today", do=do)


def today_files(folder: Path) -> dict[str, Path]:
    """The files of a folder and its subfolders that are read as today's, each by the layout that is made for files of its name.

    Raises:
        SourceError: two files are of one layout.
    """
    found: dict[str, Path] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        plan = layout_for(path.name)
        if plan is None or plan.name not in (FIGURES, JUDGEMENTS):
            continue
        if plan.name in found:
            do = "Keep the one that is meant, or name a folder that holds it alone."
            raise SourceError(f"two files are of one kind: {found[plan.name]} and {path}", where=str(folder), expected="one", do=do)
        found[plan.name] = path
    return found


def read_present_day(folder: Path) -> Data:
    """The figures of the measures that count towards a profile, and the most recent judgement on each council.

    Args:
        folder: with the files as they were downloaded, in it or in its subfolders.

    Returns:
        Observations of the councils that stand today, of the regions and of England; findings from Ofsted's file where there is one;
        no inspections of settings. Every row has the origin published. A measure that does not count, and a council that no longer
        stands, is in ``fates``.

    Raises:
        SourceError: the long table is not there, or two files are of one kind.
        LayoutError, ValueInCellError, UnknownCouncilError, TableError: a file is not what its layout says; the message names the cell.
    """
    files = today_files(folder)
    if FIGURES not in files:
        expected = "a file lait_bds_long.parquet"
        raise SourceError("the long table of the Local Authority Interactive Tool is not there", where=str(folder), expected=expected)
    today = edition("2025")
    figures = read_file(files[FIGURES], layout=_counting_alone(layout(FIGURES), today))
    judged = read_file(files[JUDGEMENTS]) if JUDGEMENTS in files else None
    readings = [reading for reading in (figures, judged) if reading]
    sources = tuple(_source(files[layout], reading) for layout, reading in zip(files_in_order(files), readings, strict=True))
    observations, apart = _observations(figures, today)
    safeguarding, passed_over = _safeguarding(judged, today)
    fates = pd.concat([_fates(figures, apart), *([_fates(judged, passed_over)] if judged else [])], ignore_index=True)
    return Data(
        check(OBSERVATIONS, observations),
        check(INSPECTIONS, _no_inspections()),
        check(SAFEGUARDING, safeguarding),
        sources,
        fates,
        tuple(_sheets(readings)),
    )


def files_in_order(files: Iterable[str]) -> list[str]:
    """The layouts of files that are there: figures before judgements.

    >>> files_in_order({JUDGEMENTS: "b", FIGURES: "a"}) == [FIGURES, JUDGEMENTS]
    True
    """
    return [layout for layout in (FIGURES, JUDGEMENTS) if layout in set(files)]


def _sheets(readings: Iterable[Reading]) -> Iterator[tuple[str, Sheet]]:
    for reading in readings:
        yield from ((reading.file, sheet) for sheet in reading.opened.sheets)


def _source(path: Path, reading: Reading) -> Source:
    about = _vintages().get(reading.layout.name, {})
    tested = reading.sha256 == about["sha256"]
    title = about["title"] if tested else f"{about['title']} (another vintage than was tested)"
    words = (about["published_on"] if tested else "", about["address"], about["licence"])
    return Source(path.name, path, title, about["publisher"], *words, reading.sha256, Origin.PUBLISHED, reading.layout.name)


@cache
def _vintages() -> dict[str, dict[str, str]]:
    """What is known of each kind of file, and the sha256 of the vintage that was tested."""
    return {row["layout"]: row for row in records("present_day_files.csv")}


# ---- figures ----


def _counting_alone(plan: Layout, today: Edition) -> Layout:
    """The layout that leaves out the rows of measures which do not count: four rows in five of the long table."""
    others = LeftOut(rf"(?!(?:{'|'.join(map(re.escape, today.counting))})\Z).*", NOT_COUNTED, column="measure")
    return replace(plan, tables=tuple(replace(table, left_out_rows=(*table.left_out_rows, others)) for table in plan.tables))


def _observations(reading: Reading, today: Edition) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """OBSERVATIONS, and the figures that are left out, by why."""
    every = reading.figures
    stands = ~every["level"].isin(["council", "later"]) | every["area"].isin(today.codes)
    impossible = _no_average(every)
    rows = every[stands & ~impossible]
    register = today.indicators().set_index("indicator")
    observations = pd.DataFrame(
        {
            "level": rows["level"].replace("later", str(Level.COUNCIL)),
            "area": rows["area"],
            "area_name": rows["area_name"],
            "indicator": rows["measure"],
            "period": rows["period"],
            "period_end": _ends(rows["period"], rows["measure"].map(register["year"])),
            "value": rows["value"],
            "numerator": np.nan,
            "denominator": np.nan,
            "status": rows["status"],
            "symbol": rows["symbol"],
            "unit": rows["measure"].map(register["unit"]),
            "derivation": "",
            "origin": str(Origin.PUBLISHED),
            "source": reading.file,
            "ref": rows["ref"],
        }
    )
    place = {name: at for at, name in enumerate(today.counting)}
    order = observations.assign(at=observations["indicator"].map(place)).sort_values(["at", "period_end"], kind="stable").index
    left = {ENDED: every[~stands], NO_AVERAGE: every[impossible]}
    return observations.loc[order].reset_index(drop=True), left


def _no_average(figures: pd.DataFrame) -> pd.Series[bool]:
    """Which rows of England cannot be what they are said to be: no average of the councils lies below or above all of them."""
    keys = [figures[name] for name in ("measure", "period")]
    of_council = figures["value"].where(figures["level"].isin(["council", "later"]))
    ends = of_council.groupby(keys).agg(["min", "max", "count"])
    england = figures[(figures["level"] == str(Level.ENGLAND)) & figures["value"].notna()]
    around = ends.loc[pd.MultiIndex.from_frame(england[["measure", "period"]])].set_index(england.index)
    outside = (england["value"] < around["min"]) | (england["value"] > around["max"])
    found = pd.Series(data=False, index=figures.index)
    found[england.index[outside & (around["count"] >= FEWEST)]] = True
    return found


def _ends(periods: pd.Series[str], years: pd.Series[str]) -> pd.Series:
    """The last day of each period, by the kind of year that its measure has."""
    pairs = periods.str.cat(years, sep="\n")
    ends = {pair: pd.Timestamp(end_of(*pair.split("\n"))) for pair in pairs.unique()}
    return pairs.map(ends).astype("datetime64[s]")


def end_of(period: str, year: str) -> date:
    """The last day of a period as it is labelled in the long table, where one year is the year in which it ends.

    >>> str(end_of("2025", "academic")), str(end_of("2023/24", "financial")), str(end_of("2013/14 to 2015/16", "financial"))
    ('2025-08-31', '2024-03-31', '2016-03-31')
    >>> str(end_of("2014 to 2016", "calendar"))
    '2016-12-31'
    """
    found = _LAST_YEAR.search(period)
    if found is None:
        raise SourceError(f"the period {period!r} names no year", expected='a year, such as "2025" or "2023/24"')
    first, last = int(found["first"]), int(found["last"] or found["first"])
    if last < 100:  # a year of two figures is the first of that ending after the year before it
        last = first + (last - first) % 100
    return date(last, *LAST_DAYS[year])


# ---- judgements ----


def _safeguarding(reading: Reading | None, today: Edition) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """SAFEGUARDING: the most recent inspection of each council; and the judgements that are left out, by why."""
    if reading is None:
        return _no_findings(), {}
    every = reading.judgements
    latest, stands = every["event"] == "", every["area"].isin(today.codes)
    rows = every[latest & stands & (every["grade"] != "")]
    findings = pd.DataFrame(
        {
            "council": rows["area"],
            "kind": "ILACS inspection",
            "held_on": rows["inspected_on"].astype("datetime64[s]"),
            "aspect": rows["judgement"].map(ASPECTS),
            "finding": rows["grade"].replace("satisfactory", "requires improvement"),
            "evidence": "S",
            "origin": str(Origin.PUBLISHED),
            "source": reading.file,
            "ref": rows["ref"],
        }
    )
    left = {EARLIER: every[~latest], ENDED: every[latest & ~stands]}
    return findings.sort_values("council", kind="stable").reset_index(drop=True), left


def _no_findings() -> pd.DataFrame:
    return pd.DataFrame(columns=SAFEGUARDING.names).astype({"held_on": "datetime64[s]"})


def _no_inspections() -> pd.DataFrame:
    return pd.DataFrame(columns=INSPECTIONS.names).astype({"inspected_on": "datetime64[s]", "settings": "int64"})


# ---- what became of the rest ----


def _fates(reading: Reading, left: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The fates of a file's rows and cells, where what was read and is left out is told apart from what is kept, sheet by sheet."""
    fates = reading.fates.copy()
    extra = []
    for why, rows in left.items():
        for name, some in _by_sheet(reading, rows):
            for fate, cells in (("kept", _reported(some)), ("symbol", ~_reported(some))):
                number = int(cells.sum())
                at = fates.index[(fates["sheet"] == name) & (fates["fate"] == fate)]
                if not number or not len(at):
                    continue
                fates.loc[at[0], ["cells", "filled"]] -= number
                told = {"fate": "explained", "rows": 0, "cells": number, "filled": number, "explanation": why}
                extra.append(fates.loc[at[0]].to_dict() | told)
    return pd.concat([fates, pd.DataFrame(extra, columns=fates.columns)], ignore_index=True)


def _by_sheet(reading: Reading, rows: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Some rows of a file, sheet by sheet."""
    for name in sorted({sheet.name for sheet in reading.opened.sheets}):
        some = rows[rows["ref"].str.startswith(f"{reading.file}#{name}!")]
        if len(some):
            yield name, some


def _reported(rows: pd.DataFrame) -> pd.Series[bool]:
    return rows["status"].isin(["reported", "judged"])
