"""The period of each figure, from its header, from its row, or from the table, and the day on which it ends where that is known."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

import numpy as np

from csrating.errors import CsratingError, LayoutError
from csrating.read.cells import Cells, objects
from csrating.read.grades import each
from csrating.read.periods import Period, a_day, days_among, find_period, identified_period, month_and_day, period, periods_among
from csrating.read.tables.blocks import Block
from csrating.read.tables.columns import Columns
from csrating.read.tables.lines_above import period_of_line
from csrating.read.tables.words import Rows, words
from csrating.reference.standing import standing_between

NO_DAY = np.datetime64("NaT", "D")
BEFORE_APRIL, AFTER_APRIL = (3, 31), (12, 31)
"""Months and days on either side of the first of April, when councils change."""
Days = tuple[date | None, date | None]
"""A day within a period, and the last that it can be where only a year is stated, in which a council may begin or end."""
_BEFORE_KIND = "\t"
_A_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""A day as the label of a period that is that day alone; other days are those at which the figures of a year were counted."""


def dated(block: Block, of_column: str, ends_of_column: str = "", *, row: str = "") -> tuple[str, np.datetime64]:
    """The label of a period, and the day on which it ends; NaT where nothing says on which day years end.

    Args:
        block: the table.
        of_column: what the header says of the period; '' where it says nothing.
        ends_of_column: the day on which the years of the column end; '' where it is that of the table.
        row: what the column of periods says in the row, as :func:`labels_of_rows` gives it.

    Raises:
        LayoutError: neither header, row nor table states the period.
        ValueInCellError: what they state is no period.
    """
    stated = of_column or row or of_table(block)
    if not stated:
        raise LayoutError(
            "neither a header, a column nor a line above the table states the period of its figures", where=block.place, expected="one"
        )
    _refuse_other_kind(stated, block)
    return _dated(stated, block, ends=ends_of_column)


def _refuse_other_kind(stated: str, block: Block) -> None:
    """Raise where a period is not of the kind that the layout says all of them are."""
    kind, found = block.table.periods.kind, _period(stated, block)
    if kind not in ("any", found.kind):
        raise LayoutError(
            f"{found.label} in table {block.table.name!r} is a period of the kind {found.kind!r}",
            where=block.place,
            expected=f"the kind {kind!r}, as the layout says",
            do="If the periods are written so in this release, change 'kind' under [table.periods].",
        )


def refuse_another_period(block: Block) -> None:
    """Raise where the layout gives the period of all figures, and a line above the table states another one: it is of another release.

    Raises:
        LayoutError: names both.
    """
    if not block.table.period:
        return
    given = _dated(block.table.period, block)[0]
    beside = block.said.get("period", "")
    if beside and _dated(beside, block)[0] != given:
        says = f"a title, a line or the sheet of table {block.table.name!r} says {beside!r}"
        raise LayoutError(says, where=block.place, expected=f"figures of {given}, the period that the layout gives")
    for line in block.lines:
        found = period_of_line(line)
        if found is not None and found.kind != "span" and _dated(found.period.label, block)[0] != given:
            raise LayoutError(
                f"a line above table {block.table.name!r} says {line!r}",
                where=block.place,
                expected=f"figures of {given}, the period that the layout gives",
                do="If this is another release, give its period in the layout, or read the file without it.",
            )


def refuse_unheeded_period(block: Block, of_columns: Collection[str], of_rows: Cells) -> None:
    """Raise where the layout gives the period of a table, and the headers or rows of all its figures state periods, none of them that one.

    Raises:
        LayoutError: names what they state.
    """
    if not block.table.period or ("" in of_columns and not all(of_rows)):
        return
    given = _dated(block.table.period, block)[0]
    stated = dict.fromkeys(filter(None, (*of_columns, *of_rows)))
    labels = [_dated(text, block)[0] for text in stated]
    if labels and given not in labels:
        raise LayoutError(
            f"the headers or rows of table {block.table.name!r} say that their figures are of {', '.join(labels[:5])}",
            where=block.place,
            expected=f"figures of {given}, the period that the layout gives",
            do="Take 'period' out of the layout, or correct it.",
        )


