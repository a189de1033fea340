"""One council's comparisons as text: what they are measured against, a table, and what to know of its blanks."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING, Any

from csrating.cli.lines import aligned, wrapped
from csrating.schema import Standing

if TYPE_CHECKING:
    import pandas as pd

    from csrating.reference.frameworks import Framework

_BETTER = {"high": "more is better", "low": "less is better", "none": "neither more nor less is better, so there is no standing"}
_AGAINST = {"neighbours": "similar areas"}
_ORDER = ("England", "region", "neighbours")
_NOT = str(Standing.NOT_COMPARABLE)


def all_indicators(rows: pd.DataFrame, *, framework: Framework, cells: bool = False, width: int | None = None) -> str:
    """Every indicator of a council in its rated period, against its similar areas.

    Args:
        rows: the rows of COMPARISONS against neighbours, one for each indicator.
        framework: the rules that they were compared by.
        cells: list the cell of each figure too.
        width: columns of the terminal, or None for as wide as it comes.
    """
    from csrating import reference

    first, short = rows.iloc[0], reference.indicators().set_index("indicator")["short"]
    told = (
        f"{first['name']} ({first['council']}): each indicator in the period that framework {framework.name} rates, against similar areas."
    )
    records = rows.to_dict("records")
    headings = ("NI", "subject", "period", "council", "similar", "gap", "standing", f"of {_most(records)}", "origin")
    table = [
        (
            row["indicator"].removeprefix("NI "),
            short[row["indicator"]],
            row["period"],
            *_figures(row),
            str(row["with_data"]),
            row["origin"][0],
        )
        for row in records
    ]
    lines = aligned(headings, table, text={"NI", "subject", "period", "standing", "origin"}, width=width, give="subject")
    notes = [
        *_blanks(rows, by="indicator"),
        *_averages(rows, by="indicator"),
        *(_cells(rows, by="indicator", baselines=False) if cells else []),
    ]
    return _page([told, _rule(framework, first["vintage"]), *_letters(rows)], lines, notes, width=width)


def one_indicator(rows: pd.DataFrame, *, framework: Framework, cells: bool = False, width: int | None = None) -> str:
    """One indicator of a council in all its periods, against England, the region and its similar areas.

    Args:
        rows: the rows of COMPARISONS of the council and indicator.
        framework: the rules that they were compared by.
        cells: list the cells of the figures too.
        width: columns of the terminal, or None for as wide as it comes.
    """
    from csrating import reference

    first = rows.iloc[0]
    indicator = reference.indicator(first["indicator"])
    region = rows.loc[rows["against"] == "region", "baseline_area"].iloc[0]
    about = [
        f"{indicator.indicator}: {indicator.title}",
        f"Unit: {first['unit']}; {_BETTER[first['polarity']]}.",
        f"{first['name']} ({first['council']}), against England, its region ({region}) and similar areas.",
        _rule(framework, rows.loc[rows["against"] == "neighbours", "vintage"].iloc[0]),
        *_letters(rows),
    ]
    placed = rows.assign(place=rows["against"].map(_ORDER.index)).sort_values(["period_end", "place"], kind="stable")
    headings = ("period", "against", "council", "baseline", "gap", "standing", "with data", "origin")
    table = [
        (row["period"], _against(row), *_figures(row), f"{row['with_data']} of {row['of']}", row["origin"][0])
        for row in placed.to_dict("records")
    ]
    lines = aligned(headings, table, text={"period", "against", "standing", "origin"}, width=width)
    notes = [
        *_blanks(placed, by="period"),
        *_averages(placed, by="period"),
        *_computed(placed),
        *(_cells(placed, by="period", baselines=True) if cells else []),
    ]
    return _page(about, lines, notes, width=width)


def _page(about: list[str], table: list[str], notes: list[str], *, width: int | None) -> str:
    told = [wrapped(line, width=width, indent=2) for line in about]
    noted = [wrapped(note, width=width, indent=4) for note in notes]
    return "\n".join([*told, "", *table, *(["", *noted] if noted else [])])


def _rule(framework: Framework, vintage: str) -> str:
    width = framework.rule("standing.width")
    return (
        f"Similar areas: the mean of the statistical neighbours, table {vintage}. In line: within {width.value:g} standard deviations of "
        f"the councils compared ({width.mark.partition(':')[0]}). A positive gap is better, also where less of something is better."
    )


def _letters(rows: pd.DataFrame) -> list[str]:
    words = {"published": "p published", "demonstration": "d demonstration, published by nobody", "mixed": "m rests on both"}
    used = set(rows["origin"])
    return [f"Origin: {'; '.join(told for origin, told in words.items() if origin in used)}."]


def _figures(row: dict[Hashable, Any]) -> tuple[str, str, str, str]:
    """The council's figure, the baseline and the gap as text, with the decimals of the indicator, and the standing."""
    from csrating import reference

    places = reference.indicator(row["indicator"]).decimals
    standing = "-" if row["standing"] == _NOT else row["standing"]
    return _number(row["value"], places), _number(row["baseline"], places + 1), _number(row["gap"], places + 1, sign="+"), standing


def _number(value: float, places: int, *, sign: str = "") -> str:
    if math.isnan(value):
        return "-"
    rounded = round(value, places)
    return f"{rounded:{sign if rounded else ''},.{places}f}" if rounded else f"{0:.{places}f}"


def _against(row: dict[Hashable, Any]) -> str:
    return _AGAINST.get(row["against"], str(row["against"]))


def _most(records: list[dict[Hashable, Any]]) -> int:
    return max(int(row["of"]) for row in records)


def _blanks(rows: pd.DataFrame, *, by: str) -> Iterator[str]:
    """Why there is no standing, each reason once with all that it is the reason for."""
    without = rows[rows["standing"] == _NOT]
    for why in without["why"].unique():
        some = without[without["why"] == why]
        names = some[by] if by == "indicator" else _periods(some)
        yield f"No standing: {', '.join(names)}: {why}."


def _averages(rows: pd.DataFrame, *, by: str) -> Iterator[str]:
    """For what the standing hangs on which average of the similar areas is taken."""
    some = rows.loc[rows["average_matters"], by]
    if len(some):
        names = ", ".join(dict.fromkeys(some))
        yield f"Another average: {names}: by the median or the pooled share of the similar areas the standing would be another."


def _computed(rows: pd.DataFrame) -> Iterator[str]:
    for method in rows.loc[rows["method"].str.endswith("(computed)"), "method"].unique():
        told = method.removesuffix(" (computed)")
        yield f"No published row: {', '.join(_periods(rows[rows['method'] == method]))}: {told}, computed here."


def _periods(rows: pd.DataFrame) -> list[str]:
    """Each period, with its baselines where it is not all of them."""
    found = []
    for period in rows["period"].unique():
        against = [_against(row) for row in rows[rows["period"] == period].to_dict("records")]
        found += [period] if len(against) == len(_ORDER) else [f"{period} {name}" for name in against]
    return found


def _cells(rows: pd.DataFrame, *, by: str, baselines: bool) -> Iterator[str]:
    """The cells of the council's figures, and of the published baselines, each once."""
    yield "Cells:"
    for name, ref in rows[rows["ref"] != ""].groupby(by, sort=False)["ref"].first().items():
        yield f"  {name}: {ref}"
    if baselines:
        for row in rows[rows["baseline_ref"] != ""].to_dict("records"):
            yield f"  {row['period']} {_against(row)}: {row['baseline_ref']}"
