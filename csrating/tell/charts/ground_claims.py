"""What charts of one council and one indicator say alike: how its figure stands beside others and England, and who has which figure."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pandas as pd

from csrating.reference import Indicator
from csrating.schema import Against
from csrating.tell.charts.comparator import Comparator
from csrating.tell.charts.ground import Ground
from csrating.tell.charts.wording import shown
from csrating.tell.claims import Claim, Claims
from csrating.tell.claims.claim import origin_of
from csrating.tell.claims.compared import AGAINST, BEHIND, Figures, beside, compared_claim, name_of, unknown_claim
from csrating.tell.claims.rests import figures

EACH, MISSING = "each", "missing"


def compared_claims(found: Ground, own: pd.Series) -> Iterator[Claim]:
    """The council's figure beside those it is compared with and beside England, as a letter has them; or that it has none, and why.

    Args:
        found: what the chart is drawn on.
        own: the council's row of the chart, with the counts behind its figure.
    """
    near, nation = beside(found.near), beside(found.nation)
    periods = (found.period,)
    if math.isnan(near.value):
        yield unknown_claim(near.indicator, str(found.near["status"]), periods=periods)
    counts = _counts(own)
    yield compared_claim(near, counts=counts, periods=periods)
    if not found.beside.is_england:
        yield compared_claim(nation, counts=counts, periods=periods)


def _counts(own: pd.Series) -> Figures:
    """The numerator and the denominator behind a figure; nothing where the data hold none."""
    told = [(name, float(own[name])) for name in ("numerator", "denominator")]
    return [] if any(math.isnan(value) for _, value in told) else told


def each_claims(found: Ground, rows: pd.DataFrame) -> Iterator[Claim]:
    """Who has which figure, in the order of the rows, and who has none, each with why.

    Args:
        found: what the chart is drawn on.
        rows: of the councils to be named.
    """
    about, against = found.about.indicator, str(found.beside.against)
    known, missing = [], []
    for name, value, status in zip(rows["name"], rows["value"].tolist(), rows["status"], strict=True):
        if math.isnan(value):
            missing.append(f"{name}|{status}")
        else:
            known.append((str(name), float(value)))
    rests, origin = figures((about,), *BEHIND[against], periods=(found.period,)), origin_of(rows["origin"].tolist())
    told = about, "value", AGAINST[against]
    yield Claim(name_of(about, EACH), *told, "known" if known else "none", len(known), tuple(known), (), rests, origin)
    yield Claim(name_of(about, MISSING), *told, "missing" if missing else "none", len(missing), (), tuple(missing), rests, origin)


def beside_claim(claims: Claims, about: Indicator, against: Against) -> Claim:
    """The claim about the council's figure beside a baseline."""
    return claims.claim(name_of(about.indicator, str(against)))


def status_told(claims: Claims, about: Indicator) -> str | None:
    """Why the council has no figure; None where it has one."""
    unknown = claims.find(name_of(about.indicator))
    return unknown.names[0] if unknown else None


def told(value: float, about: Indicator) -> str:
    """A figure of an indicator as it is printed on a chart."""
    return shown(value, decimals=about.decimals, unit=about.unit)


def each_told(claims: Claims, about: Indicator) -> list[str]:
    """Who has which figure."""
    return [f"{name} {told(value, about)}" for name, value in claims.claim(name_of(about.indicator, EACH)).figures]


def missing_told(claims: Claims, about: Indicator) -> list[tuple[str, str]]:
    """Who has no figure, each with why."""
    split = (name.rpartition("|") for name in claims.claim(name_of(about.indicator, MISSING)).names)
    return [(name, status) for name, _, status in split]


def figures_told(claims: Claims, about: Indicator, name: str, beside: Comparator) -> dict[str, str]:
    """The figures that are known of the council, of those it is compared with and of England, by what they are called.

    Args:
        claims: with those that :func:`compared_claims` gives.
        about: the indicator.
        name: the council's.
        beside: with whom it is compared.
    """
    near = beside_claim(claims, about, beside.against)
    nation = near if beside.is_england else beside_claim(claims, about, Against.ENGLAND)
    theirs = {} if beside.is_england else {beside.behind(near.figure("with data"), of=near.figure("of")): near.figure("baseline")}
    values = {name: near.figure("council"), **theirs, "England": nation.figure("baseline")}
    return {who: told(value, about) for who, value in values.items() if not math.isnan(value)}
