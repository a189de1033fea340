"""The whole build from two hundred generated files to 152 reports, against the plain way, and against parsing and writing alone."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

import generated
import memory
import pandas as pd
import plain_build
from timing import seconds_of

import csrating as cs
from csrating.cli.build import Choices, build
from csrating.rate import Ratings

PLAIN_COUNCILS, PLAIN_INDICATORS = 8, 8
"""The plain way draws so many councils and compares every so-many-eth indicator, and its time is multiplied."""
ASKED_PLAIN, ASKED_FLOOR = 50, 5


def lines() -> Iterator[str]:
    """A line for each measurement."""
    with tempfile.TemporaryDirectory() as place:
        yield from measured(generated.folder(), Path(place) / "out")


def measured(raw: Path, out: Path) -> Iterator[str]:
    """Build once to have its files, then time each way."""
    ratings: list[Ratings] = []
    ours = seconds_of(lambda: ratings.append(build(raw, out, Choices()).ratings))
    [one] = ratings
    rows = len(one.data.observations) + len(one.data.inspections)
    yield f"{generated.FILES} files, {rows:,} tidy rows, {len(one.table)} councils, {len(one.comparisons):,} comparisons"
    yield f"{'the whole build, with letters and charts':<52} {ours:8.1f} s, at most {memory.of_job('build', raw) / (1 << 30):.2f} GiB"
    floor = parsing(raw), writing(out)
    yield f"{'the floor: unzip and parse XML, split csv':<52} {floor[0]:8.2f} s"
    yield f"{'the floor: write what was written':<52} {floor[1]:8.2f} s"
    plain: list[float] = []
    for what, seconds in plain_ways(raw, one, out):
        plain.append(seconds)
        yield f"plain: {what:<45} {seconds:8.1f} s"
    yield f"plain / ours: {sum(plain) / ours:.0f} times, of {ASKED_PLAIN} asked for"
    yield f"ours / floor: {ours / sum(floor):.1f} times, of at most {ASKED_FLOOR} asked for"


def parsing(raw: Path) -> float:
    """Seconds to unzip every part of every workbook and parse it as XML, and to split the lines of the csv files."""

    def parse() -> None:
        for path in sorted(raw.iterdir()):
            if path.suffix != ".xlsx":
                _ = [line.split(",") for line in path.read_text(encoding="cp1252").splitlines()]
                continue
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    expat.ParserCreate().Parse(archive.read(name), True)

    return seconds_of(parse)


def writing(out: Path) -> float:
    """Seconds to write the files of a build again, whose bytes are at hand."""
    content = [(path.relative_to(out), path.read_bytes()) for path in sorted(out.rglob("*")) if path.is_file()]
    copy = out.with_name("copy")

    def write() -> None:
        for name, held in content:
            path = copy / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(held)

    seconds = seconds_of(write)
    shutil.rmtree(copy)
    return seconds


def plain_ways(raw: Path, ratings: Ratings, out: Path) -> Iterator[tuple[str, float]]:
    """What each part takes in the plain way; what it finds must be what ours found.

    Raises:
        SystemExit: it found something else.
    """
    found: list[pd.DataFrame] = []
    yield "read by pandas and openpyxl, row by row", seconds_of(lambda: found.append(plain_build.read(raw)))
    [figures] = found
    refuse_other_figures(figures, ratings)
    names = sorted(figures["indicator"].unique())
    some = set(names[::PLAIN_INDICATORS])
    tables: list[pd.DataFrame] = []
    seconds = seconds_of(lambda: tables.append(plain_build.compared(figures, some)))
    share = len(figures[figures["indicator"].isin(some)]) / len(figures)
    yield f"compare by loops (from {len(some)} indicators)", seconds / share
    refuse_other_means(tables[0], ratings)
    target = out.with_name("plain.csv")
    yield (
        "write the tables as csv (from the same part)",
        seconds_of(lambda: tables[0].to_csv(target)) / share + seconds_of(lambda: figures.to_csv(target)),
    )
    codes = ratings.table["council"].tolist()
    few = codes[:: len(codes) // PLAIN_COUNCILS][:PLAIN_COUNCILS]
    ready = [numbers_of(ratings, code) for code in few]
    seconds = seconds_of(lambda: [plain_build.report(*one) for one in ready])
    yield f"reports by pyplot (from {len(few)} councils; the numbers given)", seconds / len(few) * len(codes)


def numbers_of(ratings: Ratings, code: str) -> tuple[dict[str, pd.DataFrame], dict[str, tuple[float, float]], str]:
    """The numbers of a council's charts, their sizes, and its letter."""
    charts = {"spine": cs.tell.spine(ratings, code), "grades": cs.tell.grades(ratings, code)}
    numbers = {name: chart.data for name, chart in charts.items()}
    sizes = {name: (chart.paper.width, chart.paper.height) for name, chart in charts.items()}
    return numbers, sizes, cs.tell.letter(ratings, code).markdown


def refuse_other_figures(figures: pd.DataFrame, ratings: Ratings) -> None:
    """Raise where the plain way read another number of figures, or others, than ours."""
    ours = ratings.data.observations
    theirs = (len(figures), figures["value"].count(), round(figures["value"].sum(), 3))
    if theirs != (len(ours), ours["value"].count(), round(ours["value"].sum(), 3)):
        raise SystemExit(f"the plain way read {theirs}, and not what the package read")


def refuse_other_means(table: pd.DataFrame, ratings: Ratings) -> None:
    """Raise where the plain way found other means of neighbours than ours."""
    keys = ["council", "indicator", "period"]
    ours = ratings.comparisons[ratings.comparisons["against"] == "neighbours"]
    both = table[table["against"] == "neighbours"].merge(ours.astype(dict.fromkeys(keys, "str")), on=keys)
    apart = (both["baseline_x"] - both["baseline_y"]).abs() > 1e-9
    if both.empty or apart.any():
        raise SystemExit(f"the plain way found {int(apart.sum())} other means among {len(both)}")
