"""Damage real-shaped files in thousands of ways, read them, and print what came of it: ``make fuzz``.

Each outcome is what the damaged file itself states, a question, or one clear error. A crash, a hang, a figure under the wrong council,
measure, period or breakdown, and a figure that vanishes untold are failures; each is printed with its seed:
``maintenance/fuzz.py --seed 4711`` makes the file again, reads it and says what is wrong.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "read" / "fuzz"))

from mutants.judge import Outcome, judged
from mutants.making import Mutant, mutant

from csrating.read import read_file

reader = partial(read_file, infer=True)


def outcome(one: Mutant) -> Outcome:
    """What comes of a mutant."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / one.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.content)
        return judged(path, one.truth, reader)


def tried(seed: int, *, maker: str) -> tuple[int, str, str, Outcome]:
    """The outcome of the mutant of a seed, with what it is."""
    one = mutant(seed, maker=maker)
    return seed, one.maker, str(one), outcome(one)


def told(seed: int, *, maker: str, keep: str) -> None:
    """Print all that there is to know of one mutant, and keep its file."""
    one = mutant(seed, maker=maker)
    found = outcome(one)
    print(f"{one}\n{found.kind}: {found.details}")
    if keep:
        path = Path(keep) / one.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.content)
        print(f"kept as {path}")


def main() -> int:
    """Try many mutants, or tell of one."""
    asked = argparse.ArgumentParser(description="Damage files, read them, and say what came of it.")
    asked.add_argument("--count", type=int, default=10_000)
    asked.add_argument("--first", type=int, default=0, help="the first seed")
    asked.add_argument("--seed", type=int, help="one seed alone, with all that there is to know of it")
    asked.add_argument("--maker", default="", help="files of one kind alone")
    asked.add_argument("--keep", default="", help="with --seed: the folder in which to keep the file")
    asked.add_argument("--processes", type=int, default=2)
    said = asked.parse_args()
    if said.seed is not None:
        told(said.seed, maker=said.maker, keep=said.keep)
        return 0
    started = time.perf_counter()
    seeds = range(said.first, said.first + said.count)
    counts: Counter[tuple[str, str]] = Counter()
    failed = 0
    with get_context("fork").Pool(said.processes) as pool:
        for _, maker, words, found in pool.imap(partial(tried, maker=said.maker), seeds, chunksize=50):
            counts[maker, found.kind] += 1
            if found.is_failure:
                failed += 1
                print(f"{found.kind.upper()} {words}\n    {found.details}", flush=True)
    printed(counts)
    print(f"{said.count:,} mutants in {time.perf_counter() - started:.0f} seconds, {failed} failures")
    return 1 if failed else 0


def printed(counts: Counter[tuple[str, str]]) -> None:
    """Print how often each outcome came of each kind of file."""
    kinds = sorted({kind for _, kind in counts})
    for maker in sorted({maker for maker, _ in counts}):
        print(f"{maker:16}" + "".join(f"{kind}: {counts[maker, kind]:<8,}" for kind in kinds))
    totals = {kind: sum(count for (_, of), count in counts.items() if of == kind) for kind in kinds}
    print(f"{'all':16}" + "".join(f"{kind}: {totals[kind]:<8,}" for kind in kinds))


if __name__ == "__main__":
    sys.exit(main())
