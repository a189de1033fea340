"""The period of each figure, from its header, from its row, or from the table, and the day on which it ends where that is known."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from csrating.errors import LayoutError
from csrating.read.cells import Cells, objects
from csrating.read.periods import Period, find_period, identified_period, month_and_day, period
from csrating.read.tables.blocks import Block, Columns
from csrating.read.tables.words import Rows, words

NO_DAY = np.datetime64("NaT", "D")
_BEFORE_KIND = "\t"


def periods(block: Block, of_column: Cells, of_row: Cells, ends_of_column: Cells) -> tuple[Cells, NDArray[np.datetime64]]:
    """The label of each figure's period, and the day on which it ends; NaT where nothing says on which day years end.

    Args:
        block: the table.
        of_column: what the header over each figure says of its period; '' where it says nothing.
        of_row: what the column of periods says in the row of each figure.
        ends_of_column: the day on which the years of each figure's column end; '' where it is that of the table.

    Raises:
        LayoutError: neither header, row nor table states the period of a figure.
        ValueInCellError: what they state is no period.
    """
    of_table = block.table.period or block.said.get("period", "")
    labels = np.where(of_column != "", of_column, np.where(of_row != "", of_row, of_table))
    if (labels == "").any():
        raise LayoutError(
            "neither a header, a column nor a line above the table states the period of its figures", where=block.place, expected="one"
        )
    pairs = list(zip(labels, ends_of_column, strict=True))
    known = {(text, ends): _dated(str(text), block, ends=ends) for text, ends in dict.fromkeys(pairs)}
    ends = np.array([known[pair][1] for pair in pairs], dtype="datetime64[D]").astype("datetime64[s]")
    return objects([known[pair][0] for pair in pairs]), ends


def row_days(block: Block, found: Columns, rows: Rows) -> list[date | None]:
    """A day within the period of each row, by which councils of the same name are told apart; None where no period is stated.

    Where columns are about several periods, it is the last of them.
    """
    stated = [figure.period for figure in found.figures if figure.period] or [block.table.period or block.said.get("period", "")]
    of_table = max((day for text in stated if (day := _day_within(text, block)) is not None), default=None)
    if "period" not in found.roles:
        return [of_table] * len(rows)
    said = labels_of_rows(block, found, rows)
    known = {text: _day_within(text, block) for text in dict.fromkeys(said)}
    return [known[text] for text in said]


def _day_within(text: str, block: Block) -> date | None:
    if not text:
        return None
    _, end = _dated(text, block)
    if np.isnat(end):
        return date(_period(text, block).year, 3, 31)
    day: date = end.astype(object)
    return day


def _dated(text: str, block: Block, *, ends: str = "") -> tuple[str, np.datetime64]:
    found = _period(text, block)
    said = block.said
    ends = ends or block.table.periods.ends or (month_and_day(said["day"], said["month"]) if "day" in said else "")
    if not ends and not found.quarter and not found.ends_on:
        return found.label, NO_DAY
    return found.label, np.datetime64(found.end(ends), "D")


def _period(text: str, block: Block) -> Period:
    """A label of any form; with its kind behind it, as :func:`labels_of_rows` writes it, where a column states that."""
    label, _, kind = text.partition(_BEFORE_KIND)
    if kind:
        return identified_period(label, kind, where=block.place)
    found = find_period(label)
    if found is None or found.rest:
        return period(label, where=block.place)
    return found.period.as_year() if found.period.kind == "day" else found.period


def labels_of_rows(block: Block, found: Columns, rows: Rows) -> Cells:
    """What the columns of periods say in each row: the period, and what kind it is where a column says so."""
    labels = words(block, found, "period", rows)
    if "period_kind" not in found.roles:
        return labels
    kinds = words(block, found, "period_kind", rows)
    return objects([f"{label}{_BEFORE_KIND}{kind}" for label, kind in zip(labels, kinds, strict=True)])
