"""Counting settings by grade from an extract of 50 million rows: time, memory and growth, beside pandas' plain way and the bare scan.

Each way runs in a process of its own, which prints the seconds that the job took, by the clock and of all processors together, the peak of
the process's memory and a digest of its counts.
"""

from __future__ import annotations

import hashlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import memory
import numpy as np
import pandas as pd
from generated_extract import write_extract

import csrating as cs
from csrating.schema import ASPECTS, GRADES

SIZES = (500_000, 5_000_000, 50_000_000)
CUT_OFF = date(2009, 8, 31)
KEYS = ["council", "setting_type", "aspect", "grade"]
MOST_BYTES = 4_000_000_000
"""Counting must stay below, whatever the size."""
MOST_FOR_PANDAS = 5_000_000
"""The plain way holds the whole extract, many times over: it is tried up to here."""
MEBIBYTE = 1 << 20


@dataclass(frozen=True)
class Measured:
    """What one way took: seconds by the clock and of processors, the most bytes that its process held, and what its counts are known by."""

    seconds: float
    processor: float
    peak: int
    counts: str
    rows: int


def lines() -> Iterator[str]:
    """A line for each way and size, the growth, and whether the counts agree; raises where they do not, or memory goes beyond 4 GB."""
    ours: list[Measured] = []
    yield f"{'rows, way':<46} {'seconds':>9} {'processor':>9} {'peak MiB':>9}"
    for size in SIZES:
        with tempfile.TemporaryDirectory(prefix="csrating-extract-") as folder:
            write_extract(Path(folder), size)
            found = {way: _measured(way, folder, runs=3 if size < SIZES[-1] else 1) for way in _ways(size)}
        ours.append(found["count_settings"])
        for way, one in found.items():
            yield f"{f'{one.rows:,} rows, {way}':<46} {one.seconds:9.2f} {one.processor:9.2f} {one.peak / MEBIBYTE:9.0f}"
        yield from _ratios(found)
    for smaller, larger in pairwise(ours):
        time_grows, memory_grows = (_exponent(smaller, larger, of) for of in ("processor", "peak"))
        yield f"from {smaller.rows:,} to {larger.rows:,} rows: exponent of processor time {time_grows:.2f}, of memory {memory_grows:.2f}"


def _ways(size: int) -> list[str]:
    return [way for way in WAYS if way != "pandas" or size <= MOST_FOR_PANDAS]


def _ratios(found: dict[str, Measured]) -> Iterator[str]:
    ours, scan = found["count_settings"], found["scan"]
    if ours.peak > MOST_BYTES:
        raise SystemExit(f"counting {ours.rows:,} rows held {ours.peak:,} bytes; at most {MOST_BYTES:,} were to be held")
    for other in ("window", "pandas"):
        if other in found and found[other].counts != ours.counts:
            raise SystemExit(f"{other} and count_settings come to other counts of {ours.rows:,} rows")
    told = f"count_settings / scan: {ours.seconds / scan.seconds:.1f} times; window / count_settings: "
    told += f"{found['window'].seconds / ours.seconds:.1f} times the seconds, {found['window'].peak / ours.peak:.1f} times the memory"
    if "pandas" in found:
        plain = found["pandas"]
        told += f"; pandas / count_settings: {plain.seconds / ours.seconds:.1f} and {plain.peak / ours.peak:.1f} times"
    yield f"{told}; the counts are the same"


def _exponent(smaller: Measured, larger: Measured, of: str) -> float:
    return float(np.log(getattr(larger, of) / getattr(smaller, of)) / np.log(larger.rows / smaller.rows))


def _measured(way: str, folder: str, *, runs: int) -> Measured:
    """The median time of some runs, and the highest peak."""
    done = [
        json.loads(subprocess.run([sys.executable, __file__, way, folder], capture_output=True, text=True, check=True).stdout)
        for _ in range(runs)
    ]
    seconds, processor = (statistics.median(one[what] for one in done) for what in ("seconds", "processor"))
    return Measured(seconds, processor, max(one["peak"] for one in done), done[0]["counts"], done[0]["rows"])


def by_count_settings(folder: str) -> tuple[pd.DataFrame, int]:
    """This package's way."""
    counted = cs.count_settings(folder, cut_off=CUT_OFF)
    return counted.counts, counted.rows


