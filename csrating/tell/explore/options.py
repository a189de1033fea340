"""What can be chosen, found in the figures themselves: nothing is offered of which no council has a figure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from csrating import reference
from csrating.errors import EvidenceError
from csrating.schema import ECM_OUTCOMES, Level
from csrating.tell.charts.comparator import comparators, named
from csrating.tell.charts.observed import Observed
from csrating.tell.explore.choice import KINDS, Kind


@dataclass(frozen=True, eq=False)
class Options:
    """What can be chosen of some figures."""

    seen: Observed

    @cached_property
    def councils(self) -> tuple[str, ...]:
        """The names of the councils, in the order of the alphabet."""
        return tuple(sorted(self.seen.terms.edition.councils()["name"]))

    @cached_property
    def indicators(self) -> dict[str, str]:
        """What each indicator is called where somebody chooses, by its number, outcome by outcome.

        Raises:
            EvidenceError: no council has a figure of any.
        """
        register = self.seen.terms.edition.indicators()
        rank = {outcome: place for place, outcome in enumerate(ECM_OUTCOMES)}
        known = register[register["indicator"].isin(self._periods)]
        if known.empty:
            raise EvidenceError("no council has a figure of any indicator", do="Read a folder that holds indicator figures.")
        ordered = known.assign(rank=known["ecm_outcome"].map(rank)).sort_values("rank", kind="stable")
        rows = zip(ordered["indicator"], ordered["short"], ordered["ecm_outcome"], strict=True)
        return {indicator: f"{indicator} {short} ({outcome})" for indicator, short, outcome in rows}

    def periods(self, indicator: str) -> tuple[str, ...]:
        """The periods in which a council has a figure of an indicator, the latest first.

        Raises:
            ReferenceDataError: the indicator is not in the register.
            EvidenceError: no council has a figure of it.
        """
        about = reference.indicator(indicator)
        if about.indicator not in self._periods:
            found = f"no council has a figure of {about.indicator} ({about.short})"
            raise EvidenceError(found, expected=f"one of: {', '.join(self.indicators)}")
        return tuple(self._periods[about.indicator])

    def periods_told(self, indicator: str) -> tuple[tuple[str, str], ...]:
        """The periods of an indicator as somebody reads them who chooses, the rated one marked, each with the period itself."""
        try:
            rated = self.seen.rated(reference.indicator(indicator))
        except EvidenceError:  # it has no figures in a period that could be rated
            rated = None
        return tuple((f"{period} (rated)" if period == rated else period, period) for period in self.periods(indicator))

    def latest(self, indicator: str, council: str) -> str:
        """The latest period in which the council has a figure of an indicator; of any council where it has none."""
        every = self.periods(indicator)
        rows = self._known[(self._known["area"] == council) & (self._known["indicator"] == reference.indicator(indicator).indicator)]
        own = set(rows["period"])
        return next((period for period in every if period in own), every[0])

    @cached_property
    def comparators(self) -> tuple[str, ...]:
        """With whom councils can be compared."""
        return comparators(self.seen.terms.method)

    def comparator(self, text: str | None) -> str:
        """The comparator that a word means.

        Raises:
            EvidenceError: there is none of that name.
        """
        return named(text, self.seen.terms.method)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of charts that can be drawn."""
        return tuple(kind for kind in KINDS if self.seen.ratings is not None or not kind.of_ratings)

    @cached_property
    def _known(self) -> pd.DataFrame:
        """The figures of councils."""
        rows = self.seen.observations
        is_known = (rows["level"] == str(Level.COUNCIL)) & rows["value"].notna()
        return rows.loc[is_known, ["area", "indicator", "period", "period_end"]]

    @cached_property
    def _periods(self) -> dict[str, list[str]]:
        """The periods with figures by indicator, the latest first."""
        each = self._known.drop_duplicates(["indicator", "period"]).sort_values("period_end", ascending=False, kind="stable")
        return {str(indicator): list(rows) for indicator, rows in each.groupby("indicator", sort=False)["period"]}
