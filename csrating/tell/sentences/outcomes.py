"""Sentences about the Every Child Matters outcomes and about safeguarding findings on the council itself."""

from __future__ import annotations

from collections.abc import Iterator

from csrating.rate.pending import inspection_pending
from csrating.reference.frameworks import Framework
from csrating.schema import PENDING
from csrating.tell.blocks import Sentence
from csrating.tell.claims import Claim, Claims
from csrating.tell.claims.outcomes import EVERY, MOST, exception_grades
from csrating.tell.grammar import SOLE, counted, joined, numbers, of
from csrating.tell.sentences.words import SERVICE_NAMES, nouns, sentence

JUDGED = {"looked-after children": "services for looked-after children"}
"""What an aspect of an inspection is called in a sentence, where it would say of children what is said of services."""

TOLD = ("staying safe", "enjoying and achieving")
"""The outcomes that have a sentence of their own; the others share one."""


def outcomes(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """On each outcome, in which types of setting the judgements fall short of good; outcomes that read alike are told together."""
    told = [claim for outcome in TOLD if (claim := claims.find(f"outcomes.{outcome}"))]
    alike: dict[str, list[Claim]] = {}
    for claim in told:
        alike.setdefault(_judged(claim), []).append(claim)
    for judged, group in alike.items():
        text = f"on {joined([claim.subject for claim in group], last='and on')}, {judged}"
        yield sentence(text, *(claim.id for claim in group), beside=[*(claim.id for claim in told), *claims.held("quiet.outcomes")])
    others = [claim for claim in claims.under("outcomes.") if claim.subject not in TOLD]
    if others:
        yield sentence(_others(others), *(claim.id for claim in others), beside=claims.held("quiet.outcomes"))


def _judged(claim: Claim) -> str:
    """In which types of setting the judgements on an outcome are good or better."""
    exceptions = [_exception(claim, kind) for kind in claim.names]
    if len(exceptions) == claim.figure("types") and claim.verdict == MOST:
        return "no type of setting has more than half of its judgements good or better"
    judged = "every judgement is" if claim.verdict == EVERY else "more than half of the judgements are"
    where = "every type of setting" if claim.figure("types") > 1 else "the one type of setting judged"
    if exceptions and 2 * len(exceptions) >= claim.figure("types"):
        some = "half" if 2 * len(exceptions) == claim.figure("types") else "fewer than half"
        return f"{judged} good or better in {some} of the types of setting; the exceptions are {joined(exceptions)}"
    return f"{judged} good or better in {where}" + (f" except {joined(exceptions)}" if exceptions else "")


def _exception(claim: Claim, kind: str) -> str:
    """A type that falls short, with the grade of one setting or two, or how many of more are good or better."""
    grades = exception_grades(claim, kind)
    name = SERVICE_NAMES.get(kind, kind)
    if grades.settings == 1:
        return f"{SERVICE_NAMES.get(kind) or f'the {SOLE} {nouns(kind)[0]}'} ({grades.held[0]})"
    if grades.settings == 2:
        return f"{name} ({joined(grades.held)})" if len(grades.held) == 2 else f"{name} (both {grades.held[0]})"
    return f"{name} ({of(grades.good_or_better, grades.settings)} good or better)"


def _others(claims: list[Claim]) -> str:
    """The remaining outcomes together: how many of their judgements are good or better."""
    first, *rest = [(of(claim.figure("good or better"), claim.figure("settings")), claim.subject) for claim in claims]
    told = [f"{first[0]} judgements on {first[1]}", *(f"{count} on {subject}" for count, subject in rest)]
    return f"on the other outcomes, {joined(told)} are good or better"


def safeguarding(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """Serious case reviews, then inspections of safeguarding: what they found, and which are pending."""
    review = claims.find("safeguarding.serious case review")
    if review:
        yield sentence(_reviews(review), review.id, when="always" if review.known else "whole")
    unannounced = claims.find("safeguarding.unannounced inspection")
    if unannounced:
        yield sentence(_unannounced(unannounced), unannounced.id)
    full = claims.find("safeguarding.full inspection")
    if full:
        findings = [name.split("|") for name in full.names]
        text = joined([f"{JUDGED.get(aspect, aspect)} {finding}" for aspect, finding in findings])
        yield sentence(f"the full inspection judged {text}", full.id)
    for claim in claims.under("safeguarding."):
        if claim.verdict == PENDING:
            yield sentence(inspection_pending(claim.subject, claim.names), claim.id)


def _reviews(claim: Claim) -> str:
    if not claim.known:
        return "the data record no evaluation of a serious case review"
    if claim.n == 1:
        return f"one serious case review was evaluated, and found {claim.verdict}"
    reviews = counted(claim.n, "serious case review", "serious case reviews")
    if len(claim.names) == 1:
        return f"{reviews} were evaluated, and {'both' if claim.n == 2 else 'all'} were found {claim.verdict}"
    counts = numbers(*(claim.figure(word) for word in claim.names))
    told = joined([f"{count} {word}" for count, word in zip(counts, claim.names, strict=True)])
    return f"{reviews} were evaluated: {told}"


def _unannounced(claim: Claim) -> str:
    aspect, finding = claim.names[0].split("|")
    found = {"area for priority action": "an area for priority action"}.get(finding, finding)
    about = f" of {aspect}" if aspect else ""
    return f"the unannounced inspection{about} found {found}"
