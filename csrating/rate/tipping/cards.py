"""How tipping points show themselves: as text, and in a notebook as cards that fold."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from csrating.compare.asked.card import MADE_UP, card, plain
from csrating.compare.method import rule_in_line
from csrating.rate.limits import Record
from csrating.rate.tipping.points import exact, knots_of, shown
from csrating.rate.tipping.tables import DIRECTIONS
from csrating.rate.tipping.told import NO_SETTINGS, counted, untold
from csrating.reference.frameworks import Framework
from csrating.schema import Origin

_SHOWN = 5
_ALONE = {"smallest": "Fewest changes", "settings": "By settings alone", "indicators": "By indicators alone"}
"""The kinds in the order in which they are told."""

_RULES = (
    "points.share_good_or_better",
    "points.single_setting",
    "points.inadequate_share",
    "points.inadequate_least_settings",
    "points.share_in_line_or_above",
    "combined.inspection_weight",
    "combined.nis_weight",
    "combined.pooling",
    "combined.band_cuts",
    "combined.borderline",
    "limits.priority_action",
    "limits.full_inspection_inadequate",
)
WHAT_A_CHANGE_IS = (
    "One change is one setting regraded by one grade, or one indicator moved across the edge of in line by the fewest cases: children, or "
    "what else it counts. Denominators, the number of settings, all other councils and the findings on safeguarding stay as they are. A "
    "figure as published may be rounded; a changed one is what its counts make."
)
WHICH_IS_TOLD = (
    "Where several sets of changes are as small, the one with the fewest cases is told, then the one that moves the points furthest, then "
    "the one whose settings stand first in the profile."
)
JUDGED = "Judgement, which holds only for the points that it was made on and falls away beyond them"


class Told(NamedTuple):
    """One answer in words: its heading, and one line for each change, or none where there is no answer and the heading says why."""

    heading: str
    lines: tuple[str, ...]


class Passage(NamedTuple):
    """One direction in words: where to and what it takes, and the answers; no answers where the title says why."""

    title: str
    answers: tuple[Told, ...]


@dataclass(frozen=True, eq=False, repr=False)
class CouncilTipping:
    """One council's part of the tipping points: its rows of the two tables, and the framework whose rules they follow."""

    code: str
    name: str
    table: pd.DataFrame
    steps: pd.DataFrame
    framework: Framework

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """What there is to tell, up and then down; nothing where there is no rating, of which the summary says why."""
        if self.table["from_rating"].isna().all():
            return ()
        return tuple(self._passage(direction) for direction in DIRECTIONS)

    @cached_property
    def _rows(self) -> list[Record]:
        """The rows of the table, each by its column names."""
        return list(self.table.to_dict("records"))

    @property
    def summary(self) -> str:
        """The rating as it is, and its points."""
        first = self._rows[0]
        if math.isnan(first["from_rating"]):
            return f"{self.name} ({self.code}): {first['why']}"
        told = self.framework.outcome_told(first["from_rating"])
        return f"{self.name} ({self.code}): {told}, with {self._shown(first['points_before'])} points"

    @property
    def notes(self) -> list[str]:
        """What to know of the changes, the rules behind them, and where the figures come from."""
        first = self._rows[0]
        stays = [f"Limit, which stays: {first['limits']}."] if first["limits"] else []
        judged = [f"{JUDGED}: {first['judgement']}."] if first["judgement"] else []
        if self.table["needed"].eq("").all():
            return [*stays, *judged, *_made_up(self.table)]
        return [
            WHAT_A_CHANGE_IS,
            WHICH_IS_TOLD,
            *self._without_counts(),
            *stays,
            *judged,
            marks_told(self.framework),
            *_made_up(self.table),
        ]

    def _passage(self, direction: str) -> Passage:
        rows = [row for row in self._rows if row["direction"] == direction]
        by_kind, way = {row["kind"]: row for row in rows}, direction.capitalize()
        smallest = by_kind["smallest"]
        if not smallest["needed"]:
            return Passage(f"{way}: {smallest['why']}", ())
        kinds = ("indicators",) if by_kind["settings"]["why"] == NO_SETTINGS else tuple(_ALONE)
        goal = "" if smallest["why"] else f" to {self.framework.outcome_told(smallest['to_rating'])}"
        return Passage(f"{way}{goal}: {smallest['needed']}", tuple(self._answer(by_kind[kind], smallest) for kind in kinds))

    def _answer(self, row: Record, smallest: Record) -> Told:
        heading = _ALONE[row["kind"]]
        if row["why"]:
            return Told(f"{row['why'][:1].upper()}{row['why'][1:]}", ())
        if row is not smallest and row["text"] == smallest["text"]:
            return Told(f"{heading}: the same", ())
        steps = self.steps[(self.steps["direction"] == row["direction"]) & (self.steps["kind"] == row["kind"])]
        return Told(f"{heading}: {_size_told(row)}, to {self._shown(row['points_after'])} points", tuple(steps["text"]))

    def _shown(self, points: float) -> str:
        return shown(exact(points), knots_of(self.framework))

    def _without_counts(self) -> Iterator[str]:
        for direction, rows in self.table.groupby("direction", sort=False):
            without = rows["without_counts"].iloc[0]
            if without > 0:
                they = "it stays as it is" if without == 1 else "they stay as they are"
                yield f"{untold(without, up=direction == 'up')}, and cannot be told in cases: {they}."

    def __repr__(self) -> str:
        return "\n".join([f"{self.summary}.", *self.lines, *self.notes])

    @property
    def lines(self) -> list[str]:
        """The passages as lines: titles, headings set in by two and changes by four."""
        return [line for passage in self.passages for line in _lines(passage)]

    def _repr_html_(self) -> str:
        tables, others = {}, []
        for passage in self.passages:
            others += [passage.title] if not passage.answers else []
            for place, answer in enumerate(passage.answers):
                heading = f"{passage.title} – {answer.heading}"
                if place == 0 and answer.lines:
                    tables[heading] = pd.DataFrame({"change": answer.lines})
                else:
                    others.append(heading)
        return _wide_card(f"{self.summary}.", tables, [*others, *self.notes])


