"""Measure, and print the ratios that the README quotes: each figure is the median of several runs on this machine.

Quote ratios, not seconds: machines differ and are shared. Run it with ``make bench``; ``run.py reading`` measures one subject alone, and
so do the other names in ``SUBJECTS``.
"""

from __future__ import annotations

import sys

import comparing
import extracts
import firmness
import growth
import reading
import reporting
import road
import whole

SUBJECTS = {
    "road": road.lines,
    "reading": reading.lines,
    "comparing": comparing.lines,
    "extracts": extracts.lines,
    "firmness": firmness.lines,
    "reporting": reporting.lines,
    "whole": whole.lines,
    "growth": growth.lines,
}


def main() -> None:
    """Print a line for each measurement."""
    for name in sys.argv[1:] or SUBJECTS:
        for line in SUBJECTS[name]():
            print(line, flush=True)
        print()


if __name__ == "__main__":
    main()
