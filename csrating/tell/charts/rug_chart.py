"""The tartan rug: the standings of a council and of its similar areas, indicator by indicator."""

from __future__ import annotations

import pandas as pd

from csrating.rate import Ratings
from csrating.schema import Standing
from csrating.tell.charts.chart import Chart
from csrating.tell.charts.paper import Words, headed
from csrating.tell.charts.records import records
from csrating.tell.charts.rug_drawing import ARROWS, draw, height_of, width_of
from csrating.tell.charts.rug_rows import rug_rows, tallies
from csrating.tell.charts.spine_rows import outcome_named
from csrating.tell.charts.wording import council_named, day, in_line_rule, shown, similar_areas, sources, warning
from csrating.tell.grammar import capital, counted, named, settled


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
    words = _words(ratings, rows, tally, name, outcome)
    paper, top = headed(words, width=width_of(rows), body=height_of(rows))
    draw(paper, rows, tally, top=top)
    return Chart(paper, rows, words.title, words.caption, _alt(rows, tally, words))


def _words(ratings: Ratings, rows: pd.DataFrame, tally: pd.DataFrame, name: str, outcome: str | None) -> Words:
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
    subtitle = f"{outcome.capitalize() if outcome else 'All Every Child Matters outcomes'}: standing against similar areas, by indicator"
    return Words(_title(tally, name, outcome), subtitle, warning(own["origin"]), " ".join(part for part in caption if part))


def _title(tally: pd.DataFrame, name: str, outcome: str | None) -> str:
    about = f"{name}, {outcome}" if outcome else name
    own, near = tally.iloc[0], tally.iloc[1:].dropna(subset="share")
    if not own["compared"]:
        return f"{about}: no indicator can be compared with similar areas"
    told = f"{about}: {_percent(own['share'])} of {own['compared']} comparable indicators in line or above"
    if near.empty:
        return told
    low, high = (_percent(end) for end in (near["share"].min(), near["share"].max()))
    return f"{told}; its similar areas {f'{low} to {high}' if low != high else low}"


def _percent(share: float) -> str:
    return shown(share, decimals=0, unit="per cent")


def _alt(rows: pd.DataFrame, tally: pd.DataFrame, words: Words) -> str:
    number = rows["indicator"].nunique()
    own = rows[rows["position"] == 0]
    below = own[own["standing"] == str(Standing.BELOW)]
    names = [f"{indicator} {short}" for indicator, short in zip(below["indicator"], below["short"], strict=True)]
    parts = [f"Grid of {number} indicators by {len(tally)} councils, each cell a standing. {words.title}."]
    for row in records(tally):
        missing = number - row["compared"]
        counts = f"{row['above']} above, {row['in_line']} in line, {row['below']} below, {missing} not comparable"
        parts.append(f"{row['name']}: {counts}.")
    moved = {word: int((own["direction_of_travel"] == word).sum()) for word in ARROWS}
    blank = len(own) - sum(moved.values())
    counts = ", ".join(f"{count} {word}" for word, count in moved.items())
    parts.append(f"{tally['name'].iloc[0]} since the period before: {counts}, {blank} without such a figure.")
    parts += [f"Below in {tally['name'].iloc[0]}: {settled(named(names, most=10))}."] if names else []
    return " ".join([*parts, *([f"{words.warning}."] if words.warning else [])])
