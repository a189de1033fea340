"""What the map says: how many councils have each rating and which, and the ratings of the framed council and of its similar areas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

import pandas as pd

from csrating.rate import Ratings
from csrating.schema import Outcome, ProfileBand, Rating
from csrating.tell.charts.origin_claim import origin_claim, warning_of
from csrating.tell.charts.sensitivity_wording import in_words, of_result
from csrating.tell.claims import UNKNOWN, Claim, Claims, Comparator
from csrating.tell.claims.cells import cells_of
from csrating.tell.claims.claim import origin_of
from csrating.tell.claims.rating import profile_rests, rating_claim
from csrating.tell.claims.rests import Rest, of_every_council
from csrating.tell.grammar import capital, joined, named, number, settled

Scale: TypeAlias = tuple[Outcome, ...]
RATED, OWN, NEAR, OPEN = "ratings", "rating", "similar areas", "undecided"
BLANK = "without a rating"
BEST_FIRST: Scale = tuple(reversed(Rating))
"""The ratings of 2009 to 2011; a framework of today has profile bands in their place."""


def map_claims(ratings: Ratings, own: str, rows: pd.DataFrame) -> Claims:
    """The claims about the rows of a map.

    Args:
        ratings: the ratings of all councils.
        own: the code of the framed council; blank for none.
        rows: what :func:`csrating.tell.charts.map_rows.map_rows` gave.
    """
    columns = ("rating", "name", "position", "origin")
    told = list(zip(*(rows[column].tolist() for column in columns), strict=True))
    rests = of_every_council(profile_rests(ratings.framework))
    scale = ratings.framework.outcomes
    found = [ratings_claim([(rating, origin) for rating, _, _, origin in told], rests, scale=scale)]
    for word in scale:
        some = [(name, origin) for rating, name, _, origin in told if rating == word.number]
        names, origins = tuple(name for name, _ in some), [origin for _, origin in some]
        found.append(Claim(f"{RATED}.{word}", "councils", "rating", "none", str(word), len(some), (), names, rests, origin_of(origins)))
    if own:
        near = [(rating, origin) for rating, _, position, origin in told if position > 0]
        found.append(rating_claim(ratings.council(own).row, ratings.framework))
        found.append(ratings_claim(near, rests, name=NEAR, subject=NEAR, comparator="each similar area", scale=scale))
    if "at_worst" in rows:
        undecided = rows[rows["at_worst"] != rows["at_best"]]
        names, origins = tuple(undecided["name"]), undecided["origin"].tolist()
        found.append(Claim(OPEN, "councils", "bounds", "none", OPEN, len(undecided), (), names, rests, origin_of(origins)))
    found.append(origin_claim([origin for _, _, _, origin in told], rests))
    return Claims(tuple(found), own, cells_of(ratings))


def ratings_claim(
    rated: Sequence[tuple[float, str]],
    rests: Iterable[Rest],
    *,
    name: str = RATED,
    subject: str = "councils",
    comparator: Comparator = "none",
    scale: Scale = BEST_FIRST,
) -> Claim:
    """How many of some councils have each rating.

    Args:
        rated: the rating of each, blank where it has none, and the origin of it.
        rests: what the ratings rest on.
        name: what the claim is called.
        subject: what the councils are.
        comparator: with whom they are compared.
        scale: what the framework can come to, the best first.
    """
    numbers = [rating for rating, _ in rated]
    counts = {word: numbers.count(word.number) for word in scale}
    given = sum(counts.values())
    verdict = str(max(counts, key=lambda word: counts[word])) if given else UNKNOWN
    figures = (*((str(word), float(count)) for word, count in counts.items()), (BLANK, float(len(rated) - given)))
    return Claim(name, subject, "rating", comparator, verdict, len(rated), figures, (), tuple(rests), origin_of([one for _, one in rated]))


def title(claims: Claims, scale: Scale = BEST_FIRST) -> str:
    """How many councils have each rating.

    >>> title(Claims((ratings_claim([(4.0, ""), (3.0, ""), (3.0, ""), (1.0, "")], ()),)))
    'One of the four councils performs excellently, two well, none adequately and one poorly'
    """
    found = claims.claim(RATED)
    counts = {rating: int(found.figure(str(rating))) for rating in scale}
    if not found.known:
        done = "has a profile band by" if isinstance(scale[0], ProfileBand) else "can be rated from"
        return f"None of the {found.n} councils {done} these data"
    while not next(iter(counts.values())):  # a rating that no council has is told after those that some have
        none = next(iter(counts))
        counts[none] = counts.pop(none)
    (first, most), *others = counts.items()
    verb = _verb(first, most)
    told = f"{number(most) if most else 'none'} of the {number(found.n)} councils {verb}"
    rest = [f"{number(count) if count else 'none'} {_short(rating)}" for rating, count in others]
    blank = found.figure(BLANK)
    rest += [f"{number(blank)} {of_result(BLANK, 'profile band') if isinstance(first, ProfileBand) else BLANK}"] if blank else []
    return capital(settled(f"{told}, {joined(rest)}"))


def _verb(rating: Outcome, count: int) -> str:
    """What a number of councils do or are.

    >>> _verb(Rating.WELL, 2), _verb(ProfileBand.THREE, 1)
    ('perform well', 'is in profile band 3')
    """
    if isinstance(rating, ProfileBand):
        return f"{'is' if count <= 1 else 'are'} in {rating}"
    return str(rating) if count <= 1 else str(rating).replace("performs", "perform")


def subtitle(claims: Claims, name: str, scale: Scale = BEST_FIRST) -> str:
    """What the numbers are, and the ratings of the framed council and of its similar areas where there is one.

    Args:
        claims: what :func:`map_claims` gave.
        name: of the framed council; blank for none.
    """
    is_today = isinstance(scale[0], ProfileBand)
    told = f"{'Profile band' if is_today else 'Rating'} of each council's services for children: 4 is the best"
    own = claims.find(OWN)
    if own is None:
        return told
    rated = in_words(own.verdict) if own.known else f"has no {'band' if is_today else 'rating'}"
    near = claims.claim(NEAR)
    counts = [(rating, near.figure(str(rating))) for rating in scale]
    each = joined([f"{number(count)} {_short(rating)}{'' if is_today else f' ({rating.number})'}" for rating, count in counts if count])
    areas = settled(f"; its {number(near.n)} similar areas, marked: {each}") if each else ""
    return f"{told}; {name}, framed, {rated}{areas}"


def alt(claims: Claims, name: str, scale: Scale = BEST_FIRST) -> str:
    """The same for a reader who cannot see the map, with the councils that have each rating; see :func:`subtitle`."""
    parts = [f"Map of England in tiles, one for each council. {title(claims, scale)}. {subtitle(claims, name, scale)}."]
    for claim in claims.under(f"{RATED}."):
        if claim.n:
            parts.append(f"{capital(claim.verdict)}: {settled(named(claim.names, most=12))}.")
    undecided = claims.find(OPEN)
    if undecided and undecided.n:
        parts.append(f"Undecided, because missing figures could make it another band: {settled(named(undecided.names, most=12))}.")
    warning = warning_of(claims)
    return " ".join([*parts, *([f"{warning}."] if warning else [])])


def _short(rating: Outcome) -> str:
    return str(rating).removeprefix("performs ").replace("profile band", "in band")
