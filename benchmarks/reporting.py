"""The report of all councils, by two processes and by one, against the plain way to its charts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import plain_report
from timing import seconds_of

import csrating as cs
from csrating.cli.batch import Made, made
from csrating.tell.page.drawn import Charts, drawn
from csrating.tell.report import Material, council_report, material_of

RAW = Path(__file__).resolve().parents[1] / "data" / "raw"
JOBS = 2
ALLOWED_SECONDS, ALLOWED_TIMES, ALLOWED_MEGABYTES = 120, 5, 2
PLAIN = 8
"""So many councils are drawn in the plain way, evenly over the list, and their time multiplied."""
MEGABYTE = 1e6


@dataclass(frozen=True)
class Sums:
    """What a run made, so that two runs can be held against each other without keeping either."""

    files: dict[str, str]
    largest_page: int


def lines() -> Iterator[str]:
    """A line for each measurement."""
    data = cs.read(RAW)
    ratings = cs.rate(data, cs.compare(data))
    found: list[Material] = []
    ahead = seconds_of(lambda: found.append(material_of(ratings)))
    [material] = found
    codes = ratings.table["council"].tolist()
    runs: list[Sums] = []
    together = seconds_of(lambda: runs.append(sums(made(material, codes, jobs=JOBS, report=council_report))))
    alone = seconds_of(lambda: runs.append(sums(made(material, codes, jobs=1, report=council_report))))
    if runs[0] != runs[1]:
        raise SystemExit("two runs made different files")
    plain = plain_seconds(material, codes)
    ours = ahead + together
    yield f"{'pages, letters and charts of all councils':<50} {ours:8.1f} s by {JOBS} processes, of {ALLOWED_SECONDS} allowed"
    yield f"{'the same by one process':<50} {ahead + alone:8.1f} s; {len(runs[0].files):,} files with the same bytes"
    yield f"{'with each chart a new pyplot figure':<50} {plain:8.1f} s (from {PLAIN} councils; the numbers given)"
    times = f"{plain / ours:.1f} times by {JOBS} processes, {plain / (ahead + alone):.1f} by one"
    yield f"plain way / ours: {times}, of {ALLOWED_TIMES} asked for"
    yield f"{'the largest page':<50} {runs[0].largest_page / MEGABYTE:8.2f} MB, of {ALLOWED_MEGABYTES} allowed"


def sums(reports: Iterator[Made]) -> Sums:
    """The sha256 of every file, and the size of the largest page."""
    files, largest = {}, 0
    for one in reports:
        if one.failed:
            raise SystemExit(f"{one.council}: {one.failed}")
        for name, content in one.files.items():
            files[name] = hashlib.sha256(content).hexdigest()
            largest = max(largest, len(content) if name.startswith("pages/") else 0)
    return Sums(files, largest)


def plain_seconds(material: Material, codes: list[str]) -> float:
    """All councils in the plain way: what is not a chart as we make it, and each chart a new pyplot figure."""
    some = codes[:: len(codes) // PLAIN][:PLAIN]
    charts = {code: drawn(material.ratings, code, tried=material.tried) for code in some}
    every = seconds_of(lambda: [council_report(material, code) for code in some])
    ours = seconds_of(lambda: [svgs(drawn(material.ratings, code, tried=material.tried)) for code in some])
    theirs = seconds_of(lambda: [by_pyplot(charts[code]) for code in some])
    return (every - ours + theirs) / len(some) * len(codes)


def svgs(charts: Charts) -> list[bytes]:
    """Our charts as SVG."""
    return [chart.svg() for chart in charts.values()]


def by_pyplot(charts: Charts) -> dict[str, bytes]:
    """The same charts by pyplot."""
    numbers = {name: chart.data for name, chart in charts.items()}
    return plain_report.drawn(numbers, {name: (chart.paper.width, chart.paper.height) for name, chart in charts.items()})
