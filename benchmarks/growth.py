"""How the cost of each part of the road grows: a hundredth, a tenth and all of the generated files, comparisons and councils."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import generated
import memory
import pandas as pd
from comparing import exponent
from timing import seconds_of

import csrating as cs
from csrating.rate import Ratings

STEPS = (100, 10, 1)
MEBIBYTE = 1 << 20


def lines() -> Iterator[str]:
    """A row of a table for each part: seconds at 1, 10 and 100 times, and the exponent, which is 1 where cost grows with size."""
    raw = generated.folder()
    data = cs.read(raw)
    comparisons = cs.compare(data)
    ratings = cs.rate(data, comparisons)
    yield "| part | size at 100 times | 1 | 10 | 100 | exponent | peak at 100 |"
    yield "|---|---|---|---|---|---|---|"
    yield row("read", f"{generated.FILES} files", reading(raw), memory.of_job("gather", raw))
    yield row("compare", f"{len(data.observations):,} figures", comparing(data.observations), memory.of_job("compare", raw))
    yield row("rate", f"{len(comparisons):,} comparisons", rating(data, comparisons), memory.of_job("rate", raw))
    yield row("tell", f"{len(ratings.table)} councils", telling(ratings), memory.of_job("tell", raw))


Measured = list[tuple[int, float]]


def row(part: str, size: str, measured: Measured, peak: int) -> str:
    """One part of the road as a row of the table."""
    times = " | ".join(f"{seconds:.2f} s" for _, seconds in measured)
    return f"| {part} | {size} | {times} | {exponent(*zip(*measured, strict=True)):.2f} | {peak / MEBIBYTE:,.0f} MiB |"


def reading(raw: Path) -> Measured:
    """Two, twenty and two hundred files."""
    found = []
    with tempfile.TemporaryDirectory() as place:
        for step in STEPS:
            part = Path(place) / str(step)
            size = part_of(raw, part, step)
            found.append((size, timed(lambda part=part: cs.read(part), step)))
    return found


def part_of(raw: Path, part: Path, step: int) -> int:
    """A folder with every so-many-eth file of another, and their register; how many files it has."""
    part.mkdir()
    entries = (raw / "sources.toml").read_text(encoding="utf-8").split("[[source]]\n")[1:]
    kept = entries[::step]
    for entry in kept:
        name = next(line for line in entry.splitlines() if line.startswith("file = ")).split('"')[1]
        shutil.copy2(raw / name, part / name)
    (part / "sources.toml").write_text("".join(f"[[source]]\n{entry}" for entry in kept), encoding="utf-8")
    return len(kept)


def comparing(observations: pd.DataFrame) -> Measured:
    """A hundredth, a tenth and all of the periods of the indicators."""
    found = []
    for step in STEPS:
        some = SimpleNamespace(observations=of_series(observations, step))
        found.append((len(some.observations), timed(lambda some=some: cs.compare(some), step)))
    return found


def rating(data: cs.Data, comparisons: pd.DataFrame) -> Measured:
    """The same parts of the comparisons, with all inspections."""
    found = []
    for step in STEPS:
        some = of_series(comparisons, step)
        rated = data if step == 1 else SimpleNamespace(**vars(data) | {"observations": of_series(data.observations, step)})
        found.append((len(some), timed(lambda some=some, rated=rated: cs.rate(rated, some), step)))
    return found


def of_series(table: pd.DataFrame, step: int) -> pd.DataFrame:
    """Every so-many-eth series of a table, with all its rows; the first periods of the rated year are among them."""
    series = table.groupby(["indicator", "period"], sort=False).ngroup()
    return table[series % step == 0].reset_index(drop=True)


def telling(ratings: Ratings) -> Measured:
    """The letter and the charts of so many councils."""
    codes = ratings.table["council"].tolist()
    tell(ratings, codes[-1:])  # what is worked out once for all councils
    return [(len(codes[::step]), timed(lambda some=codes[::step]: tell(ratings, some), step)) for step in STEPS]


def tell(ratings: Ratings, codes: list[str]) -> None:
    """The letter, the grades and the spine of each council, as a build writes them."""
    for code in codes:
        cs.tell.letter(ratings, code).markdown.encode()
        cs.tell.grades(ratings, code).svg()
        cs.tell.spine(ratings, code).svg()


def timed(job: Callable[[], object], step: int) -> float:
    """The time of a job; the smallest is run once before, since the first run loads libraries, and the largest once only."""
    if step > 1:
        job()
    return seconds_of(job)
