"""Run as a program of its own: do one job, and print the peaks of memory, in bytes, before it and after it."""

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


JOBS: dict[str, Callable[[Path], int]] = {"read": read, "draw": draw}


def main() -> None:
    """Do the job that is named with the path that is named."""
    job, path = sys.argv[1:]
    print(JOBS[job](Path(path)), peak())


if __name__ == "__main__":
    main()
