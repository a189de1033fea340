"""Rate every council by a framework: the profile, the points, the band, the limits, and every reason on the way."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from csrating.compare import chosen_neighbours, fitting_framework
from csrating.compare.method import method_of
from csrating.compare.rules import POOLED_NEAR
from csrating.errors import EvidenceError, ReferenceDataError
from csrating.rate.entry import evidence_checked
from csrating.rate.judgements import Judgement, recorded, refuse_where_not_permitted
from csrating.rate.limits import Record
from csrating.rate.pending import findings_read
from csrating.rate.points import cluster_points, indicator_shares, pooled_share, row_points
from csrating.rate.profile import indicator_profile, setting_profile
from csrating.rate.rating import Evidence, rated
from csrating.rate.settings import counted, grade_counts, latest_in_scope
from csrating.rate.window import window_effects
from csrating.reference import edition_of
from csrating.reference.frameworks import Framework
from csrating.schema import PROFILE, RATINGS, REASONS, Against, check

if TYPE_CHECKING:
    from csrating.read import Data

__all__ = ["CouncilRating", "Ratings", "rate"]

NOWHERE = slice(0)
"""Where a council without rows stands in a table."""


@dataclass(frozen=True)
class CouncilRating:
    """One council's part of the ratings: its row, its profile, its reasons and its comparisons in the rated periods.

    ``near`` has the comparison with the similar areas by indicator, each row as its column names and values: page and trace both go by it.
    """

    code: str
    name: str
    row: pd.Series
    profile: pd.DataFrame
    reasons: pd.DataFrame
    comparisons: pd.DataFrame
    safeguarding: pd.DataFrame
    framework: Framework
    near: Mapping[str, Record]

    @cached_property
    def settings(self) -> pd.DataFrame:
        """The rows of the profile that are about settings, of every aspect."""
        return self.profile[self.profile["kind"] == "setting type"]

    @cached_property
    def reasons_by_step(self) -> dict[str, list[dict[Any, Any]]]:
        """The rows of the reasons by their step, in their order: each step is asked for by itself."""
        found: dict[str, list[dict[Any, Any]]] = {}
        for row in self.reasons.to_dict("records"):
            found.setdefault(str(row["step"]), []).append(row)
        return found


@dataclass(frozen=True, eq=False)
class Ratings:
    """The ratings of all councils with all that they rest on.

    ``table`` is RATINGS, ``profile`` PROFILE, ``reasons`` REASONS; ``compared`` are the COMPARISONS of the rated periods, ``comparisons``
    those of all periods; ``neighbour_table`` (columns council, position and neighbour) says who the similar areas were; ``judgements`` are
    the overrides by the code of the council.
    """

    table: pd.DataFrame
    profile: pd.DataFrame
    reasons: pd.DataFrame
    compared: pd.DataFrame
    comparisons: pd.DataFrame
    data: Data
    framework: Framework
    neighbour_table: pd.DataFrame
    judgements: Mapping[str, Judgement] = field(default_factory=dict)

    @property
    def safeguarding_read(self) -> bool:
        """Whether the data hold findings on safeguarding in any council; where they do not, no limit could be applied to any rating."""
        return findings_read(self.data.safeguarding)

    @property
    def vintage(self) -> str:
        """By which name the neighbour table goes that the ratings were made with."""
        return str(self.table["vintage"].iloc[0])

    def council(self, text: str) -> CouncilRating:
        """The part of one council, by any code or spelling.

        Raises:
            UnknownCouncilError: no council, or more than one, is meant; the message suggests some.
        """
        code = self.framework.edition.council(text).code
        if code not in self._parts:
            self._parts[code] = self._part(code)
        return self._parts[code]

    def _part(self, code: str) -> CouncilRating:
        own = {name: table.iloc[places.get(code, NOWHERE)].reset_index(drop=True) for name, (table, places) in self._places.items()}
        row = own.pop("table").iloc[0]
        return CouncilRating(code, str(row["name"]), row, framework=self.framework, near=self._near.get(code, {}), **own)

    @cached_property
    def similar_areas(self) -> dict[str, list[tuple[int, str]]]:
        """The similar areas of each council by the neighbour table, each with its position, the nearest first."""
        found: dict[str, list[tuple[int, str]]] = {}
        rows = self.neighbour_table.sort_values("position", kind="stable")
        for council, position, area in zip(rows["council"], rows["position"], rows["neighbour"], strict=True):
            found.setdefault(str(council), []).append((int(position), str(area)))
        return found

    @cached_property
    def _parts(self) -> dict[str, CouncilRating]:
        """The councils' parts that were asked for so far: a letter and its charts ask for the same one."""
        return {}

    @cached_property
    def _places(self) -> dict[str, tuple[pd.DataFrame, dict[Any, slice]]]:
        """Each table, each council's rows laid beside each other, with the slice that they are: 152 letters ask for theirs."""
        tables = {"table": self.table, "profile": self.profile, "reasons": self.reasons, "comparisons": self.compared}
        tables |= {"safeguarding": self.data.safeguarding}
        return {name: _beside(table) for name, table in tables.items()}

    @cached_property
    def _near(self) -> dict[str, dict[str, Record]]:
        """The comparisons with the similar areas in the rated periods, by council and indicator."""
        rows = self.compared[self.compared["against"] == str(Against.NEIGHBOURS)]
        found: dict[str, dict[str, Record]] = {}
        names = [str(name) for name in rows.columns]
        for values in zip(*(rows[name].tolist() for name in names), strict=True):
            row: Record = dict(zip(names, values, strict=True))
            found.setdefault(row["council"], {})[row["indicator"]] = row
        return found

    def _repr_html_(self) -> str:
        shown = ["council", "name", "data_band", "borderline", "rating", "label", "status", "limits", "origin"]
        return str(self.table[shown].to_html(index=False, na_rep=""))


