"""The note on chance: that no difference was tested, and behind which of those that a letter tells few stand, with how many."""

from __future__ import annotations

from collections.abc import Iterator

from csrating.schema import Standing
from csrating.tell.blocks import Sentence
from csrating.tell.claims import Claim, Claims
from csrating.tell.claims.indicators import CARE_LEAVERS, CUSTODY
from csrating.tell.claims.settings import COMPARED
from csrating.tell.grammar import figure, joined
from csrating.tell.sentences.words import sentence

SMALL = 50
"""Fewer settings or cases than these behind a difference are few: our choice."""

UNTESTED = "No difference from England or similar areas was tested for chance."
DIFFERENT = (str(Standing.ABOVE), str(Standing.BELOW))
NAMED = ("indicators.vulnerable groups", "indicators.staying safe")
"""Claims that name the indicators which are below others."""


def few(claims: Claims) -> Iterator[Sentence]:
    """That chance was not tested, then every difference that few stand behind, each with its number."""
    yield Sentence(UNTESTED)
    told = [claim for name in _compared() for claim in claims.under(name)]
    found = {name: count for claim in told for name, count in _counts(claim) if 0 < count < SMALL}
    if found:
        named = joined([f"{name} ({figure(count)})" for name, count in found.items()])
        text = f"fewer than {figure(SMALL)} settings or cases stand behind the differences in {named}, which chance alone might explain"
        beside = claims.held(*(f"settings.{kind}" for kind in COMPARED), "quiet.settings")
        yield sentence(text, *(claim.id for claim in told), beside=beside)


def _compared() -> tuple[str, ...]:
    """How the names of the claims that compare the council with others begin."""
    schools = (f"settings.{kind}.{measure}." for kind in COMPARED for measure in ("good or better", "inadequate"))
    return (*schools, *(f"indicators.{name}" for name in (CUSTODY, CARE_LEAVERS)), *NAMED)


def _counts(claim: Claim) -> Iterator[tuple[str, float]]:
    """What a claim says is different, and how many stand behind it; nothing where there is no difference or no count."""
    figures = dict(claim.figures)
    if claim.id in NAMED:
        yield from ((name, figures[f"{name}: denominator"]) for name in _below(claim) if f"{name}: denominator" in figures)
    elif claim.verdict in DIFFERENT:
        count = figures.get("settings", figures.get("denominator"))
        if count is not None:
            yield claim.subject, count


def _below(claim: Claim) -> tuple[str, ...]:
    """The indicators that a claim names as below others; the only one that can be compared is named wherever it stands."""
    places = ("below", "below both", "below England", "below similar areas")
    return claim.names if any(dict(claim.figures).get(place) for place in places) else ()
