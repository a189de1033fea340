"""What the tartan rug says: how a council and each of its similar areas stand, between which shares these lie, and which way it moved."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

import pandas as pd

from csrating.rate import Ratings
from csrating.reference.frameworks import Framework
from csrating.tell.charts.origin_claim import origin_claim
from csrating.tell.charts.records import records
from csrating.tell.charts.rug_drawing import ARROWS
from csrating.tell.charts.spine_claims import named_with_title
from csrating.tell.charts.trends_rows import trends_of
from csrating.tell.charts.wording import shown
from csrating.tell.claims import UNKNOWN, Claim, Claims
from csrating.tell.claims.cells import cells_of
from csrating.tell.claims.claim import origin_of
from csrating.tell.claims.rests import EVERYONE, Rest, figures
from csrating.tell.claims.standings import Stands, standings_claim
from csrating.tell.grammar import named, settled

STANDING, AREA, SHARE, MOVED, GRID = "indicators", "indicators.of.", "indicators.share", "indicators.moved", "indicators.grid"


def rug_claims(ratings: Ratings, code: str, rows: pd.DataFrame, tally: pd.DataFrame) -> Claims:
    """The claims about the cells of a rug.

    Args:
        ratings: the ratings of all councils.
        code: the council's department code.
        rows, tally: what :func:`rug_rows` and :func:`tallies` gave.
    """
    columns: dict[int, list[Stands]] = {}
    told = (rows[name].tolist() for name in ("position", "indicator", "standing", "origin"))
    for position, *stands in zip(*told, strict=True):
        columns.setdefault(position, []).append(Stands(*stands))
    own = columns[0]
    # Each similar area is judged against similar areas of its own, so that any council's figure may be behind its standing.
    every = figures((row.indicator for row in own), EVERYONE)
    origins = origin_of(rows["origin"].tolist())
    return Claims(
        (
            Claim(GRID, "indicators", "cells", "none", "compared", len(own), (("councils", float(len(tally))),), (), every, origins),
            standings_claim(STANDING, "indicators", own, framework=ratings.framework),
            _share(tally, ratings.framework, every, origins),
            *_areas(tally, columns, ratings.framework, every),
            _moved(ratings, rows[rows["position"] == 0]),
            origin_claim([row.origin for row in own], every),
        ),
        code,
        cells_of(ratings),
    )


def _share(tally: pd.DataFrame, framework: Framework, rests: tuple[Rest, ...], origin: str) -> Claim:
    """The council's share in line or above, and the lowest and the highest of its similar areas."""
    own, *near = tally["share"].tolist()
    known = [share for share in near if not math.isnan(share)]
    compared = int(tally["compared"].iloc[0])
    ends = (("lowest", float(min(known))), ("highest", float(max(known)))) if known else ()
    numbers = (*((("council", float(own)),) if compared else ()), *ends)
    word = framework.proportion_word(own) if compared else UNKNOWN
    return Claim(SHARE, "indicators", "share in line or above", "each similar area", word, compared, numbers, (), rests, origin)


def _areas(tally: pd.DataFrame, columns: dict[int, list[Stands]], framework: Framework, rests: tuple[Rest, ...]) -> Iterator[Claim]:
    """How each similar area stands against similar areas of its own; the area is the subject."""
    for row in records(tally)[1:]:
        claim = standings_claim(f"{AREA}{row['council']}", str(row["name"]), columns[row["position"]], framework=framework)
        yield replace(claim, rests=rests)


def _moved(ratings: Ratings, own: pd.DataFrame) -> Claim:
    """How many indicators of the council became better, worse or stayed since the period before."""
    words = own["direction_of_travel"].tolist()
    counts = [(word, float(words.count(word))) for word in ARROWS]
    known = sum(count for _, count in counts)
    indicators = own["indicator"].tolist()
    rests = (*figures(indicators), *(rest for period, some in _before(ratings).items() for rest in figures(some, periods=(period,))))
    verdict = "compared" if known else UNKNOWN
    numbers = (*counts, ("without", len(words) - known))
    return Claim(MOVED, "indicators", "change", "earlier", verdict, int(known), numbers, (), rests, origin_of(own["origin"].tolist()))


@lru_cache(maxsize=2)
def _before(ratings: Ratings) -> dict[str, tuple[str, ...]]:
    """The indicators whose rated period follows a period, by that period."""
    rows = trends_of(ratings).rows
    found: dict[str, dict[str, None]] = {}
    told = list(zip(rows["indicator"], rows["period"], rows["rated"], rows["follows"], strict=True))
    for (_, before, *_), (indicator, _, rated, follows) in pairwise(told):
        if rated and follows:
            found.setdefault(str(before), {})[str(indicator)] = None
    return {period: tuple(some) for period, some in found.items()}


def title(claims: Claims, about: str) -> str:
    """The finding.

    Args:
        claims: what :func:`rug_claims` gave.
        about: the council, and the outcome where there is one.
    """
    share = claims.claim(SHARE)
    if not share.known:
        return f"{about}: no indicator can be compared with similar areas"
    numbers = {name: shown(value, decimals=0, unit="per cent") for name, value in share.figures}
    told = f"{about}: {numbers['council']} of {share.n} comparable indicators in line or above"
    if "lowest" not in numbers:
        return told
    low, high = numbers["lowest"], numbers["highest"]
    return f"{told}; its similar areas {f'{low} to {high}' if low != high else low}"


def size(claims: Claims) -> str:
    """What the rug is, for a reader who cannot see it."""
    grid = claims.claim(GRID)
    return f"Grid of {grid.n} indicators by {grid.figure('councils'):.0f} councils, each cell a standing."


def alt(claims: Claims, name: str) -> list[str]:
    """The sentences that follow the title for a reader who cannot see the chart.

    Args:
        claims: what :func:`rug_claims` gave.
        name: the council's.
    """
    own, moved = claims.claim(STANDING), claims.claim(MOVED)
    counts = ", ".join(f"{moved.figure(word):.0f} {word}" for word in ARROWS)
    below = [named_with_title(indicator) for indicator in own.names] if own.figure("below") else []
    return [
        f"{name}: {_counts(own)}.",
        *(f"{area.subject}: {_counts(area)}." for area in claims.under(AREA)),
        f"{name} since the period before: {counts}, {moved.figure('without'):.0f} without such a figure.",
        *([f"Below in {name}: {settled(named(below, most=10))}."] if below else []),
    ]


def _counts(claim: Claim) -> str:
    return ", ".join(f"{claim.figure(word):.0f} {word}" for word in ("above", "in line", "below", "not comparable"))
