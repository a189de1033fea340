"""The period of each value of a table, and the day on which it ends."""

from __future__ import annotations

from datetime import date

import numpy as np

from csrating.errors import LayoutError
from csrating.read.cells import constant, objects
from csrating.read.periods import Period, month_and_day, period
from csrating.read.registered.recipes import Grid
from csrating.read.tables.blocks import Block
from csrating.read.tables.columns import Columns
from csrating.read.tables.rows import Part
from csrating.read.tables.words import Rows, words


def periods_of(grid: Grid, found: Columns, rows: Rows, *, label: str, ends: str) -> Part:
    """The period of each value, from the header where it states one and from a column otherwise.

    Args:
        grid: the figures of the table.
        found: its columns.
        rows: the rows of the grid that hold the values.
        label: what the header says; '' where a column or a line above the table says it.
        ends: month and day on which years end; '' where the layout's table or a line above it says so.

    Returns:
        ``period`` and ``period_end``.

    Raises:
        ValueInCellError, LayoutError: no period, or one of another kind than the layout states, or no day on which it ends.
    """
    block = grid.block
    said = block.said
    ends = ends or block.table.periods.ends or (month_and_day(said["day"], said["month"]) if "day" in said else "")
    label = label or said.get("period", "")
    if label:
        one = _period(label, block, block.place)
        day = np.datetime64(_end(one, ends, block), "s")
        return {"period": constant(one.label, len(rows)), "period_end": np.full(len(rows), day)}
    if "period" not in found.roles:
        raise LayoutError("neither a header, a column nor a line above the table states the period", where=block.place)
    labels, where = words(block, found, "period", grid.areas.rows[rows]), block.sheet.ref(block.first, found.roles["period"])
    known = {text: _period(text, block, where) for text in dict.fromkeys(labels)}
    days = {text: _end(one, ends, block) for text, one in known.items()}
    dates = np.array([days[text] for text in labels], dtype="datetime64[D]").astype("datetime64[s]")
    return {"period": objects([known[text].label for text in labels]), "period_end": dates}


def _period(text: str, block: Block, where: str) -> Period:
    found = period(text, where=where)
    kind = block.table.periods.kind
    if kind not in ("any", found.kind):
        raise LayoutError(f"{text!r} is a period of the kind {found.kind!r}", where=where, expected=f"the kind {kind!r}")
    return found


def _end(one: Period, ends: str, block: Block) -> date:
    if not ends and one.kind != "quarter":
        raise LayoutError(
            "the layout does not say on which day a year ends",
            where=block.place,
            expected="'ends' under periods, or a line with day and month",
        )
    return one.end(ends)
