"""The tables that one file read by itself gives: figures, judgements of inspections, and lists of neighbours, cell by cell."""

from __future__ import annotations

from csrating.schema.contract import Column, Contract
from csrating.schema.words import GRADES, RUN_BY, SETTING_TYPES, Level, Status, words_of

JUDGED, NOT_JUDGED, OTHER_SCALE = "judged", "not judged", "on another scale"
_WHY_NO_GRADE = tuple(word for word in words_of(Status) if word != Status.REPORTED)

LEVELS_OF_PLACES = (*words_of(Level), "former", "later", "total", "other")
"""The kinds of area that any published table may name: those of 2009, councils before and since, totals, and others."""

CLOSENESS = ("extremely close", "very close", "close", "somewhat close", "not close")
"""How close a neighbour is said to be, from the nearest to the farthest, as neighbours are listed."""

FIGURES = Contract(
    "figures",
    ("ref",),
    (
        Column("level", "word", words=LEVELS_OF_PLACES),
        Column("area", "text"),
        Column("area_name", "text"),
        Column("measure", "text"),
        Column("breakdown", "text"),
        Column("period", "text"),
        Column("period_end", "date", blank=True),
        Column("value", "number", blank=True),
        Column("status", "word", words=words_of(Status)),
        Column("symbol", "text"),
        Column("unit", "text"),
        Column("basis", "text"),
        Column("source", "text"),
        Column("ref", "text"),
    ),
)
"""One row per cell of figures of any table: which area, measure, breakdown and period it is about, and whether a layout said so or it was
inferred."""

JUDGEMENTS = Contract(
    "judgements",
    ("ref",),
    (
        Column("level", "word", words=LEVELS_OF_PLACES),
        Column("area", "text"),
        Column("area_name", "text"),
        Column("setting", "text"),
        Column("provision", "text"),
        Column("setting_type", "word", words=(*SETTING_TYPES, "")),
        Column("run_by", "word", words=(*RUN_BY, "")),
        Column("event", "text"),
        Column("inspected_on", "date", blank=True),
        Column("published_on", "date", blank=True),
        Column("period", "text"),
        Column("judgement", "text"),
        Column("said", "text"),
        Column("grade", "word", words=(*GRADES, "")),
        Column("status", "word", words=(JUDGED, NOT_JUDGED, OTHER_SCALE, *_WHY_NO_GRADE)),
        Column("settings", "count", blank=True, least=0),
        Column("basis", "text"),
        Column("source", "text"),
        Column("ref", "text"),
    ),
)
"""One row per cell of judgements of any extract of inspections: what was judged, what the cell says, and where that stands on the one
ordered scale. ``status`` is 'judged', 'not judged', 'on another scale', of which no step is one of ours (report cards since November
2025), or why the grade is not known (suppressed, not applicable ...).

``setting`` is its unique reference number; it is blank, and so is ``provision``, where the council itself was inspected. ``settings`` says
how many settings the cell speaks of: one; as many as it counts, and then ``setting`` is blank, ``said`` is the grade as the header words
it and ``period`` the time that the counts are about; or none that is known (blank), where the council was inspected or a count is not
given."""

NEIGHBOUR_LISTS = Contract(
    "neighbour lists",
    ("ref",),
    (
        Column("level", "word", words=LEVELS_OF_PLACES),
        Column("area", "text"),
        Column("area_name", "text"),
        Column("position", "count", least=1),
        Column("neighbour", "text"),
        Column("neighbour_name", "text"),
        Column("closeness", "word", words=(*CLOSENESS, "")),
        Column("distance", "number", blank=True, least=0),
        Column("basis", "text"),
        Column("source", "text"),
        Column("ref", "text"),
    ),
)
"""One row per council and neighbour, the nearest in position 1, as a table of statistical neighbours lists them: how close it is, in the
publisher's words or as the number that the publisher gives, the greater the farther; each is blank where none is given."""
