"""What the last release said otherwise, of the same area, measure, breakdown and period."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from csrating.read.doctor.contracts import REVISIONS
from csrating.read.doctor.findings import Finding, kept
from csrating.read.doctor.limits import FAR, LEAST_COUNCILS
from csrating.read.doctor.pairs import decimal_factor, measured, misplaced, times
from csrating.read.doctor.series import shortened
from csrating.read.doctor.subject import Subject

_SERIES = ["table", "measure", "breakdown"]
_KEY = [*_SERIES, "period", "level", "area"]


def revisions(subject: Subject, last: Subject | None) -> pd.DataFrame:
    """One row per figure that the last release states otherwise, as REVISIONS; none where there is no last release."""
    if last is None:
        return kept(REVISIONS, pd.DataFrame(columns=REVISIONS.names))
    earlier = last.figures[[*_KEY, "value", "symbol", "ref"]].drop_duplicates(_KEY)
    both = subject.figures.merge(earlier, on=_KEY, suffixes=("", "_before"))
    same = (both["value"] == both["value_before"]) | (both["value"].isna() & both["value_before"].isna())
    told = _with_distance(subject, both)[~same | (both["symbol"] != both["symbol_before"])]
    return kept(REVISIONS, told.rename(columns={"ref": "where", "ref_before": "where_before"})[REVISIONS.names])


def _with_distance(subject: Subject, both: pd.DataFrame) -> pd.DataFrame:
    """The figures that both releases state, with how far each revision is from all others, and what point would explain it."""
    now = np.flatnonzero((both["value"].notna() & both["value_before"].notna()).to_numpy())
    earlier = both.assign(value=both["value_before"])
    of_both = replace(subject, figures=pd.concat([both, earlier], ignore_index=True)[list(subject.figures.columns)])
    pairs = measured(of_both, now, now + len(both))
    distance, factor = np.full((2, len(both)), np.nan)
    distance[now], factor[now] = pairs.distance, misplaced(pairs)
    return both.assign(distance=distance, factor=factor)


def as_named(last: Subject, subject: Subject) -> Subject:
    """The last release with its table named as ours is, where each has only one: a sheet of text is named after its file."""
    tables, ours = last.figures["table"].unique(), subject.figures["table"].unique()
    return replace(last, figures=last.figures.assign(table=ours[0])) if len(tables) == len(ours) == 1 else last


def with_last_release(subject: Subject, last: Subject) -> Subject:
    """The subject with those figures of the last release behind its own that it does not state itself."""
    own = pd.MultiIndex.from_frame(subject.figures[_KEY])
    others = last.figures[~pd.MultiIndex.from_frame(last.figures[_KEY]).isin(own)]
    return replace(subject, figures=pd.concat([subject.figures, others], ignore_index=True))


def findings(table: pd.DataFrame, subject: Subject, last: Subject) -> Iterator[Finding]:
    """How far the two releases are about the same things, and what was revised, measure by measure."""
    series = subject.figures[_SERIES].drop_duplicates()
    alike = len(series.merge(last.figures[_SERIES].drop_duplicates()))
    yield Finding("note", "last release", f"{alike:,} of {len(series):,} measures and breakdowns are in {last.name} too")
    yield from _far(table)
    for (measure, period), some in table.groupby(["measure", "period"], sort=False):
        first = some.iloc[0]
        values = f"{_said(first['value'], first['symbol'])} after {_said(first['value_before'], first['symbol_before'])}"
        differ = "1 figure differs" if len(some) == 1 else f"{len(some):,} figures differ"
        what = f"{measure} ({period}): {differ} from the last release, such as {first['area_name']}: {values}"
        yield Finding("note", "revised", what, str(first["where"]))


def _far(table: pd.DataFrame) -> Iterator[Finding]:
    """Measures in another unit, revisions by about 10 or 100 times, then those far beyond the others."""
    of_all = pd.Series(0.0, index=table.index)
    for (measure, period), some in table.groupby(["measure", "period"], sort=False):
        factor = decimal_factor(float((some["value"] / some["value_before"].where(some["value_before"] != 0)).median()))
        if factor and len(some) >= LEAST_COUNCILS:
            of_all[some.index] = factor
            what = f"{measure} ({period}): {len(some):,} figures are, at their median, {times(factor)} what the last release says"
            yield Finding("look", "decimal point", what, str(some["where"].iloc[0]), "Look whether both releases give it in the same unit.")
    misplaced_point = table["factor"].notna()
    for row in table[misplaced_point].to_dict("records"):
        do = "Look which release has the decimal point in its place."
        yield Finding("look", "decimal point", f"{_told(row)}: {times(row['factor'])}", row["where"], do)
    for row in table[~misplaced_point & (of_all == 0) & (table["distance"].abs() > FAR)].to_dict("records"):
        what = f"{_told(row)} ({abs(row['distance']):.0f} robust standard deviations from the usual revision)"
        yield Finding("look", "far from the last release", what, row["where"], "Look which release is right.")


def _told(row: dict[Hashable, Any]) -> str:
    about = shortened(", ".join(filter(None, (str(row["measure"]), str(row["breakdown"])))), to=70)
    return f"{row['area_name']}, {about} ({row['period']}): {row['value']:,.6g} after {row['value_before']:,.6g} in the last release"


def _said(value: float, symbol: str) -> str:
    return f"{symbol!r}" if value != value else f"{value:,.6g}"
