"""What was found for each council as rows of the two tables."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

import pandas as pd

from csrating.rate.tipping.cases import Flip
from csrating.rate.tipping.edges import edge_told, edges_of
from csrating.rate.tipping.inspections import ANY_TYPE
from csrating.rate.tipping.points import shown
from csrating.rate.tipping.search import KINDS, Answer, Search
from csrating.rate.tipping.settings import Move
from csrating.rate.tipping.told import NO_SETTINGS, answer_told, flip_told, moves_told, none_beyond, not_enough, nouns_of, untold
from csrating.schema import OVERALL, Against

if TYPE_CHECKING:
    from csrating.rate import Ratings

Row: TypeAlias = dict[str, Any]
_BLANK = ("to_rating", "changes", "settings", "indicators", "cases", "points_before", "points_after", "without_counts")


class Teller:
    """Turns what was found for each council into rows."""

    def __init__(self, ratings: Ratings, search: Search) -> None:
        self.search, self.nouns = search, nouns_of(ratings.framework)
        self.councils = ratings.table.to_dict("records")
        self.settings = _settings(ratings.profile)
        near = ratings.compared[ratings.compared["against"] == str(Against.NEIGHBOURS)]
        cells = near[["council", "indicator", "period", "ref"]].itertuples(index=False)
        self.edges = edges_of(near)
        self.figures = {(str(council), str(name)): {"period": period, "ref": ref} for council, name, period, ref in cells}

    def rows(self, council: int, *, up: bool) -> Iterator[tuple[Row, list[Row]]]:
        """The rows of a council in one direction, one for each kind, each with its steps.

        Args:
            council: its place in the ratings.
            up: the direction.
        """
        own, search = self.councils[council], self.search
        row = _blank(own, up=up)
        if math.isnan(own["rating"]):
            yield from _none(row, f"{self._none_given(own)}: {own['why']}")
            return
        row |= {"points_before": float(search.points(council))}
        goal = search.ladder.goal(council, rating=int(own["rating"]), up=up)
        if goal is None:
            yield from _none(row, none_beyond(own["rating"], limits=own["limits"], up=up, framework=self.search.footing.rule.framework))
            return
        row |= {"needed": self._needed(goal, up=up), "without_counts": float(search.cases.without_counts(council, up=up))}
        for answer in search.answers(council, goal, up=up):
            yield self._reached(row, answer) if answer.reached else self._not_reached(row, answer, council, goal, up=up)

    def _none_given(self, own: dict[Hashable, Any]) -> str:
        result = self.search.footing.rule.framework.result
        return f"the {result} is withheld" if own["status"] == "withheld" else f"no {result} is given"

    def _needed(self, goal: int, *, up: bool) -> str:
        """The points that it takes, with the evidence mark of the rule that says so."""
        framework, ladder = self.search.footing.rule.framework, self.search.ladder
        is_cut = float(ladder.knot(goal, up=up)) in framework.value("combined.band_cuts")
        mark = framework.rule("combined.band_cuts" if is_cut else "combined.borderline").evidence
        return f"{ladder.told(goal, up=up)} points ({mark})"

    def _reached(self, row: Row, answer: Answer) -> tuple[Row, list[Row]]:
        after = self.search.footing.rule.framework.outcome(answer.rating)
        told = {
            "kind": answer.kind,
            "to_rating": float(after.number),
            "to_label": str(after),
            "changes": float(answer.changes),
            "settings": float(answer.settings.changes),
            "indicators": float(len(answer.indicators.flips)),
            "cases": float(answer.indicators.cases),
            "points_after": float(answer.points),
            "text": answer_told(answer, self.nouns),
        }
        return row | told, self._steps(row | told, answer)

    def _not_reached(self, row: Row, answer: Answer, council: int, goal: int, *, up: bool) -> tuple[Row, list[Row]]:
        brought, without = shown(answer.points, self.search.ladder.knots), int(row["without_counts"])
        why = not_enough(answer, brought=brought, needed=row["needed"], without_counts=without, up=up)
        if not self.search.footing.grades[council].any():
            why = NO_SETTINGS if answer.kind == "settings" else self._by_edges(why, row, council, goal, up=up)
        return row | {"kind": answer.kind, "why": why}, []

    def _by_edges(self, why: str, row: Row, council: int, goal: int, *, up: bool) -> str:
        """Why there is no answer in cases for a council without settings, and how far its figures lie from the edge of in line."""
        edges = edge_told(self.search, council, goal, self.edges.get(row["council"], []), up=up)
        if edges and row["without_counts"]:
            return f"{untold(row['without_counts'], up=up)}, so that cases cannot be told. {edges}"
        return why.replace("settings and indicators together", "indicators").replace("indicators alone", "indicators")

    def _steps(self, row: Row, answer: Answer) -> list[Row]:
        same = {name: row[name] for name in ("council", "name", "direction", "kind")}
        moves = answer.settings.moves
        return [
            *(same | self._move(row["council"], move, text) for move, text in zip(moves, moves_told(moves, self.nouns), strict=True)),
            *(same | self._flip(row["council"], flip) for flip in answer.indicators.flips),
        ]

    def _move(self, council: str, move: Move, text: str) -> Row:
        of, ref = self.settings[council, move.kind]
        return {
            "step": "settings",
            "what": move.kind,
            "period": "",
            "number": move.number,
            "of": float(of),
            "from": move.before,
            "to": move.after,
            "changes": move.changes,
            "text": text,
            "ref": ref,
        }

    def _flip(self, council: str, flip: Flip) -> Row:
        return {
            "step": "indicator",
            "what": flip.indicator,
            "number": flip.cases,
            "of": flip.of,
            "from": f"{flip.before:.15g}",
            "to": f"{flip.after:.15g}",
            "changes": 1,
            "text": flip_told(flip),
        } | self.figures[council, flip.indicator]


def _settings(profile: pd.DataFrame) -> dict[tuple[str, str], tuple[int, str]]:
    """How many settings of each type every council has, and the cell; and of all types together."""
    rows = profile[(profile["column"] == OVERALL) & (profile["kind"] == "setting type")]
    found = {(row["council"], row["row"]): (int(row["settings"]), str(row["ref"])) for row in rows.to_dict("records")}
    for council, own in rows.groupby("council", sort=False):
        more = f" and {len(own) - 1} more" if len(own) > 1 else ""
        found[str(council), ANY_TYPE] = (int(own["settings"].sum()), f"{own['ref'].iloc[0]}{more}")
    return found


def _blank(own: dict[Hashable, Any], *, up: bool) -> Row:
    """The row of a council before anything is told."""
    return {
        "council": own["council"],
        "name": own["name"],
        "direction": "up" if up else "down",
        "from_rating": own["rating"],
        "from_label": own["label"],
        "to_label": None,
        "needed": "",
        "text": "",
        "why": "",
        "limits": own["limits"],
        "judgement": own["judgement"],
        "origin": own["origin"],
        **dict.fromkeys(_BLANK, math.nan),
    }


def _none(row: Row, why: str) -> Iterator[tuple[Row, list[Row]]]:
    for kind in KINDS:
        yield row | {"kind": kind, "why": why}, []
