"""Sentences about indicators: how many keep up with similar areas, staying safe, and outcomes for vulnerable groups."""

from __future__ import annotations

from collections.abc import Iterator

from csrating.reference.frameworks import Framework
from csrating.schema import Standing
from csrating.tell.blocks import Sentence, When
from csrating.tell.claims import Claim, Claims
from csrating.tell.claims.indicators import BELOW_BOTH, SEN_GAP
from csrating.tell.grammar import SOLE, figure, joined, number, of, part, rounded, verb
from csrating.tell.sentences.words import absent, no_figure, not_held, phrase, sentence

VULNERABLE = "about vulnerable children and young people"
COMPARABLE = ("indicator that can be compared", "indicators that can be compared")
STANDINGS = (str(Standing.ABOVE), str(Standing.IN_LINE), str(Standing.BELOW))


def shares(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """The share of indicators in line with or above similar areas, then those of staying safe with the exceptions named."""
    claim, safe = claims.find("indicators"), claims.find("indicators.staying safe")
    if claim and not claim.known:
        yield sentence("no indicator can be compared with similar areas", claim.id)
    elif claim:
        yield sentence(_keeping_up(claim, framework), claim.id)
    if safe and safe.known:
        yield sentence(f"under staying safe, {_staying_safe(safe, framework)}", safe.id)
    elif safe:
        yield sentence("under staying safe, no indicator can be compared with similar areas", safe.id, when="whole")


def _keeping_up(claim: Claim, framework: Framework) -> str:
    """How many are in line with or above similar areas, and how many stand where; told once where all stand alike."""
    held = [word for word in STANDINGS if claim.figure(word)]
    if len(held) == 1:
        return f"{_every(claim)} {verb(claim.n)} {_similar(held[0])}"
    counts = [f"{number(claim.figure(word))} {verb(claim.figure(word))} {word}" for word in held]
    if claim.n <= framework.value("proportions.told_by_number_up_to"):
        return f"of the {number(claim.n)} indicators that can be compared with similar areas, {joined(counts)}"
    return (
        f"{part(framework, claim.figure('in line or above'), claim.n, *COMPARABLE)} in line with or above similar areas: {joined(counts)}"
    )


def _every(claim: Claim) -> str:
    one, many = COMPARABLE
    return f"the {SOLE} {one}" if claim.n == 1 else f"{'both' if claim.n == 2 else f'all {number(claim.n)}'} {many}"


def _similar(standing: str) -> str:
    return f"{standing}{' with' if standing == str(Standing.IN_LINE) else ''} similar areas"


def _staying_safe(claim: Claim, framework: Framework) -> str:
    below, names = claim.figure("below"), joined([phrase(name) for name in claim.names])
    if claim.n == 1:
        standing = next(word for word in STANDINGS if claim.figure(word))
        return f"only one indicator can be compared, {names}, and it is {_similar(standing)}"
    if not below:
        return f"{_every(claim)} are in line with or above similar areas"
    if below == claim.n:
        return f"{_every(claim)} are below similar areas: {names}"
    text = part(framework, claim.n - below, claim.n, *COMPARABLE)
    exceptions = "the exception is" if below == 1 else "the exceptions are" if 2 * below < claim.n else "those below are"
    return f"{text} in line with or above similar areas; {exceptions} {names}"


def vulnerable(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """Outcomes for vulnerable groups that are below both England and similar areas, then the gap at Key Stage 4 in plain terms."""
    claim, safe = claims.find("indicators.vulnerable groups"), claims.find("indicators.staying safe")
    if claim and claim.known:
        when: When = "always" if claim.verdict == BELOW_BOTH or _rests_on_one(claim) else "whole"
        yield sentence(_weak(claim, told=safe.names if safe else ()), claim.id, *((safe.id,) if safe else ()), when=when)
    elif claim:
        yield sentence(f"no indicator {VULNERABLE} can be compared with both England and similar areas", claim.id, when="whole")
    gap = claims.find(f"indicators.{SEN_GAP}.each")
    if gap and absent(gap):
        yield sentence(not_held(gap), gap.id, when="whole")
    elif gap:
        yield sentence(_gap(gap), gap.id, when="whole" if gap.verdict == "wider than in none" else "always")


def _rests_on_one(claim: Claim) -> bool:
    """Whether one indicator alone can be compared, and it is below one or the other."""
    return claim.n == 1 and bool(claim.figure("below England") or claim.figure("below similar areas"))


def _weak(claim: Claim, *, told: tuple[str, ...]) -> str:
    """Which indicators are below both, every one of them named; a verdict on one indicator says that it rests on one."""
    count, names = claim.figure("below both"), _named(claim.names, told)
    about = f"{VULNERABLE} that can be compared"
    if claim.n == 1:
        return f"only one indicator {VULNERABLE} can be compared, {names}, and it is {_where(claim)}"
    if not count:
        none = "neither" if claim.n == 2 else "none"
        return f"{none} of the {number(claim.n)} indicators {about} is below both England and similar areas"
    if count == 1:
        return f"of the {figure(claim.n)} indicators {about}, only {figure(1)} is below both England and similar areas: {names}"
    text = "outcomes for some vulnerable children and young people are weaker than in England and in similar areas"
    return f"{text}: {of(count, claim.n, the='the')} indicators about them are below both, namely {names}"


def _where(claim: Claim) -> str:
    """Where the only indicator stands against England and similar areas."""
    keeps_up, below = (
        joined([place for place in ("England", "similar areas") if bool(claim.figure(f"below {place}")) is found])
        for found in (False, True)
    )
    if keeps_up and below:
        return f"below {below} but in line with or above {keeps_up}"
    return f"below both {below}" if below else f"in line with or above both {keeps_up}"


def _named(indicators: tuple[str, ...], told: tuple[str, ...]) -> str:
    """The indicators by what they are about; those that the letter named before, by number."""
    new, again = [phrase(name) for name in indicators if name not in told], [name for name in indicators if name in told]
    if len(new) == len(again) == 1:
        return f"{new[0]} and {again[0]} (named above)"
    return ", as well as ".join([*([joined(new)] if new else []), *([f"{joined(again)} (named above)"] if again else [])])


def _gap(claim: Claim) -> str:
    about = "the gap at Key Stage 4 between pupils with special educational needs and other pupils"
    if not claim.known:
        return f"{about} cannot be compared: {no_figure(claim)}"
    own = f"{rounded(claim.figure('council'), 1)} percentage points"
    wider, areas = claim.figure("wider than"), claim.n
    if areas == 1:
        return f"{about}, {own}, is {'wider' if wider else 'no wider'} than in the one similar area with a figure"
    where = f"{'both' if areas == 2 else f'all {figure(areas)}'}" if wider == areas else of(wider, areas, the="the")
    narrower = claim.figure("narrower than")
    other = f" and narrower than in {figure(narrower)}" if wider and narrower else ""
    return f"{about}, {own}, is wider than in {where} similar areas with a figure{other}"
