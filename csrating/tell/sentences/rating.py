"""Sentences about the rating: what it is, what limited it, what is borderline, and which figures are missing."""

from __future__ import annotations

from collections.abc import Iterator

from csrating.reference.frameworks import Framework
from csrating.schema import Rating
from csrating.tell.blocks import Sentence
from csrating.tell.claims import Claim, Claims
from csrating.tell.grammar import capital, joined, number, percent, rounded

TRANSITIONAL = "2009"
"""Only this year was a transitional one; a framework of the user's own that begins with it counts as its kind."""


def rating_line(claims: Claims) -> Sentence:
    """The rating in its words, with its number in brackets; or that none is given."""
    claim = claims.all[0]
    if claim.known:
        return Sentence(f"{capital(claim.verdict)} ({claim.figure('rating'):.0f})", (claim.id,))
    return Sentence("No rating is given" if claim.measure == "not given" else "The rating is withheld", (claim.id,))


def headline(claims: Claims, name: str) -> Iterator[Sentence]:
    """One sentence that says the rating, or why there is none; then what limited it, and what is borderline."""
    claim = claims.all[0]
    if claim.known:
        yield Sentence(f"Children's services in {name} {claim.verdict.replace('performs', 'perform')}.", (claim.id,))
    else:
        why = f" because {claim.names[0].replace('; ', ', and ')}" if claim.names else ""
        told = "withheld" if claim.measure == "withheld" else "not given"
        yield Sentence(f"The rating of children's services in {name} is {told}{why}.", (claim.id,))
        yield Sentence("What the figures at hand show is told below.", (claim.id,))
    yield from _limits(claims)
    judgement = claims.find("rating.judgement")
    if judgement:
        yield Sentence(f"Judgement was used inside the borderline range: {judgement.names[0]}.", (judgement.id,))
    borderline = claims.find("rating.borderline")
    if borderline:
        either = borderline.verdict
        text = f"The evidence lies close to a boundary, at {rounded(borderline.figure('points'), 2)} points, where either {either} could be argued."
        yield Sentence(text, (borderline.id,))


def _limits(claims: Claims) -> Iterator[Sentence]:
    for claim in claims.under("rating.limits."):
        before = Rating(claim.names[0])
        found = {
            "limits.priority_action": "an unannounced inspection found an area for priority action",
            "limits.full_inspection_inadequate": "a full inspection judged safeguarding inadequate",
        }.get(claim.subject, claim.names[1])
        if claim.verdict == "lowered":
            text = f"The evidence in the profile would by itself have given {before} ({before.number}); the rating is limited because {found}."
        else:
            text = f"{capital(found)}, which does not change a rating that is already the lowest."
        yield Sentence(text, (claim.id,))


def transitional(claims: Claims, framework: Framework, name: str) -> Iterator[Sentence]:
    """Why 2009 is a transitional year, by the figures that are missing; nothing for another year, or where none is missing."""
    nation, own = claims.find("gaps.England"), claims.find("gaps.council")
    if not framework.name.startswith(TRANSITIONAL) or nation is None:
        return
    yield Sentence("2009 is a transitional year, because too many figures are still missing for the bands to be applied strictly.", (nation.id,))
    yield Sentence(f"Across all councils, {_shares(nation)}.", (nation.id,))
    if own:
        yield Sentence(f"For {name}, {_own(own)}.", (own.id,))
    else:
        yield Sentence(f"For {name}, none is missing.", (nation.id,))
    yield Sentence("The bands are therefore read flexibly, judgement is used sparingly, and a result close to a boundary is shown as such.", (nation.id,))


def _shares(claim: Claim) -> str:
    told = []
    for group in claim.names:
        missing, whole = claim.figure(f"{group}: missing"), claim.figure(f"{group}: of")
        told.append(f"{_percent(missing, whole)} of the figures on {group}")
    return f"{joined(told)} {'are' if len(told) else 'is'} missing"


def _percent(missing: float, whole: float) -> str:
    share = 100.0 * missing / whole
    return percent(share) if share >= 1 or not missing else "under 1%"


def _own(claim: Claim) -> str:
    told = [f"{number(claim.figure(f'{group}: missing'))} on {group}" for group in claim.names]
    missing = claim.figure("missing")
    return f"{number(missing)} of the {number(claim.n)} figures {'is' if missing == 1 else 'are'} missing: {joined(told)}"
