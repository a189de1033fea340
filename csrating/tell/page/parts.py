"""The parts of a council's page, as plain rows: nothing here knows how they look."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import pandas as pd

from csrating import reference
from csrating.rate import CouncilRating, Ratings
from csrating.reference.standing_councils import councils_of_any_time
from csrating.schema import ASPECTS, ECM_OUTCOMES, Against, Standing
from csrating.tell.charts.records import Record
from csrating.tell.charts.wording import shown

SYMBOLS = {Standing.ABOVE: "▲", Standing.IN_LINE: "●", Standing.BELOW: "▼", Standing.NOT_COMPARABLE: "○"}
"""What a standing is shown by, beside its colour and its word."""

NOT_RATED = "no council of the year that is rated"
"""What stands in place of the rating of an area that has none."""

MOST_WORSENING = 20
"""So many indicators that became worse are listed."""

SHORT = {
    "overall effectiveness": "Overall",
    "being healthy": "Being healthy",
    "staying safe": "Staying safe",
    "enjoying and achieving": "Enjoying and achieving",
    "making a positive contribution": "Positive contribution",
    "achieving economic well-being": "Economic well-being",
}


@dataclass(frozen=True)
class Mark:
    """A standing as it is shown: its symbol, its word, and the name of its style."""

    symbol: str
    word: str

    @property
    def style(self) -> str:
        """The word as the name of a style."""
        return self.word.replace(" ", "-")


@dataclass(frozen=True)
class ProfileCell:
    """One judgement of one type of setting: how many of how many are good or better, and how that stands to similar areas.

    There is no mark where there are so few settings that a letter tells them by number and compares them with nothing.
    """

    told: str
    mark: Mark | None
    title: str


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator in the rated period: the figure, what it is compared with, and where its trace stands on the page."""

    indicator: str
    short: str
    period: str
    value: str
    neighbours: str
    england: str
    mark: Mark
    behind: str
    why: str
    demonstration: bool
    anchor: str


@dataclass(frozen=True)
class Changed:
    """One indicator below similar areas that became worse since the period before."""

    indicator: str
    short: str
    period: str
    value: str
    change: str
    neighbours: str
    demonstration: bool


def mark_of(standing: str) -> Mark:
    """The mark of a standing.

    >>> mark_of("in line")
    Mark(symbol='●', word='in line')
    """
    return Mark(SYMBOLS[Standing(standing)], standing)


@cache
def anchor_of(subject: str) -> str:
    """The name by which a part of the page is linked to.

    >>> anchor_of("NI 102a"), anchor_of("primary schools")
    ('trace-ni-102a', 'trace-primary-schools')
    """
    return f"trace-{re.sub('[^a-z0-9]+', '-', subject.casefold().replace(chr(39), ''))}"


def profile_rows(own: CouncilRating) -> list[tuple[str, str, list[ProfileCell | None]]]:
    """The types of setting, each with its anchor and a cell for each judgement, None where there is none."""
    rows = own.settings
    found = {(row["row"], row["column"]): row for row in rows.to_dict("records")}
    few = int(own.framework.value("proportions.told_by_number_up_to"))
    kinds = dict.fromkeys(rows["row"])
    return [(kind, anchor_of(kind), [_cell(found.get((kind, aspect)), few) for aspect in ASPECTS]) for kind in kinds]


def _cell(row: dict[Any, Any] | None, few: int) -> ProfileCell | None:
    if row is None:
        return None
    good, every = int(row["good"] + row["outstanding"]), int(row["settings"])
    title = f"England {row['england']:.1f} %, similar areas {row['neighbours']:.1f} % ({row['with_data']} of {row['of']} with data)"
    mark = mark_of(row["standing_neighbours"]) if every > few else None
    return ProfileCell(f"{good} of {every}", mark, title if mark else "told by number and compared with nothing")


