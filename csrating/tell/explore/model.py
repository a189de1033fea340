"""From a choice to what is shown: no widget, no page, so that all of it can be tested as it stands."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from functools import cached_property

from csrating import reference
from csrating.compare import ComparedCouncil, ComparedIndicator
from csrating.errors import EvidenceError
from csrating.tell.charts.observed import Evidence, Observed, observed
from csrating.tell.explore.choice import Choice, kind_named
from csrating.tell.explore.options import Options
from csrating.tell.explore.shown import Shown, show

EXAMPLE = "Trafford"
"""The council that is shown first where none is asked for: the example of the notebooks."""

KEPT = 64
"""So many choices are kept as they were shown, to go back to."""


@dataclass(frozen=True, eq=False)
class Model:
    """What can be chosen of some figures, and what is shown of a choice.

    Args:
        evidence: the figures, rated or not.
        name: of the variable that holds them, for the line of code.
    """

    evidence: Evidence
    name: str = "data"
    _kept: OrderedDict[Choice, Shown] = field(default_factory=OrderedDict, init=False, repr=False)

    @cached_property
    def seen(self) -> Observed:
        """The figures, and the terms on which they are compared."""
        return observed(self.evidence)

    @cached_property
    def options(self) -> Options:
        """What can be chosen."""
        return Options(self.seen)

    def first(
        self,
        *,
        council: str | None = None,
        indicator: str | None = None,
        against: str | None = None,
        period: str | None = None,
        chart: str | None = None,
    ) -> Choice:
        """The choice to begin with; what is left out is chosen.

        Raises:
            UnknownCouncilError, ReferenceDataError: the council or the indicator is unknown.
            EvidenceError: there are no figures of it, or none in that period; or nothing of that name to compare with or to draw.
        """
        code = self.seen.terms.edition.council(self._council if council is None else council).code
        subject = reference.indicator(self._indicator if indicator is None else indicator).indicator
        periods = self.options.periods(subject)
        if period is not None and str(period) not in periods:
            raise EvidenceError(f"no council has a figure of {subject} in {str(period)!r}", expected=f"one of: {', '.join(periods)}")
        when = self.options.latest(subject, code) if period is None else str(period)
        return Choice(code, subject, self.options.comparator(against), when, self._kind(chart))

    def changed(
        self,
        choice: Choice,
        *,
        council: str | None = None,
        indicator: str | None = None,
        against: str | None = None,
        period: str | None = None,
        chart: str | None = None,
    ) -> tuple[Choice, tuple[str, ...]]:
        """Another choice, and what had to be chosen otherwise because of it.

        Raises:
            CsratingError: what is asked for is unknown or cannot be chosen; see :meth:`first`.
        """
        wanted = self.first(
            council=choice.council if council is None else council,
            indicator=choice.indicator if indicator is None else indicator,
            against=choice.against if against is None else against,
            period=period,
            chart=choice.kind if chart is None else chart,
        )
        if period is not None:
            return wanted, ()
        periods = self.options.periods(wanted.indicator)
        if choice.period in periods:
            return replace(wanted, period=choice.period), ()
        note = f"{wanted.indicator} has no figures in {choice.period}: moved to its latest period, {periods[0]}."
        return replace(wanted, period=periods[0]), (note,)

    def shown(self, choice: Choice) -> Shown:
        """What is shown of a choice; kept, so that going back takes no time."""
        if choice not in self._kept:
            self._kept[choice] = show(choice, seen=self.seen, evidence=self.evidence, name=self.name)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(choice)
        return self._kept[choice]

    @property
    def _council(self) -> str:
        return self.evidence.code if isinstance(self.evidence, ComparedCouncil) else EXAMPLE

    @property
    def _indicator(self) -> str:
        return self.evidence.indicator if isinstance(self.evidence, ComparedIndicator) else next(iter(self.options.indicators))

    def _kind(self, name: str | None) -> str:
        kinds = self.options.kinds
        kind = kinds[0] if name is None else kind_named(name)
        if kind not in kinds:
            do = "Pass what cs.rate gave in place of the data."
            raise EvidenceError(f"a chart {kind.name!r} is drawn from ratings alone", do=do)
        return kind.name
