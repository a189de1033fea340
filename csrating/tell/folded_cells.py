"""Many cells in few words, and none of them left out: runs of cells as ranges, sheet by sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable

from csrating.rate.explain.leaves import column_number

ADDRESS = re.compile(r"(?P<sheet>.+)!(?P<letters>[A-Z]+)(?P<row>\d+)")

Run = tuple[int, int]


def folded(refs: Iterable[str]) -> list[str]:
    """Cells sheet by sheet, each block of them as a range; the ranges hold these cells and no other.

    Args:
        refs: such as ``"ni-071.xlsx#NI 71!C7"``; what is no address of a cell stands as it is.

    Returns:
        one text for each sheet, in the order in which the sheets come first.

    >>> folded(["a.xlsx#S!C7", "a.xlsx#S!C8", "a.xlsx#S!D7", "a.xlsx#S!D8", "a.xlsx#S!C12", "b.csv#b!F3"])
    ['a.xlsx#S!C7:D8, C12', 'b.csv#b!F3']
    """
    sheets: dict[str, dict[int, set[int]]] = {}
    for ref in refs:
        found = ADDRESS.fullmatch(ref)
        if found:
            sheets.setdefault(found["sheet"], {}).setdefault(column_number(found["letters"]), set()).add(int(found["row"]))
        else:
            sheets.setdefault(ref, {})
    return [f"{sheet}!{', '.join(_ranges(columns))}" if columns else sheet for sheet, columns in sheets.items()]


def _ranges(columns: dict[int, set[int]]) -> list[str]:
    """The blocks of cells: runs of rows that neighbouring columns share are one block."""
    runs = {column: _runs(rows) for column, rows in columns.items()}
    blocks = []
    for column in sorted(runs):
        for run in sorted(runs[column]):
            if run not in runs.get(column - 1, ()):
                blocks.append((run, column, _last(runs, column, run)))
    return [_range(*block) for block in sorted(blocks)]


def _runs(rows: set[int]) -> set[Run]:
    """The unbroken runs of rows, each by its first and last."""
    firsts = sorted(row for row in rows if row - 1 not in rows)
    lasts = sorted(row for row in rows if row + 1 not in rows)
    return set(zip(firsts, lasts, strict=True))


def _last(runs: dict[int, set[Run]], column: int, run: Run) -> int:
    while run in runs.get(column + 1, ()):
        column += 1
    return column


def _range(rows: Run, first: int, last: int) -> str:
    start, end = f"{_letters(first)}{rows[0]}", f"{_letters(last)}{rows[1]}"
    return start if start == end else f"{start}:{end}"


def _letters(number: int) -> str:
    """The letters of a column, counting from nought.

    >>> [_letters(number) for number in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    before, place = divmod(number, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + place)
