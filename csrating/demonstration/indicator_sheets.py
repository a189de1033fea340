"""The indicator files, each in a shape of its own: blocks by period, banners, plain lists, two tables on a sheet, a wide csv."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from csrating import reference
from csrating.demonstration.grids import (
    Cell,
    Grid,
    Line,
    Row,
    council_lines,
    england_line,
    legend,
    lines_by_code,
    lines_under_headings,
    region_lines,
    released_cells,
    run_of,
    written_names,
)
from csrating.demonstration.parameters import choices, indicator_choices
from csrating.demonstration.truth import Demonstration

Merged = list[tuple[int, int, int, int]]
_COUNTED, _PLAIN = ("Numerator", "Denominator", "Value"), ("Value",)
NOTICE = "DEMONSTRATION FIGURES: not published by anyone."


@dataclass(frozen=True)
class Table:
    """One indicator ready to be typed: its heading lines, periods, measures and cells."""

    indicator: str
    title: str
    coverage: str
    unit: str
    periods: tuple[str, ...]
    counted: bool
    cells: dict[tuple[str, str, str], tuple[Cell, Cell, Cell]]

    @property
    def measures(self) -> tuple[str, ...]:
        """The columns of each period."""
        return _COUNTED if self.counted else _PLAIN

    def figures(self, line: Line, period: str) -> Row:
        """The cells of one area and period."""
        cells = self.cells[self.indicator, line.area, period]
        return list(cells) if self.counted else [cells[2]]

    @property
    def heading(self) -> list[Row]:
        """The three lines over the table."""
        return [[f"{self.indicator} {self.title}"], [self.coverage], [f"Unit: {self.unit}"]]


def tables_of(demonstration: Demonstration, outcome: str) -> list[Table]:
    """The tables of one Every Child Matters outcome, in the order of the register."""
    years = choices("demonstration")["years"]
    chosen = [row for row in indicator_choices().to_dict("records") if reference.indicator(str(row["indicator"])).ecm_outcome == outcome]
    rows = demonstration.indicators
    cells = released_cells(rows[rows["indicator"].isin([row["indicator"] for row in chosen])])
    found = []
    for row in chosen:
        about, year = reference.indicator(str(row["indicator"])), years[row["year"]]
        # The register counts schools; beside the number of all schools it is a share, by which councils of any size can be compared.
        unit = "per cent of schools" if about.unit == "schools" else about.unit
        counted = row["kind"] in ("share", "rate")
        found.append(Table(about.indicator, about.title, year["coverage"], unit, tuple(year["periods"]), counted, cells))
    return found


def _fused(periods: tuple[str, ...]) -> list[str]:
    """Period labels with the number of a footnote run into the last one, as superscripts arrive from a workbook."""
    return [*periods[:-1], periods[-1] + "2"]


def _as_years(periods: tuple[str, ...]) -> list[Cell]:
    """Year labels as numbers, except the last, which carries a footnote and so is text."""
    plain = [int(period) if period.isdigit() else period for period in periods[:-1]]
    return [*plain, periods[-1] + "2"]


def _head(labels: list[Cell], *, before: Row, measures: tuple[str, ...], row: int, spacer: int) -> tuple[list[Row], Merged]:
    """A row of period labels merged over their measures, the row of measures, and what is merged."""
    top: Row = list(before)
    bottom: Row = [None] * len(before)
    merged: Merged = []
    for label in labels:
        first = len(top) + 1
        top += [label, *[None] * (len(measures) - 1)]
        bottom += measures
        if len(measures) > 1:
            merged.append(run_of(row, first, len(top)))
        top += [None] * spacer
        bottom += [None] * spacer
    return [top, bottom], merged


def _body(table: Table, lines: list[Line], *, coded: Callable[[Line], Row], spacer: int) -> list[Row]:
    rows = []
    for line in lines:
        row = coded(line)
        for period in table.periods:
            row += [*table.figures(line, period), *[None] * spacer]
        rows.append(row)
    return rows


def _notes(symbols: list[str], *, second: str) -> list[Row]:
    return [
        [],
        ["Source: " + NOTICE],
        *legend(symbols),
        ["1. England and regions add up councils before small numbers were suppressed."],
        [second],
    ]


def blocks_sheet(table: Table, lines: list[Line]) -> Grid:
    """Names without codes; a block of columns for each period and an empty column after each; regions head their councils."""
    head, merged = _head(_fused(table.periods), before=["Area"], measures=table.measures, row=5, spacer=1)
    body = _body(table, lines, coded=lambda line: [line.name], spacer=1)
    body.insert(1, [])
    notes = _notes(["x", "..", "."], second="2. Provisional.")
    return Grid(table.indicator, [*table.heading, [], *head, *body, *notes], tuple(merged), (5, 6))


def banner_sheet(table: Table, lines: list[Line]) -> Grid:
    """A header of three merged rows: period, kind of figure, measure; regions head their councils."""
    labels: list[Cell] = _as_years(table.periods) if table.periods[0].isdigit() else [*_fused(table.periods)]
    head, merged = _head(labels, before=["LA code", "Area"], measures=table.measures, row=5, spacer=0)
    middle: Row = [None, None]
    for first in range(3, len(head[0]) + 1, len(table.measures)):
        middle += ["Count", None, "Result"] if table.counted else ["Result"]
        merged += [run_of(6, first, first + 1)] if table.counted else []
    merged += [(5, 1, 7, 1), (5, 2, 7, 2)]
    body = _body(table, lines, coded=lambda line: [_code(line), line.name], spacer=0)
    body.insert(1, [])
    notes = _notes(["x", "-", "..", "."], second="2. Provisional figures.")
    return Grid(table.indicator, [*table.heading, [], head[0], middle, head[1], *body, *notes], tuple(merged), (5, 6, 7))


def _code(line: Line) -> Cell:
    """Department codes as numbers, GSS codes as text."""
    return int(line.code) if line.code.isdigit() else line.code


def listed_sheet(table: Table, lines: list[Line]) -> Grid:
    """England, a blank row, the regions, a blank row, then councils in code order; periods written 2008-09."""
    labels = [period.replace("/", "-") for period in table.periods]
    head, merged = _head(labels, before=["LA code", "Area"], measures=table.measures, row=5, spacer=0)
    body = _body(table, lines, coded=lambda line: [line.code, line.name], spacer=0)
    rows = [*body[:1], [], *body[1:10], [], *body[10:]]
    notes = _notes(["c", "-", "..", "."], second="2. Figures for the last year are provisional.")
    return Grid(table.indicator, [*table.heading, [], *head, *rows, *notes], tuple(merged), (5, 6))


def stacked_sheet(group: list[Table], lines: list[Line]) -> Grid:
    """One table under the other on one sheet, each with its own heading lines."""
    rows: list[Row] = []
    merged: Merged = []
    headings: list[int] = []
    for table in group:
        at = len(rows) + len(table.heading) + 2
        labels: list[Cell] = [*_fused(table.periods)]
        head, runs = _head(labels, before=["LA code", "Area"], measures=table.measures, row=at, spacer=0)
        body = _body(table, lines, coded=lambda line: [line.code, line.name], spacer=0)
        rows += [*table.heading, [], *head, *body, [], [], []]
        merged += runs
        headings += [at, at + 1]
    notes = _notes(["x", "-", "..", "."], second="2. Provisional.")
    return Grid(" and ".join(table.indicator for table in group), [*rows, *notes], tuple(merged), tuple(headings))


def being_healthy(demonstration: Demonstration) -> list[Grid]:
    """The sheets of the workbook on being healthy."""
    return _sheets(demonstration, "being healthy", blocks_sheet, lines_under_headings)


def staying_safe(demonstration: Demonstration) -> list[Grid]:
    """The sheets of the workbook on staying safe."""
    return _sheets(demonstration, "staying safe", banner_sheet, lines_under_headings)


def enjoying_and_achieving(demonstration: Demonstration) -> list[Grid]:
    """The sheets of the workbook on enjoying and achieving."""
    return _sheets(demonstration, "enjoying and achieving", listed_sheet, lines_by_code)


def _sheets(demonstration: Demonstration, outcome: str, shape: Callable[[Table, list[Line]], Grid], order: Any) -> list[Grid]:
    grids = []
    for table in tables_of(demonstration, outcome):
        written = written_names(demonstration.councils, seed=demonstration.seed, subject=table.indicator)
        grids.append(shape(table, order(demonstration.councils, written)))
    return grids


def economic_wellbeing(demonstration: Demonstration) -> list[Grid]:
    """The sheets of the workbook on economic well-being: care leavers and participation two tables to a sheet, the rest one."""
    found = {table.indicator: table for table in tables_of(demonstration, "achieving economic well-being")}
    pairs = [pair for pair in choices("demonstration")["economic_well_being"]["two_tables_on_a_sheet"] if set(pair) <= set(found)]
    paired = {name for pair in pairs for name in pair}
    groups = [*pairs, *([name] for name in found if name not in paired)]
    grids = []
    for names in groups:
        written = written_names(demonstration.councils, seed=demonstration.seed, subject=names[0])
        lines = lines_under_headings(demonstration.councils, written)
        grids.append(stacked_sheet([found[name] for name in names], lines))
    return grids


def positive_contribution(demonstration: Demonstration, tables: list[Table] | None = None) -> list[Row]:
    """The rows of the wide csv on making a positive contribution: two lines of prose, then a column per indicator, measure and period.

    England and the Isle of Wight share the code 921, as they did in files of the time. The tables are the set's own where left out.
    """
    found = tables or tables_of(demonstration, "making a positive contribution")
    header: Row = ["Level", "Code", "Area"]
    header += [f"{table.indicator} {measure} {period}" for table in found for period in table.periods for measure in table.measures]
    written = written_names(demonstration.councils, seed=demonstration.seed, subject="positive contribution")
    letters = choices("demonstration")["region_codes"]
    rows: list[Row] = [[f"{NOTICE} Indicators of making a positive contribution – all areas"], [_csv_legend()], header]
    lines = [england_line(), *region_lines(), *council_lines(demonstration.councils, written)]
    for line in lines:
        area = {"England": ["Country ", "921", "England"], "region": ["GOR", letters.get(line.area, {}).get("letter"), line.area]}
        typed = area.get(line.level, ["LA", line.code, line.name])
        rows.append([*typed, *(cell for table in found for period in table.periods for cell in table.figures(line, period))])
    return rows


def _csv_legend() -> str:
    return "Symbols: " + "; ".join(str(row[0]) for row in legend(["x", "-", "..", "."])) + " – years end as the indicator's own"
