"""The tables of a report."""

from __future__ import annotations

from csrating.schema.contract import Column, Contract

SEVERITIES = ("wrong", "look", "note")
"""Wrong contradicts itself; look may be right and should be looked at; a note is good to know."""

_SERIES = (Column("table", "text"), Column("measure", "text"), Column("breakdown", "text"), Column("period", "text"))
_KEY = ("table", "measure", "breakdown", "period")

FINDINGS = Contract(
    "findings",
    ("order",),
    (
        Column("order", "count"),
        Column("severity", "word", words=SEVERITIES),
        Column("kind", "text"),
        Column("what", "text"),
        Column("where", "text"),
        Column("do", "text"),
    ),
)
"""One row per finding, the gravest first: its kind, what was found, the cell, and what to do."""

ACCOUNTS = Contract(
    "accounts",
    ("source", "sheet"),
    (
        Column("source", "text"),
        Column("sheet", "text"),
        Column("rows", "count"),
        Column("rows_told", "count"),
        Column("filled", "count"),
        Column("filled_told", "count"),
        Column("given", "count"),
        Column("naming", "count"),
        Column("left_out", "count"),
        Column("held_back", "count"),
        Column("kept", "count"),
        Column("symbols", "count"),
        Column("blank", "count"),
        Column("explained", "count"),
        Column("figures", "count", blank=True),
        Column("balances", "flag"),
    ),
)
"""One row per sheet. Its ``rows`` and its ``filled`` cells, which hold something, each with those that the fates tell of. Of the filled
cells those that were ``given``, those ``naming`` what is given (names, headings, notes), those ``left_out`` with an explanation, and those
``held_back`` because a question about the sheet is open. Of the cells under headers of figures, empty ones too, those that are kept as
numbers, symbols, blank, or left out with an explanation; ``figures`` that were given of it (blank where several cells make one), which
must be as many as are kept and symbols together. A sheet of which anything is held back does not balance."""

COVERAGE = Contract(
    "coverage",
    _KEY,
    (
        *_SERIES,
        Column("on", "date"),
        Column("standing", "count"),
        Column("with_figure", "count"),
        Column("with_symbol", "count"),
        Column("without_row", "count"),
        Column("missing", "text"),
        Column("symbol_only", "text"),
        Column("not_standing", "text"),
    ),
)
"""One row per measure and period: how many councils stood ``on`` the day, how many of them have a figure, a symbol, or no row at all; who
is ``missing``, who has a ``symbol_only``, and whose figures are given although they did not stand then."""

NAMES = Contract(
    "names",
    ("order",),
    (
        Column("order", "count"),
        Column("kind", "text"),
        Column("found", "text"),
        Column("why", "text"),
        Column("near", "text"),
        Column("figures", "count"),
        Column("where", "text"),
    ),
)
"""One row per name that was left out, or read otherwise than as written, with the places near to it, and how many figures its row holds
that are left out with it."""

REPEATS = Contract(
    "repeats",
    ("where", "first_where"),
    (
        *_SERIES,
        Column("area", "text"),
        Column("area_name", "text"),
        Column("value", "number", blank=True),
        Column("first_value", "number", blank=True),
        Column("same", "flag"),
        Column("where", "text"),
        Column("first_where", "text"),
    ),
)
"""One row per figure about an area, measure, breakdown and period that an earlier figure is about too."""

TOTALS = Contract(
    "totals",
    (*_KEY, "over"),
    (
        *_SERIES,
        Column("over", "word", words=("councils", "regions")),
        Column("method", "word", words=("sum", "mean", "between", "none")),
        Column("areas", "count"),
        Column("without_figure", "count"),
        Column("made", "number", blank=True),
        Column("england", "number"),
        Column("difference", "number", blank=True),
        Column("tolerance", "number", blank=True),
        Column("verdict", "word", words=("agrees", "differs", "not checked")),
        Column("why", "text"),
        Column("where", "text"),
    ),
)
"""One row per published England figure and what it is held against: the sum or the mean of the councils or regions, or their range."""

CHANGES = Contract(
    "changes",
    ("where", *_KEY),
    (
        *_SERIES,
        Column("area", "text"),
        Column("area_name", "text"),
        Column("value", "number"),
        Column("before", "text"),
        Column("value_before", "number"),
        Column("distance", "number"),
        Column("factor", "number", blank=True),
        Column("where", "text"),
        Column("where_before", "text"),
    ),
)
"""One row per figure that is far from the one before it: ``distance`` in robust standard deviations of the councils' changes, ``factor``
10, 100, 0.1 or 0.01 where a misplaced decimal point would explain it."""

REVISIONS = Contract(
    "revisions",
    ("where", "where_before"),
    (
        *_SERIES,
        Column("area", "text"),
        Column("area_name", "text"),
        Column("value", "number", blank=True),
        Column("symbol", "text"),
        Column("value_before", "number", blank=True),
        Column("symbol_before", "text"),
        Column("distance", "number", blank=True),
        Column("factor", "number", blank=True),
        Column("where", "text"),
        Column("where_before", "text"),
    ),
)
"""One row per figure that the last release states otherwise for the same area, measure, breakdown and period: ``distance`` in robust
standard deviations of all revisions of that measure and period, ``factor`` 10, 100, 0.1 or 0.01 where a misplaced decimal point would
explain it; both blank where either is a symbol."""

UNSEEN = Contract(
    "unseen",
    ("source", "sheet", "kind"),
    (
        Column("source", "text"),
        Column("sheet", "text"),
        Column("kind", "text"),
        Column("cells", "count"),
        Column("used", "count"),
        Column("where", "text"),
    ),
)
"""One row per sheet and kind of cell that readers of the file do not see, or see otherwise: how many there are, and how many were used."""

GRADED = Contract(
    "graded",
    ("sheet", "judgement"),
    (
        Column("sheet", "text"),
        Column("judgement", "text"),
        Column("outstanding", "count"),
        Column("good", "count"),
        Column("satisfactory", "count"),
        Column("inadequate", "count"),
        Column("other_scale", "count"),
        Column("not_judged", "count"),
        Column("councils", "count"),
        Column("settings", "count"),
        Column("first_day", "date", blank=True),
        Column("last_day", "date", blank=True),
    ),
)
"""One row per sheet and thing that was judged: how often each grade was given, or one of another scale, on how many councils and settings,
between which days."""
