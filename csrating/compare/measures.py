"""Compare the measures of any table that was read, such as LAIT's long one: every council, measure and period in one pass over arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.compare.baselines import Baseline, england, neighbours, region
from csrating.compare.entry import a_kind
from csrating.compare.figures import NO_ROW, Figures, Numbers, Places
from csrating.compare.method import Method, method_checked
from csrating.compare.positions import Columns, among_councils, since
from csrating.compare.rules import average_matters, baseline_by, judged
from csrating.compare.standing import OUTSIDE, SIGN, STANDINGS
from csrating.compare.table import Terms
from csrating.compare.trends import Previous, moment_of, previous
from csrating.errors import EvidenceError, TableError
from csrating.reference.neighbours import SUPPLIED, neighbour_table, neighbour_table_from
from csrating.reference.standing_councils import councils_of_any_time
from csrating.schema import VERDICTS, Level, Status

KEY = ("measure", "breakdown", "period")
COUNCILS = ("council", "later")
"""The levels of FIGURES that are single councils of today or of 2009; councils that are no more had figures of their own time alone."""

NEEDED = ("level", "area", "area_name", *KEY, "value", "status", "ref")
"""The columns of FIGURES that are compared or told."""

POLARITIES = ("high", "low", "none")
Codes: TypeAlias = NDArray[np.integer[Any]]
_OF_CELLS = {"status": "no row", "ref": ""}
"""What is told of the cell of each figure, and of one for which there is no row."""


@dataclass(frozen=True, eq=False)
class Measures:
    """The figures of a table as arrays: those of councils, of regions and of England, over the same series.

    ``councils`` has a row for each council in the order of the arrays: code, name, region, type. ``series`` has a row for each measure,
    breakdown and period, in order of time within a measure.
    """

    councils: pd.DataFrame
    series: pd.DataFrame
    ours: Figures
    regions: Figures
    nation: Figures


def measures_of(figures: pd.DataFrame) -> Measures:
    """The figures of a table laid out as arrays.

    Args:
        figures: FIGURES, as :attr:`csrating.read.Reading.figures` gives them.

    Raises:
        EvidenceError: there is no figure of a council.
        TableError: two rows give the same area, measure, breakdown and period.
    """
    series, column = _series(figures)
    level, levels = pd.factorize(figures["level"])
    area, areas = pd.factorize(figures["area"])
    of_council = np.isin(level, pd.Index(levels).get_indexer(pd.Index(COUNCILS)))
    known = councils_of_any_time()
    councils = known[known["code"].isin(areas[np.unique(area[of_council])])].reset_index(drop=True)
    if councils.empty:
        raise EvidenceError("the table holds no figure of a council", expected="a table with figures of councils")
    value = np.where((figures["status"] == str(Status.REPORTED)).to_numpy(), figures["value"].to_numpy(dtype=float), np.nan)

    def laid_out(there: NDArray[np.bool_], wanted: pd.Series[str]) -> Figures:
        row = np.where(there, pd.Index(wanted).get_indexer(pd.Index(areas))[area], NO_ROW)
        return _laid_out(figures, tuple(wanted), series, row, column, value)

    def at(one: Level) -> NDArray[np.bool_]:
        return np.asarray(level == pd.Index(levels).get_indexer(pd.Index([str(one)]))[0])

    names = pd.Series(sorted({*councils["region"], "London"}))
    return Measures(
        councils,
        series,
        laid_out(of_council, councils["code"]),
        laid_out(at(Level.REGION), names),
        laid_out(at(Level.ENGLAND), pd.Series(["England"])),
    )


def _series(figures: pd.DataFrame) -> tuple[pd.DataFrame, Codes]:
    """The series of a table in order, and for each of its rows the place of its series."""
    numbers, words = zip(*(pd.factorize(figures[name]) for name in KEY), strict=True)
    shape = tuple(len(some) for some in words)
    keys = np.asarray(np.ravel_multi_index(numbers, shape)) if len(figures) else np.empty(0, np.int64)
    of_row, different = pd.factorize(keys)
    parts = np.unravel_index(different, shape) if len(figures) else (np.empty(0, np.int64),) * len(KEY)
    moments = np.array([moment_of(str(label)).end for label in words[-1]], dtype=np.int64)
    order = np.lexsort((parts[2], moments[parts[2]], parts[1], parts[0]))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    columns: dict[str, Any] = {
        name: np.asarray(some, dtype=object)[part[order]] for name, some, part in zip(KEY, words, parts, strict=True)
    }
    series = pd.DataFrame(columns).assign(unit="", indicator=lambda table: table["measure"] + "\n" + table["breakdown"])
    return series, place[of_row]


def _laid_out(figures: pd.DataFrame, areas: tuple[str, ...], series: pd.DataFrame, row: Codes, column: Codes, value: Numbers) -> Figures:
    here = np.flatnonzero(row != NO_ROW)
    shape = (len(areas), len(series))
    place = np.full(shape, NO_ROW, dtype=np.int64)
    place[row[here], column[here]] = here
    if np.count_nonzero(place != NO_ROW) != len(here):
        _refuse_twice(figures, here[place[row[here], column[here]] != here][0], place[row, column])
    laid = np.full(shape, np.nan)
    laid[row[here], column[here]] = value[here]
    blank = np.broadcast_to(np.float64(np.nan), shape)
    return Figures(areas, series, laid, blank, blank, place)


def _refuse_twice(figures: pd.DataFrame, first: int, place: Places) -> None:
    one, other = figures.iloc[first], figures.iloc[int(place[first])]
    what = " ".join(filter(None, (str(one[name]) for name in ("area_name", *KEY))))
    raise TableError(f"{what} is there twice", where=f"{one['ref']}, {other['ref']}", expected="one figure", do="Leave out one of the two.")


@dataclass(frozen=True, eq=False, repr=False)
class ComparedMeasures:
    """Every council's figures compared by a ``method``: a tidy ``table``, the ``measures`` behind it, and the neighbours' ``vintage``."""

    table: pd.DataFrame
    measures: Measures
    vintage: str
    method: Method

    def __repr__(self) -> str:
        about = (
            f"{len(self.table):,} rows on {len(self.measures.councils)} councils and {self.measures.series['measure'].nunique()} measures"
        )
        return f"{about}, neighbours {self.vintage}, in line: {self.method.told}; see .table"


def compare_measures(
    figures: pd.DataFrame,
    *,
    polarity: Mapping[str, str],
    neighbour_lists: str | pd.DataFrame = "2025",
    method: Method | None = None,
    breaks: Mapping[str, str] | None = None,
) -> ComparedMeasures:
    """Every council compared with England, its region and its statistical neighbours, for every measure, breakdown and period of a table.

    Args:
        figures: FIGURES, as :attr:`csrating.read.Reading.figures` gives them.
        polarity: 'high', 'low' or 'none' by measure; a measure that is not named has none.
        neighbour_lists: a vintage of the published tables, or a table of neighbours of your own.
        method: the rule for in line, the average of the neighbours and how few are too few; half a standard deviation either side of the
            mean of at least five where left out, which is our choice and no published rule. The figures of such a table come without
            counts, so that rules by intervals find none.
        breaks: for a measure the first period whose figures cannot be compared with those before.

    Returns:
        one row for each council and series in which it, or its neighbours, have a figure: the value, its ``status`` and its cell
        (``ref``); ``england`` and ``region``, and whether each is a published row
        (``england_is``, ``region_is``), and ``neighbours`` with ``with_data`` of ``of`` of them, and between which means theirs would
        lie without any one; ``gap`` and ``standing`` against the neighbours, ``verdict`` (better or worse, and without polarity higher or
        lower), ``outside`` and ``to_edge``; ``standing_england``; ``average_matters`` where another average would give another standing;
        ``rank`` of ``ranked``, ``band`` and the figure ``needed`` for the next; ``change`` from the consecutive period before, its
        ``direction_of_travel``, and why there is none.

    Raises:
        EvidenceError: there is no figure of a council, or a polarity or a break is not one.
        TableError: two rows give the same area, measure, breakdown and period.
        ReferenceDataError: the vintage is unknown, or the table of neighbours is broken.
    """
    measures = measures_of(_figures_checked(figures))
    lists, vintage = _lists(neighbour_lists)
    terms = Terms(method_checked(method, otherwise=Method()), lists, vintage)
    if terms.method.council_types or terms.method.groups:
        raise EvidenceError("a table of measures is compared with England, the region and the neighbours alone", do="Leave out the groups.")
    sign = _sign(measures, polarity)
    _named_in(measures, breaks or {}, "break")
    near = neighbours(measures.ours, terms.counted_lists, average=terms.method.averaged)
    columns = {
        "value": measures.ours.value,
        **_against(measures, baseline_by(terms.method, measures.ours, near), sign, terms.method),
        **_among_councils(measures, sign),
        **since(measures.ours.value, _previous(measures, breaks or {}), sign, measures.series["period"].tolist()),
    }
    kept = (np.isfinite(measures.ours.value) | np.isfinite(near.level)).ravel()
    place = measures.ours.place.ravel()[kept]
    cells = {name: figures[name].array.take(place, allow_fill=True, fill_value=none) for name, none in _OF_CELLS.items()}
    return ComparedMeasures(_table(measures, columns, kept).assign(**cells), measures, terms.vintage_told, terms.method)


def _figures_checked(figures: Any) -> pd.DataFrame:
    """The same figures, once they have been found to be a table of figures."""
    do = "Pass csrating.read_file(...).figures."
    if not isinstance(figures, pd.DataFrame):
        raise TableError(f"the figures are {a_kind(figures)}", expected="a DataFrame", do=do)
    lacking = [name for name in NEEDED if name not in figures]
    if lacking:
        raise TableError(f"the figures lack {', '.join(lacking)}", expected="the table FIGURES", do=do)
    if np.isinf(figures["value"].to_numpy(dtype=float)).any():
        row = figures[np.isinf(figures["value"].to_numpy(dtype=float))].iloc[0]
        raise TableError(f"the figure of {row['measure']} of {row['area_name']} in {row['period']} is {row['value']}", expected="a number")
    return figures


def _named_in(measures: Measures, given: Any, what: str) -> None:
    """Refuse a polarity or break of a measure that the table does not have: a slip would lose a measure without a word."""
    if not isinstance(given, Mapping):
        raise EvidenceError(f"the {what} is {given!r}", expected=f"a {what} by measure")
    known = set(measures.series["measure"])
    strange = [name for name in given if name not in known]
    if strange:
        raise EvidenceError(f"there is no measure {strange[0]!r} for which a {what} is given", expected="measures of the table alone")


def _sign(measures: Measures, polarity: Mapping[str, str]) -> Numbers:
    """1 where high is good, -1 where low is good, and blank where neither is or nobody says, series by series."""
    if isinstance(polarity, Mapping):
        _words_known(polarity)
    _named_in(measures, polarity, "polarity")
    return np.array([SIGN[polarity.get(measure, "none")] for measure in measures.series["measure"]])


def _words_known(polarity: Mapping[str, str]) -> None:
    wrong = next(((measure, word) for measure, word in polarity.items() if word not in POLARITIES), None)
    if wrong:
        raise EvidenceError(f"the polarity of {wrong[0]!r} is {wrong[1]!r}", expected=f"one of {', '.join(POLARITIES)}")


def _against(measures: Measures, near: Baseline, sign: Numbers, method: Method) -> Columns:
    """The baselines, and the standing against two of them."""
    found = judged(method, measures.ours, near, sign=sign)
    nation, parts = england(measures.ours, measures.nation), region(measures.ours, measures.regions, measures.councils["region"])
    of_england = judged(method, measures.ours, baseline_by(method, measures.ours, nation), sign=sign)
    return {
        "england": nation.level,
        "england_is": _worded_method(nation),
        "region": parts.level,
        "region_is": _worded_method(parts),
        "neighbours": near.level,
        "with_data": near.with_data,
        "of": near.of,
        "without_one_low": near.leave_one_out[0],
        "without_one_high": near.leave_one_out[1],
        "gap": found.gap,
        "standing": _worded(found.standings, STANDINGS),
        "verdict": _worded(found.verdicts, VERDICTS),
        "outside": _worded(found.outsides, OUTSIDE),
        "to_edge": found.to_edge,
        "average_matters": average_matters(method, measures.ours, near, found, sign=sign),
        "why": _worded(found.whys, found.reasons),
        "standing_england": _worded(of_england.standings, STANDINGS),
    }


def _worded_method(baseline: Baseline) -> pd.Categorical[str]:
    """Whether a baseline is a published row or was computed here."""
    return _worded((baseline.place == NO_ROW).astype(np.int8), ("published row", "computed from councils"))


def _worded(places: Codes, words: Sequence[str]) -> pd.Categorical[str]:
    return pd.Categorical.from_codes(places.ravel(), categories=pd.Index(words))


def _among_councils(measures: Measures, sign: Numbers) -> Columns:
    """Rank and band among all councils."""
    found = among_councils(measures.ours.value, sign)
    return {**found, "band": _categories(found["band"], ("", "A", "B", "C", "D"))}


def _previous(measures: Measures, breaks: Mapping[str, str]) -> Previous:
    """The period before each, a break of a measure being one of all its breakdowns."""
    named = zip(measures.series["indicator"], measures.series["measure"], strict=True)
    return previous(measures.series, breaks={name: breaks[measure] for name, measure in named if measure in breaks})


def _lists(given: str | pd.DataFrame) -> tuple[pd.DataFrame, str]:
    if isinstance(given, pd.DataFrame):
        return neighbour_table_from(given), SUPPLIED
    return neighbour_table(given), given


def _categories(words: NDArray[np.object_], known: tuple[str, ...]) -> pd.Categorical[str]:
    numbers, different = pd.factorize(words.ravel())
    return pd.Categorical.from_codes(pd.Index(known).get_indexer(pd.Index(different))[numbers], categories=pd.Index(known))


def _table(measures: Measures, columns: Mapping[str, Any], kept: NDArray[np.bool_]) -> pd.DataFrame:
    """The arrays as rows, council by council and series by series."""
    councils, series = len(measures.councils), len(measures.series)
    made: dict[str, Any] = {}
    for name, values in (("council", measures.councils["code"]), ("name", measures.councils["name"])):
        made[name] = _repeated(values, np.repeat(np.arange(councils), series)[kept])
    for name in KEY:
        made[name] = _repeated(measures.series[name], np.tile(np.arange(series), councils)[kept])
    for name, given in columns.items():
        made[name] = given[kept] if isinstance(given, pd.Categorical) else np.asarray(given).ravel()[kept]
    return pd.DataFrame(made)


def _repeated(values: pd.Series[str], rows: NDArray[np.intp]) -> pd.Categorical[str]:
    numbers, different = pd.factorize(values)
    return pd.Categorical.from_codes(numbers[rows], categories=pd.Index(different))
