"""Sentences about the rating: what it is, what limited it, what is borderline, and which figures are missing."""

from __future__ import annotations

from collections.abc import Iterator

from csrating.reference.frameworks import Framework
from csrating.schema import Rating
from csrating.tell.blocks import Sentence
from csrating.tell.claims import Claim, Claims
from csrating.tell.grammar import capital, joined, numbers, of, percent, rounded, verb

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
    yield from _on_the_way(claims)


def _on_the_way(claims: Claims) -> Iterator[Sentence]:
    """What happened between the points and the rating, in the order in which it happened."""
    borderline, judgement = claims.find("rating.borderline"), claims.find("rating.judgement")
    if borderline:
        either = joined([_told(Rating.from_number(int(number))) for number in borderline.verdict.split(" or ")])
        points = rounded(borderline.figure("points"), 2)
        yield Sentence(f"The evidence lies at {points} points, close to the boundary between {either}.", (borderline.id,))
    if judgement:
        yield Sentence(f"Judgement was used inside the borderline range: {judgement.names[0]}.", (judgement.id,))
    for limit in claims.under("rating.limits."):
        yield Sentence(_limit(limit, judged=judgement is not None), (limit.id,))


def _told(rating: Rating) -> str:
    return f"{rating} ({rating.number})"


def _limit(claim: Claim, *, judged: bool) -> str:
    found = {
        "limits.priority_action": "an unannounced inspection found an area for priority action",
        "limits.full_inspection_inadequate": "a full inspection judged safeguarding inadequate",
    }.get(claim.subject, claim.names[1])
    if claim.verdict != "lowered":
        return f"{capital(found)}, which does not change a rating that is already the lowest."
    if judged:
        return f"The rating is limited because {found}."
    before = _told(Rating(claim.names[0]))
    return f"By itself, the evidence in the profile would have given {before}; the rating is limited because {found}."


def transitional(claims: Claims, framework: Framework, name: str) -> Iterator[Sentence]:
    """Why 2009 is a transitional year, by the figures that are missing; nothing for another year, or where none is missing."""
    nation, own = claims.find("gaps.England"), claims.find("gaps.council")
    if not framework.name.startswith(TRANSITIONAL) or nation is None:
        return
    beginning = "2009 is a transitional year, because too many figures are still missing for the bands to be applied strictly."
    latitude = "where the evidence lies close to a boundary the letter says so, and judgement may settle it"
    yield Sentence(beginning, (nation.id,))
    yield Sentence(f"Across all councils, {_shares(nation)}.", (nation.id,))
    if own:
        yield Sentence(f"For {name}, {_own(own)}.", (own.id,))
    else:
        yield Sentence(f"For {name}, none is missing.", (nation.id,))
    yield Sentence(f"The bands are therefore read with some latitude: {latitude}.", (nation.id,))


def _shares(claim: Claim) -> str:
    told = []
    for group in claim.names:
        missing, whole = claim.figure(f"{group}: missing"), claim.figure(f"{group}: of")
        told.append(f"{_percent(missing, whole)} of the figures on {group}")
    return f"{joined(told)} are missing"


def _percent(missing: float, whole: float) -> str:
    share = 100.0 * missing / whole
    return percent(share) if share >= 1 or not missing else "under 1%"


def _own(claim: Claim) -> str:
    missing = claim.figure("missing")
    counts = numbers(*(claim.figure(f"{group}: missing") for group in claim.names))
    told = joined([f"{count} on {group}" for count, group in zip(counts, claim.names, strict=True)])
    return f"{of(missing, claim.n, the='the')} figures {verb(missing)} missing: {told}"
