"""What the sensitivity strip says: the rating, by how many combinations it holds, by which alternatives, and over which values."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from csrating.rate import CouncilRating, Ratings
from csrating.rate.sensitivity.grid import NOTHING
from csrating.tell.charts.origin_claim import origin_claim, warning_of
from csrating.tell.charts.records import Record
from csrating.tell.charts.sensitivity_held import SWITCHES, THRESHOLD, holds, threshold_claim
from csrating.tell.charts.sensitivity_parts import Parts
from csrating.tell.charts.sensitivity_wording import (
    choice_named,
    figured,
    in_words,
    is_band,
    is_none,
    of_result,
    threshold_named,
    told_with_number,
)
from csrating.tell.claims import Claim, Claims
from csrating.tell.claims.cells import cells_of
from csrating.tell.claims.rating import profile_rests, rating_claim
from csrating.tell.claims.rests import ENGLAND, Rest, figures, of_every_council
from csrating.tell.grammar import capital, joined

RATING, COMBINATIONS, ALTERNATIVE, MOST, THRESHOLDS = "rating", "combinations", "alternative", "matters most", "thresholds"
FRAMEWORK = "the framework"


def sensitivity_claims(ratings: Ratings, own: CouncilRating, parts: Parts, *, most: str) -> Claims:
    """The claims about the parts of a sensitivity strip.

    By other rules and other tables of similar areas a rating may rest on any council's figures, so that all are named.

    Args:
        ratings: the ratings of all councils.
        own: the council's part of them.
        parts: the bars and strips.
        most: the choice that matters most.
    """
    rating = rating_claim(own.row, ratings.framework)
    rests = (*of_every_council(profile_rests(ratings.framework)), *figures(ratings.framework.edition.counting, ENGLAND))
    found = [rating, _counted(COMBINATIONS, COMBINATIONS, parts.together, (), rests, rating.origin)]
    for (choice, alternative), some in groupby(parts.alternatives, key=lambda row: (str(row["choice"]), str(row["alternative"]))):
        rows = list(some)
        names = (alternative, *((FRAMEWORK,) if rows[0]["own"] else ()))
        found.append(_counted(f"{ALTERNATIVE}.{choice}.{alternative}", choice, rows, names, rests, rating.origin))
    strips = [threshold_claim(strip, rests, rating.origin) for strip in parts.strips]
    switching = float(sum(strip.verdict == SWITCHES for strip in strips))
    verdict = "some switch" if switching else "none switches"
    found += [
        Claim(MOST, "choices", "share of the variance", "none", most, len(parts.alternatives), (), (most,), rests, rating.origin),
        Claim(THRESHOLDS, THRESHOLDS, "values", "none", verdict, len(strips), (("switching", switching),), (), rests, rating.origin),
        *strips,
        origin_claim([rating.origin], rests),
    ]
    return Claims(tuple(found), own.code, cells_of(ratings))


def _counted(name: str, subject: str, rows: Sequence[Record], names: tuple[str, ...], rests: tuple[Rest, ...], origin: str) -> Claim:
    """How many combinations give each rating that any gives, the best first; the verdict is the rating by most."""
    counts = tuple((str(row["label"]), float(row["count"])) for row in rows)
    most, _ = max(counts, key=lambda told: told[1])
    return Claim(name, subject, "rating", "none", most, int(rows[0]["of"]), counts, names, rests, origin)


def title(claims: Claims, name: str) -> str:
    """By how many combinations the council keeps its rating.

    Args:
        claims: what :func:`sensitivity_claims` gave.
        name: the council's.
    """
    own, found = claims.claim(RATING).verdict, claims.claim(COMBINATIONS)
    counts = dict(found.figures)
    kept = counts.get(own, 0.0)
    number_of = f"every one of {found.n}" if kept == found.n else f"{kept:.0f} of {found.n}"
    what = "nobody publishes" if is_band(own) else "Ofsted did not publish"
    told = f"{name} {_with_number(own)} by {number_of} combinations of what {what}"
    most = found.verdict
    return f"{told}, but {_with_number(most)} by {counts[most]:.0f}" if counts[most] > kept else told


def _with_number(label: str) -> str:
    """A rating as words with its number behind, as the verb of a sentence.

    >>> _with_number("performs well"), _with_number("no rating"), _with_number("no profile band")
    ('performs well (3)', 'has no rating', 'has no profile band')
    """
    return f"has {label}" if is_none(label) else in_words(label)


def subtitle(claims: Claims) -> str:
    """Which choice matters most, and how many thresholds can switch the rating by themselves."""
    most, thresholds = claims.claim(MOST).verdict, claims.claim(THRESHOLDS)
    matters = "No choice changes it" if most == NOTHING else f"What matters most: {_lowered(choice_named(most))}"
    switching = f"{thresholds.figure('switching'):.0f}" if thresholds.figure("switching") else "none"
    what = "band" if is_band(claims.claim(RATING).verdict) else "rating"
    matters = of_result(matters, "profile band" if what == "band" else what)
    return f"{matters}; of {thresholds.n} thresholds, each moved by itself, {switching} can switch the {what}"


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def alt(claims: Claims, name: str) -> str:
    """The same for a reader who cannot see the chart, with every alternative, and every threshold that can switch the rating."""
    together, warning = claims.claim(COMBINATIONS), warning_of(claims)
    told = [f"Bars and strips. {title(claims, name)}. {subtitle(claims)}.", f"Of {together.n} combinations: {_each(together)}."]
    for claim in claims.under(f"{ALTERNATIVE}."):
        own = f" ({FRAMEWORK})" if FRAMEWORK in claim.names[1:] else ""
        told.append(f"{choice_named(claim.subject)}, {claim.names[0]}{own}: {_each(claim, words=False)}.")
    for claim in claims.under(f"{THRESHOLD}."):
        if claim.verdict == SWITCHES:
            value = figured(claim.figure("value"), threshold=claim.subject)
            told.append(f"{capital(threshold_named(claim.subject))}, {value}: {'; '.join(holds(claim))}.")
    what = "profile band" if is_band(claims.claim(RATING).verdict) else "rating"
    return " ".join([of_result(" ".join(told), what), *([f"{warning}."] if warning else [])])


def _each(claim: Claim, *, words: bool = True) -> str:
    return joined([f"{told_with_number(label, words=words)} by {count:.0f}" for label, count in claim.figures])
