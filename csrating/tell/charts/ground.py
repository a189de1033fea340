"""One council in one indicator and period beside a comparator: what the charts of an indicator ask for before they draw."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from csrating import reference
from csrating.compare import ComparedIndicator
from csrating.reference import Council, Indicator
from csrating.schema import Against
from csrating.tell.charts.comparator import Comparator, against_of, comparator, named
from csrating.tell.charts.observed import Evidence, Observed, observed


@dataclass(frozen=True, eq=False)
class Ground:
    """What a chart of one council and one indicator is drawn on.

    Args:
        seen: the figures and terms.
        own: the council.
        about: the indicator.
        asked: all councils in it, in the period of the chart.
        beside: with whom the council is compared.
        rows: COMPARISONS of the indicator: every council, period and baseline.
        near: the council's row of COMPARISONS against them.
        nation: its row against England.
    """

    seen: Observed
    own: Council
    about: Indicator
    asked: ComparedIndicator
    beside: Comparator
    rows: pd.DataFrame
    near: pd.Series
    nation: pd.Series

    @property
    def period(self) -> str:
        """Of the chart."""
        return self.asked.period

    @property
    def is_rated(self) -> bool:
        """Whether the period is the one that was rated."""
        if self.seen.ratings is None:
            return False
        rated = self.seen.ratings.compared
        return bool(((rated["indicator"] == self.about.indicator) & (rated["period"] == self.period)).any())

    @property
    def in_line(self) -> str:
        """What "in line" means, and whose rule it is; or that there is nothing to be in line with."""
        if self.about.polarity == "none":
            return "Neither high nor low is good here, so nothing is above or below."
        method = self.asked.terms.method
        mark = f" ({self.seen.mark})" if self.seen.mark else ""
        return f"In line: {method.said}; at least {method.least} {self.beside.councils} must have a figure{mark}."

    def against(self, word: Against) -> pd.DataFrame:
        """The council's rows of COMPARISONS against a baseline, in every period; of groups against the one of the chart."""
        rows = self.rows[(self.rows["council"] == self.own.code) & (self.rows["against"] == str(word))]
        return rows[rows["baseline_area"] == self.beside.area] if word is Against.GROUP else rows


def ground(evidence: Evidence, council: str, indicator: str, *, period: str | None, against: str | None) -> Ground:
    """What a chart of one council and one indicator is drawn on.

    Args:
        evidence: figures or ratings.
        council: any code or spelling.
        indicator: a number or title.
        period: the rated one, or else the latest with figures, where it is left out.
        against: "similar areas", "England", "region", "council type" or a group of the method; similar areas where it is left out.

    Raises:
        UnknownCouncilError, ReferenceDataError: the council or the indicator is unknown.
        EvidenceError: there are no figures of it in that period, or nothing of that name to compare with.
    """
    seen = observed(evidence)
    own = seen.terms.edition.council(council)
    own = replace(own, name=seen.name_of(own))
    about = reference.indicator(indicator)
    name = named(against, seen.terms.method)
    asked = seen.about(about, period)
    rows = seen.comparisons(asked, against_of(name))
    here = rows[(rows["council"] == own.code) & (rows["period"] == asked.period)]
    by_baseline = {(row["against"], row["baseline_area"] if row["against"] == Against.GROUP else ""): row for _, row in here.iterrows()}
    region = str(by_baseline[(str(Against.REGION), "")]["baseline_area"])
    beside = comparator(name, own.code, seen.terms, region=region)
    near, nation = by_baseline[(str(beside.against), beside.area)], by_baseline[(str(Against.ENGLAND), "")]
    return Ground(seen, own, about, asked, beside, rows, near, nation)
