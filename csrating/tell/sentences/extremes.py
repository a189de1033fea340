"""Places that are marked for a person to write: extremes, which a pattern would put too flatly or too harshly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from csrating import reference
from csrating.reference.frameworks import Framework
from csrating.tell.blocks import Sentence
from csrating.tell.claims import Claim, Claims
from csrating.tell.claims.extremes import ALL_BELOW, ALL_INADEQUATE, ALL_OUTSTANDING, NONE_GOOD, NOTHING
from csrating.tell.claims.positions import BEST, FAR_BETTER, POOREST
from csrating.tell.claims.safeguarding import REVIEW
from csrating.tell.claims.settings import SERVICES
from csrating.tell.grammar import counted, figure, number, rounded, settled
from csrating.tell.sentences.words import HOMES, nouns, phrase

MARK = "For a person to write"

DRAFT = (
    "Draft. The places in square brackets mark extremes, which no pattern puts into words: a person who knows the council should write"
    " there, or strike them out."
)
NO_MARKS = "Draft. No place is marked for a person to write: nothing about the council stands out so far."

SOCIAL_CARE = (HOMES, *SERVICES)
REST = {ALL_INADEQUATE: "inadequate", ALL_OUTSTANDING: "outstanding"}


def extremes_of_settings(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """Marks for types of setting apart from social care."""
    yield from _marks(claim for claim in _of_settings(claims) if claim.subject not in SOCIAL_CARE)


def extremes_of_social_care(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """Marks for types of setting and services of social care."""
    yield from _marks(claim for claim in _of_settings(claims) if claim.subject in SOCIAL_CARE)


def extremes_of_reviews(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """Marks for serious case reviews."""
    yield from _marks(claim for claim in claims.under("extremes.") if claim.subject == REVIEW)


def extremes_of_indicators(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """Marks for outcomes under which every indicator is below similar areas, and for figures that stand at an end of all councils'."""
    yield from _marks(claim for claim in claims.under("extremes.") if claim.measure in ("standing", "place among councils"))


def _of_settings(claims: Claims) -> list[Claim]:
    return [claim for claim in claims.under("extremes.") if claim.measure == "overall effectiveness"]


def _marks(claims: Iterable[Claim]) -> Iterator[Sentence]:
    for claim in claims:
        yield Sentence(f"[{MARK}: {settled(_told(claim))}.]", (claim.id,), when="draft")


def _told(claim: Claim) -> str:
    if claim.subject == REVIEW:
        reviews = "both serious case reviews" if claim.n == 2 else f"all {counted(claim.n, 'serious case review', 'serious case reviews')}"
        return f"{reviews} were found inadequate"
    if claim.verdict == ALL_BELOW:
        every = "both" if claim.n == 2 else f"all {number(claim.n)}"
        return f"{every} indicators under {claim.subject} that can be compared are below similar areas"
    if claim.measure == "overall effectiveness":
        many = nouns(claim.subject)[1]
        if claim.verdict == NONE_GOOD:
            return f"none of the {number(claim.n)} {many} is good or better"
        return f"all {number(claim.n)} {many} are {REST[claim.verdict]}"
    return _place(claim)


def _place(claim: Claim) -> str:
    """Where a figure stands among all councils', beside their median; why it stands there is for a person to say."""
    entry = reference.indicator(claim.subject)
    own, middle = (_shown(claim.figure(name), _decimals(claim, name), str(entry.unit)) for name in ("council", "middle"))
    of, alike = f"{figure(claim.figure('of'))} councils with a figure", claim.figure("alike") - 1
    others = f" (jointly with {counted(alike, 'other', 'others')})" if alike else ""
    where = {BEST: f"the best of {of}{others}", POOREST: f"the weakest of {of}{others}", FAR_BETTER: f"far better than is usual among {of}"}
    told = where.get(claim.verdict, f"far weaker than is usual among {of}")
    return f"on {phrase(claim.subject)}, the council's figure is {told}: {own}, where their median is {middle}"


def _decimals(claim: Claim, name: str) -> int:
    """The indicator's own decimals; none where every council's figure is a whole number, but for a median that lies between two."""
    whole = claim.figure("whole numbers") and not claim.figure(name) % 1
    return 0 if whole else int(reference.indicator(claim.subject).decimals)


def _shown(value: float, decimals: int, unit: str) -> str:
    """A figure with its unit.

    >>> _shown(9.09, 1, "per cent of schools"), _shown(15.0, 0, "score"), _shown(2899.0, 0, "per 100,000 aged 10 to 17")
    ('9.1% of schools', '15', '2,899 per 100,000 aged 10 to 17')
    """
    if unit.startswith("per cent"):
        return f"{rounded(value, decimals)}%{unit.removeprefix('per cent')}"
    return rounded(value, decimals) if unit == "score" else f"{rounded(value, decimals)} {unit}"


def draft_notice(claims: Claims) -> Iterator[Sentence]:
    """What stands at the head of a draft: that some places are marked, or that none is."""
    found = claims.find("extremes")
    if found:
        yield Sentence(NO_MARKS if found.verdict == NOTHING else DRAFT, (found.id,), when="draft")
