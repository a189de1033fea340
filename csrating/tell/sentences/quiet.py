"""Sentences that say there is nothing notable; a letter has them only when the whole is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from csrating.reference.frameworks import Framework
from csrating.tell.blocks import Sentence
from csrating.tell.claims import Claim, Claims
from csrating.tell.claims.safeguarding import FULL, UNANNOUNCED
from csrating.tell.grammar import joined, rounded
from csrating.tell.sentences.words import HOMES, homes_run, sentence

INSPECTIONS = {UNANNOUNCED: "an unannounced inspection of contact, referral and assessment", FULL: "a full inspection of safeguarding"}


def quiet_rating(claims: Claims) -> Iterator[Sentence]:
    """That no boundary is close, and that no limit applies."""
    points, limits = claims.find("quiet.borderline"), claims.find("quiet.limits")
    if points:
        yield _quiet(f"at {rounded(points.figure('points'), 2)} points, the evidence is not close to a boundary between ratings", points)
    if limits:
        yield _quiet("no limit is applied to the rating, because no finding on safeguarding calls for one", limits)


def quiet_gaps(claims: Claims) -> Iterator[Sentence]:
    """That no figure is missing."""
    found = claims.find("quiet.gaps")
    if found:
        yield _quiet("no figure that the profile calls for is missing in any council", found)


def quiet_settings(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """Which types of setting have no judgement, apart from children's homes."""
    found = claims.find("quiet.settings")
    types = [kind for kind in found.names if kind != HOMES] if found else []
    if found and types:
        yield _quiet(f"nothing is said of {joined(types, last='or')}, because the data hold no current judgement of any in the area", found)


def quiet_homes(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """That there is no judgement of children's homes."""
    found = claims.find("quiet.settings")
    if found and HOMES in found.names:
        yield _quiet(f"nothing is said of {HOMES}, because the data hold no current judgement of any{homes_run(framework)}", found)


def quiet_outcomes(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """On which outcomes no type of setting has a judgement."""
    found = claims.find("quiet.outcomes")
    if found:
        yield _quiet(f"the data hold no judgement on {joined(found.names, last='or')}", found)


def quiet_inspections(claims: Claims, framework: Framework) -> Iterator[Sentence]:
    """Which inspections of safeguarding the data do not record."""
    found = [claim for kind in INSPECTIONS if (claim := claims.find(f"quiet.{kind}"))]
    if found:
        yield _quiet(f"the data do not record {joined([INSPECTIONS[claim.subject] for claim in found], last='or')}", *found)


def _quiet(text: str, *claims: Claim) -> Sentence:
    return sentence(text, *(claim.id for claim in claims), when="whole")
