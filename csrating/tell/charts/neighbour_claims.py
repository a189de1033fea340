"""What the neighbour chart says: how a council's figure stands beside others, and who has which figure, best first."""

from __future__ import annotations

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
)
from csrating.tell.charts.origin_claim import origin_claim
from csrating.tell.charts.wording import without_figure
from csrating.tell.claims import Claims
from csrating.tell.grammar import joined


def neighbour_claims(found: Ground, rows: pd.DataFrame) -> Claims:
    """The claims about the rows of a neighbour chart.

    Args:
        found: what the chart is drawn on.
        rows: what :func:`csrating.tell.charts.neighbour_rows.neighbour_rows` gave.
    """
    own = rows.iloc[rows["position"].tolist().index(0)]
    each = tuple(each_claims(found, rows))
    made = (*compared_claims(found, own), *each, origin_claim(rows["origin"].tolist(), each[0].rests))
    return Claims(made, found.own.code, found.seen.cells)


def title(claims: Claims, about: Indicator, name: str, beside: Comparator) -> str:
    """The finding.

    Args:
        claims: what :func:`neighbour_claims` gave.
        about: the indicator.
        name: the council's.
        beside: the words for those it is compared with.
    """
    status = status_told(claims, about)
    if status is not None:
        return f"{about.short}: {without_figure(name, status)}"
    standing = Standing(beside_claim(claims, about, beside.against).verdict)
    if standing is Standing.NOT_COMPARABLE:
        return f"{about.short}: {name} cannot be judged against {beside.plural}"
    return f"{about.short}: {name} {beside.told(standing)}"


def subtitle(claims: Claims, about: Indicator, name: str, beside: Comparator) -> str:
    """The figures of the council, of those it is compared with and of England."""
    period, *_ = beside_claim(claims, about, beside.against).names
    figures = [f"{who} {figure}" for who, figure in figures_told(claims, about, name, beside).items()]
    return f"{about.indicator}, {period}, {about.unit}: {joined(figures)}"


def alt(claims: Claims, about: Indicator) -> list[str]:
    """The sentences that follow the title for a reader who cannot see the chart."""
    first = "highest" if about.polarity == "none" else "best"
    known, missing = each_told(claims, about), [name for name, _ in missing_told(claims, about)]
    return [
        *([f"From the {first}: {joined(known)}."] if known else []),
        *([f"No figure: {joined(missing)}."] if missing else []),
    ]
