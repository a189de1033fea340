"""Figures that look copied: a whole period that repeats another, and councils whose rows are the same."""

from __future__ import annotations

from collections.abc import Iterator
from math import lgamma, log
from string import ascii_uppercase

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating.read.doctor.findings import Finding
from csrating.read.doctor.limits import FEW_SHARE, LEAST_ALIKE, LEAST_COUNCILS, LEAST_DIFFERENT, MOST_BY_CHANCE, NEARLY_ALL, STANDS_STILL
from csrating.read.doctor.subject import Subject

KIND = "the same again"
_SHOWN = 3
_ODD = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9))


def findings(subject: Subject) -> Iterator[Finding]:
    """Periods that repeat another, then councils that repeat another."""
    chosen = np.flatnonzero(subject.of_councils & ~np.isnan(subject.values))
    if len(chosen):
        yield from _periods(subject, chosen)
        yield from _councils(subject, chosen)


def _periods(subject: Subject, chosen: NDArray[np.intp]) -> Iterator[Finding]:
    """Two periods of one measure in which nearly all councils have the same figure; small whole numbers, which stand still, left out."""
    groups = subject.groups
    area = pd.factorize(subject.figures["area"].iloc[chosen])[0]
    values = np.full((len(groups), int(area.max()) + 1), np.nan)
    values[groups.of_row[chosen], area] = subject.values[chosen]
    values[(values % 1 == 0) & (values <= STANDS_STILL)] = np.nan
    for _, own in groups.table.groupby(["series", "kind"], sort=False):
        in_order = own.sort_values("order", kind="stable").index.to_numpy()
        table = values[in_order]
        there = (~np.isnan(table)).astype(float)
        both, same = there @ there.T, (table[:, None] == table[None]).sum(axis=-1)
        for one, other in np.argwhere(np.triu((both >= LEAST_COUNCILS) & (same >= NEARLY_ALL * both), k=1)):
            if len(np.unique(table[other][table[one] == table[other]])) >= LEAST_DIFFERENT:
                row = int(chosen[np.argmax(groups.of_row[chosen] == in_order[other])])
                of_all = f"{same[one, other]:,} of {both[one, other]:,.0f} councils have the same figure"
                what = f"{groups.named(in_order[other])}: {of_all} as in {groups.table['period'].iat[in_order[one]]}"
                yield Finding("look", KIND, what, subject.ref(row), "Look whether one period was copied from the other.")


def _councils(subject: Subject, chosen: NDArray[np.intp]) -> Iterator[Finding]:
    """Councils whose figures are all the same: over all periods of a breakdown, or in one of them."""
    table = pd.DataFrame({name: pd.factorize(subject.figures[name].iloc[chosen])[0] for name in ("table", "breakdown", "period", "area")})
    table["group"], table["value"], table["row"] = subject.groups.of_row[chosen], subject.values[chosen], chosen
    table["mark"] = _mark(table["group"], table["value"])
    told: set[tuple[int, ...]] = set()
    for keys in (["table", "breakdown"], ["table", "breakdown", "period"]):
        for rows in _alike(table, keys):
            areas = tuple(sorted(table["area"].iloc[[own[0] for own in rows]]))
            if areas not in told and _is_a_row(subject, table.iloc[rows[0]]):
                told.add(areas)
                yield _told(subject, table, rows)


def _is_a_row(subject: Subject, own: pd.DataFrame) -> bool:
    """Whether figures of a council stand in one row of a sheet, or are of several measures: one measure may be shared for years."""
    series = subject.groups.series_of_row[own["row"]]
    rows = {subject.ref(int(row)).rpartition("!")[2].lstrip(ascii_uppercase) for row in own["row"]}
    return len(rows) == 1 or len(set(series)) > 1


def _mark(group: pd.Series, value: pd.Series) -> NDArray[np.uint64]:
    """A number for each figure and what it is about, by whose sum councils with the same figures are found."""
    of_value = (value.to_numpy() + 0.0).view(np.uint64)
    mixed = (of_value ^ (of_value >> np.uint64(29))) * _ODD[0] + (group.to_numpy().astype(np.uint64) + np.uint64(1)) * _ODD[1]
    found: NDArray[np.uint64] = (mixed ^ (mixed >> np.uint64(32))) * _ODD[0]
    return found


def _alike(table: pd.DataFrame, keys: list[str]) -> Iterator[list[NDArray[np.intp]]]:
    """The figures of each council of a set that has the same ones, where these are several and would hardly be the same by chance."""
    of_council = table.groupby([*keys, "area"], sort=False)
    each = of_council.agg(mark=("mark", "sum"), number=("value", "size"), different=("value", "nunique")).reset_index()
    each = each[each["different"] >= LEAST_ALIKE]
    several = each[each.duplicated([*keys, "mark", "number"], keep=False)]
    if several.empty:
        return
    rows, sharing = of_council.indices, table.groupby(["group", "value"])["row"].transform("size").to_numpy()
    councils = table.groupby("group")["row"].transform("size").to_numpy()
    for _, some in several.groupby([*keys, "mark", "number"], sort=False):
        own = [np.asarray(rows[tuple(key)]) for key in some[[*keys, "area"]].to_numpy()]
        shares = (sharing[own[0]] - len(own) + 1) / councils[own[0]]
        if _are_telling(table["value"].to_numpy()[own[0]], shares, alike=len(own), of=int(councils[own[0]].max())):
            yield own


def _are_telling(values: NDArray[np.float64], shares: NDArray[np.float64], *, alike: int, of: int) -> bool:
    """Whether so many councils, of so many, hardly have these figures by chance, where ``shares`` of the others have each of them too.

    Each number counts once, since it may stand still from period to period, or be said of two measures.
    """
    telling = pd.Series(shares).groupby(values).min().drop(0.0, errors="ignore")
    telling = telling[telling <= FEW_SHARE]
    sets = alike * log(of) - lgamma(alike + 1)
    return len(telling) >= LEAST_ALIKE and sets + (alike - 1) * float(np.log(telling).sum()) < log(MOST_BY_CHANCE)


def _told(subject: Subject, table: pd.DataFrame, rows: list[NDArray[np.intp]]) -> Finding:
    first = table["row"].to_numpy()[[own[0] for own in rows]].tolist()
    names = [str(subject.figures["area_name"].iat[row]) for row in first]
    listed = ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
    some = ", ".join(f"{value:,.6g}" for value in table["value"].iloc[rows[0][:_SHOWN]])
    what = f"{len(names)} councils have the same {len(rows[0])} figures, such as {some}: {listed}"
    return Finding("look", KIND, what, subject.ref(first[1]), "Look whether a row was copied.")
