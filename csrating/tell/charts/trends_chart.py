"""Small trend charts: several indicators of one council over the periods, each beside England and the similar areas."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import pandas as pd

from csrating import reference
from csrating.rate import Ratings
from csrating.reference import Indicator
from csrating.schema import Origin
from csrating.tell.charts.chart import Chart
from csrating.tell.charts.paper import Words, headed
from csrating.tell.charts.records import Record, records
from csrating.tell.charts.trend_rows import places_of_run
from csrating.tell.charts.trends_drawing import WIDTH, Panel, draw, height_of
from csrating.tell.charts.trends_rows import MOST, trends_of, trends_rows
from csrating.tell.charts.wording import council_named, shown, similar_areas, sources, stars, warning
from csrating.tell.grammar import capital, counted, joined, number, settled, verb

BETTER, WORSE, UP, DOWN, LEVEL, ALONE, NONE = "better", "worse", "up", "down", "no change", "one figure", "no figure"
_TITLED = {
    BETTER: ("became better", "became better"),
    WORSE: ("became worse", "became worse"),
    UP: ("rose", "rose"),
    DOWN: ("fell", "fell"),
    LEVEL: ("did not change", "did not change"),
    ALONE: ("has no two figures in a row", "have no two figures in a row"),
    NONE: ("has no figure", "have no figure"),
}


def trends(ratings: Ratings, council: str, *, indicators: Sequence[str] | None = None) -> Chart:
    """Several indicators of one council over the periods, a small panel for each.

    Args:
        ratings: the ratings of all councils.
        council: any code or spelling.
        indicators: numbers or titles, such as ``["148", "79"]``, in the order wanted, each once; where left out, the eight that lie
            furthest below the similar areas in their rated period among those with two figures in a row.

    Returns:
        a chart with one row per indicator and period. A line joins consecutive periods only, so that it breaks where a figure is missing,
        where a period is, and where the series breaks. ``data`` holds the figures.

    Raises:
        UnknownCouncilError, ReferenceDataError: the council or an indicator is unknown.
        EvidenceError: the council has no figure of any of them, or nobody has one of one of them.
    """
    own, name = council_named(ratings, council)
    chosen = trends_of(ratings).weakest.get(own.code, [])[:MOST] if indicators is None else indicators
    about = list({one.indicator: one for one in map(reference.indicator, chosen)}.values())
    rows = trends_rows(ratings, own.code, about)
    panels = _panels(rows, about)
    words = _words(ratings, rows, panels, name, weakest=indicators is None)
    paper, top = headed(words, width=WIDTH, body=height_of(panels, name))
    draw(paper, panels, name, top=top)
    return Chart(paper, rows, words.title, words.caption, _alt(panels, words, name))


def _panels(rows: pd.DataFrame, indicators: Sequence[Indicator]) -> list[Panel]:
    parts: dict[str, list[Record]] = {}
    for row in records(rows):
        parts.setdefault(row["indicator"], []).append(row)
    marks = stars([_origin(parts[one.indicator]) for one in indicators])
    return [Panel(one, parts[one.indicator], *moved(parts[one.indicator], one), star) for one, star in zip(indicators, marks, strict=True)]


def _origin(rows: Sequence[Record]) -> str:
    """Whether an indicator's figures were published in every period."""
    found = {row["origin"] for row in rows}
    return found.pop() if len(found) == 1 else str(Origin.MIXED)


def _run(rows: Sequence[Record]) -> list[Record]:
    return [rows[place] for place in places_of_run([row["value"] for row in rows], [row["follows"] for row in rows])]


def became(rows: Sequence[Record], about: Indicator) -> str:
    """What became of an indicator from the first to the last figure of its latest unbroken run, as they are printed.

    >>> rows = [{"value": value, "follows": True} for value in (26.2, 47.9)]
    >>> became(rows, reference.indicator("148")), became(rows[:1], reference.indicator("148"))
    ('better', 'one figure')
    """
    run = _run(rows)
    if len(run) < 2:
        return ALONE if run else NONE
    first, last = run[0]["value"], run[-1]["value"]
    if _told(first, about) == _told(last, about):
        return LEVEL
    if about.polarity == "none":
        return UP if last > first else DOWN
    return BETTER if (last > first) == (about.polarity == "high") else WORSE


def moved(rows: Sequence[Record], about: Indicator) -> tuple[str, str]:
    """From which figure to which and what that is, and from which period to which.

    >>> rows = [{"value": 26.2, "follows": False, "period": "2008"}, {"value": 47.9, "follows": True, "period": "2009"}]
    >>> moved(rows, reference.indicator("148"))
    ('26% to 48%: better', '2008 to 2009')
    """
    run = _run(rows)
    if not run:
        return NONE, ""
    first, last = run[0], run[-1]
    if first is last:
        return f"{_told(last['value'], about)}: no two in a row", str(last["period"])
    ends = f"{_told(first['value'], about)} to {_told(last['value'], about)}"
    return f"{ends}: {became(rows, about)}", f"{first['period']} to {last['period']}"


