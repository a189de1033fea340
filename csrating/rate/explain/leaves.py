"""The leaves of an explanation: the cells behind grades, figures and findings, with the file's sha256 and the text that stands there."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import pandas as pd

from csrating.rate.explain.tree import Cell, Step
from csrating.rate.limits import Record
from csrating.rate.settings import counted, latest_in_scope
from csrating.rate.window import affected
from csrating.reference.standing_councils import councils_of_any_time
from csrating.schema import GRADES, OVERALL, Level, Origin, Status

if TYPE_CHECKING:
    from csrating.rate import Ratings
    from csrating.read.cells.sheet import Sheet

ADDRESS = re.compile(r"(?P<file>[^#]+)#(?P<sheet>.*)!(?P<letters>[A-Z]+)(?P<row>\d+)")
APART = "; "
"""What stands between the cells of a figure that was worked out from several."""

Told: TypeAlias = tuple[str, float, str, tuple[Cell, ...]]
"""A council's figure in words, as a number, its origin and its cells."""


@dataclass(frozen=True, eq=False)
class Leaves:
    """Looks up the cells of one set of ratings."""

    ratings: Ratings

    def grades(self, council: str, setting_type: str) -> tuple[Step, ...]:
        """The settings of a type by grade, the best first, each grade with the cells that it was counted from.

        Args:
            council: its code.
            setting_type: a row of the profile.
        """
        found = []
        for grade in reversed(GRADES):
            rows = self._graded.get((council, setting_type, grade), [])
            if rows:
                number = sum(settings for settings, *_ in rows)
                cells = tuple(self.cell(ref, float(settings) if is_count else grade) for settings, ref, _, is_count in rows)
                origin = origin_of([origin for _, _, origin, _ in rows])
                found.append(Step("grade", f"{grade}: {number}", float(number), setting_type, grade, origin=origin, cells=cells))
        return tuple(found)

    def figure(self, what: str, council: str, indicator: str, period: str, *, before: str = "") -> Step:
        """The figure of a council, or why it has none.

        Args:
            what: 'council's figure' or 'similar area'.
            council: its code.
            indicator, period: of the figure.
            before: words that stand before the council's name.
        """
        key = council, indicator, period
        if key not in self._told:
            self._told[key] = self._figure_told(*key)
        text, number, origin, cells = self._told[key]
        return Step(what, f"{before}{text}", number=number, subject=indicator, detail=council, origin=origin, cells=cells)

    def _figure_told(self, council: str, indicator: str, period: str) -> Told:
        name = self._names.get(council, council)
        row = self._figures.get((council, indicator, period))
        if row is None:
            return f"{name}: no row", math.nan, "", ()
        known = row["status"] == str(Status.REPORTED) and math.isfinite(row["value"])
        told = f"{row['value']:.6g}{_counts(row)}" if known else f"no figure: {row['status']}"
        cells = tuple(self.cell(ref, row["value"] if known else str(row["status"])) for ref in str(row["ref"]).split(APART) if ref)
        return f"{name}: {told}", float(row["value"]) if known else math.nan, row["origin"], cells

    def cell(self, ref: str, value: float | str) -> Cell:
        """The cell of a reference.

        Args:
            ref: such as 'ni-071.xlsx#NI 71!C7'.
            value: as it was read.
        """
        found = ADDRESS.fullmatch(ref)
        if not found:
            return Cell(ref, "", "", "", "", value)
        sheet = self._sheets.get((found["file"], found["sheet"]))
        address = f"{found['letters']}{found['row']}"
        return Cell(found["file"], found["sheet"], address, self._sums.get(found["file"], ""), _stored(sheet, found), value)

    def finding(self, finding: Record) -> Step:
        """A finding on safeguarding, with its day and its source."""
        kind, found = str(finding["kind"]), str(finding["finding"])
        about = ", ".join(part for part in (kind, str(finding["aspect"])) if part)
        when = "day not known" if finding["held_on"] is pd.NaT else f"{finding['held_on']:%Y-%m-%d}"
        source = self._titles.get(str(finding["source"]), str(finding["source"]))
        text = f"{about}: {found} ({when}; source: {source})"
        cells = (self.cell(str(finding["ref"]), found),)
        return Step(
            "finding", text, subject=kind, detail=found, evidence=str(finding["evidence"]), origin=str(finding["origin"]), cells=cells
        )

    def aged(self, council: str, effect: str) -> tuple[Cell, ...]:
        """The cells of the settings that the framework's window leaves out, or of which it cannot tell the age.

        Args:
            council: its code.
            effect: which of the two, as :mod:`csrating.rate.window` calls them.
        """
        return tuple(self.cell(ref, value) for ref, value in self._aged.get((council, effect), []))

    @cached_property
    def _told(self) -> dict[tuple[str, str, str], Told]:
        """The figures that were asked for so far: each stands in the trace of its council and of ten others."""
        return {}

    @cached_property
    def _sheets(self) -> dict[tuple[str, str], Sheet]:
        return {(sheet.file, sheet.name): sheet for _, sheet in self.ratings.data.sheets}

    @cached_property
    def _sums(self) -> dict[str, str]:
        return {source.file: source.sha256 for source in self.ratings.data.sources}

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {source.id: source.title for source in self.ratings.data.sources}

    @cached_property
    def _names(self) -> dict[str, str]:
        return dict(councils_of_any_time().set_index("code")["name"])

    @cached_property
    def _graded(self) -> dict[tuple[str, str, str], list[tuple[int, str, str, bool]]]:
        """The counted settings of each council, type and grade: how many, their cell, its origin, and whether that holds a count."""
        rows = counted(self.ratings.data.inspections, self.ratings.framework)
        rows = rows[(rows["aspect"] == OVERALL) & (rows["settings"] > 0)]
        is_count = rows["setting"] == rows["council"] + "/" + rows["setting_type"]
        told = (rows["settings"].tolist(), rows["ref"].tolist(), rows["origin"].tolist(), is_count.tolist())
        found: dict[tuple[str, str, str], list[tuple[int, str, str, bool]]] = {}
        for council, kind, grade, *one in zip(rows["council"], rows["setting_type"], rows["grade"], *told, strict=True):
            found.setdefault((council, kind, grade), []).append((one[0], one[1], one[2], one[3]))
        return found

    @cached_property
    def _aged(self) -> dict[tuple[str, str], list[tuple[str, float | str]]]:
        """The cell and the value of each setting that the window has an effect on, by council and effect."""
        rules = self.ratings.framework
        rows = affected(latest_in_scope(self.ratings.data.inspections, rules), rules)
        rows = rows[rows["aspect"] == OVERALL]
        is_count = rows["setting"] == rows["council"] + "/" + rows["setting_type"]
        found: dict[tuple[str, str], list[tuple[str, float | str]]] = {}
        told = (rows["council"], rows["effect"], rows["ref"], rows["grade"], rows["settings"], is_count)
        for council, effect, ref, grade, settings, counts in zip(*told, strict=True):
            found.setdefault((council, effect), []).append((ref, float(settings) if counts else grade))
        return found

    @cached_property
    def _figures(self) -> dict[tuple[str, str, str], Record]:
        observations = self.ratings.data.observations
        rated = self.ratings.compared[["indicator", "period"]].drop_duplicates()
        there = pd.MultiIndex.from_frame(observations[["indicator", "period"]]).isin(pd.MultiIndex.from_frame(rated))
        rows = observations[there & (observations["level"] == str(Level.COUNCIL)).to_numpy()]
        wanted = ["value", "numerator", "denominator", "status", "origin", "ref"]
        keys = zip(rows["area"], rows["indicator"], rows["period"], strict=True)
        return dict(zip(keys, rows[wanted].to_dict("records"), strict=True))


def _counts(row: Record) -> str:
    """The counts behind a figure in words; blank where they are not published."""
    x, n = float(row["numerator"]), float(row["denominator"])
    return f" ({x:,.12g} of {n:,.12g})" if math.isfinite(x + n) else ""


def _stored(sheet: Sheet | None, found: re.Match[str]) -> str:
    """The text that stands in a cell; blank where the sheet is not at hand."""
    if sheet is None:
        return ""
    row, column = int(found["row"]) - 1, column_number(found["letters"])
    inside = row < sheet.cells.shape[0] and column < sheet.cells.shape[1]
    return sheet.text(row, column) if inside else ""


def column_number(letters: str) -> int:
    """The number of a column, counting from nought.

    >>> column_number("A"), column_number("AB")
    (0, 27)
    """
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def origin_of(kinds: Sequence[str]) -> str:
    """What all rest on; mixed where that is not the same."""
    return kinds[0] if len(set(kinds)) == 1 else str(Origin.MIXED)
