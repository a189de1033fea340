"""The evidence that claims are made from: what is worked out once for all councils, and one council's part of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

import pandas as pd

from csrating.rate import Ratings
from csrating.reference.frameworks import Framework
from csrating.schema import Level
from csrating.tell.claims.cells import Cells, cells_of
from csrating.tell.claims.inadequate import Inadequate, inadequate_shares
from csrating.tell.claims.positions import Position, positions_of

TOLD_SINGLY = ("NI 43", "NI 105", "NI 148")
"""Indicators that a letter tells one by one, each with the numbers behind it where the data hold them; the others are counted."""

OTHERS = "other subjects"
"""The group of the indicators that are about neither looked-after children nor social care."""

SOCIAL_CARE = ("NI 59", "NI 60", "NI 64", "NI 65", "NI 67", "NI 68")
"""Indicators of children's social care that are not about looked-after children: assessments, referrals and child protection plans."""


@dataclass(frozen=True)
class Gap:
    """How many figures of a group of indicators are missing, of how many that the profile calls for."""

    group: str
    missing: int
    of: int

    @property
    def share(self) -> float:
        """Per cent missing."""
        return 100.0 * self.missing / self.of if self.of else 0.0


@dataclass(frozen=True)
class Background:
    """What is worked out once for all councils.

    ``rows`` holds the rows of each table by council, ``register`` the indicators by name, ``neighbours`` each council's similar areas;
    ``inadequate`` is found by council, setting type and baseline; ``values`` holds the rows of an indicator by council, ``numbers``
    numerators and denominators by council, indicator and period; ``gaps`` are those of all councils together; ``safeguarding_read`` says
    whether the data hold findings on safeguarding of any council, so that a limit could be applied; ``cells`` finds those behind a claim;
    ``positions`` are each council's figures that stand at an end of all councils'.
    """

    framework: Framework
    rows: dict[str, dict[str, tuple[Any, ...]]]
    register: dict[str, Any]
    neighbours: dict[str, tuple[str, ...]]
    inadequate: dict[tuple[str, str, str], Inadequate]
    values: dict[str, dict[str, Any]]
    numbers: dict[tuple[str, str, str], tuple[float, float]]
    gaps: tuple[Gap, ...]
    safeguarding_read: bool
    cells: Cells
    positions: dict[str, tuple[Position, ...]]

    @cached_property
    def counting(self) -> list[str]:
        """The indicators that count towards shares: they have a direction, and figures for the year."""
        return list(self.framework.edition.counting)

    def group_of(self, indicator: str) -> str:
        """The group under which gaps in an indicator are told."""
        if self.register[indicator].looked_after == "yes":
            return "looked-after children and care leavers"
        return "children's social care" if indicator in SOCIAL_CARE else OTHERS


@dataclass(frozen=True)
class View:
    """One council's evidence: its row of RATINGS, and its rows of the other tables, found by name; every row is a named tuple.

    ``settings`` is found by setting type and column of the profile, ``indicators`` by indicator, ``compared`` by indicator and baseline.
    """

    code: str
    name: str
    row: Any
    reasons: tuple[Any, ...]
    findings: tuple[Any, ...]
    settings: dict[tuple[str, str], Any]
    indicators: dict[str, Any]
    compared: dict[tuple[str, str], Any]
    background: Background

    @property
    def framework(self) -> Framework:
        """The rules that the council was rated by."""
        return self.background.framework

    @property
    def counting(self) -> list[Any]:
        """The profile's rows of the indicators that count towards shares, in the order of the register."""
        return [self.indicators[name] for name in self.background.counting if name in self.indicators]

    def behind(self, indicator: str) -> float | None:
        """How many stand behind the council's figure of an indicator in the rated period; None where the data hold no counts."""
        period = self.background.cells.periods.get(indicator, "")
        counts = self.background.numbers.get((self.code, indicator, period))
        return counts[1] if counts else None

    def gaps(self) -> tuple[Gap, ...]:
        """The council's own gaps, group by group."""
        missing = [name for name in self.background.counting if name not in self.indicators or pd.isna(self.indicators[name].value)]
        return _gaps(self.background, missing, councils=1)


