"""One run: all that it was made from, and its ratings as they stood when it was made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from csrating import reference
from csrating.rate import Ratings
from csrating.rate.difference.code import code_mark
from csrating.rate.judgements import Judgement
from csrating.read import Data
from csrating.reference.frameworks import Framework

_NEIGHBOUR_COLUMNS = ["council", "position", "neighbour"]


@dataclass(frozen=True, eq=False)
class Run:
    """One run: what it is called, all that it was made from, and its ratings as they stood when it was made.

    ``neighbour_table`` has columns council, position and neighbour; ``judgements`` go by the code of the council; ``stored`` is RATINGS of
    the time; ``code`` is the mark of the code that made it (:func:`~csrating.rate.difference.code.code_mark`).
    """

    name: str
    data: Data
    framework: Framework
    neighbour_table: pd.DataFrame
    judgements: Mapping[str, Judgement]
    stored: pd.DataFrame
    code: str

    @classmethod
    def of(cls, ratings: Ratings, *, name: str) -> Run:
        """The run that made these ratings here and now."""
        return cls(name, ratings.data, ratings.framework, ratings.neighbour_table, ratings.judgements, ratings.table, code_mark())

    @property
    def vintage(self) -> str:
        """By which name its neighbours go."""
        return str(self.stored["vintage"].iloc[0])

    @cached_property
    def neighbours(self) -> str | pd.DataFrame:
        """The neighbours as comparing takes them: their vintage where the register still says the same of it, else the table."""
        known = [one.label for one in reference.neighbour_vintages()]
        if self.vintage in known and _same_neighbours(reference.neighbour_table(self.vintage), self.neighbour_table):
            return self.vintage
        return self.neighbour_table[_NEIGHBOUR_COLUMNS]


def _same_neighbours(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    ordered = [table[_NEIGHBOUR_COLUMNS].sort_values(_NEIGHBOUR_COLUMNS[:2]).astype("str").to_numpy() for table in (one, other)]
    return np.array_equal(ordered[0], ordered[1])
