"""What is known of an indicator in all its periods, so that it is worked out once whichever period is asked about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from csrating.compare.figures import Figures
from csrating.compare.positions import as_table, positions
from csrating.compare.table import Terms, compared, sign_of


@dataclass(frozen=True, eq=False)
class EveryPeriod:
    """What is the same of an indicator whichever period is asked about, worked out when it is first asked for."""

    indicator: str
    observations: pd.DataFrame
    figures: Figures
    terms: Terms

    @cached_property
    def comparisons(self) -> pd.DataFrame:
        """Its rows of COMPARISONS: every council, period and baseline."""
        return compared(self.observations[self.observations["indicator"] == self.indicator], self.terms)

    @cached_property
    def positions(self) -> pd.DataFrame:
        """Where each figure lies among all councils, period by period."""
        sign = sign_of(self.figures.series)
        return as_table(self.figures, positions(self.figures, sign=sign, breaks=self.terms.breaks), self.terms.edition.councils()["name"])