def view(background: Background, code: str) -> View:
    """The evidence of the council of that code."""
    rows = background.rows
    (row,) = rows["table"][code]
    profile = rows["profile"].get(code, ())
    return View(
        code=code,
        name=str(row.name),
        row=row,
        reasons=rows["reasons"].get(code, ()),
        findings=rows["safeguarding"].get(code, ()),
        settings={(found.row, found.column): found for found in profile if found.kind == "setting type"},
        indicators={found.row: found for found in profile if found.kind == "indicator"},
        compared={(found.indicator, found.against): found for found in rows["compared"].get(code, ())},
        background=background,
    )


def _by_council(frame: pd.DataFrame) -> dict[str, tuple[Any, ...]]:
    """The rows of each council as named tuples, in the order of the frame."""
    found: dict[str, list[Any]] = {}
    for row in frame.astype(object).itertuples(index=False):
        found.setdefault(str(row.council), []).append(row)
    return {code: tuple(rows) for code, rows in found.items()}


_made: WeakKeyDictionary[Ratings, Background] = WeakKeyDictionary()


def background_of(ratings: Ratings) -> Background:
    """What is worked out once for all councils; kept for as long as the ratings are."""
    if ratings not in _made:
        _made[ratings] = _background(ratings)
    return _made[ratings]


def _background(ratings: Ratings) -> Background:
    cells = cells_of(ratings)
    bare = Background(
        framework=ratings.framework,
        rows=_rows(ratings),
        register={str(row.indicator): row for row in ratings.framework.edition.indicators().itertuples(index=False)},
        neighbours=cells.neighbours,
        inadequate=inadequate_shares(ratings),
        values={indicator: _values(ratings, indicator) for indicator in TOLD_SINGLY},
        numbers=_numbers(ratings),
        gaps=(),
        safeguarding_read=ratings.safeguarding_read,
        cells=cells,
        positions={},
    )
    gaps = _gaps(bare, list(_missing(ratings, bare)), councils=len(ratings.table))
    return replace(bare, gaps=gaps, positions=positions_of(ratings.compared, bare.counting))


def _rows(ratings: Ratings) -> dict[str, dict[str, tuple[Any, ...]]]:
    tables = {
        "table": ratings.table,
        "profile": ratings.profile,
        "reasons": ratings.reasons,
        "safeguarding": ratings.data.safeguarding,
        "compared": ratings.compared[ratings.compared["indicator"].isin(TOLD_SINGLY)],
    }
    return {name: _by_council(frame) for name, frame in tables.items()}


def _missing(ratings: Ratings, background: Background) -> Iterator[str]:
    """Each counting indicator once for every council that has no figure."""
    rows = ratings.profile[(ratings.profile["kind"] == "indicator") & ratings.profile["value"].notna()]
    with_figure = rows["row"].value_counts()
    for name in background.counting:
        yield from [name] * (len(ratings.table) - int(with_figure.get(name, 0)))


def _gaps(background: Background, missing: list[str], *, councils: int) -> tuple[Gap, ...]:
    groups = [background.group_of(name) for name in background.counting]
    lacking = [background.group_of(name) for name in missing]
    order = ("looked-after children and care leavers", "children's social care", OTHERS)
    return tuple(Gap(group, lacking.count(group), groups.count(group) * councils) for group in order)


def _values(ratings: Ratings, indicator: str) -> dict[str, Any]:
    """The comparisons of one indicator with similar areas, by council."""
    rows = ratings.compared[(ratings.compared["indicator"] == indicator) & (ratings.compared["against"] == "neighbours")]
    return {str(row.council): row for row in rows.itertuples(index=False)}


def _numbers(ratings: Ratings) -> dict[tuple[str, str, str], tuple[float, float]]:
    """The counts behind the figures of the rated periods."""
    observations = ratings.data.observations
    rated = ratings.compared[["indicator", "period"]].drop_duplicates().set_index("indicator")["period"]
    wanted = (observations["indicator"].map(rated) == observations["period"]) & (observations["level"] == str(Level.COUNCIL))
    rows = observations[wanted & observations["numerator"].notna() & observations["denominator"].notna()]
    keys = zip(rows["area"].astype(str), rows["indicator"].astype(str), rows["period"].astype(str), strict=True)
    pairs = zip(rows["numerator"].astype(float), rows["denominator"].astype(float), strict=True)
    return dict(zip(keys, pairs, strict=True))