def _beside(table: pd.DataFrame) -> tuple[pd.DataFrame, dict[Any, slice]]:
    """A table with each council's rows beside each other, and where each council's are."""
    places = table.groupby("council", sort=False).indices
    if not places:
        return table, {}
    ends = np.cumsum([len(rows) for rows in places.values()]).tolist()
    slices = {code: slice(end - len(rows), end) for (code, rows), end in zip(places.items(), ends, strict=True)}
    return table.take(np.concatenate(list(places.values()))), slices


def rate(
    data: Data,
    comparisons: pd.DataFrame,
    *,
    framework: str | Path | Framework | None = None,
    neighbour_table: str | pd.DataFrame | None = None,
    judgements: pd.DataFrame | None = None,
) -> Ratings:
    """The rating of every council, with its profile and reasons.

    Args:
        data: what :func:`csrating.read` gave.
        comparisons: what :func:`csrating.compare` gave on the same data.
        framework: the rules; where they are left out those of 2009, or for today's measures those of 2025.
        neighbour_table: the one that the comparisons were made with, where that was not the framework's.
        judgements: overrides inside the borderline range, one row each: council (any code or spelling), from and to (a rating's number or
            words), reason, who, when (a date). Each is used, or refused with its row; a framework may permit none.

    Returns:
        the :class:`Ratings`, 152 councils in the order of the register. A council whose evidence does not carry a rating has the status
        "not given" and says why. One with an inspection pending is "withheld" where the framework says so: it keeps its data band, and has
        no rating.

    Raises:
        TableError, EvidenceError, UnknownCouncilError: the data or the comparisons are not what :func:`csrating.read` and
            :func:`csrating.compare` give, or a judgement is incomplete, not permitted, leaves the borderline range, or is on a council
            without a rating.
        ReferenceDataError: the framework is unknown or broken, or the comparisons were made with another neighbour table.

    Source of the model: the Trafford letter of 9 December 2009 and Ofsted's guidance for what is stated; each assumption is marked A in the
    framework.
    """
    evidence_checked(data, comparisons)
    rules = fitting_framework(framework, edition_of(comparisons["indicator"].unique()))
    judged = recorded(judgements)
    refuse_where_not_permitted(judged, rules)
    compared = rated_periods(comparisons, rules)
    table_of_neighbours, vintage = chosen_neighbours(rules, neighbour_table)
    _same_vintage(comparisons, vintage)
    _same_method(comparisons, rules)
    profile = _profile(data, compared, rules, table_of_neighbours)
    evidence = _evidence(data, profile, rules, table_of_neighbours, vintage)
    found = [rated(one, framework=rules, judgement=judged.get(one.code), vintage=vintage) for one in evidence]
    table = check(RATINGS, pd.DataFrame([row for row, _ in found]))
    reasons = check(REASONS, pd.DataFrame([reason for _, trail in found for reason in trail]))
    return Ratings(table, profile, reasons, compared, comparisons, data, rules, table_of_neighbours, judged)


