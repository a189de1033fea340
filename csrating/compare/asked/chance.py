"""Which differences from the similar areas are more than chance, how many flags chance alone would give, and what stands after that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from csrating.compare.asked.card import MADE_UP, card, plain
from csrating.compare.baselines import Baseline
from csrating.compare.figures import Figures, Numbers
from csrating.compare.flags import ByChance, adjusted, apart, by_chance, two_sided
from csrating.compare.uncertainty import are_counted
from csrating.schema import Origin

LEVEL = 0.05
SHOWN = 10


def tested(ours: Figures, baseline: Baseline, *, least: int) -> Numbers:
    """How many standard errors each figure lies from the pooled figure of the others behind a baseline; blank without counts.

    Args:
        ours: the councils' figures.
        baseline: of the councils with which each is compared.
        least: how many of them with a figure a test takes.
    """
    above, below = baseline.others(ours)
    is_share, is_rate = are_counted(ours)
    z = apart(ours.numerator, ours.denominator, above, below, share=is_share)
    return np.where((is_share | is_rate) & (baseline.with_data >= least), z, np.nan)


@dataclass(frozen=True, eq=False)
class Flags:
    """Comparisons that were tested, and the arithmetic of false flags.

    Each figure is tested against the pooled figure of its similar areas, every child counting alike, so that a gap from their mean may look
    otherwise. ``table`` has the columns of what was compared, and ``z`` (positive where the council is higher), ``probability``
    (two-sided), ``adjusted`` (Benjamini and Hochberg), ``flagged`` (by itself) and ``stands`` (after the adjustment), the least probable
    first; ``untested`` says how many had no counts.
    """

    table: pd.DataFrame
    chance: ByChance
    untested: int

    @property
    def said(self) -> str:
        """The arithmetic as sentences."""
        standing = int(self.table["stands"].sum())
        why = "counts are not published on one side or the other, or too few similar areas have a figure"
        left = f" {self.untested:,} more could not be tested: {why}." if self.untested else ""
        return f"{self.chance.said} {standing:,} stand after allowing for that (Benjamini and Hochberg).{left}"

    def __repr__(self) -> str:
        return plain(self.said, {"Flagged": self._shown}, self._notes)

    def _repr_html_(self) -> str:
        return card(self.said, {"Flagged": self._shown}, self._notes)

    @property
    def _shown(self) -> pd.DataFrame:
        flagged = self.table[self.table["flagged"]].head(SHOWN)
        return flagged[[name for name in flagged.columns if name not in ("flagged", "origin")]]

    @property
    def _notes(self) -> list[str]:
        more = self.chance.found - SHOWN
        made = self.table["origin"].ne(str(Origin.PUBLISHED)).any()
        signs = "gap: positive is better; z: standard errors from the similar areas taken together, positive where the council is higher."
        return [signs, *([f"And {more:,} more, in .table."] if more > 0 else []), *([MADE_UP] if made else [])]


def flags(rows: pd.DataFrame, *, told: Sequence[str]) -> Flags:
    """The flags among some comparisons.

    Args:
        rows: one for each comparison, with ``z``; blank where it could not be tested.
        told: the columns that say what was compared; ``origin`` is one of them.
    """
    known = rows[rows["z"].notna()]
    probability = two_sided(known["z"].to_numpy(dtype=float))
    table = known[[*told, "z"]].assign(probability=probability, adjusted=adjusted(probability))
    table = table.assign(flagged=table["probability"] < LEVEL, stands=table["adjusted"] < LEVEL)
    found = by_chance(tests=len(table), found=int(table["flagged"].sum()), confidence=1 - LEVEL)
    return Flags(table.sort_values("probability", kind="stable").reset_index(drop=True), found, len(rows) - len(known))
