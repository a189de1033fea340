"""The tartan rug: the standings of a council and of its similar areas, indicator by indicator."""

from __future__ import annotations

import pandas as pd

from csrating.rate import Ratings
from csrating.tell.charts.chart import Chart
from csrating.tell.charts.origin_claim import warning_of
from csrating.tell.charts.paper import Words, headed
from csrating.tell.charts.rug_claims import alt, rug_claims, size, title
from csrating.tell.charts.rug_drawing import draw, height_of, width_of
from csrating.tell.charts.rug_rows import rug_rows, tallies
from csrating.tell.charts.spine_rows import outcome_named
from csrating.tell.charts.wording import all_outcomes, council_named, day, in_line_rule, similar_areas, sources
from csrating.tell.claims import Claims
from csrating.tell.grammar import capital, counted, settled


def rug(ratings: Ratings, council: str, *, ecm_outcome: str | None = None) -> Chart:
    """Where a council and its similar areas stand above, in line and below, by indicator: the pattern that they share, and where they part.

    Args:
        ratings: the ratings of all councils.
        council: any code or spelling.
        ecm_outcome: only the indicators of one Every Child Matters outcome, such as "staying safe".

    Returns:
        a chart with a row per indicator that counts towards the shares and has figures in its rated period, and a column per council.
        Each council is judged against its own similar areas. ``data`` holds one row per cell.

    Raises:
        UnknownCouncilError, ReferenceDataError: the council or the outcome is unknown.
        EvidenceError: no indicator has figures.
    """
    own, name = council_named(ratings, council)
    outcome = outcome_named(ecm_outcome) if ecm_outcome else None
    rows = rug_rows(ratings, own.code, ecm_outcome=outcome)
    tally = tallies(rows)
    claims = rug_claims(ratings, own.code, rows, tally)
    words = _words(ratings, rows, claims, f"{name}, {outcome}" if outcome else name, outcome)
    paper, top = headed(words, width=width_of(rows), body=height_of(rows))
    draw(paper, rows, tally, top=top)
    return Chart(paper, rows, words.title, words.caption, _alt(words, claims, name), claims)


def _words(ratings: Ratings, rows: pd.DataFrame, claims: Claims, about: str, outcome: str | None) -> Words:
    own = rows[rows["position"] == 0]
    cut_off = ratings.framework.rule("indicators.cut_off")
    indicators = capital(settled(counted(len(own), "indicator", "indicators")))
    caption = [
        f"{indicators} with figures, each in its latest period to end by {day(cut_off.value)} ({cut_off.mark}).",
        sources(ratings, rows["ref"]),
        "Every council is judged against similar areas of its own, which are not all the same as those shown.",
        "Columns run from the nearest neighbour to the farthest. A dot: not comparable, because figures are missing.",
        "Arrows: the change from the consecutive period before, up is better; none where that has no figure. Chance is not tested.",
        similar_areas(str(own["vintage"].iloc[0]), ratings.framework),
        in_line_rule(ratings.framework),
    ]
    subtitle = f"{outcome.capitalize() if outcome else all_outcomes(ratings.framework)}: standing against similar areas, by indicator"
    return Words(title(claims, about), subtitle, warning_of(claims), " ".join(part for part in caption if part))


def _alt(words: Words, claims: Claims, name: str) -> str:
    told = [f"{size(claims)} {words.title}.", *alt(claims, name), f"{words.warning}." if words.warning else ""]
    return " ".join(part for part in told if part)
