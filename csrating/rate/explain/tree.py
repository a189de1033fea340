"""The tree of an explanation: steps down to cells, as rows, as a dictionary, and step by step."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd

from csrating.compare.asked.card import MADE_UP
from csrating.errors import EvidenceError
from csrating.rate.explain.shown import as_page, folded, indented
from csrating.read.registered.sources import Source
from csrating.reference.frameworks import Framework, Rule
from csrating.schema import Origin


@dataclass(frozen=True)
class Cell:
    """One cell of a raw file: where it stands, the sha256 of the file, the text that stands there, and the value as it was read."""

    file: str
    sheet: str
    address: str
    sha256: str
    stored: str
    value: float | str

    @property
    def ref(self) -> str:
        """The reference, such as 'ni-071.xlsx#NI 71!C7'."""
        return f"{self.file}#{self.sheet}!{self.address}"


@dataclass(frozen=True)
class Step:
    """One step: what it is, in words, the number that it gave, its rule with the evidence mark, and what it rests on.

    ``subject`` and ``detail`` say what a step is about: a setting type and a grade, an indicator and a council, a kind of inspection and
    its finding. ``parts`` are the steps below it, ``cells`` the cells that it was read from.
    """

    what: str
    text: str
    number: float = math.nan
    subject: str = ""
    detail: str = ""
    rule: str = ""
    evidence: str = ""
    origin: str = ""
    parts: tuple[Step, ...] = ()
    cells: tuple[Cell, ...] = ()

    def walk(self) -> Iterator[Step]:
        """The step and all below it, each before its parts."""
        yield self
        for part in self.parts:
            yield from part.walk()

    @property
    def all_cells(self) -> Iterator[Cell]:
        """The cells of the step and of all below it."""
        for step in self.walk():
            yield from step.cells


ROWS = ("row", "indicator")
"""The steps below which there are grades, figures and cells alone."""

COLUMNS = (
    *("id", "parent", "depth", "what", "subject", "detail", "text", "number", "rule", "evidence", "origin"),
    *("file", "sha256", "sheet", "address", "stored", "value"),
)
"""Those of the tidy table; the last six are blank but in the rows of cells."""

WORDS = (
    "Words: a row is a type of setting, a cluster a group of them; points run from 4, the best, to 1; pooled means all settings counted "
    "together; a standing is above, in line with or below similar areas, which are the council's ten statistical neighbours, "
    "and above always means better. Which way is good is stated for nine indicators and follows from the meaning of the others (I). Counts "
    "in brackets stand in the same row as the cell of the figure."
)
WORDS_OF_TODAY = (
    "Words: points run from 4, the best, to 1; a standing is above, in line with or below similar areas, which are the council's "
    "statistical neighbours, and above always means better. Which way is good is stated for all {} measures by the Department's "
    "dictionary (S)."
)
WORDS_OF_SETTINGS = "A row is a type of setting, a cluster a group of them; pooled means all settings counted together."

_NEAR = ("standing.rule", "neighbours.vintage", "neighbours.average", "neighbours.least_with_data", "indicators.cut_off")
_SETTINGS = ("inspections.cut_off", "inspections.window_years", "inspections.of_any_age", "inspections.settings_left_out")
BESIDE = {
    "standing.width": _NEAR,
    "standing.rule": _NEAR[1:],
    "points.share_good_or_better": ("points.inadequate_share", "points.inadequate_least_settings", *_SETTINGS),
    "points.inadequate_share": ("points.share_good_or_better", "points.inadequate_least_settings", *_SETTINGS),
    "points.single_setting": _SETTINGS,
    "points.share_in_line_or_above": ("combined.least_indicators",),
    "combined.inspection_weight": ("combined.nis_weight",),
    "combined.pooling": ("combined.least_clusters",),
    "combined.borderline": ("judgement.permitted",),
    "limits.priority_action": ("limits.full_inspection_inadequate",),
    "limits.full_inspection_inadequate": ("limits.priority_action",),
}
"""The rules that bear on the same as the one that a step names, and are not named beside each step."""

_BLANK = dict.fromkeys(("rule", "evidence", "file", "sha256", "sheet", "address", "stored", "value"), "")


@dataclass(frozen=True, eq=False)
class Explanation:
    """Why a council is rated as it is, from the rating down to each cell: text, a card that folds, JSON, and a tidy table.

    ``root`` is the tree, ``framework`` holds the rules that it names, ``sources`` are the files that were read, and
    ``vintage`` is the neighbour table that the ratings were made with.
    """

    council: str
    name: str
    framework: Framework
    root: Step
    sources: tuple[Source, ...] = ()
    vintage: str = ""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that the steps name, and those that bear on the same, each once, in the order of the tree."""
        named = dict.fromkeys(step.rule for step in self._steps if step.rule)
        every = dict.fromkeys(rule for name in named for rule in (name, *BESIDE.get(name, ())))
        return tuple(self.framework.rule(name) for name in every if name in self.framework.rules)

    @property
    def files(self) -> tuple[Source, ...]:
        """The files in which the cells stand, in the order of the tree."""
        known = {source.file: source for source in self.sources}
        return tuple(known[file] for file in dict.fromkeys(cell.file for step in self._steps for cell in step.cells) if file in known)

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row for each step and one for each cell, a part after what it belongs to.

        Columns id, parent (0 for the rating itself), depth, what (rating, limit, no limit, judgement, finding, data band, combined,
        inspection, cluster, row, grade, left out for age, age not known, indicators, indicator, council's figure, similar area, in line,
        cell), subject, detail, text, number, rule, evidence, origin; and of cells file, sha256, sheet, address, stored (the text that
        stands there) and value (as it was read).
        """
        return pd.DataFrame(list(_rows(self.root, parent=0, depth=0, ids=iter(range(1, 10**9)))), columns=list(COLUMNS)).fillna(_BLANK)

    def as_dict(self) -> dict[str, Any]:
        """The tree as plain dictionaries and lists; a number that there is none of is None."""
        rules = [{"rule": rule.name, "value": rule.value, "evidence": rule.evidence, "why": rule.why} for rule in self.rules]
        about = {"council": self.council, "name": self.name, "framework": self.framework.name}
        return {**about, "marks": self.framework.marks, "rules": rules, "why": _plain(self.root)}

    def json(self) -> str:
        """The same as JSON."""
        return json.dumps(self.as_dict(), ensure_ascii=False, indent=1)

    def about(self, text: str) -> Explanation:
        """One part down to each cell: a type of setting, a cluster, an indicator, the limits, or any other step by its name.

        Such as 'primary schools', 'early years', '148', 'limits', 'judgement', 'data band', 'inspection' or 'indicators'.

        Raises:
            EvidenceError: nothing that the rating rests on is called so.
        """
        wanted = str(text).strip().casefold()
        every = list(self.root.walk())
        subjects = [step for step in every if step.what in ("row", "indicator", "cluster", "limit", "no limit")]
        found = [step for step in subjects if step.subject and wanted in _called(step)] or [step for step in every if step.what == wanted]
        if not found:
            known = ", ".join(dict.fromkeys(step.subject for step in subjects if step.what != "indicator"))
            such = "a measure such as TotAbs" if self.framework.is_of_today else "an indicator such as 148"
            expected = f"{such}, or one of: {known}"
            raise EvidenceError(f"the {self.framework.result} of {self.name} rests on nothing called {text!r}", expected=expected)
        return replace(self, root=found[0])

    @property
    def is_demonstration(self) -> bool:
        """Whether any of it rests on figures that nobody published."""
        return any(step.origin not in ("", str(Origin.PUBLISHED)) for step in self._steps)

    @cached_property
    def _steps(self) -> tuple[Step, ...]:
        """All steps, each before its parts."""
        return tuple(self.root.walk())

    def lines(self, *, cells: int = 1, until: Collection[str] = ()) -> list[str]:
        """The tree as lines of text, indented.

        Args:
            cells: how many cells of a step are listed at most; the others are counted.
            until: the kinds of steps whose parts are left out, such as ``ROWS``.
        """
        return list(indented(self.root, cells=cells, until=until))

    def __repr__(self) -> str:
        until = ROWS if self.root.what == "rating" else ()
        files = self.notes_on_files if not until else []
        return "\n".join([*self.lines(until=until), *self.notes, *files])

    def _repr_html_(self) -> str:
        shown = [MADE_UP] if self.is_demonstration else []
        return folded(self.root, notes=shown, behind=[*(note for note in self.notes if note not in shown), *self.notes_on_files])

    def page(self) -> str:
        """The same as a page of its own, which folds without a script."""
        return as_page(f"{self.name}: why this {self.framework.result}", self._repr_html_())

    @property
    def notes(self) -> list[str]:
        """The rules that bear on it, what their marks and the words mean, and whether any figure is a demonstration figure."""
        marks = "; ".join(f"{mark} {meaning}" for mark, meaning in self.framework.marks.items())
        rules = [self._rule(rule) for rule in self.rules]
        named = ["Rules:", *rules] if rules else []
        return [*named, f"Marks: {marks}.", self._words(), *([MADE_UP] if self.is_demonstration else [])]

    def _words(self) -> str:
        """What the words of the steps mean."""
        if not self.framework.is_of_today:
            return WORDS
        told = WORDS_OF_TODAY.format(len(self.framework.edition.counting))
        return f"{told} {WORDS_OF_SETTINGS}" if any(step.what == "row" for step in self._steps) else told

    def _rule(self, rule: Rule) -> str:
        """A rule with its mark and its reason; of the neighbour table, that another was chosen where it was."""
        if rule.name == "neighbours.vintage" and self.vintage not in ("", rule.value):
            return f"{rule.name}: the table {self.vintage} was chosen for this run, in place of the framework's, {rule.told}."
        return f"{rule.name} ({rule.evidence}): {rule.told}. {rule.why}"

    @property
    def notes_on_files(self) -> list[str]:
        """The files in which the cells stand: where, whose figures, the title and the sha256."""
        told = [f"{file.path.parent.name}/{file.file} ({file.origin}): {file.title}; sha256 {file.sha256}" for file in self.files]
        return ["Files:", *told] if told else []


def _called(step: Step) -> tuple[str, str]:
    """By which names a step may be asked for."""
    return step.subject.casefold(), step.subject.removeprefix("NI ").casefold()


def _rows(step: Step, *, parent: int, depth: int, ids: Iterator[int]) -> Iterator[dict[str, Any]]:
    own = next(ids)
    about = {"what": step.what, "subject": step.subject, "detail": step.detail, "text": step.text, "number": step.number}
    yield {"id": own, "parent": parent, "depth": depth, **about, "rule": step.rule, "evidence": step.evidence, "origin": step.origin}
    for cell in step.cells:
        told = {"what": "cell", "subject": step.subject, "detail": step.detail, "text": cell.ref, "origin": step.origin}
        yield {"id": next(ids), "parent": own, "depth": depth + 1, **told, **asdict(cell)}
    for part in step.parts:
        yield from _rows(part, parent=own, depth=depth + 1, ids=ids)


def _plain(step: Step) -> dict[str, Any]:
    told = {name: getattr(step, name) for name in ("what", "subject", "detail", "text", "rule", "evidence", "origin")}
    kept = {name: value for name, value in told.items() if value != ""}
    number = {} if math.isnan(step.number) else {"number": step.number}
    parts = {"parts": [_plain(part) for part in step.parts]} if step.parts else {}
    return {**kept, **number, **({"cells": [asdict(cell) for cell in step.cells]} if step.cells else {}), **parts}