def of_table(block: Block) -> str:
    """What the layout or a line above the table says of the period of all its figures; '' where neither says anything."""
    return block.table.period or block.said.get("period", "")


def row_days(block: Block, found: Columns, rows: Rows, *, of_a_year: tuple[int, int] = BEFORE_APRIL) -> Cells:
    """A day within the period of each row, by which councils of the same name are told apart; None where no period is stated.

    Where columns are about several periods, it is the last of them. Where only a year is stated, it is the month and day ``of_a_year``.
    """
    stated = [figure.period or of_table(block) for figure in found.figures] or [of_table(block)]
    last = max((day for text in stated if (day := _day_within(text, block, of_a_year)) is not None), default=None)
    if "period" not in found.roles:
        return np.repeat(objects([last]), len(rows))
    labels = labels_of_rows(block, found, rows)
    _refuse_no_periods(block, found, rows, labels)
    return each(labels, lambda text: _day_within(str(text), block, of_a_year))


def _refuse_no_periods(block: Block, found: Columns, rows: Rows, labels: Cells) -> None:
    """Raise the error of the first label that is no period, with the cell in which it stands."""
    for text in filter(None, dict.fromkeys(labels)):
        try:
            _period(text, block)
        except CsratingError as error:
            where = block.sheet.ref(int(rows[np.argmax(labels == text)]), found.roles["period"])
            raise type(error)(error.found, where=where, expected=error.expected, do=error.do) from error


def column_days(block: Block, found: Columns) -> dict[Days, list[int]]:
    """The days by which councils are told apart in columns of other times than their rows, each with the places of these columns.

    Columns between whose periods no council began or ended share theirs, which are the last. Nothing is given for the columns of which the
    days of their rows hold: see :func:`row_days`.
    """
    of_rows = "" if "period" in found.roles else of_table(block)
    stated = [figure.period or of_rows for figure in found.figures]
    days = {text: (_day_within(text, block, BEFORE_APRIL), _day_within(text, block, AFTER_APRIL)) for text in dict.fromkeys(stated) if text}
    times: dict[tuple[int, ...], tuple[Days, list[int]]] = {}
    for place, text in enumerate(stated):
        if not text:
            continue
        own = days[text]
        standing = tuple(standing_between(day) for day in own if day is not None)
        known, places = times.get(standing, (own, []))
        times[standing] = max(known, own, key=str), [*places, place]
    if "period" not in found.roles and times:
        del times[max(times)]
    return dict(times.values())


def _day_within(text: str, block: Block, of_a_year: tuple[int, int]) -> date | None:
    if not text:
        return None
    _, end = _dated(text, block)
    if np.isnat(end):
        return date(_period(text, block).year, *of_a_year)
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
    if found.period.kind != "day":
        return found.period
    return a_day(found.period.ends_on) if found.period.ends_on and _A_DAY.fullmatch(label) else found.period.as_year()


def labels_of_rows(block: Block, found: Columns, rows: Rows) -> Cells:
    """What the columns of periods say in each row: the period, and what kind it is where a column says so."""
    labels = words(block, found, "period", rows)
    if "period_kind" not in found.roles:
        return _among(labels, block.headers.get(found.roles["period"], "")) if "period" in found.roles else labels
    kinds = words(block, found, "period_kind", rows)
    return objects([f"{label}{_BEFORE_KIND}{kind}" for label, kind in zip(labels, kinds, strict=True)])


def _among(labels: Cells, header: str) -> Cells:
    """What a column of periods says, with months in figures, years of two figures and days as the periods that they are."""
    texts = list(dict.fromkeys(map(str, labels)))
    known = {**days_among(texts), **periods_among(texts, header=f"{header} period")}
    return objects([known.get(str(label), label) for label in labels]) if known else labels
