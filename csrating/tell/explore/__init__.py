"""Choose a council, an indicator, a comparator and a period in a notebook; the chart, its rows and the line of code for it follow."""

from __future__ import annotations

import sys
from types import FrameType

from csrating.compare import ComparedCouncil, ComparedIndicator
from csrating.rate import Ratings
from csrating.tell.charts.observed import Evidence
from csrating.tell.explore.explorer import Explorer
from csrating.tell.explore.model import Model

__all__ = ["Explorer", "explore"]


def explore(
    evidence: Evidence,
    *,
    council: str | None = None,
    indicator: str | None = None,
    against: str | None = None,
    period: str | None = None,
    chart: str | None = None,
) -> Explorer:
    """Choose in a notebook what to look at: the chart, the rows behind it, and a line of code that gives the same, follow the choice.

    Args:
        evidence: what :func:`csrating.read` gave; or what :func:`csrating.rate`, or :func:`csrating.compare` for a council or an
            indicator, made of it, so that its own rules and neighbours hold. Nothing is rated here.
        council: any code or spelling of the first council; Trafford where it is left out.
        indicator: the first indicator, such as "148".
        against: whom to compare with first: "similar areas", "England", "region", "council type", or a group of the method.
        period: the first period; the latest in which the council has a figure where it is left out.
        chart: the first chart: "neighbours", "distribution", "trend" or "funnel"; of ratings also "spine" or "rug".

    Returns:
        an :class:`Explorer`, which shows itself as widgets, or as a card where there are none. ``.chart``, ``.table`` and ``.line`` are
        those of the choice as it is now; ``.choose(period="2009")`` chooses in code.

    Raises:
        UnknownCouncilError, ReferenceDataError: the council or the indicator is unknown.
        EvidenceError: there are no figures of it, or none in that period; or nothing of that name to compare with or to draw.
        TableError: the data are not what :func:`csrating.read` gives.

    >>> import csrating as cs
    >>> data = cs.read("data/raw")
    >>> explored = cs.explore(data, council="Trafford", indicator="NI 148", against="region")
    >>> print(explored.line)
    cs.tell.neighbours(data, "Trafford", indicator="NI 148", period="2009", against="region")
    >>> explored.choose(chart="trend").chart.title
    'Care leavers in education or work: Trafford rose from 26% to 48%, 2008 to 2009: better'
    """
    model = Model(evidence, _named(evidence, sys._getframe(1)))
    choice = model.first(council=council, indicator=indicator, against=against, period=period, chart=chart)
    return Explorer(model, choice)


def _named(evidence: Evidence, caller: FrameType) -> str:
    """The caller's name for the evidence, so that the line of code runs where it was asked for; a usual one where there is none."""
    for names in (caller.f_locals, caller.f_globals):
        found = [name for name, value in names.items() if value is evidence and name.isidentifier() and name[0] != "_"]
        if found:
            return found[0]
    if isinstance(evidence, Ratings):
        return "ratings"
    return "compared" if isinstance(evidence, ComparedCouncil | ComparedIndicator) else "data"
