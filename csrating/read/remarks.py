"""What a reader should know of what was read, beside the figures: names read otherwise than as written, rows left out, doubts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Remark:
    """Something to tell: its kind ('area left out', 'area by near', ...), what was found, and the cell where it was found first."""

    kind: str
    found: str
    where: str
