"""Put indicators together from the measures of a table: as published, as a share of counts, or as the difference of two rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csrating.errors import LayoutError, ValueInCellError
from csrating.read.cells import Cells, constant
from csrating.read.layouts.reading import NO_ROW, Recipe
from csrating.read.registered.areas import Areas
from csrating.read.tables.blocks import Block
from csrating.read.tables.numbers import Figures
from csrating.schema import Status

Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]
REPORTED, NOT_APPLICABLE = str(Status.REPORTED), str(Status.NOT_APPLICABLE)


@dataclass(frozen=True, eq=False)
class Grid:
    """The figures of a table.

    ``read`` holds one row for each area and one column for each column of figures; ``columns`` says which columns of the sheet these are.
    """

    block: Block
    areas: Areas
    read: Figures
    columns: tuple[int, ...]

    def refs(self, rows: Sequence[int] | NDArray[np.intp], place: int) -> Cells:
        """The references of some cells of one column of figures."""
        return self.block.sheet.refs(self.areas.rows[rows], self.columns[place])

    def number(self, rows: NDArray[np.intp], place: int | None) -> Numbers:
        """The numbers of some cells of one column; NaN where the table has no such column."""
        return np.full(len(rows), np.nan) if place is None else self.read.number[rows, place]

    def symbol(self, rows: NDArray[np.intp], place: int) -> Cells:
        """The symbols of some cells of one column; '' beside a number."""
        symbols: Cells = self.read.symbol[rows, place]
        return symbols

    def meaning(self, rows: NDArray[np.intp], place: int) -> Cells:
        """What some cells of one column say: 'reported', or the meaning of their symbol."""
        means, said = self.block.table.symbols, constant(REPORTED, len(rows))
        symbols = np.flatnonzero(self.read.is_symbol[rows, place])
        said[symbols] = [means[symbol] for symbol in self.read.symbol[rows[symbols], place]]
        return said


@dataclass(frozen=True, eq=False)
class Made:
    """Values of one indicator: for each, the row of the grid that it stands in, and what it is.

    ``used`` gives the cells that they rest on, as pairs of rows and the place of a column in the grid.
    """

    rows: NDArray[np.intp]
    value: Numbers
    numerator: Numbers
    denominator: Numbers
    status: Cells
    symbol: Cells
    ref: Cells
    derivation: str
    used: tuple[tuple[NDArray[np.intp], int], ...]

    def without(self, gone: Mask) -> Made:
        """The same without some of its values."""
        keep = ~gone
        return Made(
            rows=self.rows[keep],
            value=self.value[keep],
            numerator=self.numerator[keep],
            denominator=self.denominator[keep],
            status=self.status[keep],
            symbol=self.symbol[keep],
            ref=self.ref[keep],
            derivation=self.derivation,
            used=tuple((rows[keep], place) for rows, place in self.used),
        )


def make(grid: Grid, recipe: Recipe, places: Mapping[str, int], rows: NDArray[np.intp], less: NDArray[np.intp]) -> Made:
    """The values of one indicator in one or more periods.

    Args:
        grid: the figures of the table.
        recipe: how the indicator is put together.
        places: the column of the grid that holds each measure.
        rows: the rows of the grid to take.
        less: for a difference, the rows to take away, in the same order.

    Raises:
        LayoutError: a measure that the recipe needs is not in the table.
    """
    if recipe.derivation == "as published":
        return _as_published(grid, recipe, places, rows)
    if recipe.derivation == "share":
        return _share(grid, recipe, places, rows)
    return _difference(grid, recipe, places, rows, less)


def _as_published(grid: Grid, recipe: Recipe, places: Mapping[str, int], rows: NDArray[np.intp]) -> Made:
    value = _place(grid, recipe, places, recipe.value)
    counts = [places.get(recipe.numerator[0]) if recipe.numerator else None, places.get(recipe.denominator)]
    used = tuple((rows, place) for place in (value, *counts) if place is not None)
    status = grid.meaning(rows, value)
    made = Made(
        rows=rows,
        value=grid.number(rows, value),
        numerator=grid.number(rows, counts[0]),
        denominator=grid.number(rows, counts[1]),
        status=status,
        symbol=grid.symbol(rows, value),
        ref=grid.refs(rows, value),
        derivation="as published",
        used=used,
    )
    return made.without(_absent(grid, rows, [place for _, place in used], status == NO_ROW))


def _share(grid: Grid, recipe: Recipe, places: Mapping[str, int], rows: NDArray[np.intp]) -> Made:
    over = [_place(grid, recipe, places, measure) for measure in recipe.numerator]
    under = _place(grid, recipe, places, recipe.denominator)
    parts = [*over, under]
    numerator = np.sum([grid.number(rows, place) for place in over], axis=0)
    denominator = grid.number(rows, under)
    status, symbol = _first_symbol(grid, rows, parts)
    status[(denominator == 0) & (status == REPORTED)] = NOT_APPLICABLE
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(status == REPORTED, (recipe.scale or 1.0) * numerator / denominator, np.nan)
    ref = grid.refs(rows, parts[0])
    for place in parts[1:]:
        ref = ref + "; " + grid.refs(rows, place)
    words = " + ".join(recipe.numerator)
    derivation = f"{recipe.scale:g} x {f'({words})' if len(over) > 1 else words} / {recipe.denominator}"
    made = Made(rows, value, numerator, denominator, status, symbol, ref, derivation, tuple((rows, place) for place in parts))
    return made.without(_absent(grid, rows, parts, np.any([grid.meaning(rows, place) == NO_ROW for place in parts], axis=0)))


def _difference(grid: Grid, recipe: Recipe, places: Mapping[str, int], rows: NDArray[np.intp], less: NDArray[np.intp]) -> Made:
    place = _place(grid, recipe, places, recipe.value)
    value = grid.number(rows, place) - grid.number(less, place)
    status, symbol = grid.meaning(rows, place), grid.symbol(rows, place)
    second = status == REPORTED
    status[second], symbol[second] = grid.meaning(less, place)[second], grid.symbol(less, place)[second]
    none = np.full(len(rows), np.nan)
    ref = grid.refs(rows, place) + "; " + grid.refs(less, place)
    words = [", ".join(chosen.values()) for chosen in (recipe.where, recipe.less)]
    return Made(rows, value, none, none, status, symbol, ref, f"{recipe.value}: {words[0]} less {words[1]}", ((rows, place), (less, place)))


def _place(grid: Grid, recipe: Recipe, places: Mapping[str, int], measure: str) -> int:
    if measure not in places:
        table = grid.block.table.name
        found = f"{recipe.indicator} needs the measure {measure!r}, which table {table!r} does not hold"
        raise LayoutError(found, where=grid.block.place, expected=f"it among {', '.join(map(repr, places))}")
    return places[measure]


def _first_symbol(grid: Grid, rows: NDArray[np.intp], places: Iterable[int]) -> tuple[Cells, Cells]:
    status, symbol = constant(REPORTED, len(rows)), constant("", len(rows))
    for place in places:
        still = status == REPORTED
        status[still], symbol[still] = grid.meaning(rows, place)[still], grid.symbol(rows, place)[still]
    return status, symbol


def _absent(grid: Grid, rows: NDArray[np.intp], places: Sequence[int], absent: Mask) -> Mask:
    """Where a table has no row for an area in a period, all of its cells must say so."""
    for place in places if absent.any() else ():
        partly = absent & (grid.meaning(rows, place) != NO_ROW)
        if partly.any():
            row = rows[np.flatnonzero(partly)[0]]
            raise ValueInCellError(
                "only some of the cells of this area and period are empty",
                where=str(grid.refs([int(row)], place)[0]),
                expected="all or none of them",
            )
    return absent
