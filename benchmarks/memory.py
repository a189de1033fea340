"""Run as a program of its own: read one file, and print by how many bytes the peak of memory rose above what was held before."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

SMALL = "LA code,LA name,2009\n301,Barking and Dagenham,1\n302,Barnet,2\n303,Bexley,3\n"


def peak_above_start(path: Path) -> int:
    """By how many bytes the peak of memory rises when a fresh process reads a file."""
    done = subprocess.run([sys.executable, __file__, str(path)], capture_output=True, text=True, check=True)
    return int(done.stdout)


def peak() -> int:
    """The most memory that this process has held, in bytes, by the system's count; getrusage also counts what the parent held."""
    held = re.search(r"VmHWM:\s*([0-9]+) kB", Path("/proc/self/status").read_text())
    if held is None:
        raise SystemExit("memory is measured on Linux only")
    return int(held[1]) * 1024


def main() -> None:
    """Read once something small, so that libraries are loaded, and then the file."""
    from csrating.errors import CsratingError
    from csrating.read import read_file

    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.csv"
        small.write_text(SMALL)
        read_file(small)
    before = peak()
    try:
        read_file(sys.argv[1])
    except CsratingError as error:
        print(error, file=sys.stderr)
    print(peak() - before)


if __name__ == "__main__":
    main()
