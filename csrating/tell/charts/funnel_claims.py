"""What the funnel chart says: where a council lies given how many children stand behind its figure, and how many lie outside the limits."""

from __future__ import annotations

import math
from typing import NamedTuple

import pandas as pd

from csrating.compare.figures import is_share
from csrating.reference import Indicator
from csrating.tell.charts.ground import Ground
from csrating.tell.charts.origin_claim import origin_claim, warning_of
from csrating.tell.charts.wording import WAYS, shown, without_figure
from csrating.tell.claims import UNKNOWN, Claim, Claims
from csrating.tell.claims.claim import origin_of
from csrating.tell.claims.rests import ENGLAND, figures
from csrating.tell.grammar import capital, joined, named, settled
from csrating.tell.sentences.words import place

FINDINGS = {
    "far below": "is below the limits for its size (99.8%)",
    "below": "is below the limits for its size (95%)",
    "within": "is within the limits for its size (95%)",
    "above": "is above the limits for its size (95%)",
    "far above": "is above the limits for its size (99.8%)",
}
OWN, EVERY = "council", "councils"
NO_COUNTS = "no counts"
MEASURE = "figure for its denominator"


class Counted(NamedTuple):
    """One council with counts: its figure, where it lies, and the figure of all councils together."""

    council: str
    name: str
    allowed: str
    value: float
    numerator: float
    denominator: float
    average: float
    origin: str


def funnel_claims(found: Ground, rows: pd.DataFrame) -> Claims:
    """The claims about the rows of a funnel chart.

    Args:
        found: the council, the indicator and the period.
        rows: one for each council with counts.
    """
    told = [Counted(*row) for row in zip(*(rows[name].tolist() for name in Counted._fields), strict=True)]
    subject, rests = found.about.indicator, figures((found.about.indicator,), ENGLAND, periods=(found.period,))
    origin = origin_of([row.origin for row in told])
    counts = [(verdict, float(sum(row.allowed == verdict for row in told))) for verdict in FINDINGS]
    outside = len(told) - dict(counts)["within"]
    every = (("average", told[0].average), *counts, ("outside", outside))
    word = "some outside" if outside else "none outside"
    claims = [
        _own(found, told),
        Claim(EVERY, subject, MEASURE, "every council", word, len(told), every, (found.period,), rests, origin),
    ]
    for verdict in ("far above", "far below"):
        names = tuple(row.name for row in told if row.allowed == verdict)
        claims.append(Claim(f"{EVERY}.{verdict}", subject, MEASURE, "every council", verdict, len(names), (), names, rests, origin))
    claims.append(origin_claim([row.origin for row in told], rests))
    return Claims(tuple(claims), found.own.code, found.seen.cells)


def _own(found: Ground, told: list[Counted]) -> Claim:
    """Where the council lies, or why that cannot be said."""
    subject, rests = found.about.indicator, figures((found.about.indicator,), ENGLAND, periods=(found.period,))
    for row in told:
        if row.council == found.own.code:
            values = (("value", row.value), ("numerator", row.numerator), ("denominator", row.denominator))
            return Claim(OWN, subject, MEASURE, "every council", row.allowed, len(told), values, (), rests, row.origin)
    table = found.asked.table
    without = table[table["council"] == found.own.code].iloc[0]
    verdict, names = (UNKNOWN, (str(without["status"]),)) if math.isnan(without["value"]) else (NO_COUNTS, ())
    return Claim(OWN, subject, MEASURE, "every council", verdict, len(told), (), names, rests, str(without["origin"]))


def title(claims: Claims, name: str, about: Indicator) -> str:
    """The finding.

    Args:
        claims: what :func:`funnel_claims` gave.
        name: the council's.
        about: which indicator, as the register has it.
    """
    own = claims.claim(OWN)
    if not own.known:
        return f"{about.short}: {without_figure(name, own.names[0])}"
    if own.verdict == NO_COUNTS:
        return f"{about.short}: no counts are published for {place(name)}"
    return f"{about.short}: {place(name)} {FINDINGS[own.verdict]}"


def subtitle(claims: Claims, name: str, about: Indicator) -> str:
    """The indicator and its period, the council's figure with its counts, that of all together, and how many lie outside the limits."""
    own, every = claims.claim(OWN), claims.claim(EVERY)
    told = [
        *([f"{name} {_figure(own, about)}"] if own.verdict in FINDINGS else []),
        f"all councils together {shown(every.figure('average'), decimals=about.decimals, unit=about.unit)}",
        f"{every.figure('outside'):.0f} of {every.n} councils outside the limits of 95%",
    ]
    return f"{about.indicator}, {every.names[0]}, {about.unit}, {WAYS[about.polarity]}: {joined(told)}"


def _figure(own: Claim, about: Indicator) -> str:
    word = "of" if is_share(about.unit) else "among"
    figure = shown(own.figure("value"), decimals=about.decimals, unit=about.unit)
    return f"{figure} ({own.figure('numerator'):,.0f} {word} {own.figure('denominator'):,.0f})"


def outside(claims: Claims) -> str:
    """The councils outside the wider limits, by name."""
    far = [(word, claims.claim(f"{EVERY}.far {word}").names) for word in ("above", "below")]
    return " ".join(f"{capital(word)} those of 99.8%: {settled(named(names, most=12))}." for word, names in far if names)


def alt(claims: Claims, name: str, about: Indicator) -> str:
    """The same for a reader who cannot see the chart, with how many lie where; see :func:`title`."""
    every, warning = claims.claim(EVERY), warning_of(claims)
    counts = [f"{every.figure(verdict):.0f} {verdict}" for verdict in FINDINGS if every.figure(verdict)]
    head = "Funnel plot: figures against their denominators, between limits that narrow to the right"
    parts = [
        f"{head}. {title(claims, name, about)}. {subtitle(claims, name, about)}.",
        f"Of all councils: {joined(counts)}.",
        outside(claims),
        f"{warning}." if warning else "",
    ]
    return " ".join(part for part in parts if part)
