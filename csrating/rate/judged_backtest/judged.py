"""The most recent judgement on each council, as ordered words, from Ofsted's file or from the findings that the ratings hold."""

from __future__ import annotations

from typing import Any

import pandas as pd

from csrating.compare.entry import a_kind, table_checked
from csrating.errors import EvidenceError, TableError
from csrating.read.present_day import ASPECTS
from csrating.schema import ILACS_ASPECTS, JUDGEMENTS, OVERALL, SAFEGUARDING, Grade, ProfileBand

WORDS = {grade: "requires improvement" if grade is Grade.SATISFACTORY else str(grade) for grade in Grade}
"""What Ofsted calls each grade today, from worst to best."""

WORST_FIRST = tuple(WORDS.values())
LESS_THAN_GOOD = (WORDS[Grade.INADEQUATE], WORDS[Grade.SATISFACTORY])

GRADE_OF = dict(zip(ProfileBand, Grade, strict=True))
"""The judgement that each profile band stands beside, the best beside the best: both enumerations run from worst to best."""

_ILACS = "ILACS inspection"


def judged(judgements: Any) -> pd.DataFrame:
    """The most recent judgement on each council and aspect.

    Args:
        judgements: JUDGEMENTS of Ofsted's file, of which those without an event are the most recent; or SAFEGUARDING, of which the ILACS
            inspections are.

    Returns:
        columns council, aspect, judgement (in words), inspected_on.

    Raises:
        TableError: it is neither table, or breaks its contract; a grade that is a number is refused, since 1 is the best by one scale and
            the worst by another.
        EvidenceError: there are none, or two on one council and aspect.
    """
    if not isinstance(judgements, pd.DataFrame):
        raise TableError(f"the judgements are {a_kind(judgements)}", expected="the judgements of Ofsted's file", do=_DO)
    found = _of_findings(judgements) if {"kind", "finding"} <= set(judgements.columns) else _of_file(judgements)
    if found.empty:
        raise EvidenceError("there are no judgements on councils", expected="the most recent of each council", do=_DO)
    twice = found[found.duplicated(["council", "aspect"])]
    if len(twice):
        first = twice.iloc[0]
        raise EvidenceError(f"council {first['council']} has two most recent judgements on {first['aspect']}", expected="one")
    return found.reset_index(drop=True)


_DO = "Read Ofsted's file of outcomes with csrating.read_file(...).judgements, or put it into the folder beside the figures."


def _of_file(table: pd.DataFrame) -> pd.DataFrame:
    rows = table_checked(table, JUDGEMENTS)
    rows = rows[(rows["event"] == "") & rows["judgement"].isin(ASPECTS) & (rows["grade"] != "")]
    return pd.DataFrame(
        {
            "council": rows["area"],
            "aspect": rows["judgement"].map(ASPECTS),
            "judgement": rows["grade"].map({str(grade): word for grade, word in WORDS.items()}),
            "inspected_on": rows["inspected_on"],
        }
    )


def _of_findings(table: pd.DataFrame) -> pd.DataFrame:
    rows = table_checked(table, SAFEGUARDING)
    rows = rows[(rows["kind"] == _ILACS) & rows["aspect"].isin(ILACS_ASPECTS) & rows["finding"].isin(WORST_FIRST)]
    return rows.rename(columns={"finding": "judgement", "held_on": "inspected_on"})[["council", "aspect", "judgement", "inspected_on"]]


def of_aspect(every: pd.DataFrame, aspect: str = OVERALL) -> pd.DataFrame:
    """The judgements on one aspect, indexed by council: judgement, inspected_on."""
    return every[every["aspect"] == aspect].set_index("council")[["judgement", "inspected_on"]]