def _size_told(row: Record) -> str:
    """How many changes, and of what, such as "3 changes (1 of settings, 2 of indicators by 7 cases)"."""
    of = []
    if row["settings"]:
        of.append(f"{row['settings']:.0f} of settings")
    if row["indicators"]:
        of.append(f"{row['indicators']:.0f} of indicators by {counted(row['cases'], 'case')}")
    return f"{counted(row['changes'], 'change')} ({', '.join(of)})"


def _lines(passage: Passage) -> Iterator[str]:
    yield passage.title
    for answer in passage.answers:
        yield f"  {answer.heading}"
        yield from (f"    {line}" for line in answer.lines)


def marks_told(framework: Framework) -> str:
    """The rules that decide, by their evidence marks: whatever nobody published is said to be ours."""
    names = [*_RULES[:-2], rule_in_line(framework).name, "neighbours.average", *_RULES[-2:]]
    of = {mark: [name for name in names if framework.rule(name).evidence == mark] for mark in framework.marks}
    return " ".join(f"{mark}, {framework.marks[mark]}: {', '.join(some)}." for mark, some in of.items() if some)


def _nearest(table: pd.DataFrame) -> pd.DataFrame:
    """The councils that the fewest changes move."""
    rows = table[(table["kind"] == "smallest") & table["changes"].notna()].sort_values(["changes", "cases", "council"], kind="stable")
    return rows[["name", "direction", "from_rating", "to_rating", "changes", "cases", "text"]].head(_SHOWN)


def _overview(table: pd.DataFrame) -> str:
    """How many ratings can be moved, and by how many changes."""
    rows = table[table["kind"] == "smallest"]
    said = []
    for direction, verb in (("up", "raised"), ("down", "lowered")):
        changes = rows.loc[rows["direction"] == direction, "changes"].dropna()
        by = f" (half of them by {math.ceil(changes.median())} changes or fewer)" if len(changes) else ""
        said.append(f"{len(changes)} can be {verb}{by}")
    return f"Tipping points of {rows['council'].nunique()} councils: {', '.join(said)}"


def _made_up(table: pd.DataFrame) -> Sequence[str]:
    return [MADE_UP] if (table["origin"] != str(Origin.PUBLISHED)).any() else []


def tipping_plain(table: pd.DataFrame) -> str:
    """The tipping points of all councils as text."""
    return plain(f"{_overview(table)}.", {"Nearest": _nearest(table)}, _made_up(table))


def tipping_card(table: pd.DataFrame) -> str:
    """The tipping points of all councils as a card."""
    return _wide_card(f"{_overview(table)}.", {"Nearest": _nearest(table)}, _made_up(table))


def _wide_card(summary: str, tables: Mapping[str, pd.DataFrame], notes: Sequence[str]) -> str:
    """A card in which no sentence is cut short."""
    with pd.option_context("display.max_colwidth", None):
        return card(summary, tables, notes)
