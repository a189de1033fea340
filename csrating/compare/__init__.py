"""Compare every council with England, its region and its statistical neighbours, in one pass over arrays."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, overload

import pandas as pd

from csrating import reference
from csrating.compare.asked.council import ComparedCouncil, compared_council
from csrating.compare.asked.indicator import ComparedIndicator, compared_indicator
from csrating.compare.csv_file import is_csv, neighbour_table_of_csv
from csrating.compare.entry import observations_of
from csrating.compare.method import Method, method_checked, method_of
from csrating.compare.table import Terms, compared
from csrating.errors import EvidenceError, ReferenceDataError
from csrating.reference import Edition, edition_of
from csrating.reference.frameworks import Framework, framework as load_framework
from csrating.reference.neighbours import SUPPLIED

if TYPE_CHECKING:
    from csrating.read import Data

__all__ = ["ComparedCouncil", "ComparedIndicator", "Method", "chosen_neighbours", "compare", "fitting_framework"]


@overload
def compare(
    data: Data,
    council: None = None,
    *,
    indicator: None = None,
    framework: str | Path | Framework | None = None,
    neighbour_table: str | pd.DataFrame | None = None,
    method: Method | None = None,
) -> pd.DataFrame: ...


@overload
def compare(
    data: Data,
    council: str,
    *,
    indicator: None = None,
    framework: str | Path | Framework | None = None,
    neighbour_table: str | pd.DataFrame | None = None,
    method: Method | None = None,
) -> ComparedCouncil: ...


@overload
def compare(
    data: Data,
    council: None = None,
    *,
    indicator: str,
    framework: str | Path | Framework | None = None,
    neighbour_table: str | pd.DataFrame | None = None,
    method: Method | None = None,
) -> ComparedIndicator: ...


def compare(
    data: Data,
    council: str | None = None,
    *,
    indicator: str | None = None,
    framework: str | Path | Framework | None = None,
    neighbour_table: str | pd.DataFrame | None = None,
    method: Method | None = None,
) -> pd.DataFrame | ComparedCouncil | ComparedIndicator:
    """Every council compared with England, its region and its statistical neighbours, for every indicator and period in the data.

    Args:
        data: what :func:`csrating.read` gave.
        council: any code or spelling of one council, to ask about it alone; every council where it is left out.
        indicator: one indicator, such as 'NI 148', to ask about it alone.
        framework: the rules: what is in line, how few neighbours are too few, which vintage of neighbours; where it is left out that of
            2009, or for today's measures that of 2025.
        neighbour_table: another vintage ("2021", "2025"), a table of your own with columns council, position and neighbour (such as the
            ``table`` that :func:`csrating.own_neighbours` makes), the path of a .csv of such a table, or, as it is, the ``neighbours`` of
            a file that :func:`csrating.read.read_file` has read.
        method: another way of comparing than the framework's, such as ``Method(rule="interval 95", council_types=True)``; ratings are
            made from comparisons by the framework alone.

    Returns:
        COMPARISONS: one row per council, indicator, period and baseline. ``gap`` is positive where the council does better; ``standing``
        is above, in line, below or not comparable, and then ``why`` says the reason; ``verdict`` says better, in line or worse, and
        higher, in line or lower for an indicator without polarity; ``to_edge`` how far the figure is from another verdict by the
        ``rule``; ``with_data`` of ``of`` councils stand behind the baseline; ``average_matters`` where mean, median or pooled share give
        another standing. For one council a :class:`ComparedCouncil`, which answers questions about it: ``.weakest(10)``,
        ``.worsening()``, ``.neighbours("NI 148")``, ``.learn_from("NI 148")``, ``.what_if(...)``; for one indicator a
        :class:`ComparedIndicator`: ``.ranking()``, ``.bands``, ``.funnel``, ``.flags``.

    Raises:
        TableError: the data are not what :func:`csrating.read` gives, or a value contradicts the counts beside it.
        EvidenceError: the data hold no observations, or none of the indicator; or both a council and an indicator are asked about.
        ReferenceDataError: the framework, the neighbour table, the indicator or a group of councils is unknown or broken.
        UnknownCouncilError: no council is meant by the text, or more than one.
    """
    if council is not None and indicator is not None:
        raise EvidenceError("both a council and an indicator are asked about", do='Ask for the council, then .neighbours("NI 148").')
    observations = observations_of(data)
    edition = edition_of(observations["indicator"].unique())
    rules = fitting_framework(framework, edition)
    lists, vintage = chosen_neighbours(rules, neighbour_table)
    terms = Terms(method_checked(method, otherwise=method_of(rules)), lists, vintage, edition)

    def by_these_terms(observations: pd.DataFrame) -> pd.DataFrame:
        return compared(observations, terms)

    if indicator is not None:
        return compared_indicator(indicator, observations=observations, terms=terms)
    table = by_these_terms(observations)
    if council is None:
        return table
    return compared_council(council, table=table, observations=observations, terms=terms, again=by_these_terms)


def fitting_framework(chosen: str | Path | Framework | None, edition: Edition) -> Framework:
    """The framework that was chosen, or the one that goes by the name of the edition.

    Raises:
        ReferenceDataError: it is unknown or broken, or its rules are for the indicators of another edition.
    """
    rules = load_framework(edition.name if chosen is None else chosen)
    if rules.edition != edition:
        found = f"framework {rules.name} is for indicators of the {rules.edition.told}, and the data hold those of the {edition.told}"
        raise ReferenceDataError(found, do=f"Choose another framework, such as {edition.name}.")
    return rules


def chosen_neighbours(rules: Framework, chosen: str | pd.DataFrame | None) -> tuple[pd.DataFrame, str]:
    """The neighbour table (columns council, position, neighbour) and its vintage: the one chosen, else the framework's.

    Raises:
        ReferenceDataError: the vintage is unknown, or the table supplied is broken.
        TableError: a file is named that is no csv.
    """
    if isinstance(chosen, pd.DataFrame):
        return reference.neighbour_table_from(chosen), SUPPLIED
    if isinstance(chosen, str) and is_csv(chosen):
        return neighbour_table_of_csv(chosen), SUPPLIED
    vintage = rules.value("neighbours.vintage") if chosen is None else chosen
    return reference.neighbour_table(vintage), vintage
