"""What somebody chooses to look at: a council, an indicator, with whom to compare, a period and a kind of chart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from csrating import reference
from csrating.errors import EvidenceError
from csrating.reference.standing_councils import councils_of_any_time
from csrating.tell.charts import Chart, distribution, funnel, neighbours, rug, spine, trend
from csrating.tell.charts.comparator import SIMILAR_AREAS


@dataclass(frozen=True)
class Kind:
    """A kind of chart.

    Args:
        name: of its function in :mod:`csrating.tell`, which the line of code names.
        label: what it is called where somebody chooses.
        draws: the function.
        follows: which of the choices it takes as keywords, beside the council.
        of_ratings: whether it is drawn from ratings alone.
    """

    name: str
    label: str
    draws: Callable[..., Chart]
    follows: tuple[str, ...]
    of_ratings: bool = False


KINDS = (
    Kind("neighbours", "One by one", neighbours, ("indicator", "period", "against")),
    Kind("distribution", "All councils", distribution, ("indicator", "period", "against")),
    Kind("trend", "Over time", trend, ("indicator", "period", "against")),
    Kind("funnel", "By size: funnel", funnel, ("indicator", "period")),
    Kind("spine", "Outcome: spine", spine, ("ecm_outcome",), of_ratings=True),
    Kind("rug", "Outcome: rug", rug, ("ecm_outcome",), of_ratings=True),
)
"""The kinds of charts, the quickest first."""

ANY = KINDS[1]
"""The kind that can be drawn of every choice."""


def kind_named(name: str) -> Kind:
    """The kind of that name or label, in any case.

    Raises:
        EvidenceError: there is none.

    >>> kind_named("Trend").label
    'Over time'
    """
    wanted = str(name).strip().lower()
    found = [kind for kind in KINDS if wanted in (kind.name, kind.label.lower())]
    if not found:
        raise EvidenceError(f"there is no chart {name!r} to choose", expected=f"one of: {', '.join(kind.name for kind in KINDS)}")
    return found[0]


@dataclass(frozen=True)
class Choice:
    """What is looked at.

    Args:
        council: the department's code.
        indicator: such as "NI 148".
        against: with whom the council is compared: "similar areas", "England", "region", "council type" or a group.
        period: of the figures.
        kind: the name of the kind of chart.
    """

    council: str
    indicator: str
    against: str
    period: str
    kind: str

    @property
    def name(self) -> str:
        """The council's name."""
        return str(councils_of_any_time().set_index("code").at[self.council, "name"])

    def keywords(self, kind: Kind) -> dict[str, str]:
        """What a kind of chart is asked for, by keyword; similar areas need not be said."""
        told = {"indicator": self.indicator, "period": self.period, "ecm_outcome": reference.indicator(self.indicator).ecm_outcome}
        told |= {} if self.against == SIMILAR_AREAS else {"against": self.against}
        return {name: told[name] for name in kind.follows if name in told}