def rated_periods(comparisons: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """The comparisons of the period that is rated: each indicator's latest to end by the framework's cut-off for indicators."""
    cut_off = pd.Timestamp(framework.value("indicators.cut_off"))
    in_time = comparisons["period_end"].where(comparisons["period_end"] <= cut_off)
    latest = in_time.groupby(comparisons["indicator"], sort=False).transform("max")
    return comparisons[in_time == latest].reset_index(drop=True)


def _same_vintage(comparisons: pd.DataFrame, vintage: str) -> None:
    several = comparisons.loc[comparisons["against"] == str(Against.NEIGHBOURS), "vintage"].unique()
    if len(several) > 1:
        raise EvidenceError(f"the comparisons mix the neighbours of {' and '.join(several)}", expected="one neighbour table throughout")
    found = several[0]
    if found != vintage:
        raise ReferenceDataError(
            f"the comparisons were made with neighbours {found!r}, the rating with {vintage!r}",
            do="Pass the same neighbour_table to both; a rating counts all neighbours, not the mutual ones alone.",
        )


def _same_method(comparisons: pd.DataFrame, rules: Framework) -> None:
    """A framework rates by its own rule for in line: comparisons by another would be told as the framework's."""
    wanted, averaged = method_of(rules).told, f"{method_of(rules).averaged.noun} of neighbours with data"
    by_it = (comparisons["rule"] == wanted) & comparisons["method"].isin([averaged, POOLED_NEAR])
    other = (comparisons["against"] == str(Against.NEIGHBOURS)) & ~by_it
    if other.any():
        row = comparisons.iloc[int(other.to_numpy().argmax())]
        raise EvidenceError(
            f"the comparisons were made by another method than that of framework {rules.name}: {row['method']}, {row['rule']}",
            expected=f"{averaged}, {wanted}",
            do="Pass what csrating.compare(data, framework=...) gave by the same framework, without a method of your own.",
        )


def _profile(data: Data, compared: pd.DataFrame, rules: Framework, neighbour_table: pd.DataFrame) -> pd.DataFrame:
    codes = rules.edition.codes
    kinds = tuple(rules.cluster_of)
    latest = counted(data.inspections, rules)
    counts = grade_counts(latest, councils=codes, setting_types=kinds)
    settings = setting_profile(counts, latest, framework=rules, neighbour_table=neighbour_table)
    parts = [frame for frame in (settings, indicator_profile(compared)) if len(frame)]
    profile = pd.concat(parts, ignore_index=True) if parts else settings
    council_order = {code: place for place, code in enumerate(codes)}
    row_order = {row: place for place, row in enumerate([*kinds, *rules.edition.indicators()["indicator"]])}
    placed = profile.assign(first=profile["council"].map(council_order), second=profile["row"].map(row_order))
    placed = placed.sort_values(["first", "second"], kind="stable").drop(columns=["first", "second"])
    return check(PROFILE, placed.reset_index(drop=True))


def _evidence(data: Data, profile: pd.DataFrame, rules: Framework, neighbour_table: pd.DataFrame, vintage: str) -> list[Evidence]:
    """What is known of each council, in the order of the register."""
    councils, counts = rules.edition.councils(), set(rules.edition.counting)
    rows = row_points(profile, rules)
    tables = {
        "rows": rows,
        "clusters": cluster_points(rows),
        "window": window_effects(latest_in_scope(data.inspections, rules), rules),
        "indicators": profile[profile["row"].isin(counts)],
        "findings": data.safeguarding,
    }
    parts = {name: _by_council(table) for name, table in tables.items()}
    with_areas = set(neighbour_table["council"])
    pooled, shares = pooled_share(rows), indicator_shares(profile, counts)
    return [
        Evidence(
            code=code,
            name=name,
            settings=int(pooled["settings"].get(code, 0)),
            pooled_share=float(pooled["share"].get(code, math.nan)),
            compared=int(shares["compared"].get(code, 0)),
            share_in_line_or_above=float(shares["share"].get(code, math.nan)),
            expected=len(counts),
            safeguarding_read=findings_read(data.safeguarding),
            without_areas="" if code in with_areas else vintage,
            **{part: found.get(code, []) for part, found in parts.items()},
        )
        for code, name in councils[["code", "name"]].to_numpy()
    ]


def _by_council(table: pd.DataFrame) -> dict[str, list[Record]]:
    """The rows of a table as records, council by council."""
    records: dict[str, list[Record]] = {}
    for record in table.to_dict("records"):
        records.setdefault(record["council"], []).append(record)
    return records
