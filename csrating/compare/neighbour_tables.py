"""Two tables of statistical neighbours beside each other: whom they share, in what order, and who came and went."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from numbers import Integral
from typing import TypeAlias

import numpy as np
import pandas as pd

from csrating import reference
from csrating.compare.asked.card import card, plain
from csrating.compare.csv_file import is_csv, neighbour_table_of_csv
from csrating.compare.entry import a_kind
from csrating.compare.groups import mutual
from csrating.compare.method import is_kind
from csrating.compare.own_neighbours.answer import OwnNeighbours
from csrating.errors import EvidenceError, ReferenceDataError, UnknownCouncilError
from csrating.reference.standing_councils import councils_of_any_time

NeighbourTable: TypeAlias = str | pd.DataFrame | OwnNeighbours
"""A vintage, the path of a csv, a table of your own, or what :func:`csrating.own_neighbours` gave."""

BETWEEN = "; "
"""Between the names of councils, some of which hold a comma."""

_SHOWN = 5


@dataclass(frozen=True, eq=False, repr=False)
class NeighbourTables:
    """Two tables of neighbours beside each other, for the councils that have neighbours in both.

    ``table`` has one row for each: council, name, ``of`` (the neighbours in the longer of the two lists), ``shared``, ``agreement`` of the
    order in which the shared ones stand (Kendall's tau: 1 the same, -1 reversed; blank with fewer than two), ``came`` and ``went`` (names).
    ``names`` are what the two are called, ``only`` the codes of the councils with neighbours in one alone, ``mutual`` the shares of mutual
    links in each.
    """

    table: pd.DataFrame
    names: tuple[str, str]
    only: tuple[tuple[str, ...], tuple[str, ...]]
    mutual: tuple[float, float]

    @cached_property
    def overlap(self) -> float:
        """How many neighbours a council shares in both tables, on average."""
        return float(self.table["shared"].mean())

    @cached_property
    def agreement(self) -> float:
        """The average agreement of order, over the councils with two shared neighbours or more; blank where there is none."""
        return float(self.table["agreement"].mean())

    @property
    def summary(self) -> str:
        """Both tables in one line."""
        of, shared = int(self.table["of"].max()), self.table["shared"]
        one, other = self.names
        order = "" if np.isnan(self.agreement) else f", in an order that agrees by {self.agreement:.2f} (Kendall's tau)"
        left = [
            f"{len(codes)} {'council' if len(codes) == 1 else 'councils'} only in {name}"
            for name, codes in zip(self.names, self.only, strict=True)
            if codes
        ]
        return (
            f"{one} beside {other}: on average {self.overlap:.1f} of {of} neighbours are the same (from {shared.min()} to {shared.max()}; "
            f"{len(self.table)} councils){order}; {100 * self.mutual[0]:.0f} and {100 * self.mutual[1]:.0f} in 100 links are mutual"
            f"{''.join(f'; {text}' for text in left)}"
        )

    def of(self, council: str) -> pd.Series:
        """The row of one council, by any code or spelling.

        Raises:
            UnknownCouncilError: no council is meant, or one of 2009 and one of today by the same name, both with neighbours.
            EvidenceError: it has neighbours in one table alone, or in neither.
        """
        codes = _codes_of(council)
        here = self.table[self.table["council"].isin(codes)]
        if here.empty:
            found = f"{council} ({' or '.join(codes)}) does not have neighbours in both {self.names[0]} and {self.names[1]}"
            raise EvidenceError(found, do=self._where(codes))
        if len(here) > 1:
            both = " and ".join(here["council"])
            raise UnknownCouncilError(f"{council} is the name of {both}, which have neighbours in both", do="Give the code of one.")
        return here.iloc[0]

    def _where(self, codes: Sequence[str]) -> str:
        """In which table alone a council has neighbours."""
        alone = [name for name, only in zip(self.names, self.only, strict=True) if set(codes) & set(only)]
        return f"It has neighbours in {alone[0]} alone." if alone else ""

    def __repr__(self) -> str:
        return plain(f"{self.summary}.", {"Least shared": self._least})

    def _repr_html_(self) -> str:
        return card(f"{self.summary}.", {"Least shared": self._least})

    @property
    def _least(self) -> pd.DataFrame:
        return self.table.sort_values("shared", kind="stable").head(_SHOWN)[["name", "shared", "of", "agreement", "came", "went"]]


def _codes_of(text: str) -> list[str]:
    """The councils of any time that a text means: a name may have passed on to another council.

    Raises:
        UnknownCouncilError: it means none.

    >>> _codes_of("Dorset"), _codes_of("838"), _codes_of("Trafford")
    (['835', '838'], ['838'], ['358'])
    """
    found = {}
    for name in ("2009", "2025"):
        with suppress(UnknownCouncilError):
            found[reference.edition(name).council(text).code] = True
    place = reference.place(text, "", level="council") or reference.place("", text, level="council")
    if isinstance(place, reference.Place) and place.how != "near":
        found[place.code] = True
    return list(found) or [reference.council(text).code]


def compare_neighbour_tables(one: NeighbourTable, other: NeighbourTable, *, k: int | None = None) -> NeighbourTables:
    """Two tables of statistical neighbours beside each other: your own and a published one, or two vintages.

    Args:
        one, other: a vintage ("2025"), the path of a csv, a table of your own, or what :func:`csrating.own_neighbours` gave.
        k: only the nearest so many of each; all where it is left out.

    Raises:
        ReferenceDataError: a table is none of neighbours.
        EvidenceError: ``k`` is no whole number from 1, or no council has neighbours in both.

    >>> found = compare_neighbour_tables("2021", "2025")
    >>> round(found.overlap, 1), int(found.of("Trafford")["shared"])
    (5.4, 6)
    """
    if k is not None and (not is_kind(k, Integral) or k < 1):
        raise EvidenceError(f"the nearest {k!r} are compared", expected="a whole number from 1")
    tables = [_nearest(neighbours_of(given), k) for given in (one, other)]
    lists = [{str(code): rows.tolist() for code, rows in table.groupby("council")["neighbour"]} for table in tables]
    both = sorted(lists[0].keys() & lists[1].keys())
    if not both:
        raise EvidenceError("no council has neighbours in both tables")
    names = dict(councils_of_any_time()[["code", "name"]].to_numpy())
    rows = [_beside(code, lists[0][code], lists[1][code], names) for code in both]
    columns = ["council", "name", "of", "shared", "agreement", "came", "went"]
    return NeighbourTables(
        table=pd.DataFrame(rows, columns=columns).astype({"agreement": "float64"}),
        names=(called(one, "the first table"), called(other, "the second table")),
        only=(tuple(sorted(lists[0].keys() - lists[1].keys())), tuple(sorted(lists[1].keys() - lists[0].keys()))),
        mutual=(len(mutual(tables[0])) / len(tables[0]), len(mutual(tables[1])) / len(tables[1])),
    )


def neighbours_of(given: NeighbourTable) -> pd.DataFrame:
    """The table of neighbours that is meant, checked.

    Raises:
        ReferenceDataError: it is none, or there is no such vintage.
    """
    if isinstance(given, OwnNeighbours):
        given = given.table
    if isinstance(given, str):
        return neighbour_table_of_csv(given) if is_csv(given) else reference.neighbour_table(given)
    if not isinstance(given, pd.DataFrame):
        raise ReferenceDataError(f"the table of neighbours is {a_kind(given)}", expected="a vintage, a .csv, or a table of your own")
    return reference.neighbour_table_from(given)


def called(given: NeighbourTable, otherwise: str) -> str:
    """What a table of neighbours is called in a sentence."""
    return "own neighbours" if isinstance(given, OwnNeighbours) else given if isinstance(given, str) else otherwise


def _nearest(table: pd.DataFrame, k: int | None) -> pd.DataFrame:
    ordered = table.sort_values(["council", "position"])
    return ordered if k is None else ordered[ordered.groupby("council").cumcount() < k]


def _beside(code: str, one: Sequence[str], other: Sequence[str], names: dict[str, str]) -> list[object]:
    shared = [neighbour for neighbour in one if neighbour in other]
    pairs = [1 if first < second else -1 for first, second in combinations(map(other.index, shared), 2)]
    agreement = sum(pairs) / len(pairs) if pairs else np.nan
    came, went = ([names[theirs] for theirs in some if theirs not in shared] for some in (other, one))
    return [code, names[code], max(len(one), len(other)), len(shared), agreement, BETWEEN.join(came), BETWEEN.join(went)]
