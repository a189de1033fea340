"""Sentences about indicators: how many keep up with similar areas, staying safe, vulnerable groups, and care leavers last."""

from __future__ import annotations

from collections.abc import Iterator

from csrating import reference
from csrating.reference.frameworks import Framework
from csrating.tell.blocks import Sentence
from csrating.tell.claims import Claim, Claims
from csrating.tell.claims.indicators import CARE_LEAVERS, CUSTODY, SEN_GAP
from csrating.tell.grammar import capital, joined, named, number, numbers, of, part, percent, rounded, verb
from csrating.tell.sentences.words import comparison, direction, phrase

COMPARABLE = ("indicator that can be compared", "indicators that can be compared")
SMALL = 50
"""Below so many young people, a letter says what one of them weighs in the share."""


def shares(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """The share of indicators in line with or above similar areas, then those of staying safe with the exceptions named."""
    claim = claims.find("indicators")
    if claim and not claim.known:
        yield Sentence("No indicator can be compared with similar areas.", (claim.id,))
    elif claim:
        text = part(framework, claim.figure("in line or above"), claim.n, *COMPARABLE)
        yield Sentence(f"{capital(text)} in line with or above similar areas: {_split(claim)}.", (claim.id,))
    safe = claims.find("indicators.staying safe")
    if safe and safe.known:
        yield Sentence(f"{capital(_staying_safe(safe, framework))}.", (safe.id,))


def _split(claim: Claim) -> str:
    words = ("above", "in line", "below")
    counts = [claim.figure(word) for word in words]
    return joined([f"{told} {verb(count)} {word}" for told, count, word in zip(numbers(*counts), counts, words, strict=True)])


def _staying_safe(claim: Claim, framework: Framework) -> str:
    below = claim.figure("below")
    if not below:
        every = "the one indicator" if claim.n == 1 else f"{'both' if claim.n == 2 else f'all {number(claim.n)}'} indicators"
        return f"under staying safe, {every} that can be compared {verb(claim.n)} in line with or above similar areas"
    names = named([phrase(name) for name in claim.names])
    if below == claim.n:
        return f"under staying safe, every indicator that can be compared is below similar areas: {names}"
    text = part(framework, claim.n - below, claim.n, *COMPARABLE)
    exceptions = "the exception is" if below == 1 else "the exceptions are" if 2 * below < claim.n else "those below are"
    return f"under staying safe, {text} in line with or above similar areas; {exceptions} {names}"


def vulnerable(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """Outcomes for vulnerable groups that are below both England and similar areas, then two of them in plain terms."""
    claim, safe = claims.find("indicators.vulnerable groups"), claims.find("indicators.staying safe")
    if claim and claim.known:
        yield Sentence(f"{capital(_weak(claim, told=safe.names if safe else ()))}.", (claim.id, *((safe.id,) if safe else ())))
    gap = claims.find(f"indicators.{SEN_GAP}.each")
    if gap and not _absent(gap):
        yield Sentence(f"{capital(_gap(gap))}.", (gap.id,))
    custody = claims.under(f"indicators.{CUSTODY}")
    if custody and not _absent(custody[0]):
        yield Sentence(f"{capital(_custody(custody))}.", tuple(found.id for found in custody))


def _weak(claim: Claim, *, told: tuple[str, ...]) -> str:
    """How many indicators are below both, naming those that no other sentence names."""
    count = claim.figure("below both")
    if claim.n == 1:
        about = "the one indicator about vulnerable children and young people that can be compared"
        return f"{about} is {'' if count else 'not '}below both England and similar areas"
    if not count:
        about = f"the {number(claim.n)} indicators about vulnerable children and young people that can be compared"
        return f"none of {about} is below both England and similar areas"
    others = [phrase(name) for name in claim.names if name not in (SEN_GAP, CUSTODY, CARE_LEAVERS, *told)]
    text = "outcomes for some vulnerable children and young people are weaker than in England and in similar areas"
    text += f": {of(count, claim.n, the='the')} indicators about them {verb(count)} below both"
    if not others:
        return text
    return f"{text}, {'namely' if len(others) == count else 'among them'} {named(others)}"


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
    return f"{about}, {own}, is wider than in {of(wider, areas, the='the')} similar areas with a figure"


def _absent(claim: Claim) -> bool:
    """Whether the data do not hold the indicator at all: a letter then leaves it out, while a suppressed figure is said to be so."""
    return not claim.known and claim.names[0] == "no row"


def _no_figure(claim: Claim) -> str:
    told = {
        "reported": "no similar area has a figure",
        "not returned": "the council returned no figure",
        "not applicable": "the figure does not apply to the council",
    }
    return told.get(claim.names[0], f"the council's figure is {claim.names[0]}")


def _decimals(indicator: str) -> int:
    return int(reference.indicator(indicator).decimals)


def _detail(claims: list[Claim]) -> dict[str, str]:
    return {claim.comparator: percent(claim.figure("baseline"), _decimals(claim.subject)) for claim in claims}


def _comparable(claims: list[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.verdict != "not comparable"]


def _custody(claims: list[Claim]) -> str:
    first = claims[0]
    if not first.known:
        return f"the share of young people convicted in court who were sentenced to custody is not known: {_no_figure(first)}"
    value, compared = percent(first.figure("council"), _decimals(CUSTODY)), _comparable(claims)
    plainly = f"of young people convicted in court, {value} were sentenced to custody"
    if not compared:
        return f"{plainly}; too few similar areas have a figure to compare"
    if direction(compared[0]) == "in line":
        return f"{plainly}, {comparison(compared, higher='', lower='', detail=_detail(compared))}"
    more = {"higher": "a larger", "lower": "a smaller"}[direction(compared[0])]
    against = f"{value} against {_detail(compared)['similar areas']}"
    return f"of young people convicted in court, {more} proportion were sentenced to custody than in similar areas ({against})"


def care_leavers(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """Care leavers in education, employment or training, with the numbers behind the share."""
    found = claims.under(f"indicators.{CARE_LEAVERS}")
    if not found or _absent(found[0]):
        return
    names = tuple(claim.id for claim in found)
    first = found[0]
    if not first.known:
        yield Sentence(
            f"The share of young people leaving care who are in education, employment or training is not known: {_no_figure(first)}.", names
        )
        return
    yield Sentence(f"{capital(_leavers(first))}{_than(found)}.", names)
    figures = dict(first.figures)
    if 0 < figures.get("denominator", 0) < SMALL:
        yield Sentence(
            f"The numbers are small: one young person is {rounded(100.0 / figures['denominator'])} percentage points of the share.", names
        )


def _leavers(claim: Claim) -> str:
    figures = dict(claim.figures)
    value = percent(claim.figure("council"), _decimals(CARE_LEAVERS))
    if not figures.get("denominator"):
        return f"of young people who had left care, {value} were in education, employment or training"
    some, whole = figures["numerator"], figures["denominator"]
    if whole == 1:
        return f"the one young person who had left care was {'' if some else 'not '}in education, employment or training"
    count, total = numbers(some, whole)
    return f"of {total} young people who had left care, {count} ({value}) {verb(some, 'was', 'were')} in education, employment or training"


def _than(claims: list[Claim]) -> str:
    compared = _comparable(claims)
    if not compared:
        return "; too few areas have a figure to compare"
    return f", {comparison(compared, higher='a larger proportion', lower='a smaller proportion', detail=_detail(compared))}"
