"""One council's comparisons as text: what they are measured against, a table, and what to know of its blanks."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING, Any

from csrating.cli.lines import aligned, wrapped
from csrating.schema import Against, Standing

if TYPE_CHECKING:
    import pandas as pd

    from csrating.reference.frameworks import Framework

_BETTER = {"high": "more is better", "low": "less is better", "none": "neither more nor less is better, so there is no standing"}
_AGAINST = {"neighbours": "similar areas"}
_ORDER = (str(Against.ENGLAND), str(Against.REGION), str(Against.NEIGHBOURS), str(Against.COUNCIL_TYPE), str(Against.GROUP))
_ALWAYS = 3
"""How many of those a figure is always compared with."""

_NOT = str(Standing.NOT_COMPARABLE)


def all_indicators(rows: pd.DataFrame, *, framework: Framework, mark: str, cells: bool = False, width: int | None = None) -> str:
    """Every indicator of a council in its rated period, against its similar areas.

    Args:
        rows: the rows of COMPARISONS against neighbours, one for each indicator.
        framework: whose periods they are.
        mark: whose choice the rule for in line is.
        cells: list the cell of each figure too.
        width: columns of the terminal, or None for as wide as it comes.
    """
    from csrating import reference

    first, short = rows.iloc[0], reference.every_indicator().set_index("indicator")["short"]
    told = (
        f"{first['name']} ({first['council']}): each indicator in the period that framework {framework.name} rates, against similar areas."
    )
    records = rows.to_dict("records")
    heading = "measure" if framework.is_of_today else "NI"
    headings = (heading, "subject", "period", "council", "similar", "gap", "standing", f"of {_most(records)}", "origin")
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
    lines = aligned(headings, table, text={heading, "subject", "period", "standing", "origin"}, width=width, give="subject")
    notes = [
        *_blanks(rows, by="indicator"),
        *_averages(rows, by="indicator"),
        *(_cells(rows, by="indicator", baselines=False) if cells else []),
    ]
    return _page([told, _rule(first, mark), *_letters(rows)], lines, notes, width=width)


def one_indicator(rows: pd.DataFrame, *, mark: str, cells: bool = False, width: int | None = None) -> str:
    """One indicator of a council in all its periods, against England, the region and its similar areas.

    Args:
        rows: the rows of COMPARISONS of the council and indicator.
        mark: whose choice the rule for in line is.
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
        f"{first['name']} ({first['council']}), against England, its region ({region}), similar areas{_others(rows)}.",
        _rule(rows[rows["against"] == str(Against.NEIGHBOURS)].iloc[0], mark),
        *_letters(rows),
    ]
    placed = rows.assign(place=rows["against"].map(_ORDER.index)).sort_values(["period_end", "place"], kind="stable")
    headings = ("period", "against", "council", "baseline", "gap", "standing", "to edge", "with data", "origin")
    places = indicator.decimals + 1
    table = [
        (
            row["period"],
            _against(row),
            *_figures(row),
            _number(row["to_edge"], places),
            f"{row['with_data']} of {row['of']}",
            row["origin"][0],
        )
        for row in placed.to_dict("records")
    ]
    lines = aligned(headings, table, text={"period", "against", "standing", "origin"}, width=width, give="against")
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


def _rule(near: pd.Series, mark: str) -> str:
    """Who the similar areas are and what is in line, from a row that is compared with them."""
    average = str(near["method"]).replace("neighbours", "the statistical neighbours")
    return (
        f"Similar areas: the {average}, table {near['vintage']}. In line: {near['rule']} ({mark}). "
        "A positive gap is better, also where less of something is better. Standings are found on unrounded figures."
    )


def _others(rows: pd.DataFrame) -> str:
    """What else than the usual baselines the figures are compared with."""
    named = list(dict.fromkeys(_against(row) for row in rows.to_dict("records") if row["against"] not in _ORDER[:_ALWAYS]))
    return "".join(f", {name}" for name in named)


def _letters(rows: pd.DataFrame) -> list[str]:
    words = {"published": "p published", "demonstration": "d demonstration, published by nobody", "mixed": "m rests on both"}
    used = set(rows["origin"])
    return [f"Origin: {'; '.join(told for origin, told in words.items() if origin in used)}."]


def _figures(row: dict[Hashable, Any]) -> tuple[str, str, str, str]:
    """The council's figure, the baseline and the gap as text, with the decimals of the indicator, and the standing."""
    from csrating import reference

    places = reference.indicator(row["indicator"]).decimals
    standing = (row["outside"] or "-") if row["standing"] == _NOT else row["standing"]
    return _number(row["value"], places), _number(row["baseline"], places + 1), _number(row["gap"], places + 1, sign="+"), standing


def _number(value: float, places: int, *, sign: str = "") -> str:
    if math.isnan(value):
        return "-"
    rounded = round(value, places)
    return f"{rounded:{sign if rounded else ''},.{places}f}" if rounded else f"{0:.{places}f}"


def _against(row: dict[Hashable, Any]) -> str:
    """What a figure is compared with, a council type or a group by its name."""
    if row["against"] in _ORDER[_ALWAYS:]:
        return str(row["baseline_area"])
    return _AGAINST.get(row["against"], str(row["against"]))


def _most(records: list[dict[Hashable, Any]]) -> int:
    return max(int(row["of"]) for row in records)


def _blanks(rows: pd.DataFrame, *, by: str) -> Iterator[str]:
    """Why there is no standing, each reason once with all that it is the reason for."""
    without = rows[rows["standing"] == _NOT]
    for why in without["why"].unique():
        some = without[without["why"] == why]
        names = some[by] if by == "indicator" else _periods(some, rows)
        yield f"No standing: {', '.join(names)}: {why}."


def _averages(rows: pd.DataFrame, *, by: str) -> Iterator[str]:
    """For what the standing hangs on which average of the similar areas is taken."""
    some = rows.loc[rows["average_matters"], by]
    if len(some):
        names = ", ".join(dict.fromkeys(some))
        yield f"Another average: {names}: by another of mean, median and pooled figure the standing would be another."


def _computed(rows: pd.DataFrame) -> Iterator[str]:
    rows = rows[rows["baseline"].notna()]
    for method in rows.loc[rows["method"].str.endswith("(computed)"), "method"].unique():
        told = method.removesuffix(" (computed)")
        yield f"Computed here, not published: {', '.join(_periods(rows[rows['method'] == method], rows))}: {told}."


def _periods(some: pd.DataFrame, rows: pd.DataFrame) -> list[str]:
    """Each period of some rows, with its baselines where it is not all that the period has."""
    found = []
    for period in some["period"].unique():
        against = [_against(row) for row in some[some["period"] == period].to_dict("records")]
        everything = len(against) == int((rows["period"] == period).sum())
        found += [period] if everything else [f"{period} {name}" for name in against]
    return found


def _cells(rows: pd.DataFrame, *, by: str, baselines: bool) -> Iterator[str]:
    """The cells of the council's figures, and of the published baselines, each once."""
    yield "Cells:"
    for name, ref in rows[rows["ref"] != ""].groupby(by, sort=False)["ref"].first().items():
        yield f"  {name}: {ref}"
    if baselines:
        for row in rows[rows["baseline_ref"] != ""].to_dict("records"):
            yield f"  {row['period']} {_against(row)}: {row['baseline_ref']}"
