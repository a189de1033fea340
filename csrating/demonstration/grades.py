"""Grades of settings: one latent quality per setting, cut so that England holds the national shares."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from csrating.demonstration.chance import Numbers, allotted, quota_grades
from csrating.schema import ASPECTS, ECM_OUTCOMES, GRADES, OVERALL

BEST_FIRST = tuple(reversed(GRADES))
"""Grades from outstanding to inadequate, the order of every list of shares or counts in the registers."""

_ASPECT_MEMORY = 0.75  # how closely an outcome judgement follows overall effectiveness


def settings_per_council(
    councils: pd.DataFrame, chance: np.random.Generator, *, total: int, unequal: float, fixed: dict[str, int]
) -> npt.NDArray[np.int64]:
    """How many settings of a type each council has: by population, unevenly, with some numbers fixed beforehand.

    Args:
        councils: code and population.
        total: settings in England.
        unequal: standard deviation of the logarithm of settings per child.
        fixed: council code to number.
    """
    weights = councils["population"].to_numpy() * np.exp(unequal * chance.normal(size=len(councils)))
    known = councils["code"].map(fixed)
    weights[known.notna().to_numpy()] = 0
    numbers = allotted(total - int(known.sum()), weights)
    return np.where(known.notna(), known.fillna(0), numbers).astype(np.int64)


def latent_grades(quality: Numbers, *, loading: float, chance: np.random.Generator) -> Numbers:
    """The latent quality of each setting: its council's, as far as the loading says, and its own; variance 1."""
    return np.asarray(loading * quality + np.sqrt(1 - loading**2) * chance.normal(size=len(quality)))


def resembling(latent: Numbers, *, memory: float, chance: np.random.Generator) -> Numbers:
    """A second latent quality that resembles the first: that of another year or another judgement; variance 1."""
    return np.asarray(memory * latent + np.sqrt(1 - memory**2) * chance.normal(size=len(latent)))


def graded(
    rows: pd.DataFrame, latent: Numbers, counted: npt.NDArray[np.bool_], chosen: dict[str, Any], chance: np.random.Generator
) -> pd.DataFrame:
    """The rows with a grade word for each aspect, blank where the framework made no judgement.

    Args:
        rows: one row per inspection of one type of setting.
        latent: one value per row.
        counted: the rows on which the national shares must hold (the latest inspection before the cut-off).
        chosen: ``shares``, ``aspects`` and ``aspect_shares`` of the type.
    """
    words = np.array(BEST_FIRST, dtype=object)
    grades: dict[str, Any] = {OVERALL: words[quota_grades(latent, latent[counted], chosen["shares"])]}
    for aspect in ECM_OUTCOMES:
        follows = resembling(latent, memory=_ASPECT_MEMORY, chance=chance)
        judged = words[quota_grades(follows, follows[counted], chosen["aspect_shares"][aspect])]
        grades[aspect] = judged if aspect in chosen["aspects"] else ""
    return rows.assign(**{aspect: grades[aspect] for aspect in ASPECTS})
