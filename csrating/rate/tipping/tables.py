"""The contracts of the two tables that tell tipping points."""

from __future__ import annotations

from csrating.rate.tipping.search import KINDS
from csrating.schema import Column, Contract, Origin, ProfileBand, Rating, words_of

DIRECTIONS = ("up", "down")

TIPPING_POINTS = Contract(
    "tipping points",
    ("council", "direction", "kind"),
    (
        Column("council", "text"),
        Column("name", "text"),
        Column("direction", "word", words=DIRECTIONS),
        Column("kind", "word", words=KINDS),
        Column("from_rating", "count", blank=True, least=1, most=4),
        Column("from_label", "word", blank=True, words=(*words_of(Rating), *words_of(ProfileBand))),
        Column("to_rating", "count", blank=True, least=1, most=4),
        Column("to_label", "word", blank=True, words=(*words_of(Rating), *words_of(ProfileBand))),
        Column("needed", "text"),
        Column("changes", "count", blank=True, least=1),
        Column("settings", "count", blank=True, least=0),
        Column("indicators", "count", blank=True, least=0),
        Column("cases", "count", blank=True, least=0),
        Column("points_before", "number", blank=True, least=1, most=4),
        Column("points_after", "number", blank=True, least=1, most=4),
        Column("text", "text"),
        Column("why", "text"),
        Column("without_counts", "count", blank=True, least=0),
        Column("limits", "text"),
        Column("judgement", "text"),
        Column("origin", "word", words=words_of(Origin)),
    ),
)
"""One row per council, direction and kind: the smallest changes that move the rating, or why there are none."""

STEPS = Contract(
    "steps",
    ("council", "direction", "kind", "what", "from", "to"),
    (
        Column("council", "text"),
        Column("name", "text"),
        Column("direction", "word", words=DIRECTIONS),
        Column("kind", "word", words=KINDS),
        Column("step", "word", words=("settings", "indicator")),
        Column("what", "text"),
        Column("period", "text"),
        Column("number", "count", least=1),
        Column("of", "number", least=0),
        Column("from", "text"),
        Column("to", "text"),
        Column("changes", "count", least=1),
        Column("text", "text"),
        Column("ref", "text"),
    ),
)
"""One row per change: ``number`` settings of a type ``from`` a grade ``to`` another, or an indicator's numerator from one to another of
its denominator, the difference being ``number`` cases."""