def _told(value: float, about: Indicator) -> str:
    return shown(value, decimals=about.decimals, unit=about.unit)


def _words(ratings: Ratings, rows: pd.DataFrame, panels: Sequence[Panel], name: str, *, weakest: bool) -> Words:
    caption = [
        "Each panel has a scale of its own; the words above it go from the first to the last figure of the latest unbroken run.",
        "Whether a change is more than chance is not tested here.",
        "Lines join consecutive periods only. Bars run from the lowest to the highest figure of the similar areas with one.",
        sources(ratings, rows["ref"]),
        _units(panels),
        similar_areas(ratings.vintage, ratings.framework),
        _computed(panels),
    ]
    origins = [_origin(panel.rows) for panel in panels]
    told = " ".join(part for part in caption if part)
    return Words(_title(panels, name, weakest=weakest), _subtitle(panels, weakest=weakest), warning(origins, what="panels"), told)


def _title(panels: Sequence[Panel], name: str, *, weakest: bool) -> str:
    """How many became better, worse or neither from one end of their line to the other, and that they are the weakest where they are.

    >>> _title([Panel(reference.indicator("148"), [{"value": 1.0, "follows": False}], "", "", "")], "Trafford", weakest=False)
    'Trafford: the one indicator has no two figures in a row'
    """
    which = "weakest indicator" if weakest else "indicator"
    counts = Counter(became(panel.rows, panel.about) for panel in panels)
    told = [(word, counts[word]) for word in _TITLED if counts[word]]
    if len(panels) == 1:
        return f"{name}: the one {which} {_TITLED[told[0][0]][0]}"
    if len(told) == 1:
        return settled(f"{name}: all {number(len(panels))} {which}s {_TITLED[told[0][0]][1]}")
    parts = [f"{number(count)} {verb(count, *_TITLED[word])}" for word, count in told]
    return settled(f"{name}: of the {number(len(panels))} {which}s {joined(parts)}")


def _subtitle(panels: Sequence[Panel], *, weakest: bool) -> str:
    if not weakest:
        return "Figures over the periods, beside England and the similar areas"
    which = counted(len(panels), "indicator", "indicators")
    how = "in standard deviations of these, among those with two figures in a row"
    return settled(f"The {which} furthest below similar areas in the rated period, {how}")


def _units(panels: Sequence[Panel]) -> str:
    """The unit of each indicator, unless it is per cent, which the figures say themselves."""
    other: dict[str, list[str]] = {}
    for panel in panels:
        if panel.about.unit != "per cent":
            other.setdefault(panel.about.unit, []).append(panel.about.indicator)
    told = [f"{joined(names)} in {unit}" for unit, names in other.items()]
    return f"Measures: {'; '.join(told)}; % is per cent." if told else ""


def _computed(panels: Sequence[Panel]) -> str:
    names = [
        panel.about.indicator
        for panel in panels
        if any(row["england_method"] != "published row" and not math.isnan(row["england"]) for row in panel.rows)
    ]
    return f"England is computed from the councils in some periods of {joined(names)}." if names else ""


def _alt(panels: Sequence[Panel], words: Words, name: str) -> str:
    head = capital(settled(counted(len(panels), "small line chart", "small line charts")))
    parts = [f"{head} over the periods. {words.title}. {words.subtitle}.", *(_panel_told(panel, name) for panel in panels)]
    return " ".join([*parts, *([f"{words.warning}."] if words.warning else [])])


def _panel_told(panel: Panel, name: str) -> str:
    about, last = panel.about, panel.rows[-1]
    beside = f"England {_told(last['england'], about)}"
    if last["with_data"]:
        ends = [_told(last[end], about) for end in ("neighbours_low", "neighbours_high")]
        beside += f", similar areas from {ends[0]} to {ends[1]} ({last['with_data']} of {last['of']} with a figure)"
    blank = [str(row["period"]) for row in panel.rows if math.isnan(row["value"])]
    missing = f"; no figure of {name} in {joined(blank)}" if blank else ""
    rated = next((row for row in panel.rows if row["rated"]), None)
    standing = f"; rated in {rated['period']}: {rated['standing']}" if rated else ""
    over = f" ({panel.over})" if panel.over else ""
    return f"{about.indicator} {about.short}: {panel.moved}{over}{standing}; in {last['period']} {beside}{missing}."
