"""Neighbours of your own as an answer: who they are, why, and what to know of the whole table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from csrating.compare.asked.card import card, plain
from csrating.compare.groups import mutual
from csrating.compare.own_neighbours.distances import STANDARDISING
from csrating.compare.own_neighbours.who import council_code
from csrating.errors import EvidenceError

SHOWN = 5
_NEITHER = 1e-9


@dataclass(frozen=True, eq=False, repr=False)
class OwnNeighbours:
    """The neighbours of each council by characteristics of your own.

    ``table`` has the columns council, position, neighbour and distance, and is a ``neighbour_table`` for ``compare`` and ``rate``.
    ``characteristics`` and ``standardised`` have a row for each council, ``distances`` a row and a column; ``weights`` are those given,
    ``shares`` those of the characteristics that count, which sum to 1; ``left_out`` says which rows of the table do not count, and why.
    """

    table: pd.DataFrame
    characteristics: pd.DataFrame
    standardised: pd.DataFrame
    weights: pd.Series[float]
    shares: pd.Series[float]
    distances: pd.DataFrame
    names: pd.Series[str]
    left_out: pd.DataFrame
    k: int
    standardise: str
    excluded: tuple[str, ...]

    def of(self, council: str) -> pd.DataFrame:
        """The neighbours of one council, the nearest first: position, neighbour, name, distance, and whether it is theirs too (``mutual``).

        Raises:
            UnknownCouncilError: it is none of the councils of the table.
        """
        code = self._code(council)
        rows = self.table[self.table["council"] == code].reset_index(drop=True)
        return pd.DataFrame(
            {
                "position": rows["position"],
                "neighbour": rows["neighbour"],
                "name": rows["neighbour"].map(self.names).astype("str"),
                "distance": rows["distance"],
                "mutual": [(theirs, code) in self._links for theirs in rows["neighbour"]],
            }
        )

    def why(self, one: str, other: str) -> pd.DataFrame:
        """What brings two councils together and what apart, neighbours or not.

        Returns:
            one row for each characteristic, first those that bring them together: ``characteristic``, the figures of the two (``one``,
            ``other``), ``difference`` (standardised), ``weight`` (its share), ``part`` of the squared distance, ``share`` of it, the
            ``usual`` part between two councils, and ``brings`` together where it is less than usual, apart where it is more.

        Raises:
            UnknownCouncilError: one is none of the councils of the table.
            EvidenceError: both are the same.
        """
        first, second = self._code(one), self._code(other)
        if first == second:
            raise EvidenceError(f"{self.names[first]} is asked about twice", expected="two councils")
        apart: pd.Series[float] = self.standardised.T[second] - self.standardised.T[first]
        part = self.shares * apart**2
        against = (part - self.usual).to_numpy(dtype=float)
        whole = float(part.sum())
        brings = ["together" if more < -_NEITHER else "apart" if more > _NEITHER else "neither" for more in against]
        told = pd.DataFrame(
            {
                "characteristic": part.index.astype("str"),
                "one": self.characteristics.loc[first].to_numpy(),
                "other": self.characteristics.loc[second].to_numpy(),
                "difference": apart.to_numpy(),
                "weight": self.shares.to_numpy(),
                "part": part.to_numpy(),
                "share": (part / whole).to_numpy() if whole > 0 else np.nan,
                "usual": self.usual.to_numpy(),
                "brings": pd.array(brings, dtype="str"),
            }
        )
        return told.iloc[np.argsort(against, kind="stable")].reset_index(drop=True)

    @cached_property
    def usual(self) -> pd.Series[float]:
        """What each characteristic adds to the squared distance of two councils, on average over all pairs."""
        number = len(self.standardised)
        return self.shares * self.standardised.var(ddof=0) * 2 * number / (number - 1)

    @cached_property
    def contributions(self) -> pd.DataFrame:
        """What each characteristic adds to the squared distance of each neighbour: council, neighbour, characteristic, part and share."""
        ours, theirs = (self.standardised.loc[self.table[name]].to_numpy() for name in ("council", "neighbour"))
        parts = self.shares.to_numpy() * (ours - theirs) ** 2
        whole = parts.sum(axis=1, keepdims=True)
        share = np.divide(parts, whole, out=np.full(parts.shape, np.nan), where=whole > 0)
        rows = self.table.loc[self.table.index.repeat(len(self.shares)), ["council", "neighbour"]].reset_index(drop=True)
        names = np.tile(self.shares.index.to_numpy(dtype=object), len(self.table))
        return rows.assign(characteristic=pd.array(names, dtype="str"), part=parts.ravel(), share=share.ravel())

    @property
    def mutual_share(self) -> float:
        """Which share of the neighbours have the council among their own; about 59 in 100 in the published tables."""
        return len(mutual(self.table)) / len(self.table) if len(self.table) else np.nan

    @property
    def nobodys(self) -> tuple[str, ...]:
        """The councils that are nobody's neighbour."""
        return tuple(sorted(set(self.names.index) - set(self.table["neighbour"])))

    @property
    def fewer(self) -> pd.Series[int]:
        """How many neighbours the councils have that have fewer than were asked for: too few others may be theirs."""
        counts = self.table.groupby("council").size().reindex(self.names.index, fill_value=0)
        return counts[counts < self.k]

    @property
    def summary(self) -> str:
        """The whole table in one line."""
        each = "equal weights" if self.shares.nunique() == 1 else "weights of your own"
        counted = f"{len(self.shares)} characteristic{'' if len(self.shares) == 1 else 's'}"
        times = self.table["neighbour"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
        most = f"; {self.names[times.index[0]]} is in most lists ({times.iloc[0]})" if len(times) else ""
        links = f"{100 * self.mutual_share:.0f} in 100 of the links are mutual" if len(self.table) else "nobody has a neighbour"
        lonely = len(self.nobodys)
        return (
            f"{self.k} neighbours each of {len(self.names)} councils by {counted} ({self.standardise}, {each}): {links}; "
            f"{lonely or 'none'} {'is' if lonely == 1 else 'are'} nobody's neighbour{most}"
        )

    @cached_property
    def _links(self) -> set[tuple[str, str]]:
        return set(zip(self.table["council"], self.table["neighbour"], strict=True))

    def _code(self, text: str) -> str:
        return council_code(text, self.names.index.tolist())

    def __repr__(self) -> str:
        return plain(f"{self.summary}.", {"Characteristics": self._characteristics}, self.notes)

    def _repr_html_(self) -> str:
        return card(f"{self.summary}.", {"Characteristics": self._characteristics, "Nearest pairs": self._nearest_pairs}, self.notes)

    @property
    def _characteristics(self) -> pd.DataFrame:
        values = self.characteristics
        columns = {"lowest": values.min(), "median": values.median(), "highest": values.max(), "weight": self.shares}
        return pd.DataFrame(columns).rename_axis("characteristic").reset_index()

    @property
    def _nearest_pairs(self) -> pd.DataFrame:
        rows = self.table.sort_values("distance", kind="stable").head(SHOWN)
        named = {name: rows[name].map(self.names) for name in ("council", "neighbour")}
        return pd.DataFrame({**named, "distance": rows["distance"]})

    @property
    def notes(self) -> list[str]:
        """What to know of the table: the scale, what was excluded and left out, and who has fewer neighbours than were asked for."""
        few, out = [f"{self.names[str(code)]} ({number})" for code, number in self.fewer.items()], self.left_out
        return [
            f"Standardised: {STANDARDISING[self.standardise]}. Distance: the root of the weighted mean of the squared differences.",
            *(f"{told[0].upper()}{told[1:]}." for told in self.excluded),
            *([f"Left out: {_listed([f'{row} ({why})' for row, why in out.to_numpy()])}."] if len(out) else []),
            *([f"Fewer than {self.k} may be theirs: {_listed(few)}."] if few else []),
        ]


def _listed(every: list[str]) -> str:
    more = f" and {len(every) - SHOWN} more" if len(every) > SHOWN else ""
    return ", ".join(every[:SHOWN]) + more
