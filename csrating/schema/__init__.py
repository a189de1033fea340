"""The contracts of the tables that flow between the rooms, and the ordered words that they use.

A contract is data: a name, a key, and what each column holds. :func:`check` lays it over a frame with pandera, gathers everything that
is wrong, and names the cells that the offending rows came from.
"""

from csrating.schema.contract import Column, Contract, check
from csrating.schema.single_files import CLOSENESS, FIGURES, JUDGED, JUDGEMENTS, NEIGHBOUR_LISTS, NOT_JUDGED, OTHER_SCALE
from csrating.schema.tables import COMPARISONS, INSPECTIONS, OBSERVATIONS, PROFILE, RATINGS, REASONS, SAFEGUARDING
from csrating.schema.words import (
    ASPECTS,
    ECM_OUTCOMES,
    EVIDENCE_MARKS,
    GRADES,
    OVERALL,
    RUN_BY,
    SAFEGUARDING_ASPECTS,
    SAFEGUARDING_FINDINGS,
    SAFEGUARDING_KINDS,
    SETTING_CLUSTERS,
    SETTING_TYPES,
    Against,
    Grade,
    Level,
    Origin,
    Rating,
    Standing,
    Status,
    Word,
    words_of,
)

__all__ = [
    "ASPECTS",
    "CLOSENESS",
    "COMPARISONS",
    "ECM_OUTCOMES",
    "EVIDENCE_MARKS",
    "FIGURES",
    "GRADES",
    "INSPECTIONS",
    "JUDGED",
    "JUDGEMENTS",
    "NEIGHBOUR_LISTS",
    "NOT_JUDGED",
    "OTHER_SCALE",
    "OBSERVATIONS",
    "OVERALL",
    "PROFILE",
    "RATINGS",
    "REASONS",
    "RUN_BY",
    "SAFEGUARDING",
    "SAFEGUARDING_ASPECTS",
    "SAFEGUARDING_FINDINGS",
    "SAFEGUARDING_KINDS",
    "SETTING_CLUSTERS",
    "SETTING_TYPES",
    "Against",
    "Column",
    "Contract",
    "Grade",
    "Level",
    "Origin",
    "Rating",
    "Standing",
    "Status",
    "Word",
    "check",
    "words_of",
]
