"""Sentences about indicators: how many keep up with similar areas, staying safe, vulnerable groups, and care leavers last."""

from __future__ import annotations

from collections.abc import Iterator

from csrating import reference
from csrating.reference.frameworks import Framework
from csrating.tell.blocks import Sentence
from csrating.tell.claims import Claim, Claims
from csrating.tell.claims.indicators import CARE_LEAVERS, CUSTODY, SEN_GAP
from csrating.tell.grammar import capital, counted, joined, named, number, of, part, percent, rounded, verb
from csrating.tell.sentences.words import comparison, direction, phrase

SMALL = 30
"""Below so many young people, a letter says what one of them weighs in the share."""


def shares(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """The share of indicators in line with or above similar areas, then those of staying safe with the exceptions named."""
    claim = claims.find("indicators")
    if claim and not claim.known:
        yield Sentence("No indicator can be compared with similar areas.", (claim.id,))
    elif claim:
        text = part(framework, claim.figure("in line or above"), claim.n, "indicator that can be compared", "the indicators that can be compared")
        split = joined([f"{number(claim.figure(word)) if claim.figure(word) else 'none'} {verb(claim.figure(word))} {word}" for word in ("above", "in line", "below")])
        yield Sentence(f"{capital(text)} in line with or above similar areas: {split}.", (claim.id,))
    safe = claims.find("indicators.staying safe")
    if safe and safe.known:
        yield Sentence(f"{capital(_staying_safe(safe, framework))}.", (safe.id,))


def _staying_safe(claim: Claim, framework: Framework) -> str:
    below = claim.figure("below")
    if not below:
        every = "the one indicator" if claim.n == 1 else f"{'both' if claim.n == 2 else f'all {number(claim.n)}'} indicators"
        return f"under staying safe, {every} that can be compared {verb(claim.n)} above or in line with similar areas"
    names = named([phrase(name) for name in claim.names])
    if below == claim.n:
        return f"under staying safe, every indicator that can be compared is below similar areas: {names}"
    if 3 * below <= claim.n:
        return f"under staying safe, the council is above or in line with similar areas on {of(claim.n - below, claim.n)} indicators; below them {verb(below)} {names}"
    text = part(framework, claim.n - below, claim.n, "indicator", "indicators")
    return f"under staying safe, {text} above or in line with similar areas; below them {verb(below)} {names}"


def vulnerable(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """Outcomes for vulnerable groups that are below both England and similar areas, then two of them in plain terms."""
    claim = claims.find("indicators.vulnerable groups")
    if claim and claim.known:
        yield Sentence(_weak(claim), (claim.id,))
    gap = claims.find(f"indicators.{SEN_GAP}.each")
    if gap:
        yield Sentence(f"{capital(_gap(gap))}.", (gap.id,))
    custody = [found for found in claims.under(f"indicators.{CUSTODY}")]
    if custody:
        yield Sentence(f"{capital(_custody(custody))}.", tuple(found.id for found in custody))


def _weak(claim: Claim) -> str:
    count = claim.figure("below both")
    about = f"the {counted(claim.n, 'indicator', 'indicators')} about vulnerable children and young people that can be compared"
    if not count:
        return f"None of {about} is below both England and similar areas." if claim.n > 1 else f"{capital(about)} is not below both England and similar areas."
    others = [phrase(name) for name in claim.names if name not in (SEN_GAP, CUSTODY, CARE_LEAVERS)]
    text = f"For some vulnerable children and young people, outcomes are weaker than in England and in similar areas: {of(count, claim.n)} indicators about them {verb(count)} below both"
    if not others:
        return f"{text}."
    among = "these are" if len(others) == count and count > 1 else "it is" if len(others) == count else f"apart from what follows, {verb(len(others), 'it is', 'these are')}"
    return f"{text}; {among} {named(others)}."


def _gap(claim: Claim) -> str:
    about = "the gap at Key Stage 4 between pupils with special educational needs and other pupils"
    if not claim.known:
        return f"{about} cannot be compared: {_no_figure(claim)}"
    own = f"{rounded(claim.figure('council'), 1)} percentage points"
    wider, areas = claim.figure("wider than"), claim.n
    if areas == 1:
        return f"{about}, {own}, is {'wider' if wider else 'no wider'} than in the one similar area with a figure"
    if wider == areas:
        return f"{about}, {own}, is wider than in {'both' if areas == 2 else f'all {number(areas)}'} similar areas with a figure"
    among = f"of the {number(areas)} similar areas with a figure"
    return f"{about}, {own}, is wider than in {number(wider) if wider else 'none'} {among}"


def _no_figure(claim: Claim) -> str:
    why = claim.names[0] if claim.names else "no row"
    return "the data hold no figure for this council" if why == "no row" else "no similar area has a figure" if why == "reported" else f"the council's figure is {why}"


def _decimals(indicator: str) -> int:
    return int(reference.indicator(indicator).decimals)


def _detail(claims: list[Claim]) -> dict[str, str]:
    return {claim.comparator: percent(claim.figure("baseline"), _decimals(claim.subject)) for claim in claims}


def _comparable(claims: list[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.verdict != "not comparable"]


def _custody(claims: list[Claim]) -> str:
    first = claims[0]
    if not first.known:
        return f"how many young people convicted in court were sentenced to custody cannot be said: {_no_figure(first)}"
    value = percent(first.figure("council"), _decimals(CUSTODY))
    compared = _comparable(claims)
    if not compared:
        return f"of young people convicted in court, {value} were sentenced to custody; too few similar areas have a figure to compare"
    if direction(compared[0]) == "in line":
        return f"of young people convicted in court, {value} were sentenced to custody, {comparison(compared, higher='', lower='', detail=_detail(compared))}"
    more = {"higher": "a larger", "lower": "a smaller"}[direction(compared[0])]
    baseline = _detail(compared)["similar areas"]
    return f"of young people convicted in court, {more} proportion were sentenced to custody than in similar areas ({value} against {baseline})"


def care_leavers(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """Care leavers in education, employment or training, with the numbers behind the share."""
    found = claims.under(f"indicators.{CARE_LEAVERS}")
    if not found:
        return
    names = tuple(claim.id for claim in found)
    first = found[0]
    if not first.known:
        yield Sentence(f"Nothing can be said about young people leaving care in education, employment or training: {_no_figure(first)}.", names)
        return
    yield Sentence(f"{capital(_leavers(first))}{_than(found)}.", names)
    figures = dict(first.figures)
    if 0 < figures.get("denominator", 0) < SMALL:
        yield Sentence(f"The numbers are small: one young person is {_weight(figures['denominator'])}.", names)


def _weight(denominator: float) -> str:
    points = rounded(100.0 / denominator)
    return f"{points} percentage points of the share"


def _leavers(claim: Claim) -> str:
    figures = dict(claim.figures)
    value = percent(claim.figure("council"), _decimals(CARE_LEAVERS))
    if not figures.get("denominator"):
        return f"of young people leaving care, {value} are in education, employment or training"
    some, whole = figures["numerator"], figures["denominator"]
    if whole == 1:
        return f"the one young person who had left care is {'' if some else 'not '}in education, employment or training"
    count = number(some) if some else "none"
    return f"of {number(whole)} young people who had left care, {count} ({value}) {verb(some)} in education, employment or training"


def _than(claims: list[Claim]) -> str:
    compared = _comparable(claims)
    if not compared:
        return "; too few areas have a figure to compare"
    return f", {comparison(compared, higher='a larger proportion', lower='a smaller proportion', detail=_detail(compared))}"