def by_scan(folder: str) -> tuple[pd.DataFrame, int]:
    """The floor: every cell of every column looked at once, and nothing kept."""
    columns = ("council", "setting", "setting_type", "aspect", "grade", "inspected_on")
    with _duckdb(folder) as connection:
        most = ", ".join(f"max({name})" for name in columns)
        rows = connection.execute(f"SELECT count(*), {most} FROM extract").fetchall()[0][0]
    return pd.DataFrame(columns=[*KEYS, "settings"]), rows


def by_window(folder: str) -> tuple[pd.DataFrame, int]:
    """The query that docs/scale.md gives for any engine, under the same limit of memory."""
    page = Path(__file__).resolve().parents[1] / "docs" / "scale.md"
    query = page.read_text(encoding="utf-8").partition("```sql\n")[2].partition("```")[0]
    with _duckdb(folder) as connection:
        [(rows,)] = connection.execute("SELECT count(*) FROM extract").fetchall()
        types = connection.execute("SELECT DISTINCT setting_type FROM extract").fetchall()
        for name, words in _words([word for (word,) in types]).items():
            connection.execute(f"CREATE TABLE {name} (word VARCHAR, ours VARCHAR)")
            connection.execute(f"INSERT INTO {name} SELECT unnest(?), unnest(?)", [list(words), list(words.values())])
        counts = connection.execute(query).fetchall()
    table = pd.DataFrame(counts, columns=["council", "setting_type", "aspect", "worst", "settings"])
    return table.assign(grade=[GRADES[place] for place in table["worst"]]), rows


def _words(types: list[str]) -> dict[str, dict[str, str]]:
    """What the words of an extract mean."""
    kinds = {word: meant.ours for word in types if (meant := cs.reference.provision_type(word)) and meant.ours}
    return {
        "councils": {code: code for code in cs.councils()["code"]},
        "provision_types": kinds,
        "aspects": {word: word for word in ASPECTS},
        "grades": {word.capitalize(): str(place) for place, word in enumerate(GRADES)},
    }


def _duckdb(folder: str) -> Any:
    import duckdb

    connection = duckdb.connect(config={"memory_limit": "2GB", "temp_directory": f"{folder}/work", "preserve_insertion_order": False})
    connection.read_parquet(f"{folder}/*.parquet").create_view("extract")
    return connection


def by_pandas(folder: str) -> tuple[pd.DataFrame, int]:
    """The plain way: everything in memory, the latest day of each setting by groupby and transform."""
    extract = pd.read_parquet(folder)
    found = extract[extract["inspected_on"] <= CUT_OFF]
    kinds = {word: meant.ours for word in found["setting_type"].unique() if (meant := cs.reference.provision_type(word)) and meant.ours}
    found = found.assign(
        setting_type=found["setting_type"].map(kinds),
        day=pd.to_datetime(found["inspected_on"]),
        worst=found["grade"].map({word.capitalize(): place for place, word in enumerate(GRADES)}),
    ).dropna(subset=["setting_type"])
    found = found[found["day"] == found.groupby("setting")["day"].transform("max")]
    found = found.sort_values("worst", kind="stable").drop_duplicates(["setting", "aspect"])
    table = found.groupby(["council", "setting_type", "aspect", "worst"]).size().reset_index(name="settings")
    return table.assign(grade=[GRADES[place] for place in table["worst"]]), len(extract)


WAYS: dict[str, Callable[[str], tuple[pd.DataFrame, int]]] = {
    "count_settings": by_count_settings,
    "scan": by_scan,
    "window": by_window,
    "pandas": by_pandas,
}


def digest(counts: pd.DataFrame) -> str:
    """What counts are known by, whatever their order."""
    rows = sorted(counts[[*KEYS, "settings"]].astype("str").itertuples(index=False, name=None))
    return hashlib.sha256(repr([tuple(row) for row in rows]).encode()).hexdigest()


def main() -> None:
    """Do one way on one folder, and print what it took."""
    way, folder = sys.argv[1:]
    start, processor = time.perf_counter(), time.process_time()
    counts, rows = WAYS[way](folder)
    took = {"seconds": time.perf_counter() - start, "processor": time.process_time() - processor}
    print(json.dumps(took | {"peak": memory.peak(), "counts": digest(counts), "rows": rows}))


if __name__ == "__main__":
    main()
