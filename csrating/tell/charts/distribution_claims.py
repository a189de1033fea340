"""What the distribution chart says: how many councils have a better figure, and where those told apart lie."""

from __future__ import annotations

import math

import pandas as pd

from csrating.reference import Indicator
from csrating.schema import Standing
from csrating.tell.charts.comparator import Comparator
from csrating.tell.charts.ground import Ground
from csrating.tell.charts.ground_claims import (
    beside_claim,
    compared_claims,
    each_claims,
    each_told,
    figures_told,
    missing_told,
    status_told,
    told,
)
from csrating.tell.charts.origin_claim import origin_claim
from csrating.tell.charts.wording import without_figure
from csrating.tell.claims import UNKNOWN, Claim, Claims
from csrating.tell.claims.claim import origin_of
from csrating.tell.claims.compared import name_of
from csrating.tell.claims.rests import ENGLAND, Rest, figures
from csrating.tell.grammar import capital, joined
from csrating.tell.sentences.words import place

ORDER = "order"


def distribution_claims(found: Ground, rows: pd.DataFrame) -> Claims:
    """The claims about the rows of a distribution chart.

    Args:
        found: what the chart is drawn on.
        rows: what :func:`csrating.tell.charts.distribution_rows.distribution_rows` gave.
    """
    rests = figures((found.about.indicator,), ENGLAND, periods=(found.period,))
    origin = rows.loc[rows["value"].notna(), "origin"].tolist()
    made = (
        *compared_claims(found, rows.iloc[0]),
        _order(found, rows["value"].tolist(), origin, rests),
        *each_claims(found, rows[rows["position"] > 0]),
        origin_claim(origin, rests),
    )
    return Claims(made, found.own.code, found.seen.cells)


def _order(found: Ground, values: list[float], origin: list[str], rests: tuple[Rest, ...]) -> Claim:
    """How many councils have a better figure than the one asked about, a higher one without polarity; and the ends of all figures."""
    own, known = values[0], [value for value in values if not math.isnan(value)]
    better = sum(value < own if found.about.polarity == "low" else value > own for value in known)
    count = () if math.isnan(own) else (("better", float(better)), ("others", float(len(known) - 1)))
    verdict = UNKNOWN if not count else "some better" if better else "none better"
    ends = (("lowest", float(min(known))), ("highest", float(max(known))))
    about = found.about.indicator
    return Claim(name_of(about, ORDER), about, "value", "every council", verdict, len(known), (*count, *ends), (), rests, origin_of(origin))


def title(claims: Claims, about: Indicator, name: str) -> str:
    """The finding.

    Args:
        claims: what :func:`distribution_claims` gave.
        about: the indicator.
        name: the council's.
    """
    status = status_told(claims, about)
    if status is not None:
        return f"{about.short}: {without_figure(name, status)}"
    order = claims.claim(name_of(about.indicator, ORDER))
    better, others = order.figure("better"), order.figure("others")
    some = f"{better:.0f} of {others:.0f} other councils have" if better else f"none of {others:.0f} other councils has"
    return f"{about.short}: {some} a {'higher' if about.polarity == 'none' else 'better'} figure than {place(name)}"


def subtitle(claims: Claims, about: Indicator, name: str, beside: Comparator) -> str:
    """The figures of the council, of England and of those it is compared with, and how it stands against these."""
    near = beside_claim(claims, about, beside.against)
    figures = figures_told(claims, about, name, beside)
    order = sorted(figures, key=lambda who: 0 if who == name else 1 if who == "England" else 2)
    known = not math.isnan(near.figure("council"))
    standing = f"; {beside.told(Standing(near.verdict))}" if known and about.polarity != "none" else ""
    return f"{about.indicator}, {near.names[0]}, {about.unit}: {joined([f'{who} {figures[who]}' for who in order])}{standing}"


def alt(claims: Claims, about: Indicator, beside: Comparator) -> list[str]:
    """The sentences that follow the title for a reader who cannot see the chart."""
    order = claims.claim(name_of(about.indicator, ORDER))
    low, high = (told(order.figure(end), about) for end in ("lowest", "highest"))
    known = each_told(claims, about)
    whom = "Neighbours, the nearest first" if beside.is_near else capital(beside.plural)
    return [
        f"Councils run from {low} to {high}.",
        *([f"{whom}: {joined(known)}."] if known else []),
        *([without] if (without := without_one(claims, about, beside)) else []),
    ]


def without_one(claims: Claims, about: Indicator, beside: Comparator) -> str:
    """Who of those told apart has no figure, and why; blank where all have one."""
    missing = [f"{name} ({status})" for name, status in missing_told(claims, about)]
    who = "Neighbours" if beside.is_near else capital(beside.plural)
    return f"{who} without one: {joined(missing)}." if missing else ""
