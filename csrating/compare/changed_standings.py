"""What another table of neighbours changes: the standings against them, indicator by indicator."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from csrating import reference
from csrating.compare import compare
from csrating.compare.asked.card import MADE_UP, card, plain
from csrating.compare.method import Method
from csrating.compare.neighbour_tables import NeighbourTable, called, neighbours_of
from csrating.reference.frameworks import Framework, framework as load_framework
from csrating.schema import Against, Origin, Standing

if TYPE_CHECKING:
    from csrating.read import Data

_KEY = ["council", "indicator", "period"]
_SIDES = ["baseline", "gap", "standing", "with_data"]
_SHOWN = 10
_NOT = str(Standing.NOT_COMPARABLE)
ANOTHER = "another standing"
CHANGES = (ANOTHER, "no longer comparable", "now comparable")


@dataclass(frozen=True, eq=False, repr=False)
class ChangedStandings:
    """The standings against the neighbours of one table, and against those of another.

    ``table`` has one row for each council and indicator in the latest period in which the council has a figure: council, name, indicator,
    period, value, and before and after the baseline, the gap (positive is better), the standing and how many neighbours had data
    (``baseline_before``, ``baseline_after`` ...); ``change``: "another standing", "no longer comparable", "now comparable", or blank where
    the standing is the same; ``origin``. ``names`` are what the two tables are called.
    """

    table: pd.DataFrame
    names: tuple[str, str]

    @property
    def changed(self) -> pd.DataFrame:
        """The rows of ``table`` whose standing is not the same."""
        return self.table[self.table["change"] != ""].reset_index(drop=True)

    @property
    def by_council(self) -> pd.DataFrame:
        """How many standings of each council are others, can no longer be told or can now, ``of`` how many: the most others first."""
        named = self.table[["council", "name"]]
        counts = pd.DataFrame({change: (self.table["change"] == change).astype("int64") for change in CHANGES})
        table = named.join(counts.assign(of=1)).groupby(["council", "name"], as_index=False).sum()
        return table.sort_values([ANOTHER, "council"], ascending=[False, True], ignore_index=True)

    @property
    def summary(self) -> str:
        """All of it in one line."""
        before, after = self.names
        councils = self.table["council"].nunique()
        whose = str(self.table["name"].iloc[0]) if councils == 1 else f"{councils} councils"
        number = {change: int((self.table["change"] == change).sum()) for change in CHANGES}
        more = "".join(f", {number[change]:,} {change}" for change in CHANGES[1:] if number[change])
        others = f"{number[ANOTHER]:,} of {len(self.table):,} standings of {whose}"
        return f"Other standings by {after} than by {before}: {others}{more}"

    def __repr__(self) -> str:
        return plain(f"{self.summary}.", self._tables, self._notes)

    def _repr_html_(self) -> str:
        return card(f"{self.summary}.", self._tables, self._notes)

    @property
    def _tables(self) -> dict[str, pd.DataFrame]:
        shown = ["name", "indicator", "period", "value", "baseline_before", "baseline_after", "standing_before", "standing_after"]
        one = self.table["council"].nunique() == 1
        return {"Changed": self.changed[shown].head(_SHOWN)} if one else {"Most changed": self.by_council.head(_SHOWN)}

    @property
    def _notes(self) -> list[str]:
        return [MADE_UP] if (self.table["origin"] != str(Origin.PUBLISHED)).any() else []


def changed_standings(
    data: Data,
    after: NeighbourTable,
    *,
    council: str | None = None,
    before: NeighbourTable | None = None,
    framework: str | Path | Framework = "2009",
    method: Method | None = None,
) -> ChangedStandings:
    """Which standings against the neighbours change when the neighbours do, everything else staying as it is.

    Args:
        data: what :func:`csrating.read` gave.
        after: the other neighbours: what :func:`csrating.own_neighbours` gave, a vintage, the path of a csv, or a table.
        council: any code or spelling of one council; all where it is left out.
        before: the neighbours to start from; the framework's where they are left out.
        framework: the rules.
        method: another way of comparing than the framework's.

    Raises:
        EvidenceError, TableError: the data cannot be compared.
        ReferenceDataError: a table of neighbours, the framework or the method is unknown or broken.
        UnknownCouncilError: no council is meant.
    """
    rules = load_framework(framework)
    code = None if council is None else reference.council(council).code
    start: NeighbourTable = rules.value("neighbours.vintage") if before is None else before
    one, other = (
        _latest(compare(data, framework=rules, neighbour_table=neighbours_of(given), method=method), code) for given in (start, after)
    )
    told = ["name", "value", "origin"]
    both = one[[*_KEY, *told, *_SIDES]].merge(other[[*_KEY, *_SIDES]], on=_KEY, suffixes=("_before", "_after"), validate="one_to_one")
    both["change"] = [_change(*pair) for pair in zip(both["standing_before"], both["standing_after"], strict=True)]
    sides = [f"{name}_{when}" for name in _SIDES for when in ("before", "after")]
    table = both[["council", "name", "indicator", "period", "value", *sides, "change", "origin"]]
    return ChangedStandings(table, (called(start, "the first table"), called(after, "the second table")))


def _change(before: str, after: str) -> str:
    return "" if before == after else CHANGES[1] if after == _NOT else CHANGES[2] if before == _NOT else ANOTHER


def _latest(comparisons: pd.DataFrame, code: str | None) -> pd.DataFrame:
    """The comparisons with the neighbours, each indicator in the latest period in which the council has a figure."""
    rows = comparisons[(comparisons["against"] == str(Against.NEIGHBOURS)) & comparisons["value"].notna()]
    own = rows if code is None else rows[rows["council"] == code]
    return own.sort_values("period_end", kind="stable").drop_duplicates(["council", "indicator"], keep="last").sort_index()
