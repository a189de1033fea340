"""Words for what a table holds: how many areas, the first few of many things, where a cell is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from csrating.errors import brief

if TYPE_CHECKING:
    import pandas as pd

MOST_TOLD = 6
MOST_OF_A_TEXT = 200
"""How much is told of one text of a file."""
Told = list[tuple[str, str]]
"""What is told of a table: labels, each with what stands beside it."""

_LEVELS = {
    "council": ("1 council of 2009", "{} councils of 2009"),
    "later": ("1 later council", "{} later councils"),
    "former": ("1 council that ended before", "{} councils that ended before"),
    "region": ("1 region", "{} regions"),
    "England": ("England", "England"),
    "total": ("1 total", "{} totals"),
    "other": ("1 other area", "{} other areas"),
}


def areas(frame: pd.DataFrame) -> str:
    """How many areas of each kind a table is about."""
    numbers = {str(level): int(number) for level, number in frame.groupby("level")["area"].nunique().items()}
    return ", ".join(
        (one if numbers[level] == 1 else many).format(numbers[level]) for level, (one, many) in _LEVELS.items() if level in numbers
    )


def several(texts: Sequence[str], *, most: int = MOST_TOLD) -> str:
    """All of a few things, or the first ones and the last of many."""
    if len(texts) <= most:
        return "; ".join(brief(text, most=MOST_OF_A_TEXT) for text in texts)
    first, last = (brief(text, most=MOST_OF_A_TEXT) for text in texts[: most - 2]), brief(texts[-1], most=MOST_OF_A_TEXT)
    return f"{'; '.join(first)}; ...; {last} ({len(texts)} in all)"


def counted(words: pd.Series, *, most: int = MOST_TOLD) -> str:
    """How often each word stands in a column, the most frequent first."""
    counts = words[words != ""].value_counts(sort=True)
    told = [f"{number:,} {brief(str(word), most=MOST_OF_A_TEXT)}" for word, number in counts.items()]
    return ", ".join([*told[:most], *([f"{len(told) - most} others"] if len(told) > most else [])])


def cell(where: str) -> str:
    """A cell without the name of its file."""
    return brief(where.split("#", 1)[-1])
