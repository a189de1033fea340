"""The cells behind claims, found only when somebody asks: a letter is written without them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar
from weakref import WeakKeyDictionary

import pandas as pd

from csrating.rate import Ratings
from csrating.rate.settings import counted, latest_in_scope
from csrating.rate.window import affected
from csrating.reference.frameworks import Framework
from csrating.schema import OVERALL, Level
from csrating.tell.claims.rests import COUNCIL, ENGLAND, EVERYONE, REGIONS, SIMILAR, WHOSE, Rest, Whose

Refs = tuple[str, ...]
ByArea = dict[str, Refs]
Key = TypeVar("Key", bound=Hashable)

APART = "; "
"""What stands between the cells of a figure that was worked out from several."""


def row_of(ref: str) -> str:
    """The file, sheet and row of a cell.

    >>> row_of("schools-2009.xlsx#Schools!G7538"), row_of("social-care-2009.csv!E836")
    ('schools-2009.xlsx#Schools!7538', 'social-care-2009.csv!836')
    """
    place, _, cell = ref.rpartition("!")
    return f"{place}!{cell.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}"


@dataclass(frozen=True)
class Dependence:
    """All the cells that something was told from, by whose they are; whether one is among them is asked with ``in``.

    They are the cells of values and grades. What stands beside one in its row goes with it: counts, the day and the provider of an
    inspection. An inspection that does not count, because it is too late, superseded or of another provider's home, has no cell here, and
    its day or provider can still bring it in. :meth:`touched_by` asks for all of these too.

    Args:
        by: the cells by whose they are, the council's own first; those of every council include the council's own.
        looked_at: gives the rows of all inspections that were looked at, whether they count or not; called when somebody asks.
    """

    by: tuple[tuple[Whose, Refs], ...]
    looked_at: Callable[[], frozenset[str]] = field(default=frozenset, compare=False, repr=False)

    @property
    def own(self) -> Refs:
        """The council's own cells."""
        return dict(self.by).get(COUNCIL, ())

    @cached_property
    def all(self) -> frozenset[str]:
        """Every cell."""
        return frozenset(ref for _, refs in self.by for ref in refs)

    @cached_property
    def _rows(self) -> frozenset[str]:
        return frozenset(map(row_of, self.all)) | self.looked_at()

    def touched_by(self, ref: str) -> bool:
        """Whether a cell is one of these, or stands in the row of one or of an inspection that was looked at.

        A change of it can change what was told, and no other can.
        """
        return row_of(ref) in self._rows

    def __contains__(self, ref: object) -> bool:
        return ref in self.all

    def __len__(self) -> int:
        return len(self.all)


