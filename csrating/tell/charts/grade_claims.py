"""What the chart of grades says: how many settings hold each grade, together and type by type, as the letter does."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from csrating.rate import Ratings
from csrating.tell.charts.origin_claim import origin_claim, warning_of
from csrating.tell.claims import Claim, Claims
from csrating.tell.claims.cells import cells_of
from csrating.tell.claims.rests import grades
from csrating.tell.claims.settings import all_settings_claim, grades_in, type_claim
from csrating.tell.grammar import named, settled

SETTINGS = "settings"
SUBTITLE = "Services and settings by latest inspection grade, beside the shares good or better in England and in similar areas"


class Graded(NamedTuple):
    """The settings of one type: how many hold each grade, and the origin of the grades."""

    row: str
    outstanding: int
    good: int
    satisfactory: int
    inadequate: int
    origin: str


def grade_claims(ratings: Ratings, code: str, rows: pd.DataFrame) -> Claims:
    """The claims about the rows of a chart of grades: the letter's own on all settings and on each type, and how many rows were made up."""
    types = [Graded(*row) for row in zip(*(rows[name].tolist() for name in Graded._fields), strict=True)]
    told = (
        all_settings_claim(ratings.framework, types),
        *(type_claim(ratings.framework, row) for row in types),
        origin_claim([row.origin for row in types], grades(row.row for row in types)),
    )
    return Claims(told, code, cells_of(ratings))


def title(claims: Claims, name: str) -> str:
    """The finding.

    Args:
        claims: what :func:`grade_claims` gave.
        name: the council's.
    """
    every = claims.claim(SETTINGS)
    if every.n == 1:
        return f"{name}: the one inspected setting is {every.names[0]}"
    return f"{name}: {every.figure('good or better'):,.0f} of {every.n:,} inspected settings are good or better"


def alt(claims: Claims, name: str) -> str:
    """The same for a reader who cannot see the chart, with the grades of each type."""
    told = [f"Stacked bars of inspection grades by type of setting. {title(claims, name)}."]
    told += [f"{claim.subject.capitalize()}: {_held(claim)}." for claim in claims.under(f"{SETTINGS}.")]
    warning = warning_of(claims)
    return " ".join([*told, *([f"{warning}."] if warning else [])])


def _held(claim: Claim) -> str:
    """How many hold each grade that any holds, the best first."""
    return settled(named([f"{getattr(grades_in(claim), grade)} {grade}" for grade in claim.names]))
