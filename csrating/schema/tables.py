"""The tables that flow between the rooms."""

from __future__ import annotations

from csrating.schema.contract import Column, Contract
from csrating.schema.words import (
    ASPECTS,
    GRADES,
    SAFEGUARDING_KINDS,
    VERDICTS,
    Against,
    Level,
    Origin,
    ProfileBand,
    Rating,
    Standing,
    Status,
    words_of,
)

OBSERVATIONS = Contract(
    "observations",
    ("area", "level", "indicator", "period"),
    (
        Column("level", "word", words=words_of(Level)),
        Column("area", "text"),
        Column("area_name", "text"),
        Column("indicator", "text"),
        Column("period", "text"),
        Column("period_end", "date"),
        Column("value", "number", blank=True),
        Column("numerator", "number", blank=True),
        Column("denominator", "number", blank=True, least=0),
        Column("status", "word", words=words_of(Status)),
        Column("symbol", "text"),
        Column("unit", "text"),
        Column("derivation", "text"),
        Column("origin", "word", words=words_of(Origin)),
        Column("source", "text"),
        Column("ref", "text"),
    ),
)
"""One row per area, indicator and period: the figure, or the status that stands in its place."""

INSPECTIONS = Contract(
    "inspections",
    ("setting", "inspected_on", "aspect", "grade"),
    (
        Column("setting", "text"),
        Column("setting_type", "text"),
        Column("council", "text"),
        Column("run_by", "text"),
        Column("inspected_on", "date", blank=True),
        Column("aspect", "word", words=ASPECTS),
        Column("grade", "word", words=GRADES),
        Column("settings", "count", least=0),
        Column("origin", "word", words=words_of(Origin)),
        Column("source", "text"),
        Column("ref", "text"),
    ),
)
"""One row per setting, date and aspect. Where only counts are published: one row per group of settings and grade, with its number."""

SAFEGUARDING = Contract(
    "safeguarding",
    ("council", "kind", "held_on", "finding", "ref"),
    (
        Column("council", "text"),
        Column("kind", "word", words=SAFEGUARDING_KINDS),
        Column("held_on", "date", blank=True),
        Column("aspect", "text"),
        Column("finding", "text"),
        Column("evidence", "text"),
        Column("origin", "word", words=words_of(Origin)),
        Column("source", "text"),
        Column("ref", "text"),
    ),
)
"""One row per finding about the council itself: inspections of safeguarding, and evaluations of serious case reviews.
The finding of an inspection that is announced or under way is ``pending``."""

COMPARISONS = Contract(
    "comparisons",
    ("council", "indicator", "period", "against", "baseline_area"),
    (
        Column("council", "text"),
        Column("name", "text"),
        Column("indicator", "text"),
        Column("period", "text"),
        Column("period_end", "date"),
        Column("against", "word", words=words_of(Against)),
        Column("baseline_area", "text"),
        Column("method", "text"),
        Column("rule", "text"),
        Column("value", "number", blank=True),
        Column("status", "word", words=(*words_of(Status), "no row")),
        Column("baseline", "number", blank=True),
        Column("gap", "number", blank=True),
        Column("spread", "number", blank=True),
        Column("in_line_low", "number", blank=True),
        Column("in_line_high", "number", blank=True),
        Column("standing", "word", words=words_of(Standing)),
        Column("verdict", "word", words=VERDICTS),
        Column("direction", "word", words=("higher", "lower", "equal", "unknown")),
        Column("outside", "word", words=("", "higher", "in line", "lower")),
        Column("to_edge", "number", blank=True, least=0),
        Column("with_data", "count"),
        Column("of", "count"),
        Column("median", "number", blank=True),
        Column("pooled", "number", blank=True),
        Column("without_one_low", "number", blank=True),
        Column("without_one_high", "number", blank=True),
        Column("average_matters", "flag"),
        Column("why", "text"),
        Column("polarity", "word", words=("high", "low", "none")),
        Column("unit", "text"),
        Column("vintage", "text"),
        Column("origin", "word", words=words_of(Origin)),
        Column("ref", "text"),
        Column("baseline_ref", "text"),
    ),
)
"""One row per council, indicator, period and baseline: the two figures, their gap (positive is better), the standing, and how many areas
stand behind it."""

PROFILE = Contract(
    "profile",
    ("council", "row", "column"),
    (
        Column("council", "text"),
        Column("name", "text"),
        Column("kind", "word", words=("setting type", "indicator")),
        Column("cluster", "text"),
        Column("row", "text"),
        Column("column", "text"),
        Column("settings", "count", blank=True),
        Column("outstanding", "count", blank=True),
        Column("good", "count", blank=True),
        Column("satisfactory", "count", blank=True),
        Column("inadequate", "count", blank=True),
        Column("share_good_or_better", "number", blank=True, least=0, most=100),
        Column("share_inadequate", "number", blank=True, least=0, most=100),
        Column("value", "number", blank=True),
        Column("england", "number", blank=True),
        Column("neighbours", "number", blank=True),
        Column("with_data", "count", blank=True),
        Column("of", "count", blank=True),
        Column("standing_england", "word", words=words_of(Standing)),
        Column("standing_neighbours", "word", words=words_of(Standing)),
        Column("oldest", "date", blank=True),
        Column("newest", "date", blank=True),
        Column("origin", "word", words=words_of(Origin)),
        Column("ref", "text"),
    ),
)
"""One row per council, row of the profile (a setting type or an indicator) and column (an ECM outcome or overall effectiveness)."""

RATINGS = Contract(
    "ratings",
    ("council",),
    (
        Column("council", "text"),
        Column("name", "text"),
        Column("framework", "text"),
        Column("data_band", "word", blank=True, words=(*words_of(Rating), *words_of(ProfileBand))),
        Column("borderline", "text"),
        Column("limits", "text"),
        Column("judgement", "text"),
        Column("rating", "count", blank=True, least=1, most=4),
        Column("label", "word", blank=True, words=(*words_of(Rating), *words_of(ProfileBand))),
        Column("status", "word", words=("given", "withheld", "not given")),
        Column("why", "text"),
        Column("combined_points", "number", blank=True, least=1, most=4),
        Column("inspection_points", "number", blank=True, least=1, most=4),
        Column("nis_points", "number", blank=True, least=1, most=4),
        Column("settings", "count"),
        Column("pooled_share_good_or_better", "number", blank=True, least=0, most=100),
        Column("indicators_compared", "count"),
        Column("indicators_expected", "count"),
        Column("coverage", "number", least=0, most=100),
        Column("share_in_line_or_above", "number", blank=True, least=0, most=100),
        Column("vintage", "text"),
        Column("origin", "word", words=words_of(Origin)),
    ),
)
"""One row per council. ``rating`` is the published number, 4 best to 1 worst, and never stands without ``label``, its words."""

REASONS = Contract(
    "reasons",
    ("council", "order"),
    (
        Column("council", "text"),
        Column("order", "count"),
        Column("step", "text"),
        Column("rule", "text"),
        Column("evidence", "text"),
        Column("points", "number", blank=True),
        Column("text", "text"),
        Column("origin", "word", words=words_of(Origin)),
        Column("ref", "text"),
    ),
)
"""What each step of the rating found for each council, collected on the way, in order."""

OPEN_DATA_ACCOUNTS = Contract(
    "accounts of open data",
    ("table", "file", "why"),
    (
        Column("table", "word", words=("observations", "ratings")),
        Column("file", "text"),
        Column("rows", "count", least=1),
        Column("why", "text"),
    ),
)
"""How many rows of a table went into which file of open data, or into none (``file`` is blank), and then why."""
