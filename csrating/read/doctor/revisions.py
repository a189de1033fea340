"""What the last release said otherwise, of the same area, measure, breakdown and period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from csrating.read.doctor.contracts import REVISIONS
from csrating.read.doctor.findings import Finding, kept
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
    told = both[~same | (both["symbol"] != both["symbol_before"])].rename(columns={"ref": "where", "ref_before": "where_before"})
    return kept(REVISIONS, told[REVISIONS.names])


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
    for (measure, period), some in table.groupby(["measure", "period"], sort=False):
        first = some.iloc[0]
        values = f"{_said(first['value'], first['symbol'])} after {_said(first['value_before'], first['symbol_before'])}"
        what = f"{measure} ({period}): {len(some):,} figures differ from the last release, such as {first['area_name']}: {values}"
        yield Finding("note", "revised", what, str(first["where"]))


def _said(value: float, symbol: str) -> str:
    return f"{symbol!r}" if value != value else f"{value:,.6g}"
