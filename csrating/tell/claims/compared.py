"""The claims about one figure: how a council's figure of an indicator stands beside a baseline, or that there is none."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, NamedTuple

from csrating.tell.claims.claim import UNKNOWN, Claim, Comparator
from csrating.tell.claims.rests import ENGLAND, EVERYONE, REGIONS, SIMILAR, Whose, figures as figures_of

AGAINST: dict[str, Comparator] = {
    "England": "England",
    "neighbours": "similar areas",
    "region": "region",
    "council type": "council type",
    "group": "group",
}
"""What a baseline of the tables is called in a claim."""

BEHIND: dict[str, tuple[Whose, ...]] = {
    "England": (ENGLAND,),
    "neighbours": (SIMILAR,),
    "region": (REGIONS, EVERYONE),
    "council type": (EVERYONE,),
    "group": (EVERYONE,),
}
"""Whose figures are behind each baseline; those of every council where some of them are, whichever they are."""

Figures = Iterable[tuple[str, float]]


class Beside(NamedTuple):
    """A council's figure of one indicator and period beside a baseline, as a row of COMPARISONS gives it; blank figures are NaN."""

    indicator: str
    period: str
    against: str
    value: float
    baseline: float
    with_data: float
    of: float
    standing: str
    origin: str


def beside(row: Any) -> Beside:
    """What a claim takes of a row of COMPARISONS."""
    return Beside(*(getattr(row, name) for name in Beside._fields))


def name_of(indicator: str, *against: str) -> str:
    """What a claim about an indicator is called.

    >>> name_of("NI 148", "neighbours"), name_of("NI 148")
    ('indicators.NI 148.neighbours', 'indicators.NI 148')
    """
    return ".".join(("indicators", indicator, *against))


def compared_claim(
    row: Beside,
    *,
    counts: Figures = (),
    more: Figures = (),
    whose: Iterable[Whose] = (),
    periods: Iterable[str] = (),
    called: str = "",
    names: Iterable[str] = (),
    topic: int | None = None,
) -> Claim:
    """How a figure stands beside a baseline.

    Args:
        row: the figure and the baseline.
        counts: the numerator and the denominator behind the figure, where there are some.
        more: other figures that are told with it.
        whose: the figures behind those, beside the ones behind the baseline.
        periods: of the figures; the rated one where it is left out.
        called: what the claim is called, where that is not by its indicator and baseline.
        names: what it names beside the period.
        topic: which kind of claim of the letter to Trafford it is.
    """
    told = dict(counts)
    numbers = [("council", float(row.value)), ("baseline", float(row.baseline)), ("with data", float(row.with_data)), ("of", float(row.of))]
    n = 0 if math.isnan(row.value) else int(told.get("denominator", 1))
    return Claim(
        called or name_of(row.indicator, row.against),
        row.indicator,
        "value",
        AGAINST[row.against],
        row.standing,
        n,
        (*numbers, *told.items(), *more),
        (row.period, *names),
        figures_of((row.indicator,), *BEHIND[row.against], *whose, periods=periods),
        row.origin,
        topic,
    )


def unknown_claim(indicator: str, status: str, *, periods: Iterable[str] = (), topic: int | None = None) -> Claim:
    """That the council has no figure, and why, in the words of the data."""
    rests = figures_of((indicator,), periods=periods)
    return Claim(name_of(indicator), indicator, "value", "none", UNKNOWN, 0, (), (status,), rests, topic=topic)
