"""Units that look wrong: a share among percentages, more than a hundred per cent, a count below nothing, a column of noughts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.read.doctor.findings import Finding
from csrating.read.doctor.limits import AMONG_PERCENTAGES, LEAST_COUNCILS, SHARES
from csrating.read.doctor.subject import Flags, Subject

Numbers = NDArray[np.float64]
KIND = "units"
_A_LITTLE = 1e-9


@dataclass(frozen=True, eq=False)
class _Columns:
    """What the council figures of each group come to; NaN where it has none."""

    number: NDArray[np.int64]
    low: Numbers
    median: Numbers
    high: Numbers
    least: Numbers


def findings(subject: Subject) -> Iterator[Finding]:
    """All that looks wrong about units, single figures first."""
    numbers = ~np.isnan(subject.values)
    if not numbers.any():
        return
    columns = _columns(subject, numbers & subject.of_councils)
    yield from _small_among_percentages(subject, columns)
    yield from _over_a_hundred(subject, numbers)
    yield from _negative(subject, numbers)
    yield from _shares(subject, columns)
    yield from _parts_of_counts(subject, numbers)
    yield from _all_nought(subject, columns)


def _columns(subject: Subject, chosen: Flags) -> _Columns:
    grouped = pd.Series(subject.values[chosen]).groupby(subject.groups.of_row[chosen])
    every = pd.RangeIndex(len(subject.groups))
    found = (grouped.quantile(0.05), grouped.median(), grouped.max(), grouped.min())
    low, median, high, least = (np.asarray(one.reindex(every), dtype=np.float64) for one in found)
    return _Columns(subject.groups.count(chosen), low, median, high, least)


def _small_among_percentages(subject: Subject, columns: _Columns) -> Iterator[Finding]:
    groups = subject.groups
    usual = groups.is_percentage & (columns.number >= LEAST_COUNCILS) & (columns.low >= AMONG_PERCENTAGES)
    odd = usual[groups.of_row] & (subject.values > 0) & (subject.values < 1)
    for row in map(int, np.flatnonzero(odd)):
        value = subject.values[row]
        what = f"{value:.6g} stands among percentages: {subject.figures['area_name'].iat[row]}, {_about(subject, row)}"
        yield Finding("look", KIND, what, subject.ref(row), f"If it is a share, it is {100 * value:.6g} per cent.")


def _over_a_hundred(subject: Subject, numbers: Flags) -> Iterator[Finding]:
    over = numbers & subject.groups.is_percentage[subject.groups.of_row] & (subject.values > 100 + _A_LITTLE)
    for row in map(int, np.flatnonzero(over)):
        what = f"{subject.values[row]:,.6g} per cent: {subject.figures['area_name'].iat[row]}, {_about(subject, row)}"
        yield Finding("look", KIND, what, subject.ref(row), "No part of a whole is more than 100 per cent of it.")


def _negative(subject: Subject, numbers: Flags) -> Iterator[Finding]:
    groups = subject.groups
    counts = (groups.measured == "count") & ~groups.may_be_negative
    below = numbers & (counts | groups.is_percentage)[groups.of_row] & (subject.values < 0)
    for row in map(int, np.flatnonzero(below)):
        is_count = counts[groups.of_row[row]]
        what = f"{subject.values[row]:,.6g} {'of something counted' if is_count else 'per cent'}: "
        what += f"{subject.figures['area_name'].iat[row]}, {_about(subject, row)}"
        yield Finding("wrong" if is_count else "look", KIND, what, subject.ref(row), "Nothing that is counted is less than nought.")


def _shares(subject: Subject, columns: _Columns) -> Iterator[Finding]:
    """Columns that are headed per cent and lie between 0 and 1, where that is no percentage, or not that of other periods."""
    groups = subject.groups
    usual = pd.Series(columns.median).groupby(groups.table["series"].to_numpy()).transform("max").to_numpy()
    small = groups.is_percentage & (columns.number >= LEAST_COUNCILS) & (columns.least >= 0) & (columns.high <= 1) & (columns.high > 0)
    for group in np.flatnonzero(small & ((columns.median >= SHARES) | (usual >= AMONG_PERCENTAGES))):
        beside = f", in other periods it is {usual[group]:.6g}" if usual[group] > 1 else ""
        median = f"their median is {columns.median[group]:.3g}{beside}"
        what = f"all figures lie between 0 and 1 and are headed per cent: {groups.named(int(group))}; {median}"
        where = subject.ref(int(np.argmax(groups.of_row == group)))
        yield Finding("wrong" if beside else "look", KIND, what, where, "If they are shares, say so in the layout: scale = 100.")


def _parts_of_counts(subject: Subject, numbers: Flags) -> Iterator[Finding]:
    groups = subject.groups
    broken = numbers & (groups.measured == "count")[groups.of_row] & (subject.values % 1 != 0)
    parts, numbers_of = groups.count(broken), groups.count(numbers)
    for group in np.flatnonzero(parts):
        row = int(np.argmax(broken & (groups.of_row == group)))
        some = f"{parts[group]:,} of {numbers_of[group]:,} figures have decimals where something is counted"
        what = f"{some}: {groups.named(int(group))}, such as {subject.values[row]:,.6g}"
        yield Finding("look", KIND, what, subject.ref(row), "If it is a rate or an average, its unit is another.")


def _all_nought(subject: Subject, columns: _Columns) -> Iterator[Finding]:
    """Columns of noughts without a symbol among them, where other periods have figures: not yet available, more likely than none.

    Where small numbers are suppressed, noughts are all that is left of a rare thing.
    """
    groups = subject.groups
    series = groups.table["series"].to_numpy()
    other = pd.Series(columns.high).groupby(series).transform("max").to_numpy() > 0
    no_symbols = columns.number == groups.count(subject.of_councils)
    nought = no_symbols & (columns.number >= LEAST_COUNCILS) & (columns.high == 0) & (columns.least == 0) & other
    for (table, period), some in groups.table[nought].groupby(["table", "period"], sort=False):
        group = int(some.index[0])
        columns_are = "1 column is" if len(some) == 1 else f"{len(some):,} columns are"
        of_table = f" of table {table!r}" if table else ""
        what = f"{columns_are} 0 for all councils in {period} and not in other periods{of_table}: {groups.named(group)}"
        where = subject.ref(int(np.argmax(groups.of_row == group)))
        yield Finding("look", KIND, what, where, "If 0 stands for figures that are not there, leave them out, or declare the symbol.")


def _about(subject: Subject, row: int) -> str:
    return subject.groups.named(int(subject.groups.of_row[row]))
