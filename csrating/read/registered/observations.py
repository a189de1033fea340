"""Tables of figures by area, as OBSERVATIONS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating import reference
from csrating.errors import LayoutError, ReferenceDataError, ValueInCellError
from csrating.read.cells import constant
from csrating.read.layouts.reading import NO_ROW, Recipe, Table
from csrating.read.registered.agreement import refuse_disagreement, refuse_impossible, refuse_other_mean
from csrating.read.registered.areas import COUNCIL, FORMER, Areas, areas
from csrating.read.registered.period_columns import periods_of
from csrating.read.registered.recipes import Grid, Made, Mask, make
from csrating.read.tables.blocks import Block
from csrating.read.tables.columns import Columns, FigureColumn, columns
from csrating.read.tables.every_council import refuse_missing_councils
from csrating.read.tables.fates import Fate
from csrating.read.tables.numbers import figures
from csrating.read.tables.rows import Part, Tidied, fates_beside, records
from csrating.read.tables.words import Rows, words

Taken = Mapping[tuple[str, str], set[tuple[str, str]]]
"""For each indicator and period, the levels and areas for which a published row has already been read."""


def observations(block: Block, *, taken: Taken) -> Tidied:
    """The observations of a table.

    Args:
        block: the table on its sheet.
        taken: what has been read from published sources and goes before what this table says.

    Raises:
        LayoutError, ValueInCellError, UnknownCouncilError, ReferenceDataError: the table is not what its layout says; each with its cell.
    """
    found = columns(block)
    rows = records(block, found)
    about = areas(block, found, rows.rows)
    grid = _grid(block, found, about)
    ledger = _Ledger(grid, found)
    parts = []
    for recipe, indicator in _indicators(block.table, block, found):
        parts += _parts(grid, found, recipe, indicator, ledger, taken)
    return Tidied(tuple(parts), (*rows.fates, *ledger.fates()))


def _grid(block: Block, found: Columns, about: Areas) -> Grid:
    places = tuple(figure.column for figure in found.figures)
    cells = block.sheet.cells[np.ix_(about.rows, np.array(places, dtype=np.intp))]
    read = figures(cells, symbols=block.table.symbols)
    if read.unreadable.any():
        wrong = np.argwhere(read.unreadable)
        row, place = wrong[0]
        more = f" (and {len(wrong) - 1} more such cells)" if len(wrong) > 1 else ""
        raise ValueInCellError(
            f"{cells[row, place]!r} is neither a number nor a declared symbol{more}",
            where=block.sheet.ref(int(about.rows[row]), places[place]),
            expected=f"a number or one of {', '.join(map(repr, block.table.symbols))}" if block.table.symbols else "a number",
        )
    return Grid(block, about, read, places)


class _Ledger:
    """Which cells of a grid have been used, so that each can be accounted for."""

    def __init__(self, grid: Grid, found: Columns) -> None:
        self.grid = grid
        self.found = found
        self.used = np.zeros(grid.read.number.shape, dtype=bool)
        self.superseded = np.zeros_like(self.used)

    def enter(self, made: Made, gone: Mask) -> None:
        """Note the cells of the values that were kept, and of those for which a published row is used instead."""
        for rows, place in made.used:
            self.used[rows[~gone], place] = True
            self.superseded[rows[gone], place] = True

    def fates(self) -> list[Fate]:
        """The fates of the rows of areas and of the cells of figures."""
        grid, table = self.grid, self.grid.block.table
        former = grid.areas.level == FORMER
        used, symbol = self.used, self.grid.read.is_symbol
        means_no_row = [text for text, means in table.symbols.items() if means == NO_ROW]
        no_row = symbol & np.isin(grid.read.symbol, means_no_row) & ~former[:, None]
        gone = self.superseded & ~used
        unused = ~used & ~gone & ~former[:, None] & ~no_row
        if unused.any() and not table.unused:
            row, place = np.argwhere(unused)[0]
            where = grid.block.sheet.ref(int(grid.areas.rows[row]), grid.columns[place])
            raise LayoutError(
                f"{int(unused.sum())} figures are neither used nor explained", where=where, expected="'unused' in the layout, or a recipe"
            )
        name = (grid.block.sheet.name, table.name)
        counts = len(former) - int(former.sum()), int(former.sum())
        full = ~grid.block.sheet.nothing(grid.areas.rows, grid.columns)

        def of(cells: Mask) -> tuple[int, int]:
            return int(cells.sum()), int((cells & full).sum())

        return [
            Fate(*name, "kept", counts[0], *of(used & ~symbol)),
            Fate(*name, "symbol", 0, *of(used & symbol), self._symbols_said()),
            Fate(*name, "explained", counts[1], *of(np.broadcast_to(former[:, None], used.shape)), table.former),
            Fate(*name, "explained", 0, *of(no_row & ~used), "the publisher has no row for this area and period"),
            Fate(*name, "explained", 0, *of(gone), "a published row for the same area, indicator and period is used instead"),
            Fate(*name, "explained", 0, *of(unused), table.unused),
            *fates_beside(grid.block, self.found, grid.areas.rows),
        ]

    def _symbols_said(self) -> str:
        seen = set(self.grid.read.symbol[self.used & self.grid.read.is_symbol])
        return "; ".join(f"{symbol or 'empty'} = {means}" for symbol, means in self.grid.block.table.symbols.items() if symbol in seen)


def _indicators(table: Table, block: Block, found: Columns) -> list[tuple[Recipe, reference.Indicator]]:
    """Each indicator of the table with its recipe: its own where it has one, and else the one for every indicator."""
    general = next((recipe for recipe in table.recipes if recipe.is_for_every), None)
    own = [(recipe, _indicator(recipe.indicator, block)) for recipe in table.recipes if not recipe.is_for_every]
    if general is None:
        return own
    names = list(dict.fromkeys(figure.indicator for figure in found.figures if figure.indicator)) or [block.said.get("indicator", "")]
    stated = [_indicator(name, block) for name in names]
    return [next((pair for pair in own if pair[1] == indicator), (general, indicator)) for indicator in stated]


def _indicator(name: str, block: Block) -> reference.Indicator:
    try:
        return reference.indicator(name)
    except ReferenceDataError as error:
        raise ReferenceDataError(error.found, where=block.place, expected=error.expected, do=error.do) from error


def _parts(grid: Grid, found: Columns, recipe: Recipe, indicator: reference.Indicator, ledger: _Ledger, taken: Taken) -> list[Part]:
    own = [figure for figure in found.figures if not figure.indicator or _indicator(figure.indicator, grid.block) == indicator]
    rows, less = _chosen(grid, found, recipe)
    parts = []
    by_period = {
        label: _places(grid, [figure for figure in own if figure.period == label]) for label in dict.fromkeys(f.period for f in own)
    }
    _refuse_lost_column(grid, by_period, indicator.indicator)
    for label, places in by_period.items():
        made = make(grid, recipe, places, rows, less)
        unit = _unit(grid.block, recipe, indicator)
        decimals = indicator.decimals if recipe.decimals is None else recipe.decimals
        refuse_disagreement(grid, made, recipe, indicator=indicator.indicator, unit=unit, decimals=decimals)
        refuse_impossible(grid, made, recipe, indicator=indicator.indicator, unit=unit)
        if grid.block.table.england_is_the_mean:
            refuse_other_mean(grid, made, indicator=indicator.indicator, decimals=decimals)
        part = _part(grid, made, indicator=indicator.indicator, unit=unit) | periods_of(
            grid, found, made.rows, label=label, ends=recipe.ends
        )
        _refuse_incomplete(grid, found, rows, part, label)
        gone = _superseded(part, taken)
        ledger.enter(made, gone)
        parts.append({name: values[~gone] for name, values in part.items()})
    return parts


def _refuse_lost_column(grid: Grid, by_period: Mapping[str, Mapping[str, int]], indicator: str) -> None:
    """Raise where one period lacks a measure that another has: a column has been lost."""
    measures = dict.fromkeys(measure for places in by_period.values() for measure in places)
    for label, places in by_period.items():
        lost = [measure for measure in measures if measure not in places]
        if lost:
            raise LayoutError(
                f"{indicator} has no column of {lost[0]!r} in {label}, and has one in another period",
                where=grid.block.place,
                expected=f"{', '.join(map(repr, measures))} in each period",
                do="If the publisher has dropped the column, change the layout.",
            )


def _unit(block: Block, recipe: Recipe, indicator: reference.Indicator) -> str:
    unit = recipe.unit or indicator.unit
    stated = block.said.get("unit", unit)
    if stated != unit:
        found = f"the unit of {indicator.indicator} is said to be {stated!r}"
        raise LayoutError(found, where=block.place, expected=repr(unit), do="If the publisher has changed the unit, change the layout.")
    return unit


def _chosen(grid: Grid, found: Columns, recipe: Recipe) -> tuple[Rows, Rows]:
    standing = grid.areas.level != FORMER
    rows = np.flatnonzero(standing & _hold(grid, found, recipe.where))
    if not recipe.less:
        return rows, rows
    less = np.flatnonzero(standing & _hold(grid, found, recipe.less))
    partner = dict(zip(_keys(grid, found, less), less, strict=True))
    keys = _keys(grid, found, rows)
    alone = [row for key, row in zip(keys, rows, strict=True) if key not in partner]
    if alone or len(rows) != len(less):
        where = grid.block.sheet.ref(int(grid.areas.rows[alone[0]]), 0) if alone else grid.block.place
        raise LayoutError(f"rows with {recipe.where} and with {recipe.less} do not pair up for {recipe.indicator}", where=where)
    return rows, np.array([partner[key] for key in keys], dtype=np.intp)


def _hold(grid: Grid, found: Columns, chosen: Mapping[str, str]) -> Mask:
    mask = np.ones(len(grid.areas.rows), dtype=bool)
    for role, word in chosen.items():
        mask &= words(grid.block, found, role, grid.areas.rows) == word
        if not mask.any():
            raise LayoutError(f"no row has {word!r} as its {role}", where=grid.block.place)
    return mask


def _keys(grid: Grid, found: Columns, rows: Rows) -> list[tuple[str, str, str]]:
    about = grid.areas
    labels = words(grid.block, found, "period", about.rows[rows])
    return list(zip(about.level[rows], about.area[rows], labels, strict=True))


def _places(grid: Grid, own: Sequence[FigureColumn]) -> dict[str, int]:
    places: dict[str, int] = {}
    for figure in own:
        if figure.measure in places:
            first = grid.block.sheet.ref(grid.block.top, grid.columns[places[figure.measure]])
            where = grid.block.sheet.ref(grid.block.top, figure.column)
            raise LayoutError(f"two columns hold {figure.measure!r} of the same period, here and at {first}", where=where, expected="one")
        places[figure.measure] = grid.columns.index(figure.column)
    return places


def _part(grid: Grid, made: Made, *, indicator: str, unit: str) -> Part:
    def all_the(text: str) -> NDArray[np.object_]:
        return constant(text, len(made.rows))

    about = grid.areas
    return {
        "level": about.level[made.rows],
        "area": about.area[made.rows],
        "area_name": about.name[made.rows],
        "indicator": all_the(indicator),
        "value": made.value,
        "numerator": made.numerator,
        "denominator": made.denominator,
        "status": made.status,
        "symbol": made.symbol,
        "unit": all_the(unit),
        "derivation": all_the(made.derivation),
        "ref": made.ref,
    }


def _refuse_incomplete(grid: Grid, found: Columns, rows: Rows, part: Part, label: str) -> None:
    if not grid.block.table.every_council:
        return
    about = grid.areas.only(np.isin(np.arange(len(grid.areas.rows)), rows) & (grid.areas.level == COUNCIL))
    labels = constant(label, len(about.rows)) if label else words(grid.block, found, "period", about.rows)
    for text in dict.fromkeys(labels):
        present = set(about.area[labels == text])
        refuse_missing_councils(grid.block, present, what=" ".join([*part["indicator"][:1], *([text] if text else [])]))


def _superseded(part: Part, taken: Taken) -> Mask:
    keys = zip(part["level"], part["area"], part["indicator"], part["period"], strict=True)
    if not taken:
        return np.zeros(len(part["ref"]), dtype=bool)
    return np.array([(level, area) in taken.get((indicator, label), ()) for level, area, indicator, label in keys], dtype=bool)


def taken_by(tables: Iterable[pd.DataFrame]) -> dict[tuple[str, str], set[tuple[str, str]]]:
    """The areas for which these observations hold a row, by indicator and period."""
    taken: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for table in tables:
        for indicator, label, level, area in table[["indicator", "period", "level", "area"]].itertuples(index=False, name=None):
            taken.setdefault((indicator, label), set()).add((level, area))
    return taken
