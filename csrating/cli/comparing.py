"""The commands ``compare`` and ``indicator``: one council among its baselines, and all councils in one indicator."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from csrating.cli.lines import terminal_width
from csrating.cli.options import RAW, Council, FrameworkName, Neighbours, OneIndicator, PublishedOnly, Raw, known_council, not_blank
from csrating.errors import CsratingError, EvidenceError
from csrating.schema import Against, Average, InLine, words_of

if TYPE_CHECKING:
    from csrating.compare import Method
    from csrating.reference.frameworks import Framework

CHOSEN = "chosen here"

Rule = Annotated[
    str | None,
    typer.Option("--rule", help=f"What is in line: {', '.join(words_of(InLine))}.", callback=not_blank),
]
Width = Annotated[float | None, typer.Option("--width", help="How wide in line is, for the rules that have a width.")]
AverageName = Annotated[
    str | None, typer.Option("--average", help=f"Of the similar areas: {', '.join(words_of(Average))}.", callback=not_blank)
]
Least = Annotated[int | None, typer.Option("--least", help="How many councils with a figure a standing takes.")]
Mutual = Annotated[bool, typer.Option("--mutual", help="Count only the neighbours that have the council among their own.")]
Types = Annotated[bool, typer.Option("--type", help="Compare with the other councils of its type as well.")]
Groups = Annotated[
    list[str] | None, typer.Option("--group", help="Compare with councils of your own choice as well: 'name=358,356,334'. May be repeated.")
]


def compare_command(
    council: Council,
    indicator: OneIndicator = None,
    rule: Rule = None,
    width: Width = None,
    average: AverageName = None,
    least: Least = None,
    mutual: Mutual = False,
    council_type: Types = False,
    group: Groups = None,
    cells: Annotated[bool, typer.Option("--cells", help="List the cell that each figure came from.")] = False,
    raw: Raw = RAW,
    framework: FrameworkName = "2009",
    neighbours: Neighbours = None,
    published_only: PublishedOnly = False,
) -> None:
    """Compare one council. Sets its indicators against England, its region and its statistical neighbours."""
    from csrating import reference
    from csrating.cli.compared import all_indicators, one_indicator
    from csrating.compare import compare
    from csrating.rate import rated_periods
    from csrating.read import read
    from csrating.reference.frameworks import framework as load_framework

    code, wanted = known_council(council, framework), reference.indicator(indicator).indicator if indicator else None
    rules = load_framework(framework)
    if not wanted and (council_type or group):
        raise CsratingError("--type and --group are about one indicator", do="Add, say, --indicator 148.")
    changed = {"rule": rule, "width": width, "average": average, "least": least, "mutual_only": mutual, "council_types": council_type}
    method, mark = _chosen(rules, changed, groups=_groups(group or []))
    data = read(raw, published_only=published_only, of_today=rules.is_of_today)
    comparisons = compare(data, framework=rules, neighbour_table=neighbours, method=method)
    own = comparisons[comparisons["council"] == code]
    if wanted:
        rows = own[own["indicator"] == wanted]
    else:
        near = rated_periods(own, rules)
        rows = near[near["against"] == str(Against.NEIGHBOURS)]
    if rows.empty:
        raise EvidenceError(f"there are no figures for {wanted or 'the council'} in the data")
    settings: dict[str, Any] = {"mark": mark, "cells": cells, "width": terminal_width()}
    print(one_indicator(rows, **settings) if wanted else all_indicators(rows, framework=rules, **settings))


def _chosen(rules: Framework, changed: dict[str, Any], *, groups: dict[str, list[str]]) -> tuple[Method, str]:
    """The framework's method with what was changed on the command line, and whose choice its rule for in line then is."""
    from csrating.compare.method import method_of, rule_in_line

    method = method_of(rules)
    given = {name: value for name, value in changed.items() if value is not None and value is not False}
    if "rule" in given:  # the framework's width and average belong to its own rule
        method = replace(method, width=None, average=None)
    chosen = replace(method, **given, groups=groups)
    is_own = {"rule", "width", "average", "least"} & set(given)
    return chosen, CHOSEN if is_own else rule_in_line(rules).mark.partition(":")[0]


def _groups(given: list[str]) -> dict[str, list[str]]:
    """The councils of each group, by its name.

    Raises:
        CsratingError: one is not a name and councils, or two have the same name.
    """
    found: dict[str, list[str]] = {}
    for text in given:
        name, _, councils = text.partition("=")
        apart = ";" if ";" in councils else ","  # some names hold a comma
        members = [one.strip() for one in councils.split(apart) if one.strip()]
        if not name.strip() or not members or name.strip() in found:
            raise CsratingError(f"--group {text!r} is no group", expected="a name of its own and councils, such as 'north=Leeds,York'")
        found[name.strip()] = members
    return found


def indicator_command(
    indicator: Annotated[str, typer.Argument(help="One indicator, such as 148.", show_default=False, callback=not_blank)],
    period: Annotated[str | None, typer.Option("--period", help="Such as 2007/08; the latest where left out.", callback=not_blank)] = None,
    rule: Rule = None,
    width: Width = None,
    average: AverageName = None,
    least: Least = None,
    mutual: Mutual = False,
    seed: Annotated[int, typer.Option(min=0, help="Of the random numbers behind the intervals of ranks.")] = 2009,
    raw: Raw = RAW,
    framework: FrameworkName = "2009",
    neighbours: Neighbours = None,
    published_only: PublishedOnly = False,
) -> None:
    """Rank all councils in one indicator. Tells how firm each rank is, the quarters, and what chance alone would flag."""
    from csrating import reference
    from csrating.cli.ranked import ranking_told
    from csrating.compare import compare
    from csrating.read import read
    from csrating.reference.frameworks import framework as load_framework

    wanted, rules = reference.indicator(indicator).indicator, load_framework(framework)
    changed = {"rule": rule, "width": width, "average": average, "least": least, "mutual_only": mutual}
    method, mark = _chosen(rules, changed, groups={})
    data = read(raw, published_only=published_only, of_today=rules.is_of_today)
    found = compare(data, indicator=wanted, framework=rules, neighbour_table=neighbours, method=method)
    print(ranking_told(found.at(period) if period else found, seed=seed, mark=mark, width=terminal_width()))
