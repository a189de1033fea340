"""Run as a program of its own: do one job, and print the peaks of memory, in bytes, before it (nought where it counts) and after it."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

SMALL = "LA code,LA name,2009\n301,Barking and Dagenham,1\n302,Barnet,2\n303,Bexley,3\n"


def peak_above_start(path: Path) -> int:
    """By how many bytes the peak of memory rises when a fresh process reads a file."""
    before, after = _peaks("read", path)
    return after - before


def peaks_of_draws(raw: Path) -> tuple[int, int]:
    """The peaks of a fresh process that rates what is registered in a folder, before it draws probabilities and after."""
    return _peaks("draw", raw)


def of_job(job: str, raw: Path) -> int:
    """The peak of a fresh process that does a job with a folder of raw files, from its start on; see ``JOBS``."""
    return _peaks(job, raw)[1]


def _peaks(job: str, path: Path) -> tuple[int, int]:
    done = subprocess.run([sys.executable, __file__, job, str(path)], capture_output=True, text=True, check=True)
    before, after = done.stdout.split()
    return int(before), int(after)


def peak() -> int:
    """The most memory that this process has held, in bytes, by the system's count; getrusage also counts what the parent held."""
    held = re.search(r"VmHWM:\s*([0-9]+) kB", Path("/proc/self/status").read_text())
    if held is None:
        raise SystemExit("memory is measured on Linux only")
    return int(held[1]) * 1024


def read(path: Path) -> int:
    """Read once something small, so that libraries are loaded, and then the file; the peak between the two."""
    from csrating.errors import CsratingError
    from csrating.read import read_file

    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.csv"
        small.write_text(SMALL)
        read_file(small)
    before = peak()
    try:
        read_file(path)
    except CsratingError as error:
        print(error, file=sys.stderr)
    return before


def draw(raw: Path) -> int:
    """Rate what is registered in a folder, and draw the probabilities; the peak between the two."""
    import csrating as cs
    from csrating.rate.probability import probabilities

    data = cs.read(raw)
    ratings = cs.rate(data, cs.compare(data))
    before = peak()
    probabilities(ratings)
    return before


def build(raw: Path) -> int:
    """Build from a folder into one that is thrown away."""
    from csrating.cli.build import Choices, build as whole_build

    with tempfile.TemporaryDirectory() as folder:
        whole_build(raw, Path(folder) / "out", Choices())
    return 0


def gather(raw: Path) -> int:
    """Read a folder of raw files."""
    import csrating as cs

    cs.read(raw)
    return 0


def compare(raw: Path) -> int:
    """Read and compare."""
    import csrating as cs

    cs.compare(cs.read(raw))
    return 0


def rate(raw: Path) -> int:
    """Read, compare and rate."""
    import csrating as cs

    data = cs.read(raw)
    cs.rate(data, cs.compare(data))
    return 0


def tell(raw: Path) -> int:
    """Read, compare, rate and tell of every council."""
    import growth

    import csrating as cs

    data = cs.read(raw)
    ratings = cs.rate(data, cs.compare(data))
    growth.tell(ratings, ratings.table["council"].tolist())
    return 0


JOBS: dict[str, Callable[[Path], int]] = {
    "read": read,
    "draw": draw,
    "build": build,
    "gather": gather,
    "compare": compare,
    "rate": rate,
    "tell": tell,
}


def main() -> None:
    """Do the job that is named with the path that is named."""
    job, path = sys.argv[1:]
    print(JOBS[job](Path(path)), peak())


if __name__ == "__main__":
    main()
