"""What a reader should know of what was read, beside the figures: names read otherwise than as written, rows left out, doubts."""

from __future__ import annotations

from dataclasses import dataclass

from csrating.reference import NoPlace


@dataclass(frozen=True)
class Remark:
    """Something to tell: its kind ('area left out', 'area by near', ...), what was found, and the cell where it was found first.

    ``unknown`` says of an area that was left out why it is not known, and what is near to it; ``figures`` how many figures its first row
    holds, which are lost with it.
    """

    kind: str
    found: str
    where: str
    unknown: NoPlace | None = None
    figures: int = 0


EMPTY_COLUMN = "column without figures"
"""The kind of remark about columns of figures under whose headers nothing stands."""
