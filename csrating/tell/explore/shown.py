"""What is shown of a choice: the chart, the rows behind it, what they say, where they come from, and the line of code for all that."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field, replace

import pandas as pd

from csrating import reference
from csrating.errors import CsratingError
from csrating.schema import Against, Standing
from csrating.tell.charts import Chart
from csrating.tell.charts.ground import Ground, ground
from csrating.tell.charts.observed import Observed
from csrating.tell.charts.wording import shown as figure, warning, without_figure
from csrating.tell.explore.choice import ANY, Choice, Kind, kind_named
from csrating.tell.explore.tables import table_of
from csrating.tell.grammar import capital


@dataclass(frozen=True, eq=False)
class Shown:
    """What is shown of a choice.

    Args:
        choice: what was chosen.
        kind: of the chart that is drawn, another than the chosen where that cannot be.
        chart: the chart.
        table: the rows behind it.
        said: what the council's figure is and how it stands, how many councils have one, and what cannot be said.
        cell: of the council's figure; blank where there is none.
        notice: that figures were made up, where they were.
        line: the code that gives the chart without the widgets.
        notes: what differs from what was chosen, and why.
    """

    choice: Choice
    kind: Kind
    chart: Chart
    table: pd.DataFrame
    said: str
    cell: str
    notice: str
    line: str
    notes: tuple[str, ...] = field(default=())

    def noting(self, *notes: str) -> Shown:
        """The same with what else is to be said first."""
        return replace(self, notes=(*notes, *self.notes))


def show(choice: Choice, *, seen: Observed, evidence: object, name: str) -> Shown:
    """Draw a choice. A chart that cannot be drawn of it gives way to the one of all councils, and says why.

    Args:
        choice: a choice that the options allow.
        seen: the figures.
        evidence: what the charts are drawn from: the ratings, or ``seen`` again.
        name: of the variable that holds the evidence, for the line of code.
    """
    kind = kind_named(choice.kind)
    notes: tuple[str, ...] = ()
    try:
        chart = _drawn(kind, choice, evidence, seen)
    except CsratingError as why:
        notes = (f"No chart “{kind.label}”: {why} Shown instead: “{ANY.label}”.",)
        kind, chart = ANY, _drawn(ANY, choice, evidence, seen)
    there = ground(seen, choice.council, choice.indicator, period=choice.period, against=choice.against)
    return Shown(
        choice=choice,
        kind=kind,
        chart=chart,
        table=table_of(kind, chart),
        said=_said(there),
        cell=str(there.near["ref"]),
        notice=warning(chart.data.loc[chart.data["value"].notna(), "origin"]),
        line=line_of(choice, kind, name),
        notes=(*notes, *_not_followed(choice, kind)),
    )


def line_of(choice: Choice, kind: Kind, name: str) -> str:
    """The code that gives the chart of a choice.

    >>> line_of(Choice("358", "NI 148", "region", "2009", "trend"), kind_named("trend"), "data")
    'cs.tell.trend(data, "Trafford", indicator="NI 148", period="2009", against="region")'
    """
    told = [f"{keyword}={json.dumps(value, ensure_ascii=False)}" for keyword, value in choice.keywords(kind).items()]
    return f"cs.tell.{kind.name}({', '.join([name, json.dumps(choice.name, ensure_ascii=False), *told])})"


def _drawn(kind: Kind, choice: Choice, evidence: object, seen: Observed) -> Chart:
    return kind.draws(evidence if kind.of_ratings else seen, choice.name, **choice.keywords(kind))


def _not_followed(choice: Choice, kind: Kind) -> list[str]:
    """That a chart shows something whatever is chosen, where that differs."""
    if kind.of_ratings:
        outcome = reference.indicator(choice.indicator).ecm_outcome
        return [f"This chart shows every indicator of “{outcome}” in its rated period, against similar areas, whatever else is chosen."]
    if kind.name == "funnel":
        return ["A funnel compares with all councils together, whatever else is chosen."]
    return []


def _said(there: Ground) -> str:
    """The council's figure, how it stands, and how many have one."""
    every = there.rows[(there.rows["period"] == there.period) & (there.rows["against"] == str(Against.ENGLAND))]
    counted = f"{every['value'].notna().sum()} of {len(every)} councils have a figure of {there.about.indicator} in {there.period}."
    near, name = there.near, there.own.name
    if math.isnan(near["value"]):
        return f"{capital(without_figure(name, str(near['status'])))}. {counted}"
    own = f"{name} {_figure(near['value'], there)}"
    behind = there.beside.behind(near["with_data"], of=near["of"])
    if math.isnan(near["baseline"]):
        return f"{own}; nothing to compare it with: {behind}. {counted}"
    beside = f"{behind} {_figure(near['baseline'], there)}"
    if near["standing"] == str(Standing.NOT_COMPARABLE):
        return f"{own}; {beside}; not comparable: {near['why']}. {counted}"
    return f"{own}, {there.beside.verdict(Standing(near['standing']))}: {beside}. {counted}"


def _figure(value: float, there: Ground) -> str:
    told = figure(float(value), decimals=there.about.decimals, unit=there.about.unit)
    return told if there.about.unit == "per cent" else f"{told} {there.about.unit}"
