"""Read a folder of today's published files as they were downloaded: the long table, judgements on councils, and grades of settings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pandas as pd

from csrating.read.cells import Sheet
from csrating.read.data import Data
from csrating.read.file import read_file
from csrating.read.layouts.reading import layout
from csrating.read.present_day.figures import LAST_DAYS, counting_alone, end_of, observations_of
from csrating.read.present_day.findings import ASPECTS, findings_of, no_findings, without_judgement
from csrating.read.present_day.folder import (
    FIGURES,
    JUDGEMENTS,
    PROVIDERS,
    TODAY,
    downloaded,
    not_read,
    refuse_without_figures,
    today_files,
)
from csrating.read.present_day.left_out import EARLIER, ENDED, NO_AVERAGE, NO_ROW, NOT_COUNTED, OTHER_JUDGEMENT, fates_of
from csrating.read.present_day.providers import inspections_of, no_inspections, told_of_settings
from csrating.read.reading import Reading
from csrating.read.registered.sources import Source
from csrating.reference import Edition, edition
from csrating.reference.registers import records
from csrating.schema import INSPECTIONS, OBSERVATIONS, SAFEGUARDING, Origin, check

__all__ = [
    "ASPECTS",
    "EARLIER",
    "ENDED",
    "FIGURES",
    "JUDGEMENTS",
    "LAST_DAYS",
    "NO_AVERAGE",
    "NO_ROW",
    "NOT_COUNTED",
    "OTHER_JUDGEMENT",
    "PROVIDERS",
    "TODAY",
    "downloaded",
    "end_of",
    "read_present_day",
    "refuse_without_figures",
    "today_files",
]

_STANDING = re.compile(r".* (?:began|ended) on \d{4}-\d{2}-\d{2}")
"""What is no news of today's files: they hold figures of councils from before they began and after they ended."""
_MOST_NAMED = 3


def read_present_day(folder: Path) -> Data:
    """The figures of the measures that count towards a profile, the most recent judgement on each council, and grades of settings.

    Args:
        folder: with the files as they were downloaded, in it or in its subfolders.

    Returns:
        Observations of the councils that stand today, of the regions and of England; findings from Ofsted's file where there is one;
        inspections of settings from a list of providers where there is one. Every row has the origin published. A measure that does not
        count, and a council that no longer stands, is in ``fates``; what else there is to tell is in ``notes``.

    Raises:
        SourceError: the long table is not there, two files are of one kind, or Ofsted's file holds no judgement on any council.
        LayoutError, ValueInCellError, UnknownCouncilError, TableError: a file is not what its layout says, or holds a figure that cannot
            be; the message names the cell.
    """
    files = today_files(folder)
    refuse_without_figures(folder, files, of_today=True)
    today = edition("2025")
    readings = {name: _read(path, name, today) for name, path in files.items()}
    observations, apart = observations_of(readings[FIGURES], today)
    left = {FIGURES: apart}
    safeguarding, inspections, notes = no_findings(), no_inspections(), [*not_read(folder, files.values())]
    for name, reading in readings.items():
        notes += _names_told(reading)
        if name == JUDGEMENTS:
            safeguarding, left[name] = findings_of(reading, today)
            notes += without_judgement(safeguarding, today, file=reading.file)
        elif name in PROVIDERS:
            inspections, left[name] = inspections_of(reading, today)
            notes += told_of_settings(inspections, left[name][ENDED], file=reading.file)
    return Data(
        check(OBSERVATIONS, observations),
        check(INSPECTIONS, inspections),
        check(SAFEGUARDING, safeguarding),
        tuple(_source(files[name], reading) for name, reading in readings.items()),
        pd.concat([fates_of(reading, left[name]) for name, reading in readings.items()], ignore_index=True),
        tuple(_sheets(readings.values())),
        tuple(notes),
    )


def _read(path: Path, name: str, today: Edition) -> Reading:
    return read_file(path, layout=counting_alone(layout(name), today) if name == FIGURES else name)


def _sheets(readings: Iterable[Reading]) -> Iterator[tuple[str, Sheet]]:
    for reading in readings:
        yield from ((reading.file, sheet) for sheet in reading.opened.sheets)


def _names_told(reading: Reading) -> Iterator[str]:
    """The sentence about areas that were read otherwise than as written: by a code or a name alone, or by a misspelling."""
    found = [(remark.where, _news(remark.found)) for remark in reading.remarks if remark.kind.startswith("area by")]
    told = [f"{news} ({where})" for where, news in found if news]
    if told:
        more = f"; and {len(told) - _MOST_NAMED} more" if len(told) > _MOST_NAMED else ""
        yield f"In {reading.file} {'; '.join(told[:_MOST_NAMED])}{more}."


def _news(found: str) -> str:
    return "; ".join(part for part in found.split("; ") if not _STANDING.fullmatch(part))


def _source(path: Path, reading: Reading) -> Source:
    about = _vintages()[reading.layout.name]
    tested = reading.sha256 == about["sha256"]
    title = about["title"] if tested else f"{about['of_any_day']} (another vintage than was tested)"
    words = (about["published_on"] if tested else "", about["address"], about["licence"])
    return Source(path.name, path, title, about["publisher"], *words, reading.sha256, Origin.PUBLISHED, reading.layout.name)


@cache
def _vintages() -> dict[str, dict[str, str]]:
    """What is known of each kind of file, and the sha256 of the vintage that was tested."""
    return {row["layout"]: row for row in records("present_day_files.csv")}
