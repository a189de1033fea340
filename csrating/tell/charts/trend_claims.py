"""What the trend chart says: each period's figure beside England and others, and how far the latest unbroken run moved."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pandas as pd

from csrating.reference import Indicator
from csrating.tell.charts.ground import Ground
from csrating.tell.charts.ground_claims import told
from csrating.tell.charts.origin_claim import origin_claim
from csrating.tell.charts.records import Record, records
from csrating.tell.charts.trend_rows import last_run
from csrating.tell.claims import UNKNOWN, Claim, Claims
from csrating.tell.claims.claim import origin_of
from csrating.tell.claims.compared import BEHIND, Beside, compared_claim, name_of
from csrating.tell.claims.rests import ENGLAND, Rest, figures

PERIOD, CHANGE, OF_ENGLAND, OF_OTHERS = "period.", "change", "change of England", "change of others"
NO_CHANGE = "no change"


def trend_claims(found: Ground, rows: pd.DataFrame) -> Claims:
    """The claims about the rows of a trend chart.

    Args:
        found: what the chart is drawn on.
        rows: what :func:`csrating.tell.charts.trend_rows.trend_rows` gave.
    """
    rests = figures((found.about.indicator,), ENGLAND, *BEHIND[str(found.beside.against)], periods=tuple(rows["period"]))
    made = (*_periods(found, rows), *_changes(found, rows, rests), origin_claim(rows["origin"].tolist(), rests))
    return Claims(made, found.own.code, found.seen.cells)


def _periods(found: Ground, rows: pd.DataFrame) -> Iterator[Claim]:
    """Each period: the council beside those it is compared with, as a letter has it, with England's figure and the ends of theirs."""
    for row in records(rows):
        yield _period(found, row)


def _period(found: Ground, row: Record) -> Claim:
    about, against = found.about.indicator, str(found.beside.against)
    baseline = row["england"] if found.beside.is_england else row["neighbours"]
    numbers = row["value"], baseline, row["with_data"], row["of"]
    stands = Beside(about, str(row["period"]), against, *numbers, str(row["standing"]), str(row["origin"]))
    more = [("England", row["england"]), ("lowest", row["neighbours_low"]), ("highest", row["neighbours_high"])]
    return compared_claim(
        stands,
        more=[(name, float(value)) for name, value in more if not math.isnan(value)],
        whose=(ENGLAND,),
        periods=(stands.period,),
        called=name_of(about, f"{PERIOD}{stands.period}"),
        names=(str(row["status"]),) if math.isnan(row["value"]) else (),
    )


def _changes(found: Ground, rows: pd.DataFrame, rests: tuple[Rest, ...]) -> Iterator[Claim]:
    """How the council moved within the latest unbroken run, and England and the others from its first period to its last."""
    about, run = found.about, records(last_run(rows))
    first, last = run[0], run[-1]
    origin, periods = origin_of([str(row["origin"]) for row in run]), (str(first["period"]), str(last["period"]))
    if len(run) == 1:
        known, one = int(rows["value"].notna().sum()), (("last", float(last["value"])),)
        name = name_of(about.indicator, CHANGE)
        yield Claim(name, about.indicator, "change", "earlier", UNKNOWN, known, one, periods[1:], rests, origin)
        return
    columns = {CHANGE: "value", OF_ENGLAND: "england"} | ({} if found.beside.is_england else {OF_OTHERS: "neighbours"})
    for called, column in columns.items():
        ends = float(first[column]), float(last[column])
        if not any(map(math.isnan, ends)):
            behind = tuple((f"{end} with data", float(row["with_data"])) for end, row in (("first", first), ("last", last)))
            numbers = (("first", ends[0]), ("last", ends[1]), *(behind if called == OF_OTHERS else ()))
            verdict = moved(*ends, about)
            name = name_of(about.indicator, called)
            yield Claim(name, about.indicator, called, "earlier", verdict, len(run), numbers, periods, rests, origin)


def moved(first: float, last: float, about: Indicator) -> str:
    """What a change amounts to: better or worse, up or down where neither is good, or none where both figures are printed alike.

    >>> from csrating import reference
    >>> moved(26.2, 47.9, reference.indicator("148")), moved(26.2, 26.3, reference.indicator("148"))
    ('better', 'no change')
    >>> moved(6.7, 3.5, reference.indicator("48"))  # per cent reduction
    'worse'
    """
    if told(first, about) == told(last, about):
        return NO_CHANGE
    if about.polarity == "none":
        return "up" if last > first else "down"
    return "better" if (last > first) == (about.polarity == "high") else "worse"
