"""The sensitivity strip: how one council's rating holds when the choices that Ofsted did not publish are varied."""

from __future__ import annotations

import pandas as pd

from csrating.rate import Ratings
from csrating.rate.sensitivity import Alternatives, Holding, alternatives, holding
from csrating.tell.charts.chart import Chart
from csrating.tell.charts.origin_claim import warning_of
from csrating.tell.charts.paper import Words, headed
from csrating.tell.charts.sensitivity_claims import alt, sensitivity_claims, subtitle, title
from csrating.tell.charts.sensitivity_drawing import WIDTH, draw, height_of
from csrating.tell.charts.sensitivity_parts import Parts, parts_of
from csrating.tell.charts.sensitivity_rows import no_rating, sensitivity_rows
from csrating.tell.charts.sensitivity_wording import of_result, thresholds_named
from csrating.tell.charts.wording import council_named, sources
from csrating.tell.claims import Claims
from csrating.tell.grammar import joined


def sensitivity(ratings: Ratings, council: str, *, held: Holding | None = None, tried: Alternatives | None = None) -> Chart:
    """How a council's rating holds under other choices: in how many combinations, and up to which value of each threshold.

    Args:
        ratings: the ratings of all councils.
        council: any code or spelling.
        held: what :func:`csrating.rate.sensitivity.holding` gave on these ratings, for the council or for all; worked out where left out.
        tried: what :func:`csrating.rate.sensitivity.alternatives` gave on them; worked out where left out.

    Returns:
        a chart with a bar for all combinations and each alternative, and a strip for each threshold that can switch the rating by itself.
        ``data`` holds every number, those of the thresholds that cannot among them.

    Raises:
        UnknownCouncilError: no council, or more than one, is meant.
        EvidenceError: the council has no rating, or ``held`` or ``tried`` were not made from these ratings.
    """
    own, name = council_named(ratings, council)
    if pd.isna(own.row["rating"]):
        raise no_rating(own.row, ratings.framework.result)
    tried = tried or alternatives(ratings, own.code)
    rows = sensitivity_rows(ratings, own.code, held or holding(ratings, own.code), tried)
    parts = parts_of(rows)
    most = str(tried.table.set_index("council").at[own.code, "matters_most"])
    claims = sensitivity_claims(ratings, own, parts, most=most)
    words = _words(ratings, rows, parts, tried, claims, name)
    paper, top = headed(words, width=WIDTH, body=height_of(parts))
    draw(paper, parts, top=top)
    return Chart(paper, rows, words.title, words.caption, alt(claims, name), claims)


def _words(ratings: Ratings, rows: pd.DataFrame, parts: Parts, tried: Alternatives, claims: Claims, name: str) -> Words:
    fixed = [strip.threshold for strip in parts.strips if len(strip.pieces) == 1]
    marks = sorted({str(mark) for mark in rows["evidence"].dropna()}, key=list(ratings.framework.marks).index)
    caption = [
        _by_whom(ratings),
        f"Every combination of the alternatives shown was tried and counts alike; others were not. {_rules(tried)}",
        *(f"Not tried: {what}." for what in tried.left_out),
        f"One at a time: the exact values at which the {parts.what} switches, from the council's own figures; a scale with an ellipsis",
        "goes on.",
        f"No value of these {len(fixed)} switches it: {of_result(thresholds_named(fixed), parts.what)}." if fixed else "",
        "Not varied: the figures themselves, the average of the similar areas, the days of the cut-offs, the window of years, the limits.",
        f"What is varied: {joined([ratings.framework.marks[mark] for mark in marks])}.",
        sources(ratings, [source.file for source in ratings.data.sources]),
    ]
    told = " ".join(part for part in caption if part)
    return Words(title(claims, name), subtitle(claims), warning_of(claims), told)


def _by_whom(ratings: Ratings) -> str:
    if ratings.framework.is_of_today:
        whose = "a profile band is ours; Ofsted publishes judgements and no profile bands"
        return f"By the rules of the framework {ratings.framework.name}: {whose}."
    return f"Rated by the rules of the framework {ratings.framework.name}: this is not the published rating."


def _rules(tried: Alternatives) -> str:
    """What each rule for in line says."""
    rules = tried.settings[tried.settings["choice"] == "rule"]
    return f"In line by {'; by '.join(f'{one}: {used}' for one, used in zip(rules['alternative'], rules['used'], strict=True))}."
