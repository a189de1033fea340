"""Lines of text for a terminal of any width; where nobody is looking, the same lines on every machine."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Sequence

_WIDEST = 100
"""Sentences are easier to read when they go no further than this."""


def terminal_width() -> int | None:
    """The columns of the terminal that reads the output; None where it goes to a file or another program."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def wrapped(text: str, *, width: int | None, indent: int = 0) -> str:
    """A sentence on as many lines as it needs, all but the first indented; on one line where there is no width.

    >>> print(wrapped("3.00 childminding: 162 of 240 good or better", width=30, indent=5))
    3.00 childminding: 162 of 240
         good or better
    """
    if width is None:
        return text
    together = text.replace(" %", "\N{NO-BREAK SPACE}%")
    lines = textwrap.fill(together, max(min(width, _WIDEST), 2 * indent), subsequent_indent=" " * indent, break_on_hyphens=False)
    return lines.replace("\N{NO-BREAK SPACE}%", " %")


def aligned(headings: Sequence[str], rows: Sequence[Sequence[str]], *, text: set[str], width: int | None, give: str = "") -> list[str]:
    """A table as lines: the headings, then the rows.

    Args:
        headings: one for each column.
        rows: the cells, as text.
        text: the headings of columns that hold text, which stands to the left; numbers stand to the right.
        width: columns of the terminal, or None for as wide as it comes.
        give: the heading of the column that is cut short where the table would be wider.

    >>> aligned(["of", "subject"], [["9", "schools judged good"]], text={"subject"}, width=16, give="subject")
    ['of subject', ' 9 schools ju...']
    """
    sizes = {name: max(map(len, (name, *cells))) for name, *cells in zip(headings, *rows, strict=True)}
    between = 2 if width is None or sum(sizes.values()) + 2 * (len(sizes) - 1) <= width else 1
    if width is not None and give:
        over = sum(sizes.values()) + between * (len(sizes) - 1) - width
        sizes[give] = max(sizes[give] - max(over, 0), 12)
    lines = []
    for row in (headings, *rows):
        cells = (_cell(cell, sizes[name], left=name in text) for name, cell in zip(headings, row, strict=True))
        lines.append((" " * between).join(cells).rstrip())
    return lines


def _cell(text: str, size: int, *, left: bool) -> str:
    short = text if len(text) <= size else f"{text[: size - 3].rstrip()}..."
    return short.ljust(size) if left else short.rjust(size)
