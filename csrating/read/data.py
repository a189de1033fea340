"""All that was read, as one thing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from csrating.read.cells import Sheet
from csrating.read.doctor import Report, Subject, examine
from csrating.read.doctor.subject import COLUMNS
from csrating.read.registered.sources import Source


@dataclass(frozen=True, eq=False, repr=False)
class Data:
    """The tidy tables of a folder of raw files, where they come from, and what became of each row and cell.

    ``observations``, ``inspections`` and ``safeguarding`` keep the contracts of :mod:`csrating.schema`; ``sources`` are the files that were
    read; ``fates`` has columns source, sheet, table, fate, rows, cells, filled, explanation: over a sheet, its rows add up to all rows,
    its cells to all cells under the headers of figures, and filled to all cells that hold something. ``sheets`` are those of all files,
    each with the id of its source. ``notes`` are sentences on what else there is to know of today's files: which were not read, which
    councils have no judgement, how old grades are.
    """

    observations: pd.DataFrame
    inspections: pd.DataFrame
    safeguarding: pd.DataFrame
    sources: tuple[Source, ...]
    fates: pd.DataFrame
    sheets: tuple[tuple[str, Sheet], ...] = ()
    notes: tuple[str, ...] = ()

    @cached_property
    def report(self) -> Report:
        """What became of each cell, whose figures are missing, and what looks wrong."""
        return examine(self._subject())

    def _subject(self) -> Subject:
        observed = self.observations.rename(columns={"indicator": "measure"})
        published = sum(str(source.origin) == "published" for source in self.sources)
        inspected = f"{len(self.inspections):,} lines on {self.inspections['council'].nunique()} councils"
        found = f"{len(self.safeguarding):,} findings on {self.safeguarding['council'].nunique()} councils"
        return Subject(
            name="the registered folder",
            how=f"{published} published and {len(self.sources) - published} demonstration files, each read by its layout",
            figures=observed.assign(breakdown="", table="")[[*COLUMNS, "table"]],
            fates=self.fates,
            sheets=self.sheets,
            one_cell=False,
            more=(("inspections", inspected), ("safeguarding", found)),
        )

    @property
    def register(self) -> pd.DataFrame:
        """The files that were read, one row each: id, file, title, publisher, published_on, origin, licence, address, sha256."""
        names = ["id", "file", "title", "publisher", "published_on", "origin", "licence", "address", "sha256"]
        return pd.DataFrame([[str(getattr(source, name)) for name in names] for source in self.sources], columns=names)

    def __repr__(self) -> str:
        published = sum(source.origin == "published" for source in self.sources)
        indicators = self.observations["indicator"].nunique()
        tables = (
            f"{len(self.observations):,} observations of {indicators} indicators",
            f"{len(self.inspections):,} lines on inspections",
            f"{len(self.safeguarding):,} findings on safeguarding",
        )
        return f"{', '.join(tables)}; from {published} published and {len(self.sources) - published} demonstration files"
