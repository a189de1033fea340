"""Sentences about the rating: what it is, what limited it, what is borderline, and which figures are missing."""

from __future__ import annotations

from collections.abc import Iterator

from csrating.reference.frameworks import Framework
from csrating.schema import Rating
from csrating.tell.blocks import Sentence
from csrating.tell.claims import Claim, Claims
from csrating.tell.claims.evidence import OTHERS
from csrating.tell.grammar import capital, joined, numbers, of, percent, rounded, verb
from csrating.tell.sentences.quiet import quiet_gaps, quiet_rating
from csrating.tell.sentences.words import sentence

TRANSITIONAL = "2009"
"""Only this year was a transitional one; a framework of the user's own that begins with it counts as its kind."""

WARNING = "warning"
UNSEEN = "no cut from so high a rating was seen in 2009, so this one is to be read with caution"
"""What is said of a limit that the framework warns of."""

UNREAD = "the data hold no findings on safeguarding of any council, so no limit could be applied and the rating may be too high"


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
        yield sentence(f"children's services in {name} {claim.verdict.replace('performs', 'perform')}", claim.id)
    else:
        yield from _no_rating(claim, name)
    yield from _on_the_way(claims)
    yield from quiet_rating(claims)


def _no_rating(claim: Claim, name: str) -> Iterator[Sentence]:
    """That no rating is given and why, reason by reason."""
    first, *others = claim.names[0].split("; ") if claim.names else [""]
    verdict = "withheld" if claim.measure == "withheld" else "not given"
    yield sentence(f"the rating of children's services in {name} is {verdict}{f' because {first}' if first else ''}", claim.id)
    for reason in others:
        yield sentence(f"besides, {reason}", claim.id)
    yield sentence("what the figures at hand show is told below", claim.id)


def _on_the_way(claims: Claims) -> Iterator[Sentence]:
    """What happened between the points and the rating, in the order in which it happened."""
    borderline, judgement = claims.find("rating.borderline"), claims.find("rating.judgement")
    if borderline:
        either = joined([_told(Rating.from_number(int(number))) for number in borderline.verdict.split(" or ")])
        points = rounded(borderline.figure("points"), 2)
        where = f"{points} points on a scale of 1 to 4, on or close to the boundary between {either}"
        yield sentence(f"the evidence lies at {where}", borderline.id)
    if judgement:
        yield sentence(f"judgement was used inside the borderline range: {judgement.names[0]}", judgement.id)
    for limit in claims.under("rating.limits."):
        yield sentence(_limit(limit, judged=judgement is not None), limit.id)
        if WARNING in limit.names:
            yield sentence(UNSEEN, limit.id)
    unread = claims.find("rating.no findings")
    if unread:
        yield sentence(UNREAD, unread.id)


def _told(rating: Rating) -> str:
    return f"{rating} ({rating.number})"


def _limit(claim: Claim, *, judged: bool) -> str:
    found = {
        "limits.priority_action": "an unannounced inspection found an area for priority action",
        "limits.full_inspection_inadequate": "a full inspection judged safeguarding inadequate",
    }.get(claim.subject, claim.names[1])
    if claim.verdict != "lowered":
        return f"{found}, which does not change a rating that is already the lowest"
    if judged:
        return f"the rating is limited because {found}"
    before = _told(Rating(claim.names[0]))
    return f"by itself, the evidence in the profile would have given {before}; the rating is limited because {found}"


def transitional(claims: Claims, framework: Framework, name: str) -> Iterator[Sentence]:
    """Why 2009 is a transitional year, by the figures that are missing; nothing for another year, or where none is missing."""
    nation, own = claims.find("gaps.England"), claims.find("gaps.council")
    if not framework.name.startswith(TRANSITIONAL):
        return
    if nation is None:
        yield from quiet_gaps(claims)
        return
    settled = ", and judgement may settle it" if framework.value("judgement.permitted") else ""
    latitude = f"where the evidence lies close to a boundary the letter says so{settled}"
    yield sentence(
        f"{TRANSITIONAL} is a transitional year, because too many figures are still missing for the bands to be applied strictly", nation.id
    )
    yield sentence(f"across all councils, {_shares(nation)}", nation.id)
    if own:
        yield sentence(f"for {name}, {_own(own)}", own.id)
    else:
        yield sentence(f"for {name}, none is missing", nation.id)
    if claims.all[0].known:
        yield sentence(f"the bands are therefore read with some latitude: {latitude}", nation.id, beside=[claims.all[0].id])


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
    text = f"{of(missing, claim.n, the='the')} figures {verb(missing)} missing"
    if len(claim.names) == 1:
        return f"{text}, {_alone(claim.names[0], missing)}"
    counts = numbers(*(claim.figure(f"{group}: missing") for group in claim.names))
    told = joined([f"{count} on {group}" for count, group in zip(counts, claim.names, strict=True)])
    return f"{text}: {told}"


def _alone(group: str, missing: float) -> str:
    """What all the missing figures are on; "other subjects" is told by what they are not."""
    which = {1: "", 2: "both "}.get(int(missing), "all ")
    if group == OTHERS:
        return f"{which}on {'a subject' if missing == 1 else 'subjects'} outside social care"
    return f"{which}on {group}"
