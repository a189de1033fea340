"""The figures of every council, laid out once, however many councils are asked about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from csrating.compare.figures import Figures, figures, series_of
from csrating.compare.positions import Columns, positions
from csrating.compare.table import Terms, sign_of
from csrating.schema import Level


@dataclass(frozen=True, eq=False)
class EveryCouncil:
    """The figures of all councils in every indicator and period, and where each lies among the others.

    ``observations`` are OBSERVATIONS; ``terms`` say where a series breaks.
    """

    observations: pd.DataFrame
    terms: Terms

    @cached_property
    def figures(self) -> Figures:
        """The figures, councils × series."""
        codes = self.terms.edition.codes
        return figures(self.observations, level=Level.COUNCIL, areas=codes, series=series_of(self.observations))

    @cached_property
    def positions(self) -> Columns:
        """What :func:`csrating.compare.positions.positions` finds of them: arrays councils × series by name."""
        return positions(self.figures, sign=sign_of(self.figures.series), breaks=self.terms.breaks)

    @cached_property
    def places(self) -> pd.MultiIndex:
        """The indicator and period of each series, to look up its column by."""
        return pd.MultiIndex.from_frame(self.figures.series[["indicator", "period"]])

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each council."""
        return {code: row for row, code in enumerate(self.figures.areas)}
