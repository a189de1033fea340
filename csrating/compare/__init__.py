"""Compare every council with England, its region and its statistical neighbours, in one pass over arrays."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating import reference
from csrating.compare.agreement import refuse_disagreement
from csrating.compare.baselines import Baseline, england, neighbours, region
from csrating.compare.council import ComparedCouncil, compared_council
from csrating.compare.entry import known_codes, known_councils_of, not_empty, table_of
from csrating.compare.figures import NO_ROW, Figures, Numbers, figures, origin_of, series_of
from csrating.compare.standing import SIGN, Verdict, verdict
from csrating.compare.zones import within_deviations
from csrating.reference.frameworks import Framework, framework as load_framework
from csrating.schema import COMPARISONS, OBSERVATIONS, Against, Level, Standing, check

if TYPE_CHECKING:
    from csrating.read import Data

__all__ = ["ComparedCouncil", "chosen_neighbours", "compare"]


@overload
def compare(
    data: Data, council: None = None, *, framework: str | Path | Framework = "2009", neighbour_table: str | pd.DataFrame | None = None
) -> pd.DataFrame: ...


@overload
def compare(
    data: Data, council: str, *, framework: str | Path | Framework = "2009", neighbour_table: str | pd.DataFrame | None = None
) -> ComparedCouncil: ...


def compare(
    data: Data, council: str | None = None, *, framework: str | Path | Framework = "2009", neighbour_table: str | pd.DataFrame | None = None
) -> pd.DataFrame | ComparedCouncil:
    """Every council compared with England, its region and its statistical neighbours, for every indicator and period in the data.

    Args:
        data: what :func:`csrating.read` gave.
        council: any code or spelling of one council, to ask about it alone; every council where it is left out.
        framework: the rules: how wide "in line" is, how few neighbours are too few, which vintage of neighbours.
        neighbour_table: another vintage ("2021", "2025"), a table of your own with columns council, position and neighbour, or, as it
            is, the ``neighbours`` of a file that :func:`csrating.read.read_file` has read.

    Returns:
        COMPARISONS: one row per council, indicator, period and baseline. ``gap`` is positive where the council does better; ``standing``
        is above, in line, below or not comparable, and then ``why`` says the reason; ``outside`` says higher or lower by the same rule
        whatever is good, and ``to_edge`` how far the figure is from another verdict; ``with_data`` of ``of`` councils stand behind the
        baseline; ``average_matters`` where mean, median or pooled share give another standing. For one council a :class:`ComparedCouncil`,
        which answers questions about it: ``.weakest(10)``, ``.neighbours("NI 148")``, ``.learn_from("NI 148")``, ``.what_if(...)``.

    Raises:
        TableError: the data are not what :func:`csrating.read` gives, or a value contradicts the counts beside it.
        EvidenceError: the data hold no observations.
        ReferenceDataError: the framework or the neighbour table is unknown or broken.
        UnknownCouncilError: no council is meant by the text, or more than one.
    """
    observations = _observations(data)
    rules = load_framework(framework)
    lists, vintage = chosen_neighbours(rules, neighbour_table)

    def by_these_rules(observations: pd.DataFrame) -> pd.DataFrame:
        return _compared(observations, rules, lists, vintage)

    table = by_these_rules(observations)
    if council is None:
        return table
    return compared_council(council, table=table, observations=observations, lists=lists, vintage=vintage, again=by_these_rules)


def _compared(observations: pd.DataFrame, rules: Framework, lists: pd.DataFrame, vintage: str) -> pd.DataFrame:
    """All councils against all baselines, by these rules."""
    councils = reference.councils()
    series = series_of(observations)
    ours = figures(observations, level=Level.COUNCIL, areas=tuple(councils["code"]), series=series)
    baselines = (
        england(ours, figures(observations, level=Level.ENGLAND, areas=("England",), series=series)),
        region(ours, figures(observations, level=Level.REGION, areas=_region_names(councils), series=series), councils["region"]),
        neighbours(ours, lists),
    )
    tables = [_rows(observations, councils, ours, baseline, rules, vintage=vintage) for baseline in baselines]
    return check(COMPARISONS, pd.concat(tables, ignore_index=True))


def _observations(data: Data) -> pd.DataFrame:
    """The observations of the data, checked: somebody may have changed them since they were read."""
    observations = table_of(data, OBSERVATIONS).reset_index(drop=True)
    not_empty(observations, "there are no observations to compare", do="Read a folder that holds indicator figures.")
    known_codes(observations, name="observations")
    known_councils_of(observations)
    refuse_disagreement(observations)
    return observations


def chosen_neighbours(rules: Framework, chosen: str | pd.DataFrame | None) -> tuple[pd.DataFrame, str]:
    """The neighbour table (columns council, position, neighbour) and its vintage: the one chosen, else the framework's.

    Raises:
        ReferenceDataError: the vintage is unknown, or the table supplied is broken.
    """
    if isinstance(chosen, pd.DataFrame):
        return reference.neighbour_table_from(chosen), "supplied by the user"
    vintage = rules.value("neighbours.vintage") if chosen is None else chosen
    return reference.neighbour_table(vintage), vintage


def _region_names(councils: pd.DataFrame) -> tuple[str, ...]:
    return tuple(sorted({*councils["region"], "London"}))


def _polarity(series: pd.DataFrame) -> NDArray[np.object_]:
    known = reference.indicators().set_index("indicator")["polarity"]
    return known.reindex(series["indicator"]).to_numpy(dtype=object)


def _verdict(rules: Framework, ours: Figures, baseline: Baseline, level: Numbers) -> Verdict:
    sign = np.array([SIGN[polarity] for polarity in _polarity(ours.series)])
    return verdict(
        ours.value,
        level,
        within_deviations(level, baseline.spread, width=rules.value("standing.width")),
        baseline.with_data,
        baseline.of,
        sign=sign[None, :],
        least=rules.value("neighbours.least_with_data"),
    )


def _average_matters(rules: Framework, ours: Figures, baseline: Baseline, found: Verdict) -> NDArray[np.bool_]:
    """Where the mean, the median or the pooled share of the councils behind a baseline would give another standing than the one found."""
    comparable = found.standing != str(Standing.NOT_COMPARABLE)
    if baseline.against != str(Against.NEIGHBOURS):  # a published figure of England or a region is no average of ours to choose
        return np.zeros(comparable.shape, dtype=bool)
    others = [_verdict(rules, ours, baseline, level).standing for level in baseline.averages.values()]
    differ = [(other != found.standing) & (other != str(Standing.NOT_COMPARABLE)) for other in others]
    return np.asarray(np.logical_or.reduce(differ) & comparable)


def _rows(
    observations: pd.DataFrame, councils: pd.DataFrame, ours: Figures, baseline: Baseline, rules: Framework, *, vintage: str
) -> pd.DataFrame:
    """One baseline's comparisons as rows, council by council and series by series."""
    found = _verdict(rules, ours, baseline, baseline.level)
    blank = np.full(ours.value.shape, np.nan)
    without_one = baseline.leave_one_out if baseline.against == str(Against.NEIGHBOURS) else (blank, blank)
    shape = ours.value.shape

    def by_council(values: Any) -> NDArray[Any]:
        return np.repeat(np.asarray(values, dtype=object), shape[1])

    def by_series(values: Any) -> NDArray[Any]:
        return np.tile(np.asarray(values), shape[0])

    return pd.DataFrame(
        {
            "council": by_council(councils["code"]),
            "name": by_council(councils["name"]),
            "indicator": by_series(ours.series["indicator"].to_numpy(dtype=object)),
            "period": by_series(ours.series["period"].to_numpy(dtype=object)),
            "period_end": by_series(ours.series["period_end"].to_numpy()),
            "against": str(baseline.against),
            "baseline_area": baseline.area.ravel(),
            "method": baseline.method.ravel(),
            "value": ours.value.ravel(),
            "status": _cells(observations["status"], ours.place, "no row"),
            "baseline": baseline.level.ravel(),
            "gap": found.gap.ravel(),
            "spread": baseline.spread.ravel(),
            "margin": found.margin.ravel(),
            "standing": found.standing.ravel(),
            "direction": _direction(ours.value, baseline.level).ravel(),
            "outside": found.outside.ravel(),
            "to_edge": found.to_edge.ravel(),
            "with_data": baseline.with_data.ravel(),
            "of": baseline.of.ravel(),
            "median": baseline.median.ravel(),
            "pooled": baseline.pooled.ravel(),
            "without_one_low": without_one[0].ravel(),
            "without_one_high": without_one[1].ravel(),
            "average_matters": _average_matters(rules, ours, baseline, found).ravel(),
            "why": found.why.ravel(),
            "polarity": by_series(_polarity(ours.series)),
            "unit": by_series(ours.series["unit"].to_numpy(dtype=object)),
            "vintage": vintage if baseline.against == "neighbours" else "",
            "origin": by_series(origin_of(observations, ours.series)),
            "ref": _cells(observations["ref"], ours.place, ""),
            "baseline_ref": _cells(observations["ref"], baseline.place, ""),
        }
    )


def _cells(column: pd.Series[str], place: NDArray[np.int64], missing: str) -> NDArray[np.object_]:
    padded = np.append(column.to_numpy(dtype=object), missing)
    return padded[np.where(place == NO_ROW, len(column), place)].ravel()


def _direction(value: NDArray[np.float64], baseline: NDArray[np.float64]) -> NDArray[np.object_]:
    """Higher or lower as numbers, whatever the polarity: what a reader would see."""
    named = np.full(value.shape, "unknown", dtype=object)
    named[value > baseline] = "higher"
    named[value < baseline] = "lower"
    named[value == baseline] = "equal"
    return named