@dataclass(frozen=True, eq=False)
class Cells:
    """Finds the cells of what claims rest on.

    Args:
        observations, inspections, safeguarding: the tables that were read.
        framework: which grades count.
        periods: the rated period of each indicator.
        neighbours: each council's similar areas.
    """

    observations: pd.DataFrame
    inspections: pd.DataFrame
    safeguarding: pd.DataFrame
    framework: Framework
    periods: dict[str, str]
    neighbours: dict[str, tuple[str, ...]]

    def dependence(self, council: str, rests: Iterable[Rest]) -> Dependence:
        """The cells that some parts of a council's claims rest on, each once.

        Args:
            council: its code.
            rests: what the claims rest on.
        """
        told = tuple(dict.fromkeys(rests))
        found = {whose: self._refs(council, [rest for rest in told if rest.whose == whose], whose) for whose in WHOSE}
        return Dependence(tuple((whose, refs) for whose, refs in found.items() if refs), lambda: self._looked_at(council, told))

    def _refs(self, council: str, rests: list[Rest], whose: Whose) -> Refs:
        areas = self._areas(council, whose)
        return tuple(dict.fromkeys(ref for rest in rests for by_area in self._of(rest) for ref in _of_areas(by_area, areas)))

    def _areas(self, council: str, whose: Whose) -> tuple[str, ...] | None:
        """The areas that are meant; None for every council."""
        near, nation = self.neighbours.get(council, ()), (str(Level.ENGLAND),)
        return {COUNCIL: (council,), SIMILAR: near, ENGLAND: nation, EVERYONE: None, REGIONS: None}[whose]

    def _looked_at(self, council: str, rests: tuple[Rest, ...]) -> frozenset[str]:
        """The rows of all inspections of the types of setting that parts of claims rest on: which of them count, their days decide."""
        asked = {(kind, rest.whose) for rest in rests for kind in self._types(rest)}
        return frozenset(row for kind, whose in asked for row in _of_areas(self._inspections.get(kind, {}), self._areas(council, whose)))

    def _types(self, rest: Rest) -> Iterable[str]:
        """The types of setting of whose inspections a part rests; a window of years looks at all."""
        return {"grades": rest.names, "grades of an age": tuple(self.framework.cluster_of)}.get(rest.kind, ())

    def _of(self, rest: Rest) -> Iterator[ByArea]:
        """The cells of what is named, by area."""
        for name in rest.names:
            if rest.kind == "grades":
                yield from (self._grades.get((name, aspect), {}) for aspect in rest.aspects)
            elif rest.kind == "figures":
                figures = self._regional if rest.whose == REGIONS else self._figures
                yield from (figures.get((name, period), {}) for period in rest.periods or (self.periods.get(name, ""),))
            else:
                yield {"findings": self._findings, "grades of an age": self._aged}[rest.kind].get(name, {})

    @cached_property
    def _grades(self) -> dict[tuple[str, str], ByArea]:
        rows = counted(self.inspections, self.framework)
        keys = zip(rows["setting_type"], rows["aspect"], strict=True)
        return _grouped(keys, rows["council"], rows["ref"])

    @cached_property
    def _inspections(self) -> dict[str, ByArea]:
        """The rows of all inspections by type of setting and area; every aspect's, since one day decides for all."""
        rows = self.inspections[["setting_type", "council", "ref"]].drop_duplicates()
        return _grouped(rows["setting_type"], rows["council"], rows["ref"].map(_rows_of))

    @cached_property
    def _aged(self) -> dict[str, ByArea]:
        rows = affected(latest_in_scope(self.inspections, self.framework), self.framework)
        rows = rows[rows["aspect"] == OVERALL]
        return _grouped(rows["effect"], rows["council"], rows["ref"])

    @cached_property
    def _figures(self) -> dict[tuple[str, str], ByArea]:
        return self._figures_of(Level.COUNCIL, Level.ENGLAND)

    @cached_property
    def _regional(self) -> dict[tuple[str, str], ByArea]:
        return self._figures_of(Level.REGION)

    def _figures_of(self, *levels: Level) -> dict[tuple[str, str], ByArea]:
        rows = self.observations[self.observations["level"].isin([str(level) for level in levels])]
        return _grouped(zip(rows["indicator"], rows["period"], strict=True), rows["area"], rows["ref"])

    @cached_property
    def _findings(self) -> dict[str, ByArea]:
        rows = self.safeguarding
        return _grouped(rows["kind"], rows["council"], rows["ref"])


def _rows_of(ref: str) -> str:
    """The rows of a figure's or grade's cells, parted as these are."""
    return APART.join(map(row_of, ref.split(APART)))


_made: WeakKeyDictionary[Ratings, Cells] = WeakKeyDictionary()


def cells_of(ratings: Ratings) -> Cells:
    """What finds the cells behind claims made from ratings; it holds their data, and is forgotten with them."""
    if ratings not in _made:
        rated = ratings.compared[["indicator", "period"]].drop_duplicates()
        periods = dict(zip(rated["indicator"].astype(str), rated["period"].astype(str), strict=True))
        data = ratings.data
        tables = data.observations, data.inspections, data.safeguarding
        _made[ratings] = Cells(*tables, ratings.framework, periods, similar_areas_of(ratings.neighbour_table))
    return _made[ratings]


def similar_areas_of(table: pd.DataFrame) -> ByArea:
    """Each council's similar areas, the nearest first, of a table of neighbours."""
    rows = table.sort_values(["council", "position"])
    return {str(code): tuple(found) for code, found in rows.groupby("council")["neighbour"]}


def _of_areas(by_area: ByArea, areas: tuple[str, ...] | None) -> Iterator[str]:
    """The cells of some areas, or of every council or region."""
    for area in by_area if areas is None else areas:
        if areas is not None or area != str(Level.ENGLAND):
            yield from by_area.get(area, ())


def _grouped(keys: Iterable[Key], areas: Iterable[str], refs: Iterable[str]) -> dict[Key, ByArea]:
    """The cells of each key, by area; a figure that was worked out from several cells gives each of them."""
    found: dict[Key, dict[str, list[str]]] = {}
    for key, area, ref in zip(keys, areas, refs, strict=True):
        found.setdefault(key, {}).setdefault(str(area), []).extend(cell for cell in str(ref).split(APART) if cell)
    return {key: {area: tuple(cells) for area, cells in by_area.items()} for key, by_area in found.items()}
