"""What charts of one indicator are drawn from: figures, on which terms they are compared, and where they come from; no rating is needed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import NoReturn, TypeAlias

import pandas as pd

from csrating.compare import ComparedCouncil, ComparedIndicator, chosen_neighbours, fitting_framework
from csrating.compare.asked.indicator import compared_indicator
from csrating.compare.entry import observations_of
from csrating.compare.method import method_of, rule_in_line
from csrating.compare.table import Terms
from csrating.errors import EvidenceError
from csrating.rate import Ratings
from csrating.read import Data
from csrating.read.registered.sources import Source
from csrating.reference import Council, Indicator, edition_of
from csrating.reference.frameworks import Framework
from csrating.schema import INSPECTIONS, SAFEGUARDING, Against
from csrating.tell.charts.asked import rated_period, terms_of
from csrating.tell.claims.cells import Cells, cells_of, similar_areas_of


@dataclass(frozen=True, eq=False)
class Observed:
    """Figures of councils and the terms on which they are compared.

    Args:
        observations: OBSERVATIONS, checked.
        terms: the method and the neighbours.
        sources: the register of the files; blank where it is not known.
        framework: whose rules the method is; none where the method is somebody's own.
        ratings: what was rated, so that a period that nobody chooses is the rated one.
    """

    observations: pd.DataFrame
    terms: Terms
    sources: tuple[Source, ...] = ()
    framework: Framework | None = None
    ratings: Ratings | None = None
    _asked: dict[tuple[str, str], ComparedIndicator] = field(default_factory=dict, init=False, repr=False)

    def about(self, indicator: Indicator, period: str | None = None) -> ComparedIndicator:
        """All councils in one indicator and period, compared with those of their type too; kept, so that who asks again need not wait.

        Args:
            indicator: which.
            period: the rated one where it is left out and there are ratings, else the latest in which a council has a figure.

        Raises:
            EvidenceError: there are no figures of it, or none in that period.
        """
        if period is None:
            period = self.rated(indicator)
        latest = self._kept(indicator, "")
        if period is None or str(period) == latest.period:
            return latest
        return self._kept(indicator, str(period))

    def rated(self, indicator: Indicator) -> str | None:
        """The period of an indicator that was rated; none where nothing was.

        Raises:
            EvidenceError: others were, and this has no figures in such a period.
        """
        return None if self.ratings is None else rated_period(self.ratings, indicator)

    def comparisons(self, asked: ComparedIndicator, against: Against) -> pd.DataFrame:
        """COMPARISONS of an indicator, every council and period: what the ratings hold, where there are ratings that hold such.

        Args:
            asked: the indicator.
            against: which baseline must be among them.
        """
        if self.ratings is None:
            return asked.comparisons
        every, rated = (table[table["indicator"] == asked.indicator] for table in (self.ratings.comparisons, self.ratings.compared))
        earlier = every[~every["period"].isin(rated["period"].unique())]
        parts = [earlier, rated]
        if not (rated["against"] == str(against)).any():
            parts.append(asked.comparisons[asked.comparisons["against"] == str(against)])
        return pd.concat(parts, ignore_index=True)

    def name_of(self, council: Council) -> str:
        """The council's name as the ratings give it, where there are some."""
        return council.name if self.ratings is None else str(self.ratings.council(council.code).row["name"])

    @cached_property
    def cells(self) -> Cells:
        """What finds the cells behind claims about these figures."""
        if self.ratings is not None:
            return cells_of(self.ratings)
        inspections, safeguarding = (pd.DataFrame(columns=table.names) for table in (INSPECTIONS, SAFEGUARDING))
        near = similar_areas_of(self.terms.counted_lists)
        return Cells(self.observations, inspections, safeguarding, self.framework or fitting_framework(None, self.terms.edition), {}, near)

    @property
    def mark(self) -> str:
        """The evidence mark of the rule for in line; blank where the method is somebody's own."""
        return "" if self.framework is None else rule_in_line(self.framework).mark

    def _kept(self, indicator: Indicator, period: str) -> ComparedIndicator:
        key = (indicator.indicator, period)
        if key not in self._asked:
            self._asked[key] = self._kept(indicator, "").at(period) if period else self._latest(indicator)
        return self._asked[key]

    def _latest(self, indicator: Indicator) -> ComparedIndicator:
        terms = replace(self.terms, method=replace(self.terms.method, council_types=True))
        own = self.observations[self.observations["indicator"] == indicator.indicator]
        return compared_indicator(indicator.indicator, observations=own, terms=terms)


Evidence: TypeAlias = Ratings | Data | ComparedCouncil | ComparedIndicator | Observed
"""What the charts of one indicator can be drawn from."""


def observed(evidence: Evidence | object) -> Observed:
    """The figures in whatever somebody has at hand, and the terms on which they are compared.

    Args:
        evidence: what :func:`csrating.read`, :func:`csrating.rate`, or :func:`csrating.compare` for a council or an indicator gave.

    Raises:
        EvidenceError: it is something else, such as a bare table of comparisons.
        TableError: the data are not what :func:`csrating.read` gives.
    """
    match evidence:
        case Observed():
            return evidence
        case Ratings():
            return _rated(evidence)
        case Data():
            observations = observations_of(evidence)
            rules = fitting_framework(None, edition_of(observations["indicator"].unique()))
            terms = Terms(method_of(rules), *chosen_neighbours(rules, None), rules.edition)
            return Observed(observations, terms, evidence.sources, rules)
        case ComparedCouncil() | ComparedIndicator():
            rules = fitting_framework(None, evidence.terms.edition)
            same = evidence.terms.method == method_of(rules)
            return Observed(evidence.observations, evidence.terms, framework=rules if same else None)
    return _refused(evidence)


def _refused(given: object) -> NoReturn:
    if isinstance(given, pd.DataFrame):
        found = "a table of comparisons does not hold the counts, the neighbours and the sources that a chart needs"
        raise EvidenceError(found, do='Pass what cs.read gave, or cs.compare(data, "Trafford"), which keeps them.')
    expected = "what cs.read, cs.rate, or cs.compare for a council gave"
    raise EvidenceError(f"no figures can be drawn from a thing of the kind {type(given).__name__}", expected=expected)


@lru_cache(maxsize=2)
def _rated(ratings: Ratings) -> Observed:
    """What ratings rest on, found once, since 152 councils have charts."""
    return Observed(ratings.data.observations, terms_of(ratings), ratings.data.sources, ratings.framework, ratings)