def indicator_groups(own: CouncilRating) -> dict[str, list[IndicatorRow]]:
    """The indicators of the rated periods by the outcome that they are under, in the order of the outcomes and of the register."""
    edition = own.framework.edition
    nation = own.comparisons[own.comparisons["against"] == str(Against.ENGLAND)]
    england = dict(zip(nation["indicator"].tolist(), nation["baseline"].tolist(), strict=True))
    groups: dict[str, list[IndicatorRow]] = {outcome: [] for outcome in ECM_OUTCOMES}
    for about in _registered(edition.name):
        row = own.near.get(about["indicator"])
        if row is not None:
            level, counts = england.get(about["indicator"], math.nan), about["indicator"] in edition.counting
            groups[about["ecm_outcome"]].append(_indicator(row, about, level, counts=counts))
    return {outcome: found for outcome, found in groups.items() if found}


@cache
def _registered(name: str) -> list[dict[Any, Any]]:
    """The register of the indicators of an edition, row by row."""
    return list(reference.edition(name).indicators().to_dict("records"))


def _indicator(row: dict[Any, Any], about: dict[Any, Any], england: float, *, counts: bool) -> IndicatorRow:
    decimals = int(about["decimals"])
    value = shown(row["value"], decimals=decimals, unit=row["unit"]) if pd.notna(row["value"]) else row["status"]
    return IndicatorRow(
        indicator=about["indicator"],
        short=about["short"],
        period=row["period"],
        value=value,
        neighbours=shown(row["baseline"], decimals=decimals, unit=row["unit"]),
        england=shown(england, decimals=decimals, unit=row["unit"]),
        mark=mark_of(row["standing"]),
        behind=f"{row['with_data']} of {row['of']}",
        why=row["why"],
        demonstration=row["origin"] != "published",
        anchor=anchor_of(about["indicator"]) if counts else "",
    )


def below_in_rated_periods(own: CouncilRating, below: Sequence[Record]) -> list[Record]:
    """The indicators below similar areas in the period that is rated, the furthest first; an earlier figure does not count.

    Args:
        own: the council's part of the ratings.
        below: its part of what :func:`csrating.tell.page.ground.below_similar_areas` gave.
    """
    rated = {(name, row["period"]) for name, row in own.near.items()}
    return [row for row in below if (row["indicator"], row["period"]) in rated and not math.isnan(row["gap_in_spreads"])]


def worsening(below: Sequence[Record]) -> Iterator[Changed]:
    """The indicators below similar areas that became worse since the period just before, twenty at most.

    Args:
        below: the council's part of what :func:`csrating.tell.page.ground.below_similar_areas` gave.
    """
    for row in [row for row in below if row["direction_of_travel"] == "worse"][:MOST_WORSENING]:
        about = reference.indicator(row["indicator"])
        decimals, unit = about.decimals, about.unit
        yield Changed(
            row["indicator"],
            row["short"],
            row["period"],
            shown(row["value"], decimals=decimals, unit=unit),
            f"{'+' if row['change'] > 0 else ''}{shown(row['change'], decimals=decimals)}",
            shown(row["neighbours"], decimals=decimals, unit=unit),
            row["origin"] != "published",
        )


def similar_areas(ratings: Ratings, code: str) -> list[tuple[int, str, str]]:
    """The council's similar areas: position, name, and rating in words."""
    rated = _rated(ratings)
    listed = ratings.similar_areas.get(code, [])
    return [(position, *rated.get(area, (council_names().get(area, area), NOT_RATED))) for position, area in listed]


@lru_cache(maxsize=2)
def _rated(ratings: Ratings) -> dict[str, tuple[str, str]]:
    """The name of each council that is rated, and its rating in words or why it has none."""
    table = ratings.table
    labels = table["label"].astype(object).where(table["label"].notna(), table["status"])
    return {str(code): (str(name), str(label)) for code, name, label in zip(table["council"], table["name"], labels, strict=True)}


@cache
def council_names() -> dict[str, str]:
    """The names of councils of any time, by their codes."""
    return {str(code): str(name) for code, name in councils_of_any_time()[["code", "name"]].to_numpy()}
