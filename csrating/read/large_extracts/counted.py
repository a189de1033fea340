"""How many settings hold each grade, as counted from an extract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

import pandas as pd

from csrating.errors import EvidenceError
from csrating.read.large_extracts.accounted import COUNTED, DISPUTED
from csrating.read.large_extracts.query import Counted
from csrating.schema import GRADES, INSPECTIONS, Origin, check, words_of

KEYS = ["council", "setting_type", "run_by", "aspect", "grade"]


@dataclass(frozen=True, eq=False, repr=False)
class SettingCounts:
    """The counts of an extract, and what became of its rows.

    ``counts`` has columns council, setting_type, run_by ('' where it is not known), aspect, grade (an ordered word, inadequate first)
    and settings. ``account`` has columns fate, column, word, why and rows, which add up to all rows of the extract: of two rows that
    grade a setting otherwise on one day, the worse is counted under a fate of its own. ``cut_off`` is the last day that counts, and
    ``where`` the path that was read.
    """

    counts: pd.DataFrame
    account: pd.DataFrame
    cut_off: date
    where: str

    @property
    def rows(self) -> int:
        """How many rows the extract has."""
        return int(self.account["rows"].sum())

    def inspections(self, *, origin: str | Origin, source: str) -> pd.DataFrame:
        """The counts as INSPECTIONS, of which the profile is made: ``cs.rate`` takes them in place of ``data.inspections``.

        Counts have no day of inspection: the cut-off has been applied, and a window of years cannot be.

        Args:
            origin: "published" or "demonstration", as the extract is.
            source: what the extract is called where figures are traced.

        Raises:
            EvidenceError: the origin is none.
        """
        if origin not in words_of(Origin):
            raise EvidenceError(f"the origin is {str(origin)!r}", expected=f"one of {', '.join(words_of(Origin))}")
        words = self.counts.assign(grade=self.counts["grade"].astype("str"))
        setting = words["council"] + "/" + words["setting_type"] + ("/" + words["run_by"]).where(words["run_by"] != "", "")
        ref = source + "#" + setting + "/" + words["aspect"] + "/" + words["grade"]
        day = pd.Series(pd.NaT, index=words.index, dtype="datetime64[us]")
        return check(INSPECTIONS, words.assign(setting=setting, inspected_on=day, origin=str(origin), source=source, ref=ref))

    def __repr__(self) -> str:
        judged = self.account.loc[self.account["fate"].isin([COUNTED, DISPUTED]), "rows"].sum()
        return (
            f"{judged:,} judgements of settings in {self.counts['council'].nunique()} councils up to {self.cut_off}, "
            f"from {self.rows:,} rows of {self.where}"
        )


def counts_table(found: Sequence[Counted]) -> pd.DataFrame:
    """The counts as a table, its grades ordered words."""
    table = pd.DataFrame([asdict(one) for one in found], columns=[*KEYS, "settings", "disputed"]).drop(columns="disputed")
    words = table.astype(dict.fromkeys(KEYS[:-1], "str") | {"settings": "int64"})
    return words.assign(grade=pd.Categorical(words["grade"], categories=GRADES, ordered=True))
