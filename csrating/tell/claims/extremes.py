"""Claims about extremes: what stands out so far that a pattern should not put it into words, but a person who knows the council."""

from __future__ import annotations

from collections.abc import Iterator

from csrating.schema import OVERALL
from csrating.tell.claims.claim import Claim
from csrating.tell.claims.evidence import View
from csrating.tell.claims.positions import Position
from csrating.tell.claims.rests import EVERYONE, SIMILAR, figures, findings, grades
from csrating.tell.claims.safeguarding import REVIEW
from csrating.tell.claims.settings import grades_of
from csrating.tell.claims.standings import BELOW, NOT_COMPARABLE

ALL_INADEQUATE, NONE_GOOD, ALL_OUTSTANDING = "all inadequate", "none good or better", "all outstanding"
ALL_BELOW = "all below"
SOME, NOTHING = "some", "nothing notable"

SEVERAL = 2
"""So many indicators below similar areas, and none in line or above, or so many reviews found inadequate, and none better, stand out."""


def extreme_claims(view: View) -> Iterator[Claim]:
    """The extremes of a council: types of setting, reviews, indicators under an outcome, and single figures; before them, how many."""
    positions = view.background.positions.get(view.code, ())
    found = (*_settings(view), *_reviews(view), *_all_below(view), *(_figure(view, position) for position in positions))
    whole = (*grades(view.framework.cluster_of), *findings(REVIEW), *figures(view.background.counting, SIMILAR, EVERYONE))
    yield Claim("extremes", "extremes", "places to write", "none", SOME if found else NOTHING, len(found), (), (), whole, view.row.origin)
    yield from found


def _settings(view: View) -> Iterator[Claim]:
    """Types of setting of which all are inadequate or outstanding, or none is good; one or two are told by their grades in any case."""
    for (kind, column), row in view.settings.items():
        if column != OVERALL or row.settings <= view.framework.value("proportions.told_by_number_up_to"):
            continue
        found = {row.inadequate: ALL_INADEQUATE, row.outstanding: ALL_OUTSTANDING}.get(row.settings)
        verdict = found or (NONE_GOOD if not row.good + row.outstanding else "")
        if verdict:
            held, rests = grades_of(row), grades((kind,))
            name, measure = f"extremes.{kind}", "overall effectiveness"
            yield Claim(name, kind, measure, "none", verdict, held.settings, held.figures, (), rests, row.origin)


def _reviews(view: View) -> Iterator[Claim]:
    rows = [row for row in view.findings if row.kind == REVIEW]
    if len(rows) >= SEVERAL and all(row.finding == "inadequate" for row in rows):
        rests = findings(REVIEW)
        yield Claim(f"extremes.{REVIEW}", REVIEW, "evaluation", "none", ALL_INADEQUATE, len(rows), (), (), rests, str(rows[0].origin))


def _all_below(view: View) -> Iterator[Claim]:
    """Every Child Matters outcomes under which all indicators that can be compared are below similar areas."""
    for outcome in dict.fromkeys(row.column for row in view.counting):
        rows = [row for row in view.counting if row.column == outcome]
        known = [row for row in rows if row.standing_neighbours != NOT_COMPARABLE]
        if len(known) >= SEVERAL and all(row.standing_neighbours == BELOW for row in known):
            names, rests = tuple(row.row for row in known), figures((row.row for row in rows), SIMILAR)
            name, origin = f"extremes.{outcome}", view.row.origin
            yield Claim(name, outcome, "standing", "similar areas", ALL_BELOW, len(known), (), names, rests, origin)


def _figure(view: View, position: Position) -> Claim:
    row = view.indicators[position.indicator]
    told = (
        *(("council", position.value), ("middle", position.middle), ("alike", float(position.alike)), ("of", float(position.of))),
        ("whole numbers", float(position.whole)),
    )
    rests = figures((position.indicator,), EVERYONE)
    name = f"extremes.{position.indicator}"
    return Claim(name, position.indicator, "place among councils", "none", position.place, position.of, told, (), rests, row.origin)
