"""The trend chart: one council and one indicator over the periods, beside England and the similar areas."""

from __future__ import annotations

import math

import pandas as pd

from csrating.reference import Indicator
from csrating.schema import Against
from csrating.tell.charts.chart import Chart
from csrating.tell.charts.comparator import Comparator
from csrating.tell.charts.ground import Ground, ground
from csrating.tell.charts.observed import Evidence
from csrating.tell.charts.paper import Words, headed
from csrating.tell.charts.records import Record, records
from csrating.tell.charts.trend_drawing import WIDTH, Trend, draw, height_of
from csrating.tell.charts.trend_rows import last_run, trend_rows
from csrating.tell.charts.wording import WAYS, shown, sources_told, warning
from csrating.tell.grammar import joined


def trend(evidence: Evidence, council: str, *, indicator: str, period: str | None = None, against: str | None = None) -> Chart:
    """A council's figures of one indicator over the periods, beside England's and between which of theirs the similar areas lie.

    Args:
        evidence: the ratings of all councils; or figures that nobody has rated: what :func:`csrating.read` gave, or
            :func:`csrating.compare` for a council.
        council: any code or spelling.
        indicator: a number or title, such as "148".
        period: the one in bold: the rated one where it is left out; without ratings the latest in which a council has a figure.
        against: other councils in place of the neighbours: "England", "region", "council type", or a group of the method.

    Returns:
        a chart with one row per period in the data, later ones than the rated among them. A line joins consecutive periods only, so that
        it breaks where a figure is missing, where a period is, and where the series breaks. ``data`` holds the figures.

    Raises:
        UnknownCouncilError, ReferenceDataError: the council or the indicator is unknown.
        EvidenceError: the council has no figure of it, or nobody has one of that period.
    """
    found = ground(evidence, council, indicator, period=period, against=against)
    beside = Trend(found.own.name, found.about, found.beside, found.period)
    rows = trend_rows(found)
    words = _words(found, rows, beside)
    paper, top = headed(words, width=WIDTH, body=height_of(rows, beside))
    draw(paper, rows, beside, top=top)
    return Chart(paper, rows, words.title, words.caption, _alt(rows, words, beside))


def _words(found: Ground, rows: pd.DataFrame, beside: Trend) -> Words:
    about = beside.indicator
    computed = list(rows.loc[(rows["england_method"] != "published row") & rows["england"].notna(), "period"])
    caption = [
        f"{about.indicator}: {about.title}. Measure: {about.unit}.",
        f"Periods in the data: {joined(list(rows['period']))}; {'rated' if found.is_rated else 'chosen'}: {beside.rated} (in bold).",
        sources_told(found.seen.sources, rows["ref"]),
        _missing(rows, beside.name),
        f"Lines join consecutive periods only.{_bars(found.beside)}",
        found.beside.said(None, terms=found.seen.terms),
        found.in_line if about.polarity != "none" else "",
        f"England is computed from the councils in {joined(computed)}." if computed else "",
        _tested(rows),
    ]
    return Words(_title(rows, beside), _subtitle(rows, beside), warning(rows["origin"]), " ".join(part for part in caption if part))


def _bars(beside: Comparator) -> str:
    who = f"other {beside.councils}" if beside.against is Against.REGION else beside.plural
    return "" if beside.is_england else f" Bars run from the lowest to the highest figure of the {who} with one."


def _missing(rows: pd.DataFrame, name: str) -> str:
    """In which periods the council has no figure, and why."""
    blank = rows[rows["value"].isna()]
    told = [
        f"{period} ({'no row in the data' if status == 'no row' else status})"
        for period, status in zip(blank["period"], blank["status"], strict=True)
    ]
    return f"No figure of {name}: {joined(told)}." if told else ""


def _tested(rows: pd.DataFrame) -> str:
    """What a test of the trend says, or that there are too few figures for one."""
    verdict = str(rows.loc[rows["value"].notna(), "trend"].iloc[-1])
    if verdict:
        return f"Over the last five periods, beyond chance: {verdict}."
    return "Whether the change is more than chance is not tested: that takes five consecutive figures with their counts."


def _title(rows: pd.DataFrame, beside: Trend) -> str:
    about = f"{beside.indicator.short}: {beside.name}"
    run = last_run(rows)
    first, last = run.iloc[0], run.iloc[-1]
    if len(run) > 1:
        span = f"{first['period']} to {last['period']}"
        moved, better = (tell(first["value"], last["value"], beside.indicator) for tell in (_moved, _better))
        return f"{about} {moved}, {span}{better}"
    one = f"{_told(last['value'], beside.indicator)} in {last['period']}"
    if rows["value"].notna().sum() == 1:
        return f"{about} has one figure, {one}"
    return f"{about} has {one} and no two consecutive figures"


def _better(first: float, last: float, about: Indicator) -> str:
    """Whether that is better or worse, with the unit where the figure does not show it; nothing where neither is known or nothing moved.

    >>> from csrating import reference
    >>> _better(26.2, 47.9, reference.indicator("148")), _better(6.7, 3.5, reference.indicator("48"))
    (': better', ' (per cent reduction): worse')
    """
    if about.polarity == "none" or _told(first, about) == _told(last, about):
        return ""
    unit = "" if about.unit in ("per cent", "score") else f" ({about.unit})"
    return f"{unit}: {'better' if (last > first) == (about.polarity == 'high') else 'worse'}"


def _moved(first: float, last: float, about: Indicator) -> str:
    """From which figure to which, as they are printed.

    >>> from csrating import reference
    >>> _moved(26.2, 47.9, reference.indicator("148"))
    'rose from 26% to 48%'
    """
    one, other = _told(first, about), _told(last, about)
    if one == other:
        return f"had {one} at both ends"
    return f"{'rose' if last > first else 'fell'} from {one} to {other}"


def _subtitle(rows: pd.DataFrame, beside: Trend) -> str:
    """What England and the similar areas did between the two periods of the title."""
    about, run = beside.indicator, last_run(rows)
    head = f"{about.indicator}, {about.unit}, {WAYS[about.polarity]}"
    told = []
    theirs = beside.beside.label if beside.beside.against is Against.REGION else f"the {beside.beside.label}"
    for column, name in (("england", "England"), ("neighbours", theirs)):
        first, last = run[column].iloc[0], run[column].iloc[-1]
        if len(run) > 1 and pd.notna(first) and pd.notna(last):
            told.append(f"{name} {_moved(first, last, about)}")
    return f"{head}; between the same periods {joined(told)}" if told else head


def _told(value: float, about: Indicator) -> str:
    return shown(value, decimals=about.decimals, unit=about.unit)


def _alt(rows: pd.DataFrame, words: Words, beside: Trend) -> str:
    parts = [f"Line chart over the periods. {words.title}. {words.subtitle}."]
    for row in records(rows):
        has = not math.isnan(row["value"])
        own = f"{_told(row['value'], beside.indicator)}, {row['standing']}" if has else f"no figure ({row['status']})"
        england = _told(row["england"], beside.indicator)
        parts.append(f"{row['period']}: {beside.name} {own}; England {england}{_areas(row, beside)}.")
    return " ".join([*parts, *([f"{words.warning}."] if words.warning else [])])


def _areas(row: Record, beside: Trend) -> str:
    who = beside.beside
    if who.is_england:
        return ""
    if math.isnan(row["neighbours_low"]):
        return f"; no {who.singular} has a figure"
    ends = [_told(row[end], beside.indicator) for end in ("neighbours_low", "neighbours_high")]
    return f"; {who.plural} from {ends[0]} to {ends[1]} ({row['with_data']} of {row['of']} with a figure)"
