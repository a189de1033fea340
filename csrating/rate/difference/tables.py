"""The contract of the table that says why ratings are not the same in two runs."""

from __future__ import annotations

from csrating.schema import Column, Contract, Origin, words_of

FACTORS = ("data", "neighbours", "framework", "judgements")
"""What a rating is made from, and what may therefore change it; the code is the fifth."""

EVIDENCE = FACTORS[:3]
"""The factors for which councils are rated anew; a judgement is laid on what these give."""

DIFFERENCES = Contract(
    "differences",
    ("council",),
    (
        Column("council", "text"),
        Column("name", "text"),
        Column("before", "text"),
        Column("after", "text"),
        Column("changed", "flag"),
        *(Column(factor, "number", blank=True, least=-3, most=3) for factor in (*FACTORS, "code")),
        Column("enough", "text"),
        Column("points_before", "number", blank=True, least=1, most=4),
        Column("points_after", "number", blank=True, least=1, most=4),
        *(Column(f"points_by_{factor}", "number", blank=True) for factor in EVIDENCE),
        Column("origin", "word", words=words_of(Origin)),
    ),
)
"""One row per council. ``before`` and ``after`` are the ratings in words, or the status in their place; then how many steps of the rating,
up positive, each factor and the code are due: together all that it moved, blank where any combination gives no rating. ``enough`` names
the factors that alone make the change: "data", "data or framework", "data with framework" where it takes both; it is not known where the
code has a part beside them. Points are those that the
code of today gives."""
