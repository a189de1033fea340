"""The report: what was understood, what was found, and the tables behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from csrating.read.doctor.summary import Line


@dataclass(frozen=True, eq=False, repr=False)
class Report:
    """What the doctor has to tell of a file or a folder.

    ``findings`` is the list to read: the gravest first, each with its cell and what to do. Behind it stand the tables of
    :mod:`csrating.read.doctor.contracts`: ``accounts`` (counts in and counts out, sheet by sheet), ``fates`` (what became of rows and
    cells), ``coverage`` (whose figures are missing), ``names``, ``repeats``, ``totals``, ``changes``, ``revisions`` (against the last
    release, where one was given), ``unseen`` and ``graded`` (the grades that inspections gave). ``summary`` says in a few lines what was
    understood, ``figures_read`` how many figures it is about. Printed, a report is its summary and its first findings; a notebook shows
    it with everything to unfold.
    """

    name: str
    how: str
    figures_read: int
    summary: tuple[Line, ...]
    findings: pd.DataFrame
    fates: pd.DataFrame
    accounts: pd.DataFrame
    coverage: pd.DataFrame
    names: pd.DataFrame
    repeats: pd.DataFrame
    totals: pd.DataFrame
    changes: pd.DataFrame
    revisions: pd.DataFrame
    unseen: pd.DataFrame
    graded: pd.DataFrame

    @property
    def balances(self) -> bool:
        """Whether every filled cell of every sheet is accounted for, as many figures were given as were kept, and no question is open."""
        return bool(self.accounts["balances"].all()) and not self.open_questions

    @property
    def open_questions(self) -> int:
        """How many questions have to be answered before all of it is read."""
        return int((self.findings["kind"] == "not read").sum())

    @property
    def held_back(self) -> str:
        """What is not given because a question is open: the number of cells and the first question; '' where none is open."""
        asked = self.findings[self.findings["kind"] == "not read"]
        if asked.empty:
            return ""
        first, cells = asked.iloc[0], int(self.accounts["held_back"].sum())
        number = "1 question" if len(asked) == 1 else f"{len(asked):,} questions"
        where = str(first["where"]).rpartition("#")[2]
        what = f"{cells:,} filled cells are" if cells else "a part of a sheet is"
        return f"{what} held back until {number} {'is' if len(asked) == 1 else 'are'} answered: {first['what']} ({where})"

    def number(self, severity: str) -> int:
        """How many findings there are of one severity: wrong, look or note."""
        return int((self.findings["severity"] == severity).sum())

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables behind the findings, by name."""
        names = ("accounts", "fates", "coverage", "names", "repeats", "totals", "changes", "revisions", "unseen", "graded")
        return {name: getattr(self, name) for name in names}

    def lines(self, *, everything: bool = False) -> list[str]:
        """The report as lines of text: the summary, then the findings, of each kind the first few unless it is to show everything."""
        from csrating.read.doctor.text import lines

        return lines(self, everything=everything)

    @property
    def verdict(self) -> str:
        """'1 wrong, 4 to look at, 2 notes', or that there are none."""
        words = {"wrong": ("wrong", "wrong"), "look": ("to look at", "to look at"), "note": ("note", "notes")}
        numbers = {severity: self.number(severity) for severity in words}
        return ", ".join(f"{number:,} {words[severity][number != 1]}" for severity, number in numbers.items() if number) or "none"

    @property
    def to_look_at(self) -> pd.DataFrame:
        """The findings that are worth a line wherever the file is read: what is wrong and what is to look at, but not its questions."""
        grave = self.findings["severity"].isin(["wrong", "look"]) & (self.findings["kind"] != "not read")
        return self.findings[grave]

    @property
    def line(self) -> str:
        """'to look at: 3 findings, the first ... [Table 1!A5]; csrating doctor FILE tells all'; '' where there is none."""
        found = self.to_look_at
        if found.empty:
            return ""
        first = found.iloc[0]
        where = f" [{str(first['where']).rpartition('#')[2]}]" if first["where"] else ""
        number = "1 finding:" if len(found) == 1 else f"{len(found):,} findings, the first"
        return f"to look at: {number} {first['what']}{where}; csrating doctor {self.name} tells all"

    def as_dict(self) -> dict[str, Any]:
        """The report as lists and dictionaries of plain values, as :meth:`json` writes it."""
        from csrating.read.doctor.as_json import as_dict

        return as_dict(self)

    def json(self) -> str:
        """The report as JSON: the same file gives the same bytes; what is blank is null, and days are written 2009-03-31."""
        from csrating.read.doctor.as_json import as_json

        return as_json(self)

    def html(self) -> str:
        """The report as a piece of HTML, everything in it escaped."""
        from csrating.read.doctor.page import page

        return page(self)

    def _repr_html_(self) -> str:
        return self.html()

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def __repr__(self) -> str:
        return str(self)
