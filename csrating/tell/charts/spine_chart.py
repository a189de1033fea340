"""The spine chart: a council's indicators against England, the other councils and its similar areas."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from csrating.rate import Ratings
from csrating.tell.charts.chart import Chart
from csrating.tell.charts.origin_claim import warning_of
from csrating.tell.charts.paper import Words, headed
from csrating.tell.charts.spine_claims import alt, spine_claims, title
from csrating.tell.charts.spine_drawing import HEAD, WIDTH, draw, laid_out
from csrating.tell.charts.spine_rows import outcome_named, spine_rows
from csrating.tell.charts.wording import (
    all_outcomes,
    average_of,
    council_named,
    day,
    in_line_rule,
    similar_areas,
    sources,
)
from csrating.tell.claims import Claims
from csrating.tell.grammar import capital, counted, named, settled


def spine(ratings: Ratings, council: str, *, ecm_outcome: str | None = None) -> Chart:
    """A council's indicators, each on its own scale centred on England, right being better, beside the mean of its similar areas.

    Args:
        ratings: the ratings of all councils.
        council: any code or spelling.
        ecm_outcome: only the indicators of one Every Child Matters outcome, such as "staying safe".

    Returns:
        a chart with one row per indicator that counts towards the shares and has figures in its rated period. Its ``data`` holds the
        figures and, in the ``at_`` columns, where they are drawn: 0 is England, 1 the longer side of the spread of all councils.

    Raises:
        UnknownCouncilError, ReferenceDataError: the council or the outcome is unknown.
        EvidenceError: no indicator has figures.

    Source of the scale: the spine charts of public health profiles (fingertipscharts, ``spine_rescaler``).
    """
    own, name = council_named(ratings, council)
    outcome = outcome_named(ecm_outcome) if ecm_outcome else None
    rows = spine_rows(ratings, own.code, ecm_outcome=outcome)
    claims = spine_claims(ratings, own.code, rows)
    words = _words(ratings, rows, claims, f"{name}, {outcome}" if outcome else name, outcome)
    layout = laid_out(rows["ecm_outcome"])
    paper, top = headed(words, width=WIDTH, body=HEAD + layout.height)
    draw(paper, rows, layout, name=name, average=average_of(ratings.framework), top=top)
    return Chart(paper, rows, words.title, words.caption, _alt(words, claims), claims)


def _words(ratings: Ratings, rows: pd.DataFrame, claims: Claims, about: str, outcome: str | None) -> Words:
    cut_off = ratings.framework.rule("indicators.cut_off")
    computed = int((rows["england_method"] != "published row").sum())
    indicators = capital(settled(counted(len(rows), "indicator", "indicators")))
    caption = [
        f"{indicators} with figures, each in its latest period to end by {day(cut_off.value)} ({cut_off.mark}).",
        sources(ratings, rows["ref"]),
        "Every row has its own scale, centred on England and set by its longer side; where low is good the row is turned round.",
        "The spread covers all councils with a figure, this one too; quartiles of type 7.",
        similar_areas(str(rows["vintage"].iloc[0]), ratings.framework),
        in_line_rule(ratings.framework),
        f"England is computed from the councils in {settled(counted(computed, 'row', 'rows'))}." if computed else "",
        _left_out(ratings),
    ]
    subtitle = f"{outcome.capitalize() if outcome else all_outcomes(ratings.framework)}: indicators against England and similar areas"
    return Words(title(claims, about), subtitle, warning_of(claims), " ".join(part for part in caption if part))


@lru_cache(maxsize=2)
def _left_out(ratings: Ratings) -> str:
    register = ratings.framework.edition.indicators()
    out = register.loc[(register["in_shares"] != "yes") & register["indicator"].isin(ratings.compared["indicator"].unique()), "indicator"]
    return f"Left out, because they have no direction or grow with a council's size: {settled(named(list(out)))}." if len(out) else ""


def _alt(words: Words, claims: Claims) -> str:
    told = [f"Spine chart. {words.title}.", *alt(claims), f"{words.warning}." if words.warning else ""]
    return " ".join(part for part in told if part)
