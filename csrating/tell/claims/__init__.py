"""Everything that a letter may say about a council, as typed claims: no claim, no sentence."""

from __future__ import annotations

from csrating.rate import Ratings
from csrating.tell.claims.claim import UNKNOWN, Claim, Claims, Comparator
from csrating.tell.claims.evidence import View, background_of, view
from csrating.tell.claims.extremes import extreme_claims
from csrating.tell.claims.indicators import indicator_claims
from csrating.tell.claims.outcomes import outcome_claims
from csrating.tell.claims.quiet import quiet_claims
from csrating.tell.claims.rating import basis_claims, gap_claims, rating_claims
from csrating.tell.claims.safeguarding import safeguarding_claims
from csrating.tell.claims.settings import setting_claims

__all__ = ["UNKNOWN", "Claim", "Claims", "Comparator", "claims_in", "claims_of"]

MAKERS = (
    rating_claims,
    gap_claims,
    setting_claims,
    outcome_claims,
    safeguarding_claims,
    indicator_claims,
    basis_claims,
    extreme_claims,
    quiet_claims,
)


def claims_of(ratings: Ratings, council: str) -> Claims:
    """Every claim that the data make about a council, in the order of the letter.

    Args:
        ratings: what :func:`csrating.rate` gave.
        council: any code or spelling.

    Raises:
        UnknownCouncilError: no council, or more than one, is meant.
    """
    return claims_in(view(background_of(ratings), ratings.framework.edition.council(council).code))


def claims_in(evidence: View) -> Claims:
    """Every claim that one council's evidence makes."""
    return Claims(tuple(claim for make in MAKERS for claim in make(evidence)), evidence.code, evidence.background.cells)
