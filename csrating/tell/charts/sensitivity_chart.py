"""The sensitivity strip: how one council's rating holds when the choices that Ofsted did not publish are varied."""

from __future__ import annotations

import math
from itertools import groupby

import pandas as pd

from csrating.rate import Ratings
from csrating.rate.sensitivity import Alternatives, Holding, alternatives, holding
from csrating.rate.sensitivity.grid import NOTHING
from csrating.reference.frameworks import EVIDENCE_MARKS
from csrating.tell.charts.chart import Chart
from csrating.tell.charts.paper import Words, headed
from csrating.tell.charts.sensitivity_drawing import WIDTH, draw, height_of
from csrating.tell.charts.sensitivity_parts import Parts, held_told, parts_of
from csrating.tell.charts.sensitivity_rows import no_rating, sensitivity_rows
from csrating.tell.charts.sensitivity_wording import choice_named, figured, rating_told, threshold_named, thresholds_named
from csrating.tell.charts.wording import council_named, sources, warning
from csrating.tell.grammar import capital, joined


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
    own, _ = council_named(ratings, council)
    if pd.isna(own.row["rating"]):
        raise no_rating(own.row)
    tried = tried or alternatives(ratings, own.code)
    rows = sensitivity_rows(ratings, own.code, held or holding(ratings, own.code), tried)
    parts = parts_of(rows)
    words = _words(ratings, rows, parts, tried)
    paper, top = headed(words, width=WIDTH, body=height_of(parts))
    draw(paper, parts, top=top)
    return Chart(paper, rows, words.title, words.caption, _alt(parts, words))


def _words(ratings: Ratings, rows: pd.DataFrame, parts: Parts, tried: Alternatives) -> Words:
    fixed = [strip.threshold for strip in parts.strips if len(strip.pieces) == 1]
    marks = sorted({str(mark) for mark in rows["evidence"].dropna()}, key=list(EVIDENCE_MARKS).index)
    caption = [
        f"Rated by the rules of the framework {ratings.framework.name}: this is not the published rating.",
        f"Every combination of the alternatives shown was tried and counts alike; others were not. {_rules(tried)}",
        "One at a time: the exact values at which the rating switches, from the council's own figures; a scale with an ellipsis goes on.",
        f"No value of these {len(fixed)} switches it: {thresholds_named(fixed)}." if fixed else "",
        "Not varied: the figures themselves, the average of the similar areas, the days of the cut-offs, the window of years, the limits.",
        f"What is varied: {joined([EVIDENCE_MARKS[mark] for mark in marks])}.",
        sources(ratings, [source.file for source in ratings.data.sources]),
    ]
    told = " ".join(part for part in caption if part)
    about = rows.iloc[0]
    return Words(_title(parts, str(about["name"])), _subtitle(parts, tried, str(about["council"])), warning([str(about["origin"])]), told)


def _rules(tried: Alternatives) -> str:
    """What each rule for in line says."""
    rules = tried.settings[tried.settings["choice"] == "rule"]
    return f"In line by {'; by '.join(f'{one}: {used}' for one, used in zip(rules['alternative'], rules['used'], strict=True))}."


def _title(parts: Parts, name: str) -> str:
    """By how many combinations the council keeps its rating."""
    number = parts.together[0]["of"]
    kept = sum(row["count"] for row in parts.together if row["rating"] == parts.own)
    number_of = f"every one of {number}" if kept == number else f"{kept} of {number}"
    told = f"{name} {_with_number(parts.own)} by {number_of} combinations of what Ofsted did not publish"
    most = max(parts.together, key=lambda row: int(row["count"]))
    return f"{told}, but {_with_number(most['rating'])} by {most['count']}" if most["count"] > kept else told


def _with_number(rating: float) -> str:
    """A rating as words with its number behind.

    >>> _with_number(3.0), _with_number(float("nan"))
    ('performs well (3)', 'has no rating')
    """
    if math.isnan(rating):
        return f"has {rating_told(rating)}"
    figure, _, words = rating_told(rating).partition(" ")
    return f"{words} ({figure})"


def _subtitle(parts: Parts, tried: Alternatives, code: str) -> str:
    most = str(tried.table.set_index("council").at[code, "matters_most"])
    matters = "No choice changes it" if most == NOTHING else f"What matters most: {_lowered(choice_named(most))}"
    switching = len(parts.switching) or "none"
    return f"{matters}; of {len(parts.strips)} thresholds, each moved by itself, {switching} can switch the rating"


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _alt(parts: Parts, words: Words) -> str:
    counts = joined([f"{rating_told(row['rating'])} by {row['count']}" for row in parts.together])
    told = [f"Bars and strips. {words.title}. {words.subtitle}.", f"Of {parts.together[0]['of']} combinations: {counts}."]
    for (choice, alternative), some in groupby(parts.alternatives, key=lambda row: (str(row["choice"]), str(row["alternative"]))):
        rows = list(some)
        own = " (the framework)" if rows[0]["own"] else ""
        each = joined([f"{rating_told(row['rating'], words=False)} by {row['count']}" for row in rows])
        told.append(f"{choice_named(choice)}, {alternative}{own}: {each}.")
    for strip in parts.switching:
        value = figured(strip.value, threshold=strip.threshold)
        told.append(f"{capital(threshold_named(strip.threshold))}, {value}: {'; '.join(held_told(strip))}.")
    return " ".join([*told, *([f"{words.warning}."] if words.warning else [])])
