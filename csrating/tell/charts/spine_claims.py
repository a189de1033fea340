"""What the spine chart says: how many indicators are above, in line and below, and how many have no figure."""

from __future__ import annotations

import pandas as pd

from csrating import reference
from csrating.rate import Ratings
from csrating.schema import Standing
from csrating.tell.charts.origin_claim import origin_claim
from csrating.tell.charts.wording import VERDICTS
from csrating.tell.claims import Claim, Claims
from csrating.tell.claims.cells import cells_of
from csrating.tell.claims.claim import origin_of
from csrating.tell.claims.rests import figures
from csrating.tell.claims.standings import Stands, standings_claim
from csrating.tell.grammar import named, settled

STANDING, MISSING = "indicators", "indicators.missing"


def spine_claims(ratings: Ratings, code: str, rows: pd.DataFrame) -> Claims:
    """The claims about the rows of a spine chart: the letter's own on the same indicators, and how many have no figure."""
    told = [Stands(*row) for row in zip(rows["indicator"], rows["standing"], rows["origin"], strict=True)]
    missing = rows.loc[rows["value"].isna(), "indicator"]
    return Claims(
        (
            standings_claim(STANDING, "indicators", told, framework=ratings.framework),
            Claim(
                MISSING,
                "indicators",
                "figures",
                "none",
                "missing" if len(missing) else "none missing",
                len(rows),
                (("missing", float(len(missing))),),
                tuple(missing),
                figures(rows["indicator"]),
                origin_of(list(rows["origin"])),
            ),
            origin_claim(list(rows["origin"]), figures(rows["indicator"])),
        ),
        code,
        cells_of(ratings),
    )


def title(claims: Claims, about: str) -> str:
    """The finding.

    Args:
        claims: what :func:`spine_claims` gave.
        about: the council, and the outcome where there is one.
    """
    standing = claims.claim(STANDING)
    if not standing.known:
        return f"{about}: no indicator can be compared with similar areas"
    if standing.n == 1:
        words = {"above": Standing.ABOVE, "in line": Standing.IN_LINE, "below": Standing.BELOW}
        verdict = next(VERDICTS[word] for name, word in words.items() if standing.figure(name))
        return f"{about}: the one comparable indicator is {verdict}"
    return f"{about}: {standing.figure('in line or above'):.0f} of {standing.n} comparable indicators in line with or above similar areas"


def alt(claims: Claims) -> list[str]:
    """The sentences that follow the title for a reader who cannot see the chart."""
    standing, missing = claims.claim(STANDING), claims.claim(MISSING)
    below = [named_with_title(indicator) for indicator in standing.names] if standing.figure("below") else []
    return [
        f"{standing.figure('above'):.0f} above, {standing.figure('in line'):.0f} in line, {standing.figure('below'):.0f} below;",
        f"{standing.figure('not comparable'):.0f} not comparable, of which {missing.figure('missing'):.0f} without a figure.",
        *([f"Below: {settled(named(below, most=10))}."] if below else []),
    ]


def named_with_title(indicator: str) -> str:
    """An indicator with its short title; of a measure of today the title alone.

    >>> named_with_title("NI 148")
    'NI 148 Care leavers in education or work'
    """
    return reference.indicator(indicator).named
